//! What must hold for every valid scenario: docs/formulas.md §8, statement by statement, and what figures owe to each other.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::{Approach, Phase, cheaper_of};
use breakeven::analysis::breakeven::{BreakEven, queries_at};
use breakeven::analysis::finding::base::BaseFinding;
use breakeven::analysis::ledger::Ledger;
use breakeven::analysis::strategy::{self, CostPath, Strategy};
use breakeven::export;
use breakeven::files::format;
use breakeven::scenario::domain::{Bounds as _, Horizon};
use breakeven::scenario::inputs::{INPUTS, Input, Kind, Value};
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::quantity::Unit;
use breakeven::scenario::{AtRetirement, Scenario};
use breakeven::study::Study;
use proptest::prelude::*;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use crate::generated::{cases, extremes, scenarios};
use crate::support::{input, same_within, scenario as read};

/// Two figures are the same but for rounding in sums as large as `scale`.
macro_rules! prop_assert_same {
    ($left:expr, $right:expr, $scale:expr) => {{
        let (left, right) = ($left, $right);
        prop_assert!(same_within(left, right, $scale), "{left} is not {right}");
    }};
}

fn set(scenario: &mut Scenario, path: &str, value: Value) {
    input(path).set(scenario, value).unwrap();
}

fn set_exactly(scenario: &mut Scenario, path: &str, value: f64) {
    input(path).set_exactly(scenario, value).unwrap();
}

/// An input that is an amount of money: a price or a cost.
fn is_price_or_cost(input: &Input) -> bool {
    matches!(input.unit, Unit::Money(_))
}

/// The largest of the amounts that a cost path adds up to.
fn scale(analysis: &Analysis) -> f64 {
    analysis
        .prompting
        .cost_path
        .total()
        .max(analysis.fine_tuning.cost_path.total())
}

/// Every amount of money that an analysis states.
fn amounts(analysis: &Analysis) -> Vec<f64> {
    let mut amounts = vec![
        analysis.fine_tuning_upfront,
        analysis.prompting.per_query,
        analysis.fine_tuning.per_query,
    ];
    let best = analysis.best_switch.iter().map(|best| &best.cost_path);
    for path in [
        &analysis.prompting.cost_path,
        &analysis.fine_tuning.cost_path,
    ]
    .into_iter()
    .chain(best)
    {
        amounts.extend(&path.before);
        amounts.extend(&path.after);
        let phases = path.by_month.iter().chain([&path.by_phase]);
        amounts.extend(phases.flat_map(|costs| Phase::ALL.map(|phase| costs[phase])));
    }
    amounts
}

/// Every number that an analysis states.
fn numbers(analysis: &Analysis) -> Vec<f64> {
    let mut numbers = amounts(analysis);
    numbers.push(analysis.saving());
    numbers.extend(&analysis.volume);
    numbers.extend(&analysis.queries);
    numbers.extend(analysis.prompting.latency_ms);
    numbers.extend(analysis.fine_tuning.latency_ms);
    numbers.extend(analysis.rule_of_thumb.queries());
    let crossings = analysis.crossings.iter().map(|crossing| crossing.at);
    for moment in crossings.chain(analysis.break_even.moment()) {
        numbers.extend([moment.month, moment.queries]);
    }
    numbers
}

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

// Properties over scenarios of which none ever breaks even would say little.
#[test]
fn the_generated_scenarios_reach_what_the_properties_are_about() {
    let mut runner = TestRunner::new(cases(0));
    let mut counts = [0; 8];
    for _ in 0..400 {
        let scenario = scenarios().new_tree(&mut runner).unwrap().current();
        let analysis = Analysis::new(&scenario);
        let tuned = &analysis.fine_tuning.cost_path;
        let seen = [
            analysis.crossings.len() == 1,
            analysis.crossings.len() > 1,
            matches!(analysis.break_even, BreakEven::At(_)),
            analysis.break_even == BreakEven::Never,
            analysis.better_than_both().is_some(),
            tuned.returned.is_some(),
            tuned.by_phase[Phase::Iteration] > 0.0,
            INPUTS.iter().any(|input| !input.is_default(&scenario)),
        ];
        for (count, seen) in counts.iter_mut().zip(seen) {
            *count += i32::from(seen);
        }
    }
    assert!(counts.iter().all(|count| *count >= 4), "{counts:?}");
    // Each input is stated in some of them.
    let mut unstated: Vec<_> = INPUTS.iter().collect();
    for _ in 0..60 {
        let scenario = scenarios().new_tree(&mut runner).unwrap().current();
        unstated.retain(|input| input.is_default(&scenario));
    }
    assert_eq!(unstated, [] as [&Input; 0]);
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

    #[test]
    fn a_switch_at_zero_is_fine_tuning(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        let ledger = Ledger::new(&scenario);
        prop_assert_eq!(&strategy::cost_path(&ledger, Strategy::SwitchAt(0)), &analysis.fine_tuning.cost_path);
        prop_assert_eq!(&strategy::cost_path(&ledger, Strategy::Prompting), &analysis.prompting.cost_path);
    }

    // One exception: a base model that retires exactly at the cut horizon is neither retrained nor returned from, because
    // nothing comes after (docs/formulas.md §2, "except at the horizon"). Then the same holds until just before that month's end.
    #[test]
    fn a_horizon_cut_short_gives_the_same_first_months(scenario in scenarios(), part in 0.0..1.0) {
        let long = Analysis::new(&scenario);
        let cut = ((part * long.months() as f64) as usize).max(1);
        let mut shorter = scenario.clone();
        set_exactly(&mut shorter, "horizon_months", cut as f64);
        let short = Analysis::new(&shorter);
        prop_assert_eq!(&short.volume[..], &long.volume[..cut]);
        prop_assert_eq!(&short.queries[..], &long.queries[..=cut]);
        prop_assert_eq!(&short.prompting.cost_path.after[..], &long.prompting.cost_path.after[..=cut]);
        prop_assert_eq!(&short.prompting.cost_path.by_month[..], &long.prompting.cost_path.by_month[..=cut]);
        let (tuned, tuned_long) = (&short.fine_tuning.cost_path, &long.fine_tuning.cost_path);
        prop_assert_eq!(&tuned.before[..], &tuned_long.before[..=cut]);
        prop_assert_eq!(&tuned.after[..cut], &tuned_long.after[..cut]);
        let lead_time = scenario.fine_tuning.lead_time_months.whole() as usize;
        let retires = cut < long.months() && Ledger::new(&scenario).retires_at(cut, lead_time);
        if !retires {
            prop_assert_eq!(&tuned.after[..], &tuned_long.after[..=cut]);
            prop_assert_eq!(&tuned.by_month[..], &tuned_long.by_month[..=cut]);
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
            if prompted.applies(&scenario) {
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
        for path in ["fine_tuning.effort.setup_hours", "prompting.effort.setup_hours", "fine_tuning.fallback_share"] {
            set_exactly(&mut scenario, path, 0.0);
        }
        // A retraining costs hours of the team, and prompting knows none.
        set(&mut scenario, "fine_tuning.base_model_life_months", Value::Absent);
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
    fn the_best_switch_is_the_least_of_all_switches(scenario in scenarios()) {
        let ledger = Ledger::new(&scenario);
        let analysis = Analysis::new(&scenario);
        let never = analysis.prompting.cost_path.total();
        let totals: Vec<f64> = (0..analysis.months())
            .map(|k| strategy::cost_path(&ledger, Strategy::SwitchAt(k)).total())
            .collect();
        let least = totals.iter().copied().fold(f64::INFINITY, f64::min);
        match analysis.best_switch {
            Some(best) => {
                prop_assert_same!(best.cost_path.total(), least, never);
                prop_assert!(best.cost_path.total() < never);
                // No earlier one is as good.
                for total in &totals[..best.month] {
                    prop_assert!(*total > best.cost_path.total());
                }
            }
            None => prop_assert!(cheaper_of(never, least) != Some(Approach::FineTuning)),
        }
    }

    // An independent way to each switch's total: prompting's own months, then a scenario that starts with the switch.
    #[test]
    fn a_switch_costs_prompting_until_it_serves(mut scenario in scenarios(), part in 0.0..1.0) {
        // What a later start would shift: retirements count from the switch, all else from month 1.
        set(&mut scenario, "fine_tuning.base_model_life_months", Value::Absent);
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

    #[test]
    fn a_written_scenario_is_read_back_the_same(scenario in scenarios()) {
        let text = format::write(&scenario).unwrap();
        prop_assert_eq!(read(&text), scenario);
    }

    #[test]
    fn every_value_as_text_is_read_back_by_the_table(scenario in scenarios()) {
        for input in INPUTS.iter().filter(|input| input.applies(&scenario)) {
            let mut copy = scenario.clone();
            let read = input.read(&input.text(&scenario), breakeven::scenario::inputs::Notation::Screen);
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
    #![proptest_config(cases(64))]

    #[test]
    fn no_figure_is_nan_or_infinite_even_at_the_ends_of_the_domains(scenario in extremes()) {
        let analysis = Analysis::new(&scenario);
        prop_assert!(numbers(&analysis).iter().all(|number| number.is_finite()), "{analysis:?}");
        let base_finding = BaseFinding::new(&scenario, &analysis);
        let study = Study::new(&scenario, 256, &DecisionSettings::default());
        let (headline, card) = (study.headline(), study.card());
        let words = format!("{} {} {headline:?} {card:?}", base_finding.headline, base_finding.detail);
        let json = export::plain::json::render(&study).unwrap();
        let csv = export::plain::csv::render_months(
            &scenario,
            &analysis,
            export::plain::table::TableStyle::FOR_PROGRAMS,
        );
        let report = export::plain::summary::render(&study);
        let record = export::plain::decision::render_record(&study)
            + &export::plain::decision::render_roadmap(&study, Some(0));
        for text in [words, json, csv, report, record] {
            // Names and notes are free; neither holds these words here.
            prop_assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
            prop_assert!(!text.contains("inf,") && !text.contains("infinit"), "{text}");
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

// Each number alone at each end of its domain, the rest at their defaults.
#[test]
fn no_single_value_at_the_end_of_its_domain_breaks_a_figure() {
    let mut base = Scenario::default();
    for group in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
        group.set(&mut base, Value::Present).unwrap();
    }
    for path in [
        "prompting.serving.price.input",
        "fine_tuning.data.fixed_cost",
        "hourly_rate",
    ] {
        set_exactly(&mut base, path, 3.0);
    }
    for input in INPUTS.iter() {
        let Some(domain) = input.domain() else {
            continue;
        };
        for end in [domain.min, domain.max, domain.nearest(1e-300)] {
            let mut scenario = base.clone();
            let value = match input.kind {
                Kind::Numbers { .. } => Value::Numbers(vec![end, 0.0, end]),
                _ => Value::Estimate(breakeven::scenario::Estimate::Exact(end)),
            };
            // More cases passed than there are is refused, and rightly.
            if input.set(&mut scenario, value).is_err() {
                assert_eq!(input.group, Some("decision.evaluation"), "{}", input.path);
                continue;
            }
            let analysis = Analysis::new(&scenario);
            let faulty: Vec<_> = numbers(&analysis)
                .into_iter()
                .filter(|number| !number.is_finite())
                .collect();
            assert!(faulty.is_empty(), "{} = {end}: {faulty:?}", input.path);
        }
    }
}

// Nothing asked, nothing priced, and not a month in service: all valid.
#[test]
fn no_volume_no_prices_and_no_service_are_valid() {
    let mut scenario = Scenario::default();
    set_exactly(&mut scenario, "workload.queries_per_month", 0.0);
    set_exactly(&mut scenario, "horizon_months", Horizon::DOMAIN.min);
    set_exactly(&mut scenario, "fine_tuning.lead_time_months", 24.0);
    assert_eq!(scenario.fine_tuning.at_retirement, AtRetirement::Retrain);
    let analysis = Analysis::new(&scenario);
    assert!(numbers(&analysis).iter().all(|number| number.is_finite()));
    assert_eq!(analysis.saving(), 0.0);
    assert_eq!(analysis.break_even, BreakEven::Never);
}
