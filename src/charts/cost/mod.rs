//! The cost chart: what each approach has cost by each moment, and below it over the same months the saving, in which what is uncertain for
//! both approaches alike cancels out. One dotted line through both panels marks the break-even.
//!
//! - `curves`: the panel of the costs
//! - `ends`: at its right side the totals and their ranges
//! - `marks`: what happens at the steps of the curves, and the values under the pointer

mod curves;
mod ends;
mod marks;

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Rangef, Rect, Sense, TextFormat, Ui, Vec2, pos2, vec2};
use egui_plot::{LineStyle, PlotPoint, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::breakeven::queries_at;
use crate::analysis::price::is_unpriced;
use crate::analysis::strategy::CostPath;
use crate::scenario::Scenario;
use crate::theme::palette::Palette;

use super::crossings::{CrossingMarks, mark_ui};
use super::plot::axis::TimeAxis;
use super::plot::bands::ShownBands;
use super::plot::labels::{LABEL_SIZE, bold};
use super::plot::months::MonthAxis;
use super::plot::panel::count_axis_ui;
use super::saving::{SavingChart, end_labels_width};

/// What the horizontal axis counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CostAxis {
    /// Time.
    #[default]
    Months,
    /// Queries answered.
    Queries,
}

/// Everything that the chart shows.
pub struct CostChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What the horizontal axis counts.
    pub axis: CostAxis,
    /// What the costs and the saving may be by month; `None` if no input is uncertain.
    pub bands: Option<ShownBands<'a>>,
    /// A switch to show, by its month. If `None`, the best one is shown, provided that it beats both approaches.
    pub switch: Option<(usize, &'a CostPath)>,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);
/// From this height on there are two panels, in points.
const TWO_PANELS_HEIGHT: f32 = 260.0;
/// Where there is one panel, it is the saving's if the totals are closer than this share of the higher one.
const CLOSE_SHARE: f64 = 0.15;
/// The share of the panels' height that the costs take.
const COST_HEIGHT_SHARE: f32 = 0.64;
/// Height of the words above a panel, and the space above the second ones, in points.
const HEADING_HEIGHT: f32 = 20.0;
const PANEL_GAP: f32 = 12.0;
/// Space between the words above a panel and the panel, in points.
const HEADING_GAP: f32 = 4.0;
/// Charts narrower than this have narrow labels, in points.
const WIDE: f32 = 560.0;
/// Charts smaller than this don't say how many queries have been answered, in points.
const QUERIES_SIZE: Vec2 = vec2(620.0, 330.0);
/// Size of the words behind a panel's title, in points.
const NOTE_SIZE: f32 = 12.5;

/// One curve and how it is drawn.
struct Curve<'a> {
    name: String,
    path: &'a CostPath,
    /// `None` for the switch from one to the other.
    approach: Option<Approach>,
    color: Color32,
    /// The colour of its words.
    text: Color32,
    style: LineStyle,
    /// In points.
    width: f32,
}

/// Which panels there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Panels {
    Cost,
    Saving,
    Both,
}

/// Where things stand.
struct Layout {
    cost_heading: Rect,
    /// For the words at crossings.
    strip: Rect,
    cost: Rect,
    saving_heading: Rect,
    saving: Rect,
}

impl Layout {
    /// Divides `rect`, of which `strip` points are for the words at crossings, and the margins below and at the sides for what stands there.
    fn new(panels: Panels, rect: Rect, strip: f32, bottom: f32) -> Self {
        let top = rect.top() + HEADING_HEIGHT + strip + HEADING_GAP;
        let end = rect.bottom() - bottom;
        let row = |top: f32, height: f32| {
            Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height))
        };
        let all = row(top, end - top);
        let (cost, saving_heading, saving) = if panels == Panels::Both {
            let between = PANEL_GAP + HEADING_HEIGHT + HEADING_GAP;
            let height = (all.height() - between).max(2.0);
            let cost = row(top, COST_HEIGHT_SHARE * height);
            let heading = row(cost.bottom() + PANEL_GAP, HEADING_HEIGHT);
            let saving = all.with_min_y(heading.bottom() + HEADING_GAP);
            (cost, heading, saving)
        } else {
            (all, row(rect.top(), HEADING_HEIGHT), all)
        };
        Self {
            cost_heading: row(rect.top(), HEADING_HEIGHT),
            strip: row(rect.top() + HEADING_HEIGHT, strip),
            cost,
            saving_heading,
            saving,
        }
    }

    /// From the top of the first panel to the bottom of the last.
    fn heights(&self) -> Rangef {
        Rangef::new(
            self.cost.top().min(self.saving.top()),
            self.cost.bottom().max(self.saving.bottom()),
        )
    }
}

impl CostChart<'_> {
    /// Draws it into all the space that `ui` has. Each panel says above it what it shows.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let curves = self.curves(Palette::current(ui));
        if curves.is_empty() {
            return;
        }
        let marks = CrossingMarks::new(self.scenario, self.analysis);
        let panels = self.panels(size.y);
        match self.axis {
            CostAxis::Months => self.over_months_ui(ui, rect, panels, &curves, &marks),
            CostAxis::Queries => self.over_queries_ui(ui, rect, &curves, &marks),
        }
    }

    /// Which panels a chart of this height has: in a low one that which shows the finding.
    fn panels(&self, height: f32) -> Panels {
        // A switch is a curve of its own.
        let is_of_costs = self.axis == CostAxis::Queries || self.switch.is_some();
        if is_of_costs || is_unpriced(self.scenario) {
            return Panels::Cost;
        }
        if height >= TWO_PANELS_HEIGHT {
            return Panels::Both;
        }
        let prompting = self.analysis.prompting.cost_path.total();
        let fine_tuning = self.analysis.fine_tuning.cost_path.total();
        let difference = (prompting - fine_tuning).abs();
        if difference < CLOSE_SHARE * prompting.max(fine_tuning) {
            Panels::Saving
        } else {
            Panels::Cost
        }
    }

    fn over_months_ui(
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
        };
        let layout = Layout::new(panels, rect, marks.strip_height(), months.height());
        let has_cost = panels != Panels::Saving;
        let has_saving = panels != Panels::Cost;
        let cost_scale = has_cost.then(|| self.scale(curves, layout.cost.height()));
        let saving_scale = has_saving.then(|| saving.scale(layout.saving.height()));
        let scales = cost_scale.iter().chain(&saving_scale);
        let left = rect.left() + scales.fold(0.0, |most: f32, scale| most.max(scale.width(ui)));
        let ends = self.end_labels(ui, curves, is_wide);
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
                self.cost_note(),
            ));
            let transform = self.costs_ui(ui, frame(layout.cost), scale, curves);
            self.end_labels_ui(ui, &transform, curves, ends);
            self.events_ui(ui, &transform, curves, marks);
            self.crossings_ui(ui, &transform, marks);
            transforms.push(transform);
        }
        if let (Some(scale), Some(ends)) = (&saving_scale, saving_ends) {
            let note = self.bands.map_or("", |_| "80% of simulations shaded");
            words.push(heading_ui(
                ui,
                layout.saving_heading,
                "Saving with fine-tuning",
                note,
            ));
            let transform = saving.panel_ui(ui, frame(layout.saving), scale, ends);
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

    fn over_queries_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        curves: &[Curve<'_>],
        marks: &CrossingMarks<'_>,
    ) {
        let is_wide = rect.width() >= WIDE;
        let layout = Layout::new(
            Panels::Cost,
            rect,
            marks.strip_height(),
            super::plot::panel::COUNT_AXIS_HEIGHT,
        );
        heading_ui(
            ui,
            layout.cost_heading,
            self.cost_heading(),
            "by queries answered",
        );
        let scale = self.scale(curves, layout.cost.height());
        let ends = self.end_labels(ui, curves, is_wide);
        let left = rect.left() + scale.width(ui);
        let right = rect.right() - self.ends_width(&ends);
        let frame = Rect::from_x_y_ranges(Rangef::new(left, right), layout.cost.y_range());
        let transform = self.costs_ui(ui, frame, &scale, curves);
        self.end_labels_ui(ui, &transform, curves, ends);
        self.events_ui(ui, &transform, curves, marks);
        count_axis_ui(ui, frame, self.x_end(), " queries");
        let x = |t: f64| {
            transform
                .position_from_point(&PlotPoint::new(self.x(t), 0.0))
                .x
        };
        let strip = layout.strip.with_min_x(left);
        marks.labels_ui(ui, strip, |crossing| x(crossing.at.month));
        marks.lines_ui(ui, frame.y_range(), &[], |crossing| x(crossing.at.month));
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

    fn cost_heading(&self) -> &'static str {
        if self.scenario.discount_rate.get() > 0.0 {
            "Cumulative cost, present value"
        } else {
            "Cumulative cost"
        }
    }

    /// What the ranges of the costs are.
    fn cost_note(&self) -> &'static str {
        match (self.bands, self.lone_band()) {
            (None, _) => "",
            (Some(_), None) => "bars at the right: 80% of simulations",
            (Some(_), Some(_)) => "80% of simulations shaded",
        }
    }

    /// What it shows, for where it has no panels to say so.
    pub fn caption(&self) -> String {
        let cost = self.cost_heading();
        match (self.axis, self.bands) {
            (CostAxis::Queries, _) => format!("{cost}, by queries answered"),
            (CostAxis::Months, None) => format!("{cost}, and the saving with fine-tuning"),
            (CostAxis::Months, Some(_)) => {
                format!("{cost}, and the saving with fine-tuning. Shaded: 80% of simulations")
            }
        }
    }

    /// The x of a moment, which is given in months from the start.
    fn x(&self, t: f64) -> f64 {
        match self.axis {
            CostAxis::Months => t,
            CostAxis::Queries => queries_at(&self.analysis.queries, t),
        }
    }

    /// The greatest x; 1 if there is nothing to count, so that the axis has a length.
    fn x_end(&self) -> f64 {
        let end = self.x(self.analysis.months() as f64);
        if end > 0.0 { end } else { 1.0 }
    }

    fn position(&self, transform: &PlotTransform, t: f64, cost: f64) -> egui::Pos2 {
        transform.position_from_point(&PlotPoint::new(self.x(t), cost))
    }
}

/// Writes a panel's title and in weak type what else there is to know. Returns where the words stand.
fn heading_ui(ui: &Ui, rect: Rect, title: &str, note: &str) -> Rect {
    let palette = Palette::current(ui);
    let mut job = LayoutJob::default();
    job.append(
        title,
        0.0,
        TextFormat::simple(bold(LABEL_SIZE), palette.text),
    );
    let note_format = TextFormat::simple(FontId::proportional(NOTE_SIZE), palette.weak);
    if !note.is_empty() {
        job.append(&format!("  {note}"), 0.0, note_format);
    }
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let words: Arc<Galley> = ui.painter().layout_job(job);
    let at = Rect::from_min_size(rect.min, words.size());
    ui.painter().galley(rect.min, words, palette.text);
    at
}
