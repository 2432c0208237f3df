//! A contour line as it is drawn.

use egui::Pos2;

/// A contour line on the screen.
pub(super) struct Line {
    /// What is written on it.
    pub label: String,
    /// Whether it is the line of equal cost.
    pub is_zero: bool,
    /// Where it is, in pieces.
    pub pieces: Vec<Vec<Pos2>>,
}
