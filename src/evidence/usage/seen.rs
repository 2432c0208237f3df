//! Which rows were read before, by 64-bit hashes: a table in a few bytes more than 8 for each row.

use std::hash::{DefaultHasher, Hash, Hasher as _};

/// Rows that are compared. At 16 M, two different ones have the same hash with a chance of 1 in 100,000.
const MOST: usize = 16_000_000;

/// Hashes are shared out by their first bits, so that inserting one moves few others.
const SHELVES: usize = 1 << 14;

/// The hashes of what was read.
pub(super) struct Seen {
    /// Each in ascending order.
    shelves: Vec<Vec<u64>>,
    count: usize,
    most: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self::with_most(MOST)
    }
}

impl Seen {
    fn with_most(most: usize) -> Self {
        Self {
            shelves: vec![Vec::new(); SHELVES],
            count: 0,
            most,
        }
    }

    /// Whether this was seen before; if not, it is from now on. Nothing more is remembered once the table is full.
    pub fn again(&mut self, hash: u64) -> bool {
        let shelf = &mut self.shelves[(hash >> (64 - SHELVES.trailing_zeros())) as usize];
        match shelf.binary_search(&hash) {
            Ok(_) => true,
            Err(place) => {
                if self.count < self.most {
                    if shelf.len() == shelf.capacity() {
                        // Less than the double, which is what a vector takes by itself.
                        shelf.reserve_exact(4 + shelf.len() / 8);
                    }
                    shelf.insert(place, hash);
                }
                self.count += 1;
                false
            }
        }
    }

    /// Whether everything was compared with everything.
    pub fn compared_all(&self) -> bool {
        self.count <= self.most
    }
}

/// The hash of a text.
pub(super) fn hash_of(text: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_seen_again() {
        let mut seen = Seen::default();
        let hashes: Vec<u64> = (0..100_000_u64).map(hash_of).collect();
        assert!(hashes.iter().all(|hash| !seen.again(*hash)));
        assert!(hashes.iter().all(|hash| seen.again(*hash)));
        assert!(seen.compared_all());
    }

    #[test]
    fn a_full_table_says_that_it_didnt_compare_all() {
        let mut seen = Seen::with_most(2);
        assert_eq!(
            [1, 2, 3, 3, 1].map(|hash| seen.again(hash)),
            [false, false, false, false, true]
        );
        assert!(!seen.compared_all());
    }
}
