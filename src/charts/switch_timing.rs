//! The total by the month in which fine-tuning is decided on: too early costs money, and so does too late.

use egui::{FontId, Rangef, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::approach::Approach;
use crate::decision::options::switch_month::SwitchTiming;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::axis::{self, TimeAxis};
use super::plot::keys::arrow_steps;
use super::plot::labels::{bold, move_apart, name_chart};
use super::plot::months::MonthAxis;
use super::plot::panel::{Scale, panel_ui};
use super::plot::sizes::{END_GAP, LABEL_SIZE, SMALL_SIZE};
use super::plot::{self, ticks::Counted};

/// Everything that the chart shows.
pub struct SwitchTimingChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// The total of a switch after each month.
    pub timing: &'a SwitchTiming,
    /// The chosen month, which is marked and can be dragged.
    pub month: usize,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);
/// Room above and below the curve, as a share of its height.
const ROOM_SHARE: f64 = 0.12;
/// The axis begins at 0 if the curve then takes at least this share of it.
const LEAST_CURVE_SHARE: f64 = 0.4;
/// Width of the names beside the plot, in points.
const NAMES_WIDTH: f32 = 150.0;
/// Half the width of the mark of an axis that doesn't begin at 0, and its height, in points.
const CUT_SIZE: Vec2 = vec2(5.0, 4.0);
/// Height of the words above the plot, in points.
const NOTE_HEIGHT: f32 = 18.0;

impl SwitchTimingChart<'_> {
    /// Draws it into all the space that `ui` has. Returns the month if it was dragged to another one.
    pub fn ui(&self, ui: &mut Ui) -> Option<usize> {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.name());
        let months = MonthAxis {
            start: self.scenario.start,
            months: self.last_month(),
            time: TimeAxis::current(ui),
            queries: None,
        };
        let (low, high) = self.ends();
        let bottom = rect.bottom() - months.height();
        let top = rect.top() + if low > 0.0 { NOTE_HEIGHT } else { 4.0 };
        let money = Counted::Money(&self.scenario.currency);
        let scale = Scale::new(low, high, bottom - top, money);
        let sides = Rangef::new(
            rect.left() + scale.width(ui),
            rect.right() - NAMES_WIDTH - END_GAP,
        );
        let frame = Rect::from_x_y_ranges(sides, Rangef::new(top, bottom));
        let transform = self.plot_ui(ui, frame, &scale, palette);
        months.ui(ui, frame);
        if low > 0.0 {
            cut_ui(ui, rect, frame, palette);
        }
        self.names_ui(ui, &transform, palette);
        self.month_ui(ui, &transform, palette);
        self.best_ui(ui, &transform, palette);
        self.drag_ui(ui, &transform)
    }

    /// What it shows, with what it costs to switch in the best month: its name where it isn't seen.
    fn name(&self) -> String {
        let amount = |total| money(total, &self.scenario.currency);
        let prompting = amount(self.timing.prompting);
        let best = self.timing.best.map_or(String::new(), |month| {
            let total = amount(self.timing.totals[month]);
            format!(", cheapest after month {month}: {total}")
        });
        format!(
            "{}{best}. Prompting only: {prompting}",
            SwitchTiming::CAPTION
        )
    }

    /// The ends of the vertical axis, which begins at 0 unless that would press the curve flat.
    fn ends(&self) -> (f64, f64) {
        let totals = self.timing.totals.iter().copied();
        let (low, high) = axis::padded_range(totals.chain([self.timing.prompting]), ROOM_SHARE);
        if low <= 0.0 || high - low >= LEAST_CURVE_SHARE * high {
            // A little below 0, so that a line along it is seen whole.
            (low.min(-0.02 * high), high)
        } else {
            (low, high)
        }
    }

    /// The last month in which one can decide; 1 if there is only one, so that the axis has a length.
    fn last_month(&self) -> usize {
        self.timing.totals.len().max(2) - 1
    }

    fn plot_ui(&self, ui: &mut Ui, frame: Rect, scale: &Scale, palette: &Palette) -> PlotTransform {
        let totals = self.timing.totals.iter().enumerate();
        let points: Vec<[f64; 2]> = totals
            .map(|(month, &total)| [month as f64, total])
            .collect();
        let line =
            plot::line("totals", PlotPoints::from(points)).stroke(Stroke::new(2.5, palette.text));
        let prompting = Stroke::new(2.0, palette.prompting);
        let prompting = plot::hline(self.timing.prompting, prompting);
        let ends = (0.0, self.last_month() as f64);
        panel_ui(ui, "switch timing", frame, ends, scale, |plot| {
            plot.hline(prompting);
            plot.line(line);
        })
    }

    /// Names both lines at their ends, the names moved apart if they would overlap.
    fn names_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let painter = ui.painter();
        let prompting = self.timing.prompting;
        let names = [
            ("Prompting only", palette.approach_text(Approach::Prompting)),
            ("Switch to fine-tuning\nafter that month", palette.text),
        ]
        .map(|(text, color)| {
            let name = painter.layout(text.to_owned(), bold(LABEL_SIZE), color, NAMES_WIDTH);
            (name, color)
        });
        let end = self.timing.totals.last().copied().unwrap_or(prompting);
        let ends = [prompting, end].map(|total| {
            let end = PlotPoint::new(self.last_month() as f64, total);
            transform.position_from_point(&end).y
        });
        let heights = [0, 1].map(|index: usize| names[index].0.size().y + 2.0);
        let frame = transform.frame();
        let centres = move_apart(&ends, &heights, frame.top(), frame.bottom());
        for ((name, color), centre) in names.into_iter().zip(centres) {
            let top = centre - name.size().y / 2.0;
            painter.galley(pos2(frame.right() + END_GAP, top), name, color);
        }
    }

    /// Marks the best month, with its total, on the side where the plot has room for that.
    fn best_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let Some(best) = self.timing.best else {
            return;
        };
        let painter = ui.painter();
        let total = self.timing.totals[best];
        let point = transform.position_from_point(&PlotPoint::new(best as f64, total));
        painter.circle(
            point,
            5.0,
            palette.background,
            Stroke::new(2.0, palette.text),
        );
        let text = format!("cheapest: {}", money(total, &self.scenario.currency));
        let label = painter.layout_no_wrap(text, bold(LABEL_SIZE), palette.text);
        let frame = transform.frame();
        let sides = [point.x + 10.0, point.x - 10.0 - label.size().x];
        let is_inside =
            |left: &f32| *left >= frame.left() && left + label.size().x <= frame.right();
        // The finding says it too: where there is room on neither side, it isn't written.
        let Some(left) = sides.into_iter().find(is_inside) else {
            return;
        };
        let fits_below = point.y + 4.0 + label.size().y < frame.bottom();
        let top = if fits_below {
            point.y + 4.0
        } else {
            // Over the curve beside the point too.
            let months = self.timing.totals.iter().enumerate();
            let curve = months.map(|(month, total)| {
                transform.position_from_point(&PlotPoint::new(month as f64, *total))
            });
            let month_width = frame.width() / self.last_month() as f32;
            let beside = (left - month_width)..=(left + label.size().x + month_width);
            let highest = curve
                .filter(|at| beside.contains(&at.x))
                .fold(point.y, |highest, at| highest.min(at.y));
            (highest - 4.0 - label.size().y).max(frame.top())
        };
        painter.galley(pos2(left, top), label, palette.text);
    }

    /// Marks the chosen month.
    fn month_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let Some(&total) = self.timing.totals.get(self.month) else {
            return;
        };
        let point = transform.position_from_point(&PlotPoint::new(self.month as f64, total));
        let line = Stroke::new(1.0, palette.weak);
        ui.painter()
            .vline(point.x, transform.frame().y_range(), line);
        ui.painter().circle_filled(point, 4.5, palette.text);
    }

    /// Lets the month be dragged.
    fn drag_ui(&self, ui: &Ui, transform: &PlotTransform) -> Option<usize> {
        let id = ui.scope_id().with("month");
        let response = ui.interact(*transform.frame(), id, Sense::click_and_drag());
        response.widget_info(|| {
            egui::WidgetInfo::slider(true, self.month as f64, "Month of the switch")
        });
        let steps = arrow_steps(ui, &response, *transform.frame());
        if steps != 0 {
            let month = self.month as f64 + f64::from(steps);
            return Some(month.clamp(0.0, self.last_month() as f64) as usize);
        }
        let pointer = response.interact_pointer_pos()?;
        let month = transform.value_from_position(pointer).x.round();
        Some(month.clamp(0.0, self.last_month() as f64) as usize)
    }
}

/// Marks an axis that doesn't begin at 0: two strokes through its foot, and words above it.
fn cut_ui(ui: &Ui, rect: Rect, frame: Rect, palette: &Palette) {
    let stroke = Stroke::new(1.2, palette.weak);
    for lift in [5.0, 9.0] {
        let centre = pos2(frame.left(), frame.bottom() - lift);
        let ends = [
            centre + vec2(-CUT_SIZE.x, CUT_SIZE.y / 2.0),
            centre + vec2(CUT_SIZE.x, -CUT_SIZE.y / 2.0),
        ];
        ui.painter().line_segment(ends, stroke);
    }
    let words = ui.painter().layout_no_wrap(
        "The axis doesn’t start at zero".to_owned(),
        FontId::proportional(SMALL_SIZE),
        palette.weak,
    );
    ui.painter().galley(rect.left_top(), words, palette.weak);
}
