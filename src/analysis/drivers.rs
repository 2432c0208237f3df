//! What drives the result (MODEL.md §5): the tornado, and the value of each input at which the answer tips.

use crate::scenario::Scenario;
use crate::scenario::domain::Domain;
use crate::scenario::inputs::{self, Input, estimates};
use crate::scenario::quantity::money;

use super::ledger::Ledger;
use super::risk::engine::{Block, Engine};
use super::risk::lanes::BLOCK;
use super::risk::plan::Plan;
use super::strategy::{Strategy, total};

/// Where no input is uncertain, each is varied by this part of its value.
const VARIED_BY: f64 = 0.25;

/// One input's influence on the saving, the rest at base.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The input.
    pub input: &'static Input,
    /// Its P10 (or base − 25 %).
    pub low: f64,
    /// Its P90 (or base + 25 %).
    pub high: f64,
    /// S at the low value.
    pub saving_at_low: f64,
    /// S at the high value.
    pub saving_at_high: f64,
    /// Break-even in months at the low value; `None` where there is none.
    pub month_at_low: Option<f64>,
    /// Break-even in months at the high value.
    pub month_at_high: Option<f64>,
}

impl Bar {
    /// How far S swings.
    pub fn width(&self) -> f64 {
        (self.saving_at_high - self.saving_at_low).abs()
    }
}

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

impl Bar {
    /// "Most depends on queries: …", for the widest bar.
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let currency = &scenario.currency;
        let value = |value| self.input.unit.rounded(value, currency);
        format!(
            "Most depends on “{}”: from {} to {} it swings the saving by {}",
            self.input.full_label(),
            value(self.low),
            value(self.high),
            money(self.width(), currency)
        )
    }
}

/// What drives the result.
#[derive(Debug, Clone, PartialEq)]
pub struct Drivers {
    /// S at base.
    pub saving: f64,
    /// Whether the tornado is of the uncertain inputs (else of all, ±25 %).
    pub of_uncertain: bool,
    /// Widest first; inputs without any influence are left out of ±25 % ones.
    pub tornado: Vec<Bar>,
    /// What must change least first.
    pub tipping_values: Vec<TippingValue>,
}

impl Drivers {
    /// Of what can't be compared yet.
    pub fn none() -> Self {
        Self {
            saving: 0.0,
            of_uncertain: false,
            tornado: Vec::new(),
            tipping_values: Vec::new(),
        }
    }

    /// Works them out for a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let mut varied = Varied::new(scenario);
        let (of_uncertain, tornado) = tornado(&mut varied);
        let mut tipping_values: Vec<TippingValue> = estimates()
            .filter_map(|input| tipping_value(&mut varied, input))
            .collect();
        tipping_values.sort_by(|a, b| a.change().total_cmp(&b.change()));
        Self {
            saving: varied.saving,
            of_uncertain,
            tornado,
            tipping_values,
        }
    }
}

/// The tipping value of one input alone, if it has one.
pub fn tipping_value_of(scenario: &Scenario, input: &'static Input) -> Option<TippingValue> {
    tipping_value(&mut Varied::new(scenario), input)
}

/// The bars of the tornado alone, widest first.
pub fn bars(scenario: &Scenario) -> Vec<Bar> {
    tornado(&mut Varied::new(scenario)).1
}

/// A scenario in which one input at a time is given another value.
struct Varied<'a> {
    original: &'a Scenario,
    scenario: Scenario,
    /// S of the original.
    saving: f64,
    /// What S = 0 is meant to within: rounding of totals of this size.
    rounding: f64,
    /// The original's inputs, all at base.
    plan: Plan,
}

impl<'a> Varied<'a> {
    fn new(original: &'a Scenario) -> Self {
        let (prompting, fine_tuning) = totals(original);
        Self {
            original,
            scenario: original.clone(),
            saving: prompting - fine_tuning,
            rounding: 1e-12 * prompting.max(fine_tuning),
            plan: Plan::new(original, &[]),
        }
    }

    /// S with `input` at exactly `value`.
    fn saving_at(&mut self, input: &Input, value: f64) -> f64 {
        let saving = match input.set_exactly(&mut self.scenario, value) {
            Ok(()) => {
                let (prompting, fine_tuning) = totals(&self.scenario);
                prompting - fine_tuning
            }
            // Values outside the domain aren't asked for.
            Err(_) => self.saving,
        };
        // The original value is allowed.
        let _ = input.set(&mut self.scenario, input.value(self.original));
        saving
    }
}

fn totals(scenario: &Scenario) -> (f64, f64) {
    let ledger = Ledger::new(scenario);
    (
        total(&ledger, Strategy::Prompting),
        total(&ledger, Strategy::SwitchAt(0)),
    )
}

fn tornado(varied: &mut Varied<'_>) -> (bool, Vec<Bar>) {
    let original = varied.original;
    let uncertain: Vec<(&'static Input, f64, f64)> = inputs::uncertain(original)
        .map(|(input, estimate, domain)| {
            let quantile = |p| estimate.quantile(p, &domain);
            (input, quantile(0.1), quantile(0.9))
        })
        .collect();
    let of_uncertain = !uncertain.is_empty();
    let ends = if of_uncertain {
        uncertain
    } else {
        estimates()
            .filter_map(|input| {
                let (base, domain) = (input.base(original)?, input.domain()?);
                let (low, high) = (base - VARIED_BY * base.abs(), base + VARIED_BY * base.abs());
                (base != 0.0).then(|| (input, domain.nearest(low), domain.nearest(high)))
            })
            .collect()
    };
    let mut bars: Vec<Bar> = ends
        .into_iter()
        .map(|(input, low, high)| {
            let ends = outcomes_at(varied, input, &[low, high]).unwrap_or_default();
            let month = |end: usize| ends.get(end).and_then(|(_, month)| *month);
            Bar {
                input,
                low,
                high,
                saving_at_low: varied.saving_at(input, low),
                saving_at_high: varied.saving_at(input, high),
                month_at_low: month(0),
                month_at_high: month(1),
            }
        })
        .filter(|bar| of_uncertain || bar.width() > 0.0)
        .collect();
    bars.sort_by(|a, b| b.width().total_cmp(&a.width()));
    (of_uncertain, bars)
}

/// Steps away from the base at which S is looked at on either side, ever further.
const STEPS: usize = 48;
/// Every third narrowing is a halving: enough of them to take a bracket to the last bit of a number.
const MOST_NARROWINGS: usize = 270;

/// The value nearest to the base at which S = 0, if there is one: S is followed away from the base on both sides in growing
/// steps; where its sign changes, the bracket is narrowed down to a root. A jump over 0 is none, and is passed by.
fn tipping_value(varied: &mut Varied<'_>, input: &'static Input) -> Option<TippingValue> {
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

/// S and break-even in months at many values of one input, the rest at base, by the engine of the draws; `None` where the model
/// doesn't know the input.
fn outcomes_at(
    varied: &Varied<'_>,
    input: &'static Input,
    values: &[f64],
) -> Option<Vec<(f64, Option<f64>)>> {
    let plan = Plan::new(varied.original, &[input]);
    if plan == varied.plan {
        return None;
    }
    let (mut engine, mut block) = (Engine::new(&plan), Block::new());
    let mut outcomes = Vec::with_capacity(values.len());
    for values in values.chunks(BLOCK) {
        let mut column = [values[0]; BLOCK];
        column[..values.len()].copy_from_slice(values);
        engine.work_out(values.len(), &[column], &mut block, None);
        outcomes.extend((0..values.len()).map(|draw| {
            let month = block.month[draw];
            (block.saving(draw), (!month.is_nan()).then_some(month))
        }));
    }
    Some(outcomes)
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
