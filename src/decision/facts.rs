//! The facts that the rules look at.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::drivers::Drivers;
use crate::analysis::price::{is_unpriced, unpriced};
use crate::analysis::risk::{Risk, success};
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

use super::checklist::{CheckedCondition, Condition};
use super::evaluation::EvaluationStatus;
use super::evaluation::criterion::Judgement;
use super::levers::Levers;
use super::options::{Alternative, Alternatives};
use super::pilot::{Pilot, PilotSize};

/// What the rules look at.
pub struct Facts<'a> {
    /// The scenario that is decided for.
    pub scenario: &'a Scenario,
    /// The analysis of the scenario in the base case.
    pub analysis: &'a Analysis,
    /// The distribution of the result; `None` if no input is uncertain.
    pub risk: Option<&'a Risk>,
    /// Both checklists.
    pub checklist: &'a [CheckedCondition],
    /// What the prompt could still give.
    pub levers: &'a Levers,
    /// What drives the result.
    pub drivers: &'a Drivers,
    /// The alternatives to prompting throughout, and what they save.
    pub alternatives: &'a Alternatives,
    /// The evaluation of both models, and what it has to show.
    pub evaluation: &'a EvaluationStatus,
    /// Pilots before fine-tuning; `None` where nothing could be learnt from one.
    pub pilot: Option<&'a Pilot>,
    /// The thresholds and levers that the user has set.
    pub settings: &'a DecisionSettings,
}

impl Facts<'_> {
    /// The least amount that is worth acting on.
    pub(super) fn worth_acting(&self) -> f64 {
        self.settings.worth_share.get() * self.analysis.prompting.cost_path.total()
    }

    /// Whether a saving is large enough to act on.
    pub(super) fn pays(&self, saving: f64) -> bool {
        saving > 0.0 && saving >= self.worth_acting()
    }

    /// The alternative that saves most on average, if one saves enough to act on.
    pub(super) fn best_alternative(&self) -> Option<&Alternative> {
        let alternatives = self
            .alternatives
            .all()
            .filter(|alternative| self.pays(alternative.mean));
        // Of two that save as much, the later one commits to less.
        alternatives.max_by(|a, b| a.mean.total_cmp(&b.mean))
    }

    /// Whether the base case and the average disagree about fine-tuning, because some input is skewed.
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

    /// Whether perfect information is worth enough to act on.
    pub(super) fn is_worth_knowing(&self) -> bool {
        self.alternatives.evpi > 0.0 && self.alternatives.evpi >= self.worth_acting()
    }

    /// The pilot to run first: the best one, if whether fine-tuning succeeds is what is worth most to know, and the pilot is worth enough more
    /// than it costs to act on.
    pub(super) fn pilot_first(&self) -> Option<&PilotSize> {
        let most = self.alternatives.most_informative?;
        let best = self.pilot?.best();
        (most.input.path == success::PATH && self.pays(best.net())).then_some(best)
    }

    /// The approaches without prices. If there are any, no figure means anything.
    pub(super) fn unpriced(&self) -> Vec<Approach> {
        unpriced(self.scenario)
    }

    /// Whether an approach has no prices.
    pub(super) fn is_unpriced(&self) -> bool {
        is_unpriced(self.scenario)
    }

    /// Whether the scenario doesn't say if the prompt is optimised.
    pub(super) fn optimisation_is_unknown(&self) -> bool {
        self.scenario.decision.prompt_optimised.is_none()
    }

    /// Whether the figures give no reason to leave prompting.
    pub(super) fn figures_say_stay(&self) -> bool {
        self.best_alternative().is_none() && !self.figures_leave_it_open()
    }

    /// Whether fine-tuning is or may be cheaper than prompting without its levers.
    pub(super) fn is_tempting(&self) -> bool {
        self.analysis.cheaper() == Some(Approach::FineTuning)
            || self.alternatives.later.is_some()
            || (!self.figures_say_stay() && self.pays(self.levers_save()))
    }

    /// What the levers that are counted on save.
    pub(super) fn levers_save(&self) -> f64 {
        self.analysis.prompting.cost_path.total() - self.levers.prompting
    }

    /// The conditions that alone decide for prompting. A long lead time is in the figures already, so it counts only if the user says that it
    /// must ship quickly.
    pub(super) fn keep_prompting(&self) -> impl Iterator<Item = &CheckedCondition> {
        let said_quickly = self.scenario.decision.must_ship_quickly == Some(true);
        self.checklist.iter().filter(move |checked| {
            checked.holds == Some(true)
                && Condition::KEEP_PROMPTING.contains(&checked.condition)
                && (checked.condition != Condition::MustShipQuickly || said_quickly)
        })
    }

    /// Whether the evaluation shows what it has to.
    pub(super) fn is_shown(&self) -> bool {
        self.evaluation.judgement() == Judgement::Shown
    }

    /// Whether the evaluation refutes the fine-tuned model, or had enough cases to speak for it and doesn’t.
    pub(super) fn evaluation_speaks_against(&self) -> bool {
        self.evaluation.judgement() == Judgement::Refuted || self.evaluation.was_large_enough()
    }

    /// Whether requirements may change, but no figure says how often.
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

    /// All alternatives, the one that saves most on average first.
    pub(super) fn alternatives_by_mean(&self) -> Vec<&Alternative> {
        let mut alternatives: Vec<&Alternative> = self.alternatives.all().collect();
        alternatives.sort_by(|a, b| b.mean.total_cmp(&a.mean));
        alternatives
    }
}
