//! The roadmap from prompting to fine-tuning in words: a plan of one page with dates, and what must be true at the gate to go on.

use crate::analysis::Analysis;
use crate::analysis::finding::verdict::Verdict;
use crate::analysis::ledger::Ledger;
use crate::analysis::price::is_unpriced;
use crate::decision::evaluation::EvaluationStatus;
use crate::decision::evaluation::criterion::Judgement;
use crate::decision::recommendation::Recommendation;
use crate::decision::roadmap::{AfterRetirement, Gate, GateFigure, Retirement, retirements};
use crate::scenario::quantity::{self, Unit, count, count_with_noun, distinguishable, money};
use crate::scenario::{Estimate, Scenario};

/// Headings with their sentences.
pub type Roadmap = Vec<(String, Vec<String>)>;

/// The plan for deciding after month `k`. The bounds of its gate take hundreds of ledgers: not for use while drawing.
///
/// ```
/// use breakeven::decision::evaluation::EvaluationStatus;
/// use breakeven::decision::words::roadmap::roadmap;
/// use breakeven::scenario::Scenario;
/// use breakeven::scenario::knobs::DecisionSettings;
///
/// let scenario = Scenario::default();
/// let evaluation = EvaluationStatus::new(&scenario, &DecisionSettings::default());
/// let plan = roadmap(&scenario, &evaluation, 3);
/// assert_eq!(plan[0].0, "The plan for deciding after month 3");
/// ```
pub fn roadmap(scenario: &Scenario, evaluation: &EvaluationStatus, k: usize) -> Roadmap {
    let ledger = Ledger::new(scenario);
    let amount = |value| money(value, &scenario.currency);
    // What happens at the end of month k happens before the month after it begins.
    let date = |k: usize| scenario.start.plus(k as i32).short();
    let span = |from: usize, to: usize| {
        let (from, to) = (date(from), date(to));
        if from == to {
            from
        } else {
            format!("{from} to {to}")
        }
    };
    let serves = k + ledger.lead_time;
    let mut steps = Vec::new();
    if k > 0 {
        steps.push(format!(
            "{}: prompting serves; evaluation cases are collected",
            span(0, k - 1)
        ));
    }
    steps.push(format!(
        "{}: the gate. Going on costs {}: {} of data, {} of training, {} of set-up",
        date(k),
        amount(ledger.upfront().total()),
        amount(ledger.data_collection),
        amount(ledger.training_round),
        amount(ledger.fine_tuning.setup)
    ));
    let prompted = serves.min(ledger.months);
    if prompted > k {
        steps.push(format!(
            "{}: the model is trained and evaluated; prompting goes on serving",
            span(k, prompted - 1)
        ));
    }
    if serves < ledger.months {
        steps.push(format!("{}: the tuned model serves", date(serves)));
        for Retirement { months, then } in retirements(&ledger, serves) {
            let each = if months.len() > 1 { " each time" } else { "" };
            let then = match then {
                AfterRetirement::Prompting => "prompting takes over".to_owned(),
                AfterRetirement::Retraining(cost) => {
                    format!("a retraining for {}{each}", amount(cost))
                }
                AfterRetirement::BeyondHorizon => {
                    "what comes after it is beyond the horizon".to_owned()
                }
            };
            let dates: Vec<String> = months.into_iter().map(date).collect();
            let dates = dates.join(", ");
            steps.push(format!("{dates}: its base model is shut down; {then}"));
        }
    } else {
        steps.push(format!(
            "The tuned model would serve only after the horizon, {}",
            date(ledger.months)
        ));
    }
    vec![
        (
            match k {
                0 => "The plan for deciding at once".to_owned(),
                k => format!("The plan for deciding after month {k}"),
            },
            steps,
        ),
        (
            "What must be true at the gate".to_owned(),
            gate(scenario, evaluation, &ledger, k),
        ),
    ]
}

/// "Volume: at least 41,000 queries a month (50,000 planned, so it holds)". `pays` says it of any value.
fn condition(name: &str, unit: &str, figure: GateFigure, pays: impl Fn(f64) -> bool) -> String {
    let GateFigure {
        planned,
        bound,
        pays: as_planned,
    } = figure;
    match bound {
        Some(bound) => {
            let [bound_text, planned_text] = distinguishable([bound, planned], Unit::None);
            // As it is written it may be just past.
            let written = match quantity::parse(&bound_text, Unit::None) {
                Ok(Estimate::Exact(written)) => written,
                _ => bound,
            };
            // It pays on the planned value's side of the bound if it pays there.
            let words = match ((bound < planned) == as_planned, pays(written)) {
                (true, true) => "at least",
                (true, false) => "more than",
                (false, true) => "at most",
                (false, false) => "fewer than",
            };
            let holds = if as_planned {
                "holds"
            } else {
                "doesn’t hold"
            };
            format!("{name}: {words} {bound_text} {unit} ({planned_text} planned, so it {holds})")
        }
        None if as_planned => format!(
            "{name}: the switch pays at any number of {unit} ({} planned)",
            count(planned)
        ),
        None => format!(
            "{name}: no number of {unit} makes the switch pay ({} planned)",
            count(planned)
        ),
    }
}

/// What the pass rates have to be, and whether that has been shown.
fn pass_rates(evaluation: &EvaluationStatus) -> String {
    let criterion = evaluation.criterion.words();
    let on = match evaluation.needed {
        Some(needed) => format!("on {} on each side ", count_with_noun(needed.cases, "case")),
        None => String::new(),
    };
    match (evaluation.sentence(), evaluation.judgement()) {
        (Some(shown), Judgement::Shown) => {
            format!("Pass rates: the tuned model {criterion}, as has been shown. {shown}")
        }
        (Some(so_far), _) => {
            format!("Pass rates: {on}the tuned model {criterion}. So far not shown: {so_far}")
        }
        (None, _) => format!("Pass rates: {on}the tuned model {criterion}"),
    }
}

/// What must be true at the gate.
fn gate(
    scenario: &Scenario,
    evaluation: &EvaluationStatus,
    ledger: &Ledger,
    k: usize,
) -> Vec<String> {
    let gate = Gate::new(scenario, ledger, k);
    // A month without queries has no multiple of them: all months are counted together.
    let volume_unit = if gate.volume_is_in_queries() {
        "queries a month"
    } else {
        "times the planned one"
    };
    vec![
        condition("Volume", volume_unit, gate.volume, |volume| {
            gate.pays_at_volume(volume)
        }),
        pass_rates(evaluation),
        condition(
            "Stable requirements",
            "changes a year",
            gate.changes,
            |changes| gate.pays_at_changes(changes),
        ),
    ]
}

/// Why there is no month to plan for; `None` if there is one.
pub(in crate::decision) fn no_roadmap(scenario: &Scenario, analysis: &Analysis) -> Option<String> {
    if is_unpriced(scenario) {
        let headline = Verdict::new(scenario, analysis).headline;
        return Some(format!("There is no plan to go on. {headline}"));
    }
    let reason = "There is no plan to go on: no switch beats prompting throughout";
    analysis.best_switch.is_none().then(|| reason.to_owned())
}

/// What stands before a roadmap that nobody is advised to follow yet.
pub(in crate::decision) fn caveat(recommendation: Recommendation) -> Option<&'static str> {
    recommendation.month().is_none().then_some(
        "Fine-tuning isn’t advised as things are; this is the plan for when it comes to that",
    )
}
