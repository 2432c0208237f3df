//! What is said at the curves: steps, crossings, and the values under the pointer.

use egui::{FontId, Pos2, Rect, Stroke, Ui, pos2, vec2};
use egui_plot::PlotTransform;

use crate::analysis::approach::Approach;
use crate::analysis::breakeven::{Crossing, Moment};
use crate::analysis::finding::calendar::month_of;
use crate::analysis::strategy::CostPath;
use crate::charts::plot::axis;
use crate::charts::plot::labels::{LABEL_SIZE, Occupied, TICK_SIZE, bold, pointer, tooltip};
use crate::scenario::quantity::{count, money};
use crate::theme::palette::Palette;

use super::{CostChart, Curve};

/// Labels of more crossings would cover the chart.
const MOST_LABELS: usize = 2;
/// Lower steps aren't seen as such.
const LEAST_STEP: f32 = 6.0;
/// More words would hide the curve.
const MOST_EVENTS: usize = 5;

impl CostChart<'_> {
    /// Says at the steps of fine-tuning's curve what happened there: at those high enough to be seen, if they are few.
    pub(super) fn events_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let course = &self.analysis.fine_tuning.cost_path;
        let step = |month: usize| {
            let before = self
                .position(transform, month as f64, course.before[month])
                .y;
            before
                - self
                    .position(transform, month as f64, course.after[month])
                    .y
        };
        let high: Vec<usize> = course
            .retrained
            .iter()
            .copied()
            .filter(|&month| step(month) >= LEAST_STEP && course.returned != Some(month))
            .collect();
        let retrained = high
            .iter()
            .filter(|_| high.len() <= MOST_EVENTS)
            .map(|&month| (month, "retrained"));
        let returned = course.returned.map(|month| (month, "back to prompting"));
        for (month, what) in retrained.chain(returned) {
            let text = ui.painter().layout_no_wrap(
                what.to_owned(),
                FontId::proportional(11.5),
                palette.fine_tuning,
            );
            let top = self.position(transform, month as f64, course.after[month]);
            let bottom = self.position(transform, month as f64, course.before[month]);
            // On the side of the curve where the other one isn't.
            let at = if course.after[month] >= self.analysis.prompting.cost_path.after[month] {
                top - vec2(text.size().x + 4.0, text.size().y + 3.0)
            } else {
                bottom + vec2(6.0, 3.0)
            };
            let near_crossing = self.analysis.crossings.iter().any(|crossing| {
                (self.position(transform, crossing.at.month, 0.0).x - top.x).abs() < 40.0
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
        // Labels stay above the axis.
        let frame = transform.frame().with_max_y(floor - 2.0);
        // And off the ticks at their side.
        let frame = frame.with_min_x(frame.left() + 8.0);
        // What labels should stay clear of: curves, the lines down from crossings, and labels placed before.
        let mut taken = Occupied::default();
        taken.extend(self.samples(transform, curves));
        for crossing in crossings {
            let point = self.position(transform, crossing.at.month, self.cost_at(crossing.at));
            taken.extend(
                (1..40).map(|part| pos2(point.x, egui::lerp(point.y..=floor, part as f32 / 40.0))),
            );
        }
        // The last ones say how it ends: they get the best places.
        for (place, crossing) in crossings.iter().enumerate().rev() {
            let point = self.position(transform, crossing.at.month, self.cost_at(crossing.at));
            if place + MOST_LABELS >= crossings.len() {
                self.crossing_label_ui(ui, frame, point, crossing, &mut taken, palette);
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

    /// Points along all curves, close enough that a label can't slip between them.
    fn samples(&self, transform: &PlotTransform, curves: &[Curve<'_>]) -> Vec<Pos2> {
        let steps = 6;
        let mut samples = Vec::new();
        for curve in curves {
            for t in 0..self.analysis.months() {
                let (from, to) = (curve.course.after[t], curve.course.before[t + 1]);
                samples.extend((0..=steps).map(|step| {
                    let part = f64::from(step) / f64::from(steps);
                    self.position(transform, t as f64 + part, from + part * (to - from))
                }));
                let top = self.position(transform, (t + 1) as f64, curve.course.after[t + 1]);
                let foot = self.position(transform, (t + 1) as f64, to);
                samples.extend([foot.lerp(top, 0.5), top]);
            }
        }
        samples
    }

    /// Two lines of text near the point, inside the frame, where they hide least; nothing where there is no room beside the other labels.
    fn crossing_label_ui(
        &self,
        ui: &Ui,
        frame: Rect,
        point: Pos2,
        crossing: &Crossing,
        taken: &mut Occupied,
        palette: &Palette,
    ) {
        let month = month_of(crossing.at);
        let calendar = self.scenario.start.plus(month as i32 - 1).short();
        let title = match crossing.cheaper_after {
            Approach::FineTuning => format!("Pays back {calendar}"),
            Approach::Prompting => format!("Dearer again {calendar}"),
        };
        let detail = format!(
            "month {month}, after {} queries",
            count(crossing.at.queries)
        );
        let painter = ui.painter();
        let title = painter.layout_no_wrap(title, bold(LABEL_SIZE), palette.text);
        let detail = painter.layout_no_wrap(detail, FontId::proportional(TICK_SIZE), palette.weak);
        let size = vec2(
            title.size().x.max(detail.size().x),
            title.size().y + detail.size().y,
        );
        let Some(rect) = taken.place_near(point, size, frame) else {
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

    /// What both cost at a crossing.
    fn cost_at(&self, moment: Moment) -> f64 {
        cost_at(&self.analysis.prompting.cost_path, moment.month)
    }

    /// A line under the pointer with the values of every curve there.
    pub(super) fn hover_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        curves: &[Curve<'_>],
        palette: &Palette,
    ) {
        let frame = *transform.frame();
        let hover = pointer(ui);
        let Some(pointer) = hover.filter(|_| ui.rect_contains_pointer(frame)) else {
            return;
        };
        let months = self.analysis.months();
        let wanted = transform.value_from_position(pointer).x;
        // Values are known at the ends of months; the nearest one is shown.
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
            let at = self.position(transform, month as f64, curve.course.after[month]);
            layer.circle_filled(at, 3.5, curve.color);
        }
        let when = axis::end_of_month(self.scenario.start, month);
        let mut lines = vec![
            (when, palette.text),
            (
                format!("{} queries", count(self.analysis.queries[month])),
                palette.weak,
            ),
        ];
        for curve in curves {
            let cost = money(curve.course.after[month], &self.scenario.currency);
            lines.push((format!("{}  {cost}", curve.name), curve.color));
        }
        tooltip(ui, frame, pos2(x, pointer.y), &lines, palette);
    }
}

/// Cumulative cost at any t, before what is booked at that t.
fn cost_at(course: &CostPath, month: f64) -> f64 {
    let last = course.after.len() - 1;
    let from = (month.floor() as usize).min(last);
    if month <= from as f64 {
        return course.before[from];
    }
    let part = month - from as f64;
    course.after[from] + part * (course.before[from + 1] - course.after[from])
}
