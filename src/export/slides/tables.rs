//! Blocks of a report as slides: a table or a list on each.

use crate::export::deck::model::{Column, Element, Paragraph, Place, Slide, Table, Weight};
use crate::export::report::DEFAULT;
use crate::export::report::blocks::{self, Block};
use crate::scenario::words::with_plain_spaces;

/// Rows of a table that go on one slide, and lines of text.
const MAX_ROWS: usize = 12;
const MAX_LINES: usize = 14;

/// The sentences of some blocks on as few slides as they need, with their headings among them.
pub(super) fn lists(title: &str, blocks: &[Block]) -> Vec<Slide> {
    let mut lines: Vec<Paragraph> = Vec::new();
    for block in blocks {
        match block {
            Block::Subheading(text) => lines.push(paragraph(text, Weight::Strong)),
            Block::List(sentences) => {
                lines.extend(sentences.iter().map(|text| paragraph(text, Weight::Plain)));
            }
            Block::Text(text) | Block::Warning(text) => lines.push(paragraph(text, Weight::Plain)),
            Block::Note(text) => lines.push(paragraph(text, Weight::Weak)),
            Block::Finding { .. }
            | Block::Heading(_)
            | Block::KeyFigures(_)
            | Block::Figure(_)
            | Block::Table(_)
            | Block::PageBreak => {}
        }
    }
    let slides = lines.chunks(MAX_LINES).map(|lines| Slide {
        title: title.to_owned(),
        elements: vec![Place::WHOLE.with(Element::Text(lines.to_vec()))],
        ..Slide::default()
    });
    slides.collect()
}

fn paragraph(text: &str, weight: Weight) -> Paragraph {
    Paragraph {
        text: with_plain_spaces(text),
        weight,
    }
}

/// The tables of some blocks, each under the heading above it. What is at its default is left out: the web page has it.
pub(super) fn tables(title: &str, blocks: &[Block]) -> Vec<Slide> {
    let mut slides = Vec::new();
    let mut heading = title.to_owned();
    for block in blocks {
        match block {
            Block::Subheading(text) => heading = format!("{title}: {text}"),
            Block::Table(table) => push_table(&heading, table, &mut slides),
            _ => {}
        }
    }
    slides
}

fn push_table(title: &str, table: &blocks::Table, slides: &mut Vec<Slide>) {
    let columns = table.head.iter().zip(&table.widths).zip(&table.numeric);
    let columns: Vec<Column> = columns
        .map(|((head, width), numeric)| Column {
            head: head.clone(),
            numeric: *numeric,
            share: f64::from(*width),
        })
        .collect();
    let is_stated = |row: &&Vec<blocks::Cell>| row.iter().all(|cell| cell.text != DEFAULT);
    let stated: Vec<&Vec<blocks::Cell>> = table.rows.iter().filter(is_stated).collect();
    for rows in stated.chunks(MAX_ROWS) {
        let cells = |row: &[blocks::Cell]| -> Vec<String> {
            row.iter()
                .map(|cell| with_plain_spaces(&cell.text))
                .collect()
        };
        let table = Table {
            alt: title.to_owned(),
            columns: columns.clone(),
            rows: rows.iter().map(|row| cells(row)).collect(),
        };
        slides.push(Slide {
            title: title.to_owned(),
            elements: vec![Place::WHOLE.with(Element::Table(table))],
            ..Slide::default()
        });
    }
}
