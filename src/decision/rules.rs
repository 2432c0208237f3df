//! What to do, as a table of rules. It follows the field's rule: prompting first, fine-tuning when warranted by evidence. [`RULES`] is the whole
//! of it: the first rule that applies decides, the last one always does, and nothing is weighed.

use crate::analysis::approach::Approach;
use crate::decision::facts::Facts;
use crate::decision::recommendation::Recommendation;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::quantity::significant;

use super::checklist::CheckedCondition;

/// A rule: when it applies, what it says, and why in a case to which it applies.
pub struct Rule {
    /// When, in words.
    pub when: fn(&DecisionSettings) -> String,
    /// Whether it applies.
    pub applies: fn(&Facts<'_>) -> bool,
    /// What it says.
    pub says: fn(&Facts<'_>) -> Recommendation,
    /// Why, with the figures of the case.
    pub because: fn(&Facts<'_>) -> Vec<String>,
}

/// All rules. The first that applies decides.
pub const RULES: [Rule; 10] = [
    Rule {
        when: |_| "A side has no prices yet".to_owned(),
        applies: |facts| facts.unpriced().is_some(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| vec![facts.headline()],
    },
    Rule {
        when: |_| {
            "Fine-tuning, now or later, is or may be cheaper as things are, and the levers that are counted on would make prompting the cheapest".to_owned()
        },
        applies: |facts| facts.is_tempting() && facts.levers.beat_fine_tuning(),
        says: |_| Recommendation::OptimiseFirst,
        because: |facts| {
            vec![
                format!(
                    "The levers that are counted on save {}: prompting then costs {}, less than fine-tuning’s {}",
                    facts.amount(facts.levers_save()),
                    facts.amount(facts.levers.prompting),
                    facts.amount(facts.levers.fine_tuning)
                ),
                format!(
                    "Counted on: {}",
                    facts.levers.counted_on().join("; ").to_lowercase()
                ),
            ]
        },
    },
    Rule {
        when: |_| {
            "The evaluation shows that the tuned model answers worse than it may, or had the cases to show what is expected of it and doesn’t".to_owned()
        },
        applies: |facts| facts.evaluation_speaks_against(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| {
            let why = facts.evaluation.not_for_lack_of_cases();
            facts.evaluation.sentence().into_iter().chain(why).collect()
        },
    },
    Rule {
        when: |_| {
            "It is said to be a prototype, that the base model is already close or that it must ship quickly, or the upfront cost is over the budget".to_owned()
        },
        applies: |facts| facts.keep_prompting().next().is_some(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| {
            facts
                .keep_prompting()
                .map(CheckedCondition::sentence)
                .collect()
        },
    },
    Rule {
        when: |knobs| {
            format!(
                "Neither fine-tuning now nor a later switch saves {} of what prompting costs, on average or at base, and knowing more isn’t worth as much either",
                worth(knobs)
            )
        },
        applies: |facts| facts.figures_say_stay(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| {
            let now = facts.alternatives.now;
            let on_average = if now.outlook.is_some() {
                " on average"
            } else {
                ""
            };
            let first = if now.mean > 0.0 {
                let share = worth(facts.knobs);
                format!(
                    "Fine-tuning saves {}{on_average}, less than {share} of what prompting costs",
                    facts.amount(now.mean)
                )
            } else if now.mean < 0.0 {
                format!(
                    "Fine-tuning costs {} more{on_average}",
                    facts.amount(-now.mean)
                )
            } else {
                "Fine-tuning saves nothing".to_owned()
            };
            let worth = match now.outlook {
                Some(_) => format!(
                    "; knowing everything is worth {} at most",
                    facts.amount(facts.alternatives.evpi)
                ),
                None => String::new(),
            };
            let mut reasons = vec![format!("{first}{worth}")];
            reasons.extend(facts.alternatives.later.map(|later| {
                format!(
                    "{}: too little to act on",
                    facts.alternative_in_words(&later)
                )
            }));
            reasons.extend(facts.holding(Approach::Prompting));
            reasons
        },
    },
    Rule {
        when: |_| "The prompt has not been optimised yet".to_owned(),
        applies: |facts| facts.scenario.decision.prompt_optimised == Some(false),
        says: |_| Recommendation::OptimiseFirst,
        because: |facts| {
            let saved = facts.levers_save();
            let mut reasons = vec!["The prompt has not been optimised yet".to_owned()];
            if saved > 0.0 {
                let saved = facts.amount(saved);
                reasons.push(format!(
                    "The levers that are counted on save {saved} without tuning"
                ));
            }
            reasons
        },
    },
    Rule {
        when: |knobs| {
            format!(
                "The figures leave it open: knowing more is worth at least {} of what prompting costs, or the base case and the average disagree",
                worth(knobs)
            )
        },
        applies: |facts| facts.figures_leave_it_open(),
        says: |_| Recommendation::MeasureFirst,
        because: |facts| {
            let alternatives = facts.alternatives_by_mean();
            let mut reasons: Vec<String> = alternatives
                .into_iter()
                .map(|alternative| facts.alternative_in_words(alternative))
                .collect();
            reasons.push(format!(
                "Knowing everything beforehand would be worth {}",
                facts.amount(facts.alternatives.evpi)
            ));
            if facts.base_and_average_disagree() {
                reasons.push("At base it comes out otherwise than on average".to_owned());
            }
            reasons
        },
    },
    Rule {
        when: |_| {
            "No evaluation shows what is expected of the tuned model’s answers, it isn’t said whether the prompt has been optimised, or requirements may change and no figure says how often".to_owned()
        },
        applies: |facts| {
            !facts.is_shown()
                || facts.scenario.decision.prompt_optimised.is_none()
                || facts.changes_are_uncounted()
        },
        says: |_| Recommendation::MeasureFirst,
        because: |facts| {
            let mut reasons = Vec::new();
            if !facts.is_shown() {
                let expected = facts.evaluation.criterion.words();
                reasons.push(match facts.evaluation.sentence() {
                    Some(sentence) => format!(
                        "The evaluation doesn’t show that the tuned model {expected}. {sentence}"
                    ),
                    None => format!("No evaluation shows that the tuned model {expected}"),
                });
            }
            if facts.scenario.decision.prompt_optimised.is_none() {
                reasons.push("It isn’t said whether the prompt has been optimised".to_owned());
            }
            if facts.changes_are_uncounted() {
                reasons.push("Requirements may change, and no figure says how often".to_owned());
            }
            reasons
        },
    },
    Rule {
        when: |_| "A later switch saves more than fine-tuning now, and enough to act on".to_owned(),
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
        because: warranted,
    },
    Rule {
        when: |_| "Otherwise: it pays back, and the evidence is there".to_owned(),
        applies: |_| true,
        says: |_| Recommendation::FineTuneNow,
        because: warranted,
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

/// Why it is warranted to go the best way.
fn warranted(facts: &Facts<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    if let Some(alternative) = facts.best_alternative() {
        let now = facts.alternatives.now;
        if alternative.month > 0 {
            let more = facts.amount(alternative.mean - now.mean);
            reasons.push(facts.alternative_in_words(alternative));
            reasons.push(format!("That is {more} more than deciding now"));
        } else {
            reasons.push(facts.headline());
            reasons.extend(now.outlook.map(|_| facts.alternative_in_words(alternative)));
        }
    }
    reasons.extend(facts.evaluation.sentence());
    reasons.extend(facts.holding(Approach::FineTuning));
    reasons
}

/// The least that is worth measuring, in words.
fn worth(knobs: &DecisionSettings) -> String {
    format!("{} %", significant(100.0 * knobs.worth_share.get(), 3))
}
