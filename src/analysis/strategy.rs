//! Strategies and what they cost (docs/formulas.md §3): prompting throughout, a switch to fine-tuning after k months, and the best such switch.

use crate::scenario::AtRetirement;

use super::approach::{Approach, Phase, cheaper_of, saving_of};
use super::ledger::{ByPhase, Ledger};
use super::retirements::Lifespan;
use super::success::Attempt;

/// Which approach serves when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strategy {
    /// Prompting serves all months.
    Prompting,
    /// Fine-tuning is decided on at the end of this month (0: at once), and serves once its lead time has passed.
    SwitchAt(usize),
}

/// What a strategy costs over time. All amounts are present values.
#[derive(Debug, Clone, PartialEq)]
pub struct CostPath {
    /// Cumulative cost at t = 0..=T, before payments due at t itself, such as a retraining.
    pub before: Vec<f64>,
    /// Cumulative cost at t = 0..=T, after payments due at t.
    pub after: Vec<f64>,
    /// The total by phase.
    pub by_phase: ByPhase,
    /// Cost of each month by phase: index 0 is what is paid at t = 0, index m is month m.
    pub by_month: Vec<ByPhase>,
    /// Months at whose end the model was retrained.
    pub retrained: Vec<usize>,
    /// The month at whose end the fine-tuned model was retired and prompting took over again; `None` if that didn't happen.
    pub returned: Option<usize>,
}

impl CostPath {
    /// Cumulative cost at the horizon.
    pub fn total(&self) -> f64 {
        self.after[self.after.len() - 1]
    }

    /// Cumulative cost at any moment, given in months, before what is booked at that very moment.
    pub fn cost_at(&self, month: f64) -> f64 {
        let last = self.after.len() - 1;
        let from = (month.floor() as usize).min(last);
        if month <= from as f64 {
            return self.before[from];
        }
        let part = month - from as f64;
        // Past the horizon nothing is added.
        let next = self.before.get(from + 1).unwrap_or(&self.after[from]);
        self.after[from] + part * (next - self.after[from])
    }

    /// What is paid at t = 0. If prompting serves first, its set-up is part of that, unlike in [`Ledger::upfront`].
    pub fn upfront(&self) -> f64 {
        self.after[0]
    }

    /// Whether something is paid at the end of month `t` itself, such as a retraining.
    pub fn steps_at(&self, t: usize) -> bool {
        let pair = self.before.get(t).zip(self.after.get(t));
        pair.is_some_and(|(before, after)| before != after)
    }

    /// The curve as points [t, cumulative cost]; a payment at t is a vertical step of two points.
    pub fn points(&self) -> Vec<[f64; 2]> {
        points(self.before.iter().copied().zip(self.after.iter().copied()))
    }

    /// The curve of what it costs more than another strategy.
    pub fn points_above(&self, other: &Self) -> Vec<[f64; 2]> {
        let less = |(this, other): (&f64, &f64)| this - other;
        let before = self.before.iter().zip(&other.before).map(less);
        let after = self.after.iter().zip(&other.after).map(less);
        points(before.zip(after))
    }
}

/// Each t with its value before payments at t and, if that differs, a second point with the value after them.
fn points(values: impl Iterator<Item = (f64, f64)>) -> Vec<[f64; 2]> {
    let both = values.enumerate().flat_map(|(t, (before, after))| {
        let step = (after != before).then_some([t as f64, after]);
        [Some([t as f64, before]), step]
    });
    both.flatten().collect()
}

/// The months in which the fine-tuned model serves: `lifespan.months_before` + 1..=`last`.
struct Service {
    lifespan: Lifespan,
    /// The last month before its end, at most T. If that isn't after `lifespan.months_before`, it never serves.
    last: usize,
}

impl Service {
    fn new(ledger: &Ledger, strategy: Strategy) -> Self {
        let Strategy::SwitchAt(k) = strategy else {
            return Self {
                lifespan: ledger.lifespan(ledger.months),
                last: ledger.months,
            };
        };
        let ends = match ledger.at_retirement {
            AtRetirement::Retrain => None,
            AtRetirement::ReturnToPrompting => ledger.retirements(k).next(),
        };
        Self {
            lifespan: ledger.lifespan(k),
            last: ends.unwrap_or(ledger.months),
        }
    }

    fn tuned_serves(&self, month: usize) -> bool {
        month > self.lifespan.months_before && month <= self.last
    }

    /// Whether fine-tuning ends at the end of this month, so that prompting takes over.
    fn ends_at(&self, month: usize) -> bool {
        month == self.last && month < self.lifespan.horizon
    }
}

/// What a month costs, as present values.
struct MonthCosts {
    /// Spread over the month.
    accrued: ByPhase,
    /// Paid at its end.
    booked: ByPhase,
}

/// A strategy applied to a ledger; amounts are undiscounted unless said otherwise.
struct Costs<'a> {
    ledger: &'a Ledger,
    strategy: Strategy,
    service: Service,
}

impl<'a> Costs<'a> {
    fn new(ledger: &'a Ledger, strategy: Strategy) -> Self {
        Self {
            ledger,
            strategy,
            service: Service::new(ledger, strategy),
        }
    }

    /// What is paid once at t: prompting's set-up if it begins to serve then, and the upfront cost of fine-tuning if it is decided on then.
    fn paid_at(&self, t: usize) -> ByPhase {
        let mut paid = ByPhase::default();
        let serves_from_the_start =
            self.service.lifespan.months_before > 0 || self.ledger.sharing.keeps_prompting();
        let prompting_begins = if serves_from_the_start {
            0
        } else {
            self.service.last
        };
        if t == prompting_begins && t < self.ledger.months {
            paid[Phase::People] += self.ledger.prompting.setup;
        }
        if self.strategy == Strategy::SwitchAt(t) {
            paid += self.ledger.upfront();
        }
        paid
    }

    /// The approach that serves in a month.
    fn serves_in(&self, month: usize) -> Approach {
        if self.service.tuned_serves(month) {
            Approach::FineTuning
        } else {
            Approach::Prompting
        }
    }

    /// What the serving approach costs over a month.
    fn accrues_in(&self, month: usize) -> ByPhase {
        let approach = match self.serves_in(month) {
            Approach::Prompting => &self.ledger.prompting,
            Approach::FineTuning => &self.ledger.fine_tuning,
        };
        approach.running[month - 1]
    }

    /// Retrainings at the end of a month: one for each change of the wanted behaviour and each on schedule while the fine-tuned model serves,
    /// and one if its base model retires, in service or not. When that ends fine-tuning, nothing is retrained.
    fn retrainings(&self, month: usize) -> f64 {
        if self.service.ends_at(month) {
            return 0.0;
        }
        let Lifespan { months_before, .. } = self.service.lifespan;
        let planned = if self.service.tuned_serves(month) {
            let scheduled = self.ledger.scheduled_retrainings(month, months_before);
            self.ledger.changes[month - 1] + scheduled
        } else {
            0.0
        };
        let retires = self.ledger.at_retirement == AtRetirement::Retrain
            && self
                .ledger
                .fine_tuning
                .retirements
                .at(month, self.service.lifespan);
        planned + f64::from(u8::from(retires))
    }

    /// What changes of the wanted behaviour and retirements cost at the end of a month.
    fn iteration(&self, month: usize) -> f64 {
        let prompted = || {
            let changes = self.ledger.changes[month - 1] + self.ledger.replacements[month - 1];
            changes * self.ledger.prompting.change
        };
        let prompting_serves =
            !self.service.tuned_serves(month) || self.ledger.sharing.keeps_prompting();
        let prompted = if prompting_serves { prompted() } else { 0.0 };
        prompted + self.retrainings(month) * self.ledger.retraining
    }

    /// What each of the months 1..=T costs.
    fn months(&self) -> impl Iterator<Item = MonthCosts> + '_ {
        (1..=self.ledger.months).map(|month| {
            let value = self.ledger.present_value[month];
            let mut booked = self.paid_at(month);
            booked[Phase::Iteration] += self.iteration(month);
            MonthCosts {
                accrued: self.accrues_in(month) * value,
                booked: booked * value,
            }
        })
    }
}

/// The approach that serves in a month of a strategy, counted from 1, and what it costs over that month, undiscounted and without what is
/// paid at once.
///
/// ```
/// use breakeven::analysis::approach::Approach;
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::analysis::strategy::{Strategy, serving_in};
/// use breakeven::files::examples::Example;
///
/// let ledger = Ledger::new(Example::find("textbook-comparison").unwrap().parse().unwrap());
/// let (approach, costs) = serving_in(&ledger, Strategy::SwitchAt(0), ledger.months);
/// assert_eq!(approach, Approach::FineTuning);
/// assert_eq!(costs, ledger.fine_tuning.running[ledger.months - 1]);
/// ```
pub fn serving_in(ledger: &Ledger, strategy: Strategy, month: usize) -> (Approach, ByPhase) {
    let costs = Costs::new(ledger, strategy);
    (costs.serves_in(month), costs.accrues_in(month))
}

/// The cumulative cost of a strategy, month by month.
///
/// ```
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::analysis::strategy::{Strategy, cost_path};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let ledger = Ledger::new(scenario);
/// let path = cost_path(&ledger, Strategy::SwitchAt(0));
/// assert_eq!(path.after.len(), ledger.months + 1);
/// assert_eq!(path.upfront(), ledger.upfront().total());
/// ```
pub fn cost_path(ledger: &Ledger, strategy: Strategy) -> CostPath {
    let costs = Costs::new(ledger, strategy);
    let paid = costs.paid_at(0);
    let mut sum = paid.total();
    // Nothing is paid before t = 0, so the curve starts after the payments at t = 0.
    let mut before = vec![sum];
    let mut after = vec![sum];
    let mut by_month = vec![paid];
    for month in costs.months() {
        sum += month.accrued.total();
        before.push(sum);
        sum += month.booked.total();
        after.push(sum);
        by_month.push(month.accrued + month.booked);
    }
    let retrained = |&month: &usize| costs.retrainings(month) > 0.0;
    CostPath {
        before,
        after,
        by_phase: by_month
            .iter()
            .fold(ByPhase::default(), |sum, month| sum + *month),
        by_month,
        retrained: (1..=ledger.months).filter(retrained).collect(),
        returned: (costs.service.last < ledger.months).then_some(costs.service.last),
    }
}

/// The total cost of a strategy, without its path. It adds up the same amounts in the same order as [`cost_path`], so both agree exactly.
///
/// ```
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::analysis::strategy::{Strategy, cost_path, total};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let ledger = Ledger::new(scenario);
/// assert_eq!(total(&ledger, Strategy::SwitchAt(3)), cost_path(&ledger, Strategy::SwitchAt(3)).total());
/// ```
pub fn total(ledger: &Ledger, strategy: Strategy) -> f64 {
    let costs = Costs::new(ledger, strategy);
    costs.months().fold(costs.paid_at(0).total(), |sum, month| {
        sum + month.accrued.total() + month.booked.total()
    })
}

/// The total that is expected of a switch after month `k`: p times that of success, and 1 − p times that of failure, which is `prompting`, the
/// total of prompting throughout, and the upfront cost.
///
/// ```
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::analysis::strategy::{Strategy, expected_total, total};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let ledger = Ledger::new(scenario);
/// let prompting = total(&ledger, Strategy::Prompting);
/// // Nothing says that it may fail.
/// assert_eq!(expected_total(&ledger, 3, prompting), total(&ledger, Strategy::SwitchAt(3)));
/// ```
pub fn expected_total(ledger: &Ledger, k: usize, prompting: f64) -> f64 {
    let succeeding = total(ledger, Strategy::SwitchAt(k));
    let attempt = Attempt {
        chance: ledger.success_chance,
        saving: saving_of(prompting, succeeding),
        loss: ledger.upfront_after(k),
    };
    attempt.expected_total(prompting, succeeding)
}

/// The month k with the lowest expected total, and that total; the earliest if several are equal. `None` if no switch is expected to be
/// cheaper than prompting throughout.
///
/// ```
/// use breakeven::analysis::ledger::Ledger;
/// use breakeven::analysis::strategy::{Strategy, best_switch, total};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let ledger = Ledger::new(scenario);
/// let (month, least) = best_switch(&ledger).unwrap();
/// assert_eq!(least, total(&ledger, Strategy::SwitchAt(month)));
/// assert!(least < total(&ledger, Strategy::Prompting));
/// ```
pub fn best_switch(ledger: &Ledger) -> Option<(usize, f64)> {
    let prompting = total(ledger, Strategy::Prompting);
    let mut least = prompting;
    let mut best = None;
    for k in 0..ledger.months {
        let total = expected_total(ledger, k, prompting);
        if cheaper_of(least, total) == Some(Approach::FineTuning) {
            least = total;
            best = Some((k, total));
        }
    }
    best
}
