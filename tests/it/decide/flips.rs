//! The changes listed as flips flip the advice, and their bounds are where it flips.

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::risk::Risk;
use breakeven::decision::Decision;
use breakeven::decision::recommendation::Recommendation;
use breakeven::decision::words::flips::{FlipRow, FlipValue, rows};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;

use crate::support::{example, with};

use super::{decide, flip_rows_of, flips_of, warranted_with};

#[test]
fn the_changes_listed_as_flips_flip_the_advice() {
    // Only an evaluation is missing.
    let missing = warranted_with(&[("decision.evaluation", "none")]);
    let flips = flips_of(&missing);
    assert!(
        flips[0].starts_with("Evaluation: fine-tuned model better instead of none → fine-tune now"),
        "{flips:?}"
    );
    // A prototype stays with prompting, at any volume.
    let prototype = warranted_with(&[("decision.prototyping", "yes")]);
    assert_eq!(
        flips_of(&prototype),
        ["Still prototyping: no instead of yes → fine-tune now"]
    );
    // A bound is where it flips, and not merely where both cost the same: 1 % of what prompting costs is worth acting on.
    // From 50,000 queries it would be more than tenfold away, so that it isn't named.
    let far = flips_of(&warranted_with(&[]));
    assert!(
        !far.iter().any(|flip| flip.starts_with("Query volume")),
        "{far:?}"
    );
    let small = warranted_with(&[("workload.queries_per_month", "10000")]);
    let rows = flip_rows_of(&small);
    let fewer = rows.iter().find(|row| row.what == "Query volume").unwrap();
    assert!(
        fewer.becomes.starts_with("below ") && fewer.now == "10,000",
        "{fewer:?}"
    );
    let FlipValue::Number(bound) = fewer.value else {
        panic!("{fewer:?}");
    };
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
                (fewest..=4).contains(&flips.len()),
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
    let rows = flip_rows_of(&classifier);
    let volume: Vec<_> = rows
        .iter()
        .filter(|row| row.what == "Query volume")
        .collect();
    // Measure first over a range of some thousand queries, and stay with prompting below.
    let [first, second] = &volume[..] else {
        panic!("{volume:?}");
    };
    let queries = |row: &FlipRow| match row.value {
        FlipValue::Number(queries) => queries,
        _ => panic!("{row:?}"),
    };
    let there = |queries: f64| {
        let queries = queries.to_string();
        let scenario = with(&classifier, &[("workload.queries_per_month", &queries)]);
        decide(&scenario).conclusion.recommendation
    };
    assert_eq!(second.recommends, Recommendation::StayWithPrompting);
    assert_eq!(second.then, "Stay with prompting");
    assert_eq!(there(1.01 * queries(first)), Recommendation::FineTuneNow);
    assert_eq!(
        there(0.99 * queries(second)),
        Recommendation::StayWithPrompting
    );
    let between = f64::midpoint(queries(first), queries(second));
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
        "Still prototyping, base model nearly good enough: no, no instead of yes, yes → fine-tune now"
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
        flips[0].starts_with("Evaluation: fine-tuned model better"),
        "{flips:?}"
    );
    let poor = warranted_with(&[
        ("decision.upfront_budget", "1999"),
        ("fine_tuning.data.fixed_cost", "2003.5"),
    ]);
    assert_eq!(
        flips_of(&poor)[0],
        "Upfront budget: $2,004 or more instead of $1,999 → fine-tune now"
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
        let now = decision.conclusion.recommendation;
        let flips = decision.flips(&scenario, &Drivers::new(&scenario), &settings, None);
        for row in rows(&flips, &scenario) {
            let (Some(input), FlipValue::Number(bound)) = (row.input, row.value) else {
                continue;
            };
            let up = row.becomes.starts_with("above ");
            // Those that take other changes too say so after a comma.
            if !(up || row.becomes.starts_with("below ")) || row.becomes.contains(": ") {
                continue;
            }
            let at = |times: f64| {
                let mut there = scenario.clone();
                let value = if up { bound * times } else { bound / times };
                input.set_exactly(&mut there, value).unwrap();
                decided(&there).conclusion.recommendation
            };
            if at(0.985) != now {
                // The far end of a stretch.
                continue;
            }
            assert_eq!(at(1.003), row.recommends, "{}: {row:?}", scenario.title());
            checked += 1;
        }
    }
    assert!(checked >= 12, "{checked}");
}
