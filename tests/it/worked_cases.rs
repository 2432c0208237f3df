//! Figures with their source, and figures worked out by hand: each comment is the calculation.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::{Approach, Phase};
use breakeven::analysis::breakeven::BreakEven;
use breakeven::analysis::ledger::{ByPhase, Ledger};
use breakeven::analysis::rule_of_thumb::{Part, RuleOfThumb};
use breakeven::analysis::strategy::{self, Strategy};
use breakeven::scenario::Scenario;

use crate::support::{analysed, assert_all_same, assert_same, input, scenario, with};

/// What each month of fine-tuning costs in one phase; index 0 is the start.
fn tuned_months(analysis: &Analysis, phase: Phase) -> Vec<f64> {
    months(&analysis.fine_tuning.cost_path.by_month, phase)
}

/// What each month of prompting costs in one phase; index 0 is the start.
fn prompted_months(analysis: &Analysis, phase: Phase) -> Vec<f64> {
    months(&analysis.prompting.cost_path.by_month, phase)
}

fn months(months: &[ByPhase], phase: Phase) -> Vec<f64> {
    months.iter().map(|month| month[phase]).collect()
}

/// Month 1's inference of prompting in a scenario that states only this serving, at 1 M queries: the price of a query
/// in dollars per million of them.
fn per_million_queries(input_tokens: u32, serving: &str) -> f64 {
    let text = format!(
        "(horizon_months: 1, workload: (queries_per_month: 1000000, input_tokens: {input_tokens}),
          prompting: (serving: ({serving})))"
    );
    analysed(&text).prompting.cost_path.by_phase[Phase::Inference]
}

// OpenAI, "Fine-tuning" guide, estimating costs: 100,000 tokens trained over 3 epochs cost about $0.90 with gpt-4o-mini at
// $3 per 1 M tokens, and $2.40 with gpt-3.5-turbo at $8.
#[test]
fn training_100_000_tokens_for_three_epochs_costs_what_openai_says() {
    for (price, cost) in [(3, 0.90), (8, 2.40)] {
        let text = format!(
            "(fine_tuning: (data: (examples: 200), training: (tokens_per_example: 500, epochs: 3, price: {price})))"
        );
        let analysis = analysed(&text);
        assert_same(
            analysis.fine_tuning.cost_path.by_phase[Phase::Training],
            cost,
        );
        assert_same(analysis.fine_tuning_upfront, cost);
    }
}

// Azure OpenAI, "Cost management for fine-tuning": 1 M training tokens × 2 epochs × $2 per 1 M = $4.00; validation isn't billed.
#[test]
fn training_a_million_tokens_for_two_epochs_costs_what_azure_says() {
    let analysis = analysed(
        "(fine_tuning: (data: (examples: 1000), training: (tokens_per_example: 1000, epochs: 2, price: 2)))",
    );
    assert_same(analysis.fine_tuning_upfront, 4.0);
}

// 10,000 queries a day · 1,500 more prompt tokens · $2.50 per 1 M = $37.50 a day. A year has 365 days and 12 months.
#[test]
fn long_prompts_at_ten_thousand_queries_a_day_cost_37_50_a_day() {
    let analysis = analysed(
        "(horizon_months: 12,
          workload: (queries_per_month: 304166.6666666667),
          prompting: (serving: (price: (input: 2.50, output: 10), prompt_tokens: 1700)),
          fine_tuning: (serving: (price: (input: 2.50, output: 10), prompt_tokens: 200)))",
    );
    assert_same(analysis.saving() / 365.0, 37.5);
}

// gpt-4o at $2.50 / $10: (1,500 + 150)·2.5 + 200·10 = 6,125 µ$ a query; tuned at $3.75 / $15: 150·3.75 + 200·15 = 3,562.5 µ$.
#[test]
fn gpt_4o_without_its_prompt_costs_356_25_instead_of_612_50_a_month() {
    let analysis = analysed(
        "(horizon_months: 1,
          workload: (queries_per_month: 100000, input_tokens: 150),
          prompting: (serving: (price: (input: 2.50, output: 10), prompt_tokens: 1500, output_tokens: 200)),
          fine_tuning: (serving: (price: (input: 3.75, output: 15), prompt_tokens: 0, output_tokens: 200)))",
    );
    assert_same(analysis.prompting.cost_path.total(), 612.50);
    assert_same(analysis.fine_tuning.cost_path.total(), 356.25);
    assert_same(analysis.prompting.per_query, 0.006_125);
    assert_same(analysis.fine_tuning.per_query, 0.003_562_5);
}

// gpt-4o-mini at $0.15 / $0.60, tuned $0.30 / $1.20, 200 tokens asked and 300 answered, prompt of 800:
// (800 + 200)·0.15 + 300·0.6 = 330 µ$ prompted, 200·0.3 + 300·1.2 = 420 µ$ tuned, even with no prompt left.
const MINI: &str = "(
    workload: (input_tokens: 200),
    prompting: (serving: (price: (input: 0.15, output: 0.60), prompt_tokens: 800, output_tokens: 300)),
    fine_tuning: (
        serving: (price: (input: 0.30, output: 1.20), prompt_tokens: 0, output_tokens: 300),
        data: (fixed_cost: 100),
    ),
)";

#[test]
fn gpt_4o_mini_never_pays_back_at_any_volume() {
    let scenario = scenario(MINI);
    for queries in ["1", "10k", "1M", "1bn"] {
        let analysis = Analysis::new(&with(&scenario, &[("workload.queries_per_month", queries)]));
        assert_eq!(analysis.break_even, BreakEven::Never, "{queries} a month");
        assert_eq!(analysis.crossings, [], "{queries} a month");
        assert_eq!(analysis.rule_of_thumb.queries(), None);
        assert!(analysis.best_switch.is_none());
    }
}

// Answers cost 300·(1.2 − 0.6) = 180 µ$ more, the query's text 200·0.15 = 30 µ$; the prompt saves 800·0.15 = 120 µ$. With an
// output price x the tuned query costs 60 + 300·x = 330 µ$ at x = 0.90.
#[test]
fn the_reason_why_gpt_4o_mini_never_pays_is_the_premium_on_its_answers() {
    let RuleOfThumb::NoSaving(why) = analysed(MINI).rule_of_thumb else {
        panic!("a saving was found");
    };
    assert_same(why.extra_per_query, 90e-6);
    assert_same(why.saved_per_query, 120e-6);
    let cause = why.cause.unwrap();
    assert_eq!(cause.part, Part::Output);
    assert_same(cause.extra_per_query, 180e-6);
    assert_same(cause.extra_per_million.unwrap(), 0.60);
    let remedy = why.remedy.unwrap();
    assert_eq!(remedy.input, input("fine_tuning.serving.price.output"));
    assert_same(remedy.now, 1.20);
    assert_same(remedy.below, 0.90);
    // At that price it costs the same, just below it there is a saving.
    let at = |price| Analysis::new(&with(&scenario(MINI), &[(remedy.input.path, price)]));
    assert!(at("0.91").rule_of_thumb.queries().is_none());
    assert!(at("0.89").rule_of_thumb.queries().is_some());
}

// 43,800 queries a month are one a minute, so h = 1 − e⁻⁵ with a life of five minutes. Of 43,800 · 2,000 = 87.6 M prompt tokens
// h cost 0.5 and the rest 2.5: 87.6 · (0.5 + 2 · 0.006 737 946 999 085 467).
#[test]
fn with_a_cache_life_the_hit_rate_follows_from_the_traffic() {
    let analysis = analysed(
        "(horizon_months: 1, workload: (queries_per_month: 43800, input_tokens: 0),
          prompting: (serving: (
              price: (input: 2, cached_input: 0.5, cache_write: 2.5),
              prompt_tokens: 2000, output_tokens: 0, cache_hit_rate: 0.1, cache_ttl_minutes: 5)))",
    );
    assert_same(
        analysis.prompting.cost_path.total(),
        43.8 + 87.6 * 2.0 * 0.006_737_946_999_085_467,
    );
}

// Growth raises the traffic and so the hits: in month 2 there are two queries a minute, h = 1 − e⁻¹⁰.
#[test]
fn the_hit_rate_rises_with_the_traffic() {
    let analysis = analysed(
        "(horizon_months: 2, workload: (queries_per_month: 43800, growth_per_month: 1, input_tokens: 0),
          prompting: (serving: (
              price: (input: 1, cached_input: 0), prompt_tokens: 10000, output_tokens: 0, cache_ttl_minutes: 5)))",
    );
    assert_all_same(
        &prompted_months(&analysis, Phase::Inference),
        &[
            0.0,
            438.0 * 0.006_737_946_999_085_467,
            876.0 * 4.539_992_976_248_485e-5,
        ],
    );
}

#[test]
fn prompts_shorter_than_the_least_that_is_cached_pay_in_full() {
    let at = |tokens| {
        per_million_queries(
            0,
            &format!(
                "price: (input: 1, cached_input: 0.1, cache_write: 1.25), prompt_tokens: {tokens}, output_tokens: 0,
                 cache_hit_rate: 0.5"
            ),
        )
    };
    // Half of the tokens at 0.1, half at 1.25.
    assert_same(at(1024), 1024.0 * 0.675);
    assert_same(at(1023), 1023.0);
}

#[test]
fn the_cache_write_price_is_paid_for_misses_only_while_caching_is_in_use() {
    let at = |caching: &str| {
        per_million_queries(
            0,
            &format!(
                "price: (input: 1, cached_input: 0.1, cache_write: 1.25), prompt_tokens: 2000, output_tokens: 0, {caching}"
            ),
        )
    };
    // 2,000 · (0.8 · 0.1 + 0.2 · 1.25)
    assert_same(at("cache_hit_rate: 0.8"), 660.0);
    assert_same(at("cache_hit_rate: 0"), 2000.0);
    // With a life given caching is in use, even where it never hits: 2,000 · 1.25.
    assert_same(at("cache_ttl_minutes: 0"), 2500.0);
}

// docs/formulas.md §2 to the letter: where a life is given, caching is in use, and a prompt that is too short to hit is written each time.
#[test]
fn a_short_prompt_with_a_cache_life_pays_the_write_price() {
    let price = per_million_queries(
        0,
        "price: (input: 1, cached_input: 0.1, cache_write: 1.25), prompt_tokens: 100, output_tokens: 0,
         cache_ttl_minutes: 5",
    );
    assert_same(price, 125.0);
}

#[test]
fn without_cache_prices_caching_changes_nothing() {
    let price = per_million_queries(
        0,
        "price: (input: 1), prompt_tokens: 2000, output_tokens: 0, cache_hit_rate: 0.8",
    );
    assert_same(price, 2000.0);
}

#[test]
fn inputs_above_the_threshold_pay_long_prices_for_all_their_tokens() {
    let serving = "price: (input: 1, cached_input: 0.1, cache_write: 9, output: 2, long_context: (
                       above_tokens: 5000, input: 3, cached_input: 0.5, output: 7)),
                   prompt_tokens: 4000, output_tokens: 100, cache_hit_rate: 0.5";
    // 5,000 tokens are not more than 5,000: half of 4,000 at 0.1, half at the write price 9, 1,000 at 1, 100 at 2.
    assert_same(
        per_million_queries(1000, serving),
        200.0 + 18_000.0 + 1000.0 + 200.0,
    );
    // 5,001 are: half of 4,000 at 0.5, half at the long input price 3 (no long write price), 1,001 at 3, 100 at 7.
    assert_same(
        per_million_queries(1001, serving),
        1000.0 + 6000.0 + 3003.0 + 700.0,
    );
}

// (1,000 · 2 + 100 · 10) · (1 − 0.1) · (1 − 0.4 · 0.5) · (1 + 0.05) = 3,000 · 0.9 · 0.8 · 1.05
#[test]
fn discount_batches_and_retries_multiply() {
    let price = per_million_queries(
        400,
        "price: (input: 2, output: 10, discount: 0.1, batch_discount: 0.5), prompt_tokens: 600, output_tokens: 100,
         batch_share: 0.4, retry_rate: 0.05",
    );
    assert_same(price, 2268.0);
}

// At −36 % a year the level is 0.64 after twelve months and its square root 0.8 after six.
#[test]
fn prices_drift_month_by_month_and_only_on_their_own_side() {
    let analysis = analysed(
        "(horizon_months: 13, workload: (queries_per_month: 1000, input_tokens: 1000),
          prompting: (serving: (price: (input: 100, change_per_year: -0.36), prompt_tokens: 0, output_tokens: 0)),
          fine_tuning: (serving: (price: (input: 100), prompt_tokens: 0, output_tokens: 0)))",
    );
    let prompted = prompted_months(&analysis, Phase::Inference);
    assert_same(prompted[1], 100.0);
    assert_same(prompted[7], 80.0);
    assert_same(prompted[13], 64.0);
    assert_same(tuned_months(&analysis, Phase::Inference)[13], 100.0);
}

// Queries that fall back pay prompting's price too, at prompting's drifted level: 1,000 queries at 1 µ$·2,000 prompted and 500
// tuned, a quarter falls back: 0.5 + 0.25 · 2 = 1 a month; in month 13 prompting costs half.
#[test]
fn queries_that_fall_back_pay_for_prompting_too() {
    let analysis = analysed(
        "(horizon_months: 13, workload: (queries_per_month: 1000, input_tokens: 0),
          prompting: (serving: (price: (input: 1, change_per_year: -0.5), prompt_tokens: 2000, output_tokens: 0)),
          fine_tuning: (serving: (price: (input: 1), prompt_tokens: 500, output_tokens: 0), fallback_share: 0.25))",
    );
    let tuned = tuned_months(&analysis, Phase::Inference);
    assert_same(tuned[1], 1.0);
    assert_same(tuned[13], 0.75);
    assert_same(analysis.fine_tuning.per_query, 0.001);
}

// One replica carries 100 an hour, and the busiest hour is twice the mean: 36,500 queries in 730 hours are 50 an hour in the
// mean, 100 in the busiest.
#[test]
fn replicas_step_with_the_load_and_whole_ones_are_not_rounded_up() {
    let analysis = analysed(
        "(horizon_months: 6, workload: (monthly_queries: [0, 36500, 36501, 73000, 73000.5, 365000]),
          fine_tuning: (serving: (hosting: (per_hour: 2, queries_per_hour: 100, peak_to_mean: 2), monthly_cost: 7)))",
    );
    let replica = 2.0 * 730.0;
    assert_all_same(
        &tuned_months(&analysis, Phase::Hosting),
        &[0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 10.0].map(|replicas| {
            if replicas == 0.0 {
                0.0
            } else {
                7.0 + replica * replicas
            }
        }),
    );
}

#[test]
fn at_least_the_stated_replicas_run() {
    let hosting = |hosting: &str| {
        let text = format!(
            "(horizon_months: 1, workload: (queries_per_month: 73000),
              fine_tuning: (serving: (hosting: (per_hour: 1, {hosting}))))"
        );
        analysed(&text).fine_tuning.cost_path.by_phase[Phase::Hosting] / 730.0
    };
    assert_same(hosting("replicas: 4, queries_per_hour: 50"), 4.0);
    assert_same(hosting("replicas: 2.5"), 2.5);
    assert_same(hosting("replicas: 0"), 0.0);
    assert_same(hosting("replicas: 0, queries_per_hour: 50"), 2.0);
    assert_same(hosting("replicas: 1, peak_to_mean: 100"), 1.0);
}

// The tokens of a run cost 10 · 100 · 3 · 1,000 / 1e6 = 3; the provider bills at least 4. Two runs: 2 · (4 + 1) + 5 = 15. At
// twice the price they cost 6: 2 · (6 + 1) + 5 = 19.
#[test]
fn a_run_costs_at_least_the_minimum_fee() {
    let text = |price| {
        format!(
            "(fine_tuning: (data: (examples: 10, cost_per_example: 2, fixed_cost: 30), training: (
                tokens_per_example: 100, epochs: 3, price: {price}, minimum_fee: 4, fixed_cost: 1, runs: 2, evaluation_cost: 5)))"
        )
    };
    let cheap = analysed(&text(1000)).fine_tuning.cost_path;
    assert_same(cheap.by_phase[Phase::Training], 15.0);
    assert_same(cheap.by_phase[Phase::DataCollection], 50.0);
    assert_same(
        analysed(&text(2000)).fine_tuning.cost_path.by_phase[Phase::Training],
        19.0,
    );
}

// 100,000 queries, 15 % of the answers checked at 0.40.
#[test]
fn answers_are_reviewed_at_their_share() {
    let analysis = analysed(
        "(horizon_months: 1, workload: (queries_per_month: 100000),
          prompting: (serving: (review_rate: 0.15, review_cost: 0.40)))",
    );
    assert_same(analysis.prompting.cost_path.by_phase[Phase::Review], 6000.0);
    assert_same(analysis.prompting.per_query, 0.06);
}

#[test]
fn the_team_is_paid_once_for_setup_and_monthly_for_upkeep() {
    let analysis = analysed(
        "(horizon_months: 2, hourly_rate: 50,
          prompting: (effort: (setup_hours: 10, upkeep_hours_per_month: 2)),
          fine_tuning: (effort: (setup_hours: 30, upkeep_hours_per_month: 1)))",
    );
    assert_eq!(
        prompted_months(&analysis, Phase::People),
        [500.0, 100.0, 100.0]
    );
    assert_eq!(tuned_months(&analysis, Phase::People), [1500.0, 50.0, 50.0]);
    assert_eq!(analysis.prompting.cost_path.upfront(), 500.0);
}

// n(m) = ⌊5·m/12⌋ is 1 from month 3, 2 from month 5, 3 from month 8, 4 from month 10, 5 in month 12.
#[test]
fn changes_come_at_the_ends_of_the_months_in_which_their_count_rises() {
    let analysis = analysed(
        "(horizon_months: 12, hourly_rate: 100, workload: (changes_per_year: 5),
          prompting: (serving: (monthly_cost: 10), effort: (hours_per_change: 2)),
          fine_tuning: (effort: (hours_per_change: 3), training: (evaluation_cost: 40)))",
    );
    let at = |amount: f64| {
        let mut months = [0.0; 13];
        for month in [3, 5, 8, 10, 12] {
            months[month] = amount;
        }
        months
    };
    assert_all_same(&prompted_months(&analysis, Phase::Iteration), &at(200.0));
    // A change retrains the tuned model: hours and a round.
    assert_all_same(&tuned_months(&analysis, Phase::Iteration), &at(340.0));
    // Booked at the end of the month: the other costs accrue evenly before.
    let course = &analysis.prompting.cost_path;
    assert_same(course.before[3], 30.0);
    assert_same(course.after[3], 230.0);
    assert_same(course.before[4], 240.0);
    assert_same(course.after[4], 240.0);
}

#[test]
fn more_changes_than_months_come_several_at_once() {
    let analysis = analysed(
        "(horizon_months: 3, hourly_rate: 1, workload: (changes_per_year: 30), prompting: (effort: (hours_per_change: 1)))",
    );
    // ⌊2.5⌋, ⌊5⌋, ⌊7.5⌋
    assert_eq!(
        prompted_months(&analysis, Phase::Iteration),
        [0.0, 2.0, 3.0, 2.0]
    );
}

/// A tuned model of which a retraining costs 100 + 0.5·60 + 2·10 = 150.
fn retiring(horizon: u32, rest: &str) -> Scenario {
    scenario(&format!(
        "(horizon_months: {horizon}, hourly_rate: 10,
          prompting: (serving: (monthly_cost: 1), effort: (setup_hours: 30, upkeep_hours_per_month: 0)),
          fine_tuning: (
              serving: (monthly_cost: 2),
              effort: (hours_per_change: 2),
              data: (fixed_cost: 60), training: (evaluation_cost: 100), refresh_share: 0.5, {rest}))"
    ))
}

fn retrained_in(scenario: &Scenario) -> Vec<usize> {
    let course = Analysis::new(scenario).fine_tuning.cost_path;
    for (month, costs) in course.by_month.iter().enumerate() {
        let expected = if course.retrained.contains(&month) {
            150.0
        } else {
            0.0
        };
        assert_same(costs[Phase::Iteration], expected);
    }
    course.retrained
}

#[test]
fn a_retired_base_model_means_retraining_except_at_the_horizon() {
    let life = |life: &str| format!("base_model_life_months: {life}");
    assert_eq!(retrained_in(&retiring(12, &life("5"))), [5, 10]);
    assert_eq!(retrained_in(&retiring(10, &life("5"))), [5]);
    // ⌊m/2.5⌋ rises in months 3, 5, 8 and 10.
    assert_eq!(retrained_in(&retiring(11, &life("2.5"))), [3, 5, 8, 10]);
    assert_eq!(retrained_in(&retiring(4, &life("1"))), [1, 2, 3]);
    assert_eq!(retrained_in(&retiring(12, &life("None"))), [] as [usize; 0]);
    // Its life begins when it serves.
    let late = "base_model_life_months: 5, lead_time_months: 1";
    assert_eq!(retrained_in(&retiring(12, late)), [6, 11]);
}

// In floating point 9.12 · 25 / 12 is a last bit short of 19, and 33 / 2.2 of 15.
#[test]
fn a_last_bit_that_is_missing_delays_no_change_and_no_retirement() {
    let analysis = analysed(
        "(horizon_months: 26, hourly_rate: 1, workload: (changes_per_year: 9.12), prompting: (effort: (hours_per_change: 1)))",
    );
    // 18 until month 24, 19 in month 25, and ⌊19.76⌋ in month 26.
    assert_all_same(
        &prompted_months(&analysis, Phase::Iteration)[25..],
        &[1.0, 0.0],
    );
    let retrained = retrained_in(&retiring(36, "base_model_life_months: 2.2"));
    assert!(
        retrained.contains(&33) && !retrained.contains(&34),
        "{retrained:?}"
    );
}

// A change and a retirement in the same month are two retrainings.
#[test]
fn retirements_and_changes_add_up() {
    let scenario = with(
        &retiring(7, "base_model_life_months: 3"),
        &[("workload.changes_per_year", "2")],
    );
    assert_all_same(
        &tuned_months(&Analysis::new(&scenario), Phase::Iteration),
        &[0.0, 0.0, 0.0, 150.0, 0.0, 0.0, 300.0, 0.0],
    );
}

#[test]
fn on_return_to_prompting_its_setup_is_paid_at_the_retirement() {
    let scenario = retiring(
        6,
        "base_model_life_months: 3, at_retirement: ReturnToPrompting",
    );
    let analysis = Analysis::new(&scenario);
    let course = &analysis.fine_tuning.cost_path;
    assert_eq!(course.returned, Some(3));
    // Tuned at 2 a month for three months, then prompting at 1; its setup of 30 hours at the end of month 3.
    assert_all_same(
        &tuned_months(&analysis, Phase::Hosting),
        &[0.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0],
    );
    assert_all_same(
        &tuned_months(&analysis, Phase::People),
        &[0.0, 0.0, 0.0, 300.0, 0.0, 0.0, 0.0],
    );
    assert_same(course.before[3], 160.0 + 6.0);
    assert_same(course.after[3], 160.0 + 6.0 + 300.0);
    assert_same(course.by_phase[Phase::Iteration], 0.0);
}

#[test]
fn on_return_to_prompting_a_setup_that_was_paid_is_not_paid_again() {
    let scenario = retiring(
        6,
        "base_model_life_months: 3, at_retirement: ReturnToPrompting, lead_time_months: 1",
    );
    let analysis = Analysis::new(&scenario);
    assert_eq!(analysis.fine_tuning.cost_path.returned, Some(4));
    assert_all_same(
        &tuned_months(&analysis, Phase::Hosting),
        &[0.0, 1.0, 2.0, 2.0, 2.0, 1.0, 1.0],
    );
    assert_all_same(
        &tuned_months(&analysis, Phase::People),
        &[300.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    );
}

#[test]
fn a_retirement_at_the_horizon_ends_nothing() {
    let scenario = retiring(
        3,
        "base_model_life_months: 3, at_retirement: ReturnToPrompting",
    );
    let course = Analysis::new(&scenario).fine_tuning.cost_path;
    assert_eq!(course.returned, None);
    assert_same(course.total(), 160.0 + 6.0);
}

// Who served the month pays for its changes: fine-tuning in month 3, prompting in month 6.
#[test]
fn the_approach_that_served_the_month_pays_for_its_change() {
    let scenario = with(
        &retiring(
            6,
            "base_model_life_months: 3, at_retirement: ReturnToPrompting",
        ),
        &[
            ("workload.changes_per_year", "4"),
            ("prompting.effort.hours_per_change", "7"),
        ],
    );
    assert_all_same(
        &tuned_months(&Analysis::new(&scenario), Phase::Iteration),
        &[0.0, 0.0, 0.0, 150.0, 0.0, 0.0, 70.0],
    );
}

#[test]
fn until_the_tuned_model_is_ready_prompting_serves_and_costs() {
    let text = |lead_time| {
        format!(
            "(horizon_months: 4, hourly_rate: 1,
              prompting: (serving: (monthly_cost: 10), effort: (setup_hours: 5)),
              fine_tuning: (serving: (monthly_cost: 3), data: (fixed_cost: 100), lead_time_months: {lead_time}))"
        )
    };
    let analysis = analysed(&text(2));
    assert_all_same(
        &analysis.fine_tuning.cost_path.after,
        &[105.0, 115.0, 125.0, 128.0, 131.0],
    );
    // Ready only after the horizon: prompting throughout, and fine-tuning is paid for nothing.
    for late in [4, 24] {
        let analysis = analysed(&text(late));
        assert_same(analysis.saving(), -100.0);
        assert!(analysis.best_switch.is_none());
    }
}

// At 21 % a year a month-6 amount counts 1/1.1 and a month-12 amount 1/1.21; what is paid at the start counts in full.
#[test]
fn later_amounts_count_less() {
    let scenario = scenario(
        "(horizon_months: 12, discount_rate: 0.21,
          prompting: (serving: (monthly_cost: 110)), fine_tuning: (data: (fixed_cost: 121)))",
    );
    let analysis = Analysis::new(&scenario);
    let monthly = prompted_months(&analysis, Phase::Hosting);
    assert_same(monthly[6], 100.0);
    assert_same(monthly[12], 110.0 / 1.21);
    assert_same(analysis.fine_tuning.cost_path.total(), 121.0);
    let ledger = Ledger::new(&scenario);
    let switched = strategy::cost_path(&ledger, Strategy::SwitchAt(6));
    assert_same(switched.by_month[6][Phase::DataCollection], 110.0);
}

#[test]
fn stated_volumes_replace_the_first_months_and_growth_goes_on_from_the_last() {
    let analysis = analysed(
        "(horizon_months: 4, workload: (queries_per_month: 7, growth_per_month: 0.5, monthly_queries: [100, 200]))",
    );
    assert_all_same(&analysis.volume, &[100.0, 200.0, 300.0, 450.0]);
    assert_all_same(&analysis.queries, &[0.0, 100.0, 300.0, 600.0, 1050.0]);
    let analysis =
        analysed("(horizon_months: 3, workload: (queries_per_month: 100, growth_per_month: -0.5))");
    assert_all_same(&analysis.volume, &[100.0, 50.0, 25.0]);
    let analysis = analysed("(horizon_months: 1, workload: (monthly_queries: [3, 4]))");
    assert_all_same(&analysis.volume, &[3.0]);
}

/// Prompting costs 300 a month (10,000 queries at 30 µ$·1,000), fine-tuning nothing but its start of 1,000.
fn plain(horizon: u32, rest: &str) -> Scenario {
    scenario(&format!(
        "(horizon_months: {horizon}, workload: (input_tokens: 0),
          prompting: (serving: (price: (input: 30), prompt_tokens: 1000, output_tokens: 0)),
          fine_tuning: (serving: (prompt_tokens: 0, output_tokens: 0), training: (evaluation_cost: 1000), {rest}))"
    ))
}

// 1,000 / 300 = 3⅓ months, 1,000 / 0.03 = 33,333⅓ queries.
#[test]
fn break_even_is_interpolated_within_the_month() {
    let analysis = Analysis::new(&plain(6, ""));
    let BreakEven::At(moment) = analysis.break_even else {
        panic!("{:?}", analysis.break_even);
    };
    assert_same(moment.month, 10.0 / 3.0);
    assert_same(moment.queries, 100_000.0 / 3.0);
    assert_same(analysis.rule_of_thumb.queries().unwrap(), 100_000.0 / 3.0);
    assert_eq!(analysis.crossings.len(), 1);
    assert_eq!(analysis.crossings[0].cheaper_after, Approach::FineTuning);
    assert_same(analysis.saving(), 800.0);
}

#[test]
fn a_horizon_too_short_has_no_break_even() {
    let analysis = Analysis::new(&plain(3, ""));
    assert_eq!(analysis.break_even, BreakEven::Never);
    assert_eq!(analysis.crossings, []);
    // The rule of thumb knows no horizon.
    assert_same(analysis.rule_of_thumb.queries().unwrap(), 100_000.0 / 3.0);
}

// Prompting costs nothing but 600 at each change, at the end of every month: −1,000, −400 after one, +200 after two.
#[test]
fn a_crossing_at_a_step_is_at_the_step() {
    let analysis = analysed(
        "(horizon_months: 3, hourly_rate: 60, workload: (changes_per_year: 12),
          prompting: (effort: (hours_per_change: 10)), fine_tuning: (effort: (setup_hours: 16.666666666666668)))",
    );
    assert_eq!(analysis.crossings.len(), 1);
    assert_eq!(analysis.crossings[0].at.month, 2.0);
    assert_eq!(analysis.crossings[0].at.queries, 20_000.0);
    assert_eq!(analysis.break_even, BreakEven::At(analysis.crossings[0].at));
}

// Ahead by 500 after five months, then a retraining of 1,000 puts it behind by 500; one month later by 200.
#[test]
fn a_break_even_that_is_lost_again_is_none() {
    let analysis = Analysis::new(&plain(6, "base_model_life_months: 5"));
    let found: Vec<_> = analysis
        .crossings
        .iter()
        .map(|crossing| (crossing.at.month, crossing.cheaper_after))
        .collect();
    assert_eq!(found.len(), 2);
    assert_same(found[0].0, 10.0 / 3.0);
    assert_eq!(found[0].1, Approach::FineTuning);
    assert_eq!(found[1], (5.0, Approach::Prompting));
    assert_eq!(analysis.break_even, BreakEven::Never);
    assert_same(analysis.saving(), -200.0);
}

// The same, but two months later it is ahead again: 5 + 500/300 months.
#[test]
fn break_even_is_the_last_crossing() {
    let analysis = Analysis::new(&plain(7, "base_model_life_months: 5"));
    assert_eq!(analysis.crossings.len(), 3);
    let moment = analysis.break_even.moment().unwrap();
    assert_same(moment.month, 5.0 + 5.0 / 3.0);
    assert_eq!(analysis.crossings[2].at, moment);
}

#[test]
fn cheaper_from_the_start_breaks_even_at_once() {
    let text = |setup| {
        format!(
            "(hourly_rate: 100, horizon_months: 12, workload: (changes_per_year: 1),
              prompting: (serving: (monthly_cost: 10), effort: (setup_hours: {setup})),
              fine_tuning: (serving: (monthly_cost: 9), data: (fixed_cost: 100)))"
        )
    };
    let analysis = analysed(&text(2));
    assert_eq!(analysis.break_even, BreakEven::FromTheStart);
    assert_eq!(analysis.crossings, []);
    let moment = analysis.break_even.moment().unwrap();
    assert_eq!((moment.month, moment.queries), (0.0, 0.0));
    // With the same cost at the start it is cheaper from there on, and that is from the start too.
    assert_eq!(analysed(&text(1)).break_even, BreakEven::FromTheStart);
}

#[test]
fn curves_that_part_later_cross_where_they_part() {
    // Months without queries: until then both cost nothing.
    for (volumes, month) in [("0, 50, 50", 1.0), ("0, 0, 50", 2.0)] {
        let analysis = analysed(&format!(
            "(horizon_months: 4, workload: (monthly_queries: [{volumes}]),
              prompting: (serving: (price: (input: 1000))))"
        ));
        let moment = analysis.break_even.moment().unwrap();
        assert_eq!((moment.month, moment.queries), (month, 0.0));
    }
}

// 0.1 + 0.2 is 0.3 but for the last bit: who pays in two parts what the other pays in one pays the same.
#[test]
fn costs_that_are_equal_but_for_rounding_neither_cross_nor_pay_back() {
    let analysis = analysed(
        "(horizon_months: 1, hourly_rate: 1,
          prompting: (serving: (monthly_cost: 0.2), effort: (upkeep_hours_per_month: 0.1)),
          fine_tuning: (serving: (monthly_cost: 0.3)))",
    );
    let (prompted, tuned) = (
        &analysis.prompting.cost_path,
        &analysis.fine_tuning.cost_path,
    );
    assert_ne!(
        prompted.after, tuned.after,
        "the curves should differ in last bits"
    );
    assert_eq!(analysis.crossings, []);
    assert_eq!(analysis.break_even, BreakEven::Never);
    assert!(analysis.best_switch.is_none());
}

#[test]
fn the_rule_of_thumb_ignores_hosting_upkeep_retraining_growth_and_drift() {
    let plain = plain(6, "");
    let real = with(
        &plain,
        &[
            ("hourly_rate", "100"),
            ("fine_tuning.serving.monthly_cost", "500"),
            ("fine_tuning.serving.hosting.per_hour", "2"),
            ("fine_tuning.effort.upkeep_hours_per_month", "3"),
            ("fine_tuning.base_model_life_months", "2"),
            ("workload.changes_per_year", "6"),
            ("workload.growth_per_month", "5%"),
            ("prompting.serving.price.change_per_year", "-30%"),
        ],
    );
    let rule = |scenario| Analysis::new(scenario).rule_of_thumb.queries().unwrap();
    assert_same(rule(&plain), rule(&real));
    assert!(Analysis::new(&real).saving() < Analysis::new(&plain).saving());
}

// A dollar a query or 300 a month. Switching after two months: 300 + 250 + 3 · 300 = 1,450; after three: 600 + 250 + 2 · 300, the
// same; at once 1,750; never 1,500. The smallest of the best is taken.
#[test]
fn the_best_switch_waits_until_the_volume_is_worth_it() {
    let analysis = analysed(
        "(horizon_months: 5, workload: (monthly_queries: [100, 200, 300, 400, 500], input_tokens: 0),
          prompting: (serving: (price: (input: 1000), prompt_tokens: 1000, output_tokens: 0)),
          fine_tuning: (
              serving: (prompt_tokens: 0, output_tokens: 0, monthly_cost: 300), data: (fixed_cost: 250)))",
    );
    let best = analysis.best_switch.as_ref().unwrap();
    assert_eq!(best.month, 2);
    assert_same(best.cost_path.total(), 1450.0);
    assert_all_same(
        &best.cost_path.after,
        &[0.0, 100.0, 300.0 + 250.0, 850.0, 1150.0, 1450.0],
    );
    assert_same(analysis.prompting.cost_path.total(), 1500.0);
    assert_same(analysis.fine_tuning.cost_path.total(), 1750.0);
    assert!(analysis.better_than_both().is_some());
}

#[test]
fn no_switch_is_better_where_fine_tuning_only_costs() {
    let analysis = analysed("(fine_tuning: (data: (fixed_cost: 1)))");
    assert!(analysis.best_switch.is_none());
    // Nor where it costs the same: no k beats prompting throughout.
    assert!(analysed("()").best_switch.is_none());
}

// 300 ms, (1,500 · (1 − 0.8) + 200) / 5,000 s = 100 ms, 40 / 80 s = 500 ms.
#[test]
fn latency_counts_what_is_read_and_written() {
    let text = |rest| {
        format!(
            "(workload: (input_tokens: 200), prompting: (serving: (
                prompt_tokens: 1500, output_tokens: 40, cache_hit_rate: 0.8, {rest})))"
        )
    };
    let analysis = analysed(&text("latency: ()"));
    assert_same(analysis.prompting.latency_ms.unwrap(), 900.0);
    assert_eq!(analysis.fine_tuning.latency_ms, None);
    // A prompt too short to be cached is read in full: 340 ms.
    let analysis = analysed(&text("latency: (), price: (cache_min_tokens: 2000)"));
    assert_same(analysis.prompting.latency_ms.unwrap(), 1140.0);
    // With a cache life it follows from the traffic of month 1, one query in 438 minutes: h = 1 − e⁻¹ with a life as long.
    let analysis = analysed(
        "(workload: (queries_per_month: 100, input_tokens: 0), prompting: (serving: (
            prompt_tokens: 5000, output_tokens: 0, cache_ttl_minutes: 438, latency: (overhead_ms: 0))))",
    );
    assert_same(
        analysis.prompting.latency_ms.unwrap(),
        1000.0 * 0.367_879_441_171_442_33,
    );
}

#[test]
fn the_base_value_of_an_estimate_is_its_median_or_mode() {
    let base = |path: &str, value: &str| {
        input(path)
            .base(&with(&Scenario::default(), &[(path, value)]))
            .unwrap()
    };
    // Lognormal: √(20,000 · 80,000).
    assert_same(base("workload.queries_per_month", "20k to 80k"), 40_000.0);
    // Normal where it reaches 0 or below: the middle.
    assert_same(base("workload.queries_per_month", "0 to 80k"), 40_000.0);
    assert_same(base("workload.growth_per_month", "-0.02 to 0.06"), 0.02);
    // Logit-normal: odds √(1/9 · 1) = 1/3, a share of a quarter.
    assert_same(base("fine_tuning.fallback_share", "10% to 50%"), 0.25);
    assert_same(
        base("workload.queries_per_month", "10k / 30k / 90k"),
        30_000.0,
    );
}
