//! Both cumulative costs of a group of draws, and where fine-tuning last became the cheaper one (MODEL.md §4).

use pulp::Simd;

use crate::analysis::approach::ROUNDING;
use crate::analysis::risk::lanes::Lanes;

use super::block::{BlockCurves, BlockOutcomes};
use super::group::{GROUP, Group, places};

/// Follows both curves.
#[derive(Default)]
pub struct CumulativeCosts {
    prompting: Group,
    fine_tuning: Group,
    /// The points in time at which they are compared, and S at each of them: 0 where they are equal but for rounding.
    points: Vec<Point>,
    savings: Vec<Group>,
    /// Queries until the end of each month.
    queries: Vec<Group>,
}

/// The end of a month, before or after what happens there at once.
struct Point {
    month: usize,
    /// Months since the point before: 1, or 0 after a step.
    length: usize,
}

impl CumulativeCosts {
    /// With room for so many months.
    pub fn new(months: usize) -> Self {
        Self {
            points: Vec::with_capacity(2 * months + 1),
            savings: vec![Group::default(); 2 * months + 1],
            queries: vec![Group::default(); months + 1],
            ..Self::default()
        }
    }

    /// Puts what one register of draws pays at the start.
    #[inline(always)]
    pub fn put<S: Simd>(&mut self, place: usize, prompting: Lanes<S>, fine_tuning: Lanes<S>) {
        self.points.clear();
        self.points.push(Point {
            month: 0,
            length: 0,
        });
        self.prompting.put(place, prompting);
        self.fine_tuning.put(place, fine_tuning);
        self.savings[0].put(place, saving(prompting, fine_tuning));
        self.queries[0].put(place, prompting.splat(0.0));
    }

    /// Where the queries until the end of a month are remembered.
    #[inline(always)]
    pub fn queries(&mut self, month: usize) -> &mut Group {
        &mut self.queries[month]
    }

    /// Adds what is paid until the end of a month, over so many months: 1, or 0 at once; `costs` tells it of each register.
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
            let prompting = self.prompting.at(simd, place) + prompting;
            let fine_tuning = self.fine_tuning.at(simd, place) + fine_tuning;
            self.prompting.put(place, prompting);
            self.fine_tuning.put(place, fine_tuning);
            savings.put(place, saving(prompting, fine_tuning));
        }
        self.points.push(Point { month, length });
    }

    /// Keeps both costs as they are at t, of the draws from `first` on.
    #[inline(always)]
    pub fn keep(&self, t: usize, first: usize, curves: &mut BlockCurves) {
        curves.prompting[t][first..first + GROUP].copy_from_slice(&self.prompting.0);
        curves.fine_tuning[t][first..first + GROUP].copy_from_slice(&self.fine_tuning.0);
    }

    /// Puts what the draws come to into the block, from `first` on.
    #[inline(always)]
    pub fn finish<S: Simd>(&self, simd: S, first: usize, block: &mut BlockOutcomes) {
        let draws = first..first + GROUP;
        block.prompting[draws.clone()].copy_from_slice(&self.prompting.0);
        block.fine_tuning[draws.clone()].copy_from_slice(&self.fine_tuning.0);
        let mut last = Group::default();
        for place in 0..places::<S>() {
            last.put(place, self.wins_from(simd, place));
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

    /// The point from which on fine-tuning is the cheaper one to the horizon; NaN where it isn't.
    ///
    /// It is the first point at which it is cheaper after the last one at which it is dearer: looked for from the horizon back. Where both
    /// cost the same at the horizon there is none.
    #[inline(always)]
    fn wins_from<S: Simd>(&self, simd: S, place: usize) -> Lanes<S> {
        let savings = &self.savings[..self.points.len()];
        let none = Lanes::new(simd, 0.0);
        let mut from = none.splat(f64::NAN);
        let mut point = none.splat(savings.len() as f64);
        // Where the last point at which fine-tuning is dearer is still to come.
        let mut left = match savings.last() {
            Some(end) => none.lt(end.at(simd, place)),
            None => return from,
        };
        for savings in savings.iter().rev() {
            let saving = savings.at(simd, place);
            point = point - 1.0;
            from = (left & none.lt(saving)).select(point, from);
            left = left & none.le(saving);
            if !left.any() {
                break;
            }
        }
        from
    }

    /// Month and queries of the crossing between a point and the one before; the start where there is none before.
    #[inline(always)]
    fn crossing(&self, draw: usize, point: usize) -> (f64, f64) {
        let Some(before) = point.checked_sub(1) else {
            return (0.0, 0.0);
        };
        let Point { month, length } = self.points[point];
        let (from, to) = (self.savings[before].0[draw], self.savings[point].0[draw]);
        let start = month - length;
        // The part of the month that lies before the crossing.
        let part = length as f64 * from / (from - to);
        let asked = self.queries[start].0[draw];
        let in_month = self.queries[month].0[draw] - asked;
        (start as f64 + part, asked + part * in_month)
    }
}

/// S; 0 where both costs are equal but for rounding.
#[inline(always)]
fn saving<S: Simd>(prompting: Lanes<S>, fine_tuning: Lanes<S>) -> Lanes<S> {
    let saving = prompting - fine_tuning;
    let rounding = prompting * ROUNDING;
    rounding.lt(saving.abs()).select(saving, saving.splat(0.0))
}
