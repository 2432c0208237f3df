//! Draws that go through the months together, and the numbers of the inputs in them.

use pulp::Simd;

use crate::analysis::risk::lanes::{BlockArray, Lanes};
use crate::analysis::risk::model_inputs::{Source, Tokens, Yearly};

/// How many they are: enough that one register is worked on while another waits, and few enough that all that belongs to them stays in
/// the nearest cache.
pub const GROUP: usize = 64;

/// A number of each of them, where registers are loaded at once.
#[derive(Clone)]
#[repr(align(64))]
pub struct Group(pub [f64; GROUP]);

impl Default for Group {
    fn default() -> Self {
        Self([0.0; GROUP])
    }
}

/// Registers that hold a group.
pub const fn places<S: Simd>() -> usize {
    GROUP / S::F64_LANES
}

impl Group {
    /// The numbers of a register.
    #[inline(always)]
    pub fn at<S: Simd>(&self, simd: S, place: usize) -> Lanes<S> {
        Lanes::load(simd, &self.0, place)
    }

    /// Puts the numbers of a register.
    #[inline(always)]
    pub fn put<S: Simd>(&mut self, place: usize, numbers: Lanes<S>) {
        numbers.store(&mut self.0, place);
    }

    /// Multiplies by other numbers.
    #[inline(always)]
    pub fn multiply<S: Simd>(&mut self, simd: S, by: &Self) {
        for place in 0..places::<S>() {
            self.put(place, self.at(simd, place) * by.at(simd, place));
        }
    }

    /// Takes the numbers of another.
    #[inline(always)]
    pub fn copy(&mut self, other: &Self) {
        self.0.copy_from_slice(&other.0);
    }
}

/// The inputs in one register of a group.
#[derive(Clone, Copy)]
pub struct Draws<'a, S> {
    pub simd: S,
    pub columns: &'a [BlockArray],
    /// The register's place in the block.
    pub place: usize,
}

impl<S: Simd> Draws<'_, S> {
    #[inline(always)]
    pub fn splat(&self, number: f64) -> Lanes<S> {
        Lanes::new(self.simd, number)
    }

    #[inline(always)]
    pub fn column(&self, column: usize) -> Lanes<S> {
        Lanes::load(self.simd, &self.columns[column], self.place)
    }

    #[inline(always)]
    pub fn at(&self, source: Source) -> Lanes<S> {
        match source {
            Source::Same(number) => self.splat(number),
            Source::Column(column) => self.column(column),
        }
    }

    /// Of input, cached input, cache writes and output.
    #[inline(always)]
    pub fn prices(&self, of: &Tokens) -> [Lanes<S>; 4] {
        [
            self.at(of.input),
            self.at(of.cached_input),
            self.at(of.cache_write),
            self.at(of.output),
        ]
    }

    /// The factor of one month.
    #[inline(always)]
    pub fn monthly(&self, yearly: Yearly) -> Lanes<S> {
        match yearly {
            Yearly::Same(factor) => self.splat(factor),
            Yearly::Column(column) => (self.column(column) + 1.0).twelfth_root(),
        }
    }
}
