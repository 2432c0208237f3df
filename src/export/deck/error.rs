//! Why a deck can't be written, or a template not be filled.

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

/// Why a deck can't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum DeckError {
    /// A deck of no slides.
    #[error("the deck has no slides: add at least one")]
    NoSlides,
    /// The chart's series don't have a number for each category: slide, counted from 1, and series.
    #[error(
        "slide {0}: the chart’s series “{1}” has more or fewer numbers, labels or colours than the chart has categories"
    )]
    UnevenSeries(usize, String),
    /// A table's row doesn't have a cell for each column: slide and row, counted from 1.
    #[error("slide {0}: row {1} of the table has more or fewer cells than the table has columns")]
    UnevenTable(usize, usize),
    /// Not a PNG: the slide, counted from 1.
    #[error("slide {0}: the picture’s fallback isn’t a PNG")]
    NotPng(usize),
    /// The workbook in a chart couldn't be written.
    #[error("the numbers of a chart can’t be written: {0}")]
    Workbook(#[from] XlsxError),
    /// The file couldn't be packed.
    #[error("the deck can’t be packed: {0}")]
    Packing(#[from] ZipError),
    /// A part of the file couldn't be packed.
    #[error("the deck can’t be packed: {0}")]
    PackingPart(#[from] std::io::Error),
    /// The file that was to be read isn't usable.
    #[error(transparent)]
    File(#[from] FileError),
}

/// What is wrong with a PowerPoint file: what, where, what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The packed file is too large: its size in MB.
    #[error(
        "the file has {0} MB; at most {max} MB are read. Remove large media from its master, or save a copy without slides",
        max = super::limits::MAX_PACKED_MB
    )]
    TooLarge(usize),
    /// Unpacked, the file is too large.
    #[error(
        "unpacked, the file has more than {max} MB. Remove large media from its master, or save a copy without slides",
        max = super::limits::MAX_UNPACKED_MB
    )]
    TooLargeUnpacked,
    /// Too many parts: how many.
    #[error(
        "the file has {0} parts; at most {max} are read. Save a copy without slides",
        max = super::limits::MAX_PARTS
    )]
    TooManyParts(usize),
    /// An old PowerPoint file, or one with a password.
    #[error(
        "the file is in the format before 2007 or has a password. Open it in PowerPoint and save it as .pptx or .potx without a password"
    )]
    OldOrLocked,
    /// Not a zip file, or a damaged one: why.
    #[error(
        "the file isn’t a PowerPoint file, or is damaged ({0}). Save it anew as .pptx or .potx"
    )]
    NotPacked(String),
    /// A zip file of another kind: what it is.
    #[error("the file is {0}, not a PowerPoint file. Choose a .pptx or .potx")]
    WrongKind(String),
    /// Saved in the strict variant.
    #[error(
        "the file is saved as Strict Open XML. Save it as “PowerPoint presentation (.pptx)” instead"
    )]
    Strict,
    /// A part that another one names is missing: its name.
    #[error("the file is damaged: its part {0} is missing. Open it in PowerPoint and save it anew")]
    MissingPart(String),
    /// A part isn't valid XML: its name and why.
    #[error(
        "the file is damaged: its part {0} can’t be read ({1}). Open it in PowerPoint and save it anew"
    )]
    BadPart(String, String),
    /// Two parts of one name.
    #[error(
        "the file is damaged: two of its parts have the same name. Open it in PowerPoint and save it anew"
    )]
    TwoOfOneName,
    /// No layout that a titled slide could use.
    #[error(
        "no layout of the file has a title. Add the layout “Title only” to its master, and save it"
    )]
    NoTitle,
    /// The slides have no sensible size.
    #[error(
        "the file’s slides have no usable size. Set it under Design → Slide size, and save the file"
    )]
    NoSize,
}
