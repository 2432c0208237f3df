//! Names of files, made from the names of scenarios.

use std::path::{Path, PathBuf};

/// Extension of scenario files.
pub const EXTENSION: &str = "ron";

/// A name as typed for a file, without the extension.
pub fn stem(name: &str) -> &str {
    name.trim().trim_end_matches(".ron")
}

/// A file name with extension, made from a scenario's name.
pub fn file_name(name: &str) -> String {
    format!("{}.{EXTENSION}", safe_stem(name))
}

/// A file name without extension, made from a scenario's name without the characters that file systems refuse.
pub fn safe_stem(name: &str) -> String {
    let safe: String = stem(name)
        .chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    let safe = safe.trim().trim_matches('.').trim();
    // Most file systems limit names to 255 bytes.
    let mut short = String::new();
    for letter in safe.chars().take(80) {
        if short.len() + letter.len_utf8() <= 200 {
            short.push(letter);
        }
    }
    let reserved = |stem: &str| {
        let stem = stem.to_ascii_uppercase();
        let numbered = stem.strip_prefix("COM").or(stem.strip_prefix("LPT"));
        matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
            || numbered.is_some_and(|number| number.len() == 1)
    };
    // Windows reserves some names.
    if short.is_empty() || reserved(&short) {
        short.insert_str(
            0,
            if short.is_empty() {
                "scenario"
            } else {
                "scenario "
            },
        );
    }
    short
}

/// `path` if no file is there, or else the first free path with a number after the name.
pub fn free_path(path: &Path) -> PathBuf {
    if !path.exists() {
        return path.to_owned();
    }
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let numbered = |number: u32| path.with_file_name(format!("{stem} {number}.{EXTENSION}"));
    let mut number = 2;
    while numbered(number).exists() {
        number += 1;
    }
    numbered(number)
}

/// The folder of `path` if it doesn't exist. Exports don't create folders: a missing one is more likely a typing error.
pub fn missing_folder(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    let named = !folder.as_os_str().is_empty();
    (named && !folder.is_dir()).then_some(folder)
}
