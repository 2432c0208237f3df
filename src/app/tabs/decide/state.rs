//! What the decision tab computes and remembers, beside the decision itself.

use crate::analysis::strategy::CostPath;
use crate::app::background::computed::{Computed, Freshness};
use crate::app::background::tasks::Threads;
use crate::app::messages::screen::DecisionPage;
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::{DecisionKey, DecisionPages};
use crate::decision::evaluation::EvaluationStatus;
use crate::decision::options::switch_month::cost_path_of_switch;
use crate::decision::roadmap::Roadmap;
use crate::decision::words::flips::{FlipRow, rows};
use crate::decision::words::roadmap::RoadmapSection;

/// What the plan for a switch depends on: the revision of the scenario, the month of the switch, and what the evaluation shows.
type SwitchKey = (u64, usize, EvaluationStatus);

/// The tab's own state.
#[derive(Debug, Default)]
pub struct DecideTab {
    /// The page that is shown.
    pub page: DecisionPage,
    /// Whether the rules are shown.
    pub shows_rules: bool,
    /// The month of the switch that is looked at; the best one until another is picked.
    pub month: Option<usize>,
    /// The changes that would change the recommendation.
    flips: Computed<DecisionKey, Vec<FlipRow>>,
    switch: Computed<SwitchKey, Switch>,
}

/// What deciding for fine-tuning after a month comes to.
#[derive(Debug)]
pub struct Switch {
    /// The month.
    pub month: usize,
    /// The cumulative cost of it.
    pub path: CostPath,
    /// The plan that leads there, in words.
    pub roadmap: Vec<RoadmapSection>,
}

impl DecideTab {
    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.flips.clear();
        self.switch.clear();
        self.month = None;
    }

    /// Starts the computations of the shown page that are due.
    pub fn poll(&mut self, workspace: &Workspace, threads: &Threads) -> [Result<(), String>; 2] {
        [
            self.poll_flips(workspace, threads),
            self.poll_switch(workspace, threads),
        ]
    }

    /// The search takes far longer than the decision, so it waits for the page that shows what it finds, and for all draws.
    fn poll_flips(&mut self, workspace: &Workspace, threads: &Threads) -> Result<(), String> {
        const NAME: &str = "changes that would change the recommendation";
        let is_due =
            self.page == DecisionPage::Verdict && workspace.risk.is_settled(workspace.revision);
        let key = workspace.decision_key();
        let pages = workspace.decision().current();
        let drivers = workspace.decision.drivers(workspace.revision).current();
        let (true, Some(pages), Some(drivers)) = (is_due, pages, drivers) else {
            return self.flips.receive(NAME);
        };
        self.flips.poll(threads, NAME, &key, || {
            let scenario = workspace.scenario().clone();
            let decision = pages.decision.clone();
            let cheaper_model = pages.cheaper_model.clone();
            let settings = workspace.settings.knobs.clone();
            let drivers = std::sync::Arc::clone(drivers);
            move || {
                let flips = decision.flips(&scenario, &drivers, &settings, cheaper_model.as_ref());
                Ok(Some(rows(&flips, &scenario)))
            }
        })
    }

    fn poll_switch(&mut self, workspace: &Workspace, threads: &Threads) -> Result<(), String> {
        const NAME: &str = "plan";
        let decided = workspace.decision().current();
        let Some(decided) = decided.filter(|_| self.page == DecisionPage::Timing) else {
            return self.switch.receive(NAME);
        };
        let evaluation = decided.decision.evaluation;
        let month = self.shown_month(decided);
        let key = (workspace.revision, month, evaluation);
        self.switch.poll(threads, NAME, &key, || {
            let scenario = workspace.scenario().clone();
            move || {
                Ok(Some(Switch {
                    month,
                    path: cost_path_of_switch(&scenario, month),
                    roadmap: Roadmap::new(&scenario, month).sections(&scenario, &evaluation),
                }))
            }
        })
    }

    /// The changes that would change the recommendation.
    pub fn flips(&self, workspace: &Workspace) -> Freshness<'_, Vec<FlipRow>> {
        self.flips.get(&workspace.decision_key())
    }

    /// What deciding after the shown month comes to.
    pub fn switch(&self, workspace: &Workspace, decided: &DecisionPages) -> Freshness<'_, Switch> {
        let month = self.shown_month(decided);
        let evaluation = decided.decision.evaluation;
        self.switch.get(&(workspace.revision, month, evaluation))
    }

    /// The month of the switch that is looked at.
    pub fn shown_month(&self, decided: &DecisionPages) -> usize {
        let last = decided.switch_timing.totals.len().saturating_sub(1);
        let month = self.month.or(decided.decision.roadmap_month());
        month.unwrap_or(0).min(last)
    }
}
