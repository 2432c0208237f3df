//! The two-way map: who is cheaper, and by how much or how soon, over any two inputs; the line on which both cost the same; and where the
//! scenario stands. `words` writes onto it, `legend` above it, and `ticks` beside it.

mod legend;
mod ticks;
mod words;

use egui::{Color32, FontId, Mesh, Pos2, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{AxisHints, PlotBounds, PlotPoint, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::finding::calendar::month_in;
use crate::analysis::map::{Axis, Map, POINTS_PER_AXIS};
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot;
use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, pointer_within, tooltip};
use ticks::Ticks;

/// What the colours of a map show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum MapQuantity {
    /// How much fine-tuning saves.
    #[default]
    Saving,
    /// When it breaks even.
    BreakEven,
}

/// Everything that the chart shows.
pub struct MapChart<'a> {
    /// The scenario, for its currency.
    pub scenario: &'a Scenario,
    /// Saving and break-even at each point of a grid over the two inputs.
    pub map: &'a Map,
    /// What the colours of a map show.
    pub quantity: MapQuantity,
}

/// The least size of the map, in points.
const MIN_SIZE: Vec2 = vec2(260.0, 220.0);
/// The palest and the strongest tint on the map, as shares of an approach's own colour.
const TINT_SHARES: [f32; 2] = [0.10, 0.85];
/// The tint where fine-tuning never breaks even, between the palest (0) and the strongest (1).
const NEVER_STRENGTH_SHARE: f64 = 0.25;
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(80.0, 60.0);
/// About the width of the vertical axis with its labels, in points.
const Y_AXIS_WIDTH: f32 = 50.0;

impl MapChart<'_> {
    /// Draws it into all the space that `ui` has.
    pub fn ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        self.legend_ui(ui, palette);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let painter = ui.painter();
        let name = |axis: &Axis| {
            let label = axis.input.full_label();
            let text = match axis.input.unit.suffix() {
                words if words.is_empty() || words == "%" => label,
                words => format!("{label}, {}", words.trim_start_matches("% ")),
            };
            painter.layout_no_wrap(text, FontId::proportional(LABEL_SIZE), palette.text)
        };
        let (x_name, y_name) = (name(&self.map.x), name(&self.map.y));
        let x_at = rect.center_bottom() - vec2(x_name.size().x / 2.0, x_name.size().y);
        let plot = Rect::from_min_max(
            rect.min + vec2(0.0, y_name.size().y + 6.0),
            rect.max - vec2(24.0, x_name.size().y + 4.0),
        );
        painter.galley(x_at, x_name, palette.text);
        painter.galley(rect.min, y_name, palette.text);
        let transform = self.plot_ui(ui, plot, palette);
        let at = |[x, y]: [f64; 2]| transform.position_from_point(&PlotPoint::new(x, y));

        let area = Rect::from_two_pos(at([0.0, 0.0]), at([1.0, 1.0]));
        let painter = ui.painter();
        painter.add(self.cells(area, palette));
        for [from, to] in self.map.zero_line() {
            painter.line_segment([at(from), at(to)], Stroke::new(2.5, palette.text));
        }
        let point = at([
            self.map.x.part_of(self.map.x.base),
            self.map.y.part_of(self.map.y.base),
        ]);
        let occupied = scenario_ui(ui, point, area, palette);
        self.area_names_ui(ui, area, occupied, palette);
        self.hover_ui(ui, area, palette);
    }

    /// The earliest break-even on the map, in months; infinite if there is none.
    fn earliest_break_even(&self) -> f64 {
        let months = self.map.month.iter().flatten().copied();
        months.fold(f64::INFINITY, f64::min)
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let currency = &self.scenario.currency;
        let (x, y) = (&self.map.x, &self.map.y);
        let x_fits = |ticks: &Ticks| {
            let wide = |text: &str| plot::tick_width(ui, text.to_owned());
            ticks.have_room(rect.width() - Y_AXIS_WIDTH, wide)
        };
        let most_x = (rect.width() / TICK_SPACING.x) as usize;
        let x_ticks = Ticks::fitting(x, most_x, currency, x_fits);
        let most_y = (rect.height() / TICK_SPACING.y) as usize;
        let y_fits = |ticks: &Ticks| ticks.have_room(rect.height() - TICK_SIZE, |_| TICK_SIZE);
        let y_ticks = Ticks::fitting(y, most_y, currency, y_fits);
        let axis = |hints: AxisHints<'static>, ticks: &Ticks| {
            let ticks = ticks.clone();
            plot::axis(hints, plot::tick_font(), palette.weak, move |mark, _| {
                ticks.text_at(mark.value)
            })
        };
        let axes = [
            axis(AxisHints::new_x(), &x_ticks),
            axis(AxisHints::new_y(), &y_ticks),
        ];
        let (x_marks, y_marks) = (x_ticks.marks(), y_ticks.marks());
        let mut plot_ui = plot::plot_child(ui, rect);
        plot::plot("map", rect.size(), axes, palette)
            .x_grid_spacer(move |_| x_marks.clone())
            .y_grid_spacer(move |_| y_marks.clone())
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(PlotBounds::from_min_max([-0.01; 2], [1.01; 2]));
            })
            .transform
    }

    /// A coloured cell around each point of the map.
    fn cells(&self, area: Rect, palette: &Palette) -> Mesh {
        let mut mesh = Mesh::default();
        let largest = self
            .map
            .saving
            .iter()
            .fold(0.0, |largest: f64, saving| largest.max(saving.abs()));
        let earliest = self.earliest_break_even();
        let edge =
            |point: usize| ((point as f32 - 0.5) / (POINTS_PER_AXIS - 1) as f32).clamp(0.0, 1.0);
        for up in 0..POINTS_PER_AXIS {
            for across in 0..POINTS_PER_AXIS {
                let corner = |across, up| -> Pos2 {
                    pos2(
                        egui::lerp(area.x_range(), edge(across)),
                        egui::lerp(area.bottom()..=area.top(), edge(up)),
                    )
                };
                let cell = Rect::from_two_pos(corner(across, up), corner(across + 1, up + 1));
                let color = self.color(up * POINTS_PER_AXIS + across, [largest, earliest], palette);
                mesh.add_colored_rect(cell, color);
            }
        }
        mesh
    }

    /// The colour of a point. `largest` is the largest saving or loss on the map, `earliest` the earliest break-even.
    fn color(&self, point: usize, [largest, earliest]: [f64; 2], palette: &Palette) -> Color32 {
        let saving = self.map.saving[point];
        let approach = if saving > 0.0 {
            Approach::FineTuning
        } else {
            Approach::Prompting
        };
        let strength = match (self.quantity, self.map.month[point]) {
            (MapQuantity::Saving, _) if largest == 0.0 => 0.0,
            // The square root makes small differences visible.
            (MapQuantity::Saving, _) => (saving.abs() / largest).sqrt(),
            // Relative to the months that occur on this map, so that their colours differ.
            (MapQuantity::BreakEven, Some(month)) => {
                let months = self.scenario.horizon_months.get();
                1.0 - (month - earliest) / (months - earliest).max(1.0)
            }
            (MapQuantity::BreakEven, None) => NEVER_STRENGTH_SHARE,
        };
        let tint = egui::lerp(TINT_SHARES[0]..=TINT_SHARES[1], strength as f32);
        palette
            .background
            .lerp_to_gamma(palette.approach(approach), tint)
    }

    /// Shows the values under the pointer.
    fn hover_ui(&self, ui: &Ui, area: Rect, palette: &Palette) {
        let Some(pointer) = pointer_within(ui, area) else {
            return;
        };
        let part = |from: f32, to: f32, at: f32| f64::from((at - from) / (to - from));
        let across = part(area.left(), area.right(), pointer.x);
        let up = part(area.bottom(), area.top(), pointer.y);
        let nearest = |part: f64| {
            ((part * (POINTS_PER_AXIS - 1) as f64).round() as usize).min(POINTS_PER_AXIS - 1)
        };
        let point = nearest(up) * POINTS_PER_AXIS + nearest(across);
        let value = |axis: &Axis, part: f64| {
            let value = axis.value_at(part);
            let value = axis.input.unit.rounded(value, &self.scenario.currency);
            (
                format!("{}: {value}", axis.input.full_label()),
                palette.weak,
            )
        };
        let saving = self.map.saving[point];
        let amount = money(saving.abs(), &self.scenario.currency);
        let verdict = if saving > 0.0 {
            (format!("Fine-tuning saves {amount}"), palette.fine_tuning)
        } else if saving < 0.0 {
            (
                format!("Prompting is cheaper by {amount}"),
                palette.prompting,
            )
        } else {
            ("Both cost the same".to_owned(), palette.text)
        };
        let mut lines = vec![verdict];
        if let Some(month) = self.map.month[point] {
            let month = format!("breaks even in month {}", month_in(month));
            lines.push((month, palette.text));
        }
        lines.push(value(&self.map.x, across));
        lines.push(value(&self.map.y, up));
        tooltip(ui, area, pointer, &lines, palette);
    }
}

/// Marks where the scenario stands. Returns the place that the mark and its words take.
fn scenario_ui(ui: &Ui, point: Pos2, area: Rect, palette: &Palette) -> Rect {
    let painter = ui.painter();
    painter.circle(
        point,
        6.0,
        palette.background,
        Stroke::new(2.5, palette.text),
    );
    let label = painter.layout_no_wrap("your scenario".to_owned(), bold(LABEL_SIZE), palette.text);
    let mut label_at = point + vec2(11.0, -label.size().y / 2.0);
    if label_at.x + label.size().x > area.right() - 4.0 {
        label_at.x = point.x - 11.0 - label.size().x;
    }
    let behind = Rect::from_min_size(label_at, label.size()).expand2(vec2(4.0, 1.0));
    painter.rect_filled(behind, 3.0, palette.background.gamma_multiply(0.8));
    painter.galley(label_at, label, palette.text);
    behind.union(Rect::from_center_size(point, vec2(14.0, 14.0)))
}
