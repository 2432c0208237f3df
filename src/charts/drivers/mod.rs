//! The tornado: how far each input alone swings the saving, the widest bar on top. A bar changes colour where the cheaper approach
//! changes. `words` writes the words around the bars, `scale` leaves room for them.

mod scale;
mod words;

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Galley, Rect, Sense, Stroke, TextFormat, Ui, UiBuilder, Vec2, pos2, vec2};
use egui_plot::{AxisHints, Bar, BarChart, LineStyle, PlotBounds, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::drivers::{self, Drivers};
use crate::analysis::finding::success::if_it_succeeds;
use crate::scenario::Scenario;
use crate::scenario::quantity::signed_money;
use crate::theme::palette::Palette;

use super::plot;
use super::plot::labels::{bold, caption_ui, max_width, name_chart};
use super::plot::panel::ticks_below_ui;
use super::plot::sizes::{LABEL_SIZE, SMALL_SIZE, TICK_SIZE};
use super::plot::ticks::Counted;
use scale::End;

/// Everything that the chart shows.
pub struct DriversChart<'a> {
    /// The scenario, for units and currency.
    pub scenario: &'a Scenario,
    /// How far each input alone swings the saving.
    pub drivers: &'a Drivers,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(280.0, 120.0);
/// At most this many bars are shown: those after them are too small to matter.
const MAX_BARS: usize = 10;
/// The most that the names take, as a share of the chart's width.
const NAMES_WIDTH_SHARE: f32 = 0.45;
/// Space between the names and the plot, in points.
const NAMES_GAP: f32 = 14.0;
/// Space between the plot and the months of break-even, in points.
const MONTHS_GAP: f32 = 16.0;
/// Space between the end of a bar and its value, in points.
const VALUE_GAP: f32 = 6.0;
/// Room beside a line at an end of the axis, in points.
const LEAST_MARGIN: f32 = 4.0;
/// Space between the line of the base case and its name, in points.
const BASE_GAP: f32 = 6.0;
/// Space between the words above the bars and the plot, in points.
const WORDS_GAP: f32 = 4.0;
/// Thickness of a bar in points, and the most of it as a share of a low row.
const BAR_POINTS: f32 = 28.0;
const BAR_ROW_SHARE: f32 = 0.72;
/// Heights in points: a row, and the most of one where there is room; the words above the bars; the name of the base case below the last
/// bar; the ticks below that.
const ROW_HEIGHT: f32 = 38.0;
const MAX_ROW_HEIGHT: f32 = 64.0;
const HEAD_HEIGHT: f32 = 22.0;
const BASE_HEIGHT: f32 = 20.0;
const TICKS_HEIGHT: f32 = 24.0;
/// The values at the ends of the bars have their units if those take no more than this share of the chart's width.
const MAX_UNITS_WIDTH_SHARE: f32 = 0.16;
/// From this width on the heading of the months says in which order they stand, in points.
const WIDE: f32 = 900.0;
/// A chart narrower than this has no months of break-even, in points.
const MIN_WIDTH_WITH_MONTHS: f32 = 440.0;
/// Width for each tick of the axis, in points.
const TICK_SPACING: f32 = 90.0;

impl DriversChart<'_> {
    /// The height of the chart if every bar has a row of its full height, in points.
    pub fn height(&self) -> f32 {
        self.height_of_rows(ROW_HEIGHT)
    }

    fn height_of_rows(&self, row_height: f32) -> f32 {
        HEAD_HEIGHT + BASE_HEIGHT + TICKS_HEIGHT + row_height * self.bars().len() as f32
    }

    fn bars(&self) -> &[drivers::Bar] {
        let bars = &self.drivers.tornado;
        &bars[..bars.len().min(MAX_BARS)]
    }

    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        let hint = if self.drivers.varies_uncertain {
            ""
        } else {
            ". Enter ranges to see real uncertainty"
        };
        caption_ui(ui, &format!("{}{hint}", self.caption()));
        self.chart_ui(ui);
    }

    /// What it shows.
    pub fn caption(&self) -> String {
        let case = if_it_succeeds(self.scenario);
        let ends = if self.drivers.varies_uncertain {
            "its 10th to its 90th percentile"
        } else {
            "25% below to 25% above its base case"
        };
        let alone = if self.scenario.correlations.is_empty() {
            ""
        } else {
            ", alone even if it moves with others"
        };
        format!("Saving{case} when one input goes from {ends}{alone}")
    }

    /// What it shows, with the saving at both ends of each bar: its name where it isn't seen.
    fn name(&self) -> String {
        let amount = |saving| signed_money(saving, &self.scenario.currency);
        let bars = self.bars().iter().map(|bar| {
            let (low, high) = (amount(bar.saving_at_low), amount(bar.saving_at_high));
            format!("{} {low} to {high}", bar.input.full_label())
        });
        let bars: Vec<String> = bars.collect();
        format!("Saving by input: {}", bars.join(", "))
    }

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.name());
        // Few bars neither get fat nor lie far apart: the chart gets low.
        let most = rect.top() + self.height_of_rows(MAX_ROW_HEIGHT);
        let rect = rect.with_max_y(rect.bottom().min(most));
        let columns = self.columns(ui, rect, palette);
        let heading = &columns.months_heading;
        let top = rect.top() + HEAD_HEIGHT - WORDS_GAP - heading.size().y;
        let at = pos2(columns.months_left, top);
        ui.painter().galley(at, heading.clone(), palette.weak);
        let transform = self.plot_ui(ui, &columns, palette);
        for index in 0..self.bars().len() {
            self.row_ui(ui, &transform, rect, &columns, index);
        }
        let words_bottom = rect.top() + HEAD_HEIGHT - WORDS_GAP;
        Self::approach_names_ui(ui, &transform, words_bottom, palette);
        self.base_ui(ui, &transform, rect, palette);
    }

    /// Lays out the words of each row, and leaves the rest of the width to the plot.
    fn columns(&self, ui: &Ui, rect: Rect, palette: &Palette) -> Columns {
        let painter = ui.painter();
        let has_units = self.widest_value(ui, true) <= MAX_UNITS_WIDTH_SHARE * rect.width();
        let name = |bar: &drivers::Bar| {
            let format = |size, color| TextFormat::simple(FontId::proportional(size), color);
            let mut name = LayoutJob::default();
            name.append(
                &bar.input.full_label(),
                0.0,
                format(LABEL_SIZE, palette.text),
            );
            let unit = bar.input.unit.words();
            if !has_units && !unit.is_empty() {
                let unit = format!(", {unit}");
                name.append(&unit, 0.0, format(SMALL_SIZE, palette.weak));
            }
            name.wrap =
                TextWrapping::truncate_at_width(NAMES_WIDTH_SHARE * rect.width() - NAMES_GAP);
            painter.layout_job(name)
        };
        let names: Vec<_> = self.bars().iter().map(name).collect();
        // In a narrow chart they would leave hardly anything to the bars.
        let has_months = rect.width() >= MIN_WIDTH_WITH_MONTHS;
        let months = |bar| {
            let change = if has_months {
                Self::break_even_change(bar)
            } else {
                String::new()
            };
            painter.layout_no_wrap(change, plot::tick_font(), palette.weak)
        };
        let months: Vec<_> = self.bars().iter().map(months).collect();
        let months_heading = if rect.width() >= WIDE {
            "Break-even, low → high"
        } else if has_months {
            "Break-even"
        } else {
            ""
        };
        let months_heading =
            painter.layout_no_wrap(months_heading.to_owned(), bold(TICK_SIZE), palette.weak);
        let names_right = rect.left() + max_width(&names);
        let months_width = max_width(months.iter().chain([&months_heading]));
        let months_gap = if has_months { MONTHS_GAP } else { 0.0 };
        Columns {
            plot: Rect::from_min_max(
                pos2(names_right + NAMES_GAP, rect.top() + HEAD_HEIGHT),
                rect.max - vec2(months_width + months_gap, TICKS_HEIGHT),
            ),
            names,
            months,
            months_heading,
            months_left: rect.right() - months_width,
            has_units,
        }
    }

    /// The width of the widest value at the end of a bar, in points.
    fn widest_value(&self, ui: &Ui, has_units: bool) -> f32 {
        let values = self
            .bars()
            .iter()
            .flat_map(|bar| [bar.low, bar.high].map(|value| self.value(bar, value, has_units)));
        let widths = values.map(|value| plot::tick_width(ui, value));
        widths.fold(0.0, f32::max)
    }

    /// An input's value as it stands at the end of a bar. Things that are whole are written whole.
    fn value(&self, bar: &drivers::Bar, value: f64, has_unit: bool) -> String {
        let (unit, currency) = (bar.input.unit, &self.scenario.currency);
        let value = if bar.input.whole_steps {
            value.round()
        } else {
            value
        };
        if has_unit {
            unit.rounded(value, currency)
        } else {
            unit.short(value, currency)
        }
    }

    /// The height of a row in a plot of this height, in points.
    fn row_height(&self, height: f32) -> f32 {
        (height - BASE_HEIGHT) / self.bars().len() as f32
    }

    /// The y of a bar in the plot: the widest one stands on top.
    fn row(&self, index: usize) -> f64 {
        (self.bars().len() - 1 - index) as f64
    }

    /// The ends of the axis: they hold 0, the base case and all bars, with the values at the ends of the bars.
    fn x_bounds(&self, ui: &Ui, rect: Rect, has_units: bool) -> (f64, f64) {
        let place = |saving| End {
            saving,
            width: LEAST_MARGIN,
        };
        let mut lower = vec![place(0.0), place(self.drivers.saving)];
        let mut upper = lower.clone();
        for bar in self.bars() {
            let end = |value, saving| End {
                saving,
                width: 2.0 * VALUE_GAP + plot::tick_width(ui, self.value(bar, value, has_units)),
            };
            let mut ends = [
                end(bar.low, bar.saving_at_low),
                end(bar.high, bar.saving_at_high),
            ];
            ends.sort_by(|a, b| a.saving.total_cmp(&b.saving));
            lower.push(ends[0]);
            upper.push(ends[1]);
        }
        scale::bounds(&lower, &upper, rect.width())
    }

    /// The bars. A bar that crosses 0 is two, in the colours of both approaches.
    fn bar_shapes(&self, thickness: f64, palette: &Palette) -> Vec<Bar> {
        let mut bars = Vec::new();
        for (index, bar) in self.bars().iter().enumerate() {
            let from = bar.saving_at_low.min(bar.saving_at_high);
            let to = bar.saving_at_low.max(bar.saving_at_high);
            for (from, to, approach) in [
                (from, to.min(0.0), Approach::Prompting),
                (from.max(0.0), to, Approach::FineTuning),
            ] {
                if to > from {
                    let bar = Bar::new(self.row(index), to - from)
                        .base_offset(from)
                        .width(thickness)
                        .fill(palette.approach(approach))
                        .stroke(Stroke::NONE);
                    bars.push(bar);
                }
            }
        }
        bars
    }

    fn plot_ui(&self, ui: &mut Ui, columns: &Columns, palette: &Palette) -> PlotTransform {
        let rect = columns.plot;
        let (x_min, x_max) = self.x_bounds(ui, rect, columns.has_units);
        let rows = self.bars().len() as f64;
        let row_height = self.row_height(rect.height());
        let thickness = (BAR_POINTS / row_height).min(BAR_ROW_SHARE);
        let bars = self.bar_shapes(f64::from(thickness), palette);
        let gain = Counted::Gain(&self.scenario.currency);
        let ends = (x_min, x_max);
        let (marks, labels) = plot::x_ticks(ui, ends, rect.width(), TICK_SPACING, gain);
        ticks_below_ui(ui, rect, ends, &marks, &labels, "");
        let mut plot_ui = ui.new_child(UiBuilder::new().max_rect(rect));
        let axes = [AxisHints::new_x(), AxisHints::new_y()];
        plot::plot("drivers", rect.size(), axes, palette)
            .show_axes([false, false])
            .show_grid([true, false])
            .x_grid_spacer(move |_| marks.clone())
            .show(&mut plot_ui, |plot| {
                let floor = -0.5 - f64::from(BASE_HEIGHT / row_height);
                let bounds = PlotBounds::from_min_max([x_min, floor], [x_max, rows - 0.5]);
                plot.set_plot_bounds(bounds);
                plot.bar_chart(
                    BarChart::new("saving", bars)
                        .horizontal()
                        .allow_hover(false),
                );
                plot.vline(plot::vline(0.0, Stroke::new(1.5, palette.text)));
                let dashed = LineStyle::Dashed { length: 4.0 };
                let base = plot::vline(self.drivers.saving, Stroke::new(1.0, palette.text));
                plot.vline(base.style(dashed));
            })
            .transform
    }
}

/// Where the words stand beside the plot, and where the plot is.
struct Columns {
    /// The inputs' names, left of the plot.
    names: Vec<Arc<Galley>>,
    /// When it breaks even at both ends of a bar, right of the plot.
    months: Vec<Arc<Galley>>,
    months_heading: Arc<Galley>,
    months_left: f32,
    plot: Rect,
    /// Whether the values at the ends of the bars have their units; otherwise the names do.
    has_units: bool,
}
