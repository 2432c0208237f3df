//! Scrambled Sobol points, which fill the unit cube more evenly than random points.
//!
//! Sobol's sequence with the direction numbers of Joe and Kuo (2008). Runs take a power of two of points and include the first one
//! (A. Owen, "On dropping the first Sobol' point", 2020). Each dimension is scrambled by a nested uniform scramble (A. Owen, 1995), in the
//! hashed form of B. Burley, "Practical hash-based Owen scrambling", JCGT 9 (2020), with the constants of N. Vegdahl.

use std::sync::LazyLock;

/// Bits in a coordinate.
const BITS: usize = 32;

/// The number of dimensions in the table of direction numbers: more than a scenario has estimates.
pub const DIMENSIONS: usize = 128;

/// The direction numbers of one dimension. Their bits are reversed, because the scramble works on reversed coordinates.
type Directions = [u32; BITS];

static DIRECTIONS: LazyLock<Vec<Directions>> = LazyLock::new(|| {
    let table = include_str!("../../../assets/sobol.txt");
    let first = std::array::from_fn(|bit| 1 << bit);
    std::iter::once(first)
        .chain(
            table
                .lines()
                .filter(|line| !line.starts_with('#'))
                .map(directions),
        )
        .collect()
});

/// The direction numbers from a line of the table: "dimension degree coefficients m_1 … m_s".
fn directions(line: &str) -> Directions {
    let numbers: Vec<u32> = line
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    let (degree, coefficients, initial) = (numbers[1] as usize, numbers[2], &numbers[3..]);
    let mut v = [0_u32; BITS];
    for bit in 0..BITS {
        v[bit] = if bit < degree {
            initial[bit] << (BITS - 1 - bit)
        } else {
            let mut next = v[bit - degree] ^ (v[bit - degree] >> degree);
            for place in 1..degree {
                if (coefficients >> (degree - 1 - place)) & 1 == 1 {
                    next ^= v[bit - place];
                }
            }
            next
        };
    }
    v.map(u32::reverse_bits)
}

/// One dimension of a scrambled sequence.
#[derive(Debug, Clone, Copy)]
pub struct Dimension {
    directions: &'static Directions,
    seed: u32,
}

impl Dimension {
    /// The dimension with this index, less than [`DIMENSIONS`], scrambled with this seed.
    pub fn new(index: usize, seed: u32) -> Self {
        Self {
            directions: &DIRECTIONS[index],
            seed: mixed(seed ^ mixed(index as u32 + 1)),
        }
    }

    /// Coordinates of the points `first`.., in units of 2^−32. `first` is a multiple of the length, which is a power of two.
    ///
    /// ```
    /// use breakeven::analysis::risk::sobol::Dimension;
    ///
    /// let mut coordinates = [0; 16];
    /// Dimension::new(3, 2027).fill(0, &mut coordinates);
    /// // 16 points, one in each sixteenth of the interval.
    /// coordinates.sort_unstable();
    /// assert!((0..16).all(|i| coordinates[i] >> 28 == i as u32));
    /// ```
    #[inline(always)]
    pub fn fill(&self, first: u32, coordinates: &mut [u32]) {
        coordinates[0] = self.unscrambled(first);
        // Each further bit of the index doubles the number of known points.
        let mut known = 1;
        for direction in self.directions {
            if known >= coordinates.len() {
                break;
            }
            let (done, next) = coordinates.split_at_mut(known);
            for (next, done) in next.iter_mut().zip(done) {
                *next = *done ^ direction;
            }
            known *= 2;
        }
        for coordinate in coordinates {
            *coordinate = self.scrambled(*coordinate);
        }
    }

    /// The reversed coordinate of a point before scrambling.
    #[inline(always)]
    fn unscrambled(&self, index: u32) -> u32 {
        (0..BITS)
            .filter(|bit| (index >> bit) & 1 == 1)
            .fold(0, |sum, bit| sum ^ self.directions[bit])
    }

    /// The scrambled coordinate. Each bit of the reversed number depends only on itself and the bits below it, as a nested scramble
    /// requires.
    #[inline(always)]
    fn scrambled(&self, reversed: u32) -> u32 {
        let mut x = reversed;
        x ^= x.wrapping_mul(0x3d20_adea);
        x = x.wrapping_add(self.seed);
        x = x.wrapping_mul((self.seed >> 16) | 1);
        x ^= x.wrapping_mul(0x0552_6c56);
        x ^= x.wrapping_mul(0x53a2_2864);
        x.reverse_bits()
    }
}

/// A hash of 32 bits (the finaliser of MurmurHash3).
fn mixed(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x85eb_ca6b);
    x ^= x >> 13;
    x = x.wrapping_mul(0xc2b2_ae35);
    x ^ (x >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_points_are_those_of_joe_and_kuo() {
        // The example in their sobol.cc, 10 points in 3 dimensions, but in order of the index instead of its Gray code.
        let points = |dimension: usize| {
            [1_u32, 2, 3, 4].map(|place| {
                let reversed = Dimension::new(dimension, 0).unscrambled(place);
                f64::from(reversed.reverse_bits()) / 4_294_967_296.0
            })
        };
        assert_eq!(points(0), [0.5, 0.25, 0.75, 0.125]);
        assert_eq!(points(1), [0.5, 0.75, 0.25, 0.625]);
        assert_eq!(points(2), [0.5, 0.75, 0.25, 0.375]);
    }

    #[test]
    fn every_dimension_has_one_point_in_each_cell() {
        for place in 0..DIMENSIONS {
            let mut seen = [false; 1024];
            let mut coordinates = [0; 256];
            for first in [0, 256, 512, 768] {
                Dimension::new(place, 7).fill(first, &mut coordinates);
                for coordinate in coordinates {
                    let cell = &mut seen[(coordinate >> 22) as usize];
                    assert!(!*cell, "two points in a cell of dimension {place}");
                    *cell = true;
                }
            }
        }
    }
}
