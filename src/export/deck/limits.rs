//! How large a template may be.

/// Packed files above this size are refused.
pub const MAX_PACKED_MB: usize = 64;
/// Files that are larger than this when unpacked are refused.
pub const MAX_UNPACKED_MB: usize = 256;
/// Files of more parts are refused.
pub const MAX_PARTS: usize = 5_000;
