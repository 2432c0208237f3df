//! Why something can't be exported.

use super::deck::error::DeckError;
use super::drawing::pdf::PdfError;
use super::drawing::png::PictureError;

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The scenario has no such figure: its title, the figure's name, and why.
    #[error("“{0}” has no chart “{1}”: {2}")]
    NoFigure(String, &'static str, &'static str),
    /// The scenarios can't be compared in this way.
    #[error("{0}")]
    NoComparison(String),
    /// A drawing couldn't be made a picture.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The PDF couldn't be put together.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The spreadsheet couldn't be put together.
    #[error("the spreadsheet can’t be written: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// The slides couldn't be put together, or the template isn't usable.
    #[error("the slides can’t be written: {0}")]
    Slides(#[from] DeckError),
    /// The scenario has no draws to list: why.
    #[error("{0}")]
    NoDraws(&'static str),
    /// The draws couldn't be written.
    #[error("the simulations can’t be written: {0}")]
    Draws(#[from] std::io::Error),
    /// The report couldn't be written as JSON.
    #[error("the report can’t be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
