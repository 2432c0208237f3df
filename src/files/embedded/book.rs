//! The sheets of a spreadsheet (.xlsx), as Breakeven writes them or another program has saved them.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::found::{FoundText, MAX_TEXT_BYTES};
use super::package::{DAMAGED, elements, parsed, text, unpacked};
use crate::files::names;

/// The hidden sheet with the texts that a book carries.
const TEXTS_SHEET: &str = "Scenario";
/// What a book has in it.
#[derive(Debug, Default)]
pub(in crate::files) struct Book {
    pub sheets: Vec<Sheet>,
    /// The parts that hold no cells, by their names.
    pub other_parts: BTreeMap<String, Vec<u8>>,
}

/// A sheet.
#[derive(Debug)]
pub(in crate::files) struct Sheet {
    pub name: String,
    pub cells: Vec<Cell>,
    /// The part as it is.
    pub content: Vec<u8>,
}

/// A cell that isn't empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::files) struct Cell {
    /// "B6".
    pub at: String,
    pub formula: String,
    /// The value as text: a number in digits.
    pub value: String,
}

impl Cell {
    /// "B" of "B6".
    fn column(&self) -> &str {
        self.at
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
    }
}

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const STRINGS: &str = "xl/sharedStrings.xml";

impl Book {
    pub(in crate::files) fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut parts = unpacked(bytes)?;
        let mut take = |name: &str| parts.remove(name);
        let workbook = take(WORKBOOK).ok_or("it is an archive, but no spreadsheet")?;
        let relations = take(RELATIONS).ok_or(DAMAGED)?;
        let strings = take(STRINGS).unwrap_or_default();
        let (workbook, relations) = (parsed(text(&workbook)?)?, parsed(text(&relations)?)?);
        let string_part = text(&strings)?;
        let strings = if string_part.is_empty() {
            Vec::new()
        } else {
            shared_strings(&parsed(string_part)?)
        };
        let mut sheets = Vec::new();
        for sheet in elements(&workbook, "sheet") {
            let part = sheet_part(&sheet, &relations).ok_or(DAMAGED)?;
            let content = take(&part).ok_or(DAMAGED)?;
            sheets.push(Sheet {
                name: sheet.attribute("name").unwrap_or_default().to_owned(),
                cells: cells(&parsed(text(&content)?)?, &strings),
                content,
            });
        }
        for (name, content) in [
            (WORKBOOK, workbook.input_text()),
            (RELATIONS, relations.input_text()),
            (STRINGS, string_part),
        ] {
            parts.insert(name.to_owned(), content.into());
        }
        Ok(Self {
            sheets,
            other_parts: parts,
        })
    }

    /// The texts that the book carries: the rows of its hidden sheet are their lines, each with the name of its text and its number.
    pub(super) fn texts(&self) -> Vec<FoundText> {
        let mut texts: Vec<FoundText> = Vec::new();
        let Some(sheet) = self.sheets.iter().find(|sheet| sheet.name == TEXTS_SHEET) else {
            return texts;
        };
        let (mut name, mut number, mut last) = (String::new(), String::new(), String::new());
        for cell in &sheet.cells {
            match cell.column() {
                "A" => name.clone_from(&cell.value),
                "B" => {
                    number.clone_from(&cell.value);
                    if texts.last().is_none_or(|text| text.name != name) {
                        last.clone_from(&number);
                        texts.push(FoundText {
                            is_declared: names::is_scenario_file(name.as_ref()),
                            name: name.clone(),
                            text: String::new(),
                        });
                    } else if let Some(text) = texts.last_mut()
                        && last != number
                    {
                        last.clone_from(&number);
                        text.text.push('\n');
                    }
                }
                "C" => {
                    if let Some(text) = texts.last_mut() {
                        text.text.push_str(&cell.value);
                    }
                }
                _ => {}
            }
        }
        texts.retain(|text| text.text.len() <= MAX_TEXT_BYTES);
        texts
    }
}

/// The texts that cells share. What is said of how it is pronounced isn't part of a text.
fn shared_strings(document: &Document) -> Vec<String> {
    elements(document, "si")
        .map(|item| text_in(&item))
        .collect()
}

fn text_in(node: &Node) -> String {
    let texts = node
        .descendants()
        .filter(|inner| inner.tag_name().name() == "t");
    let own = texts.filter(|text| {
        let mut above = text.ancestors();
        above.all(|above| above.tag_name().name() != "rPh")
    });
    own.filter_map(|text| text.text()).collect()
}

/// The part with the cells of a sheet.
fn sheet_part(sheet: &Node, relations: &Document) -> Option<String> {
    let id = sheet
        .attributes()
        .find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?;
    let relation = elements(relations, "Relationship")
        .find(|relation| relation.attribute("Id") == Some(id.value()))?;
    let target = relation.attribute("Target")?;
    Some(match target.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => format!("xl/{target}"),
    })
}

fn cells(sheet: &Document, strings: &[String]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for cell in elements(sheet, "c") {
        let child = |name: &str| {
            cell.children()
                .find(|child| child.tag_name().name() == name)
        };
        let stated = child("v")
            .and_then(|value| value.text())
            .unwrap_or_default();
        let value = match cell.attribute("t") {
            Some("s") => {
                let place = stated.trim().parse::<usize>().ok();
                place
                    .and_then(|place| strings.get(place))
                    .cloned()
                    .unwrap_or_default()
            }
            Some("inlineStr") => child("is")
                .map(|inline| text_in(&inline))
                .unwrap_or_default(),
            _ => stated.to_owned(),
        };
        let formula = child("f")
            .and_then(|formula| formula.text())
            .unwrap_or_default();
        if value.is_empty() && formula.is_empty() {
            continue;
        }
        cells.push(Cell {
            at: cell.attribute("r").unwrap_or_default().to_owned(),
            formula: formula.to_owned(),
            value,
        });
    }
    cells
}
