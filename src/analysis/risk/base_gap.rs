//! Where the base case and the median of the draws tell different stories, and why (docs/formulas.md §6).
//!
//! The base case takes every input at its own median or likely value. The median of the result isn't the result at these values where ranges
//! reach further to one side, where the model bends, or where many draws lie at one value. Which of these it is, is tried out: draws with
//! one of them taken away say how far the median comes back to the base case.

use std::convert::Infallible;

use crate::analysis::success::Attempt;
use crate::scenario::Scenario;
use crate::scenario::correlations::Correlations;
use crate::scenario::inputs;

use super::draws::each_draw;
use super::engine::Engine;
use super::engine::block::BlockOutcomes;
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
/// Draws with something taken away.
const TRIAL_DRAWS: usize = 1024;

/// How the base case of a scenario differs from draws of it; `None` if it doesn't. Where fine-tuning may fail, only what is expected with the
/// other sign than the median is of note, as far as failure is the reason: that a saving is lost in some draws is what may fail means.
pub(super) fn base_gap(
    scenario: &Scenario,
    saving: &Distribution,
    attempt: Option<Attempt>,
) -> Option<BaseGap> {
    let base = base_saving(scenario);
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
            .or_else(|| correlations(scenario, base))
            .or_else(|| input(scenario, base, median))
            .unwrap_or_else(|| together(base, median, saving)),
    };
    Some(BaseGap {
        base,
        median,
        reason,
    })
}

/// What fine-tuning saves with every input at its base value; where it may fail, on average over success and failure.
fn base_saving(scenario: &Scenario) -> f64 {
    let inputs = ModelInputs::new(scenario, &[]);
    let mut block = BlockOutcomes::new();
    Engine::new(&inputs).evaluate(1, &[], &mut block, None);
    let attempt = Attempt {
        chance: scenario.fine_tuning.success_chance.base(),
        saving: block.saving(0),
        loss: block.upfront[0],
    };
    attempt.expected_saving()
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

/// The correlations, if without them the median comes back to the base case.
fn correlations(scenario: &Scenario, base: f64) -> Option<GapReason> {
    if scenario.correlations.is_empty() {
        return None;
    }
    let before = trial_median(scenario)?;
    let mut apart = scenario.clone();
    apart.correlations = Correlations::default();
    let explained = (trial_median(&apart)? - before) / (base - before);
    (explained >= EXPLAINED_SHARE).then_some(GapReason::Correlations)
}

/// The input whose range moves the median away from the base case: the median comes back to it with the input at its base value. In a sum of
/// two it does with either of them, so it is the one that moves S further to the side of the median than to the other. `None` if no input does
/// that alone.
fn input(scenario: &Scenario, base: f64, median: f64) -> Option<GapReason> {
    let before = trial_median(scenario)?;
    let mut furthest = (0.0, None);
    for (input, estimate, domain) in inputs::uncertain(scenario) {
        let mut changed = scenario.clone();
        let median_without = input
            .set_exactly(&mut changed, estimate.base(&domain))
            .ok()
            .and_then(|()| trial_median(&changed));
        let explained = median_without.map_or(0.0, |after| (after - before) / (base - before));
        if explained < EXPLAINED_SHARE {
            continue;
        }
        // S at both ends of the range, the others at their base values.
        let ends = [0.05, 0.95].map(|p| {
            let end = estimate.quantile(p, &domain);
            let is_set = input.set_exactly(&mut changed, end).is_ok();
            if is_set { base_saving(&changed) } else { base }
        });
        let further = further(base, median, ends);
        if further > furthest.0 {
            furthest = (further, Some(GapReason::Input(input)));
        }
    }
    furthest.1
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
