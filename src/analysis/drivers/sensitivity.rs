//! The saving and break-even of a scenario with one input changed and all others at their base values.

use crate::analysis::approach::{Approach, ROUNDING, cheaper_of};
use crate::analysis::ledger::Ledger;
use crate::analysis::risk::engine::Engine;
use crate::analysis::risk::engine::block::BlockOutcomes;
use crate::analysis::risk::lanes::BLOCK;
use crate::analysis::risk::model_inputs::ModelInputs;
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

/// S as the difference of its two totals, how far their rounding may move it, and which of them is less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::analysis) struct Saving {
    pub(super) amount: f64,
    pub(super) rounding: f64,
    /// The cheaper approach; `None` if the difference is no more than rounding.
    pub(in crate::analysis) cheaper: Option<Approach>,
}

impl Saving {
    fn new(prompting: f64, fine_tuning: f64) -> Self {
        Self {
            amount: prompting - fine_tuning,
            rounding: ROUNDING * prompting.max(fine_tuning),
            cheaper: cheaper_of(prompting, fine_tuning),
        }
    }

    fn of(scenario: &Scenario) -> Self {
        let ledger = Ledger::new(scenario);
        Self::new(
            total(&ledger, Strategy::Prompting),
            total(&ledger, Strategy::SwitchAt(0)),
        )
    }

    /// S as people are told it: 0 if the difference is no more than rounding.
    pub(in crate::analysis) fn told(self) -> f64 {
        if self.cheaper.is_some() {
            self.amount
        } else {
            0.0
        }
    }
}

/// A scenario with one input varied at a time; every query for a value restores the original.
#[derive(Clone)]
pub(in crate::analysis) struct Sensitivity<'a> {
    pub(super) original: &'a Scenario,
    scenario: Scenario,
    /// S of the original.
    pub(in crate::analysis) saving: Saving,
    /// The original's inputs, all at their base values.
    pub(super) inputs: ModelInputs,
}

impl<'a> Sensitivity<'a> {
    pub(in crate::analysis) fn new(original: &'a Scenario) -> Self {
        Self {
            original,
            scenario: original.clone(),
            saving: Saving::of(original),
            inputs: ModelInputs::new(original, &[]),
        }
    }

    /// S with `input` set to exactly `value`.
    pub(in crate::analysis) fn saving_at(&mut self, input: &Input, value: f64) -> Saving {
        let saving = match input.set_exactly(&mut self.scenario, value) {
            Ok(()) => Saving::of(&self.scenario),
            Err(error) => {
                debug_assert!(false, "callers stay within the domain: {error}");
                self.saving
            }
        };
        // Restoring the original value can't fail.
        let _ = input.set(&mut self.scenario, input.value(self.original));
        saving
    }
}

/// S and break-even in months at each of many values of one input, with all others at their base values. `None` if the input doesn't
/// enter the model. Runs on the engine of the draws, which evaluates a block of values at once.
pub(super) fn outcomes_at(
    sensitivity: &Sensitivity<'_>,
    input: &'static Input,
    values: &[f64],
) -> Option<Vec<(Saving, Option<f64>)>> {
    let inputs = ModelInputs::new(sensitivity.original, &[input]);
    if inputs == sensitivity.inputs {
        return None;
    }
    let mut engine = Engine::new(&inputs);
    let mut block = BlockOutcomes::new();
    let mut outcomes = Vec::with_capacity(values.len());
    for values in values.chunks(BLOCK) {
        let mut column = [values[0]; BLOCK];
        column[..values.len()].copy_from_slice(values);
        engine.evaluate(values.len(), &[column], &mut block, None);
        let draws = 0..values.len();
        outcomes.extend(draws.map(|draw| {
            let saving = Saving::new(block.prompting[draw], block.fine_tuning[draw]);
            (saving, block.break_even_month(draw))
        }));
    }
    Some(outcomes)
}
