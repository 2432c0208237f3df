//! Where the curves cross, and when fine-tuning has paid back for good (MODEL.md §4).

use serde::Serialize;

use super::approach::{Approach, cheaper_of};
use super::ledger::Ledger;
use super::strategy::{CostPath, Strategy, cost_path};

/// A point in time, in months and in queries answered by then.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Moment {
    /// t.
    pub month: f64,
    /// V(t).
    pub queries: f64,
}

/// A t at which the other approach becomes the cheaper one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// When.
    pub at: Moment,
    /// Who is cheaper after it.
    pub cheaper_after: Approach,
}

/// When fine-tuning has paid back and stays cheaper to the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BreakEven {
    /// It is cheaper from the very start throughout.
    FromTheStart,
    /// At this moment.
    At(Moment),
    /// Not within the horizon, or lost again.
    Never,
}

impl BreakEven {
    /// The moment, 0 if from the start.
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

/// The curves of both approaches, and where they cross: all that there is without a look at later switches.
#[derive(Debug, Clone)]
pub struct Curves {
    /// Prompting throughout.
    pub prompting: CostPath,
    /// Fine-tuning, at once or after some months.
    pub fine_tuning: CostPath,
    /// V(t) for t = 0..=T.
    pub queries: Vec<f64>,
    /// All crossings, in time.
    pub crossings: Vec<Crossing>,
    /// When fine-tuning has paid back for good.
    pub break_even: BreakEven,
}

impl Curves {
    /// Follows both.
    pub fn new(ledger: &Ledger) -> Self {
        Self::of_switch(ledger, 0)
    }

    /// The same with fine-tuning decided on after month `k`.
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

/// V(t) for t = 0..=T.
pub fn cumulative_queries(volume: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut cumulative = vec![0.0];
    for queries in volume {
        sum += queries;
        cumulative.push(sum);
    }
    cumulative
}

/// `cumulative` at any t in [0, T], linear within a month.
pub fn queries_at(cumulative: &[f64], month: f64) -> f64 {
    let whole = (month.floor() as usize).min(cumulative.len() - 1);
    let next = (whole + 1).min(cumulative.len() - 1);
    let part = month - whole as f64;
    cumulative[whole] + part * (cumulative[next] - cumulative[whole])
}

/// All crossings of two courses, in time.
///
/// A crossing separates a t at which one side is strictly cheaper from a later one at which the other is. Where the curves
/// coincide for a while in between, it is at the last t at which they do: from there on the other side is cheaper. Where they
/// coincide for the first months and then part, that is a crossing too; where they part at t = 0, it is not.
pub fn crossings(
    prompting: &CostPath,
    fine_tuning: &CostPath,
    cumulative: &[f64],
) -> Vec<Crossing> {
    let mut found = Vec::new();
    let mut cheaper: Option<Approach> = None;
    let mut previous = (0.0, 0.0);
    // The difference at each t before and after what is booked there: straight lines in between, steps at t.
    let before = prompting.before.iter().zip(&fine_tuning.before);
    let after = prompting.after.iter().zip(&fine_tuning.after);
    for (t, (before, after)) in before.zip(after).enumerate() {
        for (prompting, fine_tuning) in [before, after] {
            let now = cheaper_of(*prompting, *fine_tuning);
            let saving = if now.is_some() {
                prompting - fine_tuning
            } else {
                0.0
            };
            let here = (t as f64, saving);
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

/// Where the line through two points, of different sign or the first on the axis, meets it.
fn zero_between(from: (f64, f64), to: (f64, f64)) -> f64 {
    if from.0 == to.0 || from.1 == 0.0 {
        return from.0;
    }
    from.0 + (to.0 - from.0) * (from.1 / (from.1 - to.1))
}

/// Break-even from the crossings and who is cheaper at the horizon.
pub fn break_even(crossings: &[Crossing], cheaper_at_horizon: Option<Approach>) -> BreakEven {
    match (crossings.last(), cheaper_at_horizon) {
        (Some(last), Some(Approach::FineTuning)) => BreakEven::At(last.at),
        (None, Some(Approach::FineTuning)) => BreakEven::FromTheStart,
        _ => BreakEven::Never,
    }
}
