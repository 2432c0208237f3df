//! What a report says, block by block, once for all forms: [`html`] and [`pages`] set it. Here the finding with its figures;
//! `decision` decides, and `record` makes it reproducible.

mod decision;
pub mod html;
pub mod pages;
mod record;

use crate::charts::figure::Kind;
use crate::scenario::warnings::warnings;
use crate::study::Study;

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
    Figure(Kind),
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
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Strong,
        }
    }

    fn weak(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Weak,
        }
    }
}

impl Table {
    /// Columns with their names, parts of the width, and whether they hold amounts.
    fn new(columns: &[(&str, f32, bool)]) -> Self {
        Self {
            head: columns.iter().map(|column| column.0.to_owned()).collect(),
            widths: columns.iter().map(|column| column.1).collect(),
            numeric: columns.iter().map(|column| column.2).collect(),
            rows: Vec::new(),
        }
    }
}

/// The whole report.
pub fn report(study: &Study) -> Vec<Block> {
    let mut blocks = Vec::new();
    finding(study, &mut blocks);
    decision::advice(study, &mut blocks);
    figures(study, &mut blocks);
    decision::comparison(study, &mut blocks);
    decision::checklists(study, &mut blocks);
    decision::changes(study, &mut blocks);
    decision::way(study, &mut blocks);
    record::months(study, &mut blocks);
    record::inputs(study, &mut blocks);
    record::method(study, &mut blocks);
    blocks
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn subheading(text: &str) -> Block {
    Block::Subheading(text.to_owned())
}

fn finding(study: &Study, blocks: &mut Vec<Block>) {
    let (headline, detail) = study.finding();
    blocks.push(Block::Finding { headline, detail });
    let figures = &study.verdict.key_figures;
    blocks.push(Block::KeyFigures(
        figures
            .iter()
            .map(|figure| (figure.value.clone(), figure.caption.clone()))
            .collect(),
    ));
    blocks.push(Block::Figure(Kind::Cost));
    blocks.push(Block::Note(record::prices(&study.scenario)));
    if !study.scenario.notes.trim().is_empty() {
        blocks.push(Block::Note(study.scenario.notes.clone()));
    }
    let warnings = warnings(&study.scenario);
    if !warnings.is_empty() {
        blocks.push(subheading("Worth a second look"));
        blocks.push(Block::List(
            warnings.into_iter().map(|warning| warning.text).collect(),
        ));
    }
}

fn figures(study: &Study, blocks: &mut Vec<Block>) {
    blocks.push(heading("The figures"));
    for kind in Kind::of(study) {
        // The cost curves stand at the head, the way there with its plan.
        let elsewhere = matches!(kind, Kind::Cost | Kind::Queries | Kind::Progression);
        if !elsewhere {
            blocks.push(Block::Figure(kind));
        }
    }
    if let Some(risk) = &study.risk {
        blocks.push(subheading("How sure that is"));
        blocks.push(Block::List(risk.sentences(&study.scenario)));
    }
}
