//! The cost chart: what each approach has cost by each moment, where the curves cross, and the best switch if it beats both.
//! `marks` writes the words at the curves: steps, crossings, and the values under the pointer.

mod marks;

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Pos2, Rect, Sense, Stroke, TextFormat, Ui, Vec2, pos2, vec2};
use egui_plot::{FilledArea, Line, LineStyle, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::breakeven::queries_at;
use crate::analysis::price::{is_unpriced, unpriced};
use crate::analysis::strategy::CostPath;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::bands::ShownBands;
use super::plot::labels::{LABEL_SIZE, bold, caption_ui, max_width, move_apart};
use super::plot::ticks::{Counted, TickLabels};
use super::plot::{self, axis};

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
    /// What the curves may be by month; `None` if no input is uncertain.
    pub bands: Option<ShownBands<'a>>,
    /// A switch to show, by its month. If `None`, the best one is shown, provided that it beats both approaches.
    pub switch: Option<(usize, &'a CostPath)>,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);
/// Space between the end of a line and its label, in points.
const LABEL_GAP: f32 = 10.0;
/// Space beside the plot, besides the width of the labels there, in points.
const LABEL_MARGIN: f32 = 18.0;
/// Space between two labels at the ends of lines, in points.
const LABEL_SPACING: f32 = 4.0;
/// Space above the highest curve, as a factor of its height.
const HEADROOM_FACTOR: f64 = 1.06;
/// Width for each tick of the horizontal axis, and height for each of the vertical one, in points.
const TICK_SPACING: Vec2 = vec2(76.0, 62.0);
/// Opacity of the bands: P5 to P95, and P10 to P90 over it.
const BAND_ALPHAS: [f32; 2] = [0.10, 0.12];

/// One curve and how it is drawn.
struct Curve<'a> {
    name: String,
    path: &'a CostPath,
    color: Color32,
    style: LineStyle,
    /// In points.
    width: f32,
}

impl CostChart<'_> {
    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        caption_ui(ui, &self.caption());
        self.chart_ui(ui);
    }

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let curves = self.curves(palette);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let labels: Vec<_> = curves
            .iter()
            .map(|curve| end_label(ui, curve, self.scenario))
            .collect();
        let margin = max_width(&labels) + LABEL_MARGIN;
        let plot_rect = Rect::from_min_max(rect.min + vec2(0.0, 4.0), rect.max - vec2(margin, 0.0));
        let transform = self.plot_ui(ui, plot_rect, &curves);
        self.end_labels_ui(ui, &transform, &curves, labels, rect.top());
        self.events_ui(ui, &transform, palette);
        if !is_unpriced(self.scenario) {
            self.crossings_ui(ui, &transform, &curves, palette);
        }
        self.hover_ui(ui, &transform, &curves, palette);
    }

    /// Writes the names and totals at the ends of the lines, below `top`.
    fn end_labels_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        curves: &[Curve<'_>],
        labels: Vec<Arc<Galley>>,
        top: f32,
    ) {
        let end = self.analysis.months() as f64;
        let wanted: Vec<f32> = curves
            .iter()
            .map(|curve| self.position(transform, end, curve.path.total()).y)
            .collect();
        let heights: Vec<f32> = labels
            .iter()
            .map(|label| label.size().y + LABEL_SPACING)
            .collect();
        let frame = transform.frame();
        let centres = move_apart(&wanted, &heights, top, frame.bottom());
        for ((curve, label), centre) in curves.iter().zip(labels).zip(centres) {
            let at = pos2(frame.right() + LABEL_GAP, centre - label.size().y / 2.0);
            ui.painter().galley(at, label, curve.color);
        }
    }

    /// What the curves are, and over what.
    pub fn caption(&self) -> String {
        let money = if self.scenario.discount_rate.get() > 0.0 {
            "Cumulative cost, present value"
        } else {
            "Cumulative cost"
        };
        let bands = if self.bands.is_some() {
            "; the bands hold 80 % and 90 % of what your ranges allow"
        } else {
            ""
        };
        match self.axis {
            CostAxis::Months => format!("{money}, by month{bands}"),
            CostAxis::Queries => format!("{money}, by queries answered{bands}"),
        }
    }

    fn curves(&self, palette: &Palette) -> Vec<Curve<'_>> {
        let mut curves = Vec::with_capacity(3);
        // An approach without prices has no curve: it would lie at 0, as if it were free.
        let unpriced = unpriced(self.scenario);
        let best = self.analysis.better_than_both();
        let best = best.filter(|_| unpriced.is_empty());
        let best = best.map(|best| (best.month, &best.cost_path));
        if let Some((month, path)) = self.switch.or(best) {
            curves.push(Curve {
                name: format!("Switch after month {month}"),
                path,
                color: palette.best,
                style: LineStyle::dotted_dense(),
                width: 2.0,
            });
        }
        for (approach, style) in [
            (Approach::Prompting, LineStyle::Solid),
            (Approach::FineTuning, LineStyle::Dashed { length: 9.0 }),
        ] {
            if unpriced.contains(&approach) {
                continue;
            }
            curves.push(Curve {
                name: approach.label().to_owned(),
                path: &self.analysis.costs_of(approach).cost_path,
                color: palette.approach(approach),
                style,
                width: 2.5,
            });
        }
        curves
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

    fn position(&self, transform: &PlotTransform, t: f64, cost: f64) -> Pos2 {
        transform.position_from_point(&PlotPoint::new(self.x(t), cost))
    }

    fn points(&self, path: &CostPath) -> PlotPoints<'static> {
        let points = path.points().into_iter();
        points.map(|[t, cost]| [self.x(t), cost]).collect()
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, curves: &[Curve<'_>]) -> PlotTransform {
        let palette = Palette::current(ui);
        let x_end = self.x_end();
        let highest = curves
            .iter()
            .map(|curve| curve.path.total())
            .fold(0.0, f64::max)
            .max(self.highest_band());
        let areas = self.areas(palette);
        let y_end = if highest > 0.0 {
            highest * HEADROOM_FACTOR
        } else {
            1.0
        };
        let x_ticks = (rect.width() / TICK_SPACING.x) as usize;
        let y_ticks = (rect.height() / TICK_SPACING.y) as usize;
        let mut plot_ui = plot::plot_child(ui, rect);
        let y_marks = axis::marks(0.0, y_end, axis::nice_step(y_end, y_ticks));
        let labels = TickLabels::new(Counted::Money(&self.scenario.currency), &y_marks);
        let y_axis = plot::counted_y_axis(palette, labels);
        let (x_axis, x_marks) = match self.axis {
            CostAxis::Months => {
                let step = axis::month_step(self.analysis.months(), x_ticks) as f64;
                let x_axis = plot::time_axis(ui, self.scenario.start, palette);
                (x_axis, axis::marks(0.0, x_end, step))
            }
            CostAxis::Queries => {
                let ends = (0.0, x_end);
                let (marks, labels) =
                    plot::x_ticks(ui, ends, rect.width(), TICK_SPACING.x, Counted::Things);
                (plot::counted_x_axis(palette, labels), marks)
            }
        };
        let lines: Vec<Line<'_>> = curves
            .iter()
            .map(|curve| {
                plot::line(curve.name.clone(), self.points(curve.path))
                    .stroke(Stroke::new(curve.width, curve.color))
                    .style(curve.style)
            })
            .collect();
        plot::plot("cost", rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| x_marks.clone())
            .y_grid_spacer(move |_| y_marks.clone())
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(axis::bounds(0.0, x_end, y_end));
                plot.hline(plot::hline(0.0, Stroke::new(1.0, palette.line)));
                for area in areas {
                    plot.add(area);
                }
                for line in lines {
                    plot.line(line);
                }
            })
            .transform
    }

    /// The top of the bands at the horizon; 0 if there are none.
    fn highest_band(&self) -> f64 {
        let Some(ShownBands { bands, .. }) = self.bands else {
            return 0.0;
        };
        let ends = [bands.prompting.last(), bands.fine_tuning.last()];
        let tops = ends.into_iter().flatten().map(|end| end.p95);
        tops.fold(0.0, f64::max)
    }

    /// P5 to P95 of each curve, and P10 to P90 over it.
    fn areas(&self, palette: &Palette) -> Vec<FilledArea> {
        let Some(shown) = self.bands else {
            return Vec::new();
        };
        let bands = shown.bands;
        let unpriced = unpriced(self.scenario);
        let months = 0..bands.prompting.len().min(self.analysis.queries.len());
        let x: Vec<f64> = months.map(|t| self.x(t as f64)).collect();
        [
            (Approach::Prompting, &bands.prompting),
            (Approach::FineTuning, &bands.fine_tuning),
        ]
        .into_iter()
        .filter(|(approach, _)| !unpriced.contains(approach))
        .flat_map(|(approach, quantiles)| {
            shown.areas(&x, quantiles, palette.approach(approach), BAND_ALPHAS)
        })
        .collect()
    }
}

/// The name of a curve and its total, on two lines.
fn end_label(ui: &Ui, curve: &Curve<'_>, scenario: &Scenario) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let format = |font_id| TextFormat::simple(font_id, curve.color);
    job.append(&curve.name, 0.0, format(bold(LABEL_SIZE)));
    let total = money(curve.path.total(), &scenario.currency);
    job.append(
        &format!("\n{total}"),
        0.0,
        format(FontId::proportional(LABEL_SIZE)),
    );
    ui.painter().layout_job(job)
}
