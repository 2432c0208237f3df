//! Finding a model by what people type, and picking it without losing what they typed.

use breakeven::evidence::catalog::{Catalog, Model};
use breakeven::evidence::search::Search;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{Input, SET_ON_COMMAND_LINE, TYPED_BY_HAND};

use crate::support::{example, input, scenario, with};

fn catalog() -> &'static Catalog {
    Catalog::bundled().unwrap()
}

fn model(full_name: &str) -> &'static Model {
    let mut models = catalog().models.iter();
    models.find(|model| model.full_name() == full_name).unwrap()
}

/// The names that a search finds, in its order.
fn found(text: &str, tuned: bool) -> Vec<String> {
    let search = catalog().search(text, tuned);
    search
        .models()
        .iter()
        .map(|model| model.full_name())
        .collect()
}

#[test]
fn words_match_in_any_order_without_case_hyphens_dots_and_dates() {
    for (typed, expected) in [
        (
            "claude opus",
            &[
                "Anthropic claude-opus-5-5",
                "Anthropic claude-opus-5",
                "Anthropic claude-opus-4-8",
                "Anthropic claude-opus-4-7",
                "Anthropic claude-opus-4-6",
                "Anthropic claude-opus-4-5",
                "Amazon Bedrock global.anthropic.claude-opus-5-5",
                "Amazon Bedrock global.anthropic.claude-opus-5",
            ][..],
        ),
        (
            "opus CLAUDE 5.5",
            &[
                "Anthropic claude-opus-5-5",
                "Amazon Bedrock global.anthropic.claude-opus-5-5",
            ],
        ),
        ("claude-opus-4.8-20260401", &["Anthropic claude-opus-4-8"]),
        (
            "GPT 5.6 terra",
            &["OpenAI gpt-5.6-terra", "Azure OpenAI gpt-5.6-terra"],
        ),
        (
            "terra gpt56",
            &["OpenAI gpt-5.6-terra", "Azure OpenAI gpt-5.6-terra"],
        ),
        (
            "openai gpt-5.6-terra",
            &["OpenAI gpt-5.6-terra", "Azure OpenAI gpt-5.6-terra"],
        ),
        ("azure gpt_5.6_terra", &["Azure OpenAI gpt-5.6-terra"]),
        (
            "gpt-4o-2024-08-06",
            &["OpenAI gpt-4o", "OpenAI gpt-4o-mini"],
        ),
        ("command r plus", &["Cohere command-r-plus-08-2024"]),
        ("Command-R-Plus-2024-08", &["Cohere command-r-plus-08-2024"]),
        ("cohere 2024 7b", &["Cohere command-r7b-12-2024"]),
        (
            "kimi k2.6",
            &["Moonshot kimi-k2.6", "Tinker moonshotai/Kimi-K2.6"],
        ),
        ("gemma 31b together", &["Together google/gemma-4-31B-it"]),
        ("groq 20b", &["Groq openai/gpt-oss-20b"]),
        ("  gemini‑3.8  ", &["Google (Gemini API) gemini-3.8-flash"]),
        (
            "nnet-5-5",
            &[
                "Anthropic claude-sonnet-5-5",
                "Amazon Bedrock global.anthropic.claude-sonnet-5-5",
            ],
        ),
        ("gpt 5.7", &[]),
        ("claude gpt", &[]),
    ] {
        assert_eq!(found(typed, false), expected, "{typed}");
    }
    for everything in ["", "  ", "-"] {
        assert_eq!(found(everything, false).len(), catalog().models.len());
    }
}

#[test]
fn every_model_is_found_by_its_name_and_stands_first() {
    for model in &catalog().models {
        let full_name = model.full_name();
        assert_eq!(found(&full_name, false)[0], full_name);
        assert_eq!(
            found(&full_name.to_uppercase().replace(['-', '.'], " "), false)[0],
            full_name
        );
        assert!(
            catalog().named(&model.model).contains(&model),
            "{full_name}"
        );
        // kimi-k2p6 is Kimi K2.6 at another provider.
        let first = catalog().search(&model.model, false).models()[0].people_name();
        let plain = |name: &str| name.to_lowercase().replace('-', " ");
        assert_eq!(plain(&first), plain(&model.people_name()));
    }
}

#[test]
fn an_empty_list_says_whether_there_is_no_such_model_or_it_cant_be_tuned() {
    let why = |text: &str| catalog().search(text, true).why_empty(text);
    assert_eq!(why("gpt-4.1"), None);
    assert_eq!(
        why("grok 4.7").as_deref(),
        Some("xAI grok-4.7 can’t be fine-tuned")
    );
    assert_eq!(
        why("claude").as_deref(),
        Some(
            "Anthropic claude-opus-5-5, Anthropic claude-sonnet-5-5 and 18 others can’t be fine-tuned"
        )
    );
    assert_eq!(
        why(" gpt 77 ").as_deref(),
        Some("No model is named “gpt 77”")
    );
    assert!(matches!(catalog().search("gpt 77", true), Search::Nothing));
    // What can be tuned somewhere is found there.
    let found = found("gpt-oss-120b", true);
    assert_eq!(
        found,
        [
            "Fireworks gpt-oss-120b",
            "Together openai/gpt-oss-120b",
            "Tinker openai/gpt-oss-120b"
        ]
    );
}

fn paths(model: &Model, scenario: &Scenario, tuned: bool) -> Vec<&'static str> {
    let replaced = model.replaces(scenario, tuned, Catalog::bundled().ok());
    replaced
        .iter()
        .map(|replaced| replaced.input.path)
        .collect()
}

#[test]
fn a_value_typed_by_hand_is_named_before_it_is_replaced() {
    let opus = model("Anthropic claude-opus-5-5");
    let price = input("prompting.serving.price.input");
    let mut scenario = Scenario::default();
    assert_eq!(paths(opus, &scenario, false), [] as [&str; 0]);
    let stated = [
        Some(TYPED_BY_HAND),
        Some(SET_ON_COMMAND_LINE),
        Some("our contract"),
        None,
    ];
    for source in stated {
        price.set_exactly(&mut scenario, 1.8).unwrap();
        scenario.sources.clear();
        let source = source.map(|source| (price.path.to_owned(), source.to_owned()));
        scenario.sources.extend(source);
        let replaced = opus.replaces(&scenario, false, Catalog::bundled().ok());
        assert_eq!(replaced.len(), 1);
        assert_eq!(replaced[0].input, price);
        assert_eq!(
            (&*replaced[0].typed, &*replaced[0].listed),
            ("$1.80 per 1M\u{a0}tokens", "$4.00 per 1M\u{a0}tokens")
        );
        let mut kept = scenario.clone();
        opus.fill(&mut kept, false, &[price]).unwrap();
        assert_eq!(kept.prompting.serving.price.input.base(), 1.8);
        assert_eq!(
            kept.sources.get(price.path),
            scenario.sources.get(price.path)
        );
        assert_eq!(kept.prompting.serving.price.output.base(), 20.0);
        assert_eq!(kept.prompting.serving.model, "claude-opus-5-5");
        opus.fill(&mut kept, false, &[]).unwrap();
        assert_eq!(kept.prompting.serving.price, opus.price.base);
    }
    // What the list says too needs no question.
    price.set_exactly(&mut scenario, 4.0).unwrap();
    assert_eq!(paths(opus, &scenario, false), [] as [&str; 0]);
}

#[test]
fn what_a_list_filled_in_is_replaced_without_a_question() {
    for first in &catalog().models {
        let mut scenario = Scenario::default();
        first.fill_prompting(&mut scenario).unwrap();
        first.fill_fine_tuning(&mut scenario).unwrap();
        for second in catalog().models.iter().step_by(7) {
            for tuned in [false, true] {
                let (names, none) = (first.full_name(), [] as [&str; 0]);
                assert_eq!(
                    paths(second, &scenario, tuned),
                    none,
                    "{names}, {}",
                    second.model
                );
            }
        }
    }
    // The examples have the list's prices, mostly without a source.
    let support = example("support-replies");
    assert_eq!(
        paths(model("OpenAI gpt-5.5"), &support, false),
        [] as [&str; 0]
    );
}

#[test]
fn a_group_that_would_be_removed_with_what_was_typed_into_it_is_one_question() {
    let typed = [
        ("fine_tuning.serving.hosting.replicas", "3"),
        ("fine_tuning.serving.hosting.queries_per_hour", "500"),
        ("fine_tuning.training.price", "7"),
        ("fine_tuning.serving.monthly_cost", "90"),
        ("fine_tuning.base_model_retires_month", "18"),
    ];
    let scenario = with(&Scenario::default(), &typed);
    let mini = model("OpenAI gpt-4.1-mini");
    assert_eq!(
        paths(mini, &scenario, true),
        [
            "fine_tuning.training.price",
            "fine_tuning.serving.monthly_cost",
            "fine_tuning.serving.hosting",
            "fine_tuning.base_model_retires_month",
        ]
    );
    let replaced = mini.replaces(&scenario, true, Catalog::bundled().ok());
    let keep: Vec<&Input> = replaced.iter().map(|replaced| replaced.input).collect();
    let mut kept = scenario.clone();
    mini.fill(&mut kept, true, &keep).unwrap();
    for (path, _) in typed {
        assert_eq!(
            input(path).value(&kept),
            input(path).value(&scenario),
            "{path}"
        );
    }
    assert_eq!(
        kept.fine_tuning.serving.price,
        mini.tuning.as_ref().unwrap().price.base
    );
    // A field of the group keeps it as well.
    let mut kept = scenario.clone();
    mini.fill(
        &mut kept,
        true,
        &[input("fine_tuning.serving.hosting.replicas")],
    )
    .unwrap();
    assert_eq!(
        kept.fine_tuning.serving.hosting,
        scenario.fine_tuning.serving.hosting
    );
    assert_eq!(kept.fine_tuning.training.price.base(), 5.0);
}

// No list says what Fireworks takes at least for a run.
#[test]
fn what_isnt_known_isnt_filled_in() {
    let fee = input("fine_tuning.training.minimum_fee");
    let mut typed = with(
        &Scenario::default(),
        &[("fine_tuning.training.minimum_fee", "4")],
    );
    let hosted = model("Fireworks gpt-oss-20b");
    let remarks = hosted.fill_fine_tuning(&mut typed).unwrap();
    assert_eq!(fee.base(&typed), Some(4.0));
    assert!(
        remarks
            .iter()
            .any(|remark| remark.contains("minimum fee per run and storage")),
        "{remarks:?}"
    );
    // What another list said goes.
    let nova = model("Amazon Bedrock amazon.nova-micro-v1:0");
    let storage = input("fine_tuning.serving.monthly_cost");
    nova.fill_fine_tuning(&mut typed).unwrap();
    assert_eq!(storage.base(&typed), Some(1.95));
    hosted.fill_fine_tuning(&mut typed).unwrap();
    assert_eq!(
        (storage.base(&typed), storage.source(&typed)),
        (Some(0.0), None)
    );
    // A scenario that caches is told that no price of cached input is listed.
    let mut caches = scenario("(fine_tuning: (serving: (cache_hit_rate: 0.5)))");
    let remarks = nova.fill_fine_tuning(&mut caches).unwrap();
    assert!(
        remarks
            .iter()
            .any(|remark| remark.contains("No price of cached input")),
        "{remarks:?}"
    );
}
