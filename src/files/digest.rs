//! Checksums of texts.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// SHA-256 of a text, in hexadecimal digits.
///
/// ```
/// // `printf abc | sha256sum`
/// let wanted = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
/// assert_eq!(breakeven::files::digest::sha256("abc"), wanted);
/// ```
pub fn sha256(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text) {
        // Writing into a string doesn't fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
