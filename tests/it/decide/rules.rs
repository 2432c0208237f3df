//! Every rule of the verdict, with a scenario that triggers it and neighbours that don't.

use breakeven::decision::recommendation::Recommendation;
use breakeven::decision::rules::RULES;

use super::{LATER, RuleId, TRIMMABLE, decide, deciding_rule, warranted_with, words_of};

/// Changes to `WARRANTED` that trigger a rule, and similar changes for which another rule decides.
struct RuleCase {
    rule: RuleId,
    recommendation: Recommendation,
    triggers: &'static [(&'static str, &'static str)],
    /// Changes close to the triggers, for which another rule decides.
    neighbour: &'static [(&'static str, &'static str)],
    neighbour_rule: RuleId,
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn every_rule_has_a_scenario_that_triggers_it_and_neighbours_that_do_not() {
    use Recommendation::{FineTuneNow, MeasureFirst, OptimiseFirst, StayWithPrompting};
    for case in [
        // Trimmed by 20 %, the prompt costs $45k.
        RuleCase {
            rule: RuleId::LeversWin,
            recommendation: OptimiseFirst,
            triggers: &[("fine_tuning.data.fixed_cost", "45000"), TRIMMABLE],
            neighbour: &[("fine_tuning.data.fixed_cost", "30000"), TRIMMABLE],
            neighbour_rule: RuleId::EvidenceMissing,
        },
        // It needn't be cheaper for sure: that it may be is tempting enough.
        RuleCase {
            rule: RuleId::LeversWin,
            recommendation: OptimiseFirst,
            triggers: &[
                ("fine_tuning.data.fixed_cost", "30000 to 100000"),
                TRIMMABLE,
            ],
            neighbour: &[
                ("fine_tuning.data.fixed_cost", "99000 to 100000"),
                TRIMMABLE,
            ],
            neighbour_rule: RuleId::TooLittleSaved,
        },
        RuleCase {
            rule: RuleId::NoPrices,
            recommendation: StayWithPrompting,
            triggers: &[
                ("prompting.serving.price.input", "0"),
                ("prompting.serving.price.output", "0"),
            ],
            neighbour: &[],
            neighbour_rule: RuleId::Warranted,
        },
        // Without prices levers decide nothing either.
        RuleCase {
            rule: RuleId::NoPrices,
            recommendation: StayWithPrompting,
            triggers: &[
                ("fine_tuning.serving.price.input", "0"),
                ("fine_tuning.serving.price.output", "0"),
                ("fine_tuning.data.fixed_cost", "46000"),
                TRIMMABLE,
            ],
            neighbour: &[("fine_tuning.data.fixed_cost", "45000"), TRIMMABLE],
            neighbour_rule: RuleId::LeversWin,
        },
        RuleCase {
            rule: RuleId::EvaluationAgainst,
            recommendation: StayWithPrompting,
            triggers: &[("decision.evaluation.fine_tuned_passed", "200")],
            neighbour: &[("decision.evaluation.fine_tuned_passed", "350")],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::KeepPrompting,
            recommendation: StayWithPrompting,
            triggers: &[("decision.prototyping", "yes")],
            neighbour: &[("decision.prototyping", "no")],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::KeepPrompting,
            recommendation: StayWithPrompting,
            triggers: &[("decision.base_model_close", "yes")],
            neighbour: &[("decision.base_model_close", "no")],
            neighbour_rule: RuleId::Warranted,
        },
        // Only who says so must ship quickly: a lead time is in the figures.
        RuleCase {
            rule: RuleId::KeepPrompting,
            recommendation: StayWithPrompting,
            triggers: &[("decision.must_ship_quickly", "yes")],
            neighbour: &[("fine_tuning.lead_time_months", "2")],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::KeepPrompting,
            recommendation: StayWithPrompting,
            triggers: &[("decision.upfront_budget", "1999")],
            neighbour: &[("decision.upfront_budget", "2001")],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::TooLittleSaved,
            recommendation: StayWithPrompting,
            triggers: &[("fine_tuning.data.fixed_cost", "100000")],
            neighbour: &[],
            neighbour_rule: RuleId::Warranted,
        },
        // It saves $100 for nearly $50k.
        RuleCase {
            rule: RuleId::TooLittleSaved,
            recommendation: StayWithPrompting,
            triggers: &[("fine_tuning.data.fixed_cost", "49700")],
            neighbour: &[("fine_tuning.data.fixed_cost", "49000")],
            neighbour_rule: RuleId::Warranted,
        },
        // It may save or lose a little, which isn't worth the measuring.
        RuleCase {
            rule: RuleId::TooLittleSaved,
            recommendation: StayWithPrompting,
            triggers: &[("fine_tuning.data.fixed_cost", "48000 to 51500")],
            neighbour: &[("fine_tuning.data.fixed_cost", "20000 to 150000")],
            neighbour_rule: RuleId::FiguresOpen,
        },
        RuleCase {
            rule: RuleId::PromptNotOptimised,
            recommendation: OptimiseFirst,
            triggers: &[("decision.prompt_optimised", "no")],
            neighbour: &[],
            neighbour_rule: RuleId::Warranted,
        },
        // It fails as often as not; nearly for sure it succeeds.
        RuleCase {
            rule: RuleId::PilotFirst,
            recommendation: MeasureFirst,
            triggers: &[
                ("fine_tuning.success_chance", "0.1 to 0.9"),
                ("fine_tuning.data.fixed_cost", "20000"),
            ],
            neighbour: &[
                ("fine_tuning.success_chance", "0.999"),
                ("fine_tuning.data.fixed_cost", "20000"),
            ],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::FiguresOpen,
            recommendation: MeasureFirst,
            triggers: &[("fine_tuning.data.fixed_cost", "20000 to 150000")],
            neighbour: &[("fine_tuning.data.fixed_cost", "1000 to 3000")],
            neighbour_rule: RuleId::Warranted,
        },
        // It pays back in most draws, and loses on average.
        RuleCase {
            rule: RuleId::FiguresOpen,
            recommendation: MeasureFirst,
            triggers: &[("fine_tuning.data.fixed_cost", "1 to 60000")],
            neighbour: &[("fine_tuning.data.fixed_cost", "1000 to 6000")],
            neighbour_rule: RuleId::Warranted,
        },
        // It pays back in few draws, and those save much.
        RuleCase {
            rule: RuleId::FiguresOpen,
            recommendation: MeasureFirst,
            triggers: &[
                ("workload.queries_per_month", "200"),
                ("workload.growth_per_month", "0.05 to 0.4"),
                ("fine_tuning.serving.monthly_cost", "300"),
            ],
            neighbour: &[
                ("workload.queries_per_month", "200"),
                ("workload.growth_per_month", "0.01 to 0.02"),
                ("fine_tuning.serving.monthly_cost", "300"),
            ],
            neighbour_rule: RuleId::TooLittleSaved,
        },
        // Requirements may change, and nothing says how often.
        RuleCase {
            rule: RuleId::EvidenceMissing,
            recommendation: MeasureFirst,
            triggers: &[("decision.requirements_may_change", "yes")],
            neighbour: &[
                ("decision.requirements_may_change", "yes"),
                ("workload.changes_per_year", "2"),
            ],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::EvidenceMissing,
            recommendation: MeasureFirst,
            triggers: &[("decision.evaluation", "none")],
            neighbour: &[],
            neighbour_rule: RuleId::Warranted,
        },
        // Better answers are expected, and not shown.
        RuleCase {
            rule: RuleId::EvidenceMissing,
            recommendation: MeasureFirst,
            triggers: &[
                ("decision.inconsistent", "yes"),
                ("decision.evaluation.fine_tuned_passed", "302"),
            ],
            // With more cases, as good.
            neighbour: &[
                ("decision.evaluation.cases", "10000"),
                ("decision.evaluation.prompting_passed", "7500"),
                ("decision.evaluation.fine_tuned_passed", "7505"),
            ],
            neighbour_rule: RuleId::Warranted,
        },
        // Three cases show nothing, and not that both are as good.
        RuleCase {
            rule: RuleId::EvidenceMissing,
            recommendation: MeasureFirst,
            triggers: &[
                ("decision.evaluation.prompting_passed", "3"),
                ("decision.evaluation.fine_tuned_passed", "2"),
                ("decision.evaluation.cases", "3"),
            ],
            neighbour: &[],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::EvidenceMissing,
            recommendation: MeasureFirst,
            triggers: &[TRIMMABLE],
            neighbour: &[],
            neighbour_rule: RuleId::Warranted,
        },
        RuleCase {
            rule: RuleId::Warranted,
            recommendation: FineTuneNow,
            triggers: &[],
            neighbour: &[("decision.evaluation", "none")],
            neighbour_rule: RuleId::EvidenceMissing,
        },
    ] {
        let RuleCase {
            triggers,
            neighbour,
            ..
        } = case;
        let decision = decide(&warranted_with(triggers));
        let advice = words_of(&warranted_with(triggers)).advice;
        assert_eq!(
            (deciding_rule(&decision), decision.conclusion.recommendation),
            (case.rule, case.recommendation),
            "{triggers:?}"
        );
        assert_eq!(
            deciding_rule(&decide(&warranted_with(neighbour))),
            case.neighbour_rule,
            "{neighbour:?}, beside {triggers:?}"
        );
        assert!(!advice.why.is_empty() && !advice.against.is_empty());
    }
    // Where the average and the base case disagree, neither is followed blindly: a prompt of 4,000 tokens that may be far longer.
    let skewed = warranted_with(&[
        ("prompting.serving.prompt_tokens", "3990 / 4000 / 9000"),
        ("fine_tuning.data.fixed_cost", "49000"),
        ("fine_tuning.serving.monthly_cost", "50"),
    ]);
    let found = decide(&skewed).conclusion;
    assert_eq!(found.recommendation, MeasureFirst, "{found:?}");
    let advice = words_of(&skewed).advice;
    assert!(advice.headline.contains(": find out the "), "{advice:?}");
    let later = decide(&warranted_with(&LATER));
    let conclusion = &later.conclusion;
    assert!(
        matches!(conclusion.recommendation, Recommendation::Prepare { month } if month > 0),
        "{conclusion:?}"
    );
    assert_eq!(deciding_rule(&later), RuleId::SwitchLater);
    // One that loses on average isn't prepared for, whatever the base case saves.
    let losing = [
        &LATER[..],
        &[
            ("workload.growth_per_month", "0 / 26% / 31%"),
            ("fine_tuning.serving.monthly_cost", "1000"),
        ],
    ]
    .concat();
    let conclusion = decide(&warranted_with(&losing)).conclusion;
    assert!(
        conclusion.recommendation.month().is_none(),
        "{conclusion:?}"
    );
    // A volume that is there from the start needs no later switch.
    let at_once = [&LATER[2..], &[("workload.queries_per_month", "50000")]].concat();
    assert_eq!(
        decide(&warranted_with(&at_once)).conclusion.recommendation,
        FineTuneNow
    );
    // docs/formulas.md §9 lists them in this order, and the records count them.
    let in_order = [
        RuleId::NoPrices,
        RuleId::LeversWin,
        RuleId::EvaluationAgainst,
        RuleId::KeepPrompting,
        RuleId::TooLittleSaved,
        RuleId::PromptNotOptimised,
        RuleId::PilotFirst,
        RuleId::FiguresOpen,
        RuleId::EvidenceMissing,
        RuleId::SwitchLater,
        RuleId::Warranted,
    ];
    assert!(RULES.iter().map(|rule| rule.id).eq(in_order));
}
