//! Texts and other files that are read whole, such as a prompt.

use std::io::Read;
use std::path::Path;

use crate::files::error::{StoreError, io_error};
use crate::files::limits::MAX_MATERIAL_BYTES;

use super::{open_file, unusable, utf_16};

/// Reads a text file. It may begin with a byte order mark, which isn't part of the text.
pub fn read_text(path: &Path) -> Result<String, StoreError> {
    let (file, _) = open_file(path, "a text file")?;
    read_text_from(path, file)
}

/// Reads a file of bytes whole; `what` is what it should be: "a presentation".
pub fn read_bytes(path: &Path, what: &str) -> Result<Vec<u8>, StoreError> {
    let (file, size) = open_file(path, what)?;
    if size > MAX_MATERIAL_BYTES {
        return Err(unusable(path, "it is larger than 64 MB".to_owned()));
    }
    let mut bytes = Vec::new();
    let read = file.take(MAX_MATERIAL_BYTES).read_to_end(&mut bytes);
    read.map_err(io_error(path, "read it"))?;
    Ok(bytes)
}

/// Reads a text that comes from elsewhere; the path names it in errors.
pub fn read_text_from(path: &Path, from: impl Read) -> Result<String, StoreError> {
    let mut bytes = Vec::new();
    let read = from.take(MAX_MATERIAL_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(io_error(path, "read it"))?;
    text_of(&bytes).map_err(|problem| unusable(path, problem))
}

/// The text of these bytes, or why they are none.
fn text_of(bytes: &[u8]) -> Result<String, String> {
    if bytes.len() as u64 > MAX_MATERIAL_BYTES {
        return Err("it is larger than 64 MB".to_owned());
    }
    if let Some(problem) = utf_16(bytes) {
        return Err(problem.to_owned());
    }
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(text) {
        Ok(text) if text.contains('\0') => Err("it has bytes of 0, so it is no text".to_owned()),
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let line = text[..error.valid_up_to()]
                .iter()
                .filter(|byte| **byte == b'\n');
            let line = line.count() + 1;
            Err(format!(
                "line {line}: it is not UTF-8 text; save it as UTF-8"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_or_refused_in_one_sentence() {
        for (bytes, wanted) in [
            (&b"Be kind.\r\n"[..], Ok("Be kind.\r\n")),
            (b"\xef\xbb\xbfBe kind.", Ok("Be kind.")),
            (b"", Ok("")),
            (b"\xff\xfeB\0", Err("it is UTF-16 text; save it as UTF-8")),
            (
                b"a\nb\nc\xe9",
                Err("line 3: it is not UTF-8 text; save it as UTF-8"),
            ),
            (b"a\0b", Err("it has bytes of 0, so it is no text")),
        ] {
            let wanted = wanted.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(text_of(bytes), wanted, "{bytes:?}");
        }
    }
}
