//! Scrambled Sobol draws: points that fill the unit cube more evenly than random ones.
//!
//! Sobol's sequence with the direction numbers of Joe and Kuo (2008), the first point kept, in powers of two (A. Owen, "On dropping
//! the first Sobol' point", 2020). Each dimension is scrambled by a nested uniform scramble (A. Owen, 1995), in the hashed form of
//! B. Burley, "Practical hash-based Owen scrambling", JCGT 9 (2020), with the constants of N. Vegdahl.

use std::sync::LazyLock;

/// Bits of a coordinate.
const BITS: usize = 32;

/// Dimensions that there are direction numbers for: more than a scenario has estimates.
pub const DIMENSIONS: usize = 128;

/// The numbers that the points of one dimension are made of, bit 31 first, each with its bits reversed: what is scrambled is the
/// reversed number.
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

/// From a line of the table: "dimension degree coefficients m_1 … m_s".
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

/// One dimension of one scramble.
#[derive(Debug, Clone, Copy)]
pub struct Dimension {
    directions: &'static Directions,
    seed: u32,
}

impl Dimension {
    /// Dimension `place` (less than [`DIMENSIONS`]) of the scramble with this seed.
    pub fn new(place: usize, seed: u32) -> Self {
        Self {
            directions: &DIRECTIONS[place],
            seed: mixed(seed ^ mixed(place as u32 + 1)),
        }
    }

    /// Coordinates of the points `first`.., as parts of 2³². `first` is a multiple of the length, which is a power of two.
    #[inline(always)]
    pub fn fill(&self, first: u32, coordinates: &mut [u32]) {
        let above = self.unscrambled(first);
        // The lower bits of the place: each new one doubles what is known.
        coordinates[0] = above;
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

    #[inline(always)]
    fn unscrambled(&self, place: u32) -> u32 {
        (0..BITS)
            .filter(|bit| (place >> bit) & 1 == 1)
            .fold(0, |sum, bit| sum ^ self.directions[bit])
    }

    /// Each bit of the reversed number changes only with those below it, which is what a nested scramble is.
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
        // Their example, sobol.cc, 10 points in 3 dimensions; here in the order of the place, not of its Gray code.
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
