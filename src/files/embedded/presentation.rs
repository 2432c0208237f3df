//! The texts that a presentation (.pptx) carries, as custom XML parts.

use roxmltree::Node;

use super::found::{FoundText, MAX_TEXT_BYTES};
use super::package::{parsed, text, unpacked};
use crate::files::names;

/// The namespace of such a text.
const ATTACHED: &str = "urn:breakeven:attached:1";

/// The texts, or why the presentation can't be read.
pub(super) fn texts(bytes: &[u8]) -> Result<Vec<FoundText>, String> {
    let parts = unpacked(bytes)?;
    let mut texts = Vec::new();
    for (_, content) in parts
        .iter()
        .filter(|(name, _)| name.starts_with("customXml/"))
    {
        let document = parsed(text(content)?)?;
        let root = document.root_element();
        if !root.has_tag_name((ATTACHED, "attached")) {
            continue;
        }
        let child = |name: &str| {
            let child = root
                .children()
                .find(|child| child.has_tag_name((ATTACHED, name)));
            child.map(|child| decoded(&child)).unwrap_or_default()
        };
        let (name, text) = (child("name"), child("text"));
        if text.len() <= MAX_TEXT_BYTES {
            texts.push(FoundText {
                is_declared: names::is_scenario_file(name.as_ref()),
                name,
                text,
            });
        }
    }
    Ok(texts)
}

/// The text of an element, in which letters that XML doesn't allow are elements of their own.
fn decoded(element: &Node) -> String {
    let mut text = String::new();
    for node in element.children() {
        let code = node.attribute("code").and_then(|code| code.parse().ok());
        match code.and_then(char::from_u32) {
            Some(letter) => text.push(letter),
            None => text.push_str(node.text().unwrap_or_default()),
        }
    }
    text
}
