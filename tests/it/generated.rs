//! Scenarios for properties, built through the table of inputs: a new input is generated without a line here.

use breakeven::scenario::domain::Domain;
use breakeven::scenario::inputs::{INPUTS, Input, Kind, Value};
use breakeven::scenario::quantity::Unit;
use breakeven::scenario::{Estimate, Scenario};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// How properties are tested: always the same cases, so that a failure is one for everybody. For others, set
/// `PROPTEST_RNG_SEED`; for more, `PROPTEST_CASES`.
pub fn cases(cases: u32) -> ProptestConfig {
    let stated = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: stated("PROPTEST_CASES").map_or(cases, |cases: u64| cases as u32),
        rng_seed: RngSeed::Fixed(stated("PROPTEST_RNG_SEED").unwrap_or(2027)),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What is drawn for one input: in which form it is stated, and up to three places in its domain. All zero is the default,
/// so a failure shrinks to a scenario that states little.
type Draw = (f64, [f64; 3]);

fn draws() -> impl Strategy<Value = Vec<Draw>> {
    let draw = (0.0..1.0, [0.0..1.0, 0.0..1.0, 0.0..1.0]);
    prop::collection::vec(draw, INPUTS.len())
}

/// Valid scenarios of everyday size, with every input in use.
pub fn scenarios() -> impl Strategy<Value = Scenario> {
    draws().prop_map(|draws| build(&draws, everyday))
}

/// Valid scenarios with values at and near the ends of their domains.
pub fn extremes() -> impl Strategy<Value = Scenario> {
    draws().prop_map(|draws| build(&draws, extreme))
}

/// A value of an input, of everyday size.
fn everyday(input: &Input, domain: Domain, place: f64) -> f64 {
    let stated = match input.default_value() {
        Value::Estimate(estimate) => estimate.base(&domain),
        _ => 0.0,
    };
    if domain.is_share() {
        return place;
    }
    if domain.max < 1e6 {
        // Near the default more often than far from it.
        let (end, part) = if place < 0.5 && domain.min < stated {
            (domain.min, 1.0 - 2.0 * place)
        } else {
            (domain.max, 2.0 * place - 1.0)
        };
        return stated + (end - stated) * part.abs().powi(3);
    }
    let typical = match input.unit {
        _ if stated > 0.0 => stated,
        Unit::PER_MILLION_TOKENS => 2.0,
        _ => 20.0,
    };
    // A thirtieth to thirty times the typical value, and sometimes nothing at all.
    if place < 0.05 {
        0.0
    } else {
        typical * 30_f64.powf(2.0 * place - 1.0)
    }
}

/// A value at or near an end of the domain.
fn extreme(_: &Input, domain: Domain, place: f64) -> f64 {
    let ends = [
        domain.min,
        domain.max,
        domain.min + 1e-300,
        domain.min + f64::EPSILON,
        domain.max / 2.0,
        domain.max * (1.0 - f64::EPSILON),
        1.0,
    ];
    ends[(place * ends.len() as f64) as usize]
}

type PlaceIn = fn(&Input, Domain, f64) -> f64;

fn build(draws: &[Draw], value: PlaceIn) -> Scenario {
    let mut scenario = Scenario::default();
    // Groups first: an input in one has a place only if the group is there.
    let (groups, others): (Vec<_>, Vec<_>) = INPUTS
        .iter()
        .zip(draws)
        .partition(|(input, _)| input.kind == Kind::Group);
    for (input, draw) in groups.into_iter().chain(others) {
        if let Some(drawn) = drawn(input, draw, value)
            && input.applies(&scenario)
        {
            let set = input.set(&mut scenario, drawn.clone());
            // The one rule that spans fields: no more cases are passed than there are.
            let refused = set.is_err() && input.group != Some("decision.evaluation");
            assert!(!refused, "{set:?} for {drawn:?}");
        }
    }
    let stated = INPUTS.iter().find(|input| !input.is_default(&scenario));
    if let Some(input) = stated {
        let source = "“own” measurement\n\\ (month 1)";
        scenario
            .sources
            .insert(input.path.to_owned(), source.to_owned());
    }
    scenario
}

/// A valid value of an input; `None` leaves it at its default.
fn drawn(input: &Input, &(form, places): &Draw, value: PlaceIn) -> Option<Value> {
    if form < 0.4 {
        return None;
    }
    let point = |domain: Domain, place| domain.nearest(value(input, domain, place));
    match input.kind {
        Kind::Estimate { domain, .. } => {
            let mut points = places.map(|place| point(domain, place));
            points.sort_by(f64::total_cmp);
            let [low, likely, high] = points;
            let range = if form < 0.7 {
                Estimate::Exact(low)
            } else if form < 0.85 {
                Estimate::Range { low, high }
            } else {
                Estimate::Pert { low, likely, high }
            };
            // Ends that coincide, or a range of a share that reaches its ends, are no range.
            let allowed = range.check(&domain).is_ok();
            Some(Value::Estimate(if allowed {
                range
            } else {
                Estimate::Exact(likely)
            }))
        }
        Kind::Number { domain, .. } => {
            Some(Value::Estimate(Estimate::Exact(point(domain, places[0]))))
        }
        Kind::Numbers { domain } => {
            let length = (places[0] * 40.0) as usize;
            // Spread over the domain without being drawn one by one.
            let nth = |n: usize| point(domain, (places[1] + 0.37 * n as f64 * places[2]).fract());
            Some(Value::Numbers((0..length).map(nth).collect()))
        }
        Kind::Text => Some(text(input, places[0])),
        Kind::Steps => {
            let month = 1.0 + (40.0 * places[0]).floor();
            let text = format!("{month}: {}, 3: {}", 2.0 * places[1], 0.5 + places[2]);
            Some(Value::Text(text))
        }
        Kind::Correlations => {
            // Not further apart than three inputs can be.
            let [first, second, _] = places.map(|place| place - 0.5);
            Some(Value::Text(format!(
                "workload.queries_per_month ~ workload.input_tokens: {first}, workload.input_tokens ~ prompting.serving.review_rate: {second}"
            )))
        }
        Kind::Actuals => {
            let month = 1.0 + (30.0 * places[0]).floor();
            let [_, queries, cost] = places.map(|place| 1e6 * place * place);
            Some(Value::Text(format!(
                "{month}: {queries} queries, cost {cost}; {}: {} queries, fine-tuning",
                month + 2.0,
                2.0 * queries
            )))
        }
        Kind::Choice(choices) => {
            let (name, _) = choices[(places[0] * choices.len() as f64) as usize];
            Some(Value::Text(name.to_owned()))
        }
        Kind::YesNo => Some(Value::YesNo(places[0] < 0.5)),
        Kind::Group => Some(Value::Present),
    }
}

/// A text that the input takes: some take any, others a currency or a month.
fn text(input: &Input, place: f64) -> Value {
    let texts = [
        "“Ünïcode” \"quoted\"\n\ttwo lines \\ {}(),: é\u{1F600}",
        "None",
        "#![enable(x)] // text",
        "CHF",
        "2031-07",
    ];
    let taken = texts
        .into_iter()
        .cycle()
        .skip((place * texts.len() as f64) as usize)
        .take(texts.len())
        .map(|text| Value::Text(text.to_owned()))
        .find(|value| input.set(&mut Scenario::default(), value.clone()).is_ok());
    taken.unwrap_or_else(|| panic!("{} takes none of the texts", input.path))
}
