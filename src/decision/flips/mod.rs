//! Changes of a scenario that flip what is recommended: one input moved as far as it takes, one question answered otherwise, an evaluation that
//! shows what is hoped for. Each is tried out alone; where too few of them do it alone, several together.

mod changes;

use crate::analysis::drivers::Drivers;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};
use crate::scenario::quantity::{Unit, significant};

use super::recommendation::Recommendation;
use changes::{Change, answers, budget, evaluation, obstacles};

/// More changes that would flip it are of no use.
const MOST: usize = 3;
/// Of these, so many inputs with a value, if there are other changes that do.
const MOST_VALUES: usize = 2;
/// With fewer, several changes are tried together.
const ENOUGH: usize = 2;
/// Inputs that are moved: those that tip the figures soonest, then those on which most depends.
const INPUTS: usize = 6;
/// How far an input is moved either way, as parts of where it tips or of what it is.
const STEPS: [f64; 4] = [1.02, 1.5, 4.0, 20.0];
/// How far past the value that flips it is looked whether it stays so, as a part of it.
const BEYOND: f64 = 1.25;
/// Halvings in the search for that value, and in its last narrowing.
const HALVINGS: usize = 7;
const NARROWINGS: usize = 5;
/// How far few draws may be off, as a part of the value.
const NOISE: f64 = 0.02;
/// Draws of the search, and of its last narrowing, which is to the three digits that are shown.
const FEW: Draws = Draws {
    all: 1024,
    of_switch: 128,
};
const MANY: Draws = Draws {
    all: 16_384,
    of_switch: 1024,
};

/// How many draws tell what is recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// Of fine-tuning now.
    pub all: usize,
    /// Of a later switch, where there is one: each takes a ledger.
    pub of_switch: usize,
}

/// What is recommended of a scenario, from so many draws.
type Advised<'a> = &'a dyn Fn(&Scenario, Draws) -> Recommendation;

/// The changes that flip what is recommended, in words: "Queries above 41,000 a month: fine-tune now".
pub fn flips(
    scenario: &Scenario,
    drivers: &Drivers,
    now: Recommendation,
    advised: Advised<'_>,
) -> Vec<String> {
    let search = Search {
        scenario,
        advised,
        now,
    };
    let moves = moves(scenario, drivers);
    let values = moves
        .iter()
        .filter_map(|moved| Some((moved, search.value(moved, None)?)));
    let values: Vec<(&Move, String)> = values.take(MOST).collect();
    let evaluation = evaluation();
    let mut found: Vec<String> = search.flipped(&evaluation).into_iter().collect();
    let others = answers(scenario).chain(budget(scenario));
    let others: Vec<String> = others
        .filter_map(|change| search.flipped(&change))
        .take(MOST)
        .collect();
    let alone = found.is_empty() && others.is_empty();
    let kept = if alone { MOST } else { MOST_VALUES };
    found.extend(values.iter().take(kept).map(|(_, value)| value.clone()));
    found.extend(others);
    if found.len() < ENOUGH {
        // What an input alone does has been named.
        let named = |change: &Change| {
            let mut named = values.iter();
            named.any(|(moved, _)| change.is_of(moved.input))
        };
        let mut obstacles = obstacles(scenario);
        obstacles.retain(|change| !named(change));
        let all = Change::all(&[&obstacles[..], &[evaluation]].concat());
        // An evaluation is named only where it takes one.
        let without = search.flipped(&Change::all(&obstacles));
        let together = without.or_else(|| search.flipped(&all));
        found.extend(together.filter(|together| !found.contains(together)));
        // What the figures depend on may be seen only without what stands against it.
        if let Some(freed) = all.applied(scenario).filter(|_| found.len() < ENOUGH) {
            let named = |moved: &Move| values.iter().any(|(other, _)| other.is_as(moved));
            let others = self::moves(&freed, &Drivers::new(&freed));
            let others = others
                .iter()
                .filter(|moved| !named(moved) && !all.is_of(moved.input));
            let along = others.filter_map(|moved| search.value(moved, Some(&all)));
            found.extend(along.take(ENOUGH - found.len()));
        }
    }
    found.truncate(MOST);
    found
}

/// An input that is moved, and from where on.
struct Move {
    input: &'static Input,
    from: f64,
    /// Up or down.
    up: bool,
}

impl Move {
    /// Whether it moves the same input the same way.
    fn is_as(&self, other: &Self) -> bool {
        self.input == other.input && self.up == other.up
    }

    /// A value that lies so much further on than another one: away from zero, or towards it. What has a sign keeps it, and from nothing it
    /// goes up in whole steps.
    fn further(&self, value: f64, times: f64) -> f64 {
        if value == 0.0 {
            // From nothing there is no multiple; a few of what is counted whole.
            if self.up { times.floor() } else { value }
        } else if self.up == (value > 0.0) {
            value * times
        } else {
            value / times
        }
    }
}

/// The inputs that are worth moving: first past where the figures tip, then those on which most depends, either way, and time.
fn moves(scenario: &Scenario, drivers: &Drivers) -> Vec<Move> {
    let tips = drivers.tipping_values.iter().take(INPUTS);
    let tips = tips.map(|tip| Move {
        input: tip.input,
        from: tip.value,
        up: tip.value >= tip.base,
    });
    let widest = drivers.tornado.iter().take(INPUTS).map(|bar| bar.input);
    let time = ["horizon_months", "fine_tuning.lead_time_months"];
    let others = widest.chain(time.into_iter().filter_map(inputs::find));
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
    advised: Advised<'a>,
    now: Recommendation,
}

/// Whether two recommendations are of the same kind: the month of a switch aside.
fn alike(a: Recommendation, b: Recommendation) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

impl Search<'_> {
    /// A change in words, with what is recommended then, where it flips it.
    fn flipped(&self, change: &Change) -> Option<String> {
        let changed = change.applied(self.scenario)?;
        let other = |draws| {
            let there = (self.advised)(&changed, draws);
            (!alike(there, self.now)).then_some(there)
        };
        // Few draws may say otherwise without any change.
        let there = other(FEW).and_then(|_| other(MANY))?;
        Some(format!("{}: {}", change.what, there.in_words()))
    }

    /// The value nearest to the present one at which moving an input flips it, and what comes beyond, in words. `along` is changed too.
    fn value(&self, moved: &Move, along: Option<&Change>) -> Option<String> {
        let input = moved.input;
        let domain = input.domain()?;
        let with = match along {
            Some(change) => change.applied(self.scenario)?,
            None => self.scenario.clone(),
        };
        let advised = |value: f64, draws: Draws| {
            let mut changed = with.clone();
            let set = input.set_exactly(&mut changed, domain.nearest(value));
            set.ok().map(|()| (self.advised)(&changed, draws))
        };
        let differs = |value: f64, draws: Draws| {
            advised(value, draws).is_some_and(|there| !alike(there, self.now))
        };
        let near = input.base(&with)?;
        let far = STEPS
            .into_iter()
            .map(|step| moved.further(moved.from, step))
            .find(|value| differs(*value, FEW))?;
        // What flips it without being moved, by the other changes alone or by being known exactly, isn't told by a bound.
        if differs(near, FEW) {
            return None;
        }
        let first = boundary(near, far, differs);
        let there = advised(first, MANY).filter(|there| !alike(*there, self.now))?;
        // It may be but a narrow stretch, with other advice beyond.
        let beyond = moved.further(first, BEYOND);
        let then = advised(beyond, FEW).filter(|then| !alike(*then, there));
        let second = then.and_then(|then| {
            let bound = boundary(first, beyond, |value, draws| {
                advised(value, draws).is_some_and(|there| alike(there, then))
            });
            Some((advised(bound, MANY)?, bound))
        });
        let written = |value: f64| self.written(input, domain.nearest(value));
        let bound = |value: f64| match (domain.whole, moved.up) {
            (true, true) => format!("{} or more", written(value)),
            (true, false) => format!("{} or less", written(value)),
            (false, true) => format!("above {}", written(value)),
            (false, false) => format!("below {}", written(value)),
        };
        let along = along.map_or(String::new(), |change| format!(" ({})", change.what));
        let name = input.full_label();
        Some(match second {
            // A stretch too narrow to be written is left out.
            Some((then, value)) if written(value) == written(first) => {
                format!("{name} {}{along}: {}", bound(value), then.in_words())
            }
            Some((then, value)) => format!(
                "{name} {}{along}: {}; {}: {}",
                bound(first),
                there.in_words(),
                bound(value),
                then.in_words()
            ),
            None => format!("{name} {}{along}: {}", bound(first), there.in_words()),
        })
    }

    /// A value with its unit; of small amounts as many digits as of others.
    fn written(&self, input: &Input, value: f64) -> String {
        let currency = &self.scenario.currency;
        match input.unit {
            Unit::Money(words) if value.abs() < 10.0 => {
                let amount = significant(value, 3);
                format!("{}{amount} {words}", currency.prefix())
                    .trim_end()
                    .to_owned()
            }
            unit => unit.rounded(value, currency),
        }
    }
}

/// The first value on the way from `near` to `far` of which something holds that holds of `far` and not of `near`: searched for with few
/// draws, and narrowed down with many.
fn boundary(near: f64, far: f64, holds: impl Fn(f64, Draws) -> bool) -> f64 {
    let (out, within) = halved(near, far, HALVINGS, |value| holds(value, FEW));
    // Few draws may be a little off.
    let room = (within - out).abs().max(NOISE * within.abs());
    let towards = (far - near).signum();
    let clamped = |value: f64| value.clamp(near.min(far), near.max(far));
    let (out, within) = (
        clamped(out - towards * room),
        clamped(within + towards * room),
    );
    let holds = |value: f64| holds(value, MANY);
    match (holds(out), holds(within)) {
        (true, _) => halved(near, out, HALVINGS, holds).1,
        (false, true) => halved(out, within, NARROWINGS, holds).1,
        (false, false) => halved(within, far, HALVINGS, holds).1,
    }
}

/// Two values closer together, on either side of where it begins to hold.
fn halved(mut near: f64, mut far: f64, times: usize, holds: impl Fn(f64) -> bool) -> (f64, f64) {
    for _ in 0..times {
        // In parts of the value, where it has a sign: the bound may be far from where it is now.
        let middle = if near > 0.0 && far > 0.0 {
            (near * far).sqrt()
        } else {
            f64::midpoint(near, far)
        };
        if holds(middle) {
            far = middle;
        } else {
            near = middle;
        }
    }
    (near, far)
}
