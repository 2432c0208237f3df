//! Where the money goes: each approach's total as a bar stacked by phase, with the amounts beside it.

use egui::{Align2, FontId, Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{Bar, BarChart, Plot, PlotPoint, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::breakeven::Side;
use crate::analysis::ledger::Phase;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;

use super::axis;
use super::cost::{LABEL, TICK, bold};
use super::palette::Palette;

/// Everything that the chart shows.
pub struct PhasesChart<'a> {
    /// The scenario, for its currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
}

const SIDES: [Side; 2] = [Side::Prompting, Side::FineTuning];
/// Width of a bar, where the bars stand one apart.
const BAR: f64 = 0.62;
const TABLE_WIDTH: f32 = 400.0;
const ROW: f32 = 26.0;

impl PhasesChart<'_> {
    /// Draws it into all the space that `ui` has.
    pub fn ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        ui.label(
            egui::RichText::new("Total by phase over the horizon")
                .size(LABEL)
                .color(palette.weak),
        );
        let size = ui.available_size().max(vec2(240.0, 160.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        // The bars take what the table leaves; on a narrow page the table alone says as much.
        let bars = (rect.width() - TABLE_WIDTH - 24.0).min(560.0);
        if bars >= 220.0 {
            let plot_rect = Rect::from_min_size(rect.min, vec2(bars, rect.height()));
            let transform = self.plot_ui(ui, plot_rect, palette);
            self.bar_labels_ui(ui, &transform, palette);
            self.table_ui(
                ui,
                pos2(rect.left() + bars + 24.0, rect.top() + 8.0),
                palette,
            );
        } else {
            self.table_ui(ui, rect.min + vec2(4.0, 8.0), palette);
        }
    }

    fn cost(&self, side: Side, phase: Phase) -> f64 {
        self.analysis.approach(side).course.by_phase[phase]
    }

    fn total(&self, side: Side) -> f64 {
        self.analysis.approach(side).course.total()
    }

    /// The phases that cost anything on either side.
    fn phases(&self) -> impl DoubleEndedIterator<Item = Phase> + '_ {
        Phase::ALL
            .into_iter()
            .filter(|&phase| SIDES.iter().any(|&side| self.cost(side, phase) != 0.0))
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let highest = self
            .total(Side::Prompting)
            .max(self.total(Side::FineTuning));
        let y_end = if highest > 0.0 { highest * 1.1 } else { 1.0 };
        let y_ticks = (rect.height() / 62.0) as usize;
        let currency = self.scenario.currency.clone();
        let mut charts: Vec<BarChart> = Vec::new();
        for phase in self.phases() {
            let bars = SIDES
                .iter()
                .enumerate()
                .map(|(place, &side)| {
                    Bar::new(place as f64, self.cost(side, phase))
                        .fill(palette.phase(phase))
                        .stroke(Stroke::new(1.0, palette.background))
                        .width(BAR)
                })
                .collect();
            let below: Vec<&BarChart> = charts.iter().collect();
            let chart = BarChart::new(phase.label(), bars)
                .allow_hover(false)
                .stack_on(&below);
            charts.push(chart);
        }
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let y_axis = egui_plot::AxisHints::new_y()
            .formatter(move |mark, _| axis::money_tick(mark.value, &currency))
            .tick_label_color(palette.weak)
            .tick_label_font(FontId::proportional(TICK))
            .label_spacing(egui::Rangef::new(10.0, 14.0));
        let x_axis = egui_plot::AxisHints::new_x()
            .formatter(|mark, _| {
                SIDES
                    .get(mark.value.round() as usize)
                    .map_or("", |side| side.label())
                    .to_owned()
            })
            .tick_label_color(palette.text)
            .tick_label_font(bold(LABEL))
            .label_spacing(egui::Rangef::new(10.0, 14.0));
        Plot::new("phases")
            .width(rect.width())
            .height(rect.height())
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .allow_axis_zoom_drag(false)
            .show_background(false)
            .show_x(false)
            .show_y(false)
            .show_grid([false, true])
            .grid_color(palette.faint)
            .grid_fade(1.0)
            .grid_spacing(egui::Rangef::new(1.0, 2.0))
            .custom_x_axes(vec![x_axis])
            .custom_y_axes(vec![y_axis])
            .x_grid_spacer(|_| axis::marks(0.0, 1.0, 1.0))
            .y_grid_spacer(move |_| axis::marks(0.0, y_end, axis::nice_step(y_end, y_ticks)))
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(axis::bounds(-0.55, 1.55, y_end));
                plot.hline(
                    egui_plot::HLine::new("", 0.0)
                        .stroke(Stroke::new(1.0, palette.line))
                        .allow_hover(false),
                );
                for chart in charts {
                    plot.bar_chart(chart);
                }
            })
            .transform
    }

    /// Totals over the bars, and names inside the segments that are high enough.
    fn bar_labels_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        for (place, &side) in SIDES.iter().enumerate() {
            let x = place as f64;
            let top = transform.position_from_point(&PlotPoint::new(x, self.total(side)));
            ui.painter().text(
                top - vec2(0.0, 4.0),
                Align2::CENTER_BOTTOM,
                money(self.total(side), &self.scenario.currency),
                bold(LABEL + 2.0),
                palette.side(side),
            );
            let mut below = 0.0;
            for phase in self.phases() {
                let cost = self.cost(side, phase);
                let low = transform.position_from_point(&PlotPoint::new(x - BAR / 2.0, below));
                let high =
                    transform.position_from_point(&PlotPoint::new(x + BAR / 2.0, below + cost));
                below += cost;
                let segment = Rect::from_two_pos(low, high);
                let name = ui.painter().layout_no_wrap(
                    phase.label().to_owned(),
                    FontId::proportional(TICK),
                    on_color(palette.phase(phase)),
                );
                if segment.height() >= name.size().y + 4.0 && segment.width() >= name.size().x + 8.0
                {
                    let at = segment.center() - name.size() / 2.0;
                    let color = on_color(palette.phase(phase));
                    ui.painter().galley(at, name, color);
                }
            }
        }
    }

    /// Each phase's amounts, the largest phase of a bar on top as in the bars.
    fn table_ui(&self, ui: &Ui, origin: egui::Pos2, palette: &Palette) {
        let painter = ui.painter();
        let columns = [origin.x + 250.0, origin.x + 370.0];
        let mut y = origin.y;
        for (side, x) in SIDES.into_iter().zip(columns) {
            painter.text(
                pos2(x, y),
                Align2::RIGHT_TOP,
                side.label(),
                bold(LABEL),
                palette.side(side),
            );
        }
        y += ROW;
        let amount = |value: f64| money(value, &self.scenario.currency);
        let line = |y: f32| {
            painter.hline(
                origin.x..=columns[1],
                y - 5.0,
                Stroke::new(1.0, palette.faint),
            );
        };
        for phase in self.phases().rev() {
            line(y);
            let chip = Rect::from_min_size(pos2(origin.x, y + 2.0), vec2(12.0, 12.0));
            painter.rect_filled(chip, 2.0, palette.phase(phase));
            painter.text(
                pos2(origin.x + 22.0, y),
                Align2::LEFT_TOP,
                phase.label(),
                FontId::proportional(LABEL),
                palette.text,
            );
            for (side, x) in SIDES.into_iter().zip(columns) {
                let cost = self.cost(side, phase);
                let (text, color) = if cost == 0.0 {
                    ("–".to_owned(), palette.weak)
                } else {
                    (amount(cost), palette.text)
                };
                painter.text(
                    pos2(x, y),
                    Align2::RIGHT_TOP,
                    text,
                    FontId::proportional(LABEL),
                    color,
                );
            }
            y += ROW;
        }
        line(y);
        painter.text(
            pos2(origin.x + 22.0, y),
            Align2::LEFT_TOP,
            "Total",
            bold(LABEL),
            palette.text,
        );
        for (side, x) in SIDES.into_iter().zip(columns) {
            painter.text(
                pos2(x, y),
                Align2::RIGHT_TOP,
                amount(self.total(side)),
                bold(LABEL),
                palette.text,
            );
        }
    }
}

/// Black or white, whichever reads better on a colour.
fn on_color(color: egui::Color32) -> egui::Color32 {
    let [red, green, blue, _] = color.to_array();
    let luminance = 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue);
    if luminance > 140.0 {
        egui::Color32::BLACK
    } else {
        egui::Color32::WHITE
    }
}
