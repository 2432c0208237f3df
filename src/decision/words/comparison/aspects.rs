//! The aspects by which the field compares the approaches, in words: with the scenario's own figures; where it doesn't say, what is typical,
//! and marked as such.

use crate::analysis::approach::Approach;
use crate::decision::comparison::{ApproachFigures, AspectId, Comparison};
use crate::scenario::Currency;
use crate::scenario::quantity::{count, count_with_noun, money, percent, significant, with_unit};

/// What a row says of one approach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AspectCell {
    /// By the scenario's figures.
    Stated(String),
    /// What is typical for the field: the scenario doesn't say.
    Typical(&'static str),
}

impl AspectCell {
    /// The words, wherever they come from.
    pub fn text(&self) -> &str {
        match self {
            Self::Stated(text) => text,
            Self::Typical(text) => text,
        }
    }

    /// Whether it is by the scenario's figures.
    pub fn is_stated(&self) -> bool {
        matches!(self, Self::Stated(_))
    }
}

/// One row: both approaches, and which is better off, where figures tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Aspect {
    /// "Token efficiency".
    pub name: &'static str,
    /// What it says of prompting.
    pub prompting: AspectCell,
    /// What it says of fine-tuning.
    pub fine_tuning: AspectCell,
    /// The better one; `None` if they are equal, or the scenario doesn't say.
    pub better: Option<Approach>,
}

/// The words of an aspect, prompting first.
struct AspectWords {
    id: AspectId,
    name: &'static str,
    /// What is said if the scenario states the figures.
    stated: [fn(&Comparison, &Currency) -> String; 2],
    /// What is typical of the field; empty where the figures are always stated.
    typical: [&'static str; 2],
}

const ALWAYS_STATED: [&str; 2] = [""; 2];

const ASPECTS: &[AspectWords] = &[
    AspectWords {
        id: AspectId::ModelModified,
        name: "Model modified",
        stated: [
            |comparison, _| {
                let tokens = count(comparison.prompting.prompt_tokens);
                format!("No ({tokens}-token prompt)")
            },
            |comparison, _| {
                let examples = count_with_noun(comparison.examples.round(), "example");
                let epochs = count_with_noun(comparison.epochs.round(), "epoch");
                format!("Yes ({examples}, {epochs})")
            },
        ],
        typical: ALWAYS_STATED,
    },
    AspectWords {
        id: AspectId::SetupTime,
        name: "Setup time",
        stated: [
            |comparison, _| {
                format!(
                    "{}, live immediately",
                    hours(comparison.prompting.setup_hours)
                )
            },
            fine_tuning_setup,
        ],
        typical: ["Minutes to days", "Days to weeks"],
    },
    AspectWords {
        id: AspectId::Cost,
        name: "Cost",
        stated: [
            |comparison, currency| cost(&comparison.prompting, currency),
            |comparison, currency| cost(&comparison.fine_tuning, currency),
        ],
        typical: ALWAYS_STATED,
    },
    AspectWords {
        id: AspectId::IterationSpeed,
        name: "Iteration speed",
        stated: [
            |comparison, currency| {
                let hours = hours(comparison.hours_per_change);
                let change = money(comparison.prompting.change, currency);
                format!("{hours} ({change}) per change")
            },
            |comparison, currency| {
                let retraining = money(comparison.fine_tuning.change, currency);
                format!("Retraining ({retraining}) per change")
            },
        ],
        typical: ["Minutes", "A retraining"],
    },
    AspectWords {
        id: AspectId::TokenEfficiency,
        name: "Token efficiency",
        stated: [
            |comparison, _| {
                format!(
                    "{} prompt tokens",
                    count(comparison.prompting.prompt_tokens)
                )
            },
            fine_tuning_tokens,
        ],
        typical: ALWAYS_STATED,
    },
    AspectWords {
        id: AspectId::Consistency,
        name: "Consistency",
        stated: [
            |comparison, _| reviewed(&comparison.prompting),
            |comparison, _| reviewed(&comparison.fine_tuning),
        ],
        typical: ["Varies with the wording", "Steady, as trained"],
    },
    AspectWords {
        id: AspectId::Flexibility,
        name: "Flexibility",
        stated: [
            |comparison, _| {
                let drift = signed_percent(comparison.price_change_per_year);
                format!("Follows the market: prices {drift} per year")
            },
            |comparison, _| {
                let life = comparison.months_to_retirement.unwrap_or_default();
                format!(
                    "Tied to its base model for {}",
                    count_with_noun(life, "month")
                )
            },
        ],
        typical: ["Any model, any time", "Tied to its base model"],
    },
    AspectWords {
        id: AspectId::Expertise,
        name: "Expertise",
        stated: [
            |comparison, _| team(&comparison.prompting),
            |comparison, _| team(&comparison.fine_tuning),
        ],
        typical: ["Domain and writing", "Data and ML engineering"],
    },
    AspectWords {
        id: AspectId::Latency,
        name: "Latency per query",
        stated: [
            |comparison, _| latency(&comparison.prompting),
            |comparison, _| latency(&comparison.fine_tuning),
        ],
        typical: ALWAYS_STATED,
    },
];

/// The aspects in words.
pub(in crate::decision::words) fn aspects(
    comparison: &Comparison,
    currency: &Currency,
) -> Vec<Aspect> {
    let rows = ASPECTS.iter().filter(|aspect| {
        // Shown only if it is known: no latency is typical.
        let known = comparison
            .prompting
            .latency_ms
            .and(comparison.fine_tuning.latency_ms);
        aspect.id != AspectId::Latency || known.is_some()
    });
    rows.map(|aspect| {
        let cell = |place: usize, approach| {
            if comparison.is_stated(aspect.id, approach) {
                AspectCell::Stated((aspect.stated[place])(comparison, currency))
            } else {
                AspectCell::Typical(aspect.typical[place])
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

/// "40 h, live after 2 months", "live immediately".
fn fine_tuning_setup(comparison: &Comparison, _: &Currency) -> String {
    let live = match comparison.lead_months {
        0 => "live immediately".to_owned(),
        1 => "live after 1\u{a0}month".to_owned(),
        months => format!("live after {months}\u{a0}months"),
    };
    match comparison.fine_tuning.setup_hours {
        0.0 => live,
        setup => format!("{}, {live}", hours(setup)),
    }
}

/// "$2,000 upfront, $4.00 per 1,000 queries, hosting $300 per month".
fn cost(figures: &ApproachFigures, currency: &Currency) -> String {
    let amount = |value| money(value, currency);
    let hosting = match figures.hosting {
        0.0 => String::new(),
        hosting => format!(", hosting {} per month", amount(hosting)),
    };
    format!(
        "{} upfront, {} per 1,000\u{a0}queries{hosting}",
        amount(figures.upfront),
        amount(1000.0 * figures.per_query)
    )
}

/// "200 prompt tokens (−95%)".
fn fine_tuning_tokens(comparison: &Comparison, _: &Currency) -> String {
    let (tokens, left) = (
        comparison.prompting.prompt_tokens,
        comparison.fine_tuning.prompt_tokens,
    );
    // A share of less than a token means nothing.
    let change = if tokens >= 1.0 {
        format!(" ({})", signed_percent((left - tokens) / tokens))
    } else {
        String::new()
    };
    format!("{} prompt tokens{change}", count(left))
}

fn reviewed(figures: &ApproachFigures) -> String {
    format!("{} of answers reviewed", percent(figures.review_rate))
}

fn team(figures: &ApproachFigures) -> String {
    format!("{} of team time", hours(figures.team_hours))
}

fn latency(figures: &ApproachFigures) -> String {
    let ms = figures.latency_ms.unwrap_or_default();
    with_unit(&significant(ms / 1000.0, 2), "s")
}

fn hours(value: f64) -> String {
    with_unit(&significant(value, 3), "h")
}

/// "−92%", "+12%".
fn signed_percent(share: f64) -> String {
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{}%", significant(100.0 * share, 2))
}
