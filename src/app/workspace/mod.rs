//! What all rooms of the window look at: the open scenario, what follows from it at once, the settings, and the messages. A field that
//! one room uses belongs to that room.
//!
//! - [`document`]: the open scenario with its file and its [`history`]
//! - [`findings`]: what follows from it at once
//! - [`risk`]: how sure its result is; [`decision`]: what to do about it
//! - [`notices`]: messages to the user
//! - [`look`]: light or dark, and how axes tell months

pub mod decision;
pub mod document;
pub mod findings;
pub mod history;
pub mod look;
pub mod notices;
pub mod risk;

use std::collections::HashMap;

use crate::analysis::drivers::Drivers;
use crate::analysis::risk::Risk;
use crate::analysis::risk::layout::FINAL_DRAWS;
use crate::decision::words::headline::Headline;
use crate::evidence::current::CurrentPrices;
use crate::files::settings::Settings;
use crate::scenario::inputs::{INPUTS, Input, Value};
use crate::scenario::{Estimate, Scenario};
use crate::study::Study;
use crate::study::plan_review::PlanReview;

use super::background::computed::{Computed, Freshness};
use super::background::tasks::Threads;
use decision::{DecisionKey, DecisionPages, DecisionRun, Given};
use document::Document;
pub use findings::Findings;
use notices::Notices;
use risk::RiskRun;

/// What is typed into a field and not (or not yet) the input's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// As typed.
    pub text: String,
    /// Why it isn't taken, if it isn't.
    pub problem: Option<String>,
}

/// A range that was typed over a number which lies in it: the number stays the base case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeptBase {
    /// The input.
    pub input: &'static Input,
    /// The number from before.
    pub base: f64,
    /// The low end of the range.
    pub low: f64,
    /// The high end of the range.
    pub high: f64,
}

impl KeptBase {
    /// What the input takes: the range with the number from before as its most likely value.
    pub fn estimate(&self) -> Estimate {
        Estimate::Pert {
            low: self.low,
            likely: self.base,
            high: self.high,
        }
    }

    /// The range as it was typed, whose base case is its median.
    pub fn range(&self) -> Estimate {
        Estimate::Range {
            low: self.low,
            high: self.high,
        }
    }
}

/// The headline of the open scenario, and whether it is about the scenario as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrentHeadline<'a> {
    /// The headline.
    pub words: &'a Headline,
    /// Whether nothing of it is being computed again.
    pub is_current: bool,
}

/// Everything that the words of a headline depend on: the revision of the scenario, and what draws and decision were computed for.
#[derive(Debug, PartialEq)]
struct HeadlineKey {
    revision: u64,
    risk: Option<(u64, usize)>,
    decision: Option<DecisionKey>,
}

/// What all rooms of the window look at.
pub struct Workspace {
    /// The open scenario.
    pub document: Document,
    /// What follows from it at once.
    pub findings: Findings,
    /// Counts the changes of the scenario.
    pub revision: u64,
    /// Changes with each document that is opened. It is part of the ids of fields, since what is typed belongs to one document. A number
    /// for each document would give egui new ids again and again, which it keeps.
    pub turn: bool,
    /// How sure the result is, computed in the background.
    pub risk: RiskRun,
    /// What to do about it, computed in the background.
    pub decision: DecisionRun,
    /// What was billed beside the plan, computed in the background.
    plan_review: Computed<DecisionKey, PlanReview>,
    /// The headline, and what it was made of.
    headline: Headline,
    headline_made_of: Option<HeadlineKey>,
    /// Fields that are being typed in, or hold something that can't be taken, by path.
    pub drafts: HashMap<&'static str, Draft>,
    /// The range that was typed last, if it left the base case as it was.
    pub kept_base: Option<KeptBase>,
    /// What is remembered between runs.
    pub settings: Settings,
    /// The list prices in use.
    pub prices: CurrentPrices,
    /// Messages to the user.
    pub notices: Notices,
}

impl Workspace {
    /// A workspace with this document open.
    pub fn new(document: Document, settings: Settings, prices: CurrentPrices) -> Self {
        let findings = Findings::new(document.scenario(), prices);
        let (analysis, base_finding) = (&findings.analysis, &findings.base_finding);
        Self {
            headline: Headline::new(document.scenario(), analysis, base_finding, None, None),
            headline_made_of: None,
            findings,
            document,
            revision: 0,
            turn: false,
            risk: RiskRun::default(),
            decision: DecisionRun::default(),
            plan_review: Computed::default(),
            drafts: HashMap::new(),
            kept_base: None,
            settings,
            prices,
            notices: Notices::default(),
        }
    }

    /// The open scenario.
    pub fn scenario(&self) -> &Scenario {
        self.document.scenario()
    }

    /// Makes anew what follows from the scenario: it has changed.
    pub fn refresh(&mut self) {
        self.findings = Findings::new(self.document.scenario(), self.prices);
        self.revision += 1;
        self.refresh_headline();
    }

    /// Takes other list prices into use. The scenario stays as it is.
    pub fn use_prices(&mut self, prices: CurrentPrices) {
        self.prices = prices;
        self.decision.clear();
        self.refresh();
    }

    /// The same, where fields that are being typed in may hold a value that was just replaced.
    pub fn refresh_all(&mut self) {
        self.drafts.clear();
        self.refresh();
    }

    /// Replaces the whole scenario, as one undoable step of this name.
    pub fn replace_scenario(&mut self, label: &str, scenario: Scenario) {
        self.document.replace(label, scenario);
        self.refresh_all();
    }

    /// Opens another document in place of this one.
    pub fn open(&mut self, document: Document) {
        self.document = document;
        self.turn = !self.turn;
        self.settings.knobs.clear_scenario_choices();
        self.notices.withdraw_offers();
        self.risk.clear();
        self.kept_base = None;
        self.decision.clear();
        self.plan_review.clear();
        self.refresh_all();
    }

    /// How sure the result of the open scenario is.
    pub fn risk(&self) -> Freshness<'_, Risk> {
        self.risk.get(self.revision)
    }

    /// The range that was typed over the base case of this input, as long as the input has it.
    pub fn kept_base(&self, input: &Input) -> Option<&KeptBase> {
        let kept = self.kept_base.as_ref()?;
        let is_still_so =
            kept.input == input && input.value(self.scenario()) == Value::Estimate(kept.estimate());
        is_still_so.then_some(kept)
    }

    /// Starts the computations that are due, and takes what arrived. To be called before and after each frame.
    pub fn poll(&mut self, threads: &Threads) -> Vec<Result<(), String>> {
        let scenario = self.document.scenario();
        let mut started = vec![self.risk.poll(threads, self.revision, scenario)];
        let given = Given {
            revision: self.revision,
            scenario,
            findings: &self.findings,
            risk: &self.risk,
            settings: &self.settings.knobs,
            catalog: self.prices.catalog,
        };
        started.extend(self.decision.poll(&given, threads));
        started.push(self.poll_plan_review(threads));
        self.refresh_headline();
        started
    }

    /// It takes a second decision, so it waits for the first one, and for all draws.
    fn poll_plan_review(&mut self, threads: &Threads) -> Result<(), String> {
        const NAME: &str = "plan against actual";
        let is_due = !self.scenario().actuals.is_empty()
            && self.risk.is_settled(self.revision)
            && self.decision().current().is_some();
        if !is_due {
            return self.plan_review.receive(NAME);
        }
        let key = self.decision_key();
        let (scenario, prices) = (self.document.scenario(), self.prices);
        let risk = self.risk.shared(self.revision).current();
        let settings = &self.settings.knobs;
        self.plan_review.poll(threads, NAME, &key, || {
            let (scenario, settings, risk) = (scenario.clone(), settings.clone(), risk.cloned());
            move || {
                let study = Study::new(&scenario, FINAL_DRAWS, &settings).with_prices(prices);
                Ok(PlanReview::new(&study.with_risk(risk)))
            }
        })
    }

    /// What was billed beside the plan. Nothing if nothing was.
    pub fn plan_review(&self) -> Freshness<'_, PlanReview> {
        self.plan_review.get(&self.decision_key())
    }

    /// What drives the result of the open scenario.
    pub fn drivers(&self) -> Freshness<'_, Drivers> {
        self.decision.drivers(self.revision).map(AsRef::as_ref)
    }

    /// The decision for the open scenario.
    pub fn decision(&self) -> Freshness<'_, DecisionPages> {
        // It rests on both.
        let (risk, drivers) = (self.risk(), self.drivers());
        if let Freshness::Failed(fault) = risk {
            return Freshness::Failed(fault);
        }
        if let Freshness::Failed(fault) = drivers {
            return Freshness::Failed(fault);
        }
        self.decision.get(self.decision_key())
    }

    /// What the decision for the open scenario depends on.
    pub fn decision_key(&self) -> DecisionKey {
        let draws = self.risk().current().map_or(0, |risk| risk.samples);
        (self.revision, draws, self.settings.knobs.clone())
    }

    /// What to do and what was found. While something of it is being computed again it holds what was known before, and isn't current.
    pub fn headline(&self) -> CurrentHeadline<'_> {
        CurrentHeadline {
            words: &self.headline,
            is_current: !self.risk().is_stale() && self.decision().current().is_some(),
        }
    }

    /// Writes the headline anew if anything that it is made of has changed.
    fn refresh_headline(&mut self) {
        let (risk, decision) = (self.risk.computed_for(), self.decision.computed_for());
        let made_of = HeadlineKey {
            revision: self.revision,
            risk,
            decision: decision.cloned(),
        };
        if self.headline_made_of.as_ref() != Some(&made_of) {
            self.headline = self.write_headline();
            self.headline_made_of = Some(made_of);
        }
    }

    fn write_headline(&self) -> Headline {
        let decision = self.decision();
        if let Some(pages) = decision.current()
            && !self.risk().is_stale()
        {
            return pages.headline.clone();
        }
        let decision = decision.latest();
        Headline::new(
            self.scenario(),
            &self.findings.analysis,
            &self.findings.base_finding,
            self.risk().latest(),
            decision.map(|pages| &pages.decision.conclusion),
        )
    }

    /// Whether there is a recommendation: not before it is decided, nor while prices are missing.
    pub fn has_recommendation(&self) -> bool {
        let pages = self.decision().latest();
        pages.is_some_and(|pages| pages.card.against.is_some())
    }

    /// Why what is typed into an input's field can't be taken; `None` if it can, or nothing is typed.
    pub fn problem(&self, input: &Input) -> Option<&str> {
        self.drafts.get(input.path)?.problem.as_deref()
    }

    /// The inputs whose fields hold something that can't be taken, in the order of the table, with what is typed there.
    pub fn refused_fields(&self) -> Vec<(&'static Input, &str)> {
        let refused = |input: &'static Input| {
            let draft = self.drafts.get(input.path)?;
            draft
                .problem
                .is_some()
                .then_some((input, draft.text.as_str()))
        };
        INPUTS.iter().filter_map(refused).collect()
    }

    /// Whether something that was typed would be lost if the scenario were closed.
    pub fn would_lose(&self) -> bool {
        self.document.is_dirty() || !self.refused_fields().is_empty()
    }
}
