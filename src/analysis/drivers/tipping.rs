//! The value of one input at which the answer tips from one approach to the other (docs/formulas.md §5).
//!
//! S is evaluated at growing distances from the base on both sides; the first change of sign on a side is a bracket, which is narrowed
//! down to a root.

use crate::analysis::approach::Approach;
use crate::scenario::Scenario;
use crate::scenario::domain::Domain;
use crate::scenario::inputs::Input;
use crate::scenario::quantity::Unit;

use super::sensitivity::{Saving, Sensitivity, outcomes_at};

/// A value of one input at which S = 0, with all others at their base values. Of a count of things it is the nearest whole number at which
/// the other approach is cheaper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TippingValue {
    /// The input that is varied.
    pub input: &'static Input,
    /// Its base value.
    pub base: f64,
    /// The value at which both approaches cost the same, or that whole number.
    pub value: f64,
    /// Whether fine-tuning is cheaper above it; otherwise it is cheaper below.
    pub fine_tuning_above: bool,
}

impl TippingValue {
    /// The distance from base to tipping value as a share of the base; infinite if the base is 0.
    pub fn change(&self) -> f64 {
        if self.base == 0.0 {
            f64::INFINITY
        } else {
            ((self.value - self.base) / self.base).abs()
        }
    }

    /// Whether it is so far from the base that it says nothing about what is planned, see [`is_far`].
    pub fn is_far(&self) -> bool {
        is_far(self.input, self.base, self.value)
    }

    /// Where the cheaper approach changes: the value, or half a step before a whole number at which it has changed.
    pub fn threshold(&self) -> f64 {
        if self.input.whole_steps {
            self.value + 0.5 * (self.base - self.value).clamp(-1.0, 1.0)
        } else {
            self.value
        }
    }
}

/// Whether a value of an input is more than tenfold its base, or less than a tenth of it; a percentage is far beyond 100% too. From a base of
/// 0, which has no tenfold, more is far than anybody plans with of what there is nothing of today, such as 20,000 hours or 80,000 tokens; an
/// amount of money isn't, since currencies differ. From a count of things the next whole number never is.
///
/// ```
/// use breakeven::analysis::drivers::tipping::is_far;
/// use breakeven::scenario::inputs;
///
/// let retries = inputs::find("prompting.serving.retry_rate").unwrap();
/// assert!(is_far(retries, 0.0, 9.85) && is_far(retries, 0.9, 1.2));
/// assert!(!is_far(retries, 0.0, 0.4));
/// let hours = inputs::find("fine_tuning.effort.setup_hours").unwrap();
/// assert!(is_far(hours, 0.0, 20_000.0) && !is_far(hours, 0.0, 500.0));
/// ```
pub fn is_far(input: &Input, base: f64, value: f64) -> bool {
    const FACTOR: f64 = 10.0;
    let change = (value - base).abs();
    // Some rates may be higher, but nobody plans with more.
    if matches!(input.unit, Unit::Percent(_)) && value.abs() > base.abs().max(1.0) {
        return true;
    }
    if input.is_whole() && change <= 1.0 {
        return false;
    }
    if base == 0.0 {
        return change > most_from_zero(input.unit);
    }
    let is_signed = input.domain().is_some_and(|domain| domain.min < 0.0);
    change > (FACTOR - 1.0) * base.abs() || !is_signed && value < base / FACTOR
}

/// The most that anybody plans with of what there is nothing of today. Rates of traffic and amounts of money have no limit that fits all.
fn most_from_zero(unit: Unit) -> f64 {
    match unit {
        Unit::Percent(_) => 1.0,
        // A long document with each query.
        Unit::Count("tokens") => 50_000.0,
        // A year of one person.
        Unit::Count("hours") => 2000.0,
        // One person all the time.
        Unit::Count("hours per month") => 160.0,
        // One a week.
        Unit::Count("per year") => 52.0,
        Unit::Count("months") => 24.0,
        // A day.
        Unit::Count("min") => 1440.0,
        Unit::Things("examples") => 100_000.0,
        Unit::Things(_) => 100.0,
        Unit::None | Unit::Count(_) | Unit::Money(_) => f64::INFINITY,
    }
}

/// The tipping value of one input, with all others at their base values; `None` if no value within its domain makes both approaches cost
/// the same.
///
/// ```
/// use breakeven::analysis::drivers::tipping::tipping_value_of;
/// use breakeven::files::examples::Example;
/// use breakeven::scenario::inputs;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let queries = inputs::find("workload.queries_per_month").unwrap();
/// let tipping = tipping_value_of(scenario, queries).unwrap();
/// assert!(tipping.value < tipping.base && tipping.fine_tuning_above);
/// ```
pub fn tipping_value_of(scenario: &Scenario, input: &'static Input) -> Option<TippingValue> {
    tipping_value(&mut Sensitivity::new(scenario), input)
}

/// Points on either side of the base at which S is evaluated, at growing distances.
const STEPS_PER_SIDE: usize = 48;

/// S at a root is at most this, half a cent, unless the rounding of the totals is more.
const MAX_RESIDUAL_AMOUNT: f64 = 0.005;

/// Where S is on its way to 0, it is more than this share of the rounding that it is compared with, which is far wider than that of one sum.
const FALLING_SHARE: f64 = 0.02;

/// Enough iterations to narrow any bracket to neighbouring numbers, since every third one halves it.
const MAX_ITERATIONS: usize = 270;

/// S at a value of the input.
#[derive(Debug, Clone, Copy)]
struct Point {
    value: f64,
    saving: Saving,
}

/// The value nearest to the base at which S = 0, if there is one.
///
/// Follows S away from the base on both sides in growing steps, and narrows the bracket around each change of sign down to a root. Where
/// S jumps over 0 there is no root; the search goes on behind the jump.
pub(in crate::analysis) fn tipping_value(
    sensitivity: &mut Sensitivity<'_>,
    input: &'static Input,
) -> Option<TippingValue> {
    let base = input.base(sensitivity.original)?;
    let domain = input.domain()?;
    let sides = [-1.0, 1.0].map(|side| -> Vec<f64> {
        let steps = 1..=STEPS_PER_SIDE;
        if input.whole_steps {
            // The next whole numbers one by one, then in growing steps.
            let next = |step: usize| whole_away(base, step, side).max(domain.min);
            let far = |step: usize| away(base, step, side, &domain).round();
            let further = |a: f64, b: f64| if side < 0.0 { a.min(b) } else { a.max(b) };
            return steps.map(|step| further(next(step), far(step))).collect();
        }
        steps.map(|step| away(base, step, side, &domain)).collect()
    });
    let outcomes = outcomes_at(sensitivity, input, &sides.concat())?;
    // Most inputs don't influence the saving at all; leave early.
    if outcomes
        .iter()
        .all(|(saving, _)| saving.amount == outcomes[0].0.amount)
    {
        return None;
    }
    let values = sides.iter().flatten();
    let points: Vec<Point> = values
        .zip(&outcomes)
        .map(|(&value, &(saving, _))| Point { value, saving })
        .collect();
    let (below, above) = points.split_at(STEPS_PER_SIDE);
    let Some(cheaper_at_base) = sensitivity.saving.cheaper else {
        // Both cost the same at base: it is the tipping value if different approaches are cheaper on its two sides.
        let [below, above] =
            [below, above].map(|side| side[0].saving.cheaper == Some(Approach::FineTuning));
        return (above != below).then_some(TippingValue {
            input,
            base,
            value: base,
            fine_tuning_above: above,
        });
    };
    let at_base = Point {
        value: base,
        saving: sensitivity.saving,
    };
    let roots: Vec<f64> = [below, above]
        .into_iter()
        .filter_map(|points| {
            if input.whole_steps {
                whole_change_on(sensitivity, input, at_base, points)
            } else {
                root_on(sensitivity, input, at_base, points)
            }
        })
        .collect();
    let value = roots
        .into_iter()
        .min_by(|a, b| (a - base).abs().total_cmp(&(b - base).abs()))?;
    Some(TippingValue {
        input,
        base,
        value,
        fine_tuning_above: (cheaper_at_base == Approach::FineTuning) == (base > value),
    })
}

/// The value `step` steps from the base towards `side` (−1 or 1), within the domain.
///
/// In a bounded domain the steps grow quadratically towards the bound; in an unbounded one they are even down to the lower bound and
/// grow by factors upwards.
fn away(base: f64, step: usize, side: f64, domain: &Domain) -> f64 {
    let part = step as f64 / STEPS_PER_SIDE as f64;
    let point = if domain.is_bounded() {
        // Quadratic, so that steps are finer near the base.
        let end = if side < 0.0 { domain.min } else { domain.max };
        base + (end - base) * part * part
    } else if side < 0.0 {
        if step == STEPS_PER_SIDE {
            domain.min
        } else {
            base - (base - domain.min) * part
        }
    } else {
        let unit = if base == 0.0 { 1e-3 } else { base.abs() };
        // Factors grow from about 1 to the end of the domain.
        let reach = (domain.max / unit).max(2.0).ln();
        unit * (part * part * reach).exp() - if base == 0.0 { unit } else { 0.0 }
    };
    domain.nearest(point)
}

/// The whole number that is `step` steps from the base towards `side` (−1 or 1).
fn whole_away(base: f64, step: usize, side: f64) -> f64 {
    let first = if side < 0.0 {
        base.ceil() - 1.0
    } else {
        base.floor() + 1.0
    };
    first + side * (step - 1) as f64
}

/// The whole number nearest to the base on one side at which the approach that isn't cheaper at the base is. `points` are at whole numbers,
/// ordered away from the base.
fn whole_change_on(
    sensitivity: &mut Sensitivity<'_>,
    input: &Input,
    at_base: Point,
    points: &[Point],
) -> Option<f64> {
    let changed = |saving: Saving| {
        let cheaper = saving.cheaper;
        cheaper.is_some() && cheaper != at_base.saving.cheaper
    };
    let mut near = at_base.value;
    for point in points {
        if !changed(point.saving) {
            near = point.value;
            continue;
        }
        // The points may be far apart: halve the stretch in whole numbers.
        let mut far = point.value;
        while (far - near).abs() > 1.0 {
            let middle = f64::midpoint(near, far).round();
            if middle == near || middle == far {
                break;
            }
            if changed(sensitivity.saving_at(input, middle)) {
                far = middle;
            } else {
                near = middle;
            }
        }
        return Some(far);
    }
    None
}

/// The root nearest to the base on one side. `points` are ordered away from the base.
///
/// Far away both totals may be so large that S is lost in their rounding. That is no root: S counts as 0 only if it was more than rounding
/// before, or is on both sides.
fn root_on(
    sensitivity: &mut Sensitivity<'_>,
    input: &Input,
    at_base: Point,
    points: &[Point],
) -> Option<f64> {
    // The last point at which one approach is cheaper for sure.
    let mut last = at_base;
    for &point in points {
        let Some(cheaper) = point.saving.cheaper else {
            // S, and not only what it is compared with, has changed by half at least.
            let vanished = last.saving.amount.abs() > 2.0 * point.saving.rounding;
            if vanished && let Some(root) = first_zero(sensitivity, input, last, point) {
                return Some(root);
            }
            continue;
        };
        if last.saving.cheaper != Some(cheaper)
            && let Some(root) = crossing(sensitivity, input, last, point)
        {
            return Some(root);
        }
        last = point;
    }
    None
}

/// The root between a point where S isn't 0 and one where it is, except for rounding: the second one if S is still on its way to 0 there, as at
/// the end of a domain; else the first value at which S is 0.
fn first_zero(
    sensitivity: &mut Sensitivity<'_>,
    input: &Input,
    from: Point,
    to: Point,
) -> Option<f64> {
    let (mut near, mut zero) = (from.value, to);
    loop {
        let value = f64::midpoint(near, zero.value);
        if value == near || value == zero.value {
            break;
        }
        let saving = sensitivity.saving_at(input, value);
        match saving.cheaper {
            None => zero = Point { value, saving },
            cheaper if cheaper == from.saving.cheaper => near = value,
            Some(_) => return crossing(sensitivity, input, from, Point { value, saving }),
        }
    }
    let halfway = f64::midpoint(zero.value, to.value);
    let saving = sensitivity.saving_at(input, halfway);
    let still_falls = saving.amount.abs() > FALLING_SHARE * saving.rounding;
    Some(if still_falls { to.value } else { zero.value })
}

/// Narrows a bracket, whose ends are on different sides of 0 for sure, until S is 0 except for rounding, or its ends are neighbouring numbers;
/// `None` if S jumps over 0 there.
///
/// S is nearly linear in most inputs but jumps in some, so two steps of false position alternate with one bisection. The false position
/// halves the function value at the retained end in every step, a variant of the Illinois rule (Dowell and Jarratt, "A modified regula
/// falsi method", 1971), which halves it only if that end is retained twice in a row.
fn crossing(
    sensitivity: &mut Sensitivity<'_>,
    input: &Input,
    from: Point,
    to: Point,
) -> Option<f64> {
    let (mut a, mut b) = (from, to);
    // The function values that the false position is drawn through; unlike those of the bracket they get halved.
    let (mut at_a, mut at_b) = (a.saving.amount, b.saving.amount);
    for iteration in 0..MAX_ITERATIONS {
        let middle = f64::midpoint(a.value, b.value);
        let falsi = (a.value * at_b - b.value * at_a) / (at_b - at_a);
        let inside = falsi > a.value.min(b.value) && falsi < a.value.max(b.value);
        let value = if iteration % 3 != 2 && inside {
            falsi
        } else {
            middle
        };
        if value == a.value || value == b.value {
            break;
        }
        let saving = sensitivity.saving_at(input, value);
        let here = Point { value, saving };
        let cheaper = saving.cheaper;
        if cheaper.is_none() {
            return Some(value);
        }
        if cheaper == a.saving.cheaper {
            (a, at_a, at_b) = (here, saving.amount, at_b / 2.0);
        } else {
            (b, at_b, at_a) = (here, saving.amount, at_a / 2.0);
        }
    }
    let nearest = if a.saving.amount.abs() < b.saving.amount.abs() {
        a
    } else {
        b
    };
    (nearest.saving.amount.abs() <= MAX_RESIDUAL_AMOUNT).then_some(nearest.value)
}
