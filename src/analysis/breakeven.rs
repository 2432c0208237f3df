//! Where the cumulative costs of the two approaches cross, and when fine-tuning has paid back for good (docs/formulas.md §4).

use serde::Serialize;

use super::approach::{Approach, cheaper_of, saving_of};
use super::ledger::Ledger;
use super::strategy::{CostPath, Strategy, cost_path};

/// A point in time, in months and in queries answered by then.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Moment {
    /// t: months from the start, with the part of a month.
    pub month: f64,
    /// V(t): queries answered by then.
    pub queries: f64,
}

/// A time at which the other approach becomes cheaper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// When the two curves cross.
    pub at: Moment,
    /// The approach that is cheaper from then on.
    pub cheaper_after: Approach,
}

/// When fine-tuning has paid back and stays cheaper up to the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BreakEven {
    /// Fine-tuning is cheaper throughout.
    FromTheStart,
    /// Fine-tuning is cheaper from this moment on.
    At(Moment),
    /// Fine-tuning doesn't pay back within the horizon, or loses its lead again.
    Never,
}

impl BreakEven {
    /// The moment from which on fine-tuning is cheaper, month 0 if from the start; `None` if never.
    pub fn moment(self) -> Option<Moment> {
        match self {
            Self::FromTheStart => Some(Moment {
                month: 0.0,
                queries: 0.0,
            }),
            Self::At(moment) => Some(moment),
            Self::Never => None,
        }
    }
}

/// The cumulative costs of both approaches, where they cross, and the break-even that follows.
///
/// ```
/// use breakeven::analysis::breakeven::{BreakEven, Curves};
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("premium-never-pays").unwrap().parse().unwrap();
/// let curves = Curves::new(&Ledger::new(scenario));
/// assert_eq!(curves.break_even, BreakEven::Never);
/// ```
#[derive(Debug, Clone)]
pub struct Curves {
    /// Prompting throughout.
    pub prompting: CostPath,
    /// Fine-tuning, decided on at once or after some months.
    pub fine_tuning: CostPath,
    /// V(t): queries answered by the end of month t, for t = 0..=T.
    pub queries: Vec<f64>,
    /// All crossings, earliest first.
    pub crossings: Vec<Crossing>,
    /// When fine-tuning has paid back for good.
    pub break_even: BreakEven,
}

impl Curves {
    /// Compares prompting throughout with fine-tuning at once.
    pub fn new(ledger: &Ledger) -> Self {
        Self::of_switch(ledger, 0)
    }

    /// Compares prompting throughout with fine-tuning decided on after month `k`.
    pub fn of_switch(ledger: &Ledger, k: usize) -> Self {
        let prompting = cost_path(ledger, Strategy::Prompting);
        let fine_tuning = cost_path(ledger, Strategy::SwitchAt(k));
        let queries = cumulative_queries(&ledger.volume);
        let crossings = crossings(&prompting, &fine_tuning, &queries);
        let cheaper = cheaper_of(prompting.total(), fine_tuning.total());
        Self {
            break_even: break_even(&crossings, cheaper),
            prompting,
            fine_tuning,
            queries,
            crossings,
        }
    }
}

/// V(t): queries answered by the end of month t, for t = 0..=T.
///
/// ```
/// use breakeven::analysis::breakeven::{cumulative_queries, queries_at};
///
/// let cumulative = cumulative_queries(&[100.0, 200.0]);
/// assert_eq!(cumulative, [0.0, 100.0, 300.0]);
/// assert_eq!(queries_at(&cumulative, 1.5), 200.0);
/// ```
pub fn cumulative_queries(volume: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut cumulative = vec![0.0];
    for queries in volume {
        sum += queries;
        cumulative.push(sum);
    }
    cumulative
}

/// [`cumulative_queries`] at any t in [0, T], interpolated linearly within a month.
pub fn queries_at(cumulative: &[f64], month: f64) -> f64 {
    let whole = (month.floor() as usize).min(cumulative.len() - 1);
    let next = (whole + 1).min(cumulative.len() - 1);
    let part = month - whole as f64;
    cumulative[whole] + part * (cumulative[next] - cumulative[whole])
}

/// All crossings of two cumulative costs, earliest first. `cumulative` is V(t), see [`cumulative_queries`].
///
/// A crossing lies between a time at which one approach is strictly cheaper and a later time at which the other one is. If the curves
/// coincide in between, the crossing is at the end of that stretch, from which on the other approach is cheaper. If they coincide for
/// the first months and then separate, that counts as a crossing too, unless they separate at t = 0.
///
/// ```
/// use breakeven::analysis::breakeven::{crossings, cumulative_queries};
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::analysis::strategy::{Strategy, cost_path};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("base-model-retires").unwrap().parse().unwrap();
/// let ledger = Ledger::new(scenario);
/// let prompting = cost_path(&ledger, Strategy::Prompting);
/// let fine_tuning = cost_path(&ledger, Strategy::SwitchAt(0));
/// let found = crossings(&prompting, &fine_tuning, &cumulative_queries(&ledger.volume));
/// // It pays back, but retraining for a new base model at the end of month 10 takes the saving back.
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[1].at.month, 10.0);
/// ```
pub fn crossings(
    prompting: &CostPath,
    fine_tuning: &CostPath,
    cumulative: &[f64],
) -> Vec<Crossing> {
    let mut found = Vec::new();
    let mut cheaper: Option<Approach> = None;
    let mut previous = (0.0, 0.0);
    // The saving is compared before and after the payments at each t: it is linear between two times and steps at each.
    let before = prompting.before.iter().zip(&fine_tuning.before);
    let after = prompting.after.iter().zip(&fine_tuning.after);
    for (t, (before, after)) in before.zip(after).enumerate() {
        for (prompting, fine_tuning) in [before, after] {
            let now = cheaper_of(*prompting, *fine_tuning);
            let here = (t as f64, saving_of(*prompting, *fine_tuning));
            if now.is_some() {
                let parts_from_equal = cheaper.is_none() && previous.0 > 0.0;
                if parts_from_equal || (cheaper.is_some() && cheaper != now) {
                    let month = zero_between(previous, here);
                    found.extend(now.map(|cheaper_after| Crossing {
                        at: Moment {
                            month,
                            queries: queries_at(cumulative, month),
                        },
                        cheaper_after,
                    }));
                }
                cheaper = now;
            }
            previous = here;
        }
    }
    found
}

/// Whether fine-tuning is cheaper at any time before the first of these crossings.
pub fn starts_cheaper(
    prompting: &CostPath,
    fine_tuning: &CostPath,
    crossings: &[Crossing],
) -> bool {
    let last = prompting.before.len() - 1;
    let first = crossings.first();
    let until = first.map_or(last, |first| first.at.month.floor() as usize);
    let mut pairs = prompting
        .before
        .iter()
        .zip(&fine_tuning.before)
        .take(until + 1);
    pairs.any(|(prompting, tuned)| cheaper_of(*prompting, *tuned) == Some(Approach::FineTuning))
}

/// Where the line through two points crosses 0. Their values have different signs, or the first is 0.
fn zero_between(from: (f64, f64), to: (f64, f64)) -> f64 {
    if from.0 == to.0 || from.1 == 0.0 {
        return from.0;
    }
    from.0 + (to.0 - from.0) * (from.1 / (from.1 - to.1))
}

/// The break-even that follows from all crossings and from the cheaper approach at the horizon.
///
/// ```
/// use breakeven::analysis::approach::Approach;
/// use breakeven::analysis::breakeven::{BreakEven, break_even};
///
/// assert_eq!(break_even(&[], Some(Approach::FineTuning)), BreakEven::FromTheStart);
/// assert_eq!(break_even(&[], Some(Approach::Prompting)), BreakEven::Never);
/// ```
pub fn break_even(crossings: &[Crossing], cheaper_at_horizon: Option<Approach>) -> BreakEven {
    match (crossings.last(), cheaper_at_horizon) {
        (Some(last), Some(Approach::FineTuning)) => BreakEven::At(last.at),
        (None, Some(Approach::FineTuning)) => BreakEven::FromTheStart,
        _ => BreakEven::Never,
    }
}
