//! The one input that explains the bills best: the value of it at which the plan would have come to what was billed.

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::risk::success;
use crate::scenario::domain::Domain;
use crate::scenario::inputs::{self, Input};
use crate::scenario::{Estimate, Scenario};

use super::bills::{Actual, Bill, bills, with_growth_from_known};

/// Bills this close to the plan, as a share of it, need no explanation.
const CLOSE_ENOUGH: f64 = 0.01;
/// How far from its middle a range is searched, in standard deviations: further out hardly any draw lies.
const REACH_OF_RANGES: f64 = 6.0;
/// How far from its base an exact input is searched, likewise: down to 0 and up to about sevenfold.
const REACH_OF_EXACT: f64 = 30.0;
/// Standard deviations from the middle of a range, beyond which a value is far outside it: 1 draw of 370.
const FAR_OUTSIDE: f64 = 3.0;
/// Places on either side at which bills are computed before the stretch between two is halved.
const STEPS: u32 = 24;
const HALVINGS: usize = 60;
/// At the value found, bills differ from the plan by at most this share. Where they jump over it, there is no such value.
const MAX_RESIDUAL: f64 = 1e-3;
/// The share by which an exact input is varied, as in the tornado.
const VARIATION_SHARE: f64 = 0.25;
/// P90 of the standard normal distribution, to which that share belongs.
const Z90: f64 = 1.281_551_565_544_6;

/// The value of one input, with all others as planned, that explains all bills together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Explanation {
    /// The input.
    pub input: &'static Input,
    /// Its value in the plan.
    pub planned: f64,
    /// The value at which the plan comes to what was billed.
    pub value: f64,
    /// How far that is from the middle of its range, in standard deviations of a normal distribution. Without any range, 25% counts as P90.
    pub deviations: f64,
    /// Whether that is far outside the range that the user gave, so that it explains little. An exact input has no range.
    pub is_far_outside: bool,
}

impl Explanation {
    /// The input whose value has to move least for it; `None` if the bills are close to the plan, or no input alone explains them. If any input
    /// is uncertain, only uncertain ones count.
    pub(super) fn find(plan: &Scenario, actual: &[Actual]) -> Option<Self> {
        if actual.iter().all(|actual| actual.cost.is_none()) {
            return None;
        }
        let mut search = Search {
            original: plan,
            scenario: plan.clone(),
            actual,
            billed: actual.iter().filter_map(|actual| actual.cost).sum(),
        };
        if is_close(search.billed, search.expected()) {
            return None;
        }
        let found = candidates(plan).into_iter().filter_map(|candidate| {
            let deviations = search.deviations(&candidate)?;
            Some(Self {
                input: candidate.input,
                planned: candidate.base,
                value: candidate.at(deviations),
                deviations,
                is_far_outside: candidate.estimate.is_uncertain() && deviations.abs() > FAR_OUTSIDE,
            })
        });
        found.min_by(|a, b| a.deviations.abs().total_cmp(&b.deviations.abs()))
    }
}

/// Whether bills are so close to what is expected by the plan that they need no explanation.
pub(super) fn is_close(billed: f64, expected: f64) -> bool {
    (billed - expected).abs() <= CLOSE_ENOUGH * expected
}

/// ΣB(v) over all months with a bill; `bills` has that of each month.
pub(super) fn expected_of_billed(actual: &[Actual], bills: &[Bill]) -> f64 {
    let bills = actual.iter().zip(bills);
    let of_billed = bills.filter(|(actual, _)| actual.cost.is_some());
    of_billed.map(|(_, bill)| bill.total()).sum()
}

/// An input that may explain the bills.
struct Candidate {
    input: &'static Input,
    base: f64,
    /// Its range; an exact one if no input is uncertain.
    estimate: Estimate,
    domain: Domain,
}

impl Candidate {
    /// The value so many standard deviations from the middle.
    fn at(&self, deviations: f64) -> f64 {
        if self.estimate.is_uncertain() {
            let share = Normal::standard().cdf(deviations);
            self.estimate.quantile(share, &self.domain)
        } else {
            let change = VARIATION_SHARE * self.base.abs() * deviations / Z90;
            self.domain.nearest(self.base + change)
        }
    }

    fn reach(&self) -> f64 {
        if self.estimate.is_uncertain() {
            REACH_OF_RANGES
        } else {
            REACH_OF_EXACT
        }
    }
}

/// All uncertain inputs; without any, all that the tornado varies.
fn candidates(plan: &Scenario) -> Vec<Candidate> {
    let candidate = |input: &'static Input, estimate: Estimate, domain: Domain| Candidate {
        input,
        base: estimate.base(&domain),
        estimate,
        domain,
    };
    let uncertain = inputs::uncertain(plan)
        // No bill depends on whether fine-tuning succeeds.
        .filter(|(input, ..)| input.path != success::PATH)
        .map(|(input, estimate, domain)| candidate(input, estimate, domain));
    let uncertain: Vec<Candidate> = uncertain.collect();
    if !uncertain.is_empty() {
        return uncertain;
    }
    let exact = inputs::estimates().filter_map(|input| {
        let (base, domain) = (input.base(plan)?, input.domain()?);
        (base != 0.0).then(|| candidate(input, Estimate::Exact(base), domain))
    });
    exact.collect()
}

struct Search<'a> {
    original: &'a Scenario,
    scenario: Scenario,
    actual: &'a [Actual],
    /// Σc.
    billed: f64,
}

impl Search<'_> {
    /// What the scenario comes to in the months with a bill.
    fn expected(&self) -> f64 {
        let known = with_growth_from_known(&self.scenario, self.actual);
        expected_of_billed(self.actual, &bills(&known, self.actual))
    }

    /// How much more than was billed the scenario comes to with an input so many standard deviations from its middle.
    fn excess_at(&mut self, candidate: &Candidate, deviations: f64) -> f64 {
        let input = candidate.input;
        // It stays within its domain, and restoring it can't fail either.
        let _ = input.set_exactly(&mut self.scenario, candidate.at(deviations));
        let excess = self.expected() - self.billed;
        let _ = input.set(&mut self.scenario, input.value(self.original));
        excess
    }

    /// The least deviation, in either direction, at which nothing is in excess. It is searched from the middle, which isn't the base case of a
    /// skewed PERT.
    fn deviations(&mut self, candidate: &Candidate) -> Option<f64> {
        let in_the_middle = self.excess_at(candidate, 0.0);
        if in_the_middle == 0.0 {
            return Some(0.0);
        }
        let found = [-1.0, 1.0].map(|side| self.deviations_on(candidate, in_the_middle, side));
        let found = found.into_iter().flatten();
        found.min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    fn deviations_on(
        &mut self,
        candidate: &Candidate,
        in_the_middle: f64,
        side: f64,
    ) -> Option<f64> {
        let reach = side * candidate.reach();
        // Most inputs have no effect on a bill at all.
        if self.excess_at(candidate, reach) == in_the_middle {
            return None;
        }
        let has_changed = |other: f64| (other > 0.0) != (in_the_middle > 0.0);
        let mut near = 0.0;
        for step in 1..=STEPS {
            let mut far = reach * f64::from(step) / f64::from(STEPS);
            if !has_changed(self.excess_at(candidate, far)) {
                near = far;
                continue;
            }
            for _ in 0..HALVINGS {
                let middle = f64::midpoint(near, far);
                if has_changed(self.excess_at(candidate, middle)) {
                    far = middle;
                } else {
                    near = middle;
                }
            }
            let residual = self.excess_at(candidate, far).abs();
            return (residual <= MAX_RESIDUAL * self.billed).then_some(far);
        }
        None
    }
}
