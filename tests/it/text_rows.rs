//! The rows of text among shapes, in the window and on paper alike.

use egui::epaint::ClippedShape;
use egui::{Rect, Shape};

/// A row of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRow {
    pub text: String,
    /// The rectangle around the glyphs, in points.
    pub at: Rect,
    /// The rectangle outside of which nothing is visible, in points.
    pub clip: Rect,
}

/// All rows of text, with their places and what is visible of them.
pub fn text_rows(shapes: &[ClippedShape]) -> Vec<TextRow> {
    let mut rows = Vec::new();
    for clipped in shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut rows);
    }
    rows
}

/// Adds the rows of text in a shape to `into`. Each row has its own place, because a text that wraps may begin far to the right.
fn collect(shape: &Shape, clip: Rect, into: &mut Vec<TextRow>) {
    match shape {
        Shape::Text(text) => {
            let rows = text.galley.rows.iter().map(|row| TextRow {
                text: row.text(),
                at: row
                    .visuals
                    .mesh_bounds
                    .translate(row.pos.to_vec2() + text.pos.to_vec2()),
                clip,
            });
            into.extend(rows.filter(|row| !row.text.trim().is_empty()));
        }
        Shape::Vec(shapes) => {
            for shape in shapes {
                collect(shape, clip, into);
            }
        }
        _ => {}
    }
}
