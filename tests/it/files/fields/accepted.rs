//! Right values of each field.

use breakeven::scenario::Estimate;
use breakeven::scenario::inputs::{INPUTS, Kind, Value};

use super::{file_with, right_values};
use crate::support::{input, scenario};

#[test]
fn every_field_takes_its_right_values() {
    for input in INPUTS.iter() {
        for (text, value) in right_values(input) {
            let scenario = scenario(&file_with(input, &text).text);
            assert_eq!(input.value(&scenario), value, "{}: {text}", input.path);
        }
        let group = match input.path {
            "decision.evaluation" => "(cases: 3, prompting_passed: 2, fine_tuned_passed: 1)",
            _ => "()",
        };
        if input.kind == Kind::Group {
            assert_eq!(
                input.value(&scenario(&file_with(input, group).text)),
                Value::Present
            );
        }
    }
}

#[test]
fn every_optional_field_takes_none_a_plain_value_and_some() {
    let mut optional = 0;
    for input in INPUTS.iter().filter(|input| input.is_optional()) {
        let value = |text: &str| input.value(&scenario(&file_with(input, text).text));
        assert_eq!(value("None"), Value::Absent, "{}", input.path);
        for (text, expected) in right_values(input) {
            assert_eq!(
                value(&format!("Some({text})")),
                expected,
                "{}: Some({text})",
                input.path
            );
        }
        optional += 1;
    }
    assert!(optional > 20);
    let cached = input("prompting.serving.price.cached_input");
    let quarter = Value::Estimate(Estimate::Exact(0.25));
    for text in ["0.25", "Some(0.25)", "Some( 0.25 )", "2.5e-1"] {
        assert_eq!(
            cached.value(&scenario(&file_with(cached, text).text)),
            quarter,
            "{text}"
        );
    }
}
