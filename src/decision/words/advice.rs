//! The recommendation in words: what to do and why, what speaks against it, and what is still open.

use crate::analysis::approach::Approach;
use crate::analysis::risk::{InformationValue, success};
use crate::decision::Decision;
use crate::decision::checklist::CheckedCondition;
use crate::decision::conclusion::{Conclusion, Gap, Objection, Stake};
use crate::decision::measurement::Measurement;
use crate::decision::reason::Reason;
use crate::decision::recommendation::Recommendation;
use crate::scenario::inputs::Input;
use crate::scenario::quantity::{count_with_noun, money, rough_money};
use crate::scenario::words::{capitalized, uncapitalized};
use crate::scenario::{Currency, Scenario};

use super::alternative::prompting_first;
use super::doubt::{DoubtWords, input_in_words};
use super::simulations::simulations_that;

/// What to do and why, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What to do: "Measure before you decide".
    pub recommendation: String,
    /// What to do with its object: "Measure before you decide: evaluate both models on 3,530 test cases".
    pub headline: String,
    /// The main reason for it, in one or two sentences without a full stop.
    pub why: String,
    /// The other reasons that figures and evaluations give.
    pub reasons: Vec<String>,
    /// The other reasons that the checklists give, which a page with both lists doesn’t repeat.
    pub conditions: Vec<String>,
    /// What is most in doubt; `None` while prices are missing, and if nothing makes a difference.
    pub doubt: Option<DoubtWords>,
    /// The strongest argument against it.
    pub against: String,
    /// What is still open.
    pub missing: Vec<String>,
    /// Whether chances and savings are over today’s prompt, although another one is recommended.
    pub is_over_todays_prompt: bool,
    /// Whether what speaks against it is a switch to fine-tuning later, with a chance of its own.
    pub is_later_argued: bool,
}

impl Advice {
    /// Puts the conclusion of a decision into words.
    pub(super) fn new(decision: &Decision, finding: &str, scenario: &Scenario) -> Self {
        let conclusion = &decision.conclusion;
        let currency = &scenario.currency;
        let recommendation = conclusion.recommendation.label(scenario.start);
        let mut reasons = Vec::new();
        for reason in &conclusion.reasons {
            let is_condition = matches!(reason, Reason::Condition(_));
            if let Some(sentence) = reason.sentence(finding, currency) {
                reasons.push((sentence, is_condition));
            }
        }
        let why = match conclusion.first {
            Some(first) => {
                let what = capitalized(&first.words());
                let why = first.why(currency);
                why.map_or(what.clone(), |why| format!("{what}. {why}"))
            }
            None if reasons.is_empty() => finding.to_owned(),
            None => reasons.remove(0).0,
        };
        let doubt = conclusion.doubt.as_ref();
        let doubt = doubt.map(|doubt| DoubtWords::new(doubt, scenario));
        // A sentence stands once.
        reasons.retain(|(reason, _)| {
            let is_doubt = doubt.as_ref().is_some_and(|doubt| doubt.says(reason));
            !(is_doubt || why.contains(reason.as_str()))
        });
        let (conditions, reasons): (Vec<_>, Vec<_>) = reasons
            .into_iter()
            .partition(|(_, is_condition)| *is_condition);
        let sentence = |(sentence, _): (String, bool)| sentence;
        let missing = conclusion.missing.iter();
        Self {
            headline: match conclusion.first {
                Some(first) => format!("{recommendation}: {}", first.words()),
                None => recommendation.clone(),
            },
            recommendation,
            why,
            reasons: reasons.into_iter().map(sentence).collect(),
            conditions: conditions.into_iter().map(sentence).collect(),
            against: against(conclusion, currency),
            missing: missing.filter_map(Gap::sentence).collect(),
            doubt,
            is_over_todays_prompt: conclusion.recommendation == Recommendation::OptimiseFirst,
            is_later_argued: matches!(
                &conclusion.against,
                Objection::Amount(stake, _) if stake.month() > 0
            ),
        }
    }

    /// All reasons, the main one first.
    pub fn all_reasons(&self) -> impl Iterator<Item = &String> {
        let others = self.reasons.iter().chain(&self.conditions);
        std::iter::once(&self.why).chain(others)
    }
}

/// How many reasons for an approach apply: "1 of 5 apply, 3 unanswered".
pub fn how_many_apply(checklist: &[CheckedCondition], approach: Approach) -> String {
    let conditions = || {
        checklist
            .iter()
            .filter(move |checked| checked.condition.speaks_for() == approach)
    };
    let apply = conditions().filter(|checked| checked.holds == Some(true));
    let (apply, all) = (apply.count(), conditions().count());
    match conditions()
        .filter(|checked| checked.holds.is_none())
        .count()
    {
        0 => format!("{apply} of {all} apply"),
        open => format!("{apply} of {all} apply, {open} unanswered"),
    }
}

impl Gap {
    /// What is still open, as it stands in a list; `None` if nothing is missing of the evaluation.
    pub fn sentence(&self) -> Option<String> {
        Some(match self {
            Self::Prices(approaches) => format!("Prices for {}", names(approaches)),
            Self::Evaluation(evaluation) => return evaluation.missing(),
            Self::Ranges => "Ranges: every input is a single value".to_owned(),
            Self::Optimisation => "Is the prompt optimised?".to_owned(),
            Self::Answer(condition) => format!("{}?", condition.label()),
            Self::Answers(open) => format!("{open} unanswered questions"),
        })
    }
}

impl Measurement {
    /// "test the review rate of the fine-tuned model", "evaluate both models on 3,530 test cases".
    fn words(self) -> String {
        match self {
            Self::Pilot(pilot) => pilot.words(),
            Self::MostInformative(InformationValue { input, .. })
            | Self::MostInfluential(input) => find_out(input),
            Self::Evaluation { needed } => match needed {
                Some(cases) => {
                    let cases = count_with_noun(cases, "test case");
                    format!("evaluate both models on {cases}")
                }
                None => "evaluate both models on the same test cases".to_owned(),
            },
            Self::BetterPrompt => "see how far a better prompt gets".to_owned(),
            Self::ChangeFrequency => "find out how often requirements change".to_owned(),
        }
    }

    /// What that is worth: "Finding it out first is worth up to $10.9k". `None` if no figure says it.
    fn why(self, currency: &Currency) -> Option<String> {
        match self {
            Self::Pilot(pilot) => Some(pilot.why(currency)),
            Self::MostInformative(information) if information.input.path == success::PATH => {
                Some(format!(
                    "A pilot may cost up to {}",
                    money(information.value, currency)
                ))
            }
            Self::MostInformative(information) => Some(format!(
                "Finding it out first is worth up to {}",
                money(information.value, currency)
            )),
            Self::MostInfluential(_) => Some("The result depends most on it".to_owned()),
            Self::Evaluation { .. } | Self::BetterPrompt | Self::ChangeFrequency => None,
        }
    }
}

/// "test the review rate of the fine-tuned model", "find out the query volume".
fn find_out(input: &Input) -> String {
    if input.path == success::PATH {
        return "find out whether fine-tuning succeeds".to_owned();
    }
    let verb = if input.path.ends_with(".review_rate") {
        "test"
    } else {
        "find out"
    };
    format!("{verb} the {}", input_in_words(input))
}

fn against(conclusion: &Conclusion, currency: &Currency) -> String {
    match &conclusion.against {
        Objection::NoPrices(approaches) => {
            format!(
                "Without prices for {} there is no comparison",
                names(approaches)
            )
        }
        Objection::Amount(stake, Some(condition)) => format!(
            "{}. {}",
            stake.sentence(currency),
            condition.sentence(currency)
        ),
        Objection::Amount(stake, None) => stake.sentence(currency),
        Objection::Condition(condition) => condition.sentence(currency),
        Objection::Nothing => "None in the figures or the checklists".to_owned(),
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
                "{}{}, {} on average",
                if_switching(*month),
                simulations_that(*probability, ["loses money", "lose money"]),
                rough_money(*mean, currency)
            ),
            // How much that is, the card says beside it.
            Self::Upfront { saving, .. } => {
                let on_average = if saving.outlook.is_some() {
                    " on average"
                } else {
                    ""
                };
                if saving.mean > 0.0 {
                    "The upfront cost is spent before anything is saved".to_owned()
                } else {
                    format!("The upfront cost is spent, and nothing is saved{on_average}")
                }
            }
            Self::MissedSaving(alternative) => format!(
                "{} would save {}",
                alternative.name(),
                amount(alternative.base)
            ),
            // How often that is, the card says beside it.
            Self::MissedGain {
                month: 0,
                probability,
                mean,
            } => {
                let mean = rough_money(*mean, currency);
                if *probability == 1.0 {
                    format!("Without fine-tuning you forgo {mean} on average")
                } else {
                    format!("When fine-tuning saves money, it saves {mean} on average")
                }
            }
            Self::MissedGain {
                month,
                probability,
                mean,
            } => format!(
                "{}{}, {} on average",
                if_switching(*month),
                simulations_that(*probability, ["saves money", "save money"]),
                rough_money(*mean, currency)
            ),
        }
    }
}

/// "", "Prompting for seven months, then fine-tuning: ".
fn if_switching(month: usize) -> String {
    match month {
        0 => String::new(),
        month => format!("{}: ", prompting_first(month)),
    }
}

/// "prompting", "prompting and fine-tuning".
fn names(approaches: &[Approach]) -> String {
    let names = approaches
        .iter()
        .map(|approach| uncapitalized(approach.label()));
    names.collect::<Vec<_>>().join(" and ")
}
