//! Plan against actual (docs/plan-against-actual.md): worked out by hand, and what must always hold.

use breakeven::analysis::Analysis;
use breakeven::analysis::actuals::{MonthAgainstPlan, PlanAgainstActual};
use breakeven::analysis::approach::Approach;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::risk::Risk;
use breakeven::files::format;
use breakeven::scenario::actuals::Actuals;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::{BoundedNumber, Scenario};
use breakeven::study::Study;
use breakeven::study::plan_review::{
    PlanReview, month_sentence, range_sentence, variance_sentence,
};
use proptest::prelude::*;

use crate::generated::{cases, extremes, scenarios};
use crate::support::{assert_same, same_within, scenario, with};

/// A query of prompting costs (1,000·2 + 500·2 + 250·8) / 1M = $0.005, so 10,000 cost $50, and with $20 a month beside them $70.
/// A replica of the fine-tuned model answers 10 queries an hour, 7,300 a month, and costs $730; its tokens cost 750·2/1M + 250·8/1M = $0.0035 a query.
const PLAN: &str = "(
    horizon_months: 12,
    workload: (queries_per_month: 10000, input_tokens: 500),
    prompting: (serving: (prompt_tokens: 1000, output_tokens: 250, monthly_cost: 20, price: (input: 2, output: 8))),
    fine_tuning: (serving: (
        prompt_tokens: 250, output_tokens: 250, price: (input: 2, output: 8),
        hosting: (per_hour: 1, queries_per_hour: 10),
    )),
)";

fn billed(bills: &str) -> Scenario {
    with(&scenario(PLAN), &[("actuals", bills)])
}

#[track_caller]
fn against(scenario: &Scenario) -> PlanAgainstActual {
    PlanAgainstActual::new(scenario).unwrap()
}

#[track_caller]
fn only_month(scenario: &Scenario) -> MonthAgainstPlan {
    let found = against(scenario);
    assert_eq!(found.months.len(), 1);
    found.months[0]
}

#[test]
fn a_difference_is_split_into_volume_price_and_rest() {
    let month = only_month(&billed("1: 12,000 queries, $100"));
    assert_same(month.planned_cost, 70.0);
    // 12,000·0.005 + 20.
    assert_same(month.expected_cost, 80.0);
    let variance = month.variance.unwrap();
    assert_same(variance.volume, 2000.0 * 0.005);
    assert_same(variance.price_per_query, 100.0 - 80.0);
    assert!(variance.rest.abs() < 1e-12);
    assert_same(variance.total(), 30.0);
}

#[test]
fn replicas_that_more_traffic_takes_are_the_rest() {
    let month = only_month(&billed("1: 16,000 queries, $2,300, fine-tuning"));
    // 13.7 queries an hour take two replicas, 21.9 take three.
    assert_same(month.planned_cost, 10_000.0 * 0.0035 + 2.0 * 730.0);
    let variance = month.variance.unwrap();
    assert_same(variance.volume, 6000.0 * 0.0035);
    assert_same(variance.rest, 730.0);
    assert_same(
        variance.price_per_query,
        2300.0 - (16_000.0 * 0.0035 + 3.0 * 730.0),
    );
}

#[test]
fn what_isnt_known_of_a_month_is_as_planned_or_isnt_told() {
    let without_queries = only_month(&billed("1: $100"));
    let variance = without_queries.variance.unwrap();
    assert_eq!((variance.volume, variance.rest), (0.0, 0.0));
    assert_same(variance.price_per_query, 30.0);
    let without_cost = only_month(&billed("1: 12,000 queries"));
    assert_eq!((without_cost.variance, without_cost.range), (None, None));
    assert_same(without_cost.planned_queries, 10_000.0);
    // Later bills are for the same approach, and those beyond the horizon count for nothing.
    let found = against(&billed("2: $9, fine-tuning; 4: $9; 13: $9"));
    let approaches: Vec<_> = found
        .months
        .iter()
        .map(|month| (month.month, month.approach))
        .collect();
    assert_eq!(
        approaches,
        [(2, Approach::FineTuning), (4, Approach::FineTuning)]
    );
    assert_eq!(PlanAgainstActual::new(&billed("13: $9")), None);
}

#[test]
fn while_the_fine_tuned_model_has_its_lead_time_prompting_is_billed() {
    let plan = billed("2: $70, fine-tuning; 3: $1,495");
    let found = against(&with(&plan, &[("fine_tuning.lead_time_months", "2")]));
    let [second, third] = found.months[..] else {
        panic!("two months")
    };
    assert_eq!(second.serving, Approach::Prompting);
    assert_same(second.planned_cost, 70.0);
    assert_eq!(third.serving, Approach::FineTuning);
    assert_same(third.planned_cost, 35.0 + 1460.0);
    // Each model's prices follow from the bills of the months in which it serves.
    assert_same(found.calibration.prompting.unwrap(), 1.0);
    assert_same(found.calibration.fine_tuning.unwrap(), 1.0);
}

#[test]
fn the_range_is_that_of_the_answered_queries() {
    // Lognormal with P5 125 and P95 500: its median is 250, and P90 is 250·2^(1.28155/1.64485) = 429.0, P10 145.7.
    let uncertain = with(
        &billed("1: 12,000 queries, $90"),
        &[("prompting.serving.output_tokens", "125 to 500")],
    );
    let month = only_month(&uncertain);
    let range = month.range.unwrap();
    // 12,000 queries of 250 tokens cost $80, of 429.0 tokens 12,000·8·179.0/1M more.
    let wanted_high = 80.0 + 12_000.0 * 8.0 * 179.0 / 1e6;
    let wanted_low = 80.0 - 12_000.0 * 8.0 * 104.3 / 1e6;
    assert!((range.high / wanted_high - 1.0).abs() < 2e-3, "{range:?}");
    assert!((range.low / wanted_low - 1.0).abs() < 2e-3, "{range:?}");
    assert_eq!(month.is_in_range(), Some(true));
    assert_eq!(month.volume_range, None);
    let above = with(&uncertain, &[("actuals", "1: 12,000 queries, $98")]);
    assert_eq!(only_month(&above).is_in_range(), Some(false));
    // No range has an effect on it.
    let other = with(
        &billed("1: 12,000 queries, $90"),
        &[("fine_tuning.serving.output_tokens", "125 to 500")],
    );
    assert_eq!(only_month(&other).range, None);
    let volume = with(
        &billed("1: 12,000 queries, $90"),
        &[("workload.queries_per_month", "5k to 20k")],
    );
    let month = only_month(&volume);
    // Of known queries, the bill is known.
    assert_eq!(month.range, None);
    assert!(month.volume_range.unwrap().contains(12_000.0));
}

#[test]
fn the_input_that_has_to_move_least_explains_a_bill() {
    // $20 are missing. Without ranges: prices of input from $36 to $56, ×1.56; output or prompt from $24 to $44, ×1.83; $20 a month, ×2.
    let found = against(&billed("1: 12,000 queries, $100"))
        .explanation
        .unwrap();
    assert_eq!(found.input.path, "prompting.serving.price.input");
    assert!((found.value / (2.0 * 56.0 / 36.0) - 1.0).abs() < 1e-3);
    // With ranges only these count: output of 250·44/24 = 458.3 tokens is log2(44/24)·1.64485 = 1.438 standard deviations out,
    // and 20 to 40 a month is farther: log2(2)·…
    let uncertain = with(
        &billed("1: 12,000 queries, $100"),
        &[
            ("prompting.serving.output_tokens", "125 to 500"),
            ("prompting.serving.monthly_cost", "15 to 26.667"),
        ],
    );
    let found = against(&uncertain).explanation.unwrap();
    assert_eq!(found.input.path, "prompting.serving.output_tokens");
    assert!((found.value - 250.0 * 44.0 / 24.0).abs() < 0.1, "{found:?}");
    let wanted = (44.0_f64 / 24.0).log2() * 1.644_853_6;
    assert!((found.deviations - wanted).abs() < 2e-3, "{found:?}");
    assert!(!found.is_far_outside);
    // Output of 250·94/24 = 979 tokens is log2(94/24)·1.64485 = 3.24 standard deviations out.
    let far = with(&uncertain, &[("actuals", "1: 12,000 queries, $150")]);
    assert!(against(&far).explanation.unwrap().is_far_outside);
    let sentence = review(&far).explanation_sentence(&far).unwrap();
    assert_eq!(
        sentence.replace('\u{a0}', " "),
        "Best explained by output length (prompting): 979 tokens instead of 250, which is far outside its range"
    );
    // Within 1% of the plan there is nothing to explain, and what hardly happens explains nothing.
    assert_eq!(against(&billed("1: $70.50")).explanation, None);
    let far = with(&uncertain, &[("actuals", "1: 12,000 queries, $10,000")]);
    assert_eq!(against(&far).explanation, None);
}

#[test]
fn a_value_between_the_likely_one_and_the_median_explains_a_bill() {
    // The base case is 200 tokens, the median about 290: 12,000 queries of x tokens cost $56 + x·$0.096.
    let plan = with(
        &scenario(PLAN),
        &[("prompting.serving.output_tokens", "100 / 200 / 1000")],
    );
    let explained_by = |tokens: f64| {
        let bill = format!("1: 12,000 queries, cost {}", 56.0 + tokens * 0.096);
        let billed = with(&plan, &[("actuals", &bill)]);
        assert_eq!(only_month(&billed).is_in_range(), Some(true), "{tokens}");
        let found = against(&billed).explanation.unwrap();
        assert_eq!(found.input.path, "prompting.serving.output_tokens");
        assert_eq!(found.planned, 200.0);
        assert!((found.value - tokens).abs() < 0.1, "{found:?}");
        found.deviations
    };
    let deviations = [170.0, 250.0, 280.0, 300.0, 500.0].map(explained_by);
    assert!(deviations.is_sorted(), "{deviations:?}");
    // Those below the median count as so many deviations below it.
    assert!(deviations[2] < 0.0 && deviations[3] > 0.0, "{deviations:?}");
}

#[test]
fn known_queries_and_token_prices_go_on() {
    let scenario = billed("1: 12,000 queries, $100");
    let found = against(&scenario);
    // Without the $20 that aren't tokens, $80 were billed for $60.
    assert_same(found.calibration.prompting.unwrap(), 80.0 / 60.0);
    assert_eq!(found.calibration.fine_tuning, None);
    let rest = found.rest.unwrap();
    assert_eq!(rest.from_month, 2);
    assert_same(rest.prompting.planned, 11.0 * 70.0);
    // 12,000 queries a month, as dear as in month 1.
    assert_same(rest.prompting.now, 11.0 * 100.0);
    assert_same(rest.fine_tuning.planned, 11.0 * 1495.0);
    assert_same(rest.fine_tuning.now, 11.0 * (12_000.0 * 0.0035 + 1460.0));
    assert!(found.calibration.scenario.actuals.is_empty());
    // Month 12 is the last of the horizon.
    assert_eq!(against(&billed("12: $70")).rest, None);
}

#[test]
fn the_last_three_bills_say_what_prices_are_and_growth_goes_on_from_the_last_known_queries() {
    let found = against(&billed(
        "1: $1,000; 2: $80; 3: $90; 4: 20,000 queries, $120; 5: 1 query",
    ));
    // Tokens of $60, $70 and $100, where $50, $50 and $100 were planned.
    assert_same(found.calibration.prompting.unwrap(), 230.0 / 200.0);
    // Before the first known queries, they are as planned.
    let known = volumes(&found.calibration.scenario);
    assert_eq!(known, [1e4, 1e4, 1e4, 2e4, 1.0]);
    // Volumes that the plan states for later months stay.
    let stated = with(
        &billed("1: 7 queries"),
        &[("workload.monthly_queries", "[5, 6, 8]")],
    );
    let known = volumes(&against(&stated).calibration.scenario);
    assert_eq!(known, [7.0, 6.0, 8.0]);
}

#[track_caller]
fn volumes(scenario: &Scenario) -> Vec<f64> {
    let stated = scenario.workload.monthly_queries.iter();
    stated.map(BoundedNumber::get).collect()
}

#[test]
fn bills_without_queries_are_of_as_many_as_the_forecast_continues_with() {
    // $120 is what 20,000 queries cost by the plan.
    let scenario = billed("1: 20,000 queries, $120; 2: $120; 3: $120");
    let found = against(&scenario);
    assert_same(found.calibration.prompting.unwrap(), 1.0);
    let rest = found.rest.unwrap();
    assert_same(rest.prompting.planned, 9.0 * 70.0);
    assert_same(rest.prompting.now, 9.0 * 120.0);
    assert_eq!(found.explanation, None);
    assert!(found.is_close_to_plan());
    // The parts of a difference are those of the plan: how much of it is volume isn't known.
    let variance = found.months[1].variance.unwrap();
    assert_eq!((variance.volume, variance.rest), (0.0, 0.0));
    assert_same(variance.price_per_query, 50.0);
    assert_same(found.months[1].expected_cost, 70.0);

    // The volume goes on from a month without a bill too, and between two known months.
    let without_bill = against(&billed("1: 20,000 queries; 3: $120"));
    assert_same(without_bill.calibration.prompting.unwrap(), 1.0);
    assert!(without_bill.is_close_to_plan());
    let between = against(&billed(
        "1: 20,000 queries, $120; 2: $120; 4: 30,000 queries, $170",
    ));
    assert_same(between.calibration.prompting.unwrap(), 1.0);
    assert_eq!(volumes(&between.calibration.scenario), [2e4, 2e4, 2e4, 3e4]);

    // With the plan's growth: tokens of $100 in month 1, $110 in month 2 and $121 in month 3.
    let growing = with(&scenario, &[("workload.growth_per_month", "10%")]);
    let found = against(&growing);
    assert_same(found.calibration.prompting.unwrap(), 300.0 / 331.0);
    // What the plan states for a month isn't replaced by it: 10,000 queries in month 2, then 11,000.
    let stated = with(&growing, &[("workload.monthly_queries", "[5000, 10000]")]);
    let found = against(&stated);
    assert_same(found.calibration.prompting.unwrap(), 300.0 / 205.0);
}

#[test]
fn an_input_that_explains_bills_without_queries_is_searched_at_the_volume_of_the_forecast() {
    // 500 tokens instead of 250: 20,000 queries cost (3,000 + 500·8)·20,000/1M + 20.
    let plan = with(
        &billed("1: 20,000 queries, $160; 2: $160; 3: $160"),
        &[("prompting.serving.output_tokens", "125 to 500")],
    );
    let found = against(&plan).explanation.unwrap();
    assert_eq!(found.input.path, "prompting.serving.output_tokens");
    assert!((found.value - 500.0).abs() < 0.1, "{found:?}");
}

#[test]
fn what_a_query_costs_besides_tokens_doesnt_change_with_token_prices() {
    let plan = with(
        &billed("1: $120"),
        &[("prompting.serving.query_cost", "0.002")],
    );
    // $50 of tokens, $20 a month, $20 besides tokens.
    let found = against(&plan);
    assert_same(found.calibration.prompting.unwrap(), 80.0 / 50.0);
    assert_same(found.rest.unwrap().prompting.now, 11.0 * 120.0);
    // A bill below what can't change says nothing about prices.
    let cheap = with(&plan, &[("actuals", "1: $30")]);
    assert_eq!(against(&cheap).calibration.prompting, None);
}

#[test]
fn it_is_told_in_sentences() {
    let scenario = with(
        &billed("1: 12,000 queries, $90; 3: 9,000 queries"),
        &[("prompting.serving.output_tokens", "125 to 500")],
    );
    let study = Study::new(&scenario, 1024, &DecisionSettings::default());
    let review = PlanReview::new(&study).unwrap();
    let [first, third] = review.figures.months[..] else {
        panic!("two months")
    };
    let plain = |text: String| text.replace('\u{a0}', " ");
    assert_eq!(
        plain(month_sentence(&first, &scenario)),
        "Jan 2027 (month 1): billed $90.00, planned $70.00 (+29%)"
    );
    assert_eq!(
        plain(month_sentence(&third, &scenario)),
        "Mar 2027 (month 3): 9,000 queries, planned 10,000 (−10%)"
    );
    let variance = variance_sentence(&first, &scenario).unwrap();
    assert_eq!(
        variance,
        "+$20.00: +$10.00 volume, +$10.00 price per query, $0 rest"
    );
    assert!(
        range_sentence(&first, &scenario)
            .unwrap()
            .starts_with("Within the 80% range of the plan, $")
    );
    assert_eq!(
        plain(review.explanation_sentence(&scenario).unwrap()),
        "Best explained by output length (prompting): 354 tokens instead of 250"
    );
    assert_eq!(
        review.recommendation_sentence(&scenario),
        "The recommendation still holds: stay with prompting"
    );
    assert!(review.holds());
    let none = Study::new(
        &with(&scenario, &[("actuals", "")]),
        1024,
        &DecisionSettings::default(),
    );
    assert!(PlanReview::new(&none).is_none());
}

fn review(scenario: &Scenario) -> PlanReview {
    let study = Study::new(scenario, 256, &DecisionSettings::default());
    PlanReview::new(&study).unwrap()
}

#[test]
fn bills_far_from_the_plan_are_told_before_all_else() {
    let alarm = |bills: &str| review(&billed(bills)).alarm_sentence();
    // Of $70.
    assert_eq!(
        alarm("1: $1,000").unwrap(),
        "Billed is 14.3 times the plan: check that the bills cover only this workload"
    );
    assert_eq!(
        alarm("1: $20; 2: $21").unwrap(),
        "Billed is 29% of the plan: check that the bills cover all of this workload"
    );
    // One month alone is no reason yet.
    for bills in ["1: $209", "1: $24", "1: $400; 2: $10", "1: 90,000 queries"] {
        assert_eq!(alarm(bills), None, "{bills}");
    }
    // 60,000 queries cost $320 by the plan, ×4.57, and $330 were billed.
    assert_eq!(
        alarm("1: 60,000 queries, $330").unwrap(),
        "Billed is 4.71 times the plan: more queries than planned explain most of it"
    );
    // 0 queries cost $20, and $2 were billed: ×0.29 and ×0.1.
    assert_eq!(
        alarm("1: 0 queries, $2").unwrap(),
        "Billed is 2.9% of the plan: check that the bills cover all of this workload"
    );
    let scenario = billed("1: $1,000");
    let lines = review(&scenario).lines(&scenario);
    assert!(lines[0].starts_with("Billed is 14.3 times"), "{lines:?}");
    assert_eq!(
        review(&scenario).lines_below_alarm(&scenario),
        lines[1..],
        "all but the alarm"
    );
    // Without prices nothing was planned.
    let unpriced = scenario_without_prices();
    assert_eq!(review(&unpriced).alarm_sentence(), None);
}

#[test]
fn upfront_costs_are_named_until_they_are_spent() {
    let scenario = with(
        &billed("1: cost 100"),
        &[
            ("fine_tuning.data.examples", "1000"),
            ("fine_tuning.data.cost_per_example", "15"),
            ("fine_tuning.lead_time_months", "0"),
        ],
    );
    let rest = |scenario: &Scenario| {
        let sentence = review(scenario).rest_sentence(Approach::FineTuning, scenario);
        sentence.unwrap().replace('\u{a0}', " ")
    };
    let due = rest(&scenario);
    assert!(
        due.ends_with("; upfront costs of $15k come on top"),
        "{due}"
    );
    let served = with(&scenario, &[("actuals", "1: cost 100, fine-tuning")]);
    assert!(!rest(&served).contains("upfront"));
    let recommendation = review(&served).recommendation_sentence(&served);
    assert!(
        recommendation.ends_with("with upfront costs that are spent by now"),
        "{recommendation}"
    );
}

fn scenario_without_prices() -> Scenario {
    let plan = scenario("(prompting: (serving: (prompt_tokens: 1000, output_tokens: 250)))");
    with(&plan, &[("actuals", "1: $1,000")])
}

#[test]
fn other_queries_than_planned_say_what_becomes_of_later_months() {
    let sentence = |scenario: &Scenario| {
        let sentence = review(scenario).volume_sentence(scenario);
        sentence.map(|sentence| sentence.replace('\u{a0}', " "))
    };
    let stays = billed("1: 12,000 queries, $100; 2: $75");
    assert_eq!(
        sentence(&stays).unwrap(),
        "Queries in Jan 2027 were 20% above the plan: later months stay at 12,000"
    );
    let grows = with(&stays, &[("workload.growth_per_month", "5%")]);
    assert_eq!(
        sentence(&grows).unwrap(),
        "Queries in Jan 2027 were 20% above the plan: later months continue from 12,000 with the planned growth"
    );
    let stated = with(
        &billed("1: 7,500 queries"),
        &[("workload.monthly_queries", "[10000, 11000, 12000]")],
    );
    assert_eq!(
        sentence(&stated).unwrap(),
        "Queries in Jan 2027 were 25% below the plan: later months keep the volumes that the scenario states"
    );
    // The last known month counts; within 1% there is nothing to say, nor where nothing is left of the horizon.
    for bills in [
        "1: 12,000 queries; 2: 10,050 queries",
        "1: $90",
        "12: 12,000 queries",
    ] {
        assert_eq!(sentence(&billed(bills)), None, "{bills}");
    }
}

#[test]
fn other_pages_are_told_how_many_bills_are_out_of_their_range() {
    let uncertain = |bills: &str| {
        let range = ("prompting.serving.output_tokens", "125 to 500");
        let scenario = with(&billed(bills), &[range]);
        let doubt = review(&scenario).doubt_sentence(&scenario);
        doubt.map(|doubt| doubt.replace('\u{a0}', " "))
    };
    // The range of $70 is about $61 to $84.
    assert_eq!(
        uncertain("1: $100; 2: $75; 3: $90").unwrap(),
        "Bills: 2 of 3 months are above their 80% range"
    );
    assert_eq!(
        uncertain("1: $50; 2: $75; 3: 9,000 queries").unwrap(),
        "Bills: 1 of 2 months is below its 80% range"
    );
    assert_eq!(
        uncertain("1: $100; 2: $50; 3: $70").unwrap(),
        "Bills: 2 of 3 months are outside their 80% range"
    );
    assert_eq!(
        uncertain("1: $100").unwrap(),
        "Bills: Jan 2027 is above its 80% range"
    );
    assert_eq!(uncertain("1: $70; 2: $75"), None);
    assert!(
        uncertain("1: $700")
            .unwrap()
            .starts_with("Billed is 10 times the plan")
    );
}

#[test]
fn bill_plan_and_difference_can_be_subtracted() {
    let sentences = |bills: &str| {
        let scenario = billed(bills);
        let month = only_month(&scenario);
        [
            month_sentence(&month, &scenario),
            variance_sentence(&month, &scenario).unwrap(),
        ]
        .map(|sentence| sentence.replace('\u{a0}', " "))
    };
    let [month, variance] = sentences("1: 12,344 queries, $270.50");
    assert!(month.contains("billed $270.50, planned $70.00 "), "{month}");
    // 2,344 queries at $0.005 are $11.72.
    assert_eq!(
        variance,
        "+$200.50: +$11.72 volume, +$188.78 price per query, $0 rest"
    );
    let [month, variance] = sentences("1: $12,705.40");
    assert!(month.contains("billed $12,705, planned $70 "), "{month}");
    assert!(variance.starts_with("+$12,635: "), "{variance}");
    let [month, _] = sentences("1: $270,540");
    assert!(month.contains("billed $271k, planned $70.00 "), "{month}");
}

#[test]
fn bills_are_written_into_the_file_and_read_again() {
    let scenario = billed("2: 13,500 queries, $402, fine-tuning; 1: $340");
    let text = format::write(&scenario).unwrap();
    assert!(
        text.contains("month: 1,\n            cost: 340,\n"),
        "{text}"
    );
    assert!(text.contains("queries: 13500"), "{text}");
    assert_eq!(format::read(&text).unwrap(), scenario);
    // Without bills nothing is written.
    assert!(!format::write(&billed("")).unwrap().contains("actuals"));
}

fn figures(scenario: &Scenario) -> String {
    let study = Study::new(scenario, 256, &DecisionSettings::default());
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        Analysis::new(scenario),
        Drivers::new(scenario),
        Risk::without_bands(scenario, 256),
        study.decision().conclusion,
        study.headline()
    )
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn bills_change_no_figure_of_the_plan(scenario in scenarios()) {
        let without = Scenario { actuals: Actuals::default(), ..scenario.clone() };
        let with_bills = with(&without, &[("actuals", "1: 9 queries, $7; 4: $800, fine-tuning; 5: 1M queries")]);
        prop_assert_eq!(figures(&with_bills), figures(&without));
    }

    #[test]
    fn the_parts_add_up_to_the_difference(scenario in scenarios(), queries in 0.0..1e6, cost in 0.0..1e5) {
        let bills = format!("1: {queries} queries, cost {cost}; 3: cost {cost}; 6: {queries} queries, cost {cost}, fine-tuning");
        let scenario = with(&scenario, &[("actuals", &bills)]);
        let found = against(&scenario);
        for month in &found.months {
            let variance = month.variance.unwrap();
            let scale = month.planned_cost.max(month.expected_cost).max(cost);
            prop_assert!(same_within(variance.total(), cost - month.planned_cost, scale));
            prop_assert!(month.range.is_none_or(|range| range.low < range.high));
        }
        // What explains the bills is within reach, and makes the plan what was billed.
        if let Some(found) = found.explanation {
            prop_assert!(found.value.is_finite() && found.deviations.is_finite());
        }
    }

    #[test]
    fn no_figure_is_infinite(scenario in extremes()) {
        let bills = "1: 1e12 queries, cost 1; 2: 0 queries, cost 1e12, fine-tuning";
        let scenario = with(&scenario, &[("actuals", bills)]);
        let found = against(&scenario);
        for month in &found.months {
            let variance = month.variance.unwrap();
            for figure in [month.planned_cost, month.expected_cost, variance.volume, variance.price_per_query, variance.rest] {
                prop_assert!(figure.is_finite(), "{:?}", month);
            }
        }
        if let Some(rest) = found.rest {
            prop_assert!(rest.prompting.now.is_finite() && rest.fine_tuning.now.is_finite());
        }
    }
}
