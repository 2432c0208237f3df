//! A switch to fine-tuning in each month, and the best of them.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::{Approach, Phase, cheaper_of};
use breakeven::analysis::ledger::Ledger;
use breakeven::analysis::strategy::{self, Strategy};
use breakeven::scenario::inputs::Value;
use proptest::prelude::*;

use super::{prop_assert_same, set, set_exactly};
use crate::generated::{cases, scenarios};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_switch_at_zero_is_fine_tuning(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        let ledger = Ledger::new(&scenario);
        prop_assert_eq!(&strategy::cost_path(&ledger, Strategy::SwitchAt(0)), &analysis.fine_tuning.cost_path);
        prop_assert_eq!(&strategy::cost_path(&ledger, Strategy::Prompting), &analysis.prompting.cost_path);
    }

    #[test]
    fn the_best_switch_is_the_least_of_all_switches(scenario in scenarios()) {
        let ledger = Ledger::new(&scenario);
        let analysis = Analysis::new(&scenario);
        let never = analysis.prompting.cost_path.total();
        // What fails costs prompting throughout and what was paid upfront.
        let p = ledger.success_chance;
        let expected = |k| {
            let succeeds = strategy::cost_path(&ledger, Strategy::SwitchAt(k)).total();
            let fails = never + ledger.upfront().total() * ledger.present_value[k];
            if p == 1.0 { succeeds } else { p * succeeds + (1.0 - p) * fails }
        };
        let totals: Vec<f64> = (0..analysis.months()).map(expected).collect();
        let least = totals.iter().copied().fold(f64::INFINITY, f64::min);
        match analysis.best_switch {
            Some(best) => {
                prop_assert_same!(best.expected_total, least, never);
                prop_assert!(best.expected_total < never);
                let path = strategy::cost_path(&ledger, Strategy::SwitchAt(best.month));
                prop_assert_eq!(&best.cost_path, &path);
                // No earlier one is as good.
                for total in &totals[..best.month] {
                    prop_assert!(*total > best.expected_total);
                }
            }
            None => prop_assert!(cheaper_of(never, least) != Some(Approach::FineTuning)),
        }
    }

    // An independent way to each switch's total: prompting's own months, then a scenario that starts with the switch.
    #[test]
    fn a_switch_costs_prompting_until_it_serves(mut scenario in scenarios(), part in 0.0..1.0) {
        // What a later start would shift: lives of base models and the schedule count from when it serves, and what was trained after a
        // retirement doesn't suffer it.
        for path in ["fine_tuning.base_model_life_months", "fine_tuning.base_model_retires_month"] {
            set(&mut scenario, path, Value::Absent);
        }
        set_exactly(&mut scenario, "fine_tuning.retrainings_per_year", 0.0);
        let ledger = Ledger::new(&scenario);
        let k = (part * ledger.months as f64) as usize;
        let switched = strategy::cost_path(&ledger, Strategy::SwitchAt(k));
        let (prompting, tuned) = (Strategy::Prompting, Strategy::SwitchAt(0));
        let (prompting, tuned) = (strategy::cost_path(&ledger, prompting), strategy::cost_path(&ledger, tuned));
        let serves_after = (k + ledger.lead_time).min(ledger.months);
        for month in 1..=ledger.months {
            let mut expected = if month <= serves_after { prompting.by_month[month] } else { tuned.by_month[month] };
            if month == k {
                expected += ledger.upfront() * ledger.present_value[k];
            }
            for phase in Phase::ALL {
                prop_assert_same!(switched.by_month[month][phase], expected[phase], 0.0);
            }
        }
    }
}
