//! Figures of a study and comparisons of several, drawn without a display.

use egui::Vec2;

use crate::charts::comparison::{ComparedQuantity, ComparisonChart, MAX_COMPARED};
use crate::charts::figure::{Figure, FigureKind};
use crate::charts::look::Look;
use crate::scenario::words::uncapitalized;
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

/// Draws the cumulative costs of a study for a report, at `size` in points, without the saving below them.
pub(super) fn draw_report_costs(
    study: &Study,
    size: Vec2,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = available_figure(study, FigureKind::Cost, false)?;
    Ok(Drawing::on_page(size, look, |ui| figure.costs_only_ui(ui)))
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

/// A figure in words, for those who don't see it: what it shows, its finding, and what the marks on it are.
pub(super) fn describe_figure(
    study: &Study,
    kind: FigureKind,
    alone: bool,
) -> Result<String, ExportError> {
    let figure = available_figure(study, kind, alone)?;
    let card = study.card();
    let sentences = if kind == FigureKind::Decision {
        let tiles = card.tiles.iter();
        let tiles = tiles.map(|tile| format!("{} {}", tile.value, tile.caption));
        let words = [card.title.clone(), card.why.clone()].into_iter();
        words.chain(tiles).collect()
    } else {
        vec![figure.title(), figure.caption()]
    };
    let label = match kind {
        FigureKind::Decision => "Card with the recommendation".to_owned(),
        kind => format!("Chart, {}", uncapitalized(kind.label())),
    };
    Ok(as_sentences(std::iter::once(label).chain(sentences)))
}

/// A comparison in words, for those who don't see it.
pub(super) fn describe_comparison(studies: &[Study], quantity: ComparedQuantity) -> String {
    let names = studies.iter().map(|study| study.scenario.title());
    let names: Vec<&str> = names.collect();
    let finding = ComparisonChart { studies, quantity }.title();
    let label = format!("Chart, comparison of {}", names.join(", "));
    as_sentences([label, finding])
}

/// The texts one after the other, each with a full stop; empty ones are left out.
fn as_sentences(texts: impl IntoIterator<Item = String>) -> String {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    let sentences: Vec<String> = texts
        .map(|text| format!("{}.", text.trim_end_matches('.')))
        .collect();
    sentences.join(" ")
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
