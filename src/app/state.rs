//! Everything that the window shows: the open scenario, what follows from it, and what is open on the screen.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::analysis::Analysis;
use crate::analysis::finding::verdict::Verdict;
use crate::charts::cost::Over;
use crate::files::embedded::Decided;
use crate::files::examples::EXAMPLES;
use crate::files::settings::{Settings, SettingsFile};
use crate::scenario::Scenario;
use crate::scenario::inputs::Input;
use crate::scenario::warnings::{Warning, warnings};

use super::compare::CompareTab;
use super::decide::DecideTab;
use super::dialogs::{Dialog, Next};
use super::document::Document;
use super::drivers::Driven;
use super::library::Library;
use super::map::MapTab;
use super::notices::{Notices, Offer};
use super::odds::Odds;
use super::present::Presenting;
use super::present::strip::Strip;
use super::tasks::Tasks;

/// What is shown beside the editor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// The cost curves.
    #[default]
    Cost,
    /// Totals by phase.
    Phases,
    /// What drives the result.
    Drivers,
    /// How sure the result is.
    Risk,
    /// The result over two inputs.
    Map,
    /// Which approach, and why.
    Decide,
    /// The months.
    Table,
    /// Several scenarios.
    Compare,
}

/// What the cost tab shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CostView {
    /// Both cumulative costs.
    Curves(Over),
    /// How far fine-tuning is ahead.
    Saving,
}

impl Default for CostView {
    fn default() -> Self {
        Self::Curves(Over::Months)
    }
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 8] = [
        Self::Cost,
        Self::Phases,
        Self::Drivers,
        Self::Risk,
        Self::Map,
        Self::Decide,
        Self::Table,
        Self::Compare,
    ];
}

/// What is typed into a field and not (or not yet) the input's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// As typed.
    pub text: String,
    /// Why it isn't taken, if it isn't.
    pub problem: Option<String>,
}

/// Whether a save is on its way to the disk: one at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// None is.
    No,
    /// One is.
    Running,
    /// One is, and another, to this file, was asked for meanwhile.
    RunningThen(PathBuf),
}

/// What follows from the open scenario; made anew whenever it changes.
#[derive(Debug)]
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
            warnings: warnings(scenario),
            analysis,
        }
    }
}

/// The state of the window. Views read it; only [`super::handle`] changes it.
pub struct State {
    /// The open scenario.
    pub document: Document,
    /// What follows from it.
    pub findings: Findings,
    /// Counts the changes of the scenario.
    pub revision: u64,
    /// What drives it, worked out beside the window.
    pub drivers: Driven,
    /// How sure the result is, worked out beside the window.
    pub odds: Odds,
    /// The map of it over two inputs, worked out beside the window.
    pub map: MapTab,
    /// Which approach, and why.
    pub decide: DecideTab,
    /// What the compare tab shows.
    pub compare: CompareTab,
    /// What the presentation asks about.
    pub strip: Strip,
    /// The presentation, while there is one.
    pub presenting: Option<Presenting>,
    /// The saving whose probability is read off.
    pub threshold: f64,
    /// An input that the editor should lead to.
    pub go_to: Option<&'static Input>,
    /// Fields that are being typed in, or hold something that can't be taken, by path.
    pub drafts: HashMap<&'static str, Draft>,
    /// What is shown.
    pub tab: Tab,
    /// What the cost tab shows.
    pub cost_view: CostView,
    /// The scenarios on disk.
    pub library: Library,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Messages.
    pub notices: Notices,
    /// Work beside the window.
    pub tasks: Tasks,
    /// What is remembered between runs.
    pub settings: Settings,
    /// Where that is kept.
    pub settings_file: SettingsFile,
    /// Whether a save is on its way to the disk.
    pub saving: Saving,
    /// What waits for the save to succeed.
    pub after_save: Option<Next>,
    /// The desktop's file dialog is open.
    pub asking: bool,
    /// The open file was missing a moment ago, and will be looked for again.
    pub missing: bool,
    /// The window may close without asking again.
    pub may_close: bool,
}

impl State {
    /// The window's first state: the first of `files`, or the first example.
    pub fn new(ctx: &egui::Context, files: &[PathBuf], mut settings_file: SettingsFile) -> Self {
        // A relative path means another file once it is remembered.
        let files: Vec<PathBuf> = files
            .iter()
            .map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone()))
            .collect();
        let (settings, problem) = settings_file.load();
        let mut notices = Notices::default();
        if let Some(problem) = problem {
            notices.error(problem);
        }
        let document = Document::untitled(first_example());
        let mut state = Self {
            findings: Findings::new(document.scenario()),
            document,
            revision: 0,
            drivers: Driven::default(),
            odds: Odds::default(),
            map: MapTab::default(),
            decide: DecideTab::default(),
            compare: CompareTab::default(),
            strip: Strip::default(),
            presenting: None,
            threshold: 0.0,
            go_to: None,
            drafts: HashMap::new(),
            tab: Tab::default(),
            cost_view: CostView::default(),
            library: Library::new(settings.library_folder(), &files),
            dialog: None,
            notices,
            tasks: Tasks::new(ctx),
            settings,
            settings_file,
            saving: Saving::No,
            after_save: None,
            asking: false,
            missing: false,
            may_close: false,
        };
        // The first that can be opened is; of each that can't, it is said why.
        let mut opened = false;
        for file in &files {
            match Document::open(file.clone()) {
                Ok(document) if !opened => {
                    opened = true;
                    state.settings.remember(file);
                    state.show(document);
                }
                Ok(_) => {}
                Err(error) => state.notices.error(error.to_string()),
            }
        }
        if opened {
            state.save_settings();
        }
        state.library.refresh(&state.tasks);
        state
    }

    /// Puts another scenario in place of the open one.
    pub fn show(&mut self, document: Document) {
        self.document = document;
        self.threshold = 0.0;
        self.map.axes = None;
        self.map.latest.clear();
        self.drivers.clear();
        self.decide.clear();
        self.settings.knobs.forget_scenario();
        self.notices.withdraw_offers();
        if let Some(report) = self.document.report.take() {
            self.offer_what_was_turned(&report);
        }
        self.odds.clear();
        self.strip.clear();
        if let Some(presenting) = &mut self.presenting {
            presenting.latest.clear();
        }
        self.drafts.clear();
        self.refresh();
    }

    /// A report's map is shown as it was; its thresholds and levers are taken over only if the user wants them.
    fn offer_what_was_turned(&mut self, report: &Decided) {
        self.map.axes = report.axes();
        if report.knobs != self.settings.knobs {
            let text = "This report was decided with other thresholds or levers than yours";
            let knobs = Box::new(report.knobs.clone());
            self.notices.offer(text, Offer::Turn(knobs));
        }
    }

    /// Makes what follows from the scenario anew.
    pub fn refresh(&mut self) {
        self.findings = Findings::new(self.document.scenario());
        self.revision += 1;
    }

    /// Keeps the settings on disk as they are here; a failure is shown.
    pub fn save_settings(&mut self) {
        if let Err(error) = self.settings_file.save(&self.settings) {
            self.notices
                .error(format!("Settings weren’t saved. {error}"));
        }
    }

    /// Whether `path` is the open file, by whatever path that was opened. Asks the disk: not for use while drawing.
    pub fn is_open(&self, path: &Path) -> bool {
        let resolved = path.canonicalize().ok();
        self.document.path.as_deref() == Some(path)
            || (resolved.is_some() && self.document.resolved == resolved)
    }

    /// Whether a save is on its way to the disk.
    pub fn is_saving(&self) -> bool {
        self.saving != Saving::No
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

/// The scenario that a first start opens.
fn first_example() -> Scenario {
    EXAMPLES
        .first()
        .and_then(|example| example.scenario().ok())
        .unwrap_or_default()
}
