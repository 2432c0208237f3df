//! What an evaluation shows, what it has to show and what is missing of it, in words.

use crate::decision::evaluation::EvaluationStatus;
use crate::decision::evaluation::criterion::{Criterion, Judgement, SampleSize};
use crate::decision::evaluation::evidence::{Difference, Evidence};
use crate::scenario::quantity::{count_with_noun, percent, significant, with_unit};

impl EvaluationStatus {
    /// What the evaluation shows, and whether that is enough; `None` without one.
    ///
    /// "Fine-tuned 72.7%, prompted 67.0% of 300 test cases: +5.7 points (95% CI −1.7 to +12.9). Inconclusive".
    pub fn sentence(&self) -> Option<String> {
        let evidence = self.evidence?;
        let result = match (self.criterion, self.judgement(), evidence.shows()) {
            (Criterion::Better, _, shows) | (_, Judgement::Shown, shows @ Difference::Better) => {
                shows.label().to_owned()
            }
            (Criterion::AsGood { margin, .. }, judgement, _) => {
                let points = points(margin);
                match judgement {
                    Judgement::Shown => format!("At most {points} worse: good enough"),
                    Judgement::Refuted => format!("More than {points} worse"),
                    Judgement::Open => format!("Could be more than {points} worse"),
                }
            }
        };
        Some(format!("{}. {result}", evidence.sentence()))
    }

    /// Why more cases won't help, if the evaluation had enough of them: "400 test cases would have detected a difference of 6 points, and
    /// didn’t".
    pub fn not_for_lack_of_cases(&self) -> Option<String> {
        let (evidence, needed) = self.evidence.zip(self.needed)?;
        self.was_large_enough().then(|| {
            let cases = count_with_noun(evidence.cases, "test case");
            match needed.criterion {
                Criterion::Better => {
                    format!("{cases} would have detected {}, and didn’t", needed.what())
                }
                Criterion::AsGood { .. } => {
                    format!("{cases} would have shown {}, and didn’t", needed.what())
                }
            }
        })
    }

    /// What is missing of them: a first evaluation or a larger one.
    pub fn missing(&self) -> Option<String> {
        let cases = self.needed.map(|needed| needed.sentence());
        match (self.evidence, cases, self.judgement()) {
            (None, Some(cases), _) => Some(format!("An evaluation: {cases}")),
            (None, None, _) => Some("An evaluation of both models on the same cases".to_owned()),
            (Some(_), None, Judgement::Open) => Some("A larger evaluation".to_owned()),
            (Some(_), Some(cases), Judgement::Open) if !self.was_large_enough() => {
                Some(format!("A larger evaluation: {cases}"))
            }
            _ => None,
        }
    }
}

impl Difference {
    fn label(self) -> &'static str {
        match self {
            Self::Better => "Better",
            Self::Worse => "Worse",
            Self::Moved => "Inconclusive",
        }
    }
}

impl Evidence {
    /// "Fine-tuned 72.7%, prompted 67.0% of 300 test cases: +5.7 points (95% CI −1.7 to +12.9)".
    fn sentence(&self) -> String {
        let points = |share: f64| {
            // No minus before what rounds to nothing.
            let tenths = (1000.0 * share).round() / 10.0;
            format!("{:+.1}", tenths + 0.0).replace('-', "−")
        };
        format!(
            "Fine-tuned {:.1}%, prompted {:.1}% of {}: {}\u{a0}points (95% CI {} to {})",
            100.0 * self.tuned,
            100.0 * self.prompting,
            count_with_noun(self.cases, "test case"),
            points(self.difference),
            points(self.low),
            points(self.high)
        )
    }
}

impl Criterion {
    /// What the fine-tuned model has to be: "is better", "is at most 2 points worse".
    pub fn words(self) -> String {
        match self {
            Self::Better => "is better".to_owned(),
            Self::AsGood { margin, .. } => format!("is at most {} worse", points(margin)),
        }
    }
}

impl SampleSize {
    /// "2,130 test cases per approach would detect a difference of 4 points".
    pub fn sentence(&self) -> String {
        let cases = count_with_noun(self.cases, "test case");
        let assumed = self.assumed.map_or(String::new(), |share| {
            format!(", assuming a {} pass rate", percent(share))
        });
        let verb = match self.criterion {
            Criterion::Better => "detect",
            Criterion::AsGood { .. } => "show",
        };
        format!("{cases} per approach would {verb} {}{assumed}", self.what())
    }

    /// "the 4-point gain that pays for the switch", "a difference of 4 points", "that it is at most 2 points worse".
    fn what(&self) -> String {
        match self.criterion {
            Criterion::Better if self.tips => format!(
                "the {}-point gain that pays for the switch",
                number_of_points(self.difference)
            ),
            Criterion::Better => format!("a difference of {}", points(self.difference)),
            Criterion::AsGood { .. } => {
                format!("that it is at most {} worse", points(self.difference))
            }
        }
    }
}

/// "2", "0.6".
fn number_of_points(share: f64) -> String {
    let number = significant(100.0 * share, 2);
    if number.contains('.') {
        let number = number.trim_end_matches('0');
        number.trim_end_matches('.').to_owned()
    } else {
        number
    }
}

/// "2 points", "0.6 points", "1 point".
fn points(share: f64) -> String {
    let points = number_of_points(share);
    let plural = if points == "1" { "" } else { "s" };
    with_unit(&points, &format!("point{plural}"))
}
