//! Pages as a PDF. Text stays text, and the scenario's own file is attached.

use egui::Vec2;
use krilla::Document;
use krilla::embed::{AssociationKind, EmbeddedFile};
use krilla::geom::{Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

use crate::scenario::one_line;

use super::Page;
use super::png::{self, PictureError};

/// Why a PDF failed.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A page can't be drawn.
    #[error(transparent)]
    Page(#[from] PictureError),
    /// The document can’t be put together.
    #[error("the PDF can’t be put together: {0}")]
    Document(String),
}

/// Renders pages as a document. Each page is as large as its drawing, in points. `embedded` is the scenario's own file, which is attached.
pub fn render(title: &str, pages: &[Page], embedded: Option<&str>) -> Result<Vec<u8>, PdfError> {
    let faulty = |what: &str| PdfError::Document(what.to_owned());
    let mut document = Document::new();
    // On one line: a title with line breaks could imitate the marks around the attached scenario.
    document.set_metadata(
        Metadata::new()
            .title(one_line(title))
            .creator("Breakeven".to_owned()),
    );
    let size = |size: Vec2| {
        Size::from_wh(size.x, size.y).ok_or_else(|| faulty("a part of it has no size"))
    };
    let undrawn = || faulty("a page can’t be drawn");
    for Page { sheet, figures } in pages {
        let mut page = document.start_page_with(PageSettings::new(size(sheet.size)?));
        let mut surface = page.surface();
        let tree = png::parse(sheet)?;
        surface
            .draw_svg(&tree, size(sheet.size)?, SvgSettings::default())
            .ok_or_else(undrawn)?;
        for (figure, rect) in figures {
            let tree = png::parse(figure)?;
            surface.push_transform(&Transform::from_translate(rect.left(), rect.top()));
            surface
                .draw_svg(&tree, size(rect.size())?, SvgSettings::default())
                .ok_or_else(undrawn)?;
            surface.pop();
        }
        surface.finish();
        page.finish();
    }
    if let Some(embedded) = embedded {
        // Not compressed, so that the program finds it without parsing the PDF.
        document.embed_file(EmbeddedFile {
            path: "scenario.ron".to_owned(),
            mime_type: None,
            description: Some("The scenario, to be opened with Breakeven".to_owned()),
            association_kind: AssociationKind::Source,
            data: embedded.as_bytes().to_vec().into(),
            modification_date: None,
            compress: Some(false),
            location: None,
        });
    }
    document
        .finish()
        .map_err(|error| PdfError::Document(format!("{error:?}")))
}
