//! What the decision tab computes and remembers.

use std::sync::Arc;

use crate::analysis::drivers::Drivers;
use crate::analysis::risk::Risk;
use crate::analysis::risk::layout::PREVIEW_DRAWS;
use crate::analysis::strategy::CostPath;
use crate::app::background::computed::{Computed, Freshness};
use crate::app::background::tasks::Threads;
use crate::app::messages::screen::DecisionPage;
use crate::app::tabs::drivers::DriversTab;
use crate::app::workspace::{Findings, Workspace};
use crate::decision::Decision;
use crate::decision::evaluation::EvaluationStatus;
use crate::decision::levers::CheaperModel;
use crate::decision::options::switch_month::{SwitchTiming, cost_path_of_switch};
use crate::decision::roadmap::Roadmap;
use crate::decision::words::DecisionWords;
use crate::decision::words::flips::sentences;
use crate::decision::words::roadmap::RoadmapSection;
use crate::evidence::catalog::Model;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::{Currency, Scenario};
use crate::study::{cheaper_model, cheaper_models};

/// Everything that a decision depends on: the revision of the scenario, the number of draws, thresholds and levers.
type DecisionKey = (u64, usize, DecisionSettings);

/// What the plan for a switch depends on: the revision of the scenario, the month of the switch, and what the evaluation shows.
type SwitchKey = (u64, usize, EvaluationStatus);

/// The tab's own state.
#[derive(Debug, Default)]
pub struct DecideTab {
    /// The page that is shown.
    pub page: DecisionPage,
    /// The month of the switch that is looked at; the best one until another is picked.
    pub month: Option<usize>,
    decided: Computed<DecisionKey, DecisionPages>,
    /// The changes that would flip the decision, as sentences.
    flips: Computed<DecisionKey, Vec<String>>,
    switch: Computed<SwitchKey, Switch>,
}

/// A decision, and what its pages show beside it.
#[derive(Debug)]
pub struct DecisionPages {
    /// The decision.
    pub decision: Decision,
    /// The decision in words.
    pub words: DecisionWords,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What deciding later costs.
    pub switch_timing: SwitchTiming,
    /// The model of the lever "a cheaper model"; `None` if there is none.
    pub cheaper_model: Option<CheaperModel>,
    /// The models of the catalog that are cheaper than the prompted one.
    pub cheaper_models: Vec<&'static Model>,
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
        self.decided.clear();
        self.flips.clear();
        self.switch.clear();
        self.month = None;
    }

    /// Starts the computations that are due: the decision, once drivers and risk are known, and what the shown page adds to it.
    pub fn poll(
        &mut self,
        workspace: &Workspace,
        drivers: &DriversTab,
        threads: &Threads,
    ) -> [Result<(), String>; 3] {
        [
            self.poll_decision(workspace, drivers, threads),
            self.poll_flips(workspace, drivers, threads),
            self.poll_switch(workspace, threads),
        ]
    }

    fn poll_decision(
        &mut self,
        workspace: &Workspace,
        drivers: &DriversTab,
        threads: &Threads,
    ) -> Result<(), String> {
        const NAME: &str = "decision";
        let drivers = drivers.get(workspace.revision).current();
        let risk = workspace.risk.shared(workspace.revision);
        // A decision of a scenario without uncertain inputs goes without draws.
        let is_known = matches!(risk, Freshness::Current(_) | Freshness::Nothing);
        let Some(drivers) = drivers.filter(|_| is_known) else {
            return self.decided.receive(NAME);
        };
        self.decided.poll(threads, NAME, &key(workspace), || {
            let scenario = workspace.scenario().clone();
            let findings = workspace.findings.clone();
            let settings = workspace.settings.knobs.clone();
            let drivers = Arc::clone(drivers);
            let risk = risk.current().cloned();
            move || {
                Ok(Some(DecisionPages::new(
                    &scenario,
                    &findings,
                    &drivers,
                    risk.as_deref(),
                    &settings,
                )))
            }
        })
    }

    /// The search takes far longer than the decision, so it waits for the page that shows what it finds, and for all draws.
    fn poll_flips(
        &mut self,
        workspace: &Workspace,
        drivers: &DriversTab,
        threads: &Threads,
    ) -> Result<(), String> {
        const NAME: &str = "changes that would flip the decision";
        let key = key(workspace);
        let is_due =
            self.page == DecisionPage::Verdict && workspace.risk.is_settled(workspace.revision);
        let pages = self.decided.get(&key).current();
        let drivers = drivers.get(workspace.revision).current();
        let (true, Some(pages), Some(drivers)) = (is_due, pages, drivers) else {
            return self.flips.receive(NAME);
        };
        self.flips.poll(threads, NAME, &key, || {
            let scenario = workspace.scenario().clone();
            let decision = pages.decision.clone();
            let cheaper_model = pages.cheaper_model.clone();
            let settings = workspace.settings.knobs.clone();
            let drivers = Arc::clone(drivers);
            move || {
                let flips = decision.flips(&scenario, &drivers, &settings, cheaper_model.as_ref());
                Ok(Some(sentences(&flips, &scenario.currency)))
            }
        })
    }

    fn poll_switch(&mut self, workspace: &Workspace, threads: &Threads) -> Result<(), String> {
        const NAME: &str = "plan";
        let decided = self.get(workspace).current();
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

    /// How the latest decision relates to the open scenario. One from the preview's draws is current until that from all draws arrives.
    pub fn get(&self, workspace: &Workspace) -> Freshness<'_, DecisionPages> {
        let (revision, draws, settings) = key(workspace);
        let preview = (revision, PREVIEW_DRAWS, settings);
        if self.decided.is_for(&preview) {
            return self.decided.get(&preview);
        }
        let (revision, _, settings) = preview;
        self.decided.get(&(revision, draws, settings))
    }

    /// The changes that would flip the decision, as sentences.
    pub fn flips(&self, workspace: &Workspace) -> Freshness<'_, Vec<String>> {
        self.flips.get(&key(workspace))
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

fn key(workspace: &Workspace) -> DecisionKey {
    let draws = workspace.risk().current().map_or(0, |risk| risk.samples);
    (workspace.revision, draws, workspace.settings.knobs.clone())
}

impl DecisionPages {
    fn new(
        scenario: &Scenario,
        findings: &Findings,
        drivers: &Drivers,
        risk: Option<&Risk>,
        settings: &DecisionSettings,
    ) -> Self {
        let cheaper_model = cheaper_model(scenario, settings);
        let decision = Decision::new(
            scenario,
            &findings.analysis,
            drivers,
            risk,
            settings,
            cheaper_model.as_ref(),
        );
        Self {
            words: DecisionWords::new(&decision, &findings.verdict, &scenario.currency),
            decision,
            currency: scenario.currency.clone(),
            switch_timing: SwitchTiming::new(scenario),
            cheaper_model,
            cheaper_models: cheaper_models(scenario),
        }
    }
}
