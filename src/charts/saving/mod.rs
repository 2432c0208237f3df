//! The saving by month: how far fine-tuning is ahead of prompting, or behind. Uncertainty that moves both approaches alike makes the ranges
//! of their costs overlap, but cancels out here. [`cost`](super::cost) draws the same under both costs. `words` names
//! the areas, `ends` what the line and its band come to.

mod ends;
mod words;

use std::iter;

use egui::{Color32, Rangef, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{FilledArea, Line, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::finding::calendar::span;
use crate::scenario::Scenario;
use crate::scenario::quantity::{rough_signed_money, saving_in_words, saving_range, signed_money};
use crate::theme::palette::Palette;

use super::crossings::{CrossingMarks, mark_ui};
use super::plot::axis::{self, TimeAxis};
use super::plot::bands::{
    Area, Ends, Piece, ShownBands, ends_of, has_certain_events, pieces_by_sign, split_at_zero,
};
use super::plot::ends::{EndLabel, end_labels_ui, end_labels_width};
use super::plot::labels::{caption_ui, name_chart, pointer_within, tooltip};
use super::plot::months::{MonthAxis, month_at};
use super::plot::panel::{Scale, panel_ui};
use super::plot::sizes::{HOVER_MARGIN, QUERIES_SIZE, WIDE};
use super::plot::{self, ticks::Counted};

/// Everything that the chart shows.
pub struct SavingChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What the saving may be by month; `None` if no input is uncertain.
    pub bands: Option<ShownBands<'a>>,
    /// The saving as planned, as points [t, saving], beside which a what-if is drawn.
    pub plan: Option<&'a [[f64; 2]]>,
}

/// What the curves are drawn from, where inputs are ranges.
pub(crate) fn base_case(scenario: &Scenario) -> &'static str {
    if scenario.may_fail() {
        "base case if it succeeds, every input at its best estimate"
    } else {
        "base case, every input at its best estimate"
    }
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);
/// Room above and below the curve, as a share of its height.
const ROOM_SHARE: f64 = 0.06;
/// Opacity of the band, and the width of the lines along its edges, in points.
const BAND_ALPHA: f32 = 0.16;
const EDGE_WIDTH: f32 = 1.0;
/// Width of the line of the plan, in points.
const PLAN_WIDTH: f32 = 1.2;

impl SavingChart<'_> {
    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        caption_ui(ui, &self.caption());
        self.chart_ui(ui);
    }

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.name());
        let marks = CrossingMarks::new(self.scenario, self.analysis);
        let has_room = size.x >= QUERIES_SIZE.x && size.y >= QUERIES_SIZE.y;
        let months = MonthAxis {
            start: self.scenario.start,
            months: self.months(),
            time: TimeAxis::current(ui),
            queries: has_room.then_some(&self.analysis.queries[..]),
        };
        let labels = self.end_labels(ui, size.x >= WIDE);
        let top = rect.top() + marks.strip_height() + 4.0;
        let bottom = rect.bottom() - months.height();
        let scale = self.scale(bottom - top);
        let left = rect.left() + scale.width(ui);
        let right = rect.right() - end_labels_width(&labels);
        let frame = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        let transform = self.panel_ui(ui, frame, &scale, labels);
        months.ui(ui, frame);
        let x = |t: f64| transform.position_from_point(&PlotPoint::new(t, 0.0)).x;
        let strip = Rect::from_min_max(pos2(left, rect.top()), pos2(rect.right(), top));
        marks.labels_ui(ui, strip, |crossing| x(crossing.at.month));
        marks.lines_ui(ui, Rangef::new(top, bottom), &[], |crossing| {
            x(crossing.at.month)
        });
        Self::marks_ui(ui, &transform, &marks);
        self.hover_ui(ui, &transform, frame);
    }

    /// What it shows.
    pub fn caption(&self) -> String {
        match self.bands {
            Some(_) => {
                format!(
                    "Saving with fine-tuning, 80% of simulations shaded. Line: {}",
                    base_case(self.scenario)
                )
            }
            None => "Cumulative saving with fine-tuning".to_owned(),
        }
    }

    /// What it shows, with the saving at the horizon and its range: its name where it isn't seen.
    pub(crate) fn name(&self) -> String {
        let currency = &self.scenario.currency;
        let months = self.months();
        let within = span(months as u32);
        let saving = saving_in_words(self.saving(months), currency);
        let base = format!("Saving with fine-tuning over {within}: {saving} in the base case");
        match self.bands.and_then(|shown| shown.bands.saving.last()) {
            Some(end) => {
                let range = saving_range(end.p10, end.p90, currency);
                format!("{base}, 80% of simulations {range}")
            }
            None => base,
        }
    }

    fn points(&self) -> Vec<[f64; 2]> {
        self.analysis.saving_curve()
    }

    pub(crate) fn saving(&self, t: usize) -> f64 {
        self.analysis.saving_by(t)
    }

    fn months(&self) -> usize {
        self.analysis.months()
    }

    /// The vertical axis, which holds 0, the curve and its band.
    pub(crate) fn scale(&self, height: f32) -> Scale {
        let bands = self.bands.iter().flat_map(|shown| self.band_ends(shown));
        let bands = bands.flat_map(|ends| [ends.low, ends.high]);
        let curve = self.points().into_iter().map(|point| point[1]);
        let plan = self.plan.into_iter().flatten().map(|point| point[1]);
        let values = iter::once(0.0).chain(curve).chain(bands).chain(plan);
        let (low, high) = axis::padded_range(values, ROOM_SHARE);
        Scale::new(low, high, height, Counted::Gain(&self.scenario.currency))
    }

    /// Draws the curve, its band and the words beside them into `frame`.
    pub(crate) fn panel_ui(
        &self,
        ui: &mut Ui,
        frame: Rect,
        scale: &Scale,
        labels: Vec<EndLabel>,
    ) -> PlotTransform {
        let palette = Palette::current(ui);
        let line = plot::line("saving", PlotPoints::from(self.points()))
            .stroke(Stroke::new(2.5, palette.text));
        let plan = self.plan.map(|points| {
            plot::line("plan", PlotPoints::from(points.to_vec()))
                .stroke(Stroke::new(PLAN_WIDTH, palette.weak))
        });
        let zero = plot::hline(0.0, Stroke::new(1.0, palette.weak));
        let areas = self.areas(palette);
        let edges = self.edges(palette);
        let ends = (0.0, self.months() as f64);
        let transform = panel_ui(ui, "saving", frame, ends, scale, |plot| {
            for area in areas {
                plot.add(area);
            }
            for edge in edges {
                plot.line(edge);
            }
            plot.hline(zero);
            if let Some(plan) = plan {
                plot.line(plan);
            }
            plot.line(line);
        });
        end_labels_ui(ui, &transform, labels);
        self.words_ui(ui, &transform, palette);
        transform
    }

    /// The ends of the band, which steps where the curve does, if it does so in every simulation.
    fn band_ends(&self, shown: &ShownBands<'_>) -> Vec<Ends> {
        let is_certain = has_certain_events(self.scenario);
        let path = &self.analysis.fine_tuning.cost_path;
        ends_of(&shown.bands.saving, |month| {
            is_certain && path.steps_at(month)
        })
    }

    /// The band from P10 to P90: below 0 in prompting's colour, above it in fine-tuning's.
    fn areas(&self, palette: &Palette) -> Vec<FilledArea> {
        let Some(shown) = self.bands else {
            return Vec::new();
        };
        let ends = self.band_ends(&shown);
        let x: Vec<f64> = ends.iter().map(|ends| ends.t).collect();
        let (low, high): (Vec<f64>, Vec<f64>) =
            ends.iter().map(|ends| (ends.low, ends.high)).unzip();
        let parts = split_at_zero(&x, &low, &high);
        let colors = [palette.prompting, palette.fine_tuning];
        let area = |([x, low, high], color): (Area, Color32)| {
            shown.area(&x, &low, &high, color, BAND_ALPHA)
        };
        parts.into_iter().zip(colors).map(area).collect()
    }

    /// The edges of the band, which alone can be seen on every ground: pieces of P10 and P90 in the colour of their side of 0.
    fn edges(&self, palette: &Palette) -> Vec<Line<'static>> {
        let Some(shown) = self.bands else {
            return Vec::new();
        };
        let band = self.band_ends(&shown);
        let sides: [fn(&Ends) -> f64; 2] = [|ends| ends.low, |ends| ends.high];
        let edges = sides.into_iter().flat_map(|side| {
            let line: Vec<[f64; 2]> = band.iter().map(|ends| [ends.t, side(ends)]).collect();
            pieces_by_sign(&line)
        });
        let edge = |piece: Piece| {
            let color = palette.approach(piece.cheaper);
            let stroke = Stroke::new(EDGE_WIDTH, color.gamma_multiply(shown.strength()));
            plot::line("", PlotPoints::from(piece.points)).stroke(stroke)
        };
        edges.map(edge).collect()
    }

    /// Marks the crossings on the line of zero.
    pub(crate) fn marks_ui(ui: &Ui, transform: &PlotTransform, marks: &CrossingMarks<'_>) {
        for crossing in marks.crossings {
            mark_ui(
                ui,
                transform.position_from_point(&PlotPoint::new(crossing.at.month, 0.0)),
            );
        }
    }

    /// Draws a line at the end of the month under the pointer, with the saving there and its range.
    fn hover_ui(&self, ui: &Ui, transform: &PlotTransform, frame: Rect) {
        let Some(pointer) = pointer_within(ui, frame.expand2(vec2(HOVER_MARGIN, 0.0))) else {
            return;
        };
        let palette = Palette::current(ui);
        let t = month_at(transform.value_from_position(pointer).x, self.months());
        let at = transform.position_from_point(&PlotPoint::new(t as f64, self.saving(t)));
        let line = Stroke::new(1.0, palette.line);
        ui.painter().vline(at.x, frame.y_range(), line);
        ui.painter().circle_filled(at, 3.5, palette.text);
        let when = axis::end_of_month(self.scenario.start, t);
        let mut lines = vec![(when, palette.text)];
        lines.extend(self.hover_lines(t, palette));
        tooltip(ui, frame, pos2(at.x, pointer.y), &lines, palette);
    }

    /// What a tooltip says of the end of month `t`.
    pub(crate) fn hover_lines(&self, t: usize, palette: &Palette) -> Vec<(String, Color32)> {
        let currency = &self.scenario.currency;
        let saving = signed_money(self.saving(t), currency);
        let mut lines = vec![(format!("Saving  {saving}"), palette.text)];
        if let Some(band) = self.bands.and_then(|shown| shown.bands.saving.get(t)) {
            let low = rough_signed_money(band.p10, currency);
            let high = rough_signed_money(band.p90, currency);
            lines.push((format!("80% range  {low} to {high}"), palette.weak));
        }
        lines
    }
}
