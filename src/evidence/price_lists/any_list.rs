//! Any list: whatever stands in one, it is read or refused, and what is sound of it is sound.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::Value;

use crate::evidence::catalog::Catalog;

use super::fields::problem_of_name;
use super::tests::{GENAI, LITELLM, OPENROUTER};
use super::*;

/// What has to hold of any list that was read.
fn check(list: &PriceList) -> Result<(), TestCaseError> {
    let mut seen = HashSet::new();
    for model in list.sound() {
        let price = &model.price;
        prop_assert!(
            price
                .input
                .is_some_and(|input| input > 0.0 && input <= 300.0),
            "{model:?}"
        );
        prop_assert!(price.output >= price.input, "{model:?}");
        prop_assert!(
            price
                .cached_input
                .is_none_or(|cached| cached > 0.0 && Some(cached) <= price.input)
        );
        prop_assert!(
            price
                .cache_write
                .is_none_or(|write| Some(write) >= price.input)
        );
        prop_assert!(
            price
                .tiers
                .iter()
                .all(|tier| tier.input.min(tier.output) > 0.0
                    && tier.cached_input.is_none_or(|cached| cached > 0.0))
        );
        prop_assert!(
            price
                .tiers
                .is_sorted_by(|a, b| a.above_tokens < b.above_tokens)
        );
        prop_assert!(
            seen.insert((&model.provider, &model.model)),
            "twice: {model:?}"
        );
        let entry = model.as_catalog_entry(list.kind, "2026-11-27", Catalog::bundled().unwrap());
        prop_assert!(entry.is_ok() || model.tuned, "{entry:?}: {model:?}");
    }
    for model in &list.models {
        prop_assert!(
            problem_of_name(&model.id).is_none() && problem_of_name(&model.provider).is_none()
        );
        prop_assert!(model.why.iter().all(|reason| reason.chars().count() < 200));
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_list_with_anything_in_it_is_read_or_refused(
        which in 0_usize..3,
        changes in prop::collection::vec((0.0..1.0, 0_usize..40, "[\"{}\\[\\]:,0-9eE.\\-a-z\u{7}\u{202e}\\\\]{0,6}"), 1..4),
        day in "20[0-9]{2}-[01][0-9]-[0-3][0-9]|",
    ) {
        let mut text = [LITELLM, GENAI, OPENROUTER][which].to_owned();
        for (from, length, with) in changes {
            let from = text.floor_char_boundary((text.len() as f64 * from) as usize);
            let to = text.floor_char_boundary((from + length).min(text.len()));
            text.replace_range(from..to, &with);
        }
        if let Ok(list) = PriceList::read(&text, &day) {
            check(&list)?;
        }
    }

    #[test]
    fn values_of_any_kind_in_any_place_are_read_or_doubted(
        which in 0_usize..3,
        share in 0.0..1.0,
        with in prop::sample::select(vec![
            "null", "true", "-1", "0", "1e300", "1e-9", "\"x\"", "\"-1\"", "[]", "{}", "[{}]", "{\"base\": 1, \"tiers\": [5]}",
        ]),
    ) {
        let mut list: Value = serde_json::from_str([LITELLM, GENAI, OPENROUTER][which]).unwrap();
        let mut count = usize::MAX;
        replace(&mut list, &mut count, "null");
        let mut place = ((usize::MAX - count) as f64 * share) as usize;
        replace(&mut list, &mut place, with);
        match PriceList::read(&list.to_string(), "2026-11-27") {
            Ok(list) => check(&list)?,
            // What makes it a list was replaced; it is JSON still.
            Err(problem) => prop_assert!(problem.starts_with("it "), "{problem}"),
        }
    }
}

/// Replaces the value at a place, counted through all that is within.
fn replace(value: &mut Value, place: &mut usize, with: &str) {
    let mut go = |inner: &mut Value| {
        if *place == 0 {
            *inner = serde_json::from_str(with).unwrap();
            *place = usize::MAX;
        } else {
            *place -= 1;
            replace(inner, place, with);
        }
    };
    match value {
        Value::Array(list) => list.iter_mut().for_each(&mut go),
        Value::Object(fields) => fields.values_mut().for_each(&mut go),
        _ => {}
    }
}
