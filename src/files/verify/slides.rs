//! Reports as slides: the texts of each slide, the numbers of each chart, and the other parts of the file.

use std::collections::BTreeMap;

use crate::files::embedded::package::{parsed, text, unpacked};

use super::difference::{Difference, of_parts};
use super::texts::{self, PlacedText};

/// What other programs write in their own way when they save.
const STYLES: &str = "ppt/presProps.xml";

type Parts = BTreeMap<String, Vec<u8>>;

pub(super) fn differences(found: &[u8], wanted: &[u8]) -> Result<Vec<Difference>, String> {
    let (found, wanted) = (unpacked(found)?, unpacked(wanted)?);
    let mut differences = texts::differences(&texts_of(&found)?, &texts_of(&wanted)?);
    let is_saved_anew = found.get(STYLES) != wanted.get(STYLES);
    if differences.is_empty() && !is_saved_anew {
        differences.extend(of_parts(&found, &wanted));
    }
    Ok(differences)
}

/// What is read on slides and in charts, in the order of their numbers.
fn texts_of(parts: &Parts) -> Result<Vec<PlacedText>, String> {
    let mut named: Vec<(String, &Vec<u8>)> = Vec::new();
    for (name, content) in parts {
        for (folder, what) in [
            ("ppt/slides/slide", "slide"),
            ("ppt/charts/chart", "chart"),
            ("ppt/notesSlides/notesSlide", "notes of slide"),
        ] {
            let number = name
                .strip_prefix(folder)
                .and_then(|rest| rest.strip_suffix(".xml"));
            if let Some(number) = number.and_then(|number| number.parse::<u32>().ok()) {
                named.push((format!("{what} {number}"), content));
            }
        }
    }
    named.sort_by_key(|(name, _)| (name.len(), name.clone()));
    let mut found = Vec::new();
    for (place, content) in named {
        let document = parsed(text(content)?)?;
        for node in document.descendants() {
            if matches!(node.tag_name().name(), "t" | "v" | "f")
                && let Some(text) = node.text()
            {
                found.push(PlacedText {
                    place: place.clone(),
                    text: text.to_owned(),
                });
            }
        }
    }
    Ok(found)
}
