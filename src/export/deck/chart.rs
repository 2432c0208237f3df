//! What all kinds of charts are written from: references with their caches, axes, labels.

use super::model::{Axis, Ink};
use super::text::{Style, write_paragraph, write_run_properties, write_veil};
use super::workbook::{Cells, Sheet};
use super::xml::{Attributes, Xml};

/// How labels are extended (MS-ODRAWXML, showLeaderLines).
const LABEL_EXTENSION: &str = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}";
const CHART_2012: &str = "http://schemas.microsoft.com/office/drawing/2012/chart";

/// Writes a series' name, by its cell.
pub fn write_series_name(xml: &mut Xml, sheet: &Sheet, column: usize) {
    xml.element("c:tx", &[], |xml| {
        xml.element("c:strRef", &[], |xml| {
            xml.leaf("c:f", &Sheet::head_address(column));
            write_text_cache(xml, &[sheet.head(column).to_owned()]);
        });
    });
}

/// Writes the cells of a column as categories or values.
pub fn write_cells(xml: &mut Xml, element: &str, sheet: &Sheet, column: usize) {
    let address = sheet.cells_address(column);
    xml.element(element, &[], |xml| match sheet.cells(column) {
        Cells::Text(texts) => xml.element("c:strRef", &[], |xml| {
            xml.leaf("c:f", &address);
            write_text_cache(xml, texts);
        }),
        Cells::Numbers(numbers, format) => xml.element("c:numRef", &[], |xml| {
            xml.leaf("c:f", &address);
            xml.element("c:numCache", &[], |xml| {
                xml.leaf("c:formatCode", format);
                xml.value("c:ptCount", numbers.len());
                for (index, number) in numbers.iter().enumerate() {
                    if number.is_finite() {
                        // The shortest digits that read back to the same number.
                        let digits = number.to_string();
                        xml.element("c:pt", &[("idx", &index)], |xml| xml.leaf("c:v", &digits));
                    }
                }
            });
        }),
    });
}

fn write_text_cache(xml: &mut Xml, texts: &[String]) {
    xml.element("c:strCache", &[], |xml| {
        xml.value("c:ptCount", texts.len());
        for (index, text) in texts.iter().enumerate() {
            xml.element("c:pt", &[("idx", &index)], |xml| xml.leaf("c:v", text));
        }
    });
}

/// Which sides axes are on, and where they meet.
#[derive(Debug, Clone, Copy)]
pub struct AxisPlace {
    /// The axis' number, and that of the axis it meets.
    pub ids: (u32, u32),
    /// The side: `l` or `b`.
    pub side: &'static str,
    /// Where on the other axis this one is.
    pub meets: Meets,
    /// Whether columns stand between ticks (or points on them).
    pub between: bool,
    /// Whether there are lines along the plot.
    pub lines: bool,
}

/// Where an axis is on the other one.
#[derive(Debug, Clone, Copy)]
pub enum Meets {
    /// At the first.
    First,
    /// At the last.
    Last,
    /// At zero, if that is on the axis.
    Zero,
    /// At a value.
    At(f64),
}

/// Writes an axis of numbers.
pub fn write_value_axis(xml: &mut Xml, axis: &Axis, place: AxisPlace, size: f64) {
    xml.element("c:valAx", &[], |xml| {
        xml.value("c:axId", place.ids.0);
        xml.element("c:scaling", &[], |xml| {
            xml.value("c:orientation", "minMax");
            for (name, bound) in [("c:max", axis.max), ("c:min", axis.min)] {
                if let Some(bound) = bound.filter(|bound| bound.is_finite()) {
                    xml.value(name, bound);
                }
            }
        });
        xml.value("c:delete", 0);
        xml.value("c:axPos", place.side);
        if place.lines {
            xml.element("c:majorGridlines", &[], |xml| {
                xml.element("c:spPr", &[], |xml| {
                    xml.element("a:ln", &[("w", &6_350)], |xml| write_veil(xml, 22));
                });
            });
        }
        write_axis_title(xml, &axis.title, place.side == "l", size);
        xml.empty(
            "c:numFmt",
            &[("formatCode", &format_of(axis)), ("sourceLinked", &0)],
        );
        // Labels are beside the plot also where the axis is in the middle of it; an axis at an end has them next to itself.
        let at_end = matches!(place.meets, Meets::First | Meets::Last);
        let labels = if at_end { "nextTo" } else { "low" };
        write_axis_look(xml, !place.lines, labels);
        write_meeting(xml, place);
        xml.value(
            "c:crossBetween",
            if place.between { "between" } else { "midCat" },
        );
        if let Some(major) = axis.major.filter(|&major| major > 0.0 && major.is_finite()) {
            xml.value("c:majorUnit", major);
        }
    });
}

/// Writes an axis of categories, from the top if it stands at the left.
pub fn write_category_axis(xml: &mut Xml, title: &str, place: AxisPlace, size: f64) {
    xml.element("c:catAx", &[], |xml| {
        xml.value("c:axId", place.ids.0);
        xml.element("c:scaling", &[], |xml| {
            let is_left = place.side == "l";
            xml.value("c:orientation", if is_left { "maxMin" } else { "minMax" });
        });
        xml.value("c:delete", 0);
        xml.value("c:axPos", place.side);
        write_axis_title(xml, title, place.side == "l", size);
        xml.empty(
            "c:numFmt",
            &[("formatCode", &"General"), ("sourceLinked", &0)],
        );
        write_axis_look(xml, true, "low");
        write_meeting(xml, place);
        xml.value("c:auto", 0);
        xml.value("c:lblAlgn", "ctr");
        xml.value("c:lblOffset", 100);
        xml.value("c:noMultiLvlLbl", 1);
    });
}

/// The number format of an axis.
pub fn format_of(axis: &Axis) -> &str {
    if axis.format.is_empty() {
        "General"
    } else {
        &axis.format
    }
}

fn write_axis_title(xml: &mut Xml, title: &str, upright: bool, size: f64) {
    if title.is_empty() {
        return;
    }
    let style = Style {
        size: Some(size),
        bold: Some(false),
        ink: Some(Ink::Quiet),
        ..Style::inherited("")
    };
    xml.element("c:title", &[], |xml| {
        xml.element("c:tx", &[], |xml| {
            xml.element("c:rich", &[], |xml| {
                if upright {
                    xml.empty("a:bodyPr", &[("rot", &-5_400_000), ("vert", &"horz")]);
                } else {
                    xml.empty("a:bodyPr", &[]);
                }
                xml.empty("a:lstStyle", &[]);
                write_paragraph(xml, title, &style);
            });
        });
        xml.value("c:overlay", 0);
    });
}

fn write_axis_look(xml: &mut Xml, has_line: bool, labels: &str) {
    xml.value("c:majorTickMark", if has_line { "out" } else { "none" });
    xml.value("c:minorTickMark", "none");
    xml.value("c:tickLblPos", labels);
    xml.element("c:spPr", &[], |xml| {
        xml.element("a:ln", &[("w", &9_525)], |xml| {
            if has_line {
                super::text::write_fill(xml, Ink::Quiet);
            } else {
                xml.empty("a:noFill", &[]);
            }
        });
    });
}

fn write_meeting(xml: &mut Xml, place: AxisPlace) {
    xml.value("c:crossAx", place.ids.1);
    match place.meets {
        Meets::First => xml.value("c:crosses", "min"),
        Meets::Last => xml.value("c:crosses", "max"),
        Meets::Zero => xml.value("c:crosses", "autoZero"),
        Meets::At(value) => xml.value("c:crossesAt", value),
    }
}

/// A label with a text of its own at one point of a series.
#[derive(Debug, Clone)]
pub struct Label<'a> {
    /// The point's number.
    pub point: usize,
    pub text: &'a str,
    pub ink: Ink,
    /// The side of the point: `r`, `t`, `outEnd` and so on.
    pub side: &'static str,
    /// How far it is moved from there, as shares of the chart's width and height.
    pub moved: Option<(f64, f64)>,
}

/// Writes the labels of a series; its other points have none.
pub fn write_labels(xml: &mut Xml, labels: &[Label], (size, bold): (f64, bool)) {
    xml.element("c:dLbls", &[], |xml| {
        for label in labels {
            let style = Style {
                size: Some(size),
                bold: Some(bold),
                ink: Some(label.ink),
                ..Style::inherited("")
            };
            xml.element("c:dLbl", &[], |xml| {
                xml.value("c:idx", label.point);
                if let Some((x, y)) = label.moved {
                    xml.element("c:layout", &[], |xml| {
                        xml.element("c:manualLayout", &[], |xml| {
                            xml.value("c:x", x);
                            xml.value("c:y", y);
                        });
                    });
                }
                xml.element("c:tx", &[], |xml| {
                    xml.element("c:rich", &[], |xml| {
                        xml.empty("a:bodyPr", &[("wrap", &"none")]);
                        xml.empty("a:lstStyle", &[]);
                        // LibreOffice ignores line breaks in labels, but not paragraphs.
                        for line in label.text.lines() {
                            write_paragraph(xml, line, &style);
                        }
                    });
                });
                xml.value("c:dLblPos", label.side);
                write_shown(xml, true);
            });
        }
        // Labels that are made when numbers are replaced look the same.
        let style = Style {
            size: Some(size),
            ..Style::inherited("")
        };
        xml.element("c:txPr", &[], |xml| {
            xml.empty("a:bodyPr", &[("wrap", &"none")]);
            xml.empty("a:lstStyle", &[]);
            xml.element("a:p", &[], |xml| {
                xml.element("a:pPr", &[], |xml| {
                    write_run_properties(xml, "a:defRPr", &style);
                });
                xml.empty("a:endParaRPr", &[]);
            });
        });
        write_shown(xml, false);
        // Without lines from points to labels that were moved.
        xml.element("c:extLst", &[], |xml| {
            let attributes: Attributes = &[("uri", &LABEL_EXTENSION), ("xmlns:c15", &CHART_2012)];
            xml.element("c:ext", attributes, |xml| {
                xml.value("c15:showLeaderLines", 0);
            });
        });
    });
}

fn write_shown(xml: &mut Xml, value: bool) {
    for (name, shown) in [
        ("c:showLegendKey", false),
        ("c:showVal", value),
        ("c:showCatName", false),
        ("c:showSerName", false),
        ("c:showPercent", false),
        ("c:showBubbleSize", false),
    ] {
        xml.value(name, u8::from(shown));
    }
}
