//! The tornado: how far each input alone swings the saving, widest on top. A bar changes colour where the winner does.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, FontId, Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, Bar, BarChart, HLine, PlotBounds, PlotPoint, VLine};

use crate::analysis::approach::Approach;
use crate::analysis::drivers::{self, Drivers};
use crate::analysis::finding::calendar::month_in;
use crate::scenario::Scenario;
use crate::scenario::quantity::signed_money;
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, caption_ui};
use super::plot::{self, axis};

/// Everything that the chart shows.
pub struct DriversChart<'a> {
    /// The scenario, for units and currency.
    pub scenario: &'a Scenario,
    /// What drives it.
    pub drivers: &'a Drivers,
}

/// More bars are too small to matter.
const MOST_BARS: usize = 10;
/// What the names may have of the width.
const NAMES: f32 = 0.45;
/// Between the names and the bars.
const GAP: f32 = 14.0;
/// Of a bar, in points.
const THICKEST: f64 = 34.0;
const ROW: f32 = 34.0;
/// Above the bars: who wins on which side. Below: the ticks, and the base case.
const HEAD: f32 = 22.0;
const FOOT: f32 = 48.0;

/// "never → month 3": break-even at the left end of a bar and at its right end.
fn months(bar: &drivers::Bar) -> String {
    let (mut left, mut right) = (bar.month_at_low, bar.month_at_high);
    if bar.saving_at_low > bar.saving_at_high {
        (left, right) = (right, left);
    }
    let word = |month: Option<f64>| month.map(month_in);
    match (word(left), word(right)) {
        (None, None) => "never".to_owned(),
        (Some(left), Some(right)) if left == right => format!("month {left}"),
        (Some(left), Some(right)) => format!("month {left} → {right}"),
        (None, Some(right)) => format!("never → month {right}"),
        (Some(left), None) => format!("month {left} → never"),
    }
}

impl DriversChart<'_> {
    /// Height at which every bar that is shown has its row.
    pub fn height(&self) -> f32 {
        HEAD + FOOT + ROW * self.bars().len() as f32
    }

    fn bars(&self) -> &[drivers::Bar] {
        let bars = &self.drivers.tornado;
        &bars[..bars.len().min(MOST_BARS)]
    }

    /// Draws it into all the width and the height that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        let hint = if self.drivers.of_uncertain {
            ""
        } else {
            "; type ranges to see what is really uncertain"
        };
        caption_ui(ui, &format!("{}{hint}", self.caption()));
        self.chart_ui(ui);
    }

    /// What it shows.
    pub fn caption(&self) -> &'static str {
        if self.drivers.of_uncertain {
            "The saving with each uncertain input alone at its 10th and 90th percentile, the others at base"
        } else {
            "The saving with each input alone 25 % lower and higher"
        }
    }

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(vec2(280.0, 120.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let names: Vec<_> = self
            .bars()
            .iter()
            .map(|bar| {
                let font = FontId::proportional(LABEL_SIZE);
                let name = bar.input.full_label();
                let mut name = LayoutJob::simple_singleline(name, font, palette.text);
                name.wrap = TextWrapping::truncate_at_width(NAMES * rect.width() - GAP);
                ui.painter().layout_job(name)
            })
            .collect();
        let widest = names.iter().map(|name| name.size().x).fold(0.0, f32::max);
        let left = rect.left() + widest + GAP;
        let months: Vec<_> = self
            .bars()
            .iter()
            .map(|bar| {
                let font = FontId::proportional(TICK_SIZE);
                ui.painter().layout_no_wrap(months(bar), font, palette.weak)
            })
            .collect();
        let heading =
            ui.painter()
                .layout_no_wrap("breaks even".to_owned(), bold(TICK_SIZE), palette.weak);
        let column = months
            .iter()
            .chain([&heading])
            .map(|text| text.size().x)
            .fold(0.0, f32::max);
        let plot = Rect::from_min_max(
            pos2(left, rect.top() + HEAD),
            rect.max - vec2(column + 16.0, FOOT - 24.0),
        );
        let column = rect.right() - column;
        let at = pos2(column, rect.top() + HEAD - 4.0 - heading.size().y);
        ui.painter().galley(at, heading, palette.weak);
        let transform = self.plot_ui(ui, plot, palette);
        let at =
            |saving: f64, row: f64| transform.position_from_point(&PlotPoint::new(saving, row));

        for (place, ((bar, name), months)) in self.bars().iter().zip(names).zip(months).enumerate()
        {
            let row = self.row(place);
            let middle = at(0.0, row).y;
            let months_at = pos2(column, middle - months.size().y / 2.0);
            ui.painter().galley(months_at, months, palette.weak);
            let row_rect =
                Rect::from_x_y_ranges(rect.x_range(), middle - ROW / 2.0..=middle + ROW / 2.0);
            ui.interact(row_rect, ui.scope_id().with(place), Sense::hover())
                .on_hover_text(self.ends(bar));
            let name_at = pos2(left - GAP - name.size().x, middle - name.size().y / 2.0);
            ui.painter()
                .galley(name_at.max(pos2(rect.left(), 0.0)), name, palette.text);
            // Each end carries the input's value there.
            let (lower, upper) = if bar.saving_at_low <= bar.saving_at_high {
                ((bar.saving_at_low, bar.low), (bar.saving_at_high, bar.high))
            } else {
                ((bar.saving_at_high, bar.high), (bar.saving_at_low, bar.low))
            };
            let font = FontId::proportional(TICK_SIZE);
            // A value that would lie over the line of zero stands beyond it.
            let zero = at(0.0, row).x;
            let beside = |end: f32, away: f32, width: f32| {
                let x = end + 6.0 * away;
                let crosses = (x - zero) * (x + width * away - zero) < 0.0;
                if crosses { zero + 6.0 * away } else { x }
            };
            let text = |end: f32, away: f32, text: String| {
                let galley = ui
                    .painter()
                    .layout_no_wrap(text, font.clone(), palette.weak);
                let x = beside(end, away, galley.size().x);
                let anchor = if away < 0.0 {
                    Align2::RIGHT_CENTER
                } else {
                    Align2::LEFT_CENTER
                };
                let rect = anchor.anchor_size(pos2(x, middle), galley.size());
                // Over the lines of the grid, of zero and of the base case.
                ui.painter().rect_filled(rect, 0.0, palette.background);
                ui.painter().galley(rect.min, galley, palette.weak);
            };
            text(at(lower.0, row).x, -1.0, self.value(bar, lower.1));
            text(at(upper.0, row).x, 1.0, self.value(bar, upper.1));
        }
        let frame = *transform.frame();
        let zero = at(0.0, 0.0).x;
        let head = rect.top() + HEAD - 4.0;
        for (side, text, x, anchor) in [
            (
                Approach::Prompting,
                "← prompting cheaper",
                zero - 10.0,
                Align2::RIGHT_BOTTOM,
            ),
            (
                Approach::FineTuning,
                "fine-tuning cheaper →",
                zero + 10.0,
                Align2::LEFT_BOTTOM,
            ),
        ] {
            let galley = ui.painter().layout_no_wrap(
                text.to_owned(),
                bold(TICK_SIZE),
                palette.approach(side),
            );
            let rect = anchor.anchor_size(pos2(x, head), galley.size());
            // Where zero is near an edge, one of them has no room.
            if rect.left() >= frame.left() - 4.0 && rect.right() <= frame.right() + 4.0 {
                ui.painter().galley(rect.min, galley, palette.text);
            }
        }
        let base = at(self.drivers.saving, 0.0).x;
        let saving = signed_money(self.drivers.saving, &self.scenario.currency);
        let text = format!("base case {saving}");
        let galley =
            ui.painter()
                .layout_no_wrap(text, FontId::proportional(TICK_SIZE), palette.text);
        let x = (base - galley.size().x / 2.0).clamp(
            frame.left(),
            (frame.right() - galley.size().x).max(frame.left()),
        );
        ui.painter().galley(
            pos2(x, rect.bottom() - galley.size().y - 2.0),
            galley,
            palette.text,
        );
    }

    /// The saving at both ends of a bar.
    fn ends(&self, bar: &drivers::Bar) -> String {
        let currency = &self.scenario.currency;
        let end = |value, saving| {
            let value = self.value(bar, value);
            format!("{value}: saves {}", signed_money(saving, currency))
        };
        let (low, high) = (
            end(bar.low, bar.saving_at_low),
            end(bar.high, bar.saving_at_high),
        );
        format!("{}\n{low}\n{high}", bar.input.full_label())
    }

    /// What stands at an end of a bar.
    fn value(&self, bar: &drivers::Bar, value: f64) -> String {
        bar.input.unit.short(value, &self.scenario.currency)
    }

    /// The widest bar has the highest row.
    fn row(&self, place: usize) -> f64 {
        (self.bars().len() - 1 - place) as f64
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> egui_plot::PlotTransform {
        let ends = self
            .bars()
            .iter()
            .flat_map(|bar| [bar.saving_at_low, bar.saving_at_high]);
        let (least, most) = ends.fold(
            (self.drivers.saving.min(0.0), self.drivers.saving.max(0.0)),
            |(least, most), saving| (least.min(saving), most.max(saving)),
        );
        let range = if most > least { most - least } else { 1.0 };
        // Room for the values at the ends, as far as the width allows.
        let values = self
            .bars()
            .iter()
            .flat_map(|bar| [self.value(bar, bar.low), self.value(bar, bar.high)]);
        let widest = values
            .map(|value| {
                let galley = ui.painter().layout_no_wrap(
                    value,
                    FontId::proportional(TICK_SIZE),
                    palette.weak,
                );
                galley.size().x
            })
            .fold(0.0, f32::max);
        let room = (widest + 14.0).min(rect.width() * 0.4);
        let margin = range * f64::from(room / (rect.width() - 2.0 * room).max(1.0));
        let (x_min, x_max) = (least - margin, most + margin);
        let step = axis::nice_step(x_max - x_min, (rect.width() / 90.0) as usize);
        let rows = self.bars().len() as f64;
        // Few bars don't get fat.
        let thickness = 0.62_f64.min(THICKEST * rows / f64::from(rect.height()));
        let mut bars = Vec::new();
        for (place, bar) in self.bars().iter().enumerate() {
            let (from, to) = (
                bar.saving_at_low.min(bar.saving_at_high),
                bar.saving_at_low.max(bar.saving_at_high),
            );
            for (from, to, side) in [
                (from, to.min(0.0), Approach::Prompting),
                (from.max(0.0), to, Approach::FineTuning),
            ] {
                if to > from {
                    let bar = Bar::new(self.row(place), to - from)
                        .base_offset(from)
                        .width(thickness)
                        .fill(palette.approach(side))
                        .stroke(Stroke::NONE);
                    bars.push(bar);
                }
            }
        }
        let currency = self.scenario.currency.clone();
        let x_axis = plot::axis(
            AxisHints::new_x(),
            FontId::proportional(TICK_SIZE),
            palette.weak,
            move |mark, _| axis::signed_money_tick(mark.value, &currency),
        );
        let y_axis = plot::axis(
            AxisHints::new_y(),
            FontId::proportional(TICK_SIZE),
            palette.weak,
            |_, _| String::new(),
        );
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        plot::plot("drivers", rect.size(), [x_axis, y_axis], palette)
            .show_axes([true, false])
            .show_grid([true, false])
            .x_grid_spacer(move |_| axis::marks(x_min, x_max, step))
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(PlotBounds::from_min_max([x_min, -0.6], [x_max, rows - 0.4]));
                plot.hline(
                    HLine::new("", -0.6)
                        .stroke(Stroke::new(1.0, palette.line))
                        .allow_hover(false),
                );
                plot.bar_chart(
                    BarChart::new("saving", bars)
                        .horizontal()
                        .allow_hover(false),
                );
                plot.vline(
                    VLine::new("", 0.0)
                        .stroke(Stroke::new(1.5, palette.text))
                        .allow_hover(false),
                );
                let dashed = egui_plot::LineStyle::Dashed { length: 4.0 };
                let base = VLine::new("", self.drivers.saving).style(dashed);
                plot.vline(
                    base.stroke(Stroke::new(1.0, palette.text))
                        .allow_hover(false),
                );
            })
            .transform
    }
}
