//! The rule-of-thumb break-even that most articles compute (MODEL.md §4), and where there is none, the cost that is the cause.
//!
//! It divides fine-tuning's upfront cost by the saving per query in month 1, and ignores hosting, upkeep, retraining, growth
//! and drift: shown beside the real break-even.

use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};

use super::approach::{Approach, cheaper_of};
use super::ledger::Ledger;
use super::price::QueryPrice;

/// The rule of thumb's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleOfThumb {
    /// Break-even after so many queries.
    Queries(f64),
    /// A query costs as much or more when it is fine-tuned: it can't pay back at any volume.
    NoSaving(NoSaving),
}

impl RuleOfThumb {
    /// The volume, if there is one.
    pub fn queries(&self) -> Option<f64> {
        match self {
            Self::Queries(queries) => Some(*queries),
            Self::NoSaving(_) => None,
        }
    }
}

/// Why a fine-tuned query saves nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct NoSaving {
    /// What a fine-tuned query costs more, 0 or above.
    pub extra_per_query: f64,
    /// What it saves in the parts that are cheaper.
    pub saved_per_query: f64,
    /// The part that costs most more, if any does.
    pub cause: Option<Cause>,
    /// What would have to change for a saving: the input, and the value below which there is one.
    pub remedy: Option<Remedy>,
}

/// A part of a query's cost that fine-tuning makes dearer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    /// Which part.
    pub part: Part,
    /// By how much, per query.
    pub extra_per_query: f64,
    /// For answers and query text, by how much per 1 M tokens, if it is the price that differs.
    pub extra_per_million: Option<f64>,
}

/// A part of what one query costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The prompt's tokens.
    Prompt,
    /// The query's own tokens.
    Input,
    /// The answer's tokens.
    Output,
    /// Queries that are answered again by prompting.
    Fallback,
    /// People who check answers.
    Review,
}

/// A value of one input at which a fine-tuned query costs the same as a prompted one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remedy {
    /// The part of the query's cost that it is about.
    pub part: Part,
    /// The input.
    pub input: &'static Input,
    /// Its base value.
    pub now: f64,
    /// Below this value there is a saving.
    pub below: f64,
}

/// Inputs that the tuned side's cost per query rises with, in a straight line, in the order in which they are worth naming.
const LEVERS: [(Part, &str); 4] = [
    (Part::Output, "fine_tuning.serving.price.output"),
    (Part::Input, "fine_tuning.serving.price.input"),
    (Part::Fallback, "fine_tuning.fallback_share"),
    (Part::Review, "fine_tuning.serving.review_rate"),
];

/// Works it out for a scenario at its base values.
pub fn rule_of_thumb(scenario: &Scenario, ledger: &Ledger) -> RuleOfThumb {
    let (prompting, fine_tuning) = per_query(ledger);
    let saving = prompting - fine_tuning;
    if cheaper_of(prompting, fine_tuning) == Some(Approach::FineTuning) {
        // A saving of next to nothing takes more queries than a number can say: the largest that it can, rather than infinity.
        return RuleOfThumb::Queries((ledger.upfront().total() / saving).min(f64::MAX));
    }
    let differences = differences(scenario, ledger);
    let cause = differences
        .iter()
        .filter(|(_, extra)| *extra > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|&(part, extra_per_query)| Cause {
            part,
            extra_per_query,
            extra_per_million: extra_per_million(scenario, part, extra_per_query),
        });
    RuleOfThumb::NoSaving(NoSaving {
        extra_per_query: (-saving).max(0.0),
        saved_per_query: differences.iter().map(|(_, extra)| (-extra).max(0.0)).sum(),
        cause,
        remedy: cause.and_then(|cause| remedy(scenario, saving, cause.part)),
    })
}

/// What one query costs in month 1, inference and review.
pub fn per_query(ledger: &Ledger) -> (f64, f64) {
    let prompting = &ledger.prompting;
    let tuned = &ledger.fine_tuning;
    let fallback = ledger.fallback_share * prompting.query_price[0];
    (
        prompting.query_price[0] + prompting.review_per_query,
        tuned.query_price[0] + fallback + tuned.review_per_query,
    )
}

fn saving_per_query(ledger: &Ledger) -> f64 {
    let (prompting, fine_tuning) = per_query(ledger);
    prompting - fine_tuning
}

/// What each part costs more per query when fine-tuned.
fn differences(scenario: &Scenario, ledger: &Ledger) -> [(Part, f64); 5] {
    let input_tokens = scenario.workload.input_tokens.base();
    let parts = |serving| QueryPrice::new(serving, input_tokens).parts(1, ledger.volume[0]);
    let prompted = parts(&scenario.prompting.serving);
    let tuned = parts(&scenario.fine_tuning.serving);
    [
        (Part::Prompt, tuned.prompt - prompted.prompt),
        (Part::Input, tuned.input - prompted.input),
        (Part::Output, tuned.output - prompted.output),
        (Part::Fallback, ledger.fallback_share * prompted.total()),
        (
            Part::Review,
            ledger.fine_tuning.review_per_query - ledger.prompting.review_per_query,
        ),
    ]
}

/// What a part costs more per 1 M tokens as paid, discounts and long-context prices included, where both sides need as many
/// tokens for it: else it is not the price alone that differs.
fn extra_per_million(scenario: &Scenario, part: Part, extra_per_query: f64) -> Option<f64> {
    let tokens = match part {
        Part::Output => {
            let prompted = scenario.prompting.serving.output_tokens.base();
            let tuned = scenario.fine_tuning.serving.output_tokens.base();
            (prompted == tuned).then_some(tuned)?
        }
        Part::Input => scenario.workload.input_tokens.base(),
        _ => return None,
    };
    (tokens > 0.0).then(|| extra_per_query / tokens * 1e6)
}

/// The value of an input at which the saving is 0. The saving falls in a straight line with each of the levers,
/// so two points of it are enough: the base, and the input at 0.
fn remedy(scenario: &Scenario, saving: f64, cause: Part) -> Option<Remedy> {
    let mut levers = LEVERS;
    levers.sort_by_key(|(part, _)| *part != cause);
    levers.into_iter().find_map(|(part, path)| {
        let input = inputs::find(path)?;
        let base = input.base(scenario)?;
        let mut without = scenario.clone();
        input.set_exactly(&mut without, 0.0).ok()?;
        let saving_without = saving_per_query(&Ledger::new(&without));
        (base > 0.0 && saving_without > 0.0).then(|| Remedy {
            part,
            input,
            now: base,
            below: base * saving_without / (saving_without - saving),
        })
    })
}
