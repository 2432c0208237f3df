//! The reasons not to take an entry of a price list without a look.

use crate::evidence::catalog::amount;

use super::listed_model::ListedModel;

/// The dearest models of the lists cost $150 and $600 (o1-pro): what is dearer is in another unit.
const MOST_INPUT: f64 = 300.0;
const MOST_OUTPUT: f64 = 1_200.0;
/// The cheapest cost a cent.
const LEAST: f64 = 0.001;

/// The reasons to doubt a model, a sentence each.
pub(super) fn of(model: &ListedModel) -> Vec<String> {
    let mut why = Vec::new();
    for (kind, price, most) in [
        ("input", model.input, MOST_INPUT),
        ("output", model.output, MOST_OUTPUT),
    ] {
        why.extend(of_price(kind, price, most));
    }
    let (Some(input), Some(output)) = (model.input, model.output) else {
        return why;
    };
    if output < input && output > 0.0 {
        why.push(format!(
            "output at {} is below input at {}",
            amount(output),
            amount(input)
        ));
    }
    if let Some(cached) = model.cached_input {
        if cached > input {
            why.push(format!(
                "cached input at {} is above input at {}",
                amount(cached),
                amount(input)
            ));
        } else if cached < 0.0 {
            why.push(format!("cached input at {} is negative", amount(cached)));
        }
    }
    // Some bill writing by the time that entries are kept; they state the price of reading too.
    if let Some(write) = model.cache_write.filter(|write| *write != 0.0)
        && write < input
        && model.cached_input.is_none()
    {
        why.push(format!(
            "writing to the cache at {} is below input at {}: this may be the price of cached input",
            amount(write),
            amount(input)
        ));
    }
    for (kind, batch, price) in [
        ("input", model.batch_input, input),
        ("output", model.batch_output, output),
    ] {
        if let Some(batch) = batch.filter(|batch| !(*batch > 0.0 && *batch <= price)) {
            why.push(format!(
                "{kind} in batches at {} isn’t between $0 and {}",
                amount(batch),
                amount(price)
            ));
        }
    }
    why
}

fn of_price(kind: &str, price: Option<f64>, most: f64) -> Option<String> {
    let Some(price) = price else {
        return Some(format!("no price of {kind}"));
    };
    let priced = format!("{kind} at {} per 1M tokens", amount(price));
    Some(if price == 0.0 {
        format!("{kind} at $0.00: free, or not known")
    } else if price < 0.0 || !price.is_finite() {
        format!("{priced} is no price")
    } else if price > most {
        format!("{priced}: more than any model costs, so that its unit is probably wrong")
    } else if price < LEAST {
        format!("{priced}: less than any model costs, so that its unit is probably wrong")
    } else {
        return None;
    })
}
