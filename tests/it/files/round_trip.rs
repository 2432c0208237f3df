//! What is saved is what is read, again and again, and an edit changes no more of a file than its line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use breakeven::files::format;
use breakeven::files::store;
use breakeven::scenario::inputs::{INPUTS, Input, Kind, Value};
use breakeven::scenario::{Estimate, Scenario};
use proptest::prelude::*;

use super::kept::styled::styled;
use crate::generated::{cases, scenarios};

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn what_is_saved_is_opened_as_it_was_and_saved_again_in_the_same_bytes(scenario in scenarios(), seed in any::<u64>()) {
        let folder = tempfile::tempdir().unwrap();
        // One that the program makes, and one that somebody wrote by hand.
        let (own, others) = (folder.path().join("own.ron"), folder.path().join("others.ron"));
        store::save_as(&own, &scenario, None).unwrap();
        fs::write(&others, styled(&scenario, seed).text).unwrap();
        for path in [own, others] {
            let bytes = fs::read(&path).unwrap();
            let opened = store::open(&path).unwrap();
            let text = opened.text.unwrap();
            prop_assert_eq!(&opened.scenario, &scenario);
            for _ in 0..2 {
                let saved = store::save_as(&path, &opened.scenario, Some(&text)).unwrap();
                prop_assert_eq!(&saved.text, &text);
                prop_assert_eq!(fs::read(&path).unwrap(), bytes.clone());
            }
        }
    }

    #[test]
    fn an_edit_of_one_number_is_a_difference_of_one_line(scenario in scenarios(), place in any::<prop::sample::Index>(), number in 1.0..1000.0) {
        let scenario = Scenario { sources: BTreeMap::default(), ..scenario };
        let text = commented(&scenario);
        prop_assert_eq!(format::read(&text), Ok(scenario.clone()));
        let edits = edits(&scenario, number);
        prop_assume!(!edits.is_empty());
        let (path, edited) = &edits[place.index(edits.len())];
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.ron");
        fs::write(&file, &text).unwrap();
        store::save_as(&file, edited, Some(&text)).unwrap();
        let after = fs::read_to_string(&file).unwrap();
        prop_assert_eq!(store::read(&file).unwrap(), edited.clone());
        let (before, after) = (lines(&text), lines(&after));
        prop_assert_eq!(before.len(), after.len(), "{}", path);
        let differing: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
        prop_assert_eq!(differing.len(), 1, "{}: {:?}", path, differing);
        let comment = |line: &str| line.split_once("//").map(|(_, comment)| comment.to_owned());
        prop_assert_eq!(comment(differing[0].0), comment(differing[0].1));
    }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

/// The scenario as the program writes it, with a comment after each line.
fn commented(scenario: &Scenario) -> String {
    let written = format::write(scenario).unwrap();
    let mut commented = String::new();
    for (number, line) in written.lines().enumerate() {
        writeln!(commented, "{line} // line {number}").unwrap();
    }
    commented
}

/// The scenario with another number in one input each, of those that its file states as one number before and after.
fn edits(scenario: &Scenario, number: f64) -> Vec<(&'static str, Scenario)> {
    let is_stated = |input: &Input, scenario: &Scenario| {
        let value = input.value(scenario);
        let is_number = matches!(value, Value::Estimate(Estimate::Exact(_)));
        input.applies(scenario) && is_number && value != input.default_value()
    };
    let inputs = INPUTS
        .iter()
        .filter(|input| matches!(input.kind, Kind::Estimate { .. }));
    let edited = inputs
        .filter(|input| is_stated(input, scenario))
        .filter_map(|input| {
            let mut edited = scenario.clone();
            let share = input.domain()?.is_share();
            let number = if share { number / 1001.0 } else { number };
            input
                .set(&mut edited, Value::Estimate(Estimate::Exact(number)))
                .ok()?;
            (is_stated(input, &edited) && edited != *scenario).then_some((input.path, edited))
        });
    edited.collect()
}
