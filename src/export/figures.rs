//! Figures of a study and comparisons of several, drawn without a display.

use egui::Vec2;

use crate::charts::comparison::{ComparedQuantity, ComparisonChart, MAX_COMPARED};
use crate::charts::figure::{Figure, FigureKind};
use crate::charts::look::Look;
use crate::study::{Study, comparison};

use super::drawing::{Drawing, PixelSize};
use super::error::ExportError;

/// How large a figure of a report is drawn, in points: it is set smaller, so that its type is as large as the text around it.
pub(super) const REPORT_FIGURE_POINTS: Vec2 = Vec2::new(900.0, 400.0);

/// A figure of a study, drawn to stand alone.
pub fn draw_figure(
    study: &Study,
    kind: FigureKind,
    pixels: PixelSize,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = available_figure(study, kind, true)?;
    Ok(Drawing::picture(pixels, look, |ui| figure.ui(ui)))
}

/// A figure of a study for a report, in points.
pub(super) fn draw_report_figure(
    study: &Study,
    kind: FigureKind,
    size: Vec2,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = available_figure(study, kind, false)?;
    Ok(Drawing::on_page(size, look, |ui| figure.ui(ui)))
}

/// Scenarios over each other, drawn to stand alone.
pub fn draw_comparison(
    studies: &[Study],
    quantity: ComparedQuantity,
    pixels: PixelSize,
    look: Look,
) -> Result<Drawing, ExportError> {
    if studies.is_empty() || comparison::common_currency(studies).is_none() {
        return Err(ExportError::NoComparison(comparison::savings_finding(
            studies,
        )));
    }
    if studies.len() > MAX_COMPARED {
        return Err(ExportError::NoComparison(format!(
            "{} scenarios are too many for one chart: compare {MAX_COMPARED} at most, or all of them as a table with csv",
            studies.len()
        )));
    }
    let chart = ComparisonChart { studies, quantity };
    Ok(Drawing::picture(pixels, look, |ui| chart.figure_ui(ui)))
}

pub(super) fn available_figure(
    study: &Study,
    kind: FigureKind,
    alone: bool,
) -> Result<Figure<'_>, ExportError> {
    match kind.unavailable_because(study) {
        Some(why) => {
            let title = study.scenario.title().to_owned();
            Err(ExportError::NoFigure(title, kind.label(), why))
        }
        None => Ok(Figure { study, kind, alone }),
    }
}
