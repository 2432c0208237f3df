//! What to do, as a table of rules. It follows the field's rule: prompting first, fine-tuning when warranted by evidence. [`RULES`] is the whole
//! of it: the first rule that applies decides, the last one always does, and nothing is weighed.

use crate::analysis::Analysis;
use crate::analysis::risk::switched::SwitchOdds;
use crate::analysis::risk::{Risk, percent};
use crate::analysis::side::Side;
use crate::analysis::verdict::{Outcome, Verdict};
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::{money, significant};

use super::checklist::{Checked, Condition};
use super::evaluation::{Criterion, Evidence, Needed, Shows};
use super::levers::Levers;
use super::progression::Progression;

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recommendation {
    /// Stay with prompting.
    StayWithPrompting,
    /// Optimise the prompt first.
    OptimiseFirst,
    /// Measure first.
    MeasureFirst,
    /// Prepare: switch at the end of this month.
    Prepare {
        /// k.
        month: usize,
    },
    /// Fine-tune now.
    FineTuneNow,
}

impl Recommendation {
    /// In words.
    pub fn label(self) -> String {
        match self {
            Self::StayWithPrompting => "Stay with prompting".to_owned(),
            Self::OptimiseFirst => "Optimise the prompt first".to_owned(),
            Self::MeasureFirst => "Measure first".to_owned(),
            Self::Prepare { month } => format!("Prepare: switch after month {month}"),
            Self::FineTuneNow => "Fine-tune now".to_owned(),
        }
    }
}

/// What the rules look at.
pub struct Facts<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// The finding in words.
    pub verdict: &'a Verdict,
    /// How sure it is; `None` where nothing is uncertain.
    pub risk: Option<&'a Risk>,
    /// Both checklists.
    pub checklist: &'a [Checked],
    /// What the prompt could still give.
    pub levers: &'a Levers,
    /// What deciding later costs.
    pub progression: &'a Progression,
    /// How sure the best later switch is, where there is one and inputs are uncertain.
    pub switch: Option<SwitchOdds>,
    /// The evaluation, where there is one.
    pub evidence: Option<Evidence>,
    /// How many cases show a difference that matters.
    pub needed: Option<Needed>,
    /// What was turned.
    pub knobs: &'a Knobs,
}

impl Facts<'_> {
    /// What fine-tuning saves, on average over what the inputs may be.
    pub(super) fn expected(&self) -> f64 {
        match self.risk {
            Some(risk) => risk.saving.mean,
            None => self.analysis.saving(),
        }
    }

    /// The least amount that is worth acting on.
    fn worth_acting(&self) -> f64 {
        self.knobs.worth_share.get() * self.analysis.prompting.course.total()
    }

    /// Whether the figures leave it open: knowing everything would be worth acting on.
    pub(super) fn figures_leave_it_open(&self) -> bool {
        let least = self.worth_acting();
        self.risk
            .is_some_and(|risk| risk.evpi > 0.0 && risk.evpi >= least)
    }

    /// Whether the figures speak for prompting, or for nothing that is worth a change.
    fn figures_say_stay(&self) -> bool {
        let pays = self.expected() > 0.0 && self.expected() >= self.worth_acting();
        !pays && self.later().is_none() && !self.figures_leave_it_open()
    }

    /// Whether prompting without its levers gives something away, on the face of it.
    fn is_tempting(&self) -> bool {
        self.analysis.cheaper() == Some(Side::FineTuning)
            || self.analysis.better_than_both().is_some()
            || !self.figures_say_stay()
    }

    /// The conditions that alone keep one with prompting. A long lead time is in the figures: only who says so must ship quickly.
    fn keep_prompting(&self) -> impl Iterator<Item = &Checked> {
        self.checklist.iter().filter(|checked| {
            checked.holds == Some(true)
                && match checked.condition {
                    Condition::Prototyping
                    | Condition::BaseModelClose
                    | Condition::BudgetLimited => true,
                    Condition::MustShipQuickly => {
                        self.scenario.decision.must_ship_quickly == Some(true)
                    }
                    _ => false,
                }
        })
    }

    /// A later switch that beats both pure ways, and prompting by what is worth acting on.
    pub(super) fn later(&self) -> Option<usize> {
        let best = self.analysis.better_than_both()?;
        let saved = self.progression.prompting - self.progression.least();
        (saved >= self.worth_acting()).then_some(best.month)
    }

    /// What the tuned model's answers have to show.
    pub(super) fn criterion(&self) -> Criterion {
        Criterion::of(self.scenario, self.knobs)
    }

    fn shown(&self) -> Option<Shows> {
        self.evidence.map(|evidence| evidence.shows())
    }

    /// Whether what is expected of the answers has been shown.
    pub(super) fn is_shown(&self) -> bool {
        let criterion = self.criterion();
        self.evidence
            .is_some_and(|evidence| criterion.is_met_by(&evidence))
    }

    /// Requirements may change, and no figure counts what that costs.
    pub(super) fn changes_are_uncounted(&self) -> bool {
        self.scenario.decision.requirements_may_change == Some(true)
            && self.scenario.workload.changes_per_year.base() == 0.0
    }

    /// The conditions of a side that hold, in words.
    pub(super) fn holding(&self, side: Side) -> impl Iterator<Item = String> {
        let holds = move |checked: &&Checked| {
            checked.holds == Some(true) && checked.condition.speaks_for() == side
        };
        self.checklist.iter().filter(holds).map(Checked::sentence)
    }
}

/// A rule: when it applies, what it says, and why in a case to which it applies.
pub struct Rule {
    /// When, in words.
    pub when: fn(&Knobs) -> String,
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
        when: |_| {
            "Fine-tuning, now or later, is or may be cheaper as things are, and the levers that are counted on would make prompting the cheapest".to_owned()
        },
        applies: |facts| facts.is_tempting() && facts.levers.beat_fine_tuning(),
        says: |_| Recommendation::OptimiseFirst,
        because: |facts| {
            let amount = |value| money(value, &facts.scenario.currency);
            vec![
                format!(
                    "With its levers prompting costs {} instead of {}, less than fine-tuning’s {}",
                    amount(facts.levers.prompting),
                    amount(facts.analysis.prompting.course.total()),
                    amount(facts.levers.fine_tuning)
                ),
                format!(
                    "Counted on: {}",
                    facts.levers.counted_on().join("; ").to_lowercase()
                ),
            ]
        },
    },
    Rule {
        when: |_| "One side has no prices yet".to_owned(),
        applies: |facts| matches!(facts.verdict.outcome, Outcome::NoPrices(_)),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| vec![facts.verdict.headline.clone()],
    },
    Rule {
        when: |_| "The evaluation shows that the tuned model answers worse".to_owned(),
        applies: |facts| facts.shown() == Some(Shows::Worse),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| {
            facts
                .evidence
                .map(|evidence| evidence.sentence())
                .into_iter()
                .collect()
        },
    },
    Rule {
        when: |_| {
            "It is a prototype, the base model is already close, it must ship quickly, or the upfront cost is over the budget".to_owned()
        },
        applies: |facts| facts.keep_prompting().next().is_some(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| facts.keep_prompting().map(Checked::sentence).collect(),
    },
    Rule {
        when: |knobs| {
            format!(
                "Fine-tuning saves less than {} of what prompting costs on average, no later switch saves more, and knowing more isn’t worth as much either",
                worth(knobs)
            )
        },
        applies: |facts| facts.figures_say_stay(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| {
            let amount = |value: f64| money(value.abs(), &facts.scenario.currency);
            let expected = facts.expected();
            let on_average = if facts.risk.is_some() {
                " on average"
            } else {
                ""
            };
            let first = if expected > 0.0 {
                let share = worth(facts.knobs);
                format!(
                    "Fine-tuning saves {}{on_average}, less than {share} of what prompting costs",
                    amount(expected)
                )
            } else if expected < 0.0 {
                format!("Fine-tuning costs {} more{on_average}", amount(expected))
            } else {
                "Fine-tuning saves nothing".to_owned()
            };
            let worth = facts.risk.map_or(String::new(), |risk| {
                format!(
                    "; knowing everything is worth {} at most",
                    amount(risk.evpi)
                )
            });
            let mut reasons = vec![format!("{first}{worth}")];
            reasons.extend(facts.holding(Side::Prompting));
            reasons
        },
    },
    Rule {
        when: |_| "The prompt has not been optimised yet".to_owned(),
        applies: |facts| facts.scenario.decision.prompt_optimised == Some(false),
        says: |_| Recommendation::OptimiseFirst,
        because: |facts| {
            let saved = facts.analysis.prompting.course.total() - facts.levers.prompting;
            let mut reasons = vec!["The prompt has not been optimised yet".to_owned()];
            if saved > 0.0 {
                let saved = money(saved, &facts.scenario.currency);
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
                "The figures leave it open: knowing more is worth at least {} of what prompting costs",
                worth(knobs)
            )
        },
        applies: |facts| facts.figures_leave_it_open(),
        says: |_| Recommendation::MeasureFirst,
        because: |facts| {
            let reason = |risk: &Risk| {
                format!(
                    "Fine-tuning is cheaper with a chance of {}, and knowing everything beforehand would be worth {}",
                    percent(risk.cheaper),
                    money(risk.evpi, &facts.scenario.currency)
                )
            };
            facts.risk.map(reason).into_iter().collect()
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
                let expected = facts.criterion().words();
                reasons.push(match facts.evidence {
                    Some(evidence) => format!(
                        "The evaluation doesn’t show that the tuned model {expected}. {}",
                        evidence.sentence()
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
        when: |_| "A later switch costs less than either approach alone".to_owned(),
        applies: |facts| facts.later().is_some(),
        says: |facts| Recommendation::Prepare {
            month: facts.later().unwrap_or(0),
        },
        because: |facts| {
            let amount = |value| money(value, &facts.scenario.currency);
            let saved = facts.progression.prompting - facts.progression.least();
            let early = facts.progression.regret(0).unwrap_or(0.0);
            let first = format!(
                "Switching then saves {} over prompting throughout, and {} over deciding now",
                amount(saved),
                amount(early)
            );
            let odds = |odds: SwitchOdds| {
                format!(
                    "The chance that this switch saves is {}",
                    percent(odds.cheaper)
                )
            };
            let mut reasons = vec![first];
            reasons.extend(facts.switch.map(odds));
            reasons.extend(facts.evidence.map(|evidence| evidence.sentence()));
            reasons.extend(facts.holding(Side::FineTuning));
            reasons
        },
    },
    Rule {
        when: |_| "Otherwise: it pays back, and the evidence is there".to_owned(),
        applies: |_| true,
        says: |_| Recommendation::FineTuneNow,
        because: |facts| {
            let mut reasons = vec![facts.verdict.headline.clone()];
            reasons.extend(facts.evidence.map(|evidence| evidence.sentence()));
            reasons.extend(facts.holding(Side::FineTuning));
            reasons
        },
    },
];

/// The least that is worth measuring, in words.
fn worth(knobs: &Knobs) -> String {
    format!("{} %", significant(100.0 * knobs.worth_share.get(), 3))
}
