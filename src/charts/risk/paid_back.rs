//! The chance that fine-tuning has paid back for good, by month.

use egui::{RichText, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotPoints, PlotTransform};

use crate::charts::plot::labels::{LABEL_SIZE, bold, caption_ui, pointer_within, tooltip};
use crate::charts::plot::{self, axis};
use crate::scenario::quantity::percent;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::RiskChart;

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(220.0, 160.0);
/// Width for each tick of the horizontal axis, in points.
const TICK_SPACING: f32 = 76.0;

impl RiskChart<'_> {
    /// Draws the chance of having paid back for good by the end of each month, with words above it.
    pub fn paid_back_ui(&self, ui: &mut Ui) {
        let title = RichText::new(self.paid_back_sentence()).family(fonts::bold());
        ui.label(title.size(14.0));
        caption_ui(ui, Self::PAID_BACK_CAPTION);
        self.paid_back_chart_ui(ui);
    }

    /// What the curve shows.
    pub const PAID_BACK_CAPTION: &'static str =
        "Chance that fine-tuning has paid back for good, by month";

    /// Draws it without words above it.
    pub fn paid_back_chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let months = self.scenario.horizon_months.whole() as usize;
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let points: Vec<[f64; 2]> = (0..=months)
            .map(|t| [t as f64, self.chance_paid_back(t)])
            .collect();
        let step = axis::month_step(months, (rect.width() / TICK_SPACING) as usize) as f64;
        let x_axis = plot::time_axis(ui, self.scenario.start, palette);
        let y_axis = plot::y_axis(palette, |mark, _| format!("{:.0} %", 100.0 * mark.value));
        let color = palette.fine_tuning;
        let line = plot::line("paid back", PlotPoints::from(points))
            .stroke(Stroke::new(2.5, color))
            .fill(0.0)
            .fill_alpha(0.15);
        let plot = rect.with_max_x(rect.right() - 18.0);
        let mut plot_ui = plot::plot_child(ui, plot);
        let transform = plot::plot("paid back", plot.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, months as f64, step))
            .y_grid_spacer(move |_| axis::marks(0.0, 1.0, 0.25))
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(axis::bounds(0.0, months as f64, 1.04));
                plot.line(line);
            })
            .transform;
        let end = PlotPoint::new(months as f64, self.chance_paid_back(months));
        let end = transform.position_from_point(&end);
        let text = percent(self.risk.probability_cheaper);
        let text = ui.painter().layout_no_wrap(text, bold(LABEL_SIZE), color);
        ui.painter().circle_filled(end, 4.0, color);
        // Above the end of the line, or below it if there is no room.
        let above = end.y - text.size().y - 5.0;
        let top = if above >= transform.frame().top() {
            above
        } else {
            end.y + 6.0
        };
        let at = pos2(end.x - text.size().x - 8.0, top);
        ui.painter().galley(at, text, color);
        self.paid_back_hover_ui(ui, &transform, palette);
    }

    /// The chance that fine-tuning has paid back for good by the end of month `t`.
    fn chance_paid_back(&self, t: usize) -> f64 {
        self.risk.probability_cheaper * self.risk.break_even_month.share_up_to(t as f64)
    }

    /// Shows the chance by the month under the pointer.
    fn paid_back_hover_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let frame = *transform.frame();
        let Some(pointer) = pointer_within(ui, frame) else {
            return;
        };
        let months = self.scenario.horizon_months.get();
        let t = transform.value_from_position(pointer).x.round();
        let t = t.clamp(0.0, months) as usize;
        let chance = self.chance_paid_back(t);
        let at = transform.position_from_point(&PlotPoint::new(t as f64, chance));
        ui.painter()
            .vline(at.x, frame.y_range(), Stroke::new(1.0, palette.line));
        ui.painter().circle_filled(at, 3.5, palette.fine_tuning);
        let when = axis::end_of_month(self.scenario.start, t);
        let paid = format!("Paid back: {}", percent(chance));
        let lines = [(when, palette.text), (paid, palette.fine_tuning)];
        tooltip(ui, frame, pos2(at.x, pointer.y), &lines, palette);
    }
}
