//! What the rules come to: what to do, why, what speaks against it, and what is missing, as figures.

use crate::analysis::approach::Approach;
use crate::scenario::inputs;

use super::checklist::{CheckedCondition, Condition};
use super::doubt::Doubt;
use super::evaluation::EvaluationStatus;
use super::facts::Facts;
use super::measurement::Measurement;
use super::options::Alternative;
use super::reason::Reason;
use super::recommendation::Recommendation;
use super::rules::{RuleId, applying_rules, deciding_rule};

/// What the rules come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Conclusion {
    /// The recommendation of the rule that decided.
    pub recommendation: Recommendation,
    /// The rule that decided: the first of those that apply.
    pub rule: RuleId,
    /// The rules that apply, in the order of [`RULES`](super::rules::RULES).
    pub applies: Vec<RuleId>,
    /// The reasons that the rule gives.
    pub reasons: Vec<Reason>,
    /// The strongest reason against.
    pub against: Objection,
    /// What is missing for a surer recommendation.
    pub missing: Vec<Gap>,
    /// What to measure first, if that is what to do.
    pub first: Option<Measurement>,
    /// What is most in doubt; `None` while prices are missing, and if nothing makes a difference.
    pub doubt: Option<Doubt>,
}

/// The strongest reason against a recommendation.
#[derive(Debug, Clone, PartialEq)]
pub enum Objection {
    /// These approaches have no prices, so no figure says anything.
    NoPrices(Vec<Approach>),
    /// The largest amount that is at stake, and beside it a condition that holds for prompting, if fine-tuning is recommended.
    Amount(Stake, Option<CheckedCondition>),
    /// No amount is at stake, but a condition of the checklists holds.
    Condition(CheckedCondition),
    /// Neither.
    Nothing,
}

/// An amount that is at stake, in the scenario's currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stake {
    /// Fine-tuning, decided on after a month, may not pay back.
    Loss {
        /// The month; 0: now.
        month: usize,
        /// The probability of that.
        probability: f64,
        /// The mean loss in that case.
        mean: f64,
    },
    /// The upfront cost is spent before anything is saved.
    Upfront {
        /// The upfront cost.
        amount: f64,
        /// What it saves in the end.
        saving: Alternative,
    },
    /// By the figures at base this alternative saves something.
    MissedSaving(Alternative),
    /// Fine-tuning, decided on after a month, may save something.
    MissedGain {
        /// The month; 0: now.
        month: usize,
        /// The probability that it saves.
        probability: f64,
        /// The mean gain in that case.
        mean: f64,
    },
}

impl Stake {
    /// The month after which fine-tuning is decided on; 0: now.
    pub fn month(&self) -> usize {
        match self {
            Self::Loss { month, .. } | Self::MissedGain { month, .. } => *month,
            Self::Upfront { saving, .. } => saving.month,
            Self::MissedSaving(alternative) => alternative.month,
        }
    }

    /// The amount by which stakes are compared.
    fn amount(&self) -> f64 {
        match self {
            Self::Loss { mean, .. } | Self::MissedGain { mean, .. } => *mean,
            Self::Upfront { amount, .. } => *amount,
            Self::MissedSaving(alternative) => alternative.base,
        }
    }
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq)]
pub enum Gap {
    /// Prices of these approaches.
    Prices(Vec<Approach>),
    /// An evaluation, or a larger one.
    Evaluation(EvaluationStatus),
    /// Ranges: no input is uncertain.
    Ranges,
    /// Whether the prompt is optimised.
    Optimisation,
    /// The answer to a condition.
    Answer(Condition),
    /// The answers to so many conditions.
    Answers(usize),
}

impl Conclusion {
    /// Lets the first rule that applies decide, and looks for what speaks against it and what is missing.
    pub fn new(facts: &Facts<'_>) -> Self {
        let rule = deciding_rule(facts);
        let recommendation = (rule.recommends)(facts);
        let first = Measurement::new(facts, recommendation);
        Self {
            recommendation,
            rule: rule.id,
            applies: applying_rules(facts).map(|rule| rule.id).collect(),
            reasons: (rule.reasons)(facts),
            against: against(facts, recommendation),
            missing: missing(facts),
            first,
            doubt: Doubt::new(facts, rule.id, recommendation, first),
        }
    }
}

/// At most this many open questions are named; more are counted, because the checklists name them.
const MAX_NAMED_QUESTIONS: usize = 3;

fn missing(facts: &Facts<'_>) -> Vec<Gap> {
    let mut missing = Vec::new();
    let unpriced = facts.unpriced();
    if !unpriced.is_empty() {
        missing.push(Gap::Prices(unpriced));
    } else if facts.evaluation.needs_cases() {
        // Without prices it isn't known how many cases it takes.
        missing.push(Gap::Evaluation(*facts.evaluation));
    }
    if !inputs::has_ranges(facts.scenario) {
        missing.push(Gap::Ranges);
    }
    if facts.optimisation_is_unknown() {
        missing.push(Gap::Optimisation);
    }
    let open = facts
        .checklist
        .iter()
        .filter(|checked| checked.holds.is_none());
    let open: Vec<Condition> = open.map(|checked| checked.condition).collect();
    if open.len() <= MAX_NAMED_QUESTIONS {
        missing.extend(open.into_iter().map(Gap::Answer));
    } else {
        missing.push(Gap::Answers(open.len()));
    }
    missing
}

/// What speaks most for the other approach: the largest amount that is at stake, else a condition of the checklists.
fn against(facts: &Facts<'_>, recommendation: Recommendation) -> Objection {
    let unpriced = facts.unpriced();
    if !unpriced.is_empty() {
        return Objection::NoPrices(unpriced);
    }
    let goes = recommendation.month().is_some();
    let stakes = match facts.best_alternative() {
        Some(alternative) if goes => stakes_of_going(facts, alternative),
        _ => stakes_of_staying(facts),
    };
    let largest = stakes
        .into_iter()
        .filter(|stake| stake.amount() > 0.0)
        .max_by(|a, b| a.amount().total_cmp(&b.amount()));
    let other = if goes {
        Approach::Prompting
    } else {
        Approach::FineTuning
    };
    let condition = facts.holding(other).next().cloned();
    match (largest, condition) {
        (Some(largest), condition) if goes => Objection::Amount(largest, condition),
        (Some(largest), _) => Objection::Amount(largest, None),
        (None, Some(condition)) => Objection::Condition(condition),
        (None, None) => Objection::Nothing,
    }
}

/// What is at stake if an alternative is taken.
fn stakes_of_going(facts: &Facts<'_>, alternative: &Alternative) -> Vec<Stake> {
    let mut stakes = Vec::new();
    if let Some(outlook) = alternative.outlook
        && outlook.saves < 1.0
    {
        let probability = 1.0 - outlook.saves;
        stakes.push(Stake::Loss {
            month: alternative.month,
            probability,
            mean: outlook.loss / probability,
        });
    }
    stakes.push(Stake::Upfront {
        amount: facts.analysis.fine_tuning_upfront,
        saving: *alternative,
    });
    stakes
}

/// What is at stake if prompting stays.
fn stakes_of_staying(facts: &Facts<'_>) -> Vec<Stake> {
    let mut stakes = Vec::new();
    for alternative in facts.alternatives.all() {
        match alternative.outlook {
            None => stakes.push(Stake::MissedSaving(*alternative)),
            Some(outlook) if outlook.saves > 0.0 => stakes.push(Stake::MissedGain {
                month: alternative.month,
                probability: outlook.saves,
                mean: outlook.gain / outlook.saves,
            }),
            Some(_) => {}
        }
    }
    stakes
}
