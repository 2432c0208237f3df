//! Several scenarios side by side: the results of each, and the inputs in which they differ.

use crate::analysis::approach::Approach;
use crate::analysis::breakeven::{BreakEven, Moment};
use crate::analysis::finding::base::NO_PRICES;
use crate::analysis::finding::calendar::month_of;
use crate::analysis::price::{is_unpriced, unpriced};
use crate::scenario::inputs::{INPUTS, Input, Value};
use crate::scenario::quantity::{Unit, count, money, percent};
use crate::scenario::{Estimate, Scenario};

use super::Study;

/// A row: a name, and a cell for each scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// "Saving", "Output length (prompting)".
    pub name: String,
    /// What its numbers count, in the file's own units: "USD per 1M tokens", "share", "tokens".
    pub unit: String,
    /// A cell for each scenario.
    pub cells: Vec<ResultCell>,
    /// Whether the row is a result; otherwise it is an input.
    pub is_result: bool,
}

/// A scenario's cell in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultCell {
    /// The value to read: "$30.8k", "–".
    pub text: String,
    /// The value to calculate with; `None` if it isn't a single number.
    pub value: Option<f64>,
}

impl ResultCell {
    fn number(text: String, value: f64) -> Self {
        Self {
            text,
            value: Some(value),
        }
    }

    fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            value: None,
        }
    }
}

/// The results of the scenarios, and their inputs: only those that differ, or with `all_inputs` every one that a scenario states.
pub fn rows(studies: &[Study], all_inputs: bool) -> Vec<Row> {
    let mut rows = results(studies);
    for input in INPUTS.iter() {
        // The names are the heads of the columns, and notes can't be compared.
        if matches!(input.path, "name" | "notes") {
            continue;
        }
        let values: Vec<Option<Value>> = studies
            .iter()
            .map(|study| {
                let scenario = &study.scenario;
                input.applies(scenario).then(|| input.value(scenario))
            })
            .collect();
        let differs = values.windows(2).any(|pair| pair[0] != pair[1]);
        if !(differs || all_inputs && values.iter().flatten().any(is_stated)) {
            continue;
        }
        let cells = studies.iter().zip(&values);
        rows.push(Row {
            name: input.full_label(),
            unit: unit_words(input.unit, common_currency(studies)),
            cells: cells
                .map(|(study, value)| input_cell(input, study, value.as_ref()))
                .collect(),
            is_result: false,
        });
    }
    rows
}

/// Whether an input has a value.
fn is_stated(value: &Value) -> bool {
    *value != Value::Absent && *value != Value::Numbers(Vec::new())
}

fn input_cell(input: &Input, study: &Study, value: Option<&Value>) -> ResultCell {
    let Some(value) = value.filter(|value| is_stated(value)) else {
        return ResultCell::text("–");
    };
    let text = match value {
        Value::Numbers(_) | Value::Estimate(_) => input.describe(&study.scenario),
        _ => input.text(&study.scenario),
    };
    match value {
        Value::Estimate(Estimate::Exact(value)) => ResultCell::number(text, *value),
        _ => ResultCell::text(text),
    }
}

/// A unit of files in words: "USD per 1M tokens", "share", "tokens".
pub fn unit_words(unit: Unit, currency: Option<&str>) -> String {
    let words = match unit {
        Unit::None => String::new(),
        Unit::Count(words) | Unit::Things(words) => words.to_owned(),
        Unit::Percent(words) => format!("share {words}"),
        Unit::Money(words) => format!("{} {words}", currency.unwrap_or("own currency")),
    };
    words.trim_end().to_owned()
}

/// A result as a row of the comparison.
struct ResultRow {
    name: &'static str,
    unit: Unit,
    cell: fn(&Study) -> ResultCell,
}

const RESULTS: &[ResultRow] = &[
    ResultRow {
        name: "Recommendation",
        unit: Unit::None,
        cell: |study| {
            let recommendation = study.headline().recommendation.clone();
            ResultCell::text(recommendation.unwrap_or(NO_PRICES.to_owned()))
        },
    },
    ResultRow {
        name: "Saving (base case)",
        unit: Unit::Money(""),
        cell: |study| {
            if is_unpriced(&study.scenario) {
                return ResultCell::text(NO_PRICES);
            }
            money_cell(study, study.analysis.saving())
        },
    },
    ResultRow {
        name: "Expected saving (base case)",
        unit: Unit::Money(""),
        cell: |study| {
            if is_unpriced(&study.scenario) {
                return ResultCell::text(NO_PRICES);
            }
            money_cell(study, study.analysis.expected_saving())
        },
    },
    ResultRow {
        name: "Chance of saving money",
        unit: Unit::Percent(""),
        cell: |study| match study.risk() {
            Some(risk) => {
                let chance = risk.probability_cheaper;
                // No certainty beyond what was simulated.
                let text = if chance == 1.0 {
                    "every simulation".to_owned()
                } else if chance == 0.0 {
                    "no simulation".to_owned()
                } else {
                    percent(chance)
                };
                ResultCell::number(text, chance)
            }
            None if is_unpriced(&study.scenario) => ResultCell::text(NO_PRICES),
            None => ResultCell::text("no ranges"),
        },
    },
    ResultRow {
        name: "Break-even month",
        unit: Unit::Count("months"),
        cell: |study| {
            break_even_cell(study, |moment| {
                let text = match study.analysis.break_even {
                    BreakEven::FromTheStart => "from the start".to_owned(),
                    _ => month_of(moment).to_string(),
                };
                ResultCell::number(text, moment.month)
            })
        },
    },
    ResultRow {
        name: "Break-even volume",
        unit: Unit::Count("queries"),
        cell: |study| {
            break_even_cell(study, |moment| {
                ResultCell::number(count(moment.queries), moment.queries)
            })
        },
    },
    ResultRow {
        name: "Total, prompting",
        unit: Unit::Money(""),
        cell: |study| total_cell(study, Approach::Prompting),
    },
    ResultRow {
        name: "Total, fine-tuning",
        unit: Unit::Money(""),
        cell: |study| total_cell(study, Approach::FineTuning),
    },
    ResultRow {
        name: "Upfront cost",
        unit: Unit::Money(""),
        cell: |study| money_cell(study, study.analysis.fine_tuning_upfront),
    },
];

fn results(studies: &[Study]) -> Vec<Row> {
    RESULTS
        .iter()
        .map(|result| Row {
            name: result.name.to_owned(),
            unit: unit_words(result.unit, common_currency(studies)),
            cells: studies.iter().map(result.cell).collect(),
            is_result: true,
        })
        .collect()
}

fn break_even_cell(study: &Study, cell: impl Fn(Moment) -> ResultCell) -> ResultCell {
    if is_unpriced(&study.scenario) {
        return ResultCell::text(NO_PRICES);
    }
    let moment = study.analysis.break_even.moment();
    moment.map_or(ResultCell::text("never"), cell)
}

fn total_cell(study: &Study, approach: Approach) -> ResultCell {
    if unpriced(&study.scenario).contains(&approach) {
        return ResultCell::text(NO_PRICES);
    }
    money_cell(study, study.analysis.costs_of(approach).cost_path.total())
}

fn money_cell(study: &Study, value: f64) -> ResultCell {
    ResultCell::number(money(value, &study.scenario.currency), value)
}

/// The currency that all studies count in. `None` if there are several, whose amounts can't be compared, or no studies.
pub fn common_currency(studies: &[Study]) -> Option<&str> {
    let first = studies.first()?.scenario.currency.code();
    let same = studies
        .iter()
        .all(|study| study.scenario.currency.code() == first);
    same.then_some(first)
}

/// What the comparison of one amount of several scenarios found.
#[derive(Debug, Clone)]
pub enum ComparisonFinding<'a> {
    /// There are no scenarios.
    NoScenarios,
    /// The scenarios count in several currencies: these two in different ones.
    SeveralCurrencies {
        /// The first scenario.
        first: &'a Scenario,
        /// The first one that counts in another currency.
        other: &'a Scenario,
    },
    /// No scenario has the prices that the amount is made of.
    NoPrices,
    /// The scenarios with the largest and the smallest amount, of those that have prices; the same ones twice if all are equal.
    Extremes {
        /// Those with the largest amount.
        most: Extreme<'a>,
        /// Those with the smallest amount.
        least: Extreme<'a>,
    },
}

/// The scenarios that share the largest or the smallest amount.
#[derive(Debug, Clone)]
pub struct Extreme<'a> {
    /// The scenarios, at least one.
    pub scenarios: Vec<&'a Scenario>,
    /// Their amount.
    pub amount: f64,
}

/// Compares one amount of several scenarios; it is `None` where prices are missing.
fn compare<'a>(
    studies: &'a [Study],
    amount: impl Fn(&Study) -> Option<f64>,
) -> ComparisonFinding<'a> {
    let Some(first) = studies.first() else {
        return ComparisonFinding::NoScenarios;
    };
    let code = first.scenario.currency.code();
    let other = studies
        .iter()
        .find(|study| study.scenario.currency.code() != code);
    if let Some(other) = other {
        return ComparisonFinding::SeveralCurrencies {
            first: &first.scenario,
            other: &other.scenario,
        };
    }
    let with_amount = |study: &'a Study| Some((&study.scenario, amount(study)?));
    let amounts: Vec<_> = studies.iter().filter_map(with_amount).collect();
    let extreme = |amount: f64| {
        let of_amount = amounts.iter().filter(|one| one.1 == amount);
        let scenarios = of_amount.map(|one| one.0).collect();
        Extreme { scenarios, amount }
    };
    let values = || amounts.iter().map(|one| one.1);
    match (values().reduce(f64::min), values().reduce(f64::max)) {
        (Some(least), Some(most)) => ComparisonFinding::Extremes {
            most: extreme(most),
            least: extreme(least),
        },
        _ => ComparisonFinding::NoPrices,
    }
}

/// The scenarios in which fine-tuning saves most and least.
pub fn compare_savings(studies: &[Study]) -> ComparisonFinding<'_> {
    compare(studies, |study| {
        let is_known = !is_unpriced(&study.scenario);
        is_known.then(|| study.analysis.expected_saving())
    })
}

/// The scenarios in which prompting costs most and least.
pub fn compare_costs(studies: &[Study]) -> ComparisonFinding<'_> {
    compare(studies, |study| {
        let is_known = study.scenario.prompting_is_priced();
        is_known.then(|| study.analysis.prompting.cost_path.total())
    })
}
