//! Error rates from an evaluation: the share of an approach's answers that failed, as the range that so many test cases allow.
//!
//! The range is the Jeffreys interval: the posterior quantiles of a proportion under Jeffreys' prior Beta(½, ½), which are those of
//! Beta(½ + failed, ½ + passed) (L. D. Brown, T. T. Cai, A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science
//! 16, 2001, pp. 101–133, §4.3). Where no case failed, or none passed, the authors move one end to 0 or 1, so that the interval covers
//! them. Here the quantile stays: a range is a distribution that is drawn from, and that of a share reaches neither.

use statrs::function::beta::beta_reg;

use crate::scenario::essentials::Certainty;
use crate::scenario::inputs::{FROM_EVALUATION, Input};
use crate::scenario::quantity::full_count;
use crate::scenario::{Estimate, Scenario};

/// The 5th and the 95th percentile: what the ends of a range are.
const TAIL: f64 = 0.05;
/// Digits to which the ends are rounded, unless that moves one by more than this share of the range.
const DIGITS: i32 = 3;
const MOST_MOVED: f64 = 0.1;
/// Of more cases there is no range: it would be narrower than what it stands for, and the function that it is computed from is no longer exact.
const MAX_CASES: f64 = 1e6;

/// What an evaluation says of the error rate of one approach.
///
/// ```
/// use breakeven::evidence::evaluated::EvaluatedErrors;
/// use breakeven::scenario::Estimate;
///
/// let errors = EvaluatedErrors { cases: 300.0, failed: 16.0 };
/// assert_eq!(errors.estimate(), Estimate::Range { low: 0.0351, high: 0.0779 });
/// assert_eq!(errors.source(), "evaluation: 16 of 300 failed (Jeffreys 90% interval)");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvaluatedErrors {
    /// Cases evaluated, from 1 to a million.
    pub cases: f64,
    /// Of these, failed by the approach.
    pub failed: f64,
}

impl EvaluatedErrors {
    /// What the scenario's evaluation says of an input; `None` if it isn't an error rate, or nothing was evaluated, or more
    /// than a million cases.
    pub fn of(input: &Input, scenario: &Scenario) -> Option<Self> {
        let evaluation = scenario.decision.evaluation.as_ref()?;
        let passed = match input.path {
            "prompting.serving.error_rate" => evaluation.prompting_passed,
            "fine_tuning.serving.error_rate" => evaluation.fine_tuned_passed,
            _ => return None,
        };
        let cases = evaluation.cases.get();
        (cases > 0.0 && cases <= MAX_CASES).then(|| Self {
            cases,
            failed: cases - passed.get(),
        })
    }

    /// What is offered for an input: nobody stated it yet, or it is from an earlier evaluation.
    pub fn offered(input: &Input, scenario: &Scenario) -> Option<Self> {
        let errors = Self::of(input, scenario)?;
        let is_earlier = input
            .source(scenario)
            .is_some_and(|source| source.starts_with(FROM_EVALUATION) && source != errors.source());
        let is_unset = input.certainty(scenario) == Certainty::Unset;
        (is_unset || is_earlier).then_some(errors)
    }

    /// The Jeffreys 90 % range of the error rate. Its ends lie strictly between 0 and 1.
    pub fn estimate(self) -> Estimate {
        let (failed, passed) = (self.failed + 0.5, self.cases - self.failed + 0.5);
        let [low, high] = [TAIL, 1.0 - TAIL].map(|p| beta_quantile(failed, passed, p));
        let most = MOST_MOVED * (high - low);
        let end = |exact: f64| {
            // As many digits as a number has.
            let mut ends = (DIGITS..=17).map(|digits| rounded(exact, digits));
            let found = ends.find(|end| (end - exact).abs() <= most && *end > 0.0 && *end < 1.0);
            found.unwrap_or(exact)
        };
        let (low, high) = (end(low), end(high));
        Estimate::Range { low, high }
    }

    /// The source that a scenario states for it.
    pub fn source(self) -> String {
        format!("{FROM_EVALUATION}{}", self.result())
    }

    /// What it follows from, in words: "16 of 300 failed (Jeffreys 90% interval)".
    pub fn result(self) -> String {
        let [failed, cases] = [self.failed, self.cases].map(|count| full_count(count as usize));
        format!("{failed} of {cases} failed (Jeffreys 90% interval)")
    }

    /// The range in words: "3.51% to 7.79%".
    pub fn words(self, input: &Input, scenario: &Scenario) -> String {
        let ends = self.estimate().points().into_iter();
        let ends: Vec<_> = ends
            .map(|end| input.unit.exact_with_sign(end, &scenario.currency))
            .collect();
        ends.join(" to ")
    }
}

/// The quantile of Beta(α, β) at `p`, by bisection: it holds where Newton's method leaves [0, 1], as it does near the ends for α or β = ½.
fn beta_quantile(alpha: f64, beta: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if beta_reg(alpha, beta, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// A share in so many significant digits of its distance from 0 or 1, whichever is nearer.
fn rounded(share: f64, digits: i32) -> f64 {
    let place = share.min(1.0 - share).log10().floor() as i32;
    let decimals = (digits - 1 - place).max(0) as usize;
    // By its decimal digits: it is the number that would be typed.
    format!("{share:.decimals$}").parse().unwrap_or(share)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::{FRAC_PI_2, PI};

    use super::*;
    use crate::scenario::domain::{Bounds as _, Share};

    fn close(found: f64, wanted: f64, tolerance: f64) {
        assert!((found - wanted).abs() < tolerance, "{found}, not {wanted}");
    }

    fn ends(cases: f64, failed: f64) -> [f64; 2] {
        let points = EvaluatedErrors { cases, failed }.estimate().points();
        points.try_into().expect("a range")
    }

    /// With x = sin²θ the densities of half-integer parameters become powers of sines and cosines, whose integrals are elementary.
    #[test]
    fn quantiles_of_one_and_two_cases_are_those_of_the_closed_forms() {
        for p in [0.05, 0.5, 0.95] {
            // Beta(½, 3/2), one case that passed: P(x) = (2θ + sin 2θ)/π.
            let x = beta_quantile(0.5, 1.5, p);
            let angle = x.sqrt().asin();
            close((2.0 * angle + (2.0 * angle).sin()) / PI, p, 1e-12);
            // Beta(3/2, ½), one that failed, is its mirror image.
            close(beta_quantile(1.5, 0.5, 1.0 - p), 1.0 - x, 1e-12);
            // Beta(3/2, 3/2), one of two: P(x) = (4θ − sin 4θ)/2π.
            let angle = beta_quantile(1.5, 1.5, p).sqrt().asin();
            close((4.0 * angle - (4.0 * angle).sin()) / (2.0 * PI), p, 1e-12);
        }
    }

    /// The distribution function by Simpson's rule over θ, where the density is smooth: sin^2f θ · cos^2p θ for f failed and p passed.
    fn integrated(cases: f64, failed: f64, x: f64) -> f64 {
        // Of the logarithm, less that at its peak, since powers of a thousand underflow.
        let peak = (failed / cases).sqrt().asin();
        let ln = |angle: f64| {
            let power = |base: f64, exponent: f64| match exponent {
                0.0 => 0.0,
                _ => 2.0 * exponent * base.ln(),
            };
            power(angle.sin(), failed) + power(angle.cos(), cases - failed)
        };
        let integral = |to: f64| {
            let steps = 20_000;
            let width = to / f64::from(steps);
            let terms = (0..=steps).map(|step| {
                let weight = match step {
                    0 => 1.0,
                    _ if step == steps => 1.0,
                    _ if step % 2 == 1 => 4.0,
                    _ => 2.0,
                };
                weight * (ln(f64::from(step) * width) - ln(peak)).exp()
            });
            terms.sum::<f64>() * width / 3.0
        };
        integral(x.sqrt().asin()) / integral(FRAC_PI_2)
    }

    #[test]
    fn quantiles_are_where_the_integrated_density_has_its_share() {
        for (cases, failed) in [
            (20.0, 1.0),
            (300.0, 0.0),
            (300.0, 16.0),
            (300.0, 300.0),
            (5000.0, 2400.0),
            (100_000.0, 30.0),
        ] {
            for p in [TAIL, 1.0 - TAIL] {
                let x = beta_quantile(failed + 0.5, cases - failed + 0.5, p);
                close(integrated(cases, failed, x), p, 1e-9);
            }
        }
    }

    #[test]
    fn ends_have_three_digits_and_stay_strictly_inside() {
        assert_eq!(ends(300.0, 16.0), [0.0351, 0.0779]);
        // None failed, and its mirror image: three digits of the distance from 1.
        assert_eq!(ends(300.0, 0.0), [6.55e-6, 0.00638]);
        assert_eq!(ends(300.0, 300.0), [0.99362, 0.999_993_45]);
        assert_eq!(ends(1.0, 0.0), [0.00154, 0.771]);
        // So many cases that three digits don't tell the ends apart: 0.5 ± 1.645 · 0.5/1000.
        assert_eq!(ends(1e6, 5e5), [0.4992, 0.5008]);
        for cases in [1.0, 2.0, 7.0, 1e3, MAX_CASES] {
            for failed in [0.0, 1.0, (cases / 3.0_f64).floor(), cases - 1.0, cases] {
                let estimate = EvaluatedErrors { cases, failed }.estimate();
                assert_eq!(
                    estimate.check(&Share::DOMAIN),
                    Ok(()),
                    "{failed} of {cases}"
                );
            }
        }
    }

    #[test]
    fn the_range_of_many_cases_is_about_the_share_that_failed() {
        // The normal approximation: 1.645 · √(0.2 · 0.8 / 10,000) = 0.00658; three digits are half a thousandth.
        let [low, high] = ends(10_000.0, 2000.0);
        close(low, 0.2 - 0.00658, 6e-4);
        close(high, 0.2 + 0.00658, 6e-4);
    }
}
