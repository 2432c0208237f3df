//! The bar of a range, with a cap at both ends.

use egui::{Painter, Pos2, Shape, Stroke};

/// Length of a cap, in points.
pub(crate) const CAP_LENGTH: f32 = 11.0;
/// Lengths of the dashes of a dashed bar and of the space between them, in points.
const DASH: f32 = 5.0;
const DASH_GAP: f32 = 3.0;

/// Draws the bar of a range between two points. A dashed one has whole caps.
pub(crate) fn whisker(painter: &Painter, ends: [Pos2; 2], stroke: Stroke, is_dashed: bool) {
    if is_dashed {
        painter.extend(Shape::dashed_line(&ends, stroke, DASH, DASH_GAP));
    } else {
        painter.line_segment(ends, stroke);
    }
    let across = (ends[1] - ends[0]).normalized().rot90() * (CAP_LENGTH / 2.0);
    for end in ends {
        painter.line_segment([end - across, end + across], stroke);
    }
}
