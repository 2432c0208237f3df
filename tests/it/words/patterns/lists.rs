//! Evaluations, checklists, the timing of a switch, captions of charts, and comparisons.

use breakeven::analysis::approach::Approach;
use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::decision::evaluation::EvaluationStatus;
use breakeven::decision::options::switch_month::SwitchTiming;
use breakeven::decision::words::advice::how_many_apply;
use breakeven::decision::words::checklist::CHECKLISTS;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::words::with_plain_spaces;
use breakeven::study::Study;
use breakeven::study::words::{costs_finding, savings_finding};

use super::{assert_says, by_hand, study_by_hand};
use crate::decide::{decide, warranted_with};
use crate::support::with;

/// What is said of an evaluation of so many cases, of which so many passed.
fn status(base: &Scenario, [cases, prompted, tuned]: [&str; 3]) -> EvaluationStatus {
    let evaluated = with(
        base,
        &[
            ("decision.evaluation", "none"),
            ("decision.evaluation.cases", cases),
            ("decision.evaluation.prompting_passed", prompted),
            ("decision.evaluation.fine_tuned_passed", tuned),
        ],
    );
    EvaluationStatus::new(&evaluated, &DecisionSettings::default())
}

// R. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), method 10.
#[test]
fn an_evaluation_is_told_with_its_interval_and_what_it_shows() {
    let better = warranted_with(&[("decision.inconsistent", "yes")]);
    let as_good = warranted_with(&[]);
    for (base, figures, sentence) in [
        (
            &better,
            ["300", "201", "218"],
            "Fine-tuned 72.7%, prompted 67.0% of 300 test cases: +5.7 points (95% CI −1.7 to +12.9). Inconclusive",
        ),
        (
            &better,
            ["400", "300", "360"],
            "Fine-tuned 90.0%, prompted 75.0% of 400 test cases: +15.0 points (95% CI +9.8 to +20.2). Better",
        ),
        (
            &better,
            ["400", "360", "300"],
            "Fine-tuned 75.0%, prompted 90.0% of 400 test cases: −15.0 points (95% CI −20.2 to −9.8). Worse",
        ),
        (
            &as_good,
            ["20000", "15000", "15000"],
            "Fine-tuned 75.0%, prompted 75.0% of 20,000 test cases: +0.0 points (95% CI −0.8 to +0.8). At most 2 points worse: good enough",
        ),
        (
            &as_good,
            ["400", "360", "300"],
            "Fine-tuned 75.0%, prompted 90.0% of 400 test cases: −15.0 points (95% CI −20.2 to −9.8). More than 2 points worse",
        ),
        (
            &as_good,
            ["100", "90", "90"],
            "Fine-tuned 90.0%, prompted 90.0% of 100 test cases: +0.0 points (95% CI −8.7 to +8.7). Could be more than 2 points worse",
        ),
    ] {
        assert_says(&status(base, figures).sentence().unwrap(), sentence);
    }
}

#[test]
fn the_cases_that_are_needed_are_told_with_what_they_would_show() {
    let needed = |scenario: &Scenario| {
        let status = EvaluationStatus::new(scenario, &DecisionSettings::default());
        with_plain_spaces(&status.needed.unwrap().sentence())
    };
    // (1.645 + 0.842)² × 2 × 0.9 × 0.1 / 0.02²: one-sided, for a chance of 80%.
    assert_eq!(
        needed(&warranted_with(&[("decision.evaluation", "none")])),
        "3,530 test cases per approach would show that it is at most 2 points worse, assuming a 90% pass rate"
    );
    let better = warranted_with(&[
        ("decision.inconsistent", "yes"),
        ("decision.evaluation", "none"),
    ]);
    assert!(
        needed(&better).contains(" test cases per approach would detect a difference of 2 points"),
        "{}",
        needed(&better)
    );
}

#[test]
fn a_switch_is_told_with_what_waiting_costs() {
    let scenario = by_hand(&[]);
    let timing = SwitchTiming::new(&scenario);
    // Fine-tuning: 600 + 18 × 20; each month of prompting costs 80 more.
    assert_eq!(
        timing.finding(&scenario, 0),
        "Switching now is cheapest: $960"
    );
    assert_eq!(
        timing.finding(&scenario, 7),
        "Switching after month 7 costs $560 more than switching now"
    );
    assert_eq!(SwitchTiming::CAPTION, "Total cost, by month of the switch");
}

#[test]
fn checklists_say_how_many_reasons_apply_and_why() {
    let scenario = warranted_with(&[
        ("workload.changes_per_year", "6"),
        ("decision.prototyping", "no"),
    ]);
    let decision = decide(&scenario);
    let titles = CHECKLISTS.map(|(title, _)| title);
    assert_eq!(
        titles,
        ["Reasons to stay with prompting", "Reasons to fine-tune"]
    );
    let checklist = &decision.checklist;
    assert_eq!(
        how_many_apply(checklist, Approach::Prompting),
        "1 of 5 apply, 3 unanswered"
    );
    let figures: Vec<String> = checklist
        .iter()
        .map(|checked| {
            let said = checked.figures(&scenario.currency);
            with_plain_spaces(&format!("{}: {said}", checked.condition.label()))
        })
        .collect();
    for said in [
        "Requirements change: 6 per year, threshold 4",
        "Still prototyping: your answer: no",
        "Production scale: 1.2M queries, threshold 100,000",
    ] {
        assert!(figures.iter().any(|line| line == said), "{figures:#?}");
    }
}

#[test]
fn captions_of_charts_say_what_is_drawn_and_its_unit() {
    let uncertain = study_by_hand(&[
        ("workload.queries_per_month", "(low: 10000, high: 40000)"),
        ("decision.prompt_optimised", "yes"),
    ]);
    let exact = study_by_hand(&[]);
    let doubtful = study_by_hand(&[("fine_tuning.success_chance", "0.6")]);
    let caption = |study: &Study, kind: FigureKind| {
        let alone = true;
        Figure {
            study,
            kind,
            alone,
            plan: None,
        }
        .caption()
    };
    for (study, kind, wanted) in [
        (
            &uncertain,
            FigureKind::Cost,
            "Cumulative cost, and the saving with fine-tuning. Shaded: 80% of simulations",
        ),
        (
            &exact,
            FigureKind::Queries,
            "Cumulative cost, by queries answered",
        ),
        (
            &uncertain,
            FigureKind::Saving,
            "Saving with fine-tuning, 80% of simulations shaded. Line: base case, every input at its best estimate",
        ),
        (
            &uncertain,
            FigureKind::Drivers,
            "Saving when one input goes from its 10th to its 90th percentile",
        ),
        (
            &exact,
            FigureKind::Phases,
            "Cost over 18 months, by category",
        ),
        (
            &doubtful,
            FigureKind::Phases,
            "Cost over 18 months if fine-tuning succeeds, by category",
        ),
        (
            &doubtful,
            FigureKind::Drivers,
            "Saving if fine-tuning succeeds when one input goes from 25% below to 25% above its base case",
        ),
        (
            &doubtful,
            FigureKind::Map,
            "Saving if fine-tuning succeeds; all other inputs as in the base case",
        ),
        (
            &exact,
            FigureKind::MapMonths,
            "Break-even month; all other inputs as in the base case",
        ),
        (&uncertain, FigureKind::Risk, "Distribution of the saving"),
        (
            &uncertain,
            FigureKind::PaidBack,
            "Chance of having broken even, by month",
        ),
        (
            &exact,
            FigureKind::SwitchTiming,
            "Total cost, by month of the switch",
        ),
    ] {
        assert_says(&caption(study, kind), wanted);
    }
}

#[test]
fn a_comparison_names_most_and_least() {
    let named = |name: &str, upfront: &str| {
        study_by_hand(&[("name", name), ("fine_tuning.data.fixed_cost", upfront)])
    };
    // 1,440 less 100 and less 600, 1,440 less 2,000; prompting costs 18 × $100 in each.
    let much = named("\"Much\"", "100");
    let little = named("\"Little\"", "600");
    let loss = named("\"Loss\"", "2000");
    let of =
        |studies: &[&Study]| -> Vec<Study> { studies.iter().map(|one| (*one).clone()).collect() };
    for (studies, savings) in [
        (
            of(&[&much, &little]),
            "“Much” saves most ($1,340), “Little” least ($840)",
        ),
        (
            of(&[&much, &loss]),
            "“Much” saves most ($1,340), “Loss” loses $560",
        ),
        (of(&[&little, &little]), "Fine-tuning saves $840 in both"),
        (
            of(&[&little, &little, &little]),
            "Fine-tuning saves $840 in all 3",
        ),
    ] {
        assert_eq!(savings_finding(&studies), savings);
    }
    assert_eq!(
        costs_finding(&of(&[&much, &little])),
        "Prompting costs the same in both: $1,800"
    );
}
