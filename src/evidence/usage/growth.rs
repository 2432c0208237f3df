//! How fast the volume grows, from its months.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF as _, StudentsT};

use super::months::UsageMonth;

/// The least half-width of the range that two months give, in the logarithm: a tenth up or down.
const LEAST_HALF_WIDTH: f64 = 0.095_310_179_804_324_86;

/// Growth of the volume per month, as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Growth {
    /// The best estimate.
    pub likely: f64,
    /// What it follows from.
    pub basis: GrowthBasis,
    /// Months that it follows from.
    pub months: usize,
    /// Complete months without any volume, which were left out: they have no logarithm.
    pub zero_months: usize,
    /// Half the width of the range in the logarithm, at one standard error.
    standard_error: f64,
}

/// What growth follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GrowthBasis {
    /// A least squares fit to three months or more.
    Fit,
    /// Two months, which say nothing of how far their volumes scatter. The range is an assumption: from no growth to twice what was seen, and at
    /// least a tenth up and down.
    TwoMonths,
}

impl Growth {
    /// The growth from the complete months among these: least squares on ln(volume per day), so that months of different lengths compare. `None`
    /// for fewer than two months with volume.
    ///
    /// The volume is that of queries, or of input and output tokens if no queries are stated.
    pub fn of(months: &[UsageMonth]) -> Option<Self> {
        let complete = || months.iter().filter(|month| month.complete);
        let has_queries = complete().all(|month| month.amounts.queries.is_some());
        let volume = |month: &UsageMonth| {
            let amounts = &month.amounts;
            let volume = if has_queries {
                amounts.queries
            } else {
                amounts.tokens()
            };
            volume.unwrap_or(0.0) / f64::from(month.days)
        };
        let points: Vec<(f64, f64)> = complete()
            .filter(|month| volume(month) > 0.0)
            .map(|month| (f64::from(month.number()), volume(month).ln()))
            .collect();
        let (slope, standard_error) = fit(&points)?;
        Some(Self {
            likely: slope.exp_m1(),
            basis: if points.len() == 2 {
                GrowthBasis::TwoMonths
            } else {
                GrowthBasis::Fit
            },
            months: points.len(),
            zero_months: complete().count() - points.len(),
            standard_error,
        })
    }

    /// The range that holds the growth with this probability, by Student’s t for n − 2 degrees of freedom: 0.8 gives P10 to P90, 0.9 P5 to P95. The
    /// range of two months is the same for each.
    pub fn range(&self, probability: f64) -> (f64, f64) {
        let slope = self.likely.ln_1p();
        let half = match self.basis {
            GrowthBasis::TwoMonths => slope.abs().max(LEAST_HALF_WIDTH),
            GrowthBasis::Fit => {
                let t = StudentsT::new(0.0, 1.0, self.months as f64 - 2.0);
                let tail = probability.clamp(0.0, 0.999).midpoint(1.0);
                self.standard_error * t.map_or(0.0, |t| t.inverse_cdf(tail))
            }
        };
        ((slope - half).exp_m1(), (slope + half).exp_m1())
    }

    /// The 10th percentile.
    pub fn low(&self) -> f64 {
        self.range(0.8).0
    }

    /// The 90th percentile.
    pub fn high(&self) -> f64 {
        self.range(0.8).1
    }
}

/// The slope of the least squares line and its standard error, which is 0 for two points; `None` for fewer, or if all have the same place.
fn fit(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let n = points.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(&|point| point.0), mean(&|point| point.1));
    let sum = |of: &dyn Fn(f64, f64) -> f64| {
        points
            .iter()
            .map(|point| of(point.0 - x, point.1 - y))
            .sum::<f64>()
    };
    let squares = sum(&|dx, _| dx * dx);
    if points.len() < 2 || squares <= 0.0 {
        return None;
    }
    let slope = sum(&|dx, dy| dx * dy) / squares;
    let rest = sum(&|dx, dy| (dy - slope * dx).powi(2));
    let freedom = (n - 2.0).max(1.0);
    let standard_error = if points.len() > 2 {
        (rest / freedom / squares).sqrt()
    } else {
        0.0
    };
    Some((slope, standard_error))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::amounts::Amounts;
    use super::*;

    const DAYS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// Months of 2026 with these queries, from January on.
    fn months(queries: &[f64]) -> Vec<UsageMonth> {
        let month = |(place, queries): (usize, &f64)| UsageMonth {
            month: format!("2026-{:02}", place + 1),
            days: DAYS[place],
            complete: true,
            note: None,
            amounts: Amounts {
                queries: Some(*queries),
                ..Amounts::default()
            },
        };
        queries.iter().enumerate().map(month).collect()
    }

    #[test]
    fn steady_traffic_doesnt_grow_though_months_have_different_lengths() {
        let growth = Growth::of(&months(&[3100.0, 2800.0, 3100.0, 3000.0])).unwrap();
        assert!(
            growth.likely.abs() < 1e-12 && growth.low().abs() < 1e-9 && growth.high().abs() < 1e-9
        );
    }

    #[test]
    fn growth_is_the_slope_of_the_logarithm_with_its_t_interval() {
        // Per day 100, 110, 130, 125. By hand: x = −1.5 … 1.5, Σx² = 5, y = ln: 4.605170, 4.700480, 4.867534, 4.828314;
        // slope = (−1.5·4.605170 − 0.5·4.700480 + 0.5·4.867534 + 1.5·4.828314)/5 = 0.0836485; Σ residual² = 0.00858;
        // t(0.9; 2) = 1.885618 (table).
        let growth = Growth::of(&months(&[3100.0, 3080.0, 4030.0, 3750.0])).unwrap();
        let slope: f64 = (1.5 * (125.0_f64 / 100.0).ln() + 0.5 * (130.0_f64 / 110.0).ln()) / 5.0;
        assert!((slope - 0.083_648_5).abs() < 1e-6);
        assert!((growth.likely - slope.exp_m1()).abs() < 1e-12);
        let y = [100.0_f64, 110.0, 130.0, 125.0].map(f64::ln);
        let mean = y.iter().sum::<f64>() / 4.0;
        let rest: f64 = y
            .iter()
            .zip([-1.5, -0.5, 0.5, 1.5])
            .map(|(y, x)| (y - mean - slope * x).powi(2))
            .sum();
        let half = 1.885_618 * (rest / 2.0 / 5.0).sqrt();
        assert!((growth.low() - (slope - half).exp_m1()).abs() < 1e-6);
        assert!((growth.high() - (slope + half).exp_m1()).abs() < 1e-6);
        let wider = growth.range(0.9);
        assert!(wider.0 < growth.low() && wider.1 > growth.high());
        assert_eq!((growth.months, growth.basis), (4, GrowthBasis::Fit));
    }

    #[test]
    fn two_months_give_a_wide_range_and_one_gives_none() {
        let growth = Growth::of(&months(&[3100.0, 2800.0 * 1.2])).unwrap();
        assert_eq!(growth.basis, GrowthBasis::TwoMonths);
        assert!((growth.likely - 0.2).abs() < 1e-12);
        // From no growth to 1.2² − 1.
        assert!(growth.low().abs() < 1e-12 && (growth.high() - 0.44).abs() < 1e-12);
        let steady = Growth::of(&months(&[3100.0, 2800.0])).unwrap();
        assert!(
            (steady.high() - 0.1).abs() < 1e-12 && (steady.low() - (1.0 / 1.1 - 1.0)).abs() < 1e-12
        );
        assert_eq!(Growth::of(&months(&[3100.0])), None);
        assert_eq!(Growth::of(&[]), None);
    }

    #[test]
    fn months_that_are_partial_or_empty_are_left_out() {
        let mut list = months(&[10.0, 2800.0, 0.0, 3000.0, 3100.0]);
        list[0].complete = false;
        let growth = Growth::of(&list).unwrap();
        assert_eq!((growth.months, growth.zero_months), (3, 1));
        assert!(growth.likely.abs() < 1e-12);
        assert_eq!(Growth::of(&months(&[0.0, 0.0, 0.0])), None);
    }

    #[test]
    fn without_queries_tokens_are_the_volume() {
        let mut list = months(&[0.0; 3]);
        for (month, tokens) in list.iter_mut().zip([3100.0, 5600.0, 12_400.0]) {
            month.amounts = Amounts {
                input_tokens: Some(tokens),
                ..Amounts::default()
            };
        }
        assert!((Growth::of(&list).unwrap().likely - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_range_holds_the_estimate_and_is_finite(queries in proptest::collection::vec(0.0..1e12, 0..12)) {
            if let Some(growth) = Growth::of(&months(&queries)) {
                prop_assert!(growth.low().is_finite() && growth.low() > -1.0 - 1e-12);
                prop_assert!(growth.low() <= growth.likely + 1e-9 && growth.likely <= growth.high() + 1e-9 * growth.high().abs().max(1.0));
            }
        }
    }
}
