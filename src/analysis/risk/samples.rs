//! The uncertain inputs of a scenario, and a column of drawn values for each.
//!
//! The inverse of each distribution is tabulated as cubics, since evaluating it exactly for every draw would take most of a run.

use std::collections::VecDeque;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use pulp::{Arch, NullaryFnOnce};
use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::scenario::domain::Domain;
use crate::scenario::inputs::{self, Input};
use crate::scenario::{Estimate, Scenario};

use super::lanes::{BLOCK, BlockArray};
use super::sobol::Dimension;

/// The seed of the first scramble. It is fixed, so that a result changes only if the scenario does.
pub const SEED: u32 = 2027;

/// An uncertain input, ready to be drawn.
#[derive(Debug, Clone)]
pub struct UncertainInput {
    /// The input that is drawn.
    pub input: &'static Input,
    domain: Domain,
    /// Its dimension of the Sobol sequence: its place among all inputs that can be uncertain, so that its draws don't depend on which
    /// others are uncertain.
    dimension: usize,
    table: Arc<Table>,
}

impl UncertainInput {
    /// All uncertain inputs of a scenario, in the order of the table of inputs.
    pub fn all_in(scenario: &Scenario) -> Vec<Self> {
        inputs::uncertain(scenario)
            .filter_map(|(input, estimate, domain)| {
                Some(Self {
                    input,
                    domain,
                    dimension: dimension_of(Some(input))?,
                    table: Table::for_estimate(estimate, domain),
                })
            })
            .collect()
    }

    /// The coordinates of the draws `first`.. of a scramble, as if no inputs moved together. `first` is a multiple of [`BLOCK`].
    pub fn coordinates(&self, scramble: u32, first: u32, coordinates: &mut [u32; BLOCK]) {
        Arch::new().dispatch(FillCoordinates {
            dimension: Dimension::new(self.dimension, SEED + scramble),
            first,
            coordinates,
        });
    }

    /// The values of the input at these coordinates.
    pub fn values(&self, coordinates: &[u32; BLOCK], values: &mut BlockArray) {
        Arch::new().dispatch(FillValues {
            table: &self.table,
            domain: &self.domain,
            coordinates,
            values,
        });
    }
}

/// The ends of the paths of estimates that came after the first version, in that order, and [`SUCCEEDS`]. Their dimensions come after those of
/// all others, so that a new input gives no other one different draws: one that is added belongs to the end of this list.
const LATER: [&str; 15] = [
    "hourly_rate",
    "workload.active_hours_per_month",
    "workload.calls_per_conversation",
    "workload.error_cost",
    ".model_retires_month",
    ".model_life_months",
    ".coverage",
    ".retrainings_per_year",
    ".base_model_retires_month",
    ".query_cost",
    ".error_rate",
    ".hours_per_month",
    ".overhead",
    ".success_chance",
    SUCCEEDS,
];

/// Stands in [`LATER`] for whether fine-tuning succeeds, which is no input.
const SUCCEEDS: &str = "it succeeds";

/// All inputs that can be uncertain, in the order of their dimensions; `None` stands for whether fine-tuning succeeds.
static DIMENSIONS: LazyLock<Vec<Option<&'static Input>>> = LazyLock::new(|| {
    let place = |dimension: Option<&Input>| {
        let path = dimension.map_or(SUCCEEDS, |input| input.path);
        let place = LATER.iter().position(|end| path.ends_with(end));
        place.map_or(0, |place| place + 1)
    };
    let all = inputs::estimates().map(Some).chain([None]);
    let mut all: Vec<Option<&'static Input>> = all.collect();
    // The order of the table stays among those that came at the same time.
    all.sort_by_key(|dimension| place(*dimension));
    all
});

/// The dimension of an input, or of whether fine-tuning succeeds.
pub(super) fn dimension_of(what: Option<&Input>) -> Option<usize> {
    DIMENSIONS.iter().position(|other| *other == what)
}

/// Fills the coordinates of a block, compiled for the widest instructions of this machine.
struct FillCoordinates<'a> {
    dimension: Dimension,
    first: u32,
    coordinates: &'a mut [u32; BLOCK],
}

impl NullaryFnOnce for FillCoordinates<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.dimension.fill(self.first, self.coordinates);
    }
}

/// Fills the values of a block, compiled likewise.
struct FillValues<'a> {
    table: &'a Table,
    domain: &'a Domain,
    coordinates: &'a [u32; BLOCK],
    values: &'a mut BlockArray,
}

impl NullaryFnOnce for FillValues<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.table.look_up(self.coordinates, self.values);
        let Domain { min, max, .. } = *self.domain;
        for value in self.values.iter_mut() {
            let inside = if *value < min { min } else { *value };
            *value = if inside > max { max } else { inside };
        }
    }
}

/// Halvings of the distance to either end of (0, 1) that the table covers: down to half a unit of a coordinate.
const OCTAVES: usize = 32;
/// Cells in each octave.
const CELLS_PER_OCTAVE: usize = 8;
/// Cells in each half of (0, 1).
const CELLS_PER_SIDE: usize = OCTAVES * CELLS_PER_OCTAVE;
/// Low bits of a distance that are dropped to get its cell: the exponent and three bits of the fraction remain.
const DROPPED_BITS: u32 = 49;
/// What remains of the bits of 0.5.
const BITS_OF_HALF: u64 = 0.5_f64.to_bits() >> DROPPED_BITS;

/// The inverse of a distribution function, as a cubic in each of many cells that get narrower towards both ends: those of the lower half
/// first, from the middle down, then those of the upper half, from the middle up.
#[derive(Debug, Clone)]
pub(super) struct Table {
    cells: Box<Cells>,
}

/// Cells in both halves.
const CELL_COUNT: usize = 2 * CELLS_PER_SIDE;
type Cells = [[f64; 4]; CELL_COUNT];

/// The tables used most recently. Computing one takes longer than drawing from it, and editing one input leaves the tables of the others
/// as they are.
static CACHE: Mutex<VecDeque<CacheEntry>> = Mutex::new(VecDeque::new());
type CacheEntry = ((Estimate, Domain), Arc<Table>);
/// Enough tables for the uncertain inputs of a scenario, and for a few that dragging a slider leaves behind.
const MAX_CACHED_TABLES: usize = 64;

impl Table {
    /// The table of an estimate's distribution within a domain, from the cache if it is there.
    fn for_estimate(estimate: Estimate, domain: Domain) -> Arc<Self> {
        let cache = || CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (estimate, domain);
        {
            let mut cache = cache();
            let found = cache.iter().position(|(other, _)| *other == key);
            if let Some(used) = found.and_then(|index| cache.remove(index)) {
                // The most recently used table is in front, so that the least recently used one is dropped.
                cache.push_front(used.clone());
                return used.1;
            }
        }
        let table = Arc::new(Self::new(|p| estimate.quantile(p, &domain)));
        let mut cache = cache();
        cache.push_front((key, Arc::clone(&table)));
        cache.truncate(MAX_CACHED_TABLES);
        table
    }

    /// The table of normal scores, which are of a standard normal distribution.
    pub(super) fn of_scores() -> Arc<Self> {
        static SCORES: LazyLock<Arc<Table>> =
            LazyLock::new(|| Arc::new(Table::new(|p| Normal::standard().inverse_cdf(p))));
        Arc::clone(&SCORES)
    }

    /// The values at these coordinates.
    #[inline(always)]
    pub(super) fn look_up(&self, coordinates: &[u32; BLOCK], values: &mut BlockArray) {
        // Each step runs over all draws before the next one, so that all but the table look-up compile to wide instructions.
        let mut cells = [0_u16; BLOCK];
        let mut fractions = [0.0; BLOCK];
        for ((cell, fraction), &coordinate) in cells.iter_mut().zip(&mut fractions).zip(coordinates)
        {
            (*cell, *fraction) = cell_of(coordinate);
        }
        for ((value, &cell), &x) in values.iter_mut().zip(&cells).zip(&fractions) {
            let [constant, linear, square, cube] = self.cells[usize::from(cell) % CELL_COUNT];
            *value = constant + x * (linear + x * (square + x * cube));
        }
    }

    fn new(inverse: impl Fn(f64) -> f64) -> Self {
        let mut cells = Box::new([[0.0; 4]; CELL_COUNT]);
        let (lower, upper) = cells.split_at_mut(CELLS_PER_SIDE);
        fill_side(lower, &inverse);
        fill_side(upper, |t| inverse(1.0 - t));
        Self { cells }
    }
}

/// Fills the cells of one half, from the middle outwards; `value_at` takes the distance from the end, up to 0.5.
fn fill_side(cells: &mut [[f64; 4]], value_at: impl Fn(f64) -> f64) {
    let mut at_end = value_at(0.5);
    for (cell, cubic) in (0..).zip(cells) {
        // Cell 0 ends at 0.5.
        let start = f64::from_bits((BITS_OF_HALF - 1 - cell) << DROPPED_BITS);
        let end = f64::from_bits((BITS_OF_HALF - cell) << DROPPED_BITS);
        let third = (end - start) / 3.0;
        let at_start = value_at(start);
        *cubic = cubic_through([
            at_start,
            value_at(start + third),
            value_at(start + 2.0 * third),
            at_end,
        ]);
        at_end = at_start;
    }
}

/// The coefficients, constant first, of the cubic with these values at 0, 1/3, 2/3 and 1.
pub(super) fn cubic_through([f0, f1, f2, f3]: [f64; 4]) -> [f64; 4] {
    [
        f0,
        -5.5 * f0 + 9.0 * f1 - 4.5 * f2 + f3,
        9.0 * f0 - 22.5 * f1 + 18.0 * f2 - 4.5 * f3,
        -4.5 * f0 + 13.5 * f1 - 13.5 * f2 + 4.5 * f3,
    ]
}

/// The cell of a coordinate, and the position within the cell, 0..1, of the middle of the interval of length 2^−32 that the coordinate
/// stands for.
#[inline(always)]
fn cell_of(coordinate: u32) -> (u16, f64) {
    // The distance to the nearer end, and whether that is the upper end.
    let upper = coordinate >> 31;
    let distance = coordinate ^ upper.wrapping_neg();
    let t = (f64::from(distance) + 0.5) / 4_294_967_296.0;
    let bits = t.to_bits();
    let cell = (BITS_OF_HALF - 1).wrapping_sub(bits >> DROPPED_BITS) as u16
        + upper as u16 * CELLS_PER_SIDE as u16;
    // The dropped bits as the fraction of a number between 1 and 2.
    let fraction = f64::from_bits((bits << (64 - DROPPED_BITS) >> 12) | 1.0_f64.to_bits()) - 1.0;
    (cell, fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::domain::{Amount, Bounds as _, Growth, Share};

    #[test]
    fn what_came_later_has_dimensions_after_all_others() {
        let all = &*DIMENSIONS;
        assert!(all.len() <= super::super::sobol::DIMENSIONS);
        let path = |dimension: Option<&Input>| dimension.map_or(SUCCEEDS, |input| input.path);
        let is_later =
            |dimension: Option<&Input>| LATER.iter().any(|end| path(dimension).ends_with(end));
        let first = all.iter().position(|one| is_later(*one)).unwrap();
        assert!(all[first..].iter().all(|one| is_later(*one)));
        let of_table: Vec<_> = inputs::estimates()
            .map(Some)
            .filter(|input| !is_later(*input))
            .collect();
        assert_eq!(all[..first], of_table[..]);
        for end in LATER {
            assert!(all.iter().any(|one| path(*one).ends_with(end)), "{end}");
        }
        assert_eq!(dimension_of(None).map(|place| all[place]), Some(None));
    }

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
            let table = Table::for_estimate(estimate, domain);
            let width = estimate.quantile(0.9, &domain) - estimate.quantile(0.1, &domain);
            for p in [
                1e-7, 1e-4, 0.011, 0.05, 0.26, 0.4999, 0.5001, 0.77, 0.95, 0.999, 0.999_999,
            ] {
                let coordinate = (p * 4_294_967_296.0) as u32;
                let at = (f64::from(coordinate) + 0.5) / 4_294_967_296.0;
                let (cell, x) = cell_of(coordinate);
                let [constant, linear, square, cube] = table.cells[usize::from(cell)];
                let found = constant + x * (linear + x * (square + x * cube));
                let wanted = estimate.quantile(at, &domain);
                assert!(
                    (found - wanted).abs() < 2e-6 * (width + wanted.abs()),
                    "{estimate:?} at {p}: {found}, not {wanted}"
                );
            }
        }
    }
}
