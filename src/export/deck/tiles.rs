//! Figures side by side: each a box with a large value, a small caption and an edge in colour, grouped so that they move together.

use super::canvas::{Canvas, write_place};
use super::layout::{POINT, Rectangle};
use super::model::{Ink, Tile};
use super::text::{
    Align, LINE, Style, count_lines, fitting, line_width, shorten, write_fill, write_paragraph,
    write_veil,
};
use super::xml::Xml;

/// The gap between tiles and the width of an edge, in points.
const GAP: f64 = 14.0;
const EDGE: f64 = 4.0;
/// The insets of a tile's text at each side.
const INSET: f64 = 10.0;
/// Sizes of values and captions, from the largest to the smallest.
const VALUE: (f64, f64) = (32.0, 10.0);
const CAPTION: (f64, f64) = (14.0, 8.0);

/// Writes the tiles over a rectangle, all with the same sizes of text.
pub fn write(xml: &mut Xml, canvas: &mut Canvas, tiles: &[Tile], rectangle: Rectangle) {
    let gap = (GAP * POINT) as i64;
    let count = tiles.len().max(1) as i64;
    let width = ((rectangle.width - gap * (count - 1)) / count).max(1);
    let text_width = (width as f64 / POINT - EDGE - 2.0 * INSET).max(1.0);
    // Values are bold, which is wider.
    let value = fitting(VALUE.0, VALUE.1, |size| {
        size * LINE <= rectangle.height_points() / 2.0
            && tiles
                .iter()
                .all(|tile| line_width(&tile.value, size * 1.06) <= text_width)
    });
    let most_lines = |size: f64| {
        let left = rectangle.height_points() - value * LINE - 12.0;
        (left / (size * LINE)).floor().max(1.0) as usize
    };
    let caption = fitting(CAPTION.0, CAPTION.1, |size| {
        let lines = |tile: &Tile| count_lines(&tile.caption, size, text_width);
        tiles.iter().all(|tile| lines(tile) <= most_lines(size))
    });
    let most = tiles
        .iter()
        .map(|tile| count_lines(&tile.caption, caption, text_width))
        .max();
    let most = most.unwrap_or(1).min(most_lines(caption));
    // Values stand in one line, and the tallest tile in the middle of its height.
    let height = (value + caption * most as f64) * LINE;
    let top = ((rectangle.height_points() - height) / 2.0).max(0.0);
    for (index, tile) in tiles.iter().enumerate() {
        let place = Rectangle {
            x: rectangle.x + index as i64 * (width + gap),
            width,
            ..rectangle
        };
        let tile = Tile {
            value: shorten(&tile.value, value * 1.06, text_width, 1),
            caption: shorten(&tile.caption, caption, text_width, most_lines(caption)),
            ink: tile.ink,
        };
        write_tile(xml, canvas, &tile, place, (value, caption, top));
    }
}

fn write_tile(
    xml: &mut Xml,
    canvas: &mut Canvas,
    tile: &Tile,
    place: Rectangle,
    (value, caption, top): (f64, f64, f64),
) {
    let edge = Rectangle {
        width: (EDGE * POINT) as i64,
        ..place
    };
    let body = Rectangle {
        x: place.x + edge.width,
        width: (place.width - edge.width).max(1),
        ..place
    };
    let language = canvas.language;
    let style = |size, bold, ink| Style {
        size: Some(size),
        bold: Some(bold),
        ink: Some(ink),
        align: Align::Start,
        before: Some(0.0),
        ..Style::inherited(language)
    };
    xml.element("p:grpSp", &[], |xml| {
        xml.element("p:nvGrpSpPr", &[], |xml| {
            canvas.write_name(xml, "Figure", "");
            xml.empty("p:cNvGrpSpPr", &[]);
            xml.empty("p:nvPr", &[]);
        });
        xml.element("p:grpSpPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                // The group's own coordinates are the slide's.
                for (offset, extent) in [("a:off", "a:ext"), ("a:chOff", "a:chExt")] {
                    xml.empty(offset, &[("x", &place.x), ("y", &place.y)]);
                    xml.empty(extent, &[("cx", &place.width), ("cy", &place.height)]);
                }
            });
        });
        write_box(
            xml,
            canvas,
            edge,
            |xml| write_fill(xml, tile.ink.unwrap_or(Ink::Quiet)),
            None,
            0.0,
        );
        let text = |xml: &mut Xml| {
            write_paragraph(xml, &tile.value, &style(value, true, Ink::Text));
            write_paragraph(xml, &tile.caption, &style(caption, false, Ink::Quiet));
        };
        write_box(
            xml,
            canvas,
            body,
            |xml| write_veil(xml, 6),
            Some(&text),
            top,
        );
    });
}

fn write_box(
    xml: &mut Xml,
    canvas: &mut Canvas,
    place: Rectangle,
    fill: impl FnOnce(&mut Xml),
    text: Option<&dyn Fn(&mut Xml)>,
    top: f64,
) {
    xml.element("p:sp", &[], |xml| {
        xml.element("p:nvSpPr", &[], |xml| {
            canvas.write_name(xml, "Box", "");
            xml.empty("p:cNvSpPr", &[]);
            xml.empty("p:nvPr", &[]);
        });
        xml.element("p:spPr", &[], |xml| {
            write_place(xml, "a:xfrm", place);
            xml.element("a:prstGeom", &[("prst", &"rect")], |xml| {
                xml.empty("a:avLst", &[]);
            });
            fill(xml);
            xml.element("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
        });
        let Some(text) = text else {
            return;
        };
        xml.element("p:txBody", &[], |xml| {
            let (inset, top) = ((INSET * POINT) as i64, (top * POINT) as i64);
            let insets: [(&str, &dyn std::fmt::Display); 4] = [
                ("wrap", &"square"),
                ("lIns", &inset),
                ("rIns", &inset),
                ("tIns", &top),
            ];
            xml.element("a:bodyPr", &insets, |xml| xml.empty("a:normAutofit", &[]));
            xml.empty("a:lstStyle", &[]);
            text(xml);
        });
    });
}
