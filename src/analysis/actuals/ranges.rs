//! The 80% ranges of bills and volumes, over joint draws of all uncertain inputs. Each draw goes through the ledger.

use std::convert::Infallible;

use crate::analysis::approach::ROUNDING;
use crate::analysis::ledger::volumes;
use crate::analysis::risk::Quantiles;
use crate::analysis::risk::draws::each_draw;
use crate::analysis::risk::lanes::BLOCK;
use crate::analysis::risk::quantiles::quantiles_of;
use crate::analysis::risk::samples::UncertainInput;
use crate::scenario::Scenario;

use super::bills::{Actual, bills, with_answered};

/// P10 and P90 of the plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EightyPercent {
    /// P10.
    pub low: f64,
    /// P90.
    pub high: f64,
}

impl EightyPercent {
    /// Whether a value lies in it.
    pub fn contains(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// Draws that the ranges are of.
const DRAWS: usize = 1024;

/// For each month, its bills and its volumes in all draws; nothing if no input is uncertain.
pub(super) struct Ranges {
    bills: Vec<Vec<f64>>,
    volumes: Vec<Vec<f64>>,
}

impl Ranges {
    pub(super) fn new(plan: &Scenario, actual: &[Actual]) -> Self {
        let mut ranges = Self {
            bills: vec![Vec::new(); actual.len()],
            volumes: vec![Vec::new(); actual.len()],
        };
        let uncertain = UncertainInput::all_in(plan);
        if uncertain.is_empty() {
            return ranges;
        }
        let mut drawn = plan.clone();
        let Ok(()) = each_draw(plan, DRAWS, |block| {
            for draw in 0..BLOCK {
                for (uncertain, column) in uncertain.iter().zip(block.columns) {
                    // Drawn values lie within the domain.
                    let _ = uncertain.input.set_exactly(&mut drawn, column[draw]);
                }
                ranges.push(&drawn, actual);
            }
            Ok::<(), Infallible>(())
        });
        ranges
    }

    fn push(&mut self, drawn: &Scenario, actual: &[Actual]) {
        let volumes = volumes(drawn, drawn.horizon_months.whole() as usize);
        let bills = bills(&with_answered(drawn, actual), actual);
        for (place, (actual, bill)) in actual.iter().zip(bills).enumerate() {
            self.bills[place].push(bill.total());
            self.volumes[place].push(volumes[actual.month - 1]);
        }
    }

    /// The range of the bill at a place in the list; `None` if it is the same in all draws.
    pub(super) fn bill(&self, place: usize) -> Option<EightyPercent> {
        eighty_percent(&self.bills[place])
    }

    /// The range of the volume at a place in the list; `None` if it is the same in all draws.
    pub(super) fn volume(&self, place: usize) -> Option<EightyPercent> {
        eighty_percent(&self.volumes[place])
    }
}

fn eighty_percent(values: &[f64]) -> Option<EightyPercent> {
    let Quantiles { p10, p90, .. } = quantiles_of(&[values])?;
    let is_wide = p90 - p10 > ROUNDING * p90.abs();
    is_wide.then_some(EightyPercent {
        low: p10,
        high: p90,
    })
}
