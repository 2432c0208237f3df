//! What was billed, beside the curves of the costs: a dot at the end of each month with a bill. It isn't at the bills, but at the planned cost so
//! far, with the bills in the place of the planned ones: else it couldn't be compared with the curve.

use egui::{Color32, FontId, Rect, Shape, Stroke, Ui, vec2};
use egui_plot::PlotTransform;

use crate::analysis::actuals::BilledCurve;
use crate::analysis::price::unpriced;
use crate::charts::crossings::CrossingMarks;
use crate::charts::plot::sizes::SMALL_SIZE;
use crate::scenario::quantity::{MoneyRow, money};
use crate::scenario::words::uncapitalized;
use crate::theme::palette::Palette;

use super::{CostChart, Curve};

/// Radius of a dot, in points.
const DOT_RADIUS: f32 = 3.5;
const LINE_WIDTH: f32 = 1.5;
/// What the dots are, also for the words above the chart.
pub(super) const LABEL: &str = "Planned, with bills";
/// Space around the label in which there is nothing else, in points.
const CLEARANCE: f32 = 3.0;

impl CostChart<'_> {
    /// The curves of the approaches whose costs are shown.
    fn billed_curves(&self) -> impl Iterator<Item = &BilledCurve> {
        let unpriced = unpriced(self.scenario);
        let billed = self.billed.iter();
        billed.filter(move |billed| !unpriced.contains(&billed.approach))
    }

    /// All months with what had been billed by then.
    pub(super) fn shown_billed(&self) -> impl Iterator<Item = (usize, f64)> {
        self.billed_curves()
            .flat_map(|billed| billed.points.iter().copied())
    }

    /// Draws them, and names each at its end where the name covers nothing.
    pub(super) fn billed_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        curves: &[Curve<'_>],
        marks: &CrossingMarks<'_>,
    ) {
        let palette = Palette::current(ui);
        let samples = self.samples(transform, curves);
        let crossings = marks.crossings.iter();
        let lines: Vec<f32> = crossings
            .map(|crossing| self.position(transform, crossing.at.month, 0.0).x)
            .collect();
        for billed in self.billed_curves() {
            let color = palette.approach_text(billed.approach);
            let points = billed.points.iter();
            let points: Vec<_> = points
                .map(|(month, cost)| self.position(transform, *month as f64, *cost))
                .collect();
            let painter = ui.painter();
            painter.add(Shape::line(points.clone(), Stroke::new(LINE_WIDTH, color)));
            // The first point is where the bills begin.
            for point in points.iter().skip(1) {
                let ring = Stroke::new(LINE_WIDTH, color);
                painter.circle(*point, DOT_RADIUS, palette.background, ring);
            }
            let Some(end) = points.last() else {
                continue;
            };
            let font = FontId::proportional(SMALL_SIZE);
            let text = painter.layout_no_wrap(LABEL.to_owned(), font, color);
            let size = text.size();
            let places = [
                vec2(8.0, 4.0),
                vec2(-size.x - 8.0, -size.y - 4.0),
                vec2(8.0, -size.y - 4.0),
                vec2(-size.x - 8.0, 4.0),
            ];
            let places = places.map(|place| Rect::from_min_size(*end + place, size));
            let is_free = |rect: &&Rect| {
                let around = rect.expand(CLEARANCE);
                transform.frame().contains_rect(**rect)
                    && !samples.iter().any(|point| around.contains(*point))
            };
            // Rather over the dotted line of a crossing than nowhere.
            let is_crossed = |rect: &&Rect| {
                let around = rect.expand(CLEARANCE).x_range();
                lines.iter().any(|x| around.contains(*x))
            };
            let free = || places.iter().filter(is_free);
            if let Some(rect) = free().find(|rect| !is_crossed(rect)).or(free().next()) {
                painter.galley(rect.min, text, color);
            }
        }
    }

    /// The bill of a month beside its plan, and what the dot above it is at, for the values under the pointer.
    pub(super) fn billed_lines(&self, month: usize, palette: &Palette) -> Vec<(String, Color32)> {
        let mut lines = Vec::new();
        let currency = &self.scenario.currency;
        let is_one = self.billed_curves().count() == 1;
        for curve in self.billed_curves() {
            let Some(bill) = curve.bills.iter().find(|bill| bill.month == month) else {
                continue;
            };
            let dot = curve.points.iter().find(|(end, _)| *end == month);
            let row = MoneyRow::new([bill.billed, bill.planned], currency);
            let name = self.scenario.start.name_of_nth(month);
            let of_approach = if is_one {
                String::new()
            } else {
                format!(", {}", uncapitalized(curve.approach.label()))
            };
            let [billed, planned] = [bill.billed, bill.planned].map(|amount| row.money(amount));
            let bill = format!("{name}{of_approach}: billed {billed}, planned {planned}");
            let so_far = dot.map(|(_, cost)| {
                format!(
                    "Planned cost so far, with bills  {}",
                    money(*cost, currency)
                )
            });
            let color = palette.approach_text(curve.approach);
            lines.extend(
                [Some(bill), so_far]
                    .into_iter()
                    .flatten()
                    .map(|line| (line, color)),
            );
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::analysis::actuals::billed_curves;
    use crate::charts::cost::CostAxis;
    use crate::files::examples::Example;

    fn lines(bills: &str, month: usize) -> Vec<String> {
        let example = Example::find("textbook-comparison").unwrap();
        let mut scenario = example.scenario().unwrap();
        scenario.actuals = bills.parse().unwrap();
        let analysis = Analysis::new(&scenario);
        let chart = CostChart {
            scenario: &scenario,
            analysis: &analysis,
            axis: CostAxis::Months,
            bands: None,
            optimised: None,
            switch: None,
            billed: &billed_curves(&scenario, &analysis),
            plan: None,
        };
        let lines = chart.billed_lines(month, Palette::for_theme(false));
        lines.into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn a_dot_says_the_bill_of_its_month_before_the_cost_so_far() {
        let found = lines("1: $900; 2: $100.50", 2);
        assert!(
            found[0].starts_with("Feb 2027: billed $100.50, planned $"),
            "{found:?}"
        );
        // Prompting has no costs there besides its bills.
        assert_eq!(found[1], "Planned cost so far, with bills  $1,000");
        assert_eq!(lines("1: $900", 2), [""; 0]);
        assert_eq!(lines("1: $900", 0), [""; 0]);
    }

    #[test]
    fn bills_of_both_approaches_are_told_apart() {
        let found = lines("1: $900; 2: $100, fine-tuning", 2);
        assert!(
            found[0].starts_with("Feb 2027, fine-tuning: billed $"),
            "{found:?}"
        );
    }
}
