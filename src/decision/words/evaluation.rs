//! What an evaluation shows, what it has to show and what is missing of it, in words.

use crate::decision::evaluation::EvaluationStatus;
use crate::decision::evaluation::criterion::{Criterion, Judgement, SampleSize};
use crate::decision::evaluation::evidence::{Difference, Evidence};
use crate::scenario::quantity::{count_with_noun, significant};

impl EvaluationStatus {
    /// What the evaluation shows, and whether that is enough; `None` without one.
    pub fn sentence(&self) -> Option<String> {
        let evidence = self.evidence?;
        let will_do = match (self.criterion, self.judgement(), evidence.shows()) {
            (Criterion::Better, ..) => String::new(),
            (Criterion::AsGood { margin, .. }, judgement, shows) => {
                let points = points(margin);
                match (judgement, shows) {
                    (Judgement::Shown, Difference::Better) => String::new(),
                    (Judgement::Shown, _) => {
                        format!("; no worse by more than {points}, which is as good as it must be")
                    }
                    (Judgement::Refuted, _) => {
                        format!("; by more than the {points} that count as good")
                    }
                    (Judgement::Open, _) => format!("; it may be worse by more than {points}"),
                }
            }
        };
        Some(format!("{}{will_do}", evidence.sentence()))
    }

    /// Why more cases won't help, if the evaluation had enough of them: "400 cases would have shown a difference of 6 points, and don’t".
    pub fn not_for_lack_of_cases(&self) -> Option<String> {
        let (evidence, needed) = self.evidence.zip(self.needed)?;
        self.was_large_enough().then(|| {
            format!(
                "{} would have shown {}, and don’t",
                count_with_noun(evidence.cases, "case"),
                needed.what()
            )
        })
    }

    /// What is missing of them: a first evaluation or a larger one.
    pub fn missing(&self) -> Option<String> {
        let cases = self.needed.map(|needed| needed.sentence());
        match (self.evidence, cases, self.judgement()) {
            (None, Some(cases), _) => Some(format!("An evaluation of both sides: {cases}")),
            (None, None, _) => Some("An evaluation of both sides on the same cases".to_owned()),
            (Some(_), None, Judgement::Open) => {
                Some("A larger evaluation of both sides".to_owned())
            }
            (Some(evidence), Some(cases), Judgement::Open) if !self.was_large_enough() => {
                let so_far = count_with_noun(evidence.cases, "case");
                Some(format!(
                    "A larger evaluation than the one of {so_far}, which leaves it open: {cases}"
                ))
            }
            _ => None,
        }
    }
}

impl Evidence {
    /// "The tuned model passes 72.7 %, prompting 67.0 % of 300 cases: +5.7 points (95 %: −1.7 to +12.9), moved, not improved".
    pub fn sentence(&self) -> String {
        let points = |share: f64| {
            // No minus before what rounds to nothing.
            let tenths = (1000.0 * share).round() / 10.0;
            format!("{:+.1}", tenths + 0.0).replace('-', "−")
        };
        let shows = match self.shows() {
            Difference::Better => "better",
            Difference::Worse => "worse",
            Difference::Moved => "moved, not improved",
        };
        format!(
            "The tuned model passes {:.1} %, prompting {:.1} % of {}: {} points (95 %: {} to {}), {shows}",
            100.0 * self.tuned,
            100.0 * self.prompting,
            count_with_noun(self.cases, "case"),
            points(self.difference),
            points(self.low),
            points(self.high)
        )
    }
}

impl Criterion {
    /// "passes more, beyond chance", "passes fewer by no more than 2 points, beyond chance".
    pub fn words(self) -> String {
        match self {
            Self::Better => "passes more, beyond chance".to_owned(),
            Self::AsGood { margin, by_reviews } => {
                let why = if by_reviews {
                    " (reviews of more would eat the saving)"
                } else {
                    ""
                };
                format!(
                    "passes fewer by no more than {}, beyond chance{why}",
                    points(margin)
                )
            }
        }
    }
}

impl SampleSize {
    /// "2,130 cases on each side show a difference of 4 points".
    pub fn sentence(&self) -> String {
        let cases = count_with_noun(self.cases, "case");
        let assumed = self.assumed.map_or(String::new(), |share| {
            format!(", if prompting passes {:.0} %", 100.0 * share)
        });
        format!("{cases} on each side show {}{assumed}", self.what())
    }

    /// "a difference of 4 points, from which on fewer reviews pay for the switch", "that it is no worse by more than 2 points where both pass as
    /// many".
    fn what(&self) -> String {
        let points = points(self.difference);
        match self.criterion {
            Criterion::Better if self.tips => {
                format!("a difference of {points}, from which on fewer reviews pay for the switch")
            }
            Criterion::Better => format!("a difference of {points}"),
            Criterion::AsGood { .. } => {
                format!("that it is no worse by more than {points} where both pass as many")
            }
        }
    }
}

/// "2 points", "0.6 points", "1 point".
fn points(share: f64) -> String {
    let points = significant(100.0 * share, 2);
    let plural = if points == "1" { "" } else { "s" };
    format!("{points} point{plural}")
}
