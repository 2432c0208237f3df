//! The distribution of the saving, and below it, over the same axis, the chance of a larger saving.

use egui::{Align2, CursorIcon, Rect, RichText, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{Bar, BarChart, PlotBounds, PlotPoint, PlotPoints, PlotTransform, PlotUi};

use crate::analysis::approach::Approach;
use crate::charts::plot::keys::arrow_steps;
use crate::charts::plot::labels::{TICK_SIZE, bold, caption_ui};
use crate::charts::plot::ticks::{Counted, TickLabels};
use crate::charts::plot::{self, axis};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::RiskChart;

/// The least size of both charts together, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 220.0);
/// The part of the height that the distribution takes.
const DISTRIBUTION_SHARE: f32 = 0.52;
/// Bars of the distribution.
const BARS: usize = 60;
/// Share of the draws that the axis leaves out at either end.
const CUT_OFF_SHARE: f64 = 0.004;
/// The axis is extended to 0 if 0 is at most this far away, in widths of the distribution.
const MAX_WIDTHS_TO_ZERO: f64 = 4.0;
/// Points of the curve of chances.
const CURVE_POINTS: usize = 160;
/// A threshold dragged this near to 0, in points, snaps to it.
const SNAP_DISTANCE: f32 = 4.0;
/// So many steps of the arrow keys lead from one end to the other.
const KEY_STEPS: f64 = 100.0;
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(90.0, 46.0);
/// The least width of the vertical axis with its labels, in points: both charts have the same, so that they stand under each other.
const Y_AXIS_WIDTH: f32 = 46.0;

impl RiskChart<'_> {
    /// Draws the distribution, and below it the chance of a larger saving, with words above them. Returns the threshold if it was dragged.
    pub fn saving_ui(&self, ui: &mut Ui) -> Option<f64> {
        let reading = RichText::new(self.reading()).family(fonts::bold());
        ui.label(reading.size(14.0));
        let (caption, beyond) = (Self::SAVING_CAPTION, Self::BEYOND_AXIS);
        caption_ui(
            ui,
            &format!(
                "{caption}; {beyond}. Drag the line to read off another amount, double-click for 0"
            ),
        );
        self.saving_chart_ui(ui)
    }

    /// What the distribution shows.
    pub const SAVING_CAPTION: &'static str = "Share of the draws by what they save";

    /// What the axis leaves out.
    pub const BEYOND_AXIS: &'static str = "the outermost bars hold what lies beyond them too";

    /// Draws both charts without words above them. Returns the threshold if it was dragged.
    pub fn saving_chart_ui(&self, ui: &mut Ui) -> Option<f64> {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let (above, below) = rect.split_top_bottom_at_fraction(DISTRIBUTION_SHARE);
        let distribution = self.distribution_ui(ui, above, palette);
        let chance = self.chance_ui(ui, below.with_min_y(below.top() + 8.0), palette);
        // Both charts have the same axis, so one line goes through both. A threshold outside of it has no line.
        let threshold = PlotPoint::new(self.threshold, 0.0);
        let x = distribution.position_from_point(&threshold).x;
        if distribution.frame().x_range().contains(x) {
            self.threshold_ui(ui, x, [&distribution, &chance], palette);
        }
        if !self.draggable {
            return None;
        }
        self.drag_ui(ui, &distribution, &chance)
    }

    /// Lets the threshold be dragged, and set back to 0 with a double click.
    fn drag_ui(
        &self,
        ui: &Ui,
        distribution: &PlotTransform,
        chance: &PlotTransform,
    ) -> Option<f64> {
        let field = distribution.frame().union(*chance.frame());
        let id = ui.scope_id().with("threshold");
        let response = ui
            .interact(field, id, Sense::click_and_drag())
            .on_hover_cursor(CursorIcon::ResizeHorizontal);
        if response.double_clicked() {
            return Some(0.0);
        }
        response.widget_info(|| {
            egui::WidgetInfo::slider(true, self.threshold, "Threshold of the saving")
        });
        let (low, high) = self.ends();
        let steps = arrow_steps(ui, &response, field);
        if steps != 0 {
            let step = (high - low) / KEY_STEPS;
            return Some((self.threshold + f64::from(steps) * step).clamp(low, high));
        }
        let pointer = response.interact_pointer_pos()?;
        let value = distribution.value_from_position(pointer).x.clamp(low, high);
        // 0 is the amount that most people want to read off.
        let zero = distribution
            .position_from_point(&PlotPoint::new(0.0, 0.0))
            .x;
        let is_near_zero = (pointer.x - zero).abs() < SNAP_DISTANCE;
        Some(if is_near_zero { 0.0 } else { value })
    }

    /// Draws the line of the threshold with its handle, and a circle where it meets the curve.
    fn threshold_ui(
        &self,
        ui: &Ui,
        x: f32,
        [distribution, chance]: [&PlotTransform; 2],
        palette: &Palette,
    ) {
        let line = Stroke::new(2.0, palette.text);
        // A line in each chart: the ticks of the axis stand between them.
        for frame in [distribution.frame(), chance.frame()] {
            ui.painter().vline(x, frame.y_range(), line);
        }
        let here = PlotPoint::new(self.threshold, self.chance_of_more(self.threshold));
        let y = chance.position_from_point(&here).y;
        ui.painter()
            .circle(pos2(x, y), 5.0, palette.background, line);
        if self.draggable {
            let at = pos2(x, distribution.frame().top() + 6.0);
            let handle = Rect::from_center_size(at, vec2(12.0, 12.0));
            ui.painter().rect_filled(handle, 3.0, palette.text);
        }
    }

    /// Draws the bars of the distribution, in the colour of the approach that is cheaper.
    fn distribution_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let (low, high) = self.ends();
        let width = (high - low) / BARS as f64;
        let shares = self.risk.saving.bars(low, high, BARS);
        let most = shares.iter().copied().fold(0.0, f64::max);
        let bars = shares.iter().enumerate().map(|(bar, &share)| {
            let middle = low + (bar as f64 + 0.5) * width;
            let approach = if middle > 0.0 {
                Approach::FineTuning
            } else {
                Approach::Prompting
            };
            Bar::new(middle, share)
                .width(width)
                .fill(palette.approach(approach).gamma_multiply(0.75))
                .stroke(Stroke::NONE)
        });
        let chart = BarChart::new("distribution", bars.collect()).allow_hover(false);
        let transform = self.plot_ui(ui, rect, "distribution", most.max(1e-9) * 1.25, |plot| {
            plot.bar_chart(chart);
        });
        approach_names_ui(ui, &transform, palette);
        transform
    }

    /// Draws the chance that fine-tuning saves more than each amount.
    fn chance_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let (low, high) = self.ends();
        let points: Vec<[f64; 2]> = (0..=CURVE_POINTS)
            .flat_map(|point| {
                let saving = low + (high - low) * point as f64 / CURVE_POINTS as f64;
                // Where many draws lie at one value, such as at an end of the axis, the curve steps down.
                [
                    [saving, self.chance_of_at_least(saving)],
                    [saving, self.chance_of_more(saving)],
                ]
            })
            .collect();
        let line = plot::line("chance", PlotPoints::from(points))
            .stroke(Stroke::new(2.5, palette.text.gamma_multiply(0.75)));
        let transform = self.plot_ui(ui, rect, "chance", 1.04, |plot| plot.line(line));
        let text = ui.painter().layout_no_wrap(
            "chance of a larger saving".to_owned(),
            plot::tick_font(),
            palette.weak,
        );
        let at = transform.frame().right_top() - vec2(text.size().x + 4.0, 0.0);
        ui.painter().galley(at, text, palette.weak);
        transform
    }

    /// A plot over the savings, up to `y_end`, into which `draw` draws.
    fn plot_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        id: &str,
        y_end: f64,
        draw: impl FnOnce(&mut PlotUi<'_>),
    ) -> PlotTransform {
        let palette = Palette::current(ui);
        let (low, high) = self.ends();
        let gain = Counted::Gain(&self.scenario.currency);
        let width = rect.width() - Y_AXIS_WIDTH;
        let (mut x_marks, labels) = plot::x_ticks(ui, (low, high), width, TICK_SPACING.x, gain);
        // The last tick may stand at the very end of the axis, with half of its label beyond it.
        let last = x_marks.last().map(|mark| labels.text(mark.value));
        let last = last.map_or(0.0, |text| plot::tick_width(ui, text));
        let rect = rect.with_max_x(rect.right() - last / 2.0);
        x_marks.retain(|mark| axis::is_off_the_corner(mark.value, low, high));
        let x_axis = plot::counted_x_axis(palette, labels);
        let y_step = axis::nice_step(y_end, (rect.height() / TICK_SPACING.y) as usize);
        let y_marks = axis::marks(0.0, y_end, y_step);
        let labels = TickLabels::new(Counted::Shares, &y_marks);
        let y_axis = plot::counted_y_axis(palette, labels).min_thickness(Y_AXIS_WIDTH);
        let mut plot_ui = plot::plot_child(ui, rect);
        plot::plot(id, rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| x_marks.clone())
            .y_grid_spacer(move |_| y_marks.clone())
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(PlotBounds::from_min_max(
                    [low, -0.03 * y_end],
                    [high, y_end],
                ));
                plot.vline(plot::vline(0.0, Stroke::new(1.0, palette.weak)));
                draw(plot);
            })
            .transform
    }

    /// The savings at the ends of the axis.
    fn ends(&self) -> (f64, f64) {
        let quantile = |p| self.risk.saving.quantile(p).unwrap_or(0.0);
        let (low, high) = (quantile(CUT_OFF_SHARE), quantile(1.0 - CUT_OFF_SHARE));
        // A smaller distance is a rounding error of totals of this size.
        let scale = self.risk.prompting.p50.max(self.risk.fine_tuning.p50);
        if high - low <= 1e-9 * scale {
            return (low.min(0.0) - 1.0, low.max(0.0) + 1.0);
        }
        // If 0 isn't far away, the axis shows that the distribution doesn't reach it.
        let reach = MAX_WIDTHS_TO_ZERO * (high - low);
        let room = 0.04 * (high - low);
        (
            if low > 0.0 && low < reach { -room } else { low },
            if high < 0.0 && -high < reach {
                room
            } else {
                high
            },
        )
    }
}

/// Says on each side of zero which approach is cheaper there.
fn approach_names_ui(ui: &Ui, transform: &PlotTransform, palette: &Palette) {
    for (approach, text, anchor, away) in [
        (
            Approach::Prompting,
            "prompting cheaper",
            Align2::RIGHT_TOP,
            -12.0,
        ),
        (
            Approach::FineTuning,
            "fine-tuning cheaper",
            Align2::LEFT_TOP,
            12.0,
        ),
    ] {
        let zero = transform.position_from_point(&PlotPoint::new(0.0, 0.0)).x;
        let color = palette.approach(approach);
        let galley = ui
            .painter()
            .layout_no_wrap(text.to_owned(), bold(TICK_SIZE), color);
        let at = pos2(zero + away, transform.frame().top());
        let rect = anchor.anchor_size(at, galley.size());
        if transform.frame().expand(2.0).contains_rect(rect) {
            ui.painter().galley(rect.min, galley, palette.text);
        }
    }
}
