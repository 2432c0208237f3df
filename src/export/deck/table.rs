//! A native table with lines in colours of the theme.

use std::fmt::Display;

use super::canvas::{Canvas, Frame, write_place};
use super::error::DeckError;
use super::layout::POINT;
use super::model::{Column, Ink, Table};
use super::text::{Align, LINE, Style, count_lines, fitting, is_rtl, write_fill, write_paragraph};
use super::xml::Xml;

/// The sizes of text, from the largest to the smallest.
const SIZES: (f64, f64) = (14.0, 7.0);
/// A cell's insets in points: left and right, above and below.
const INSETS: (f64, f64) = (5.0, 3.0);
/// The style without fill or lines that every PowerPoint knows.
const NO_STYLE: &str = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}";
const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";

/// Writes a table at a size at which its rows fit.
pub fn write(
    xml: &mut Xml,
    canvas: &mut Canvas,
    table: &Table,
    frame: &Frame,
) -> Result<(), DeckError> {
    let uneven = table
        .rows
        .iter()
        .position(|row| row.len() != table.columns.len());
    if let Some(row) = uneven {
        return Err(DeckError::UnevenTable(canvas.number, row + 1));
    }
    let widths = widths(&table.columns, frame.rectangle.width);
    let head: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.head.as_str())
        .collect();
    let mut rows: Vec<Vec<&str>> = vec![head];
    rows.extend(
        table
            .rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect()),
    );
    let room = frame.rectangle.height_points();
    let height = |row: &Vec<&str>, size: f64| row_height(row, &widths, size);
    let size = fitting(SIZES.0, SIZES.1, |size| {
        rows.iter().map(|row| height(row, size)).sum::<f64>() <= room
    });
    let mut left = room;
    let fitting = rows.iter().take_while(|row| {
        left -= height(row, size);
        left >= 0.0
    });
    let fitting = fitting.count().max(2);
    if fitting < rows.len() {
        // The row for those left out takes the place of the last one that fits.
        let mut rest = vec![""; table.columns.len()];
        rest.iter_mut().take(1).for_each(|cell| *cell = "…");
        rows.truncate(fitting - 1);
        rows.push(rest);
    }
    let heights: Vec<i64> = rows
        .iter()
        .map(|row| (height(row, size) * POINT) as i64)
        .collect();
    let place = super::layout::Rectangle {
        height: heights.iter().sum(),
        ..frame.rectangle
    };
    xml.element("p:graphicFrame", &[], |xml| {
        canvas.write_identity(
            xml,
            frame,
            ("p:nvGraphicFramePr", "p:cNvGraphicFramePr"),
            |xml| {
                xml.empty("a:graphicFrameLocks", &[("noGrp", &1)]);
            },
        );
        write_place(xml, "p:xfrm", place);
        xml.element("a:graphic", &[], |xml| {
            xml.element("a:graphicData", &[("uri", &TABLE)], |xml| {
                xml.element("a:tbl", &[], |xml| {
                    write_grid(xml, table, &widths);
                    for (index, (row, height)) in rows.iter().zip(heights).enumerate() {
                        xml.element("a:tr", &[("h", &height)], |xml| {
                            for (cell, column) in row.iter().zip(&table.columns) {
                                write_cell(xml, cell, column, index == 0, (size, canvas.language));
                            }
                        });
                    }
                });
            });
        });
    });
    Ok(())
}

fn widths(columns: &[Column], width: i64) -> Vec<i64> {
    let share = |column: &Column| {
        if column.share.is_finite() {
            column.share.max(0.05)
        } else {
            1.0
        }
    };
    let all: f64 = columns.iter().map(share).sum();
    columns
        .iter()
        .map(|column| (share(column) / all * width as f64) as i64)
        .collect()
}

fn row_height(row: &[&str], widths: &[i64], size: f64) -> f64 {
    let lines = row.iter().zip(widths).map(|(cell, &width)| {
        // Heads are bold; the difference is small enough to count all cells so.
        count_lines(
            cell,
            size * 1.04,
            (width as f64 / POINT - 2.0 * INSETS.0).max(1.0),
        )
    });
    lines.max().unwrap_or(1) as f64 * size * LINE + 2.0 * INSETS.1
}

fn write_grid(xml: &mut Xml, table: &Table, widths: &[i64]) {
    let rtl = table
        .columns
        .first()
        .is_some_and(|column| is_rtl(&column.head));
    let attributes: [(&str, &dyn Display); 2] = [("firstRow", &1), ("rtl", &1)];
    xml.element("a:tblPr", &attributes[..if rtl { 2 } else { 1 }], |xml| {
        xml.leaf("a:tableStyleId", NO_STYLE);
    });
    xml.element("a:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("a:gridCol", &[("w", width)]);
        }
    });
}

fn write_cell(
    xml: &mut Xml,
    text: &str,
    column: &Column,
    is_head: bool,
    (size, language): (f64, &str),
) {
    let style = Style {
        size: Some(size),
        bold: Some(is_head),
        ink: Some(Ink::Text),
        align: if column.numeric {
            Align::Right
        } else {
            Align::Start
        },
        ..Style::inherited(language)
    };
    xml.element("a:tc", &[], |xml| {
        xml.element("a:txBody", &[], |xml| {
            xml.empty("a:bodyPr", &[]);
            xml.empty("a:lstStyle", &[]);
            write_paragraph(xml, text, &style);
        });
        let (across, along) = ((INSETS.0 * POINT) as i64, (INSETS.1 * POINT) as i64);
        let anchor = if is_head { "b" } else { "ctr" };
        let insets: [(&str, &dyn Display); 5] = [
            ("marL", &across),
            ("marR", &across),
            ("marT", &along),
            ("marB", &along),
            ("anchor", &anchor),
        ];
        xml.element("a:tcPr", &insets, |xml| {
            for side in ["a:lnL", "a:lnR", "a:lnT"] {
                xml.element(side, &[], |xml| xml.empty("a:noFill", &[]));
            }
            let width = if is_head { 12_700 } else { 6_350 };
            xml.element("a:lnB", &[("w", &width)], |xml| {
                if is_head {
                    write_fill(xml, Ink::Text);
                } else {
                    write_rule(xml);
                }
            });
            xml.empty("a:noFill", &[]);
        });
    });
}

/// The colour of a thin rule: near the background, and yet seen.
fn write_rule(xml: &mut Xml) {
    xml.element("a:solidFill", &[], |xml| {
        xml.element("a:schemeClr", &[("val", &"tx1")], |xml| {
            xml.value("a:lumMod", 25_000);
            xml.value("a:lumOff", 75_000);
        });
    });
}
