//! Drawings without a display: a chart's own function is run in a context of egui that has no window, at any size. The shapes that it leaves
//! are translated by [`svg`]; [`png`] and [`pdf`] render that.
//!
//! - [`page`]: a page of a document, with what each part of it is
//! - `text_runs`: laid-out text as runs that SVG can set
//! - [`typeface`]: the bundled face, and the parts of it that a picture needs

pub mod page;
pub mod pdf;
pub mod png;
pub mod svg;
mod text_runs;
pub mod typeface;

use std::cell::Cell;

use egui::epaint::ClippedShape;
use egui::epaint::text::FontsView;
use egui::{
    CentralPanel, Color32, Context, FontData, Frame, Margin, Memory, Pos2, RawInput, Rect, Ui, Vec2,
};

use crate::charts::look::Look;
use crate::theme::palette::Palette;
use crate::theme::style;

/// The size of a picture as it is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PixelSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Default for PixelSize {
    fn default() -> Self {
        Self::SLIDE
    }
}

impl PixelSize {
    /// The size of a slide.
    pub const SLIDE: Self = Self {
        width: 1920,
        height: 1080,
    };
    /// The least size: in a smaller picture nothing can be read.
    pub const MIN: Self = Self {
        width: 480,
        height: 320,
    };
    /// The most pixels of a side: larger pictures take too much memory.
    pub const MAX_SIDE_PIXELS: u32 = 8192;

    /// Pixels for each point. Type grows with the picture, so that a chart reads the same on a page and on a wall.
    fn per_point(self) -> f32 {
        let across = self.width as f32 / PICTURE_POINTS.x;
        let down = self.height as f32 / PICTURE_POINTS.y;
        across.min(down).max(MIN_PIXELS_PER_POINT)
    }
}

/// The size of a picture with the proportions of a slide, in points.
const PICTURE_POINTS: Vec2 = Vec2::new(960.0, 540.0);
/// Type can't be read if a point has fewer pixels.
const MIN_PIXELS_PER_POINT: f32 = 0.8;
/// Pixels for each point where a drawing is part of a page: type is laid out as finely as on a good screen.
const PAGE_PIXELS_PER_POINT: f32 = 2.0;
/// Margin around a picture, in points.
const MARGIN_POINTS: i8 = 20;
/// A drawing is run this many times: plots know how much room their axes need only after they were drawn.
const PASSES: usize = 3;

/// What was drawn, as shapes.
pub struct Drawing {
    /// The size of the picture.
    pub pixels: PixelSize,
    /// The size of the area that the shapes lie on, in points.
    pub size: Vec2,
    /// The colour behind the shapes; transparent if there is none.
    pub background: Color32,
    /// From the bottom to the top.
    pub shapes: Vec<ClippedShape>,
    /// Faces of the system for letters that the bundled ones don't have.
    pub faces: Vec<FontData>,
}

impl Drawing {
    /// Draws a picture of this size.
    pub fn picture(pixels: PixelSize, look: Look, draw: impl FnMut(&mut Ui)) -> Self {
        let scale = pixels.per_point();
        let size = Vec2::new(pixels.width as f32, pixels.height as f32) / scale;
        Self::new(pixels, size, scale, look, Margin::same(MARGIN_POINTS), draw)
    }

    /// Draws a picture for a page, at a size in points. It is flush with the text, apart from room for the last label of an axis.
    pub fn on_page(size: Vec2, look: Look, draw: impl FnMut(&mut Ui)) -> Self {
        let margin = Margin {
            right: 28,
            bottom: 2,
            ..Margin::ZERO
        };
        Self::of_points(size, look, margin, draw)
    }

    /// Draws part of a page, without a margin, at a size in points: its picture has a pixel for each.
    pub fn area(size: Vec2, look: Look, draw: impl FnMut(&mut Ui)) -> Self {
        Self::of_points(size, look, Margin::ZERO, draw)
    }

    /// These of its shapes alone, on another ground.
    fn with_shapes(
        &self,
        background: Color32,
        shapes: impl IntoIterator<Item = ClippedShape>,
    ) -> Self {
        Self {
            pixels: self.pixels,
            size: self.size,
            background,
            shapes: shapes.into_iter().collect(),
            faces: Vec::new(),
        }
    }

    fn of_points(size: Vec2, look: Look, margin: Margin, draw: impl FnMut(&mut Ui)) -> Self {
        let pixels = PixelSize {
            width: size.x.ceil() as u32,
            height: size.y.ceil() as u32,
        };
        Self::new(pixels, size, PAGE_PIXELS_PER_POINT, look, margin, draw)
    }

    fn new(
        pixels: PixelSize,
        size: Vec2,
        scale: f32,
        look: Look,
        margin: Margin,
        mut draw: impl FnMut(&mut Ui),
    ) -> Self {
        let ctx = context();
        style::install_styles(&ctx);
        look.time.apply_to(&ctx);
        ctx.set_theme(if look.dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        });
        ctx.set_zoom_factor(scale);
        let background = if look.transparent {
            Color32::TRANSPARENT
        } else {
            Palette::for_theme(look.dark).background
        };
        let frame = Frame::new().fill(background).inner_margin(margin);
        let mut shapes = Vec::new();
        for _ in 0..PASSES {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
                time: Some(ctx.input(|input| input.time) + 1.0),
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                CentralPanel::default().frame(frame).show(ui, |ui| draw(ui));
            });
            // No screen needs the textures.
            output.textures_delta.clear();
            shapes = output.shapes;
        }
        let found = |fonts: &FontsView<'_>| {
            let found = fonts.discovered_fonts().iter();
            found.map(|face| FontData::clone(&face.data)).collect()
        };
        let faces: Vec<FontData> = ctx.fonts(found);
        if faces.is_empty() {
            LAST_CONTEXT.set(Some(ctx));
        }
        Self {
            pixels,
            size,
            background,
            shapes,
            faces,
        }
    }
}

thread_local! {
    /// The context of this thread's last drawing. Its fonts are kept, since rasterizing the letters anew takes most of the time of a drawing.
    /// A context that found faces of the system isn't kept: the next drawing would be set in them too.
    static LAST_CONTEXT: Cell<Option<Context>> = const { Cell::new(None) };
}

/// A context without a window, with nothing of an earlier drawing in it but the fonts.
fn context() -> Context {
    let Some(ctx) = LAST_CONTEXT.take() else {
        let ctx = Context::default();
        style::install_fonts(&ctx);
        return ctx;
    };
    ctx.memory_mut(|memory| *memory = Memory::default());
    ctx.clear_animations();
    ctx
}
