//! Writing XML: a thin cover of `xmlwriter` that escapes, and drops what XML forbids.

use std::fmt::Display;

use xmlwriter::{Indent, Options, XmlWriter};

/// The namespace of DrawingML.
pub const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// The namespace of PresentationML.
pub const PRESENTATION: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
/// The namespace of DrawingML charts.
pub const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
/// The namespace of relationship ids within parts.
pub const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part being written.
pub struct Xml(XmlWriter);

impl Xml {
    /// Begins a part.
    pub fn new() -> Self {
        let options = Options {
            indent: Indent::None,
            ..Options::default()
        };
        let mut writer = XmlWriter::new(options);
        writer.set_preserve_whitespaces(true);
        Self(writer)
    }

    /// An element with attributes, and what is in it.
    pub fn element(&mut self, name: &str, attributes: Attributes, inside: impl FnOnce(&mut Self)) {
        self.0.start_element(name);
        for (name, value) in attributes {
            let value = escape(&value.to_string(), true);
            self.0.write_attribute(name, &value);
        }
        inside(self);
        self.0.end_element();
    }

    /// An element with attributes and nothing in it.
    pub fn empty(&mut self, name: &str, attributes: Attributes) {
        self.element(name, attributes, |_| {});
    }

    /// An empty element whose one attribute is `val`, the usual form in charts.
    pub fn value(&mut self, name: &str, value: impl Display) {
        self.empty(name, &[("val", &value)]);
    }

    /// An element that holds text alone.
    pub fn leaf(&mut self, name: &str, text: &str) {
        self.element(name, &[], |xml| xml.text(text));
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.0.write_text(&escape(text, false));
    }

    /// The part as it is stored.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut part =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        part.push_str(&self.0.end_document());
        part.into_bytes()
    }
}

/// The attributes of an element, in order.
pub type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

/// Whether XML 1.0 can hold a character at all.
pub const fn is_allowed(letter: char) -> bool {
    !matches!(letter, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// Escapes text. Characters that XML forbids are dropped; white space in attributes is kept from being made blanks.
pub fn escape(text: &str, in_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(|&letter| is_allowed(letter)) {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#13;"),
            '\n' if in_attribute => escaped.push_str("&#10;"),
            '\t' if in_attribute => escaped.push_str("&#9;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
