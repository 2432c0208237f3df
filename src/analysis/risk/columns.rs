//! The uncertain inputs of a scenario, and their draws: a column of values for each.

use crate::scenario::domain::Domain;
use crate::scenario::inputs::{INPUTS, Input, Kind, Value};
use crate::scenario::{Estimate, Scenario};

use super::sobol::{Dimension, unit};

/// Seed of the first scramble: always the same, so that a change of the picture is a change of the scenario.
pub const SEED: u32 = 2027;

/// Halvings of the distance to either end of (0, 1) that the table follows.
const OCTAVES: usize = 27;
/// Cells in each of them.
const CELLS: usize = 8;
/// What stays of a number's bits to tell its cell: sign, exponent, and three bits of the fraction.
const KEPT: u32 = 49;
/// 0.5, in these bits.
const HALF: u64 = 0.5_f64.to_bits() >> KEPT;

/// An uncertain input.
#[derive(Debug, Clone)]
pub struct Uncertain {
    /// The input.
    pub input: &'static Input,
    /// What is known of it.
    pub estimate: Estimate,
    domain: Domain,
    /// Its dimension: its place in the table of inputs, so that an input's draws don't depend on which others are uncertain.
    dimension: usize,
    table: Table,
}

/// The inverse of a distribution function, by cubics in cells that get smaller towards both ends.
#[derive(Debug, Clone)]
struct Table {
    lower: Vec<[f64; 4]>,
    upper: Vec<[f64; 4]>,
}

impl Table {
    fn new(inverse: impl Fn(f64) -> f64) -> Self {
        let side = |at: &dyn Fn(f64) -> f64| {
            (0..(OCTAVES * CELLS) as u64)
                .map(|cell| {
                    // Cell 0 ends at 0.5.
                    let start = f64::from_bits((HALF - 1 - cell) << KEPT);
                    let end = f64::from_bits((HALF - cell) << KEPT);
                    let third = (end - start) / 3.0;
                    cubic([
                        at(start),
                        at(start + third),
                        at(start + 2.0 * third),
                        at(end),
                    ])
                })
                .collect()
        };
        Self {
            lower: side(&|t| inverse(t)),
            upper: side(&|t| inverse(1.0 - t)),
        }
    }

    fn at(&self, p: f64) -> f64 {
        let (t, side) = if p < 0.5 {
            (p, &self.lower)
        } else {
            (1.0 - p, &self.upper)
        };
        let bits = t.to_bits();
        let cell = ((HALF - 1).saturating_sub(bits >> KEPT) as usize).min(OCTAVES * CELLS - 1);
        // Where in its cell, 0..1: the bits that don't tell the cell, behind a leading 1.
        let part = f64::from_bits((bits << (64 - KEPT) >> 12) | 1.0_f64.to_bits()) - 1.0;
        let [constant, linear, square, cube] = side[cell];
        constant + part * (linear + part * (square + part * cube))
    }
}

/// The cubic through values at 0, 1/3, 2/3 and 1.
fn cubic([f0, f1, f2, f3]: [f64; 4]) -> [f64; 4] {
    [
        f0,
        -5.5 * f0 + 9.0 * f1 - 4.5 * f2 + f3,
        9.0 * f0 - 22.5 * f1 + 18.0 * f2 - 4.5 * f3,
        -4.5 * f0 + 13.5 * f1 - 13.5 * f2 + 4.5 * f3,
    ]
}

impl Uncertain {
    /// The uncertain inputs of a scenario that have a place in it, in the order of the table of inputs.
    pub fn of(scenario: &Scenario) -> Vec<Self> {
        let mut estimates = 0;
        let mut found = Vec::new();
        for input in INPUTS.iter() {
            let Kind::Estimate { domain, .. } = input.kind else {
                continue;
            };
            let dimension = estimates;
            estimates += 1;
            if let Value::Estimate(estimate) = input.value(scenario)
                && estimate.is_uncertain()
            {
                found.push(Self {
                    input,
                    estimate,
                    domain,
                    dimension,
                    table: Table::new(|p| estimate.quantile(p, &domain)),
                });
            }
        }
        found
    }

    /// Draws `first`.. of a scramble: the coordinates and the values that they stand for. The length is a power of two, and
    /// `first` a multiple of it.
    pub fn fill(&self, scramble: u32, first: u32, coordinates: &mut [u32], values: &mut [f64]) {
        Dimension::new(self.dimension, SEED + scramble).fill(first, coordinates);
        for (value, &coordinate) in values.iter_mut().zip(&*coordinates) {
            *value = self.domain.nearest(self.table.at(unit(coordinate)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::domain::{Amount, Bounds as _, Growth, Share};

    #[test]
    fn the_table_is_the_inverse_of_the_distribution() {
        let between = |low, high| Estimate::Between { low, high };
        let pert = |low, likely, high| Estimate::Pert { low, likely, high };
        for (estimate, domain) in [
            (between(20_000.0, 60_000.0), Amount::DOMAIN),
            (between(0.02, 0.6), Share::DOMAIN),
            (between(-0.02, 0.05), Growth::DOMAIN),
            (pert(1.0, 2.0, 5.0), Amount::DOMAIN),
            (pert(0.0, 0.0, 1.0), Amount::DOMAIN),
            (pert(0.0, 3.0, 3.0), Amount::DOMAIN),
        ] {
            let table = Table::new(|p| estimate.quantile(p, &domain));
            let width = estimate.quantile(0.9, &domain) - estimate.quantile(0.1, &domain);
            for p in [
                1e-7, 1e-4, 0.011, 0.05, 0.26, 0.4999, 0.5001, 0.77, 0.95, 0.999, 0.999_999,
            ] {
                let (found, wanted) = (table.at(p), estimate.quantile(p, &domain));
                assert!(
                    (found - wanted).abs() < 2e-6 * (width + wanted.abs()),
                    "{estimate:?} at {p}: {found}, not {wanted}"
                );
            }
        }
    }
}
