//! The price catalog that comes with the program: what stands in it, and what picking a model does.

use std::collections::BTreeSet;

use breakeven::analysis::Analysis;
use breakeven::evidence::catalog::{Catalog, Model};
use breakeven::files::format;
use breakeven::scenario::inputs::{self, INPUTS, Value};
use breakeven::scenario::{Price, Scenario};

use crate::support::{input, scenario, with};

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
    let tuned = model.tuning.iter().map(|tuning| &tuning.price);
    [&model.price].into_iter().chain(tuned).collect()
}

#[test]
fn the_catalog_holds_many_models_of_many_providers() {
    let catalog = Catalog::bundled().unwrap();
    assert_eq!(catalog.version, 1);
    assert_eq!(catalog.currency, "USD");
    assert!(
        catalog.models.len() >= 25,
        "{} models",
        catalog.models.len()
    );
    let providers: BTreeSet<_> = models().iter().map(|model| &model.provider).collect();
    assert!(providers.len() >= 6, "{providers:?}");
    let tunable = models()
        .iter()
        .filter(|model| model.tuning.is_some())
        .count();
    assert!(tunable >= 5, "{tunable} models can be tuned");
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
        let input = model.price.input.base();
        assert!(input > 0.0 && input <= 200.0, "{name}: input {input}");
        for price in price_lists(model) {
            let (input, output) = (price.input.base(), price.output.base());
            let cached = price.cached_input.map_or(input, |cached| cached.base());
            let write = price.cache_write.map_or(input, |write| write.base());
            assert!(cached <= input, "{name}: cached {cached}");
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
                assert!(
                    long.cached_input
                        .is_none_or(|cached| cached.get() <= long.input.get()),
                    "{name}"
                );
            }
            // These are the user's own, not the provider's.
            assert_eq!(price.discount.base(), 0.0, "{name}");
            assert_eq!(price.change_per_year.base(), 0.0, "{name}");
        }
        let Some(tuning) = &model.tuning else {
            continue;
        };
        assert!(
            (0.1..=200.0).contains(&tuning.training_price),
            "{name}: training {}",
            tuning.training_price
        );
        assert!((0.0..=100.0).contains(&tuning.minimum_fee), "{name}");
        assert!((0.0..=1000.0).contains(&tuning.storage_per_month), "{name}");
        assert!(!tuning.method.is_empty(), "{name}");
        // A tuned model costs something: tokens, or an endpoint by the hour.
        let hourly = tuning.hosting_per_hour.unwrap_or(0.0);
        assert!(
            tuning.price.input.base() > 0.0 || hourly > 0.0,
            "{name}: the tuned model is free"
        );
        assert!((0.0..=1000.0).contains(&hourly), "{name}: {hourly} an hour");
    }
}

#[test]
fn picking_a_model_fills_its_prices_and_their_sources_for_either_approach() {
    for model in models() {
        let mut scenario = Scenario::default();
        model.fill_prompting(&mut scenario).unwrap();
        assert_eq!(scenario.prompting.serving.model, model.model);
        assert_eq!(scenario.prompting.serving.price, model.price);
        assert_eq!(scenario.fine_tuning, Scenario::default().fine_tuning);

        model.fill_fine_tuning(&mut scenario).unwrap();
        let tuned = &scenario.fine_tuning;
        if let Some(tuning) = &model.tuning {
            assert!(tuned.serving.model.contains(&model.model));
            assert_eq!(tuned.serving.price, tuning.price);
            assert_eq!(tuned.training.price.base(), tuning.training_price);
            assert_eq!(tuned.training.minimum_fee.base(), tuning.minimum_fee);
            assert_eq!(tuned.serving.monthly_cost.base(), tuning.storage_per_month);
            let per_hour = tuned
                .serving
                .hosting
                .as_ref()
                .map(|hosting| hosting.per_hour.base());
            assert_eq!(per_hour, tuning.hosting_per_hour);
            assert_eq!(
                tuned.base_model_life_months.is_some(),
                model.retires.is_some()
            );
        } else {
            assert_eq!(*tuned, Scenario::default().fine_tuning);
        }

        // Each number that was filled in has a source that names place and date, and nothing else has one.
        let models = ["prompting.serving.model", "fine_tuning.serving.model"];
        for input in INPUTS.iter().filter(|input| !models.contains(&input.path)) {
            let stated = !input.is_default(&scenario) && input.value(&scenario) != Value::Present;
            let source = scenario.sources.get(input.path);
            if stated {
                let source = source
                    .unwrap_or_else(|| panic!("{}: {} has no source", model.model, input.path));
                assert!(
                    source.contains(&model.read_at) && source.contains(&model.read_on),
                    "{source}"
                );
            }
        }
        for path in scenario.sources.keys() {
            let input = inputs::find(path).unwrap();
            assert!(
                input.value(&scenario) != Value::Absent,
                "{}: {path} isn’t set",
                model.model
            );
        }

        // Still a valid scenario, which can be written, read and analysed.
        assert_eq!(
            format::read(&format::write(&scenario).unwrap()).unwrap(),
            scenario
        );
        assert!(Analysis::new(&scenario).prompting.per_query > 0.0);
    }
}

#[test]
fn picking_again_replaces_all_that_the_first_pick_filled_in() {
    for first in models() {
        for second in models() {
            let (mut once, mut twice) = (Scenario::default(), Scenario::default());
            first.fill_prompting(&mut twice).unwrap();
            for scenario in [&mut once, &mut twice] {
                second.fill_prompting(scenario).unwrap();
            }
            assert_eq!(once, twice, "{} and then {}", first.model, second.model);

            let (mut once, mut twice) = (Scenario::default(), Scenario::default());
            first.fill_fine_tuning(&mut twice).unwrap();
            for scenario in [&mut once, &mut twice] {
                second.fill_fine_tuning(scenario).unwrap();
            }
            if second.tuning.is_some() {
                assert_eq!(
                    once, twice,
                    "{} and then {}, tuned",
                    first.model, second.model
                );
            }
        }
    }
}

#[test]
fn what_is_negotiated_or_guessed_or_measured_stays() {
    let own = [
        ("prompting.serving.price.discount", "12%"),
        ("prompting.serving.price.change_per_year", "-30%"),
        ("prompting.serving.prompt_tokens", "900 to 1200"),
        ("prompting.serving.cache_hit_rate", "80%"),
        ("fine_tuning.serving.price.discount", "5%"),
        ("fine_tuning.training.epochs", "4"),
        ("workload.queries_per_month", "70k"),
    ];
    let mut scenario = with(&Scenario::default(), &own);
    for (path, _) in own {
        scenario
            .sources
            .insert(path.to_owned(), "our contract".to_owned());
    }
    let before = scenario.clone();
    tunable(|_| true).fill_prompting(&mut scenario).unwrap();
    tunable(|_| true).fill_fine_tuning(&mut scenario).unwrap();
    for (path, _) in own {
        assert_eq!(
            input(path).value(&scenario),
            input(path).value(&before),
            "{path}"
        );
        assert_eq!(scenario.sources[path], "our contract", "{path}");
    }
}

#[test]
fn a_hosted_model_keeps_the_load_that_was_stated_for_its_replicas() {
    let mut scenario = scenario(
        "(fine_tuning: (serving: (hosting: (per_hour: 1, replicas: 3, queries_per_hour: 500, peak_to_mean: 2))))",
    );
    let model = tunable(|model| {
        model
            .tuning
            .as_ref()
            .is_some_and(|tuning| tuning.hosting_per_hour.is_some())
    });
    model.fill_fine_tuning(&mut scenario).unwrap();
    let hosting = scenario.fine_tuning.serving.hosting.unwrap();
    assert_eq!(
        hosting.per_hour.base(),
        model.tuning.as_ref().unwrap().hosting_per_hour.unwrap()
    );
    assert_eq!(
        (hosting.replicas.base(), hosting.peak_to_mean.base()),
        (3.0, 2.0)
    );
}

// The base model's life is counted from the month in which the tuned model would serve.
#[test]
fn an_announced_retirement_sets_the_life_of_the_base_model() {
    let model = tunable(|model| {
        model
            .retires
            .as_ref()
            .is_some_and(|date| date.starts_with("2027-10"))
    });
    let mut scenario = scenario("(start: \"2027-01\", fine_tuning: (lead_time_months: 2))");
    model.fill_fine_tuning(&mut scenario).unwrap();
    // It serves from March; the months until October are seven.
    assert_eq!(
        scenario.fine_tuning.base_model_life_months.unwrap().base(),
        7.0
    );
}

#[test]
fn a_base_model_that_is_gone_before_it_serves_is_remarked_on() {
    let model = tunable(|model| model.retires.is_some());
    let mut scenario = scenario("(start: \"2031-01\")");
    let remarks = model.fill_fine_tuning(&mut scenario).unwrap();
    assert!(
        remarks.iter().any(|remark| remark.contains("shut down")),
        "{remarks:?}"
    );
    assert_eq!(
        scenario.fine_tuning.base_model_life_months.unwrap().base(),
        1.0
    );
}

#[test]
fn a_scenario_in_another_currency_is_told_that_prices_are_in_dollars() {
    let mut scenario = scenario("(currency: \"EUR\")");
    let remarks = models()[0].fill_prompting(&mut scenario).unwrap();
    assert!(
        remarks
            .iter()
            .any(|remark| remark.contains("US dollars") && remark.contains("EUR")),
        "{remarks:?}"
    );
    assert_eq!(
        models()[0]
            .fill_prompting(&mut Scenario::default())
            .unwrap(),
        [] as [String; 0]
    );
}
