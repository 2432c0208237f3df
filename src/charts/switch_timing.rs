//! What deciding for fine-tuning after each month comes to: too early costs, and so does too late.

use egui::{FontId, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, HLine, PlotBounds, PlotPoint, PlotPoints};

use crate::decision::options::switch_month::SwitchTiming;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, spread};
use super::plot::{self, axis};

/// Everything that the chart shows.
pub struct SwitchTimingChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// What every switch comes to.
    pub progression: &'a SwitchTiming,
    /// The month that is looked at.
    pub month: usize,
}

/// Room above and below the curve, as a part of its height.
const ROOM: f64 = 0.12;
/// Room for the name of the line of prompting.
const MARGIN: f32 = 150.0;

impl SwitchTimingChart<'_> {
    /// Draws it into all the space that `ui` has. Returns the month that was dragged to.
    pub fn ui(&self, ui: &mut Ui) -> Option<usize> {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(vec2(240.0, 160.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let plot = rect.with_max_x(rect.right() - MARGIN);
        let totals = &self.progression.totals;
        let all = totals.iter().copied().chain([self.progression.prompting]);
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), total| {
            (low.min(total), high.max(total))
        });
        let height = if high > low {
            high - low
        } else {
            high.abs().max(1.0)
        };
        let (low, high) = (low - ROOM * height, high + ROOM * height);
        let last = (totals.len().max(2) - 1) as f64;
        let currency = self.scenario.currency.clone();
        let font = || FontId::proportional(TICK_SIZE);
        let x_step = axis::month_step(totals.len(), (plot.width() / 76.0) as usize) as f64;
        let y_step = axis::nice_step(high - low, (plot.height() / 50.0) as usize);
        let x_axis = plot::time_axis(ui, self.scenario.start, palette);
        let y_axis = plot::axis(AxisHints::new_y(), font(), palette.weak, move |mark, _| {
            axis::money_tick(mark.value, &currency)
        });
        let points: Vec<[f64; 2]> = totals
            .iter()
            .enumerate()
            .map(|(k, &total)| [k as f64, total])
            .collect();
        let line =
            plot::line("totals", PlotPoints::from(points)).stroke(Stroke::new(2.5, palette.best));
        let prompting = HLine::new("", self.progression.prompting)
            .stroke(Stroke::new(2.0, palette.prompting))
            .allow_hover(false);
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(plot));
        plot_ui.style_mut().override_font_id = Some(font());
        let transform = plot::plot("progression", plot.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, last, x_step))
            .y_grid_spacer(move |_| axis::marks_off_the_corner(low, high, y_step))
            .show(&mut plot_ui, |plot| {
                let margin = 0.02 * last;
                let bounds = PlotBounds::from_min_max([-margin, low], [last + margin, high]);
                plot.set_plot_bounds(bounds);
                plot.hline(prompting);
                plot.line(line);
            })
            .transform;
        let at = |k: f64, total| transform.position_from_point(&PlotPoint::new(k, total));
        let painter = ui.painter();
        // Both names beside the lines' ends, apart from each other.
        let names = [
            ("prompting throughout", palette.prompting),
            ("prompting, then\nfine-tuning", palette.best),
        ]
        .map(|(text, color)| {
            let name = painter.layout(text.to_owned(), bold(LABEL_SIZE), color, MARGIN);
            (name, color)
        });
        let end = totals.last().copied().unwrap_or(self.progression.prompting);
        let ends = [self.progression.prompting, end].map(|total| at(last, total).y);
        let heights = [0, 1].map(|place: usize| names[place].0.size().y + 2.0);
        let frame = transform.frame();
        let centres = spread(&ends, &heights, frame.top(), frame.bottom());
        for ((name, color), centre) in names.into_iter().zip(centres) {
            let top = centre - name.size().y / 2.0;
            painter.galley(pos2(frame.right() + 10.0, top), name, color);
        }
        if let Some(best) = self.progression.best {
            let point = at(best as f64, totals[best]);
            painter.circle(
                point,
                5.0,
                palette.background,
                Stroke::new(2.0, palette.text),
            );
            let text = format!("best: {}", money(totals[best], &self.scenario.currency));
            let label = painter.layout_no_wrap(text, bold(LABEL_SIZE), palette.text);
            let frame = transform.frame();
            let right = point.x + 10.0 + label.size().x <= frame.right();
            let left = if right {
                point.x + 10.0
            } else {
                point.x - 10.0 - label.size().x
            };
            let below = point.y + 4.0 + label.size().y < frame.bottom();
            let top = if below {
                point.y + 4.0
            } else {
                point.y - 4.0 - label.size().y
            };
            painter.galley(pos2(left, top), label, palette.text);
        }
        if let Some(&total) = totals.get(self.month) {
            let point = at(self.month as f64, total);
            painter.vline(
                point.x,
                transform.frame().y_range(),
                Stroke::new(1.0, palette.weak),
            );
            painter.circle_filled(point, 4.5, palette.best);
        }
        let id = ui.scope_id().with("month");
        let response = ui.interact(*transform.frame(), id, Sense::click_and_drag());
        response.widget_info(|| {
            egui::WidgetInfo::slider(true, self.month as f64, "Month of the switch")
        });
        let pointer = response.interact_pointer_pos()?;
        let k = transform
            .value_from_position(pointer)
            .x
            .round()
            .clamp(0.0, last);
        Some(k as usize)
    }
}
