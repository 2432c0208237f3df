//! What an evaluation of both sides shows: the difference of their pass rates with its interval, and how many cases it takes to see one.
//!
//! The sides are taken as independent samples: of the cases that both were given, only how many each passed is known. Where they tend to
//! pass the same ones, as they do, the interval is wider than need be.

use crate::analysis::drivers::Drivers;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::{count, counted, significant};
use crate::scenario::{Evaluation, Scenario};

/// The 97.5th percentile of the standard normal distribution: intervals of 95 %.
const Z: f64 = 1.959_963_984_540_054;
/// Its 80th percentile: the chance to see a difference that is there.
const Z_POWER: f64 = 0.841_621_233_572_914_3;

/// What the difference of the pass rates shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The tuned model passes more, beyond chance.
    Better,
    /// It passes fewer, beyond chance.
    Worse,
    /// The interval contains zero: moved, not improved.
    Moved,
}

/// An evaluation, and what it shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Cases that each side was given.
    pub cases: f64,
    /// Share of them that prompting passed.
    pub prompting: f64,
    /// Share of them that the tuned model passed.
    pub tuned: f64,
    /// Difference of the two, tuned less prompted, and the ends of its 95 % interval.
    pub difference: f64,
    /// The interval's low end.
    pub low: f64,
    /// The interval's high end.
    pub high: f64,
}

impl Evidence {
    /// Reads the scenario's evaluation; `None` without one, or one without cases.
    pub fn of(scenario: &Scenario) -> Option<Self> {
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

    /// What it shows.
    pub fn shows(&self) -> Shows {
        if self.low > 0.0 {
            Shows::Better
        } else if self.high < 0.0 {
            Shows::Worse
        } else {
            Shows::Moved
        }
    }

    /// "Tuned passes 72.7 %, prompting 67 %: +5.7 points (95 %: −1.7 to +12.9), moved, not improved".
    pub fn sentence(&self) -> String {
        let points = |share: f64| format!("{:+.1}", 100.0 * share).replace('-', "−");
        let shows = match self.shows() {
            Shows::Better => "better",
            Shows::Worse => "worse",
            Shows::Moved => "moved, not improved",
        };
        format!(
            "The tuned model passes {:.1} %, prompting {:.1} % of {} cases: {} points (95 %: {} to {}), {shows}",
            100.0 * self.tuned,
            100.0 * self.prompting,
            count(self.cases),
            points(self.difference),
            points(self.low),
            points(self.high)
        )
    }
}

/// Wilson's score interval of a share.
fn wilson([passed, cases]: [f64; 2]) -> (f64, f64) {
    let (share, z2) = (passed / cases, Z * Z);
    let middle = (2.0 * passed + z2) / (2.0 * (cases + z2));
    let half = Z * (z2 + 4.0 * passed * (1.0 - share)).sqrt() / (2.0 * (cases + z2));
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

/// What the tuned model's answers have to show: what rules, the cases that are asked for, and the plan's gate all go by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Criterion {
    /// It passes more, beyond chance: the scenario expects that.
    Better,
    /// It passes fewer by no more than this, beyond chance.
    AsGood {
        /// As a share.
        margin: f64,
    },
}

impl Criterion {
    /// What a scenario has to show: better answers, where fewer of them are to be reviewed or prompting's are inconsistent.
    pub fn of(scenario: &Scenario, knobs: &Knobs) -> Self {
        let (prompted, tuned) = (&scenario.prompting.serving, &scenario.fine_tuning.serving);
        let fewer_reviews = tuned.review_rate.base() < prompted.review_rate.base();
        if fewer_reviews || scenario.decision.inconsistent == Some(true) {
            Self::Better
        } else {
            Self::AsGood {
                margin: knobs.margin.get(),
            }
        }
    }

    /// Whether an evaluation shows it.
    pub fn is_met_by(self, evidence: &Evidence) -> bool {
        self.is_met_from(evidence.low)
    }

    /// The same, of the low end of the difference.
    fn is_met_from(self, low: f64) -> bool {
        match self {
            Self::Better => low > 0.0,
            Self::AsGood { margin } => low >= -margin,
        }
    }

    /// "passes more", "passes fewer by no more than 2 points".
    pub fn words(self) -> String {
        match self {
            Self::Better => "passes more, beyond chance".to_owned(),
            Self::AsGood { margin } => format!(
                "passes fewer by no more than {} points, beyond chance",
                significant(100.0 * margin, 3)
            ),
        }
    }

    /// Cases on each side that show it with a chance of 80 %, at 5 % two-sided, if prompting passes `first` of them and the tuned model
    /// `second`: (z + z')²·(p₁q₁ + p₂q₂)/(p₂ − p₁ + margin)² (S.-C. Chow, J. Shao, H. Wang, "Sample Size Calculations in Clinical Research",
    /// §4.2), and at least as many as show it if both pass just what they are expected to.
    pub fn cases(self, first: f64, second: f64) -> Option<f64> {
        let apart = match self {
            Self::Better => second - first,
            Self::AsGood { margin } => second - first + margin,
        };
        if apart <= 0.0 {
            return None;
        }
        let spread = first * (1.0 - first) + second * (1.0 - second);
        let approximate = ((Z + Z_POWER) / apart).powi(2) * spread;
        let shows = |cases: f64| {
            let (low, _) = difference_interval([second * cases, cases], [first * cases, cases]);
            self.is_met_from(low)
        };
        // More cases never show less.
        let mut enough = approximate.ceil().max(1.0);
        while !shows(enough) {
            enough = (1.05 * enough).ceil() + 1.0;
            if enough > MOST_CASES {
                return None;
            }
        }
        Some(enough)
    }
}

/// Nobody evaluates more.
const MOST_CASES: f64 = 1e9;
/// The share that prompting is taken to pass where nothing says it.
const ASSUMED: f64 = 0.9;

/// The cases that it takes, and the difference that they are to show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Needed {
    /// What they are to show.
    pub criterion: Criterion,
    /// Difference of the shares that matters.
    pub difference: f64,
    /// Cases on each side.
    pub cases: f64,
    /// Whether the difference is where reviews tip the decision; else it is what the scenario expects, or the margin.
    pub tips: bool,
    /// The share that prompting is taken to pass, where nothing says it.
    pub assumed: Option<f64>,
}

impl Needed {
    /// "2,130 cases on each side show a difference of 4 points".
    pub fn sentence(&self) -> String {
        let points = significant(100.0 * self.difference, 2);
        let cases = counted(self.cases, "case");
        let what = match self.criterion {
            Criterion::Better => format!("a difference of {points} points"),
            Criterion::AsGood { .. } => format!("that it is no worse by more than {points} points"),
        };
        let assumed = self.assumed.map_or(String::new(), |share| {
            format!(", if prompting passes {:.0} %", 100.0 * share)
        });
        format!("{cases} on each side show {what}{assumed}")
    }
}

/// What is known of the answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// The evaluation, where there is one.
    pub evidence: Option<Evidence>,
    /// What has to be shown.
    pub criterion: Criterion,
    /// How many cases show it.
    pub needed: Option<Needed>,
}

/// How many cases it takes to show what has to be shown. An answer that doesn't pass is reviewed: the difference that matters is that
/// between prompting's share of reviews and the tuned model's at which both approaches cost the same, where there is such, else the planned
/// one; and no smaller one than the margin.
pub fn needed(scenario: &Scenario, drivers: &Drivers, knobs: &Knobs) -> Option<Needed> {
    let criterion = Criterion::of(scenario, knobs);
    let prompted = scenario.prompting.serving.review_rate.base();
    let planned = scenario.fine_tuning.serving.review_rate.base();
    let known = match Evidence::of(scenario) {
        Some(evidence) => Some(evidence.prompting),
        None if prompted > 0.0 => Some(1.0 - prompted),
        None => None,
    };
    let (passes, assumed) = match known {
        Some(passes) => (passes, None),
        None => (ASSUMED, Some(ASSUMED)),
    };
    if let Criterion::AsGood { margin } = criterion {
        return Some(Needed {
            criterion,
            difference: margin,
            cases: criterion.cases(passes, passes)?,
            tips: false,
            assumed,
        });
    }
    let tipping = drivers
        .tipping_values
        .iter()
        .find(|tip| tip.input.path == "fine_tuning.serving.review_rate");
    let matters = (prompted - tipping.map_or(planned, |tip| tip.value)).abs();
    let margin = knobs.margin.get();
    let difference = matters.max(margin);
    // Of what prompting passes nearly all, nothing so much better is left to see: the same difference below it takes as many.
    let (first, second) = if passes + difference <= 1.0 {
        (passes, passes + difference)
    } else {
        ((passes - difference).max(0.0), passes)
    };
    Some(Needed {
        criterion,
        difference,
        cases: criterion.cases(first, second)?,
        tips: tipping.is_some() && matters >= margin,
        assumed,
    })
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

    #[test]
    fn as_many_cases_are_needed_as_the_reference_says() {
        // Chow, Shao and Wang, §4.2.4: 65 % against 85 % takes 70 a group.
        let better = Criterion::Better;
        assert_eq!(better.cases(0.65, 0.85), Some(70.0));
        // Their test of non-inferiority there, of 5 % one-sided, takes 98·((1.96 + 0.84)/(1.64 + 0.84))² with our two sides.
        let as_good = Criterion::AsGood { margin: 0.1 };
        let found = as_good.cases(0.65, 0.85).unwrap_or(f64::NAN);
        assert!((30.0..33.0).contains(&found), "{found}");
        // The smaller the difference, the more.
        assert!(better.cases(0.65, 0.70) > better.cases(0.65, 0.75));
        assert_eq!(better.cases(0.5, 0.5), None);
        assert_eq!(better.cases(0.6, 0.5), None);
    }

    #[test]
    fn as_many_cases_as_are_asked_for_show_what_has_to_be_shown() {
        for (criterion, first, second) in [
            (Criterion::Better, 0.7, 0.75),
            (Criterion::Better, 0.97, 1.0),
            (Criterion::AsGood { margin: 0.02 }, 0.98, 0.98),
            (Criterion::AsGood { margin: 0.02 }, 1.0, 1.0),
            (Criterion::AsGood { margin: 0.05 }, 0.5, 0.5),
        ] {
            let cases = criterion.cases(first, second).unwrap_or(f64::NAN);
            let (low, _) = difference_interval([second * cases, cases], [first * cases, cases]);
            assert!(
                criterion.is_met_from(low),
                "{criterion:?} {first} {second}: {cases}"
            );
            // A third of them doesn't.
            let few = (cases / 3.0).floor();
            let (low, _) = difference_interval([second * few, few], [first * few, few]);
            assert!(
                !criterion.is_met_from(low),
                "{criterion:?} {first} {second}: {few}"
            );
        }
    }
}
