//! Where the base case and the median of the draws tell different stories, and why (docs/formulas.md §6).
//!
//! The base case takes every input at its own median or likely value. The median of the result isn't the result at these values where ranges
//! reach further to one side, where the model bends, or where many draws lie at one value. Which of these it is, is tried out: draws with
//! one of them taken away say how far the median comes back to the base case.

use std::convert::Infallible;

use crate::analysis::success::Attempt;
use crate::scenario::correlations::Correlations;
use crate::scenario::domain::Domain;
use crate::scenario::inputs::{self, Input};
use crate::scenario::{Estimate, Scenario};

use super::draws::each_draw;
use super::engine::Engine;
use super::engine::block::BlockOutcomes;
use super::lanes::{BLOCK, BlockArray};
use super::model_inputs::ModelInputs;
use super::quantiles::Distribution;
use super::success;
use super::summary::{BaseGap, GapReason};

/// They differ if they are further apart than this share of the larger one; where their signs do, they always are.
const APART_SHARE: f64 = 0.2;
/// They don't differ if the base case is a quantile no further from the median than this: that is the sampling error of short runs.
const SAME_QUANTILE: f64 = 0.01;
/// Draws at one value are a lump from this share on.
const LUMP_SHARE: f64 = 0.1;
/// What is taken away is the reason if the median comes back by this share of the way to the base case.
const EXPLAINED_SHARE: f64 = 0.5;
/// So many inputs are tried out, those that move S furthest to one side: each takes draws, and a picture that follows a drag has to wait for them.
const MAX_TRIALS: usize = 3;
/// Draws with something taken away.
const TRIAL_DRAWS: usize = 1024;

/// How the base case of a scenario differs from draws of it; `None` if it doesn't. Where fine-tuning may fail, only what is expected with the
/// other sign than the median is of note, as far as failure is the reason: that a saving is lost in some draws is what may fail means.
pub(super) fn base_gap(
    scenario: &Scenario,
    saving: &Distribution,
    attempt: Option<Attempt>,
) -> Option<BaseGap> {
    let one_at_a_time = OneAtATime::new(scenario);
    let base = one_at_a_time.base(scenario);
    let median = saving.quantile(0.5)?;
    let above_median = saving.share_below(base) - 0.5;
    let below_median = 0.5 - saving.share_up_to(base);
    let apart = (base - median).abs();
    let differs = apart > APART_SHARE * base.abs().max(median.abs());
    if !differs || above_median.max(below_median) <= SAME_QUANTILE {
        return None;
    }
    let reason = match attempt {
        Some(attempt) => {
            let fails = base > 0.0 && median < 0.0 && succeeding_median(scenario)? > 0.0;
            fails.then_some(GapReason::Failure(1.0 - attempt.chance))?
        }
        None => lump(base, median, saving)
            .or_else(|| tried_out(scenario, base, median, &one_at_a_time))
            .unwrap_or_else(|| together(base, median, saving)),
    };
    Some(BaseGap {
        base,
        median,
        reason,
    })
}

/// S with all inputs at their base values, and with one uncertain input at a time at either end of its range.
struct OneAtATime {
    uncertain: Vec<(&'static Input, Estimate, Domain)>,
    outcomes: BlockOutcomes,
}

impl OneAtATime {
    fn new(scenario: &Scenario) -> Self {
        // A draw for the base case, and two for each input.
        let uncertain: Vec<_> = inputs::uncertain(scenario).take(BLOCK / 2 - 1).collect();
        let varied: Vec<_> = uncertain.iter().map(|(input, ..)| *input).collect();
        let columns = uncertain.iter().enumerate();
        let columns: Vec<BlockArray> = columns
            .map(|(place, (_, estimate, domain))| {
                let mut column = [estimate.base(domain); BLOCK];
                column[2 * place + 1] = estimate.quantile(0.05, domain);
                column[2 * place + 2] = estimate.quantile(0.95, domain);
                column
            })
            .collect();
        let mut outcomes = BlockOutcomes::new();
        let inputs = ModelInputs::new(scenario, &varied);
        let draws = 2 * uncertain.len() + 1;
        Engine::new(&inputs).evaluate(draws, &columns, &mut outcomes, None);
        Self {
            uncertain,
            outcomes,
        }
    }

    /// What fine-tuning saves in the base case; where it may fail, on average over success and failure.
    fn base(&self, scenario: &Scenario) -> f64 {
        let attempt = Attempt {
            chance: scenario.fine_tuning.success_chance.base(),
            saving: self.outcomes.saving[0],
            loss: self.outcomes.upfront[0],
        };
        attempt.expected_saving()
    }

    /// S at both ends of an input's range, by its place among the uncertain ones.
    fn ends(&self, place: usize) -> [f64; 2] {
        [1, 2].map(|end| self.outcomes.saving[2 * place + end])
    }
}

/// The median of S in draws of another scenario; `None` without draws.
fn trial_median(scenario: &Scenario) -> Option<f64> {
    let mut values = Vec::with_capacity(TRIAL_DRAWS);
    let Ok(()) = each_draw(scenario, TRIAL_DRAWS, |block| {
        values.extend_from_slice(&block.outcomes.saving);
        Ok::<_, Infallible>(())
    });
    values.sort_unstable_by(f64::total_cmp);
    Distribution { values, mean: 0.0 }.quantile(0.5)
}

/// The median of S if fine-tuning succeeded.
fn succeeding_median(scenario: &Scenario) -> Option<f64> {
    let mut changed = scenario.clone();
    let chance = inputs::find(success::PATH)?;
    chance.set_exactly(&mut changed, 1.0).ok()?;
    trial_median(&changed)
}

/// The largest lump, if without it the median comes back to the base case.
fn lump(base: f64, median: f64, saving: &Distribution) -> Option<GapReason> {
    let count = saving.values.len() as f64;
    let values = saving.values.chunk_by(|a, b| a == b);
    let largest = values.max_by_key(|lump| lump.len())?;
    let share = largest.len() as f64 / count;
    if share < LUMP_SHARE {
        return None;
    }
    let others = saving.values.iter().filter(|value| **value != largest[0]);
    let others = Distribution {
        values: others.copied().collect(),
        mean: 0.0,
    };
    let explained = (others.quantile(0.5)? - median) / (base - median);
    (explained >= EXPLAINED_SHARE).then_some(GapReason::Lump {
        share,
        saving: largest[0],
    })
}

/// The first of the correlations and the single inputs without which the median comes back to the base case; `None` if there is none.
fn tried_out(
    scenario: &Scenario,
    base: f64,
    median: f64,
    one_at_a_time: &OneAtATime,
) -> Option<GapReason> {
    let before = trial_median(scenario)?;
    let is_explained_without = |changed: &Scenario| {
        trial_median(changed)
            .is_some_and(|after| (after - before) / (base - before) >= EXPLAINED_SHARE)
    };
    if !scenario.correlations.is_empty() {
        let mut apart = scenario.clone();
        apart.correlations = Correlations::default();
        if is_explained_without(&apart) {
            return Some(GapReason::Correlations);
        }
    }
    // An input whose range moves the median away moves S further to the side of the median than to the other, and at its base value the median
    // comes back; that alone would fit both inputs of a sum.
    let uncertain = one_at_a_time.uncertain.iter().enumerate();
    let mut candidates: Vec<_> = uncertain
        .map(|(place, uncertain)| (further(base, median, one_at_a_time.ends(place)), uncertain))
        .filter(|(further, _)| *further > 0.0)
        .collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    candidates.truncate(MAX_TRIALS);
    let reason = candidates
        .into_iter()
        .find(|(_, (input, estimate, domain))| {
            let mut changed = scenario.clone();
            let is_set = input.set_exactly(&mut changed, estimate.base(domain));
            is_set.is_ok() && is_explained_without(&changed)
        });
    reason.map(|(_, (input, ..))| GapReason::Input(input))
}

/// Why they differ if no single input is the reason.
fn together(base: f64, median: f64, saving: &Distribution) -> GapReason {
    let ends = saving.quantile(0.05).zip(saving.quantile(0.95));
    match ends {
        Some((low, high)) if further(base, median, [low, high]) > 0.0 => GapReason::Ranges,
        _ => GapReason::Mixed,
    }
}

/// How much further what lies between these ends reaches to the side of the median than to the other; negative if it is less far.
fn further(base: f64, median: f64, [one, other]: [f64; 2]) -> f64 {
    let (down, up) = (base - one.min(other), one.max(other) - base);
    if median < base { down - up } else { up - down }
}
