//! What happens at the ends of months in a group of draws: the wanted behaviour changes, base models retire (MODEL.md §2).

use pulp::Simd;

use crate::analysis::ledger::ALMOST;
use crate::analysis::risk::lanes::Lanes;
use crate::analysis::risk::model_inputs::Happens;

use super::group::{Draws, Group, places};

/// How often something happens.
#[derive(Default)]
pub struct Counted {
    /// A month, where that isn't the same in all draws.
    per_month: Group,
    /// How often it has happened until now, likewise.
    until: Group,
    /// How often it does at the end of the month.
    pub now: Group,
}

impl Counted {
    /// Puts how often it happens a month in one register of draws, where that isn't the same in all.
    #[inline(always)]
    pub fn put<S: Simd>(&mut self, place: usize, draws: &Draws<'_, S>, of: &Happens) {
        let per_month = match *of {
            Happens::Same(_) => draws.same(0.0),
            Happens::PerYear(column) => draws.column(column) * (1.0 / 12.0),
            Happens::Every(column) => draws.same(1.0) / draws.column(column),
        };
        self.per_month.put(place, per_month);
        self.until.put(place, draws.same(0.0));
    }

    /// Counts a month, the `nth` from which on it is counted, which is `month`; whether it happens in any draw.
    #[inline(always)]
    pub fn count<S: Simd>(&mut self, simd: S, of: &Happens, month: usize, nth: usize) -> bool {
        if let Happens::Same(counts) = of {
            let count = counts[month - 1];
            if count > 0.0 {
                self.now.0.fill(count);
            }
            return count > 0.0;
        }
        let mut some = false;
        for place in 0..places::<S>() {
            let before = self.until.at(simd, place);
            let until = whole(self.per_month.at(simd, place), nth);
            self.until.put(place, until);
            self.now.put(place, until - before);
            some |= before.below(until).anywhere();
        }
        some
    }
}

/// ⌊per_month·months⌋, where a last bit that is missing is made up for. The nearest of half less is the next one down; what lies on
/// the edge between two is a whole number less [`ALMOST`], which isn't met.
#[inline(always)]
fn whole<S: Simd>(per_month: Lanes<S>, months: usize) -> Lanes<S> {
    let less = per_month.all(ALMOST - 0.5);
    per_month
        .times_plus(less.all(months as f64), less)
        .nearest()
}
