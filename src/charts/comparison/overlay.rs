//! All lines over each other, each in its scenario's colour and with its name at its end. A line that several scenarios have is drawn in the
//! colours of two of them, and says so.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Galley, Rect, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{LineStyle, PlotBounds, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::approach::Approach;
use crate::charts::plot::labels::{self, LABEL_SIZE, bold, move_apart};
use crate::charts::plot::ticks::TickLabels;
use crate::charts::plot::{self, axis};
use crate::scenario::quantity::money;
use crate::scenario::words::uncapitalized;
use crate::theme::palette::Palette;

use super::curves::{ScenarioCurves, SharedCurve, shared};
use super::{ComparisonChart, ends, month_axis};

/// The most that names take, as a share of the chart's width.
const NAMES_WIDTH_SHARE: f32 = 0.32;
/// The width that names may take in a narrow chart, in points.
const MIN_NAMES_WIDTH: f32 = 210.0;
/// Space beside the plot, besides the width of the names there, in points.
const NAMES_MARGIN: f32 = 34.0;
/// Length of the piece of line before a name, in points.
const KEY_LENGTH: f32 = 14.0;
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(84.0, 62.0);
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
        let margin = labels::max_width(&names) + NAMES_MARGIN;
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
        let (low, high) = ends(lines.iter().flat_map(|line| &line.curve.points));
        let months = scenarios.iter().map(|scenario| scenario.months);
        let months = months.max().unwrap_or(1);
        let x_step = axis::month_step(months, (rect.width() / TICK_SPACING.x) as usize) as f64;
        let y_step = axis::nice_step(high - low, (rect.height() / TICK_SPACING.y) as usize);
        let counted = self.quantity.counted(&self.studies[0].scenario.currency);
        let y_marks = axis::marks_off_the_corner(low, high, y_step);
        let y_axis = plot::counted_y_axis(palette, TickLabels::new(counted, &y_marks));
        let mut plot_ui = plot::plot_child(ui, rect);
        plot::plot(
            "compare",
            rect.size(),
            [month_axis(palette), y_axis],
            palette,
        )
        .x_grid_spacer(move |_| axis::marks(0.0, months as f64, x_step))
        .y_grid_spacer(move |_| y_marks.clone())
        .show(&mut plot_ui, |plot| {
            let margin = axis::X_MARGIN_SHARE * months as f64;
            let bounds = PlotBounds::from_min_max([-margin, low], [months as f64, high]);
            plot.set_plot_bounds(bounds);
            plot.hline(plot::hline(0.0, Stroke::new(1.0, palette.weak)));
            for line in lines {
                for (place, owner) in line.owners.iter().take(2).enumerate() {
                    let points = PlotPoints::from(line.curve.points.clone());
                    let stroke = Stroke::new(LINE_WIDTH, palette.series(owner.index));
                    let style = style(line.curve.approach, place);
                    plot.line(plot::line("", points).stroke(stroke).style(style));
                }
            }
        })
        .transform
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
        let amount = money(line.curve.last()[1], &self.studies[0].scenario.currency);
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
        let key = frame.right() + 12.0;
        let painter = ui.painter();
        if let Some(color) = colors.first() {
            let leader = Stroke::new(1.0, color.gamma_multiply(0.45));
            painter.line_segment([end, pos2(key, centre)], leader);
            painter.circle_filled(end, 3.0, *color);
        }
        // A piece of the line itself, of each colour that it has.
        let part = KEY_LENGTH / colors.len() as f32;
        for (place, color) in colors.into_iter().enumerate() {
            let from = key + place as f32 * part;
            painter.hline(from..=from + part, centre, Stroke::new(4.0, color));
        }
        let at = pos2(key + KEY_LENGTH + 5.0, centre - name.size().y / 2.0);
        painter.galley(at, name, palette.text);
    }
}
