//! Prompt caching is on wherever a picked model has a cache, and one switch turns it off and on.

use breakeven::analysis::Analysis;
use breakeven::analysis::warnings::all_warnings;
use breakeven::evidence::caching;
use breakeven::evidence::catalog::{Catalog, Model};
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::TYPED_BY_HAND;

use crate::support::{input, with};

use super::models;

const TTL: &str = "prompting.serving.cache_ttl_minutes";
const HIT_RATE: &str = "prompting.serving.cache_hit_rate";

fn model(full_name: &str) -> &'static Model {
    let mut models = models().iter();
    models.find(|model| model.full_name() == full_name).unwrap()
}

#[test]
fn a_pick_turns_caching_on_where_the_model_has_a_price_for_it() {
    for model in models() {
        let mut scenario = Scenario::default();
        model.fill_prompting(&mut scenario).unwrap();
        let serving = &scenario.prompting.serving;
        assert_eq!(serving.uses_cache(), serving.can_cache(), "{}", model.model);
        model.fill_fine_tuning(&mut scenario).unwrap();
        let tuned = &scenario.fine_tuning.serving;
        assert_eq!(tuned.uses_cache(), tuned.can_cache(), "{}", model.model);
    }
}

// 40,000 queries of 2,000 + 300 tokens in and 200 out, at $4, $0.20, $5 and $20 per 1M: a query each 65.7 s, so with entries that live for
// five minutes 1 − e^(−300/65.7) = 98.96 % are read from the cache: $8 of prompt become 2,000·(0.9896·0.20 + 0.0104·5) = $500 in 1M
// queries, beside $1,200 of user text and $4,000 of output.
#[test]
fn the_figures_take_caching_into_account_at_once() {
    let typed = [
        ("workload.queries_per_month", "40k"),
        ("workload.input_tokens", "300"),
        ("prompting.serving.prompt_tokens", "2000"),
        ("prompting.serving.output_tokens", "200"),
    ];
    let mut scenario = with(&Scenario::default(), &typed);
    model("Anthropic claude-opus-5-5")
        .fill_prompting(&mut scenario)
        .unwrap();
    let cached = Analysis::new(&scenario).prompting.per_query;
    let hits = 1.0 - (-40_000.0_f64 / 43_800.0 * 5.0).exp();
    let prompt = 2000.0 * (hits * 0.20 + (1.0 - hits) * 5.0);
    let expected = (prompt + 300.0 * 4.0 + 200.0 * 20.0) / 1e6;
    assert!(
        (cached / expected - 1.0).abs() < 1e-9,
        "{cached} {expected}"
    );

    caching::switch(&mut scenario, false, false, Catalog::bundled().ok()).unwrap();
    let plain = Analysis::new(&scenario).prompting.per_query;
    let expected = (2300.0 * 4.0 + 200.0 * 20.0) / 1e6;
    assert!((plain / expected - 1.0).abs() < 1e-9, "{plain} {expected}");
}

#[test]
fn entries_live_as_long_as_the_provider_documents() {
    for (name, minutes) in [
        ("OpenAI gpt-4o", 5.0),
        ("OpenAI gpt-5.6-terra", 30.0),
        ("Azure OpenAI gpt-5.6-luna", 30.0),
        ("Anthropic claude-haiku-4-5", 5.0),
        ("Groq openai/gpt-oss-20b", 120.0),
    ] {
        let mut scenario = Scenario::default();
        let model = model(name);
        model.fill_prompting(&mut scenario).unwrap();
        assert_eq!(input(TTL).base(&scenario), Some(minutes), "{name}");
        assert!(input(TTL).is_from_catalog(&scenario), "{name}");
    }
}

#[test]
fn off_clears_ttl_and_hit_rate_and_keeps_prices_and_on_restores_the_ttl() {
    let mut scenario = Scenario::default();
    let terra = model("OpenAI gpt-5.6-terra");
    terra.fill_prompting(&mut scenario).unwrap();
    let before = scenario.clone();
    caching::switch(&mut scenario, false, false, Catalog::bundled().ok()).unwrap();
    assert!(!scenario.prompting.serving.uses_cache());
    assert_eq!(
        scenario.prompting.serving.price,
        before.prompting.serving.price
    );
    assert!(!scenario.sources.contains_key(TTL));
    caching::switch(&mut scenario, false, true, Catalog::bundled().ok()).unwrap();
    assert_eq!(scenario, before);

    let mut rated = with(&Scenario::default(), &[(HIT_RATE, "80%")]);
    caching::switch(&mut rated, false, false, Catalog::bundled().ok()).unwrap();
    assert_eq!(rated.prompting.serving.cache_hit_rate.base(), 0.0);
    // A model that isn't in the catalog gets what is usual.
    caching::switch(&mut rated, false, true, Catalog::bundled().ok()).unwrap();
    assert_eq!(input(TTL).base(&rated), Some(caching::USUAL_TTL_MINUTES));
    assert_eq!(input(TTL).source(&rated), Some(TYPED_BY_HAND));
}

#[test]
fn a_hit_rate_or_a_ttl_of_the_users_stays() {
    let opus = model("Anthropic claude-opus-5-5");
    let mut rated = with(&Scenario::default(), &[(HIT_RATE, "80%")]);
    assert_eq!(opus.replaces(&rated, false, Catalog::bundled().ok()), []);
    opus.fill_prompting(&mut rated).unwrap();
    assert_eq!(input(TTL).base(&rated), None);
    assert_eq!(input(HIT_RATE).base(&rated), Some(0.8));

    let typed = with(&Scenario::default(), &[(TTL, "60")]);
    let replaced = opus.replaces(&typed, false, Catalog::bundled().ok());
    assert_eq!(replaced.len(), 1);
    assert_eq!(replaced[0].input, input(TTL));
    let mut kept = typed.clone();
    opus.fill(&mut kept, false, &[input(TTL)]).unwrap();
    assert_eq!(input(TTL).base(&kept), Some(60.0));
}

#[test]
fn a_short_prompt_that_the_catalog_would_cache_is_no_mistake_of_the_users() {
    let mut scenario = with(
        &Scenario::default(),
        &[("prompting.serving.prompt_tokens", "200")],
    );
    model("OpenAI gpt-4.1")
        .fill_prompting(&mut scenario)
        .unwrap();
    let says = |scenario: &Scenario| {
        let warnings = all_warnings(scenario);
        let mut paths = warnings.iter().map(|warning| warning.path.as_str());
        paths.any(|path| path == "prompting.serving.prompt_tokens")
    };
    assert!(!says(&scenario));
    let typed = with(&scenario, &[(TTL, "60")]);
    assert!(says(&typed));
}

#[test]
fn a_catalog_that_leaves_something_out_says_what() {
    let read = |providers: &str, model: &str| {
        let text = format!(
            "(version: 3, currency: \"USD\", providers: [{providers}], models: [(provider: \"OpenAI\", model: \"gpt-6\", {model}, read_on: \"2026-11-04\", read_at: \"its pricing page\")])"
        );
        Catalog::read(&text).map(|catalog| catalog.models)
    };
    let provider = "(name: \"OpenAI\")";
    let price = "price: (input: 1.0, output: 5.0)";
    let cached = "price: (input: 1.0, cached_input: 0.1, output: 5.0)";
    assert!(read(provider, price).is_ok());
    assert_eq!(
        read("", price).unwrap_err(),
        "gpt-6: “OpenAI” isn’t among the providers"
    );
    assert_eq!(
        read(provider, cached).unwrap_err(),
        "gpt-6 has a price of cached input, but OpenAI states no TTL of its cache"
    );
    for (model, said) in [
        (
            "price: (input: 1, output: 5), changes: [(from: \"2027-02-01\", price: (input: 2, output: 5)), (from: \"2027-01-01\", price: (input: 2, output: 5))]",
            "gpt-6: price changes come in the order of their days",
        ),
        (
            "price: (input: 1, output: 5), changes: [(from: \"soon\", price: (input: 2, output: 5))]",
            "gpt-6: a day is written as 2027-01-31",
        ),
        (
            "price: (input: 1, output: 5), tuning: (training: [], price: (input: 1, output: 5))",
            "gpt-6: it says of no method what training costs",
        ),
        (
            "price: (input: 1, output: 5), tuning: (training: [(method: \"LoRA\")], price: (input: 1, output: 5))",
            "gpt-6: training costs something by the token or by the hour",
        ),
        (
            "price: (input: 1, output: 5), tuning: (training: [(method: \"LoRA\", price: -1)], price: (input: 1, output: 5))",
            "gpt-6: a price is 0 or more",
        ),
    ] {
        assert_eq!(read(provider, model).unwrap_err(), said);
    }
    let tiers = read(provider, "price: (input: 1, output: 5, tiers: [(above_tokens: 9, input: 1, output: 5), (above_tokens: 9, input: 1, output: 5)])").unwrap_err();
    assert!(tiers.contains("in the order of their lengths"), "{tiers}");
    let old =
        Catalog::read("(version: 2, currency: \"USD\", providers: [], models: [])").unwrap_err();
    assert_eq!(
        old,
        "its format has version 2; this program reads version 3"
    );
    let unknown = read(provider, "price: (input: 1.0, output: 5.0), ttl: 5").unwrap_err();
    assert!(unknown.contains("ttl"), "{unknown}");
}
