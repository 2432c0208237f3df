//! The saving and break-even of a scenario with one input changed and all others at their base values.

use crate::analysis::approach::ROUNDING;
use crate::analysis::ledger::Ledger;
use crate::analysis::risk::engine::Engine;
use crate::analysis::risk::engine::block::BlockOutcomes;
use crate::analysis::risk::lanes::BLOCK;
use crate::analysis::risk::model_inputs::ModelInputs;
use crate::analysis::strategy::{Strategy, total};
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

/// A scenario with one input varied at a time; every query for a value restores the original.
pub(super) struct Sensitivity<'a> {
    pub(super) original: &'a Scenario,
    scenario: Scenario,
    /// S of the original.
    pub(super) saving: f64,
    /// Tolerance for S = 0: the rounding error of totals of this size.
    pub(super) rounding: f64,
    /// The original's inputs, all at their base values.
    pub(super) inputs: ModelInputs,
}

impl<'a> Sensitivity<'a> {
    pub(super) fn new(original: &'a Scenario) -> Self {
        let (prompting, fine_tuning) = totals(original);
        Self {
            original,
            scenario: original.clone(),
            saving: prompting - fine_tuning,
            rounding: ROUNDING * prompting.max(fine_tuning),
            inputs: ModelInputs::new(original, &[]),
        }
    }

    /// S with `input` set to exactly `value`.
    pub(super) fn saving_at(&mut self, input: &Input, value: f64) -> f64 {
        let saving = match input.set_exactly(&mut self.scenario, value) {
            Ok(()) => {
                let (prompting, fine_tuning) = totals(&self.scenario);
                prompting - fine_tuning
            }
            // Callers stay within the domain.
            Err(_) => self.saving,
        };
        // Restoring the original value can't fail.
        let _ = input.set(&mut self.scenario, input.value(self.original));
        saving
    }
}

fn totals(scenario: &Scenario) -> (f64, f64) {
    let ledger = Ledger::new(scenario);
    (
        total(&ledger, Strategy::Prompting),
        total(&ledger, Strategy::SwitchAt(0)),
    )
}

/// S and break-even in months at each of many values of one input, with all others at their base values. `None` if the input doesn't
/// enter the model. Runs on the engine of the draws, which evaluates a block of values at once.
pub(super) fn outcomes_at(
    sensitivity: &Sensitivity<'_>,
    input: &'static Input,
    values: &[f64],
) -> Option<Vec<(f64, Option<f64>)>> {
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
        outcomes.extend(draws.map(|draw| (block.saving(draw), block.break_even_month(draw))));
    }
    Some(outcomes)
}
