//! The choices of how an exported chart or report looks.

use super::plot::axis::TimeAxis;

/// How an exported chart or report looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Light text on a dark ground, instead of dark text on a light one.
    pub dark: bool,
    /// Nothing behind the chart, so that it can lie on a slide of any colour near its theme's.
    pub transparent: bool,
    /// How axes name months.
    pub time: TimeAxis,
}
