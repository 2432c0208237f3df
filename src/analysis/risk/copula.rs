//! Uncertain inputs that move together: a Gaussian copula (docs/formulas.md §6). The normal scores of the inputs get the stated correlations, and each
//! input keeps its own distribution.
//!
//! Scores are looked up in the coordinates of the draws, weighted, and turned into coordinates again, so that whatever goes by coordinates
//! needn't know of it: the values of the inputs, and the slices of their distributions.

use std::sync::{Arc, LazyLock};

use pulp::{Arch, NullaryFnOnce};
use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::scenario::Scenario;
use crate::scenario::correlations::matrix::CorrelationMatrix;

use super::lanes::{BLOCK, BlockArray};
use super::samples::{Table, UncertainInput};

/// How the draws of the inputs that move together follow from independent ones.
#[derive(Debug, Clone)]
pub(super) struct Copula {
    /// The places of these inputs among all uncertain ones.
    places: Vec<usize>,
    /// For each of them, the weights of the independent scores up to its own.
    weights: Vec<Vec<f64>>,
    scores: Arc<Table>,
}

/// The scores of a block, an array for each input that moves with others.
#[derive(Debug, Clone)]
pub(super) struct Scores(Vec<BlockArray>);

/// Cells of the distribution function of a score.
const CELLS: usize = 1024;
/// Scores beyond this are as likely as a coordinate is small.
const END: f64 = 8.0;
const CELLS_PER_UNIT: f64 = CELLS as f64 / (2.0 * END);
/// A little before the end of the last cell.
const LAST: f64 = CELLS as f64 - 1e-6;

/// The standard normal distribution function as a cubic in each cell of [−[`END`], [`END`]].
static SHARES: LazyLock<Box<[[f64; 4]; CELLS]>> = LazyLock::new(|| {
    let below = |score: f64| Normal::standard().cdf(score);
    let third = 1.0 / CELLS_PER_UNIT / 3.0;
    let mut cells = Box::new([[0.0; 4]; CELLS]);
    for (cell, cubic) in cells.iter_mut().enumerate() {
        let start = cell as f64 / CELLS_PER_UNIT - END;
        *cubic =
            super::samples::cubic_through([0.0, 1.0, 2.0, 3.0].map(|k| below(start + k * third)));
    }
    cells
});

impl Copula {
    /// The copula of a scenario whose uncertain inputs are these; `None` if no two of them move together.
    pub(super) fn new(scenario: &Scenario, uncertain: &[UncertainInput]) -> Option<Self> {
        let place = |path: &str| uncertain.iter().position(|one| one.input.path == path);
        let pairs: Vec<(usize, usize, f64)> = scenario
            .correlations
            .iter()
            .filter_map(|pair| Some((place(&pair.a)?, place(&pair.b)?, pair.r.get())))
            .filter(|(_, _, r)| *r != 0.0)
            .collect();
        let mut places: Vec<usize> = pairs.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            return None;
        }
        let mut matrix = CorrelationMatrix::independent(places.len());
        let among = |input: usize| places.binary_search(&input).unwrap_or(0);
        for (a, b, r) in pairs {
            matrix.set(among(a), among(b), r);
        }
        Some(Self {
            weights: matrix.weights(),
            scores: Table::of_scores(),
            places,
        })
    }

    /// Room for the scores of a block.
    pub(super) fn room(&self) -> Scores {
        Scores(vec![[0.0; BLOCK]; self.places.len()])
    }

    /// Turns independent coordinates, a column for each uncertain input, into those of inputs that move together.
    pub(super) fn apply(&self, coordinates: &mut [[u32; BLOCK]], scores: &mut Scores) {
        Arch::new().dispatch(Apply {
            copula: self,
            coordinates,
            scores: &mut scores.0,
        });
    }
}

/// Turns the coordinates of a block, compiled for the widest instructions of this machine.
struct Apply<'a> {
    copula: &'a Copula,
    coordinates: &'a mut [[u32; BLOCK]],
    scores: &'a mut [BlockArray],
}

impl NullaryFnOnce for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self {
            copula,
            coordinates,
            scores,
        } = self;
        for (scores, &place) in scores.iter_mut().zip(&copula.places) {
            copula.scores.look_up(&coordinates[place], scores);
        }
        // The first of them stays as it is.
        for (own, weights) in copula.weights.iter().enumerate().skip(1) {
            let mut sums = [0.0; BLOCK];
            for (score, &weight) in scores.iter().zip(weights) {
                if weight != 0.0 {
                    for (sum, score) in sums.iter_mut().zip(score) {
                        *sum += weight * score;
                    }
                }
            }
            coordinates_of(&sums, &mut coordinates[copula.places[own]]);
        }
    }
}

/// The coordinates at which the distribution function of a score is what a coordinate stands for.
#[inline(always)]
fn coordinates_of(scores: &BlockArray, coordinates: &mut [u32; BLOCK]) {
    let cells = &**SHARES;
    for (coordinate, &score) in coordinates.iter_mut().zip(scores) {
        let at = (score + END) * CELLS_PER_UNIT;
        let at = if at > 0.0 { at } else { 0.0 };
        let at = if at < LAST { at } else { LAST };
        let cell = at as usize;
        let x = at - cell as f64;
        let [constant, linear, square, cube] = cells[cell % CELLS];
        let share = constant + x * (linear + x * (square + x * cube));
        // A coordinate stands for the interval from it to the next one, so that it is rounded down; `as` stays within its ends.
        *coordinate = (share * 4_294_967_296.0) as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_and_scores_are_each_others_inverse() {
        let mut coordinates = [0; BLOCK];
        for (place, coordinate) in coordinates.iter_mut().enumerate() {
            // Through all of the range, and near both ends.
            *coordinate = (place as u32).wrapping_mul(0x9E37_79B9) >> (place % 20);
        }
        let mut scores = [0.0; BLOCK];
        Table::of_scores().look_up(&coordinates, &mut scores);
        let mut found = [0; BLOCK];
        coordinates_of(&scores, &mut found);
        for (found, wanted) in found.iter().zip(coordinates) {
            // As good as the cubics: 1e-7 of the whole.
            assert!(found.abs_diff(wanted) < 430, "{found}, not {wanted}");
        }
    }
}
