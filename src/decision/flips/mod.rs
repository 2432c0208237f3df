//! Changes of a scenario that flip what is recommended: one input moved as far as it takes, one question answered otherwise, or an evaluation
//! that shows the fine-tuned model to be better. Each is tried alone; if too few flip it alone, several are tried together.

mod changes;
pub mod flip;

use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::tipping::is_far;
use crate::analysis::parallel::first_found;
use crate::analysis::risk::success;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};

use super::bisection::{bisect, mean_by_magnitude};
use super::recommendation::Recommendation;
use changes::{Change, answers, budget, evaluation, obstacles};
use flip::{Bound, Flip};

/// At most this many flips are listed.
const MAX_FLIPS: usize = 3;
/// At most this many of them move an input, if other changes flip the recommendation too.
const MAX_BOUNDS: usize = 2;
/// All flips take at most this many rows: one that leads to two recommendations takes two.
const MAX_ROWS: usize = 4;
/// With fewer flips than this, several changes are tried together.
const MIN_FLIPS: usize = 2;
/// At most this many inputs are moved of those that tip the figures soonest, and as many of those on which most depends.
const MAX_INPUTS: usize = 6;
/// How far an input is moved either way, as multiples of where it tips or of what it is.
const STEP_FACTORS: [f64; 4] = [1.02, 1.5, 4.0, 20.0];
/// A flip is checked once more at this multiple of its value: it may hold on a narrow stretch only.
const BEYOND_FACTOR: f64 = 1.25;
/// Halvings of the interval that a step of a move spans, in the search for the value.
const HALVINGS: usize = 7;
/// Halvings in the last narrowing of what few draws found, because that is narrow already.
const NARROWINGS: usize = 5;
/// Relative error of a bound found with few draws.
const NOISE_SHARE: f64 = 0.02;
/// Draws of the search.
const FEW_DRAWS: DrawCounts = DrawCounts {
    fine_tuning_now: 1024,
    later_switch: 128,
};
/// Draws of its last narrowing, which is to the three digits that are shown.
const MANY_DRAWS: DrawCounts = DrawCounts {
    fine_tuning_now: 16_384,
    later_switch: 1024,
};

/// The numbers of draws on which a recommendation rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DrawCounts {
    /// Draws over which fine-tuning now is evaluated.
    pub fine_tuning_now: usize,
    /// Draws over which a later switch is evaluated, if there is one: each takes a ledger.
    pub later_switch: usize,
}

/// The recommendation for a scenario, from so many draws.
type Recommend<'a> = &'a (dyn Fn(&Scenario, DrawCounts) -> Recommendation + Sync);

/// The changes that flip what is recommended: single ones, and several together if too few do it alone.
pub(super) fn flips(
    scenario: &Scenario,
    drivers: &Drivers,
    now: Recommendation,
    recommend: Recommend<'_>,
) -> Vec<Flip> {
    let search = Search {
        scenario,
        recommend,
        now,
    };
    let moves = moves(scenario, drivers);
    let bounds = first_found(&moves, MAX_FLIPS, |moved| search.bound(moved, None));
    let evaluation_flip = search.try_change(&evaluation());
    let changes: Vec<Change> = answers(scenario).chain(budget(scenario)).collect();
    let answer_flips = first_found(&changes, MAX_FLIPS, |change| search.try_change(change));
    let bounds_alone = evaluation_flip.is_none() && answer_flips.is_empty();
    let kept = if bounds_alone { MAX_FLIPS } else { MAX_BOUNDS };
    let mut found: Vec<Flip> = evaluation_flip.into_iter().collect();
    found.extend(bounds.iter().take(kept).cloned().map(Flip::Bound));
    found.extend(answer_flips);
    if found.len() < MIN_FLIPS {
        search.add_together(&bounds, &mut found);
    }
    found.truncate(MAX_FLIPS);
    while found.iter().map(Flip::rows).sum::<usize>() > MAX_ROWS {
        found.pop();
    }
    found
}

/// An input that is moved, and the value where that begins.
struct Move {
    input: &'static Input,
    from: f64,
    /// Up or down.
    up: bool,
}

impl Move {
    /// Whether it moves the same input in the same direction.
    fn is_as(&self, other: &Self) -> bool {
        self.input == other.input && self.up == other.up
    }

    /// A value further on in the direction of the move, by a factor: away from zero or towards it, with the same sign; from zero it goes up
    /// in whole steps.
    fn further(&self, value: f64, times: f64) -> f64 {
        if value == 0.0 {
            // Zero has no multiples; the factor itself is tried instead.
            if self.up { times.floor() } else { value }
        } else if self.up == (value > 0.0) {
            value * times
        } else {
            value / times
        }
    }
}

/// The inputs that are moved: first those with a tipping value, past it; then those on which most depends and the times, up and down.
fn moves(scenario: &Scenario, drivers: &Drivers) -> Vec<Move> {
    let tips = drivers.near_tipping_values().take(MAX_INPUTS);
    let tips = tips.map(|tip| Move {
        input: tip.input,
        from: tip.value,
        up: tip.value >= tip.base,
    });
    let widest = drivers.planned_bars().take(MAX_INPUTS).map(|bar| bar.input);
    let time = ["horizon_months", "fine_tuning.lead_time_months"];
    // The tornado leaves out the chance of success, since the saving is that of success.
    let success = scenario.may_fail().then_some(success::PATH);
    let named = time.into_iter().chain(success).filter_map(inputs::find);
    let others = widest.chain(named);
    let others = others.flat_map(|input| {
        let from = input.base(scenario);
        [true, false].into_iter().filter_map(move |up| {
            Some(Move {
                input,
                from: from?,
                up,
            })
        })
    });
    let mut all: Vec<Move> = Vec::new();
    for moved in tips.chain(others) {
        if !all.iter().any(|other| other.is_as(&moved)) {
            all.push(moved);
        }
    }
    all
}

/// A search for what flips the advice.
struct Search<'a> {
    scenario: &'a Scenario,
    recommend: Recommend<'a>,
    now: Recommendation,
}

/// Whether two recommendations are the same, whatever the month of a switch.
fn is_same_kind(a: Recommendation, b: Recommendation) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

impl Search<'_> {
    /// The flip by a change, if it flips the recommendation.
    fn try_change(&self, change: &Change) -> Option<Flip> {
        let changed = change.apply_to(self.scenario)?;
        let other = |draws| {
            let there = (self.recommend)(&changed, draws);
            (!is_same_kind(there, self.now)).then_some(there)
        };
        // Few draws may say otherwise without any change.
        other(FEW_DRAWS)?;
        let there = other(MANY_DRAWS)?;
        Some(Flip::Changes(change.kinds.clone(), there))
    }

    /// Adds changes that flip the recommendation only together. Inputs that flip it alone are in `bounds` already.
    fn add_together(&self, bounds: &[Bound], found: &mut Vec<Flip>) {
        let mut obstacles = obstacles(self.scenario);
        obstacles.retain(|change| !bounds.iter().any(|bound| change.sets(bound.input)));
        let all = Change::all(&[&obstacles[..], &[evaluation()]].concat());
        // An evaluation is named only where it takes one.
        let without = self.try_change(&Change::all(&obstacles));
        let together = without.or_else(|| self.try_change(&all));
        found.extend(together.filter(|together| !found.contains(together)));
        if found.len() >= MIN_FLIPS {
            return;
        }
        // What the figures depend on may show only once the obstacles are gone.
        let Some(freed) = all.apply_to(self.scenario) else {
            return;
        };
        let named = |moved: &Move| {
            let mut bounds = bounds.iter();
            bounds.any(|bound| bound.input == moved.input && bound.up == moved.up)
        };
        let mut others = moves(&freed, &Drivers::new(&freed));
        others.retain(|moved| !named(moved) && !all.sets(moved.input));
        let along = first_found(&others, MIN_FLIPS - found.len(), |moved| {
            self.bound(moved, Some(&all))
        });
        found.extend(along.into_iter().map(Flip::Bound));
    }

    /// The value nearest to the present one at which moving an input flips the recommendation. `along` is changed too.
    fn bound(&self, moved: &Move, along: Option<&Change>) -> Option<Bound> {
        let input = moved.input;
        let nearest = |value: f64| input.nearest(value).unwrap_or(value);
        let with = match along {
            Some(change) => change.apply_to(self.scenario)?,
            None => self.scenario.clone(),
        };
        let recommended = |value: f64, draws: DrawCounts| {
            let mut changed = with.clone();
            let set = input.set_exactly(&mut changed, nearest(value));
            set.ok().map(|()| (self.recommend)(&changed, draws))
        };
        let differs = |value: f64, draws: DrawCounts| {
            recommended(value, draws).is_some_and(|there| !is_same_kind(there, self.now))
        };
        let near = input.base(&with)?;
        let far = STEP_FACTORS
            .into_iter()
            .map(|step| moved.further(moved.from, step))
            .find(|value| differs(*value, FEW_DRAWS))?;
        // If it flips without being moved (through the changes made along, or because the input is known exactly then), it has no bound.
        if differs(near, FEW_DRAWS) {
            return None;
        }
        let first = boundary(near, far, differs);
        if is_far(input, near, nearest(first)) {
            return None;
        }
        let there =
            recommended(first, MANY_DRAWS).filter(|there| !is_same_kind(*there, self.now))?;
        // It may be but a narrow stretch, with other advice beyond.
        let far_beyond = moved.further(first, BEYOND_FACTOR);
        let then = recommended(far_beyond, FEW_DRAWS).filter(|then| !is_same_kind(*then, there));
        let beyond = then.and_then(|then| {
            let bound = boundary(first, far_beyond, |value, draws| {
                recommended(value, draws).is_some_and(|there| is_same_kind(there, then))
            });
            Some((nearest(bound), recommended(bound, MANY_DRAWS)?))
        });
        let beyond = beyond.filter(|(value, _)| !is_far(input, near, *value));
        Some(Bound {
            input,
            up: moved.up,
            whole: input.is_whole(),
            value: nearest(first),
            then: there,
            beyond,
            along: along.map_or(Vec::new(), |change| change.kinds.clone()),
        })
    }
}

/// Bisects for the boundary between `near`, where the predicate is false, and `far`, where it is true: first with few draws, then narrowed
/// down with many.
fn boundary(near: f64, far: f64, holds: impl Fn(f64, DrawCounts) -> bool) -> f64 {
    let (out, within) = bisect(near, far, HALVINGS, mean_by_magnitude, |value| {
        holds(value, FEW_DRAWS)
    });
    // Few draws may be a little off.
    let room = (within - out).abs().max(NOISE_SHARE * within.abs());
    let towards = (far - near).signum();
    let clamped = |value: f64| value.clamp(near.min(far), near.max(far));
    let (out, within) = (
        clamped(out - towards * room),
        clamped(within + towards * room),
    );
    let holds = |value: f64| holds(value, MANY_DRAWS);
    match (holds(out), holds(within)) {
        (true, _) => bisect(near, out, HALVINGS, mean_by_magnitude, holds).1,
        (false, true) => bisect(out, within, NARROWINGS, mean_by_magnitude, holds).1,
        (false, false) => bisect(within, far, HALVINGS, mean_by_magnitude, holds).1,
    }
}
