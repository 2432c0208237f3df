//! The reasons not to take an entry of a price list without a look. The bounds leave room around what real lists had in November 2026: of 3,300
//! models, none that is right lies outside.
//!
//! - here: prices of input and output, batches, and announced prices
//! - `caches`: cached input and writing to a cache; `tiers`: prices of longer inputs

mod caches;
mod tiers;

use crate::scenario::day_in_words;

use super::listed_model::{ListedModel, TokenPrices};
use super::words::{above, below, dollars, manifold, times};

/// What the dearest model costs (o1-pro), input and output, and the cheapest, in dollars per 1M tokens.
const DEAREST: [f64; 2] = [150.0, 600.0];
const CHEAPEST: [f64; 2] = [0.005, 0.01];
/// How far beyond these a price is probably in another unit.
const BEYOND: f64 = 2.0;
/// Output costs up to 23 times what input does (Gemini 2.5 Flash when it thinks).
const MOST_OUTPUT_TO_INPUT: f64 = 25.0;
/// Batches cost half of the price nearly everywhere.
const LEAST_BATCH_SHARE: f64 = 0.25;

/// The reasons to doubt a model by itself, a sentence each.
pub(super) fn of(model: &ListedModel) -> Vec<String> {
    let mut why = of_prices(&model.price, model.tuned);
    for change in &model.changes {
        let from = day_in_words(&change.from);
        let later = of_prices(&change.price, model.tuned).into_iter();
        why.extend(later.map(|reason| format!("from {from}: {reason}")));
    }
    if model.deprecated {
        why.push("the list calls it outdated".to_owned());
    }
    if let Some(fee) = model.per_query.filter(|fee| *fee < 0.0) {
        why.push(format!("the fee per query is negative: {}", dollars(fee)));
    }
    why
}

/// Whether a price of input (0) or output (1) is beyond what any model costs, so that its unit is probably wrong.
pub(super) fn is_beyond(price: f64, of: usize) -> bool {
    price > DEAREST[of] * BEYOND || (price > 0.0 && price < CHEAPEST[of] / BEYOND)
}

fn of_prices(price: &TokenPrices, tuned: bool) -> Vec<String> {
    let (Some(input), Some(output)) = (price.input, price.output) else {
        return vec![missing(price).to_owned()];
    };
    if input == 0.0 && output == 0.0 {
        return vec![
            "input and output cost nothing, but it isn’t named as a free variant".to_owned(),
        ];
    }
    let mut why = Vec::new();
    why.extend(of_unit("input", input, 0));
    why.extend(of_unit("output", output, 1));
    if output < input && output > 0.0 {
        why.push(below("output", output, "input", input));
    } else if input > 0.0 && output > MOST_OUTPUT_TO_INPUT * input {
        why.push(manifold("output", output, "input", input));
    }
    caches::doubt(price, input, tuned, &mut why);
    for (kind, batch, base) in [
        ("input", price.batch_input, input),
        ("output", price.batch_output, output),
    ] {
        why.extend(batch.and_then(|batch| of_batch(kind, batch, base)));
    }
    tiers::doubt(&price.tiers, input, output, &mut why);
    why
}

fn missing(price: &TokenPrices) -> &'static str {
    match (price.input, price.output) {
        (None, None) => "no prices of input and output are listed",
        (None, _) => "no price of input is listed",
        _ => "no price of output is listed",
    }
}

fn of_unit(kind: &str, price: f64, of: usize) -> Option<String> {
    if price < 0.0 {
        return Some(format!("{kind} has a negative price: {}", dollars(price)));
    }
    if price == 0.0 {
        return Some(format!("{kind} costs nothing: free or not known"));
    }
    if !is_beyond(price, of) {
        return None;
    }
    let priced = format!("{kind} at {} per 1M tokens", dollars(price));
    Some(if price > DEAREST[of] {
        let factor = times(price / DEAREST[of]);
        format!(
            "{priced} is {factor} times what the dearest model costs; the unit is probably wrong"
        )
    } else {
        let cheapest = dollars(CHEAPEST[of]);
        format!("{priced} is below the cheapest model’s {cheapest}; the unit is probably wrong")
    })
}

fn of_batch(kind: &str, batch: f64, base: f64) -> Option<String> {
    let title = format!("batch {kind}");
    if batch < 0.0 {
        Some(format!("{title} has a negative price: {}", dollars(batch)))
    } else if batch > base {
        Some(above(&title, batch, kind, base))
    } else if batch < LEAST_BATCH_SHARE * base {
        let share = (batch / base * 100.0).round();
        Some(format!(
            "{title} at {} is only {share:.0}% of {kind} at {}",
            dollars(batch),
            dollars(base)
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::listed_model::{Change, Tier};
    use super::*;

    /// Prices of input and output alone.
    pub(in super::super) fn price(input: f64, output: f64) -> TokenPrices {
        TokenPrices {
            input: Some(input),
            output: Some(output),
            ..TokenPrices::default()
        }
    }

    pub(in super::super) fn tier(above_tokens: f64, input: f64, output: f64) -> Tier {
        Tier {
            above_tokens,
            input,
            cached_input: None,
            cache_write: None,
            output,
        }
    }

    #[test]
    fn prices_at_the_ends_of_real_lists_are_sound() {
        // o1-pro; llama-3.2-1b at OpenRouter; sonar; deepseek-v4-pro, whose cached input costs less than a hundredth; Gemini 2.5 Flash thinking;
        // claude-opus-5 with both writes; qwen3-coder-plus with its tiers.
        let sound = [
            price(150.0, 600.0),
            price(0.005, 0.01),
            price(1.0, 1.0),
            TokenPrices {
                cached_input: Some(0.003_625),
                ..price(0.435, 0.87)
            },
            price(0.15, 3.5),
            TokenPrices {
                cache_write: Some(6.25),
                long_cache_write: Some(10.0),
                ..price(5.0, 25.0)
            },
            TokenPrices {
                batch_input: Some(1.0),
                batch_output: Some(4.0),
                ..price(2.0, 8.0)
            },
            TokenPrices {
                tiers: vec![
                    tier(32e3, 1.8, 9.0),
                    tier(128e3, 3.0, 15.0),
                    tier(256e3, 6.0, 60.0),
                ],
                ..price(1.0, 5.0)
            },
        ];
        for price in sound {
            assert_eq!(of_prices(&price, false), [""; 0], "{price:?}");
        }
    }

    #[test]
    fn each_reason_has_its_figures() {
        let base = || price(3.0, 12.0);
        for (price, reason) in [
            (
                TokenPrices::default(),
                "no prices of input and output are listed",
            ),
            (
                TokenPrices {
                    output: None,
                    ..base()
                },
                "no price of output is listed",
            ),
            (
                price(0.0, 0.0),
                "input and output cost nothing, but it isn’t named as a free variant",
            ),
            (price(0.0, 2.8), "input costs nothing: free or not known"),
            (price(3.0, -1.0), "output has a negative price: −$1.00"),
            (
                price(15_000.0, 60_000.0),
                "input at $15,000 per 1M tokens is 100 times what the dearest model costs; the unit is probably wrong",
            ),
            (
                price(0.000_002, 0.02),
                "input at $0.000002 per 1M tokens is below the cheapest model’s $0.005; the unit is probably wrong",
            ),
            (
                price(1.41, 0.35),
                "output at $0.35 costs less than input at $1.41",
            ),
            (
                price(0.5, 100.0),
                "output at $100 is 200 times input at $0.50",
            ),
            (
                TokenPrices {
                    batch_input: Some(4.0),
                    ..base()
                },
                "batch input at $4.00 costs more than input at $3.00",
            ),
            (
                TokenPrices {
                    batch_output: Some(1.0),
                    ..base()
                },
                "batch output at $1.00 is only 8% of output at $12.00",
            ),
        ] {
            assert_eq!(of_prices(&price, false)[0], reason);
        }
    }

    #[test]
    fn announced_prices_are_doubted_with_their_day() {
        let model = ListedModel {
            price: price(1.0, 4.0),
            changes: vec![Change {
                from: "2027-01-01".to_owned(),
                price: price(4.0, 1.0),
            }],
            ..ListedModel::default()
        };
        assert_eq!(
            of(&model),
            ["from 1 Jan 2027: output at $1.00 costs less than input at $4.00"]
        );
    }

    proptest! {
        #[test]
        fn prices_in_a_unit_that_is_a_million_off_are_always_doubted(input in 0.005..150.0_f64, ratio in 1.0..4.0_f64) {
            let output = (input * ratio).max(0.01);
            prop_assert!(of_prices(&price(input, output), false).is_empty());
            for factor in [1e-6, 1e6] {
                prop_assert!(!of_prices(&price(input * factor, output * factor), false).is_empty());
            }
        }
    }
}
