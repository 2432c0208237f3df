//! The total by the month in which fine-tuning is decided on: too early costs money, and so does too late.

use egui::{Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotBounds, PlotPoint, PlotPoints, PlotTransform};

use crate::decision::options::switch_month::SwitchTiming;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::keys::arrow_steps;
use super::plot::labels::{LABEL_SIZE, bold, move_apart};
use super::plot::ticks::{Counted, TickLabels};
use super::plot::{self, axis};

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
/// Width of the names beside the plot, in points.
const NAMES_WIDTH: f32 = 150.0;
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(76.0, 50.0);

impl SwitchTimingChart<'_> {
    /// Draws it into all the space that `ui` has. Returns the month if it was dragged to another one.
    pub fn ui(&self, ui: &mut Ui) -> Option<usize> {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let plot = rect.with_max_x(rect.right() - NAMES_WIDTH);
        let transform = self.plot_ui(ui, plot, palette);
        self.names_ui(ui, &transform, palette);
        self.best_ui(ui, &transform, palette);
        self.month_ui(ui, &transform, palette);
        self.drag_ui(ui, &transform)
    }

    /// The ends of the vertical axis.
    fn ends(&self) -> (f64, f64) {
        let totals = self.timing.totals.iter().copied();
        axis::padded_range(totals.chain([self.timing.prompting]), ROOM_SHARE)
    }

    /// The last month in which one can decide; 1 if there is only one, so that the axis has a length.
    fn last_month(&self) -> f64 {
        (self.timing.totals.len().max(2) - 1) as f64
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let totals = &self.timing.totals;
        let (low, high) = self.ends();
        let last = self.last_month();
        let x_step = axis::month_step(totals.len(), (rect.width() / TICK_SPACING.x) as usize);
        let x_step = x_step as f64;
        let y_step = axis::nice_step(high - low, (rect.height() / TICK_SPACING.y) as usize);
        let x_axis = plot::time_axis(ui, self.scenario.start, palette);
        let y_marks = axis::marks_off_the_corner(low, high, y_step);
        let labels = TickLabels::new(Counted::Money(&self.scenario.currency), &y_marks);
        let y_axis = plot::counted_y_axis(palette, labels);
        let points: Vec<[f64; 2]> = totals
            .iter()
            .enumerate()
            .map(|(month, &total)| [month as f64, total])
            .collect();
        let line =
            plot::line("totals", PlotPoints::from(points)).stroke(Stroke::new(2.5, palette.best));
        let prompting = Stroke::new(2.0, palette.prompting);
        let prompting = plot::hline(self.timing.prompting, prompting);
        let mut plot_ui = plot::plot_child(ui, rect);
        plot::plot("switch timing", rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, last, x_step))
            .y_grid_spacer(move |_| y_marks.clone())
            .show(&mut plot_ui, |plot| {
                let margin = 0.02 * last;
                let bounds = PlotBounds::from_min_max([-margin, low], [last + margin, high]);
                plot.set_plot_bounds(bounds);
                plot.hline(prompting);
                plot.line(line);
            })
            .transform
    }

    /// Names both lines at their ends, the names moved apart if they would overlap.
    fn names_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let painter = ui.painter();
        let prompting = self.timing.prompting;
        let names = [
            ("prompting throughout", palette.prompting),
            ("prompting, then\nfine-tuning", palette.best),
        ]
        .map(|(text, color)| {
            let name = painter.layout(text.to_owned(), bold(LABEL_SIZE), color, NAMES_WIDTH);
            (name, color)
        });
        let end = self.timing.totals.last().copied().unwrap_or(prompting);
        let ends = [prompting, end].map(|total| {
            let end = PlotPoint::new(self.last_month(), total);
            transform.position_from_point(&end).y
        });
        let heights = [0, 1].map(|index: usize| names[index].0.size().y + 2.0);
        let frame = transform.frame();
        let centres = move_apart(&ends, &heights, frame.top(), frame.bottom());
        for ((name, color), centre) in names.into_iter().zip(centres) {
            let top = centre - name.size().y / 2.0;
            painter.galley(pos2(frame.right() + 10.0, top), name, color);
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
        let text = format!("best: {}", money(total, &self.scenario.currency));
        let label = painter.layout_no_wrap(text, bold(LABEL_SIZE), palette.text);
        let frame = transform.frame();
        let fits_right = point.x + 10.0 + label.size().x <= frame.right();
        let left = if fits_right {
            point.x + 10.0
        } else {
            point.x - 10.0 - label.size().x
        };
        let fits_below = point.y + 4.0 + label.size().y < frame.bottom();
        let top = if fits_below {
            point.y + 4.0
        } else {
            point.y - 4.0 - label.size().y
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
        ui.painter().circle_filled(point, 4.5, palette.best);
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
            return Some(month.clamp(0.0, self.last_month()) as usize);
        }
        let pointer = response.interact_pointer_pos()?;
        let month = transform.value_from_position(pointer).x.round();
        Some(month.clamp(0.0, self.last_month()) as usize)
    }
}
