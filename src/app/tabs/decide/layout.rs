//! Sizes that the parts of the page share.

/// Room above a part of the page.
pub(super) const PART_GAP: f32 = 8.0;
