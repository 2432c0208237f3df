//! The saving by month: how far fine-tuning is ahead of prompting, or behind. Uncertainty that moves both approaches alike makes the bands
//! of their cost curves overlap, but cancels out here.

use std::iter;

use egui::{Pos2, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{FilledArea, PlotBounds, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::scenario::Scenario;
use crate::scenario::quantity::signed_money;
use crate::theme::palette::Palette;

use super::plot::bands::ShownBands;
use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, caption_ui, pointer_within, tooltip};
use super::plot::ticks::{Counted, TickLabels};
use super::plot::{self, axis};

/// Everything that the chart shows.
pub struct SavingChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What the saving may be by month; `None` if no input is uncertain.
    pub bands: Option<ShownBands<'a>>,
}

/// Room above and below the curve, as a share of its height.
const ROOM_SHARE: f64 = 0.06;
/// Space beside the plot, besides the width of the total there, in points.
const LABEL_MARGIN: f32 = 18.0;
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(76.0, 62.0);
/// Opacity of the bands: P5 to P95, and P10 to P90 over it.
const BAND_ALPHAS: [f32; 2] = [0.12, 0.16];
/// Distance of the words from the sides of the plot, as a share of its width.
const WORDS_MARGIN_SHARE: f32 = 0.03;
/// How many heights the words may move away from the line of zero to get out of the curve's way.
const MAX_WORDS_STEPS: usize = 4;

impl SavingChart<'_> {
    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        caption_ui(ui, &self.caption());
        self.chart_ui(ui);
    }

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(vec2(240.0, 160.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let total = signed_money(self.saving(self.months()), &self.scenario.currency);
        let total = ui
            .painter()
            .layout_no_wrap(total, bold(LABEL_SIZE), palette.text);
        let plot = rect.with_max_x(rect.right() - total.size().x - LABEL_MARGIN);
        let transform = self.plot_ui(ui, plot, palette);
        self.total_ui(ui, &transform, palette);
        self.words_ui(ui, &transform, palette);
        self.hover_ui(ui, &transform, palette);
    }

    /// What it shows.
    pub fn caption(&self) -> String {
        let bands = if self.bands.is_some() {
            "; the bands hold 80 % and 90 % of what your ranges allow"
        } else {
            ""
        };
        format!("What fine-tuning has saved by then, by month{bands}")
    }

    fn points(&self) -> Vec<[f64; 2]> {
        let [prompting, tuned] = [&self.analysis.prompting, &self.analysis.fine_tuning];
        prompting.cost_path.points_above(&tuned.cost_path)
    }

    fn saving(&self, t: usize) -> f64 {
        self.analysis.prompting.cost_path.after[t] - self.analysis.fine_tuning.cost_path.after[t]
    }

    fn months(&self) -> usize {
        self.analysis.months()
    }

    /// The ends of the vertical axis, which holds 0, the curve and its bands.
    fn ends(&self, points: &[[f64; 2]]) -> (f64, f64) {
        let bands = self.bands.iter().flat_map(|shown| &shown.bands.saving);
        let bands = bands.flat_map(|month| [month.p5, month.p95]);
        let curve = points.iter().map(|point| point[1]);
        axis::padded_range(iter::once(0.0).chain(curve).chain(bands), ROOM_SHARE)
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let points = self.points();
        let (low, high) = self.ends(&points);
        let months = self.months() as f64;
        let x_ticks = (rect.width() / TICK_SPACING.x) as usize;
        let y_ticks = (rect.height() / TICK_SPACING.y) as usize;
        let x_step = axis::month_step(self.months(), x_ticks) as f64;
        let y_step = axis::nice_step(high - low, y_ticks);
        let x_axis = plot::time_axis(ui, self.scenario.start, palette);
        let y_marks = axis::marks_off_the_corner(low, high, y_step);
        let labels = TickLabels::new(Counted::Gain(&self.scenario.currency), &y_marks);
        let y_axis = plot::counted_y_axis(palette, labels);
        let zero = plot::hline(0.0, Stroke::new(1.0, palette.weak));
        let line = plot::line("saving", PlotPoints::from(points))
            .stroke(Stroke::new(2.5, palette.fine_tuning));
        let mut plot_ui = plot::plot_child(ui, rect);
        plot::plot("saving", rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, months, x_step))
            .y_grid_spacer(move |_| y_marks.clone())
            .show(&mut plot_ui, |plot| {
                let margin = axis::X_MARGIN_SHARE * months;
                plot.set_plot_bounds(PlotBounds::from_min_max([-margin, low], [months, high]));
                for area in self.areas(palette) {
                    plot.add(area);
                }
                plot.hline(zero);
                plot.line(line);
            })
            .transform
    }

    fn areas(&self, palette: &Palette) -> Vec<FilledArea> {
        let Some(shown) = self.bands else {
            return Vec::new();
        };
        let savings = &shown.bands.saving;
        let x: Vec<f64> = (0..savings.len()).map(|t| t as f64).collect();
        Vec::from(shown.areas(&x, savings, palette.fine_tuning, BAND_ALPHAS))
    }

    /// Writes the total at the end of the line.
    fn total_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let saving = self.saving(self.months());
        let end = transform.position_from_point(&PlotPoint::new(self.months() as f64, saving));
        let painter = ui.painter();
        let total = signed_money(saving, &self.scenario.currency);
        let name = painter.layout_no_wrap(total, bold(LABEL_SIZE), palette.fine_tuning);
        let top = end.y - name.size().y / 2.0;
        painter.galley(pos2(end.x + 10.0, top), name, palette.fine_tuning);
    }

    /// Says on each side of 0 who is ahead there, in a place that the curve leaves free.
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
        // The end at which the curve is further from 0 has more room there.
        let first = at(0.0, self.saving(0)).y;
        let last = at(self.months() as f64, self.saving(self.months())).y;
        let start_first = (first - zero).abs() > (last - zero).abs();
        for (approach, words, direction) in [
            (Approach::FineTuning, "↑ fine-tuning ahead", -1.0),
            (Approach::Prompting, "↓ prompting ahead", 1.0),
        ] {
            let color = palette.approach(approach);
            let words = painter.layout_no_wrap(words.to_owned(), bold(TICK_SIZE), color);
            let centre = zero + direction * (0.5 * words.size().y + 5.0);
            let margin = WORDS_MARGIN_SHARE * frame.width();
            let start = frame.left() + margin;
            let end = frame.right() - margin - words.size().x;
            let middle = f32::midpoint(start, end);
            let places = if start_first {
                [start, end, middle]
            } else {
                [end, start, middle]
            };
            // Beside the line of zero, or further away if the curve passes through there.
            let size = words.size();
            let rects = (0..MAX_WORDS_STEPS).flat_map(|lines| {
                let away = direction * lines as f32 * size.y;
                places
                    .map(|left| Rect::from_min_size(pos2(left, centre + away - size.y / 2.0), size))
            });
            let is_free = |rect: &Rect| {
                let around = rect.expand(2.0);
                frame.contains_rect(*rect) && !curve.iter().any(|point| around.contains(*point))
            };
            if let Some(rect) = rects.into_iter().find(is_free) {
                painter.galley(rect.min, words, color);
            }
        }
    }

    /// Draws a line under the pointer, with the saving there and its range.
    fn hover_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let frame = *transform.frame();
        let Some(pointer) = pointer_within(ui, frame) else {
            return;
        };
        let t = transform.value_from_position(pointer).x.round();
        let t = t.clamp(0.0, self.months() as f64) as usize;
        let saving = self.saving(t);
        let at = transform.position_from_point(&PlotPoint::new(t as f64, saving));
        let line = Stroke::new(1.0, palette.line);
        ui.painter().vline(at.x, frame.y_range(), line);
        ui.painter().circle_filled(at, 3.5, palette.fine_tuning);
        let currency = &self.scenario.currency;
        let when = axis::end_of_month(self.scenario.start, t);
        let mut lines = vec![
            (when, palette.text),
            (
                format!("Saving  {}", signed_money(saving, currency)),
                palette.fine_tuning,
            ),
        ];
        if let Some(band) = self.bands.and_then(|shown| shown.bands.saving.get(t)) {
            let low = signed_money(band.p10, currency);
            let high = signed_money(band.p90, currency);
            lines.push((format!("80 %: {low} to {high}"), palette.weak));
        }
        tooltip(ui, frame, pos2(at.x, pointer.y), &lines, palette);
    }
}
