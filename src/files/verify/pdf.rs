//! Reports as PDF: the lines of each page, and how it is drawn.

use std::collections::BTreeSet;
use std::time::Duration;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::files::embedded::pdf::{guarded, load};

use super::difference::Difference;
use super::texts::{self, PlacedText};

/// What is drawn is looked at up to this size, and not deeper than this.
const MAX_DRAWN_BYTES: usize = 256 << 20;
const MAX_DEPTH: usize = 40;
/// All pages are read, not only what is attached.
const LONGEST: Duration = Duration::from_secs(30);
/// A stream is unpacked up to this size.
const MAX_STREAM_BYTES: usize = 64 << 20;

/// A page.
struct Page {
    lines: Vec<PlacedText>,
    /// What its objects say, one after the other.
    drawn: Vec<u8>,
}

pub(super) fn differences(found: &[u8], wanted: &[u8]) -> Result<Vec<Difference>, String> {
    let (found, wanted) = (
        guarded(found, LONGEST, pages)?,
        guarded(wanted, LONGEST, pages)?,
    );
    let mut differences = Vec::new();
    for (number, (page, other)) in (1..).zip(found.iter().zip(&wanted)) {
        let of_page = texts::differences(&page.lines, &other.lines);
        if of_page.is_empty() && page.drawn != other.drawn {
            differences.push(Difference::of_part(format!("page {number}")));
        }
        differences.extend(of_page);
    }
    if found.len() != wanted.len() {
        let [found, wanted] = [found, wanted].map(|pages| format!("{} pages", pages.len()));
        differences.push(Difference::new("the document", found, wanted));
    }
    Ok(differences)
}

fn pages(bytes: &[u8]) -> Result<Vec<Page>, String> {
    let document = load(bytes)?;
    let mut budget = MAX_DRAWN_BYTES;
    let pages = document.get_pages();
    Ok(pages
        .into_iter()
        .map(|(number, id)| {
            let text = document.extract_text(&[number]).unwrap_or_default();
            let lines = text.lines().map(|line| PlacedText {
                place: format!("page {number}"),
                text: line.to_owned(),
            });
            let lines = lines.collect();
            let mut drawn = Drawn {
                document: &document,
                seen: BTreeSet::new(),
                bytes: Vec::new(),
                budget: &mut budget,
            };
            drawn.add_reference(id, 0);
            Page {
                lines,
                drawn: drawn.bytes,
            }
        })
        .collect())
}

/// What the objects of a page say, whatever their numbers are.
struct Drawn<'a> {
    document: &'a Document,
    seen: BTreeSet<ObjectId>,
    bytes: Vec<u8>,
    budget: &'a mut usize,
}

impl Drawn<'_> {
    fn add_reference(&mut self, id: ObjectId, depth: usize) {
        if self.seen.insert(id)
            && let Ok(object) = self.document.get_object(id)
        {
            let object = object.clone();
            self.add(&object, depth + 1);
        }
    }

    fn add(&mut self, object: &Object, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match object {
            Object::Reference(id) => self.add_reference(*id, depth),
            Object::Array(items) => {
                for item in items {
                    self.add(item, depth + 1);
                }
            }
            Object::Dictionary(dictionary) => self.add_dictionary(dictionary, depth),
            Object::Stream(stream) => {
                self.add_dictionary(&stream.dict, depth);
                self.add_stream(stream);
            }
            other => self.put(format!("{other:?} ").as_bytes()),
        }
    }

    fn add_dictionary(&mut self, dictionary: &Dictionary, depth: usize) {
        for (key, value) in dictionary {
            // What leads back to the whole document, and how streams are packed.
            if matches!(
                key.as_slice(),
                b"Parent" | b"P" | b"Length" | b"Filter" | b"DecodeParms"
            ) {
                continue;
            }
            self.put(key);
            self.add(value, depth + 1);
        }
    }

    fn add_stream(&mut self, stream: &Stream) {
        let unpacked = stream.decompressed_content_with_limit(MAX_STREAM_BYTES);
        self.put(unpacked.as_deref().unwrap_or(&stream.content));
    }

    fn put(&mut self, bytes: &[u8]) {
        let bytes = &bytes[..bytes.len().min(*self.budget)];
        *self.budget -= bytes.len();
        self.bytes.extend_from_slice(bytes);
    }
}
