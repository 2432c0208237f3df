//! What an evaluation has to show for fine-tuning to be warranted, whether it does, and how many cases it takes. The rules, the list of
//! what is missing and the gate of the roadmap all use it.

use crate::analysis::drivers::tipping::tipping_value_of;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::{Scenario, inputs};

use super::evidence::{Evidence, Z_97_5, difference_interval};

/// The 80th percentile of the standard normal distribution: a real difference is seen with a probability of 80 %.
const Z_80: f64 = 0.841_621_233_572_914_3;

/// What the fine-tuned model's answers have to show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Criterion {
    /// It passes more, beyond chance: the scenario expects that.
    Better,
    /// It passes fewer by no more than this, beyond chance.
    AsGood {
        /// As a share.
        margin: f64,
        /// Whether the margin comes from reviews: more of them would cost the saving. Otherwise it is the margin of the settings.
        by_reviews: bool,
    },
}

/// Whether an evaluation shows what it has to. More cases with the same pass rates never turn `Shown` into `Refuted` or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It shows it.
    Shown,
    /// It shows the contrary.
    Refuted,
    /// It shows neither.
    Open,
}

/// The smallest difference of pass rates, as a share, that an evaluation of a feasible size can show.
const MIN_MARGIN_SHARE: f64 = 0.001;

impl Criterion {
    /// The fine-tuned model has to be better if fewer of its answers are to be reviewed or prompting is inconsistent. Otherwise it has to be as
    /// good, up to a margin. Answers that fail are reviewed, so the margin is no wider than the reviews that the saving pays for.
    pub(super) fn new(
        scenario: &Scenario,
        tipping: Option<f64>,
        settings: &DecisionSettings,
    ) -> Self {
        let (prompted, tuned) = (&scenario.prompting.serving, &scenario.fine_tuning.serving);
        let reviewed = prompted.review_rate.base();
        if tuned.review_rate.base() < reviewed || scenario.decision.inconsistent == Some(true) {
            return Self::Better;
        }
        let margin = settings.margin.get().max(MIN_MARGIN_SHARE);
        let paid_for = tipping
            .map(|tip| tip - reviewed)
            .filter(|paid_for| (0.0..margin).contains(paid_for));
        Self::AsGood {
            margin: paid_for.map_or(margin, |paid_for| paid_for.max(MIN_MARGIN_SHARE)),
            by_reviews: paid_for.is_some(),
        }
    }

    /// The difference of the pass rates that must be beyond chance.
    fn threshold(self) -> f64 {
        match self {
            Self::Better => 0.0,
            Self::AsGood { margin, .. } => -margin,
        }
    }

    /// Whether an interval of the difference shows it.
    pub(super) fn judge(self, low: f64, high: f64) -> Judgement {
        let shown = match self {
            Self::Better => low > 0.0,
            Self::AsGood { .. } => low >= self.threshold(),
        };
        if shown {
            Judgement::Shown
        } else if high < self.threshold() {
            Judgement::Refuted
        } else {
            Judgement::Open
        }
    }

    /// Cases of each approach that show it with a chance of 80 %, at 5 % two-sided, if prompting passes `first` of them and the fine-tuned model
    /// `second`: (z + z')²·(p₁q₁ + p₂q₂)/(p₂ − p₁ + margin)² (S.-C. Chow, J. Shao, H. Wang, "Sample Size Calculations in Clinical Research",
    /// §4.2), and at least as many as show it if both pass just what they are expected to.
    pub fn cases(self, first: f64, second: f64) -> Option<f64> {
        let apart = second - first - self.threshold();
        if apart <= 0.0 {
            return None;
        }
        let spread = first * (1.0 - first) + second * (1.0 - second);
        let approximate = ((Z_97_5 + Z_80) / apart).powi(2) * spread;
        let shows = |cases: f64| {
            let (low, high) = difference_interval([second * cases, cases], [first * cases, cases]);
            self.judge(low, high) == Judgement::Shown
        };
        // More cases never show less.
        let mut enough = approximate.ceil().max(1.0);
        while !shows(enough) {
            enough = (1.05 * enough).ceil() + 1.0;
            if enough > MAX_CASES {
                return None;
            }
        }
        Some(enough)
    }
}

/// The fine-tuned model's share of reviewed answers at which both approaches cost the same; `None` if no share does that.
pub(super) fn tipping_review_rate(scenario: &Scenario) -> Option<f64> {
    let serving = &scenario.fine_tuning.serving;
    // Reviews that cost nothing tip nothing.
    let input = inputs::find("fine_tuning.serving.review_rate")?;
    (serving.review_cost.base() > 0.0)
        .then(|| tipping_value_of(scenario, input))
        .flatten()
        .map(|tip| tip.value)
}

/// Nobody evaluates more cases than this.
const MAX_CASES: f64 = 1e9;
/// The share of the cases that prompting is assumed to pass if the scenario states no evaluation and no review rate.
const ASSUMED_PASS_SHARE: f64 = 0.9;

/// The number of cases that an evaluation takes, and the difference that it has to show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleSize {
    /// The criterion that they are to meet.
    pub criterion: Criterion,
    /// The difference of the pass rates that the evaluation has to detect, as a share.
    pub difference: f64,
    /// Cases that each approach is given.
    pub cases: f64,
    /// Whether that difference is where fewer reviews pay for the switch. Otherwise it is the expected one, or the margin.
    pub tips: bool,
    /// The share that prompting is assumed to pass; `None` if the scenario states it.
    pub assumed: Option<f64>,
}

impl SampleSize {
    /// How many cases it takes to show what has to be shown. Better answers are shown by the difference of the pass rates at which fewer
    /// reviews pay for the switch, if it needs them, else by the planned difference; in either case by no less than the margin.
    pub(super) fn new(
        scenario: &Scenario,
        criterion: Criterion,
        tipping: Option<f64>,
        settings: &DecisionSettings,
    ) -> Option<Self> {
        let prompted = scenario.prompting.serving.review_rate.base();
        let planned = scenario.fine_tuning.serving.review_rate.base();
        let known = match Evidence::from_scenario(scenario) {
            Some(evidence) => Some(evidence.prompting),
            None if prompted > 0.0 => Some(1.0 - prompted),
            None => None,
        };
        let (passes, assumed) = match known {
            Some(passes) => (passes, None),
            None => (ASSUMED_PASS_SHARE, Some(ASSUMED_PASS_SHARE)),
        };
        if let Criterion::AsGood { margin, by_reviews } = criterion {
            return Some(Self {
                criterion,
                difference: margin,
                cases: criterion.cases(passes, passes)?,
                tips: by_reviews,
                assumed,
            });
        }
        let tipping = tipping
            .map(|tip| prompted - tip)
            .filter(|difference| *difference > 0.0);
        let margin = settings.margin.get().max(MIN_MARGIN_SHARE);
        let matters = tipping.unwrap_or(prompted - planned);
        let difference = matters.max(margin);
        // If prompting passes nearly all cases, no pass rate is higher by that difference; the same difference below takes as many cases.
        let (first, second) = if passes + difference <= 1.0 {
            (passes, passes + difference)
        } else {
            ((passes - difference).max(0.0), passes)
        };
        Some(Self {
            criterion,
            difference,
            cases: criterion.cases(first, second)?,
            tips: tipping.is_some() && matters >= margin,
            assumed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_good(margin: f64) -> Criterion {
        Criterion::AsGood {
            margin,
            by_reviews: false,
        }
    }

    #[test]
    fn as_many_cases_are_needed_as_the_reference_says() {
        // Chow, Shao and Wang, §4.2.4: 65 % against 85 % takes 70 a group.
        let better = Criterion::Better;
        assert_eq!(better.cases(0.65, 0.85), Some(70.0));
        // Their test of non-inferiority there, of 5 % one-sided, takes 98·((1.96 + 0.84)/(1.64 + 0.84))² with our two sides.
        let found = as_good(0.1).cases(0.65, 0.85).unwrap_or(f64::NAN);
        assert!((30.0..33.0).contains(&found), "{found}");
        // The smaller the difference, the more.
        assert!(better.cases(0.65, 0.70) > better.cases(0.65, 0.75));
        assert_eq!(better.cases(0.5, 0.5), None);
        assert_eq!(better.cases(0.6, 0.5), None);
    }

    #[test]
    fn more_cases_of_the_same_decide_what_was_open_and_never_the_other_way_round() {
        let shares = [0.5, 0.7, 0.9, 0.97, 1.0];
        for criterion in [Criterion::Better, as_good(0.02), as_good(0.0), as_good(0.2)] {
            for (first, second) in shares.iter().flat_map(|a| shares.map(|b| (*a, b))) {
                let mut before = Judgement::Open;
                for step in 0..60 {
                    let cases = 5.0 * 1.4_f64.powi(step);
                    let (low, high) =
                        difference_interval([second * cases, cases], [first * cases, cases]);
                    let now = criterion.judge(low, high);
                    assert!(
                        before == Judgement::Open || before == now,
                        "{criterion:?} {first} {second} {cases}: {before:?}, then {now:?}"
                    );
                    before = now;
                }
            }
        }
    }

    #[test]
    fn as_many_cases_as_are_asked_for_show_what_has_to_be_shown() {
        for (criterion, first, second) in [
            (Criterion::Better, 0.7, 0.75),
            (Criterion::Better, 0.97, 1.0),
            (as_good(0.02), 0.98, 0.98),
            (as_good(0.02), 1.0, 1.0),
            (as_good(0.05), 0.5, 0.5),
        ] {
            let cases = criterion.cases(first, second).unwrap_or(f64::NAN);
            let judge = |cases: f64| {
                let (low, high) =
                    difference_interval([second * cases, cases], [first * cases, cases]);
                criterion.judge(low, high)
            };
            assert_eq!(
                judge(cases),
                Judgement::Shown,
                "{criterion:?} {first} {second}: {cases}"
            );
            // A third of them doesn't.
            let few = (cases / 3.0).floor();
            assert_eq!(
                judge(few),
                Judgement::Open,
                "{criterion:?} {first} {second}: {few}"
            );
        }
    }
}
