//! The eight aspects by which the field compares the approaches. With the scenario's own figures; where it doesn't say, what is typical, and
//! marked as such.

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::analysis::ledger::Ledger;
use crate::analysis::strategy::{Strategy, cost_path};
use crate::scenario::quantity::{count, count_with_noun, money, per_query, significant};
use crate::scenario::{BoundedNumber, Scenario, Training, TrainingData};

/// What stands on one side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// By the scenario's figures.
    Stated(String),
    /// What is typical for the field: the scenario doesn't say.
    Typical(&'static str),
}

impl Cell {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Stated(text) => text,
            Self::Typical(text) => text,
        }
    }

    /// Whether the scenario says it.
    pub fn is_stated(&self) -> bool {
        matches!(self, Self::Stated(_))
    }
}

/// One row: both sides, and which is better off, where figures tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Aspect {
    /// "Token efficiency".
    pub name: &'static str,
    /// Prompting's side.
    pub prompting: Cell,
    /// Fine-tuning's side.
    pub fine_tuning: Cell,
    /// Which is the better one.
    pub better: Option<Approach>,
}

/// `text` where it is stated.
fn stated_if(stated: bool, text: impl FnOnce() -> String, typical: &'static str) -> Cell {
    if stated {
        Cell::Stated(text())
    } else {
        Cell::Typical(typical)
    }
}

/// "−92 %", "+12 %".
fn signed_percent(share: f64) -> String {
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{} %", significant(100.0 * share, 3))
}

fn less(prompting: f64, fine_tuning: f64) -> Option<Approach> {
    if prompting < fine_tuning {
        Some(Approach::Prompting)
    } else if fine_tuning < prompting {
        Some(Approach::FineTuning)
    } else {
        None
    }
}

/// The eight aspects.
pub fn aspects(scenario: &Scenario, analysis: &Analysis) -> Vec<Aspect> {
    let (prompted, tuned) = (&scenario.prompting, &scenario.fine_tuning);
    let currency = &scenario.currency;
    let amount = |value| money(value, currency);
    let hours = |value| format!("{} h", significant(value, 3));
    let percent = |share: f64| format!("{} %", significant(100.0 * share, 3));
    let mut aspects = Vec::with_capacity(9);

    aspects.push(Aspect {
        name: "Model modified",
        prompting: Cell::Stated(format!(
            "no: {} tokens of its input",
            count(prompted.serving.prompt_tokens.base())
        )),
        fine_tuning: Cell::Stated(format!(
            "yes: its weights, by {} in {}",
            count_with_noun(tuned.data.examples.base(), "example"),
            passes(tuned.training.epochs.base())
        )),
        better: None,
    });
    let (setup, tuned_setup) = (
        prompted.effort.setup_hours.base(),
        tuned.effort.setup_hours.base(),
    );
    let lead = tuned.lead_time_months.whole();
    let live = match lead {
        0 => "live at once".to_owned(),
        1 => "live in a month".to_owned(),
        months => format!("live in {months} months"),
    };
    aspects.push(Aspect {
        name: "Set-up time",
        prompting: stated_if(
            setup > 0.0,
            || format!("{}, live at once", hours(setup)),
            "minutes to days",
        ),
        fine_tuning: stated_if(
            tuned_setup > 0.0 || lead > 0,
            || match tuned_setup {
                0.0 => live,
                tuned_setup => format!("{}, {live}", hours(tuned_setup)),
            },
            "days to weeks",
        ),
        better: both(less(0.0, f64::from(lead)), less(setup, tuned_setup)),
    });
    let upfront = [
        analysis.prompting.cost_path.upfront(),
        analysis.fine_tuning_upfront,
    ];
    let costs = [analysis.prompting.per_query, analysis.fine_tuning.per_query];
    let ledger = Ledger::new(scenario);
    let hosting = [&ledger.prompting, &ledger.fine_tuning]
        .map(|approach| approach.running[0][Phase::Hosting]);
    let cost = |side: usize| {
        let hosting = match hosting[side] {
            0.0 => String::new(),
            hosting => format!(", {} a month of hosting", amount(hosting)),
        };
        format!(
            "{} to start, {} a query{hosting}",
            amount(upfront[side]),
            per_query(costs[side], currency)
        )
    };
    aspects.push(Aspect {
        name: "Cost",
        prompting: Cell::Stated(cost(0)),
        fine_tuning: Cell::Stated(cost(1)),
        better: less(
            analysis.prompting.cost_path.total(),
            analysis.fine_tuning.cost_path.total(),
        ),
    });
    aspects.push(Aspect {
        name: "Iteration speed",
        prompting: stated_if(
            prompted.effort.hours_per_change.base() > 0.0,
            || {
                let hours = hours(prompted.effort.hours_per_change.base());
                format!(
                    "a change takes {hours}, {}",
                    amount(ledger.prompting.change)
                )
            },
            "minutes",
        ),
        fine_tuning: stated_if(
            ledger.retraining > 0.0,
            || format!("{} and a retraining", amount(ledger.retraining)),
            "a retraining",
        ),
        better: less(ledger.prompting.change, ledger.retraining),
    });
    let (tokens, left) = (
        prompted.serving.prompt_tokens.base(),
        tuned.serving.prompt_tokens.base(),
    );
    // Of less than a token, a part says nothing.
    let change = if tokens >= 1.0 {
        format!(" ({})", signed_percent((left - tokens) / tokens))
    } else {
        String::new()
    };
    aspects.push(Aspect {
        name: "Token efficiency",
        prompting: Cell::Stated(format!("{} prompt tokens", count(tokens))),
        fine_tuning: Cell::Stated(format!("{} prompt tokens{change}", count(left))),
        better: less(tokens, left),
    });
    let reviews = [
        prompted.serving.review_rate.base(),
        tuned.serving.review_rate.base(),
    ];
    let reviewed = |share: f64| format!("{} of answers reviewed", percent(share));
    let reviews_stated = reviews != [0.0, 0.0];
    aspects.push(Aspect {
        name: "Consistency",
        prompting: stated_if(
            reviews_stated,
            || reviewed(reviews[0]),
            "varies with the wording",
        ),
        fine_tuning: stated_if(
            reviews_stated,
            || reviewed(reviews[1]),
            "steady, as trained",
        ),
        better: less(reviews[0], reviews[1]),
    });
    let drift = prompted.serving.price.change_per_year.base();
    let bound = tuned.base_model_life_months.map(|life| {
        format!(
            "bound to its base model, {}",
            count_with_noun(life.base(), "month")
        )
    });
    aspects.push(Aspect {
        name: "Flexibility",
        prompting: stated_if(
            drift != 0.0,
            || {
                format!(
                    "follows the market: prices {} a year",
                    signed_percent(drift)
                )
            },
            "any model, any day",
        ),
        fine_tuning: bound.map_or(Cell::Typical("bound to its base model"), Cell::Stated),
        better: Some(Approach::Prompting),
    });
    let efforts = hours_of_both(scenario);
    let team = |side: usize| format!("{} of the team’s time", hours(efforts[side]));
    let known = efforts != [0.0, 0.0];
    aspects.push(Aspect {
        name: "Expertise",
        prompting: stated_if(known, || team(0), "domain and writing"),
        fine_tuning: stated_if(known, || team(1), "data and ML engineering"),
        better: less(efforts[0], efforts[1]),
    });
    // Shown where it is known; nobody's typical latency says anything.
    if let (Some(prompted), Some(tuned)) = (
        analysis.prompting.latency_ms,
        analysis.fine_tuning.latency_ms,
    ) {
        let seconds = |ms: f64| format!("{} s", significant(ms / 1000.0, 2));
        aspects.push(Aspect {
            name: "Latency per query",
            prompting: Cell::Stated(seconds(prompted)),
            fine_tuning: Cell::Stated(seconds(tuned)),
            better: less(prompted, tuned),
        });
    }
    // Where one side is only typical, nothing tells which is better.
    for aspect in &mut aspects {
        if !aspect.prompting.is_stated() || !aspect.fine_tuning.is_stated() {
            aspect.better = None;
        }
    }
    aspects
}

/// Hours that the team spends on each approach until the horizon: set-up, upkeep of what serves, and changes. They are what the ledger has
/// people paid for if an hour costs one and data and training nothing.
fn hours_of_both(scenario: &Scenario) -> [f64; 2] {
    let mut hours = scenario.clone();
    if let Ok(one) = BoundedNumber::new(1.0) {
        hours.hourly_rate = one;
    }
    hours.discount_rate = Scenario::default().discount_rate;
    // Neither costs anything until somebody says what.
    hours.fine_tuning.data = TrainingData::default();
    hours.fine_tuning.training = Training::default();
    let ledger = Ledger::new(&hours);
    [Strategy::Prompting, Strategy::SwitchAt(0)].map(|strategy| {
        let by_phase = cost_path(&ledger, strategy).by_phase;
        by_phase[Phase::People] + by_phase[Phase::Iteration]
    })
}

/// Who is better off by two measures: by either where the other tells nothing, and by none where they disagree.
fn both(first: Option<Approach>, second: Option<Approach>) -> Option<Approach> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => None,
        (first, second) => first.or(second),
    }
}

/// "3 passes", "1 pass".
fn passes(epochs: f64) -> String {
    let plural = if epochs == 1.0 { "pass" } else { "passes" };
    format!("{} {plural}", significant(epochs, 3))
}
