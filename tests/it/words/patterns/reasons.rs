//! Recommendations with their objects, reasons, what would change them, break-even values and what is worth finding out.

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::risk::Risk;
use breakeven::decision::recommendation::Recommendation;
use breakeven::decision::words::advice::Advice;
use breakeven::decision::words::flips::FlipRow;
use breakeven::scenario::words::with_plain_spaces;
use breakeven::scenario::{Month, Scenario};

use super::{assert_says, by_hand, study_by_hand};
use crate::decide::{LATER, flip_rows_of, warranted_with, words_of};
use crate::support::{example, with};

fn advice(scenario: &Scenario) -> Advice {
    words_of(scenario).advice
}

#[test]
fn the_five_recommendations_have_their_words() {
    let start: Month = "2027-01".parse().unwrap();
    for (what, label) in [
        (Recommendation::StayWithPrompting, "Stay with prompting"),
        (Recommendation::OptimiseFirst, "Optimise the prompt first"),
        (Recommendation::MeasureFirst, "Measure before you decide"),
        (
            Recommendation::Prepare { month: 8 },
            "Fine-tune later: from Sep 2027",
        ),
        (Recommendation::FineTuneNow, "Fine-tune now"),
    ] {
        assert_eq!(what.label(start), label);
    }
}

#[test]
fn what_to_measure_is_named() {
    // Nothing is known of the quality: 90% of answers are taken to pass, so 2.49² × 2 × 0.9 × 0.1 / 0.02² cases show 2 points.
    let warranted = warranted_with(&[("decision.evaluation", "none")]);
    assert_says(
        &advice(&warranted).headline,
        "Measure before you decide: evaluate both models on 3,530 test cases",
    );
    // An optimised prompt and an evaluation leave one thing open: what is a range.
    let review = example("support-replies");
    let said = advice(&review).headline;
    assert_says(
        &said,
        "Measure before you decide: test the review rate of the fine-tuned model",
    );
    let now = advice(&warranted_with(&[])).headline;
    assert_eq!(now, "Fine-tune now");
    let later = advice(&warranted_with(&LATER)).headline;
    assert!(later.starts_with("Fine-tune later: from "), "{later}");
}

#[test]
fn what_information_is_worth_is_listed_with_its_inputs() {
    let scenario = example("support-replies");
    let mut risk = Risk::new(&scenario, 256, &|_| true).unwrap();
    risk.evpi = 12_340.0;
    risk.evppi.truncate(1);
    risk.evppi[0].value = 10_900.0;
    let label = risk.evppi[0].input.full_label();
    let lines = risk.what_to_measure(&scenario);
    assert_eq!(
        lines,
        [
            "Perfect information would be worth $12.3k".to_owned(),
            format!("1. {label}: up to $10.9k"),
        ]
    );
    risk.evpi = 0.0;
    assert_eq!(
        risk.what_to_measure(&scenario),
        ["Nothing to find out: the same approach is cheaper in every simulation"]
    );
}

#[test]
fn a_loss_and_a_missed_gain_are_said_with_their_share_and_average() {
    // Black and Scholes: of a lognormal saving S with median 2,880 and σ = 0.421, the mean above K is 3,147 Φ(d + σ) / Φ(d) − K, where
    // d = ln(2,880 / K) / σ. That is $1,391, $1,295 and $3,047; the simulations come within a dollar.
    let uncertain = |upfront: &str| {
        let changes = [
            ("workload.queries_per_month", "(low: 10000, high: 40000)"),
            ("fine_tuning.data.fixed_cost", upfront),
            ("decision.prompt_optimised", "yes"),
        ];
        study_by_hand(&changes).card().against.clone().unwrap()
    };
    assert_says(
        &uncertain("2393"),
        "When fine-tuning saves money, it saves $1,391 on average",
    );
    assert_says(
        &uncertain("2880"),
        "When fine-tuning saves money, it saves $1,296 on average",
    );
    assert_says(
        &uncertain("100"),
        "Without fine-tuning you forgo $3,048 on average",
    );
}

#[test]
fn what_is_spent_first_speaks_against_fine_tuning_now() {
    // $2,000 upfront; 1.2M queries save 4.55¢ − 0.4¢ each and $47.8k in all.
    assert_says(
        &advice(&warranted_with(&[])).against,
        "The upfront cost is spent before anything is saved",
    );
}

#[test]
fn assumed_savings_are_compared_with_fine_tuning() {
    let scenario = warranted_with(&[
        ("decision.prompt_optimised", "none"),
        ("fine_tuning.data.fixed_cost", "44000"),
    ]);
    // Prompting: $54.6k, a fifth less of its 4,000 tokens at $10 per 1M over 1.2M queries: $9.6k less. Fine-tuning: $44k + $6.8k.
    let why = advice(&scenario).why;
    assert_says(
        &why,
        "A 20% shorter prompt brings prompting from $54.6k to $45k, and fine-tuning to $48.8k",
    );
}

#[test]
fn a_change_of_the_recommendation_is_a_row_of_four_columns() {
    let rows = flip_rows_of(&warranted_with(&[]));
    let row = |name: &str| {
        let found = rows.iter().find(|row| row.what == name);
        let FlipRow {
            what,
            now,
            becomes,
            then,
            ..
        } = found.unwrap_or_else(|| panic!("{rows:?}"));
        with_plain_spaces(&[what, now, becomes, then].map(String::as_str).join(" | "))
    };
    assert_eq!(
        row("Prompt optimised"),
        "Prompt optimised | yes | no | Optimise the prompt"
    );
    // Of prompting’s $54.6k, $6.8k would be left after a discount of 87.5%: as much as fine-tuning costs.
    assert_eq!(
        row("Negotiated discount (prompting)"),
        "Negotiated discount (prompting) | 0% | above 87% | Stay with prompting"
    );
}

#[test]
fn a_break_even_value_is_told_with_its_base_case_and_its_unit() {
    // $600 take 600 / 0.008 / 18 = 4,167 queries a month.
    let scenario = by_hand(&[]);
    let drivers = Drivers::new(&scenario);
    let sentence = |path: &str| {
        let mut near = drivers.near_tipping_values();
        let tipping = near.find(|tipping| tipping.input.path == path).unwrap();
        with_plain_spaces(&tipping.sentence(&scenario))
    };
    assert_eq!(
        sentence("workload.queries_per_month"),
        "Query volume: breaks even at 4,170 per month (base case 10,000)"
    );
    // 10 − 600 / (180,000 × 1,000 / 1M) = $6.67 per 1M tokens.
    assert_eq!(
        sentence("fine_tuning.serving.price.input"),
        "Input price (fine-tuning): breaks even at $6.67 per 1M tokens (base case $2.00)"
    );
    assert!(Analysis::new(&scenario).saving() > 0.0);
    // More than tenfold away is left out.
    let far = with(&scenario, &[("workload.queries_per_month", "50000")]);
    let drivers = Drivers::new(&far);
    let is_listed = drivers
        .near_tipping_values()
        .any(|tipping| tipping.input.path == "workload.queries_per_month");
    assert!(!is_listed);
}
