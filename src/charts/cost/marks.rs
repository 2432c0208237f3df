//! The words at the curves: what happens at their steps, where they cross, and the values under the pointer.

use egui::{FontId, Pos2, Rect, Stroke, Ui, pos2, vec2};
use egui_plot::PlotTransform;

use crate::analysis::approach::Approach;
use crate::analysis::breakeven::{Crossing, Moment};
use crate::analysis::finding::calendar::month_of;
use crate::charts::plot::axis;
use crate::charts::plot::labels::{LABEL_SIZE, Occupied, TICK_SIZE, bold, pointer_within, tooltip};
use crate::scenario::quantity::{count_with_noun, money};
use crate::theme::palette::Palette;

use super::{CostChart, Curve};

/// At most this many crossings carry labels: more would cover the chart.
const MAX_CROSSING_LABELS: usize = 2;
/// A step carries words if it is at least this high, in points: a lower one can't be seen.
const MIN_STEP_HEIGHT: f32 = 6.0;
/// If more retrainings than this can be seen, none carries words: they would hide the curve.
const MAX_EVENT_LABELS: usize = 5;
/// An event this near to a crossing, in points, leaves the place to the crossing's label.
const CROSSING_CLEARANCE: f32 = 40.0;
/// Size of the words at events, in points.
const EVENT_SIZE: f32 = 11.5;

impl CostChart<'_> {
    /// Says what happened at the steps of fine-tuning's curve: at those that can be seen, if they are few.
    pub(super) fn events_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let path = &self.analysis.fine_tuning.cost_path;
        let step = |month: usize| {
            let before = self.position(transform, month as f64, path.before[month]).y;
            before - self.position(transform, month as f64, path.after[month]).y
        };
        let high: Vec<usize> = path
            .retrained
            .iter()
            .copied()
            .filter(|&month| step(month) >= MIN_STEP_HEIGHT && path.returned != Some(month))
            .collect();
        let labelled = if high.len() <= MAX_EVENT_LABELS {
            &high[..]
        } else {
            &[]
        };
        let retrained = labelled.iter().map(|&month| (month, "retrained"));
        let returned = path.returned.map(|month| (month, "back to prompting"));
        for (month, what) in retrained.chain(returned) {
            let text = ui.painter().layout_no_wrap(
                what.to_owned(),
                FontId::proportional(EVENT_SIZE),
                palette.fine_tuning,
            );
            let top = self.position(transform, month as f64, path.after[month]);
            let bottom = self.position(transform, month as f64, path.before[month]);
            // On the side of the curve that is away from the other curve.
            let at = if path.after[month] >= self.analysis.prompting.cost_path.after[month] {
                top - vec2(text.size().x + 4.0, text.size().y + 3.0)
            } else {
                bottom + vec2(6.0, 3.0)
            };
            let near_crossing = self.analysis.crossings.iter().any(|crossing| {
                let x = self.position(transform, crossing.at.month, 0.0).x;
                (x - top.x).abs() < CROSSING_CLEARANCE
            });
            let rect = Rect::from_min_size(at, text.size());
            if transform.frame().contains_rect(rect) && !near_crossing {
                ui.painter().galley(at, text, palette.fine_tuning);
            }
        }
    }

    /// Marks every crossing; the last ones carry labels.
    pub(super) fn crossings_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        curves: &[Curve<'_>],
        palette: &Palette,
    ) {
        let crossings = &self.analysis.crossings;
        let floor = self.position(transform, 0.0, 0.0).y;
        // Labels stay above the axis and clear of the ticks at the left.
        let frame = transform.frame().with_max_y(floor - 2.0);
        let frame = frame.with_min_x(frame.left() + 8.0);
        // Labels avoid the curves, the lines down from crossings, and the labels placed before.
        let mut occupied = Occupied::default();
        occupied.extend(self.samples(transform, curves));
        for crossing in crossings {
            let point = self.position(transform, crossing.at.month, self.cost_at(crossing.at));
            occupied.extend(
                (1..40).map(|part| pos2(point.x, egui::lerp(point.y..=floor, part as f32 / 40.0))),
            );
        }
        // From the last one back: the last crossing says who ends up cheaper, so it gets the best place.
        for (index, crossing) in crossings.iter().enumerate().rev() {
            let point = self.position(transform, crossing.at.month, self.cost_at(crossing.at));
            if index + MAX_CROSSING_LABELS >= crossings.len() {
                self.crossing_label_ui(ui, frame, point, crossing, &mut occupied, palette);
            }
            let leader = Stroke::new(1.0, palette.weak.gamma_multiply(0.7));
            ui.painter()
                .line_segment([point, pos2(point.x, floor)], leader);
            ui.painter().circle(
                point,
                5.0,
                palette.background,
                Stroke::new(2.0, palette.text),
            );
        }
    }

    /// Points along all curves, so close that no label fits between two of them.
    fn samples(&self, transform: &PlotTransform, curves: &[Curve<'_>]) -> Vec<Pos2> {
        let steps = 6;
        let mut samples = Vec::new();
        for curve in curves {
            for t in 0..self.analysis.months() {
                let (from, to) = (curve.path.after[t], curve.path.before[t + 1]);
                samples.extend((0..=steps).map(|step| {
                    let part = f64::from(step) / f64::from(steps);
                    self.position(transform, t as f64 + part, from + part * (to - from))
                }));
                let top = self.position(transform, (t + 1) as f64, curve.path.after[t + 1]);
                let foot = self.position(transform, (t + 1) as f64, to);
                samples.extend([foot.lerp(top, 0.5), top]);
            }
        }
        samples
    }

    /// Writes two lines of text near the point, inside the frame, where they hide least. Writes nothing if the other labels leave no room.
    fn crossing_label_ui(
        &self,
        ui: &Ui,
        frame: Rect,
        point: Pos2,
        crossing: &Crossing,
        occupied: &mut Occupied,
        palette: &Palette,
    ) {
        let month = month_of(crossing.at);
        let calendar = self.scenario.start.plus(month as i32 - 1).short();
        let title = match crossing.cheaper_after {
            Approach::FineTuning => format!("Pays back {calendar}"),
            Approach::Prompting => format!("Dearer again {calendar}"),
        };
        let detail = format!(
            "month {month}, after {}",
            count_with_noun(crossing.at.queries, "query")
        );
        let painter = ui.painter();
        let title = painter.layout_no_wrap(title, bold(LABEL_SIZE), palette.text);
        let detail = painter.layout_no_wrap(detail, FontId::proportional(TICK_SIZE), palette.weak);
        let size = vec2(
            title.size().x.max(detail.size().x),
            title.size().y + detail.size().y,
        );
        let Some(rect) = occupied.place_near(point, size, frame) else {
            return;
        };
        if rect.bottom() < point.y && rect.x_range().contains(point.x) {
            let leader_end = pos2(point.x, rect.bottom() + 2.0);
            painter.line_segment([point, leader_end], Stroke::new(1.0, palette.weak));
        }
        painter.rect_filled(
            rect.expand(3.0),
            3.0,
            palette.background.gamma_multiply(0.85),
        );
        let below = vec2(0.0, title.size().y);
        painter.galley(rect.min, title, palette.text);
        painter.galley(rect.min + below, detail, palette.weak);
    }

    /// What both approaches have cost at a crossing.
    fn cost_at(&self, moment: Moment) -> f64 {
        self.analysis.prompting.cost_path.cost_at(moment.month)
    }

    /// Draws a line under the pointer, with the values of every curve there.
    pub(super) fn hover_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        curves: &[Curve<'_>],
        palette: &Palette,
    ) {
        let frame = *transform.frame();
        let Some(pointer) = pointer_within(ui, frame) else {
            return;
        };
        let months = self.analysis.months();
        let wanted = transform.value_from_position(pointer).x;
        // Values are known at the ends of months: those of the nearest one are shown.
        let month = (0..=months)
            .min_by(|&a, &b| {
                let distance = |t: usize| (self.x(t as f64) - wanted).abs();
                distance(a).total_cmp(&distance(b))
            })
            .unwrap_or(0);
        let x = self.position(transform, month as f64, 0.0).x;
        let layer = ui.painter();
        layer.line_segment(
            [pos2(x, frame.top()), pos2(x, frame.bottom())],
            Stroke::new(1.0, palette.line),
        );
        for curve in curves {
            let at = self.position(transform, month as f64, curve.path.after[month]);
            layer.circle_filled(at, 3.5, curve.color);
        }
        let when = axis::end_of_month(self.scenario.start, month);
        let mut lines = vec![
            (when, palette.text),
            (
                count_with_noun(self.analysis.queries[month], "query"),
                palette.weak,
            ),
        ];
        for curve in curves {
            let cost = money(curve.path.after[month], &self.scenario.currency);
            lines.push((format!("{}  {cost}", curve.name), curve.color));
        }
        tooltip(ui, frame, pos2(x, pointer.y), &lines, palette);
    }
}
