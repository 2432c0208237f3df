//! When an approach has no prices yet: one definition for figures, words, charts, decisions and warnings.

use breakeven::analysis::approach::Approach;
use breakeven::analysis::price::{is_unpriced, unpriced};
use breakeven::analysis::warnings::all_warnings;
use breakeven::charts::figure::FigureKind;
use breakeven::decision::rules::RuleId;
use breakeven::scenario::Scenario;
use breakeven::study::comparison::rows;
use breakeven::study::words::savings_finding;

use crate::charts::study;
use crate::support::{scenario, with};

/// Each kind of running cost alone, of one approach.
const KINDS: &[&[(&str, &str)]] = &[
    &[("serving.price.input", "3")],
    &[("serving.price.output", "3")],
    &[
        ("serving.price.cached_input", "0.3"),
        ("serving.cache_hit_rate", "0.5"),
    ],
    &[
        ("serving.price.cache_write", "0.3"),
        ("serving.cache_hit_rate", "0.5"),
    ],
    &[
        ("serving.price.long_context.input", "3"),
        ("serving.price.long_context.above_tokens", "1000"),
    ],
    &[
        ("serving.price.long_context.output", "3"),
        ("serving.price.long_context.above_tokens", "1000"),
    ],
    &[("serving.review_rate", "1"), ("serving.review_cost", "2.5")],
    &[
        ("serving.review_rate", "0.5"),
        ("serving.review_cost", "(low: 0, likely: 0, high: 2)"),
    ],
    &[("serving.monthly_cost", "120")],
    &[("serving.hosting.per_hour", "2")],
    &[("effort.upkeep_hours_per_month", "10")],
];

/// What costs nothing by itself.
const NOTHING: &[&[(&str, &str)]] = &[
    &[],
    &[("serving.review_rate", "1")],
    &[("serving.review_cost", "2.5")],
    &[("serving.hosting.replicas", "2")],
    &[("serving.price.long_context.input", "3")],
    &[("effort.setup_hours", "10")],
];

/// The other approach has a price per token; an hour costs something.
fn with_kind(approach: Approach, kind: &[(&str, &str)]) -> Scenario {
    let (side, other) = match approach {
        Approach::Prompting => ("prompting", "fine_tuning"),
        Approach::FineTuning => ("fine_tuning", "prompting"),
    };
    let mut result = scenario(&format!(
        "(hourly_rate: 90, {other}: (serving: (price: (input: 2, output: 8))))"
    ));
    for (path, value) in kind {
        result = with(&result, &[(&format!("{side}.{path}"), value)]);
    }
    result
}

/// Whether everything that says that prices are missing says so.
fn says_unpriced(scenario: &Scenario) -> Vec<bool> {
    let study = study(scenario);
    let warned = all_warnings(scenario)
        .iter()
        .any(|warning| warning.text.contains("No token prices yet"));
    let rows = rows(std::slice::from_ref(&study), false);
    vec![
        is_unpriced(scenario),
        study.headline().short.contains("no prices yet"),
        study.decision().conclusion.rule == RuleId::NoPrices,
        FigureKind::Saving.unavailable_because(&study).is_some(),
        warned,
        rows.iter()
            .any(|row| row.name == "Saving (base case)" && row.cells[0].text == "no prices yet"),
        savings_finding(&[study]).contains("has prices yet"),
    ]
}

#[test]
fn each_kind_of_running_cost_is_a_price_for_everything_that_asks() {
    for approach in Approach::ALL {
        for kind in KINDS {
            let scenario = with_kind(approach, kind);
            let said = says_unpriced(&scenario);
            assert!(!said.contains(&true), "{approach:?} {kind:?}: {said:?}");
        }
        for kind in NOTHING {
            let scenario = with_kind(approach, kind);
            assert_eq!(unpriced(&scenario), [approach], "{kind:?}");
            let said = says_unpriced(&scenario);
            assert!(!said.contains(&false), "{approach:?} {kind:?}: {said:?}");
        }
    }
}

#[test]
fn hours_of_a_team_whose_time_is_free_are_no_price() {
    let upkeep = [("effort.upkeep_hours_per_month", "10")];
    let free = with(
        &with_kind(Approach::Prompting, &upkeep),
        &[("hourly_rate", "0")],
    );
    assert_eq!(unpriced(&free), [Approach::Prompting]);
}
