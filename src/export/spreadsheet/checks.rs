//! What the sheet of inputs says of each cell that may be changed: whether its value is allowed, and whether it is still the one that was
//! exported. While a value isn't allowed there are no figures: the ledger and the summary hold #N/A.
//!
//! A cell's domain is also a rule for typing into it. That alone isn't enough, since what is pasted or cleared isn't checked by a rule.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, XlsxError};

use crate::scenario::domain::{Amount, Bounds as _, Domain};
use crate::scenario::inputs::{INPUTS, Input, Kind};

use super::price_steps;

/// The named cell with the number of inputs whose values aren't allowed.
pub(super) const FAULTS: &str = "inputs_not_allowed";
/// The named cell with the number of inputs that were changed since the export.
pub(super) const CHANGES: &str = "inputs_changed";

/// Inputs of a group for which the formulas put the default where the cell is empty.
const WITH_DEFAULTS: [&str; 5] = [
    ".hosting.replicas",
    ".hosting.peak_to_mean",
    ".hosting.hours_per_month",
    ".hosting.billing",
    ".hosting.overhead",
];

/// A formula that is 1 if the cell `at` holds a value that the input can't have, and else 0. `at_path` finds the cells of other inputs. `None`
/// if the input can have any value.
pub(super) fn fault(
    input: &Input,
    at: &str,
    at_path: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let when_empty = match input.group {
        _ if input.is_optional() || WITH_DEFAULTS.iter().any(|end| input.path.ends_with(end)) => {
            "0".to_owned()
        }
        // A group is there as soon as one of its cells is filled.
        Some(group) => {
            let members = INPUTS.iter().filter(|other| other.group == Some(group));
            let cells: Vec<String> = members.filter_map(|other| at_path(other.path)).collect();
            format!("IF(COUNTA({})>0,1,0)", cells.join(","))
        }
        None => "1".to_owned(),
    };
    if let Some(prefix) = price_steps::prefix_of(input.path) {
        // A number isn't a list of changes, and neither is an error.
        let faults = price_steps::faults(prefix);
        return Some(format!(
            "=IF(ISBLANK({at}),0,IF(ISTEXT({at}),IF({faults}>0,1,0),1))"
        ));
    }
    let when_filled = match (input.kind, input.path) {
        (Kind::Estimate { domain, .. } | Kind::Number { domain, .. }, _) => outside(&domain, at),
        (Kind::Choice(choices), _) => among(choices.iter().map(|(name, _)| *name), at),
        (Kind::YesNo, _) => among(["yes", "no"].into_iter(), at),
        (Kind::Text, "currency") => not_a_code(at),
        (Kind::Text, "start") => not_a_month(at),
        (
            Kind::Text
            | Kind::Steps
            | Kind::Correlations
            | Kind::Actuals
            | Kind::Numbers { .. }
            | Kind::Group,
            _,
        ) => return None,
    };
    Some(format!("=IF(ISBLANK({at}),{when_empty},{when_filled})"))
}

/// 1 if the cell holds no number of the domain. Text isn't compared with numbers: a spreadsheet would find it larger than any.
fn outside(domain: &Domain, at: &str) -> String {
    let Domain { min, max, whole } = domain;
    let fraction = if *whole {
        format!("IF({at}=INT({at}),0,1)")
    } else {
        "0".to_owned()
    };
    format!("IF(ISNUMBER({at}),IF({at}<{min},1,IF({at}>{max},1,{fraction})),1)")
}

/// 1 if the cell holds none of these words.
fn among<'a>(words: impl Iterator<Item = &'a str>, at: &str) -> String {
    let tests = words.map(|word| format!("EXACT({at},\"{word}\")"));
    let tests: Vec<String> = tests.collect();
    format!("IF(ISERROR({at}),1,IF(OR({}),0,1))", tests.join(","))
}

/// 1 if the cell doesn't hold three capital letters.
fn not_a_code(at: &str) -> String {
    let letter = |place: u32| format!("ABS(CODE(MID({at},{place},1))-77.5)<13");
    let letters = [1, 2, 3].map(letter).join(",");
    format!("IF(ISTEXT({at}),IF(LEN({at})=3,IF(AND({letters}),0,1),1),1)")
}

/// 1 if the cell doesn't hold a year and a month, "2027-01".
fn not_a_month(at: &str) -> String {
    let (year, month) = (
        format!("VALUE(LEFT({at},4))"),
        format!("VALUE(RIGHT({at},2))"),
    );
    let is_month = format!("AND(MID({at},5,1)=\"-\",{year}>0,{month}>0,{month}<13)");
    let tested = format!("IF(ISERROR({is_month}),1,IF({is_month},0,1))");
    format!("IF(ISTEXT({at}),IF(LEN({at})=7,{tested},1),1)")
}

/// A formula that is 1 if the cell `at` no longer holds what it held at the export, which is in the cell `exported`. Empty isn't 0.
pub(super) fn changed(at: &str, exported: &str) -> String {
    format!(
        "=IF(ISBLANK({at}),IF(ISBLANK({exported}),0,1),IF(ISBLANK({exported}),1,IF(ISERROR({at}),1,IF(ISNUMBER({at}),IF(ISNUMBER({exported}),IF({at}={exported},0,1),1),IF(ISNUMBER({exported}),1,IF(EXACT({at},{exported}),0,1))))))"
    )
}

/// A formula with what is wrong with a month's volume, or no text. An empty cell is wrong only above a filled one: it would be taken for the
/// end of the list.
pub(super) fn volume_fault(at: &str, below: &str) -> String {
    let domain = Amount::DOMAIN;
    let text = format!("type a number, {}", describe(&domain));
    format!(
        "=IF(ISBLANK({at}),IF(COUNTA({below})>0,\"empty: type this month’s volume, 0 if none\",\"\"),IF({}=1,\"{text}\",\"\"))",
        outside(&domain, at)
    )
}

/// The values that an input can have, for the mark beside its cell.
pub(super) fn allowed(input: &Input) -> String {
    let or_empty = if input.is_optional() {
        ", or leave it empty"
    } else {
        ""
    };
    let values = match (input.kind, input.path) {
        (Kind::Steps, _) => {
            "months and factors, such as 3: 2, 13: 0.5, or leave it empty".to_owned()
        }
        (Kind::Correlations, _) => {
            "pairs of inputs: they matter in simulations only, and nothing in this sheet follows them".to_owned()
        }
        (Kind::Actuals, _) => {
            "what was billed: it is compared with the plan, and nothing in this sheet follows it".to_owned()
        }
        (Kind::Estimate { domain, .. } | Kind::Number { domain, .. }, _) if domain.whole => {
            describe(&domain)
        }
        (Kind::Estimate { domain, .. } | Kind::Number { domain, .. }, _) => {
            format!("a number, {}", describe(&domain))
        }
        (Kind::Choice(choices), _) => {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            names.join(" or ")
        }
        (Kind::YesNo, _) => "yes or no".to_owned(),
        (Kind::Text, "currency") => "three capital letters, such as EUR".to_owned(),
        (Kind::Text, "start") => "a year and a month, such as 2027-01".to_owned(),
        (Kind::Text | Kind::Numbers { .. } | Kind::Group, _) => "anything".to_owned(),
    };
    format!("type {values}{or_empty}")
}

fn describe(domain: &Domain) -> String {
    domain.describe(|bound| bound.to_string())
}

/// What may be typed into an input's cell. `None` if anything may.
pub(super) fn typing_rule(input: &Input, at: &str) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    let rule = match input.kind {
        Kind::Estimate { domain, .. } | Kind::Number { domain, .. } if domain.whole => {
            let bounds = DataValidationRule::Between(
                Formula::new(domain.min.to_string()),
                Formula::new(domain.max.to_string()),
            );
            rule.allow_whole_number_formula(bounds)
        }
        Kind::Estimate { domain, .. } | Kind::Number { domain, .. } => {
            rule.allow_decimal_number(DataValidationRule::Between(domain.min, domain.max))
        }
        Kind::Choice(choices) => {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            rule.allow_list_strings(&names)?
        }
        Kind::YesNo => rule.allow_list_strings(&["yes", "no"])?,
        Kind::Text if input.path == "currency" => {
            rule.allow_custom(Formula::new(format!("{}=0", not_a_code(at))))
        }
        Kind::Text if input.path == "start" => {
            rule.allow_custom(Formula::new(format!("{}=0", not_a_month(at))))
        }
        Kind::Numbers { .. }
        | Kind::Text
        | Kind::Steps
        | Kind::Correlations
        | Kind::Actuals
        | Kind::Group => return Ok(None),
    };
    let rule = rule
        .ignore_blank(input.is_optional() || input.group.is_some())
        .set_error_title("Invalid value")?
        .set_error_message(capitalized(&allowed(input)))?;
    Ok(Some(rule))
}

/// What may be typed into the cell of a month's volume.
pub(super) fn volume_rule() -> Result<DataValidation, XlsxError> {
    let Domain { min, max, .. } = Amount::DOMAIN;
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(min, max))
        .set_error_title("Invalid value")?
        .set_error_message(format!("Type a number, {}", describe(&Amount::DOMAIN)))
}

/// Nothing may be typed into a cell that no formula reads.
pub(super) fn no_typing(why: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_custom(Formula::new("FALSE"))
        .set_error_title("Invalid value")?
        .set_error_message(why)
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
