//! Finds the number in a file that was written as people type it and RON doesn't have it: "10k", "1.234,56", "15%". RON's own errors about
//! these are about what it expected next: of `input: 3,0` it says that 0 is no identifier.

use crate::scenario::Estimate;
use crate::scenario::inputs::{self, Input, Notation, Value};
use crate::scenario::quantity::{self, ParseNumberError};

use super::edit::syntax::text_or_comment;

/// A number that isn't one in RON, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistyped {
    /// The path of its field.
    pub(super) field: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
    /// What is wrong, and what to write.
    pub(super) problem: String,
}

/// The mistyped number that an error at this line and column is about, if it is about one.
pub(super) fn mistyped(text: &str, line: usize, column: usize) -> Option<Mistyped> {
    let error_at = offset_of(text, line, column)?;
    let (field, start) = field_at(text, error_at)?;
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let written = value_text(&text[start..], field.ends_with(']'));
    let input = input_of_number(&field)?;
    let quoted = written
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let number = quoted.unwrap_or(written).trim();
    let is_ron = ron::from_str::<f64>(number).is_ok();
    if !looks_like_number(number, input) || (is_ron && quoted.is_none()) {
        return None;
    }
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    Some(Mistyped {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        problem: problem(written, number, is_ron, input, &field),
        field,
    })
}

/// The input whose number, or one of whose numbers, the field is.
fn input_of_number(field: &str) -> Option<&'static Input> {
    let whole = field.split('[').next().unwrap_or(field);
    let point = ["low", "likely", "high"]
        .iter()
        .find_map(|point| whole.strip_suffix(point)?.strip_suffix('.'));
    inputs::find(point.unwrap_or(whole)).filter(|input| input.domain().is_some())
}

/// Whether somebody meant a number: it can be read as one, or begins as one.
fn looks_like_number(text: &str, input: &Input) -> bool {
    quantity::parse_in_file_unit(text, input.unit).is_ok()
        || text.starts_with(|c: char| c.is_numeric() || "+-−–.,$€£¥₹₩".contains(c))
            && text.contains(char::is_numeric)
}

fn problem(written: &str, number: &str, is_ron: bool, input: &Input, field: &str) -> String {
    let is_point = !field.ends_with(input.path) || field.ends_with(']');
    let meant = match quantity::read(number, input.unit, Notation::File) {
        _ if is_ron => vec![number.to_owned()],
        Ok(typed) => match (input.read(number, Notation::File), typed.estimate) {
            (_, Estimate::Exact(value)) => vec![value.to_string()],
            (Ok(Value::Estimate(_)), Estimate::Range { low, high }) if !is_point => {
                vec![format!("(low: {low}, high: {high})")]
            }
            (Ok(Value::Estimate(_)), Estimate::Pert { low, likely, high }) if !is_point => {
                vec![format!("(low: {low}, likely: {likely}, high: {high})")]
            }
            _ => Vec::new(),
        },
        Err(ParseNumberError::Grouping { meant, .. }) => meant
            .iter()
            .map(|meant| meant.replace(',', ""))
            .filter(|meant| ron::from_str::<f64>(meant).is_ok())
            .collect(),
        Err(_) => Vec::new(),
    };
    let write = match meant.as_slice() {
        [] => String::new(),
        several => format!(": write {}", several.join(" or ")),
    };
    let allowed = input
        .domain()
        .map_or(String::new(), |domain| format!("; allowed: {domain}"));
    format!(
        "“{}” isn’t a number as files have it{write}. Numbers in files have a point before decimals, no separator but _ and no unit, such as 10000 or 2.5{allowed}",
        shortened(written)
    )
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The place in the text of a line and a column, both from 1.
fn offset_of(text: &str, line: usize, column: usize) -> Option<usize> {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(ends) => text.match_indices('\n').nth(ends)?.0 + 1,
    };
    let rest = &text[start..];
    let within = rest.char_indices().nth(column.checked_sub(1)?);
    Some(start + within.map_or(rest.len(), |(place, _)| place))
}

/// An open bracket.
struct Level {
    /// The field whose value is being read; empty if none was named.
    field: String,
    /// Where that value begins.
    start: usize,
    /// In a list, the place of the element that is being read.
    element: Option<usize>,
}

/// The path of the field to whose value this place belongs, and where that value begins.
fn field_at(text: &str, place: usize) -> Option<(String, usize)> {
    let mut levels: Vec<Level> = Vec::new();
    let mut word_start = None;
    let mut at = 0;
    while at < place {
        let rest = &text[at..];
        let letter = rest.chars().next()?;
        // Within a word, an r begins no raw text.
        let is_in_word = word_start.is_some() && is_word_letter(text[..at].chars().next_back());
        let is_looked_at = letter != 'r' || !is_in_word;
        // What is found is always gone past: looking for its end takes time by its length.
        if let Some(length) = is_looked_at.then(|| text_or_comment(rest)).flatten() {
            // The error is within it.
            if at + length > place {
                break;
            }
            at += length;
            continue;
        }
        let after = at + letter.len_utf8();
        let is_word = is_word_letter(Some(letter));
        match letter {
            '(' | '[' | '{' => levels.push(Level {
                field: String::new(),
                start: after,
                element: (letter == '[').then_some(0),
            }),
            ')' | ']' | '}' => {
                levels.pop();
            }
            ':' => {
                if let (Some(level), Some(start)) = (levels.last_mut(), word_start) {
                    text[start..at].trim_end().clone_into(&mut level.field);
                    level.start = after;
                }
            }
            ',' => {
                if let Some(Level {
                    element: Some(element),
                    start,
                    ..
                }) = levels.last_mut()
                {
                    *element += 1;
                    *start = after;
                }
            }
            _ => {}
        }
        if is_word {
            word_start = word_start.or(Some(at));
        } else if !letter.is_whitespace() {
            word_start = None;
        }
        at = after;
    }
    let start = levels.last()?.start;
    let mut path = String::new();
    for level in &levels {
        if let Some(element) = level.element {
            path.push('[');
            path.push_str(&element.to_string());
            path.push(']');
        } else if !level.field.is_empty() {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&level.field);
        }
    }
    Some((path, start))
}

fn is_word_letter(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
}

/// What is written as a value at the start of the text, as far as it goes: to the end of the line, a comment, the next field or the bracket
/// that closes. In a list every comma ends it.
fn value_text(text: &str, is_in_list: bool) -> &str {
    let line = text.lines().next().unwrap_or("");
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(letter) = line[at..].chars().next() {
        let rest = &line[at..];
        match letter {
            '"' => {
                at += text_or_comment(rest).unwrap_or(1);
                continue;
            }
            '/' if rest.starts_with("//") || rest.starts_with("/*") => break,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 && (is_in_list || ends_value(&rest[1..])) => break,
            _ => {}
        }
        at += letter.len_utf8();
    }
    line[..at].trim_end()
}

/// Whether a comma before this text ends a value: another field follows, a bracket closes, or nothing is left.
fn ends_value(text: &str) -> bool {
    let text = text.trim_start();
    let name = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    text.is_empty()
        || text.starts_with([')', ']', '}'])
        || text.starts_with("//")
        || text.starts_with("/*")
        || (!text.starts_with(|c: char| c.is_ascii_digit())
            && name > 0
            && text[name..].trim_start().starts_with(':'))
}
