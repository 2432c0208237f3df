//! Paragraphs, in a placeholder or in a box of their own.

use super::canvas::{Canvas, Frame, write_place};
use super::layout::Rectangle;
use super::model::{Ink, Paragraph, Weight};
use super::text::{Align, Bullet, LINE, Style, count_lines, fitting, shorten, write_paragraph};
use super::xml::Xml;

/// The size of text in a box of its own, and the smallest of all text, in points.
const SIZE: f64 = 16.0;
const SMALLEST: f64 = 8.0;
/// The size of weak paragraphs as a share of the others'.
const WEAK: f64 = 0.85;
/// The space above a paragraph as a share of its size.
const BEFORE: f64 = 0.4;
/// What bullets and a box's insets take of the width, and insets of the height, in points. A placeholder may indent more than a box.
const BULLET: f64 = 18.0;
const HOLDER_BULLET: f64 = 30.0;
const INSETS: (f64, f64) = (14.4, 7.2);

const fn share(weight: Weight) -> f64 {
    match weight {
        Weight::Strong | Weight::Plain => 1.0,
        Weight::Weak => WEAK,
    }
}

/// How wide a paragraph's letters are for estimates: bold ones are wider.
fn measured(paragraph: &Paragraph, size: f64) -> f64 {
    let wider = if paragraph.weight == Weight::Strong {
        1.06
    } else {
        1.0
    };
    size * share(paragraph.weight) * wider
}

fn height(paragraphs: &[Paragraph], size: f64, width: f64) -> f64 {
    let heights = paragraphs.iter().map(|paragraph| {
        let size = measured(paragraph, size);
        (count_lines(&paragraph.text, size, width) as f64 * LINE + BEFORE) * size
    });
    heights.sum()
}

/// Writes paragraphs at a size at which they fit. What doesn't fit at the smallest size is left out, and “…” stands for it.
pub fn write(
    xml: &mut Xml,
    canvas: &mut Canvas,
    paragraphs: &[Paragraph],
    bullets: bool,
    frame: &Frame,
) {
    let indent = match (bullets, frame.holder) {
        (false, _) => 0.0,
        (true, None) => BULLET,
        (true, Some(_)) => HOLDER_BULLET,
    };
    let width = (frame.rectangle.width_points() - INSETS.0 - indent).max(1.0);
    let room = (frame.rectangle.height_points() - INSETS.1).max(1.0);
    let largest = frame.holder.map_or(SIZE, |holder| holder.size.min(24.0));
    let size = fitting(largest, SMALLEST.min(largest), |size| {
        height(paragraphs, size, width) <= room
    });
    let paragraphs = cut(paragraphs, size, width, room);
    let inherits = frame
        .holder
        .is_some_and(|holder| (holder.size - size).abs() < 0.01);
    let style = |paragraph: &Paragraph, first: bool| {
        let weak = paragraph.weight == Weight::Weak;
        let own_size = !inherits || weak;
        Style {
            size: own_size.then_some((size * share(paragraph.weight) * 2.0).round() / 2.0),
            bold: (paragraph.weight == Weight::Strong).then_some(true),
            ink: weak.then_some(Ink::Quiet),
            align: if frame.holder.is_some() {
                Align::Inherited
            } else {
                Align::Start
            },
            bullet: match (bullets, frame.holder) {
                (false, _) => Bullet::None,
                (true, None) => Bullet::Dot,
                (true, Some(_)) => Bullet::Inherited,
            },
            before: Some(if first { 0.0 } else { size * BEFORE }),
            language: canvas.language,
        }
    };
    let styles: Vec<Style> = paragraphs
        .iter()
        .enumerate()
        .map(|(index, one)| style(one, index == 0))
        .collect();
    write_shape(xml, canvas, frame, |xml| {
        for (paragraph, style) in paragraphs.iter().zip(&styles) {
            write_paragraph(xml, &paragraph.text, style);
        }
    });
}

fn cut(paragraphs: &[Paragraph], size: f64, width: f64, room: f64) -> Vec<Paragraph> {
    let mut left = room;
    let mut kept = Vec::new();
    for paragraph in paragraphs {
        let line = measured(paragraph, size) * LINE;
        // Rounding must not take the last line from a text that fits.
        let lines = ((left + line * 0.01) / line).floor().max(0.0) as usize;
        if lines == 0 {
            break;
        }
        let text = shorten(&paragraph.text, measured(paragraph, size), width, lines);
        left -= height(std::slice::from_ref(paragraph), size, width);
        kept.push(Paragraph {
            text,
            weight: paragraph.weight,
        });
    }
    let all_kept = kept.len() == paragraphs.len();
    if let Some(last) = kept
        .last_mut()
        .filter(|last| !all_kept && !last.text.ends_with('…'))
    {
        last.text.push_str(" …");
    }
    kept
}

/// Writes a single small line in a box of its own.
pub fn write_line(xml: &mut Xml, canvas: &mut Canvas, text: &str, size: f64, rectangle: Rectangle) {
    let frame = Frame {
        name: "Text",
        alt: "",
        holder: None,
        rectangle,
    };
    let style = Style {
        size: Some(size),
        ink: Some(Ink::Quiet),
        align: Align::Start,
        ..Style::inherited(canvas.language)
    };
    write_shape(xml, canvas, &frame, |xml| {
        write_paragraph(xml, text, &style);
    });
}

fn write_shape(xml: &mut Xml, canvas: &mut Canvas, frame: &Frame, text: impl FnOnce(&mut Xml)) {
    let is_box = frame.holder.is_none();
    xml.element("p:sp", &[], |xml| {
        canvas.write_identity(xml, frame, ("p:nvSpPr", "p:cNvSpPr"), |xml| {
            if !is_box {
                xml.empty("a:spLocks", &[("noGrp", &1)]);
            }
        });
        xml.element("p:spPr", &[], |xml| {
            if is_box {
                write_place(xml, "a:xfrm", frame.rectangle);
                xml.element("a:prstGeom", &[("prst", &"rect")], |xml| {
                    xml.empty("a:avLst", &[]);
                });
                xml.empty("a:noFill", &[]);
            }
        });
        xml.element("p:txBody", &[], |xml| {
            // A box's text is in line with what is above and below it.
            let inner: [(&str, &dyn std::fmt::Display); 3] =
                [("wrap", &"square"), ("lIns", &0), ("rIns", &0)];
            let inner = if is_box { &inner[..] } else { &[] };
            xml.element("a:bodyPr", inner, |xml| xml.empty("a:normAutofit", &[]));
            xml.empty("a:lstStyle", &[]);
            text(xml);
        });
    });
}
