//! What all rooms of the window look at: the open scenario, what follows from it at once, the settings, and the messages. A field that
//! one room uses belongs to that room.
//!
//! - [`document`]: the open scenario with its file and its [`history`]
//! - [`risk`]: how sure its result is
//! - [`notices`]: messages to the user
//! - [`look`]: light or dark, and how axes tell months

pub mod document;
pub mod history;
pub mod look;
pub mod notices;
pub mod risk;

use std::collections::HashMap;

use crate::analysis::Analysis;
use crate::analysis::finding::verdict::Verdict;
use crate::analysis::risk::Risk;
use crate::analysis::warnings::all_warnings;
use crate::files::settings::Settings;
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;
use crate::scenario::warnings::Warning;

use super::background::computed::Freshness;
use document::Document;
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

/// What follows from the open scenario at once; computed again whenever it changes.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The figures.
    pub analysis: Analysis,
    /// The words.
    pub verdict: Verdict,
    /// What is worth a second look.
    pub warnings: Vec<Warning>,
}

impl Findings {
    fn new(scenario: &Scenario) -> Self {
        let analysis = Analysis::new(scenario);
        Self {
            verdict: Verdict::new(scenario, &analysis),
            warnings: all_warnings(scenario),
            analysis,
        }
    }
}

/// What all rooms of the window look at.
pub struct Workspace {
    /// The open scenario.
    pub document: Document,
    /// What follows from it at once.
    pub findings: Findings,
    /// Counts the changes of the scenario.
    pub revision: u64,
    /// How sure the result is, computed in the background.
    pub risk: RiskRun,
    /// Fields that are being typed in, or hold something that can't be taken, by path.
    pub drafts: HashMap<&'static str, Draft>,
    /// What is remembered between runs.
    pub settings: Settings,
    /// Messages to the user.
    pub notices: Notices,
}

impl Workspace {
    /// A workspace with this document open.
    pub fn new(document: Document, settings: Settings) -> Self {
        Self {
            findings: Findings::new(document.scenario()),
            document,
            revision: 0,
            risk: RiskRun::default(),
            drafts: HashMap::new(),
            settings,
            notices: Notices::default(),
        }
    }

    /// The open scenario.
    pub fn scenario(&self) -> &Scenario {
        self.document.scenario()
    }

    /// Makes anew what follows from the scenario: it has changed.
    pub fn refresh(&mut self) {
        self.findings = Findings::new(self.document.scenario());
        self.revision += 1;
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
        self.settings.knobs.clear_scenario_choices();
        self.notices.withdraw_offers();
        self.risk.clear();
        self.refresh_all();
    }

    /// How sure the result of the open scenario is.
    pub fn risk(&self) -> Freshness<'_, Risk> {
        self.risk.get(self.revision)
    }

    /// Why what is typed into an input's field can't be taken; `None` if it can, or nothing is typed.
    pub fn problem(&self, input: &Input) -> Option<&str> {
        self.drafts.get(input.path)?.problem.as_deref()
    }

    /// How many fields hold something that can't be taken.
    pub fn refused_fields(&self) -> usize {
        self.drafts
            .values()
            .filter(|draft| draft.problem.is_some())
            .count()
    }

    /// Whether something that was typed would be lost if the scenario were closed.
    pub fn would_lose(&self) -> bool {
        self.document.is_dirty() || self.refused_fields() > 0
    }
}
