//! A drawing as pixels: its SVG, rendered.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::svg::{self, Type};
use super::{Drawing, typeface};

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// What was drawn can't be read back.
    #[error("the drawing isn’t valid SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// There is no room for so many pixels.
    #[error("no picture of {0} × {1} pixels can be made")]
    Size(u32, u32),
    /// It can't be packed.
    #[error("the picture can’t be packed: {0}")]
    Packing(String),
}

/// The drawing, read as a tree of shapes.
pub fn tree(drawing: &Drawing) -> Result<Tree, PictureError> {
    let options = Options {
        fontdb: typeface::database(&drawing.faces),
        font_family: "Inter".to_owned(),
        ..Options::default()
    };
    let text = svg::svg(drawing, "", Type::Around);
    Ok(Tree::from_str(&text, &options)?)
}

/// Its pixels.
pub fn pixels(drawing: &Drawing) -> Result<Pixmap, PictureError> {
    let tree = tree(drawing)?;
    let (width, height) = (drawing.pixels.width, drawing.pixels.height);
    let mut pixels = Pixmap::new(width, height).ok_or(PictureError::Size(width, height))?;
    let size = tree.size();
    let scale = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, scale, &mut pixels.as_mut());
    Ok(pixels)
}

/// It as PNG.
pub fn png(drawing: &Drawing) -> Result<Vec<u8>, PictureError> {
    pixels(drawing)?
        .encode_png()
        .map_err(|error| PictureError::Packing(error.to_string()))
}
