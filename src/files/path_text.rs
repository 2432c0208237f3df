//! Paths in the settings file. A path that is text is written as it is. A name that isn't, which other programs may have made, is written
//! escaped behind a NUL character, which no path contains, so that it is read back as the same path.
//!
//! For `#[serde(with = …)]`: this module for a path, [`optional`] and [`list`] for several.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How the text of an escaped path begins.
const ESCAPED: char = '\0';

struct PathText(PathBuf);

impl Serialize for PathText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for PathText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

pub(super) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    match path.to_str() {
        Some(text) => serializer.serialize_str(text),
        None => serializer.serialize_str(&format!("{ESCAPED}{}", escaped(path))),
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(match text.strip_prefix(ESCAPED) {
        Some(escaped) => PathBuf::from(unescaped(escaped)),
        None => PathBuf::from(text),
    })
}

/// An optional path.
#[expect(clippy::ref_option, reason = "serde passes the field")]
pub(super) mod optional {
    use super::{Deserialize, Deserializer, PathBuf, PathText, Serialize, Serializer};

    pub(in crate::files) fn serialize<S: Serializer>(
        path: &Option<PathBuf>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        path.clone().map(PathText).serialize(serializer)
    }

    pub(in crate::files) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<PathBuf>, D::Error> {
        let path: Option<PathText> = Option::deserialize(deserializer)?;
        Ok(path.map(|path| path.0))
    }
}

/// A list of paths.
pub(super) mod list {
    use super::{Deserialize, Deserializer, PathBuf, PathText, Serializer};

    pub(in crate::files) fn serialize<S: Serializer>(
        paths: &[PathBuf],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(paths.iter().cloned().map(PathText))
    }

    pub(in crate::files) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<PathBuf>, D::Error> {
        let paths: Vec<PathText> = Vec::deserialize(deserializer)?;
        Ok(paths.into_iter().map(|path| path.0).collect())
    }
}

/// Bytes that aren't text, and "%", as %XX.
#[cfg(unix)]
fn escaped(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    let mut text = String::new();
    for part in path.as_os_str().as_bytes().utf8_chunks() {
        text.push_str(&part.valid().replace('%', "%25"));
        text.extend(part.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    text
}

#[cfg(unix)]
fn unescaped(text: &str) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;
    let mut bytes = Vec::new();
    let mut parts = text.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let byte = part
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part[2..].bytes());
            }
            None => bytes.extend(format!("%{part}").bytes()),
        }
    }
    OsString::from_vec(bytes)
}

/// Halves of characters, and "%", as %XXXX.
#[cfg(windows)]
fn escaped(path: &Path) -> String {
    use std::os::windows::ffi::OsStrExt as _;
    char::decode_utf16(path.as_os_str().encode_wide())
        .map(|letter| match letter {
            Ok('%') => "%0025".to_owned(),
            Ok(letter) => letter.to_string(),
            Err(half) => format!("%{:04X}", half.unpaired_surrogate()),
        })
        .collect()
}

#[cfg(windows)]
fn unescaped(text: &str) -> OsString {
    use std::os::windows::ffi::OsStringExt as _;
    let mut units: Vec<u16> = Vec::new();
    let mut parts = text.split('%');
    units.extend(parts.next().unwrap_or_default().encode_utf16());
    for part in parts {
        let unit = part
            .get(..4)
            .and_then(|digits| u16::from_str_radix(digits, 16).ok());
        match unit {
            Some(unit) => {
                units.push(unit);
                units.extend(part[4..].encode_utf16());
            }
            None => units.extend(format!("%{part}").encode_utf16()),
        }
    }
    OsString::from_wide(&units)
}

#[cfg(not(any(unix, windows)))]
fn escaped(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(not(any(unix, windows)))]
fn unescaped(text: &str) -> OsString {
    OsString::from(text)
}
