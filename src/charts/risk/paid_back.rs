//! The chance that fine-tuning has broken even for good, by month, with the median month and the 80% range of the simulations that break
//! even.

use egui::{Align2, Rect, RichText, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{AxisHints, GridMark, PlotBounds, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::finding::calendar::month_in;
use crate::charts::plot;
use crate::charts::plot::axis::{self, TimeAxis};
use crate::charts::plot::labels::{bold, caption_ui, name_chart, pointer_within, tooltip};
use crate::charts::plot::months::MonthAxis;
use crate::charts::plot::sizes::{AXIS_GAP, LABEL_SIZE, TICK_SIZE};
use crate::charts::plot::whisker::whisker;
use crate::scenario::quantity::percent;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::RiskChart;

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(220.0, 160.0);
/// Room below the lowest tick for the range of months, as a share of the axis.
const RANGE_ROOM_SHARE: f64 = 0.26;
/// The part of that room above the line of the range; its words stand below it.
const RANGE_LINE_SHARE: f32 = 0.3;
/// The chances that have a line across the chart.
const CHANCES: [f64; 3] = [0.0, 0.5, 1.0];

impl RiskChart<'_> {
    /// Draws the chance of having broken even for good by the end of each month, with words above it.
    pub fn paid_back_ui(&self, ui: &mut Ui) {
        let title = RichText::new(self.paid_back_sentence()).family(fonts::bold());
        ui.label(title.size(14.0));
        caption_ui(ui, Self::PAID_BACK_CAPTION);
        self.paid_back_chart_ui(ui);
    }

    /// What the curve shows.
    pub const PAID_BACK_CAPTION: &'static str = "Chance of having broken even, by month";

    /// Draws it without words above it.
    pub fn paid_back_chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let months = self.scenario.horizon_months.whole() as usize;
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || {
            let chance = self.risk.probability_cheaper;
            let chance = if chance >= 1.0 {
                "all simulations".to_owned()
            } else if chance <= 0.0 {
                "no simulation".to_owned()
            } else {
                percent(chance)
            };
            format!("{}: {chance} at the end", Self::PAID_BACK_CAPTION)
        });
        let points: Vec<[f64; 2]> = (0..=months)
            .map(|t| [t as f64, self.chance_paid_back(t)])
            .collect();
        let line = plot::line("chance of break-even", PlotPoints::from(points))
            .stroke(Stroke::new(2.5, palette.fine_tuning));
        // The end of the line has its label beside the frame.
        let text_color = palette.approach_text(Approach::FineTuning);
        let end_text = percent(self.risk.probability_cheaper);
        let end_text = ui
            .painter()
            .layout_no_wrap(end_text, bold(LABEL_SIZE), text_color);
        let month_axis = MonthAxis {
            start: self.scenario.start,
            months,
            time: TimeAxis::current(ui),
            queries: None,
        };
        let widest = CHANCES.map(|chance| plot::tick_width(ui, percent(chance)));
        let left = widest.into_iter().fold(0.0, f32::max) + AXIS_GAP;
        let frame = Rect::from_min_max(
            rect.min + vec2(left, TICK_SIZE / 2.0),
            rect.max - vec2(end_text.size().x + 14.0, month_axis.height()),
        );
        let has_range = self.risk.break_even_month.quantiles().is_some();
        let low = if has_range { -RANGE_ROOM_SHARE } else { -0.04 };
        let mut plot_ui = plot::plot_child(ui, frame);
        let axes = [AxisHints::new_x(), AxisHints::new_y()];
        let transform = plot::plot("chance of break-even", frame.size(), axes, palette)
            .show_axes([false, false])
            .y_grid_spacer(|_| CHANCES.map(chance_mark).to_vec())
            .show(&mut plot_ui, |plot| {
                let bounds = PlotBounds::from_min_max([0.0, low], [months as f64, 1.02]);
                plot.set_plot_bounds(bounds);
                plot.hline(plot::hline(0.5, Stroke::new(1.0, palette.line)));
                plot.line(line);
            })
            .transform;
        for chance in CHANCES {
            let y = transform
                .position_from_point(&PlotPoint::new(0.0, chance))
                .y;
            let at = pos2(frame.left() - AXIS_GAP, y);
            let painter = ui.painter();
            painter.text(
                at,
                Align2::RIGHT_CENTER,
                percent(chance),
                plot::tick_font(),
                palette.weak,
            );
        }
        month_axis.ui(ui, frame);
        let end = PlotPoint::new(months as f64, self.chance_paid_back(months));
        let end = transform.position_from_point(&end);
        ui.painter().circle_filled(end, 4.0, palette.fine_tuning);
        let at = pos2(end.x + 9.0, end.y - end_text.size().y / 2.0);
        ui.painter().galley(at, end_text, text_color);
        self.month_range_ui(ui, &transform, palette);
        self.paid_back_hover_ui(ui, &transform, palette);
    }

    /// Draws the median month and the 80% range of the simulations that break even, below the curve.
    fn month_range_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let Some(month) = self.risk.break_even_month.quantiles() else {
            return;
        };
        let at = |t: f64| transform.position_from_point(&PlotPoint::new(t, 0.0)).x;
        let frame = transform.frame();
        let zero = transform.position_from_point(&PlotPoint::new(0.0, 0.0)).y;
        let y = egui::lerp(zero..=frame.bottom(), RANGE_LINE_SHARE);
        let (painter, color) = (ui.painter(), palette.text);
        let (from, to) = (at(month.p10), at(month.p90));
        let range = Stroke::new(1.5, palette.weak);
        whisker(painter, [pos2(from, y), pos2(to, y)], range, false);
        let median = pos2(at(month.p50), y);
        painter.circle(median, 4.5, palette.background, Stroke::new(2.0, color));
        let mut text = format!("Median month {}", month_in(month.p50));
        let (low, high) = (month_in(month.p10), month_in(month.p90));
        if low != high {
            text = format!("{text}, 80%: month {low}–{high}");
        }
        let galley = painter.layout_no_wrap(text, bold(TICK_SIZE), color);
        let width = galley.size().x;
        let left = (median.x - width / 2.0).min(frame.right() - width);
        painter.galley(pos2(left.max(frame.left()), y + 6.0), galley, color);
    }

    /// The chance that fine-tuning has broken even for good by the end of month `t`.
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
        let paid = format!("Broken even: {}", percent(chance));
        let lines = [
            (when, palette.text),
            (paid, palette.approach_text(Approach::FineTuning)),
        ];
        tooltip(ui, frame, pos2(at.x, pointer.y), &lines, palette);
    }
}

/// The mark of a chance. There are few of them, so that the plot isn't to judge whether they have room.
fn chance_mark(value: f64) -> GridMark {
    GridMark {
        value,
        step_size: 1.0,
    }
}
