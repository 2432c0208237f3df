//! The biggest doubt: what it is about, that it is named where the decision is told, and that it repeats nothing.

use breakeven::decision::doubt::Doubt;
use breakeven::decision::words::doubt::DoubtWords;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::essentials::Essential;

use super::{RuleId, decide, words_of};
use crate::support::{example, with};

fn doubt_of(scenario: &Scenario) -> Doubt {
    decide(scenario).conclusion.doubt.unwrap()
}

fn said(scenario: &Scenario) -> String {
    words_of(scenario).advice.doubt.unwrap().sentence()
}

#[test]
fn the_examples_have_doubts_of_every_kind() {
    for (name, sentence) in [
        (
            "support-replies",
            "Review rate of the fine-tuned model, 23–32%. Above 29%, prompting is cheaper",
        ),
        (
            "many-shot-prompt",
            "Whether a 20% shorter prompt works as assumed. Without it, fine-tuning is cheaper",
        ),
        (
            "premium-never-pays",
            "How sure the inputs are, since none is a range. Enter ranges to see the chance of saving money",
        ),
        (
            "textbook-comparison",
            "Whether the fine-tuned model is good enough. No evaluation yet shows that the fine-tuned model is at most 2\u{a0}points worse",
        ),
    ] {
        assert_eq!(said(&example(name)), sentence, "{name}");
    }
}

#[test]
fn what_nobody_stated_is_doubted_first() {
    let support = example("support-replies");
    let unset = with(
        &support,
        &[
            ("fine_tuning.data.cost_per_example", "0"),
            ("fine_tuning.data.fixed_cost", "0"),
        ],
    );
    let mut unset = unset;
    unset.sources.remove("fine_tuning.data.cost_per_example");
    assert_eq!(doubt_of(&unset), Doubt::Unset(vec![Essential::Data]));
    assert_eq!(
        said(&unset),
        "Data, not set yet. Until then the figures are incomplete"
    );
    // What an hour costs says nothing where nobody works on it.
    let premium = example("premium-never-pays");
    assert_eq!(doubt_of(&premium), Doubt::NoRanges);
}

#[test]
fn where_nothing_is_to_be_measured_what_would_turn_the_result_soonest_is_doubted() {
    let classifier = example("ticket-classifier");
    let decision = decide(&classifier);
    assert_eq!(decision.conclusion.rule, RuleId::Warranted);
    let Some(Doubt::Input(doubtful)) = decision.conclusion.doubt else {
        panic!("{:?}", decision.conclusion.doubt);
    };
    assert_eq!(doubtful.input.path, "workload.queries_per_month");
    assert_eq!(doubtful.range, None);
    let tipping = doubtful.tipping.unwrap();
    assert!(tipping.fine_tuning_above && tipping.value < tipping.base);
    assert_eq!(
        said(&classifier),
        "Query volume, a single value of 3M\u{a0}per month. Below 710,000\u{a0}per month, prompting is cheaper"
    );
}

#[test]
fn a_value_at_which_the_result_turns_is_named_only_within_the_range() {
    let support = example("support-replies");
    // So certain that the review rate alone can't turn it.
    let sure = with(
        &support,
        &[("fine_tuning.serving.review_rate", "10% to 12%")],
    );
    if let Doubt::Input(doubtful) = doubt_of(&sure) {
        let (low, high) = doubtful.range.unwrap();
        let is_within = |value: f64| (low..=high).contains(&value);
        assert!(
            doubtful
                .tipping
                .is_none_or(|tipping| is_within(tipping.value))
        );
    }
}

#[test]
fn the_doubt_repeats_none_of_the_reasons() {
    for example in EXAMPLES {
        let advice = words_of(&example.scenario().unwrap()).advice;
        let DoubtWords { name, consequence } = advice.doubt.clone().unwrap();
        for reason in advice.all_reasons().chain([&advice.against]) {
            for part in [&name, &consequence] {
                assert!(
                    part.is_empty() || !reason.contains(part.as_str()),
                    "{}: {reason}",
                    example.name
                );
            }
        }
    }
}
