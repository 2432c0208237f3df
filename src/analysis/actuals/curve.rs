//! The cumulative cost with what was billed in the place of the planned bills, for the chart of the costs.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::scenario::Scenario;

use super::bills::{bills, in_the_horizon, planned};

/// What an approach has cost by the end of a month: its plan, with each bill in the place of the planned one.
#[derive(Debug, Clone, PartialEq)]
pub struct BilledCurve {
    /// The approach.
    pub approach: Approach,
    /// Month and cumulative cost, as a present value: from before the first bill to the last one.
    pub points: Vec<(usize, f64)>,
    /// The bills, of which each has changed a point.
    pub bills: Vec<BilledMonth>,
}

/// The bill of a month, and its plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BilledMonth {
    /// The month, counted from 1.
    pub month: usize,
    /// c: what was billed.
    pub billed: f64,
    /// B(V): the planned bill.
    pub planned: f64,
}

/// A curve for each approach that was billed.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::actuals::billed_curves;
/// use breakeven::files::examples::Example;
///
/// let mut scenario = Example::find("textbook-comparison").unwrap().scenario()?;
/// scenario.actuals = "1: $900; 2: $100".parse().unwrap();
/// let analysis = Analysis::new(&scenario);
/// let curves = billed_curves(&scenario, &analysis);
/// assert_eq!(curves.len(), 1);
/// // No money is discounted here, and prompting has no costs besides its bills.
/// assert_eq!(curves[0].points, [(0, 0.0), (1, 900.0), (2, 1000.0)]);
/// assert_eq!(curves[0].bills[1].billed, 100.0);
/// # Ok::<(), breakeven::files::format::FormatError>(())
/// ```
pub fn billed_curves(scenario: &Scenario, analysis: &Analysis) -> Vec<BilledCurve> {
    let actual = in_the_horizon(scenario);
    let Some(last) = actual.last() else {
        return Vec::new();
    };
    let plan = planned(scenario, last.month);
    let expected = bills(&plan, &actual);
    let yearly = 1.0 + scenario.discount_rate.get();
    let mut curves: Vec<BilledCurve> = Vec::new();
    for approach in Approach::ALL {
        let path = &analysis.costs_of(approach).cost_path;
        let (mut points, mut billed_months) = (Vec::new(), Vec::new());
        let mut difference = 0.0;
        let of_approach = actual.iter().zip(&expected);
        for (actual, bill) in of_approach.filter(|(actual, _)| actual.approach == approach) {
            let Some(cost) = actual.cost else {
                continue;
            };
            if points.is_empty() {
                points.push((actual.month - 1, path.after[actual.month - 1]));
            }
            let present = yearly.powf(-(actual.month as f64) / 12.0);
            difference += (cost - bill.total()) * present;
            points.push((actual.month, path.after[actual.month] + difference));
            billed_months.push(BilledMonth {
                month: actual.month,
                billed: cost,
                planned: bill.total(),
            });
        }
        if !points.is_empty() {
            curves.push(BilledCurve {
                approach,
                points,
                bills: billed_months,
            });
        }
    }
    curves
}
