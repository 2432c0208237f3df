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

/// What a file is called where its folder doesn't matter.
pub fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
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

/// A free path for a copy of the file at `path`, and the copy's name, made from that of the original: "Support replies (copy)", then
/// "Support replies (copy 2)". The file is named after the copy.
pub fn free_copy(path: &Path, title: &str) -> (PathBuf, String) {
    let original = without_copy_mark(title);
    let numbered = |number: u32| match number {
        1 => format!("{original} (copy)"),
        _ => format!("{original} (copy {number})"),
    };
    let mut number = 1;
    loop {
        let name = numbered(number);
        let copy = path.with_file_name(file_name(&name));
        if !copy.exists() {
            return (copy, name);
        }
        if !safe_stem(&name).ends_with(')') {
            // Too long for the mark: the file is numbered instead.
            return (free_path(&copy), name);
        }
        number += 1;
    }
}

/// A title without the mark of a copy, so that copies of copies are counted on.
fn without_copy_mark(title: &str) -> &str {
    let marked = || {
        let (original, mark) = title.strip_suffix(')')?.rsplit_once(" (copy")?;
        let number = mark.strip_prefix(' ');
        let is_mark = number.map_or(mark.is_empty(), |number| number.parse::<u32>().is_ok());
        is_mark.then_some(original)
    };
    marked().unwrap_or(title)
}

/// Why a path can't be that of a file, whatever is on the disk; `None` if it can.
///
/// ```
/// use breakeven::files::names::why_no_file;
///
/// assert!(why_no_file("".as_ref()).is_some() && why_no_file("folder/".as_ref()).is_some());
/// assert_eq!(why_no_file("folder/plan.ron".as_ref()), None);
/// ```
pub fn why_no_file(path: &Path) -> Option<&'static str> {
    let bytes = path.as_os_str().as_encoded_bytes();
    let is_separator = |byte: &u8| std::path::is_separator(char::from(*byte));
    if bytes.is_empty() {
        Some("this names no file")
    } else if bytes.contains(&0) {
        Some("a file’s name can’t hold a NUL character")
    } else if bytes.last().is_some_and(is_separator) {
        Some("this names a folder; add the name of a file")
    } else {
        None
    }
}

/// The folder of `path` if it is missing. Exports don't create folders, because a missing one is more likely a typing error.
pub fn missing_folder(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    let named = !folder.as_os_str().is_empty();
    (named && !folder.is_dir()).then_some(folder)
}
