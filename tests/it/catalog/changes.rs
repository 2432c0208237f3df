//! Prices that are announced for later are filled in as price changes.

use breakeven::analysis::Analysis;
use breakeven::analysis::price::QueryPrice;
use breakeven::decision::levers::{CheaperModel, Levers};
use breakeven::evidence::catalog::{Catalog, Model};
use breakeven::evidence::pick::{keep, replaced_prices};
use breakeven::evidence::remarks::Remark;
use breakeven::scenario::inputs::TYPED_BY_HAND;
use breakeven::scenario::knobs::{DecisionSettings, Lever};
use breakeven::scenario::warnings::warnings;
use breakeven::scenario::{Month, Price, Scenario};
use breakeven::study::{cheaper_model, cheaper_models};

use crate::support::{input, scenario, with};

use super::models;

const STEPS: &str = "prompting.serving.price.steps";

fn flash() -> &'static Model {
    let mut models = models().iter();
    models
        .find(|model| model.model == "gemini-3.8-flash")
        .unwrap()
}

fn plain() -> &'static Model {
    let mut models = models().iter();
    models.find(|model| model.model == "gpt-5.5").unwrap()
}

/// A model whose price changes on a day.
fn announced(now: &str, from: &str, later: &str) -> Model {
    let text = format!(
        r#"(version: 3, currency: "USD",
            providers: [(name: "Made up", cache: (ttl_minutes: 5, read_on: "2026-11-04", read_at: "a page about caches"))],
            models: [(provider: "Made up", model: "m-1", price: ({now}), changes: [(from: "{from}", price: ({later}))],
                read_on: "2026-11-04", read_at: "a page of prices")])"#
    );
    Catalog::read(&text).unwrap().models.remove(0)
}

/// A scenario that prompts with so many tokens, from January 2027 on.
fn prompting(prompt: u32, text: u32, answer: u32) -> Scenario {
    scenario(&format!(
        "(start: \"2027-01\", workload: (input_tokens: {text}),
          prompting: (serving: (prompt_tokens: {prompt}, output_tokens: {answer})))"
    ))
}

/// The price changes that a pick fills in, and the first of its remarks.
fn filled(model: &Model, scenario: &Scenario) -> (String, Remark) {
    let mut filled = scenario.clone();
    let remarks = model.fill_prompting(&mut filled).unwrap();
    let steps = &filled.prompting.serving.price.steps;
    (steps.to_string(), remarks.into_iter().next().unwrap())
}

// 0.75, 0.075 and 3.75 until December 2026; 1.50, 0.15 and 7.50 from January 2027 on.
#[test]
fn a_price_that_doubles_within_the_horizon_is_a_step_from_its_month_on() {
    for (start, price, steps, says) in [
        (
            "2026-06",
            0.75,
            "8: 2",
            "The price changes on 1 Jan 2027: $1.50 in, $7.50 out. Filled in as a price change, ×2 from month 8 on",
        ),
        (
            "2026-12",
            0.75,
            "2: 2",
            "The price changes on 1 Jan 2027: $1.50 in, $7.50 out. Filled in as a price change, ×2 from month 2 on",
        ),
        (
            "2027-01",
            1.5,
            "",
            "Filled in is the price from 1 Jan 2027: $1.50 in, $7.50 out. Until then it is $0.75 in, $3.75 out",
        ),
    ] {
        let mut scenario = scenario(&format!("(start: {start:?})"));
        let remarks = flash().fill_prompting(&mut scenario).unwrap();
        assert_eq!(scenario.prompting.serving.price.input.base(), price);
        let changes = input(STEPS);
        assert_eq!(changes.text(&scenario), steps, "{start}");
        assert_eq!(remarks[0], says);
        let listed = input("prompting.serving.price.input").source(&scenario);
        assert_eq!(
            changes.source(&scenario),
            listed.filter(|_| !steps.is_empty())
        );
    }
    assert_eq!(
        flash().price_summary(false),
        "$0.75 in, $3.75 out, changes on 1 Jan 2027"
    );
}

// 5,000 prompt tokens of which 40 % are cached, 1,200 and 450: (2,000·0.075 + 3,000·0.75 + 1,200·0.75 + 450·3.75) / 1e6 = 0.0049875,
// and from month 2 on 0.009975.
#[test]
fn queries_cost_what_the_list_of_their_month_says() {
    let mut scenario = scenario(
        "(start: \"2026-12\", workload: (input_tokens: 1200),
          prompting: (serving: (prompt_tokens: 5000, output_tokens: 450, cache_hit_rate: 0.4)))",
    );
    flash().fill_prompting(&mut scenario).unwrap();
    let serving = &scenario.prompting.serving;
    let price = QueryPrice::new(serving, &scenario.workload);
    for (month, expected) in [(1, 0.004_987_5), (2, 0.009_975), (24, 0.009_975)] {
        let query = price.parts(month, 1e4).total();
        assert!((query - expected).abs() < 1e-12, "month {month}: {query}");
    }
}

#[test]
fn each_month_has_the_listed_price_whenever_the_scenario_starts() {
    let mut seen = 0;
    for model in models() {
        for months in 0..120 {
            let start = "2018-01".parse::<Month>().unwrap().plus(months);
            let scenario = Scenario {
                start,
                ..Scenario::default()
            };
            let price = model.price_from(&scenario);
            seen += u32::from(!price.steps.is_empty());
            for month in 1..=120 {
                let listed = &model.price_in(start.plus(month - 1)).base;
                let level = price.steps.level(month as usize);
                let prices = |price: &Price| [price.input.base(), price.output.base()];
                for (now, then) in prices(&price).into_iter().zip(prices(listed)) {
                    assert!(
                        (now * level - then).abs() < 1e-9,
                        "{} from {start}, month {month}",
                        model.model
                    );
                }
            }
        }
    }
    // Of five models the price changes in month 108 or 109 of these.
    assert_eq!(seen, 2 * 107 + 3 * 108);
}

// o3 as it changed in June 2025: input and output cost a fifth, cached input what it did. 1,000 tokens are too few for a cache:
// (2,200·2 + 450·8) / (2,200·10 + 450·40) = 8,000 / 40,000. Of 5,000, 90 % are read from it:
// (4,500·0.5 + 1,700·2 + 450·8) / (4,500·0.5 + 1,700·10 + 450·40) = 9,250 / 37,250.
#[test]
fn prices_that_change_by_different_factors_get_the_one_that_keeps_the_bill_and_say_so() {
    let o3 = announced(
        "input: 10, cached_input: 0.5, output: 40",
        "2027-06-10",
        "input: 2, cached_input: 0.5, output: 8",
    );
    let uncached = filled(&o3, &prompting(1000, 1200, 450));
    let changes = "The price changes on 10 Jun 2027: $2.00 in, $8.00 out";
    let exact = format!("{changes}. Filled in as a price change, ×0.2 from month 6 on");
    assert_eq!(uncached, ("6: 0.2".to_owned(), exact));
    let rate = [("prompting.serving.cache_hit_rate", "90%")];
    let cached = filled(&o3, &with(&prompting(5000, 1200, 450), &rate));
    let fitted = format!(
        "{changes}. Filled in as a price change, ×0.248 from month 6 on: one factor for all token prices, which fits queries as long as they are now"
    );
    assert_eq!(cached, ("6: 0.248".to_owned(), fitted));

    // Input half dearer, output a fifth. (3·4,450 + 12·280) / (2·4,450 + 10·280) = 16,710 / 11,700;
    // (3·500 + 12·900) / (2·500 + 10·900) = 12,300 / 10,000.
    let dearer = announced("input: 2, output: 10", "2027-04-01", "input: 3, output: 12");
    assert_eq!(filled(&dearer, &prompting(3800, 650, 280)).0, "4: 1.428");
    assert_eq!(filled(&dearer, &prompting(300, 200, 900)).0, "4: 1.23");
}

// The factor is rounded to three digits after the point, so a bill may be off by half of that: of 0.5 at least, by a thousandth.
#[test]
fn the_first_bill_at_a_fitted_factor_is_that_of_the_list() {
    let model = announced(
        "input: 3, cached_input: 0.3, cache_write: 3.75, output: 15,
         tiers: [(above_tokens: 20000, input: 6, cached_input: 0.6, cache_write: 7.5, output: 22.5)]",
        "2027-03-15",
        "input: 2, cached_input: 0.4, cache_write: 4, output: 18, cache_min_tokens: 3000, batch_discount: 0.4",
    );
    let mut fitted = 0;
    for changes in [
        &[][..],
        &[("prompting.serving.prompt_tokens", "2000")],
        &[("prompting.serving.prompt_tokens", "30000")],
        &[("prompting.serving.batch_share", "50%")],
        &[("workload.queries_per_month", "2000")],
        &[("workload.monthly_queries", "[3000, 100000]")],
        &[("prompting.serving.cache_hit_rate", "70%")],
        &[
            ("workload.calls_per_conversation", "5"),
            ("workload.history", "true"),
            ("workload.active_hours_per_month", "175"),
        ],
    ] {
        let mut scenario = with(&prompting(5000, 400, 300), changes);
        model.fill_prompting(&mut scenario).unwrap();
        let workload = &scenario.workload;
        let volume = Analysis::new(&scenario).volume[0];
        let filled_in = &scenario.prompting.serving;
        let mut listed = filled_in.clone();
        listed.price = model.changes[0].price.base.clone();
        let then = QueryPrice::new(&listed, workload).parts(1, volume).total();
        let query = QueryPrice::new(filled_in, workload);
        let by_factor = query.parts(3, volume).total();
        assert!(
            (by_factor / then - 1.0).abs() < 1e-3,
            "{changes:?}: {by_factor}, {then}"
        );
        let before = query.parts(2, volume).total();
        assert_eq!(before, query.parts(1, volume).total());
        fitted += u32::from((by_factor / before - 1.0).abs() > 0.01);
    }
    assert!(fitted >= 6, "{fitted} of them change");
}

#[test]
fn what_no_factor_says_is_no_price_change() {
    let free = announced("input: 0, output: 0", "2027-02-01", "input: 1, output: 2");
    let (steps, remark) = filled(&free, &prompting(1000, 100, 100));
    assert_eq!(steps, "");
    assert!(
        remark.ends_with(". No factor leads there, so no price change is filled in"),
        "{remark}"
    );
    // What becomes free does have one.
    let gift = announced("input: 1, output: 2", "2027-02-01", "input: 0, output: 0");
    assert_eq!(filled(&gift, &prompting(1000, 100, 100)).0, "2: 0");
    // Only a tier changes that these queries don't reach.
    let tier = announced(
        "input: 5, output: 25, tiers: [(above_tokens: 200000, input: 10, output: 37.5)]",
        "2027-02-01",
        "input: 5, output: 25",
    );
    let (steps, remark) = filled(&tier, &prompting(1000, 100, 100));
    assert_eq!(steps, "");
    assert!(
        remark.ends_with(". Nothing changes for queries as long as they are now"),
        "{remark}"
    );
    // 300,000 tokens of 10 and 100 of 37.50 become the same of 5 and 25.
    assert_eq!(filled(&tier, &prompting(300_000, 0, 100)).0, "2: 0.5");
}

#[test]
fn a_model_without_announced_prices_clears_those_of_the_one_before_and_asks_about_typed_ones() {
    let steps = input(STEPS);
    let mut december = scenario("(start: \"2026-12\")");
    flash().fill_prompting(&mut december).unwrap();
    assert_eq!(
        plain().replaces(&december, false, Catalog::bundled().ok()),
        []
    );
    plain().fill_prompting(&mut december).unwrap();
    assert_eq!(
        (&*steps.text(&december), steps.source(&december)),
        ("", None)
    );
    assert!(!december.sources.contains_key(STEPS));

    // As with any other price, the user decides.
    let typed = with(
        &scenario("(start: \"2026-12\")"),
        &[(STEPS, "[(month: 5, factor: 0.5)]")],
    );
    for (model, listed) in [(plain(), "none"), (flash(), "2: 2")] {
        let replaced = model.replaces(&typed, false, Catalog::bundled().ok());
        let words = replaced
            .iter()
            .map(|replaced| (replaced.input, &*replaced.typed, &*replaced.listed));
        assert_eq!(words.collect::<Vec<_>>(), [(steps, "5: 0.5", listed)]);
        let mut kept = typed.clone();
        let remarks = model.fill(&mut kept, false, &[steps]).unwrap();
        assert_eq!(steps.text(&kept), "5: 0.5");
        assert!(
            !remarks.iter().any(|remark| remark.contains("Filled in")),
            "{remarks:?}"
        );
        let mut replaced = typed.clone();
        model.fill(&mut replaced, false, &[]).unwrap();
        assert_eq!(steps.describe(&replaced), listed);
    }
}

#[test]
fn no_list_is_the_source_of_no_price_changes() {
    for model in models() {
        let mut scenario = Scenario::default();
        model.fill_prompting(&mut scenario).unwrap();
        model.fill_fine_tuning(&mut scenario).unwrap();
        for path in scenario
            .sources
            .keys()
            .filter(|path| path.ends_with("price.steps"))
        {
            assert_ne!(input(path).text(&scenario), "", "{}: {path}", model.model);
        }
    }
    // One that stands in a file isn't shown, and that is said.
    let mut stated = Scenario::default();
    stated.sources.insert(STEPS.to_owned(), "a page".to_owned());
    assert_eq!(input(STEPS).source(&stated), None);
    let said = warnings(&stated).into_iter();
    let said: Vec<_> = said.filter(|warning| warning.path == "sources").collect();
    assert!(
        matches!(&said[..], [one] if one.text.contains(STEPS) && one.text.contains("no value")),
        "{said:?}"
    );
    // Nor is a cheaper model's.
    let mut prompted = with(
        &prompting(3000, 300, 300),
        &[("fine_tuning.serving.price.input", "1")],
    );
    plain().fill_prompting(&mut prompted).unwrap();
    let effect = cheaper(&prompted, "OpenAI gpt-5.4-mini").1.unwrap();
    assert_eq!(effect.sources.get(STEPS), None);
}

/// The cheaper model of this name, and the scenario with it where that saves something.
fn cheaper(scenario: &Scenario, name: &str) -> (Option<CheaperModel>, Option<Scenario>) {
    let settings = DecisionSettings {
        cheaper_model: Some(name.to_owned()),
        ..DecisionSettings::default()
    };
    let model = cheaper_model(scenario, &settings, Catalog::bundled().ok());
    let levers = Levers::new(
        scenario,
        &Analysis::new(scenario),
        &settings,
        model.as_ref(),
    );
    let mut alone = levers.alone.into_iter();
    let effect = alone.find(|effect| effect.lever == Lever::CheaperModel);
    (model, effect.map(|effect| effect.scenario))
}

// Per query of 1,000 and 100 tokens the flash costs 0.75·1,000 + 3.75·100 = 1,125 in December 2026 and 2,250 from January on; the prompted
// model costs 1.2·1,000 + 6·100 = 1,800 all the time. Over two months that is 3,375 against 3,600, over three 5,625 against 5,400.
#[test]
fn a_cheaper_model_is_one_over_the_horizon_with_the_prices_that_are_announced() {
    let over = |months: u32| {
        scenario(&format!(
            "(start: \"2026-12\", horizon_months: {months}, workload: (queries_per_month: 10000, input_tokens: 0),
              prompting: (serving: (price: (input: 1.2, output: 6), prompt_tokens: 1000, output_tokens: 100)),
              fine_tuning: (serving: (price: (input: 1, output: 5))))"
        ))
    };
    let name = flash().full_name();
    let (model, effect) = cheaper(&over(2), &name);
    assert_eq!(model.unwrap().price.steps.to_string(), "2: 2");
    let effect = effect.unwrap();
    let total = Analysis::new(&effect).prompting.cost_path.total();
    // 10,000 queries at 1,125 and at 2,250 per million.
    assert!((total - 33.75).abs() < 1e-9, "{total}");
    assert_eq!(effect.sources[STEPS], flash().source());
    assert_eq!(cheaper(&over(3), &name).0, None);
    let offered =
        |scenario: &Scenario| cheaper_models(scenario, Catalog::bundled().ok()).contains(&flash());
    assert!(offered(&over(2)) && !offered(&over(3)));
    // The prompted model's own price change counts as well.
    let doubled = with(&over(3), &[(STEPS, "[(month: 3, factor: 2)]")]);
    assert!(offered(&doubled));
    // Applied, the price changes are those of the other model.
    let after = cheaper(&doubled, &name).1.unwrap();
    assert_eq!(input(STEPS).text(&after), "2: 2");
}

#[test]
fn a_cheaper_model_asks_before_it_takes_prices_away_that_were_typed() {
    let cached = input("prompting.serving.price.cached_input");
    let typed = [
        (STEPS, "[(month: 3, factor: 2)]"),
        ("prompting.serving.price.cached_input", "0.3"),
    ];
    let mut before = with(&Scenario::default(), &typed);
    for (path, _) in typed {
        before
            .sources
            .insert(path.to_owned(), TYPED_BY_HAND.to_owned());
    }
    // Its list has neither.
    let settings = DecisionSettings::default();
    let nova = CheaperModel {
        name: "cheap".to_owned(),
        people_name: "Cheap".to_owned(),
        price: Price::default(),
        source: plain().source(),
    };
    let before = with(
        &before,
        &[
            ("prompting.serving.price.input", "3"),
            ("prompting.serving.price.output", "15"),
            ("fine_tuning.serving.price.input", "3"),
        ],
    );
    let levers = Levers::new(&before, &Analysis::new(&before), &settings, Some(&nova));
    let mut alone = levers.alone.into_iter();
    let effect = alone
        .find(|effect| effect.lever == Lever::CheaperModel)
        .unwrap();
    let mut after = effect.scenario;
    assert_eq!(
        (input(STEPS).text(&after), cached.text(&after)),
        (String::new(), String::new())
    );
    let replaced = replaced_prices(&before, &after, Catalog::bundled().ok());
    for gone in [input(STEPS), cached] {
        assert!(
            replaced.iter().any(|replaced| replaced.input == gone),
            "{replaced:?}"
        );
    }
    keep(&replaced, &before, &mut after).unwrap();
    for (path, _) in typed {
        let input = input(path);
        assert_eq!(input.value(&after), input.value(&before));
        assert_eq!(input.source(&after), Some(TYPED_BY_HAND));
    }
}
