//! Drawings as pages of a PDF: text stays text.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::drawing::Drawing;
use super::picture::{self, PictureError};

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A page can't be drawn.
    #[error(transparent)]
    Page(#[from] PictureError),
    /// The document can’t be put together.
    #[error("the PDF can’t be put together: {0}")]
    Document(String),
}

/// A document of these pages, each as large as its drawing in points.
pub fn pdf<'a>(
    title: &str,
    pages: impl IntoIterator<Item = &'a Drawing>,
) -> Result<Vec<u8>, PdfError> {
    let faulty = |what: &str| PdfError::Document(what.to_owned());
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .creator("Breakeven".to_owned()),
    );
    for drawing in pages {
        let tree = picture::tree(drawing)?;
        let size = Size::from_wh(drawing.size.x, drawing.size.y)
            .ok_or_else(|| faulty("a page has no size"))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        surface
            .draw_svg(&tree, size, SvgSettings::default())
            .ok_or_else(|| faulty("a page can’t be drawn"))?;
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| PdfError::Document(format!("{error:?}")))
}
