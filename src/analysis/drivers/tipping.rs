//! The value of an input at which the answer tips (MODEL.md §5).

use crate::scenario::Scenario;
use crate::scenario::domain::Domain;
use crate::scenario::inputs::Input;

use super::varied::{Varied, outcomes_at};

/// A value of one input at which S = 0, the rest at base.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TippingValue {
    /// The input.
    pub input: &'static Input,
    /// Its base value.
    pub base: f64,
    /// The value at which both approaches cost the same.
    pub value: f64,
    /// Whether fine-tuning is the cheaper one above it (else below).
    pub fine_tuning_above: bool,
}

impl TippingValue {
    /// How much must change, relative to the base.
    pub fn change(&self) -> f64 {
        if self.base == 0.0 {
            f64::INFINITY
        } else {
            ((self.value - self.base) / self.base).abs()
        }
    }
}

impl TippingValue {
    /// "Queries: fine-tuning wins above 41,000 a month; you plan 20k a month".
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let currency = &scenario.currency;
        let side = if self.fine_tuning_above {
            "above"
        } else {
            "below"
        };
        format!(
            "{}: fine-tuning wins {side} {}; you plan {}",
            self.input.full_label(),
            self.input.unit.rounded(self.value, currency),
            self.input.describe(scenario)
        )
    }
}

/// The tipping value of one input alone, if it has one.
pub fn tipping_value_of(scenario: &Scenario, input: &'static Input) -> Option<TippingValue> {
    tipping_value(&mut Varied::new(scenario), input)
}

/// Steps away from the base at which S is looked at on either side, ever further.
const STEPS: usize = 48;

/// Every third narrowing is a halving: enough of them to take a bracket to the last bit of a number.
const MOST_NARROWINGS: usize = 270;

/// The value nearest to the base at which S = 0, if there is one: S is followed away from the base on both sides in growing
/// steps; where its sign changes, the bracket is narrowed down to a root. A jump over 0 is none, and is passed by.
pub(super) fn tipping_value(
    varied: &mut Varied<'_>,
    input: &'static Input,
) -> Option<TippingValue> {
    let (base, domain) = (input.base(varied.original)?, input.domain()?);
    let sides = [-1.0, 1.0].map(|side| -> Vec<f64> {
        (1..=STEPS)
            .map(|step| away(base, step, side, &domain))
            .collect()
    });
    let outcomes = outcomes_at(varied, input, &sides.concat())?;
    let savings: Vec<f64> = outcomes.iter().map(|(saving, _)| *saving).collect();
    // An input on which nothing depends has none, and is most of them.
    if savings.iter().all(|saving| *saving == savings[0]) {
        return None;
    }
    let (below, above) = savings.split_at(STEPS);
    if varied.saving.abs() <= varied.rounding {
        // The base itself is one, if who is cheaper differs on its two sides.
        let fine_tuning_above = above[0] > 0.0;
        return (fine_tuning_above != (below[0] > 0.0)).then_some(TippingValue {
            input,
            base,
            value: base,
            fine_tuning_above,
        });
    }
    let roots: Vec<f64> = sides
        .iter()
        .zip([below, above])
        .filter_map(|(values, savings)| {
            let points = values.iter().copied().zip(savings.iter().copied());
            root_on(varied, input, base, points)
        })
        .collect();
    let value = roots
        .into_iter()
        .min_by(|a, b| (a - base).abs().total_cmp(&(b - base).abs()))?;
    let wins_at_base = varied.saving > 0.0;
    Some(TippingValue {
        input,
        base,
        value,
        fine_tuning_above: wins_at_base == (base > value),
    })
}

/// The point `step` steps from the base, within the domain: evenly to both bounds where there are two, else by factors, down
/// towards the bound and up without end.
fn away(base: f64, step: usize, side: f64, domain: &Domain) -> f64 {
    let part = step as f64 / STEPS as f64;
    let bounded = domain.max - domain.min < 1000.0;
    let point = if bounded {
        // Finer near the base.
        let end = if side < 0.0 { domain.min } else { domain.max };
        base + (end - base) * part * part
    } else if side < 0.0 {
        if step == STEPS {
            domain.min
        } else {
            base - (base - domain.min) * part
        }
    } else {
        let unit = if base == 0.0 { 1e-3 } else { base.abs() };
        // From 1 % more to the domain's end, by growing factors.
        let reach = (domain.max / unit).max(2.0).ln();
        unit * (part * part * reach).exp() - if base == 0.0 { unit } else { 0.0 }
    };
    domain.nearest(point)
}

/// The first root along points with their savings, which lead away from the base.
fn root_on(
    varied: &mut Varied<'_>,
    input: &Input,
    base: f64,
    points: impl Iterator<Item = (f64, f64)>,
) -> Option<f64> {
    let mut from = (base, varied.saving);
    for to in points {
        if to.0 == from.0 {
            continue;
        }
        if (to.1 > 0.0) != (from.1 > 0.0) || to.1 == 0.0 {
            let root = narrow(varied, input, from, to);
            if root.is_some() {
                return root;
            }
        }
        from = to;
    }
    None
}

/// Narrows a bracket until S is 0 but for rounding or its ends are neighbours; `None` where S jumps over 0 there.
///
/// Steps by the false position, in which the value at the end that stays is halved, as in the Illinois rule (Dowell and Jarratt, "A
/// modified regula falsi method", 1971, halve it when it stays again), take turns with halvings: S is nearly straight in most inputs,
/// and has jumps in some.
fn narrow(varied: &mut Varied<'_>, input: &Input, from: (f64, f64), to: (f64, f64)) -> Option<f64> {
    let (mut a, mut b) = (from, to);
    // What the false position is drawn through.
    let (mut at_a, mut at_b) = (a.1, b.1);
    for turn in 0..MOST_NARROWINGS {
        let middle = f64::midpoint(a.0, b.0);
        let falsi = (a.0 * at_b - b.0 * at_a) / (at_b - at_a);
        let inside = falsi > a.0.min(b.0) && falsi < a.0.max(b.0);
        let value = if turn % 3 != 2 && inside {
            falsi
        } else {
            middle
        };
        if value == a.0 || value == b.0 {
            break;
        }
        let here = (value, varied.saving_at(input, value));
        if here.1.abs() <= varied.rounding {
            return Some(value);
        }
        if (here.1 > 0.0) == (a.1 > 0.0) {
            (a, at_a, at_b) = (here, here.1, at_b / 2.0);
        } else {
            (b, at_b, at_a) = (here, here.1, at_a / 2.0);
        }
    }
    let nearest = if a.1.abs() < b.1.abs() { a } else { b };
    // A cent, or the rounding of totals that are large.
    (nearest.1.abs() <= varied.rounding.max(0.005)).then_some(nearest.0)
}
