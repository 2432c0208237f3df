//! A list's entry beside the catalog's: the model that it is about, and which of its figures are others.

use std::fmt;

use crate::evidence::catalog::{Catalog, LaterPrice, Model};
use crate::evidence::listed::ListedPrice;

use super::listed_model::{ListedModel, TokenPrices};
use super::providers::{OPEN_ROUTER, known};
use super::words::{dollars, grouped};

/// A figure that a list has otherwise than the catalog, in US dollars per 1M tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What it is the price of: "cached input", "output above 200,000 tokens".
    pub of: String,
    /// The catalog's figure.
    pub catalog: f64,
    /// The list's figure.
    pub listed: f64,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (catalog, listed) = (dollars(self.catalog), dollars(self.listed));
        write!(f, "{} {catalog} → {listed}", self.of)
    }
}

impl Catalog {
    /// The model of the catalog that a list's entry is about: of the same provider, under the same name. OpenRouter sells the models of
    /// others, so its entries are about those of whoever made them. A model that was tuned is its base model.
    pub fn counterpart(&self, listed: &ListedModel) -> Option<&Model> {
        let name = listed.base_name();
        let of = |provider: &str, name: &str| {
            let mut models = self.models.iter();
            models.find(|model| model.provider == provider && model.model == name)
        };
        let own = of(&listed.provider, name).or_else(|| of(&listed.provider, &listed.id));
        // Tuned models are named with the day of their base model.
        let tuned = || {
            let name = Some(name).filter(|_| listed.tuned)?;
            let mut named = self.named(name).into_iter();
            named.find(|model| model.provider == listed.provider && model.tuning.is_some())
        };
        own.or_else(tuned).or_else(|| {
            let (maker, name) = name.split_once('/')?;
            let maker = known(maker).filter(|_| listed.provider == OPEN_ROUTER)?;
            of(maker, name)
        })
    }
}

/// The figures of a list's entry that a model of the catalog has otherwise on a day, YYYY-MM-DD; those of tuning if the entry is of a model
/// that was tuned. What the list doesn't state isn't compared.
pub fn differences(listed: &ListedModel, model: &Model, day: &str) -> Vec<Difference> {
    let price = match &model.tuning {
        Some(tuning) if listed.tuned => &tuning.price,
        _ if listed.tuned => return Vec::new(),
        _ => price_on(model, day),
    };
    let mut differences = of_base(&listed.price, price);
    differences.extend(of_tiers(&listed.price, price));
    differences
}

/// The prices that are billed on a day.
pub(super) fn price_on<'a>(model: &'a Model, day: &str) -> &'a ListedPrice {
    let begun = |later: &&LaterPrice| later.from.as_str() <= day;
    let latest = model.changes.iter().rfind(begun);
    latest.map_or(&model.price, |later| &later.price)
}

fn of_base(listed: &TokenPrices, price: &ListedPrice) -> Vec<Difference> {
    let base = &price.base;
    let (input, output) = (base.input.base(), base.output.base());
    let cached = base.cached_input.map_or(input, |cached| cached.base());
    let write = base.cache_write.map_or(input, |write| write.base());
    let off = 1.0 - base.batch_discount.get();
    let batch = price.batch.as_ref();
    let hour = price.long_cache_write.filter(|long| long.minutes == 60.0);
    let rows = [
        ("input", listed.input, Some(input)),
        ("cached input", listed.cached_input, Some(cached)),
        ("cache write", listed.cache_write, Some(write)),
        (
            "one-hour cache write",
            listed.long_cache_write,
            hour.map(|long| long.price),
        ),
        ("output", listed.output, Some(output)),
        (
            "batch input",
            listed.batch_input,
            Some(batch.map_or(off * input, |batch| batch.input)),
        ),
        (
            "batch output",
            listed.batch_output,
            Some(batch.map_or(off * output, |batch| batch.output)),
        ),
    ];
    let stated = rows.into_iter();
    let stated = stated.filter_map(|(of, listed, catalog)| Some((of, catalog?, listed?)));
    stated
        .filter_map(|(of, catalog, listed)| difference(of.to_owned(), catalog, listed))
        .collect()
}

/// What inputs above each length of the list cost.
fn of_tiers(listed: &TokenPrices, price: &ListedPrice) -> Vec<Difference> {
    let mut differences = Vec::new();
    for tier in &listed.tiers {
        let mut tiers = price.tiers.iter();
        let ours = tiers.rfind(|ours| ours.above_tokens.get() <= tier.above_tokens);
        let base = &price.base;
        let (input, output) = ours.map_or((base.input.base(), base.output.base()), |ours| {
            (ours.input.get(), ours.output.get())
        });
        let cached = match ours {
            Some(ours) => ours.cached_input.map(|cached| cached.get()),
            None => base.cached_input.map(|cached| cached.base()),
        };
        let length = grouped(tier.above_tokens);
        for (of, catalog, listed) in [
            ("input", input, Some(tier.input)),
            ("cached input", cached.unwrap_or(input), tier.cached_input),
            ("output", output, Some(tier.output)),
        ] {
            let of = format!("{of} above {length} tokens");
            differences.extend(listed.and_then(|listed| difference(of, catalog, listed)));
        }
    }
    differences
}

/// Lists round to so many digits.
fn difference(of: String, catalog: f64, listed: f64) -> Option<Difference> {
    let is_same = (listed - catalog).abs() <= 1e-6 * catalog.max(listed);
    (!is_same).then_some(Difference {
        of,
        catalog,
        listed,
    })
}

#[cfg(test)]
mod tests {
    use super::super::listed_model::Tier;
    use super::*;

    fn listed(provider: &str, model: &str) -> ListedModel {
        ListedModel {
            provider: provider.to_owned(),
            model: model.to_owned(),
            tuned: model.starts_with("ft:"),
            ..ListedModel::default()
        }
    }

    fn catalog() -> &'static Catalog {
        Catalog::bundled().unwrap()
    }

    #[test]
    fn an_entry_is_about_the_model_of_its_provider_or_of_whom_openrouter_has_it_from() {
        let of = |provider, model| {
            let counterpart = catalog().counterpart(&listed(provider, model));
            counterpart.map(Model::full_name)
        };
        for (provider, model, counterpart) in [
            ("OpenAI", "gpt-4.1", Some("OpenAI gpt-4.1")),
            ("Azure OpenAI", "gpt-4.1", Some("Azure OpenAI gpt-4.1")),
            ("OpenRouter", "openai/gpt-4.1", Some("OpenAI gpt-4.1")),
            ("OpenAI", "ft:gpt-4.1-2025-04-14", Some("OpenAI gpt-4.1")),
            ("DeepInfra", "openai/gpt-4.1", None),
            ("OpenAI", "gpt-4.1-2025-04-14", None),
        ] {
            assert_eq!(of(provider, model).as_deref(), counterpart, "{model}");
        }
    }

    #[test]
    fn figures_that_are_others_are_told_and_what_is_not_stated_is_not_compared() {
        // The catalog: $2.00, cached $0.50, $8.00, batches at half price; tuned $3.00 and $12.00.
        let model = catalog().named("OpenAI gpt-4.1")[0];
        let told = |id: &str, price: TokenPrices| -> Vec<String> {
            let listed = ListedModel {
                price,
                ..listed("OpenAI", id)
            };
            let differences = differences(&listed, model, "2026-11-27");
            differences.iter().map(Difference::to_string).collect()
        };
        let same = TokenPrices {
            input: Some(2.0),
            output: Some(8.000_000_01),
            batch_input: Some(1.0),
            ..TokenPrices::default()
        };
        assert_eq!(told("gpt-4.1", same.clone()), [""; 0]);
        let tuned = [
            "input $3.00 → $2.00",
            "output $12.00 → $8.00",
            "batch input $1.50 → $1.00",
        ];
        assert_eq!(told("ft:gpt-4.1", same.clone()), tuned);
        let other = TokenPrices {
            input: Some(2.5),
            batch_input: Some(1.25),
            tiers: vec![Tier {
                above_tokens: 200e3,
                input: 4.0,
                cached_input: None,
                cache_write: None,
                output: 8.0,
            }],
            ..same
        };
        let others = [
            "input $2.00 → $2.50",
            "batch input $1.00 → $1.25",
            "input above 200,000 tokens $2.00 → $4.00",
        ];
        assert_eq!(told("gpt-4.1", other), others);
    }

    #[test]
    fn figures_are_held_against_those_of_the_day() {
        let model = catalog()
            .models
            .iter()
            .find(|model| !model.changes.is_empty());
        let model = model.unwrap();
        let later = &model.changes[0];
        let listed = ListedModel {
            price: TokenPrices {
                input: Some(later.price.base.input.base()),
                ..TokenPrices::default()
            },
            ..listed(&model.provider, &model.model)
        };
        assert_eq!(differences(&listed, model, &model.read_on).len(), 1);
        assert_eq!(differences(&listed, model, &later.from), []);
    }
}
