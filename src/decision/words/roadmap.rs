//! The roadmap from prompting to fine-tuning in words: a plan of one page with dates, and what must be true at the gate to go on.

use crate::analysis::approach::Phase;
use crate::decision::NoSwitch;
use crate::decision::evaluation::EvaluationStatus;
use crate::decision::evaluation::criterion::Judgement;
use crate::decision::recommendation::Recommendation;
use crate::decision::roadmap::{AfterRetirement, GateBound, GateFigure, Retirement, Roadmap};
use crate::scenario::Scenario;
use crate::scenario::quantity::{Unit, count, count_with_noun, distinguishable, money};

/// A part of the roadmap in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapSection {
    /// "What must be true at the gate".
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
    /// assert_eq!(sections[0].heading, "The plan for deciding after month 3");
    /// ```
    pub fn sections(
        &self,
        scenario: &Scenario,
        evaluation: &EvaluationStatus,
    ) -> Vec<RoadmapSection> {
        vec![
            RoadmapSection {
                heading: match self.month {
                    0 => "The plan for deciding at once".to_owned(),
                    k => format!("The plan for deciding after month {k}"),
                },
                sentences: self.steps(scenario),
            },
            RoadmapSection {
                heading: "What must be true at the gate".to_owned(),
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
                "{}: prompting serves; evaluation cases are collected",
                span(0, k - 1)
            ));
        }
        steps.push(format!(
            "{}: the gate. Going on costs {}: {} of data, {} of training, {} of set-up",
            date(k),
            amount(self.upfront.total()),
            amount(self.upfront[Phase::DataCollection]),
            amount(self.upfront[Phase::Training]),
            amount(self.upfront[Phase::People])
        ));
        let prompted = self.serves_after.min(self.horizon_months);
        if prompted > k {
            steps.push(format!(
                "{}: the model is trained and evaluated; prompting goes on serving",
                span(k, prompted - 1)
            ));
        }
        if self.serves_in_time() {
            steps.push(format!(
                "{}: the tuned model serves",
                date(self.serves_after)
            ));
        } else {
            steps.push(format!(
                "The tuned model would serve only after the horizon, {}",
                date(self.horizon_months)
            ));
        }
        for Retirement { months, then } in &self.retirements {
            let each = if months.len() > 1 { " each time" } else { "" };
            let then = match then {
                AfterRetirement::Prompting => "prompting takes over".to_owned(),
                AfterRetirement::Retraining(cost) => {
                    format!("a retraining for {}{each}", amount(*cost))
                }
                AfterRetirement::BeyondHorizon => {
                    "what comes after it is beyond the horizon".to_owned()
                }
            };
            let dates: Vec<String> = months.iter().copied().map(date).collect();
            let dates = dates.join(", ");
            steps.push(format!("{dates}: its base model is shut down; {then}"));
        }
        steps
    }

    /// What must be true at the gate.
    fn conditions(&self, evaluation: &EvaluationStatus) -> Vec<String> {
        let volume_unit = if self.gate.volume_is_in_queries {
            ["query a month", "queries a month"]
        } else {
            ["times the planned one"; 2]
        };
        let changes_unit = ["change a year", "changes a year"];
        vec![
            condition("Volume", volume_unit, self.gate.volume),
            pass_rates(evaluation),
            condition("Stable requirements", changes_unit, self.gate.changes),
        ]
    }
}

/// "Volume: at least 41,000 queries a month (50,000 planned, so it holds)". `one` and `unit` are the unit's words after 1 and other numbers.
fn condition(name: &str, [one, unit]: [&str; 2], figure: GateFigure) -> String {
    let GateFigure {
        planned,
        pays,
        bound,
    } = figure;
    match bound {
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
            let holds = if pays { "holds" } else { "doesn’t hold" };
            format!("{name}: {words} {bound} {unit} ({planned} planned, so it {holds})")
        }
        None if pays => format!(
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

/// Why there is no month to plan for; `headline` is the finding of the analysis at base.
pub(super) fn no_roadmap(why: NoSwitch, headline: &str) -> String {
    match why {
        NoSwitch::NoPrices => format!("There is no plan to go on. {headline}"),
        NoSwitch::NoneBeatsPrompting => {
            "There is no plan to go on: no switch beats prompting throughout".to_owned()
        }
    }
}

/// What stands before a roadmap that nobody is advised to follow yet.
pub(super) fn caveat(recommendation: Recommendation) -> Option<&'static str> {
    recommendation.month().is_none().then_some(
        "Fine-tuning isn’t advised as things are; this is the plan for when it comes to that",
    )
}
