//! What an evaluation of both approaches shows: the difference of their pass rates with its interval. What it has to show is in
//! [`super::criterion`].
//!
//! The approaches are taken as independent samples: of the cases that both were given, only how many each passed is known. Where they
//! tend to pass the same ones, as they do, the interval is wider than need be.

use crate::scenario::{Evaluation, Scenario};

/// The 97.5th percentile of the standard normal distribution: intervals of 95 %.
pub(super) const Z_97_5: f64 = 1.959_963_984_540_054;

/// What the difference of the pass rates shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The fine-tuned model passes more, beyond chance.
    Better,
    /// It passes fewer, beyond chance.
    Worse,
    /// The interval contains zero: the answers changed, but didn’t improve.
    Moved,
}

/// An evaluation, and what it shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Cases that each approach was given.
    pub cases: f64,
    /// Share of them that prompting passed.
    pub prompting: f64,
    /// Share of them that the fine-tuned model passed.
    pub tuned: f64,
    /// Difference of the two, tuned less prompted.
    pub difference: f64,
    /// Low end of the difference's 95 % interval.
    pub low: f64,
    /// High end of that interval.
    pub high: f64,
}

impl Evidence {
    /// Reads the scenario's evaluation; `None` without one, or one without cases.
    pub fn from_scenario(scenario: &Scenario) -> Option<Self> {
        let Evaluation {
            cases,
            prompting_passed,
            fine_tuned_passed,
        } = scenario.decision.evaluation.as_ref()?;
        let (cases, prompted, tuned) =
            (cases.get(), prompting_passed.get(), fine_tuned_passed.get());
        if cases <= 0.0 {
            return None;
        }
        let (low, high) = difference_interval([tuned, cases], [prompted, cases]);
        Some(Self {
            cases,
            prompting: prompted / cases,
            tuned: tuned / cases,
            difference: (tuned - prompted) / cases,
            low,
            high,
        })
    }

    /// What the interval of the difference shows: whether it lies above zero, below it, or contains it.
    pub fn shows(&self) -> Difference {
        if self.low > 0.0 {
            Difference::Better
        } else if self.high < 0.0 {
            Difference::Worse
        } else {
            Difference::Moved
        }
    }
}

/// Wilson's score interval of a share.
fn wilson([passed, cases]: [f64; 2]) -> (f64, f64) {
    let (share, z2) = (passed / cases, Z_97_5 * Z_97_5);
    let middle = (2.0 * passed + z2) / (2.0 * (cases + z2));
    let half = Z_97_5 * (z2 + 4.0 * passed * (1.0 - share)).sqrt() / (2.0 * (cases + z2));
    (middle - half, middle + half)
}

/// The 95 % interval of the difference of two shares, first less second, each [passed, cases]: the square-and-add interval, method 10 of
/// R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven methods", Statistics in
/// Medicine 17 (1998), 873–890.
pub fn difference_interval(first: [f64; 2], second: [f64; 2]) -> (f64, f64) {
    let (p1, p2) = (first[0] / first[1], second[0] / second[1]);
    let ((low1, high1), (low2, high2)) = (wilson(first), wilson(second));
    let difference = p1 - p2;
    (
        difference - (p1 - low1).hypot(high2 - p2),
        difference + (high1 - p1).hypot(p2 - low2),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_newcombes_table() {
        // Newcombe (1998), Table II, method 10.
        for (first, second, low, high) in [
            ([56.0, 70.0], [48.0, 80.0], 0.0524, 0.3339),
            ([9.0, 10.0], [3.0, 10.0], 0.1705, 0.8090),
            ([6.0, 7.0], [2.0, 7.0], 0.0582, 0.8062),
            ([5.0, 56.0], [0.0, 29.0], -0.0381, 0.1926),
            ([0.0, 10.0], [0.0, 20.0], -0.1611, 0.2775),
            ([0.0, 10.0], [0.0, 10.0], -0.2775, 0.2775),
            ([10.0, 10.0], [0.0, 20.0], 0.6791, 1.0),
            ([10.0, 10.0], [0.0, 10.0], 0.6075, 1.0),
        ] {
            let found = difference_interval(first, second);
            assert!(
                (found.0 - low).abs() < 1e-4 && (found.1 - high).abs() < 1e-4,
                "{first:?} {second:?}: {found:?}, not {low}, {high}"
            );
        }
    }
}
