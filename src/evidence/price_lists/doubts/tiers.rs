//! The reasons to doubt prices of longer inputs.

use super::super::listed_model::Tier;
use super::super::words::{above, below, dollars, grouped, manifold};

/// From one tier to the next, prices rise up to fourfold (qwen3-coder-plus).
const MOST_STEP: f64 = 10.0;

/// Adds the reasons to doubt tiers above prices of input and output.
pub(super) fn doubt(tiers: &[Tier], input: f64, output: f64, why: &mut Vec<String>) {
    let mut before = (input, output);
    for tier in tiers {
        let from = format!("above {} tokens, ", grouped(tier.above_tokens));
        for (kind, price, shorter) in [
            ("input", tier.input, before.0),
            ("output", tier.output, before.1),
        ] {
            if price < shorter {
                why.push(format!(
                    "{from}{}",
                    below(kind, price, "for shorter inputs", shorter)
                ));
            } else if price > MOST_STEP * shorter && shorter > 0.0 {
                why.push(format!(
                    "{from}{}",
                    manifold(kind, price, "the price", shorter)
                ));
            }
        }
        if let Some(cached) = tier.cached_input {
            if cached > tier.input {
                why.push(format!(
                    "{from}{}",
                    above("cached input", cached, "input", tier.input)
                ));
            } else if cached < 0.0 {
                let price = dollars(cached);
                why.push(format!("{from}cached input has a negative price: {price}"));
            } else if cached == 0.0 && tier.input > 0.0 {
                why.push(format!(
                    "{from}cached input costs nothing: free or not known"
                ));
            }
        }
        if let Some(write) = tier.cache_write.filter(|write| *write < tier.input) {
            why.push(format!(
                "{from}{}",
                below("cache write", write, "input", tier.input)
            ));
        }
        before = (tier.input, tier.output);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::listed_model::TokenPrices;
    use super::super::of_prices;
    use super::super::tests::{price, tier};
    use super::*;

    #[test]
    fn each_reason_has_its_figures() {
        let base = || price(3.0, 12.0);
        for (price, reason) in [
            (
                TokenPrices {
                    tiers: vec![tier(200e3, 2.0, 12.0)],
                    ..base()
                },
                "above 200,000 tokens, input at $2.00 costs less than for shorter inputs at $3.00",
            ),
            (
                TokenPrices {
                    tiers: vec![tier(200e3, 3.0, 12e3)],
                    ..base()
                },
                "above 200,000 tokens, output at $12,000 is 1,000 times the price at $12.00",
            ),
            (
                TokenPrices {
                    tiers: vec![Tier {
                        cached_input: Some(-1.0),
                        ..tier(200e3, 6.0, 18.0)
                    }],
                    ..base()
                },
                "above 200,000 tokens, cached input has a negative price: −$1.00",
            ),
        ] {
            assert_eq!(of_prices(&price, false)[0], reason);
        }
    }
}
