//! What to do, as a table of rules. It follows the field's rule: prompting first, fine-tuning when warranted by evidence. [`RULES`] is the whole
//! of it: the first rule that applies decides, the last one always does, and nothing is weighed.

use crate::analysis::approach::Approach;

use super::facts::Facts;
use super::reason::Reason;
use super::recommendation::Recommendation;

/// The rules by name, in the order of [`RULES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleId {
    /// An approach has no prices.
    NoPrices,
    /// The levers of the prompt make prompting the cheapest.
    LeversWin,
    /// The evaluation speaks against the fine-tuned model.
    EvaluationAgainst,
    /// A condition of the checklists alone keeps to prompting.
    KeepPrompting,
    /// Neither fine-tuning nor knowing more saves enough to act on.
    TooLittleSaved,
    /// The scenario says that the prompt isn't optimised.
    PromptNotOptimised,
    /// A pilot is worth more than it costs.
    PilotFirst,
    /// The figures leave it open.
    FiguresOpen,
    /// What speaks for fine-tuning isn't shown yet.
    EvidenceMissing,
    /// A later switch saves more than fine-tuning now.
    SwitchLater,
    /// Fine-tuning pays back, and the evidence is there.
    Warranted,
}

/// A rule: when it applies, what it recommends, and why in a case to which it applies.
pub struct Rule {
    /// Its name; [`Rule::when`] says it in words.
    pub id: RuleId,
    /// Whether it applies to a case.
    pub applies: fn(&Facts<'_>) -> bool,
    /// The recommendation, if this rule decides.
    pub recommends: fn(&Facts<'_>) -> Recommendation,
    /// The reasons for it, with the figures of the case.
    pub reasons: fn(&Facts<'_>) -> Vec<Reason>,
}

/// All rules. The first that applies decides.
pub static RULES: &[Rule] = &[
    Rule {
        id: RuleId::NoPrices,
        applies: |facts| facts.is_unpriced(),
        recommends: |_| Recommendation::StayWithPrompting,
        reasons: |_| vec![Reason::Finding],
    },
    Rule {
        id: RuleId::LeversWin,
        applies: |facts| facts.is_tempting() && facts.levers.beat_fine_tuning(),
        recommends: |_| Recommendation::OptimiseFirst,
        reasons: levers_win,
    },
    Rule {
        id: RuleId::EvaluationAgainst,
        applies: |facts| facts.evaluation_speaks_against(),
        recommends: |_| Recommendation::StayWithPrompting,
        reasons: evaluation_against,
    },
    Rule {
        id: RuleId::KeepPrompting,
        applies: |facts| facts.keep_prompting().next().is_some(),
        recommends: |_| Recommendation::StayWithPrompting,
        reasons: |facts| {
            let kept = facts.keep_prompting().cloned();
            kept.map(Reason::Condition).collect()
        },
    },
    Rule {
        id: RuleId::TooLittleSaved,
        applies: |facts| facts.figures_say_stay(),
        recommends: |_| Recommendation::StayWithPrompting,
        reasons: too_little_saved,
    },
    Rule {
        id: RuleId::PromptNotOptimised,
        applies: |facts| facts.scenario.decision.prompt_optimised == Some(false),
        recommends: |_| Recommendation::OptimiseFirst,
        reasons: |facts| {
            let mut reasons = vec![Reason::PromptNotOptimised];
            let saved = facts.levers_save();
            if saved > 0.0 {
                reasons.push(Reason::LeversSave(saved));
            }
            reasons
        },
    },
    Rule {
        id: RuleId::PilotFirst,
        applies: |facts| facts.pilot_first().is_some(),
        recommends: |_| Recommendation::MeasureFirst,
        reasons: pilot_first,
    },
    Rule {
        id: RuleId::FiguresOpen,
        applies: |facts| facts.figures_leave_it_open(),
        recommends: |_| Recommendation::MeasureFirst,
        reasons: figures_open,
    },
    Rule {
        id: RuleId::EvidenceMissing,
        applies: |facts| {
            !facts.is_shown() || facts.optimisation_is_unknown() || facts.changes_are_uncounted()
        },
        recommends: |_| Recommendation::MeasureFirst,
        reasons: evidence_missing,
    },
    Rule {
        id: RuleId::SwitchLater,
        applies: |facts| {
            facts
                .best_alternative()
                .is_some_and(|alternative| alternative.month > 0)
        },
        recommends: |facts| Recommendation::Prepare {
            month: facts
                .best_alternative()
                .map_or(0, |alternative| alternative.month),
        },
        reasons: warranted,
    },
    Rule {
        id: RuleId::Warranted,
        applies: |_| true,
        recommends: |_| Recommendation::FineTuneNow,
        reasons: warranted,
    },
];

/// The rules that apply, in the order of [`RULES`].
pub fn applying_rules(facts: &Facts<'_>) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| (rule.applies)(facts))
}

/// The first rule that applies.
pub fn deciding_rule(facts: &Facts<'_>) -> &'static Rule {
    let last = &RULES[RULES.len() - 1];
    applying_rules(facts).next().unwrap_or(last)
}

fn levers_win(facts: &Facts<'_>) -> Vec<Reason> {
    vec![Reason::LeversWin {
        changes: facts.levers.changes_counted_on(),
        today: facts.levers.as_is,
        prompting: facts.levers.prompting,
        fine_tuning: facts.levers.fine_tuning,
    }]
}

fn evaluation_against(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = evaluation_shows(facts).into_iter().collect();
    if facts.evaluation.was_large_enough() {
        reasons.push(Reason::EvaluationWasLargeEnough(*facts.evaluation));
    }
    reasons
}

/// What the evaluation shows, if there is one.
fn evaluation_shows(facts: &Facts<'_>) -> Option<Reason> {
    let evaluation = *facts.evaluation;
    evaluation
        .evidence
        .is_some()
        .then_some(Reason::EvaluationShows(evaluation))
}

fn conditions_for(facts: &Facts<'_>, approach: Approach) -> impl Iterator<Item = Reason> {
    facts.holding(approach).cloned().map(Reason::Condition)
}

fn too_little_saved(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = vec![Reason::SavesTooLittle {
        now: facts.alternatives.now,
        worth_share: facts.settings.worth_share.get(),
        evpi: facts.alternatives.evpi,
    }];
    reasons.extend(facts.alternatives.later.map(Reason::LaterSavesTooLittle));
    reasons.extend(conditions_for(facts, Approach::Prompting));
    reasons
}

fn pilot_first(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = vec![Reason::MayFail(facts.analysis.attempt())];
    if facts.base_and_average_disagree() {
        reasons.push(Reason::BaseAndAverageDisagree);
    }
    reasons.extend(evaluation_shows(facts));
    reasons.push(Reason::Knowing(facts.alternatives.evpi));
    reasons
}

fn figures_open(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let best = facts.alternatives_by_mean().into_iter().next();
    let outlook = best.and_then(|best| best.outlook);
    match outlook.filter(|outlook| (0.0..1.0).contains(&outlook.saves) && outlook.loss > 0.0) {
        Some(outlook) => {
            let share = 1.0 - outlook.saves;
            reasons.push(Reason::Losses {
                share,
                mean: outlook.loss / share,
            });
        }
        None => reasons.extend(best.copied().map(Reason::Alternative)),
    }
    if facts.base_and_average_disagree() {
        reasons.push(Reason::BaseAndAverageDisagree);
    }
    reasons.extend(evaluation_shows(facts));
    reasons.push(Reason::Knowing(facts.alternatives.evpi));
    reasons
}

fn evidence_missing(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !facts.is_shown() {
        reasons.push(Reason::NotShown(*facts.evaluation));
    }
    if facts.optimisation_is_unknown() {
        reasons.push(Reason::OptimisationUnknown);
    }
    if facts.changes_are_uncounted() {
        reasons.push(Reason::ChangesUncounted);
    }
    reasons
}

/// Why the best alternative is worth taking.
fn warranted(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if let Some(alternative) = facts.best_alternative() {
        let now = facts.alternatives.now;
        if alternative.month > 0 {
            reasons.push(Reason::Alternative(*alternative));
            reasons.push(Reason::MoreThanNow(alternative.mean - now.mean));
        } else {
            reasons.push(Reason::Finding);
        }
    }
    reasons.extend(evaluation_shows(facts));
    reasons.extend(conditions_for(facts, Approach::FineTuning));
    reasons
}
