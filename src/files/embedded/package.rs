//! Office files: archives of parts, most of which are XML.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

/// Parts of a package; a book has some twenty.
const MAX_PARTS: usize = 2_000;
/// A part, and all of them, are unpacked up to these sizes.
const MAX_PART_BYTES: u64 = 64 << 20;
const MAX_UNPACKED_BYTES: usize = 160 << 20;

pub(in crate::files) const DAMAGED: &str = "the file is damaged";

/// The parts of a package, by their names.
pub(in crate::files) fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    if archive.len() > MAX_PARTS {
        return Err("it has more parts than any report of Breakeven’s".to_owned());
    }
    let (mut parts, mut size) = (BTreeMap::new(), 0);
    for place in 0..archive.len() {
        let file = archive.by_index(place).map_err(|_| DAMAGED)?;
        let name = file.name().map_err(|_| DAMAGED)?.into_owned();
        let mut content = Vec::new();
        let read = file.take(MAX_PART_BYTES + 1).read_to_end(&mut content);
        read.map_err(|_| DAMAGED)?;
        size += content.len();
        if content.len() as u64 > MAX_PART_BYTES || size > MAX_UNPACKED_BYTES {
            return Err("a part of it is too large to be unpacked".to_owned());
        }
        parts.insert(name, content);
    }
    Ok(parts)
}

pub(in crate::files) fn text(bytes: &[u8]) -> Result<&str, String> {
    str::from_utf8(bytes).map_err(|_| DAMAGED.to_owned())
}

pub(in crate::files) fn parsed(text: &str) -> Result<Document<'_>, String> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: 10_000_000,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|_| DAMAGED.to_owned())
}

pub(in crate::files) fn elements<'a>(
    document: &'a Document,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'a>> {
    let nodes = document.descendants();
    nodes.filter(move |node| node.is_element() && node.tag_name().name() == name)
}
