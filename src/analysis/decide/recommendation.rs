//! The verdict: what the figures say, what the checklists say, what is missing, and what to do.
//!
//! It follows the field's rule: prompting first, fine-tuning when warranted by evidence. [`RULES`] is the whole of it: the first rule that
//! applies decides, the last one always does, and nothing is weighed.

use crate::analysis::Analysis;
use crate::analysis::risk::{Risk, percent};
use crate::analysis::side::Side;
use crate::analysis::verdict::{Outcome, Verdict};
use crate::scenario::Scenario;
use crate::scenario::quantity::{count, money};

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
    /// By how much the tuned model's pass rate may be lower and still count as good.
    pub margin: f64,
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
    fn later(&self) -> Option<usize> {
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
    fn is_shown(&self) -> bool {
        match self.shown() {
            Some(Shows::Better) => true,
            // As good is enough where no more is expected; not to know is not as good.
            Some(Shows::Moved) => {
                let as_good = self.evidence.is_some_and(|shown| shown.low >= -self.margin);
                as_good && !self.expects_better()
            }
            Some(Shows::Worse) | None => false,
        }
    }
}

/// A rule: when it applies, and what it says.
pub struct Rule {
    /// When, in words.
    pub when: &'static str,
    /// Whether it applies.
    pub applies: fn(&Facts<'_>) -> bool,
    /// What it says.
    pub says: fn(&Facts<'_>) -> Recommendation,
}

/// All rules. The first that applies decides.
pub const RULES: [Rule; 10] = [
    Rule {
        when: "Fine-tuning, now or later, is cheaper as things are, and the levers that are counted on would make prompting the cheapest",
        applies: |facts| {
            let tempting = facts.fine_tuning_is_cheaper() || facts.later().is_some();
            tempting && facts.levers.beat_fine_tuning()
        },
        says: |_| Recommendation::OptimiseFirst,
    },
    Rule {
        when: "One side has no prices yet",
        applies: |facts| matches!(facts.verdict.outcome, Outcome::NoPrices(_)),
        says: |_| Recommendation::StayWithPrompting,
    },
    Rule {
        when: "The evaluation shows that the tuned model answers worse",
        applies: |facts| facts.shown() == Some(Shows::Worse),
        says: |_| Recommendation::StayWithPrompting,
    },
    Rule {
        when: "It is a prototype, the base model is already close, it must ship quickly, or the upfront cost is over the budget",
        applies: |facts| {
            [
                Condition::Prototyping,
                Condition::BaseModelClose,
                Condition::MustShipQuickly,
                Condition::BudgetLimited,
            ]
            .into_iter()
            .any(|condition| facts.holds(condition))
        },
        says: |_| Recommendation::StayWithPrompting,
    },
    Rule {
        when: "Fine-tuning is cheaper with a chance of at most 20 %, and no later switch beats prompting",
        applies: |facts| facts.chance() <= OPEN[0] && facts.later().is_none(),
        says: |_| Recommendation::StayWithPrompting,
    },
    Rule {
        when: "The prompt has not been optimised yet",
        applies: |facts| facts.scenario.decision.prompt_optimised == Some(false),
        says: |_| Recommendation::OptimiseFirst,
    },
    Rule {
        when: "Fine-tuning is cheaper with a chance between 20 % and 80 %: the figures leave it open",
        applies: |facts| facts.chance() > OPEN[0] && facts.chance() < OPEN[1],
        says: |_| Recommendation::MeasureFirst,
    },
    Rule {
        when: "No evaluation shows what is expected of the tuned model’s answers, or it isn’t said whether the prompt has been optimised",
        applies: |facts| !facts.is_shown() || facts.scenario.decision.prompt_optimised.is_none(),
        says: |_| Recommendation::MeasureFirst,
    },
    Rule {
        when: "A later switch costs less than either approach alone",
        applies: |facts| facts.later().is_some(),
        says: |facts| Recommendation::Prepare {
            month: facts.later().unwrap_or(0),
        },
    },
    Rule {
        when: "Otherwise: it pays back, and the evidence is there",
        applies: |_| true,
        says: |_| Recommendation::FineTuneNow,
    },
];

/// The verdict in its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// What to do.
    pub recommendation: Recommendation,
    /// The place in [`RULES`] of the rule that decided.
    pub rule: usize,
    /// What the figures say.
    pub figures: String,
    /// What the checklists say.
    pub checklist: String,
    /// What is missing.
    pub missing: Vec<String>,
    /// Why.
    pub reasons: Vec<String>,
    /// The strongest reason against.
    pub against: String,
    /// The changes that would flip it.
    pub flips: Vec<String>,
}

impl Advice {
    /// Goes through the rules.
    pub fn new(facts: &Facts<'_>) -> Self {
        let rule = RULES
            .iter()
            .position(|rule| (rule.applies)(facts))
            .unwrap_or(RULES.len() - 1);
        let recommendation = (RULES[rule].says)(facts);
        Self {
            recommendation,
            rule,
            figures: figures(facts),
            checklist: checklist(facts),
            missing: missing(facts),
            reasons: reasons(facts, rule),
            against: against(facts, recommendation),
            flips: Vec::new(),
        }
    }

    /// "Measure first: the figures leave it open".
    pub fn headline(&self) -> String {
        self.recommendation.label()
    }
}

fn figures(facts: &Facts<'_>) -> String {
    match facts.risk {
        Some(risk) => format!(
            "{}. {} likely to pay back",
            facts.verdict.headline,
            percent(risk.cheaper)
        ),
        None => facts.verdict.headline.clone(),
    }
}

fn checklist(facts: &Facts<'_>) -> String {
    let part = |side: Side, name: &str| {
        let of = || {
            facts
                .checklist
                .iter()
                .filter(move |checked| checked.condition.speaks_for() == side)
        };
        let hold = of().filter(|checked| checked.holds == Some(true)).count();
        let open = of().filter(|checked| checked.holds.is_none()).count();
        let open = match open {
            0 => String::new(),
            open => format!(", {open} not answered"),
        };
        format!(
            "{hold} of {} conditions for {name} hold{open}",
            of().count()
        )
    };
    format!(
        "{}; {}",
        part(Side::Prompting, "starting with prompting"),
        part(Side::FineTuning, "moving to fine-tuning")
    )
}

fn missing(facts: &Facts<'_>) -> Vec<String> {
    let mut missing = Vec::new();
    match (facts.evidence, facts.needed) {
        (None, Some(needed)) => missing.push(format!(
            "An evaluation of both sides: {} cases show a difference of {:.1} points",
            count(needed.cases),
            100.0 * needed.difference
        )),
        (None, None) => missing.push("An evaluation of both sides on the same cases".to_owned()),
        (Some(evidence), needed) => {
            let more = needed.filter(|needed| needed.cases > evidence.cases);
            if let (Shows::Moved, Some(needed)) = (evidence.shows(), more) {
                missing.push(format!(
                    "{} evaluation cases instead of {}, to see a difference of {:.1} points",
                    count(needed.cases),
                    count(evidence.cases),
                    100.0 * needed.difference
                ));
            }
        }
    }
    if facts.risk.is_none() {
        missing.push("Ranges: all inputs are stated as exactly known".to_owned());
    }
    if let Outcome::NoPrices(side) = facts.verdict.outcome {
        missing.insert(0, format!("Prices of {}", side.label().to_lowercase()));
    }
    if facts.scenario.decision.prompt_optimised.is_none() {
        missing.push("Whether the prompt has been optimised".to_owned());
    }
    let open = facts
        .checklist
        .iter()
        .filter(|checked| checked.holds.is_none());
    missing.extend(open.map(|checked| format!("{}?", checked.condition.label())));
    missing
}

fn reasons(facts: &Facts<'_>, rule: usize) -> Vec<String> {
    let mut reasons = vec![RULES[rule].when.to_owned()];
    let amount = |value| money(value, &facts.scenario.currency);
    match (RULES[rule].says)(facts) {
        Recommendation::OptimiseFirst => {
            let saved = facts.analysis.prompting.course.total() - facts.levers.prompting;
            if saved > 0.0 {
                reasons.push(format!(
                    "The levers that are counted on save {} without tuning",
                    amount(saved)
                ));
            }
        }
        Recommendation::MeasureFirst => {
            let worth = facts.risk.and_then(|risk| risk.evppi.first());
            if let Some(worth) = worth.filter(|worth| worth.value > 0.0) {
                reasons.push(format!(
                    "Measure {} first: worth up to {} to know",
                    worth.input.full_label(),
                    amount(worth.value)
                ));
            }
            if let Some(evidence) = facts.evidence {
                reasons.push(evidence.sentence());
            }
        }
        Recommendation::Prepare { month } => {
            if let Some(early) = facts.progression.regret(0) {
                reasons.push(format!(
                    "Deciding now costs {} more than after month {month}",
                    amount(early)
                ));
            }
        }
        Recommendation::FineTuneNow => {
            reasons.push(facts.verdict.headline.clone());
            reasons.extend(facts.evidence.map(|evidence| evidence.sentence()));
        }
        Recommendation::StayWithPrompting => {
            let holding = facts.checklist.iter().filter(|checked| {
                checked.holds == Some(true) && checked.condition.speaks_for() == Side::Prompting
            });
            reasons.extend(
                holding
                    .map(|checked| format!("{}: {}", checked.condition.label(), checked.because)),
            );
        }
    }
    reasons
}

/// What speaks most for the other way.
fn against(facts: &Facts<'_>, recommendation: Recommendation) -> String {
    let amount = |value| money(value, &facts.scenario.currency);
    let saving = facts.analysis.saving();
    let changes = facts.checklist.iter().find(|checked| {
        checked.condition == Condition::RequirementsMayChange && checked.holds == Some(true)
    });
    let goes = matches!(
        recommendation,
        Recommendation::FineTuneNow | Recommendation::Prepare { .. }
    );
    if let (Some(changes), true) = (changes, goes) {
        return format!("{}: {}", changes.condition.label(), changes.because);
    }
    match recommendation {
        Recommendation::Prepare { .. } => {
            let saved = facts.progression.prompting - facts.progression.least();
            format!(
                "It saves no more than {} over prompting throughout",
                amount(saved)
            )
        }
        Recommendation::FineTuneNow => {
            let chance = 1.0 - facts.chance();
            if chance > 0.0 {
                format!("With {} probability it doesn’t pay back", percent(chance))
            } else {
                let upfront = facts.analysis.fine_tuning_upfront;
                format!("{} are spent before anything is saved", amount(upfront))
            }
        }
        _ if saving > 0.0 => format!("Fine-tuning would save {} at base", amount(saving)),
        _ => {
            let holding = facts.checklist.iter().find(|checked| {
                checked.holds == Some(true) && checked.condition.speaks_for() == Side::FineTuning
            });
            holding.map_or(
                "Nothing in the figures or the checklists".to_owned(),
                |checked| format!("{}: {}", checked.condition.label(), checked.because),
            )
        }
    }
}
