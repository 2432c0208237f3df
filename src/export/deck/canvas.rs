//! A slide while it is written: what its shapes are called and where they are.

use super::layout::{Holder, Rectangle};
use super::package::Package;
use super::xml::{Attributes, Xml};

/// A slide being written.
pub struct Canvas<'a> {
    /// The file, for the parts that elements bring along.
    pub package: &'a mut Package,
    /// The name of the slide's part.
    pub part: &'a str,
    /// The slide's number from 1, for messages.
    pub number: usize,
    /// The language of its text.
    pub language: &'a str,
    /// Shapes that were written.
    pub shapes: u32,
}

/// What a shape is: its name and number, its alternative text, and the placeholder that it fills.
pub struct Frame<'a> {
    pub name: &'a str,
    pub alt: &'a str,
    pub holder: Option<&'a Holder>,
    pub rectangle: Rectangle,
}

impl Canvas<'_> {
    /// Writes what the shape is called. The name isn't translated: it is for programs.
    pub fn write_name(&mut self, xml: &mut Xml, name: &str, alt: &str) {
        self.shapes += 1;
        let id = self.shapes + 1;
        let name = format!("{name} {}", self.shapes);
        let attributes: Attributes = &[("id", &id), ("name", &name), ("descr", &alt)];
        xml.empty("p:cNvPr", &attributes[..if alt.is_empty() { 2 } else { 3 }]);
    }

    /// Writes the three parts by which a shape is known: its name, what it is (`kind`), and its placeholder.
    pub fn write_identity(
        &mut self,
        xml: &mut Xml,
        frame: &Frame,
        (outer, kind): (&str, &str),
        locks: impl FnOnce(&mut Xml),
    ) {
        xml.element(outer, &[], |xml| {
            self.write_name(xml, frame.name, frame.alt);
            let is_box = kind == "p:cNvSpPr" && frame.holder.is_none();
            let attributes: Attributes = &[("txBox", &1)];
            xml.element(kind, &attributes[..usize::from(is_box)], locks);
            xml.element("p:nvPr", &[], |xml| {
                if let Some(holder) = frame.holder {
                    write_holder(xml, holder);
                }
            });
        });
    }
}

/// Writes which placeholder a shape fills.
pub fn write_holder(xml: &mut Xml, holder: &Holder) {
    // A placeholder without a type is one for any content.
    let index = holder.index.unwrap_or_default();
    let attributes: Attributes = &[("type", &holder.kind), ("idx", &index)];
    let from = usize::from(holder.kind == "obj");
    let to = if holder.index.is_some() { 2 } else { 1 };
    xml.empty("p:ph", &attributes[from..to.max(from)]);
}

/// Writes where a shape is, as `a:xfrm` or `p:xfrm`.
pub fn write_place(xml: &mut Xml, element: &str, rectangle: Rectangle) {
    xml.element(element, &[], |xml| {
        xml.empty("a:off", &[("x", &rectangle.x), ("y", &rectangle.y)]);
        xml.empty(
            "a:ext",
            &[("cx", &rectangle.width), ("cy", &rectangle.height)],
        );
    });
}
