//! Where the curves of cost meet, and when fine-tuning breaks even.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::{Approach, cheaper_of};
use breakeven::analysis::breakeven::{BreakEven, queries_at};
use breakeven::analysis::strategy::CostPath;
use breakeven::scenario::Scenario;
use proptest::prelude::*;

use super::{scale, set_exactly};
use crate::generated::{cases, scenarios};
use crate::support::input;

/// Both curves at t = 0..=T, before and after what is booked at t, as (t, prompting, fine-tuning).
fn curve_points(analysis: &Analysis) -> Vec<(f64, f64, f64)> {
    let (prompting, tuned) = (
        &analysis.prompting.cost_path,
        &analysis.fine_tuning.cost_path,
    );
    (0..=analysis.months())
        .flat_map(|t| {
            [
                (t as f64, prompting.before[t], tuned.before[t]),
                (t as f64, prompting.after[t], tuned.after[t]),
            ]
        })
        .collect()
}

/// A curve at any t, before what is booked there.
fn curve_at(path: &CostPath, month: f64) -> f64 {
    let whole = (month.ceil() as usize).clamp(1, path.before.len() - 1);
    let (from, to) = (path.after[whole - 1], path.before[whole]);
    from + (month - (whole - 1) as f64) * (to - from)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn crossings_alternate_in_time_within_the_horizon(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        for pair in analysis.crossings.windows(2) {
            prop_assert!(pair[0].cheaper_after != pair[1].cheaper_after);
            prop_assert!(pair[0].at.month <= pair[1].at.month);
        }
        for crossing in &analysis.crossings {
            prop_assert!((0.0..=analysis.months() as f64).contains(&crossing.at.month));
            prop_assert_eq!(crossing.at.queries, queries_at(&analysis.queries, crossing.at.month));
        }
        if let Some(last) = analysis.crossings.last() {
            prop_assert!(analysis.cheaper().is_none_or(|approach| approach == last.cheaper_after));
        }
    }

    // Found in another way: the changes of sign between the points of the curves.
    #[test]
    fn there_are_as_many_crossings_as_changes_of_who_is_cheaper(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        let points = curve_points(&analysis);
        let mut approaches: Vec<_> = points.iter().filter_map(|&(_, prompting, tuned)| cheaper_of(prompting, tuned)).collect();
        approaches.dedup();
        // Curves that coincide for the first months and part later cross where they part.
        let parts_later = points.iter().take_while(|&&(_, prompting, tuned)| cheaper_of(prompting, tuned).is_none()).last();
        let parting = usize::from(parts_later.is_some_and(|&(t, ..)| t > 0.0) && !approaches.is_empty());
        prop_assert_eq!(analysis.crossings.len(), approaches.len().saturating_sub(1) + parting);
    }

    #[test]
    fn at_a_crossing_the_curves_meet_or_one_steps_over_the_other(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        let (prompting, tuned) = (&analysis.prompting.cost_path, &analysis.fine_tuning.cost_path);
        for crossing in &analysis.crossings {
            let month = crossing.at.month;
            let (left, right) = (curve_at(prompting, month), curve_at(tuned, month));
            let stepped = month.fract() == 0.0 && {
                let t = month as usize;
                cheaper_of(prompting.after[t], tuned.after[t]) == Some(crossing.cheaper_after)
                    && cheaper_of(prompting.before[t], tuned.before[t]) != Some(crossing.cheaper_after)
            };
            prop_assert!(stepped || (left - right).abs() <= 1e-9 * scale(&analysis), "at {month}: {left} and {right}");
        }
    }

    #[test]
    fn break_even_is_the_last_crossing_if_fine_tuning_stays_cheaper(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        let cheaper_at_horizon = analysis.cheaper() == Some(Approach::FineTuning);
        let last = analysis.crossings.last();
        match analysis.break_even {
            BreakEven::FromTheStart => prop_assert!(cheaper_at_horizon && last.is_none()),
            BreakEven::At(moment) => {
                prop_assert!(cheaper_at_horizon);
                prop_assert_eq!(moment, last.unwrap().at);
                prop_assert_eq!(last.unwrap().cheaper_after, Approach::FineTuning);
            }
            BreakEven::Never => prop_assert!(!cheaper_at_horizon),
        }
        // From break-even on prompting is never the cheaper one.
        if let Some(moment) = analysis.break_even.moment() {
            for (t, prompting, tuned) in curve_points(&analysis) {
                prop_assert!(t <= moment.month || cheaper_of(prompting, tuned) != Some(Approach::Prompting), "at {}", t);
            }
        }
    }

    #[test]
    fn a_higher_upfront_cost_never_brings_break_even_earlier(scenario in scenarios(), more in 1.0..10_000.0) {
        let month = |scenario: &Scenario| {
            Analysis::new(scenario).break_even.moment().map_or(f64::INFINITY, |moment| moment.month)
        };
        let before = month(&scenario);
        let upfront = [
            "fine_tuning.data.fixed_cost",
            "fine_tuning.training.evaluation_cost",
            "fine_tuning.effort.setup_hours",
        ];
        for path in upfront {
            let mut dearer = scenario.clone();
            let base = input(path).base(&scenario).unwrap();
            set_exactly(&mut dearer, path, base + more);
            let after = month(&dearer);
            prop_assert!(after >= before - 1e-9, "{path}: {before} became {after}");
        }
    }
}
