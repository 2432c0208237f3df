//! What happens at the ends of months in a group of draws: the wanted behaviour changes, base models retire (MODEL.md §2).

use pulp::Simd;

use crate::analysis::ledger::FLOOR_SLACK;
use crate::analysis::risk::lanes::Lanes;
use crate::analysis::risk::model_inputs::EventSchedule;

use super::group::{Draws, Group, places};

/// How often something happens.
#[derive(Default)]
pub struct EventCounter {
    /// A month, where that isn't the same in all draws.
    per_month: Group,
    /// How often it has happened until now, likewise.
    until: Group,
    /// How often it does at the end of the month.
    pub now: Group,
}

impl EventCounter {
    /// Puts how often it happens a month in one register of draws, where that isn't the same in all.
    #[inline(always)]
    pub fn put<S: Simd>(&mut self, place: usize, draws: &Draws<'_, S>, of: &EventSchedule) {
        let per_month = match *of {
            EventSchedule::Same(_) => draws.splat(0.0),
            EventSchedule::PerYear(column) => draws.column(column) * (1.0 / 12.0),
            EventSchedule::Every(column) => draws.splat(1.0) / draws.column(column),
        };
        self.per_month.put(place, per_month);
        self.until.put(place, draws.splat(0.0));
    }

    /// Counts a month, the `nth` from which on it is counted, which is `month`; whether it happens in any draw.
    #[inline(always)]
    pub fn count<S: Simd>(
        &mut self,
        simd: S,
        of: &EventSchedule,
        month: usize,
        nth: usize,
    ) -> bool {
        if let EventSchedule::Same(counts) = of {
            let count = counts[month - 1];
            if count > 0.0 {
                self.now.0.fill(count);
            }
            return count > 0.0;
        }
        let mut some = false;
        for place in 0..places::<S>() {
            let before = self.until.at(simd, place);
            let until = floor_with_slack(self.per_month.at(simd, place), nth);
            self.until.put(place, until);
            self.now.put(place, until - before);
            some |= before.lt(until).any();
        }
        some
    }
}

/// ⌊per_month·months⌋, where a last bit that is missing is made up for. The nearest of half less is the next one down; what lies on
/// the edge between two is a whole number less [`FLOOR_SLACK`], which isn't met.
#[inline(always)]
fn floor_with_slack<S: Simd>(per_month: Lanes<S>, months: usize) -> Lanes<S> {
    let less = per_month.splat(FLOOR_SLACK - 0.5);
    per_month.mul_add(less.splat(months as f64), less).nearest()
}
