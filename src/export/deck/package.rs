//! A file of parts that refer to each other (ECMA-376, part 2), read and written as a zip file.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::error::{DeckError, FileError};
use super::limits::{MAX_PACKED_MB, MAX_PARTS, MAX_UNPACKED_MB};
use super::xml::Xml;

const MB: usize = 1024 * 1024;
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// How the kinds of relationships begin that ECMA-376 names.
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// A part: what it is and its bytes.
#[derive(Debug, Clone)]
pub struct Part {
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// A reference from a part to another, or to something outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    pub id: String,
    /// A URI.
    pub kind: String,
    /// A part's name from the root, without a leading slash; or an address, if external.
    pub target: String,
    pub external: bool,
}

impl Relationship {
    /// Whether it is of a kind in [`OFFICE`], by its last word.
    pub fn is(&self, kind: &str) -> bool {
        self.kind.strip_prefix(OFFICE) == Some(kind)
    }
}

/// Parts by their names without a leading slash, and their relationships by the part that has them. The package's own are under "".
#[derive(Debug, Clone, Default)]
pub struct Package {
    pub parts: BTreeMap<String, Part>,
    pub relationships: BTreeMap<String, Vec<Relationship>>,
}

impl Package {
    /// Puts a part in, in place of one of the same name.
    pub fn put(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        let part = Part {
            content_type: content_type.to_owned(),
            bytes,
        };
        self.parts.insert(name.to_owned(), part);
    }

    /// Relates a part to another by a kind in [`OFFICE`] or a whole URI, and returns the relationship's id.
    pub fn relate(&mut self, from: &str, kind: &str, target: &str) -> String {
        let relationships = self.relationships.entry(from.to_owned()).or_default();
        let mut number = 1;
        let is_taken = |id: &str| relationships.iter().any(|other| other.id == id);
        while is_taken(&format!("rId{number}")) {
            number += 1;
        }
        let id = format!("rId{number}");
        let kind = if kind.contains("://") {
            kind.to_owned()
        } else {
            format!("{OFFICE}{kind}")
        };
        relationships.push(Relationship {
            id: id.clone(),
            kind,
            target: target.to_owned(),
            external: false,
        });
        id
    }

    /// The relationships that a part has.
    pub fn relationships_of(&self, part: &str) -> &[Relationship] {
        self.relationships.get(part).map_or(&[], Vec::as_slice)
    }

    /// The first part that a part relates to by a kind in [`OFFICE`].
    pub fn related(&self, from: &str, kind: &str) -> Option<&str> {
        let relationships = self.relationships_of(from);
        let found = relationships.iter().find(|one| one.is(kind));
        found.map(|one| one.target.as_str())
    }

    /// A name that no part has: the stem, the first number that is free, the ending.
    pub fn free_name(&self, stem: &str, ending: &str) -> String {
        let mut number = 1;
        while self.parts.contains_key(&format!("{stem}{number}{ending}")) {
            number += 1;
        }
        format!("{stem}{number}{ending}")
    }

    /// The text of a part.
    pub fn text(&self, name: &str) -> Result<&str, FileError> {
        let missing = || FileError::MissingPart(name.to_owned());
        let part = self.parts.get(name).ok_or_else(missing)?;
        text_of(name, &part.bytes)
    }

    /// Removes the parts to which no relationship leads.
    pub fn drop_unreachable(&mut self) {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![String::new()];
        while let Some(name) = waiting.pop() {
            let inner = self.relationships_of(&name).iter();
            let inner = inner.filter(|one| !one.external && self.parts.contains_key(&one.target));
            for relationship in inner {
                if reached.insert(relationship.target.clone()) {
                    waiting.push(relationship.target.clone());
                }
            }
        }
        self.parts.retain(|name, _| reached.contains(name));
        self.relationships
            .retain(|name, _| name.is_empty() || reached.contains(name));
    }

    /// Packs the file. The same parts give the same bytes.
    pub fn pack(&self) -> Result<Vec<u8>, DeckError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut write = |name: &str, bytes: &[u8]| -> Result<(), DeckError> {
            zip.start_file(name, options)?;
            Ok(zip.write_all(bytes)?)
        };
        write("[Content_Types].xml", &self.content_types())?;
        for (name, relationships) in &self.relationships {
            if !relationships.is_empty() {
                write(
                    &relationships_name(name),
                    &relationships_part(name, relationships),
                )?;
            }
        }
        for (name, part) in &self.parts {
            write(name, &part.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn content_types(&self) -> Vec<u8> {
        // Media are known by their extensions, everything else by its name.
        let relationships = "application/vnd.openxmlformats-package.relationships+xml";
        let mut defaults = BTreeMap::from([
            ("rels".to_owned(), relationships),
            ("xml".to_owned(), "application/xml"),
        ]);
        for (name, part) in &self.parts {
            if !extension_of(name).is_empty() {
                let kind = part.content_type.as_str();
                defaults.entry(extension_of(name)).or_insert(kind);
            }
        }
        let mut xml = Xml::new();
        let namespace = format!("{PACKAGE}/content-types");
        xml.element("Types", &[("xmlns", &namespace)], |xml| {
            for (extension, kind) in &defaults {
                xml.empty(
                    "Default",
                    &[("Extension", extension), ("ContentType", kind)],
                );
            }
            for (name, part) in &self.parts {
                if defaults.get(&extension_of(name)) != Some(&part.content_type.as_str()) {
                    let name = format!("/{name}");
                    let kind = &part.content_type;
                    xml.empty("Override", &[("PartName", &name), ("ContentType", kind)]);
                }
            }
        });
        xml.into_bytes()
    }

    /// Unpacks a file, within bounds.
    pub fn unpack(bytes: &[u8]) -> Result<Self, FileError> {
        if bytes.len() > MAX_PACKED_MB * MB {
            return Err(FileError::TooLarge(bytes.len().div_ceil(MB)));
        }
        // How an OLE file begins, which is what old and encrypted files are.
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err(FileError::OldOrLocked);
        }
        let mut raw = unzip(bytes)?;
        let is_open_document = raw.contains_key("mimetype");
        let types = raw.remove("[Content_Types].xml").ok_or_else(|| {
            let kind = if is_open_document {
                "an OpenDocument file"
            } else {
                "an archive without Office content"
            };
            FileError::WrongKind(kind.to_owned())
        })?;
        let types = ContentTypes::read(&types)?;
        let mut package = Self::default();
        for (name, bytes) in raw {
            if let Some(owner) = owner_of_relationships(&name) {
                let relationships = read_relationships(&name, &owner, &bytes)?;
                package.relationships.insert(owner, relationships);
            } else {
                let content_type = types.of(&name);
                package.put(&name, &content_type, bytes);
            }
        }
        Ok(package)
    }
}

fn unzip(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, FileError> {
    let damaged = |error: &dyn ToString| FileError::NotPacked(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(FileError::TooManyParts(archive.len()));
    }
    // The archive itself keeps only one of them.
    if archive.has_duplicate_names() {
        return Err(FileError::TwoOfOneName);
    }
    let mut left = MAX_UNPACKED_MB * MB;
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| damaged(&error))?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().map_err(|error| damaged(&error))?.into_owned();
        let mut content = Vec::new();
        // What the file says about its own size isn't trusted.
        let read = file.take(left as u64 + 1).read_to_end(&mut content);
        read.map_err(|error| damaged(&error))?;
        left = left
            .checked_sub(content.len())
            .ok_or(FileError::TooLargeUnpacked)?;
        parts.insert(name, content);
    }
    Ok(parts)
}

fn text_of<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, FileError> {
    let text = str::from_utf8(bytes).map_err(|error| bad(name, &error))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A part that can't be read.
pub fn bad(name: &str, why: &dyn ToString) -> FileError {
    FileError::BadPart(name.to_owned(), why.to_string())
}

struct ContentTypes {
    defaults: BTreeMap<String, String>,
    overrides: BTreeMap<String, String>,
}

impl ContentTypes {
    fn read(bytes: &[u8]) -> Result<Self, FileError> {
        let name = "[Content_Types].xml";
        let text = text_of(name, bytes)?;
        let document = roxmltree::Document::parse(text).map_err(|error| bad(name, &error))?;
        let entries = |key: &str| {
            let elements = document.root_element().children();
            let pairs = elements.filter_map(|element| {
                let key = element.attribute(key)?.trim_start_matches('/');
                Some((
                    key.to_ascii_lowercase(),
                    element.attribute("ContentType")?.to_owned(),
                ))
            });
            pairs.collect()
        };
        Ok(Self {
            defaults: entries("Extension"),
            overrides: entries("PartName"),
        })
    }

    fn of(&self, name: &str) -> String {
        let by_name = self.overrides.get(&name.to_ascii_lowercase());
        let found = by_name.or_else(|| self.defaults.get(&extension_of(name)));
        found.map_or_else(|| "application/octet-stream".to_owned(), String::clone)
    }
}

/// A file's ending in small letters: case doesn't count there.
fn extension_of(name: &str) -> String {
    let (_, extension) = name.rsplit_once('.').unwrap_or_default();
    extension.to_ascii_lowercase()
}

fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn relationships_name(owner: &str) -> String {
    match owner.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{owner}.rels"),
    }
}

fn owner_of_relationships(name: &str) -> Option<String> {
    let (folder, file) = name.strip_suffix(".rels")?.rsplit_once('/')?;
    match folder.rsplit_once('/') {
        Some((folder, "_rels")) => Some(format!("{folder}/{file}")),
        None if folder == "_rels" => Some(file.to_owned()),
        _ => None,
    }
}

fn read_relationships(
    name: &str,
    owner: &str,
    bytes: &[u8],
) -> Result<Vec<Relationship>, FileError> {
    let text = text_of(name, bytes)?;
    let document = roxmltree::Document::parse(text).map_err(|error| bad(name, &error))?;
    let elements = document.root_element().children();
    let relationships = elements.filter_map(|element| {
        let target = element.attribute("Target")?;
        let external = element.attribute("TargetMode") == Some("External");
        Some(Relationship {
            id: element.attribute("Id")?.to_owned(),
            kind: element.attribute("Type")?.to_owned(),
            target: if external {
                target.to_owned()
            } else {
                resolve(folder_of(owner), target)
            },
            external,
        })
    });
    Ok(relationships.collect())
}

/// A part's name from its address relative to a folder.
fn resolve(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn relationships_part(owner: &str, relationships: &[Relationship]) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/relationships");
    xml.element("Relationships", &[("xmlns", &namespace)], |xml| {
        for one in relationships {
            let target = if one.external {
                one.target.clone()
            } else {
                relative(folder_of(owner), &one.target)
            };
            let (id, kind) = (&one.id, &one.kind);
            let attributes: [(&str, &dyn std::fmt::Display); 4] = [
                ("Id", id),
                ("Type", kind),
                ("Target", &target),
                ("TargetMode", &"External"),
            ];
            let used = if one.external { 4 } else { 3 };
            xml.empty("Relationship", &attributes[..used]);
        }
    });
    xml.into_bytes()
}

/// A part's address relative to a folder: the form that every program reads.
fn relative(folder: &str, target: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    let to: Vec<&str> = target.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut steps = vec![".."; from.len() - shared];
    steps.extend(&to[shared..]);
    steps.join("/")
}
