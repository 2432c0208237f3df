//! Figures of a study and comparisons of several, drawn without a display.

use egui::Vec2;

use crate::charts::compare::{CompareChart, Compares, MOST};
use crate::charts::figure::{Figure, Kind};
use crate::charts::look::Look;
use crate::study::{Study, comparison};

use super::drawing::{Drawing, Pixels};
use super::error::ExportError;

/// How large a figure of a report is drawn, in points: it is set smaller, so that its type is as large as the text around it.
pub(super) const FIGURE: Vec2 = Vec2::new(900.0, 400.0);

/// A figure of a study, drawn to stand alone.
pub fn drawn(
    study: &Study,
    kind: Kind,
    pixels: Pixels,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = figure(study, kind, true)?;
    Ok(Drawing::picture(pixels, look, |ui| figure.ui(ui)))
}

/// A figure of a study for a report, in points.
pub(super) fn drawn_within(
    study: &Study,
    kind: Kind,
    size: Vec2,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = figure(study, kind, false)?;
    Ok(Drawing::on_page(size, look, |ui| figure.ui(ui)))
}

/// Scenarios over each other, drawn to stand alone.
pub fn drawn_comparison(
    studies: &[Study],
    compares: Compares,
    pixels: Pixels,
    look: Look,
) -> Result<Drawing, ExportError> {
    if studies.is_empty() || comparison::currency(studies).is_none() {
        return Err(ExportError::NoComparison(comparison::finding(studies)));
    }
    if studies.len() > MOST {
        return Err(ExportError::NoComparison(format!(
            "{} scenarios are too many for one chart: compare {MOST} at most, or all of them as a table with csv",
            studies.len()
        )));
    }
    let chart = CompareChart { studies, compares };
    Ok(Drawing::picture(pixels, look, |ui| chart.figure_ui(ui)))
}

pub(super) fn figure(study: &Study, kind: Kind, alone: bool) -> Result<Figure<'_>, ExportError> {
    match kind.missing_from(study) {
        Some(why) => {
            let title = study.scenario.title().to_owned();
            Err(ExportError::NoFigure(title, kind.label(), why))
        }
        None => Ok(Figure { study, kind, alone }),
    }
}
