//! Where the base case and the median simulation tell different stories, one sentence says so and why (docs/formulas.md §6).

use breakeven::analysis::Analysis;
use breakeven::analysis::risk::layout::PREVIEW_DRAWS;
use breakeven::analysis::risk::{BaseGap, GapReason, Risk};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::domain::{Amount, Bounds as _};
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::words::with_plain_spaces;
use breakeven::study::Study;
use proptest::prelude::*;

use crate::generated::{cases, scenarios};
use crate::support::{assert_same, input, scenario, with};

const QUERIES: &str = "workload.queries_per_month";
const UPFRONT: &str = "fine_tuning.data.fixed_cost";
const CHANCE: &str = "fine_tuning.success_chance";

/// 10,000 queries of 1,000 tokens a month for 18 months, at $10 per 1M tokens or, fine-tuned, at $2: $1,440 are saved and $600 spent upfront.
fn by_hand(changes: &[(&str, &str)]) -> Scenario {
    let scenario = scenario(
        "(horizon_months: 18, workload: (input_tokens: 0),
        prompting: (serving: (prompt_tokens: 1000, output_tokens: 0, price: (input: 10))),
        fine_tuning: (serving: (prompt_tokens: 1000, output_tokens: 0, price: (input: 2)), data: (fixed_cost: 600)))",
    );
    with(&scenario, changes)
}

fn risk(scenario: &Scenario) -> Risk {
    Risk::new(scenario, PREVIEW_DRAWS, &|_| true).expect("something is uncertain")
}

fn gap(scenario: &Scenario) -> Option<BaseGap> {
    risk(scenario).base_gap
}

#[track_caller]
fn says(scenario: &Scenario, sentence: &str) {
    let said = gap(scenario).map(|gap| with_plain_spaces(&gap.sentence(scenario)));
    assert_eq!(said.as_deref(), Some(sentence));
    // In the line below the headline, which window, report and text show.
    let study = Study::new(scenario, PREVIEW_DRAWS, &DecisionSettings::default());
    let detail = with_plain_spaces(&study.headline().detail);
    assert!(detail.contains(sentence), "{detail}");
}

// The base case takes the likely 600, the median is that of Beta(1 + 4/34, 1 + 132/34) between 500 and 3,900.
#[test]
fn a_likely_value_at_one_end_of_its_range_is_the_reason_by_itself() {
    let scenario = by_hand(&[(UPFRONT, "(low: 500, likely: 600, high: 3900)")]);
    let gap = gap(&scenario).unwrap();
    assert_same(gap.base, 840.0);
    let median = risk(&scenario).saving.quantile(0.5).unwrap();
    assert_eq!(gap.median, median);
    let cost = scenario.fine_tuning.data.fixed_cost.estimate();
    assert!((median - (1440.0 - cost.quantile(0.5, &Amount::DOMAIN))).abs() < 1.0);
    assert_eq!(gap.reason, GapReason::Input(input(UPFRONT)));
    says(
        &scenario,
        "The base case saves $840, the median simulation $427: fixed data cost (fine-tuning) can lower the saving by more than raise it.",
    );
}

// Of one range the median leads to the median of a result that only rises with it, however skewed both are.
#[test]
fn one_lognormal_range_tells_no_other_story() {
    let scenario = by_hand(&[(QUERIES, "(low: 1000, high: 100000)")]);
    assert_eq!(gap(&scenario), None);
}

// S = 0.144 · Q − L: Q is lognormal around 10,000 and reaches further up, L symmetrical around 1,400. At either's base value the median is 40.
#[test]
fn of_two_ranges_that_add_up_the_skewed_one_is_named() {
    let scenario = by_hand(&[
        (QUERIES, "(low: 2000, high: 50000)"),
        (UPFRONT, "(low: 0, likely: 1400, high: 2800)"),
    ]);
    let gap = gap(&scenario).unwrap();
    assert_same(gap.base, 40.0);
    assert!(gap.median > 50.0, "{gap:?}");
    assert_eq!(gap.reason, GapReason::Input(input(QUERIES)));
}

// Three normal ranges that are cut off at 0, each in 5%: in 1 − 0.95³ = 14% of the draws nothing is saved, and the upfront cost is lost. Of the
// others the median is 0.84 times what is saved in the base case, of all 0.66 times (by 400,000 draws of pseudorandom numbers).
#[test]
fn many_simulations_at_one_value_are_the_reason_if_the_others_agree_with_the_base_case() {
    let scenario = by_hand(&[
        (QUERIES, "(low: 0, high: 20000)"),
        ("prompting.serving.prompt_tokens", "(low: 0, high: 2000)"),
        ("prompting.serving.price.input", "(low: 0, high: 20)"),
        ("fine_tuning.serving.prompt_tokens", "0"),
    ]);
    let gap = gap(&scenario).unwrap();
    assert_same(gap.base, 1800.0 - 600.0);
    assert!(
        (gap.median - (0.656 * 1800.0 - 600.0)).abs() < 10.0,
        "{gap:?}"
    );
    let GapReason::Lump { share, saving } = gap.reason else {
        panic!("{gap:?}");
    };
    assert!((share - 0.1426).abs() < 6e-3 && saving == -600.0, "{gap:?}");
    let words = with_plain_spaces(&gap.sentence(&scenario));
    assert!(
        words.ends_with(": 14% of simulations lose exactly $600."),
        "{words}"
    );
}

// 0.45 · 840 − 0.55 · 600 = 48 is expected, but most simulations lose 600. At 60% the median saves too, and the headline says all there is.
#[test]
fn where_fine_tuning_may_fail_only_the_other_sign_is_told() {
    let fails = by_hand(&[(CHANCE, "0.45")]);
    assert!((gap(&fails).unwrap().base - 48.0).abs() < 1e-9);
    says(
        &fails,
        "The median simulation costs $600 more: fine-tuning fails in 55% of simulations.",
    );
    assert_eq!(gap(&by_hand(&[(CHANCE, "0.6")])), None);
    // Expected to lose, as in most simulations: 0.3 · 840 − 0.7 · 600.
    assert_eq!(gap(&by_hand(&[(CHANCE, "0.3")])), None);
}

#[test]
fn a_base_case_as_good_as_the_median_tells_no_other_story() {
    // Symmetrical around a saving of 10: both are 10 but for the sampling error.
    let close = by_hand(&[(UPFRONT, "(low: 430, likely: 1430, high: 2430)")]);
    assert_eq!(gap(&close), None);
}

#[test]
fn every_example_says_it_where_its_figures_differ_and_nowhere_else() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let Some(risk) = Risk::new(&scenario, PREVIEW_DRAWS, &|_| true) else {
            continue;
        };
        if scenario.may_fail() {
            continue;
        }
        let base = Analysis::new(&scenario).saving();
        let median = risk.saving.quantile(0.5).unwrap();
        let differs = (base - median).abs() > 0.2 * base.abs().max(median.abs());
        assert_eq!(
            risk.base_gap.is_some(),
            differs,
            "{}: {base}, {median}",
            example.name
        );
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_gap_is_one_of_the_sign_or_of_a_fifth_and_its_sentence_names_both(scenario in scenarios()) {
        let Some(risk) = Risk::new(&scenario, 1024, &|_| true) else {
            return Ok(());
        };
        let Some(gap) = risk.base_gap else {
            return Ok(());
        };
        prop_assert_eq!(Some(gap.median), risk.saving.quantile(0.5));
        prop_assert!((gap.base - gap.median).abs() > 0.2 * gap.base.abs().max(gap.median.abs()));
        let analysis = Analysis::new(&scenario);
        let scale = analysis.prompting.cost_path.total().max(analysis.fine_tuning.cost_path.total());
        let base = analysis.expected_saving();
        prop_assert!((gap.base - base).abs() <= 1e-9 * scale, "{} is not {base}", gap.base);
        let sentence = gap.sentence(&scenario);
        prop_assert!(sentence.contains("median simulation") && sentence.ends_with('.'));
    }
}
