//! A base model that retires before fine-tuning has paid back.

use crate::analysis::approach::Approach;
use crate::analysis::breakeven::{BreakEven, Curves, Moment};
use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;

/// A base model that is shut down before fine-tuning has paid back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EarlyRetirement {
    /// The month after which fine-tuning is decided on; 0: at once.
    pub decided_after: usize,
    /// How long the base model is in service, in months.
    pub life_months: f64,
    /// What it comes before.
    pub before: RetiresBefore,
}

/// What an early retirement comes before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RetiresBefore {
    /// Fine-tuning pays back at this moment.
    Payback(Moment),
    /// Fine-tuning is ahead from this moment on, but not at the horizon.
    LastingPayback {
        /// When it is ahead first.
        ahead_from: Moment,
    },
    /// Fine-tuning is never ahead: the horizon comes first.
    Horizon,
}

impl EarlyRetirement {
    /// The first retirement of the base model if fine-tuning is decided on after month `k`; `None` if the payback comes before it.
    pub fn before_payback(scenario: &Scenario, k: usize) -> Option<Self> {
        let life = scenario.fine_tuning.base_model_life_months?.base();
        let ledger = Ledger::new(scenario);
        let serves = k + ledger.lead_time;
        let gone = ledger.retirements(serves).next()?;
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
        let before = match (pays, ahead) {
            (Some(moment), _) => RetiresBefore::Payback(moment),
            (None, Some(ahead)) => RetiresBefore::LastingPayback {
                ahead_from: ahead.at,
            },
            (None, None) => RetiresBefore::Horizon,
        };
        Some(Self {
            decided_after: k,
            life_months: life,
            before,
        })
    }
}
