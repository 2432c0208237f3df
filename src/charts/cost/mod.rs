//! The cost chart: what each approach has cost by each moment, where the curves cross, and the best switch where it beats both.

mod marks;

use egui::{Color32, FontId, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, FilledArea, Line, LineStyle, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::breakeven::queries_at;
use crate::analysis::risk::{Bands, Quantiles};
use crate::analysis::strategy::CostPath;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, caption_ui, spread};
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
    /// What the curves may be by month, where inputs are uncertain, and whether that belongs to this analysis.
    pub bands: Option<(&'a Bands, bool)>,
    /// The switch that is looked at; else the best one is shown, where it beats both approaches.
    pub switch: Option<(usize, &'a CostPath)>,
}

/// One curve and how it is drawn.
struct Curve<'a> {
    name: String,
    course: &'a CostPath,
    color: Color32,
    style: LineStyle,
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
        let size = ui.available_size().max(vec2(240.0, 160.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let end_labels: Vec<_> = curves
            .iter()
            .map(|curve| end_label(ui, curve, self.scenario))
            .collect();
        let margin = end_labels
            .iter()
            .map(|label| label.size().x)
            .fold(0.0, f32::max)
            + 18.0;
        let plot_rect = Rect::from_min_max(rect.min + vec2(0.0, 4.0), rect.max - vec2(margin, 0.0));
        let transform = self.plot_ui(ui, plot_rect, &curves);

        // Names at the line ends.
        let wanted: Vec<f32> = curves
            .iter()
            .map(|curve| {
                self.position(
                    &transform,
                    self.analysis.months() as f64,
                    curve.course.total(),
                )
                .y
            })
            .collect();
        let heights: Vec<f32> = end_labels
            .iter()
            .map(|label| label.size().y + 4.0)
            .collect();
        let centres = spread(&wanted, &heights, rect.top(), transform.frame().bottom());
        for ((curve, label), centre) in curves.iter().zip(end_labels).zip(centres) {
            let at = pos2(
                transform.frame().right() + 10.0,
                centre - label.size().y / 2.0,
            );
            ui.painter().galley(at, label, curve.color);
        }
        self.events_ui(ui, &transform, palette);
        self.crossings_ui(ui, &transform, &curves, palette);
        self.hover_ui(ui, &transform, &curves, palette);
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
        let best = self.analysis.better_than_both();
        let best = best.map(|best| (best.month, &best.cost_path));
        if let Some((month, course)) = self.switch.or(best) {
            curves.push(Curve {
                name: format!("Switch after month {month}"),
                course,
                color: palette.best,
                style: LineStyle::dotted_dense(),
                width: 2.0,
            });
        }
        for (side, style) in [
            (Approach::Prompting, LineStyle::Solid),
            (Approach::FineTuning, LineStyle::Dashed { length: 9.0 }),
        ] {
            curves.push(Curve {
                name: side.label().to_owned(),
                course: &self.analysis.costs_of(side).cost_path,
                color: palette.approach(side),
                style,
                width: 2.5,
            });
        }
        curves
    }

    /// x of a moment t.
    fn x(&self, t: f64) -> f64 {
        match self.axis {
            CostAxis::Months => t,
            CostAxis::Queries => queries_at(&self.analysis.queries, t),
        }
    }

    /// The greatest x; 1 where there is nothing to count, so that an axis has a length.
    fn x_end(&self) -> f64 {
        let end = self.x(self.analysis.months() as f64);
        if end > 0.0 { end } else { 1.0 }
    }

    fn position(&self, transform: &PlotTransform, t: f64, cost: f64) -> Pos2 {
        transform.position_from_point(&PlotPoint::new(self.x(t), cost))
    }

    fn points(&self, course: &CostPath) -> PlotPoints<'static> {
        let points = course.points().into_iter();
        points.map(|[t, cost]| [self.x(t), cost]).collect()
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, curves: &[Curve<'_>]) -> PlotTransform {
        let palette = Palette::current(ui);
        let x_end = self.x_end();
        let highest = curves
            .iter()
            .map(|curve| curve.course.total())
            .fold(0.0, f64::max)
            .max(self.highest_band());
        let areas = self.areas(palette);
        let y_end = if highest > 0.0 { highest * 1.06 } else { 1.0 };
        let x_ticks = (rect.width() / 76.0) as usize;
        let y_ticks = (rect.height() / 62.0) as usize;
        let currency = self.scenario.currency.clone();
        let over = self.axis;
        let x_step = match over {
            CostAxis::Months => axis::month_step(self.analysis.months(), x_ticks) as f64,
            CostAxis::Queries => axis::nice_step(x_end, x_ticks),
        };
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        plot_ui.style_mut().override_font_id = Some(FontId::proportional(TICK_SIZE));
        let y_axis = plot::axis(
            AxisHints::new_y(),
            FontId::proportional(TICK_SIZE),
            palette.weak,
            move |mark, _| axis::money_tick(mark.value, &currency),
        );
        let x_axis = match over {
            CostAxis::Months => plot::time_axis(ui, self.scenario.start, palette),
            CostAxis::Queries => plot::axis(
                AxisHints::new_x(),
                FontId::proportional(TICK_SIZE),
                palette.weak,
                |mark, _| axis::count_tick(mark.value),
            ),
        };
        let lines: Vec<Line<'_>> = curves
            .iter()
            .map(|curve| {
                plot::line(curve.name.clone(), self.points(curve.course))
                    .stroke(Stroke::new(curve.width, curve.color))
                    .style(curve.style)
            })
            .collect();
        plot::plot("cost", rect.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, x_end, x_step))
            .y_grid_spacer(move |_| axis::marks(0.0, y_end, axis::nice_step(y_end, y_ticks)))
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(axis::bounds(0.0, x_end, y_end));
                plot.hline(
                    egui_plot::HLine::new("", 0.0)
                        .stroke(Stroke::new(1.0, palette.line))
                        .allow_hover(false),
                );
                for area in areas {
                    plot.add(area);
                }
                for line in lines {
                    plot.line(line);
                }
            })
            .transform
    }

    /// The top of the bands.
    fn highest_band(&self) -> f64 {
        let ends = self.bands.into_iter().flat_map(|(bands, _)| {
            [bands.prompting.last(), bands.fine_tuning.last()]
                .into_iter()
                .flatten()
        });
        ends.map(|end| end.p95).fold(0.0, f64::max)
    }

    /// P5 to P95 of each curve, and P10 to P90 over it.
    fn areas(&self, palette: &Palette) -> Vec<FilledArea> {
        let Some((bands, fits)) = self.bands else {
            return Vec::new();
        };
        let months = 0..bands.prompting.len().min(self.analysis.queries.len());
        let x: Vec<f64> = months.map(|t| self.x(t as f64)).collect();
        // What belongs to the scenario as it was a moment ago is fainter.
        let strength = if fits { 1.0 } else { 0.6 };
        let area =
            |side: Approach, of: &[Quantiles], ends: fn(&Quantiles) -> (f64, f64), alpha: f32| {
                let (low, high): (Vec<f64>, Vec<f64>) = of.iter().take(x.len()).map(ends).unzip();
                FilledArea::new("", &x, &low, &high)
                    .fill_color(palette.approach(side).gamma_multiply(alpha * strength))
                    .allow_hover(false)
            };
        [
            (Approach::Prompting, &bands.prompting),
            (Approach::FineTuning, &bands.fine_tuning),
        ]
        .into_iter()
        .flat_map(|(side, of)| {
            [
                area(side, of, |at| (at.p5, at.p95), 0.10),
                area(side, of, |at| (at.p10, at.p90), 0.12),
            ]
        })
        .collect()
    }
}

/// The name of a curve and its total, two lines.
fn end_label(ui: &Ui, curve: &Curve<'_>, scenario: &Scenario) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::default();
    let format = |font_id| egui::TextFormat::simple(font_id, curve.color);
    job.append(&curve.name, 0.0, format(bold(LABEL_SIZE)));
    let total = money(curve.course.total(), &scenario.currency);
    job.append(
        &format!("\n{total}"),
        0.0,
        format(FontId::proportional(LABEL_SIZE)),
    );
    ui.painter().layout_job(job)
}
