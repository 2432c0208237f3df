//! The facts that the rules look at.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::drivers::Drivers;
use crate::analysis::price::unpriced;
use crate::analysis::risk::Risk;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

use super::checklist::{CheckedCondition, Condition};
use super::evaluation::EvaluationStatus;
use super::evaluation::criterion::Judgement;
use super::levers::Levers;
use super::options::{Alternative, Alternatives};

/// What the rules look at.
pub struct Facts<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// How sure it is; `None` where nothing is uncertain.
    pub risk: Option<&'a Risk>,
    /// Both checklists.
    pub checklist: &'a [CheckedCondition],
    /// What the prompt could still give.
    pub levers: &'a Levers,
    /// What drives the result.
    pub drivers: &'a Drivers,
    /// The ways to fine-tuning, and what they save.
    pub alternatives: &'a Alternatives,
    /// What is known of the answers.
    pub evaluation: &'a EvaluationStatus,
    /// What was turned.
    pub knobs: &'a DecisionSettings,
}

impl Facts<'_> {
    /// The least amount that is worth acting on.
    pub(super) fn worth_acting(&self) -> f64 {
        self.knobs.worth_share.get() * self.analysis.prompting.cost_path.total()
    }

    /// Whether what a way saves is worth going it.
    pub(super) fn pays(&self, saving: f64) -> bool {
        saving > 0.0 && saving >= self.worth_acting()
    }

    /// The way that saves most on average, where one is worth going.
    pub(super) fn best_alternative(&self) -> Option<&Alternative> {
        let alternatives = self
            .alternatives
            .all()
            .filter(|alternative| self.pays(alternative.mean));
        // Of two that save as much, the later one commits to less.
        alternatives.max_by(|a, b| a.mean.total_cmp(&b.mean))
    }

    /// The base case and the average over what the inputs may be disagree on whether to go: some input is skewed, and decides.
    pub(super) fn base_and_average_disagree(&self) -> bool {
        match self.best_alternative() {
            Some(alternative) => !self.pays(alternative.base),
            None => self
                .alternatives
                .all()
                .any(|alternative| self.pays(alternative.base)),
        }
    }

    /// Whether the figures leave it open.
    pub(super) fn figures_leave_it_open(&self) -> bool {
        self.is_worth_knowing() || self.base_and_average_disagree()
    }

    /// Whether knowing everything is worth as much as it takes to act.
    pub(super) fn is_worth_knowing(&self) -> bool {
        self.alternatives.evpi > 0.0 && self.alternatives.evpi >= self.worth_acting()
    }

    /// The sides without prices: while there are any, no figure says anything.
    pub(super) fn unpriced(&self) -> Option<Vec<Approach>> {
        let approaches = unpriced(self.scenario);
        (!approaches.is_empty()).then_some(approaches)
    }

    /// Whether the figures speak for prompting, or for nothing that is worth a change.
    pub(super) fn figures_say_stay(&self) -> bool {
        self.best_alternative().is_none() && !self.figures_leave_it_open()
    }

    /// Whether prompting without its levers gives something away, on the face of it.
    pub(super) fn is_tempting(&self) -> bool {
        self.analysis.cheaper() == Some(Approach::FineTuning)
            || self.alternatives.later.is_some()
            || (!self.figures_say_stay() && self.pays(self.levers_save()))
    }

    /// What the levers that are counted on save.
    pub(super) fn levers_save(&self) -> f64 {
        self.analysis.prompting.cost_path.total() - self.levers.prompting
    }

    /// The conditions that alone keep one with prompting. A long lead time is in the figures: only who says so must ship quickly.
    pub(super) fn keep_prompting(&self) -> impl Iterator<Item = &CheckedCondition> {
        let said_quickly = self.scenario.decision.must_ship_quickly == Some(true);
        self.checklist.iter().filter(move |checked| {
            checked.holds == Some(true)
                && Condition::KEEP_PROMPTING.contains(&checked.condition)
                && (checked.condition != Condition::MustShipQuickly || said_quickly)
        })
    }

    /// Whether what is expected of the answers has been shown.
    pub(super) fn is_shown(&self) -> bool {
        self.evaluation.judgement() == Judgement::Shown
    }

    /// Whether the evaluation speaks against the tuned model, or had the cases to speak for it and doesn't.
    pub(super) fn evaluation_speaks_against(&self) -> bool {
        self.evaluation.judgement() == Judgement::Refuted || self.evaluation.had_the_cases()
    }

    /// Requirements may change, and no figure counts what that costs.
    pub(super) fn changes_are_uncounted(&self) -> bool {
        self.scenario.decision.requirements_may_change == Some(true)
            && self.scenario.workload.changes_per_year.base() == 0.0
    }

    /// The conditions that hold and speak for an approach.
    pub(super) fn holding(&self, approach: Approach) -> impl Iterator<Item = &CheckedCondition> {
        let holds = move |checked: &&CheckedCondition| {
            checked.holds == Some(true) && checked.condition.speaks_for() == approach
        };
        self.checklist.iter().filter(holds)
    }

    /// All ways, the one that saves most on average first.
    pub(super) fn alternatives_by_mean(&self) -> Vec<&Alternative> {
        let mut alternatives: Vec<&Alternative> = self.alternatives.all().collect();
        alternatives.sort_by(|a, b| b.mean.total_cmp(&a.mean));
        alternatives
    }
}
