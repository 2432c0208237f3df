//! The choices of how an exported chart or report looks.

use super::plot::axis::TimeAxis;

/// How an exported chart or report looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Light text on a dark ground, instead of dark text on a light one.
    pub dark: bool,
    /// How axes name months.
    pub time: TimeAxis,
}
