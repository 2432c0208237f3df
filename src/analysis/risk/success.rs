//! Whether fine-tuning succeeds, drawn in a dimension of its own, and what a draw comes to in which it fails (docs/formulas.md §6).

use crate::scenario::Scenario;
use crate::scenario::inputs::Input;

use super::engine::block::{BlockCurves, BlockOutcomes};
use super::lanes::{BLOCK, BlockArray};
use super::model_inputs::Source;
use super::samples::{SEED, dimension_of};
use super::sobol::Dimension;

/// The path of p, the chance that fine-tuning succeeds. As an input that is worth knowing it stands for whether it does.
pub const PATH: &str = "fine_tuning.success_chance";

/// How it is drawn whether fine-tuning succeeds.
#[derive(Debug, Clone, Copy)]
pub struct Success {
    chance: Source,
    /// Its dimension of the Sobol sequence.
    dimension: usize,
}

/// Whether fine-tuning succeeds in the draws of a block.
#[derive(Debug, Clone)]
pub struct DrawnSuccess {
    coordinates: [u32; BLOCK],
    /// Whether it does, for each draw.
    pub succeeds: [bool; BLOCK],
    /// S if it did, for each draw.
    pub saving: BlockArray,
}

impl DrawnSuccess {
    /// Room for a block.
    pub fn new() -> Self {
        Self {
            coordinates: [0; BLOCK],
            succeeds: [true; BLOCK],
            saving: [0.0; BLOCK],
        }
    }
}

impl Default for DrawnSuccess {
    fn default() -> Self {
        Self::new()
    }
}

impl Success {
    /// How it is drawn for a scenario whose uncertain inputs are these columns; `None` if it succeeds for sure.
    pub fn new(scenario: &Scenario, columns: &[&'static Input]) -> Option<Self> {
        let column = columns.iter().position(|input| input.path == PATH);
        let base = scenario.fine_tuning.success_chance.base();
        let chance = match column {
            Some(column) => Source::Column(column),
            None if base < 1.0 => Source::Same(base),
            None => return None,
        };
        let dimension = dimension_of(None);
        debug_assert!(dimension.is_some(), "success is one of the dimensions");
        Some(Self {
            chance,
            dimension: dimension?,
        })
    }

    /// Draws whether it succeeds in the draws `first`.. of a scramble; `columns` hold the values of the uncertain inputs.
    pub fn draw(
        &self,
        scramble: u32,
        first: u32,
        columns: &[BlockArray],
        drawn: &mut DrawnSuccess,
    ) {
        let dimension = Dimension::new(self.dimension, SEED + scramble);
        dimension.fill(first, &mut drawn.coordinates);
        let draws = drawn.succeeds.iter_mut().zip(drawn.coordinates);
        for (draw, (succeeds, coordinate)) in draws.enumerate() {
            let chance = match self.chance {
                Source::Same(chance) => chance,
                Source::Column(column) => columns[column][draw],
            };
            *succeeds = (f64::from(coordinate) + 0.5) / 4_294_967_296.0 < chance;
        }
    }
}

/// Lets fine-tuning fail in the draws in which it doesn't succeed: prompting serves throughout, the upfront cost is lost, and nothing breaks even.
pub fn let_fail(
    drawn: &mut DrawnSuccess,
    outcomes: &mut BlockOutcomes,
    curves: Option<&mut BlockCurves>,
) {
    drawn.saving = outcomes.saving;
    let fails = drawn.succeeds.map(|succeeds| !succeeds);
    for draw in (0..BLOCK).filter(|draw| fails[*draw]) {
        outcomes.fine_tuning[draw] = outcomes.prompting[draw] + outcomes.upfront[draw];
        // Not the difference of the totals, whose rounding would spread what is one amount in many draws.
        outcomes.saving[draw] = 0.0 - outcomes.upfront[draw];
        outcomes.month[draw] = f64::NAN;
        outcomes.queries[draw] = f64::NAN;
    }
    let Some(curves) = curves else {
        return;
    };
    for (tuned, prompted) in curves.fine_tuning.iter_mut().zip(&curves.prompting) {
        for draw in 0..BLOCK {
            if fails[draw] {
                tuned[draw] = prompted[draw] + outcomes.upfront[draw];
            }
        }
    }
}
