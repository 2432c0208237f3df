//! What to do, as a table of rules. It follows the field's rule: prompting first, fine-tuning when warranted by evidence. [`RULES`] is the whole
//! of it: the first rule that applies decides, the last one always does, and nothing is weighed.

use crate::analysis::Analysis;
use crate::analysis::drivers::Drivers;
use crate::analysis::risk::{Risk, percent};
use crate::analysis::side::Side;
use crate::analysis::verdict::{Verdict, unpriced};
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::{money, significant};

use super::checklist::{Checked, Condition};
use super::criterion::{Answers, Judgement};
use super::levers::Levers;
use super::ways::{Way, Ways};

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
    /// The month after which fine-tuning is decided on, if it is to be; 0: now.
    pub fn month(self) -> Option<usize> {
        match self {
            Self::FineTuneNow => Some(0),
            Self::Prepare { month } => Some(month),
            Self::StayWithPrompting | Self::OptimiseFirst | Self::MeasureFirst => None,
        }
    }

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

    /// In the middle of a sentence.
    pub fn in_words(self) -> String {
        match self {
            Self::Prepare { month } => format!("prepare a switch after month {month}"),
            other => other.label().to_lowercase(),
        }
    }
}

/// What the rules look at.
pub struct Facts<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// How sure it is; `None` where nothing is uncertain.
    pub risk: Option<&'a Risk>,
    /// Both checklists.
    pub checklist: &'a [Checked],
    /// What the prompt could still give.
    pub levers: &'a Levers,
    /// What drives the result.
    pub drivers: &'a Drivers,
    /// The ways to fine-tuning, and what they save.
    pub ways: &'a Ways,
    /// What is known of the answers.
    pub answers: &'a Answers,
    /// What was turned.
    pub knobs: &'a Knobs,
}

impl Facts<'_> {
    /// The least amount that is worth acting on.
    fn worth_acting(&self) -> f64 {
        self.knobs.worth_share.get() * self.analysis.prompting.course.total()
    }

    /// Whether what a way saves is worth going it.
    fn pays(&self, saving: f64) -> bool {
        saving > 0.0 && saving >= self.worth_acting()
    }

    /// The way that saves most on average, where one is worth going.
    pub(super) fn best_way(&self) -> Option<&Way> {
        let ways = self.ways.all().filter(|way| self.pays(way.mean));
        // Of two that save as much, the later one commits to less.
        ways.max_by(|a, b| a.mean.total_cmp(&b.mean))
    }

    /// The base case and the average over what the inputs may be disagree on whether to go: some input is skewed, and decides.
    pub(super) fn base_and_average_disagree(&self) -> bool {
        match self.best_way() {
            Some(way) => !self.pays(way.base),
            None => self.ways.all().any(|way| self.pays(way.base)),
        }
    }

    /// Whether the figures leave it open.
    pub(super) fn figures_leave_it_open(&self) -> bool {
        self.is_worth_knowing() || self.base_and_average_disagree()
    }

    /// Whether knowing everything is worth as much as it takes to act.
    pub(super) fn is_worth_knowing(&self) -> bool {
        self.ways.knowing > 0.0 && self.ways.knowing >= self.worth_acting()
    }

    /// The sides without prices: while there are any, no figure says anything.
    pub(super) fn unpriced(&self) -> Option<Vec<Side>> {
        let sides = unpriced(self.scenario);
        (!sides.is_empty()).then_some(sides)
    }

    /// The finding in words. Put together when it is asked for: what decides needs no words.
    pub(super) fn headline(&self) -> String {
        Verdict::new(self.scenario, self.analysis).headline
    }

    /// Whether the figures speak for prompting, or for nothing that is worth a change.
    fn figures_say_stay(&self) -> bool {
        self.best_way().is_none() && !self.figures_leave_it_open()
    }

    /// Whether prompting without its levers gives something away, on the face of it.
    fn is_tempting(&self) -> bool {
        self.analysis.cheaper() == Some(Side::FineTuning)
            || self.ways.later.is_some()
            || (!self.figures_say_stay() && self.pays(self.levers_save()))
    }

    /// What the levers that are counted on save.
    fn levers_save(&self) -> f64 {
        self.analysis.prompting.course.total() - self.levers.prompting
    }

    /// The conditions that alone keep one with prompting. A long lead time is in the figures: only who says so must ship quickly.
    fn keep_prompting(&self) -> impl Iterator<Item = &Checked> {
        let said_quickly = self.scenario.decision.must_ship_quickly == Some(true);
        self.checklist.iter().filter(move |checked| {
            checked.holds == Some(true)
                && Condition::KEEP_PROMPTING.contains(&checked.condition)
                && (checked.condition != Condition::MustShipQuickly || said_quickly)
        })
    }

    /// Whether what is expected of the answers has been shown.
    pub(super) fn is_shown(&self) -> bool {
        self.answers.judgement() == Judgement::Shown
    }

    /// Whether the evaluation speaks against the tuned model, or had the cases to speak for it and doesn't.
    fn evaluation_speaks_against(&self) -> bool {
        self.answers.judgement() == Judgement::Refuted || self.answers.had_the_cases()
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

    fn amount(&self, value: f64) -> String {
        money(value, &self.scenario.currency)
    }

    /// What a way comes to: "Fine-tuning now saves $31.9k on average over prompting throughout (at base $30.8k), with a chance of 67 %".
    pub(super) fn of_way(&self, way: &Way) -> String {
        let what = match way.month {
            0 => "Fine-tuning now".to_owned(),
            month => format!("Switching after month {month}"),
        };
        let difference = |value: f64| {
            let amount = self.amount(value.abs());
            if value < 0.0 {
                format!("costs {amount} more")
            } else {
                format!("saves {amount}")
            }
        };
        let than = if way.mean < 0.0 { "than" } else { "over" };
        match way.odds {
            None => format!(
                "{what} {} {than} prompting throughout",
                difference(way.mean)
            ),
            Some(odds) => format!(
                "{what} {} on average {than} prompting throughout (at base it {}); the chance that it saves is {}",
                difference(way.mean),
                difference(way.base),
                percent(odds.saves)
            ),
        }
    }

    /// All ways, the one that saves most on average first.
    fn ways_by_mean(&self) -> Vec<&Way> {
        let mut ways: Vec<&Way> = self.ways.all().collect();
        ways.sort_by(|a, b| b.mean.total_cmp(&a.mean));
        ways
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
            let why = facts.answers.not_for_lack_of_cases();
            facts.answers.sentence().into_iter().chain(why).collect()
        },
    },
    Rule {
        when: |_| {
            "It is said to be a prototype, that the base model is already close or that it must ship quickly, or the upfront cost is over the budget".to_owned()
        },
        applies: |facts| facts.keep_prompting().next().is_some(),
        says: |_| Recommendation::StayWithPrompting,
        because: |facts| facts.keep_prompting().map(Checked::sentence).collect(),
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
            let now = facts.ways.now;
            let on_average = if now.odds.is_some() {
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
            let worth = match now.odds {
                Some(_) => format!(
                    "; knowing everything is worth {} at most",
                    facts.amount(facts.ways.knowing)
                ),
                None => String::new(),
            };
            let mut reasons = vec![format!("{first}{worth}")];
            reasons.extend(
                facts
                    .ways
                    .later
                    .map(|later| format!("{}: too little to act on", facts.of_way(&later))),
            );
            reasons.extend(facts.holding(Side::Prompting));
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
            let ways = facts.ways_by_mean();
            let mut reasons: Vec<String> = ways.into_iter().map(|way| facts.of_way(way)).collect();
            reasons.push(format!(
                "Knowing everything beforehand would be worth {}",
                facts.amount(facts.ways.knowing)
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
                let expected = facts.answers.criterion.words();
                reasons.push(match facts.answers.sentence() {
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
        applies: |facts| facts.best_way().is_some_and(|way| way.month > 0),
        says: |facts| Recommendation::Prepare {
            month: facts.best_way().map_or(0, |way| way.month),
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
    if let Some(way) = facts.best_way() {
        let now = facts.ways.now;
        if way.month > 0 {
            let more = facts.amount(way.mean - now.mean);
            reasons.push(facts.of_way(way));
            reasons.push(format!("That is {more} more than deciding now"));
        } else {
            reasons.push(facts.headline());
            reasons.extend(now.odds.map(|_| facts.of_way(way)));
        }
    }
    reasons.extend(facts.answers.sentence());
    reasons.extend(facts.holding(Side::FineTuning));
    reasons
}

/// The least that is worth measuring, in words.
fn worth(knobs: &Knobs) -> String {
    format!("{} %", significant(100.0 * knobs.worth_share.get(), 3))
}
