//! Where the money goes: each approach's total as a bar stacked by phase, with the amounts beside it.

use egui::{Align2, FontId, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, Bar, BarChart, PlotPoint, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, caption_ui};
use super::plot::{self, axis};

/// Everything that the chart shows.
pub struct PhasesChart<'a> {
    /// The scenario, for its currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
}

const SIDES: [Approach; 2] = [Approach::Prompting, Approach::FineTuning];
/// Width of a bar, where the bars stand one apart.
const BAR: f64 = 0.62;
const TABLE_WIDTH: f32 = 330.0;
/// With less the amounts would lie over the names.
const LEAST_TABLE: f32 = 216.0;
/// What the ticks of the bars take.
const AXIS: f32 = 66.0;
const GAP: f32 = 24.0;
/// Narrower bars have no room for their names.
const LEAST_BARS: f32 = 180.0;
const ROW: f32 = 24.0;

impl PhasesChart<'_> {
    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        caption_ui(ui, Self::CAPTION);
        self.chart_ui(ui);
    }

    /// What it shows.
    pub const CAPTION: &'static str = "Total by phase over the horizon";

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(vec2(240.0, 160.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let table_height = (self.phases().count() as f32 + 2.0) * ROW + 12.0;
        // The table beside the bars, or under them where that leaves too little of either.
        let beside = rect.width() >= TABLE_WIDTH + GAP + LEAST_BARS;
        let (bars, table) = if beside {
            // Names and totals stay apart from each other, and the table takes what is left.
            let names = SIDES.iter().flat_map(|&side| {
                let total = money(self.total(side), &self.scenario.currency);
                [
                    (side.label().to_owned(), LABEL_SIZE),
                    (total, LABEL_SIZE + 2.0),
                ]
            });
            let widest = names
                .map(|(text, size)| {
                    let painter = ui.painter();
                    let galley = painter.layout_no_wrap(text, bold(size), palette.text);
                    galley.size().x
                })
                .fold(0.0, f32::max);
            let needed = AXIS + 2.0 * (widest + 12.0);
            let table = TABLE_WIDTH.min((rect.width() - GAP - needed).max(LEAST_TABLE));
            let width = (rect.width() - table - GAP).min(560.0);
            let bars = Rect::from_min_size(rect.min, vec2(width, rect.height()));
            let table = Rect::from_min_max(pos2(bars.right() + GAP, rect.top() + 4.0), rect.max);
            (bars, table)
        } else {
            let height = (rect.height() - table_height).max(120.0);
            let bars = Rect::from_min_size(rect.min, vec2(rect.width(), height));
            let table = Rect::from_min_max(pos2(rect.left() + 4.0, bars.bottom() + 8.0), rect.max);
            (bars, table)
        };
        let transform = self.plot_ui(ui, bars, palette);
        self.bar_labels_ui(ui, &transform, palette);
        let table = Rect::from_min_size(
            table.min,
            vec2(table.width().min(TABLE_WIDTH), table_height),
        );
        let mut table_ui = ui.new_child(egui::UiBuilder::new().max_rect(table));
        self.table_ui(&mut table_ui, palette);
    }

    fn cost(&self, side: Approach, phase: Phase) -> f64 {
        self.analysis.costs_of(side).cost_path.by_phase[phase]
    }

    fn total(&self, side: Approach) -> f64 {
        self.analysis.costs_of(side).cost_path.total()
    }

    /// The phases that cost anything on either side.
    fn phases(&self) -> impl DoubleEndedIterator<Item = Phase> + '_ {
        Phase::ALL
            .into_iter()
            .filter(|&phase| SIDES.iter().any(|&side| self.cost(side, phase) != 0.0))
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let highest = self
            .total(Approach::Prompting)
            .max(self.total(Approach::FineTuning));
        // Room for the total over the higher bar.
        let y_end = if highest > 0.0 {
            highest * (1.0 + f64::from(34.0 / rect.height().max(100.0)))
        } else {
            1.0
        };
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
        let y_axis = plot::axis(
            AxisHints::new_y(),
            FontId::proportional(TICK_SIZE),
            palette.weak,
            move |mark, _| axis::money_tick(mark.value, &currency),
        );
        let x_axis = plot::axis(
            AxisHints::new_x(),
            bold(LABEL_SIZE),
            palette.text,
            |mark, _| {
                SIDES
                    .get(mark.value.round() as usize)
                    .map_or("", |side| side.label())
                    .to_owned()
            },
        );
        plot::plot("phases", rect.size(), [x_axis, y_axis], palette)
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
                bold(LABEL_SIZE + 2.0),
                palette.approach(side),
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
                    FontId::proportional(TICK_SIZE),
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

    /// Each phase's amounts, in the order of the bars from the top. Real labels: screen readers can't read the bars.
    fn table_ui(&self, ui: &mut Ui, palette: &Palette) {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        // A currency that has no sign of its own is named once: amounts side by side need the room.
        let currency = &self.scenario.currency;
        let prefix = currency.prefix();
        let code = prefix.trim_end();
        let is_named = code.chars().count() > 1;
        let amount = |value: f64| {
            let amount = money(value, currency);
            if is_named {
                amount.replace(&prefix, "")
            } else {
                amount
            }
        };
        let header = SIDES.map(|side| {
            RichText::new(side.label())
                .font(bold(LABEL_SIZE))
                .color(palette.approach(side))
        });
        let named = if is_named { code } else { "" };
        let named = RichText::new(named).size(LABEL_SIZE).color(palette.weak);
        row_ui(ui, None, named, header, palette);
        for phase in self.phases().rev() {
            let amounts = SIDES.map(|side| match self.cost(side, phase) {
                0.0 => RichText::new("–").size(LABEL_SIZE).color(palette.weak),
                cost => RichText::new(amount(cost)).size(LABEL_SIZE),
            });
            let name = RichText::new(phase.label()).size(LABEL_SIZE);
            row_ui(ui, Some(palette.phase(phase)), name, amounts, palette);
        }
        let totals =
            SIDES.map(|side| RichText::new(amount(self.total(side))).font(bold(LABEL_SIZE)));
        row_ui(
            ui,
            None,
            RichText::new("Total").font(bold(LABEL_SIZE)),
            totals,
            palette,
        );
    }
}

/// A row of the table: a chip of colour, a name, an amount for each side, and a line under it.
fn row_ui(
    ui: &mut Ui,
    chip: Option<egui::Color32>,
    name: RichText,
    amounts: [RichText; 2],
    palette: &Palette,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    if let Some(color) = chip {
        let at = pos2(rect.left() + 6.0, rect.center().y);
        ui.painter()
            .rect_filled(Rect::from_center_size(at, vec2(12.0, 12.0)), 2.0, color);
    }
    let amount_width = rect.width() * 0.3;
    let cell =
        |from: f32, to: f32| Rect::from_min_max(pos2(from, rect.top()), pos2(to, rect.bottom()));
    let mut cell_ui = |rect: Rect, layout: egui::Layout, text: RichText| {
        let mut cell = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout));
        cell.add(egui::Label::new(text).extend());
    };
    let left = egui::Layout::left_to_right(egui::Align::Center);
    let right = egui::Layout::right_to_left(egui::Align::Center);
    let first = rect.right() - amount_width;
    cell_ui(cell(rect.left() + 22.0, first - amount_width), left, name);
    let [prompting, fine_tuning] = amounts;
    cell_ui(cell(first - amount_width, first), right, prompting);
    cell_ui(cell(first, rect.right()), right, fine_tuning);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.faint),
    );
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
