//! What to do, as a table of rules. It follows the field's rule: prompting first, fine-tuning when warranted by evidence. [`RULES`] is the whole
//! of it: the first rule that applies decides, the last one always does, and nothing is weighed.

use crate::analysis::approach::Approach;
use crate::scenario::Scenario;

use super::facts::Facts;
use super::levers::LeverEffect;
use super::reason::Reason;
use super::recommendation::Recommendation;

/// The rules by name, in the order of [`RULES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleId {
    /// An approach has no prices.
    NoPrices,
    /// The levers of the prompt make prompting the cheapest.
    LeversWin,
    /// The evaluation speaks against the tuned model.
    EvaluationAgainst,
    /// A condition of the checklists alone keeps to prompting.
    KeepPrompting,
    /// Neither fine-tuning nor knowing more saves enough to act on.
    TooLittleSaved,
    /// The scenario says that the prompt isn't optimised.
    PromptNotOptimised,
    /// The figures leave it open.
    FiguresOpen,
    /// What speaks for fine-tuning isn't shown yet.
    EvidenceMissing,
    /// A later switch saves more than fine-tuning now.
    SwitchLater,
    /// Fine-tuning pays back, and the evidence is there.
    Warranted,
}

/// A rule: when it applies, what it says, and why in a case to which it applies.
pub struct Rule {
    /// Its name; [`Rule::when`] says it in words.
    pub id: RuleId,
    /// Whether it applies.
    pub applies: fn(&Facts<'_>) -> bool,
    /// What it says.
    pub says: fn(&Facts<'_>) -> Recommendation,
    /// Why, with the figures of the case.
    pub reasons: fn(&Facts<'_>) -> Vec<Reason>,
}

/// All rules. The first that applies decides.
pub const RULES: [Rule; 10] = [
    Rule {
        id: RuleId::NoPrices,
        applies: |facts| facts.unpriced().is_some(),
        says: |_| Recommendation::StayWithPrompting,
        reasons: |_| vec![Reason::Finding],
    },
    Rule {
        id: RuleId::LeversWin,
        applies: |facts| facts.is_tempting() && facts.levers.beat_fine_tuning(),
        says: |_| Recommendation::OptimiseFirst,
        reasons: levers_win,
    },
    Rule {
        id: RuleId::EvaluationAgainst,
        applies: |facts| facts.evaluation_speaks_against(),
        says: |_| Recommendation::StayWithPrompting,
        reasons: evaluation_against,
    },
    Rule {
        id: RuleId::KeepPrompting,
        applies: |facts| facts.keep_prompting().next().is_some(),
        says: |_| Recommendation::StayWithPrompting,
        reasons: |facts| {
            let kept = facts.keep_prompting().cloned();
            kept.map(Reason::Condition).collect()
        },
    },
    Rule {
        id: RuleId::TooLittleSaved,
        applies: |facts| facts.figures_say_stay(),
        says: |_| Recommendation::StayWithPrompting,
        reasons: too_little_saved,
    },
    Rule {
        id: RuleId::PromptNotOptimised,
        applies: |facts| facts.scenario.decision.prompt_optimised == Some(false),
        says: |_| Recommendation::OptimiseFirst,
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
        id: RuleId::FiguresOpen,
        applies: |facts| facts.figures_leave_it_open(),
        says: |_| Recommendation::MeasureFirst,
        reasons: figures_open,
    },
    Rule {
        id: RuleId::EvidenceMissing,
        applies: |facts| {
            !facts.is_shown()
                || optimisation_is_unknown(facts.scenario)
                || facts.changes_are_uncounted()
        },
        says: |_| Recommendation::MeasureFirst,
        reasons: evidence_missing,
    },
    Rule {
        id: RuleId::SwitchLater,
        applies: |facts| {
            facts
                .best_alternative()
                .is_some_and(|alternative| alternative.month > 0)
        },
        says: |facts| Recommendation::Prepare {
            month: facts
                .best_alternative()
                .map_or(0, |alternative| alternative.month),
        },
        reasons: warranted,
    },
    Rule {
        id: RuleId::Warranted,
        applies: |_| true,
        says: |_| Recommendation::FineTuneNow,
        reasons: warranted,
    },
];

/// What the first rule that applies says.
pub fn recommended(facts: &Facts<'_>) -> Recommendation {
    (RULES[deciding(facts)].says)(facts)
}

/// The place of the first rule that applies.
pub fn deciding(facts: &Facts<'_>) -> usize {
    let first = RULES.iter().position(|rule| (rule.applies)(facts));
    first.unwrap_or(RULES.len() - 1)
}

fn optimisation_is_unknown(scenario: &Scenario) -> bool {
    scenario.decision.prompt_optimised.is_none()
}

fn levers_win(facts: &Facts<'_>) -> Vec<Reason> {
    let counted_on = facts.levers.counted_on();
    let changes = counted_on.map(|lever: &LeverEffect| lever.change.clone());
    vec![
        Reason::LeversWin {
            saved: facts.levers_save(),
            prompting: facts.levers.prompting,
            fine_tuning: facts.levers.fine_tuning,
        },
        Reason::LeversCountedOn(changes.collect()),
    ]
}

fn evaluation_against(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = evaluation_shows(facts);
    if facts.evaluation.had_the_cases() {
        reasons.push(Reason::EvaluationHadTheCases(*facts.evaluation));
    }
    reasons
}

/// What the evaluation shows, if there is one.
fn evaluation_shows(facts: &Facts<'_>) -> Vec<Reason> {
    let evidence = facts.evaluation.evidence.iter();
    evidence
        .map(|_| Reason::EvaluationShows(*facts.evaluation))
        .collect()
}

fn conditions_for(facts: &Facts<'_>, approach: Approach) -> impl Iterator<Item = Reason> {
    facts.holding(approach).cloned().map(Reason::Condition)
}

fn too_little_saved(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = vec![Reason::SavesTooLittle {
        now: facts.alternatives.now,
        worth_share: facts.knobs.worth_share.get(),
        evpi: facts.alternatives.evpi,
    }];
    reasons.extend(facts.alternatives.later.map(Reason::LaterSavesTooLittle));
    reasons.extend(conditions_for(facts, Approach::Prompting));
    reasons
}

fn figures_open(facts: &Facts<'_>) -> Vec<Reason> {
    let alternatives = facts.alternatives_by_mean().into_iter();
    let mut reasons: Vec<Reason> = alternatives.copied().map(Reason::Alternative).collect();
    reasons.push(Reason::Knowing(facts.alternatives.evpi));
    if facts.base_and_average_disagree() {
        reasons.push(Reason::BaseAndAverageDisagree);
    }
    reasons
}

fn evidence_missing(facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !facts.is_shown() {
        reasons.push(Reason::NotShown(*facts.evaluation));
    }
    if optimisation_is_unknown(facts.scenario) {
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
            if now.outlook.is_some() {
                reasons.push(Reason::Alternative(*alternative));
            }
        }
    }
    reasons.extend(evaluation_shows(facts));
    reasons.extend(conditions_for(facts, Approach::FineTuning));
    reasons
}
