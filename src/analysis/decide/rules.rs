//! What to do, as a table of rules. It follows the field's rule: prompting first, fine-tuning when warranted by evidence. [`RULES`] is the whole
//! of it: the first rule that applies decides, the last one always does, and nothing is weighed.

use crate::analysis::Analysis;
use crate::analysis::risk::{Risk, percent};
use crate::analysis::side::Side;
use crate::analysis::verdict::{Outcome, Verdict};
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::{money, significant};

use super::checklist::{Checked, Condition};
use super::evaluation::{Evidence, Needed, Shows};
use super::levers::Levers;
use super::progression::Progression;

/// Chances of fine-tuning being cheaper that lie between these leave the decision open.
pub const OPEN: [f64; 2] = [0.2, 0.8];

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
    /// The evaluation, where there is one.
    pub evidence: Option<Evidence>,
    /// How many cases show a difference that matters.
    pub needed: Option<Needed>,
    /// What was turned.
    pub knobs: &'a Knobs,
}

impl Facts<'_> {
    /// The chance that fine-tuning is cheaper at the horizon: of exact inputs, all or nothing.
    pub fn chance(&self) -> f64 {
        match (self.risk, self.analysis.cheaper()) {
            (Some(risk), _) => risk.cheaper,
            (None, Some(Side::FineTuning)) => 1.0,
            (None, _) => 0.0,
        }
    }

    /// Whether it can go either way by the figures, and knowing more would be worth something.
    pub(super) fn figures_leave_it_open(&self) -> bool {
        let open = self.chance() > OPEN[0] && self.chance() < OPEN[1];
        open && self.worth_measuring()
    }

    /// Whether knowing everything would be worth so much that measuring comes first.
    fn worth_measuring(&self) -> bool {
        let least = self.knobs.worth_share.get() * self.analysis.prompting.course.total();
        self.risk.is_some_and(|risk| risk.evpi >= least)
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
        let words =
            |checked: &Checked| format!("{}: {}", checked.condition.label(), checked.because);
        self.checklist.iter().filter(holds).map(words)
    }

    fn fine_tuning_is_cheaper(&self) -> bool {
        self.analysis.cheaper() == Some(Side::FineTuning)
    }

    fn holds(&self, condition: Condition) -> bool {
        let checked = self.checklist.iter();
        checked
            .filter(|checked| checked.condition == condition)
            .any(|checked| checked.holds == Some(true))
    }

    /// A later switch that beats both pure ways.
    pub(super) fn later(&self) -> Option<usize> {
        self.analysis.better_than_both().map(|best| best.month)
    }

    /// Whether the scenario expects better answers of the tuned model.
    fn expects_better(&self) -> bool {
        let (prompted, tuned) = (
            &self.scenario.prompting.serving,
            &self.scenario.fine_tuning.serving,
        );
        tuned.review_rate.base() < prompted.review_rate.base()
            || self.holds(Condition::Inconsistent)
            || self.holds(Condition::ConsistencyCritical)
    }

    fn shown(&self) -> Option<Shows> {
        self.evidence.map(|evidence| evidence.shows())
    }

    /// Whether what is expected of the answers has been shown.
    pub(super) fn is_shown(&self) -> bool {
        match self.shown() {
            Some(Shows::Better) => true,
            // As good is enough where no more is expected; not to know is not as good.
            Some(Shows::Moved) => {
                let as_good = self
                    .evidence
                    .is_some_and(|shown| shown.low >= -self.knobs.margin.get());
                as_good && !self.expects_better()
            }
            Some(Shows::Worse) | None => false,
        }
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

/// The conditions of the checklist that alone keep one with prompting.
const KEEP_PROMPTING: [Condition; 4] = [
    Condition::Prototyping,
    Condition::BaseModelClose,
    Condition::MustShipQuickly,
    Condition::BudgetLimited,
];

/// All rules. The first that applies decides.
pub const RULES: [Rule; 11] = [
    Rule {
        when: |_| {
            "Fine-tuning, now or later, is cheaper as things are, and the levers that are counted on would make prompting the cheapest".to_owned()
        },
        applies: |facts| {
            let tempting = facts.fine_tuning_is_cheaper() || facts.later().is_some();
            tempting && facts.levers.beat_fine_tuning()
        },
        says: |_| Recommendation::OptimiseFirst,
        because: |facts| {
            let amount = |value| money(value, &facts.scenario.currency);
            vec![format!(
                "With the levers that are counted on, prompting costs {} instead of {}, less than fine-tuning’s {}",
                amount(facts.levers.prompting),
                amount(facts.analysis.prompting.course.total()),
                amount(facts.levers.fine_tuning)
            )]
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
        applies: |facts| {
            KEEP_PROMPTING
                .into_iter()
                .any(|condition| facts.holds(condition))
        },
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| facts.holding(Side::Prompting).collect(),
    },
    Rule {
        when: |_| {
            "Fine-tuning is cheaper with a chance of at most 20 %, and no later switch beats prompting".to_owned()
        },
        applies: |facts| facts.chance() <= OPEN[0] && facts.later().is_none(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| {
            let costs = money(-facts.analysis.saving(), &facts.scenario.currency);
            let first = match facts.risk {
                Some(_) => format!(
                    "Fine-tuning is cheaper with a chance of {}",
                    percent(facts.chance())
                ),
                None if facts.analysis.saving() < 0.0 => format!("Fine-tuning costs {costs} more"),
                None => "Fine-tuning saves nothing".to_owned(),
            };
            let mut reasons = vec![format!("{first}, and no later switch beats prompting")];
            reasons.extend(facts.holding(Side::Prompting));
            reasons
        },
    },
    Rule {
        when: |knobs| {
            format!(
                "Fine-tuning loses on average, no later switch beats prompting, and knowing more is worth less than {} of what prompting costs",
                worth(knobs)
            )
        },
        applies: |facts| {
            let loses = facts.risk.is_some_and(|risk| risk.saving.mean <= 0.0);
            loses && facts.later().is_none() && !facts.worth_measuring()
        },
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| {
            let amount = |value| money(value, &facts.scenario.currency);
            let reason = |risk: &Risk| {
                format!(
                    "Fine-tuning is cheaper with a chance of {}, but loses {} on average, and knowing everything is worth no more than {}",
                    percent(risk.cheaper),
                    amount(-risk.saving.mean),
                    amount(risk.evpi)
                )
            };
            let mut reasons: Vec<String> = facts.risk.map(reason).into_iter().collect();
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
                "Fine-tuning is cheaper with a chance between 20 % and 80 %, and knowing more is worth at least {} of what prompting costs",
                worth(knobs)
            )
        },
        applies: |facts| facts.figures_leave_it_open(),
        says: |_| Recommendation::MeasureFirst,
        because: |facts| {
            vec![format!(
                "Fine-tuning is cheaper with a chance of {}: the figures leave it open",
                percent(facts.chance())
            )]
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
                let expected = if facts.expects_better() {
                    "better"
                } else {
                    "as good"
                };
                reasons.push(match facts.evidence {
                    Some(evidence) => format!(
                        "The tuned model is to answer {expected}, and the evaluation doesn’t show it. {}",
                        evidence.sentence()
                    ),
                    None => format!("The tuned model is to answer {expected}, and no evaluation shows it"),
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
            let mut reasons = vec![first];
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
