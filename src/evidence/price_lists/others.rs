//! An entry beside the others of its list: stated twice, or far from what others ask for the same model.

use std::collections::{HashMap, HashSet};

use crate::evidence::catalog::Catalog;

use super::doubts::is_beyond;
use super::listed_model::ListedModel;
use super::words::{dollars, times};

/// How far a price may be from what others ask. Real offers of one model differ by up to 25 times.
const MOST_APART: f64 = 50.0;
/// How far a price may be from the catalog's: no price was ever cut or raised so far at once.
const MOST_FROM_CATALOG: f64 = 20.0;
/// How many listings of a model say what is usual.
const ENOUGH: usize = 3;

/// Leaves one of the sound entries that say the same of a model, and doubts those that don't.
pub(super) fn settle_repeated(models: &mut Vec<ListedModel>) {
    let mut first = HashMap::new();
    let mut repeats = HashSet::new();
    let mut differing = HashSet::new();
    for (place, model) in models
        .iter()
        .enumerate()
        .filter(|(_, model)| model.is_sound())
    {
        let key = (model.provider.as_str(), model.model.as_str());
        let known: usize = *first.entry(key).or_insert(place);
        if known == place {
            continue;
        }
        let one = &models[known];
        if one.price == model.price
            && one.changes == model.changes
            && one.per_query == model.per_query
        {
            repeats.insert(place);
        } else {
            differing.extend([known, place]);
        }
    }
    for place in differing {
        let why = "the list has this provider’s model twice, at different prices";
        models[place].why.push(why.to_owned());
    }
    let mut place = 0..;
    models.retain(|_| place.next().is_none_or(|place| !repeats.contains(&place)));
}

/// Doubts prices that are far from the catalog's for the same model. What is beyond all models is doubted already.
pub(super) fn compare_with(models: &mut [ListedModel], catalog: &Catalog) {
    for model in models {
        let known = catalog.counterpart(model);
        let known = known.and_then(|known| match (&known.tuning, model.tuned) {
            (tuning, true) => tuning.as_ref().map(|tuning| &tuning.price.base),
            (_, false) => Some(&known.price.base),
        });
        let Some(known) = known else {
            continue;
        };
        let prices = [
            ("input", model.price.input, known.input.base()),
            ("output", model.price.output, known.output.base()),
        ];
        for (of, (kind, price, known)) in prices.into_iter().enumerate() {
            let Some(price) = within_bounds(price, of) else {
                continue;
            };
            let apart = times_apart(price, known);
            if known > 0.0 && apart >= MOST_FROM_CATALOG {
                let (priced, listed, factor) = (dollars(price), dollars(known), times(apart));
                model.why.push(if price > known {
                    format!("{kind} at {priced} is {factor} times the catalog’s {listed}; the unit is probably wrong")
                } else {
                    format!("{kind} at {priced}: the catalog’s {listed} is {factor} times that; the unit is probably wrong")
                });
            }
        }
    }
}

/// Doubts prices that are far from what others ask for a model of that name, which bounds for all models can't see.
pub(super) fn compare(models: &mut [ListedModel]) {
    let mut listings: HashMap<String, [Vec<f64>; 2]> = HashMap::new();
    for model in &*models {
        let prices = listings.entry(bare_name(&model.model)).or_default();
        for (of, price) in [model.price.input, model.price.output]
            .into_iter()
            .enumerate()
        {
            prices[of].extend(price.filter(|price| *price > 0.0));
        }
    }
    let usual: HashMap<String, [Option<f64>; 2]> = listings
        .into_iter()
        .map(|(name, prices)| (name, prices.map(median)))
        .collect();
    for model in models {
        let Some(usual) = usual.get(&bare_name(&model.model)) else {
            continue;
        };
        for (of, kind) in ["input", "output"].into_iter().enumerate() {
            let price = [model.price.input, model.price.output][of];
            let Some((price, usual)) = within_bounds(price, of).zip(usual[of]) else {
                continue;
            };
            let apart = times_apart(price, usual);
            if apart >= MOST_APART {
                let (priced, factor) = (dollars(price), times(apart));
                let others = dollars(usual);
                model.why.push(if price > usual {
                    format!("{kind} at {priced} is {factor} times what others ask for this model, {others}")
                } else {
                    format!("{kind} at {priced}: others ask {factor} times as much for this model, {others}")
                });
            }
        }
    }
}

/// A price of input (0) or output (1) that is stated, unless it is doubted already for being beyond all models.
fn within_bounds(price: Option<f64>, of: usize) -> Option<f64> {
    price.filter(|price| *price > 0.0 && !is_beyond(*price, of))
}

/// The dearer price over the cheaper.
fn times_apart(price: f64, other: f64) -> f64 {
    (price / other).max(other / price)
}

/// A model's name without who made it, since providers name makers differently.
fn bare_name(model: &str) -> String {
    model.rsplit('/').next().unwrap_or(model).to_lowercase()
}

/// The lower median of enough prices.
fn median(mut prices: Vec<f64>) -> Option<f64> {
    if prices.len() < ENOUGH {
        return None;
    }
    prices.sort_by(f64::total_cmp);
    prices.get((prices.len() - 1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::super::listed_model::TokenPrices;
    use super::*;

    fn listed(provider: &str, model: &str, input: f64, output: f64) -> ListedModel {
        ListedModel {
            provider: provider.to_owned(),
            model: model.to_owned(),
            price: TokenPrices {
                input: Some(input),
                output: Some(output),
                ..TokenPrices::default()
            },
            ..ListedModel::default()
        }
    }

    #[test]
    fn entries_that_say_the_same_stand_once_and_others_are_doubted() {
        let mut models = vec![
            listed("DeepSeek", "deepseek-chat", 0.28, 0.42),
            listed("DeepSeek", "deepseek-chat", 0.28, 0.42),
            listed("Together", "deepseek-chat", 0.6, 1.7),
            listed("Amazon Bedrock", "kimi-k2.5", 0.6, 3.0),
            listed("Amazon Bedrock", "kimi-k2.5", 0.6, 3.03),
        ];
        settle_repeated(&mut models);
        let sound: Vec<bool> = models.iter().map(ListedModel::is_sound).collect();
        assert_eq!(sound, [true, true, false, false]);
    }

    #[test]
    fn a_doubted_entry_does_not_cast_doubt_on_another() {
        let mut models = vec![
            listed("Mistral", "codestral", 0.0, 0.0),
            listed("Mistral", "codestral", 0.3, 0.9),
        ];
        models[0]
            .why
            .push("input and output cost nothing".to_owned());
        settle_repeated(&mut models);
        assert!(models.len() == 2 && models[1].is_sound());
    }

    #[test]
    fn a_price_that_is_a_thousand_times_what_others_ask_is_seen_within_the_bounds_for_all() {
        // Three of the nineteen listings of gpt-oss-120b, and one whose unit is off by a thousand, which makes it as dear as o1-pro.
        let mut models = vec![
            listed("Groq", "openai/gpt-oss-120b", 0.15, 0.6),
            listed("Together", "openai/gpt-oss-120b", 0.15, 0.6),
            listed("Cerebras", "gpt-oss-120b", 0.35, 0.75),
            listed("host", "OpenAI/GPT-OSS-120b", 150.0, 600.0),
        ];
        compare(&mut models);
        assert_eq!(
            models[3].why,
            [
                "input at $150 is 1,000 times what others ask for this model, $0.15",
                "output at $600 is 1,000 times what others ask for this model, $0.60"
            ]
        );
        assert!(models[..3].iter().all(ListedModel::is_sound));
        let mut two = vec![listed("a", "m", 0.15, 0.6), listed("b", "m", 100.0, 400.0)];
        compare(&mut two);
        assert!(
            two.iter().all(ListedModel::is_sound),
            "two listings say nothing of what is usual"
        );
    }

    #[test]
    fn a_unit_that_is_off_by_a_thousand_is_seen_for_every_model_of_the_catalog() {
        let catalog = Catalog::bundled().unwrap();
        for model in &catalog.models {
            let [input, output] = [&model.price.base.input, &model.price.base.output];
            let doubts = |factor: f64| {
                let prices = [input, output].map(|price| price.base() * factor);
                let mut listed = [listed(&model.provider, &model.model, prices[0], prices[1])];
                compare_with(&mut listed, catalog);
                let beyond = (0..2).filter(|of| is_beyond(prices[*of], *of)).count();
                listed[0].why.len() + beyond
            };
            // Prices of 0 are doubted by themselves.
            let stated = [input.base(), output.base()];
            let stated = stated.into_iter().filter(|price| *price > 0.0).count();
            for factor in [1e-6, 1e-3, 1e3, 1e6] {
                assert_eq!(doubts(factor), stated, "{} × {factor}", model.full_name());
            }
            for factor in [0.2, 1.0, 5.0] {
                assert_eq!(doubts(factor), 0, "{} × {factor}", model.full_name());
            }
        }
    }
}
