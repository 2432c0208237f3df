//! The saving by month: how far fine-tuning is ahead of prompting, or behind. What drives both approaches alike, which makes the bands of
//! their curves lie over each other, is not in it.

use egui::{FontId, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, FilledArea, HLine, PlotBounds, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::risk::{Bands, Quantiles};
use crate::scenario::Scenario;
use crate::scenario::quantity::signed_money;
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, caption_ui, pointer, tooltip};
use super::plot::{self, axis};

/// Everything that the chart shows.
pub struct SavingChart<'a> {
    /// The scenario, for its calendar and currency.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What the saving may be, where inputs are uncertain, and whether that belongs to this analysis.
    pub bands: Option<(&'a Bands, bool)>,
}

/// Room above and below the curve, as a part of its height.
const ROOM: f64 = 0.06;
/// Beside the total at the line's end.
const MARGIN: f32 = 18.0;

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
        // Room for the total at the line's end.
        let total = signed_money(self.saving(self.months()), &self.scenario.currency);
        let total = ui
            .painter()
            .layout_no_wrap(total, bold(LABEL_SIZE), palette.text);
        let plot = rect.with_max_x(rect.right() - total.size().x - MARGIN);
        let transform = self.plot_ui(ui, plot, palette);
        self.names_ui(ui, &transform, palette);
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

    fn ends(&self, points: &[[f64; 2]]) -> (f64, f64) {
        let bands = self.bands.iter().flat_map(|(bands, _)| &bands.saving);
        let bands = bands.flat_map(|at| [at.p5, at.p95]);
        let all = points.iter().map(|point| point[1]).chain(bands);
        let (low, high) = all.fold((0.0_f64, 0.0_f64), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let height = if high > low { high - low } else { 1.0 };
        (low - ROOM * height, high + ROOM * height)
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let points = self.points();
        let (low, high) = self.ends(&points);
        let months = self.months() as f64;
        let x_step = axis::month_step(self.months(), (rect.width() / 76.0) as usize) as f64;
        let y_step = axis::nice_step(high - low, (rect.height() / 62.0) as usize);
        let currency = self.scenario.currency.clone();
        let font = || FontId::proportional(TICK_SIZE);
        let x_axis = plot::time_axis(ui, self.scenario.start, palette);
        let y_axis = plot::axis(AxisHints::new_y(), font(), palette.weak, move |mark, _| {
            axis::signed_money_tick(mark.value, &currency)
        });
        let zero = HLine::new("", 0.0)
            .stroke(Stroke::new(1.0, palette.weak))
            .allow_hover(false);
        let line = plot::line("saving", PlotPoints::from(points))
            .stroke(Stroke::new(2.5, palette.fine_tuning));
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        plot_ui.style_mut().override_font_id = Some(font());
        plot::plot("saving", rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, months, x_step))
            .y_grid_spacer(move |_| axis::marks_off_the_corner(low, high, y_step))
            .show(&mut plot_ui, |plot| {
                let margin = 0.015 * months;
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
        let Some((bands, fits)) = self.bands else {
            return Vec::new();
        };
        let x: Vec<f64> = (0..bands.saving.len()).map(|t| t as f64).collect();
        let strength = if fits { 1.0 } else { 0.6 };
        let area = |ends: fn(&Quantiles) -> (f64, f64), alpha: f32| {
            let (low, high): (Vec<f64>, Vec<f64>) = bands.saving.iter().map(ends).unzip();
            FilledArea::new("", &x, &low, &high)
                .fill_color(palette.fine_tuning.gamma_multiply(alpha * strength))
                .allow_hover(false)
        };
        vec![
            area(|at| (at.p5, at.p95), 0.12),
            area(|at| (at.p10, at.p90), 0.16),
        ]
    }

    /// The total at the line's end, and who is cheaper on which side of 0.
    fn names_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let saving = self.saving(self.months());
        let at = |t: f64, saving| transform.position_from_point(&PlotPoint::new(t, saving));
        let end = at(self.months() as f64, saving);
        let painter = ui.painter();
        let total = signed_money(saving, &self.scenario.currency);
        let name = painter.layout_no_wrap(total, bold(LABEL_SIZE), palette.fine_tuning);
        let top = end.y - name.size().y / 2.0;
        painter.galley(pos2(end.x + 10.0, top), name, palette.fine_tuning);
        let zero = at(0.0, 0.0).y;
        let frame = transform.frame();
        let points = self.points();
        // Points along it, close enough that words can't slip between them.
        let curve: Vec<Pos2> = points
            .windows(2)
            .flat_map(|ends| {
                let [from, to] = [ends[0], ends[1]].map(|[t, saving]| at(t, saving));
                (0..=8).map(move |part| from.lerp(to, part as f32 / 8.0))
            })
            .collect();
        // Where the curve is further from 0.
        let at_start = (at(0.0, self.saving(0)).y - zero).abs() > (end.y - zero).abs();
        for (side, words, direction) in [
            (Approach::FineTuning, "↑ fine-tuning ahead", -1.0),
            (Approach::Prompting, "↓ prompting ahead", 1.0),
        ] {
            let color = palette.approach(side);
            let words = painter.layout_no_wrap(words.to_owned(), bold(TICK_SIZE), color);
            let centre = zero + direction * (0.5 * words.size().y + 5.0);
            let (start, end) = (
                frame.left() + 0.03 * frame.width(),
                frame.right() - 0.03 * frame.width() - words.size().x,
            );
            let middle = f32::midpoint(start, end);
            let places = if at_start {
                [start, end, middle]
            } else {
                [end, start, middle]
            };
            // Where the curve doesn't go through it, beside the line of zero or further off.
            let size = words.size();
            let rects = (0..4).flat_map(|lines| {
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

    /// A line under the pointer with the saving there, and how far it may be off.
    fn hover_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let frame = *transform.frame();
        let hover = pointer(ui);
        let Some(pointer) = hover.filter(|_| ui.rect_contains_pointer(frame)) else {
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
                format!("Saved  {}", signed_money(saving, currency)),
                palette.fine_tuning,
            ),
        ];
        if let Some(band) = self.bands.and_then(|(bands, _)| bands.saving.get(t)) {
            let (low, high) = (
                signed_money(band.p10, currency),
                signed_money(band.p90, currency),
            );
            lines.push((format!("80 %: {low} to {high}"), palette.weak));
        }
        tooltip(ui, frame, pos2(at.x, pointer.y), &lines, palette);
    }
}
