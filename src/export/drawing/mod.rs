//! What is drawn for the window drawn for paper: a chart's own function run in a context without a display, at any size. Its shapes are
//! what [`svg`] translates.

pub mod pdf;
pub mod png;
pub mod svg;
mod text_runs;
pub mod typeface;

use egui::epaint::ClippedShape;
use egui::epaint::text::FontsView;
use egui::{
    CentralPanel, Color32, Context, FontData, Frame, Margin, Pos2, RawInput, Rect, Shape, Ui, Vec2,
};

use crate::charts::look::Look;
use crate::theme::palette::Palette;
use crate::theme::style;

/// A size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelSize {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl Default for PixelSize {
    fn default() -> Self {
        Self::SLIDE
    }
}

impl PixelSize {
    /// Of a slide.
    pub const SLIDE: Self = Self {
        width: 1920,
        height: 1080,
    };
    /// On smaller ones nothing can be read.
    pub const MIN: Self = Self {
        width: 480,
        height: 320,
    };
    /// Larger pictures need more memory than they are worth.
    pub const MAX_SIDE: u32 = 8192;

    /// Pixels of a point: type grows with the picture, so that what is read on a page is read on a wall.
    fn per_point(self) -> f32 {
        let by = |pixels: u32, points: f32| pixels as f32 / points;
        by(self.width, POINTS.x)
            .min(by(self.height, POINTS.y))
            .max(LEAST_SCALE)
    }
}

/// What a picture of ordinary shape measures in points.
const POINTS: Vec2 = Vec2::new(960.0, 540.0);
/// Smaller type can't be read.
const LEAST_SCALE: f32 = 0.8;
/// Room around a picture, in points.
const MARGIN: i8 = 20;
/// Plots know the room that their axes need only after they were drawn once.
const PASSES: usize = 3;

/// Shapes on an area of its size, in points.
pub struct Drawing {
    /// Of the picture.
    pub pixels: PixelSize,
    /// Of the area.
    pub size: Vec2,
    /// What it lies on.
    pub background: Color32,
    /// In the order in which they lie over each other.
    pub shapes: Vec<ClippedShape>,
    /// Faces of the system that it needs beside the bundled ones.
    pub faces: Vec<FontData>,
}

impl Drawing {
    /// Draws a picture of so many pixels.
    pub fn picture(pixels: PixelSize, look: Look, draw: impl FnMut(&mut Ui)) -> Self {
        let scale = pixels.per_point();
        let size = Vec2::new(pixels.width as f32, pixels.height as f32) / scale;
        Self::new(pixels, size, scale, look, Margin::same(MARGIN), draw)
    }

    /// Draws a picture for a page: it stands flush with the text, with room for the last label of an axis.
    pub fn on_page(size: Vec2, look: Look, draw: impl FnMut(&mut Ui)) -> Self {
        let margin = Margin {
            right: 28,
            bottom: 2,
            ..Margin::ZERO
        };
        Self::of_points(size, look, margin, draw)
    }

    /// Draws an area of this size in points, a pixel each: part of a page. No room is left around it.
    pub fn area(size: Vec2, look: Look, draw: impl FnMut(&mut Ui)) -> Self {
        Self::of_points(size, look, Margin::ZERO, draw)
    }

    fn of_points(size: Vec2, look: Look, margin: Margin, draw: impl FnMut(&mut Ui)) -> Self {
        let pixels = PixelSize {
            width: size.x.ceil() as u32,
            height: size.y.ceil() as u32,
        };
        // Type is laid out as finely as on a good screen.
        Self::new(pixels, size, 2.0, look, margin, draw)
    }

    fn new(
        pixels: PixelSize,
        size: Vec2,
        scale: f32,
        look: Look,
        margin: Margin,
        mut draw: impl FnMut(&mut Ui),
    ) -> Self {
        let ctx = Context::default();
        style::install(&ctx);
        look.time.apply_to(&ctx);
        ctx.set_theme(if look.dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        });
        ctx.set_zoom_factor(scale);
        let background = Palette::for_theme(look.dark).background;
        let frame = Frame::new().fill(background).inner_margin(margin);
        let mut shapes = Vec::new();
        for pass in 0..PASSES {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
                time: Some(pass as f64),
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                CentralPanel::default().frame(frame).show(ui, |ui| draw(ui));
            });
            // There is no screen that would need them.
            output.textures_delta.clear();
            shapes = output.shapes;
        }
        let found = |fonts: &FontsView<'_>| {
            let found = fonts.discovered_fonts().iter();
            found.map(|face| FontData::clone(&face.data)).collect()
        };
        Self {
            pixels,
            size,
            background,
            shapes,
            faces: ctx.fonts(found),
        }
    }

    /// All rows of text, with where they stand and what of that is seen.
    pub fn text_rows(&self) -> Vec<TextRow> {
        let mut texts = Vec::new();
        for clipped in &self.shapes {
            collect_text_rows(&clipped.shape, clipped.clip_rect, &mut texts);
        }
        texts
    }
}

/// A row of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRow {
    /// What it says.
    pub text: String,
    /// Where its ink is.
    pub at: Rect,
    /// What is seen of the area.
    pub clip: Rect,
}

/// The rows of text in a shape. A text that wraps may begin far to the right: it is looked at row by row.
pub fn collect_text_rows(shape: &Shape, clip: Rect, into: &mut Vec<TextRow>) {
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
                collect_text_rows(shape, clip, into);
            }
        }
        _ => {}
    }
}

/// A page: what is drawn on it, and figures with their places.
pub struct Page {
    /// The sheet.
    pub sheet: Drawing,
    /// Figures on it.
    pub figures: Vec<(Drawing, Rect)>,
}
