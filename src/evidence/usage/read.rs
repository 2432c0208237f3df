//! Telling what a file is by how it begins, and reading it.

use std::io::{BufRead, Cursor, Read as _};

use super::batch::InOrder;
use super::error::UsageError;
use super::export::UsageExport;
use super::mapping::Mapping;
use super::{json, table};

/// Bytes by which a file is told.
const BEGINNING: u64 = 1 << 16;

const MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a usage export, of whatever form, in a stream. A table is read by the mapping, if there is one, of whatever form it seems to be.
///
/// Of a file of any size, memory holds a row (of 16 MB at most), the sums by model and day, and 8 bytes for each row, to find duplicates.
///
/// # Errors
/// An error of `from` is passed on as it is. A row that can't be used is no error but a problem of the export, as long as others can.
///
/// ```
/// use breakeven::evidence::usage::{Form, read};
///
/// let file = "usage_date_utc,model_version,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n\
///             2026-08-01,claude-haiku-4-5,standard,200,800,50\n";
/// let export = read(&mut file.as_bytes(), None)?;
/// assert_eq!(export.form, Form::AnthropicCsv);
/// let (model, amounts) = export.models()[0];
/// assert_eq!((model, amounts.input_tokens, amounts.queries), ("claude-haiku-4-5", Some(1000.0), None));
/// # Ok::<(), breakeven::evidence::usage::UsageError>(())
/// ```
pub fn read(
    from: &mut (dyn BufRead + Send),
    mapping: Option<&Mapping>,
) -> Result<UsageExport, UsageError> {
    read_in_order(from, mapping, |next, work, take| {
        while let Some(batch) = next()? {
            take(work(batch));
        }
        Ok(())
    })
}

/// The same as [`read()`], with the work shared out.
///
/// # Errors
/// Those of [`read()`].
pub fn read_in_order(
    from: &mut (dyn BufRead + Send),
    mapping: Option<&Mapping>,
    in_order: InOrder,
) -> Result<UsageExport, UsageError> {
    let mut beginning = Vec::new();
    (&mut *from).take(BEGINNING).read_to_end(&mut beginning)?;
    if let Some(what) = other_kind(&beginning) {
        return Err(UsageError::OtherKind(what));
    }
    let text = beginning.strip_prefix(MARK).unwrap_or(&beginning);
    let blank = text.len() - text.trim_ascii_start().len();
    let first = text.get(blank).copied();
    let separator = table::separator(&text[blank..]);
    let skipped = beginning.len() - text.len();
    let mut whole = Cursor::new(beginning).chain(from);
    whole.consume(skipped);
    match first {
        Some(b'{' | b'[') => json::read(&mut whole, in_order),
        // A file that begins blank too: blank lines are passed over.
        _ => table::read(&mut whole, separator, mapping, in_order),
    }
}

/// What a file is if it is neither a table nor JSON, as a clause that begins small.
fn other_kind(beginning: &[u8]) -> Option<&'static str> {
    let text = beginning
        .strip_prefix(MARK)
        .unwrap_or(beginning)
        .trim_ascii_start();
    if beginning.starts_with(&[0xff, 0xfe]) || beginning.starts_with(&[0xfe, 0xff]) {
        Some("it is UTF-16 text. Save it as UTF-8")
    } else if text.starts_with(b"PK\x03\x04") {
        Some("it is packed (a ZIP archive or a spreadsheet). Unpack it, or save it as CSV")
    } else if text.starts_with(&[0x1f, 0x8b]) {
        Some("it is packed (gzip). Unpack it first")
    } else if text.starts_with(b"PAR1") {
        Some("it is a Parquet file. Export it as CSV or JSON")
    } else if text.starts_with(b"%PDF") {
        Some("it is a PDF. Export the usage as CSV or JSON")
    } else if text.starts_with(b"<") {
        Some("it is a web page, not the export. Download the export itself")
    } else if text
        .iter()
        .skip(1)
        .step_by(2)
        .take(50)
        .filter(|byte| **byte == 0)
        .count()
        > 10
    {
        Some("it is UTF-16 text. Save it as UTF-8")
    } else if beginning.contains(&0) {
        Some("it has bytes of 0, so it is no text")
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
