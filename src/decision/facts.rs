//! The facts that the rules look at.

use crate::analysis::Analysis;
use crate::analysis::drivers::Drivers;
use crate::analysis::finding::verdict::Verdict;
use crate::analysis::price::unpriced;
use crate::analysis::risk::Risk;
use crate::analysis::side::Side;
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::scenario::quantity::{money, percent};

use super::checklist::{Checked, Condition};
use super::evaluation::Answers;
use super::evaluation::criterion::Judgement;
use super::levers::Levers;
use super::options::{Way, Ways};

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
    pub(super) fn worth_acting(&self) -> f64 {
        self.knobs.worth_share.get() * self.analysis.prompting.course.total()
    }

    /// Whether what a way saves is worth going it.
    pub(super) fn pays(&self, saving: f64) -> bool {
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
    pub(super) fn figures_say_stay(&self) -> bool {
        self.best_way().is_none() && !self.figures_leave_it_open()
    }

    /// Whether prompting without its levers gives something away, on the face of it.
    pub(super) fn is_tempting(&self) -> bool {
        self.analysis.cheaper() == Some(Side::FineTuning)
            || self.ways.later.is_some()
            || (!self.figures_say_stay() && self.pays(self.levers_save()))
    }

    /// What the levers that are counted on save.
    pub(super) fn levers_save(&self) -> f64 {
        self.analysis.prompting.course.total() - self.levers.prompting
    }

    /// The conditions that alone keep one with prompting. A long lead time is in the figures: only who says so must ship quickly.
    pub(super) fn keep_prompting(&self) -> impl Iterator<Item = &Checked> {
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
    pub(super) fn evaluation_speaks_against(&self) -> bool {
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

    pub(super) fn amount(&self, value: f64) -> String {
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
    pub(super) fn ways_by_mean(&self) -> Vec<&Way> {
        let mut ways: Vec<&Way> = self.ways.all().collect();
        ways.sort_by(|a, b| b.mean.total_cmp(&a.mean));
        ways
    }
}
