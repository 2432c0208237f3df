//! The small parts that every presentation has beside its slides: title and author, and what programs keep about windows and styles.

use super::model::Deck;
use super::package::Package;
use super::xml::{Attributes, DRAWING, PRESENTATION, Xml};

const TYPE: &str = "application/vnd.openxmlformats-officedocument";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const CORE_RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
/// The table style that new tables have: Medium Style 2, Accent 1, which PowerPoint knows.
const TABLE_STYLE: &str = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}";

/// Adds the parts without which PowerPoint offers a repair, where the house lacks them.
pub fn complete(package: &mut Package, presentation: &str) {
    for (kind, part, root) in [
        ("presProps", "ppt/presProps.xml", "p:presentationPr"),
        ("viewProps", "ppt/viewProps.xml", "p:viewPr"),
        ("tableStyles", "ppt/tableStyles.xml", "a:tblStyleLst"),
    ] {
        if package.related(presentation, kind).is_some() {
            continue;
        }
        let mut xml = Xml::new();
        let attributes: Attributes = &[
            ("xmlns:a", &DRAWING),
            ("xmlns:p", &PRESENTATION),
            ("def", &TABLE_STYLE),
        ];
        let used = if kind == "tableStyles" { 3 } else { 2 };
        xml.empty(root, &attributes[..used]);
        let content_type = format!("{TYPE}.presentationml.{kind}+xml");
        package.put(part, &content_type, xml.into_bytes());
        package.relate(presentation, kind, part);
    }
}

/// Adds title, author, language and date, as programs show them of a file.
pub fn describe(package: &mut Package, deck: &Deck) {
    let mut xml = Xml::new();
    let spaces: Attributes = &[
        ("xmlns:cp", &CORE),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
        ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", spaces, |xml| {
        for (name, text) in [
            ("dc:title", &deck.title),
            ("dc:creator", &deck.author),
            ("dc:language", &deck.language),
        ] {
            if !text.is_empty() {
                xml.leaf(name, text);
            }
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            if let Some(made) = &deck.made {
                let kind: Attributes = &[("xsi:type", &"dcterms:W3CDTF")];
                xml.element(name, kind, |xml| xml.text(made));
            }
        }
    });
    let kind = "application/vnd.openxmlformats-package.core-properties+xml";
    package.put("docProps/core.xml", kind, xml.into_bytes());
    package.relate("", CORE_RELATIONSHIP, "docProps/core.xml");

    let mut xml = Xml::new();
    xml.element("Properties", &[("xmlns", &EXTENDED)], |xml| {
        xml.leaf("TotalTime", "0");
        xml.leaf("Slides", &deck.slides.len().to_string());
    });
    let kind = format!("{TYPE}.extended-properties+xml");
    package.put("docProps/app.xml", &kind, xml.into_bytes());
    package.relate("", "extended-properties", "docProps/app.xml");
}
