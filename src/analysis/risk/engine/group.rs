//! A group of draws that go through the months together, and the numbers of their inputs.

use pulp::Simd;

use crate::analysis::risk::lanes::{BlockArray, Lanes};
use crate::analysis::risk::model_inputs::{AnnualRate, Source, TokenPrices};

/// Draws in a group: enough that some registers are computed while others wait for a result, and few enough that all their numbers fit into
/// the L1 cache.
pub const GROUP: usize = 64;

/// A number for each draw of a group, aligned for the widest registers.
#[derive(Clone)]
#[repr(align(64))]
pub struct Group(pub [f64; GROUP]);

impl Default for Group {
    fn default() -> Self {
        Self([0.0; GROUP])
    }
}

/// The number of registers that hold a group.
pub const fn places<S: Simd>() -> usize {
    GROUP / S::F64_LANES
}

impl Group {
    /// Loads a register of the group.
    #[inline(always)]
    pub fn load<S: Simd>(&self, simd: S, place: usize) -> Lanes<S> {
        Lanes::load(simd, &self.0, place)
    }

    /// Stores a register of the group.
    #[inline(always)]
    pub fn store<S: Simd>(&mut self, place: usize, numbers: Lanes<S>) {
        numbers.store(&mut self.0, place);
    }

    /// Multiplies each number by that of another group.
    #[inline(always)]
    pub fn multiply<S: Simd>(&mut self, simd: S, by: &Self) {
        for place in 0..places::<S>() {
            self.store(place, self.load(simd, place) * by.load(simd, place));
        }
    }

    /// Copies the numbers of another group.
    #[inline(always)]
    pub fn copy(&mut self, other: &Self) {
        self.0.copy_from_slice(&other.0);
    }
}

/// The inputs of the draws in one register.
#[derive(Clone, Copy)]
pub struct RegisterInputs<'a, S> {
    pub simd: S,
    pub columns: &'a [BlockArray],
    /// The index of the register in the block.
    pub place: usize,
}

impl<S: Simd> RegisterInputs<'_, S> {
    /// The same number for all draws.
    #[inline(always)]
    pub fn splat(&self, number: f64) -> Lanes<S> {
        Lanes::new(self.simd, number)
    }

    /// The numbers of a column.
    #[inline(always)]
    pub fn column(&self, column: usize) -> Lanes<S> {
        Lanes::load(self.simd, &self.columns[column], self.place)
    }

    /// The numbers of an input.
    #[inline(always)]
    pub fn at(&self, source: Source) -> Lanes<S> {
        match source {
            Source::Same(number) => self.splat(number),
            Source::Column(column) => self.column(column),
        }
    }

    /// The prices of input, cached input, cache writes and output.
    #[inline(always)]
    pub fn prices(&self, prices: &TokenPrices) -> [Lanes<S>; 4] {
        [
            self.at(prices.input),
            self.at(prices.cached_input),
            self.at(prices.cache_write),
            self.at(prices.output),
        ]
    }

    /// The factor of one month from a rate per year.
    #[inline(always)]
    pub fn monthly(&self, rate: AnnualRate) -> Lanes<S> {
        match rate {
            AnnualRate::Same(factor) => self.splat(factor),
            AnnualRate::Column(column) => (self.column(column) + 1.0).twelfth_root(),
        }
    }
}
