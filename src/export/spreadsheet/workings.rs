//! What follows from the inputs alone, as named cells: the prices that apply, and the costs that arise once or at each change.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::analysis::ledger::Ledger;
use crate::analysis::price::QueryPrice;
use crate::scenario::{Scenario, Serving};
use crate::study::Study;

use super::cells::{CellFormats, formula, keep_small_amounts};

pub(super) const SHEET: &str = "Workings";
/// More rows than there are workings.
const MAX_WORKINGS: u32 = 60;

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

/// How the names of both approaches begin: of their cells here, and of their inputs.
const NAME_PREFIXES: [(&str, &str); 2] = [("p", "prompting"), ("t", "fine_tuning")];

/// The prices of an approach's queries (docs/formulas.md §2).
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
    vec![
        working(
            &format!("{prefix}_long"),
            "Whether long-context prices apply (1) or not (0)",
            format!(
                "IF(ISBLANK({long_at}_above_tokens),0,IF({}+workload_input_tokens>{long_at}_above_tokens,1,0))",
                of("prompt_tokens")
            ),
            f64::from(u8::from(price.is_long)),
        ),
        working(
            &format!("{prefix}_input"),
            "Applicable input price, per 1M tokens",
            format!("IF({prefix}_long=1,{long_at}_input,{at}_input)"),
            price.input,
        ),
        working(
            &format!("{prefix}_cached"),
            "Price of cache reads",
            stated("cached_input"),
            price.cached_input,
        ),
        working(
            &format!("{prefix}_write"),
            "Price of cache writes",
            stated("cache_write"),
            price.cache_write,
        ),
        working(
            &format!("{prefix}_output"),
            "Applicable output price",
            format!("IF({prefix}_long=1,{long_at}_output,{at}_output)"),
            price.output,
        ),
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
        all.push(working(
            &format!("{prefix}_setup"),
            "Setup effort, once",
            format!("{input_prefix}_effort_setup_hours*hourly_rate"),
            approach.setup,
        ));
        all.push(working(
            &format!("{prefix}_change"),
            "Team effort per change",
            format!("{input_prefix}_effort_hours_per_change*hourly_rate"),
            approach.change,
        ));
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
    for (row, working) in (3..).zip(workings(&study.scenario, ledger)) {
        sheet.write_string_with_format(row, 0, working.what, &formats.text)?;
        let cell = formula(&format!("={}", working.formula), working.value);
        sheet.write_formula_with_format(row, 1, cell, &formats.number)?;
        sheet.write_string_with_format(row, 2, &working.name, &formats.note)?;
        let at = format!("={SHEET}!$B${}", row + 1);
        workbook.define_name(&working.name, &at)?;
    }
    keep_small_amounts(sheet, (3, 1), (3 + MAX_WORKINGS, 1))?;
    sheet.set_column_width(0, 58)?;
    sheet.set_column_width(1, 18)?;
    sheet.set_column_width(2, 20)?;
    Ok(())
}
