//! What follows from the inputs alone, as named cells: the prices that apply, and the costs that arise once or at each change.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::analysis::ledger::{ApproachLedger, Ledger};
use crate::analysis::price::QueryPrice;
use crate::scenario::{Scenario, Serving};
use crate::study::Study;

use super::cells::{CellFormats, formula, keep_small_amounts};
use super::names::{self, NAME_PREFIXES};
use super::price_steps;

pub(super) const SHEET: &str = names::WORKINGS;
/// More rows than there are workings.
const MAX_WORKINGS: u32 = 60;

/// The condition that each call carries what was said before in its conversation.
const WITH_HISTORY: &str = "workload_history=\"true\"";

/// A named cell.
struct Working {
    name: String,
    what: &'static str,
    formula: String,
    value: f64,
}

fn working(name: &str, what: &'static str, formula: String, value: f64) -> Working {
    Working {
        name: name.to_owned(),
        what,
        formula,
        value,
    }
}

/// The tokens and prices of an approach's queries (docs/formulas.md §2).
fn prices(
    prefix: &str,
    input_prefix: &str,
    scenario: &Scenario,
    serving: &Serving,
) -> Vec<Working> {
    let price = QueryPrice::new(serving, &scenario.workload);
    let of = |name: &str| format!("{input_prefix}_serving_{name}");
    let (at, long_at) = (of("price"), of("price_long_context"));
    let stated = |name: &str| {
        format!(
            "IF({prefix}_long=1,IF(ISBLANK({long_at}_{name}),{prefix}_input,{long_at}_{name}),IF(ISBLANK({at}_{name}),{prefix}_input,{at}_{name}))"
        )
    };
    let mut all = tokens(prefix, input_prefix, &price);
    all.extend([
        working(
            &format!("{prefix}_long"),
            "Whether long-context prices apply (1) or not (0)",
            format!(
                "IF(ISBLANK({long_at}_above_tokens),0,IF({}+{prefix}_history+workload_input_tokens>{long_at}_above_tokens,1,0))",
                of("prompt_tokens")
            ),
            f64::from(u8::from(price.prices.is_long)),
        ),
        working(
            &format!("{prefix}_input"),
            "Applicable input price, per 1M tokens",
            format!("IF({prefix}_long=1,{long_at}_input,{at}_input)"),
            price.prices.input,
        ),
        working(
            &format!("{prefix}_cached"),
            "Price of cache reads",
            stated("cached_input"),
            price.prices.cached_input,
        ),
        working(
            &format!("{prefix}_write"),
            "Price of cache writes",
            stated("cache_write"),
            price.prices.cache_write,
        ),
        working(
            &format!("{prefix}_miss"),
            "Price of prompt tokens that aren’t read from the cache",
            format!("IF({prefix}_cache=1,{prefix}_write,{prefix}_input)"),
            price.miss_price(),
        ),
        working(
            &format!("{prefix}_own"),
            "Price of a query’s own text: with history it is written for the next call",
            format!("IF({WITH_HISTORY},{prefix}_miss,{prefix}_input)"),
            if scenario.workload.history {
                price.miss_price()
            } else {
                price.prices.input
            },
        ),
        working(
            &format!("{prefix}_output"),
            "Applicable output price",
            format!("IF({prefix}_long=1,{long_at}_output,{at}_output)"),
            price.prices.output,
        ),
    ]);
    all.extend(factors(prefix, input_prefix, &price));
    all
}

/// What token prices are multiplied by, and what is added to them.
fn factors(prefix: &str, input_prefix: &str, price: &QueryPrice) -> [Working; 2] {
    let of = |name: &str| format!("{input_prefix}_serving_{name}");
    let at = of("price");
    [
        working(
            &format!("{prefix}_factor"),
            "Discounts, batches and retries",
            format!(
                "(1-{at}_discount)*(1-{}*{at}_batch_discount)*(1+{})",
                of("batch_share"),
                of("retry_rate")
            ),
            price.factor,
        ),
        working(
            &format!("{prefix}_other"),
            "Cost of a query besides tokens, with retries",
            format!("{}*(1+{})", of("query_cost"), of("retry_rate")),
            price.parts(1, 0.0).other,
        ),
    ]
}

/// What is sent with an approach's queries besides their own text, and how much of it the cache holds.
fn tokens(prefix: &str, input_prefix: &str, price: &QueryPrice) -> Vec<Working> {
    let of = |name: &str| format!("{input_prefix}_serving_{name}");
    let (ttl, hit_rate) = (of("cache_ttl_minutes"), of("cache_hit_rate"));
    let said = format!("(workload_input_tokens+{})", of("output_tokens"));
    let calls = "workload_calls_per_conversation";
    vec![
        working(
            &format!("{prefix}_history"),
            "Tokens of what was said before, on average",
            format!("IF({WITH_HISTORY},({calls}-1)/2*{said},0)"),
            price.history_tokens(),
        ),
        working(
            &format!("{prefix}_cache"),
            "Whether prompts are cached (1) or not (0)",
            format!(
                "IF({}+{prefix}_history<{}_cache_min_tokens,0,IF(OR(NOT(ISBLANK({ttl})),{hit_rate}>0),1,0))",
                of("prompt_tokens"),
                of("price")
            ),
            f64::from(u8::from(price.uses_cache())),
        ),
        working(
            &format!("{prefix}_from_cache"),
            "Of what was said before, tokens read from the cache",
            format!(
                "IF(AND({WITH_HISTORY},{prefix}_cache=1),IF(ISBLANK({ttl}),{hit_rate}*{prefix}_history,MAX(0,({calls}-1)*({calls}-2)/(2*{calls})*{said})+({calls}-1)/{calls}*workload_input_tokens),0)"
            ),
            price.history_from_cache(),
        ),
    ]
}

/// What an approach costs per answer besides the query, and at its set-up and changes.
fn answers_and_effort(prefix: &str, input_prefix: &str, approach: &ApproachLedger) -> [Working; 4] {
    let of = |name: &str| format!("{input_prefix}_{name}");
    [
        working(
            &format!("{prefix}_review_each"),
            "Reviews, per answer",
            format!("{0}_rate*{0}_cost", of("serving_review")),
            approach.review_per_answer,
        ),
        working(
            &format!("{prefix}_errors_each"),
            "Errors, per answer",
            format!("{}*workload_error_cost", of("serving_error_rate")),
            approach.errors_per_answer,
        ),
        working(
            &format!("{prefix}_setup"),
            "Setup effort, once",
            format!("{}*hourly_rate", of("effort_setup_hours")),
            approach.setup,
        ),
        working(
            &format!("{prefix}_change"),
            "Team effort per change",
            format!("{}*hourly_rate", of("effort_hours_per_change")),
            approach.change,
        ),
    ]
}

fn workings(scenario: &Scenario, ledger: &Ledger) -> Vec<Working> {
    let mut all = Vec::new();
    for ((prefix, input_prefix), serving) in NAME_PREFIXES
        .into_iter()
        .zip([&scenario.prompting.serving, &scenario.fine_tuning.serving])
    {
        all.extend(prices(prefix, input_prefix, scenario, serving));
    }
    for ((prefix, input_prefix), approach) in NAME_PREFIXES
        .into_iter()
        .zip([&ledger.prompting, &ledger.fine_tuning])
    {
        all.extend(answers_and_effort(prefix, input_prefix, approach));
    }
    let given = scenario.workload.monthly_queries.len() as f64;
    let serves = ledger.lead_time.min(ledger.months) as f64;
    all.extend([
        working(
            "data_collection",
            "Data collection",
            "fine_tuning_data_examples*fine_tuning_data_cost_per_example+fine_tuning_data_fixed_cost".to_owned(),
            ledger.data_collection,
        ),
        working(
            "training_round",
            "One training round",
            "fine_tuning_training_runs*(MAX(fine_tuning_training_minimum_fee,fine_tuning_data_examples*fine_tuning_training_tokens_per_example*fine_tuning_training_epochs*fine_tuning_training_price/1000000)+fine_tuning_training_fixed_cost)+fine_tuning_training_evaluation_cost".to_owned(),
            ledger.training_round,
        ),
        working(
            "retraining",
            "One retraining",
            "training_round+fine_tuning_refresh_share*data_collection+t_change".to_owned(),
            ledger.retraining,
        ),
        working(
            "volumes_given",
            "Months with a volume of their own",
            "COUNT(workload_monthly_queries)".to_owned(),
            given,
        ),
        working(
            "stays",
            "Share of queries that stays with the prompted model",
            "1-fine_tuning_coverage".to_owned(),
            ledger.sharing.stays(),
        ),
        working(
            "prompted",
            "Share that the prompted model answers, fallback included",
            "stays+fine_tuning_coverage*fine_tuning_fallback_share".to_owned(),
            ledger.sharing.prompted(),
        ),
        working(
            "serves_after",
            "Months before go-live",
            "MIN(fine_tuning_lead_time_months,horizon_months)".to_owned(),
            serves,
        ),
    ]);
    all
}

pub(super) fn write(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    (study, ledger): (&Study, &Ledger),
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, "Workings", &formats.title)?;
    let note =
        "p_ is the prompted, t_ the fine-tuned model; inputs are named by their paths in the file";
    sheet.write_string_with_format(1, 0, note, &formats.note)?;
    let mut last = 0;
    for (row, working) in (3..).zip(workings(&study.scenario, ledger)) {
        last = row;
        sheet.write_string_with_format(row, 0, working.what, &formats.text)?;
        let cell = formula(&format!("={}", working.formula), working.value);
        sheet.write_formula_with_format(row, 1, cell, &formats.number)?;
        sheet.write_string_with_format(row, 2, &working.name, &formats.note)?;
        let at = format!("={SHEET}!$B${}", row + 1);
        workbook.define_name(&working.name, &at)?;
    }
    price_steps::write(workbook, sheet, &study.scenario, formats)?;
    keep_small_amounts(sheet, (3, 1), (3 + MAX_WORKINGS, 1))?;
    sheet.set_column_width(0, 58)?;
    sheet.set_column_width(1, 18)?;
    sheet.set_column_width(2, 20)?;
    // The table of price changes, beside them, isn't printed: it is as long as the longest list.
    sheet.set_print_area(0, 0, last, 2)?;
    Ok(())
}
