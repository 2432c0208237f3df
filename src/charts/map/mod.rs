//! The two-way map: who is cheaper, and by how much or how soon, over any two inputs, by contour lines; and where the base case is.
//!
//! - `contours`: the tints between the lines, and the lines
//! - `line`: a contour line as it is drawn; `labels`: what stands on it; `words`: who is cheaper in which area; `occupied`: where there is room for both
//! - `ticks`: the ticks of the axes

mod contours;
mod labels;
mod line;
mod occupied;
mod ticks;
mod words;

use egui::{Color32, FontId, Pos2, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{AxisHints, PlotBounds, PlotPoint, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::finding::calendar::month_in;
use crate::analysis::finding::success::if_it_succeeds;
use crate::analysis::map::{Axis, Map, POINTS_PER_AXIS};
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot;
use super::plot::labels::{bold, name_chart, pointer_within, tooltip};
use super::plot::sizes::{LABEL_SIZE, TICK_SIZE};
use occupied::Occupied;
use ticks::Ticks;

/// What a map shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum MapQuantity {
    /// How much fine-tuning saves.
    #[default]
    Saving,
    /// When it breaks even.
    BreakEven,
}

impl MapQuantity {
    /// What the map shows, below its finding.
    pub fn caption(self, scenario: &Scenario) -> String {
        let what = match self {
            Self::Saving if scenario.may_fail() => "Saving",
            Self::Saving => "Saving with fine-tuning",
            Self::BreakEven => "Break-even month",
        };
        let case = if_it_succeeds(scenario);
        format!("{what}{case}; all other inputs as in the base case")
    }
}

/// Everything that the chart shows.
pub struct MapChart<'a> {
    /// The scenario, for its currency.
    pub scenario: &'a Scenario,
    /// Saving and break-even at each point of a grid over the two inputs.
    pub map: &'a Map,
    /// What the map shows.
    pub quantity: MapQuantity,
}

/// The least size of the map, in points.
const MIN_SIZE: Vec2 = vec2(260.0, 200.0);
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(80.0, 60.0);
/// About the width of the vertical axis with its labels, in points.
const Y_AXIS_WIDTH: f32 = 50.0;
/// Radius of the mark of the base case, in points.
const BASE_RADIUS: f32 = 6.0;

impl MapChart<'_> {
    /// Draws it into all the space that `ui` has.
    pub fn ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.name());
        let painter = ui.painter();
        let name = |axis: &Axis| {
            let font = FontId::proportional(LABEL_SIZE);
            painter.layout_no_wrap(axis_name(axis), font, palette.text)
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

        self.tints_ui(ui, area, palette);
        let lines = self.lines(area);
        Self::lines_ui(ui, &lines, palette);
        let mut occupied = Occupied::new(area, &lines);
        let [x, y] = [self.map.x, self.map.y].map(|axis| axis.part_of(axis.base));
        base_ui(ui, at([x, y]), &mut occupied, palette);
        self.area_names_ui(ui, &mut occupied, palette);
        Self::line_labels_ui(ui, &lines, &mut occupied, palette);
        self.hover_ui(ui, area, palette);
    }

    /// What it shows, over which inputs: its name where it isn't seen.
    fn name(&self) -> String {
        let [x, y] = [&self.map.x, &self.map.y].map(|axis| axis.input.full_label());
        let what = match self.quantity {
            MapQuantity::Saving => "saving",
            MapQuantity::BreakEven => "break-even month",
        };
        format!("Map of the {what} over {x} and {y}")
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

    /// Shows the values under the pointer.
    fn hover_ui(&self, ui: &Ui, area: Rect, palette: &Palette) {
        let Some(pointer) = pointer_within(ui, area) else {
            return;
        };
        let part = |from: f32, to: f32, at: f32| f64::from((at - from) / (to - from));
        let nearest = |axis: &Axis, part: f64| {
            // Of the columns at the place of one whole number any will do.
            let part = axis.part_of(axis.value_at(part)).clamp(0.0, 1.0);
            (part * (POINTS_PER_AXIS - 1) as f64).round() as usize
        };
        let across = nearest(&self.map.x, part(area.left(), area.right(), pointer.x));
        let up = nearest(&self.map.y, part(area.bottom(), area.top(), pointer.y));
        let point = up * POINTS_PER_AXIS + across;
        let value = |axis: &Axis, place: usize| {
            let value = axis.point(place);
            let value = axis.input.unit.rounded(value, &self.scenario.currency);
            (
                format!("{}: {value}", axis.input.full_label()),
                palette.weak,
            )
        };
        let saving = self.map.saving[point];
        let amount = money(saving.abs(), &self.scenario.currency);
        let verdict = if saving > 0.0 {
            (
                format!("Fine-tuning saves {amount}"),
                palette.approach_text(Approach::FineTuning),
            )
        } else if saving < 0.0 {
            (
                format!("Prompting is {amount} cheaper"),
                palette.approach_text(Approach::Prompting),
            )
        } else {
            ("Both cost the same".to_owned(), palette.text)
        };
        let mut lines = vec![verdict];
        if let Some(month) = self.map.month[point] {
            let month = format!("Break-even in month {}", month_in(month));
            lines.push((month, palette.text));
        }
        lines.push(value(&self.map.x, across));
        lines.push(value(&self.map.y, up));
        tooltip(ui, area, pointer, &lines, palette);
    }
}

/// The name of an axis with its unit, and that it is logarithmic if it is.
fn axis_name(axis: &Axis) -> String {
    let mut name = axis.input.full_label();
    let unit = axis.input.unit.suffix();
    if !unit.is_empty() && unit != "%" {
        name = format!("{name}, {}", unit.trim_start_matches("% "));
    }
    if axis.logarithmic {
        name.push_str(" (log scale)");
    }
    name
}

/// Marks the base case.
fn base_ui(ui: &Ui, point: Pos2, occupied: &mut Occupied, palette: &Palette) {
    let painter = ui.painter();
    let mark = Rect::from_center_size(point, Vec2::splat(2.0 * BASE_RADIUS + 3.0));
    occupied.take(mark);
    let label = painter.layout_no_wrap("Base case".to_owned(), bold(LABEL_SIZE), palette.text);
    let size = label.size() + vec2(8.0, 2.0);
    let apart = BASE_RADIUS + 7.0;
    // Beside the mark, above or below it, or across a corner: where it hides the fewest lines.
    let [left, right] = [point.x - apart - size.x, point.x + apart];
    let [above, below] = [point.y - apart - size.y, point.y + apart];
    let middle = point - size / 2.0;
    let mut places = [
        pos2(right, middle.y),
        pos2(left, middle.y),
        pos2(middle.x, above),
        pos2(middle.x, below),
        pos2(right, above),
        pos2(left, above),
        pos2(right, below),
        pos2(left, below),
    ]
    .map(|at| Rect::from_min_size(at, size));
    places.sort_by_key(|place| occupied.lines_within(*place, None));
    if let Some(rect) = occupied.first_free(places) {
        painter.rect_filled(rect, 3.0, ground(palette));
        painter.galley(rect.min + vec2(4.0, 1.0), label, palette.text);
    }
    let stroke = Stroke::new(2.5, palette.text);
    painter.circle(point, BASE_RADIUS, palette.background, stroke);
}

/// The colour behind words on the map.
fn ground(palette: &Palette) -> Color32 {
    palette.background.gamma_multiply(0.85)
}
