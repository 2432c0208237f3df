//! The verdict: what the figures say, what the checklists say, what is missing, and what to do.

use crate::analysis::risk::{Risk, percent};
use crate::analysis::side::Side;
use crate::analysis::verdict::Outcome;
use crate::scenario::quantity::{count, counted, money};

use super::rules::{Facts, RULES, Recommendation};

/// The verdict in its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// What to do.
    pub recommendation: Recommendation,
    /// The place in [`RULES`] of the rule that decided.
    pub rule: usize,
    /// What the figures say.
    pub figures: String,
    /// What the checklists say.
    pub checklist: String,
    /// What to measure first, where that is what to do.
    pub first: Option<String>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Why.
    pub reasons: Vec<String>,
    /// The strongest reason against.
    pub against: String,
    /// The changes that would flip it.
    pub flips: Vec<String>,
}

impl Advice {
    /// Goes through the rules.
    pub fn new(facts: &Facts<'_>) -> Self {
        let rule = RULES
            .iter()
            .position(|rule| (rule.applies)(facts))
            .unwrap_or(RULES.len() - 1);
        let recommendation = (RULES[rule].says)(facts);
        Self {
            recommendation,
            rule,
            figures: figures(facts),
            checklist: checklist(facts),
            missing: missing(facts),
            reasons: (RULES[rule].because)(facts),
            first: first(facts, recommendation),
            against: against(facts, recommendation),
            flips: Vec::new(),
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

fn figures(facts: &Facts<'_>) -> String {
    match facts.risk {
        Some(risk) => format!(
            "{}. The chance that it pays back is {}",
            facts.verdict.headline,
            percent(risk.cheaper)
        ),
        None => facts.verdict.headline.clone(),
    }
}

fn checklist(facts: &Facts<'_>) -> String {
    let part = |side: Side, name: &str| {
        let of = || {
            facts
                .checklist
                .iter()
                .filter(move |checked| checked.condition.speaks_for() == side)
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
        part(Side::Prompting, "starting with prompting"),
        part(Side::FineTuning, "moving to fine-tuning")
    )
}

fn missing(facts: &Facts<'_>) -> Vec<String> {
    let mut missing = Vec::new();
    let cases = facts.needed.map(|needed| needed.sentence());
    match (facts.evidence, cases) {
        (None, Some(cases)) => missing.push(format!("An evaluation of both sides: {cases}")),
        (None, None) => missing.push("An evaluation of both sides on the same cases".to_owned()),
        (Some(evidence), Some(cases)) if !facts.is_shown() => missing.push(format!(
            "A larger evaluation, of the {} so far nothing is shown: {cases}",
            count(evidence.cases)
        )),
        (Some(_), _) => {}
    }
    if facts.risk.is_none() {
        missing.push("Ranges: all inputs are stated as exactly known".to_owned());
    }
    if let Outcome::NoPrices(side) = facts.verdict.outcome {
        missing.insert(0, format!("Prices of {}", side.label().to_lowercase()));
    }
    if facts.scenario.decision.prompt_optimised.is_none() {
        missing.push("Whether the prompt has been optimised".to_owned());
    }
    let checklist = facts.checklist.iter();
    let open: Vec<String> = checklist
        .filter(|checked| checked.holds.is_none())
        .map(|checked| format!("{}?", checked.condition.label()))
        .collect();
    if open.len() <= FEW_QUESTIONS {
        missing.extend(open);
    } else {
        missing.push(format!(
            "Answers to {} questions of the checklists",
            open.len()
        ));
    }
    missing
}

/// More open questions are counted: the checklists name them.
const FEW_QUESTIONS: usize = 3;

/// What to measure first: the input of which knowing is worth most where the figures leave it open, else what the answers lack.
fn first(facts: &Facts<'_>, recommendation: Recommendation) -> Option<String> {
    if recommendation != Recommendation::MeasureFirst {
        return None;
    }
    let worth = facts.risk.and_then(|risk| risk.evppi.first());
    if let Some(worth) = worth.filter(|worth| facts.figures_leave_it_open() && worth.value > 0.0) {
        let most = money(worth.value, &facts.scenario.currency);
        let name = worth.input.full_label();
        return Some(format!("{name}, worth up to {most} to know"));
    }
    if !facts.is_shown() {
        return Some(match (facts.needed, facts.evidence) {
            (Some(needed), Some(so_far)) if needed.cases > so_far.cases => format!(
                "both sides on {} instead of {}",
                counted(needed.cases, "case"),
                count(so_far.cases)
            ),
            (Some(needed), _) => format!("both sides on {}", counted(needed.cases, "case")),
            (None, _) => "both sides on the same cases".to_owned(),
        });
    }
    Some(if facts.changes_are_uncounted() {
        "how often requirements change".to_owned()
    } else {
        "what a better prompt reaches".to_owned()
    })
}

/// What speaks most for the other way: of what can be told in money the largest amount, else a condition of the checklists.
fn against(facts: &Facts<'_>, recommendation: Recommendation) -> String {
    if let Outcome::NoPrices(side) = facts.verdict.outcome {
        let side = side.label().to_lowercase();
        return format!("Without prices of {side} nothing can be said");
    }
    let goes = matches!(
        recommendation,
        Recommendation::FineTuneNow | Recommendation::Prepare { .. }
    );
    let amounts = if goes {
        of_going(facts, recommendation)
    } else {
        of_staying(facts)
    };
    let largest = amounts
        .into_iter()
        .filter(|(amount, _)| *amount > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, words)| words);
    let other = if goes {
        Side::Prompting
    } else {
        Side::FineTuning
    };
    let condition = facts.holding(other).next();
    match (largest, condition) {
        (Some(largest), Some(condition)) if goes => format!("{largest}. {condition}"),
        (Some(largest), _) => largest,
        (None, Some(condition)) => condition,
        (None, None) => "Nothing in the figures or the checklists".to_owned(),
    }
}

/// What is lost on average in the draws that lose, and what is gained in those that gain, each over all draws.
fn loss_and_gain(risk: &Risk) -> (f64, f64) {
    // EVPI = E[max(0, S)] − max(0, E[S])
    let gain = risk.evpi + risk.saving.mean.max(0.0);
    (gain - risk.saving.mean, gain)
}

/// What going to fine-tuning risks.
fn of_going(facts: &Facts<'_>, recommendation: Recommendation) -> Vec<(f64, String)> {
    let amount = |value| money(value, &facts.scenario.currency);
    let mut amounts = Vec::new();
    // Of a later switch, what that one risks.
    let (cheaper, loss) = match (recommendation, facts.switch, facts.risk) {
        (Recommendation::Prepare { .. }, Some(switch), _) => (switch.cheaper, switch.loss),
        (_, _, Some(risk)) => (risk.cheaper, loss_and_gain(risk).0),
        (_, _, None) => (1.0, 0.0),
    };
    let missed = 1.0 - cheaper;
    if missed > 0.0 {
        let words = format!(
            "With {} probability it doesn’t pay back, and loses {} on average then",
            percent(missed),
            amount(loss / missed)
        );
        amounts.push((loss / missed, words));
    }
    let upfront = facts.analysis.fine_tuning_upfront;
    let saved = match recommendation {
        Recommendation::Prepare { .. } => facts.progression.prompting - facts.progression.least(),
        _ => facts.analysis.saving(),
    };
    amounts.push((
        upfront,
        format!(
            "{} are spent before anything is saved, for {} in the end",
            amount(upfront),
            amount(saved)
        ),
    ));
    amounts
}

/// What staying with prompting gives away.
fn of_staying(facts: &Facts<'_>) -> Vec<(f64, String)> {
    let amount = |value| money(value, &facts.scenario.currency);
    let mut amounts = Vec::new();
    if let Some(risk) = facts.risk.filter(|risk| risk.cheaper > 0.0) {
        let (_, gain) = loss_and_gain(risk);
        let words = format!(
            "With {} probability fine-tuning saves, {} on average then",
            percent(risk.cheaper),
            amount(gain / risk.cheaper)
        );
        amounts.push((gain / risk.cheaper, words));
    }
    let saving = facts.analysis.saving();
    amounts.push((
        saving,
        format!("Fine-tuning would save {} at base", amount(saving)),
    ));
    if let Some(month) = facts.later() {
        let saved = facts.progression.prompting - facts.progression.least();
        amounts.push((
            saved,
            format!("Switching after month {month} would save {}", amount(saved)),
        ));
    }
    amounts
}
