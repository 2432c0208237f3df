//! The changes listed as flips flip the advice, and their bounds are where it flips.

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::risk::Risk;
use breakeven::decision::Decision;
use breakeven::decision::recommendation::Recommendation;
use breakeven::decision::words::flips::sentences;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::inputs::{INPUTS, Notation, Value};
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::{Estimate, Scenario};

use crate::support::{example, with};

use super::{decide, flips_of, warranted_with};

#[test]
fn the_changes_listed_as_flips_flip_the_advice() {
    // Only an evaluation is missing.
    let missing = warranted_with(&[("decision.evaluation", "none")]);
    let flips = flips_of(&missing);
    assert!(
        flips[0]
            .starts_with("An evaluation that shows the tuned model to be better: fine-tune now"),
        "{flips:?}"
    );
    // A prototype stays with prompting, at any volume.
    let prototype = warranted_with(&[("decision.prototyping", "yes")]);
    assert_eq!(flips_of(&prototype), ["It is no prototype: fine-tune now"]);
    // A bound is where it flips, and not merely where both cost the same: 1 % of what prompting costs is worth acting on.
    // From 50,000 queries it would be more than tenfold away, so that it isn't named.
    let far = flips_of(&warranted_with(&[]));
    assert!(
        !far.iter().any(|flip| flip.starts_with("Query volume")),
        "{far:?}"
    );
    let flips = flips_of(&warranted_with(&[("workload.queries_per_month", "10000")]));
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
        decide(&warranted_with(&[("workload.queries_per_month", &queries)]))
            .conclusion
            .recommendation
    };
    assert_eq!(there(0.98 * bound), Recommendation::StayWithPrompting);
    assert_eq!(there(1.02 * bound), Recommendation::FineTuneNow);
    // Of every example, and of a horizon that is far too short, something is named.
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let too_short = with(&scenario, &[("horizon_months", "1")]);
        for (scenario, fewest) in [(too_short, 1), (scenario, 2)] {
            let flips = flips_of(&scenario);
            assert!(
                (fewest..=3).contains(&flips.len()),
                "{}: {:?} {flips:?}",
                scenario.title(),
                decide(&scenario).conclusion.recommendation,
            );
        }
    }
}

#[test]
fn a_flip_over_a_narrow_range_says_what_follows_beyond_it() {
    let classifier = example("ticket-classifier");
    let flips = flips_of(&classifier);
    let upkeep = flips
        .iter()
        .find_map(|flip| flip.strip_prefix("Maintenance (fine-tuning) above "))
        .unwrap();
    // Measure first over a range of less than an hour, and stay with prompting beyond.
    let (first, second) = upkeep.split_once(": measure first; above ").unwrap();
    let hours = |text: &str| -> f64 { text.split(' ').next().unwrap().parse().unwrap() };
    let there = |hours: f64| {
        let hours = hours.to_string();
        let scenario = with(
            &classifier,
            &[("fine_tuning.effort.upkeep_hours_per_month", &hours)],
        );
        decide(&scenario).conclusion.recommendation
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
    let classifier = example("ticket-classifier");
    let kept = with(
        &classifier,
        &[
            ("decision.prototyping", "yes"),
            ("decision.base_model_close", "yes"),
        ],
    );
    let flips = flips_of(&kept);
    assert_eq!(
        flips[0],
        "It is no prototype; the base model isn’t close: fine-tune now"
    );
}

#[test]
fn an_evaluation_of_more_cases_is_replaced_and_a_budget_that_is_named_is_enough() {
    let large = warranted_with(&[
        ("decision.evaluation", "none"),
        ("decision.evaluation.cases", "20000"),
        ("decision.evaluation.prompting_passed", "18000"),
        ("decision.evaluation.fine_tuned_passed", "17000"),
    ]);
    let flips = flips_of(&large);
    assert!(
        flips[0].starts_with("An evaluation that shows"),
        "{flips:?}"
    );
    let poor = warranted_with(&[
        ("decision.upfront_budget", "1999"),
        ("fine_tuning.data.fixed_cost", "2003.5"),
    ]);
    assert_eq!(
        flips_of(&poor)[0],
        "An upfront budget of $2,004 or more: fine-tune now"
    );
}

#[test]
fn the_bounds_of_every_example_are_where_its_advice_flips() {
    let settings = DecisionSettings::default();
    let decided = |scenario: &Scenario| {
        let risk = Risk::new(scenario, 65_536, &|_| true);
        let drivers = Drivers::new(scenario);
        let analysis = Analysis::new(scenario);
        Decision::new(
            scenario,
            &analysis,
            &drivers,
            risk.as_ref(),
            &settings,
            None,
        )
    };
    let mut checked = 0;
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let decision = decided(&scenario);
        let now = decision.conclusion.recommendation.label();
        let flips = decision.flips(&scenario, &Drivers::new(&scenario), &settings, None);
        for flip in &sentences(&flips, &scenario.currency) {
            let Some((name, up, rest)) =
                [(" above ", true), (" below ", false)]
                    .iter()
                    .find_map(|(word, up)| {
                        let (name, rest) = flip.split_once(word)?;
                        Some((name, *up, rest))
                    })
            else {
                continue;
            };
            // Those that take other changes too have these in brackets.
            if rest.contains(" (") {
                continue;
            }
            let input = INPUTS
                .iter()
                .find(|input| input.full_label() == name)
                .unwrap();
            let (bound, there) = rest.split(';').next().unwrap().rsplit_once(": ").unwrap();
            let number = bound.trim_end_matches(&input.unit.suffix());
            let Value::Estimate(Estimate::Exact(bound)) =
                input.read(number, Notation::Screen).unwrap()
            else {
                panic!("{flip}");
            };
            let at = |times: f64| {
                let mut there = scenario.clone();
                let value = if up { bound * times } else { bound / times };
                input.set_exactly(&mut there, value).unwrap();
                decided(&there).conclusion.recommendation.label()
            };
            assert_eq!(at(0.985), now, "{}: {flip}", scenario.title());
            assert_eq!(
                at(1.003).to_lowercase(),
                there,
                "{}: {flip}",
                scenario.title()
            );
            checked += 1;
        }
    }
    assert!(checked >= 12, "{checked}");
}
