#![no_main]

use breakeven_fuzz::{mutation, readers, within_bars};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|bytes: &[u8]| within_bars("bills", bytes, readers::bills));
fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    mutation::text(bytes, size, most, seed)
});
