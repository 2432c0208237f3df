//! A slide: the layout's title, number and foot, its elements, and the speaker's notes.

use super::canvas::{Canvas, Frame};
use super::error::{DeckError, FileError};
use super::layout::{Holder, Layout, Rectangle, choose};
use super::model::{Element, Slide};
use super::package::Package;
use super::template::Template;
use super::text::{
    Align, Bullet, LINE, Style, count_lines, fitting, shorten, write_paragraph,
    write_run_properties,
};
use super::xml::{Attributes, DRAWING, PRESENTATION, RELATIONSHIPS, Xml};
use super::{chart_frame, picture, table, text_box, tiles};

const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
const NUMBER: &str = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}";

/// The smallest size of titles, and of the foot.
const SMALLEST_TITLE: f64 = 14.0;
const SMALLEST_FOOT: f64 = 6.0;
/// What insets take of a text box's width and height, in points.
const INSETS: (f64, f64) = (14.4, 7.2);

/// Adds a slide to the file and returns its part's name.
pub fn add(
    package: &mut Package,
    template: &Template,
    slide: &Slide,
    (number, language): (usize, &str),
    notes_master: Option<(&str, u32)>,
) -> Result<String, DeckError> {
    let part = package.free_name("ppt/slides/slide", ".xml");
    // A template without a layout that has a title was refused.
    let chosen = choose(&template.layouts, &slide.elements);
    let (layout, holders) = chosen.ok_or(FileError::NoTitle)?;
    // The part has its name from now on, so that what it relates to comes after it.
    package.put(&part, SLIDE, Vec::new());
    package.relate(&part, "slideLayout", &layout.part);
    let mut canvas = Canvas {
        package,
        part: &part,
        number,
        language,
        shapes: 0,
    };
    let mut failed = None;
    let bytes = write_part("p:sld", |xml| {
        write_title(xml, &mut canvas, layout, &slide.title);
        for (placed, holder) in slide.elements.iter().zip(holders) {
            let rectangle = holder.map_or_else(
                || layout.content.part(placed.place),
                |holder| holder.rectangle,
            );
            let written = write_element(xml, &mut canvas, &placed.element, rectangle, holder);
            failed = failed.take().or(written.err());
        }
        write_foot(xml, &mut canvas, layout, template.slide, &slide.foot);
        write_number(xml, &mut canvas, layout);
    });
    if let Some(error) = failed {
        return Err(error);
    }
    package.put(&part, SLIDE, bytes);
    if let Some((master, index)) = notes_master.filter(|_| !slide.notes.is_empty()) {
        add_notes(package, &part, (master, index), &slide.notes, language);
    }
    Ok(part)
}

fn write_part(root: &str, shapes: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::new();
    let spaces: Attributes = &[
        ("xmlns:a", &DRAWING),
        ("xmlns:r", &RELATIONSHIPS),
        ("xmlns:p", &PRESENTATION),
    ];
    xml.element(root, spaces, |xml| {
        xml.element("p:cSld", &[], |xml| {
            xml.element("p:spTree", &[], |xml| {
                xml.element("p:nvGrpSpPr", &[], |xml| {
                    xml.empty("p:cNvPr", &[("id", &1), ("name", &"")]);
                    xml.empty("p:cNvGrpSpPr", &[]);
                    xml.empty("p:nvPr", &[]);
                });
                xml.empty("p:grpSpPr", &[]);
                shapes(xml);
            });
        });
        xml.element("p:clrMapOvr", &[], |xml| {
            xml.empty("a:masterClrMapping", &[]);
        });
    });
    xml.into_bytes()
}

fn write_element(
    xml: &mut Xml,
    canvas: &mut Canvas,
    element: &Element,
    rectangle: Rectangle,
    holder: Option<&Holder>,
) -> Result<(), DeckError> {
    let frame = |name, alt| Frame {
        name,
        alt,
        holder,
        rectangle,
    };
    match element {
        Element::Tiles(tiles) => {
            tiles::write(xml, canvas, tiles, rectangle);
            Ok(())
        }
        Element::Text(paragraphs) => {
            text_box::write(xml, canvas, paragraphs, false, &frame("Text", ""));
            Ok(())
        }
        Element::Bullets(paragraphs) => {
            text_box::write(xml, canvas, paragraphs, true, &frame("Text", ""));
            Ok(())
        }
        Element::Table(table) => table::write(xml, canvas, table, &frame("Table", &table.alt)),
        Element::Picture(picture) => {
            picture::write(xml, canvas, picture, &frame("Picture", &picture.alt))
        }
        Element::Chart(chart) => {
            chart_frame::write(xml, canvas, &chart.kind, &frame("Chart", &chart.alt))
        }
    }
}

/// Writes a shape that fills a placeholder with text.
fn write_filled(
    xml: &mut Xml,
    canvas: &mut Canvas,
    name: &str,
    holder: &Holder,
    text: impl FnOnce(&mut Xml),
) {
    let frame = Frame {
        name,
        alt: "",
        holder: Some(holder),
        rectangle: holder.rectangle,
    };
    xml.element("p:sp", &[], |xml| {
        canvas.write_identity(xml, &frame, ("p:nvSpPr", "p:cNvSpPr"), |xml| {
            xml.empty("a:spLocks", &[("noGrp", &1)]);
        });
        xml.empty("p:spPr", &[]);
        xml.element("p:txBody", &[], |xml| {
            xml.element("a:bodyPr", &[], |xml| xml.empty("a:normAutofit", &[]));
            xml.empty("a:lstStyle", &[]);
            text(xml);
        });
    });
}

/// The size at which a text fits into a rectangle, and how many lines that has room for.
fn fit_line(
    text: &str,
    (largest, smallest): (f64, f64),
    rectangle: Rectangle,
) -> (f64, f64, usize) {
    let width = (rectangle.width_points() - INSETS.0).max(1.0);
    let room = |size: f64| {
        let lines = (rectangle.height_points() - INSETS.1) / (size * LINE);
        (lines.floor() as usize).max(1)
    };
    let size = fitting(largest, smallest, |size| {
        count_lines(text, size, width) <= room(size)
    });
    (size, width, room(size))
}

fn write_title(xml: &mut Xml, canvas: &mut Canvas, layout: &Layout, title: &str) {
    let Some(holder) = layout.title().filter(|_| !title.trim().is_empty()) else {
        return;
    };
    // Titles are bold in many houses, and bold is wider.
    let (size, width, room) = fit_line(
        title,
        (holder.size * 1.06, SMALLEST_TITLE),
        holder.rectangle,
    );
    let title = shorten(title, size, width, room);
    let size = size / 1.06;
    let style = Style {
        size: (size < holder.size - 0.01).then_some(size),
        ..Style::inherited(canvas.language)
    };
    write_filled(xml, canvas, "Title", holder, |xml| {
        write_paragraph(xml, &title, &style);
    });
}

fn write_foot(xml: &mut Xml, canvas: &mut Canvas, layout: &Layout, slide: Rectangle, foot: &str) {
    if foot.trim().is_empty() {
        return;
    }
    let holder = layout.holder(&["ftr"]);
    // Without a place of its own the foot stands below the content, left of where numbers use to be.
    let below = layout.content.y + layout.content.height;
    let strip = Rectangle {
        x: layout.content.x,
        y: below,
        width: layout.content.width * 4 / 5,
        height: (slide.height - below).clamp(1, 320_040),
    };
    let rectangle = holder.map_or(strip, |holder| holder.rectangle);
    let largest = holder.map_or(9.0, |holder| holder.size);
    let (size, width, room) = fit_line(foot, (largest, SMALLEST_FOOT), rectangle);
    let foot = shorten(foot, size, width, room);
    let style = Style {
        size: Some(size),
        ..Style::inherited(canvas.language)
    };
    match holder {
        Some(holder) => write_filled(xml, canvas, "Footer", holder, |xml| {
            write_paragraph(xml, &foot, &style);
        }),
        None => text_box::write_line(xml, canvas, &foot, size, strip),
    }
}

fn write_number(xml: &mut Xml, canvas: &mut Canvas, layout: &Layout) {
    let Some(holder) = layout.holder(&["sldNum"]) else {
        return;
    };
    let style = Style::inherited(canvas.language);
    let number = canvas.number.to_string();
    write_filled(xml, canvas, "Slide number", holder, |xml| {
        xml.element("a:p", &[], |xml| {
            xml.element("a:fld", &[("id", &NUMBER), ("type", &"slidenum")], |xml| {
                write_run_properties(xml, "a:rPr", &style);
                xml.leaf("a:t", &number);
            });
        });
    });
}

fn add_notes(
    package: &mut Package,
    slide: &str,
    (master, index): (&str, u32),
    notes: &[String],
    language: &str,
) {
    let part = package.free_name("ppt/notesSlides/notesSlide", ".xml");
    let holder = |kind: &str, index| Holder {
        kind: kind.to_owned(),
        index,
        rectangle: Rectangle::default(),
        size: 12.0,
    };
    let style = Style {
        align: Align::Inherited,
        bullet: Bullet::Inherited,
        ..Style::inherited(language)
    };
    let mut canvas = Canvas {
        package: &mut *package,
        part: &part,
        number: 0,
        language,
        shapes: 0,
    };
    let image = holder("sldImg", None);
    let bytes = write_part("p:notes", |xml| {
        xml.element("p:sp", &[], |xml| {
            let frame = Frame {
                name: "Slide",
                alt: "",
                holder: Some(&image),
                rectangle: Rectangle::default(),
            };
            canvas.write_identity(xml, &frame, ("p:nvSpPr", "p:cNvSpPr"), |xml| {
                xml.empty(
                    "a:spLocks",
                    &[("noGrp", &1), ("noRot", &1), ("noChangeAspect", &1)],
                );
            });
            xml.empty("p:spPr", &[]);
        });
        write_filled(
            xml,
            &mut canvas,
            "Notes",
            &holder("body", Some(index)),
            |xml| {
                for paragraph in notes {
                    write_paragraph(xml, paragraph, &style);
                }
            },
        );
    });
    package.put(&part, NOTES, bytes);
    package.relate(slide, "notesSlide", &part);
    package.relate(&part, "notesMaster", master);
    package.relate(&part, "slide", slide);
}
