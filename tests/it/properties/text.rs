//! What is written is read back the same.

use breakeven::files::format;
use breakeven::scenario::inputs::{INPUTS, Notation, Value};
use proptest::prelude::*;

use crate::generated::{cases, extremes, scenarios};
use crate::support::{same_within, scenario as read};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_written_scenario_is_read_back_the_same(scenario in scenarios()) {
        let text = format::write(&scenario).unwrap();
        prop_assert_eq!(read(&text), scenario);
    }

    #[test]
    fn every_value_as_text_is_read_back_by_the_table(scenario in scenarios()) {
        for input in INPUTS.iter().filter(|input| input.applies(&scenario)) {
            let mut copy = scenario.clone();
            let read = input.read(&input.text(&scenario), Notation::Screen);
            let read = read.and_then(|value| input.set(&mut copy, value));
            prop_assert!(read.is_ok(), "{read:?} from {:?}", input.text(&scenario));
            let same = match (input.value(&copy), input.value(&scenario)) {
                (Value::Estimate(read), Value::Estimate(stated)) => {
                    let (read, stated) = (read.points(), stated.points());
                    read.len() == stated.len()
                        && read.iter().zip(&stated).all(|(read, stated)| same_within(*read, *stated, 0.0))
                }
                (Value::Numbers(read), Value::Numbers(stated)) => {
                    read.len() == stated.len()
                        && read.iter().zip(&stated).all(|(read, stated)| same_within(*read, *stated, 0.0))
                }
                (read, stated) => read == stated,
            };
            prop_assert!(same, "{input:?} as {:?}", input.text(&scenario));
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn extreme_scenarios_are_written_and_read_back_the_same(scenario in extremes()) {
        let text = format::write(&scenario).unwrap();
        prop_assert_eq!(read(&text), scenario);
    }
}
