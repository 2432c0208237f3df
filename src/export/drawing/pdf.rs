//! Pages as a PDF. Text stays text, and texts are attached as files.

use egui::Vec2;
use krilla::Document;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
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

/// A text that a report carries as a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name of the file.
    pub name: String,
    /// What it is, in a sentence for readers of the PDF.
    pub description: String,
    /// The content of the file.
    pub text: String,
}

/// Renders pages as a document. Each page is as large as its drawing, in points.
pub fn render(
    title: &str,
    pages: &[Page],
    attachments: &[Attachment],
) -> Result<Vec<u8>, PdfError> {
    let faulty = |what: &str| PdfError::Document(what.to_owned());
    let mut document = Document::new();
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
    for attachment in attachments {
        document.embed_file(EmbeddedFile {
            path: attachment.name.clone(),
            mime_type: MimeType::new("text/plain"),
            description: Some(attachment.description.clone()),
            association_kind: AssociationKind::Source,
            data: attachment.text.as_bytes().to_vec().into(),
            modification_date: None,
            compress: None,
            location: None,
        });
    }
    document
        .finish()
        .map_err(|error| PdfError::Document(format!("{error:?}")))
}
