//! What to do about the open scenario, computed in the background for every tab: once its draws are there, what drives it, and then the
//! decision.

use std::sync::Arc;

use crate::analysis::drivers::Drivers;
use crate::analysis::risk::Risk;
use crate::analysis::risk::layout::PREVIEW_DRAWS;
use crate::app::background::computed::{Computed, Freshness};
use crate::app::background::tasks::Threads;
use crate::decision::Decision;
use crate::decision::levers::CheaperModel;
use crate::decision::options::switch_month::SwitchTiming;
use crate::decision::words::DecisionWords;
use crate::decision::words::card::DecisionCard;
use crate::decision::words::headline::Headline;
use crate::evidence::catalog::{Catalog, Model};
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::{Currency, Scenario};
use crate::study::{cheaper_model, cheaper_models};

use super::findings::Findings;
use super::risk::RiskRun;

/// Everything that a decision depends on: the revision of the scenario, the number of draws, thresholds and levers.
pub type DecisionKey = (u64, usize, DecisionSettings);

/// The decision of a revision of the scenario, and what drives that.
#[derive(Debug, Default)]
pub struct DecisionRun {
    drivers: Computed<u64, Arc<Drivers>>,
    decided: Computed<DecisionKey, DecisionPages>,
}

/// A decision, and what its pages show beside it.
#[derive(Debug)]
pub struct DecisionPages {
    /// The decision.
    pub decision: Decision,
    /// The decision in words.
    pub words: DecisionWords,
    /// The headline, from the same draws.
    pub headline: Headline,
    /// The decision card.
    pub card: DecisionCard,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What deciding later costs.
    pub switch_timing: SwitchTiming,
    /// The model of the lever "a cheaper model"; `None` if there is none.
    pub cheaper_model: Option<CheaperModel>,
    /// The models of the catalog that are cheaper than the prompted one.
    pub cheaper_models: Vec<&'static Model>,
}

/// What a decision is made from.
pub(super) struct Given<'a> {
    pub revision: u64,
    pub scenario: &'a Scenario,
    pub findings: &'a Findings,
    pub risk: &'a RiskRun,
    pub settings: &'a DecisionSettings,
    pub catalog: Option<&'static Catalog>,
}

impl DecisionRun {
    /// Starts what is due. While an input is dragged the draws are always those of an earlier revision, so nothing is decided until it
    /// rests: the window needs the cores. To be called before and after each frame.
    pub(super) fn poll(&mut self, given: &Given<'_>, threads: &Threads) -> [Result<(), String>; 2] {
        let risk = given.risk.shared(given.revision);
        // A decision of a scenario without uncertain inputs goes without draws.
        // What drives it can be computed even if a fault keeps the draws from it.
        if matches!(risk, Freshness::Stale(_) | Freshness::Pending) {
            let received = self.drivers.receive("drivers");
            return [received, self.decided.receive("decision")];
        }
        let polled = self.drivers.poll(threads, "drivers", &given.revision, || {
            let scenario = given.scenario.clone();
            move || Ok(Some(Arc::new(Drivers::new(&scenario))))
        });
        let decided = match risk {
            Freshness::Failed(_) => self.decided.receive("decision"),
            _ => self.poll_decision(given, risk, threads),
        };
        [polled, decided]
    }

    fn poll_decision(
        &mut self,
        given: &Given<'_>,
        risk: Freshness<'_, Arc<Risk>>,
        threads: &Threads,
    ) -> Result<(), String> {
        const NAME: &str = "decision";
        let Some(drivers) = self.drivers.get(&given.revision).current() else {
            return self.decided.receive(NAME);
        };
        let draws = risk.current().map_or(0, |risk| risk.samples);
        let key = (given.revision, draws, given.settings.clone());
        self.decided.poll(threads, NAME, &key, || {
            let scenario = given.scenario.clone();
            let findings = given.findings.clone();
            let settings = given.settings.clone();
            let catalog = given.catalog;
            let drivers = Arc::clone(drivers);
            let risk = risk.current().cloned();
            move || {
                Ok(Some(DecisionPages::new(
                    &scenario,
                    &findings,
                    &drivers,
                    risk.as_deref(),
                    &settings,
                    catalog,
                )))
            }
        })
    }

    /// What drives a revision of the scenario.
    pub fn drivers(&self, revision: u64) -> Freshness<'_, Arc<Drivers>> {
        self.drivers.get(&revision)
    }

    /// How the latest decision relates to this key. One from the preview's draws is current until that from all draws arrives.
    pub(super) fn get(&self, key: DecisionKey) -> Freshness<'_, DecisionPages> {
        let (revision, draws, settings) = key;
        let preview = (revision, PREVIEW_DRAWS, settings);
        if self.decided.is_for(&preview) {
            return self.decided.get(&preview);
        }
        let (revision, _, settings) = preview;
        self.decided.get(&(revision, draws, settings))
    }

    /// What the latest decision was made for.
    pub fn computed_for(&self) -> Option<&DecisionKey> {
        self.decided.key()
    }

    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.drivers.clear();
        self.decided.clear();
    }
}

impl DecisionPages {
    fn new(
        scenario: &Scenario,
        findings: &Findings,
        drivers: &Drivers,
        risk: Option<&Risk>,
        settings: &DecisionSettings,
        catalog: Option<&'static Catalog>,
    ) -> Self {
        let cheaper_model = cheaper_model(scenario, settings, catalog);
        let decision = Decision::new(
            scenario,
            &findings.analysis,
            drivers,
            risk,
            settings,
            cheaper_model.as_ref(),
        );
        let analysis = &findings.analysis;
        let conclusion = Some(&decision.conclusion);
        let headline = Headline::new(scenario, analysis, &findings.base_finding, risk, conclusion);
        let words = DecisionWords::new(&decision, &headline.finding, scenario);
        Self {
            card: DecisionCard::new(scenario, analysis, risk, &headline, &words.advice),
            words,
            headline,
            decision,
            currency: scenario.currency.clone(),
            switch_timing: SwitchTiming::new(scenario),
            cheaper_model,
            cheaper_models: cheaper_models(scenario, catalog),
        }
    }
}
