//! What picking a model fills in.

use breakeven::analysis::Analysis;
use breakeven::evidence::catalog::{ListedHosting, Model};
use breakeven::files::format;
use breakeven::scenario::domain::Amount;
use breakeven::scenario::inputs::{self, INPUTS, Value};
use breakeven::scenario::{BoundedEstimate, Price, Scenario};

use crate::support::{input, scenario, with};

use super::{models, tunable};

#[test]
fn picking_a_model_fills_its_prices_and_their_sources_for_either_approach() {
    for model in models() {
        let mut scenario = Scenario::default();
        model.fill_prompting(&mut scenario).unwrap();
        assert_eq!(scenario.prompting.serving.model, model.model);
        assert_eq!(
            scenario.prompting.serving.price,
            model.price_from(&Scenario::default())
        );
        assert_eq!(scenario.fine_tuning, Scenario::default().fine_tuning);

        model.fill_fine_tuning(&mut scenario).unwrap();
        let tuned = &scenario.fine_tuning;
        if let Some(tuning) = &model.tuning {
            assert!(tuned.serving.model.contains(&model.model));
            let batch_discount = tuned.serving.price.batch_discount;
            assert_eq!(
                tuned.serving.price,
                Price {
                    batch_discount,
                    ..tuning.price.base.clone()
                }
            );
            let is_one_discount = batch_discount == tuning.price.base.batch_discount;
            assert!(
                is_one_discount || tuning.price.batch.is_some(),
                "{}",
                model.model
            );
            assert_eq!(
                tuned.training.price.base(),
                tuning.training_price().unwrap_or(0.0)
            );
            check_fees(&scenario, model);
            let per_hour = tuned
                .serving
                .hosting
                .as_ref()
                .map(|hosting| hosting.per_hour.base());
            let listed = tuning.hosting.as_ref();
            assert_eq!(per_hour, listed.map(ListedHosting::replica_per_hour));
            assert_eq!(
                tuned.base_model_retires_month.is_some(),
                tuning.retires.is_some() || model.retires.is_some()
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
                // A price list doesn't say how long caches live: that is documented elsewhere.
                let (read_at, read_on) = if input.path.ends_with("cache_ttl_minutes") {
                    let cache = model.cache.as_ref().unwrap();
                    (&cache.read_at, &cache.read_on)
                } else {
                    (&model.read_at, &model.read_on)
                };
                assert!(
                    source.contains(read_at) && source.contains(read_on),
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

/// What isn't known stays at its default, without a source.
fn check_fees(scenario: &Scenario, model: &Model) {
    let tuning = model.tuning.as_ref().unwrap();
    for (path, listed) in [
        ("fine_tuning.training.minimum_fee", tuning.minimum_fee),
        ("fine_tuning.serving.monthly_cost", tuning.storage_per_month),
    ] {
        let filled = input(path).base(scenario).unwrap();
        assert_eq!(filled, listed.unwrap_or(0.0), "{}: {path}", model.model);
        assert_eq!(
            scenario.sources.contains_key(path),
            listed.is_some(),
            "{path}"
        );
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

// 3.75, 1.875 and 15 become 2.225, 0.90 and 12.50: of 1,800 tokens in and 250 out, (6,750 + 3,750 − 4,005 − 3,125) / 10,500 is 32.1 %.
#[test]
fn a_batch_price_that_isnt_one_discount_fits_the_scenarios_queries_and_says_so() {
    let of = |name: &str| tunable(|model| model.provider == "OpenAI" && model.model == name);
    let mut scenario = Scenario::default();
    let remarks = of("gpt-4o").fill_fine_tuning(&mut scenario).unwrap();
    assert_eq!(
        scenario.fine_tuning.serving.price.batch_discount.get(),
        0.321
    );
    let says = |part: &str| remarks.iter().any(|remark| remark.contains(part));
    assert!(
        says("$2.225 in, $0.90 cached, $12.50 out") && says("32.1%"),
        "{remarks:?}"
    );
    // Long answers get less off.
    let mut long = with(
        &Scenario::default(),
        &[("fine_tuning.serving.output_tokens", "5000")],
    );
    of("gpt-4o").fill_fine_tuning(&mut long).unwrap();
    assert!(long.fine_tuning.serving.price.batch_discount.get() < 0.2);
    // Here it is half but for the cache.
    let remarks = of("gpt-4.1").fill_fine_tuning(&mut scenario).unwrap();
    assert_eq!(scenario.fine_tuning.serving.price.batch_discount.get(), 0.5);
    assert!(
        remarks.iter().any(|remark| remark.contains("cached input")),
        "{remarks:?}"
    );
}

#[test]
fn a_model_that_is_shut_down_within_the_horizon_is_remarked_on() {
    let gpt_4o = models()
        .iter()
        .find(|model| model.model == "gpt-4o")
        .unwrap();
    let remarks_from = |start: &str| {
        let mut scenario = scenario(&format!("(start: {start:?}, horizon_months: 12)"));
        gpt_4o.fill_prompting(&mut scenario).unwrap()
    };
    assert_eq!(
        remarks_from("2026-03"),
        ["gpt-4o retires on 14 Jan 2027, within the horizon"]
    );
    assert_eq!(
        remarks_from("2027-02"),
        ["gpt-4o retires on 14 Jan 2027, before month 1"]
    );
    assert_eq!(remarks_from("2026-01"), [] as [&str; 0]);
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
            .is_some_and(|tuning| tuning.hosting.is_some())
    });
    model.fill_fine_tuning(&mut scenario).unwrap();
    let hosting = scenario.fine_tuning.serving.hosting.unwrap();
    assert_eq!(
        hosting.per_hour.base(),
        model
            .tuning
            .as_ref()
            .unwrap()
            .hosting
            .as_ref()
            .unwrap()
            .replica_per_hour()
    );
    assert_eq!(
        (hosting.replicas.base(), hosting.peak_to_mean.base()),
        (3.0, 2.0)
    );
}

// It is a date, whenever the tuned model would serve.
#[test]
fn an_announced_retirement_sets_the_month_of_the_base_model() {
    // The base model is shut down half a year before the tuned one.
    let model = tunable(|model| model.provider == "Azure OpenAI" && model.model == "gpt-4.1");
    assert_eq!(model.retires.as_deref(), Some("2027-04-14"));
    let mut scenario = scenario("(start: \"2027-01\", fine_tuning: (lead_time_months: 2))");
    model.fill_fine_tuning(&mut scenario).unwrap();
    // The tuned one is served until 14 October.
    let month = |estimate: Option<BoundedEstimate<Amount>>| estimate.map(|month| month.base());
    assert_eq!(
        month(scenario.fine_tuning.base_model_retires_month),
        Some(10.0)
    );
    // The model itself is gone in April.
    model.fill_prompting(&mut scenario).unwrap();
    assert_eq!(month(scenario.prompting.model_retires_month), Some(4.0));
}

#[test]
fn a_base_model_that_is_gone_before_it_serves_is_remarked_on() {
    let model = tunable(|model| model.retires.is_some());
    let mut scenario = scenario("(start: \"2031-01\")");
    let remarks = model.fill_fine_tuning(&mut scenario).unwrap();
    assert!(
        remarks[0].ends_with(" retires on 14 Jan 2027, within a month of go-live"),
        "{remarks:?}"
    );
    assert_eq!(
        scenario
            .fine_tuning
            .base_model_retires_month
            .unwrap()
            .base(),
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
    let plain = models()
        .iter()
        .find(|model| model.model == "claude-opus-5-5")
        .unwrap();
    assert_eq!(
        plain.fill_prompting(&mut Scenario::default()).unwrap(),
        [] as [String; 0]
    );
}
