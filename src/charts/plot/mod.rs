//! What all plots have in common: they can't be dragged or zoomed, and have few grid lines and ticks in the weak colour.
//!
//! - [`axis`]: ticks at round values, and what they say
//! - [`bands`]: what a curve may be where inputs are uncertain
//! - [`frame`]: title, caption and foot around a chart
//! - [`labels`]: words that don't overlap, and the tooltip under the pointer

pub mod axis;
pub mod bands;
pub mod frame;
pub mod labels;

use std::ops::RangeInclusive;

use egui::{Color32, FontId, Rangef, Rect, Stroke, Ui, UiBuilder, Vec2};
use egui_plot::{AxisHints, GridMark, HLine, Line, Plot, PlotPoints, VLine};

use crate::scenario::Month;
use crate::theme::palette::Palette;

use axis::TimeAxis;
use labels::TICK_SIZE;

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

/// The axis of months, which names them as [`TimeAxis::current`] says.
pub(crate) fn time_axis<'a>(ui: &Ui, start: Month, palette: &Palette) -> AxisHints<'a> {
    let time = TimeAxis::current(ui);
    x_axis(palette, move |mark, _| time.tick(start, mark))
}

/// A horizontal axis with the usual font and colour of ticks, whose labels `text` writes.
pub(crate) fn x_axis<'a>(
    palette: &Palette,
    text: impl Fn(GridMark, &RangeInclusive<f64>) -> String + 'a,
) -> AxisHints<'a> {
    axis(AxisHints::new_x(), tick_font(), palette.weak, text)
}

/// A vertical axis with the usual font and colour of ticks, whose labels `text` writes.
pub(crate) fn y_axis<'a>(
    palette: &Palette,
    text: impl Fn(GridMark, &RangeInclusive<f64>) -> String + 'a,
) -> AxisHints<'a> {
    axis(AxisHints::new_y(), tick_font(), palette.weak, text)
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
