//! Every text in the program's source, so that notices, errors and dialogs are read too, whatever has to happen before they are shown.

use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use super::rules::faults;
use crate::layers::source::rust_files;

/// Texts in which a word stands for something else: a file that is elsewhere now, a format's name, a word that is filled in.
const EXEMPT: [&str; 4] = [
    "The file was moved or deleted. Save the recovered scenario to keep it",
    "was moved or deleted. Save the open scenario to keep it",
    "Moved {} to the trash",
    "--csv-separator and --csv-decimal need --format csv or draws, not {key}",
];

/// Adds the text literals with a space. Attributes are left out: they hold comments and reasons. Those of errors hold what is shown.
fn add_texts(tokens: TokenStream, texts: &mut Vec<String>) {
    let mut is_attribute = false;
    for token in tokens {
        match &token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                is_attribute = true;
                continue;
            }
            TokenTree::Punct(mark) if is_attribute && mark.as_char() == '!' => continue,
            TokenTree::Group(group) => {
                let first = group.stream().into_iter().next();
                let is_error = first.is_some_and(|first| first.to_string() == "error");
                if !is_attribute || is_error {
                    add_texts(group.stream(), texts);
                }
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if text.starts_with('"') && text.contains(' ') {
                    texts.push(text[1..text.len() - 1].replace("\\u{a0}", "\u{a0}"));
                }
            }
            _ => {}
        }
        is_attribute = false;
    }
}

fn texts_of(source: &str) -> Vec<String> {
    let program = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut texts = Vec::new();
    add_texts(program.parse().unwrap(), &mut texts);
    texts
}

/// What is wrong with a text of the source; names of values in braces are no words of it.
fn faults_of(text: &str) -> Vec<String> {
    if EXEMPT.contains(&text) {
        return Vec::new();
    }
    let words = text.split('{').enumerate().map(|(place, part)| {
        let after = part.split_once('}').map(|(_, after)| after);
        if place == 0 {
            part
        } else {
            after.unwrap_or(part)
        }
    });
    faults(&words.collect::<Vec<_>>().join("…"))
}

#[test]
fn every_text_of_the_program_uses_its_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut found, mut seen) = (Vec::new(), 0);
    for path in rust_files(&folder) {
        let texts = texts_of(&std::fs::read_to_string(&path).unwrap());
        seen += texts.len();
        for fault in texts.iter().flat_map(|text| faults_of(text)) {
            found.push(format!("{}: {fault}", path.display()));
        }
    }
    assert!(seen > 1000, "only {seen} texts were found");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn texts_of_the_source_are_found_and_their_faults_too() {
    let source = r#"
        /// A comment that wins.
        #[error("{0} wins")]
        enum E {}
        fn f() { say(format!("at base {draws} draws")); g("67\u{a0}% of them"); }
        #[cfg(test)]
        mod tests { const T: &str = "it wins"; }"#;
    let texts = texts_of(source);
    assert_eq!(
        texts,
        ["{0} wins", "at base {draws} draws", "67\u{a0}% of them"]
    );
    let found: Vec<_> = texts.iter().flat_map(|text| faults_of(text)).collect();
    assert_eq!(found.len(), 4, "{found:?}");
}
