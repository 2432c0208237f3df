//! The bar of an approach. Both are told apart in grey print too: prompting's is solid, as its line is; fine-tuning's is a pale one with an
//! outline.

use egui::{Painter, Rect, Stroke, StrokeKind};

use crate::analysis::approach::Approach;
use crate::theme::palette::Palette;

/// Opacity of fine-tuning's bars, and the width of their outline in points.
const PALE_ALPHA: f32 = 0.45;
const OUTLINE: f32 = 1.5;

/// Draws the bar of an approach.
pub(crate) fn approach_bar(painter: &Painter, rect: Rect, approach: Approach, palette: &Palette) {
    let color = palette.approach(approach);
    let has_inside = rect.width().min(rect.height()) > 2.0 * OUTLINE;
    if approach == Approach::FineTuning && has_inside {
        let outline = Stroke::new(OUTLINE, color);
        let pale = color.gamma_multiply(PALE_ALPHA);
        painter.rect(rect, 0.0, pale, outline, StrokeKind::Inside);
    } else {
        painter.rect_filled(rect, 0.0, color);
    }
}
