//! How the saving is spread over the draws, with a threshold that can be dragged to read off its probability, and by when fine-tuning has
//! probably paid back.

use egui::{CursorIcon, FontId, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, Bar, BarChart, PlotBounds, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count_with_noun, money, percent};
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, caption_ui, pointer, tooltip};
use super::plot::{self, axis};

/// Everything that the charts show.
pub struct RiskChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// Its draws.
    pub risk: &'a Risk,
    /// The saving whose probability is read off.
    pub threshold: f64,
    /// Whether that can be dragged; not on paper.
    pub draggable: bool,
}

/// Bars of the distribution.
const BARS: usize = 60;
/// What the axis of the saving leaves out at either end.
const LEFT_OUT: f64 = 0.004;
/// How far away 0 may be to be on the axis, in widths of the distribution.
const SEEN_FROM: f64 = 4.0;
/// Points of the cumulative curve.
const POINTS: usize = 160;

impl RiskChart<'_> {
    /// The savings at the ends of the axis.
    fn ends(&self) -> (f64, f64) {
        let end = |p| self.risk.saving.quantile(p).unwrap_or(0.0);
        let (low, high) = (end(LEFT_OUT), end(1.0 - LEFT_OUT));
        // Less is rounding of totals of this size.
        let scale = self.risk.prompting.p50.max(self.risk.fine_tuning.p50);
        if high - low <= 1e-9 * scale {
            return (low.min(0.0) - 1.0, low.max(0.0) + 1.0);
        }
        // Where 0 is not far away, it is seen that it isn't reached.
        let reach = SEEN_FROM * (high - low);
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

    fn chance_of_more(&self, saving: f64) -> f64 {
        1.0 - self.risk.saving.share_up_to(saving)
    }

    /// "61 % chance that fine-tuning saves more than $5k", for the threshold.
    pub fn reading(&self) -> String {
        let chance = percent(self.chance_of_more(self.threshold));
        let amount = money(self.threshold.abs(), &self.scenario.currency);
        let reading = if self.threshold > 0.0 {
            format!("{chance} chance that fine-tuning saves more than {amount}")
        } else if self.threshold < 0.0 {
            format!("{chance} chance that it costs at most {amount} more, or saves")
        } else {
            format!("{chance} chance that fine-tuning is the cheaper one")
        };
        capital(&reading)
    }

    /// The distribution above, the chance of a saving of more below, both over the same axis. Returns where the threshold was dragged to.
    pub fn saving_ui(&self, ui: &mut Ui) -> Option<f64> {
        let reading = RichText::new(self.reading()).family(crate::theme::fonts::bold());
        ui.label(reading.size(14.0));
        let caption = Self::SAVING;
        caption_ui(
            ui,
            &format!("{caption}; drag the line to read off another amount, double-click for 0"),
        );
        self.saving_chart_ui(ui)
    }

    /// What the distribution shows.
    pub const SAVING: &'static str = "Share of the draws by what they save";

    /// Draws both without words above them.
    pub fn saving_chart_ui(&self, ui: &mut Ui) -> Option<f64> {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(vec2(240.0, 220.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let (above, below) = rect.split_top_bottom_at_fraction(0.52);
        let spread = self.spread_ui(ui, above, palette);
        let chance = self.chance_ui(ui, below.with_min_y(below.top() + 8.0), palette);
        let x_of = |transform: &PlotTransform| {
            transform
                .position_from_point(&PlotPoint::new(self.threshold, 0.0))
                .x
        };
        // Each chart has the same axis, so that one line goes through both. A threshold that is out of sight has none.
        let x = x_of(&spread);
        let seen = spread.frame().x_range().contains(x);
        if seen {
            self.threshold_ui(ui, x, [&spread, &chance], palette);
        }
        if !self.draggable {
            return None;
        }
        let field = spread.frame().union(*chance.frame());
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
        let pointer = response.interact_pointer_pos();
        pointer.map(|pointer| {
            let (low, high) = self.ends();
            let value = spread.value_from_position(pointer).x.clamp(low, high);
            // Zero is what most want to read.
            let near = (pointer.x - spread.position_from_point(&PlotPoint::new(0.0, 0.0)).x).abs();
            if near < 4.0 { 0.0 } else { value }
        })
    }

    /// The line that is dragged, with its handle and where it meets the curve.
    fn threshold_ui(
        &self,
        ui: &Ui,
        x: f32,
        [spread, chance]: [&PlotTransform; 2],
        palette: &Palette,
    ) {
        let line = Stroke::new(2.0, palette.text);
        // Each on its own: the ticks of the axis stand between the two.
        for frame in [spread.frame(), chance.frame()] {
            ui.painter().vline(x, frame.y_range(), line);
        }
        let here = PlotPoint::new(self.threshold, self.chance_of_more(self.threshold));
        let y = chance.position_from_point(&here).y;
        ui.painter()
            .circle(pos2(x, y), 5.0, palette.background, line);
        if self.draggable {
            let at = pos2(x, spread.frame().top() + 6.0);
            let handle = Rect::from_center_size(at, vec2(12.0, 12.0));
            ui.painter().rect_filled(handle, 3.0, palette.text);
        }
    }

    /// Bars of the distribution, in the colour of who is cheaper.
    fn spread_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let (low, high) = self.ends();
        let width = (high - low) / BARS as f64;
        let shares: Vec<(f64, f64)> = (0..BARS)
            .map(|bar| {
                let from = low + bar as f64 * width;
                let up_to = |value| self.risk.saving.share_up_to(value);
                (from, up_to(from + width) - up_to(from))
            })
            .collect();
        let most = shares.iter().map(|(_, share)| *share).fold(0.0, f64::max);
        let bars = shares.iter().map(|&(from, share)| {
            let middle = from + width / 2.0;
            let side = if middle > 0.0 {
                Approach::FineTuning
            } else {
                Approach::Prompting
            };
            Bar::new(middle, share)
                .width(width)
                .fill(palette.approach(side).gamma_multiply(0.75))
                .stroke(Stroke::NONE)
        });
        let chart = BarChart::new("spread", bars.collect()).allow_hover(false);
        let transform = self.plot_ui(ui, rect, "spread", most.max(1e-9) * 1.25, |plot| {
            plot.bar_chart(chart);
        });
        for (side, text, anchor) in [
            (
                Approach::Prompting,
                "prompting cheaper",
                egui::Align2::RIGHT_TOP,
            ),
            (
                Approach::FineTuning,
                "fine-tuning cheaper",
                egui::Align2::LEFT_TOP,
            ),
        ] {
            let zero = transform.position_from_point(&PlotPoint::new(0.0, 0.0)).x;
            let away = if side == Approach::Prompting {
                -12.0
            } else {
                12.0
            };
            let galley = ui.painter().layout_no_wrap(
                text.to_owned(),
                bold(TICK_SIZE),
                palette.approach(side),
            );
            let at = pos2(zero + away, transform.frame().top());
            let place = anchor.anchor_size(at, galley.size());
            if transform.frame().expand(2.0).contains_rect(place) {
                ui.painter().galley(place.min, galley, palette.text);
            }
        }
        transform
    }

    /// The chance of a saving of more than each amount.
    fn chance_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let (low, high) = self.ends();
        let points: Vec<[f64; 2]> = (0..=POINTS)
            .map(|point| {
                let saving = low + (high - low) * point as f64 / POINTS as f64;
                [saving, self.chance_of_more(saving)]
            })
            .collect();
        let line = plot::line("chance", PlotPoints::from(points))
            .stroke(Stroke::new(2.5, palette.text.gamma_multiply(0.75)));
        let transform = self.plot_ui(ui, rect, "chance", 1.04, |plot| plot.line(line));
        let text = ui.painter().layout_no_wrap(
            "chance of a larger saving".to_owned(),
            FontId::proportional(TICK_SIZE),
            palette.weak,
        );
        let at = transform.frame().right_top() - vec2(text.size().x + 4.0, 0.0);
        ui.painter().galley(at, text, palette.weak);
        transform
    }

    /// A plot over the savings.
    fn plot_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        id: &str,
        y_end: f64,
        draw: impl FnOnce(&mut egui_plot::PlotUi<'_>),
    ) -> PlotTransform {
        let palette = Palette::current(ui);
        let (low, high) = self.ends();
        let step = axis::nice_step(high - low, (rect.width() / 90.0) as usize);
        let currency = self.scenario.currency.clone();
        let font = || FontId::proportional(TICK_SIZE);
        // The last tick is as wide as its amount, and may stand at the very end.
        let last = axis::signed_money_tick((high / step).floor() * step, &currency);
        let last = ui.painter().layout_no_wrap(last, font(), palette.weak);
        let rect = rect.with_max_x(rect.right() - last.size().x / 2.0);
        let x_axis = plot::axis(AxisHints::new_x(), font(), palette.weak, move |mark, _| {
            axis::signed_money_tick(mark.value, &currency)
        });
        let y_step = axis::nice_step(y_end, (rect.height() / 46.0) as usize);
        let y_axis = plot::axis(AxisHints::new_y(), font(), palette.weak, move |mark, _| {
            axis::share_tick(mark.value, y_step)
        })
        .min_thickness(46.0);
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        plot_ui.style_mut().override_font_id = Some(font());
        plot::plot(id, rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks_off_the_corner(low, high, step))
            .y_grid_spacer(move |_| axis::marks(0.0, y_end, y_step))
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(PlotBounds::from_min_max(
                    [low, -0.03 * y_end],
                    [high, y_end],
                ));
                let zero = egui_plot::VLine::new("", 0.0).allow_hover(false);
                plot.vline(zero.stroke(Stroke::new(1.0, palette.weak)));
                draw(plot);
            })
            .transform
    }

    /// The chance of having paid back for good, by the end of each month.
    pub fn paid_back_ui(&self, ui: &mut Ui) {
        let title = RichText::new(self.paid_back()).family(crate::theme::fonts::bold());
        ui.label(title.size(14.0));
        caption_ui(ui, Self::PAID_BACK);
        self.paid_back_chart_ui(ui);
    }

    /// "67 % chance that fine-tuning has paid back within 24 months".
    pub fn paid_back(&self) -> String {
        let within = count_with_noun(self.scenario.horizon_months.get(), "month");
        let chance = percent(self.risk.probability_cheaper);
        capital(&format!(
            "{chance} chance that fine-tuning has paid back within {within}"
        ))
    }

    /// What the curve shows.
    pub const PAID_BACK: &'static str = "Chance that fine-tuning has paid back for good, by month";

    /// Draws it without words above it.
    pub fn paid_back_chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let months = self.scenario.horizon_months.whole() as usize;
        let size = ui.available_size().max(vec2(220.0, 160.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let chance = |t: usize| {
            self.risk.probability_cheaper * self.risk.break_even_month.share_up_to(t as f64)
        };
        let points: Vec<[f64; 2]> = (0..=months).map(|t| [t as f64, chance(t)]).collect();
        let step = axis::month_step(months, (rect.width() / 76.0) as usize) as f64;
        let font = || FontId::proportional(TICK_SIZE);
        let x_axis = plot::time_axis(ui, self.scenario.start, palette);
        let y_axis = plot::axis(AxisHints::new_y(), font(), palette.weak, |mark, _| {
            format!("{:.0} %", 100.0 * mark.value)
        });
        let color = palette.approach(Approach::FineTuning);
        let line = plot::line("paid back", PlotPoints::from(points))
            .stroke(Stroke::new(2.5, color))
            .fill(0.0)
            .fill_alpha(0.15);
        let plot = rect.with_max_x(rect.right() - 18.0);
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(plot));
        plot_ui.style_mut().override_font_id = Some(font());
        let transform = plot::plot("paid back", plot.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, months as f64, step))
            .y_grid_spacer(move |_| axis::marks(0.0, 1.0, 0.25))
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(axis::bounds(0.0, months as f64, 1.04));
                plot.line(line);
            })
            .transform;
        let end = transform.position_from_point(&PlotPoint::new(months as f64, chance(months)));
        let text = ui.painter().layout_no_wrap(
            percent(self.risk.probability_cheaper),
            bold(LABEL_SIZE),
            color,
        );
        ui.painter().circle_filled(end, 4.0, color);
        // Above the end of the line, or below where there is no room.
        let above = end.y - text.size().y - 5.0;
        let top = if above >= transform.frame().top() {
            above
        } else {
            end.y + 6.0
        };
        let at = pos2(end.x - text.size().x - 8.0, top);
        ui.painter().galley(at, text, color);
        self.paid_back_hover_ui(ui, &transform, chance);
    }

    /// The chance by the month under the pointer.
    fn paid_back_hover_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        chance: impl Fn(usize) -> f64,
    ) {
        let palette = Palette::current(ui);
        let frame = *transform.frame();
        let hover = pointer(ui);
        let Some(pointer) = hover.filter(|_| ui.rect_contains_pointer(frame)) else {
            return;
        };
        let months = self.scenario.horizon_months.get();
        let t = transform.value_from_position(pointer).x.round();
        let t = t.clamp(0.0, months) as usize;
        let at = transform.position_from_point(&PlotPoint::new(t as f64, chance(t)));
        let color = palette.approach(Approach::FineTuning);
        ui.painter()
            .vline(at.x, frame.y_range(), Stroke::new(1.0, palette.line));
        ui.painter().circle_filled(at, 3.5, color);
        let when = axis::end_of_month(self.scenario.start, t);
        let paid = format!("Paid back: {}", percent(chance(t)));
        let lines = [(when, palette.text), (paid, color)];
        tooltip(ui, frame, pos2(at.x, pointer.y), &lines, palette);
    }
}

/// With a capital letter at its head.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
