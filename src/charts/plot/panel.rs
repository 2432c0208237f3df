//! A plot that fills its frame, with its ticks written beside it: panels above each other then share their left edge and their axis of months.

use egui::{Rect, Ui, pos2};
use egui_plot::{AxisHints, GridMark, PlotBounds, PlotPoint, PlotTransform, PlotUi};

use crate::theme::palette::Palette;

use super::axis;
use super::sizes::AXIS_GAP;
use super::ticks::{Counted, TickLabels};
use super::{plot, plot_child, tick_font, tick_width};

/// The least height for each tick, in points: in a low panel, of which a few ticks take all, and in a high one.
const LOW_TICK_SPACING: f32 = 40.0;
const TICK_SPACING: f32 = 46.0;
const LOW_HEIGHT: f32 = 120.0;

/// A vertical axis: its ends, its ticks and what they say.
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    marks: Vec<GridMark>,
    labels: TickLabels,
}

impl Scale {
    /// An axis from `low` to `high` that is `height` points long.
    pub(crate) fn new(low: f64, high: f64, height: f32, counted: Counted<'_>) -> Self {
        let steps = (height / TICK_SPACING).max(height.min(LOW_HEIGHT) / LOW_TICK_SPACING) as usize;
        let marks = axis::marks(low, high, axis::nice_step(high - low, steps));
        let labels = TickLabels::new(counted, &marks);
        Self {
            low,
            high,
            marks,
            labels,
        }
    }

    /// The width of the labels with the space beside them, in points.
    pub(crate) fn width(&self, ui: &Ui) -> f32 {
        let texts = self.marks.iter().map(|mark| self.labels.text(mark.value));
        let widths = texts.map(|text| tick_width(ui, text));
        widths.fold(0.0, f32::max) + AXIS_GAP
    }

    /// Writes the labels at the left of the plot.
    pub(crate) fn ticks_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let frame = transform.frame();
        for mark in &self.marks {
            let text = self.labels.text(mark.value);
            let text = ui.painter().layout_no_wrap(text, tick_font(), palette.weak);
            let y = transform
                .position_from_point(&PlotPoint::new(0.0, mark.value))
                .y;
            let at = pos2(
                frame.left() - AXIS_GAP - text.size().x,
                y - text.size().y / 2.0,
            );
            ui.painter().galley(at, text, palette.weak);
        }
    }
}

/// Draws a plot into exactly `frame`, with the grid lines and tick labels of `scale`; `add` adds its items.
pub(crate) fn panel_ui(
    ui: &mut Ui,
    id: &str,
    frame: Rect,
    (from, to): (f64, f64),
    scale: &Scale,
    add: impl FnOnce(&mut PlotUi<'_>),
) -> PlotTransform {
    let palette = Palette::current(ui);
    let marks = scale.marks.clone();
    let (low, high) = (scale.low, scale.high);
    let mut child = plot_child(ui, frame);
    let axes = [AxisHints::new_x(), AxisHints::new_y()];
    let transform = plot(id, frame.size(), axes, palette)
        .show_axes([false, false])
        .y_grid_spacer(move |_| marks.clone())
        .show(&mut child, |plot| {
            plot.set_plot_bounds(PlotBounds::from_min_max([from, low], [to, high]));
            add(plot);
        })
        .transform;
    scale.ticks_ui(ui, &transform, palette);
    transform
}

/// Height of an axis of counts below a plot, in points.
pub(crate) const COUNT_AXIS_HEIGHT: f32 = 24.0;
/// Space between the plot and the labels of that axis, and the least between two of them, in points.
const COUNT_GAP: f32 = 6.0;
const NUMBER_GAP: f32 = 4.0;
/// The least width for each of its ticks, in points.
const COUNT_SPACING: f32 = 76.0;

/// Writes the ticks of an axis of counts from 0 to `end` under `frame`, with their noun at the last one.
pub(crate) fn count_axis_ui(ui: &Ui, frame: Rect, end: f64, noun: &str) {
    let ends = (0.0, end);
    let (marks, labels) = super::x_ticks(ui, ends, frame.width(), COUNT_SPACING, Counted::Things);
    ticks_below_ui(ui, frame, ends, &marks, &labels, noun);
}

/// Writes ticks of a horizontal axis under `frame`, each centred under its value, with their noun behind the last one, which stays within `ui`:
/// numbers that would be in its way are left out.
pub(crate) fn ticks_below_ui(
    ui: &Ui,
    frame: Rect,
    (low, high): (f64, f64),
    marks: &[GridMark],
    labels: &TickLabels,
    noun: &str,
) {
    let palette = Palette::current(ui);
    let top = frame.bottom() + COUNT_GAP;
    let mut end = ui.max_rect().right();
    for (place, mark) in marks.iter().rev().enumerate() {
        let mut text = labels.text(mark.value);
        let part = (mark.value - low) / (high - low);
        let centre = egui::lerp(frame.x_range(), part as f32);
        let mut left = centre - tick_width(ui, text.clone()) / 2.0;
        let is_last = place == 0;
        if is_last {
            text.push_str(noun);
        }
        let text = ui.painter().layout_no_wrap(text, tick_font(), palette.weak);
        if is_last {
            left = left.min(end - text.size().x);
        } else if left + text.size().x > end {
            continue;
        }
        ui.painter().galley(pos2(left, top), text, palette.weak);
        end = left - NUMBER_GAP;
    }
}
