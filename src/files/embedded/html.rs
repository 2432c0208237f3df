//! The texts that a web page carries without showing them.

use std::cell::Cell;
use std::path::Path;

use html5gum::emitters::callback::CallbackEvent;

use crate::files::names;

use super::found::{FoundText, MAX_TEXT_BYTES, MAX_TEXTS};
use super::markup::each_event;

/// The attribute with a hidden text's name as a file. Programs that save a page may drop it.
const NAME_ATTRIBUTE: &str = "data-breakeven";

/// The texts of the elements that hold a report's scenario and settings: `pre`, and `script`, where earlier versions had them.
pub(super) fn hidden_texts(bytes: &[u8]) -> Vec<FoundText> {
    let mut open: Option<FoundText> = None;
    let mut is_in_tag_of_text = false;
    let mut is_name_next = false;
    let mut has_name = false;
    // Attributes come one by one: a tag of millions of them isn't collected.
    let on_event = |event: CallbackEvent<'_>| -> Option<FoundText> {
        let was_name_next = std::mem::take(&mut is_name_next);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                is_in_tag_of_text = is_of_text(name);
                has_name = false;
                if is_in_tag_of_text {
                    open = Some(FoundText::default());
                } else if name == b"br"
                    && let Some(text) = &mut open
                {
                    text.text.push('\n');
                }
            }
            CallbackEvent::AttributeName { name } => {
                is_name_next = is_in_tag_of_text && !has_name && name == NAME_ATTRIBUTE.as_bytes();
                has_name |= is_name_next;
            }
            CallbackEvent::AttributeValue { value } if was_name_next => {
                if let Some(text) = &mut open {
                    text.name = String::from_utf8_lossy(value).into_owned();
                    text.is_declared = names::is_scenario_file(Path::new(&text.name));
                }
            }
            CallbackEvent::CloseStartTag { .. } => is_in_tag_of_text = false,
            CallbackEvent::String { value } => {
                // One byte more than may be is enough to know that it is too much.
                if let Some(text) = &mut open
                    && text.text.len() <= MAX_TEXT_BYTES
                {
                    text.text.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::EndTag { name } if is_of_text(name) => {
                return open.take().filter(|text| text.text.len() <= MAX_TEXT_BYTES);
            }
            _ => {}
        }
        None
    };
    // The content of a script isn't markup.
    each_event(bytes, true, &Cell::new(0), on_event)
        .take(MAX_TEXTS)
        .collect()
}

/// Whether elements of this name may hold such a text.
fn is_of_text(element: &[u8]) -> bool {
    matches!(element, b"pre" | b"script")
}

/// A text whose quotes and brackets a program has escaped where that isn't markup, as it was before.
pub(super) fn unescaped(text: &str) -> String {
    let on_event = |event: CallbackEvent<'_>| match event {
        CallbackEvent::String { value } => Some(String::from_utf8_lossy(value).into_owned()),
        _ => None,
    };
    each_event(text.as_bytes(), false, &Cell::new(0), on_event).collect()
}

/// Whether a file begins with the head of a web archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    (head.starts_with("from:") || head.starts_with("mime-version:"))
        && head.contains("multipart/related")
}

/// The text of a web archive without its encoding (quoted-printable): "=" at the end of a line continues it, and "=3C" is a byte.
pub(super) fn unpacked_archive(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'=' {
            unpacked.push(byte);
            continue;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16);
        match *behind {
            [b'\r', b'\n', ..] => rest = &behind[2..],
            [b'\n', ..] => rest = &behind[1..],
            [high, low, ..] if digit(high).is_some() && digit(low).is_some() => {
                let value = digit(high)
                    .zip(digit(low))
                    .map_or(0, |(high, low)| high * 16 + low);
                unpacked.push(value as u8);
                rest = &behind[2..];
            }
            _ => unpacked.push(byte),
        }
    }
    unpacked
}
