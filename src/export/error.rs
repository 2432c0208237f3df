//! Why something can't be exported.

use super::drawing::pdf::PdfError;
use super::drawing::png::PictureError;

/// Why it can't be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The scenario has no such figure.
    #[error("“{0}” has no chart of {1}: {2}")]
    NoFigure(String, &'static str, &'static str),
    /// Scenarios can't be compared so.
    #[error("{0}")]
    NoComparison(String),
    /// A picture failed.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A document failed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A spreadsheet failed.
    #[error("the spreadsheet can’t be put together: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// The draws failed.
    #[error("the draws can’t be written: {0}")]
    Draws(#[from] std::io::Error),
    /// JSON failed.
    #[error("the report can’t be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
