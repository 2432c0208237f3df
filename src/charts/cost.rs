//! The cost chart: what each approach has cost by each moment, where the curves cross, and the best switch where it beats both.

use egui::{Color32, FontId, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, FilledArea, Line, LineStyle, PlotPoint, PlotPoints, PlotTransform};

use crate::analysis::Analysis;
use crate::analysis::breakeven::{Crossing, Moment, queries_at};
use crate::analysis::risk::{Bands, Quantiles};
use crate::analysis::side::Side;
use crate::analysis::strategy::Course;
use crate::analysis::verdict::month_of;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count, money};

use super::axis;
use super::labels::{LABEL, Occupied, TICK, bold, caption_ui, pointer, spread, tooltip};
use super::palette::Palette;
use super::still;

/// What the horizontal axis counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Over {
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
    pub over: Over,
    /// What the curves may be by month, where inputs are uncertain, and whether that belongs to this analysis.
    pub bands: Option<(&'a Bands, bool)>,
    /// The switch that is looked at; else the best one is shown, where it beats both approaches.
    pub switch: Option<(usize, &'a Course)>,
}

/// One curve and how it is drawn.
struct Curve<'a> {
    name: String,
    course: &'a Course,
    color: Color32,
    style: LineStyle,
    width: f32,
}

/// Labels of more crossings would cover the chart.
const MOST_LABELS: usize = 2;
/// Lower steps aren't seen as such.
const LEAST_STEP: f32 = 6.0;
/// More words would hide the curve.
const MOST_EVENTS: usize = 5;

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
        match self.over {
            Over::Months => format!("{money}, by month{bands}"),
            Over::Queries => format!("{money}, by queries answered{bands}"),
        }
    }

    fn curves(&self, palette: &Palette) -> Vec<Curve<'_>> {
        let mut curves = Vec::with_capacity(3);
        let best = self.analysis.better_than_both();
        let best = best.map(|best| (best.month, &best.course));
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
            (Side::Prompting, LineStyle::Solid),
            (Side::FineTuning, LineStyle::Dashed { length: 9.0 }),
        ] {
            curves.push(Curve {
                name: side.label().to_owned(),
                course: &self.analysis.approach(side).course,
                color: palette.side(side),
                style,
                width: 2.5,
            });
        }
        curves
    }

    /// x of a moment t.
    fn x(&self, t: f64) -> f64 {
        match self.over {
            Over::Months => t,
            Over::Queries => queries_at(&self.analysis.queries, t),
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

    fn points(&self, course: &Course) -> PlotPoints<'static> {
        let mut points = Vec::with_capacity(2 * course.after.len());
        for (t, (&before, &after)) in course.before.iter().zip(&course.after).enumerate() {
            let x = self.x(t as f64);
            points.push([x, before]);
            if after != before {
                points.push([x, after]);
            }
        }
        PlotPoints::from(points)
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
        let over = self.over;
        let x_step = match over {
            Over::Months => axis::month_step(self.analysis.months(), x_ticks) as f64,
            Over::Queries => axis::nice_step(x_end, x_ticks),
        };
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        plot_ui.style_mut().override_font_id = Some(FontId::proportional(TICK));
        let y_axis = still::axis(
            AxisHints::new_y(),
            FontId::proportional(TICK),
            palette.weak,
            move |mark, _| axis::money_tick(mark.value, &currency),
        );
        let x_axis = match over {
            Over::Months => still::time_axis(ui, self.scenario.start, palette),
            Over::Queries => still::axis(
                AxisHints::new_x(),
                FontId::proportional(TICK),
                palette.weak,
                |mark, _| axis::count_tick(mark.value),
            ),
        };
        let lines: Vec<Line<'_>> = curves
            .iter()
            .map(|curve| {
                still::line(curve.name.clone(), self.points(curve.course))
                    .stroke(Stroke::new(curve.width, curve.color))
                    .style(curve.style)
            })
            .collect();
        still::plot("cost", rect.size(), [x_axis, y_axis], palette)
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
            |side: Side, of: &[Quantiles], ends: fn(&Quantiles) -> (f64, f64), alpha: f32| {
                let (low, high): (Vec<f64>, Vec<f64>) = of.iter().take(x.len()).map(ends).unzip();
                FilledArea::new("", &x, &low, &high)
                    .fill_color(palette.side(side).gamma_multiply(alpha * strength))
                    .allow_hover(false)
            };
        [
            (Side::Prompting, &bands.prompting),
            (Side::FineTuning, &bands.fine_tuning),
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

    /// Says at the steps of fine-tuning's curve what happened there: at those high enough to be seen, if they are few.
    fn events_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let course = &self.analysis.fine_tuning.course;
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
            let at = if course.after[month] >= self.analysis.prompting.course.after[month] {
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
    fn crossings_ui(
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
            Side::FineTuning => format!("Pays back {calendar}"),
            Side::Prompting => format!("Dearer again {calendar}"),
        };
        let detail = format!(
            "month {month}, after {} queries",
            count(crossing.at.queries)
        );
        let painter = ui.painter();
        let title = painter.layout_no_wrap(title, bold(LABEL), palette.text);
        let detail = painter.layout_no_wrap(detail, FontId::proportional(TICK), palette.weak);
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
        cost_at(&self.analysis.prompting.course, moment.month)
    }

    /// A line under the pointer with the values of every curve there.
    fn hover_ui(
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
fn cost_at(course: &Course, month: f64) -> f64 {
    let last = course.after.len() - 1;
    let from = (month.floor() as usize).min(last);
    if month <= from as f64 {
        return course.before[from];
    }
    let part = month - from as f64;
    course.after[from] + part * (course.before[from + 1] - course.after[from])
}

/// The name of a curve and its total, two lines.
fn end_label(ui: &Ui, curve: &Curve<'_>, scenario: &Scenario) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::default();
    let format = |font_id| egui::TextFormat::simple(font_id, curve.color);
    job.append(&curve.name, 0.0, format(bold(LABEL)));
    let total = money(curve.course.total(), &scenario.currency);
    job.append(
        &format!("\n{total}"),
        0.0,
        format(FontId::proportional(LABEL)),
    );
    ui.painter().layout_job(job)
}
