//! Several scenarios in one chart: what fine-tuning saves in each, or what both approaches cost. Each line carries its scenario's name.

use std::iter;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Galley, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{AxisHints, LineStyle, PlotBounds, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::approach::Approach;
use crate::scenario::quantity::{count_with_noun, money};
use crate::scenario::words::uncapitalized;
use crate::scenario::{Currency, Month, Scenario, short_name};
use crate::study::{Study, comparison, words};
use crate::theme::palette::Palette;

use super::plot::axis::{self, TimeAxis};
use super::plot::frame::chart_frame_ui;
use super::plot::labels::{self, LABEL_SIZE, bold, move_apart};
use super::plot::ticks::{Counted, TickLabels};
use super::plot::{self};

/// The quantity in which scenarios are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ComparedQuantity {
    /// What fine-tuning has saved.
    #[default]
    Savings,
    /// What both approaches have cost.
    Costs,
}

/// Everything that the chart shows.
pub struct ComparisonChart<'a> {
    /// The scenarios, all in one currency.
    pub studies: &'a [Study],
    /// The quantity of theirs that is shown.
    pub quantity: ComparedQuantity,
}

/// At most this many scenarios are drawn: the colours of more couldn't be told apart.
pub const MAX_COMPARED: usize = 7;
/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(280.0, 160.0);
/// Room above and below the curves, as a share of their height.
const ROOM_SHARE: f64 = 0.06;
/// The most that names take, as a share of the chart's width.
const NAMES_WIDTH_SHARE: f32 = 0.3;
/// The width that names may take in a narrow chart, in points.
const MIN_NAMES_WIDTH: f32 = 190.0;
/// Space beside the plot, besides the width of the names there, in points.
const NAMES_MARGIN: f32 = 18.0;
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(84.0, 62.0);

struct Curve {
    name: String,
    color: Color32,
    style: LineStyle,
    points: Vec<[f64; 2]>,
}

impl ComparisonChart<'_> {
    /// The finding, as a sentence.
    pub fn title(&self) -> String {
        match self.quantity {
            ComparedQuantity::Savings => words::savings_finding(self.studies),
            ComparedQuantity::Costs => words::costs_finding(self.studies),
        }
    }

    /// What the chart shows.
    pub fn caption(&self) -> &'static str {
        match self.quantity {
            ComparedQuantity::Savings => {
                "What fine-tuning has saved by then, at base, by month from each scenario’s start"
            }
            ComparedQuantity::Costs => {
                "Cumulative cost at base, by month from each scenario’s start; dashed: fine-tuning"
            }
        }
    }

    /// Draws the chart as a figure, with its finding above it.
    pub fn figure_ui(&self, ui: &mut Ui) {
        let scenarios = count_with_noun(self.studies.len() as f64, "scenario");
        let foot = format!("{scenarios} at base · Breakeven");
        let title = Some(self.title());
        chart_frame_ui(ui, title, self.caption(), Some(foot), |ui| {
            self.chart_ui(ui);
        });
    }

    fn curves(&self, palette: &Palette) -> Vec<Curve> {
        let mut curves = Vec::new();
        for (index, study) in self.studies.iter().take(MAX_COMPARED).enumerate() {
            let color = palette.series(index);
            let prompting = &study.analysis.prompting.cost_path;
            let tuned = &study.analysis.fine_tuning.cost_path;
            let title = short_name(&study.scenario);
            let mut add = |name: String, style, points| {
                curves.push(Curve {
                    name,
                    color,
                    style,
                    points,
                });
            };
            // What has no prices has no curve: it would say that it is free.
            let is_priced = [
                study.scenario.prompting_is_priced(),
                study.scenario.fine_tuning_is_priced(),
            ];
            match self.quantity {
                ComparedQuantity::Savings => {
                    if is_priced == [true, true] {
                        add(title, LineStyle::Solid, prompting.points_above(tuned));
                    }
                }
                ComparedQuantity::Costs => {
                    let prompted =
                        format!("{}: {title}", uncapitalized(Approach::Prompting.label()));
                    let dashed = LineStyle::Dashed { length: 9.0 };
                    let lines = [
                        (prompted, LineStyle::Solid, prompting),
                        (format!("tuned: {title}"), dashed, tuned),
                    ];
                    for ((name, style, cost_path), is_priced) in lines.into_iter().zip(is_priced) {
                        if is_priced {
                            add(name, style, cost_path.points());
                        }
                    }
                }
            }
        }
        curves
    }

    /// Draws the curves into all the space that `ui` has. Leaves it empty if there are no scenarios, or if they count in several currencies.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let Some(first) = self.studies.first() else {
            return;
        };
        if comparison::common_currency(self.studies).is_none() {
            return;
        }
        let curves = self.curves(palette);
        let max_width = (NAMES_WIDTH_SHARE * rect.width()).max(MIN_NAMES_WIDTH);
        let names: Vec<_> = curves
            .iter()
            .map(|curve| end_name(ui, curve, &first.scenario.currency, max_width))
            .collect();
        let margin = labels::max_width(&names) + NAMES_MARGIN;
        let plot = rect.with_max_x(rect.right() - margin);
        let transform = self.plot_ui(ui, plot, &first.scenario, &curves);
        names_ui(ui, &transform, &curves, names);
    }

    fn plot_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        first: &Scenario,
        curves: &[Curve],
    ) -> PlotTransform {
        let palette = Palette::current(ui);
        let (low, high) = ends(curves);
        let months = self.studies.iter().map(|study| study.analysis.months());
        let months = months.max().unwrap_or(1);
        let x_step = axis::month_step(months, (rect.width() / TICK_SPACING.x) as usize) as f64;
        let y_step = axis::nice_step(high - low, (rect.height() / TICK_SPACING.y) as usize);
        let x_axis = self.month_axis(ui, first.start, palette);
        let counted = match self.quantity {
            ComparedQuantity::Savings => Counted::Gain(&first.currency),
            ComparedQuantity::Costs => Counted::Money(&first.currency),
        };
        let y_marks = axis::marks_off_the_corner(low, high, y_step);
        let y_axis = plot::counted_y_axis(palette, TickLabels::new(counted, &y_marks));
        let mut plot_ui = plot::plot_child(ui, rect);
        plot::plot("compare", rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, months as f64, x_step))
            .y_grid_spacer(move |_| y_marks.clone())
            .show(&mut plot_ui, |plot| {
                let margin = axis::X_MARGIN_SHARE * months as f64;
                let bounds = PlotBounds::from_min_max([-margin, low], [months as f64, high]);
                plot.set_plot_bounds(bounds);
                plot.hline(plot::hline(0.0, Stroke::new(1.0, palette.weak)));
                for curve in curves {
                    let line = plot::line(&curve.name, PlotPoints::from(curve.points.clone()));
                    let line = line
                        .stroke(Stroke::new(2.5, curve.color))
                        .style(curve.style);
                    plot.line(line);
                }
            })
            .transform
    }

    /// The axis of months. It counts them if the scenarios don't all start in the same month, because then they share no calendar.
    fn month_axis(&self, ui: &Ui, start: Month, palette: &Palette) -> AxisHints<'static> {
        let mut studies = self.studies.iter();
        let time = if studies.all(|study| study.scenario.start == start) {
            TimeAxis::current(ui)
        } else {
            TimeAxis::Counted
        };
        plot::x_axis(palette, move |mark, _| time.tick(start, mark))
    }
}

/// The ends of the vertical axis, which holds 0 and all curves.
fn ends(curves: &[Curve]) -> (f64, f64) {
    let points = curves.iter().flat_map(|curve| &curve.points);
    let values = points.map(|point| point[1]);
    axis::padded_range(iter::once(0.0).chain(values), ROOM_SHARE)
}

/// A curve's last amount and its name, cut off at `max_width` points. The amount comes first, so that it is never cut off.
fn end_name(ui: &Ui, curve: &Curve, currency: &Currency, max_width: f32) -> Arc<Galley> {
    let last = curve.points.last().map_or(0.0, |point| point[1]);
    let amount = money(last, currency);
    let text = format!("{amount} {}", curve.name);
    let mut job = LayoutJob::simple_singleline(text, bold(LABEL_SIZE), curve.color);
    job.wrap = TextWrapping::truncate_at_width(max_width);
    ui.painter().layout_job(job)
}

/// Writes the names beside the plot, moved apart if they would overlap, each with a line to the end of its curve.
fn names_ui(ui: &Ui, transform: &PlotTransform, curves: &[Curve], names: Vec<Arc<Galley>>) {
    let ends: Vec<f32> = curves
        .iter()
        .map(|curve| {
            let last = curve.points.last().copied().unwrap_or_default();
            transform.position_from_point(&PlotPoint::from(last)).y
        })
        .collect();
    let heights: Vec<f32> = names.iter().map(|name| name.size().y + 2.0).collect();
    let frame = transform.frame();
    let centres = move_apart(&ends, &heights, frame.top(), frame.bottom());
    for (((name, centre), curve), end) in names.into_iter().zip(centres).zip(curves).zip(ends) {
        // A curve of a shorter horizon ends before the edge of the plot.
        let last = curve.points.last().map_or(0.0, |point| point[0]);
        let x = transform.position_from_point(&PlotPoint::new(last, 0.0)).x;
        let stroke = Stroke::new(1.0, curve.color.gamma_multiply(0.45));
        ui.painter()
            .line_segment([pos2(x, end), pos2(frame.right() + 7.0, centre)], stroke);
        ui.painter().circle_filled(pos2(x, end), 3.0, curve.color);
        let at = pos2(frame.right() + 10.0, centre - name.size().y / 2.0);
        ui.painter().galley(at, name, curve.color);
    }
}
