//! What providers and textbooks say that something costs.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::Phase;
use breakeven::analysis::breakeven::BreakEven;
use breakeven::analysis::rule_of_thumb::{Part, RuleOfThumb};

use crate::support::{analysed, assert_same, input, scenario, with};

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
