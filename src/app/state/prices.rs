//! A public price list in the dialog about the user's own material: which entry is filled in for which approach, and what that changes.

use std::collections::BTreeSet;

use crate::analysis::risk::layout::PREVIEW_DRAWS;
use crate::app::background::computed::Computed;
use crate::app::background::tasks::Threads;
use crate::app::messages::action::PriceChoice;
use crate::app::workspace::Workspace;
use crate::evidence::caching::model_of;
use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::price_lists::PriceList;
use crate::evidence::price_lists::compared;
use crate::evidence::price_lists::listed_model::ListedModel;
use crate::evidence::remarks::Remark;
use crate::scenario::Scenario;
use crate::scenario::inputs::{Difference, InputError, differences};
use crate::study::Study;

use super::reading::Reading;
use super::searched::SearchedWords;

/// A public price list, and how far it is read.
#[derive(Debug)]
pub struct PricesMaterial {
    /// How far it is read.
    pub reading: Reading<PricesFound>,
}

/// What a list has, and which entry the user chose.
#[derive(Debug)]
pub struct PricesFound {
    /// The list.
    pub list: PriceList,
    /// The day on which it was written, YYYY-MM-DD.
    pub read_on: String,
    /// The catalog in use when it was read.
    pub catalog: Option<&'static Catalog>,
    /// What is searched for.
    pub filter: String,
    /// Whether an entry for the fine-tuned model is chosen.
    pub tuned: bool,
    /// The places of the entries that fit.
    pub fitting: Vec<usize>,
    /// Which of these is chosen, if one is.
    pub chosen: Option<usize>,
    /// The places of doubtful entries that the user takes all the same.
    accepted: BTreeSet<usize>,
    /// The places of the entries that are selected, to be kept in the user's own price list.
    selected: BTreeSet<usize>,
    /// What was kept, or why it wasn't, in a sentence.
    pub kept: Option<Result<String, String>>,
    /// What filling it in would change; an error says why it can't be.
    pub effect: Result<Effect, String>,
    /// Counts the changes of what is chosen.
    revision: u64,
    /// What would be found with it, in a sentence.
    finding: Computed<u64, String>,
}

/// What filling in an entry would change.
#[derive(Debug)]
pub struct Effect {
    /// The entry as the catalog would have it.
    pub model: Box<Model>,
    /// The figures that the catalog has otherwise; `None` if it doesn't have the model.
    pub against_catalog: Option<Vec<compared::Difference>>,
    /// What would change in the scenario.
    pub changes: Vec<Difference>,
    /// The scenario with it.
    scenario: Scenario,
}

impl PricesFound {
    /// A list beside the open scenario: the entry of the model that it prompts with is chosen, if the list has it.
    pub fn new(list: PriceList, read_on: String, workspace: &Workspace) -> Self {
        let mut found = Self {
            list,
            read_on,
            catalog: workspace.prices.catalog,
            filter: String::new(),
            tuned: false,
            fitting: Vec::new(),
            chosen: None,
            accepted: BTreeSet::new(),
            selected: BTreeSet::new(),
            kept: None,
            effect: Err(String::new()),
            revision: 0,
            finding: Computed::default(),
        };
        found.fit();
        found.chosen = found.place_of_prompted(workspace);
        found.refresh(workspace);
        found
    }

    /// The entry that is chosen.
    pub fn entry(&self) -> Option<&ListedModel> {
        self.list.models.get(self.place_of_chosen()?)
    }

    /// Its place in the list.
    fn place_of_chosen(&self) -> Option<usize> {
        self.fitting.get(self.chosen?).copied()
    }

    /// Where the entry of the model that the scenario prompts with stands among those that fit: of its provider, else of any.
    fn place_of_prompted(&self, workspace: &Workspace) -> Option<usize> {
        let prompted = &workspace.scenario().prompting.serving;
        let catalog = self.catalog?;
        let known = model_of(Some(catalog), prompted);
        let position = |is_it: &dyn Fn(&ListedModel) -> bool| {
            let mut fitting = self.fitting.iter();
            fitting.position(|place| self.list.models.get(*place).is_some_and(is_it))
        };
        let of_provider =
            |listed: &ListedModel| known.is_some() && catalog.counterpart(listed) == known;
        position(&of_provider).or_else(|| position(&|listed| listed.model == prompted.model))
    }

    /// Takes a choice of the user's.
    pub fn choose(&mut self, choice: PriceChoice, workspace: &Workspace) {
        match choice {
            PriceChoice::Filter(text) => {
                self.filter = text;
                self.fit();
            }
            PriceChoice::Entry(place) => self.chosen = Some(place),
            PriceChoice::Tuned(tuned) => {
                self.tuned = tuned;
                self.fit();
            }
            PriceChoice::AcceptDoubt(accepts) => return self.accept(accepts),
            PriceChoice::Select(place, selects) => return self.select(place, selects),
            PriceChoice::SelectAll(selects) => return self.select_all(selects),
        }
        self.refresh(workspace);
    }

    /// Takes the chosen entry although it is doubtful, or not any more.
    fn accept(&mut self, accepts: bool) {
        if let Some(place) = self.place_of_chosen() {
            if accepts {
                self.accepted.insert(place);
            } else {
                self.accepted.remove(&place);
                self.selected.remove(&place);
            }
        }
    }

    fn select(&mut self, place: usize, selects: bool) {
        if let Some(place) = self.fitting.get(place).copied() {
            if selects && self.may_take(place) {
                self.selected.insert(place);
            } else {
                self.selected.remove(&place);
            }
        }
    }

    /// Selects all entries that fit and aren't doubtful, or none.
    fn select_all(&mut self, selects: bool) {
        self.selected.clear();
        if selects {
            let fitting = self.fitting.iter().copied();
            self.selected = fitting.filter(|place| self.may_take(*place)).collect();
        }
    }

    /// Whether an entry can be taken: it isn't doubtful, or the user takes it all the same.
    pub fn may_take(&self, place: usize) -> bool {
        self.accepted.contains(&place)
            || self
                .list
                .models
                .get(place)
                .is_some_and(ListedModel::is_sound)
    }

    /// Whether an entry is selected.
    pub fn is_selected(&self, place: usize) -> bool {
        self.selected.contains(&place)
    }

    /// How many are selected.
    pub fn selected_count(&self) -> usize {
        self.selected.len()
    }

    /// Whether the user takes the chosen entry although it is doubtful.
    pub fn accepts_doubt(&self) -> bool {
        let place = self.place_of_chosen();
        place.is_some_and(|place| self.accepted.contains(&place))
    }

    /// Whether there is something to keep in the user's own price list.
    pub fn can_keep(&self) -> bool {
        !self.selected.is_empty() || self.may_take_chosen() && self.effect.is_ok()
    }

    fn may_take_chosen(&self) -> bool {
        let place = self.place_of_chosen();
        place.is_some_and(|place| self.may_take(place))
    }

    /// The entries that are selected, or if none is the chosen one, as the catalog would have them. Those that can't be prices are left out, and
    /// counted.
    pub fn to_keep(&self) -> (Vec<Model>, usize) {
        let Some(catalog) = self.catalog else {
            return (Vec::new(), 0);
        };
        let chosen = self.place_of_chosen();
        let chosen = chosen.filter(|_| self.selected.is_empty() && self.may_take_chosen());
        let listed = self.selected.iter().copied().chain(chosen);
        let listed = listed.filter_map(|place| self.list.models.get(place));
        let entries: Vec<_> = listed
            .map(|listed| listed.as_catalog_entry(self.list.kind, &self.read_on, catalog))
            .collect();
        let left_out = entries.iter().filter(|entry| entry.is_err()).count();
        (entries.into_iter().flatten().collect(), left_out)
    }

    /// Other list prices are in use: what was compared with them is compared anew.
    pub fn compare_anew(&mut self, workspace: &Workspace) {
        self.catalog = workspace.prices.catalog;
        self.selected.clear();
        self.refresh(workspace);
    }

    /// Whether there is something to fill in.
    pub fn is_ready(&self) -> bool {
        self.may_take_chosen()
            && self
                .effect
                .as_ref()
                .is_ok_and(|effect| !effect.changes.is_empty())
    }

    /// Fills it in: what the user typed stays. Returns what the user should know.
    pub fn fill(&self, scenario: &mut Scenario) -> Result<Vec<Remark>, InputError> {
        match &self.effect {
            Ok(effect) => effect
                .model
                .fill_beside_own(scenario, self.tuned, self.catalog),
            Err(_) => Ok(Vec::new()),
        }
    }

    /// What would be found with it; `None` while that is worked out.
    pub fn finding(&self) -> Option<&str> {
        self.finding
            .get(&self.revision)
            .current()
            .map(String::as_str)
    }

    /// Works out what would be found with the entry that is chosen.
    pub fn poll(&mut self, workspace: &Workspace, threads: &Threads) -> Result<(), String> {
        const NAME: &str = "finding with other prices";
        let Ok(effect) = &self.effect else {
            return self.finding.receive(NAME);
        };
        self.finding.poll(threads, NAME, &self.revision, || {
            let scenario = effect.scenario.clone();
            let (settings, prices) = (workspace.settings.knobs.clone(), workspace.prices);
            move || {
                let study = Study::new(&scenario, PREVIEW_DRAWS, &settings).with_prices(prices);
                Ok(Some(study.headline().sentence()))
            }
        })
    }

    /// Looks for the entries that fit what is searched for: each word stands in the provider or the name.
    fn fit(&mut self) {
        let words = SearchedWords::of(&self.filter);
        let fits = |model: &ListedModel| {
            let name = format!("{} {}", model.full_name(), model.id);
            model.tuned == self.tuned && words.stand_in(&name)
        };
        let models = self.list.models.iter().enumerate();
        self.fitting = models
            .filter(|(_, model)| fits(model))
            .map(|(place, _)| place)
            .collect();
        self.chosen = (!self.fitting.is_empty()).then_some(0);
    }

    /// Works out what filling in the chosen entry would change.
    fn refresh(&mut self, workspace: &Workspace) {
        self.revision += 1;
        self.effect = self.effect_on(workspace);
    }

    fn effect_on(&self, workspace: &Workspace) -> Result<Effect, String> {
        let listed = self.entry().ok_or("Choose a model")?;
        let catalog = self.catalog.ok_or("The price catalog can’t be read")?;
        let model = listed.as_catalog_entry(self.list.kind, &self.read_on, catalog)?;
        let known = catalog.counterpart(listed);
        let mut scenario = workspace.scenario().clone();
        model
            .fill_beside_own(&mut scenario, self.tuned, Some(catalog))
            .map_err(|error| error.to_string())?;
        Ok(Effect {
            against_catalog: known.map(|known| compared::differences(listed, known, &self.read_on)),
            changes: differences(workspace.scenario(), &scenario),
            model: Box::new(model),
            scenario,
        })
    }
}
