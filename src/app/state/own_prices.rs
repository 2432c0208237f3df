//! The dialog about the user's own price list: their entries, those of the catalog beside them, and what is typed into the fields of one.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::app::messages::action::{Choice, OwnPricesAction};
use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::own::fields::{EntryTexts, FieldProblem, FieldProblems};
use crate::evidence::own::{self, OwnChanges};

use super::searched::SearchedWords;

/// The dialog.
#[derive(Debug)]
pub struct OwnPricesDialog {
    /// The file; `None` if the system has no folder for it.
    pub file: Option<PathBuf>,
    /// Why the file can't be read, which leaves nothing to edit.
    pub problem: Option<String>,
    /// Why the last try to save failed.
    pub refused: Option<String>,
    /// What is searched for.
    pub filter: String,
    /// The entries that fit: the user's, then those of the catalog.
    pub rows: Vec<OwnPricesRow>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Whether it is asked what becomes of the changes, since the dialog is about to be left.
    pub asks_to_save: bool,
    /// Whether fields that have to be stated are shown as wrong: a try to save came too early.
    shows_missing: bool,
    bundled: Option<&'static Catalog>,
    today: Option<Date>,
    drafts: Vec<Draft>,
    /// The entry of the catalog that is chosen. It becomes one of the user's when something is typed.
    listed: Option<Draft>,
    deleted: Vec<String>,
}

/// An entry that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OwnPricesRow {
    /// One of the user's, by its place.
    Own(usize),
    /// One that comes with the program.
    Listed(&'static Model),
}

/// An entry with what is typed into its fields.
#[derive(Debug)]
pub struct Draft {
    /// What is typed.
    pub texts: EntryTexts,
    /// The entry that it is, or what is wrong.
    pub entry: Result<Model, FieldProblems>,
    /// Provider and name in the file; `None` if it isn't there yet.
    in_file: Option<String>,
    start: Model,
}

impl Draft {
    fn of(model: &Model, in_file: Option<String>) -> Self {
        Self {
            texts: EntryTexts::of(model),
            entry: Ok(model.clone()),
            in_file,
            start: model.clone(),
        }
    }

    /// An entry that states nothing yet.
    fn blank(today: Option<Date>) -> Self {
        let (start, texts) = (Model::blank(), EntryTexts::blank(today));
        Self {
            entry: texts.entry(&start),
            texts,
            in_file: None,
            start,
        }
    }

    fn read(&mut self) {
        self.entry = self.texts.entry(&self.start);
    }

    /// Its name as far as it is typed.
    pub fn name(&self) -> String {
        let name = format!("{} {}", self.texts.get(0).trim(), self.texts.get(1).trim());
        match name.trim() {
            "" => "New entry".to_owned(),
            name => name.to_owned(),
        }
    }

    /// What of it there are no fields for.
    pub fn beyond_fields(&self) -> Vec<String> {
        self.start.beyond_fields()
    }

    fn is_changed(&self) -> bool {
        self.in_file.is_none() || self.entry.as_ref() != Ok(&self.start)
    }
}

/// An entry that can't be saved as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsound {
    place: usize,
    /// Why, unless its fields say it.
    text: Option<String>,
}

impl OwnPricesDialog {
    /// A dialog about the price list of this text; `None` if there is none yet. The entry of a model that the scenario prompts with is chosen,
    /// if there is one.
    pub fn new(
        file: Option<PathBuf>,
        text: Result<Option<String>, String>,
        today: Option<Date>,
        prompted: &str,
    ) -> Self {
        let bundled = Catalog::bundled().ok();
        let models = text.and_then(|text| match (text, bundled) {
            (Some(text), Some(bundled)) => own::read(&text, bundled),
            _ => Ok(Vec::new()),
        });
        let (models, problem) = match models {
            Ok(models) => (models, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let drafts = models.iter();
        let mut dialog = Self {
            file,
            problem,
            refused: None,
            filter: String::new(),
            rows: Vec::new(),
            chosen: 0,
            asks_to_save: false,
            shows_missing: false,
            bundled,
            today,
            drafts: drafts
                .map(|model| Draft::of(model, Some(model.full_name())))
                .collect(),
            listed: None,
            deleted: Vec::new(),
        };
        dialog.fit();
        if dialog.drafts.is_empty() {
            let is_prompted = |row: &OwnPricesRow| matches!(row, OwnPricesRow::Listed(model) if model.model == prompted);
            dialog.choose(dialog.rows.iter().position(is_prompted).unwrap_or(0));
        }
        dialog
    }

    /// Whether entries can be edited.
    pub fn can_edit(&self) -> bool {
        self.bundled.is_some() && self.file.is_some() && self.problem.is_none()
    }

    /// How many entries of the user's there are.
    pub fn own_count(&self) -> usize {
        self.drafts.len()
    }

    /// One of the user's entries.
    pub fn own(&self, place: usize) -> Option<&Draft> {
        self.drafts.get(place)
    }

    /// The entry that is chosen.
    pub fn chosen(&self) -> Option<&Draft> {
        match self.rows.get(self.chosen)? {
            OwnPricesRow::Own(place) => self.drafts.get(*place),
            OwnPricesRow::Listed(_) => self.listed.as_ref(),
        }
    }

    /// What is wrong with an entry, as far as it is shown: nothing is missing as long as an entry is being made.
    pub fn problem_of<'a>(&self, draft: &'a Draft) -> Option<&'a FieldProblem> {
        self.shown_problems(draft).next()
    }

    /// Whether a field is shown as wrong.
    pub fn is_shown_wrong(&self, draft: &Draft, field: usize) -> bool {
        self.shown_problems(draft)
            .any(|problem| problem.field == field)
    }

    fn shown_problems<'a>(&self, draft: &'a Draft) -> impl Iterator<Item = &'a FieldProblem> {
        let problems = draft.entry.as_ref().err();
        let problems = problems.into_iter().flat_map(|problems| problems.iter());
        let shows_missing = self.shows_missing;
        problems.filter(move |problem| shows_missing || !problem.is_missing)
    }

    /// Whether the entry that is chosen is one of the user's.
    pub fn has_chosen_own(&self) -> bool {
        matches!(self.rows.get(self.chosen), Some(OwnPricesRow::Own(_)))
    }

    /// What a save would write, or which of the entries can't be.
    pub fn changes(&self) -> Result<OwnChanges, Unsound> {
        let mut changes = OwnChanges {
            deleted: self.deleted.clone(),
            ..OwnChanges::default()
        };
        for (place, draft) in self.drafts.iter().enumerate() {
            match &draft.entry {
                Err(_) => return Err(Unsound { place, text: None }),
                Ok(entry) => {
                    let names = self.drafts[..place].iter();
                    let mut names = names.filter_map(|draft| draft.entry.as_ref().ok());
                    if names.any(|other| other.full_name() == entry.full_name()) {
                        let text = format!("Another entry of yours is {} too", entry.full_name());
                        return Err(Unsound {
                            place,
                            text: Some(text),
                        });
                    }
                    if draft.is_changed() {
                        changes.kept.push((entry.clone(), draft.in_file.clone()));
                    }
                }
            }
        }
        Ok(changes)
    }

    /// Whether there is something that isn't saved.
    pub fn is_changed(&self) -> bool {
        !self.deleted.is_empty() || self.drafts.iter().any(Draft::is_changed)
    }

    /// Does what the user asked for.
    pub fn apply(&mut self, action: OwnPricesAction) {
        self.refused = None;
        match action {
            OwnPricesAction::Filter(text) => {
                self.filter = text;
                self.fit();
                self.choose(0);
            }
            OwnPricesAction::Choose(place) => self.choose(place),
            OwnPricesAction::Type(field, text) => self.change(|draft| draft.texts.set(field, text)),
            OwnPricesAction::LeaveOutBeyond => {
                self.change(|draft| draft.start.leave_out_beyond_fields());
            }
            OwnPricesAction::New => {
                self.drafts.push(Draft::blank(self.today));
                self.filter.clear();
                self.show_own(self.drafts.len() - 1);
            }
            OwnPricesAction::Delete => self.delete(),
        }
    }

    /// What a button means while the changes aren't saved; `true` if the dialog is left.
    pub fn leaves(&mut self, choice: Choice) -> bool {
        match choice {
            Choice::Cancel if self.asks_to_save => self.asks_to_save = false,
            Choice::Cancel if self.is_changed() => self.asks_to_save = true,
            Choice::Yes => self.asks_to_save = false,
            Choice::Cancel | Choice::No => return true,
        }
        false
    }

    /// Shows what can't be saved, and why.
    pub fn show_unsound(&mut self, unsound: Unsound) {
        self.shows_missing = true;
        self.refused = unsound.text;
        self.show_own(unsound.place);
    }

    /// Shows one of the user's entries.
    fn show_own(&mut self, place: usize) {
        self.fit();
        let is_shown = |row: &OwnPricesRow| *row == OwnPricesRow::Own(place);
        if !self.rows.iter().any(is_shown) {
            self.filter.clear();
            self.fit();
        }
        self.choose(self.rows.iter().position(is_shown).unwrap_or(0));
    }

    fn choose(&mut self, place: usize) {
        self.chosen = place;
        self.listed = match self.rows.get(place) {
            Some(OwnPricesRow::Listed(model)) => Some(Draft::of(model, None)),
            _ => None,
        };
    }

    /// Changes the entry that is chosen. One of the catalog becomes one of the user's.
    fn change(&mut self, change: impl FnOnce(&mut Draft)) {
        if let Some(mut listed) = self.listed.take() {
            listed.texts.enter_on(self.today);
            self.drafts.push(listed);
            self.show_own(self.drafts.len() - 1);
        }
        let row = self.rows.get(self.chosen).copied();
        if let Some(OwnPricesRow::Own(place)) = row
            && let Some(draft) = self.drafts.get_mut(place)
        {
            change(draft);
            draft.read();
        }
    }

    /// Deletes the entry that is chosen, if it is one of the user's. The file keeps it until it is saved.
    fn delete(&mut self) {
        let Some(OwnPricesRow::Own(place)) = self.rows.get(self.chosen).copied() else {
            return;
        };
        let draft = self.drafts.remove(place);
        let model = draft.start.full_name();
        self.deleted.extend(draft.in_file);
        self.fit();
        // What the catalog has in its place is seen at once.
        let is_listed = |row: &OwnPricesRow| matches!(row, OwnPricesRow::Listed(listed) if listed.full_name() == model);
        let place = self.rows.iter().position(is_listed);
        self.choose(place.unwrap_or(self.chosen.min(self.rows.len().saturating_sub(1))));
    }

    /// Looks for the entries that fit what is searched for: each word stands in the provider or the name.
    fn fit(&mut self) {
        let words = SearchedWords::of(&self.filter);
        let fits = |name: String| words.stand_in(&name);
        let own = self.drafts.iter().enumerate();
        let own = own.filter(|(_, draft)| fits(draft.name()));
        let mut rows: Vec<_> = own.map(|(place, _)| OwnPricesRow::Own(place)).collect();
        let is_own = |model: &&Model| {
            let name = model.full_name();
            let mut drafts = self.drafts.iter();
            drafts.any(|draft| draft.start.full_name() == name || draft.name() == name)
        };
        let listed = self.bundled.map_or(&[][..], |catalog| &catalog.models);
        let listed = listed
            .iter()
            .filter(|model| fits(model.full_name()) && !is_own(model));
        rows.extend(listed.map(OwnPricesRow::Listed));
        self.rows = rows;
    }
}
