//! The plan with what is known now: the volumes of the months that are over, and token prices that come to what was billed. With it, what the
//! rest of the horizon costs.

use crate::analysis::approach::Approach;
use crate::analysis::ledger::Ledger;
use crate::analysis::strategy::{Strategy, cost_path};
use crate::scenario::Scenario;
use crate::scenario::actuals::Actuals;
use crate::scenario::estimate::BoundedNumber;
use crate::scenario::price_steps::{PriceStep, PriceSteps};

use super::bills::{Actual, Bill, with_growth_from_known};

/// Of the months with a bill, so many of the last ones say what prices are now.
const RECENT_MONTHS: usize = 3;

/// The plan with what is known now.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// The scenario with the known volumes and the growth from them, and a change of token prices after the last month of which something is known.
    pub scenario: Scenario,
    /// k: that month.
    pub last_month: usize,
    /// κ of the prompted model's token prices; `None` if bills don't tell.
    pub prompting: Option<f64>,
    /// κ of the fine-tuned model's token prices; `None` if bills don't tell.
    pub fine_tuning: Option<f64>,
}

impl Calibration {
    /// `expected` has B(v) of each month.
    pub(super) fn new(scenario: &Scenario, actual: &[Actual], expected: &[Bill]) -> Self {
        let mut calibrated = with_growth_from_known(scenario, actual);
        // What was billed is counted in.
        calibrated.actuals = Actuals::default();
        let last_month = actual.last().map_or(0, |actual| actual.month);
        let factors = Approach::ALL.map(|approach| {
            let factor = price_factor(approach, actual, expected)?;
            let steps = match approach {
                Approach::Prompting => &mut calibrated.prompting.serving.price.steps,
                Approach::FineTuning => &mut calibrated.fine_tuning.serving.price.steps,
            };
            *steps = with_step(steps, last_month + 1, factor)?;
            Some(factor)
        });
        let [prompting, fine_tuning] = factors;
        Self {
            scenario: calibrated,
            last_month,
            prompting,
            fine_tuning,
        }
    }

    /// κ of an approach's token prices.
    pub fn price_factor(&self, approach: Approach) -> Option<f64> {
        match approach {
            Approach::Prompting => self.prompting,
            Approach::FineTuning => self.fine_tuning,
        }
    }
}

/// κ = Σ(c − F)/Σ(B(v) − F): by what the token prices of an approach's model have to be multiplied for the recent bills of months in which it
/// serves. F is all else on a bill: hosting, what a query costs besides tokens, and what the other model answers.
fn price_factor(approach: Approach, actual: &[Actual], expected: &[Bill]) -> Option<f64> {
    let bills = actual.iter().zip(expected).rev();
    let bills = bills.filter(|(_, bill)| bill.serving == approach);
    let bills = bills.filter_map(|(actual, bill)| Some((actual.cost?, bill)));
    let (mut billed, mut planned) = (0.0, 0.0);
    for (cost, bill) in bills.take(RECENT_MONTHS) {
        billed += cost - (bill.total() - bill.tokens);
        planned += bill.tokens;
    }
    let factor = billed / planned;
    (planned > 0.0 && factor > 0.0 && factor.is_finite()).then_some(factor)
}

/// The steps with one more; `None` if that is more than there may be, or of a size that there can't be.
fn with_step(steps: &PriceSteps, month: usize, factor: f64) -> Option<PriceSteps> {
    let step = PriceStep {
        month: BoundedNumber::new(month as f64).ok()?,
        factor: BoundedNumber::new(factor).ok()?,
    };
    let steps: Vec<PriceStep> = steps.iter().copied().chain([step]).collect();
    steps.try_into().ok()
}

/// An amount by the plan, and by what is known now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlannedAndNow {
    /// By the plan.
    pub planned: f64,
    /// By the calibrated plan.
    pub now: f64,
}

/// What the months after the last one of which something is known cost, all phases together, as present values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestOfHorizon {
    /// k + 1: the first of these months.
    pub from_month: usize,
    /// Prompting throughout.
    pub prompting: PlannedAndNow,
    /// Fine-tuning from the start of the horizon.
    pub fine_tuning: PlannedAndNow,
    /// What fine-tuning costs upfront, which is in neither.
    pub upfront: f64,
}

impl RestOfHorizon {
    /// `None` if the horizon ends with the last month of which something is known.
    pub(super) fn new(scenario: &Scenario, calibration: &Calibration) -> Option<Self> {
        let last = calibration.last_month;
        let planned = Ledger::new(scenario);
        let now = Ledger::new(&calibration.scenario);
        let after = |ledger: &Ledger, strategy| {
            let path = cost_path(ledger, strategy);
            path.total() - path.after[last]
        };
        let both = |strategy| PlannedAndNow {
            planned: after(&planned, strategy),
            now: after(&now, strategy),
        };
        (last < planned.months).then(|| Self {
            from_month: last + 1,
            prompting: both(Strategy::Prompting),
            fine_tuning: both(Strategy::SwitchAt(0)),
            upfront: now.upfront().total(),
        })
    }

    /// The amounts of an approach.
    pub fn of(&self, approach: Approach) -> PlannedAndNow {
        match approach {
            Approach::Prompting => self.prompting,
            Approach::FineTuning => self.fine_tuning,
        }
    }
}
