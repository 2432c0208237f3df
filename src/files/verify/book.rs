//! Reports as spreadsheets: each cell by its sheet, and the other parts of the file.

use std::collections::BTreeMap;

use crate::files::embedded::book::{Book, Cell, Sheet};

use super::difference::{Difference, of_parts};
use super::texts::shown;

/// Programs that save a book anew write numbers in fewer digits.
const SAVED_ANEW: f64 = 1e-12;

pub(super) fn differences(found: &[u8], wanted: &[u8]) -> Result<Vec<Difference>, String> {
    let (found, wanted) = (Book::read(found)?, Book::read(wanted)?);
    // Each program has styles and a list of parts of its own.
    let is_saved_anew = found.other_parts.get(STYLES) != wanted.other_parts.get(STYLES);
    let mut differences = Vec::new();
    for sheet in &wanted.sheets {
        let other = found.sheets.iter().find(|other| other.name == sheet.name);
        match other {
            Some(other) => compare(other, sheet, is_saved_anew, &mut differences),
            None => differences.push(Difference::new(sheet.name.as_str(), "", "a sheet")),
        }
    }
    for sheet in &found.sheets {
        if !wanted.sheets.iter().any(|other| other.name == sheet.name) {
            differences.push(Difference::new(sheet.name.as_str(), "a sheet", ""));
        }
    }
    if !is_saved_anew {
        differences.extend(of_parts(&found.other_parts, &wanted.other_parts));
    }
    Ok(differences)
}

const STYLES: &str = "xl/styles.xml";

fn compare(found: &Sheet, wanted: &Sheet, is_saved_anew: bool, differences: &mut Vec<Difference>) {
    let by_place = |sheet: &Sheet| -> BTreeMap<String, Cell> {
        let cells = sheet.cells.iter();
        cells.map(|cell| (cell.at.clone(), cell.clone())).collect()
    };
    let found_content = &found.content;
    let (found, wanted_cells) = (by_place(found), by_place(wanted));
    let mut places: Vec<&String> = found.keys().chain(wanted_cells.keys()).collect();
    places.sort_by_key(|at| (row_of(at), at.len(), (*at).clone()));
    places.dedup();
    let before = differences.len();
    for at in places {
        let (cell, other) = (found.get(at), wanted_cells.get(at));
        if !is_same(cell, other, is_saved_anew) {
            let [cell, other] = [cell, other]
                .map(|cell| cell.map_or(String::new(), |cell| in_words(cell, is_saved_anew)));
            differences.push(Difference::new(
                format!("{}!{at}", wanted.name),
                cell,
                other,
            ));
        }
    }
    if !is_saved_anew && differences.len() == before && *found_content != wanted.content {
        differences.push(Difference::of_part(format!(
            "the sheet “{}”, besides its cells,",
            wanted.name
        )));
    }
}

fn row_of(at: &str) -> usize {
    let digits = at.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    digits.parse().unwrap_or(0)
}

fn is_same(a: Option<&Cell>, b: Option<&Cell>, is_saved_anew: bool) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        // A value that is empty may be written as such, or not at all.
        let only = a.or(b);
        return only.is_none_or(|cell| cell.value.is_empty() && is_saved_anew);
    };
    // Another program writes the same formula in its own way.
    let is_same_formula =
        a.formula == b.formula || is_saved_anew && a.formula.is_empty() == b.formula.is_empty();
    is_same_formula && (a.value == b.value || is_saved_anew && is_same_number(&a.value, &b.value))
}

fn is_same_number(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= SAVED_ANEW * a.abs().max(b.abs()),
        _ => false,
    }
}

/// The value, and the formula where that may be what differs.
fn in_words(cell: &Cell, is_saved_anew: bool) -> String {
    if cell.formula.is_empty() || is_saved_anew {
        shown(&cell.value)
    } else {
        shown(&format!("{} (={})", cell.value, cell.formula))
    }
}
