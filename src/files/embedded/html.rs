//! The texts that a web page carries without showing them.

use std::path::Path;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::files::names;

use super::found::{FoundText, MAX_TEXT_BYTES};

/// The attribute with a hidden text's name as a file. Programs that save a page may drop it.
const NAME_ATTRIBUTE: &str = "data-breakeven";

/// The texts of the elements that hold a report's scenario and settings: `pre`, and `script`, where earlier versions had them.
pub(super) fn hidden_texts(bytes: &[u8]) -> Vec<FoundText> {
    let mut emitter = DefaultEmitter::<()>::default();
    // The content of a script isn't markup.
    emitter.naively_switch_states(true);
    let mut texts = Vec::new();
    let mut open: Option<FoundText> = None;
    for Ok(token) in Tokenizer::new_with_emitter(bytes, emitter) {
        match token {
            Token::StartTag(tag) if matches!(&**tag.name, b"pre" | b"script") => {
                let name = tag.attributes.get(NAME_ATTRIBUTE.as_bytes());
                let name = name.map_or_else(String::new, |name| {
                    String::from_utf8_lossy(&name.value).into_owned()
                });
                open = Some(FoundText {
                    is_declared: names::is_scenario_file(Path::new(&name)),
                    name,
                    text: String::new(),
                });
            }
            Token::StartTag(tag) if &**tag.name == b"br" => {
                if let Some(text) = &mut open {
                    text.text.push('\n');
                }
            }
            Token::String(part) => {
                if let Some(text) = &mut open {
                    text.text.push_str(&String::from_utf8_lossy(&part.value));
                }
            }
            Token::EndTag(tag) if matches!(&**tag.name, b"pre" | b"script") => {
                texts.extend(open.take().filter(|text| text.text.len() <= MAX_TEXT_BYTES));
            }
            _ => {}
        }
    }
    texts
}

/// A text whose quotes and brackets a program has escaped where that isn't markup, as it was before.
pub(super) fn unescaped(text: &str) -> String {
    let tokens = Tokenizer::new(text).filter_map(|token| match token {
        Ok(Token::String(part)) => Some(String::from_utf8_lossy(&part.value).into_owned()),
        _ => None,
    });
    tokens.collect()
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
