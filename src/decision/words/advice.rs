//! The verdict in words: what to do and why, what speaks against it, and what is missing.

use crate::analysis::approach::Approach;
use crate::analysis::finding::verdict::Verdict;
use crate::decision::conclusion::{Against, Conclusion, Measurement, Missing, Stake};
use crate::decision::facts::Facts;
use crate::decision::recommendation::Recommendation;
use crate::decision::rules::RULES;
use crate::scenario::Currency;
use crate::scenario::quantity::{count, count_with_noun, money, percent};

/// A conclusion in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// What to do.
    pub recommendation: Recommendation,
    /// The place in [`RULES`] of the rule that decided.
    pub rule: usize,
    /// Which of [`RULES`] apply; the first of them decides.
    pub applies: [bool; RULES.len()],
    /// What the figures say.
    pub figures: String,
    /// What the checklists say.
    pub checklist: String,
    /// What to measure first, if that is what to do.
    pub first: Option<String>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Why.
    pub reasons: Vec<String>,
    /// The strongest reason against.
    pub against: String,
}

impl Advice {
    /// Puts a conclusion into words, with the facts from which it was drawn.
    pub(in crate::decision) fn new(conclusion: &Conclusion, facts: &Facts<'_>) -> Self {
        let currency = &facts.scenario.currency;
        let headline = Verdict::new(facts.scenario, facts.analysis).headline;
        let reasons = conclusion.reasons.iter();
        let missing = conclusion.missing.iter();
        let deciding = RULES.iter().position(|rule| rule.id == conclusion.rule);
        Self {
            recommendation: conclusion.recommendation,
            rule: deciding.unwrap_or(RULES.len() - 1),
            applies: RULES.each_ref().map(|rule| (rule.applies)(facts)),
            figures: figures(facts, &headline),
            checklist: checklist(facts),
            missing: missing.filter_map(Missing::sentence).collect(),
            reasons: reasons
                .filter_map(|reason| reason.sentence(&headline, currency))
                .collect(),
            first: conclusion.first.map(|first| first.words(currency)),
            against: conclusion.against.sentence(currency),
        }
    }

    /// "Measure first: an evaluation of both sides on 389 cases".
    pub fn headline(&self) -> String {
        let label = self.recommendation.label();
        match &self.first {
            Some(first) => format!("{label}: {first}"),
            None => label,
        }
    }
}

fn figures(facts: &Facts<'_>, headline: &str) -> String {
    if facts.unpriced().is_some() || facts.risk.is_none() && facts.alternatives.later.is_none() {
        return headline.to_owned();
    }
    let currency = &facts.scenario.currency;
    let alternatives = facts.alternatives.all();
    let alternatives: Vec<String> = alternatives
        .map(|alternative| alternative.sentence(currency))
        .collect();
    format!("At base: {headline}. {}", alternatives.join(". "))
}

fn checklist(facts: &Facts<'_>) -> String {
    let part = |approach: Approach, name: &str| {
        let of = || {
            facts
                .checklist
                .iter()
                .filter(move |checked| checked.condition.speaks_for() == approach)
        };
        let hold = of().filter(|checked| checked.holds == Some(true)).count();
        let open = of().filter(|checked| checked.holds.is_none()).count();
        let open = match open {
            0 => String::new(),
            open => format!(", {open} not answered"),
        };
        format!(
            "{hold} of {} conditions for {name} hold{open}",
            of().count()
        )
    };
    format!(
        "{}; {}",
        part(Approach::Prompting, "starting with prompting"),
        part(Approach::FineTuning, "moving to fine-tuning")
    )
}

impl Missing {
    /// `None` if nothing is missing of the evaluation.
    fn sentence(&self) -> Option<String> {
        Some(match self {
            Self::Prices(approaches) => format!("Prices of {}", names(approaches)),
            Self::Evaluation(evaluation) => return evaluation.missing(),
            Self::Ranges => "Ranges: all inputs are stated as exactly known".to_owned(),
            Self::Optimisation => "Whether the prompt has been optimised".to_owned(),
            Self::Answer(condition) => format!("{}?", condition.label()),
            Self::Answers(open) => format!("Answers to {open} questions of the checklists"),
        })
    }
}

impl Measurement {
    /// "Queries per month, worth up to $2k to know".
    fn words(self, currency: &Currency) -> String {
        match self {
            Self::MostInformative(worth) => {
                let most = money(worth.value, currency);
                let name = worth.input.full_label();
                format!("{name}, worth up to {most} to know")
            }
            Self::MostInfluential(input) => {
                format!("{}, on which most depends", input.full_label())
            }
            Self::Evaluation { needed, so_far } => {
                let cases = needed.map(|cases| count_with_noun(cases, "case"));
                match (cases, so_far) {
                    (Some(cases), Some(so_far)) => {
                        format!("both sides on {cases} instead of {}", count(so_far))
                    }
                    (Some(cases), None) => format!("both sides on {cases}"),
                    (None, _) => "both sides on the same cases".to_owned(),
                }
            }
            Self::BetterPrompt => "what a better prompt reaches".to_owned(),
            Self::ChangeFrequency => "how often requirements change".to_owned(),
        }
    }
}

impl Against {
    fn sentence(&self, currency: &Currency) -> String {
        match self {
            Self::NoPrices(approaches) => {
                format!(
                    "Without prices of {} nothing can be said",
                    names(approaches)
                )
            }
            Self::Amount(stake, Some(condition)) => {
                format!("{}. {}", stake.sentence(currency), condition.sentence())
            }
            Self::Amount(stake, None) => stake.sentence(currency),
            Self::Condition(condition) => condition.sentence(),
            Self::Nothing => "Nothing in the figures or the checklists".to_owned(),
        }
    }
}

impl Stake {
    fn sentence(&self, currency: &Currency) -> String {
        let amount = |value: f64| money(value, currency);
        match self {
            Self::Loss { probability, mean } => format!(
                "With {} probability it doesn’t pay back, and loses {} on average then",
                percent(*probability),
                amount(*mean)
            ),
            Self::Upfront {
                amount: upfront,
                saving,
            } => {
                let on_average = if saving.outlook.is_some() {
                    ", on average"
                } else {
                    ""
                };
                format!(
                    "{} are spent before anything is saved, for {} in the end{on_average}",
                    amount(*upfront),
                    amount(saving.mean)
                )
            }
            Self::MissedSaving(alternative) => format!(
                "By the figures {} would save {}",
                deciding_after(alternative.month),
                amount(alternative.base)
            ),
            Self::MissedGain {
                month,
                probability,
                mean,
            } => format!(
                "With {} probability {} saves, {} on average then",
                percent(*probability),
                deciding_after(*month),
                amount(*mean)
            ),
        }
    }
}

/// "fine-tuning now", "switching after month 7".
fn deciding_after(month: usize) -> String {
    match month {
        0 => "fine-tuning now".to_owned(),
        month => format!("switching after month {month}"),
    }
}

/// "prompting", "prompting and fine-tuning".
fn names(approaches: &[Approach]) -> String {
    let names = approaches
        .iter()
        .map(|approach| approach.label().to_lowercase());
    names.collect::<Vec<_>>().join(" and ")
}
