//! The saving by month: how far fine-tuning is ahead of prompting, or behind. Uncertainty that moves both approaches alike makes the ranges
//! of their costs overlap, but cancels out here. [`cost`](super::cost) draws the same under both costs.

use std::iter;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Color32, FontId, Galley, Pos2, Rangef, Rect, Sense, Stroke, TextFormat, Ui, Vec2, pos2, vec2,
};
use egui_plot::{FilledArea, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::scenario::Scenario;
use crate::scenario::quantity::signed_money;
use crate::theme::palette::Palette;

use super::crossings::{CrossingMarks, mark_ui};
use super::plot::axis::{self, TimeAxis};
use super::plot::bands::{Area, ShownBands, split_at_zero};
use super::plot::labels::{
    LABEL_SIZE, TICK_SIZE, bold, caption_ui, move_apart, pointer_within, tooltip,
};
use super::plot::months::{MonthAxis, month_at};
use super::plot::panel::{Scale, panel_ui};
use super::plot::{self, ticks::Counted};

/// Everything that the chart shows.
pub struct SavingChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What the saving may be by month; `None` if no input is uncertain.
    pub bands: Option<ShownBands<'a>>,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);
/// Room above and below the curve, as a share of its height.
const ROOM_SHARE: f64 = 0.06;
/// Space between the plot and the labels beside it, and beside these, in points.
const LABEL_GAP: f32 = 10.0;
const LABEL_MARGIN: f32 = 6.0;
/// Charts narrower than this have narrow labels, in points.
const WIDE: f32 = 560.0;
/// Charts smaller than this don't say how many queries have been answered, in points.
const QUERIES_SIZE: Vec2 = vec2(620.0, 330.0);
/// Opacity of the band.
const BAND_ALPHA: f32 = 0.2;
/// Distance of the words from the sides of the plot, as a share of its width.
const WORDS_MARGIN_SHARE: f32 = 0.02;
/// How many heights the words may move away from the line of zero to get out of the curve's way.
const MAX_WORDS_STEPS: usize = 4;
/// Size of the words behind an amount, in points.
const NOTE_SIZE: f32 = 12.0;

/// A label at the end of the line or of the band.
pub(crate) struct EndLabel {
    saving: f64,
    text: Arc<Galley>,
}

impl SavingChart<'_> {
    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        caption_ui(ui, &self.caption());
        self.chart_ui(ui);
    }

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
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
            Some(_) => "Saving with fine-tuning, 80% of simulations shaded".to_owned(),
            None => "Cumulative saving with fine-tuning".to_owned(),
        }
    }

    fn points(&self) -> Vec<[f64; 2]> {
        let [prompting, tuned] = [&self.analysis.prompting, &self.analysis.fine_tuning];
        prompting.cost_path.points_above(&tuned.cost_path)
    }

    pub(crate) fn saving(&self, t: usize) -> f64 {
        self.analysis.prompting.cost_path.after[t] - self.analysis.fine_tuning.cost_path.after[t]
    }

    fn months(&self) -> usize {
        self.analysis.months()
    }

    /// The vertical axis, which holds 0, the curve and its band.
    pub(crate) fn scale(&self, height: f32) -> Scale {
        let bands = self.bands.iter().flat_map(|shown| &shown.bands.saving);
        let bands = bands.flat_map(|month| [month.p10, month.p90]);
        let curve = self.points().into_iter().map(|point| point[1]);
        let values = iter::once(0.0).chain(curve).chain(bands);
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
        let zero = plot::hline(0.0, Stroke::new(1.0, palette.weak));
        let areas = self.areas(palette);
        let ends = (0.0, self.months() as f64);
        let transform = panel_ui(ui, "saving", frame, ends, scale, |plot| {
            for area in areas {
                plot.add(area);
            }
            plot.hline(zero);
            plot.line(line);
        });
        end_labels_ui(ui, &transform, labels);
        self.words_ui(ui, &transform, palette);
        transform
    }

    /// The band from P10 to P90: below 0 in prompting's colour, above it in fine-tuning's.
    fn areas(&self, palette: &Palette) -> Vec<FilledArea> {
        let Some(shown) = self.bands else {
            return Vec::new();
        };
        let savings = &shown.bands.saving;
        let x: Vec<f64> = (0..savings.len()).map(|t| t as f64).collect();
        let (low, high): (Vec<f64>, Vec<f64>) =
            savings.iter().map(|month| (month.p10, month.p90)).unzip();
        let parts = split_at_zero(&x, &low, &high);
        let colors = [palette.prompting, palette.fine_tuning];
        let area = |([x, low, high], color): (Area, Color32)| {
            shown.area(&x, &low, &high, color, BAND_ALPHA)
        };
        parts.into_iter().zip(colors).map(area).collect()
    }

    /// The labels at the horizon: P90, the base case and P10. Narrow ones take more lines.
    pub(crate) fn end_labels(&self, ui: &Ui, is_wide: bool) -> Vec<EndLabel> {
        let palette = Palette::current(ui);
        let base = self.saving(self.months());
        let label = |saving: f64, font: FontId, color: Color32, note: &str| {
            let mut job = LayoutJob::default();
            let amount = signed_money(saving, &self.scenario.currency);
            job.append(&amount, 0.0, TextFormat::simple(font, color));
            let note_format = TextFormat::simple(FontId::proportional(NOTE_SIZE), palette.weak);
            job.append(note, 0.0, note_format);
            EndLabel {
                saving,
                text: ui.painter().layout_job(job),
            }
        };
        let end = self.bands.and_then(|shown| shown.bands.saving.last());
        let base_note = match (end, is_wide) {
            (None, _) => "",
            (Some(_), true) => " base case",
            (Some(_), false) => "\nbase case",
        };
        let base = label(base, bold(LABEL_SIZE), palette.text, base_note);
        let Some(end) = end else {
            return vec![base];
        };
        let quantile = |saving: f64, note: &str| {
            let color = palette.approach_text(if saving < 0.0 {
                Approach::Prompting
            } else {
                Approach::FineTuning
            });
            label(saving, FontId::proportional(LABEL_SIZE), color, note)
        };
        vec![quantile(end.p90, " P90"), base, quantile(end.p10, " P10")]
    }

    /// Says on each side of 0 who is ahead there, in a place that the curve and the lines of break-even leave free.
    fn words_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let painter = ui.painter();
        let at = |t: f64, saving| transform.position_from_point(&PlotPoint::new(t, saving));
        let zero = at(0.0, 0.0).y;
        let frame = transform.frame();
        let points = self.points();
        // Points along the curve, so close that no words fit between two of them.
        let curve: Vec<Pos2> = points
            .windows(2)
            .flat_map(|ends| {
                let [from, to] = [ends[0], ends[1]].map(|[t, saving]| at(t, saving));
                (0..=8).map(move |part| from.lerp(to, part as f32 / 8.0))
            })
            .collect();
        let crossings = CrossingMarks::new(self.scenario, self.analysis).crossings;
        let lines = crossings
            .iter()
            .map(|crossing| at(crossing.at.month, 0.0).x);
        let lines: Vec<f32> = lines.collect();
        for (approach, words, direction) in [
            (Approach::FineTuning, "fine-tuning ahead", -1.0),
            (Approach::Prompting, "prompting ahead", 1.0),
        ] {
            let color = palette.approach_text(approach);
            let words = painter.layout_no_wrap(words.to_owned(), bold(TICK_SIZE), color);
            let size = words.size();
            let centre = zero + direction * (0.5 * size.y + 3.0);
            let margin = WORDS_MARGIN_SHARE * frame.width();
            let start = frame.left() + margin;
            let end = frame.right() - margin - size.x;
            let places = [start, end, f32::midpoint(start, end)];
            // Beside the line of zero, or further away if the curve passes through there.
            let rects = (0..MAX_WORDS_STEPS).flat_map(|lines| {
                let away = direction * lines as f32 * size.y;
                places
                    .map(|left| Rect::from_min_size(pos2(left, centre + away - size.y / 2.0), size))
            });
            let is_free = |rect: &Rect| {
                let around = rect.expand2(vec2(6.0, 2.0));
                frame.contains_rect(*rect)
                    && !curve.iter().any(|point| around.contains(*point))
                    && !lines.iter().any(|x| around.x_range().contains(*x))
            };
            if let Some(rect) = rects.into_iter().find(is_free) {
                painter.galley(rect.min, words, color);
            }
        }
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
            let low = signed_money(band.p10, currency);
            let high = signed_money(band.p90, currency);
            lines.push((format!("80% range  {low} to {high}"), palette.weak));
        }
        lines
    }
}

/// How far beside the plot the pointer still means its first or last moment, in points.
pub(crate) const HOVER_MARGIN: f32 = 12.0;

/// The width of the labels beside the plot with the space around them, in points.
pub(crate) fn end_labels_width(labels: &[EndLabel]) -> f32 {
    let widths = labels.iter().map(|label| label.text.size().x);
    widths.fold(0.0, f32::max) + LABEL_GAP + LABEL_MARGIN
}

/// Writes the labels at the ends of what they name.
fn end_labels_ui(ui: &Ui, transform: &PlotTransform, labels: Vec<EndLabel>) {
    let frame = transform.frame();
    let wanted: Vec<f32> = labels
        .iter()
        .map(|label| {
            transform
                .position_from_point(&PlotPoint::new(0.0, label.saving))
                .y
        })
        .collect();
    let heights: Vec<f32> = labels.iter().map(|label| label.text.size().y).collect();
    let centres = move_apart(&wanted, &heights, frame.top() - 8.0, frame.bottom() + 10.0);
    for (label, centre) in labels.into_iter().zip(centres) {
        let at = pos2(
            frame.right() + LABEL_GAP,
            centre - label.text.size().y / 2.0,
        );
        ui.painter().galley(at, label.text, Color32::PLACEHOLDER);
    }
}
