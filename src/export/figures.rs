//! Figures of a study and comparisons of several, drawn without a display.

use egui::Vec2;

use crate::charts::comparison::{ComparedQuantity, ComparisonChart, MAX_COMPARED};
use crate::charts::figure::{Figure, FigureKind};
use crate::charts::look::Look;
use crate::study::words::savings_finding;
use crate::study::{Study, comparison};

use super::drawing::{Drawing, PixelSize};
use super::error::ExportError;

/// The size at which a report's figure is drawn, in points. On the page it is scaled down, so that its type is as large as the text around it.
pub(super) const REPORT_FIGURE_POINTS: Vec2 = Vec2::new(900.0, 400.0);

/// Draws a figure of a study that stands alone.
pub fn draw_figure(
    study: &Study,
    kind: FigureKind,
    pixels: PixelSize,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = available_figure(study, kind, true)?;
    Ok(Drawing::picture(pixels, look, |ui| figure.ui(ui)))
}

/// Draws a figure of a study for a report, at `size` in points.
pub(super) fn draw_report_figure(
    study: &Study,
    kind: FigureKind,
    size: Vec2,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = available_figure(study, kind, false)?;
    Ok(Drawing::on_page(size, look, |ui| figure.ui(ui)))
}

/// Draws several scenarios in one chart that stands alone.
pub fn draw_comparison(
    studies: &[Study],
    quantity: ComparedQuantity,
    pixels: PixelSize,
    look: Look,
) -> Result<Drawing, ExportError> {
    if studies.is_empty() || comparison::common_currency(studies).is_none() {
        return Err(ExportError::NoComparison(savings_finding(studies)));
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

/// The figure, or why the study doesn't have it.
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
        None => Ok(Figure {
            study,
            kind,
            alone,
            plan: None,
        }),
    }
}
