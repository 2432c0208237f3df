//! Phases, months and totals.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::{Approach, Phase};
use breakeven::analysis::breakeven::BreakEven;
use breakeven::scenario::inputs::{INPUTS, Input, Value};
use breakeven::scenario::quantity::Unit;
use proptest::prelude::*;

use super::{amounts, prop_assert_same, scale, set, set_exactly};
use crate::generated::{cases, scenarios};

/// An input that is an amount of money: a price or a cost.
fn is_price_or_cost(input: &Input) -> bool {
    matches!(input.unit, Unit::Money(_))
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn phases_add_up_to_the_total_and_months_to_the_phases(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        let best = analysis.best_switch.as_ref().map(|best| &best.cost_path);
        for path in [&analysis.prompting.cost_path, &analysis.fine_tuning.cost_path].into_iter().chain(best) {
            let total = path.total();
            prop_assert_same!(path.by_phase.total(), total, total);
            prop_assert_eq!(path.after[analysis.months()], total);
            for phase in Phase::ALL {
                let months: f64 = path.by_month.iter().map(|month| month[phase]).sum();
                prop_assert_same!(months, path.by_phase[phase], total);
            }
            let mut sum = 0.0;
            for (t, month) in path.by_month.iter().enumerate() {
                sum += month.total();
                prop_assert_same!(sum, path.after[t], total);
            }
        }
    }

    #[test]
    fn costs_only_rise_and_start_with_what_is_paid_upfront(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        for path in [&analysis.prompting.cost_path, &analysis.fine_tuning.cost_path] {
            prop_assert_eq!(path.upfront(), path.after[0]);
            for t in 1..=analysis.months() {
                prop_assert!(path.after[t - 1] <= path.before[t]);
                prop_assert!(path.before[t] <= path.after[t]);
            }
        }
    }

    // Nothing is changed, retrained or replaced at the horizon itself (docs/formulas.md §2), so the last month is the same but for its end.
    #[test]
    fn a_horizon_cut_short_gives_the_same_months_before_its_last(scenario in scenarios(), part in 0.0..1.0) {
        let long = Analysis::new(&scenario);
        let cut = ((part * long.months() as f64) as usize).max(1);
        let mut shorter = scenario.clone();
        set_exactly(&mut shorter, "horizon_months", cut as f64);
        let short = Analysis::new(&shorter);
        prop_assert_eq!(&short.volume[..], &long.volume[..cut]);
        prop_assert_eq!(&short.queries[..], &long.queries[..=cut]);
        for approach in Approach::ALL {
            let (short, long) = (&short.costs_of(approach).cost_path, &long.costs_of(approach).cost_path);
            prop_assert_eq!(&short.before[..], &long.before[..=cut]);
            prop_assert_eq!(&short.after[..cut], &long.after[..cut]);
            prop_assert_eq!(&short.by_month[..cut], &long.by_month[..cut]);
            prop_assert_eq!(short.after[cut], short.before[cut]);
        }
        prop_assert_eq!(short.rule_of_thumb, long.rule_of_thumb);
        prop_assert_eq!(short.fine_tuning_upfront, long.fine_tuning_upfront);
    }

    #[test]
    fn equal_serving_without_upfront_cost_makes_no_difference(mut scenario in scenarios()) {
        for prompted in INPUTS.iter() {
            let Some(rest) = prompted.path.strip_prefix("prompting.") else {
                continue;
            };
            let has_twin = !rest.starts_with("model_");
            if has_twin && prompted.applies(&scenario) {
                let value = prompted.value(&scenario);
                set(&mut scenario, &format!("fine_tuning.{rest}"), value);
            }
        }
        for tuned in INPUTS.iter() {
            let cost = ["fine_tuning.data.", "fine_tuning.training."];
            if cost.iter().any(|group| tuned.path.starts_with(group)) {
                tuned.set_exactly(&mut scenario, 0.0).unwrap();
            }
        }
        for path in [
            "fine_tuning.effort.setup_hours",
            "prompting.effort.setup_hours",
            "fine_tuning.fallback_share",
            "fine_tuning.retrainings_per_year",
        ] {
            set_exactly(&mut scenario, path, 0.0);
        }
        set_exactly(&mut scenario, "fine_tuning.coverage", 1.0);
        for path in [
            "prompting.model_retires_month",
            "prompting.model_life_months",
            "fine_tuning.base_model_retires_month",
            "fine_tuning.base_model_life_months",
        ] {
            set(&mut scenario, path, Value::Absent);
        }
        let analysis = Analysis::new(&scenario);
        prop_assert_eq!(analysis.saving(), 0.0);
        prop_assert_eq!(&analysis.crossings[..], &[]);
        prop_assert_eq!(analysis.break_even, BreakEven::Never);
        prop_assert!(analysis.best_switch.is_none());
        prop_assert_eq!(analysis.rule_of_thumb.queries(), None);
    }

    // Halved rather than doubled: that keeps every amount in its domain.
    #[test]
    fn with_every_price_and_cost_halved_money_halves_and_break_even_stays(scenario in scenarios()) {
        let mut halved = scenario.clone();
        for cost in INPUTS.iter().filter(|input| is_price_or_cost(input)) {
            if let Value::Estimate(estimate) = cost.value(&scenario) {
                cost.set(&mut halved, Value::Estimate(estimate.map(|amount| amount / 2.0))).unwrap();
            }
        }
        let (whole, half) = (Analysis::new(&scenario), Analysis::new(&halved));
        let (whole_amounts, half_amounts) = (amounts(&whole), amounts(&half));
        prop_assert_eq!(whole_amounts.len(), half_amounts.len());
        for (whole_amount, half_amount) in whole_amounts.into_iter().zip(half_amounts) {
            prop_assert_same!(whole_amount / 2.0, half_amount, scale(&half));
        }
        prop_assert_same!(whole.saving() / 2.0, half.saving(), scale(&half));
        prop_assert_eq!(whole.crossings.len(), half.crossings.len());
        for (whole, half) in whole.crossings.iter().zip(&half.crossings) {
            // A crossing of two nearly parallel curves magnifies the rounding of the amounts.
            prop_assert!((whole.at.month - half.at.month).abs() < 1e-6);
            prop_assert_eq!(whole.cheaper_after, half.cheaper_after);
        }
        let month = |analysis: &Analysis| analysis.break_even.moment().map(|moment| (moment.month * 1e3).round());
        prop_assert_eq!(month(&whole), month(&half));
        let rule = |analysis: &Analysis| analysis.rule_of_thumb.queries();
        prop_assert_eq!(rule(&whole).is_some(), rule(&half).is_some());
        prop_assert_eq!(whole.best_switch.map(|best| best.month), half.best_switch.map(|best| best.month));
    }

    #[test]
    fn present_values_are_the_plain_amounts_discounted_each_by_its_own_time(scenario in scenarios()) {
        let mut plain = scenario.clone();
        set_exactly(&mut plain, "discount_rate", 0.0);
        let (discounted, plain) = (Analysis::new(&scenario), Analysis::new(&plain));
        let a_year = 1.0 + scenario.discount_rate.get();
        for approach in Approach::ALL {
            let (discounted, plain) = (&discounted.costs_of(approach).cost_path, &plain.costs_of(approach).cost_path);
            for (t, (discounted, plain)) in discounted.by_month.iter().zip(&plain.by_month).enumerate() {
                for phase in Phase::ALL {
                    let value = plain[phase] * a_year.powf(t as f64 / -12.0);
                    prop_assert_same!(discounted[phase], value, 0.0);
                }
            }
            let sum: f64 = plain.by_month.iter().flat_map(|month| Phase::ALL.map(|phase| month[phase])).sum();
            prop_assert_same!(sum, plain.total(), plain.total());
        }
    }
}
