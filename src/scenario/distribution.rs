//! The probability distribution that an estimate stands for (docs/formulas.md §1), as its quantile function.
//!
//! Two points are P5 and P95 of a normal distribution on a scale that follows from the field's domain: the logit for a share, the
//! logarithm if low > 0, otherwise the identity. Three points are PERT: a Beta distribution with λ = 4 (Malcolm, Roseboom, Clark
//! and Fazar, "Application of a technique for research and development program evaluation", 1959; with the usual
//! α = 1 + 4 (likely − low)/(high − low), β = 1 + 4 (high − likely)/(high − low)).

use statrs::distribution::{Beta, ContinuousCDF as _, Normal};

use super::domain::Domain;
use super::estimate::Estimate;
use super::scale::Scale;

/// The 95th percentile of the standard normal distribution, in standard deviations.
const Z95: f64 = 1.644_853_626_951_472_7;
/// λ of PERT: how much the most likely value weighs against each end.
const PERT_WEIGHT: f64 = 4.0;

impl Estimate {
    /// The quantile at probability `p`, strictly between 0 and 1, clamped to the domain. An exact estimate is the same at every `p`.
    ///
    /// ```
    /// use breakeven::scenario::Estimate;
    /// use breakeven::scenario::domain::{Amount, Bounds as _};
    ///
    /// let queries = Estimate::Range { low: 20_000.0, high: 60_000.0 };
    /// assert!((queries.quantile(0.95, &Amount::DOMAIN) - 60_000.0).abs() < 1e-6);
    /// // Lognormal: the median is the geometric mean of both ends.
    /// assert_eq!(queries.quantile(0.5, &Amount::DOMAIN).round(), 34_641.0);
    /// ```
    pub fn quantile(&self, p: f64, domain: &Domain) -> f64 {
        let value = match *self {
            Self::Exact(value) => value,
            Self::Range { low, high } => {
                let scale = Scale::for_range(low, domain);
                let low = scale.transform(low);
                let high = scale.transform(high);
                let deviations = Normal::standard().inverse_cdf(p) / Z95;
                scale.inverse(f64::midpoint(low, high) + deviations * (high - low) / 2.0)
            }
            Self::Pert { low, likely, high } => {
                let range = high - low;
                let alpha = 1.0 + PERT_WEIGHT * (likely - low) / range;
                let beta = 1.0 + PERT_WEIGHT * (high - likely) / range;
                // α and β are at least 1, so the distribution exists.
                Beta::new(alpha, beta).map_or(likely, |beta| low + range * beta.inverse_cdf(p))
            }
        };
        domain.nearest(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::domain::{Amount, Bounds as _, Growth, Share};

    fn close(found: f64, wanted: f64) {
        assert!((found / wanted - 1.0).abs() < 1e-9, "{found}, not {wanted}");
    }

    #[test]
    fn the_two_points_are_the_5th_and_the_95th_percentile() {
        for (low, high, domain) in [
            (20_000.0, 60_000.0, Amount::DOMAIN),
            (0.02, 0.3, Share::DOMAIN),
            (-0.01, 0.03, Growth::DOMAIN),
        ] {
            let estimate = Estimate::Range { low, high };
            close(estimate.quantile(0.05, &domain), low);
            close(estimate.quantile(0.95, &domain), high);
            close(estimate.quantile(0.5, &domain), estimate.base(&domain));
        }
        // The geometric mean of 20,000 and 60,000.
        close(
            Estimate::Range {
                low: 2e4,
                high: 6e4,
            }
            .base(&Amount::DOMAIN),
            12e8_f64.sqrt(),
        );
    }

    #[test]
    fn pert_quantiles_follow_the_beta_distribution() {
        // Likely in the middle: α = β = 3, whose distribution function is 10x³ − 15x⁴ + 6x⁵.
        let estimate = Estimate::Pert {
            low: 0.0,
            likely: 5.0,
            high: 10.0,
        };
        for x in [0.1_f64, 0.3, 0.5, 0.8] {
            let p = 10.0 * x.powi(3) - 15.0 * x.powi(4) + 6.0 * x.powi(5);
            close(estimate.quantile(p, &Amount::DOMAIN), 10.0 * x);
        }
    }
}
