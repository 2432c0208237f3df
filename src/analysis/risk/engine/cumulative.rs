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
    /// The index of the point after the last one at which fine-tuning is dearer; 0 if it never is.
    not_dearer_from: Group,
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
        let (saving, none) = (saving(prompting, fine_tuning), prompting.splat(0.0));
        let from = saving.lt(none).select(none.splat(1.0), none);
        self.not_dearer_from.store(place, from);
        self.savings[0].store(place, saving);
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
        self.points.push(Point { month, length });
        let (none, next) = (
            Lanes::new(simd, 0.0),
            Lanes::new(simd, self.points.len() as f64),
        );
        for place in 0..places::<S>() {
            let [prompting, fine_tuning] = costs(place);
            let prompting = self.prompting.load(simd, place) + prompting;
            let fine_tuning = self.fine_tuning.load(simd, place) + fine_tuning;
            self.prompting.store(place, prompting);
            self.fine_tuning.store(place, fine_tuning);
            let saving = saving(prompting, fine_tuning);
            let from = self.not_dearer_from.load(simd, place);
            self.not_dearer_from
                .store(place, saving.lt(none).select(next, from));
            savings.store(place, saving);
        }
    }

    /// Copies the current costs to the curves at t, for the draws from `first` on.
    #[inline(always)]
    pub fn keep(&self, t: usize, first: usize, curves: &mut BlockCurves) {
        curves.prompting[t][first..first + GROUP].copy_from_slice(&self.prompting.0);
        curves.fine_tuning[t][first..first + GROUP].copy_from_slice(&self.fine_tuning.0);
    }

    /// Writes the outcomes of the draws to the block, from `first` on.
    #[inline(always)]
    pub fn finish(&self, first: usize, block: &mut BlockOutcomes) {
        let draws = first..first + GROUP;
        block.prompting[draws.clone()].copy_from_slice(&self.prompting.0);
        block.fine_tuning[draws.clone()].copy_from_slice(&self.fine_tuning.0);
        let savings = block.saving[draws.clone()].iter_mut();
        let totals = self.prompting.0.iter().zip(&self.fine_tuning.0);
        for (saving, (prompting, fine_tuning)) in savings.zip(totals) {
            *saving = prompting - fine_tuning;
        }
        let months = block.month[draws.clone()].iter_mut();
        for (draw, (month, queries)) in months.zip(&mut block.queries[draws]).enumerate() {
            (*month, *queries) = match self.cheaper_from(draw) {
                Some(point) => self.crossing(draw, point),
                None => (f64::NAN, f64::NAN),
            };
        }
    }

    /// The point from which on fine-tuning is cheaper up to the horizon: the first at which it is strictly cheaper after the last one at which
    /// it is strictly dearer. `None` if it isn't cheaper at the horizon.
    #[inline(always)]
    fn cheaper_from(&self, draw: usize) -> Option<usize> {
        let savings = &self.savings[..self.points.len()];
        savings
            .last()
            .filter(|at_horizon| at_horizon.0[draw] > 0.0)?;
        let from = self.not_dearer_from.0[draw] as usize;
        (from..savings.len()).find(|point| savings[*point].0[draw] > 0.0)
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
