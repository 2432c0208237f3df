//! What the library lists.

use std::path::{Path, PathBuf};

use crate::analysis::finding::base::NO_PRICES;
use crate::analysis::price::is_unpriced;
use crate::app::background::tasks::Threads;
use crate::files::examples::{EXAMPLES, Example};
use crate::files::library::Entry;
use crate::files::settings::ScenarioRef;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

use super::recommendations::{Listed, Recommendations, Short};

/// A file as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The file.
    pub path: PathBuf,
    /// The file without links.
    pub resolved: Option<PathBuf>,
    /// The scenario's name, or the file's.
    pub title: String,
    /// The recommendation in a few words and the approach that it speaks for, or why the file can't be read.
    pub verdict: Result<Short, String>,
}

impl Item {
    fn new(entry: &Entry) -> Self {
        let file_stem = || {
            entry
                .path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        };
        let (title, verdict) = match &entry.scenario {
            Ok(scenario) if scenario.name.trim().is_empty() => {
                (file_stem(), Ok(undecided(scenario)))
            }
            Ok(scenario) => (scenario.name.clone(), Ok(undecided(scenario))),
            Err(problem) => (file_stem(), Err(problem.clone())),
        };
        Self {
            path: entry.path.clone(),
            resolved: entry.path.canonicalize().ok(),
            title,
            verdict,
        }
    }
}

/// Stands in the place of a recommendation that isn't computed yet: any other words would be taken for it.
pub(super) const PENDING: &str = "…";

/// What a row says before the recommendation is known.
pub(super) fn undecided(scenario: &Scenario) -> Short {
    let words = if is_unpriced(scenario) {
        NO_PRICES
    } else {
        PENDING
    };
    (words.to_owned(), None)
}

/// An example as the list shows it.
pub(super) struct ExampleItem {
    pub(super) example: &'static Example,
    pub(super) title: String,
    pub(super) verdict: Short,
}

/// The list of scenarios. `update` keeps it up to date.
pub struct Library {
    folder: PathBuf,
    /// Files from outside the folder that were opened in this session.
    others: Vec<PathBuf>,
    entries: Vec<Entry>,
    /// Counts the listings that found something else than the one before.
    pub revision: u64,
    /// As shown.
    pub items: Vec<Item>,
    /// The examples as they are listed.
    pub(super) examples: Vec<ExampleItem>,
    /// Only scenarios whose title contains this text are shown.
    pub filter: String,
    /// Why the folder can't be listed.
    pub problem: Option<String>,
    /// Why changes that other programs make in it aren't noticed.
    pub watch_problem: Option<String>,
    recommendations: Recommendations,
    is_listing: bool,
    list_again: bool,
}

impl Library {
    /// A library that hasn't been listed yet.
    pub fn new(folder: PathBuf, others: &[PathBuf]) -> Self {
        let examples = EXAMPLES
            .iter()
            .filter_map(|example| {
                let scenario = example.scenario().ok()?;
                Some(ExampleItem {
                    example,
                    title: scenario.title().to_owned(),
                    verdict: undecided(&scenario),
                })
            })
            .collect();
        Self {
            folder,
            others: others.to_vec(),
            entries: Vec::new(),
            revision: 0,
            items: Vec::new(),
            examples,
            filter: String::new(),
            problem: None,
            watch_problem: None,
            recommendations: Recommendations::default(),
            is_listing: false,
            list_again: false,
        }
    }

    /// The folder whose scenarios are listed; there may be none at this path yet.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The scenario of a file that is listed, as it was read last.
    pub fn scenario(&self, path: &Path) -> Option<&Scenario> {
        let entry = self.entries.iter().find(|entry| entry.path == path)?;
        entry.scenario.as_deref().ok()
    }

    /// Takes another folder; what it holds is to be listed.
    pub fn set_folder(&mut self, folder: PathBuf) {
        self.folder = folder;
    }

    /// Adds a file to the list, if it isn't in the folder.
    pub fn add(&mut self, path: &Path) {
        if !self.others.iter().any(|other| other == path) {
            self.others.push(path.to_owned());
        }
    }

    /// The listing that is due now; `None` while one is running, after which it is listed again.
    pub fn next_listing(&mut self) -> Option<ListingRequest> {
        if self.is_listing {
            self.list_again = true;
            return None;
        }
        self.is_listing = true;
        Some(ListingRequest {
            folder: self.folder.clone(),
            others: self.others.clone(),
            known: self.entries.clone(),
        })
    }

    /// A listing couldn't be started.
    pub fn not_started(&mut self, problem: String) {
        self.is_listing = false;
        self.problem = Some(problem);
    }

    /// Receives a finished listing. Returns whether another one was asked for meanwhile.
    #[must_use]
    pub fn receive(&mut self, listing: Result<Listing, String>) -> bool {
        self.is_listing = false;
        match listing {
            Ok(listing) => {
                if self.entries != listing.entries {
                    self.revision += 1;
                }
                self.entries = listing.entries;
                self.items = listing.items;
                self.items.sort_by_key(|item| item.title.to_lowercase());
                self.show_recommendations();
                self.problem = None;
            }
            Err(problem) => self.problem = Some(problem),
        }
        std::mem::take(&mut self.list_again)
    }

    /// The scenarios that can be compared, with their titles: the files in the order of the list, then the examples.
    pub fn scenarios(&self) -> impl Iterator<Item = (ScenarioRef, &str)> {
        let readable = self.items.iter().filter(|item| item.verdict.is_ok());
        let files = readable.map(|item| (ScenarioRef::File(item.path.clone()), &*item.title));
        let examples = self.examples.iter().map(|item| {
            let scenario = ScenarioRef::Example(item.example.name.to_owned());
            (scenario, &*item.title)
        });
        files.chain(examples)
    }

    /// The examples that pass the filter.
    pub(super) fn examples_that_match(&self) -> impl Iterator<Item = &ExampleItem> {
        let examples = self.examples.iter();
        examples.filter(|item| self.matches(&item.title))
    }

    /// Whether the filter leaves nothing.
    pub(super) fn has_no_match(&self) -> bool {
        let mut files = self.items.iter();
        !files.any(|item| self.matches(&item.title)) && self.examples_that_match().next().is_none()
    }

    /// Takes a recommendation that arrived, and starts the computation of the next one. `settings` are those that decide for scenarios that
    /// aren't open.
    pub fn poll_recommendations(
        &mut self,
        settings: &DecisionSettings,
        threads: &Threads,
    ) -> Result<(), String> {
        if self.recommendations.is_due(self.revision, settings) {
            let listed = |place, scenario: &Scenario| Listed {
                place,
                scenario: scenario.clone(),
                settings: settings.clone(),
            };
            let files = self.entries.iter().filter_map(|entry| {
                let scenario = entry.scenario.as_deref().ok()?;
                Some(listed(ScenarioRef::File(entry.path.clone()), scenario))
            });
            let examples = self.examples.iter().filter_map(|item| {
                let scenario = item.example.parse().ok()?;
                let place = ScenarioRef::Example(item.example.name.to_owned());
                Some(listed(place, scenario))
            });
            let all = files.chain(examples);
            self.recommendations.refill(self.revision, settings, all);
        }
        if self.recommendations.poll(threads)? {
            self.show_recommendations();
        }
        Ok(())
    }

    /// Puts the recommendations that are known into the rows.
    fn show_recommendations(&mut self) {
        for item in &mut self.items {
            let place = ScenarioRef::File(item.path.clone());
            if let (Ok(verdict), Some(known)) =
                (&mut item.verdict, self.recommendations.get(&place))
            {
                verdict.clone_from(known);
            }
        }
        for item in &mut self.examples {
            let place = ScenarioRef::Example(item.example.name.to_owned());
            if let Some(known) = self.recommendations.get(&place) {
                item.verdict.clone_from(known);
            }
        }
    }

    /// The recommendation of a listed scenario in a few words; "…" before it is known.
    pub fn short_verdict(&self, place: &ScenarioRef) -> Option<&str> {
        let verdict = match place {
            ScenarioRef::File(path) => {
                let item = self.items.iter().find(|item| item.path == *path)?;
                item.verdict.as_ref().ok()?
            }
            ScenarioRef::Example(name) => {
                let mut items = self.examples.iter();
                &items.find(|item| item.example.name == name)?.verdict
            }
        };
        Some(&verdict.0)
    }

    /// Whether a title passes the filter.
    pub(super) fn matches(&self, title: &str) -> bool {
        title
            .to_lowercase()
            .contains(&self.filter.trim().to_lowercase())
    }
}

/// What to list: the folder, files from elsewhere, and what is known of both.
pub struct ListingRequest {
    /// The library folder.
    pub folder: PathBuf,
    /// Files from outside the folder.
    pub others: Vec<PathBuf>,
    /// The entries of the last listing; files that haven't changed since aren't read again.
    pub known: Vec<Entry>,
}

/// What a listing found.
#[derive(Debug)]
pub struct Listing {
    entries: Vec<Entry>,
    items: Vec<Item>,
}

impl Listing {
    /// The rows of the entries, before their recommendations are known.
    pub fn new(entries: Vec<Entry>) -> Self {
        let items = entries.iter().map(Item::new).collect();
        Self { entries, items }
    }
}
