//! The panel of the costs: the curves, and the range of one that alone is uncertain.

use egui::{Rect, Stroke, Ui};
use egui_plot::{FilledArea, Line, LineStyle, PlotPoints, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::price::unpriced;
use crate::analysis::risk::Quantiles;
use crate::charts::plot::bands::{ends_of, has_certain_events};
use crate::charts::plot::panel::{Scale, panel_ui};
use crate::charts::plot::{self, ticks::Counted};
use crate::theme::palette::Palette;

use super::{CostChart, Curve};

/// Space above the highest curve, as a factor of its height.
const HEADROOM_FACTOR: f64 = 1.06;
/// Space below 0, as a share of the axis: a line along 0 is seen whole.
const FLOOR_SHARE: f64 = 0.02;
/// Opacity of the range of an approach.
const BAND_ALPHA: f32 = 0.12;
/// Ranges that have more than this share in common aren't drawn over the curves.
const MAX_OVERLAP_SHARE: f64 = 0.3;
/// A range narrower than this share of the amount is none.
const MIN_RANGE: f64 = 1e-3;
/// A range narrower than this share of the other one is no range beside it.
const MIN_RANGE_SHARE: f64 = 0.1;

impl CostChart<'_> {
    /// The curves of the approaches that have prices, of the optimised prompt, and of a switch between the approaches. They are told apart without colours too.
    pub(super) fn curves(&self, palette: &Palette) -> Vec<Curve<'_>> {
        let mut curves = Vec::with_capacity(4);
        let unpriced = unpriced(self.scenario);
        let best = self.analysis.better_than_both();
        let best = best.map(|best| (best.month, &best.cost_path));
        if let Some((month, path)) = self.switch.or(best)
            && unpriced.is_empty()
        {
            curves.push(Curve {
                name: format!("Switch after month {month}"),
                note: "prompt first, then fine-tune",
                path,
                approach: None,
                color: palette.text,
                text: palette.text,
                style: LineStyle::dotted_dense(),
                width: 2.0,
            });
        }
        if let Some(path) = self.optimised.filter(|_| unpriced.is_empty()) {
            curves.push(Curve {
                name: "Optimised prompt".to_owned(),
                note: "",
                path,
                approach: None,
                color: palette.prompting,
                text: palette.approach_text(Approach::Prompting),
                style: LineStyle::Dotted { spacing: 7.0 },
                width: 2.5,
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
                note: "",
                path: &self.analysis.costs_of(approach).cost_path,
                approach: Some(approach),
                color: palette.approach(approach),
                text: palette.approach_text(approach),
                style,
                width: 2.5,
            });
        }
        curves
    }

    /// The vertical axis, which holds the curves and their ranges at the horizon.
    pub(super) fn scale(&self, curves: &[Curve<'_>], height: f32) -> Scale {
        let totals = curves.iter().map(|curve| curve.path.total());
        let ranges = curves
            .iter()
            .filter_map(|curve| self.range(curve.approach?));
        let billed = self.shown_billed().map(|(_, cost)| cost);
        let highest = totals
            .chain(ranges.map(|(_, high)| high))
            .chain(billed)
            .fold(0.0, f64::max);
        let y_end = if highest > 0.0 {
            highest * HEADROOM_FACTOR
        } else {
            1.0
        };
        let money = Counted::Money(&self.scenario.currency);
        Scale::new(-FLOOR_SHARE * y_end, y_end, height, money)
    }

    /// Draws the curves into `frame`.
    pub(super) fn costs_ui(
        &self,
        ui: &mut Ui,
        frame: Rect,
        scale: &Scale,
        curves: &[Curve<'_>],
    ) -> PlotTransform {
        let palette = Palette::current(ui);
        let (area, outline) = self.band(palette).unzip();
        let lines: Vec<Line<'_>> = curves
            .iter()
            .map(|curve| {
                let points = curve.path.points().into_iter();
                let points: PlotPoints<'_> = points.map(|[t, cost]| [self.x(t), cost]).collect();
                plot::line(curve.name.clone(), points)
                    .stroke(Stroke::new(curve.width, curve.color))
                    .style(curve.style)
            })
            .collect();
        panel_ui(ui, "cost", frame, (0.0, self.x_end()), scale, |plot| {
            plot.hline(plot::hline(0.0, Stroke::new(1.0, palette.line)));
            if let Some(area) = area {
                plot.add(area);
            }
            for edge in outline.into_iter().flatten() {
                plot.line(edge);
            }
            for line in lines {
                plot.line(line);
            }
        })
    }

    fn quantiles(&self, approach: Approach) -> Option<&[Quantiles]> {
        let bands = self.bands?.bands;
        Some(match approach {
            Approach::Prompting => &bands.prompting,
            Approach::FineTuning => &bands.fine_tuning,
        })
    }

    /// P10 and P90 of an approach's total; `None` if it isn't uncertain.
    pub(super) fn range(&self, approach: Approach) -> Option<(f64, f64)> {
        self.ends(approach)
            .filter(|(low, high)| high - low > MIN_RANGE * high)
    }

    fn ends(&self, approach: Approach) -> Option<(f64, f64)> {
        let last = self.quantiles(approach)?.last()?;
        Some((last.p10, last.p90))
    }

    /// The approach that alone is uncertain, so that its range can be drawn around its curve. Where both are, their ranges would lie over
    /// each other and hide the curves.
    pub(super) fn lone_band(&self) -> Option<Approach> {
        let [prompting, fine_tuning] = Approach::ALL.map(|approach| self.ends(approach));
        let (prompting, fine_tuning) = (prompting?, fine_tuning?);
        let widths = [prompting, fine_tuning].map(|(low, high)| high - low);
        let common = prompting.1.min(fine_tuning.1) - prompting.0.max(fine_tuning.0);
        let all = prompting.1.max(fine_tuning.1) - prompting.0.min(fine_tuning.0);
        if common > MAX_OVERLAP_SHARE * all {
            return None;
        }
        match widths {
            [prompting, other] if other < MIN_RANGE_SHARE * prompting => Some(Approach::Prompting),
            [other, tuned] if other < MIN_RANGE_SHARE * tuned => Some(Approach::FineTuning),
            _ => None,
        }
    }

    /// The range of the approach that alone is uncertain, from P10 to P90, and its edges.
    fn band(&self, palette: &Palette) -> Option<(FilledArea, [Line<'static>; 2])> {
        let shown = self.bands?;
        let approach = self.lone_band()?;
        let quantiles = self.quantiles(approach)?;
        let path = &self.analysis.costs_of(approach).cost_path;
        let is_certain = has_certain_events(self.scenario);
        let ends = ends_of(quantiles, |month| is_certain && path.steps_at(month));
        let x: Vec<f64> = ends.iter().map(|ends| self.x(ends.t)).collect();
        let (low, high): (Vec<f64>, Vec<f64>) =
            ends.iter().map(|ends| (ends.low, ends.high)).unzip();
        let color = palette.approach(approach);
        let stroke = Stroke::new(1.0, color.gamma_multiply(shown.strength()));
        let edge = |values: &[f64]| {
            let points: PlotPoints<'static> = x.iter().zip(values).map(|(x, y)| [*x, *y]).collect();
            plot::line("", points).stroke(stroke)
        };
        let edges = [edge(&low), edge(&high)];
        Some((shown.area(&x, &low, &high, color, BAND_ALPHA), edges))
    }
}
