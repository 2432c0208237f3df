//! All lines over each other, each in its scenario's colour and with its name at its end. A line that several scenarios have is drawn in the
//! colours of two of them, and says so.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Galley, Rect, Stroke, Ui, pos2};
use egui_plot::{LineStyle, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::approach::Approach;
use crate::charts::plot;
use crate::charts::plot::labels::{self, bold, move_apart};
use crate::charts::plot::panel::panel_ui;
use crate::charts::plot::sizes::{END_GAP, END_MARGIN, LABEL_SIZE, TICK_SIZE};
use crate::scenario::words::uncapitalized;
use crate::theme::palette::Palette;

use super::curves::{ScenarioCurves, SharedCurve, shared};
use super::{ComparisonChart, marker, month_axis};

/// The most that names take, as a share of the chart's width.
const NAMES_WIDTH_SHARE: f32 = 0.32;
/// The width that names may take in a narrow chart, in points.
const MIN_NAMES_WIDTH: f32 = 210.0;
/// Length of the piece of line before a name, and the space between it and the name, in points.
const KEY_LENGTH: f32 = 18.0;
const KEY_GAP: f32 = 5.0;
/// Length of the dashes of fine-tuning's costs, and of the second colour of a line that several scenarios have, in points.
const DASH: f32 = 9.0;
const SHARED_DASH: f32 = 18.0;
const LINE_WIDTH: f32 = 2.5;

impl ComparisonChart<'_> {
    pub(super) fn overlay_ui(&self, ui: &mut Ui, rect: Rect, scenarios: &[ScenarioCurves]) {
        let lines = shared(scenarios);
        let max_width = (NAMES_WIDTH_SHARE * rect.width()).max(MIN_NAMES_WIDTH);
        let names: Vec<_> = lines
            .iter()
            .map(|line| self.end_name(ui, line, scenarios.len(), max_width))
            .collect();
        let margin = END_GAP + KEY_LENGTH + KEY_GAP + labels::max_width(&names) + END_MARGIN;
        let plot = rect.with_max_x(rect.right() - margin);
        let transform = self.overlay_plot_ui(ui, plot, scenarios, &lines);
        names_ui(ui, &transform, &lines, names);
    }

    fn overlay_plot_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        scenarios: &[ScenarioCurves],
        lines: &[SharedCurve<'_>],
    ) -> PlotTransform {
        let palette = Palette::current(ui);
        let months = scenarios.iter().map(|scenario| scenario.months);
        let axis = month_axis(months.max().unwrap_or(1));
        let (top, bottom) = (rect.top() + TICK_SIZE / 2.0, rect.bottom() - axis.height());
        let scale = self.scale(lines.iter().map(|line| line.curve), bottom - top);
        let left = rect.left() + scale.width(ui);
        let frame = Rect::from_min_max(pos2(left, top), pos2(rect.right(), bottom));
        let ends = (0.0, axis.months as f64);
        let transform = panel_ui(ui, "compare", frame, ends, &scale, |plot| {
            plot.hline(plot::hline(0.0, Stroke::new(1.0, palette.weak)));
            for line in lines {
                for (place, owner) in line.owners.iter().take(2).enumerate() {
                    let points = PlotPoints::from(line.curve.points.clone());
                    let stroke = Stroke::new(LINE_WIDTH, palette.series(owner.index));
                    let style = style(line.curve.approach, place);
                    plot.line(plot::line("", points).stroke(stroke).style(style));
                }
            }
        });
        axis.ui(ui, frame);
        for line in lines {
            for owner in line.owners.iter().take(2) {
                let color = palette.series(owner.index);
                for at in marker::places(line.curve, owner.index) {
                    let at = transform.position_from_point(&PlotPoint::from(at));
                    marker::paint(ui.painter(), at, owner.index, color);
                }
            }
        }
        transform
    }

    /// A line's name and last amount: "Support replies · $564k", or "Both · $11.3k". The name is cut where there is no room, the amount never.
    fn end_name(
        &self,
        ui: &Ui,
        line: &SharedCurve<'_>,
        scenarios: usize,
        max_width: f32,
    ) -> Arc<Galley> {
        let color = Palette::current(ui).text;
        let name = match &line.owners[..] {
            [owner] => owner.name.clone(),
            owners if owners.len() == scenarios => match scenarios {
                2 => "Both".to_owned(),
                all => format!("All {all}"),
            },
            [first, others @ ..] => format!("{} + {}", first.name, others.len()),
            [] => String::new(),
        };
        let approach = line.curve.approach.map_or(String::new(), |approach| {
            format!("{} ", uncapitalized(approach.label()))
        });
        let amount = self.last_amount(line.curve);
        let tail = format!(" · {approach}{amount}");
        let tail_width = ui
            .painter()
            .layout_no_wrap(tail.clone(), bold(LABEL_SIZE), color)
            .size()
            .x;
        let name = truncated(ui, &name, max_width - tail_width);
        let text = format!("{name}{tail}");
        ui.painter().layout_no_wrap(text, bold(LABEL_SIZE), color)
    }
}

/// The style of a line: fine-tuning's costs are dashed. The second colour of a line that several have lies over the first in longer dashes.
fn style(approach: Option<Approach>, owner: usize) -> LineStyle {
    match (owner, approach) {
        (0, Some(Approach::FineTuning)) => LineStyle::Dashed { length: DASH },
        (0, _) => LineStyle::Solid,
        _ => LineStyle::Dashed {
            length: SHARED_DASH,
        },
    }
}

/// The text as it fits into a width, cut off with … if it has to be.
pub(super) fn truncated(ui: &Ui, text: &str, width: f32) -> String {
    let color = Palette::current(ui).text;
    let mut job = LayoutJob::simple_singleline(text.to_owned(), bold(LABEL_SIZE), color);
    job.wrap = TextWrapping::truncate_at_width(width);
    let galley = ui.painter().layout_job(job);
    let rows = galley.rows.iter().map(|row| row.text());
    rows.collect::<String>().trim_end().to_owned()
}

/// Writes the names beside the plot, moved apart if they would overlap, each with its colour and a line to the end of its curve.
fn names_ui(
    ui: &Ui,
    transform: &PlotTransform,
    lines: &[SharedCurve<'_>],
    names: Vec<Arc<Galley>>,
) {
    let palette = Palette::current(ui);
    let position = |point: [f64; 2]| transform.position_from_point(&PlotPoint::from(point));
    let ends: Vec<_> = lines
        .iter()
        .map(|line| position(line.curve.last()))
        .collect();
    let wanted: Vec<f32> = ends.iter().map(|end| end.y).collect();
    let heights: Vec<f32> = names.iter().map(|name| name.size().y + 2.0).collect();
    let frame = transform.frame();
    let centres = move_apart(&wanted, &heights, frame.top(), frame.bottom());
    for (((name, centre), line), end) in names.into_iter().zip(centres).zip(lines).zip(ends) {
        let colors = line.owners.iter().map(|owner| palette.series(owner.index));
        let colors: Vec<_> = colors.take(2).collect();
        let key = frame.right() + END_GAP;
        let painter = ui.painter();
        if let Some(color) = colors.first() {
            let leader = Stroke::new(1.0, *color);
            painter.line_segment([end, pos2(key, centre)], leader);
        }
        // A piece of the line itself, of each colour that it has.
        let part = KEY_LENGTH / colors.len() as f32;
        for (place, (owner, color)) in line.owners.iter().zip(colors).enumerate() {
            let from = key + place as f32 * part;
            painter.hline(from..=from + part, centre, Stroke::new(LINE_WIDTH, color));
            let middle = pos2(from + part / 2.0, centre);
            marker::paint(painter, middle, owner.index, color);
        }
        let at = pos2(key + KEY_LENGTH + KEY_GAP, centre - name.size().y / 2.0);
        painter.galley(at, name, palette.text);
    }
}
