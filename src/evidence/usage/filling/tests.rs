//! What is filled in from exports that were made up.

use statrs::distribution::{Beta, ContinuousCDF as _};

use super::super::export::UsageExport;
use super::super::testing::export;
use super::*;
use crate::scenario::BoundedNumber;

const HEADER: &str =
    "date,model,prompt_tokens,completion_tokens,cache_read_input_tokens,api_requests\n";

/// Months of 2026 from this one on, each day with so many requests of 1,000 input tokens, 600 of them cached, and 200 output tokens.
fn months(first: usize, requests_per_day: &[u32]) -> UsageExport {
    let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut lines = vec![HEADER.to_owned()];
    for (month, requests) in (first..).zip(requests_per_day) {
        let [input, output, cached] = [1000, 200, 600].map(|tokens| tokens * requests);
        let line = |day| {
            format!("2026-{month:02}-{day:02},gpt-4.1,{input},{output},{cached},{requests}\n")
        };
        lines.extend((1..=days[month - 1]).map(line));
    }
    export(&lines.concat())
}

fn scenario(values: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::default();
    for (path, text) in values {
        let input = inputs::find(path).unwrap();
        let value = input.read(text, inputs::Notation::Screen).unwrap();
        input.set(&mut scenario, value).unwrap();
    }
    scenario
}

fn fill(export: &UsageExport, scenario: &mut Scenario) -> Vec<Remark> {
    let summary = UsageSummary::of(export, &[], &[]);
    let filling = UsageFilling {
        summary: &summary,
        name: "usage.csv",
        prompt_tokens: summary.prompt_tokens(scenario),
        used_model: None,
        model: None,
        catalog: Catalog::bundled().ok(),
    };
    filling.fill(scenario).unwrap()
}

#[test]
fn the_last_month_is_the_volume_of_month_1_and_growth_is_a_range() {
    let export = months(7, &[100, 110, 130, 125]);
    let mut scenario = scenario(&[("start", "2027-01"), ("workload.monthly_queries", "1, 2")]);
    let remarks = fill(&export, &mut scenario);
    let workload = &scenario.workload;
    assert_eq!(workload.queries_per_month.base(), 31.0 * 125.0);
    assert!(workload.monthly_queries.is_empty());
    // 3,875 · 1.0872³ = 4,980.
    assert!(
        remarks[0].ends_with("At this growth it would be 4,980 in Jan 2027"),
        "{remarks:?}"
    );
    assert!(remarks[1].contains("were taken out"), "{remarks:?}");
    // The fit of growth.rs: 8.72% per month, which is the base case too; the ends lie beyond the range for 90%.
    let Estimate::Pert { low, likely, high } = workload.growth_per_month.estimate() else {
        panic!("{:?}", workload.growth_per_month);
    };
    assert_eq!((likely, workload.growth_per_month.base()), (0.087, 0.087));
    let summary = UsageSummary::of(&export, &[], &[]);
    let growth = summary.growth.unwrap();
    assert!(low < growth.low() && high > growth.high());
    assert_eq!(
        scenario.sources["workload.growth_per_month"],
        "fitted: usage.csv, Jul 2026 to Oct 2026"
    );
}

#[test]
fn nine_of_ten_cases_of_the_filled_growth_lie_in_the_fitted_range() {
    for requests in [
        [100, 110, 130, 125, 150],
        [100, 100, 140, 130, 165],
        [100, 103, 99, 106, 104],
        [160, 140, 120, 110, 95],
    ] {
        let summary = UsageSummary::of(&months(6, &requests), &[], &[]);
        let growth = summary.growth.unwrap();
        let Estimate::Pert { low, likely, high } = growth.estimate() else {
            panic!("{growth:?}");
        };
        assert!((likely - growth.likely).abs() < 1e-3, "{growth:?}");
        // PERT is Beta(1 + 4m, 5 − 4m), where m is how far the mode lies between the ends.
        let mode = (likely - low) / (high - low);
        let beta = Beta::new(1.0 + 4.0 * mode, 5.0 - 4.0 * mode).unwrap();
        let (p5, p95) = growth.range(0.9);
        let below = |growth: f64| beta.cdf((growth - low) / (high - low));
        assert!((below(p5) - 0.05).abs() < 0.03, "{growth:?}: {}", below(p5));
        assert!(
            (below(p95) - 0.95).abs() < 0.03,
            "{growth:?}: {}",
            below(p95)
        );
    }
}

#[test]
fn months_before_the_measured_ones_follow_from_the_growth() {
    let export = months(6, &[100, 110, 121]);
    let mut scenario = scenario(&[("start", "2026-05")]);
    fill(&export, &mut scenario);
    let volumes = &scenario.workload.monthly_queries;
    // 3,000 in June; a tenth less per day in May: 3,000/1.1.
    assert_eq!(volumes.len(), 4);
    assert!((volumes[0].get() - 2727.0).abs() < 30.0, "{volumes:?}");
    assert_eq!(volumes[1].get(), 3000.0);
    assert_eq!(volumes[3].get(), 31.0 * 121.0);
}

#[test]
fn a_range_of_the_prompt_that_is_known_stays() {
    let mut scenario = scenario(&[("prompting.serving.prompt_tokens", "700 to 900")]);
    let before = scenario.prompting.serving.prompt_tokens.estimate();
    fill(&months(9, &[100]), &mut scenario);
    assert_eq!(scenario.prompting.serving.prompt_tokens.estimate(), before);
}

#[test]
fn what_does_not_fit_the_scenario_is_said() {
    let export = months(9, &[100]);
    // 600 tokens of a query were read from the cache.
    let mut short = scenario(&[("prompting.serving.prompt_tokens", "67")]);
    let remarks = fill(&export, &mut short);
    assert_eq!(
        remarks,
        [
            "About 600 tokens of a query were read from the cache, but the system prompt has 67: it may not be the whole prompt"
        ]
    );
    let summary = UsageSummary::of(&export, &[], &[]);
    let mut other = scenario(&[("prompting.serving.model", "claude-sonnet-5-5")]);
    let filling = UsageFilling {
        summary: &summary,
        name: "usage.csv",
        prompt_tokens: None,
        used_model: Some("gpt-4.1"),
        model: None,
        catalog: None,
    };
    let remarks = filling.fill(&mut other).unwrap();
    assert_eq!(
        remarks[0],
        "The export is of gpt-4.1; the scenario prompts with claude-sonnet-5-5, whose prices stay"
    );
}

#[test]
fn months_of_the_scenario_are_its_volumes_by_month() {
    let mut scenario = scenario(&[("start", "2026-08")]);
    fill(&months(7, &[100, 110, 130]), &mut scenario);
    let volumes: Vec<f64> = scenario
        .workload
        .monthly_queries
        .iter()
        .map(BoundedNumber::get)
        .collect();
    assert_eq!(volumes, [31.0 * 110.0, 30.0 * 130.0]);
    assert_eq!(scenario.workload.queries_per_month.base(), 10_000.0);
}

#[test]
fn a_prompt_that_is_known_stays_and_the_rest_is_the_users_input() {
    let export = months(9, &[100]);
    let mut known = scenario(&[
        ("prompting.serving.prompt_tokens", "800"),
        ("prompting.serving.cache_ttl_minutes", "5"),
    ]);
    fill(&export, &mut known);
    let serving = &known.prompting.serving;
    assert_eq!(
        (
            serving.prompt_tokens.base(),
            known.workload.input_tokens.base()
        ),
        (800.0, 200.0)
    );
    // 600 of 1,000 tokens are cached: 75% of the prompt. It is measured, so it needs no TTL.
    assert_eq!(
        (serving.cache_hit_rate.base(), serving.cache_ttl_minutes),
        (0.75, None)
    );
    assert_eq!(serving.output_tokens.base(), 200.0);
    // The default, 1,500 of 1,800 tokens, is nobody's: its share is taken.
    let mut unknown = Scenario::default();
    unknown.prompting.serving.price.cache_min_tokens = BoundedNumber::new(512.0).unwrap();
    fill(&export, &mut unknown);
    assert_eq!(unknown.prompting.serving.prompt_tokens.base(), 833.0);
    assert_eq!(unknown.workload.input_tokens.base(), 167.0);
    // A prompt that is longer than the whole input can't be right.
    let mut longer = scenario(&[
        ("prompting.serving.prompt_tokens", "4000"),
        ("workload.input_tokens", "0"),
    ]);
    fill(&export, &mut longer);
    assert_eq!(longer.prompting.serving.prompt_tokens.base(), 1000.0);
}

#[test]
fn what_a_conversation_carries_is_neither_prompt_nor_the_users_input() {
    // Of 5 calls each carries two earlier texts and answers on average: 1,000 = 300 + U + 2·(U + 200), so U = 100.
    let mut scenario = scenario(&[
        ("prompting.serving.prompt_tokens", "300"),
        ("workload.calls_per_conversation", "5"),
        ("workload.history", "true"),
    ]);
    fill(&months(9, &[100]), &mut scenario);
    assert_eq!(scenario.workload.input_tokens.base(), 100.0);
    assert_eq!(scenario.prompting.serving.prompt_tokens.base(), 300.0);
    // 600 of the 300 + 600 tokens before the text.
    assert_eq!(scenario.prompting.serving.cache_hit_rate.base(), 0.667);
}

#[test]
fn answers_of_the_fine_tuned_model_follow_unless_they_were_stated_otherwise() {
    let export = months(9, &[100]);
    let mut same = Scenario::default();
    fill(&export, &mut same);
    assert_eq!(same.fine_tuning.serving.output_tokens.base(), 200.0);
    let mut other = scenario(&[("fine_tuning.serving.output_tokens", "40")]);
    fill(&export, &mut other);
    assert_eq!(other.fine_tuning.serving.output_tokens.base(), 40.0);
}

#[test]
fn the_model_of_an_export_is_found_at_its_provider() {
    let catalog = Catalog::bundled().unwrap();
    for (name, form, provider, model) in [
        (
            "gpt-4.1-2025-04-14",
            Form::OpenAiUsageCsv,
            "OpenAI",
            "gpt-4.1",
        ),
        (
            "azure/gpt-4.1",
            Form::LiteLlmLogs,
            "Azure OpenAI",
            "gpt-4.1",
        ),
        (
            "claude-haiku-4-5",
            Form::AnthropicCsv,
            "Anthropic",
            "claude-haiku-4-5",
        ),
    ] {
        let found = listed(catalog, name, form).unwrap();
        assert!(
            found.model.starts_with(model),
            "{name}: {}",
            found.full_name()
        );
        if form != Form::LiteLlmLogs {
            assert_eq!(found.provider, provider);
        }
    }
    assert!(listed(catalog, "our-own-model", Form::LiteLlmLogs).is_none());
}

#[test]
fn prices_are_filled_in_and_what_was_typed_stays() {
    let summary = UsageSummary::of(&months(9, &[100]), &[], &[]);
    let catalog = Catalog::bundled().unwrap();
    let mut scenario = scenario(&[("prompting.serving.price.input", "1.5")]);
    let filling = UsageFilling {
        summary: &summary,
        name: "usage.csv",
        prompt_tokens: Some(800.0),
        used_model: Some("gpt-4.1"),
        model: listed(catalog, "gpt-4.1", Form::OpenAiUsageCsv),
        catalog: Some(catalog),
    };
    filling.fill(&mut scenario).unwrap();
    let serving = &scenario.prompting.serving;
    assert_eq!(
        (
            serving.model.as_str(),
            serving.price.input.base(),
            serving.price.output.base()
        ),
        ("gpt-4.1", 1.5, 8.0)
    );
    assert_eq!(
        (serving.cache_hit_rate.base(), serving.cache_ttl_minutes),
        (0.75, None)
    );
}
