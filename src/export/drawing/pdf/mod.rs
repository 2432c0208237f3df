//! Pages as a PDF. Text stays text, texts are attached as files, and everything is tagged, so that the document can be read out.
//!
//! - `tags`: what each part of a page is, as the tree that programs for reading aloud follow
//! - `outline`: the list of contents

mod outline;
mod tags;

use std::sync::Arc;

use egui::epaint::ClippedShape;
use egui::{Color32, Pos2, Rect, Vec2};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{
    Accessibility, Configuration, ConfigurationBuilder, PdfVersion, ValidationError,
};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::{Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg::Tree;
use resvg::usvg::fontdb::Database;

use crate::scenario::one_line;

use super::page::{Content, Page, Part, Role};
use super::png::{self, PictureError};
use super::{Drawing, svg, typeface};

use outline::Contents;
use tags::Tags;

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

/// The language of the program's own words.
const LANGUAGE: &str = "en-GB";

/// Renders pages as a document. Each page is as large as its drawing, in points.
///
/// The document says that it keeps to PDF/UA-1, and is checked for it. Letters of names or notes that no face has break that standard: then the
/// same document is made without saying so.
pub fn render(
    title: &str,
    pages: &[Page],
    attachments: &[Attachment],
) -> Result<Vec<u8>, PdfError> {
    match finished(title, pages, attachments, Some(Accessibility::UA1))? {
        Err(KrillaError::Validation(faults))
            if faults.iter().all(|(fault, _)| is_of_letters(fault)) =>
        {
            finished(title, pages, attachments, None)?
        }
        finished => finished,
    }
    .map_err(|error| PdfError::Document(format!("{error:?}")))
}

/// Whether a fault comes from what somebody wrote and the faces of the system, and not from how the document is made.
fn is_of_letters(fault: &ValidationError) -> bool {
    matches!(
        fault,
        ValidationError::ContainsNotDefGlyph(..)
            | ValidationError::NoCodepointMapping(..)
            | ValidationError::InvalidCodepointMapping(..)
            | ValidationError::RestrictedLicense(_)
    )
}

/// The document, or what the check of the standard found.
fn finished(
    title: &str,
    pages: &[Page],
    attachments: &[Attachment],
    standard: Option<Accessibility>,
) -> Result<Result<Vec<u8>, KrillaError>, PdfError> {
    let title = one_line(title);
    let mut document = Document::new_with(SerializeSettings {
        configuration: configuration(standard)?,
        ..SerializeSettings::default()
    });
    document.set_metadata(
        Metadata::new()
            .title(title.clone())
            .language(LANGUAGE.to_owned())
            .authors(vec!["Breakeven".to_owned()])
            .creator(concat!("Breakeven ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    let mut tags = Tags::default();
    let mut contents = Contents::default();
    for (number, page) in pages.iter().enumerate() {
        let mut of_document = document.start_page_with(PageSettings::new(size(page.sheet.size)?));
        let mut surface = of_document.surface();
        let mut drawn = DrawnPage {
            page,
            number,
            tags: &mut tags,
            contents: &mut contents,
        };
        drawn.draw(&mut surface)?;
        surface.finish();
        of_document.finish();
    }
    document.set_outline(contents.outline(&title, pages.len()));
    document.set_tag_tree(tags.tree(LANGUAGE));
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
    Ok(document.finish())
}

fn configuration(standard: Option<Accessibility>) -> Result<Configuration, PdfError> {
    let builder = ConfigurationBuilder::new().with_version(PdfVersion::Pdf17);
    let builder = match standard {
        Some(standard) => builder.with_accessibility_validator(standard),
        None => builder,
    };
    builder
        .finish()
        .map_err(|error| PdfError::Document(format!("{error:?}")))
}

fn size(size: Vec2) -> Result<Size, PdfError> {
    Size::from_wh(size.x, size.y)
        .ok_or_else(|| PdfError::Document("a part of it has no size".to_owned()))
}

/// A page that is drawn into the document, part by part.
struct DrawnPage<'a> {
    page: &'a Page,
    /// From 0.
    number: usize,
    tags: &'a mut Tags,
    contents: &'a mut Contents,
}

impl DrawnPage<'_> {
    fn draw(&mut self, surface: &mut Surface<'_>) -> Result<(), PdfError> {
        let sheet = &self.page.sheet;
        let faces = typeface::font_database(&sheet.faces);
        let whole = Rect::from_min_size(Pos2::ZERO, sheet.size);
        let decoration = tree_of(&self.page.decoration(), &faces)?;
        surface.start_tagged(artifact(ArtifactType::Layout));
        draw_tree(surface, &decoration, whole)?;
        surface.end_tagged();
        for Part { role, content } in &self.page.parts {
            let (tree, within, place) = match content {
                Content::Shapes(range) => {
                    let shapes = sheet.shapes.get(range.clone()).unwrap_or_default();
                    let drawing = sheet.with_shapes(Color32::TRANSPARENT, shapes.iter().cloned());
                    let place = bounds(&drawing.shapes).intersect(whole);
                    // An empty cell is a cell too.
                    let tree = if shapes.is_empty() {
                        None
                    } else {
                        Some(tree_of(&drawing, &faces)?)
                    };
                    (tree, whole, place)
                }
                Content::Figure(drawing, place) => {
                    let faces = typeface::font_database(&drawing.faces);
                    (Some(tree_of(drawing, &faces)?), *place, *place)
                }
            };
            let tag = match role {
                Role::Foot => artifact(ArtifactType::Footer),
                Role::RepeatedHead => artifact(ArtifactType::PaginationOther),
                _ => ContentTag::Other,
            };
            let id = surface.start_tagged(tag);
            if let Some(tree) = tree {
                draw_tree(surface, &tree, within)?;
            }
            surface.end_tagged();
            self.tags.add(role, id, self.number, place);
            if let Role::Heading { level, text } = role {
                self.contents.add(*level, text, self.number, place.top());
            }
        }
        Ok(())
    }
}

fn tree_of(drawing: &Drawing, faces: &Arc<Database>) -> Result<Tree, PictureError> {
    png::tree_of(&svg::render_for_reading(drawing), Arc::clone(faces))
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

/// The rectangle around shapes.
fn bounds(shapes: &[ClippedShape]) -> Rect {
    let rects = shapes
        .iter()
        .map(|shape| shape.shape.visual_bounding_rect());
    rects.fold(Rect::NOTHING, Rect::union)
}

fn draw_tree(surface: &mut Surface<'_>, tree: &Tree, place: Rect) -> Result<(), PdfError> {
    surface.push_transform(&Transform::from_translate(place.left(), place.top()));
    let drawn = surface.draw_svg(tree, size(place.size())?, SvgSettings::default());
    surface.pop();
    drawn.ok_or_else(|| PdfError::Document("a page can’t be drawn".to_owned()))
}
