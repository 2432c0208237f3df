//! Where the money goes: each approach's total as a bar stacked by phase, and the amounts in a `table` beside it.

mod table;

use egui::{Align2, Color32, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};
use egui_plot::{AxisHints, Bar, BarChart, PlotPoint, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, bold, caption_ui};
use super::plot::ticks::{Counted, TickLabels};
use super::plot::{self, axis};

/// Everything that the chart shows.
pub struct PhasesChart<'a> {
    /// The scenario, for its currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);
/// Width of a bar, as a share of the distance between the bars.
const BAR_WIDTH_SHARE: f64 = 0.62;
/// Widths in points: of the table; of a narrow one, in which the amounts don't yet lie over the names; between bars and table.
const TABLE_WIDTH: f32 = 330.0;
const MIN_TABLE_WIDTH: f32 = 216.0;
const TABLE_GAP: f32 = 24.0;
/// Widths in points: of the ticks beside the bars; of the narrowest bars that have room for their names; of the widest that look well.
const AXIS_WIDTH: f32 = 66.0;
const MIN_BARS_WIDTH: f32 = 180.0;
const MAX_BARS_WIDTH: f32 = 560.0;
/// Height of the bars if the table stands under them, in points.
const MIN_BARS_HEIGHT: f32 = 120.0;
/// Height of a row of the table, in points.
const ROW_HEIGHT: f32 = 24.0;
/// Size of the totals over the bars, in points.
const TOTAL_SIZE: f32 = LABEL_SIZE + 2.0;
/// Height for each tick of the vertical axis, in points.
const TICK_SPACING: f32 = 62.0;

impl PhasesChart<'_> {
    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        caption_ui(ui, Self::CAPTION);
        self.chart_ui(ui);
    }

    /// What the chart shows.
    pub const CAPTION: &'static str = "Total by phase over the horizon";

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let table_height = (self.phases().count() as f32 + 2.0) * ROW_HEIGHT + 12.0;
        let (bars, table) = self.layout(ui, rect, table_height, palette);
        let transform = self.plot_ui(ui, bars, palette);
        self.bar_labels_ui(ui, &transform, palette);
        let table = Rect::from_min_size(
            table.min,
            vec2(table.width().min(TABLE_WIDTH), table_height),
        );
        let mut table_ui = ui.new_child(UiBuilder::new().max_rect(table));
        self.table_ui(&mut table_ui, palette);
    }

    /// Where the bars and the table stand: the table beside the bars, or under them if that would leave too little room for either.
    fn layout(&self, ui: &Ui, rect: Rect, table_height: f32, palette: &Palette) -> (Rect, Rect) {
        if rect.width() >= TABLE_WIDTH + TABLE_GAP + MIN_BARS_WIDTH {
            // The bars are so far apart that their names and totals don't overlap; the table takes what is left.
            let words = Approach::ALL.into_iter().flat_map(|approach| {
                let total = money(self.total(approach), &self.scenario.currency);
                [
                    (approach.label().to_owned(), LABEL_SIZE),
                    (total, TOTAL_SIZE),
                ]
            });
            let width = |(text, size)| {
                let galley = ui.painter().layout_no_wrap(text, bold(size), palette.text);
                galley.size().x
            };
            let widest = words.map(width).fold(0.0, f32::max);
            let needed = AXIS_WIDTH + 2.0 * (widest + 12.0);
            let table = TABLE_WIDTH.min((rect.width() - TABLE_GAP - needed).max(MIN_TABLE_WIDTH));
            let width = (rect.width() - table - TABLE_GAP).min(MAX_BARS_WIDTH);
            let bars = Rect::from_min_size(rect.min, vec2(width, rect.height()));
            let table_at = pos2(bars.right() + TABLE_GAP, rect.top() + 4.0);
            (bars, Rect::from_min_max(table_at, rect.max))
        } else {
            let height = (rect.height() - table_height).max(MIN_BARS_HEIGHT);
            let bars = Rect::from_min_size(rect.min, vec2(rect.width(), height));
            let table_at = pos2(rect.left() + 4.0, bars.bottom() + 8.0);
            (bars, Rect::from_min_max(table_at, rect.max))
        }
    }

    fn cost(&self, approach: Approach, phase: Phase) -> f64 {
        self.analysis.costs_of(approach).cost_path.by_phase[phase]
    }

    fn total(&self, approach: Approach) -> f64 {
        self.analysis.costs_of(approach).cost_path.total()
    }

    /// The phases that cost anything in either approach.
    fn phases(&self) -> impl DoubleEndedIterator<Item = Phase> + '_ {
        Phase::ALL.into_iter().filter(|&phase| {
            let mut approaches = Approach::ALL.into_iter();
            approaches.any(|approach| self.cost(approach, phase) != 0.0)
        })
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
        let y_ticks = (rect.height() / TICK_SPACING) as usize;
        let mut charts: Vec<BarChart> = Vec::new();
        for phase in self.phases() {
            let bars = Approach::ALL
                .into_iter()
                .enumerate()
                .map(|(index, approach)| {
                    Bar::new(index as f64, self.cost(approach, phase))
                        .fill(palette.phase(phase))
                        .stroke(Stroke::new(1.0, palette.background))
                        .width(BAR_WIDTH_SHARE)
                })
                .collect();
            let below: Vec<&BarChart> = charts.iter().collect();
            let chart = BarChart::new(phase.label(), bars)
                .allow_hover(false)
                .stack_on(&below);
            charts.push(chart);
        }
        let mut plot_ui = ui.new_child(UiBuilder::new().max_rect(rect));
        let y_marks = axis::marks(0.0, y_end, axis::nice_step(y_end, y_ticks));
        let labels = TickLabels::new(Counted::Money(&self.scenario.currency), &y_marks);
        let y_axis = plot::counted_y_axis(palette, labels);
        let x_axis = plot::axis(
            AxisHints::new_x(),
            bold(LABEL_SIZE),
            palette.text,
            |mark, _| {
                Approach::ALL
                    .get(mark.value.round() as usize)
                    .map_or("", |approach| approach.label())
                    .to_owned()
            },
        );
        plot::plot("phases", rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(|_| axis::marks(0.0, 1.0, 1.0))
            .y_grid_spacer(move |_| y_marks.clone())
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(axis::bounds(-0.55, 1.55, y_end));
                plot.hline(plot::hline(0.0, Stroke::new(1.0, palette.line)));
                for chart in charts {
                    plot.bar_chart(chart);
                }
            })
            .transform
    }

    /// Writes the totals over the bars, and the names of phases into the segments that are high enough.
    fn bar_labels_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        for (index, approach) in Approach::ALL.into_iter().enumerate() {
            let x = index as f64;
            let top = transform.position_from_point(&PlotPoint::new(x, self.total(approach)));
            ui.painter().text(
                top - vec2(0.0, 4.0),
                Align2::CENTER_BOTTOM,
                money(self.total(approach), &self.scenario.currency),
                bold(TOTAL_SIZE),
                palette.approach(approach),
            );
            let mut below = 0.0;
            for phase in self.phases() {
                let cost = self.cost(approach, phase);
                let low = transform
                    .position_from_point(&PlotPoint::new(x - BAR_WIDTH_SHARE / 2.0, below));
                let high = transform
                    .position_from_point(&PlotPoint::new(x + BAR_WIDTH_SHARE / 2.0, below + cost));
                below += cost;
                let segment = Rect::from_two_pos(low, high);
                let name = ui.painter().layout_no_wrap(
                    phase.label().to_owned(),
                    plot::tick_font(),
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
}

/// Black or white, whichever reads better on this colour.
fn on_color(color: Color32) -> Color32 {
    let [red, green, blue, _] = color.to_array();
    let luminance = 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue);
    if luminance > 140.0 {
        Color32::BLACK
    } else {
        Color32::WHITE
    }
}
