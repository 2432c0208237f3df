//! The verdict in words: what to do and why, what speaks against it, and what is missing.

use crate::analysis::approach::Approach;
use crate::analysis::finding::verdict::Verdict;
use crate::decision::Decision;
use crate::decision::checklist::CheckedCondition;
use crate::decision::conclusion::{Gap, Measurement, Objection, Stake};
use crate::scenario::Currency;
use crate::scenario::quantity::{count, count_with_noun, money, percent};
use crate::scenario::words::uncapitalized;

/// What to do and why, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What to do: "Measure first: both sides on 389 cases".
    pub headline: String,
    /// The reasons for it.
    pub reasons: Vec<String>,
    /// The strongest reason against.
    pub against: String,
    /// What the figures say.
    pub figures: String,
    /// What the checklists say.
    pub checklist: String,
    /// What to measure first, if that is what to do.
    pub first: Option<String>,
    /// What is missing.
    pub missing: Vec<String>,
}

impl Advice {
    /// Puts the conclusion of a decision into words.
    pub(super) fn new(decision: &Decision, verdict: &Verdict, currency: &Currency) -> Self {
        let conclusion = &decision.conclusion;
        let finding = &verdict.headline;
        let label = conclusion.recommendation.label();
        let first = conclusion.first.map(|first| first.words(currency));
        let reasons = conclusion.reasons.iter();
        let missing = conclusion.missing.iter();
        Self {
            headline: match &first {
                Some(first) => format!("{label}: {first}"),
                None => label,
            },
            reasons: reasons
                .filter_map(|reason| reason.sentence(finding, currency))
                .collect(),
            against: conclusion.against.sentence(currency),
            figures: figures(decision, finding, currency),
            checklist: checklist(&decision.checklist),
            first,
            missing: missing.filter_map(Gap::sentence).collect(),
        }
    }
}

/// `finding` is that of the analysis at base.
fn figures(decision: &Decision, finding: &str, currency: &Currency) -> String {
    let alternatives = &decision.alternatives;
    let is_exact = alternatives.now.outlook.is_none();
    if decision.comparison.is_unpriced || is_exact && alternatives.later.is_none() {
        return finding.to_owned();
    }
    let alternatives: Vec<String> = alternatives
        .all()
        .map(|alternative| alternative.sentence(currency))
        .collect();
    format!("At base: {finding}. {}", alternatives.join(". "))
}

fn checklist(checklist: &[CheckedCondition]) -> String {
    let part = |approach: Approach, name: &str| {
        let conditions = || {
            checklist
                .iter()
                .filter(move |checked| checked.condition.speaks_for() == approach)
        };
        let hold = conditions().filter(|checked| checked.holds == Some(true));
        let open = match conditions()
            .filter(|checked| checked.holds.is_none())
            .count()
        {
            0 => String::new(),
            open => format!(", {open} not answered"),
        };
        format!(
            "{} of {} conditions for {name} hold{open}",
            hold.count(),
            conditions().count()
        )
    };
    format!(
        "{}; {}",
        part(Approach::Prompting, "starting with prompting"),
        part(Approach::FineTuning, "moving to fine-tuning")
    )
}

impl Gap {
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
            Self::MostInformative(information) => {
                let most = money(information.value, currency);
                let name = information.input.full_label();
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

impl Objection {
    fn sentence(&self, currency: &Currency) -> String {
        match self {
            Self::NoPrices(approaches) => {
                format!(
                    "Without prices of {} nothing can be said",
                    names(approaches)
                )
            }
            Self::Amount(stake, Some(condition)) => {
                format!(
                    "{}. {}",
                    stake.sentence(currency),
                    condition.sentence(currency)
                )
            }
            Self::Amount(stake, None) => stake.sentence(currency),
            Self::Condition(condition) => condition.sentence(currency),
            Self::Nothing => "Nothing in the figures or the checklists".to_owned(),
        }
    }
}

impl Stake {
    fn sentence(&self, currency: &Currency) -> String {
        let amount = |value: f64| money(value, currency);
        match self {
            Self::Loss {
                month,
                probability,
                mean,
            } => format!(
                "{} {} doesn’t pay back, and costs {} more on average then",
                with_probability(*probability),
                deciding_after(*month),
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
                let saved = if saving.mean > 0.0 {
                    format!("for a saving of {}", amount(saving.mean))
                } else {
                    "and nothing is saved".to_owned()
                };
                format!(
                    "{} are spent before anything is saved, {saved} in the end{on_average}",
                    amount(*upfront)
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
                "{} {} saves, {} on average then",
                with_probability(*probability),
                deciding_after(*month),
                amount(*mean)
            ),
        }
    }
}

/// "With 33 % probability", "In every simulation".
fn with_probability(probability: f64) -> String {
    if probability == 1.0 {
        "In every simulation".to_owned()
    } else {
        format!("With {} probability", percent(probability))
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
        .map(|approach| uncapitalized(approach.label()));
    names.collect::<Vec<_>>().join(" and ")
}
