//! What a pilot is worth (EVSI): against closed forms, against brute force, and in the decision.

use breakeven::analysis::risk::Risk;
use breakeven::analysis::risk::layout::PREVIEW_DRAWS;
use breakeven::analysis::success::Attempt;
use breakeven::decision::measurement::Measurement;
use breakeven::decision::pilot::{Belief, Pilot, value_of_cases};
use breakeven::decision::recommendation::Recommendation;
use breakeven::decision::rules::RuleId;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;

use crate::support::{example, with};

const CHANCE: &str = "fine_tuning.success_chance";

/// An attempt with a gain and a loss; its own chance isn't used.
fn attempt(saving: f64, loss: f64) -> Attempt {
    Attempt {
        chance: f64::NAN,
        saving,
        loss,
    }
}

#[test]
fn one_case_is_worth_what_it_is_by_hand() {
    // Nothing known, Beta(1, 1). A case passes in half of the cases: then the chance is 2/3, else 1/3.
    // With 60 to gain and 40 to lose: pass 2/3·60 − 1/3·40 = 26.67, fail 1/3·60 − 2/3·40 = −6.67, so stay. Beforehand 0.5·60 − 0.5·40 = 10.
    let found = value_of_cases(Belief::new(0.5, 2.0), &attempt(60.0, 40.0), 1);
    let wanted = 0.5 * (80.0 / 3.0) - 10.0;
    assert!((found - wanted).abs() < 1e-9, "{found}, not {wanted}");
}

/// With a uniform belief every number of passed cases is equally likely, 1/(n+1), and the chance after x of n is (x+1)/(n+2): so with equal stakes
/// EVSI = s·n/(4(n+2))·(1 + 1/n if n is odd … ), summed up here in closed form (J. M. Bernardo, A. F. M. Smith, "Bayesian Theory", 1994, §3.2.2, on
/// the Beta-binomial).
#[test]
fn with_a_uniform_belief_it_is_a_sum_of_whole_numbers() {
    for cases in 1..40_usize {
        let n = cases as f64;
        // Gains of 2·(x+1)/(n+2) − 1 where that is positive: x > n/2.
        let twice: f64 = (0..=cases).map(|x| (2.0 * x as f64 - n).max(0.0)).sum();
        let wanted = 100.0 * twice / ((n + 1.0) * (n + 2.0));
        // Σ max(0, 2x − n) = ⌊(n+1)²/4⌋ … for even n it is (n/2)(n/2 + 1), for odd n ((n+1)/2)².
        let half = (cases / 2) as f64;
        let closed = if cases % 2 == 0 {
            half * (half + 1.0)
        } else {
            (half + 1.0).powi(2)
        };
        assert!((twice - closed).abs() < 1e-9);
        let found = value_of_cases(Belief::new(0.5, 2.0), &attempt(100.0, 100.0), cases);
        assert!(
            (found - wanted).abs() < 1e-9,
            "{cases}: {found}, not {wanted}"
        );
    }
}

#[test]
fn it_is_what_brute_force_finds() {
    // Draws of the chance, of cases, and of the better choice after them: the mean over all is EVSI and the better choice without.
    let mut state = 7_u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    for (passed, failed, cases, saving, loss) in [
        (3_usize, 2_usize, 5_usize, 80.0, 100.0),
        (1, 4, 12, 300.0, 40.0),
        (6, 2, 20, 50.0, 130.0),
    ] {
        let belief = Belief {
            passed: passed as f64,
            failed: failed as f64,
        };
        let runs = 200_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..runs {
            // The k-th smallest of n uniform numbers is Beta(k, n + 1 − k).
            let mut uniform: Vec<f64> = (0..passed + failed - 1).map(|_| random()).collect();
            uniform.sort_by(f64::total_cmp);
            let chance = uniform[passed - 1];
            let passes = (0..cases).filter(|_| random() < chance).count();
            let after = (passed + passes) as f64 / (passed + failed + cases) as f64;
            // The choice goes by what is believed after the cases, its value by the chance as it is.
            let goes = after * saving - (1.0 - after) * loss > 0.0;
            let value = if goes {
                chance * saving - (1.0 - chance) * loss
            } else {
                0.0
            };
            sum += value;
            squares += value * value;
        }
        let mean = sum / f64::from(runs);
        let error = ((squares / f64::from(runs) - mean * mean) / f64::from(runs)).sqrt();
        let without = (belief.mean() * saving - (1.0 - belief.mean()) * loss).max(0.0);
        let found = value_of_cases(belief, &attempt(saving, loss), cases);
        assert!(
            (found - (mean - without)).abs() < 4.0 * error,
            "{found}, not {} ± {error}",
            mean - without
        );
    }
}

#[test]
fn more_cases_are_worth_more_up_to_knowing_the_chance() {
    let belief = Belief::new(0.4, 6.0);
    let stakes = attempt(100.0, 60.0);
    let values: Vec<f64> = (0..60)
        .map(|cases| value_of_cases(belief, &stakes, cases))
        .collect();
    assert_eq!(values[0], 0.0);
    assert!(values.is_sorted_by(|a, b| *b >= a - 1e-9));
    // No more than knowing whether it succeeds: 0.4·100 − max(0, 0.4·100 − 0.6·60).
    assert!(values.iter().all(|value| *value <= 40.0 - 4.0));
}

#[test]
fn the_belief_has_the_mean_and_the_spread_that_are_stated() {
    let of = |chance: &str| {
        Belief::of_scenario(&with(
            &example("support-replies"),
            &[(CHANCE, chance), ("decision.evaluation", "none")],
        ))
    };
    assert_eq!(of("1"), None);
    assert_eq!(of("0"), None);
    let exact = of("0.6").unwrap();
    assert_eq!((exact.passed, exact.failed), (1.2, 0.8));
    let wide = of("0.3 to 0.9").unwrap();
    let narrow = of("0.55 to 0.65").unwrap();
    assert!((narrow.mean() - 0.6).abs() < 0.01);
    // A Beta distribution of n cases has a variance of m(1−m)/(n+1); ±0.05 is 90%.
    let cases = narrow.passed + narrow.failed;
    let wanted = 0.24 / (0.05_f64 / 1.645).powi(2);
    assert!((cases / wanted - 1.0).abs() < 0.1, "{cases}, not {wanted}");
    assert!(wide.passed + wide.failed < 10.0);
    let evaluated = with(
        &example("support-replies"),
        &[
            (CHANCE, "0.6"),
            ("decision.evaluation", "none"),
            ("decision.evaluation", "yes"),
            ("decision.evaluation.cases", "200"),
            ("decision.evaluation.prompting_passed", "150"),
            ("decision.evaluation.fine_tuned_passed", "160"),
        ],
    );
    let evaluated = Belief::of_scenario(&evaluated).unwrap();
    assert_eq!(evaluated.passed + evaluated.failed, 200.0);
}

/// A scenario that nothing else decides about, with a chance of success.
fn may_fail(chance: &str) -> Scenario {
    with(&example("router"), &[(CHANCE, chance)])
}

#[test]
fn a_pilot_comes_first_where_it_is_worth_more_than_it_costs() {
    let study = Study::new(
        &may_fail("0.5"),
        PREVIEW_DRAWS,
        &DecisionSettings::default(),
    );
    let decision = study.decision();
    let pilot = decision.pilot.as_ref().unwrap();
    assert_eq!(decision.conclusion.rule, RuleId::PilotFirst);
    assert_eq!(
        decision.conclusion.recommendation,
        Recommendation::MeasureFirst
    );
    assert_eq!(
        decision.conclusion.first,
        Some(Measurement::Pilot(*pilot.best()))
    );
    let best = pilot.best();
    assert!(pilot.sizes.iter().all(|size| size.net() <= best.net()));
    // It has to show more than the chance that is needed beforehand, and can.
    let needed = best.passes_needed.unwrap();
    assert!(needed > 0 && needed <= best.cases);
    let words = study.decision_words();
    assert!(
        words
            .advice
            .headline
            .starts_with("Measure before you decide: run a pilot with "),
        "{}",
        words.advice.headline
    );
    assert!(
        words.advice.why.contains("what it shows is worth $"),
        "{}",
        words.advice.why
    );
    // What a pilot may cost is what it is worth to know.
    let risk = study.risk().unwrap();
    let worth = risk
        .evppi
        .iter()
        .find(|one| one.input.path == CHANCE)
        .unwrap()
        .value;
    assert!(best.value <= worth);
    let lines = risk.what_to_measure(&study.scenario).join("\n");
    assert!(
        lines.contains("Whether fine-tuning succeeds: a pilot may cost up to $"),
        "{lines}"
    );
}

#[test]
fn what_is_sure_needs_no_pilot() {
    for chance in ["1", "0"] {
        let study = Study::new(&may_fail(chance), 1024, &DecisionSettings::default());
        assert_eq!(study.decision().pilot, None, "{chance}");
    }
    let nothing_lost = with(&may_fail("0.5"), &[("fine_tuning.data.examples", "0")]);
    let risk = Risk::new(&nothing_lost, 1024, &|_| true).unwrap();
    assert_eq!(Pilot::new(&nothing_lost, &risk), None);
}
