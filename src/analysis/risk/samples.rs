//! The uncertain inputs of a scenario, and their draws: a column of values for each.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use pulp::{Arch, NullaryFnOnce};

use crate::scenario::domain::Domain;
use crate::scenario::inputs::{self, Input};
use crate::scenario::{Estimate, Scenario};

use super::lanes::{BLOCK, BlockArray};
use super::sobol::Dimension;

/// Seed of the first scramble: always the same, so that a change of the picture is a change of the scenario.
pub const SEED: u32 = 2027;

/// An uncertain input.
#[derive(Debug, Clone)]
pub struct UncertainInput {
    /// The input.
    pub input: &'static Input,
    domain: Domain,
    /// Its dimension: its place among the inputs that can be uncertain, so that its draws don't depend on which others are.
    dimension: usize,
    table: Arc<Table>,
}

impl UncertainInput {
    /// The uncertain inputs of a scenario that have a place in it, in the order of the table of inputs.
    pub fn all_in(scenario: &Scenario) -> Vec<Self> {
        let dimensions: Vec<&Input> = inputs::estimates().collect();
        inputs::uncertain(scenario)
            .filter_map(|(input, estimate, domain)| {
                Some(Self {
                    input,
                    domain,
                    dimension: dimensions.iter().position(|other| *other == input)?,
                    table: Table::of(estimate, domain),
                })
            })
            .collect()
    }

    /// Draws `first`.. of a scramble: the coordinates and the values that they stand for. `first` is a multiple of the length.
    pub fn fill(
        &self,
        scramble: u32,
        first: u32,
        coordinates: &mut [u32; BLOCK],
        values: &mut BlockArray,
    ) {
        let dimension = Dimension::new(self.dimension, SEED + scramble);
        Arch::new().dispatch(Fill {
            dimension,
            first,
            cells: &self.table.cells,
            domain: &self.domain,
            coordinates,
            values,
        });
    }
}

struct Fill<'a> {
    dimension: Dimension,
    first: u32,
    cells: &'a Cells,
    domain: &'a Domain,
    coordinates: &'a mut [u32; BLOCK],
    values: &'a mut BlockArray,
}

impl NullaryFnOnce for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.dimension.fill(self.first, self.coordinates);
        // Step by step for all draws, so that each step is done for several at once; but for the look-up, which can't be.
        let mut places = [0_u16; BLOCK];
        let mut parts = [0.0; BLOCK];
        for ((place, part), &coordinate) in
            places.iter_mut().zip(&mut parts).zip(&*self.coordinates)
        {
            (*place, *part) = place_of(coordinate);
        }
        for ((value, &place), &part) in self.values.iter_mut().zip(&places).zip(&parts) {
            let [constant, linear, square, cube] = self.cells[usize::from(place) % CELLS_IN_ALL];
            *value = constant + part * (linear + part * (square + part * cube));
        }
        let Domain { min, max, .. } = *self.domain;
        for value in self.values.iter_mut() {
            let inside = if *value < min { min } else { *value };
            *value = if inside > max { max } else { inside };
        }
    }
}

/// Halvings of the distance to either end of (0, 1) that the table follows: to half of the last bit of a coordinate.
const OCTAVES: usize = 32;
/// Cells in each of them.
const CELLS: usize = 8;
/// Cells of either side.
const SIDE: usize = OCTAVES * CELLS;
/// What stays of a number's bits to tell its cell: sign, exponent, and three bits of the fraction.
const KEPT: u32 = 49;
/// 0.5, in these bits.
const HALF: u64 = 0.5_f64.to_bits() >> KEPT;

/// The inverse of a distribution function, by cubics in cells that get smaller towards both ends: first the lower half, from the
/// middle down, then the upper half, from the middle up.
#[derive(Debug, Clone)]
struct Table {
    cells: Box<Cells>,
}

/// Both sides.
const CELLS_IN_ALL: usize = 2 * SIDE;
type Cells = [[f64; 4]; CELLS_IN_ALL];

/// Tables that were used last: making one takes longer than drawing from it, and a dragged input changes no other's.
static MADE: Mutex<VecDeque<Made>> = Mutex::new(VecDeque::new());
type Made = ((Estimate, Domain), Arc<Table>);
/// As many as a scenario has uncertain inputs, and the few that a drag leaves behind.
const MOST_MADE: usize = 64;

impl Table {
    fn of(estimate: Estimate, domain: Domain) -> Arc<Self> {
        let made = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (estimate, domain);
        let found = |made: &VecDeque<Made>| made.iter().position(|(of, _)| *of == key);
        {
            let mut made = made();
            // What is used again stays longest.
            if let Some(used) = found(&made).and_then(|place| made.remove(place)) {
                made.push_front(used.clone());
                return used.1;
            }
        }
        let table = Arc::new(Self::new(|p| estimate.quantile(p, &domain)));
        let mut made = made();
        made.push_front((key, Arc::clone(&table)));
        made.truncate(MOST_MADE);
        table
    }

    fn new(inverse: impl Fn(f64) -> f64) -> Self {
        let mut cells = Box::new([[0.0; 4]; CELLS_IN_ALL]);
        let (lower, upper) = cells.split_at_mut(SIDE);
        fill_side(lower, &inverse);
        fill_side(upper, |t| inverse(1.0 - t));
        Self { cells }
    }
}

/// `at` a distance from the end.
fn fill_side(cells: &mut [[f64; 4]], at: impl Fn(f64) -> f64) {
    let mut at_end = at(0.5);
    for (cell, cubic) in (0..).zip(cells) {
        // Cell 0 ends at 0.5.
        let start = f64::from_bits((HALF - 1 - cell) << KEPT);
        let end = f64::from_bits((HALF - cell) << KEPT);
        let third = (end - start) / 3.0;
        let at_start = at(start);
        *cubic = through([at_start, at(start + third), at(start + 2.0 * third), at_end]);
        at_end = at_start;
    }
}

/// The cubic through values at 0, 1/3, 2/3 and 1.
fn through([f0, f1, f2, f3]: [f64; 4]) -> [f64; 4] {
    [
        f0,
        -5.5 * f0 + 9.0 * f1 - 4.5 * f2 + f3,
        9.0 * f0 - 22.5 * f1 + 18.0 * f2 - 4.5 * f3,
        -4.5 * f0 + 13.5 * f1 - 13.5 * f2 + 4.5 * f3,
    ]
}

/// The cell of a coordinate, and where in that, 0..1, the middle of what the coordinate stands for is.
#[inline(always)]
fn place_of(coordinate: u32) -> (u16, f64) {
    // The distance to the nearer end, and which end that is.
    let upper = coordinate >> 31;
    let distance = coordinate ^ upper.wrapping_neg();
    let t = (f64::from(distance) + 0.5) / 4_294_967_296.0;
    let bits = t.to_bits();
    let cell = (HALF - 1).wrapping_sub(bits >> KEPT) as u16 + upper as u16 * SIDE as u16;
    // The bits that don't tell the cell, behind a leading 1.
    let part = f64::from_bits((bits << (64 - KEPT) >> 12) | 1.0_f64.to_bits()) - 1.0;
    (cell, part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::domain::{Amount, Bounds as _, Growth, Share};

    #[test]
    fn the_table_is_the_inverse_of_the_distribution() {
        let between = |low, high| Estimate::Range { low, high };
        let pert = |low, likely, high| Estimate::Pert { low, likely, high };
        for (estimate, domain) in [
            (between(20_000.0, 60_000.0), Amount::DOMAIN),
            (between(0.02, 0.6), Share::DOMAIN),
            (between(-0.02, 0.05), Growth::DOMAIN),
            (pert(1.0, 2.0, 5.0), Amount::DOMAIN),
            (pert(0.0, 0.0, 1.0), Amount::DOMAIN),
            (pert(0.0, 3.0, 3.0), Amount::DOMAIN),
        ] {
            let table = Table::of(estimate, domain);
            let width = estimate.quantile(0.9, &domain) - estimate.quantile(0.1, &domain);
            for p in [
                1e-7, 1e-4, 0.011, 0.05, 0.26, 0.4999, 0.5001, 0.77, 0.95, 0.999, 0.999_999,
            ] {
                let coordinate = (p * 4_294_967_296.0) as u32;
                let at = (f64::from(coordinate) + 0.5) / 4_294_967_296.0;
                let (place, part) = place_of(coordinate);
                let [constant, linear, square, cube] = table.cells[usize::from(place)];
                let found = constant + part * (linear + part * (square + part * cube));
                let wanted = estimate.quantile(at, &domain);
                assert!(
                    (found - wanted).abs() < 2e-6 * (width + wanted.abs()),
                    "{estimate:?} at {p}: {found}, not {wanted}"
                );
            }
        }
    }
}
