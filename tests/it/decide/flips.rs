//! What would flip what is recommended does.

use breakeven::analysis::decide::rules::Recommendation;
use breakeven::files::examples::EXAMPLES;

use crate::support::with;

use super::{changed, decide};

#[test]
fn what_would_flip_it_does() {
    // Only an evaluation is missing.
    let missing = changed(&[("decision.evaluation", "none")]);
    let flips = decide(&missing).advice.flips;
    assert!(
        flips[0]
            .starts_with("An evaluation that shows the tuned model to be better: fine-tune now"),
        "{flips:?}"
    );
    // A prototype stays with prompting, at any volume.
    let prototype = decide(&changed(&[("decision.prototyping", "yes")])).advice;
    assert_eq!(prototype.flips, ["It is no prototype: fine-tune now"]);
    // A bound is where it flips, and not merely where both cost the same: 1 % of what prompting costs is worth acting on.
    let flips = decide(&changed(&[])).advice.flips;
    let dearer = flips
        .iter()
        .find_map(|flip| flip.strip_prefix("Queries below "))
        .unwrap();
    let bound: f64 = dearer
        .split(' ')
        .next()
        .unwrap()
        .replace(',', "")
        .parse()
        .unwrap();
    let there = |queries: f64| {
        let queries = queries.to_string();
        decide(&changed(&[("workload.queries_per_month", &queries)]))
            .advice
            .recommendation
    };
    assert_eq!(there(0.98 * bound), Recommendation::StayWithPrompting);
    assert_eq!(there(1.02 * bound), Recommendation::FineTuneNow);
    // Of every example, and of a horizon that is far too short, something is named.
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let too_short = with(&scenario, &[("horizon_months", "1")]);
        for (scenario, fewest) in [(too_short, 1), (scenario, 2)] {
            let advice = decide(&scenario).advice;
            assert!(
                (fewest..=3).contains(&advice.flips.len()),
                "{}: {:?} {:?}",
                scenario.title(),
                advice.recommendation,
                advice.flips
            );
        }
    }
    let now = decide(&changed(&[])).advice;
    assert!(
        now.flips
            .iter()
            .any(|flip| flip.starts_with("Queries below ")),
        "{:?}",
        now.flips
    );
}

#[test]
fn what_lies_beyond_a_narrow_stretch_is_said_too() {
    let classifier = EXAMPLES[2].scenario().unwrap();
    let flips = decide(&classifier).advice.flips;
    let upkeep = flips
        .iter()
        .find_map(|flip| flip.strip_prefix("Fine-tuning: upkeep above "))
        .unwrap();
    // Measure first on a stretch of less than an hour, and stay with prompting beyond.
    let (first, second) = upkeep.split_once(": measure first; above ").unwrap();
    let hours = |text: &str| -> f64 { text.split(' ').next().unwrap().parse().unwrap() };
    let there = |hours: f64| {
        let hours = hours.to_string();
        let scenario = with(
            &classifier,
            &[("fine_tuning.effort.upkeep_hours_per_month", &hours)],
        );
        decide(&scenario).advice.recommendation
    };
    assert!(second.ends_with(": stay with prompting"), "{upkeep}");
    assert_eq!(there(0.99 * hours(first)), Recommendation::FineTuneNow);
    assert_eq!(
        there(1.01 * hours(second)),
        Recommendation::StayWithPrompting
    );
    let between = f64::midpoint(hours(first), hours(second));
    assert_eq!(there(between), Recommendation::MeasureFirst);
}

#[test]
fn where_several_things_stand_against_it_they_are_named_together() {
    let classifier = EXAMPLES[2].scenario().unwrap();
    let kept = with(
        &classifier,
        &[
            ("decision.prototyping", "yes"),
            ("decision.base_model_close", "yes"),
        ],
    );
    let flips = decide(&kept).advice.flips;
    assert_eq!(
        flips[0],
        "It is no prototype; The base model isn’t close: fine-tune now"
    );
    // An evaluation of more cases than the hoped-for one is replaced too.
    let large = changed(&[
        ("decision.evaluation", "none"),
        ("decision.evaluation.cases", "20000"),
        ("decision.evaluation.prompting_passed", "18000"),
        ("decision.evaluation.fine_tuned_passed", "17000"),
    ]);
    let flips = decide(&large).advice.flips;
    assert!(
        flips[0].starts_with("An evaluation that shows"),
        "{flips:?}"
    );
    let poor = changed(&[("decision.upfront_budget", "1999")]);
    assert_eq!(
        decide(&poor).advice.flips[0],
        "An upfront budget of $2.00k or more: fine-tune now"
    );
}
