//! What each recommendation promises holds for every scenario, whatever rule led to it.

use std::convert::Infallible;

use breakeven::analysis::Analysis;
use breakeven::analysis::ledger::Ledger;
use breakeven::analysis::price::is_unpriced;
use breakeven::analysis::retirements::Lifespan;
use breakeven::analysis::risk::Risk;
use breakeven::analysis::risk::draws::each_draw;
use breakeven::analysis::strategy::{Strategy, total};
use breakeven::decision::Decision;
use breakeven::decision::conclusion::Conclusion;
use breakeven::decision::evaluation::criterion::Judgement;
use breakeven::decision::options::switch_month::SwitchTiming;
use breakeven::decision::recommendation::Recommendation;
use breakeven::decision::rules::RULES;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::{AtRetirement, Scenario, inputs};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::generated::{cases, scenarios};
use crate::support::with;

use super::{RuleId, decide, deciding_rule, words_of};

/// What fine-tuning now and a switch after month `k` save on average over the draws, a ledger each.
fn mean_savings(scenario: &Scenario, k: usize) -> [f64; 2] {
    let mut savings = Vec::new();
    let mut of = |scenario: &Scenario, succeeds: bool| {
        let ledger = Ledger::new(scenario);
        let prompting = total(&ledger, Strategy::Prompting);
        savings.push([0, k].map(|k| {
            if succeeds {
                prompting - total(&ledger, Strategy::SwitchAt(k))
            } else {
                -ledger.upfront().total() * ledger.present_value[k]
            }
        }));
    };
    let uncertain: Vec<_> = inputs::uncertain(scenario).collect();
    if inputs::is_uncertain(scenario) {
        let drawn = each_draw(scenario, 2048, |drawn| -> Result<(), Infallible> {
            for draw in 0..drawn.outcomes.prompting.len() {
                let mut scenario = scenario.clone();
                for ((input, ..), column) in uncertain.iter().zip(drawn.columns) {
                    input.set_exactly(&mut scenario, column[draw]).unwrap();
                }
                let succeeds = drawn.success.is_none_or(|success| success.succeeds[draw]);
                of(&scenario, succeeds);
            }
            Ok(())
        });
        drawn.unwrap();
    } else {
        of(scenario, true);
    }
    let count = savings.len() as f64;
    [0, 1].map(|alternative| {
        let saved = savings.iter().map(|draw| draw[alternative]);
        saved.sum::<f64>() / count
    })
}

/// What each recommendation promises, whatever rule led to it.
fn promises(scenario: &Scenario, decision: &Decision) -> Result<(), TestCaseError> {
    let analysis = Analysis::new(scenario);
    let prompting = analysis.prompting.cost_path.total();
    let conclusion = &decision.conclusion;
    let rule = deciding_rule(decision);
    let said = &scenario.decision;
    let kept = [
        said.prototyping,
        said.base_model_close,
        said.must_ship_quickly,
    ];
    let goes = matches!(
        conclusion.recommendation,
        Recommendation::FineTuneNow | Recommendation::Prepare { .. }
    );
    if goes {
        prop_assert!(!kept.contains(&Some(true)) && said.prompt_optimised == Some(true));
        prop_assert!(!decision.levers.beat_fine_tuning());
        let evaluation = decision.evaluation;
        prop_assert_eq!(
            evaluation.judgement(),
            Judgement::Shown,
            "{:?}",
            evaluation.evidence
        );
        if let Some(budget) = &said.upfront_budget {
            prop_assert!(analysis.fine_tuning_upfront <= budget.get());
        }
    }
    match conclusion.recommendation {
        Recommendation::FineTuneNow => match Risk::new(scenario, 1024, &|_| true) {
            // With few draws the mean may be slightly off.
            Some(risk) => prop_assert!(risk.saving.mean >= 0.009 * prompting),
            None => prop_assert!(analysis.saving() >= 0.01 * prompting),
        },
        Recommendation::Prepare { month } => {
            let total = SwitchTiming::new(scenario).totals[month];
            prop_assert!(total < prompting && total < analysis.expected_total());
            let [now, later] = mean_savings(scenario, month);
            prop_assert!(later > 0.0 && later > now, "{} {}", later, now);
        }
        Recommendation::MeasureFirst => prop_assert!(conclusion.first.is_some()),
        Recommendation::OptimiseFirst => {
            let beaten = decision.levers.beat_fine_tuning();
            prop_assert!(beaten || said.prompt_optimised == Some(false));
        }
        // What the figures alone keep with prompting saves too little on average.
        Recommendation::StayWithPrompting if rule == RuleId::TooLittleSaved => {
            let best = decision.best_switch.unwrap_or(0);
            for mean in mean_savings(scenario, best) {
                prop_assert!(
                    mean < 0.011 * prompting || mean <= 0.0,
                    "{} of {}",
                    mean,
                    prompting
                );
            }
        }
        Recommendation::StayWithPrompting => {
            let keeping = [
                RuleId::NoPrices,
                RuleId::EvaluationAgainst,
                RuleId::KeepPrompting,
            ];
            prop_assert!(keeping.contains(&rule));
        }
    }
    let advice = words_of(scenario).advice;
    prop_assert!(!advice.why.is_empty() && !advice.against.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_scenario_has_one_recommendation_that_keeps_what_it_promises(
        scenario in scenarios(),
        answered in any::<bool>(),
    ) {
        // Most scenarios lack the evidence; half of them get it here.
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
        let Conclusion { applies, rule, .. } = &decision.conclusion;
        let mut in_order = RULES.iter().map(|rule| rule.id);
        prop_assert_eq!(in_order.find(|id| applies.contains(id)), Some(*rule));
        promises(&scenario, &decision)?;
    }

    #[test]
    fn optimise_first_is_said_whenever_the_levers_alone_beat_fine_tuning(scenario in scenarios()) {
        let decision = decide(&scenario);
        let analysis = Analysis::new(&scenario);
        // With its levers prompting is the cheapest alternative, and without them it isn't.
        let optimised = Analysis::new(&decision.levers.scenario);
        let cheapest = optimised.prompting.cost_path.total() < optimised.expected_total()
            && optimised.best_switch.is_none();
        let priced = !is_unpriced(&scenario);
        if priced && analysis.best_switch.is_some() && cheapest {
            prop_assert_eq!(decision.conclusion.recommendation, Recommendation::OptimiseFirst);
        }
    }

    #[test]
    fn the_best_month_to_switch_is_that_of_brute_force(scenario in scenarios()) {
        let ledger = Ledger::new(&scenario);
        let timing = SwitchTiming::new(&scenario);
        let prompting = by_hand(&ledger, ledger.months, ledger.months);
        let upfront = ledger.data_collection + ledger.training_round + ledger.fine_tuning.setup;
        let expected = |k: usize| {
            let succeeds = by_hand(&ledger, k, (k + ledger.lead_time).min(ledger.months));
            let fails = prompting + upfront * ledger.present_value[k];
            ledger.success_chance * succeeds + (1.0 - ledger.success_chance) * fails
        };
        let totals: Vec<f64> = (0..ledger.months).map(expected).collect();
        let least = totals.iter().copied().fold(prompting, f64::min);
        let scale = 1e-9 * least.abs().max(prompting.abs());
        prop_assert!((timing.least() - least).abs() <= scale);
        for (k, total) in totals.iter().enumerate() {
            prop_assert!((timing.totals[k] - total).abs() <= scale.max(1e-9 * total));
            prop_assert!(timing.regret(k).unwrap() >= -scale);
        }
        prop_assert_eq!(timing.regret(ledger.months), None);
        // The smallest such k, but for rounding.
        match timing.best {
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
    let optimised = EXAMPLES
        .iter()
        .map(|example| example.scenario().unwrap())
        .filter(|scenario| decide(scenario).levers.beat_fine_tuning())
        .filter(|scenario| {
            decide(scenario).conclusion.recommendation == Recommendation::OptimiseFirst
        })
        .count();
    assert!(optimised > 0);
}

/// The total of docs/formulas.md §3, a month at a time, of fine-tuning that is paid for at `k` and serves after month `from`.
fn by_hand(ledger: &Ledger, k: usize, from: usize) -> f64 {
    let present_value = |t: usize| ledger.present_value[t];
    let mut total = 0.0;
    if k < ledger.months {
        let upfront = ledger.data_collection + ledger.training_round + ledger.fine_tuning.setup;
        total += present_value(k) * upfront;
    }
    let kept = ledger.sharing.coverage < 1.0;
    if from > 0 || kept {
        total += ledger.prompting.setup;
    }
    let lifespan = Lifespan {
        decided: k,
        months_before: from,
        horizon: ledger.months,
    };
    let returns = ledger.at_retirement == AtRetirement::ReturnToPrompting;
    let mut ended = false;
    for month in 1..=ledger.months {
        let tuned = month > from && !ended;
        let running = if tuned {
            &ledger.fine_tuning.running
        } else {
            &ledger.prompting.running
        };
        let retires = !ended && ledger.fine_tuning.retirements.at(month, lifespan);
        let mut booked = 0.0;
        if !tuned || kept {
            let changes = ledger.changes[month - 1] + ledger.replacements[month - 1];
            booked += changes * ledger.prompting.change;
        }
        if retires && returns {
            ended = true;
            if from == 0 && !kept {
                booked += ledger.prompting.setup;
            }
        } else {
            let mut retrainings = f64::from(u8::from(retires));
            if tuned {
                retrainings +=
                    ledger.changes[month - 1] + ledger.scheduled_retrainings(month, from);
            }
            booked += retrainings * ledger.retraining;
        }
        total += present_value(month) * (running[month - 1].total() + booked);
    }
    total
}
