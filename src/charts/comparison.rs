//! Several scenarios over each other: what fine-tuning saves in each, or what both approaches cost. Lines carry their scenarios' names.

use egui::{Color32, FontId, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{AxisHints, HLine, LineStyle, PlotBounds, PlotPoint, PlotPoints};

use crate::analysis::approach::Approach;
use crate::scenario::quantity::{count_with_noun, money};
use crate::scenario::short_name;
use crate::study::{Study, comparison};
use crate::theme::palette::Palette;

use super::plot::axis::{self, TimeAxis};
use super::plot::frame::chart_frame_ui;
use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, spread};
use super::plot::{self};

/// What is laid over each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ComparedQuantity {
    /// What fine-tuning has saved.
    #[default]
    Savings,
    /// What both approaches have cost.
    Costs,
}

/// Everything that the chart shows.
pub struct ComparisonChart<'a> {
    /// The scenarios, all in one currency.
    pub studies: &'a [Study],
    /// What of them.
    pub quantity: ComparedQuantity,
}

/// More lines can't be told apart.
pub const MAX_COMPARED: usize = 7;
const ROOM: f64 = 0.06;
/// Names are cut off where they take more than this of the width, but not before they take so much room.
const NAME_PART: f32 = 0.3;
const NAME: f32 = 190.0;

struct Curve {
    name: String,
    color: Color32,
    style: LineStyle,
    points: Vec<[f64; 2]>,
}

impl ComparisonChart<'_> {
    /// The finding.
    pub fn title(&self) -> String {
        match self.quantity {
            ComparedQuantity::Savings => comparison::savings_finding(self.studies),
            ComparedQuantity::Costs => comparison::costs_finding(self.studies),
        }
    }

    /// What it shows.
    pub fn caption(&self) -> &'static str {
        match self.quantity {
            ComparedQuantity::Savings => {
                "What fine-tuning has saved by then, at base, by month from each scenario’s start"
            }
            ComparedQuantity::Costs => {
                "Cumulative cost at base, by month from each scenario’s start; dashed: fine-tuning"
            }
        }
    }

    /// Draws it with its finding above it.
    pub fn figure_ui(&self, ui: &mut Ui) {
        let scenarios = count_with_noun(self.studies.len() as f64, "scenario");
        let foot = format!("{scenarios} at base · Breakeven");
        let title = Some(self.title());
        chart_frame_ui(ui, title, self.caption(), Some(foot), |ui| {
            self.chart_ui(ui);
        });
    }

    fn curves(&self, palette: &Palette) -> Vec<Curve> {
        let mut curves = Vec::new();
        for (place, study) in self.studies.iter().take(MAX_COMPARED).enumerate() {
            let color = palette.series(place);
            let (prompting, tuned) = (
                &study.analysis.prompting.cost_path,
                &study.analysis.fine_tuning.cost_path,
            );
            let title = short_name(&study.scenario);
            let mut add = |name: String, style, points| {
                curves.push(Curve {
                    name,
                    color,
                    style,
                    points,
                });
            };
            match self.quantity {
                ComparedQuantity::Savings => {
                    add(title, LineStyle::Solid, prompting.points_above(tuned))
                }
                ComparedQuantity::Costs => {
                    add(
                        format!("{}: {title}", Approach::Prompting.label().to_lowercase()),
                        LineStyle::Solid,
                        prompting.points(),
                    );
                    add(
                        format!("tuned: {title}"),
                        LineStyle::Dashed { length: 9.0 },
                        tuned.points(),
                    );
                }
            }
        }
        curves
    }

    /// Draws the curves into all the space that `ui` has.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(vec2(280.0, 160.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let (Some(first), Some(_)) = (
            self.studies.first(),
            comparison::common_currency(self.studies),
        ) else {
            return;
        };
        let curves = self.curves(palette);
        let all = curves.iter().flat_map(|curve| &curve.points);
        let (low, high) = all.fold((0.0_f64, 0.0_f64), |(low, high), [_, value]| {
            (low.min(*value), high.max(*value))
        });
        let height = if high > low { high - low } else { 1.0 };
        let (low, high) = (low - ROOM * height, high + ROOM * height);
        let studies = self.studies.iter();
        let months = studies
            .map(|study| study.analysis.months())
            .max()
            .unwrap_or(1);
        let longest = (NAME_PART * rect.width()).max(NAME);
        let names: Vec<_> = curves
            .iter()
            .map(|curve| {
                let last = curve.points.last().map_or(0.0, |point| point[1]);
                let amount = money(last, &first.scenario.currency);
                let mut job = egui::text::LayoutJob::simple_singleline(
                    // The amount first: it is never cut off.
                    format!("{amount} {}", curve.name),
                    bold(LABEL_SIZE),
                    curve.color,
                );
                job.wrap = egui::text::TextWrapping::truncate_at_width(longest);
                ui.painter().layout_job(job)
            })
            .collect();
        let margin = names.iter().map(|name| name.size().x).fold(0.0, f32::max) + 18.0;
        let plot = rect.with_max_x(rect.right() - margin);
        let font = || FontId::proportional(TICK_SIZE);
        let x_step = axis::month_step(months, (plot.width() / 84.0) as usize) as f64;
        let y_step = axis::nice_step(high - low, (plot.height() / 62.0) as usize);
        // Where not all start in the same month there is no one calendar.
        let start = first.scenario.start;
        let same = self
            .studies
            .iter()
            .all(|study| study.scenario.start == start);
        let time = if same {
            TimeAxis::current(ui)
        } else {
            TimeAxis::Months
        };
        let x_axis = plot::axis(AxisHints::new_x(), font(), palette.weak, move |mark, _| {
            time.tick(start, mark)
        });
        let currency = first.scenario.currency.clone();
        let signed = self.quantity == ComparedQuantity::Savings;
        let y_axis = plot::axis(AxisHints::new_y(), font(), palette.weak, move |mark, _| {
            if signed {
                axis::signed_money_tick(mark.value, &currency)
            } else {
                axis::money_tick(mark.value, &currency)
            }
        });
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(plot));
        plot_ui.style_mut().override_font_id = Some(font());
        let transform = plot::plot("compare", plot.size(), [x_axis, y_axis], palette)
            .x_grid_spacer(move |_| axis::marks(0.0, months as f64, x_step))
            .y_grid_spacer(move |_| axis::marks_off_the_corner(low, high, y_step))
            .show(&mut plot_ui, |plot| {
                let margin = 0.015 * months as f64;
                let bounds = PlotBounds::from_min_max([-margin, low], [months as f64, high]);
                plot.set_plot_bounds(bounds);
                let zero = HLine::new("", 0.0).allow_hover(false);
                plot.hline(zero.stroke(Stroke::new(1.0, palette.weak)));
                for curve in &curves {
                    let line = plot::line(&curve.name, PlotPoints::from(curve.points.clone()));
                    let line = line
                        .stroke(Stroke::new(2.5, curve.color))
                        .style(curve.style);
                    plot.line(line);
                }
            })
            .transform;
        // Names beside the line ends, apart from each other.
        let ends: Vec<f32> = curves
            .iter()
            .map(|curve| {
                let last = curve.points.last().copied().unwrap_or_default();
                transform.position_from_point(&PlotPoint::from(last)).y
            })
            .collect();
        let heights: Vec<f32> = names.iter().map(|name| name.size().y + 2.0).collect();
        let frame = transform.frame();
        let centres = spread(&ends, &heights, frame.top(), frame.bottom());
        for (((name, centre), curve), end) in names.into_iter().zip(centres).zip(&curves).zip(ends)
        {
            // A line that ends earlier is led to its name.
            let last = curve.points.last().map_or(0.0, |point| point[0]);
            let x = transform.position_from_point(&PlotPoint::new(last, 0.0)).x;
            let stroke = Stroke::new(1.0, curve.color.gamma_multiply(0.45));
            ui.painter()
                .line_segment([pos2(x, end), pos2(frame.right() + 7.0, centre)], stroke);
            ui.painter().circle_filled(pos2(x, end), 3.0, curve.color);
            let at = pos2(frame.right() + 10.0, centre - name.size().y / 2.0);
            ui.painter().galley(at, name, curve.color);
        }
    }
}
