//! How sure the result is (docs/formulas.md §6): draws against the reference implementation, against closed forms, and against longer runs.

use breakeven::analysis::Analysis;
use breakeven::analysis::risk::draws::each_draw;
use breakeven::analysis::risk::engine::Engine;
use breakeven::analysis::risk::engine::block::{BlockCurves, BlockOutcomes};
use breakeven::analysis::risk::lanes::BLOCK;
use breakeven::analysis::risk::layout::{FINAL_DRAWS, PREVIEW_DRAWS};
use breakeven::analysis::risk::model_inputs::ModelInputs;
use breakeven::analysis::risk::samples::UncertainInput;
use breakeven::analysis::risk::success::let_fail;
use breakeven::analysis::risk::{Risk, reference};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::Notation;
use proptest::prelude::*;

use crate::generated::{cases, extremes, scenarios};
use crate::support::{example, input, scenario, with};

fn drawn(scenario: &Scenario, samples: usize) -> Risk {
    Risk::new(scenario, samples, &|_| true).expect("something is uncertain")
}

/// Checks the first draws against the reference implementation, draw by draw: totals, break-even, and both curves at the end of each month.
fn check_against_reference(scenario: &Scenario) -> Result<(), TestCaseError> {
    let uncertain = UncertainInput::all_in(scenario);
    let mut scratch = scenario.clone();
    let inputs: Vec<_> = uncertain.iter().map(|one| one.input).collect();
    let model_inputs = ModelInputs::new(scenario, &inputs);
    let (mut engine, mut block) = (Engine::new(&model_inputs), BlockOutcomes::new());
    each_draw(scenario, 1, |drawn| {
        let mut curves = BlockCurves::new(model_inputs.months);
        engine.evaluate(BLOCK, drawn.columns, &mut block, Some(&mut curves));
        if let Some(success) = drawn.success {
            let_fail(&mut success.clone(), &mut block, Some(&mut curves));
        }
        for draw in 0..BLOCK {
            let values: Vec<f64> = drawn.columns.iter().map(|column| column[draw]).collect();
            let succeeds = drawn.success.is_none_or(|success| success.succeeds[draw]);
            let wanted = reference::draw(&mut scratch, &uncertain, &values, succeeds);
            let (prompting, fine_tuning) = (
                drawn.outcomes.prompting[draw],
                drawn.outcomes.fine_tuning[draw],
            );
            let same = |found: f64, wanted: f64| (found - wanted).abs() <= 1e-9 * wanted.abs();
            for t in 0..=model_inputs.months {
                let curves = (curves.prompting[t][draw], curves.fine_tuning[t][draw]);
                let (wanted, tuned) = (wanted.prompting.after[t], wanted.fine_tuning.after[t]);
                if !(same(curves.0, wanted) && same(curves.1, tuned)) {
                    let off = format!("draw {draw} at {t}: {curves:?}, not {wanted}, {tuned}");
                    return Err(TestCaseError::fail(off));
                }
            }
            let saving = wanted.prompting.total() - wanted.fine_tuning.total();
            // A difference is as exact as what it is made of.
            let scale = wanted.prompting.total().max(wanted.fine_tuning.total());
            let month = drawn.outcomes.month[draw];
            let same_month = match wanted.break_even.moment() {
                None => month.is_nan(),
                Some(at) => {
                    // A moment is as exact as the saving that it is read off.
                    (month - at.month).abs() <= 1e-9 * at.month.max(1e-3)
                        && (drawn.outcomes.queries[draw] - at.queries).abs()
                            <= 1e-9 * at.queries.max(1e-3)
                }
            };
            let touching = saving.abs() <= 1e-9 * scale;
            if !(same(prompting, wanted.prompting.total())
                && same(fine_tuning, wanted.fine_tuning.total())
                && (same_month || touching))
            {
                return Err(TestCaseError::fail(format!(
                    "draw {draw}, {values:?}: {prompting} {fine_tuning} {month} {}, not {} {} {:?}",
                    drawn.outcomes.queries[draw],
                    wanted.prompting.total(),
                    wanted.fine_tuning.total(),
                    wanted.break_even
                )));
            }
        }
        Ok(())
    })
}

#[test]
fn every_draw_of_the_examples_is_as_the_ledger_has_it() {
    for example in EXAMPLES {
        check_against_reference(&example.scenario().unwrap()).unwrap();
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_draw_of_a_generated_scenario_is_as_the_ledger_has_it(scenario in scenarios()) {
        check_against_reference(&scenario)?;
    }

    #[test]
    fn no_quantile_of_an_extreme_scenario_is_nan_or_infinite(scenario in extremes()) {
        if let Some(risk) = Risk::new(&scenario, 1024, &|_| true) {
            for distribution in [&risk.saving, &risk.break_even_month] {
                prop_assert!(distribution.values.iter().all(|value| value.is_finite()), "{scenario:?}");
            }
            for quantiles in [Some(risk.prompting), Some(risk.fine_tuning), risk.break_even_queries].into_iter().flatten() {
                prop_assert!(quantiles.p5.is_finite() && quantiles.p95.is_finite() && quantiles.mean.is_finite(), "{scenario:?}");
            }
            prop_assert!(risk.evpi.is_finite() && risk.evpi >= 0.0);
            for worth in &risk.evppi {
                prop_assert!(worth.value.is_finite() && worth.value >= 0.0);
            }
        }
    }
}

/// S = 12 · 1000 · 10 / 1e6 · queries − upfront: a constant less two symmetric PERT distributions.
const LINEAR: &str = "(horizon_months: 12,
    workload: (queries_per_month: 10000, input_tokens: 0),
    prompting: (serving: (price: (input: 10), prompt_tokens: 1000, output_tokens: 0)),
    fine_tuning: (
        serving: (price: (input: 10), prompt_tokens: 0, output_tokens: 0),
        data: (fixed_cost: (low: 700, likely: 1150, high: 1600)),
        training: (fixed_cost: (low: 10, likely: 50, high: 90)),
    ),
)";

#[test]
fn quantiles_and_means_of_a_linear_case_are_as_by_hand() {
    // PERT with the mode in the middle: mean = mode, and symmetric. One input alone: S = 1200 − 50 − cost.
    let one = with(
        &scenario(LINEAR),
        &[("fine_tuning.training.fixed_cost", "50")],
    );
    let risk = drawn(&one, PREVIEW_DRAWS);
    let saving = risk.saving.quantiles().unwrap();
    assert!((saving.mean - 0.0).abs() < 0.01, "{saving:?}");
    assert!((saving.p50 - 0.0).abs() < 0.05, "{saving:?}");
    // P90 of S is at P10 of the cost: x of Beta(3, 3) with 10x³ − 15x⁴ + 6x⁵ = 0.1.
    let x = (1150.0 - saving.p90 - 700.0) / 900.0;
    let below = 10.0 * x.powi(3) - 15.0 * x.powi(4) + 6.0 * x.powi(5);
    assert!((below - 0.1).abs() < 1e-4, "{below}");
    assert!(
        (risk.probability_cheaper - 0.5).abs() < 1e-3,
        "{}",
        risk.probability_cheaper
    );
    // E|X|/2 of 900·(Beta(3,3) − ½): the mean absolute deviation of Beta(3, 3) is 5/32.
    let evpi = 900.0 * 5.0 / 32.0 / 2.0;
    assert!((risk.evpi - evpi).abs() < 0.01 * evpi, "{}", risk.evpi);
    // With one uncertain input, knowing it is knowing everything.
    assert!((risk.evppi[0].value - evpi).abs() < 0.01 * evpi);
}

#[test]
fn knowing_a_more_influential_input_is_worth_more() {
    let risk = drawn(&scenario(LINEAR), PREVIEW_DRAWS);
    assert_eq!(risk.evppi[0].input.path, "fine_tuning.data.fixed_cost");
    assert!(
        risk.evppi[0].value > 5.0 * risk.evppi[1].value,
        "{:?}",
        risk.evppi
    );
    assert!(risk.evppi[0].value <= risk.evpi);
}

#[test]
fn where_one_approach_always_wins_no_information_has_value() {
    let sure = with(
        &scenario(LINEAR),
        &[("workload.queries_per_month", "1000000")],
    );
    let risk = drawn(&sure, PREVIEW_DRAWS);
    assert_eq!(risk.probability_cheaper, 1.0);
    assert_eq!(risk.evpi, 0.0);
    assert!(risk.evppi.iter().all(|worth| worth.value == 0.0));
    let never = with(&scenario(LINEAR), &[("workload.queries_per_month", "1")]);
    let risk = drawn(&never, PREVIEW_DRAWS);
    assert_eq!((risk.probability_cheaper, risk.evpi), (0.0, 0.0));
    assert!(risk.break_even_month.quantiles().is_none());
}

#[test]
fn without_an_uncertain_input_there_is_no_risk() {
    let certain = with(
        &scenario(LINEAR),
        &[
            ("fine_tuning.data.fixed_cost", "5"),
            ("fine_tuning.training.fixed_cost", "5"),
        ],
    );
    assert!(Risk::new(&certain, PREVIEW_DRAWS, &|_| true).is_none());
}

#[test]
fn means_and_tails_of_each_form_are_as_stated() {
    // The total of prompting is the input itself: one query a month, one month, priced per 1M tokens.
    let only = |estimate: &str, path: &str| {
        let text = "(horizon_months: 1, workload: (queries_per_month: 1000000, input_tokens: 0),
            prompting: (serving: (prompt_tokens: 0, output_tokens: 0, review_cost: 1)))";
        let mut scenario = scenario(text);
        let input = input(path);
        input
            .set(&mut scenario, input.read(estimate, Notation::File).unwrap())
            .unwrap();
        drawn(&scenario, PREVIEW_DRAWS).prompting
    };
    let close = |found: f64, wanted: f64| {
        assert!((found / wanted - 1.0).abs() < 2e-3, "{found}, not {wanted}");
    };
    // Lognormal: mean = exp(µ + σ²/2), with 1.645 σ = ln √3.
    let volume = only("20 to 60", "prompting.serving.monthly_cost");
    let (mu, sigma) = (
        (20.0_f64 * 60.0).sqrt().ln(),
        3_f64.sqrt().ln() / 1.644_853_626_951_472_7,
    );
    close(volume.p5, 20.0);
    close(volume.p95, 60.0);
    close(volume.mean, (mu + sigma * sigma / 2.0).exp());
    // Logit-normal: the ends, and the logistic mean in the middle.
    let share = only("0.1 to 0.4", "prompting.serving.review_rate");
    close(share.p5, 1e5);
    close(share.p95, 4e5);
    let middle = 0.5 * ((0.1_f64 / 0.9).ln() + (0.4_f64 / 0.6).ln());
    close(share.p50, 1e6 / (1.0 + (-middle).exp()));
    // Its mean, by Simpson's rule over ±8 deviations.
    let (low, high) = ((0.1_f64 / 0.9).ln(), (0.4_f64 / 0.6).ln());
    let deviation = (high - low) / 2.0 / 1.644_853_626_951_472_7;
    let mean = by_simpson(|z| 1.0 / (1.0 + (-(middle + z * deviation)).exp()));
    close(share.mean, 1e6 * mean);
    // PERT: (low + 4·likely + high)/6; symmetric, its ends are where 10x³ − 15x⁴ + 6x⁵ is 5 % and 95 %.
    let pert = only("10/30/90", "prompting.serving.monthly_cost");
    close(pert.mean, (10.0 + 4.0 * 30.0 + 90.0) / 6.0);
    let even = only("10/50/90", "prompting.serving.monthly_cost");
    for (value, p) in [(even.p5, 0.05), (even.p95, 0.95)] {
        let x = (value - 10.0) / 80.0;
        close(10.0 * x.powi(3) - 15.0 * x.powi(4) + 6.0 * x.powi(5), p);
    }
    // Normal, where low isn't above 0: growth is the ratio of the second month's cost to the first's.
    let grown = "(horizon_months: 2, workload: (queries_per_month: 1000000, input_tokens: 0,
        growth_per_month: (low: -0.2, high: 0.3)),
        prompting: (serving: (price: (input: 1), prompt_tokens: 1, output_tokens: 0)))";
    let grown = drawn(&scenario(grown), PREVIEW_DRAWS).prompting;
    for (cost, growth) in [
        (grown.p5, -0.2),
        (grown.p50, 0.05),
        (grown.p95, 0.3),
        (grown.mean, 0.05),
    ] {
        close(cost, 2.0 + growth);
    }
    // Normal, clamped at 0: the median stays, and what is below counts as 0.
    let clamped = only("0 to 500", "prompting.serving.monthly_cost");
    close(clamped.p50, 250.0);
    close(clamped.p95, 500.0);
    let deviation = 250.0 / 1.644_853_626_951_472_7;
    close(
        clamped.mean,
        by_simpson(|z| (250.0 + z * deviation).max(0.0)),
    );
}

/// E[f(z)] of a standard normal z, by Simpson's rule from −8 to 8.
fn by_simpson(f: impl Fn(f64) -> f64) -> f64 {
    let steps = 4000;
    let width = 16.0 / f64::from(steps);
    let density = |z: f64| (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    (0..=steps)
        .map(|step| {
            let z = -8.0 + width * f64::from(step);
            let weight = match step {
                0 => 1.0,
                step if step == steps => 1.0,
                step if step % 2 == 1 => 4.0,
                _ => 2.0,
            };
            weight * width / 3.0 * density(z) * f(z)
        })
        .sum()
}

#[test]
fn bands_end_in_the_totals() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let Some(risk) = Risk::new(&scenario, PREVIEW_DRAWS, &|_| true) else {
            continue;
        };
        let analysis = Analysis::new(&scenario);
        let last = analysis.months();
        assert_eq!(risk.bands.prompting.len(), last + 1);
        let ends = [
            (risk.bands.prompting[last], risk.prompting),
            (risk.bands.fine_tuning[last], risk.fine_tuning),
            (risk.bands.saving[last], risk.saving.quantiles().unwrap()),
        ];
        for (end, total) in ends {
            for (band, total) in [
                (end.p5, total.p5),
                (end.p50, total.p50),
                (end.p95, total.p95),
            ] {
                assert!(
                    (band - total).abs() <= 1e-9 * total.abs(),
                    "{}",
                    example.name
                );
            }
        }
    }
}

/// A run on one thread gives what runs on other numbers of threads give.
fn check_threads(samples: usize) {
    let scenario = example("support-replies");
    let by = |threads| Risk::by_threads(threads, &scenario, samples, &|_| true).unwrap();
    let first = by(1);
    for threads in [1, 2, 3, 7] {
        let second = by(threads);
        assert_eq!(first.saving, second.saving, "{threads} threads");
        assert_eq!(first.break_even_month, second.break_even_month);
        assert_eq!(first.prompting, second.prompting);
        assert_eq!(first.evppi, second.evppi);
        assert_eq!(first.bands, second.bands);
    }
    assert!(first.probability_error.is_some_and(|error| error < 0.005));
}

#[test]
fn the_same_draws_come_out_on_every_run_and_by_any_number_of_threads() {
    check_threads(FINAL_DRAWS);
}

#[test]
fn more_draws_than_are_kept_are_counted_the_same_by_any_number_of_threads() {
    check_threads(2 * FINAL_DRAWS);
}

/// Growth that compounds: the dearest draws cost thousands of times as much as those in the middle.
const SKEWED: &str = "(horizon_months: 60,
    workload: (queries_per_month: 1000, growth_per_month: (low: 0, high: 0.2), input_tokens: 0),
    prompting: (serving: (price: (input: 10), prompt_tokens: 1000, output_tokens: 0)),
    fine_tuning: (
        serving: (price: (input: 10), prompt_tokens: 100, output_tokens: 0),
        data: (fixed_cost: 2000),
    ),
)";

#[test]
fn the_histogram_gives_the_quantiles_of_the_kept_draws_for_a_skewed_output() {
    let scenario = scenario(SKEWED);
    let kept = drawn(&scenario, FINAL_DRAWS);
    let binned = drawn(&scenario, 4 * FINAL_DRAWS);
    for (kept, binned) in [
        (
            kept.saving.quantiles().unwrap(),
            binned.saving.quantiles().unwrap(),
        ),
        (kept.prompting, binned.prompting),
        (
            kept.break_even_queries.unwrap(),
            binned.break_even_queries.unwrap(),
        ),
    ] {
        let width = kept.p90 - kept.p10;
        for (kept, binned) in [
            (kept.p5, binned.p5),
            (kept.p10, binned.p10),
            (kept.p50, binned.p50),
            (kept.p90, binned.p90),
            (kept.p95, binned.p95),
        ] {
            let off = (kept - binned).abs();
            assert!(off < 0.005 * width.max(kept.abs()), "{binned}, not {kept}");
        }
    }
}

#[test]
fn early_crossings_are_found_beside_large_totals() {
    // Costs of some hundreds at first, of 10¹⁵ and more at the horizon: what is equal is told by the month, not by the horizon.
    let text = "(horizon_months: 120,
        workload: (queries_per_month: (low: 9.9, high: 10.1), growth_per_month: 0.3, input_tokens: 0),
        prompting: (serving: (price: (input: 10), prompt_tokens: 1000000, output_tokens: 0)),
        fine_tuning: (
            serving: (price: (input: 5), prompt_tokens: 1000000, output_tokens: 0),
            data: (fixed_cost: 10000),
        ),
    )";
    check_against_reference(&scenario(text)).unwrap();
}

#[test]
fn a_preview_is_close_to_a_full_run_and_a_histogram_to_kept_draws() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let Some(few) = Risk::new(&scenario, PREVIEW_DRAWS, &|_| true) else {
            continue;
        };
        let kept = drawn(&scenario, FINAL_DRAWS).saving.quantiles().unwrap();
        let binned = drawn(&scenario, 2 * FINAL_DRAWS)
            .saving
            .quantiles()
            .unwrap();
        let few = few.saving.quantiles().unwrap();
        let width = binned.p90 - binned.p10;
        for (other, within) in [(few, 0.008), (kept, 0.003)] {
            for (found, wanted) in [(other.p10, binned.p10), (other.p90, binned.p90)] {
                assert!(
                    (found - wanted).abs() <= within * width,
                    "{}: {found}, not {wanted} ± {}",
                    example.name,
                    within * width
                );
            }
        }
    }
}

#[test]
fn a_cancelled_run_has_no_result() {
    let scenario = example("support-replies");
    assert!(Risk::new(&scenario, FINAL_DRAWS, &|_| false).is_none());
}
