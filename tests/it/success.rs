//! Fine-tuning that may fail (docs/formulas.md §3 and §6): by hand, draw by draw, and as properties.

use std::convert::Infallible;

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::ledger::Ledger;
use breakeven::analysis::risk::Risk;
use breakeven::analysis::risk::draws::each_draw;
use breakeven::analysis::risk::layout::PREVIEW_DRAWS;
use breakeven::analysis::strategy::{Strategy, expected_total, total};
use breakeven::scenario::Scenario;
use proptest::prelude::*;

use crate::generated::{cases, scenarios};
use crate::support::{example, scenario, with};

/// Prompting costs 8,000 a month for a year, fine-tuning nothing but its upfront cost of 50,000: S = 96,000 − 50,000 = 46,000.
const BY_HAND: &str = "(horizon_months: 12,
    workload: (queries_per_month: 1000, input_tokens: 0),
    prompting: (serving: (price: (input: 1), prompt_tokens: 0, output_tokens: 0, query_cost: 8)),
    fine_tuning: (
        serving: (price: (input: 1), prompt_tokens: 0, output_tokens: 0),
        data: (fixed_cost: 50000),
        success_chance: 0.7,
    ),
)";

const CHANCE: &str = "fine_tuning.success_chance";

fn at_chance(chance: &str) -> Scenario {
    with(&scenario(BY_HAND), &[(CHANCE, chance)])
}

#[test]
fn the_chance_that_is_needed_is_the_loss_over_loss_and_saving() {
    let analysis = Analysis::new(&at_chance("0.7"));
    assert!((analysis.saving() - 46_000.0).abs() < 1e-6);
    // 50,000/(46,000 + 50,000) = 0.52083
    let needed = analysis.success_needed().unwrap();
    assert!((needed - 0.520_833_333_333).abs() < 1e-9, "{needed}");
    // 0.7 · 46,000 − 0.3 · 50,000
    assert!((analysis.expected_saving() - 17_200.0).abs() < 1e-6);
    // At that chance nothing is expected, to a cent.
    let even = Analysis::new(&at_chance(&needed.to_string()));
    assert!(even.expected_saving().abs() < 0.01);
    assert!(even.best_switch.is_none());
    // The best switch is expected to cost 0.7 · 50,000 + 0.3 · (96,000 + 50,000) = 78,800.
    let best = analysis.best_switch.unwrap();
    assert_eq!(best.month, 0);
    assert!((best.expected_total - 78_800.0).abs() < 1e-6);
}

#[test]
fn the_mean_saving_of_the_draws_is_what_is_expected() {
    for chance in ["0.7", "0.4", "0"] {
        let scenario = at_chance(chance);
        let risk = Risk::new(&scenario, PREVIEW_DRAWS, &|_| true).unwrap();
        let p: f64 = chance.parse().unwrap();
        let expected = p * 46_000.0 - (1.0 - p) * 50_000.0;
        // A net has as many points below p as p says, to one.
        assert!(
            (risk.saving.mean - expected).abs() < 96_000.0 / 8192.0,
            "{}",
            risk.saving.mean
        );
        assert!((risk.probability_cheaper - p).abs() < 1e-3);
        // The lump: every failure loses exactly the upfront cost.
        let failed = risk.saving.share_up_to(-50_000.0) - risk.saving.share_below(-50_000.0);
        assert!((failed - (1.0 - p)).abs() < 1e-3);
        // Knowing whether it succeeds: gain 46,000 in a share p, less the better choice without knowing.
        let known = p * 46_000.0 - expected.max(0.0);
        assert!((risk.evpi - known).abs() < 20.0, "{} {known}", risk.evpi);
        let of_success = risk.evppi.iter().find(|one| one.input.path == CHANCE);
        match of_success {
            Some(worth) => assert!((worth.value - known).abs() < 20.0),
            None => assert_eq!(chance, "0"),
        }
        let months = &risk.break_even_month.values;
        assert_eq!(months.is_empty(), chance == "0");
    }
    assert!(Risk::new(&at_chance("1"), 1024, &|_| true).is_none());
}

#[test]
fn bands_and_totals_have_failure_in_them() {
    let risk = Risk::new(&at_chance("0.4"), PREVIEW_DRAWS, &|_| true).unwrap();
    // In six of ten draws fine-tuning costs prompting's 8,000 a month and its upfront cost.
    assert!((risk.fine_tuning.p50 - 146_000.0).abs() < 1e-6);
    assert!((risk.fine_tuning.p25 - 50_000.0).abs() < 1e-6);
    for (t, month) in risk.bands.saving.iter().enumerate() {
        assert!((month.p50 + 50_000.0).abs() < 1e-6, "{t}");
        assert!(
            (month.p75 - (8_000.0 * t as f64 - 50_000.0)).abs() < 1e-6,
            "{t}"
        );
    }
}

#[test]
fn the_chance_is_no_bar_and_leaves_the_others_standing() {
    let drivers = Drivers::new(&at_chance("0.3 to 0.9"));
    assert!(!drivers.varies_uncertain);
    assert!(drivers.tornado.iter().all(|bar| bar.input.path != CHANCE));
    assert!(!drivers.tornado.is_empty());
    assert!(
        drivers
            .tipping_values
            .iter()
            .all(|tipping| tipping.input.path != CHANCE)
    );
}

#[test]
fn a_chance_that_is_a_range_stands_for_whether_it_succeeds() {
    let support = with(&example("support-replies"), &[(CHANCE, "0.3 to 0.9")]);
    let risk = Risk::new(&support, PREVIEW_DRAWS, &|_| true).unwrap();
    let of_chance = risk.evppi.iter().filter(|one| one.input.path == CHANCE);
    assert_eq!(of_chance.count(), 1);
    let attempt = risk.attempt.unwrap();
    // The mean of the range, not its median.
    assert!((attempt.chance - 0.62).abs() < 0.02, "{}", attempt.chance);
    let means = attempt.expected_saving();
    assert!(
        (means - risk.saving.mean).abs() < 0.02 * attempt.loss,
        "{means} {}",
        risk.saving.mean
    );
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_sure_success_is_expected_to_save_what_it_saves(scenario in scenarios()) {
        let sure = with(&scenario, &[(CHANCE, "1")]);
        let analysis = Analysis::new(&sure);
        prop_assert_eq!(analysis.expected_saving(), analysis.saving());
        let ledger = Ledger::new(&sure);
        let prompting = total(&ledger, Strategy::Prompting);
        for k in 0..ledger.months {
            prop_assert_eq!(expected_total(&ledger, k, prompting), total(&ledger, Strategy::SwitchAt(k)));
        }
    }

    #[test]
    fn at_the_chance_that_is_needed_nothing_is_expected(scenario in scenarios()) {
        let analysis = Analysis::new(&scenario);
        if let Some(needed) = analysis.success_needed() {
            prop_assert!((0.0..=1.0).contains(&needed));
            let even = Analysis::new(&with(&scenario, &[(CHANCE, &needed.to_string())]));
            let scale = even.prompting.cost_path.total();
            prop_assert!(even.expected_saving().abs() <= 0.01 + 1e-12 * scale, "{}", even.expected_saving());
        }
    }

    #[test]
    fn a_draw_that_fails_loses_its_upfront_cost_and_nothing_else(scenario in scenarios()) {
        let all = each_draw(&scenario, 256, |drawn| {
            if let Some(success) = drawn.success {
                for draw in 0..success.succeeds.len() {
                    let outcomes = drawn.outcomes;
                    if success.succeeds[draw] {
                        assert_eq!(outcomes.saving[draw], success.saving[draw]);
                    } else {
                        assert_eq!(outcomes.saving[draw], 0.0 - outcomes.upfront[draw]);
                        assert_eq!(outcomes.break_even_month(draw), None);
                    }
                }
            }
            Ok::<(), Infallible>(())
        });
        prop_assert!(all.is_ok());
    }
}
