//! The distribution of the saving: bars in the colour of the approach that is cheaper there, strong where the saving is above the threshold.

use egui::{
    Color32, CursorIcon, EventFilter, Key, Rangef, Rect, RichText, Sense, Stroke, Ui, Vec2, pos2,
    vec2,
};

use crate::analysis::approach::Approach;
use crate::charts::plot;
use crate::charts::plot::labels::{bold, caption_ui, name_chart};
use crate::charts::plot::sizes::{TICK_GAP, TICK_SIZE, WORDS_ROW_HEIGHT};
use crate::charts::plot::ticks::Counted;
use crate::scenario::quantity::{percent, signed_money};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::RiskChart;
use super::bins::Bins;
use super::labels::names_rows;
use super::plan::Plan;

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 150.0);
/// A threshold dragged this near to 0, in points, snaps to it.
const SNAP_DISTANCE: f32 = 4.0;
/// Width for each tick of the axis, in points.
const TICK_SPACING: f32 = 90.0;
/// Height of the axis below the bars, in points.
const AXIS_HEIGHT: f32 = 24.0;
/// How opaque bars above and below the threshold are.
const OPACITIES: [f32; 2] = [0.85, 0.4];
/// Bars from this width on, in points, stand apart.
const APART_FROM_WIDTH: f32 = 4.0;

impl RiskChart<'_> {
    /// Draws the distribution with words above it. Returns the threshold if it was moved.
    pub fn saving_ui(&self, ui: &mut Ui) -> Option<f64> {
        let reading = RichText::new(self.reading()).family(fonts::bold());
        ui.label(reading.size(14.0));
        let caption = self.saving_caption();
        caption_ui(
            ui,
            &format!("{caption}. Drag the line to read a probability"),
        );
        self.saving_chart_ui(ui)
    }

    /// What the distribution shows, and what its lump is if fine-tuning may fail.
    pub fn saving_caption(&self) -> String {
        let what = "Distribution of the saving";
        match self.risk.attempt {
            Some(attempt) => format!(
                "{what}. In {} of simulations fine-tuning fails and loses its upfront cost",
                percent(1.0 - attempt.chance)
            ),
            None => what.to_owned(),
        }
    }

    /// Draws the distribution without words above it. Returns the threshold if it was moved.
    pub fn saving_chart_ui(&self, ui: &mut Ui) -> Option<f64> {
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.saving_name());
        let names = names_rows(ui, self, rect.width());
        let names_height = names.len() as f32 * WORDS_ROW_HEIGHT;
        let threshold_top = rect.top() + names_height;
        let plan = Plan {
            palette: Palette::current(ui),
            bins: Bins::new(self.risk),
            rect,
            bars: Rect::from_min_max(
                pos2(rect.left() + 4.0, threshold_top + WORDS_ROW_HEIGHT),
                pos2(rect.right() - 4.0, rect.bottom() - AXIS_HEIGHT),
            ),
            threshold_row: Rangef::new(threshold_top, threshold_top + WORDS_ROW_HEIGHT),
        };
        self.bars_ui(ui, &plan);
        self.axis_ui(ui, &plan);
        Self::names_ui(ui, &plan, names);
        let focused = self.draggable && ui.memory(|memory| memory.has_focus(threshold_id(ui)));
        self.threshold_ui(ui, &plan, focused);
        self.draggable.then(|| self.drag_ui(ui, &plan)).flatten()
    }

    /// What the distribution shows, with its quantiles: its name where it isn't seen.
    fn saving_name(&self) -> String {
        let amount = |saving| signed_money(saving, &self.scenario.currency);
        let quantiles = self.risk.saving.quantiles().map(|saving| {
            let [low, median, high] = [saving.p10, saving.p50, saving.p90].map(amount);
            format!(": P10 {low}, median {median}, P90 {high}")
        });
        format!("{}{}", self.saving_caption(), quantiles.unwrap_or_default())
    }

    /// Lets the threshold be dragged, moved with the arrow keys, and set back to 0 with a double click.
    fn drag_ui(&self, ui: &Ui, plan: &Plan) -> Option<f64> {
        let field = plan.bars.with_min_y(plan.threshold_row.min);
        let id = threshold_id(ui);
        let response = ui
            .interact(field, id, Sense::click_and_drag())
            .on_hover_cursor(CursorIcon::ResizeHorizontal);
        response.widget_info(|| {
            egui::WidgetInfo::slider(true, self.threshold, "Threshold of the saving")
        });
        if response.double_clicked() {
            return Some(0.0);
        }
        if response.has_focus() {
            let filter = EventFilter {
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            let steps = ui.input(|input| {
                let pressed = |key| input.num_presses(key) as f64;
                pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
            });
            if steps != 0.0 {
                let (low, high) = plan.bins.ends();
                let at = (self.threshold / plan.bins.width).round() + steps;
                return Some((at * plan.bins.width).clamp(low, high));
            }
        }
        let pointer = response.interact_pointer_pos()?;
        // 0 is the amount that most people want to read off.
        let is_near_zero = plan.shows(0.0) && (pointer.x - plan.x(0.0)).abs() < SNAP_DISTANCE;
        Some(if is_near_zero {
            0.0
        } else {
            plan.saving_at(pointer.x)
        })
    }

    /// Draws the bars, each in the colour of the approach that is cheaper there. The one in which the threshold lies is divided there.
    fn bars_ui(&self, ui: &Ui, plan: &Plan) {
        let highest = 1.03 * plan.bins.highest();
        for (bar, &share) in plan.bins.shares.iter().enumerate() {
            let (from, to) = (plan.bins.edge(bar), plan.bins.edge(bar + 1));
            let approach = if from >= 0.0 {
                Approach::FineTuning
            } else {
                Approach::Prompting
            };
            let color = plan.palette.approach(approach);
            let top = plan.bars.bottom() - plan.bars.height() * (share / highest) as f32;
            // One at 0 divides what the colours divide already, one beyond the axis nothing that can be seen.
            let divided = if self.threshold != 0.0 && plan.shows(self.threshold) {
                self.threshold.clamp(from, to)
            } else {
                from
            };
            let gap = if plan.x(to) - plan.x(from) >= APART_FROM_WIDTH {
                1.0
            } else {
                0.0
            };
            let part = |from: f32, to: f32, color: Color32| {
                if to > from && share > 0.0 {
                    let rect = Rect::from_min_max(pos2(from, top), pos2(to, plan.bars.bottom()));
                    ui.painter().rect_filled(rect, 0.0, color);
                }
            };
            let [above, below] = OPACITIES.map(|opacity| color.gamma_multiply(opacity));
            let (middle, end) = (plan.x(divided), plan.x(to) - gap);
            part(plan.x(from), middle.min(end), below);
            part(middle, end, above);
            if middle > plan.x(from) && share > 0.0 {
                // A pale bar alone would hardly be seen on its ground.
                let edge = Rangef::new(plan.x(from), middle.min(end));
                ui.painter().hline(edge, top, Stroke::new(1.5, color));
            }
        }
    }

    /// Draws the axis below the bars, with a line at 0.
    fn axis_ui(&self, ui: &Ui, plan: &Plan) {
        let (palette, painter) = (plan.palette, ui.painter());
        let bottom = plan.bars.bottom();
        let base = Stroke::new(1.0, palette.line);
        painter.hline(plan.rect.x_range(), bottom, base);
        if plan.shows(0.0) {
            let zero = Stroke::new(1.5, palette.text);
            painter.vline(plan.x(0.0), plan.bars.y_range(), zero);
        }
        let gain = Counted::Gain(&self.scenario.currency);
        let ends = plan.bins.ends();
        let (marks, labels) = plot::x_ticks(ui, ends, plan.bars.width(), TICK_SPACING, gain);
        let mut taken = f32::NEG_INFINITY;
        for mark in marks {
            let (font, color) = if mark.value == 0.0 {
                (bold(TICK_SIZE), palette.text)
            } else {
                (plot::tick_font(), palette.weak)
            };
            let text = painter.layout_no_wrap(labels.text(mark.value), font, color);
            let x = plan.x(mark.value);
            painter.vline(x, Rangef::new(bottom, bottom + 4.0), base);
            let width = text.size().x;
            // The label of a tick at an end of the axis is moved inside.
            let left = (x - width / 2.0).clamp(plan.rect.left(), plan.rect.right() - width);
            if left > taken {
                taken = left + width + TICK_GAP;
                painter.galley(pos2(left, bottom + 5.0), text, color);
            }
        }
    }
}

/// The id of what drags the threshold.
fn threshold_id(ui: &Ui) -> egui::Id {
    ui.scope_id().with("threshold")
}
