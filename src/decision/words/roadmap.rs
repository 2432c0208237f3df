//! The roadmap from prompting to fine-tuning in words: a plan of one page with dates, and what must be true at the gate to go on.

use crate::analysis::approach::Phase;
use crate::decision::NoSwitch;
use crate::decision::evaluation::EvaluationStatus;
use crate::decision::evaluation::criterion::Judgement;
use crate::decision::recommendation::Recommendation;
use crate::decision::roadmap::{AfterRetirement, GateBound, GateFigure, Retirement, Roadmap};
use crate::scenario::Scenario;
use crate::scenario::quantity::{Unit, count, count_with_noun, distinguishable, money, with_unit};

/// A part of the roadmap in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapSection {
    /// "Go/no-go criteria".
    pub heading: String,
    /// A sentence for each step or condition, without full stops.
    pub sentences: Vec<String>,
}

impl Roadmap {
    /// The steps with their dates, and the conditions of the gate.
    ///
    /// ```
    /// use breakeven::decision::evaluation::EvaluationStatus;
    /// use breakeven::decision::roadmap::Roadmap;
    /// use breakeven::scenario::Scenario;
    /// use breakeven::scenario::knobs::DecisionSettings;
    ///
    /// let scenario = Scenario::default();
    /// let evaluation = EvaluationStatus::new(&scenario, &DecisionSettings::default());
    /// let sections = Roadmap::new(&scenario, 3).sections(&scenario, &evaluation);
    /// assert_eq!(sections[0].heading, "Plan for a switch after month 3");
    /// ```
    pub fn sections(
        &self,
        scenario: &Scenario,
        evaluation: &EvaluationStatus,
    ) -> Vec<RoadmapSection> {
        vec![
            RoadmapSection {
                heading: match self.month {
                    0 => "Plan for switching now".to_owned(),
                    k => format!("Plan for a switch after month {k}"),
                },
                sentences: self.steps(scenario),
            },
            RoadmapSection {
                heading: "Go/no-go criteria".to_owned(),
                sentences: self.conditions(evaluation),
            },
        ]
    }

    /// What happens when, from the start to the horizon.
    fn steps(&self, scenario: &Scenario) -> Vec<String> {
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
        let k = self.month;
        let mut steps = Vec::new();
        if k > 0 {
            steps.push(format!(
                "{}: prompting serves while test cases are collected",
                span(0, k - 1)
            ));
        }
        steps.push(format!(
            "{}: go/no-go. Proceeding costs {}: data {}, training {}, setup {}",
            date(k),
            amount(self.upfront.total()),
            amount(self.upfront[Phase::DataCollection]),
            amount(self.upfront[Phase::Training]),
            amount(self.upfront[Phase::People])
        ));
        let prompted = self.serves_after.min(self.horizon_months);
        if prompted > k {
            steps.push(format!(
                "{}: training and evaluation. Prompting still serves",
                span(k, prompted - 1)
            ));
        }
        if self.serves_in_time() {
            steps.push(format!(
                "{}: go-live of the fine-tuned model",
                date(self.serves_after)
            ));
        } else {
            steps.push(format!(
                "Go-live would be after the time horizon, in {}",
                date(self.horizon_months)
            ));
        }
        for Retirement { months, then } in &self.retirements {
            let each = if months.len() > 1 { " each time" } else { "" };
            let then = match then {
                AfterRetirement::Prompting => "prompting takes over".to_owned(),
                AfterRetirement::Retraining(cost) => {
                    format!("retraining for {}{each}", amount(*cost))
                }
                AfterRetirement::BeyondHorizon => "the time horizon ends".to_owned(),
            };
            let dates: Vec<String> = months.iter().copied().map(date).collect();
            let dates = dates.join(", ");
            steps.push(format!("{dates}: base model retired, {then}"));
        }
        steps
    }

    /// What must be true at the gate.
    fn conditions(&self, evaluation: &EvaluationStatus) -> Vec<String> {
        let volume_unit = if self.gate.volume_is_in_queries {
            ["query per month", "queries per month"]
        } else {
            ["times the base case"; 2]
        };
        let changes_unit = [
            "requirement change per year",
            "requirement changes per year",
        ];
        vec![
            condition("Volume", volume_unit, self.gate.volume),
            pass_rates(evaluation),
            condition("Requirements", changes_unit, self.gate.changes),
        ]
    }
}

/// "Volume: at least 41,000 queries per month (base case 50,000 ✓)". `one` and `unit` are the unit's words after 1 and other numbers.
fn condition(name: &str, [one, unit]: [&str; 2], figure: GateFigure) -> String {
    let GateFigure {
        planned,
        pays,
        bound,
    } = figure;
    // What is paid back by next to nothing is paid back by anything.
    let is_none = |bound: &GateBound| pays && bound.pays_above && bound.value < 1e-9;
    match bound.filter(|bound| !is_none(bound)) {
        Some(GateBound {
            value,
            pays_above,
            pays_as_written,
        }) => {
            let [bound, planned] = distinguishable([value, planned], Unit::None);
            let words = match (pays_above, pays_as_written) {
                (true, true) => "at least",
                (true, false) => "more than",
                (false, true) => "at most",
                (false, false) => "fewer than",
            };
            let unit = if bound == "1" { one } else { unit };
            let holds = if pays { "✓" } else { "✗" };
            format!(
                "{name}: {words} {} (base case {planned} {holds})",
                with_unit(&bound, unit)
            )
        }
        None if pays => format!(
            "{name}: the switch pays at any number of {unit} (base case {})",
            count(planned)
        ),
        None => format!(
            "{name}: no number of {unit} makes the switch pay (base case {})",
            count(planned)
        ),
    }
}

/// What the pass rates have to be, and whether that has been shown.
fn pass_rates(evaluation: &EvaluationStatus) -> String {
    let criterion = evaluation.criterion.words();
    let on = match evaluation.needed {
        Some(needed) => format!(
            " on {} per approach",
            count_with_noun(needed.cases, "test case")
        ),
        None => String::new(),
    };
    match (evaluation.sentence(), evaluation.judgement()) {
        (Some(shown), Judgement::Shown) => {
            format!("Pass rate: the fine-tuned model {criterion} ✓. {shown}")
        }
        (Some(so_far), _) => {
            format!("Pass rate: the fine-tuned model {criterion}{on}. So far: {so_far}")
        }
        (None, _) => format!("Pass rate: the fine-tuned model {criterion}{on}"),
    }
}

/// Why there is no month to plan for; `headline` is the finding of the analysis in the base case.
pub(super) fn no_roadmap(why: NoSwitch, headline: &str) -> String {
    match why {
        NoSwitch::NoPrices => format!("No plan yet. {headline}"),
        NoSwitch::NoneBeatsPrompting => "No plan: no switch beats prompting throughout".to_owned(),
    }
}

/// What stands before a roadmap that nobody is advised to follow yet.
pub(super) fn caveat(recommendation: Recommendation) -> Option<&'static str> {
    recommendation
        .month()
        .is_none()
        .then_some("Not recommended yet. If you go ahead:")
}
