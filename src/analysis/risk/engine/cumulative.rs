//! The cumulative costs of both approaches in a group of draws, and when fine-tuning last becomes cheaper (docs/formulas.md §4).

use pulp::Simd;

use crate::analysis::approach::ROUNDING;
use crate::analysis::risk::lanes::Lanes;

use super::block::{BlockCurves, BlockOutcomes};
use super::group::{GROUP, Group, places};

/// Follows both cumulative costs and compares them at each point in time.
#[derive(Default)]
pub struct CumulativeCosts {
    prompting: Group,
    fine_tuning: Group,
    /// The points in time at which costs are compared.
    points: Vec<Point>,
    /// S at each of the points, 0 if the costs are equal except for rounding.
    savings: Vec<Group>,
    /// V(t): queries answered by the end of each month.
    queries: Vec<Group>,
}

/// The end of a month, before or after the payments due then.
struct Point {
    month: usize,
    /// Months since the previous point: 1 over a month, 0 at a payment.
    length: usize,
}

impl CumulativeCosts {
    /// Room for this many months.
    pub fn new(months: usize) -> Self {
        Self {
            points: Vec::with_capacity(2 * months + 1),
            savings: vec![Group::default(); 2 * months + 1],
            queries: vec![Group::default(); months + 1],
            ..Self::default()
        }
    }

    /// Starts one register of draws with what is paid at t = 0.
    #[inline(always)]
    pub fn start<S: Simd>(&mut self, place: usize, prompting: Lanes<S>, fine_tuning: Lanes<S>) {
        self.points.clear();
        self.points.push(Point {
            month: 0,
            length: 0,
        });
        self.prompting.store(place, prompting);
        self.fine_tuning.store(place, fine_tuning);
        self.savings[0].store(place, saving(prompting, fine_tuning));
        self.queries[0].store(place, prompting.splat(0.0));
    }

    /// V(t) at the end of a month, to be filled in.
    #[inline(always)]
    pub fn queries(&mut self, month: usize) -> &mut Group {
        &mut self.queries[month]
    }

    /// Adds the costs of a month, and compares the approaches at its end. `length` is 1 for costs spread over the month and 0 for payments
    /// at its end; `costs` returns those of prompting and fine-tuning in a register.
    #[inline(always)]
    pub fn pay<S: Simd>(
        &mut self,
        simd: S,
        month: usize,
        length: usize,
        costs: impl Fn(usize) -> [Lanes<S>; 2],
    ) {
        let savings = &mut self.savings[self.points.len()];
        for place in 0..places::<S>() {
            let [prompting, fine_tuning] = costs(place);
            let prompting = self.prompting.load(simd, place) + prompting;
            let fine_tuning = self.fine_tuning.load(simd, place) + fine_tuning;
            self.prompting.store(place, prompting);
            self.fine_tuning.store(place, fine_tuning);
            savings.store(place, saving(prompting, fine_tuning));
        }
        self.points.push(Point { month, length });
    }

    /// Copies the current costs to the curves at t, for the draws from `first` on.
    #[inline(always)]
    pub fn keep(&self, t: usize, first: usize, curves: &mut BlockCurves) {
        curves.prompting[t][first..first + GROUP].copy_from_slice(&self.prompting.0);
        curves.fine_tuning[t][first..first + GROUP].copy_from_slice(&self.fine_tuning.0);
    }

    /// Writes the outcomes of the draws to the block, from `first` on.
    #[inline(always)]
    pub fn finish<S: Simd>(&self, simd: S, first: usize, block: &mut BlockOutcomes) {
        let draws = first..first + GROUP;
        block.prompting[draws.clone()].copy_from_slice(&self.prompting.0);
        block.fine_tuning[draws.clone()].copy_from_slice(&self.fine_tuning.0);
        let savings = block.saving[draws.clone()].iter_mut();
        let totals = self.prompting.0.iter().zip(&self.fine_tuning.0);
        for (saving, (prompting, fine_tuning)) in savings.zip(totals) {
            *saving = prompting - fine_tuning;
        }
        let mut last = Group::default();
        for place in 0..places::<S>() {
            last.store(place, self.cheaper_from(simd, place));
        }
        let months = block.month[draws.clone()].iter_mut();
        for (draw, (month, queries)) in months.zip(&mut block.queries[draws]).enumerate() {
            let point = last.0[draw];
            (*month, *queries) = if point.is_nan() {
                (f64::NAN, f64::NAN)
            } else {
                self.crossing(draw, point as usize)
            };
        }
    }

    /// The point from which on fine-tuning is cheaper up to the horizon; NaN if it isn't.
    ///
    /// That is the first point at which it is strictly cheaper after the last one at which it is strictly dearer, found by going back from
    /// the horizon. If both cost the same at the horizon there is no such point.
    #[inline(always)]
    fn cheaper_from<S: Simd>(&self, simd: S, place: usize) -> Lanes<S> {
        let savings = &self.savings[..self.points.len()];
        let none = Lanes::new(simd, 0.0);
        let mut from = none.splat(f64::NAN);
        let mut point = none.splat(savings.len() as f64);
        // The draws in which no point has been met yet at which fine-tuning is dearer.
        let mut searching = match savings.last() {
            Some(end) => none.lt(end.load(simd, place)),
            None => return from,
        };
        for savings in savings.iter().rev() {
            let saving = savings.load(simd, place);
            point = point - 1.0;
            from = (searching & none.lt(saving)).select(point, from);
            searching = searching & none.le(saving);
            if !searching.any() {
                break;
            }
        }
        from
    }

    /// Month and queries of the crossing between a point and the previous one; (0, 0) for the first point.
    #[inline(always)]
    fn crossing(&self, draw: usize, point: usize) -> (f64, f64) {
        let Some(before) = point.checked_sub(1) else {
            return (0.0, 0.0);
        };
        let Point { month, length } = self.points[point];
        let from = self.savings[before].0[draw];
        let to = self.savings[point].0[draw];
        let start = month - length;
        // The part of the month before the crossing.
        let part = length as f64 * from / (from - to);
        let queries = self.queries[start].0[draw];
        let in_month = self.queries[month].0[draw] - queries;
        (start as f64 + part, queries + part * in_month)
    }
}

/// S, or 0 if the costs are equal except for rounding.
#[inline(always)]
fn saving<S: Simd>(prompting: Lanes<S>, fine_tuning: Lanes<S>) -> Lanes<S> {
    let saving = prompting - fine_tuning;
    let rounding = prompting * ROUNDING;
    rounding.lt(saving.abs()).select(saving, saving.splat(0.0))
}
