//! What can be chosen about the look of what is drawn.

use super::plot::axis::TimeAxis;

/// What can be chosen about the look of what is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Light text on a dark ground, instead of dark text on a light one.
    pub dark: bool,
    /// How axes tell months.
    pub time: TimeAxis,
}
