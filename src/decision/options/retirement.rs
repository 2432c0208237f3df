//! A base model that retires before fine-tuning breaks even.

use crate::analysis::approach::Approach;
use crate::analysis::breakeven::{BreakEven, Curves, Moment, starts_cheaper};
use crate::analysis::ledger::Ledger;
use crate::analysis::retirements::Retirements;
use crate::scenario::Scenario;

/// A base model that is shut down before fine-tuning breaks even.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EarlyRetirement {
    /// The month after which fine-tuning is decided on; 0: at once.
    pub decided_after: usize,
    /// How long it is in service, in months; 0 if it is shut down before.
    pub life_months: f64,
    /// When fine-tuning would pay back, which is later.
    pub payback: LatePayback,
}

/// When fine-tuning breaks even, if that is after its base model is shut down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LatePayback {
    /// It breaks even at this moment.
    At(Moment),
    /// It is ahead for a while, but not at the horizon.
    NotLasting {
        /// When it is ahead first.
        ahead_from: Moment,
    },
    /// It is cheaper at first, but not at the horizon.
    OnlyAtFirst,
    /// It is never ahead within the horizon.
    Never,
}

impl EarlyRetirement {
    /// The first retirement of the base model if fine-tuning is decided on after month `k`. `None` if no end of it is stated, it isn't
    /// shut down before the horizon, or fine-tuning has broken even by then.
    pub fn before_payback(scenario: &Scenario, k: usize) -> Option<Self> {
        let ledger = Ledger::new(scenario);
        let gone = ledger.retirements(k).next()?;
        let Retirements { month, life } = ledger.fine_tuning.retirements;
        let in_service = (gone as f64 - (k + ledger.lead_time) as f64).max(0.0);
        let life = life.filter(|_| month.is_none()).unwrap_or(in_service);
        let curves = Curves::of_switch(&ledger, k);
        let pays = match curves.break_even {
            BreakEven::FromTheStart => return None,
            BreakEven::At(moment) => Some(moment),
            BreakEven::Never => None,
        };
        if pays.is_some_and(|moment| gone as f64 >= moment.month) {
            return None;
        }
        let mut crossings = curves.crossings.iter();
        let ahead = crossings.find(|crossing| crossing.cheaper_after == Approach::FineTuning);
        let at_first = starts_cheaper(&curves.prompting, &curves.fine_tuning, &curves.crossings);
        let payback = match (pays, ahead) {
            (Some(moment), _) => LatePayback::At(moment),
            _ if at_first => LatePayback::OnlyAtFirst,
            (None, Some(ahead)) => LatePayback::NotLasting {
                ahead_from: ahead.at,
            },
            (None, None) => LatePayback::Never,
        };
        Some(Self {
            decided_after: k,
            life_months: life,
            payback,
        })
    }
}
