//! Bars and columns.

use super::chart::{
    AxisPlace, Label, Meets, format_of, write_category_axis, write_cells, write_labels,
    write_series_name, write_value_axis,
};
use super::error::DeckError;
use super::model::{Axis, Bars, Columns, Ink, Series};
use super::space::Space;
use super::text::{write_fill, write_see_through};
use super::workbook::{Cells, Sheet};
use super::xml::Xml;

/// The numbers of the axes: of categories and of values.
const AXES: (u32, u32) = (1001, 1002);

/// What bars and columns have in common.
struct Form<'a> {
    categories: &'a [String],
    series: &'a [Series],
    axis: &'a Axis,
    direction: &'static str,
    gap: u16,
    overlap: i8,
    /// The value at which bars start that lie on each other.
    shared_start: Option<f64>,
}

impl Form<'_> {
    /// The series whose bar lies on that of another one at a category, on the same side of the start and as long or longer; and that other one.
    fn covering(&self, category: usize) -> Vec<(usize, usize)> {
        let Some(start) = self.shared_start else {
            return Vec::new();
        };
        let reach = |series: &Series| series.values[category] - start;
        let mut pairs = Vec::new();
        for (above, one) in self.series.iter().enumerate() {
            for (below, other) in self.series.iter().enumerate() {
                let (long, short) = (reach(one), reach(other));
                let is_longer = long.abs() > short.abs() || (long == short && above > below);
                if above != below && long * short > 0.0 && is_longer {
                    pairs.push((above, below));
                }
            }
        }
        pairs
    }
}

/// Writes bars to the right and left.
pub fn write_bars(
    xml: &mut Xml,
    chart: &Bars,
    sheet: &mut Sheet,
    space: &Space,
) -> Result<(), DeckError> {
    check(&chart.categories, &chart.series, space)?;
    let start = chart.starts_at.filter(|start| start.is_finite());
    let form = Form {
        categories: &chart.categories,
        series: &chart.series,
        axis: &chart.axis,
        direction: "bar",
        gap: 45,
        overlap: if start.is_some() { 100 } else { 0 },
        shared_start: start,
    };
    xml.element("c:plotArea", &[], |xml| {
        xml.empty("c:layout", &[]);
        write_series(xml, &form, sheet, space);
        let categories = AxisPlace {
            ids: AXES,
            side: "l",
            meets: start.map_or(Meets::Zero, Meets::At),
            between: true,
            lines: false,
        };
        write_category_axis(xml, "", categories, space.text);
        let values = AxisPlace {
            ids: (AXES.1, AXES.0),
            side: "b",
            // Categories begin at the top, so that their last one is at the bottom.
            meets: Meets::Last,
            between: true,
            lines: true,
        };
        write_value_axis(xml, &chart.axis, values, space.text);
    });
    Ok(())
}

/// Writes columns.
pub fn write_columns(
    xml: &mut Xml,
    chart: &Columns,
    sheet: &mut Sheet,
    space: &Space,
) -> Result<(), DeckError> {
    check(&chart.categories, &chart.series, space)?;
    let form = Form {
        categories: &chart.categories,
        series: &chart.series,
        axis: &chart.axis,
        direction: "col",
        gap: chart.gap.min(500),
        overlap: 0,
        shared_start: None,
    };
    xml.element("c:plotArea", &[], |xml| {
        xml.empty("c:layout", &[]);
        write_series(xml, &form, sheet, space);
        let categories = AxisPlace {
            ids: AXES,
            side: "b",
            meets: Meets::Zero,
            between: true,
            lines: false,
        };
        write_category_axis(xml, &chart.category_title, categories, space.text);
        let values = AxisPlace {
            ids: (AXES.1, AXES.0),
            side: "l",
            meets: Meets::First,
            between: true,
            lines: true,
        };
        write_value_axis(xml, &chart.axis, values, space.text);
    });
    Ok(())
}

fn check(categories: &[String], series: &[Series], space: &Space) -> Result<(), DeckError> {
    let count = categories.len();
    let even = |length: usize| length == 0 || length == count;
    let is_even =
        |one: &Series| one.values.len() == count && even(one.labels.len()) && even(one.inks.len());
    match series.iter().find(|one| !is_even(one)) {
        Some(one) => Err(DeckError::UnevenSeries(space.slide, one.name.clone())),
        None => Ok(()),
    }
}

fn write_series(xml: &mut Xml, form: &Form, sheet: &mut Sheet, space: &Space) {
    let categories = sheet.push("", Cells::Text(form.categories.to_vec()));
    xml.element("c:barChart", &[], |xml| {
        xml.value("c:barDir", form.direction);
        xml.value("c:grouping", "clustered");
        xml.value("c:varyColors", 0);
        for (index, series) in form.series.iter().enumerate() {
            let numbers = Cells::Numbers(series.values.clone(), format_of(form.axis).to_owned());
            let values = sheet.push(&series.name, numbers);
            xml.element("c:ser", &[], |xml| {
                xml.value("c:idx", index);
                xml.value("c:order", index);
                write_series_name(xml, sheet, values);
                xml.element("c:spPr", &[], |xml| write_fill(xml, series.ink));
                // Else bars below zero are white.
                xml.value("c:invertIfNegative", 0);
                write_points(xml, form, index);
                write_series_labels(xml, form, index, space.text);
                write_cells(xml, "c:cat", sheet, categories);
                write_cells(xml, "c:val", sheet, values);
            });
        }
        xml.value("c:gapWidth", form.gap);
        xml.value("c:overlap", form.overlap);
        xml.value("c:axId", AXES.0);
        xml.value("c:axId", AXES.1);
    });
}

fn write_points(xml: &mut Xml, form: &Form, index: usize) {
    let series = &form.series[index];
    for point in 0..series.values.len() {
        let ink = series.inks.get(point).copied().unwrap_or(series.ink);
        // Series are drawn in their order, so that a later one would hide an earlier one's shorter bar.
        let hides = form
            .covering(point)
            .iter()
            .any(|&(above, below)| above == index && below < index);
        if ink == series.ink && !hides {
            continue;
        }
        xml.element("c:dPt", &[], |xml| {
            xml.value("c:idx", point);
            xml.value("c:invertIfNegative", 0);
            xml.value("c:bubble3D", 0);
            xml.element("c:spPr", &[], |xml| {
                if hides {
                    write_see_through(xml, ink);
                } else {
                    write_fill(xml, ink);
                }
            });
        });
    }
}

fn write_series_labels(xml: &mut Xml, form: &Form, index: usize, size: f64) {
    let series = &form.series[index];
    let texts: Vec<(usize, String)> = series
        .labels
        .iter()
        .enumerate()
        .filter(|&(point, _)| series.values[point].is_finite())
        .filter_map(|(point, own)| {
            let covering = form.covering(point);
            // Labels of bars on one side would cover each other: the longest bar has them all.
            if covering.iter().any(|&(_, below)| below == index) {
                return None;
            }
            let shorter = covering.iter().filter(|&&(above, _)| above == index);
            let others = shorter.filter_map(|&(_, below)| form.series[below].labels.get(point));
            let all: Vec<&str> = others
                .chain([own])
                .map(String::as_str)
                .filter(|text| !text.is_empty())
                .collect();
            Some((point, all.join(" · "))).filter(|(_, text)| !text.is_empty())
        })
        .collect();
    let labels: Vec<Label> = texts
        .iter()
        .map(|(point, text)| Label {
            point: *point,
            text,
            ink: Ink::Text,
            side: "outEnd",
            moved: None,
        })
        .collect();
    if !labels.is_empty() {
        write_labels(xml, &labels, (size, false));
    }
}
