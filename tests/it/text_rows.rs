//! The rows of text among shapes, in the window and on paper alike.

use egui::epaint::ClippedShape;
use egui::epaint::TextShape;
use egui::{Color32, Rect, Shape};

/// A row of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRow {
    pub text: String,
    /// The rectangle around the glyphs, in points.
    pub at: Rect,
    /// The rectangle outside of which nothing is visible, in points.
    pub clip: Rect,
    /// The colours of the whole text that the row belongs to.
    pub colors: Vec<Color32>,
}

/// All rows of text, with their places and what is visible of them.
pub fn text_rows(shapes: &[ClippedShape]) -> Vec<TextRow> {
    let mut rows = Vec::new();
    for clipped in shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut rows);
    }
    rows
}

/// The colours in which a text is painted.
fn colors(text: &TextShape) -> Vec<Color32> {
    let sections = text.galley.job.sections.iter();
    let painted = sections.map(|section| {
        let color = match text.override_text_color {
            Some(color) => color,
            None if section.format.color == Color32::PLACEHOLDER => text.fallback_color,
            None => section.format.color,
        };
        color.gamma_multiply(text.opacity_factor)
    });
    painted.collect()
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
                colors: colors(text),
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
