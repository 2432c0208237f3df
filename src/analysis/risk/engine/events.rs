//! Events at the ends of months in a group of draws: the wanted behaviour changes, base models retire (docs/formulas.md §2).

use pulp::Simd;

use crate::analysis::approach::FLOOR_SLACK;
use crate::analysis::risk::lanes::Lanes;
use crate::analysis::risk::model_inputs::{EventSchedule, Source};

use super::group::{Group, RegisterInputs, places};

/// Counts the events of one kind in a group of draws.
#[derive(Default)]
pub struct EventCounter {
    /// Events per month; unused if the schedule is the same in all draws.
    per_month: Group,
    /// The month at whose end the first model is shut down, if such a month is stated.
    first: Group,
    /// Events so far; unused if the schedule is the same in all draws.
    until: Group,
    /// Events at the end of the current month.
    pub now: Group,
}

impl EventCounter {
    /// Starts counting in one register of draws.
    #[inline(always)]
    pub fn start<S: Simd>(
        &mut self,
        place: usize,
        draws: &RegisterInputs<'_, S>,
        schedule: &EventSchedule,
    ) {
        let (none, one) = (draws.splat(0.0), draws.splat(1.0));
        let mut until = none;
        let per_month = match *schedule {
            EventSchedule::Same(_) => none,
            EventSchedule::PerYear(column) => draws.column(column) * (1.0 / 12.0),
            EventSchedule::Retirements { first, life } => {
                if let Some(first) = first {
                    let first = draws.at(first);
                    self.first.store(place, first);
                    until = first.le(none).select(one, none);
                }
                let rate = |life: Source| one / draws.at(life);
                life.map_or(none, rate)
            }
        };
        self.per_month.store(place, per_month);
        self.until.store(place, until);
    }

    /// Counts the events at the end of `month`, the `nth` month since counting started, which is `month` if a date is stated. Returns whether there
    /// is one in any draw.
    #[inline(always)]
    pub fn count<S: Simd>(
        &mut self,
        simd: S,
        schedule: &EventSchedule,
        month: usize,
        nth: usize,
    ) -> bool {
        if let EventSchedule::Same(counts) = schedule {
            let count = counts[month - 1];
            if count > 0.0 {
                self.now.0.fill(count);
            }
            return count > 0.0;
        }
        let mut any = false;
        for place in 0..places::<S>() {
            let before = self.until.load(simd, place);
            let per_month = self.per_month.load(simd, place);
            let until = match schedule {
                EventSchedule::Retirements { first: Some(_), .. } => {
                    let since = per_month.splat(nth as f64) - self.first.load(simd, place);
                    let none = per_month.splat(0.0);
                    let all = floor_with_slack(per_month, since) + 1.0;
                    none.le(since).select(all, none)
                }
                _ => floor_with_slack(per_month, per_month.splat(nth as f64)),
            };
            self.until.store(place, until);
            self.now.store(place, until - before);
            any |= before.lt(until).any();
        }
        any
    }
}

/// ⌊per_month·months + [`FLOOR_SLACK`]⌋, computed by rounding 0.5 less to nearest. The tie of that rounding would be a whole number less
/// `FLOOR_SLACK`, which doesn't occur.
#[inline(always)]
fn floor_with_slack<S: Simd>(per_month: Lanes<S>, months: Lanes<S>) -> Lanes<S> {
    let less = per_month.splat(FLOOR_SLACK - 0.5);
    per_month.mul_add(months, less).nearest()
}
