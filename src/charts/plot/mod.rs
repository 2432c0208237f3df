//! What all plots have in common: nothing moves, few grid lines, ticks in the weak colour.

pub mod axis;
pub mod frame;
pub mod labels;

use std::ops::RangeInclusive;

use egui::{Color32, FontId, Rangef, Ui, Vec2};
use egui_plot::{AxisHints, GridMark, Line, Plot, PlotPoints};

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

/// A line as it is: it may step up or down at once, which the plot's own bands for dense lines would round off.
pub(crate) fn line(name: impl Into<String>, points: PlotPoints<'_>) -> Line<'_> {
    Line::new(name, points).allow_band(false).allow_hover(false)
}

/// The axis of months, as it was chosen to tell them.
pub(crate) fn time_axis<'a>(ui: &Ui, start: Month, palette: &Palette) -> AxisHints<'a> {
    let time = TimeAxis::current(ui);
    axis(
        AxisHints::new_x(),
        FontId::proportional(TICK_SIZE),
        palette.weak,
        move |mark, _| time.tick(start, mark),
    )
}

/// An axis whose marks are written by `text`.
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
