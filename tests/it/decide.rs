//! What to do: every rule of the verdict with a scenario that triggers it and neighbours that don't, every condition and aspect with what
//! flips it, and what must hold of all.

use std::convert::Infallible;

use breakeven::analysis::Analysis;
use breakeven::analysis::decide::Decision;
use breakeven::analysis::decide::advice::Advice;
use breakeven::analysis::decide::checklist::Condition;
use breakeven::analysis::decide::comparison::aspects::Cell;
use breakeven::analysis::decide::criterion::Judgement;
use breakeven::analysis::decide::levers::CheaperModel;
use breakeven::analysis::decide::plan::plan;
use breakeven::analysis::decide::progression::Progression;
use breakeven::analysis::decide::rules::{RULES, Recommendation};
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::ledger::Ledger;
use breakeven::analysis::risk::{Risk, each_draw};
use breakeven::analysis::side::Side;
use breakeven::analysis::strategy::{Strategy, total};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::knobs::{self, Knobs, Lever};
use breakeven::scenario::quantity::{self, Unit};
use breakeven::scenario::{AtRetirement, Estimate, Plain, Scenario, inputs};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::generated::{cases, scenarios};
use crate::support::{scenario, with};

fn decide_with(scenario: &Scenario, knobs: &Knobs, cheaper: Option<&CheaperModel>) -> Decision {
    let risk = Risk::new(scenario, 1024, &|_| true);
    Decision::new(
        scenario,
        &Drivers::new(scenario),
        risk.as_ref(),
        knobs,
        cheaper,
    )
}

fn decide(scenario: &Scenario) -> Decision {
    decide_with(scenario, &Knobs::default(), None)
}

/// Fine-tuning pays back soon, the prompt has been optimised, and an evaluation shows that the tuned model answers better.
/// Prompting: 1.2M queries at 4.55¢, $54.6k. Fine-tuning: $2k, and 0.4¢ each, $6.8k.
const WARRANTED: &str = "(horizon_months: 24,
    workload: (queries_per_month: 50000, input_tokens: 300),
    prompting: (serving: (price: (input: 10, output: 10), prompt_tokens: 4000)),
    fine_tuning: (
        serving: (price: (input: 3, output: 10), prompt_tokens: 200),
        data: (fixed_cost: 2000),
    ),
    decision: (prompt_optimised: true, evaluation: (cases: 400, prompting_passed: 300, fine_tuned_passed: 360)),
)";

/// Of a prompt that has been optimised, trimming isn't counted on.
const TRIMMABLE: (&str, &str) = ("decision.prompt_optimised", "none");

/// A volume that grows from little, and a tuned model that costs something every month: too early now.
const LATER: [(&str, &str); 4] = [
    ("workload.queries_per_month", "200"),
    ("workload.growth_per_month", "0.3"),
    ("fine_tuning.serving.monthly_cost", "300"),
    ("fine_tuning.data.fixed_cost", "500"),
];

fn changed(sets: &[(&str, &str)]) -> Scenario {
    with(&scenario(WARRANTED), sets)
}

#[test]
fn every_rule_has_a_scenario_that_triggers_it_and_neighbours_that_do_not() {
    use Recommendation::{FineTuneNow, MeasureFirst, OptimiseFirst, StayWithPrompting};
    let none: &[(&str, &str)] = &[];
    // Each with the rule that it triggers, and a neighbour with the rule that decides there.
    for (rule, recommendation, triggers, neighbour, there) in [
        // Trimmed by 20 %, the prompt costs $45k.
        (
            0,
            OptimiseFirst,
            &[("fine_tuning.data.fixed_cost", "45000"), TRIMMABLE][..],
            &[("fine_tuning.data.fixed_cost", "30000"), TRIMMABLE][..],
            7,
        ),
        // It needn't be cheaper for sure: that it may be is tempting enough.
        (
            0,
            OptimiseFirst,
            &[
                ("fine_tuning.data.fixed_cost", "30000 to 100000"),
                TRIMMABLE,
            ],
            &[
                ("fine_tuning.data.fixed_cost", "99000 to 100000"),
                TRIMMABLE,
            ],
            4,
        ),
        (
            1,
            StayWithPrompting,
            &[
                ("prompting.serving.price.input", "0"),
                ("prompting.serving.price.output", "0"),
            ],
            none,
            9,
        ),
        (
            2,
            StayWithPrompting,
            &[("decision.evaluation.fine_tuned_passed", "200")],
            &[("decision.evaluation.fine_tuned_passed", "350")],
            9,
        ),
        (
            3,
            StayWithPrompting,
            &[("decision.prototyping", "yes")],
            &[("decision.prototyping", "no")],
            9,
        ),
        (
            3,
            StayWithPrompting,
            &[("decision.base_model_close", "yes")],
            &[("decision.base_model_close", "no")],
            9,
        ),
        // Only who says so must ship quickly: a lead time is in the figures.
        (
            3,
            StayWithPrompting,
            &[("decision.must_ship_quickly", "yes")],
            &[("fine_tuning.lead_time_months", "2")],
            9,
        ),
        (
            3,
            StayWithPrompting,
            &[("decision.upfront_budget", "1999")],
            &[("decision.upfront_budget", "2001")],
            9,
        ),
        (
            4,
            StayWithPrompting,
            &[("fine_tuning.data.fixed_cost", "100000")],
            none,
            9,
        ),
        // It saves $100 for nearly $50k.
        (
            4,
            StayWithPrompting,
            &[("fine_tuning.data.fixed_cost", "49700")],
            &[("fine_tuning.data.fixed_cost", "49000")],
            9,
        ),
        // It may save or lose a little, which isn't worth the measuring.
        (
            4,
            StayWithPrompting,
            &[("fine_tuning.data.fixed_cost", "48000 to 51500")],
            &[("fine_tuning.data.fixed_cost", "20000 to 150000")],
            6,
        ),
        (
            5,
            OptimiseFirst,
            &[("decision.prompt_optimised", "no")],
            none,
            9,
        ),
        (
            6,
            MeasureFirst,
            &[("fine_tuning.data.fixed_cost", "20000 to 150000")],
            &[("fine_tuning.data.fixed_cost", "1000 to 3000")],
            9,
        ),
        // It pays back in most draws, and loses on average.
        (
            6,
            MeasureFirst,
            &[("fine_tuning.data.fixed_cost", "1 to 60000")],
            &[("fine_tuning.data.fixed_cost", "1000 to 6000")],
            9,
        ),
        // It pays back in few draws, and those save much.
        (
            6,
            MeasureFirst,
            &[
                ("workload.queries_per_month", "200"),
                ("workload.growth_per_month", "0.05 to 0.4"),
                ("fine_tuning.serving.monthly_cost", "300"),
            ],
            &[
                ("workload.queries_per_month", "200"),
                ("workload.growth_per_month", "0.01 to 0.02"),
                ("fine_tuning.serving.monthly_cost", "300"),
            ],
            4,
        ),
        // Requirements may change, and nothing says how often.
        (
            7,
            MeasureFirst,
            &[("decision.requirements_may_change", "yes")],
            &[
                ("decision.requirements_may_change", "yes"),
                ("workload.changes_per_year", "2"),
            ],
            9,
        ),
        (7, MeasureFirst, &[("decision.evaluation", "none")], none, 9),
        // Better answers are expected, and not shown.
        (
            7,
            MeasureFirst,
            &[
                ("decision.inconsistent", "yes"),
                ("decision.evaluation.fine_tuned_passed", "302"),
            ],
            // Of more cases, that are as good.
            &[
                ("decision.evaluation.cases", "10000"),
                ("decision.evaluation.prompting_passed", "7500"),
                ("decision.evaluation.fine_tuned_passed", "7505"),
            ],
            9,
        ),
        // Three cases show nothing, and not that both are as good.
        (
            7,
            MeasureFirst,
            &[
                ("decision.evaluation.prompting_passed", "3"),
                ("decision.evaluation.fine_tuned_passed", "2"),
                ("decision.evaluation.cases", "3"),
            ],
            none,
            9,
        ),
        (7, MeasureFirst, &[TRIMMABLE], none, 9),
        (9, FineTuneNow, none, &[("decision.evaluation", "none")], 7),
    ] {
        let found = decide(&changed(triggers)).advice;
        assert_eq!(
            (found.rule, found.recommendation),
            (rule, recommendation),
            "{triggers:?}"
        );
        assert_eq!(
            decide(&changed(neighbour)).advice.rule,
            there,
            "{neighbour:?}, beside {triggers:?}"
        );
        assert!(!found.reasons.is_empty() && !found.against.is_empty());
    }
    // Where the average and the base case disagree, neither is followed blindly: a prompt of 4,000 tokens that may be far longer.
    let skewed = changed(&[
        ("prompting.serving.prompt_tokens", "3990 / 4000 / 9000"),
        ("fine_tuning.data.fixed_cost", "49000"),
        ("fine_tuning.serving.monthly_cost", "50"),
    ]);
    let found = decide(&skewed).advice;
    assert_eq!(found.recommendation, MeasureFirst, "{found:?}");
    let first = found.first.unwrap();
    assert!(first.starts_with("Prompting: prompt"), "{first}");
    let later = decide(&changed(&LATER)).advice;
    assert!(
        matches!(later.recommendation, Recommendation::Prepare { month } if month > 0),
        "{later:?}"
    );
    assert_eq!(later.rule, 8);
    // One that loses on average isn't prepared for, whatever the base case saves.
    let losing = [
        &LATER[..],
        &[
            ("workload.growth_per_month", "0 / 26% / 31%"),
            ("fine_tuning.serving.monthly_cost", "1000"),
        ],
    ]
    .concat();
    let advice = decide(&changed(&losing)).advice;
    assert!(advice.recommendation.month().is_none(), "{advice:?}");
    // Of a volume that is there from the start it isn't said.
    let at_once = [&LATER[2..], &[("workload.queries_per_month", "50000")]].concat();
    assert_eq!(
        decide(&changed(&at_once)).advice.recommendation,
        FineTuneNow
    );
    assert_eq!(RULES.len(), 10);
}

/// What fine-tuning now and a switch after month `k` save on average over the draws, a ledger each.
fn mean_savings(scenario: &Scenario, k: usize) -> [f64; 2] {
    let mut savings = Vec::new();
    let mut of = |scenario: &Scenario| {
        let ledger = Ledger::new(scenario);
        let prompting = total(&ledger, Strategy::Prompting);
        savings.push([0, k].map(|k| prompting - total(&ledger, Strategy::SwitchAt(k))));
    };
    let uncertain: Vec<_> = inputs::uncertain(scenario).collect();
    if uncertain.is_empty() {
        of(scenario);
    } else {
        let drawn = each_draw(scenario, 2048, |drawn| -> Result<(), Infallible> {
            for draw in 0..drawn.columns.first().map_or(0, |column| column.len()) {
                let mut scenario = scenario.clone();
                for ((input, ..), column) in uncertain.iter().zip(drawn.columns) {
                    input.set_exactly(&mut scenario, column[draw]).unwrap();
                }
                of(&scenario);
            }
            Ok(())
        });
        drawn.unwrap();
    }
    let count = savings.len() as f64;
    [0, 1].map(|way| savings.iter().map(|saved| saved[way]).sum::<f64>() / count)
}

/// What each recommendation promises, whatever rule led to it.
fn promises(scenario: &Scenario, decision: &Decision) -> Result<(), TestCaseError> {
    let analysis = Analysis::new(scenario);
    let prompting = analysis.prompting.course.total();
    let advice = &decision.advice;
    let said = &scenario.decision;
    let kept = [
        said.prototyping,
        said.base_model_close,
        said.must_ship_quickly,
    ];
    let goes = matches!(
        advice.recommendation,
        Recommendation::FineTuneNow | Recommendation::Prepare { .. }
    );
    if goes {
        prop_assert!(!kept.contains(&Some(true)) && said.prompt_optimised == Some(true));
        prop_assert!(!decision.levers.beat_fine_tuning());
        let answers = decision.answers;
        prop_assert_eq!(
            answers.judgement(),
            Judgement::Shown,
            "{:?}",
            answers.evidence
        );
        if let Some(budget) = &said.upfront_budget {
            prop_assert!(analysis.fine_tuning_upfront <= budget.get());
        }
    }
    match advice.recommendation {
        Recommendation::FineTuneNow => match Risk::new(scenario, 1024, &|_| true) {
            Some(risk) => prop_assert!(risk.saving.mean > 0.0),
            None => prop_assert!(analysis.saving() >= 0.01 * prompting),
        },
        Recommendation::Prepare { month } => {
            let total = decision.progression.totals[month];
            prop_assert!(total < prompting && total < analysis.fine_tuning.course.total());
            let [now, later] = mean_savings(scenario, month);
            prop_assert!(later > 0.0 && later > now, "{} {}", later, now);
        }
        Recommendation::MeasureFirst => prop_assert!(advice.first.is_some()),
        Recommendation::OptimiseFirst => {
            let beaten = decision.levers.beat_fine_tuning();
            prop_assert!(beaten || said.prompt_optimised == Some(false));
        }
        Recommendation::StayWithPrompting => {}
    }
    prop_assert!(!advice.figures.is_empty() && !advice.checklist.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_scenario_has_one_recommendation_that_keeps_what_it_promises(
        scenario in scenarios(),
        answered in any::<bool>(),
    ) {
        // Most scenarios lack the evidence: half of them are given it.
        let scenario = if answered {
            with(&scenario, &[
                ("decision.prototyping", "no"),
                ("decision.base_model_close", "no"),
                ("decision.must_ship_quickly", "no"),
                ("decision.upfront_budget", "none"),
                ("decision.prompt_optimised", "yes"),
                ("decision.evaluation.cases", "1000"),
                ("decision.evaluation.prompting_passed", "700"),
                ("decision.evaluation.fine_tuned_passed", "800"),
            ])
        } else {
            scenario
        };
        let decision = decide(&scenario);
        // Exactly one of them: the first rule that applies, and there always is one.
        let Advice { applies, rule, .. } = &decision.advice;
        prop_assert!(applies[*rule] && !applies[..*rule].contains(&true));
        promises(&scenario, &decision)?;
    }

    #[test]
    fn optimise_first_is_said_whenever_the_levers_alone_beat_fine_tuning(scenario in scenarios()) {
        let decision = decide(&scenario);
        let analysis = Analysis::new(&scenario);
        // With its levers prompting is the cheapest of all ways, and without them it isn't.
        let optimised = Analysis::new(&decision.levers.scenario);
        let cheapest = optimised.prompting.course.total() < optimised.fine_tuning.course.total()
            && optimised.best_switch.is_none();
        if analysis.best_switch.is_some() && cheapest {
            prop_assert_eq!(decision.advice.recommendation, Recommendation::OptimiseFirst);
        }
    }

    #[test]
    fn the_best_month_to_switch_is_that_of_brute_force(scenario in scenarios()) {
        let ledger = Ledger::new(&scenario);
        let progression = Progression::new(&scenario);
        let prompting = by_hand(&ledger, ledger.months, ledger.months);
        let totals: Vec<f64> = (0..ledger.months)
            .map(|k| by_hand(&ledger, k, (k + ledger.lead_time).min(ledger.months)))
            .collect();
        let least = totals.iter().copied().fold(prompting, f64::min);
        let scale = 1e-9 * least.abs().max(prompting.abs());
        prop_assert!((progression.least() - least).abs() <= scale);
        for (k, total) in totals.iter().enumerate() {
            prop_assert!((progression.totals[k] - total).abs() <= scale.max(1e-9 * total));
            prop_assert!(progression.regret(k).unwrap() >= -scale);
        }
        prop_assert_eq!(progression.regret(ledger.months), None);
        // The smallest such k, but for rounding.
        match progression.best {
            Some(best) => {
                prop_assert!(totals[best] < prompting);
                prop_assert!(totals[..best].iter().all(|total| *total > totals[best] - scale));
            }
            None => prop_assert!(totals.iter().all(|total| *total >= prompting - scale)),
        }
    }
}

#[test]
fn the_levers_decide_in_an_example() {
    let example = |place: usize| EXAMPLES[place].scenario().unwrap();
    let optimised = (0..EXAMPLES.len())
        .map(example)
        .filter(|scenario| decide(scenario).levers.beat_fine_tuning())
        .filter(|scenario| decide(scenario).advice.recommendation == Recommendation::OptimiseFirst)
        .count();
    assert!(optimised > 0);
}

/// The total of MODEL.md §3, a month at a time, of fine-tuning that is paid for at `k` and serves after month `from`.
fn by_hand(ledger: &Ledger, k: usize, from: usize) -> f64 {
    let worth = |t: usize| ledger.present_value[t];
    let mut total = 0.0;
    if k < ledger.months {
        let upfront = ledger.data_collection + ledger.training_round + ledger.fine_tuning.setup;
        total += worth(k) * upfront;
    }
    if from > 0 {
        total += ledger.prompting.setup;
    }
    let mut ended = false;
    for month in 1..=ledger.months {
        let tuned = month > from && !ended;
        let (approach, change) = if tuned {
            (&ledger.fine_tuning, ledger.retraining)
        } else {
            (&ledger.prompting, ledger.prompting.change)
        };
        let mut booked = ledger.changes[month - 1] * change;
        if tuned && ledger.retires_at(month, from) {
            match ledger.at_retirement {
                AtRetirement::Retrain => booked += change,
                AtRetirement::ReturnToPrompting => {
                    ended = true;
                    if from == 0 && month < ledger.months {
                        booked += ledger.prompting.setup;
                    }
                }
            }
        }
        total += worth(month) * (approach.running[month - 1].total() + booked);
    }
    total
}

#[test]
fn every_condition_is_answered_by_what_it_is_about_and_else_stays_open() {
    let holds = |sets: &[(&str, &str)], condition| {
        let decision = decide(&changed(sets));
        let checked = decision
            .checklist
            .iter()
            .find(|checked| checked.condition == condition);
        checked.expect("every condition is listed").holds
    };
    for (condition, open, yes, no) in [
        (
            Condition::Prototyping,
            true,
            ("decision.prototyping", "yes"),
            ("decision.prototyping", "no"),
        ),
        (
            Condition::RequirementsMayChange,
            true,
            ("workload.changes_per_year", "4"),
            ("workload.changes_per_year", "3"),
        ),
        (
            Condition::RequirementsMayChange,
            true,
            ("decision.requirements_may_change", "yes"),
            ("decision.requirements_may_change", "no"),
        ),
        (
            Condition::BudgetLimited,
            true,
            ("decision.upfront_budget", "1000"),
            ("decision.upfront_budget", "5000"),
        ),
        (
            Condition::MustShipQuickly,
            true,
            ("fine_tuning.lead_time_months", "3"),
            ("fine_tuning.lead_time_months", "1"),
        ),
        (
            Condition::MustShipQuickly,
            true,
            ("decision.must_ship_quickly", "yes"),
            ("decision.must_ship_quickly", "no"),
        ),
        (
            Condition::BaseModelClose,
            true,
            ("decision.base_model_close", "yes"),
            ("decision.base_model_close", "no"),
        ),
        (
            Condition::Inconsistent,
            true,
            ("decision.inconsistent", "yes"),
            ("decision.inconsistent", "no"),
        ),
        (
            Condition::PromptsEatTokens,
            false,
            ("workload.input_tokens", "1000"),
            ("workload.input_tokens", "1001"),
        ),
        (
            Condition::HardToDescribe,
            true,
            ("decision.hard_to_describe", "yes"),
            ("decision.hard_to_describe", "no"),
        ),
        (
            Condition::ProductionScale,
            false,
            ("workload.queries_per_month", "4167"),
            ("workload.queries_per_month", "4166"),
        ),
        (
            Condition::ConsistencyCritical,
            true,
            ("decision.consistency_critical", "yes"),
            ("decision.consistency_critical", "no"),
        ),
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
    assert_eq!(decide(&changed(&[])).checklist.len(), 10);
}

fn turn(knobs: &mut Knobs, key: &str, value: f64) {
    let knob = knobs::find(key).expect("the knob is listed");
    (knob.set)(knobs, value).expect("the value is allowed");
}

#[test]
fn every_knob_is_read_where_it_is_set_and_refuses_what_is_outside_its_domain() {
    for knob in &knobs::KNOBS {
        let mut knobs = Knobs::default();
        let value = knob.domain.nearest((knob.get)(&knobs) / 2.0);
        turn(&mut knobs, knob.key, value);
        assert_eq!((knob.get)(&knobs), value, "{}", knob.key);
        assert_ne!(knobs, Knobs::default(), "{}", knob.key);
        for wrong in [-1.0, f64::NAN, f64::INFINITY] {
            assert!((knob.set)(&mut knobs, wrong).is_err(), "{}", knob.key);
        }
    }
}

#[test]
fn thresholds_can_be_moved() {
    let mut knobs = Knobs::default();
    let scale = |knobs: &Knobs| {
        let decision = decide_with(&changed(&[]), knobs, None);
        let checked = decision
            .checklist
            .into_iter()
            .find(|checked| checked.condition == Condition::ProductionScale);
        checked.unwrap()
    };
    assert_eq!(scale(&knobs).holds, Some(true));
    turn(&mut knobs, "scale_queries", 2e6);
    let moved = scale(&knobs);
    assert_eq!(moved.holds, Some(false));
    assert!(moved.because.contains("2M"), "{}", moved.because);
    // What the tuned model may pass less and still be as good.
    let close = changed(&[("decision.evaluation.fine_tuned_passed", "330")]);
    let mut knobs = Knobs::default();
    let advised = |knobs: &Knobs| decide_with(&close, knobs, None).advice.recommendation;
    turn(&mut knobs, "margin", 0.0);
    assert_eq!(advised(&knobs), Recommendation::FineTuneNow);
    let close = changed(&[("decision.evaluation.fine_tuned_passed", "305")]);
    let advised = |knobs: &Knobs| decide_with(&close, knobs, None).advice.recommendation;
    assert_eq!(advised(&knobs), Recommendation::MeasureFirst);
    turn(&mut knobs, "margin", 0.1);
    assert_eq!(advised(&knobs), Recommendation::FineTuneNow);
    let fewer = decide_with(&close, &knobs, None)
        .answers
        .needed
        .unwrap()
        .cases;
    let more = decide_with(&close, &Knobs::default(), None)
        .answers
        .needed
        .unwrap()
        .cases;
    assert!(fewer < more / 5.0, "{fewer} of {more}");
    // What knowing has to be worth.
    let open = changed(&[("fine_tuning.data.fixed_cost", "48000 to 51500")]);
    let advised = |knobs: &Knobs| decide_with(&open, knobs, None).advice.recommendation;
    assert_eq!(
        advised(&Knobs::default()),
        Recommendation::StayWithPrompting
    );
    turn(&mut knobs, "worth_share", 0.001);
    assert_eq!(advised(&knobs), Recommendation::MeasureFirst);
}

#[test]
fn every_aspect_changes_with_what_it_tells() {
    let names: Vec<&str> = decide(&changed(&[]))
        .aspects
        .iter()
        .map(|aspect| aspect.name)
        .collect();
    assert_eq!(
        names,
        [
            "Model modified",
            "Set-up time",
            "Cost",
            "Iteration speed",
            "Token efficiency",
            "Consistency",
            "Flexibility",
            "Expertise"
        ]
    );
    let row = |sets: &[(&str, &str)], name: &str| {
        let aspects = decide(&changed(sets)).aspects;
        aspects
            .into_iter()
            .find(|aspect| aspect.name == name)
            .unwrap()
    };
    let rate = ("hourly_rate", "80");
    for (name, sets, prompting, tuned) in [
        (
            "Model modified",
            &[
                ("prompting.serving.prompt_tokens", "2400"),
                ("fine_tuning.data.examples", "500"),
                ("fine_tuning.training.epochs", "2"),
            ][..],
            "no: 2,400 tokens of its input",
            "yes: its weights, by 500 examples in 2 passes",
        ),
        (
            "Set-up time",
            &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "24"),
                ("fine_tuning.lead_time_months", "1"),
            ],
            "12 h, live at once",
            "24 h, live in a month",
        ),
        (
            "Cost",
            &[("fine_tuning.data.fixed_cost", "5400")],
            "$0 to start",
            "$5.40k to start",
        ),
        // What is hosted isn't free.
        (
            "Cost",
            &[("fine_tuning.serving.monthly_cost", "730")],
            "4.6¢ a query",
            "a query, $730 a month of hosting",
        ),
        (
            "Iteration speed",
            &[
                rate,
                ("prompting.effort.hours_per_change", "2"),
                ("fine_tuning.training.fixed_cost", "640"),
            ],
            "a change takes 2 h, $160",
            "$640 and a retraining",
        ),
        (
            "Token efficiency",
            &[
                ("prompting.serving.prompt_tokens", "2400"),
                ("fine_tuning.serving.prompt_tokens", "180"),
            ],
            "2,400 prompt tokens",
            "180 prompt tokens (−92.5 %)",
        ),
        (
            "Consistency",
            &[
                ("prompting.serving.review_rate", "8%"),
                ("fine_tuning.serving.review_rate", "2%"),
            ],
            "8 % of answers reviewed",
            "2 % of answers reviewed",
        ),
        (
            "Flexibility",
            &[
                ("fine_tuning.base_model_life_months", "18"),
                ("prompting.serving.price.change_per_year", "-30%"),
            ],
            "follows the market: prices −30 % a year",
            "bound to its base model, 18 months",
        ),
        (
            "Expertise",
            &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "80"),
            ],
            "12 h of the team’s time",
            "80 h of the team’s time",
        ),
    ] {
        let found = row(sets, name);
        assert!(
            found.prompting.text().contains(prompting),
            "{name}: {:?}",
            found.prompting
        );
        assert!(
            found.fine_tuning.text().contains(tuned),
            "{name}: {:?}",
            found.fine_tuning
        );
        assert_ne!(found, row(&[], name), "{name}");
    }
    // Which is the better one follows the figures that are shown.
    let (prompting, tuned) = (Some(Side::Prompting), Some(Side::FineTuning));
    for (name, better, sets) in [
        (
            "Set-up time",
            prompting,
            &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "24"),
            ][..],
        ),
        (
            "Set-up time",
            tuned,
            &[
                ("prompting.effort.setup_hours", "24"),
                ("fine_tuning.effort.setup_hours", "12"),
            ],
        ),
        // Fewer hours, and later: neither.
        (
            "Set-up time",
            None,
            &[
                ("prompting.effort.setup_hours", "24"),
                ("fine_tuning.lead_time_months", "2"),
            ],
        ),
        ("Cost", tuned, &[]),
        (
            "Cost",
            prompting,
            &[("fine_tuning.data.fixed_cost", "100000")],
        ),
        (
            "Iteration speed",
            prompting,
            &[
                rate,
                ("prompting.effort.hours_per_change", "2"),
                ("fine_tuning.training.fixed_cost", "640"),
            ],
        ),
        (
            "Iteration speed",
            tuned,
            &[
                rate,
                ("prompting.effort.hours_per_change", "20"),
                ("fine_tuning.training.fixed_cost", "640"),
            ],
        ),
        ("Token efficiency", tuned, &[]),
        (
            "Token efficiency",
            prompting,
            &[("fine_tuning.serving.prompt_tokens", "9000")],
        ),
        (
            "Consistency",
            tuned,
            &[("prompting.serving.review_rate", "8%")],
        ),
        (
            "Consistency",
            prompting,
            &[("fine_tuning.serving.review_rate", "8%")],
        ),
        ("Flexibility", None, &[]),
        (
            "Flexibility",
            prompting,
            &[
                ("fine_tuning.base_model_life_months", "18"),
                ("prompting.serving.price.change_per_year", "-30%"),
            ],
        ),
        // 492 hours over two years, and 80.
        (
            "Expertise",
            tuned,
            &[
                ("prompting.effort.setup_hours", "12"),
                ("prompting.effort.upkeep_hours_per_month", "20"),
                ("fine_tuning.effort.setup_hours", "80"),
            ],
        ),
        (
            "Expertise",
            prompting,
            &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "80"),
            ],
        ),
        ("Expertise", None, &[]),
    ] {
        assert_eq!(row(sets, name).better, better, "{name}: {sets:?}");
    }
    // What the scenario doesn't say is typical, and marked as such.
    for name in ["Set-up time", "Consistency", "Flexibility", "Expertise"] {
        assert!(
            matches!(row(&[], name).prompting, Cell::Typical(_)),
            "{name}"
        );
    }
    // Speed is compared where both sides state theirs.
    let support = EXAMPLES[1].scenario().unwrap();
    let latency = |sets: &[(&str, &str)]| {
        let aspects = decide(&with(&support, sets)).aspects;
        let mut latencies = aspects
            .into_iter()
            .filter(|aspect| aspect.name == "Latency per query");
        latencies.next()
    };
    let stated = latency(&[]).unwrap();
    assert_eq!(stated.better, Some(Side::FineTuning));
    assert_eq!(latency(&[("fine_tuning.serving.latency", "none")]), None);
    let slow = latency(&[("fine_tuning.serving.latency.overhead_ms", "9000")]).unwrap();
    assert_eq!(slow.better, Some(Side::Prompting));
    assert_ne!(slow.fine_tuning, stated.fine_tuning);
    // Hours are those of the ledger: the tuned model is kept up once it serves, and every change takes time on both sides.
    let busy = [
        ("fine_tuning.lead_time_months", "4"),
        ("workload.changes_per_year", "3"),
        ("prompting.effort.setup_hours", "10"),
        ("prompting.effort.hours_per_change", "2"),
        ("fine_tuning.effort.setup_hours", "80"),
        ("fine_tuning.effort.upkeep_hours_per_month", "5"),
        ("fine_tuning.effort.hours_per_change", "6"),
    ];
    let hours = row(&busy, "Expertise");
    // 10 + 6 changes · 2.
    assert_eq!(hours.prompting.text(), "22 h of the team’s time");
    // 80, 10 of prompting, which serves four months and takes one change of 2, 20 months of 5, and five changes of 6.
    assert_eq!(hours.fine_tuning.text(), "222 h of the team’s time");
}

#[test]
fn every_strength_shows_its_evidence_or_that_there_is_none() {
    let evidence = |sets: &[(&str, &str)], name: &str| {
        let strengths = decide(&changed(sets)).strengths;
        let strength = strengths
            .into_iter()
            .find(|strength| strength.name.starts_with(name));
        strength
            .unwrap_or_else(|| panic!("{name} is listed"))
            .evidence
    };
    for (name, sets) in [
        (
            "Behavioural consistency",
            ("prompting.serving.review_rate", "8%"),
        ),
        ("Complex patterns", ("decision.hard_to_describe", "yes")),
        (
            "Instant iteration",
            ("fine_tuning.training.fixed_cost", "99"),
        ),
        ("Composability", ("fine_tuning.serving.monthly_cost", "730")),
    ] {
        assert_eq!(evidence(&[], name), None, "{name}");
        assert!(evidence(&[sets], name).is_some(), "{name}");
    }
    for (name, sets) in [
        (
            "Token efficiency",
            ("prompting.serving.prompt_tokens", "900"),
        ),
        ("No start-up cost", ("fine_tuning.data.fixed_cost", "99")),
        ("No training data", ("fine_tuning.data.examples", "77")),
        (
            "Model agnosticism",
            ("fine_tuning.training.fixed_cost", "99"),
        ),
        (
            "Persistent specialisation",
            ("fine_tuning.fallback_share", "10%"),
        ),
    ] {
        assert!(evidence(&[], name).is_some(), "{name}");
        assert_ne!(evidence(&[], name), evidence(&[sets], name), "{name}");
    }
    // Updates take both: changes, and what one costs.
    let updates = [
        ("workload.changes_per_year", "3"),
        ("fine_tuning.training.fixed_cost", "99"),
    ];
    for place in 0..2 {
        let one = &updates[place..=place];
        assert_eq!(evidence(one, "Instant behaviour updates"), None, "{one:?}");
    }
    assert!(evidence(&updates, "Instant behaviour updates").is_some());
    // Evidence never contradicts the strength that it stands beside.
    let dear = [
        ("prompting.effort.setup_hours", "300"),
        ("hourly_rate", "100"),
    ];
    assert_eq!(
        evidence(&dear, "No start-up cost").unwrap(),
        "prompting takes $30.0k to start, fine-tuning $2.00k"
    );
    let none = [
        ("fine_tuning.data.examples", "0"),
        ("fine_tuning.data.fixed_cost", "0"),
    ];
    assert_eq!(
        evidence(&none, "No training data").unwrap(),
        "fine-tuning takes none either"
    );
    let fallen_back = [("fine_tuning.fallback_share", "100%")];
    assert_eq!(
        evidence(&fallen_back, "Persistent specialisation").unwrap(),
        "all queries fall back to prompting"
    );
    let applies = |sets: &[(&str, &str)], name: &str| {
        let strengths = decide(&changed(sets)).strengths;
        strengths
            .into_iter()
            .find(|strength| strength.name.starts_with(name))
            .unwrap()
            .applies
    };
    // What is the other way round here doesn't apply.
    for (name, not) in [
        (
            "Behavioural consistency",
            [
                ("fine_tuning.serving.review_rate", "40%"),
                ("prompting.serving.review_rate", "10%"),
            ],
        ),
        (
            "Token efficiency",
            [
                ("fine_tuning.serving.prompt_tokens", "9000"),
                ("hourly_rate", "1"),
            ],
        ),
        (
            "No start-up cost",
            [
                ("prompting.effort.setup_hours", "300"),
                ("hourly_rate", "100"),
            ],
        ),
        (
            "Instant iteration",
            [
                ("prompting.effort.hours_per_change", "9"),
                ("hourly_rate", "100"),
            ],
        ),
        (
            "Complex patterns",
            [("decision.hard_to_describe", "no"), ("hourly_rate", "1")],
        ),
        // It never serves.
        (
            "Persistent specialisation",
            [("fine_tuning.lead_time_months", "24"), ("hourly_rate", "1")],
        ),
        (
            "No training data",
            [
                ("fine_tuning.data.examples", "0"),
                ("fine_tuning.data.fixed_cost", "0"),
            ],
        ),
        (
            "Persistent specialisation",
            [("fine_tuning.fallback_share", "100%"), ("hourly_rate", "1")],
        ),
        (
            "Model agnosticism",
            [
                ("prompting.effort.setup_hours", "9"),
                ("hourly_rate", "100"),
            ],
        ),
        (
            "Instant behaviour updates",
            [
                ("workload.changes_per_year", "4"),
                ("prompting.effort.hours_per_change", "1"),
            ],
        ),
        (
            "Composability",
            [
                ("prompting.serving.monthly_cost", "50"),
                ("fine_tuning.serving.monthly_cost", "50"),
            ],
        ),
    ] {
        assert_eq!(applies(&not, name), Some(false), "{name}");
    }
    // And there is a scenario in which all of them do.
    let all = [
        ("prompting.serving.review_rate", "8%"),
        ("fine_tuning.training.fixed_cost", "99"),
        ("fine_tuning.serving.monthly_cost", "730"),
        ("workload.changes_per_year", "4"),
        ("decision.hard_to_describe", "yes"),
    ];
    for strength in decide(&changed(&all)).strengths {
        assert_eq!(strength.applies, Some(true), "{}", strength.name);
    }
    assert_eq!(applies(&[], "Token efficiency"), Some(true));
    assert!(
        evidence(&[], "Persistent specialisation")
            .unwrap()
            .contains("injection")
    );
    assert_eq!(decide(&changed(&[])).strengths.len(), 10);
}

#[test]
fn cost_by_phase_stands_beside_what_is_usual() {
    let line = |sets: &[(&str, &str)], name: &str| {
        let phases = decide(&changed(sets)).phases;
        phases.into_iter().find(|line| line.name == name).unwrap()
    };
    // Each amount within what is usual, below it and above it.
    for (name, [below, within, above]) in [
        (
            "Data collection",
            ["99", "100", "10001"].map(|cost| [("fine_tuning.data.fixed_cost", cost); 2]),
        ),
        (
            "Training",
            ["49", "5000", "5001"].map(|cost| [("fine_tuning.training.fixed_cost", cost); 2]),
        ),
        (
            "Iteration",
            ["49", "50", "5001"].map(|cost| [("fine_tuning.training.fixed_cost", cost); 2]),
        ),
        (
            "Break-even volume",
            ["2000", "2500", "9000"].map(|cost| [("fine_tuning.data.fixed_cost", cost); 2]),
        ),
    ] {
        assert_eq!(
            line(&below, name).note,
            Some("below what is usual"),
            "{name}"
        );
        assert_eq!(line(&within, name).note, None, "{name}");
        assert_eq!(
            line(&above, name).note,
            Some("above what is usual"),
            "{name}"
        );
    }
    assert_eq!(line(&[], "Per query").prompting, "4.6¢");
    assert_eq!(line(&[], "Data collection").note, None);
    let dear = line(
        &[("fine_tuning.data.fixed_cost", "20000")],
        "Data collection",
    );
    assert_eq!(dear.note, Some("above what is usual"));
    assert_eq!(line(&[], "Training").note, Some("below what is usual"));
    // In another currency the usual ranges say nothing.
    assert_eq!(line(&[("currency", "EUR")], "Training").note, None);
    let never = line(
        &[("fine_tuning.data.fixed_cost", "100000")],
        "Break-even volume",
    );
    assert_eq!(
        (never.fine_tuning.as_str(), never.note),
        ("not within 24 months", None)
    );
}

#[test]
fn levers_are_worked_out_alone_and_together() {
    // 1.2M queries, $10 per 1M: 800 tokens less save $9,600.
    let optimised = decide(&changed(&[]));
    assert_eq!(
        optimised.levers.prompting,
        Analysis::new(&changed(&[])).prompting.course.total()
    );
    let decision = decide(&changed(&[TRIMMABLE]));
    let trim = decision
        .levers
        .alone
        .iter()
        .find(|pulled| pulled.lever == Lever::TrimPrompt)
        .unwrap();
    let prompting = Analysis::new(&changed(&[])).prompting.course.total();
    assert!((prompting - trim.prompting - 9600.0).abs() < 1e-6);
    assert!(trim.counted_on && trim.what == "Trim the prompt by 20 %");
    // Nothing to cache without a price for it.
    let lever = |decision: &Decision, lever| {
        decision
            .levers
            .alone
            .iter()
            .any(|pulled| pulled.lever == lever)
    };
    assert!(!lever(&decision, Lever::CachePrefix) && !lever(&decision, Lever::CheaperModel));
    let cached = changed(&[("prompting.serving.price.cached_input", "1")]);
    assert!(lever(&decide(&cached), Lever::CachePrefix));
    let already = with(&cached, &[("prompting.serving.cache_ttl_minutes", "5")]);
    assert!(!lever(&decide(&already), Lever::CachePrefix));
    // A cheaper model counts only where the user counts on it.
    let model = CheaperModel {
        name: "small".to_owned(),
        price: changed(&[("prompting.serving.price.input", "0.1")])
            .prompting
            .serving
            .price,
    };
    let mut knobs = Knobs::default();
    let offered = decide_with(&changed(&[TRIMMABLE]), &knobs, Some(&model));
    assert!(lever(&offered, Lever::CheaperModel));
    assert_eq!(offered.levers.prompting, decision.levers.prompting);
    knobs.counted_on = Some(vec![Lever::TrimPrompt, Lever::CheaperModel]);
    let counted = decide_with(&changed(&[TRIMMABLE]), &knobs, Some(&model));
    assert!(counted.levers.prompting < decision.levers.prompting);
    assert_eq!(counted.advice.recommendation, Recommendation::OptimiseFirst);
    // What is taken over is a scenario like any other.
    assert_eq!(counted.levers.scenario.prompting.serving.model, "small");
}

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
fn the_plan_has_dates_and_a_gate_for_its_own_month() {
    let later = changed(&LATER);
    let decision = decide(&later);
    let k = decision.progression.best.unwrap();
    let plan = plan(&later, &decision.answers, k);
    let (steps, gate) = (&plan[0].1, &plan[1].1);
    // Prompting serves months 1 to k.
    let until = later.start.plus(k as i32 - 1).short();
    assert!(
        steps[0].starts_with(&format!("Jan 2027 to {until}: prompting serves")),
        "{steps:?}"
    );
    // The best way passes its own gate, at a volume below what is planned.
    assert!(
        gate[0].starts_with("Volume: at least") && gate[0].ends_with(" planned, so it holds)"),
        "{gate:?}"
    );
    assert!(gate[1].starts_with("Pass rates: ") && gate[2].starts_with("Stable requirements: "));
    let gone = with(&later, &[("fine_tuning.base_model_life_months", "3")]);
    let decision = decide(&gone);
    let steps = &plan_of(&gone, &decision)[0].1;
    assert!(
        steps
            .iter()
            .any(|step| step.contains("is shut down; a retraining for $")),
        "{steps:?}"
    );
    // One that never serves isn't shut down either.
    let never = with(&gone, &[("fine_tuning.lead_time_months", "24")]);
    let steps = &plan_of(&never, &decide(&never))[0].1;
    assert!(
        !steps.iter().any(|step| step.contains("shut down")),
        "{steps:?}"
    );
}

fn plan_of(scenario: &Scenario, decision: &Decision) -> Vec<(String, Vec<String>)> {
    plan(
        scenario,
        &decision.answers,
        decision.progression.best.unwrap_or(0),
    )
}

#[test]
fn the_gate_looks_as_far_as_there_are_volumes() {
    // It pays from far less than a hundredth of the planned volume on.
    let vast = changed(&[("workload.queries_per_month", "1000M")]);
    let gate = &plan(&vast, &decide(&vast).answers, 0)[1].1;
    assert!(
        gate[0].starts_with("Volume: at least 1,970 queries a month (1,000,000,000 planned")
            || gate[0].starts_with("Volume: at least 2,0"),
        "{gate:?}"
    );
    // Upfront costs that nothing has to pay for.
    let free = changed(&[("fine_tuning.data.fixed_cost", "0")]);
    let gate = &plan(&free, &decide(&free).answers, 0)[1].1;
    assert!(gate[0].starts_with("Volume: at least 0"), "{gate:?}");
}

#[test]
fn what_the_gate_says_of_a_number_holds_at_that_number() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let decision = decide(&scenario);
        let k = decision.progression.best.unwrap_or(0);
        let gate = &plan(&scenario, &decision.answers, k)[1].1;
        for (sentence, name, path) in [
            (&gate[0], "Volume: ", "workload.queries_per_month"),
            (
                &gate[2],
                "Stable requirements: ",
                "workload.changes_per_year",
            ),
        ] {
            let said = sentence.strip_prefix(name).unwrap();
            let Some((words, number)) = ["at least ", "at most ", "more than ", "fewer than "]
                .iter()
                .find_map(|words| Some((*words, said.strip_prefix(words)?)))
            else {
                continue;
            };
            let number = number.split(' ').next().unwrap();
            let Estimate::Exactly(number) = quantity::parse(number, Unit::None).unwrap() else {
                panic!("{sentence}");
            };
            let there = |value: f64| {
                if path == "workload.changes_per_year" {
                    return with(&scenario, &[(path, &value.to_string())]);
                }
                // Of a volume that grows the month of the gate is told; all months go with it.
                let times = value / Analysis::new(&scenario).volume[k];
                let first = scenario.workload.queries_per_month.base();
                let mut there = with(&scenario, &[(path, &(times * first).to_string())]);
                for month in &mut there.workload.monthly_queries {
                    *month = Plain::new(times * month.get()).unwrap();
                }
                there
            };
            let pays = |value: f64| {
                let progression = Progression::new(&there(value));
                progression.totals[k] < progression.prompting
            };
            let set = number;
            let holds = matches!(words, "at least " | "at most ");
            assert_eq!(pays(set), holds, "{}: {sentence}", scenario.title());
            let inwards = if matches!(words, "at least " | "more than ") {
                1.03
            } else {
                0.97
            };
            assert!(pays(inwards * set), "{}: {sentence}", scenario.title());
            assert!(!pays(set / inwards), "{}: {sentence}", scenario.title());
        }
    }
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

#[test]
fn there_is_no_plan_without_prices_or_without_a_switch_that_pays() {
    let unpriced = changed(&[
        ("prompting.serving.price.input", "0"),
        ("prompting.serving.price.output", "0"),
        ("fine_tuning.serving.price.input", "0"),
        ("fine_tuning.serving.price.output", "0"),
    ]);
    let decision = decide(&unpriced);
    assert_eq!(decision.planned_month(), None);
    assert!(
        decision
            .no_plan
            .unwrap()
            .contains("Neither approach has prices")
    );
    assert_eq!(
        decision.advice.missing[0],
        "Prices of prompting and fine-tuning"
    );
    let dear = changed(&[("fine_tuning.data.fixed_cost", "100000")]);
    assert_eq!(decide(&dear).planned_month(), None);
    // A plan that isn't advised says so.
    assert_eq!(decide(&changed(&[])).before_plan(), None);
    let open = decide(&changed(&[("decision.evaluation", "none")]));
    assert!(open.planned_month().is_some() && open.before_plan().is_some());
}

#[test]
fn an_evaluation_that_had_the_cases_is_taken_at_its_word() {
    let evaluated = |cases: &str, prompted: &str, tuned: &str| {
        decide(&changed(&[
            ("decision.inconsistent", "yes"),
            ("decision.evaluation", "none"),
            ("decision.evaluation.cases", cases),
            ("decision.evaluation.prompting_passed", prompted),
            ("decision.evaluation.fine_tuned_passed", tuned),
        ]))
    };
    // Two points are 7,000 cases away: of 1,000 it may still be that they are there.
    let few = evaluated("1000", "750", "752");
    assert_eq!(few.advice.recommendation, Recommendation::MeasureFirst);
    let first = few.advice.first.unwrap();
    let cases = few.answers.needed.unwrap().cases;
    assert!(
        cases > 1000.0 && first.ends_with("cases instead of 1,000"),
        "{first}"
    );
    // Of more than it takes, it isn't for lack of cases.
    let many = evaluated("20000", "15000", "15010");
    assert_eq!(
        many.advice.recommendation,
        Recommendation::StayWithPrompting
    );
    assert_eq!(many.advice.rule, 2);
    assert!(
        many.advice.reasons[1].contains("would have shown a difference of 2 points, and don’t")
    );
}

#[test]
fn reviews_say_how_much_worse_is_still_as_good() {
    // Each failed answer costs $5: 1.2M queries, and a saving of $47.8k pays for 0.8 points more of them.
    let reviewed = decide(&changed(&[
        ("prompting.serving.review_cost", "5"),
        ("fine_tuning.serving.review_cost", "5"),
    ]));
    let words = reviewed.answers.criterion.words();
    assert!(
        words.contains("no more than 0.80 points") && words.contains("eat the saving"),
        "{words}"
    );
    let words = decide(&changed(&[])).answers.criterion.words();
    assert!(
        words.contains("no more than 2 points") && !words.contains("eat"),
        "{words}"
    );
}

#[test]
fn figures_that_look_like_their_threshold_are_told_apart_from_it() {
    let because = |sets: &[(&str, &str)], condition| {
        let checklist = decide(&changed(sets)).checklist;
        let checked = checklist
            .into_iter()
            .find(|checked| checked.condition == condition);
        checked.unwrap().figures()
    };
    assert_eq!(
        because(
            &[("workload.queries_per_month", "4166")],
            Condition::ProductionScale
        ),
        "99,980 queries; scale from 100,000"
    );
    assert_eq!(
        because(
            &[("workload.input_tokens", "1001")],
            Condition::PromptsEatTokens
        ),
        "79.98 % of the input; much from 80 %"
    );
}

#[test]
fn a_base_model_that_is_gone_before_the_payback_is_a_warning() {
    let early = |life: &str| {
        let sets = [
            ("fine_tuning.data.fixed_cost", "20000"),
            ("fine_tuning.base_model_life_months", life),
        ];
        decide(&changed(&sets)).retires_early
    };
    assert!(early("3").unwrap().contains("after 3 months"));
    assert_eq!(early("23"), None);
    assert_eq!(decide(&changed(&[])).retires_early, None);
}

#[test]
fn as_many_cases_are_asked_for_as_show_the_difference_that_matters() {
    let support = EXAMPLES[1].scenario().unwrap();
    let decision = decide(&support);
    let needed = decision.answers.needed.unwrap();
    // Prompting has 33 % reviewed; fine-tuning tips at 29 %.
    assert!(
        needed.tips && (0.03..0.05).contains(&needed.difference),
        "{needed:?}"
    );
    assert!(needed.cases > decision.answers.evidence.unwrap().cases);
    assert!(
        decision
            .advice
            .missing
            .iter()
            .any(|missing| missing.starts_with("A larger evaluation than of 300 cases"))
    );
}
