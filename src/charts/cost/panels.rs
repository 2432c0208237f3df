//! The panels of the cost chart with everything around them: over months, or over queries.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Galley, Rangef, Rect, Sense, TextFormat, Ui};
use egui_plot::{PlotPoint, PlotTransform};

use crate::charts::crossings::{CrossingMarks, mark_ui};
use crate::charts::plot::axis::TimeAxis;
use crate::charts::plot::ends::end_labels_width;
use crate::charts::plot::labels::{bold, name_chart};
use crate::charts::plot::months::MonthAxis;
use crate::charts::plot::panel::{COUNT_AXIS_HEIGHT, count_axis_ui};
use crate::charts::plot::sizes::{LABEL_SIZE, NOTE_SIZE, QUERIES_SIZE, WIDE};
use crate::charts::saving::SavingChart;
use crate::theme::palette::Palette;

use super::layout::Layout;
use super::{CostChart, Curve, Panels};

impl CostChart<'_> {
    pub(super) fn over_months_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        panels: Panels,
        curves: &[Curve<'_>],
        marks: &CrossingMarks<'_>,
    ) {
        let is_wide = rect.width() >= WIDE;
        let has_room = rect.width() >= QUERIES_SIZE.x && rect.height() >= QUERIES_SIZE.y;
        let months = MonthAxis {
            start: self.scenario.start,
            months: self.analysis.months(),
            time: TimeAxis::current(ui),
            queries: has_room.then_some(&self.analysis.queries[..]),
        };
        let saving = SavingChart {
            scenario: self.scenario,
            analysis: self.analysis,
            bands: self.bands,
            plan: self.plan,
        };
        let layout = Layout::new(panels, rect, marks.strip_height(), months.height());
        let has_cost = panels != Panels::Saving;
        let has_saving = panels != Panels::Cost;
        let cost_scale = has_cost.then(|| self.scale(curves, layout.cost.height()));
        let saving_scale = has_saving.then(|| saving.scale(layout.saving.height()));
        let scales = cost_scale.iter().chain(&saving_scale);
        let left = rect.left() + scales.fold(0.0, |most: f32, scale| most.max(scale.width(ui)));
        let ends = self.end_labels(ui, curves, is_wide, layout.cost.height());
        let saving_ends = has_saving.then(|| saving.end_labels(ui, is_wide));
        let cost_width = has_cost.then(|| self.ends_width(&ends));
        let saving_width = saving_ends.as_deref().map(end_labels_width);
        let right = rect.right() - cost_width.unwrap_or(0.0).max(saving_width.unwrap_or(0.0));
        let sides = Rangef::new(left, right);
        let frame = |rect: Rect| Rect::from_x_y_ranges(sides, rect.y_range());
        let mut words = Vec::new();
        let mut transforms = Vec::with_capacity(2);
        if let Some(scale) = &cost_scale {
            words.push(heading_ui(
                ui,
                layout.cost_heading,
                self.cost_heading(),
                &self.cost_note(),
            ));
            let transform = self.costs_ui(ui, frame(layout.cost), scale, curves);
            self.name_cost(ui, layout.cost, curves, marks);
            self.end_labels_ui(ui, &transform, curves, ends);
            self.events_ui(ui, &transform, curves, marks);
            self.billed_ui(ui, &transform, curves, marks);
            self.crossings_ui(ui, &transform, marks);
            transforms.push(transform);
        }
        if let (Some(scale), Some(ends)) = (&saving_scale, saving_ends) {
            words.push(heading_ui(
                ui,
                layout.saving_heading,
                "Saving with fine-tuning",
                &self.saving_note(has_cost),
            ));
            let transform = saving.panel_ui(ui, frame(layout.saving), scale, ends);
            let id = ui.scope_id().with("saving panel");
            let panel = ui.interact(layout.saving, id, Sense::hover());
            name_chart(&panel, || saving.name());
            SavingChart::marks_ui(ui, &transform, marks);
            transforms.push(transform);
        }
        months.ui(ui, frame(layout.saving));
        let strip = layout.strip.with_min_x(left);
        let x = |t: f64| {
            let part = t / self.analysis.months().max(1) as f64;
            egui::lerp(left..=right, part as f32)
        };
        marks.labels_ui(ui, strip, |crossing| x(crossing.at.month));
        marks.lines_ui(ui, layout.heights(), &words, |crossing| {
            x(crossing.at.month)
        });
        self.hover_ui(ui, &transforms, curves, has_saving.then_some(&saving));
    }

    pub(super) fn over_queries_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        curves: &[Curve<'_>],
        marks: &CrossingMarks<'_>,
    ) {
        let is_wide = rect.width() >= WIDE;
        let layout = Layout::new(Panels::Cost, rect, marks.strip_height(), COUNT_AXIS_HEIGHT);
        heading_ui(
            ui,
            layout.cost_heading,
            self.cost_heading(),
            "by queries answered",
        );
        let scale = self.scale(curves, layout.cost.height());
        let ends = self.end_labels(ui, curves, is_wide, layout.cost.height());
        let left = rect.left() + scale.width(ui);
        let right = rect.right() - self.ends_width(&ends);
        let frame = Rect::from_x_y_ranges(Rangef::new(left, right), layout.cost.y_range());
        let transform = self.costs_ui(ui, frame, &scale, curves);
        self.name_cost(ui, layout.cost, curves, marks);
        self.end_labels_ui(ui, &transform, curves, ends);
        self.events_ui(ui, &transform, curves, marks);
        count_axis_ui(ui, frame, self.x_end(), " queries answered");
        let x = |t: f64| {
            transform
                .position_from_point(&PlotPoint::new(self.x(t), 0.0))
                .x
        };
        let strip = layout.strip.with_min_x(left);
        marks.labels_ui(ui, strip, |crossing| x(crossing.at.month));
        marks.lines_ui(ui, frame.y_range(), &[], |crossing| x(crossing.at.month));
        self.billed_ui(ui, &transform, curves, marks);
        self.crossings_ui(ui, &transform, marks);
        self.hover_ui(ui, &[transform], curves, None);
    }

    /// Marks every crossing on the curves.
    fn crossings_ui(&self, ui: &Ui, transform: &PlotTransform, marks: &CrossingMarks<'_>) {
        for crossing in marks.crossings {
            let t = crossing.at.month;
            let cost = self.analysis.prompting.cost_path.cost_at(t);
            mark_ui(ui, self.position(transform, t, cost));
        }
    }

    /// Names the panel of the costs for those who don't see it.
    fn name_cost(&self, ui: &Ui, panel: Rect, curves: &[Curve<'_>], marks: &CrossingMarks<'_>) {
        let id = ui.scope_id().with("cost panel");
        let panel = ui.interact(panel, id, Sense::hover());
        name_chart(&panel, || self.cost_name(curves, marks));
    }
}

/// Writes a panel's title and in weak type what else there is to know, as many parts of that as there is room for. Returns where the words
/// stand.
fn heading_ui(ui: &Ui, rect: Rect, title: &str, note: &str) -> Rect {
    let palette = Palette::current(ui);
    let lay_out = |note: &str| -> Arc<Galley> {
        let mut job = LayoutJob::default();
        let title_format = TextFormat::simple(bold(LABEL_SIZE), palette.text);
        job.append(title, 0.0, title_format);
        let note_format = TextFormat::simple(FontId::proportional(NOTE_SIZE), palette.weak);
        if !note.is_empty() {
            job.append(&format!("  {note}"), 0.0, note_format);
        }
        job.wrap = TextWrapping::truncate_at_width(rect.width());
        ui.painter().layout_job(job)
    };
    let mut note = note;
    let mut words = lay_out(note);
    while words.elided
        && let Some(end) = note.rfind([',', '·'])
    {
        note = note[..end].trim_end();
        words = lay_out(note);
    }
    let at = Rect::from_min_size(rect.min, words.size());
    ui.painter().galley(rect.min, words, palette.text);
    at
}
