//! Texts that travel with a deck, as custom XML parts: PowerPoint keeps these when it saves, and shows them nowhere.
//!
//! XML forbids most control characters and reads a carriage return as a line feed, so these are written as elements of their own.

use roxmltree::{Document, Node};

use super::error::FileError;
use super::model::AttachedText;
use super::package::{Package, bad};
use super::xml::{Xml, is_allowed};

/// The namespace of attached texts.
const ATTACHED: &str = "urn:breakeven:attached:1";
const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
const PROPERTIES_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";

/// Attaches texts to the presentation.
pub fn attach(package: &mut Package, presentation: &str, texts: &[AttachedText]) {
    for (index, text) in texts.iter().enumerate() {
        let item = package.free_name("customXml/item", ".xml");
        let properties = package.free_name("customXml/itemProps", ".xml");
        package.put(&item, "application/xml", item_part(text));
        package.put(&properties, PROPERTIES_TYPE, properties_part(index));
        package.relate(&item, "customXmlProps", &properties);
        package.relate(presentation, "customXml", &item);
    }
}

/// Removes the texts that were attached to the presentation earlier.
pub fn detach(package: &mut Package, presentation: &str) {
    let ours = |package: &Package, name: &str| {
        let text = package.text(name).unwrap_or_default();
        let document = Document::parse(text);
        document
            .is_ok_and(|document| document.root_element().tag_name().namespace() == Some(ATTACHED))
    };
    let mut kept = package.relationships_of(presentation).to_vec();
    kept.retain(|one| !one.is("customXml") || !ours(package, &one.target));
    package.relationships.insert(presentation.to_owned(), kept);
}

/// The texts attached to the presentation.
pub fn read(package: &Package, presentation: &str) -> Result<Vec<AttachedText>, FileError> {
    let mut texts = Vec::new();
    // LibreOffice keeps the parts when it saves, but relates them to the whole file.
    let owners = [presentation, ""].into_iter();
    let relationships = owners.flat_map(|owner| package.relationships_of(owner));
    for one in relationships.filter(|one| one.is("customXml")) {
        let document = Document::parse(package.text(&one.target)?);
        let document = document.map_err(|error| bad(&one.target, &error))?;
        let root = document.root_element();
        if root.has_tag_name((ATTACHED, "attached")) {
            let child = |name| {
                let child = root
                    .children()
                    .find(|child| child.has_tag_name((ATTACHED, name)));
                child.map(decode).unwrap_or_default()
            };
            texts.push(AttachedText {
                name: child("name"),
                description: child("description"),
                text: child("text"),
            });
        }
    }
    Ok(texts)
}

fn item_part(text: &AttachedText) -> Vec<u8> {
    let mut xml = Xml::new();
    let attributes = [("xmlns", ATTACHED), ("xml:space", "preserve")];
    let attributes = attributes
        .each_ref()
        .map(|(name, value)| (*name, value as _));
    xml.element("attached", &attributes, |xml| {
        for (name, text) in [
            ("name", &text.name),
            ("description", &text.description),
            ("text", &text.text),
        ] {
            xml.element(name, &[], |xml| encode(xml, text));
        }
    });
    xml.into_bytes()
}

fn encode(xml: &mut Xml, text: &str) {
    let is_plain = |letter: char| is_allowed(letter) && letter != '\r';
    let mut rest = text;
    while let Some(at) = rest.find(|letter| !is_plain(letter)) {
        let (before, after) = rest.split_at(at);
        let mut letters = after.chars();
        if !before.is_empty() {
            xml.text(before);
        }
        if let Some(letter) = letters.next() {
            xml.empty("letter", &[("code", &u32::from(letter))]);
        }
        rest = letters.as_str();
    }
    if !rest.is_empty() {
        xml.text(rest);
    }
}

fn decode(element: Node) -> String {
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

fn properties_part(index: usize) -> Vec<u8> {
    let mut xml = Xml::new();
    // The id only has to differ from others in the file; it says nothing.
    let id = format!("{{DECA77AC-4ED0-4000-8000-{:012X}}}", index + 1);
    let attributes: [(&str, &dyn std::fmt::Display); 2] =
        [("ds:itemID", &id), ("xmlns:ds", &PROPERTIES)];
    xml.element("ds:datastoreItem", &attributes, |xml| {
        xml.element("ds:schemaRefs", &[], |xml| {
            xml.empty("ds:schemaRef", &[("ds:uri", &ATTACHED)]);
        });
    });
    xml.into_bytes()
}
