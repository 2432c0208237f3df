//! The sheet with what made the book, when, and of what; and a hidden sheet with the texts that make it again: lines of the scenario's file and of
//! the settings, each in a row.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Worksheet, XlsxError};

use crate::export::drawing::pdf::Attachment;
use crate::scenario::one_line;
use crate::study::Study;
use crate::study::record::record_lines;

use super::cells::CellFormats;

/// The name of the sheet that is seen.
pub(super) const SHEET: &str = "Record";
/// The name of the hidden sheet with texts. Whoever reads the book again finds them by it.
pub const TEXTS_SHEET: &str = "Scenario";
/// Letters of a line that go into one cell, which may hold 32,767.
const MAX_CELL_LETTERS: usize = 30_000;

/// Writes the record below its head.
pub(super) fn write(
    sheet: &mut Worksheet,
    study: &Study,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, SHEET, &formats.title)?;
    let wrapped = formats.text.clone().set_text_wrap();
    for (row, (name, text)) in (2..).zip(record_lines(study)) {
        sheet.write_string_with_format(row, 0, name, &formats.note)?;
        sheet.write_string_with_format(row, 1, text, &wrapped)?;
    }
    Ok(())
}

/// Writes texts: in each row the name of the text, the number of the line and the line, or a part of it.
pub(super) fn write_texts(sheet: &mut Worksheet, texts: &[Attachment]) -> Result<(), XlsxError> {
    let mut row = 0;
    for text in texts {
        for (number, line) in (1_u32..).zip(text.text.split('\n')) {
            let letters: Vec<char> = line.chars().collect();
            let parts = letters.chunks(MAX_CELL_LETTERS);
            // An empty line has its row too.
            let parts = parts
                .map(|part| part.iter().collect())
                .chain(letters.is_empty().then(String::new));
            for part in parts {
                sheet.write_string(row, 0, text.name.as_str())?;
                sheet.write_number(row, 1, number)?;
                sheet.write_string(row, 2, part)?;
                row += 1;
            }
        }
    }
    sheet.set_hidden(true);
    Ok(())
}

/// Title and author of the book; and when it was made, so that the same record makes the same bytes.
pub(super) fn properties(study: &Study) -> Result<DocProperties, XlsxError> {
    let properties = DocProperties::new()
        .set_title(one_line(study.scenario.title()))
        .set_author("Breakeven");
    Ok(match study.record() {
        Some(record) => {
            let made = ExcelDateTime::parse_from_str(record.made_at.trim_end_matches('Z'))?;
            properties.set_creation_datetime(&made)
        }
        None => properties,
    })
}
