//! The words at the steps of the curves, and the values under the pointer.

use egui::{FontId, Pos2, Rect, Stroke, Ui, pos2, vec2};
use egui_plot::PlotTransform;

use crate::analysis::approach::Approach;
use crate::charts::crossings::CrossingMarks;
use crate::charts::plot::axis;
use crate::charts::plot::labels::{pointer_within, tooltip};
use crate::charts::plot::months::month_at;
use crate::charts::plot::sizes::{HOVER_MARGIN, SMALL_SIZE};
use crate::charts::saving::SavingChart;
use crate::scenario::quantity::{count_with_noun, money};
use crate::theme::palette::Palette;

use super::{CostAxis, CostChart, Curve};

/// A step carries words if it is at least this high, in points: a lower one can't be seen.
const MIN_STEP_HEIGHT: f32 = 6.0;
/// If more retrainings than this can be seen, none carries words: they would hide the curve.
const MAX_EVENT_LABELS: usize = 5;
/// Space around the words at events in which there is nothing else, in points.
const EVENT_CLEARANCE: f32 = 3.0;

impl CostChart<'_> {
    /// Says what happened at the steps of fine-tuning's curve: at those that can be seen, if they are few, and where the words cover nothing.
    pub(super) fn events_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        curves: &[Curve<'_>],
        marks: &CrossingMarks<'_>,
    ) {
        let palette = Palette::current(ui);
        let path = &self.analysis.fine_tuning.cost_path;
        if !curves.iter().any(|curve| std::ptr::eq(curve.path, path)) {
            return;
        }
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
        let retrained = labelled.iter().map(|&month| (month, "Retraining"));
        let returned = path.returned.map(|month| (month, "Back to prompting"));
        let events: Vec<_> = retrained.chain(returned).collect();
        if events.is_empty() {
            return;
        }
        let color = palette.approach_text(Approach::FineTuning);
        let samples = self.samples(transform, curves);
        let lines = marks.crossings.iter();
        let lines: Vec<f32> = lines
            .map(|crossing| self.position(transform, crossing.at.month, 0.0).x)
            .collect();
        let mut placed: Vec<Rect> = Vec::new();
        for (month, what) in events {
            let text = ui.painter().layout_no_wrap(
                what.to_owned(),
                FontId::proportional(SMALL_SIZE),
                color,
            );
            let size = text.size();
            let top = self.position(transform, month as f64, path.after[month]);
            let bottom = self.position(transform, month as f64, path.before[month]);
            // At the left above the step or at the right below it.
            let places = [
                pos2(top.x - size.x - 5.0, top.y - size.y - 2.0),
                pos2(bottom.x + 6.0, bottom.y + 3.0),
            ];
            let rects = places.map(|at| Rect::from_min_size(at, size));
            let is_free = |rect: &&Rect| {
                let around = rect.expand(EVENT_CLEARANCE);
                transform.frame().contains_rect(**rect)
                    && !samples.iter().any(|point| around.contains(*point))
                    && !lines.iter().any(|x| around.x_range().contains(*x))
                    && !placed.iter().any(|other| other.intersects(around))
            };
            if let Some(rect) = rects.iter().find(is_free) {
                ui.painter().galley(rect.min, text, color);
                placed.push(*rect);
            }
        }
    }

    /// Points along all curves, so close that no label fits between two of them.
    pub(super) fn samples(&self, transform: &PlotTransform, curves: &[Curve<'_>]) -> Vec<Pos2> {
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

    /// Draws a line through all panels at the end of the month under the pointer, with the values of every curve there.
    pub(super) fn hover_ui(
        &self,
        ui: &Ui,
        transforms: &[PlotTransform],
        curves: &[Curve<'_>],
        saving: Option<&SavingChart<'_>>,
    ) {
        let Some(first) = transforms.first() else {
            return;
        };
        let frames = transforms.iter().map(|transform| *transform.frame());
        let frame = frames.fold(Rect::NOTHING, Rect::union);
        let Some(pointer) = pointer_within(ui, frame.expand2(vec2(HOVER_MARGIN, 0.0))) else {
            return;
        };
        let palette = Palette::current(ui);
        let months = self.analysis.months();
        let wanted = first.value_from_position(pointer).x;
        let month = match self.axis {
            CostAxis::Months => month_at(wanted, months),
            // The month in which as many queries were answered.
            CostAxis::Queries => {
                self.analysis.queries[..months].partition_point(|answered| *answered < wanted)
            }
        };
        let x = self.position(first, month as f64, 0.0).x;
        let layer = ui.painter();
        layer.vline(x, frame.y_range(), Stroke::new(1.0, palette.line));
        let when = axis::end_of_month(self.scenario.start, month);
        let queries = count_with_noun(self.analysis.queries[month], "query");
        let mut lines = vec![(when, palette.text), (queries, palette.weak)];
        let shows_costs = saving.is_none() || transforms.len() > 1;
        for curve in curves {
            let cost = curve.path.after[month];
            if shows_costs {
                let at = self.position(first, month as f64, cost);
                layer.circle_filled(at, 3.5, curve.color);
            }
            let cost = money(cost, &self.scenario.currency);
            lines.push((format!("{}  {cost}", curve.name), curve.text));
        }
        if shows_costs {
            lines.extend(self.billed_lines(month, palette));
        }
        if let (Some(saving), Some(transform)) = (saving, transforms.last()) {
            let value = egui_plot::PlotPoint::new(month as f64, saving.saving(month));
            layer.circle_filled(transform.position_from_point(&value), 3.5, palette.text);
            lines.extend(saving.hover_lines(month, palette));
        }
        tooltip(ui, frame, pos2(x, pointer.y), &lines, palette);
    }
}
