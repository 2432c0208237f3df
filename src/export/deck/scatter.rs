//! Lines over numbers, with labels at their ends, and marked points.

use super::chart::{
    AxisPlace, Label, Meets, format_of, write_cells, write_labels, write_series_name,
    write_value_axis,
};
use super::labels::{self, Plot};
use super::model::{Ink, Scatter};
use super::space::Space;
use super::text::{write_fill, write_line};
use super::workbook::{Cells, Sheet};
use super::xml::Xml;

/// The numbers of the axes: horizontal and vertical.
const AXES: (u32, u32) = (1001, 1002);
/// The width of lines and the size of marks, in points.
const LINE: f64 = 2.25;
const MARK: u32 = 9;

/// Writes the plot.
pub fn write(xml: &mut Xml, chart: &Scatter, sheet: &mut Sheet, space: &Space) {
    let plot = Plot::new(chart, space);
    xml.element("c:plotArea", &[], |xml| {
        xml.element("c:layout", &[], |xml| plot.write_layout(xml));
        xml.element("c:scatterChart", &[], |xml| {
            xml.value("c:scatterStyle", "lineMarker");
            xml.value("c:varyColors", 0);
            write_lines(xml, chart, sheet, (space, &plot));
            write_marks(xml, chart, sheet, (space, &plot));
            xml.value("c:axId", AXES.0);
            xml.value("c:axId", AXES.1);
        });
        let x = AxisPlace {
            ids: AXES,
            side: "b",
            meets: Meets::Zero,
            between: false,
            lines: false,
        };
        write_value_axis(xml, &chart.x, x, space.text);
        let y = AxisPlace {
            ids: (AXES.1, AXES.0),
            side: "l",
            meets: Meets::First,
            between: false,
            lines: true,
        };
        write_value_axis(xml, &chart.y, y, space.text);
    });
}

/// The columns of a series on the sheet: a column of x is shared by all lines with the same.
fn push(sheet: &mut Sheet, chart: &Scatter, name: &str, points: &[(f64, f64)]) -> (usize, usize) {
    let numbers = |axis, numbers| Cells::Numbers(numbers, format_of(axis).to_owned());
    let x = numbers(&chart.x, points.iter().map(|point| point.0).collect());
    let y = numbers(&chart.y, points.iter().map(|point| point.1).collect());
    let head = if chart.x.title.is_empty() {
        "x"
    } else {
        &chart.x.title
    };
    let x = sheet.find(&x).unwrap_or_else(|| sheet.push(head, x));
    (x, sheet.push(name, y))
}

fn write_numbers(xml: &mut Xml, sheet: &Sheet, (x, y): (usize, usize)) {
    write_cells(xml, "c:xVal", sheet, x);
    write_cells(xml, "c:yVal", sheet, y);
    xml.value("c:smooth", 0);
}

fn write_lines(xml: &mut Xml, chart: &Scatter, sheet: &mut Sheet, (space, plot): (&Space, &Plot)) {
    let texts = plot.end_texts(chart);
    let moved = plot.spread(chart, &texts);
    for (index, line) in chart.lines.iter().enumerate() {
        let columns = push(sheet, chart, &line.name, &line.points);
        xml.element("c:ser", &[], |xml| {
            xml.value("c:idx", index);
            xml.value("c:order", index);
            write_series_name(xml, sheet, columns.1);
            xml.element("c:spPr", &[], |xml| {
                write_line(xml, LINE, line.ink, line.dashed);
            });
            xml.element("c:marker", &[], |xml| xml.value("c:symbol", "none"));
            if let (Some(text), Some(point)) = (&texts[index], labels::last_point(line)) {
                let label = Label {
                    point,
                    text,
                    ink: line.ink,
                    side: "r",
                    moved: Some((0.0, moved[index])).filter(|moved| moved.1 != 0.0),
                };
                write_labels(xml, &[label], (space.text, true));
            }
            write_numbers(xml, sheet, columns);
        });
    }
}

fn write_marks(xml: &mut Xml, chart: &Scatter, sheet: &mut Sheet, (space, plot): (&Space, &Plot)) {
    for (index, mark) in chart.marks.iter().enumerate() {
        let index = chart.lines.len() + index;
        let columns = push(sheet, chart, &mark.name, &[mark.at]);
        xml.element("c:ser", &[], |xml| {
            xml.value("c:idx", index);
            xml.value("c:order", index);
            write_series_name(xml, sheet, columns.1);
            xml.element("c:spPr", &[], |xml| {
                xml.element("a:ln", &[("w", &19_050)], |xml| xml.empty("a:noFill", &[]));
            });
            xml.element("c:marker", &[], |xml| {
                xml.value("c:symbol", "circle");
                xml.value("c:size", MARK);
                xml.element("c:spPr", &[], |xml| {
                    write_fill(xml, mark.ink);
                    xml.element("a:ln", &[("w", &12_700)], |xml| {
                        xml.element("a:solidFill", &[], |xml| {
                            xml.empty("a:schemeClr", &[("val", &"bg1")]);
                        });
                    });
                });
            });
            if !mark.label.is_empty() {
                let (side, moved) = plot.beside(chart, mark);
                let label = Label {
                    point: 0,
                    text: &mark.label,
                    ink: Ink::Text,
                    side,
                    moved,
                };
                write_labels(xml, &[label], (space.text, false));
            }
            write_numbers(xml, sheet, columns);
        });
    }
}
