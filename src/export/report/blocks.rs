//! The blocks that a report is made of. They hold words and figures; HTML and pages typeset them in their own ways.

use crate::charts::figure::FigureKind;

/// A part of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The finding in large type, and its reasons.
    Finding {
        /// One sentence.
        headline: String,
        /// The reasons, in full sentences.
        detail: String,
    },
    /// The heading of a section.
    Heading(String),
    /// A heading within a section.
    Subheading(String),
    /// Figures side by side, each as its value and its caption.
    KeyFigures(Vec<(String, String)>),
    /// One or more sentences.
    Text(String),
    /// A sentence that has to be read before what follows, in the colour of warnings.
    Warning(String),
    /// Sentences in weaker type.
    Note(String),
    /// Sentences as bullets.
    List(Vec<String>),
    /// Rows and columns, which may be broken over pages.
    Table(Table),
    /// A figure with its finding.
    Figure(FigureKind),
    /// The next block begins a page, unless the current one is nearly empty.
    PageBreak,
}

/// A table, whose cells are words already.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The names of the columns; all empty if the table has no head.
    pub head: Vec<String>,
    /// The width of each column, as a share of the table's.
    pub widths: Vec<f32>,
    /// Whether each column holds amounts, which are aligned on the right.
    pub numeric: Vec<bool>,
    /// The column whose cells name their rows.
    pub names_rows: usize,
    /// The cells, row by row: one for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it; empty if nothing does.
    pub text: String,
    /// How much weight the text has.
    pub tone: Tone,
}

/// The weight of a cell's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary.
    Plain,
    /// Bold: the better one of two, or a total.
    Strong,
    /// Grey: what is typical but not stated, or doesn't apply.
    Weak,
    /// In the colour of warnings, and bold.
    Warning,
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
    /// A table without rows. Each column is given by its name, its share of the width, and whether it holds amounts.
    pub(super) fn new(columns: &[(&str, f32, bool)]) -> Self {
        Self {
            head: columns.iter().map(|column| column.0.to_owned()).collect(),
            widths: columns.iter().map(|column| column.1).collect(),
            numeric: columns.iter().map(|column| column.2).collect(),
            names_rows: 0,
            rows: Vec::new(),
        }
    }

    /// The same, but that another column than the first names the rows.
    pub(super) fn named_by(self, column: usize) -> Self {
        Self {
            names_rows: column,
            ..self
        }
    }
}

pub(super) fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

pub(super) fn subheading(text: &str) -> Block {
    Block::Subheading(text.to_owned())
}
