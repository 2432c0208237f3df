//! Numbers that were probably typed in another unit, or whose thousands separator was read as a decimal point.

use crate::scenario::inputs::{INPUTS, Input, Value};
use crate::scenario::model::Scenario;
use crate::scenario::quantity::Unit;

/// No model is as cheap: tokens cost more than this per million, in any currency.
const LEAST_PER_MILLION: f64 = 0.001;
/// No model is as dear, in a currency whose unit is worth about a dollar.
const MOST_PER_MILLION: f64 = 1000.0;
/// Currencies whose unit is worth about a dollar.
const DOLLAR_LIKE: [&str; 8] = ["USD", "EUR", "GBP", "CHF", "AUD", "CAD", "NZD", "SGD"];

/// Warns about prices per token and numbers that have lost their thousands.
pub(super) fn warnings(scenario: &Scenario, warn: &mut impl FnMut(&str, String)) {
    for input in INPUTS.iter() {
        if let Some(text) = token_price(scenario, input).or_else(|| thousands(scenario, input)) {
            warn(input.path, text);
        }
    }
}

/// What is odd about a price per million tokens.
fn token_price(scenario: &Scenario, input: &Input) -> Option<String> {
    if input.unit != Unit::PER_MILLION_TOKENS {
        return None;
    }
    let price = input.base(scenario)?;
    let amount = |value| input.unit.exact(value, &scenario.currency);
    if price > 0.0 && price < LEAST_PER_MILLION {
        return Some(format!(
            "Prices are per 1M tokens, and {} looks like the price of one token. Try {}",
            amount(price),
            amount(price * 1e6)
        ));
    }
    let is_dollar_like = DOLLAR_LIKE.contains(&scenario.currency.code());
    (is_dollar_like && price > MOST_PER_MILLION).then(|| {
        format!(
            "{} per 1M tokens is more than any model costs. Enter the price of 1M tokens",
            amount(price)
        )
    })
}

/// What is odd about a count that is no whole number.
fn thousands(scenario: &Scenario, input: &Input) -> Option<String> {
    // Of tokens there are averages, which may well have a digit or two after the point.
    let is_average = match (input.path, input.unit) {
        ("workload.queries_per_month" | "workload.monthly_queries", _)
        | (_, Unit::Things("examples")) => false,
        (_, Unit::Count("tokens")) => true,
        _ => return None,
    };
    let numbers = match input.value(scenario) {
        Value::Estimate(estimate) => estimate.points(),
        Value::Numbers(numbers) => numbers,
        _ => return None,
    };
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
    let has_lost_them = |value: &&f64| {
        let value = **value;
        let is_short = value < 1000.0 && !is_whole(value) && is_whole(1000.0 * value);
        is_short && !(is_average && is_whole(100.0 * value))
    };
    let odd = *numbers.iter().find(has_lost_them)?;
    let written = |value| Unit::None.exact(value, &scenario.currency);
    Some(format!(
        "{} isn’t a whole number. If you mean {}, leave out the point",
        written(odd),
        written((1000.0 * odd).round())
    ))
}
