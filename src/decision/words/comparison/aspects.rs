//! The aspects by which the field compares the approaches, in words: with the scenario's own figures; where it doesn't say, what is typical,
//! and marked as such.

use crate::analysis::approach::Approach;
use crate::decision::comparison::{ApproachFigures, AspectId, Comparison};
use crate::scenario::quantity::{count, count_with_noun, money, per_query, significant};

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

/// The words of an aspect, prompting first.
struct AspectWords {
    id: AspectId,
    name: &'static str,
    /// What is said if the scenario states the figures.
    stated: [fn(&Comparison) -> String; 2],
    /// What is typical of the field; empty where the figures are always stated.
    typical: [&'static str; 2],
}

const ALWAYS_STATED: [&str; 2] = [""; 2];

const ASPECTS: [AspectWords; 9] = [
    AspectWords {
        id: AspectId::ModelModified,
        name: "Model modified",
        stated: [
            |of| {
                let tokens = count(of.prompting.prompt_tokens);
                format!("no: {tokens} tokens of its input")
            },
            |of| {
                let examples = count_with_noun(of.examples, "example");
                format!("yes: its weights, by {examples} in {}", passes(of.epochs))
            },
        ],
        typical: ALWAYS_STATED,
    },
    AspectWords {
        id: AspectId::SetupTime,
        name: "Set-up time",
        stated: [
            |of| format!("{}, live at once", hours(of.prompting.setup_hours)),
            fine_tuning_setup,
        ],
        typical: ["minutes to days", "days to weeks"],
    },
    AspectWords {
        id: AspectId::Cost,
        name: "Cost",
        stated: [|of| cost(of, &of.prompting), |of| cost(of, &of.fine_tuning)],
        typical: ALWAYS_STATED,
    },
    AspectWords {
        id: AspectId::IterationSpeed,
        name: "Iteration speed",
        stated: [
            |of| {
                let hours = hours(of.hours_per_change);
                let change = money(of.prompting.change, &of.currency);
                format!("a change takes {hours}, {change}")
            },
            |of| {
                let retraining = money(of.fine_tuning.change, &of.currency);
                format!("{retraining} and a retraining")
            },
        ],
        typical: ["minutes", "a retraining"],
    },
    AspectWords {
        id: AspectId::TokenEfficiency,
        name: "Token efficiency",
        stated: [
            |of| format!("{} prompt tokens", count(of.prompting.prompt_tokens)),
            fine_tuning_tokens,
        ],
        typical: ALWAYS_STATED,
    },
    AspectWords {
        id: AspectId::Consistency,
        name: "Consistency",
        stated: [|of| reviewed(&of.prompting), |of| reviewed(&of.fine_tuning)],
        typical: ["varies with the wording", "steady, as trained"],
    },
    AspectWords {
        id: AspectId::Flexibility,
        name: "Flexibility",
        stated: [
            |of| {
                let drift = signed_percent(of.price_change_per_year);
                format!("follows the market: prices {drift} a year")
            },
            |of| {
                let life = of.base_model_life_months.unwrap_or_default();
                format!(
                    "bound to its base model, {}",
                    count_with_noun(life, "month")
                )
            },
        ],
        typical: ["any model, any day", "bound to its base model"],
    },
    AspectWords {
        id: AspectId::Expertise,
        name: "Expertise",
        stated: [|of| team(&of.prompting), |of| team(&of.fine_tuning)],
        typical: ["domain and writing", "data and ML engineering"],
    },
    AspectWords {
        id: AspectId::Latency,
        name: "Latency per query",
        stated: [|of| latency(&of.prompting), |of| latency(&of.fine_tuning)],
        typical: ALWAYS_STATED,
    },
];

/// The aspects in words.
pub(in crate::decision) fn aspects(comparison: &Comparison) -> Vec<Aspect> {
    let rows = ASPECTS.iter().filter(|aspect| {
        // Shown only if it is known: no latency is typical.
        let known = comparison
            .prompting
            .latency_ms
            .and(comparison.fine_tuning.latency_ms);
        aspect.id != AspectId::Latency || known.is_some()
    });
    rows.map(|aspect| {
        let cell = |side: usize, approach| {
            if comparison.is_stated(aspect.id, approach) {
                Cell::Stated((aspect.stated[side])(comparison))
            } else {
                Cell::Typical(aspect.typical[side])
            }
        };
        Aspect {
            name: aspect.name,
            prompting: cell(0, Approach::Prompting),
            fine_tuning: cell(1, Approach::FineTuning),
            better: comparison.better(aspect.id),
        }
    })
    .collect()
}

/// "40 h, live in 2 months", "live at once".
fn fine_tuning_setup(of: &Comparison) -> String {
    let live = match of.lead_months {
        0 => "live at once".to_owned(),
        1 => "live in a month".to_owned(),
        months => format!("live in {months} months"),
    };
    match of.fine_tuning.setup_hours {
        0.0 => live,
        setup => format!("{}, {live}", hours(setup)),
    }
}

/// "$2k to start, 0.4¢ a query, $300 a month of hosting".
fn cost(of: &Comparison, figures: &ApproachFigures) -> String {
    let amount = |value| money(value, &of.currency);
    let hosting = match figures.hosting {
        0.0 => String::new(),
        hosting => format!(", {} a month of hosting", amount(hosting)),
    };
    format!(
        "{} to start, {} a query{hosting}",
        amount(figures.upfront),
        per_query(figures.per_query, &of.currency)
    )
}

/// "200 prompt tokens (−95 %)".
fn fine_tuning_tokens(of: &Comparison) -> String {
    let (tokens, left) = (of.prompting.prompt_tokens, of.fine_tuning.prompt_tokens);
    // A share of less than a token means nothing.
    let change = if tokens >= 1.0 {
        format!(" ({})", signed_percent((left - tokens) / tokens))
    } else {
        String::new()
    };
    format!("{} prompt tokens{change}", count(left))
}

fn reviewed(figures: &ApproachFigures) -> String {
    let share = significant(100.0 * figures.review_rate, 3);
    format!("{share} % of answers reviewed")
}

fn team(figures: &ApproachFigures) -> String {
    format!("{} of the team’s time", hours(figures.team_hours))
}

fn latency(figures: &ApproachFigures) -> String {
    let ms = figures.latency_ms.unwrap_or_default();
    format!("{} s", significant(ms / 1000.0, 2))
}

fn hours(value: f64) -> String {
    format!("{} h", significant(value, 3))
}

/// "−92 %", "+12 %".
fn signed_percent(share: f64) -> String {
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{} %", significant(100.0 * share, 3))
}

/// "3 passes", "1 pass".
fn passes(epochs: f64) -> String {
    let plural = if epochs == 1.0 { "pass" } else { "passes" };
    format!("{} {plural}", significant(epochs, 3))
}
