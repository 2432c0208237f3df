//! The reasons to doubt prices of caches.

use super::super::listed_model::TokenPrices;
use super::super::words::{above, below, dollars, manifold};

/// Writing to a cache costs up to twice what input does.
const MOST_WRITE_TO_INPUT: f64 = 4.0;

/// Adds the reasons to doubt the prices of cached input and of writing to a cache.
pub(super) fn doubt(price: &TokenPrices, input: f64, tuned: bool, why: &mut Vec<String>) {
    if let Some(cached) = price.cached_input {
        if cached > input {
            why.push(above("cached input", cached, "input", input));
        } else if cached < 0.0 {
            why.push(format!(
                "cached input has a negative price: {}",
                dollars(cached)
            ));
        } else if cached == 0.0 && input > 0.0 {
            why.push("cached input costs nothing: free or not known".to_owned());
        }
    }
    if let Some(write) = price.cache_write {
        if write < input && write > 0.0 && (tuned || price.cached_input.is_none()) {
            // A tuned model's cache has no price of writing at any provider.
            let reason = below("cache write", write, "input", input);
            why.push(format!(
                "{reason}; it is probably the price of cached input"
            ));
        } else if write < input {
            why.push(below("cache write", write, "input", input));
        } else if write > MOST_WRITE_TO_INPUT * input {
            why.push(manifold("cache write", write, "input", input));
        }
    }
    let short = price.cache_write.unwrap_or(input).max(input);
    if let Some(long) = price.long_cache_write {
        if long < short {
            let than = if short > input {
                "the short one"
            } else {
                "input"
            };
            why.push(below("one-hour cache write", long, than, short));
        } else if long > MOST_WRITE_TO_INPUT * input {
            why.push(manifold("one-hour cache write", long, "input", input));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::of_prices;
    use super::super::tests::price;
    use super::*;

    #[test]
    fn each_reason_has_its_figures() {
        let base = || price(3.0, 12.0);
        for (price, reason) in [
            (
                TokenPrices {
                    cached_input: Some(3.5),
                    ..base()
                },
                "cached input at $3.50 costs more than input at $3.00",
            ),
            (
                TokenPrices {
                    cached_input: Some(0.0),
                    ..base()
                },
                "cached input costs nothing: free or not known",
            ),
            (
                TokenPrices {
                    cached_input: Some(0.3),
                    cache_write: Some(1.5),
                    ..base()
                },
                "cache write at $1.50 costs less than input at $3.00",
            ),
            (
                TokenPrices {
                    long_cache_write: Some(72.0),
                    ..base()
                },
                "one-hour cache write at $72.00 is 24 times input at $3.00",
            ),
            (
                TokenPrices {
                    cache_write: Some(3.75),
                    long_cache_write: Some(3.5),
                    ..base()
                },
                "one-hour cache write at $3.50 costs less than the short one at $3.75",
            ),
        ] {
            assert_eq!(of_prices(&price, false)[0], reason);
        }
    }

    #[test]
    fn a_tuned_models_cache_price_in_the_wrong_field_is_told_as_that() {
        // ft:gpt-4o-2024-11-20 in LiteLLM's list; OpenAI's price of cached input is half of input.
        let listed = TokenPrices {
            cache_write: Some(1.875),
            ..price(3.75, 15.0)
        };
        assert_eq!(
            of_prices(&listed, true),
            [
                "cache write at $1.875 costs less than input at $3.75; it is probably the price of cached input"
            ]
        );
    }
}
