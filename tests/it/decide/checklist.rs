//! The conditions of both checklists with what flips them, and the thresholds that can be moved.

use breakeven::decision::checklist::Condition;
use breakeven::decision::recommendation::Recommendation;
use breakeven::scenario::Currency;
use breakeven::scenario::knobs::{self, DecisionSettings};
use breakeven::scenario::words::with_plain_spaces;

use super::{decide, decide_with, set, warranted_with};

/// Changes that answer a condition.
struct ConditionCase {
    condition: Condition,
    /// Whether nothing answers it without them.
    open: bool,
    yes: (&'static str, &'static str),
    no: (&'static str, &'static str),
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn every_condition_is_answered_by_what_it_is_about_and_else_stays_open() {
    let holds = |sets: &[(&str, &str)], condition| {
        let decision = decide(&warranted_with(sets));
        let checked = decision
            .checklist
            .iter()
            .find(|checked| checked.condition == condition);
        checked.expect("every condition is listed").holds
    };
    for ConditionCase {
        condition,
        open,
        yes,
        no,
    } in [
        ConditionCase {
            condition: Condition::Prototyping,
            open: true,
            yes: ("decision.prototyping", "yes"),
            no: ("decision.prototyping", "no"),
        },
        ConditionCase {
            condition: Condition::RequirementsMayChange,
            open: true,
            yes: ("workload.changes_per_year", "4"),
            no: ("workload.changes_per_year", "3"),
        },
        ConditionCase {
            condition: Condition::RequirementsMayChange,
            open: true,
            yes: ("decision.requirements_may_change", "yes"),
            no: ("decision.requirements_may_change", "no"),
        },
        ConditionCase {
            condition: Condition::BudgetLimited,
            open: true,
            yes: ("decision.upfront_budget", "1000"),
            no: ("decision.upfront_budget", "5000"),
        },
        ConditionCase {
            condition: Condition::MustShipQuickly,
            open: true,
            yes: ("fine_tuning.lead_time_months", "3"),
            no: ("fine_tuning.lead_time_months", "1"),
        },
        ConditionCase {
            condition: Condition::MustShipQuickly,
            open: true,
            yes: ("decision.must_ship_quickly", "yes"),
            no: ("decision.must_ship_quickly", "no"),
        },
        ConditionCase {
            condition: Condition::BaseModelClose,
            open: true,
            yes: ("decision.base_model_close", "yes"),
            no: ("decision.base_model_close", "no"),
        },
        ConditionCase {
            condition: Condition::Inconsistent,
            open: true,
            yes: ("decision.inconsistent", "yes"),
            no: ("decision.inconsistent", "no"),
        },
        ConditionCase {
            condition: Condition::PromptsEatTokens,
            open: false,
            yes: ("workload.input_tokens", "1000"),
            no: ("workload.input_tokens", "1001"),
        },
        ConditionCase {
            condition: Condition::HardToDescribe,
            open: true,
            yes: ("decision.hard_to_describe", "yes"),
            no: ("decision.hard_to_describe", "no"),
        },
        ConditionCase {
            condition: Condition::ProductionScale,
            open: false,
            yes: ("workload.queries_per_month", "4167"),
            no: ("workload.queries_per_month", "4166"),
        },
        ConditionCase {
            condition: Condition::ConsistencyCritical,
            open: true,
            yes: ("decision.consistency_critical", "yes"),
            no: ("decision.consistency_critical", "no"),
        },
    ] {
        assert_eq!(
            holds(&[yes], condition),
            Some(true),
            "{condition:?} by {yes:?}"
        );
        assert_eq!(
            holds(&[no], condition),
            Some(false),
            "{condition:?} by {no:?}"
        );
        assert_eq!(holds(&[], condition).is_none(), open, "{condition:?}");
    }
    // What was said decides, whatever a figure alone would say.
    let both = [
        ("decision.requirements_may_change", "yes"),
        ("workload.changes_per_year", "1"),
    ];
    assert_eq!(holds(&both, Condition::RequirementsMayChange), Some(true));
    let no = [
        ("decision.must_ship_quickly", "no"),
        ("fine_tuning.lead_time_months", "12"),
    ];
    assert_eq!(holds(&no, Condition::MustShipQuickly), Some(false));
    assert_eq!(decide(&warranted_with(&[])).checklist.len(), 10);
}

#[test]
fn every_knob_is_read_where_it_is_set_and_refuses_what_is_outside_its_domain() {
    for knob in knobs::KNOBS {
        let mut settings = DecisionSettings::default();
        let value = knob.domain.nearest((knob.get)(&settings) / 2.0);
        set(&mut settings, knob.key, value);
        assert_eq!((knob.get)(&settings), value, "{}", knob.key);
        assert_ne!(settings, DecisionSettings::default(), "{}", knob.key);
        for wrong in [-1.0, f64::NAN, f64::INFINITY] {
            assert!((knob.set)(&mut settings, wrong).is_err(), "{}", knob.key);
        }
    }
}

#[test]
fn thresholds_can_be_moved() {
    let mut settings = DecisionSettings::default();
    let scale = |settings: &DecisionSettings| {
        let decision = decide_with(&warranted_with(&[]), settings, None);
        let checked = decision
            .checklist
            .into_iter()
            .find(|checked| checked.condition == Condition::ProductionScale);
        checked.unwrap()
    };
    assert_eq!(scale(&settings).holds, Some(true));
    set(&mut settings, "scale_queries", 2e6);
    let moved = scale(&settings);
    assert_eq!(moved.holds, Some(false));
    let because = moved.because(&Currency::default());
    assert!(because.contains("2M"), "{because}");
    // What the tuned model may pass less and still be as good.
    let close = warranted_with(&[("decision.evaluation.fine_tuned_passed", "330")]);
    let mut settings = DecisionSettings::default();
    let advised = |settings: &DecisionSettings| {
        decide_with(&close, settings, None)
            .conclusion
            .recommendation
    };
    set(&mut settings, "margin", 0.0);
    assert_eq!(advised(&settings), Recommendation::FineTuneNow);
    let close = warranted_with(&[("decision.evaluation.fine_tuned_passed", "305")]);
    let advised = |settings: &DecisionSettings| {
        decide_with(&close, settings, None)
            .conclusion
            .recommendation
    };
    assert_eq!(advised(&settings), Recommendation::MeasureFirst);
    set(&mut settings, "margin", 0.1);
    assert_eq!(advised(&settings), Recommendation::FineTuneNow);
    let fewer = decide_with(&close, &settings, None)
        .evaluation
        .needed
        .unwrap()
        .cases;
    let more = decide_with(&close, &DecisionSettings::default(), None)
        .evaluation
        .needed
        .unwrap()
        .cases;
    assert!(fewer < more / 5.0, "{fewer} of {more}");
    // What knowing has to be worth.
    let open = warranted_with(&[("fine_tuning.data.fixed_cost", "48000 to 51500")]);
    let advised =
        |settings: &DecisionSettings| decide_with(&open, settings, None).conclusion.recommendation;
    assert_eq!(
        advised(&DecisionSettings::default()),
        Recommendation::StayWithPrompting
    );
    set(&mut settings, "worth_share", 0.001);
    assert_eq!(advised(&settings), Recommendation::MeasureFirst);
}

#[test]
fn figures_that_look_like_their_threshold_are_told_apart_from_it() {
    let because = |sets: &[(&str, &str)], condition| {
        let scenario = warranted_with(sets);
        let checklist = decide(&scenario).checklist;
        let checked = checklist
            .into_iter()
            .find(|checked| checked.condition == condition);
        with_plain_spaces(&checked.unwrap().figures(&scenario.currency))
    };
    assert_eq!(
        because(
            &[("workload.queries_per_month", "4166")],
            Condition::ProductionScale
        ),
        "99,980 queries, threshold 100,000"
    );
    assert_eq!(
        because(
            &[("workload.input_tokens", "1001")],
            Condition::PromptsEatTokens
        ),
        "79.98%, threshold 80%"
    );
}
