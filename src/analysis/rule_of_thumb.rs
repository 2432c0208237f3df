//! The rule-of-thumb break-even that most articles compute (docs/formulas.md §4); if it doesn't exist, which cost is the cause and what would
//! remedy that.
//!
//! The rule divides fine-tuning's upfront cost by the saving per query in month 1. It ignores hosting, upkeep, retraining, growth and
//! drift of prices, which is why it is shown beside the real break-even.

use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};

use super::approach::{Approach, cheaper_of};
use super::ledger::{ApproachLedger, Ledger};
use super::price::{QueryParts, QueryPrice};

/// The rule of thumb's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleOfThumb {
    /// Break-even after this many queries.
    Queries(f64),
    /// A tuned query costs as much as a prompted one or more: fine-tuning can't pay back at any volume.
    NoSaving(NoSaving),
}

impl RuleOfThumb {
    /// Queries to break even; `None` if a tuned query saves nothing.
    pub fn queries(&self) -> Option<f64> {
        match self {
            Self::Queries(queries) => Some(*queries),
            Self::NoSaving(_) => None,
        }
    }
}

/// Why a tuned query saves nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct NoSaving {
    /// How much more a tuned query costs in total, 0 or above.
    pub extra_per_query: f64,
    /// How much it saves in those parts that are cheaper.
    pub saved_per_query: f64,
    /// The part with the largest extra cost; `None` if no part costs more.
    pub cause: Option<Cause>,
    /// The change of one input from which on a tuned query would save; `None` if none of the inputs tried can bring that about alone.
    pub remedy: Option<Remedy>,
}

/// A part of a query's cost that is higher with fine-tuning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cause {
    /// The part that is dearer.
    pub part: Part,
    /// The extra cost per query.
    pub extra_per_query: f64,
    /// The extra cost per 1 M tokens of answers or query text; `None` for other parts, or if the numbers of tokens differ too.
    pub extra_per_million: Option<f64>,
}

/// A part of a query's cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The prompt's tokens, and those of what was said before in the conversation.
    Prompt,
    /// The query's own tokens.
    Input,
    /// The answer's tokens.
    Output,
    /// What it costs besides tokens.
    Other,
    /// Queries that prompting answers again.
    Fallback,
    /// People who check answers.
    Review,
    /// Wrong answers that go out unnoticed.
    Errors,
}

/// The value of one input at which a tuned query costs the same as a prompted one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Remedy {
    /// The part of the query's cost that the input determines.
    pub part: Part,
    /// The input that is changed.
    pub input: &'static Input,
    /// Its base value.
    pub now: f64,
    /// Below this value a tuned query costs less than a prompted one.
    pub below: f64,
}

/// Inputs in which the cost of a tuned query is linear and increasing, in the order of preference for a remedy.
const REMEDY_INPUTS: &[(Part, &str)] = &[
    (Part::Output, "fine_tuning.serving.price.output"),
    (Part::Input, "fine_tuning.serving.price.input"),
    (Part::Fallback, "fine_tuning.fallback_share"),
    (Part::Review, "fine_tuning.serving.review_rate"),
    (Part::Errors, "fine_tuning.serving.error_rate"),
    (Part::Other, "fine_tuning.serving.query_cost"),
];

/// The rule of thumb for a scenario at its base values; `ledger` is that of the same scenario.
///
/// ```
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::analysis::rule_of_thumb::{RuleOfThumb, rule_of_thumb};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("premium-never-pays").unwrap().parse().unwrap();
/// let RuleOfThumb::NoSaving(why) = rule_of_thumb(scenario, &Ledger::new(scenario)) else {
///     panic!("a tuned query costs more here");
/// };
/// assert!(why.extra_per_query > 0.0);
/// ```
pub fn rule_of_thumb(scenario: &Scenario, ledger: &Ledger) -> RuleOfThumb {
    let (prompting, fine_tuning) = per_query(ledger);
    let saving = prompting - fine_tuning;
    if cheaper_of(prompting, fine_tuning) == Some(Approach::FineTuning) {
        // A tiny saving can make the quotient overflow; the answer stays finite.
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

/// What a query costs in month 1 with either approach: inference, review and errors. With fine-tuning, those included that stay with
/// prompting or fall back to it.
pub fn per_query(ledger: &Ledger) -> (f64, f64) {
    let Ledger {
        prompting,
        beside,
        fine_tuning: tuned,
        sharing,
        ..
    } = ledger;
    let answer =
        |approach: &ApproachLedger| approach.review_per_answer + approach.errors_per_answer;
    (
        prompting.query_price[0] + answer(prompting),
        sharing.coverage * (tuned.query_price[0] + answer(tuned))
            + sharing.prompted() * beside.query_price[0]
            + sharing.stays() * answer(beside),
    )
}

fn saving_per_query(ledger: &Ledger) -> f64 {
    let (prompting, fine_tuning) = per_query(ledger);
    prompting - fine_tuning
}

/// How much more each part of a query costs that the fine-tuned model takes over; negative if it saves.
fn differences(scenario: &Scenario, ledger: &Ledger) -> Vec<(Part, f64)> {
    let parts = |serving, traffic: &[f64]| {
        QueryPrice::new(serving, &scenario.workload).parts(1, traffic[0])
    };
    let tuned = &ledger.fine_tuning;
    let prompting = &ledger.prompting;
    let prompted = parts(&scenario.prompting.serving, &prompting.traffic);
    let served = parts(&scenario.fine_tuning.serving, &tuned.traffic);
    let said = |parts: &QueryParts| parts.prompt + parts.history;
    vec![
        (Part::Prompt, said(&served) - said(&prompted)),
        (Part::Input, served.input - prompted.input),
        (Part::Output, served.output - prompted.output),
        (Part::Other, served.other - prompted.other),
        (
            Part::Fallback,
            ledger.sharing.fallback * ledger.beside.query_price[0],
        ),
        (
            Part::Review,
            tuned.review_per_answer - prompting.review_per_answer,
        ),
        (
            Part::Errors,
            tuned.errors_per_answer - prompting.errors_per_answer,
        ),
    ]
}

/// The extra cost of a part per 1 M tokens, discounts and long-context prices included. `None` if the approaches need different numbers
/// of tokens for it, since then it isn't only the price that differs.
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

/// The value of an input at which the saving per query is 0, trying the inputs of `cause` first. The saving is linear in each of
/// [`REMEDY_INPUTS`], so it follows from two points: the saving at the base value and with the input at 0.
fn remedy(scenario: &Scenario, saving: f64, cause: Part) -> Option<Remedy> {
    let mut remedies = REMEDY_INPUTS.to_vec();
    remedies.sort_by_key(|(part, _)| *part != cause);
    remedies.into_iter().find_map(|(part, path)| {
        let input = inputs::find(path)?;
        let base = input.base(scenario)?;
        let mut without = scenario.clone();
        input.set_exactly(&mut without, 0.0).ok()?;
        let saving_without = saving_per_query(&Ledger::new(&without));
        let below = base * saving_without / (saving_without - saving);
        (base > 0.0 && saving_without > 0.0 && below.is_finite()).then_some(Remedy {
            part,
            input,
            now: base,
            below,
        })
    })
}
