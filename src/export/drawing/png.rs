//! A drawing as pixels, rendered from its SVG.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::svg::{self, FontSource};
use super::{Drawing, typeface};

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The drawing's SVG can't be parsed.
    #[error("the drawing isn’t valid SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// A picture of this width and height can't be allocated.
    #[error("no picture of {0} × {1} pixels can be made")]
    Size(u32, u32),
    /// The pixels can't be encoded as PNG.
    #[error("the picture can’t be packed: {0}")]
    Encoding(String),
}

/// Parses the drawing's SVG as a tree of shapes, to render it.
fn parse(drawing: &Drawing) -> Result<Tree, PictureError> {
    let faces = typeface::font_database(&drawing.faces);
    tree_of(&svg::render(drawing, "", FontSource::External), faces)
}

/// Parses an SVG, to set its texts in these faces.
pub(super) fn tree_of(svg: &str, faces: Arc<Database>) -> Result<Tree, PictureError> {
    let options = Options {
        fontdb: faces,
        font_family: "Inter".to_owned(),
        ..Options::default()
    };
    Ok(Tree::from_str(svg, &options)?)
}

/// The drawing as pixels.
pub fn rasterize(drawing: &Drawing) -> Result<Pixmap, PictureError> {
    let tree = parse(drawing)?;
    let (width, height) = (drawing.pixels.width, drawing.pixels.height);
    let mut pixels = Pixmap::new(width, height).ok_or(PictureError::Size(width, height))?;
    let size = tree.size();
    let scale = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, scale, &mut pixels.as_mut());
    Ok(pixels)
}

/// The drawing as a PNG file.
pub fn encode(drawing: &Drawing) -> Result<Vec<u8>, PictureError> {
    rasterize(drawing)?
        .encode_png()
        .map_err(|error| PictureError::Encoding(error.to_string()))
}
