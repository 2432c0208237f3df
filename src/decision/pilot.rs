//! A pilot before fine-tuning that may fail: what test cases would say about success, what that is worth (EVSI, the expected value of sample
//! information), and which size is worth most net of its cost (docs/formulas.md §6).

use statrs::function::beta::ln_beta;
use statrs::function::factorial::ln_binomial;

use crate::analysis::risk::Risk;
use crate::analysis::success::Attempt;
use crate::scenario::domain::{Bounds as _, Share};
use crate::scenario::{Estimate, Scenario};

/// Share of a pilot's examples that are kept back as test cases.
const TEST_SHARE: f64 = 0.2;
/// The largest pilot, as a share of all examples.
const LARGEST_SHARE: f64 = 0.5;
/// The largest pilot in test cases: beyond that, more cases say next to nothing.
const MAX_CASES: f64 = 1000.0;
/// So many sizes are compared, from a single test case up to the largest, each larger than the one before by the same factor.
const SIZES: usize = 48;
/// What a chance that is a single value, and that no evaluation stands behind, is worth in test cases: one success and one failure, shared out
/// by the chance.
const WEAK_BELIEF_CASES: f64 = 2.0;
/// Quantiles by which the spread of a range is measured.
const SPREAD_POINTS: usize = 256;

/// What is believed of the chance of success: a Beta distribution, which test cases update.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Belief {
    /// α, the passed cases that it is worth.
    pub passed: f64,
    /// β, the failed ones.
    pub failed: f64,
}

impl Belief {
    /// The belief with this mean that is worth so many cases.
    pub fn new(mean: f64, cases: f64) -> Self {
        Self {
            passed: mean * cases,
            failed: (1.0 - mean) * cases,
        }
    }

    /// What a scenario says: the mean and the spread of its chance of success. The spread is that of the range, else that of as many cases as its
    /// evaluation has, else that of a weak belief. `None` where success or failure is certain.
    pub fn of_scenario(scenario: &Scenario) -> Option<Self> {
        let chance = scenario.fine_tuning.success_chance;
        let evaluation = scenario.decision.evaluation.as_ref();
        let (mean, cases) = match chance.estimate() {
            Estimate::Exact(mean) => {
                let cases = evaluation.map_or(0.0, |evaluation| evaluation.cases.get());
                (mean, cases.max(WEAK_BELIEF_CASES))
            }
            estimate => {
                let points = (0..SPREAD_POINTS).map(|point| {
                    let p = (point as f64 + 0.5) / SPREAD_POINTS as f64;
                    estimate.quantile(p, &Share::DOMAIN)
                });
                let (sum, squares) = points.fold((0.0, 0.0), |(sum, squares), value| {
                    (sum + value, squares + value * value)
                });
                let mean = sum / SPREAD_POINTS as f64;
                let variance = squares / SPREAD_POINTS as f64 - mean * mean;
                // A Beta distribution that is worth n cases has the variance m(1−m)/(n+1).
                (mean, mean * (1.0 - mean) / variance - 1.0)
            }
        };
        let is_open = mean > 0.0 && mean < 1.0 && cases > 0.0 && cases.is_finite();
        is_open.then(|| Self::new(mean, cases))
    }

    /// The expected chance of success.
    pub fn mean(self) -> f64 {
        self.passed / (self.passed + self.failed)
    }

    /// The belief after test cases of which some passed.
    #[must_use]
    pub fn after(self, passed: usize, cases: usize) -> Self {
        Self {
            passed: self.passed + passed as f64,
            failed: self.failed + (cases - passed) as f64,
        }
    }

    /// The probability that so many of the cases pass: that of the Beta-binomial distribution.
    fn probability_of(self, passed: usize, cases: usize) -> f64 {
        let after = self.after(passed, cases);
        let ways = ln_binomial(cases as u64, passed as u64);
        (ways + ln_beta(after.passed, after.failed) - ln_beta(self.passed, self.failed)).exp()
    }
}

/// EVSI: what so many test cases are worth to a decision for an attempt or against it, with the better choice after them. By preposterior analysis:
/// the value of the better choice after each result, weighted by how likely that result is beforehand (H. Raiffa, R. Schlaifer, "Applied
/// Statistical Decision Theory", 1961, §5.3 and §9.1, for the Beta-binomial case).
///
/// ```
/// use breakeven::analysis::success::Attempt;
/// use breakeven::decision::pilot::{Belief, value_of_cases};
///
/// // 50 gained or 50 lost, nothing known: one case that passes makes it 2/3, one that fails 1/3.
/// let attempt = Attempt { chance: 0.5, saving: 50.0, loss: 50.0 };
/// let value = value_of_cases(Belief::new(0.5, 2.0), &attempt, 1);
/// assert!((value - 0.5 * (2.0 / 3.0 - 1.0 / 3.0) * 50.0).abs() < 1e-9);
/// ```
pub fn value_of_cases(belief: Belief, attempt: &Attempt, cases: usize) -> f64 {
    let value = |belief: Belief| {
        let attempt = Attempt {
            chance: belief.mean(),
            ..*attempt
        };
        attempt.expected_saving().max(0.0)
    };
    let informed: f64 = (0..=cases)
        .map(|passed| belief.probability_of(passed, cases) * value(belief.after(passed, cases)))
        .sum();
    // Never less than nothing, except for rounding.
    (informed - value(belief)).max(0.0)
}

/// The least number of passed cases after which the attempt is expected to save; `None` if no number is enough.
fn passes_needed(belief: Belief, attempt: &Attempt, cases: usize) -> Option<usize> {
    let needed = attempt.chance_needed()?;
    let enough = |passed: &usize| belief.after(*passed, cases).mean() > needed;
    (0..=cases).find(enough)
}

/// A pilot of one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PilotSize {
    /// Examples that it takes, test cases included.
    pub examples: f64,
    /// Test cases among them.
    pub cases: usize,
    /// Its share of the data, one training run on it and the evaluation, in full: that its examples can be used again isn't counted.
    pub cost: f64,
    /// EVSI: what its test cases are worth.
    pub value: f64,
    /// How many of them have to pass to go on; `None` if no number is enough.
    pub passes_needed: Option<usize>,
}

impl PilotSize {
    /// What it is worth net of its cost.
    pub fn net(&self) -> f64 {
        self.value - self.cost
    }
}

/// Pilots of several sizes before fine-tuning that may fail.
#[derive(Debug, Clone, PartialEq)]
pub struct Pilot {
    /// What is believed of the chance of success beforehand.
    pub belief: Belief,
    /// All examples that fine-tuning takes.
    pub all_examples: f64,
    /// The sizes, smallest first; at least one.
    pub sizes: Vec<PilotSize>,
    /// Which of them is worth most net of its cost.
    pub best: usize,
}

impl Pilot {
    /// Pilots for a scenario with this risk; `None` where nothing could be learnt: fine-tuning succeeds or fails for sure, saves nothing even if it
    /// succeeds, loses nothing if it fails, or has too few examples for a test case.
    ///
    /// ```
    /// use breakeven::analysis::risk::Risk;
    /// use breakeven::decision::pilot::Pilot;
    /// use breakeven::files::examples::Example;
    /// use breakeven::scenario::inputs;
    ///
    /// let mut scenario = Example::find("support-replies").unwrap().scenario()?;
    /// let chance = inputs::find("fine_tuning.success_chance").unwrap();
    /// chance.set_exactly(&mut scenario, 0.5)?;
    /// let risk = Risk::new(&scenario, 4096, &|_| true).unwrap();
    /// let pilot = Pilot::new(&scenario, &risk).unwrap();
    /// let best = pilot.best();
    /// assert!(pilot.sizes.iter().all(|size| size.net() <= best.net()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(scenario: &Scenario, risk: &Risk) -> Option<Self> {
        let belief = Belief::of_scenario(scenario)?;
        let attempt = risk.attempt?;
        let all_examples = scenario.fine_tuning.data.examples.base();
        let largest = (LARGEST_SHARE * all_examples).min(MAX_CASES / TEST_SHARE);
        if attempt.saving <= 0.0 || attempt.loss <= 0.0 || largest * TEST_SHARE < 1.0 {
            return None;
        }
        let mut sizes: Vec<PilotSize> = Vec::with_capacity(SIZES);
        let smallest = 1.0 / TEST_SHARE;
        for size in 0..=SIZES {
            let part = size as f64 / SIZES as f64;
            let examples = (smallest * (largest / smallest).powf(part)).round();
            let cases = (TEST_SHARE * examples).floor() as usize;
            // Two sizes with as many cases differ in nothing but cost.
            if cases == 0 || sizes.last().is_some_and(|last| last.cases == cases) {
                continue;
            }
            sizes.push(PilotSize {
                examples,
                cases,
                cost: cost(scenario, examples / all_examples),
                value: value_of_cases(belief, &attempt, cases),
                passes_needed: passes_needed(belief, &attempt, cases),
            });
        }
        let nets = sizes.iter().map(PilotSize::net).enumerate();
        // Of two that are worth as much, the smaller one.
        let best = nets
            .reduce(|best, other| if other.1 > best.1 { other } else { best })
            .map(|(best, _)| best)?;
        Some(Self {
            belief,
            all_examples,
            sizes,
            best,
        })
    }

    /// The size that is worth most net of its cost, which may be less than nothing.
    pub fn best(&self) -> &PilotSize {
        &self.sizes[self.best]
    }
}

/// What a pilot costs that takes this share of the examples: as much of the data, one run, and the evaluation.
fn cost(scenario: &Scenario, share: f64) -> f64 {
    let tuned = &scenario.fine_tuning;
    let (data, training) = (&tuned.data, &tuned.training);
    let examples = share * data.examples.base();
    let collection = examples * data.cost_per_example.base() + share * data.fixed_cost.base();
    let trained = (1.0 - TEST_SHARE) * examples * training.tokens_per_example.base();
    let fee = trained * training.epochs.base() * training.price.base() / 1e6;
    let run = fee.max(training.minimum_fee.base()) + training.fixed_cost.base();
    collection + run + training.evaluation_cost.base()
}
