//! The price catalog that comes with the program.
//!
//! - here: what stands in it
//! - [`picking`]: finding a model by what people type, and picking it without losing what they typed
//! - [`filling`]: what a pick fills in; [`caching`]: that it turns prompt caching on; [`changes`]: that announced prices become price changes
//! - [`cross_checked`]: that figures agree with a second listing
//! - [`listing`]: the rows of the list

mod caching;
mod changes;
mod cross_checked;
mod filling;
mod listing;
mod picking;

use std::collections::BTreeSet;

use breakeven::evidence::catalog::{Catalog, ListedHosting, Model, Tuning};
use breakeven::scenario::Price;

fn models() -> &'static [Model] {
    &Catalog::bundled().unwrap().models
}

/// A model that can be tuned, and fits.
fn tunable(fits: impl Fn(&Model) -> bool) -> &'static Model {
    models()
        .iter()
        .find(|model| model.tuning.is_some() && fits(model))
        .unwrap()
}

/// YYYY-MM-DD, and a day that there can be.
fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text
        .split('-')
        .map(|part| (part.len(), part.parse::<u32>()))
        .collect();
    matches!(
        parts[..],
        [(4, Ok(2020..=2100)), (2, Ok(1..=12)), (2, Ok(1..=31))]
    )
}

/// Both price lists of a model: its own, and the tuned one's if there is one.
fn price_lists(model: &Model) -> Vec<&Price> {
    let tuned = model.tuning.iter().map(|tuning| &tuning.price.base);
    [&model.price.base].into_iter().chain(tuned).collect()
}

#[test]
fn the_catalog_holds_many_models_of_many_providers() {
    let catalog = Catalog::bundled().unwrap();
    assert_eq!(catalog.version, 3);
    assert_eq!(catalog.currency, "USD");
    assert!(
        catalog.models.len() >= 110,
        "{} models",
        catalog.models.len()
    );
    let providers: BTreeSet<_> = models().iter().map(|model| &model.provider).collect();
    assert!(providers.len() >= 16, "{providers:?}");
    let tunable = models()
        .iter()
        .filter(|model| model.tuning.is_some())
        .count();
    assert!(tunable >= 25, "{tunable} models can be tuned");
    let names: BTreeSet<_> = models()
        .iter()
        .map(|model| (&model.provider, &model.model))
        .collect();
    assert_eq!(names.len(), models().len(), "a model is there twice");
    assert!(is_date(catalog.read_on()));
}

#[test]
fn each_model_says_when_and_where_its_prices_were_read() {
    for model in models() {
        let name = &model.model;
        assert!(!name.trim().is_empty() && !model.provider.trim().is_empty());
        assert!(is_date(&model.read_on), "{name}: {}", model.read_on);
        assert!(model.read_at.len() > 10, "{name}: {}", model.read_at);
        assert!(
            model.retires.as_ref().is_none_or(|date| is_date(date)),
            "{name}: {:?}",
            model.retires
        );
    }
}

#[test]
fn prices_are_sane() {
    for model in models() {
        let name = &model.model;
        let input = model.price.base.input.base();
        assert!(input > 0.0 && input <= 200.0, "{name}: input {input}");
        for price in price_lists(model) {
            let (input, output) = (price.input.base(), price.output.base());
            let write = price.cache_write.map_or(input, |write| write.base());
            assert!(
                (input..=2.0 * input).contains(&write),
                "{name}: cache write {write}"
            );
            assert!(
                (input..=1000.0).contains(&output),
                "{name}: output {output}"
            );
            if let Some(long) = &price.long_context {
                assert!(long.above_tokens.get() >= 10_000.0, "{name}");
                assert!(
                    long.input.get() >= input && long.output.get() >= output,
                    "{name}: long context"
                );
            }
            // These are the user's own, not the provider's.
            assert_eq!(price.discount.base(), 0.0, "{name}");
            assert_eq!(price.change_per_year.base(), 0.0, "{name}");
        }
        let Some(tuning) = &model.tuning else {
            continue;
        };
        for method in &tuning.training {
            let price = method.price.or(method.per_hour).unwrap();
            assert!(
                (0.1..=200.0).contains(&price),
                "{name}: training {}",
                tuning.training_in_words()
            );
            assert!(!method.method.is_empty(), "{name}");
            assert!(method.cap.is_none_or(|cap| cap > price), "{name}");
        }
        for day in [&tuning.last_day_for_jobs, &tuning.retires] {
            assert!(day.as_ref().is_none_or(|day| is_date(day)), "{name}");
        }
        let within =
            |price: Option<f64>, most| price.is_none_or(|price| (0.0..=most).contains(&price));
        assert!(within(tuning.minimum_fee, 100.0), "{name}");
        assert!(within(tuning.storage_per_month, 1000.0), "{name}");
        // A tuned model costs something: tokens, or an endpoint by the hour.
        let hosting = tuning.hosting.as_ref();
        let hourly = hosting.map_or(0.0, ListedHosting::replica_per_hour);
        assert!(
            tuning.price.base.input.base() > 0.0 || hourly > 0.0,
            "{name}: the tuned model is free"
        );
        assert!((0.0..=1000.0).contains(&hourly), "{name}: {hourly} an hour");
    }
}

// Azure's training price was that of an example, an eighth of what OpenAI takes for the same model; and its cache writes were missing.
#[test]
fn a_model_costs_about_the_same_wherever_it_is_offered() {
    let of = |provider: &'static str| {
        models()
            .iter()
            .filter(move |model| model.provider == provider)
    };
    let mut compared = 0;
    for (azure, openai) in
        of("Azure OpenAI").flat_map(|azure| of("OpenAI").map(move |openai| (azure, openai)))
    {
        if azure.model != openai.model {
            continue;
        }
        assert_eq!(azure.price, openai.price, "{}", azure.model);
        if let (Some(azure), Some(openai)) = (&azure.tuning, &openai.tuning) {
            let price = |tuning: &Tuning| tuning.training_price().unwrap();
            let times = price(openai) / price(azure);
            assert!((0.5..=2.0).contains(&times), "{times}");
        }
        compared += 1;
    }
    assert!(compared >= 5, "{compared} models");
}

#[test]
fn the_list_shows_what_a_tuned_model_costs() {
    let summary = |provider: &str, name: &str, tuned| {
        let mut models = models().iter();
        let model = models.find(|model| model.provider == provider && model.model == name);
        model.unwrap().price_summary(tuned)
    };
    // Tokens of a model on rented GPUs cost nothing: the hour does.
    assert_eq!(
        summary("Fireworks", "gpt-oss-20b", true),
        "$8.00 per GPU hour, training $3.00"
    );
    assert_eq!(
        summary("OpenAI", "gpt-4.1-mini", true),
        "$0.80 in, $3.20 out, training $5.00"
    );
    assert_eq!(
        summary("Azure OpenAI", "gpt-4.1", true),
        "$2.00 in, $8.00 out, $1.70 per hour, training $25.00"
    );
    assert_eq!(
        summary("Amazon Bedrock", "amazon.nova-micro-v1:0", false),
        "$0.035 in, $0.14 out"
    );
    assert_eq!(summary("xAI", "grok-4.7", true), "can’t be fine-tuned");
}

// "Queries with more input tokens than this": xAI's tier begins at 200,000.
#[test]
fn a_tier_that_begins_at_a_number_of_tokens_is_above_one_less() {
    for model in models().iter().filter(|model| model.provider == "xAI") {
        let long = model.price.base.long_context.as_ref().unwrap();
        assert_eq!(long.above_tokens.get(), 199_999.0, "{}", model.model);
    }
}
