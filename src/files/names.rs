//! Names and paths of files, made from the names of scenarios.

use std::path::{Path, PathBuf};

/// Extension of scenario files, without the dot.
pub const EXTENSION: &str = "ron";

/// Longer names are cut, so that they can be read in lists.
const MAX_STEM_CHARACTERS: usize = 80;
/// Most file systems limit names to 255 bytes, the extension and a number included.
const MAX_STEM_BYTES: usize = 200;

/// The name of a file as a user types it, without the extension if it was typed too.
pub fn stem(name: &str) -> &str {
    name.trim().trim_end_matches(".ron")
}

/// Whether a path has the extension of scenario files, in whatever case.
pub fn is_scenario_file(path: &Path) -> bool {
    let extension = path.extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

/// A file name with the extension, made from a scenario's name.
///
/// ```
/// use breakeven::files::names::file_name;
///
/// assert_eq!(file_name("Support replies"), "Support replies.ron");
/// assert_eq!(file_name("in/out?"), "in-out-.ron");
/// ```
pub fn file_name(name: &str) -> String {
    format!("{}.{EXTENSION}", safe_stem(name))
}

/// A file name without the extension, made from a scenario's name: characters that a file system may refuse are replaced, a long name is
/// cut, and a name that Windows reserves gets a word before it.
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
    let mut short = String::new();
    for letter in safe.chars().take(MAX_STEM_CHARACTERS) {
        if short.len() + letter.len_utf8() <= MAX_STEM_BYTES {
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

/// `path` if there is no such file yet, or else the first free path with a number from 2 on after the name.
pub fn free_path(path: &Path) -> PathBuf {
    if !path.exists() {
        return path.to_owned();
    }
    let numbered = |number: u32| {
        // The name needn't be text.
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push(format!(" {number}.{EXTENSION}"));
        path.with_file_name(name)
    };
    let mut number = 2;
    while numbered(number).exists() {
        number += 1;
    }
    numbered(number)
}

/// The folder of `path` if it is missing. Exports don't create folders, because a missing one is more likely a typing error.
pub fn missing_folder(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    let named = !folder.as_os_str().is_empty();
    (named && !folder.is_dir()).then_some(folder)
}
