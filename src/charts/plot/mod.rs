//! What all plots have in common: they can't be dragged or zoomed, and have few grid lines and ticks in the weak colour.
//!
//! - [`axis`]: ticks at round values; [`ticks`]: what they say, all in one notation
//! - [`bands`]: what a curve may be where inputs are uncertain; `bar`: the bar of an approach
//! - [`frame`]: title, caption and foot around a chart
//! - [`keys`]: the keyboard where something can be dragged
//! - `ends`: labels at the ends of lines; [`labels`]: words that don't overlap, and the tooltip under the pointer; `sizes`: how large words are, and how far from what they name
//! - `months`: the axis of months under a plot; `panel`: a plot with its ticks beside it; `whisker`: the bar of a range

pub mod axis;
pub mod bands;
pub(crate) mod bar;
pub(crate) mod ends;
pub mod frame;
pub mod keys;
pub mod labels;
pub(crate) mod months;
pub(crate) mod panel;
pub(crate) mod sizes;
pub mod ticks;
pub(crate) mod whisker;

use std::ops::RangeInclusive;

use egui::{Color32, FontId, Rangef, Rect, Stroke, Ui, UiBuilder, Vec2};
use egui_plot::{AxisHints, GridMark, HLine, Line, Plot, PlotPoints, VLine};

use crate::theme::palette::Palette;

use sizes::{TICK_GAP, TICK_SIZE};
use ticks::{Counted, TickLabels};

/// A plot that can't be dragged or zoomed, with horizontal grid lines only.
pub(crate) fn plot<'a>(
    id: &str,
    size: Vec2,
    axes: [AxisHints<'a>; 2],
    palette: &Palette,
) -> Plot<'a> {
    let [x, y] = axes;
    Plot::new(id)
        .width(size.x)
        .height(size.y)
        // Not a stop of the Tab key.
        .sense(egui::Sense::hover())
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
        .grid_spacing(Rangef::new(1.0, 2.0))
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
}

/// A line through exactly these points. The bands that `egui_plot` draws for dense lines would round off vertical steps.
pub(crate) fn line(name: impl Into<String>, points: PlotPoints<'_>) -> Line<'_> {
    Line::new(name, points).allow_band(false).allow_hover(false)
}

/// The font of ticks and of the words beside them.
pub(crate) fn tick_font() -> FontId {
    FontId::proportional(TICK_SIZE)
}

/// A child of `ui` for a plot in `rect`, in the font of ticks.
pub(crate) fn plot_child(ui: &mut Ui, rect: Rect) -> Ui {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.style_mut().override_font_id = Some(tick_font());
    child
}

/// A horizontal line across a plot.
pub(crate) fn hline(y: f64, stroke: Stroke) -> HLine {
    HLine::new("", y).stroke(stroke).allow_hover(false)
}

/// A vertical line across a plot.
pub(crate) fn vline(x: f64, stroke: Stroke) -> VLine {
    VLine::new("", x).stroke(stroke).allow_hover(false)
}

/// Ticks of a horizontal axis over `range`, `width` points long, each at least `spacing` points from the next, and their labels. Where labels
/// are so wide that they would touch, there are fewer.
pub(crate) fn x_ticks(
    ui: &Ui,
    (low, high): (f64, f64),
    width: f32,
    spacing: f32,
    counted: Counted<'_>,
) -> (Vec<GridMark>, TickLabels) {
    let most = ((width / spacing) as usize).max(1);
    let ticks = |steps: usize| {
        let marks = axis::marks(low, high, axis::nice_step(high - low, steps));
        let labels = TickLabels::new(counted, &marks);
        (marks, labels)
    };
    let fits = |(marks, labels): &(Vec<GridMark>, TickLabels)| {
        let step = marks.first().map_or(high - low, |mark| mark.step_size);
        let room = width * (step / (high - low)) as f32;
        let texts = marks.iter().map(|mark| labels.text(mark.value));
        texts.fold(0.0, |widest: f32, text| widest.max(tick_width(ui, text))) + TICK_GAP <= room
    };
    let fewer = (1..=most).rev().map(ticks);
    fewer.clone().find(fits).unwrap_or_else(|| ticks(1))
}

/// The width of a tick's label, in points.
pub(crate) fn tick_width(ui: &Ui, text: String) -> f32 {
    let galley = ui
        .painter()
        .layout_no_wrap(text, tick_font(), Color32::PLACEHOLDER);
    galley.size().x
}

/// An axis whose labels `text` writes.
pub(crate) fn axis<'a>(
    axis: AxisHints<'a>,
    font: FontId,
    color: Color32,
    text: impl Fn(GridMark, &RangeInclusive<f64>) -> String + 'a,
) -> AxisHints<'a> {
    axis.formatter(text)
        .tick_label_color(color)
        .tick_label_font(font)
        .label_spacing(Rangef::new(10.0, 14.0))
}
