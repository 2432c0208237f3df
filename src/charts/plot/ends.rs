//! Labels beside a plot, at the ends of its lines.

use std::sync::Arc;

use egui::{Color32, Galley, Ui, pos2};
use egui_plot::{PlotPoint, PlotTransform};

use super::labels::{max_width, move_apart};
use super::sizes::{END_GAP, END_MARGIN};

/// A label at the end of a line or of a band.
pub(crate) struct EndLabel {
    /// Where on the vertical axis the end is.
    pub(crate) amount: f64,
    pub(crate) text: Arc<Galley>,
}

/// The width of the labels beside the plot with the space around them, in points.
pub(crate) fn end_labels_width(labels: &[EndLabel]) -> f32 {
    max_width(labels.iter().map(|label| &label.text)) + END_GAP + END_MARGIN
}

/// Writes the labels at the ends of what they name.
pub(crate) fn end_labels_ui(ui: &Ui, transform: &PlotTransform, labels: Vec<EndLabel>) {
    let frame = transform.frame();
    let wanted: Vec<f32> = labels
        .iter()
        .map(|label| {
            transform
                .position_from_point(&PlotPoint::new(0.0, label.amount))
                .y
        })
        .collect();
    let heights: Vec<f32> = labels.iter().map(|label| label.text.size().y).collect();
    let centres = move_apart(&wanted, &heights, frame.top() - 8.0, frame.bottom() + 10.0);
    for (label, centre) in labels.into_iter().zip(centres) {
        let at = pos2(frame.right() + END_GAP, centre - label.text.size().y / 2.0);
        ui.painter().galley(at, label.text, Color32::PLACEHOLDER);
    }
}
