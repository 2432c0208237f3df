//! How sure a later switch is: the same draws, each put through the ledger for prompting and for the switch.

use std::convert::Infallible;

use crate::analysis::ledger::Ledger;
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::Scenario;
use crate::scenario::inputs;

use super::each_draw;
use super::lanes::BLOCK;

/// What the draws say of switching after month k instead of prompting throughout.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SwitchOdds {
    /// Share of draws in which the switch is cheaper.
    pub cheaper: f64,
    /// Mean of what it saves.
    pub mean: f64,
    /// Mean of what it loses, over all draws.
    pub loss: f64,
}

impl SwitchOdds {
    /// Draws a switch at least `wanted` times; `None` where nothing is uncertain. A ledger a draw: not for use while drawing.
    pub fn new(scenario: &Scenario, k: usize, wanted: usize) -> Option<Self> {
        let uncertain: Vec<_> = inputs::uncertain(scenario).collect();
        if uncertain.is_empty() {
            return None;
        }
        let mut drawn_scenario = scenario.clone();
        let (mut draws, mut cheaper, mut sum, mut loss) = (0.0, 0.0, 0.0, 0.0);
        let Ok(()) = each_draw(scenario, wanted, |drawn| {
            for draw in 0..BLOCK {
                for ((input, ..), column) in uncertain.iter().zip(drawn.columns) {
                    // Draws lie in the domain.
                    let _ = input.set_exactly(&mut drawn_scenario, column[draw]);
                }
                let ledger = Ledger::new(&drawn_scenario);
                let saving =
                    total(&ledger, Strategy::Prompting) - total(&ledger, Strategy::SwitchAt(k));
                draws += 1.0;
                cheaper += f64::from(u8::from(saving > 0.0));
                sum += saving;
                loss += (-saving).max(0.0);
            }
            Ok::<(), Infallible>(())
        });
        Some(Self {
            cheaper: cheaper / draws,
            mean: sum / draws,
            loss: loss / draws,
        })
    }
}
