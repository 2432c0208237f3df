//! Keeps a file's own text when its scenario is saved: comments, layout, spelling of numbers and order of fields stay, and only the values
//! that changed are written anew.
//!
//! - [`edited`]: the text of a file with another scenario in it
//! - `changes`: compares what the program would write for the old scenario and for the new one, field by field, so that no list of fields is
//!   kept here; `place`: where new text goes among the old
//! - `source`: a text and its layout; `syntax`: where values, entries and comments stand in it
//!
//! What changed is treated like this:
//!
//! - A value that changed is replaced where it stands, also by its default: `None` for what is optional.
//! - A field that the file doesn't state yet is inserted after the field that comes before it in the format, as its neighbours are set.
//! - Entries of `sources` and `monthly_queries`, and points of a range, that are gone are removed.
//! - A comment within a replaced value or a removed entry moves before it.
//!
//! The result is read again: what can't be read as exactly the scenario that was to be saved is refused.

mod changes;
mod place;
mod source;
pub(super) mod syntax;

use std::ops::Range;

use crate::scenario::Scenario;

use super::format;
use changes::Changes;
use source::Source;
use syntax::Syntax;

/// The text of a file with `scenario` in place of the one that it holds, and everything else as it is. `None` if the text can't be read,
/// or can't be edited so that it holds exactly this scenario.
///
/// ```
/// use breakeven::files::edit::edited;
/// use breakeven::files::format;
///
/// let text = "(
///     version: 2, // of the format
///     hourly_rate: 95.00, // as agreed
/// )";
/// let mut scenario = format::read(text)?;
/// scenario.name = "Support replies".to_owned();
/// assert_eq!(
///     edited(text, &scenario).as_deref(),
///     Some("(
///     version: 2, // of the format
///     name: \"Support replies\",
///     hourly_rate: 95.00, // as agreed
/// )")
/// );
/// # Ok::<(), format::FormatError>(())
/// ```
pub fn edited(text: &str, scenario: &Scenario) -> Option<String> {
    let body = format::without_mark(text);
    let mark = &text[..text.len() - body.len()];
    let body = format::current_text(body).ok()?;
    let mut before = format::read(&body).ok()?;
    // An older file states its version, which is written anew with the rest.
    before.version = format::stated_version(&body);
    let file = Source::new(&body)?;
    let write = |scenario| format::write_named(scenario, file.syntax.names_structs).ok();
    let (old, new) = (write(&before)?, write(scenario)?);
    let mut changes = Changes {
        file: &file,
        old: &Source::new(&old)?,
        new: &Source::new(&new)?,
        edits: Vec::new(),
    };
    changes.of_scenario();
    let result = mark.to_owned() + &applied(&body, changes.edits)?;
    let read = format::read(&result).ok()?;
    (read == *scenario).then_some(result)
}

/// Whether a text has comments. One whose places can't be found may have some.
///
/// ```
/// use breakeven::files::edit::holds_comments;
///
/// assert!(holds_comments(r#"(name: r"D:\plans\", /* nested /* twice */ */)"#));
/// assert!(!holds_comments(r#"(name: r"see // there")"#));
/// ```
pub fn holds_comments(text: &str) -> bool {
    Syntax::new(format::without_mark(text)).is_none_or(|syntax| !syntax.comments.is_empty())
}

/// The text with its edits; `None` if two of them overlap.
fn applied(text: &str, mut edits: Vec<(Range<usize>, String)>) -> Option<String> {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        result.push_str(text.get(at..range.start)?);
        result.push_str(&new);
        at = range.end;
    }
    result.push_str(&text[at..]);
    Some(result)
}
