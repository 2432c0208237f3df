//! What the library lists.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::analysis::finding::base::NO_PRICES;
use crate::analysis::price::is_unpriced;
use crate::app::background::tasks::Threads;
use crate::evidence::current::CurrentPrices;
use crate::files::examples::{EXAMPLES, Example};
use crate::files::library::{Entries, Entry, Stamp};
use crate::files::settings::ScenarioRef;
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

use super::recommendations::{Listed, Reader, Recommendations, Short};

/// For how long files are read in the first round of a listing, and how many times as long at most in later ones: the first rows are shown
/// soon, and few rounds sort a large folder.
const FIRST_ROUND: Duration = Duration::from_millis(80);
const MOST_ROUNDS: u32 = 16;
/// So many files at the top get their recommendations before the examples.
const FIRST_FILES: usize = 40;

/// A file as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The file.
    pub path: PathBuf,
    /// The file without links.
    pub resolved: Option<PathBuf>,
    /// The scenario's name, or the file's.
    pub title: String,
    /// The title in lower case, in which is searched.
    sought: String,
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
        let (title, verdict) = match &entry.summary {
            Ok(scenario) if scenario.name.trim().is_empty() => {
                (file_stem(), Ok(undecided(scenario.is_unpriced)))
            }
            Ok(scenario) => (scenario.name.clone(), Ok(undecided(scenario.is_unpriced))),
            Err(problem) => (file_stem(), Err(problem.clone())),
        };
        Self {
            path: entry.path.clone(),
            resolved: entry.resolved.clone(),
            sought: title.to_lowercase(),
            title,
            verdict,
        }
    }
}

/// Stands in the place of a recommendation that isn't computed yet: any other words would be taken for it.
pub(super) const PENDING: &str = "…";

/// What a row says before the recommendation is known.
pub(super) fn undecided(is_unpriced: bool) -> Short {
    let words = if is_unpriced { NO_PRICES } else { PENDING };
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
    /// By title.
    pub items: Vec<Item>,
    /// The places in `items` of each file.
    places: HashMap<PathBuf, usize>,
    /// The places in `items` of those that pass the filter.
    shown: Vec<usize>,
    /// The scenarios that are compared, of files: ready, since they are asked for in each frame.
    kept: Vec<(Entry, Scenario)>,
    /// The listing and the selection that they were read for.
    kept_for: Option<(u64, Vec<ScenarioRef>)>,
    /// The examples as they are listed.
    pub(super) examples: Vec<ExampleItem>,
    /// Only scenarios whose title contains this text are shown.
    filter: String,
    /// Whether the folder was there when it was last listed without a problem, or before. One that never was isn't missed.
    was_there: bool,
    /// Why the folder can't be listed.
    pub problem: Option<String>,
    /// Why changes that other programs make in it aren't noticed.
    pub watch_problem: Option<String>,
    recommendations: Recommendations,
    is_listing: bool,
    list_again: bool,
    /// Counts the rounds of a listing that takes several.
    round: u32,
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
                    verdict: undecided(is_unpriced(&scenario)),
                })
            })
            .collect();
        Self {
            folder,
            others: others.to_vec(),
            entries: Vec::new(),
            revision: 0,
            items: Vec::new(),
            places: HashMap::new(),
            shown: Vec::new(),
            kept: Vec::new(),
            kept_for: None,
            examples,
            filter: String::new(),
            was_there: false,
            problem: None,
            watch_problem: None,
            recommendations: Recommendations::default(),
            is_listing: false,
            list_again: false,
            round: 0,
        }
    }

    /// The folder whose scenarios are listed; there may be none at this path yet.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of the scenario in a file that is listed and can be read; it may be empty.
    pub fn name_of(&self, path: &Path) -> Option<&str> {
        let entry = self.entries.iter().find(|entry| entry.path == path)?;
        Some(&entry.summary.as_ref().ok()?.name)
    }

    /// Keeps the scenarios of these files ready, as far as they are listed and can be read.
    pub fn keep(&mut self, compared: &[ScenarioRef], read: Reader) {
        let is_kept_for = |(revision, kept): &(u64, Vec<ScenarioRef>)| {
            *revision == self.revision && kept == compared
        };
        if self.kept_for.as_ref().is_some_and(is_kept_for) {
            return;
        }
        self.kept_for = Some((self.revision, compared.to_vec()));
        let before = std::mem::take(&mut self.kept);
        let files = compared.iter().filter_map(|reference| match reference {
            ScenarioRef::File(path) => Some(path),
            ScenarioRef::Example(_) => None,
        });
        let kept = files.filter_map(|path| {
            let entry = self.entries.iter().find(|entry| entry.path == *path)?;
            let unchanged = before.iter().find(|(kept, _)| kept == entry);
            let scenario = match unchanged {
                Some((_, scenario)) => scenario.clone(),
                None => entry.summary.is_ok().then(|| read(path))??,
            };
            Some((entry.clone(), scenario))
        });
        self.kept = kept.collect();
    }

    /// The scenario of a file that is kept ready.
    pub fn scenario(&self, path: &Path) -> Option<&Scenario> {
        let (_, scenario) = self.kept.iter().find(|(entry, _)| entry.path == path)?;
        Some(scenario)
    }

    /// What is searched for.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Searches for this text.
    pub fn set_filter(&mut self, filter: String) {
        self.filter = filter;
        self.show_matches();
    }

    fn show_matches(&mut self) {
        let sought = self.sought();
        let items = self.items.iter().enumerate();
        let matches = items.filter(|(_, item)| item.sought.contains(&sought));
        self.shown = matches.map(|(place, _)| place).collect();
    }

    /// Takes another folder; what it holds is to be listed.
    pub fn set_folder(&mut self, folder: PathBuf) {
        self.folder = folder;
        self.was_there = false;
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
            time: FIRST_ROUND * 4_u32.saturating_pow(self.round).min(MOST_ROUNDS),
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
                if listing.is_new {
                    self.revision += 1;
                    self.entries = listing.entries;
                    self.items = listing.items;
                    self.places = listing.places;
                    self.show_recommendations();
                    self.show_matches();
                }
                self.was_there |= listing.is_there;
                let is_gone = self.was_there && !listing.is_there;
                self.problem = is_gone.then(|| {
                    let folder = self.folder.display();
                    format!("{folder}: the folder isn’t there any more")
                });
                self.round = if listing.is_complete {
                    0
                } else {
                    self.round + 1
                };
                self.list_again |= !listing.is_complete;
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

    /// The files that pass the filter.
    pub(super) fn files_that_match(&self) -> impl ExactSizeIterator<Item = &Item> {
        self.shown.iter().map(|place| &self.items[*place])
    }

    /// The examples that pass the filter.
    pub(super) fn examples_that_match(&self) -> impl Iterator<Item = &ExampleItem> {
        let examples = self.examples.iter();
        examples.filter(|item| self.matches(&item.title))
    }

    /// Whether the filter leaves nothing.
    pub(super) fn has_no_match(&self) -> bool {
        self.shown.is_empty() && self.examples_that_match().next().is_none()
    }

    /// Lets all recommendations be computed anew: other list prices are in use.
    pub fn forget_recommendations(&mut self) {
        self.recommendations = Recommendations::default();
    }

    /// Takes a recommendation that arrived, and starts the computation of the next one. `settings` are those that decide for scenarios that
    /// aren't open.
    pub fn poll_recommendations(
        &mut self,
        settings: &DecisionSettings,
        threads: &Threads,
        read: Reader,
        prices: CurrentPrices,
    ) -> Result<(), String> {
        if self.recommendations.is_due(self.revision, settings) {
            // Those that are seen first come first; the examples too, which are few.
            let entries = self.entries.iter();
            let stamps: HashMap<&Path, Stamp> =
                entries.map(|entry| (&*entry.path, entry.stamp)).collect();
            let (first, rest) = self.items.split_at(self.items.len().min(FIRST_FILES));
            let of_file = |item: &Item| {
                item.verdict.is_ok().then(|| Listed {
                    place: ScenarioRef::File(item.path.clone()),
                    stamp: stamps.get(&*item.path).copied(),
                })
            };
            let examples = self.examples.iter().map(|item| Listed {
                place: ScenarioRef::Example(item.example.name.to_owned()),
                stamp: None,
            });
            let first = first.iter().filter_map(of_file);
            let all = first.chain(examples).chain(rest.iter().filter_map(of_file));
            self.recommendations.refill(self.revision, settings, all);
        }
        if let Some(arrived) = self.recommendations.poll(threads, read, prices)? {
            self.show_recommendation(&arrived);
        }
        Ok(())
    }

    /// Puts the recommendation of a scenario into its row.
    fn show_recommendation(&mut self, place: &ScenarioRef) {
        let Some(known) = self.recommendations.get(place) else {
            return;
        };
        let verdict = match place {
            ScenarioRef::File(path) => {
                let item = self
                    .places
                    .get(path)
                    .and_then(|place| self.items.get_mut(*place));
                item.and_then(|item| item.verdict.as_mut().ok())
            }
            ScenarioRef::Example(name) => {
                let mut items = self.examples.iter_mut();
                let item = items.find(|item| item.example.name == name);
                item.map(|item| &mut item.verdict)
            }
        };
        if let Some(verdict) = verdict {
            verdict.clone_from(known);
        }
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
                let item = &self.items[*self.places.get(path)?];
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
        title.to_lowercase().contains(&self.sought())
    }

    /// The filter as titles are searched for it.
    fn sought(&self) -> String {
        self.filter.trim().to_lowercase()
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
    /// For how long files are read before what there is is shown.
    pub time: Duration,
}

/// What a listing found.
#[derive(Debug)]
pub struct Listing {
    entries: Vec<Entry>,
    items: Vec<Item>,
    places: HashMap<PathBuf, usize>,
    /// Whether it found something else than the one before.
    is_new: bool,
    is_complete: bool,
    is_there: bool,
}

impl Listing {
    /// The rows of what was found, before their recommendations are known. `before`: the entries of the last listing.
    pub fn new(found: Entries, before: &[Entry]) -> Self {
        let Entries {
            entries,
            is_complete,
            is_there,
        } = found;
        let mut items: Vec<Item> = entries.iter().map(Item::new).collect();
        items.sort_by(|a, b| a.sought.cmp(&b.sought));
        let places = items.iter().enumerate();
        Self {
            places: places
                .map(|(place, item)| (item.path.clone(), place))
                .collect(),
            is_new: entries != before,
            entries,
            items,
            is_complete,
            is_there,
        }
    }
}
