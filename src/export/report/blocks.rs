//! The blocks that a report is made of. They hold words and figures; each form of the report sets them its own way.

use crate::charts::figure::FigureKind;

/// A part of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The finding, large, and what stands behind it.
    Finding {
        /// In a sentence.
        headline: String,
        /// In full sentences.
        detail: String,
    },
    /// A heading.
    Heading(String),
    /// A heading within what is under that.
    Subheading(String),
    /// Figures side by side: value and what it is.
    KeyFigures(Vec<(String, String)>),
    /// A sentence or more.
    Text(String),
    /// The same, of less weight.
    Note(String),
    /// One under the other.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(FigureKind),
    /// What comes next begins a page, where there is more than a little on the one before.
    PageBreak,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// How wide each is, as parts of the whole.
    pub widths: Vec<f32>,
    /// Whether it holds amounts.
    pub numeric: Vec<bool>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// How they stand.
    pub tone: Tone,
}

/// How a cell's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As they are.
    Plain,
    /// The better one, a total.
    Strong,
    /// Typical, not stated, beside the point.
    Weak,
}

impl Cell {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Strong,
        }
    }

    pub(super) fn weak(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Weak,
        }
    }
}

impl Table {
    /// Columns with their names, parts of the width, and whether they hold amounts.
    pub(super) fn new(columns: &[(&str, f32, bool)]) -> Self {
        Self {
            head: columns.iter().map(|column| column.0.to_owned()).collect(),
            widths: columns.iter().map(|column| column.1).collect(),
            numeric: columns.iter().map(|column| column.2).collect(),
            rows: Vec::new(),
        }
    }
}

pub(super) fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

pub(super) fn subheading(text: &str) -> Block {
    Block::Subheading(text.to_owned())
}
