//! The open scenario and the history of its edits.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use crate::files::edit::{edited, holds_comments};
use crate::files::embedded::ReportSettings;
use crate::files::examples::Example;
use crate::files::format::FormatError;
use crate::files::journal::Journal;
use crate::files::link::{FileLink, FileStatus};
use crate::files::settings::ScenarioRef;
use crate::scenario::Scenario;
use crate::scenario::inputs::{Input, InputError, Kind, TYPED_BY_HAND, Value};

use super::history::{Gesture, History};

/// The open scenario.
#[derive(Debug)]
pub struct Document {
    /// Tells it from all others.
    id: u64,
    /// Counts the changes of its file, and of what that is known to hold.
    file_revision: u64,
    scenario: Scenario,
    file: Option<FileLink>,
    /// The text that it was read from or saved in, whose comments and layout are kept.
    text: Option<Arc<str>>,
    /// The example that was opened. An example is never changed: an edit makes it an unsaved copy.
    example: Option<&'static Example>,
    /// The settings of the report that it was opened from.
    pub report: Option<Box<ReportSettings>>,
    /// What of these settings was left out, in words for the user.
    pub left_out: Vec<String>,
    /// What was corrected since the version of its file that changes its figures, a sentence each.
    pub corrections: Vec<&'static str>,
    /// As it was opened or saved last; `None` where no file holds it any more.
    saved: Option<Scenario>,
    /// Whether it is the unsaved work of an earlier window, not saved since.
    is_recovered: bool,
    history: History,
}

impl Document {
    /// A scenario that has no file yet.
    pub fn untitled(scenario: Scenario) -> Self {
        static LAST_ID: AtomicU64 = AtomicU64::new(0);
        Self {
            id: LAST_ID.fetch_add(1, Ordering::Relaxed) + 1,
            file_revision: 0,
            saved: Some(scenario.clone()),
            scenario,
            file: None,
            text: None,
            example: None,
            report: None,
            left_out: Vec::new(),
            corrections: Vec::new(),
            is_recovered: false,
            history: History::default(),
        }
    }

    /// A scenario that was computed and is saved nowhere yet.
    pub fn unsaved(scenario: Scenario) -> Self {
        Self {
            saved: None,
            ..Self::untitled(scenario)
        }
    }

    /// A scenario as its file holds it.
    pub fn saved(scenario: Scenario, file: FileLink, text: Option<Arc<str>>) -> Self {
        Self {
            file: Some(file),
            text,
            ..Self::untitled(scenario)
        }
    }

    /// A document with the unsaved work of a journal. `file` is its file, unless that is gone.
    pub fn recovered(journal: Journal, file: Option<FileLink>) -> Self {
        let saved = journal
            .saved
            .filter(|_| file.is_some() || journal.path.is_none());
        Self {
            file,
            text: journal.text,
            saved: saved.map(Arc::unwrap_or_clone),
            is_recovered: true,
            history: History::new(journal.undo, journal.redo),
            ..Self::untitled(Arc::unwrap_or_clone(journal.scenario))
        }
    }

    /// Its unsaved work as it is now, with what stands in fields and can't be taken.
    pub fn journal(&self, refused: Vec<(String, String)>) -> Journal {
        let (undo, redo) = self.history.steps();
        Journal {
            noted: SystemTime::now(),
            path: self.path().map(Path::to_owned),
            text: self.text.clone(),
            scenario: Arc::new(self.scenario.clone()),
            saved: self.saved.clone().map(Arc::new),
            undo: undo.to_vec(),
            redo: redo.to_vec(),
            refused,
        }
    }

    /// Whether it is the unsaved work of an earlier window, not saved since.
    pub fn is_recovered(&self) -> bool {
        self.is_recovered
    }

    /// Tells it from all others, whatever becomes of it.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Counts the changes of its file, and of what that is known to hold.
    pub fn file_revision(&self) -> u64 {
        self.file_revision
    }

    /// An example, to be looked at. Its text is that of a copy too, with its comments.
    pub fn example(example: &'static Example) -> Result<Self, FormatError> {
        Ok(Self {
            text: Some(example.text.into()),
            example: Some(example),
            ..Self::untitled(example.scenario()?)
        })
    }

    /// A copy of an example to begin with, which has no file yet.
    pub fn template(example: &'static Example) -> Result<Self, FormatError> {
        let mut scenario = example.scenario()?;
        let name = copy_name(&scenario);
        scenario.rename(&name);
        Ok(Self {
            text: Some(example.text.into()),
            ..Self::untitled(scenario)
        })
    }

    /// The example that is open and unchanged; `None` if something else is.
    pub fn open_example(&self) -> Option<&'static Example> {
        self.example
            .filter(|_| self.file.is_none() && !self.is_dirty())
    }

    /// Names an example that was changed as a copy, in the step that changed it. Returns whether it had the name of the example.
    pub fn name_as_copy(&mut self) -> bool {
        let is_changed = self.example.is_some() && self.file.is_none() && self.is_dirty();
        let saved = self.saved.as_ref().filter(|_| is_changed);
        let has_its_name = saved.is_some_and(|saved| saved.name == self.scenario.name);
        if has_its_name {
            let name = copy_name(&self.scenario);
            self.scenario.rename(&name);
        }
        has_its_name
    }

    /// The path of its file, if it has one yet.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(FileLink::path)
    }

    /// Its file, if it has one yet.
    pub fn file(&self) -> Option<&FileLink> {
        self.file.as_ref()
    }

    /// Whether it is the scenario that a reference names: that of its file, or without a file the example of its name, changed or not.
    pub fn is_at(&self, reference: &ScenarioRef) -> bool {
        match reference {
            ScenarioRef::File(path) => self.path() == Some(path),
            ScenarioRef::Example(name) => {
                let example = Example::find(name).and_then(|example| example.parse().ok());
                self.file.is_none()
                    && example.is_some_and(|example| example.name == self.scenario.name)
            }
        }
    }

    /// The scenario with its edits, saved or not.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Whether something would be lost if it were closed.
    pub fn is_dirty(&self) -> bool {
        self.saved.as_ref() != Some(&self.scenario)
    }

    /// The scenario's title, marked if something would be lost, "Support replies •", or if it is an example, "Example: Support replies".
    pub fn marked_title(&self) -> String {
        if self.open_example().is_some() {
            return format!("Example: {}", self.scenario.title());
        }
        let mark = if self.is_dirty() { " •" } else { "" };
        format!("{}{mark}", self.scenario.title())
    }

    /// What has become of the file since it was read or saved.
    pub fn file_status(&self) -> FileStatus {
        self.file
            .as_ref()
            .map_or(FileStatus::Unchanged, FileLink::file_status)
    }

    /// The same for sure: the file is read, as is due before it is replaced.
    pub fn read_status(&self) -> FileStatus {
        self.file
            .as_ref()
            .map_or(FileStatus::Unchanged, FileLink::read_status)
    }

    /// The text that it was read from or saved in; `None` if it has none yet.
    pub fn text(&self) -> Option<&Arc<str>> {
        self.text.as_ref()
    }

    /// The scenario as it was opened or saved last; `None` where no file holds it any more.
    pub fn saved_scenario(&self) -> Option<&Scenario> {
        self.saved.as_ref()
    }

    /// Whether a save would lose comments: there are some, and the text can't be edited.
    pub fn would_lose_comments(&self) -> bool {
        let text = self.text.as_deref();
        text.is_some_and(|text| holds_comments(text) && edited(text, &self.scenario).is_none())
    }

    /// Takes note of its file, which was read again. Returns whether no more has to be done: the file holds what is open or what was saved
    /// last, perhaps with other comments.
    pub fn mark_seen(&mut self, read: &Self) -> bool {
        let is_known = [Some(&self.scenario), self.saved.as_ref()].contains(&Some(&read.scenario));
        if is_known {
            self.rebase(read);
        }
        is_known
    }

    /// Notes what its file, which was read again, holds now. What is open stays.
    pub fn rebase(&mut self, read: &Self) {
        self.file_revision += 1;
        self.file.clone_from(&read.file);
        self.text.clone_from(&read.text);
        self.saved.clone_from(&read.saved);
    }

    /// Notes that `scenario` is now what the file at `path` holds, in this text.
    pub fn mark_saved(&mut self, path: PathBuf, scenario: Scenario, text: Arc<str>) {
        self.file_revision += 1;
        self.file = Some(FileLink::new(path, text.clone()));
        self.text = Some(text);
        self.saved = Some(scenario);
        self.is_recovered = false;
    }

    /// Notes that its file is gone: what is open is the only copy.
    pub fn mark_unsaved(&mut self) {
        self.file_revision += 1;
        self.file = None;
        self.saved = None;
    }

    /// Notes that its file was renamed, and the scenario in it too: `renamed` is what was read from there. No step brings the old name
    /// back.
    pub fn mark_renamed(&mut self, renamed: Self) {
        let name = &renamed.scenario.name;
        self.scenario.rename(name);
        self.history.rename(name, &self.scenario);
        self.file_revision += 1;
        self.file = renamed.file;
        self.text = renamed.text;
        self.saved = renamed.saved;
    }

    /// Changes an input; one step with the edits before it in the same gesture. On error nothing changed.
    pub fn edit(&mut self, input: &'static Input, value: Value) -> Result<(), InputError> {
        let mut changed = self.scenario.clone();
        input.set(&mut changed, value)?;
        if changed == self.scenario {
            return Ok(());
        }
        // The value from before the gesture may be back, and its source with it. Any other was typed: that is said of a price, and where the
        // value before had a source.
        let before = self.history.before(Gesture::Value(input.path));
        let before = before.unwrap_or(&self.scenario);
        let source = if input.value(&changed) == input.value(before) {
            before.sources.get(input.path).map(String::as_str)
        } else {
            (is_price(input) || input.source(before).is_some()).then_some(TYPED_BY_HAND)
        };
        if let Some(source) = source {
            let value = input.value(&changed);
            input.set_with_source(&mut changed, value, source)?;
        }
        self.commit(changed, Gesture::Value(input.path), input.full_label());
        Ok(())
    }

    /// Changes an input by what was typed into its field. Unlike [`Self::edit`] it notes that somebody stated the value, even if that is the
    /// default of an essential which nobody had stated.
    pub fn enter(&mut self, input: &'static Input, value: Value) -> Result<(), InputError> {
        let states_default = input.is_open(&self.scenario) && input.value(&self.scenario) == value;
        if !states_default {
            return self.edit(input, value);
        }
        self.edit_from(input, value, TYPED_BY_HAND)
    }

    /// Gives an input a value from this source, as part of the gesture if one of this input is going on. On error nothing changed.
    pub fn edit_from(
        &mut self,
        input: &'static Input,
        value: Value,
        source: &str,
    ) -> Result<(), InputError> {
        let mut changed = self.scenario.clone();
        input.set_with_source(&mut changed, value, source)?;
        if changed != self.scenario {
            self.commit(changed, Gesture::Value(input.path), input.full_label());
        }
        Ok(())
    }

    /// Puts an input back to its default without a source, as part of the gesture if one of this input is going on.
    pub fn clear(&mut self, input: &'static Input) -> Result<(), InputError> {
        let mut changed = self.scenario.clone();
        input.set(&mut changed, input.default_value())?;
        changed.sources.remove(input.path);
        if changed != self.scenario {
            self.commit(changed, Gesture::Value(input.path), input.full_label());
        }
        Ok(())
    }

    /// Gives another input a value from this source, in the same step as the gesture of `input` that is going on.
    pub fn carry_over(
        &mut self,
        input: &'static Input,
        other: &Input,
        value: Value,
        source: &str,
    ) -> Result<(), InputError> {
        let mut changed = self.scenario.clone();
        other.set_with_source(&mut changed, value, source)?;
        if changed != self.scenario {
            self.commit(changed, Gesture::Value(input.path), input.full_label());
        }
        Ok(())
    }

    /// Puts an input back to its default, which needs no source.
    pub fn reset(&mut self, input: &'static Input) -> Result<(), InputError> {
        self.clear(input)?;
        self.end_gesture();
        Ok(())
    }

    /// Says where an input's value comes from; an empty text says nothing.
    pub fn set_source(&mut self, input: &'static Input, source: String) {
        let mut changed = self.scenario.clone();
        if source.is_empty() {
            changed.sources.remove(input.path);
        } else {
            changed.sources.insert(input.path.to_owned(), source);
        }
        if changed != self.scenario {
            let label = format!("source of {}", input.full_label());
            self.commit(changed, Gesture::Source(input.path), label);
        }
    }

    /// Replaces the scenario by a changed one, as part of the gesture if that is still going on.
    fn commit(&mut self, changed: Scenario, gesture: Gesture, label: String) {
        self.history.edit(gesture, label, &self.scenario);
        self.scenario = changed;
    }

    /// Replaces the whole scenario, as one step.
    pub fn replace(&mut self, label: &str, scenario: Scenario) {
        if scenario != self.scenario {
            self.history.step(label.to_owned(), &self.scenario);
            self.scenario = scenario;
        }
    }

    /// Ends the gesture that is going on: the next edit is a step of its own. A gesture that changed nothing in the end is no step.
    pub fn end_gesture(&mut self) {
        self.history.end_gesture(&self.scenario);
    }

    /// Ends the gesture that is going on if it is of this input: the next edit of it is a step of its own.
    pub fn end_gesture_of(&mut self, input: &Input) {
        self.history.end_gesture_of(input.path, &self.scenario);
    }

    /// Puts the input back to what it was before the gesture that is going on, which goes on.
    pub fn rewind_gesture(&mut self, input: &Input) {
        if let Some(before) = self.history.before(Gesture::Value(input.path)) {
            self.scenario = before.clone();
        }
    }

    /// Takes back the gesture that is going on, if it is of this input.
    pub fn cancel_gesture(&mut self, input: &Input) {
        self.rewind_gesture(input);
        self.end_gesture_of(input);
    }

    /// The name of the step that undo takes back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// The name of the step that redo brings back.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Takes back the last step.
    pub fn undo(&mut self) {
        self.history.undo(&mut self.scenario);
    }

    /// Brings back the step that was taken back last.
    pub fn redo(&mut self) {
        self.history.redo(&mut self.scenario);
    }
}

/// The name of a copy of a scenario.
fn copy_name(scenario: &Scenario) -> String {
    format!("{} (copy)", scenario.title())
}

/// Whether the catalog may have filled the input in.
fn is_price(input: &Input) -> bool {
    input.path.contains(".price") && matches!(input.kind, Kind::Estimate { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::inputs;

    fn edit(document: &mut Document, path: &str, number: f64) {
        let input = inputs::find(path).unwrap();
        let value = Value::Estimate(crate::scenario::Estimate::Exact(number));
        document.edit(input, value).unwrap();
    }

    #[test]
    fn a_gesture_is_one_step() {
        let mut document = Document::untitled(Scenario::default());
        for queries in [1.0, 2.0, 3.0] {
            edit(&mut document, "workload.queries_per_month", queries);
        }
        document.end_gesture();
        edit(&mut document, "workload.queries_per_month", 4.0);
        document.undo();
        assert_eq!(document.scenario().workload.queries_per_month.base(), 3.0);
        document.undo();
        assert_eq!(*document.scenario(), Scenario::default());
        assert!(!document.is_dirty());
        document.redo();
        document.redo();
        assert_eq!(document.scenario().workload.queries_per_month.base(), 4.0);
        assert_eq!(document.redo_label(), None);
    }

    #[test]
    fn a_cancelled_gesture_leaves_no_trace() {
        let mut document = Document::untitled(Scenario::default());
        edit(&mut document, "workload.queries_per_month", 5.0);
        document.cancel_gesture(inputs::find("workload.queries_per_month").unwrap());
        assert_eq!(document.undo_label(), None);
        assert!(!document.is_dirty());
    }

    fn type_name(document: &mut Document, name: &str) {
        let value = Value::Text(name.to_owned());
        document.edit(inputs::find("name").unwrap(), value).unwrap();
        document.end_gesture();
    }

    #[test]
    fn renaming_leaves_no_old_name_in_the_history() {
        let mut document = Document::untitled(Scenario::default());
        edit(&mut document, "workload.queries_per_month", 5.0);
        type_name(&mut document, "typed");
        edit(&mut document, "workload.queries_per_month", 6.0);
        document.end_gesture();
        edit(&mut document, "workload.queries_per_month", 7.0);
        document.undo();
        let renamed = Scenario {
            name: "renamed".to_owned(),
            ..document.scenario().clone()
        };
        document.mark_renamed(Document::untitled(renamed));
        assert!(!document.is_dirty());
        let mut seen = Vec::new();
        document.redo();
        while document.undo_label().is_some() {
            let queries = document.scenario().workload.queries_per_month.base();
            seen.push((document.scenario().name.clone(), queries));
            document.undo();
        }
        // The step that typed a name is gone.
        assert_eq!(
            seen,
            [7.0, 6.0, 5.0].map(|queries| ("renamed".to_owned(), queries))
        );
        assert_eq!(document.scenario().name, "renamed");
    }

    #[test]
    fn comments_in_a_text_that_cannot_be_edited_would_be_lost() {
        let lost = |text: &str| {
            let file = FileLink::new("missing.ron".into(), "".into());
            let document = Document::saved(Scenario::default(), file, Some(text.into()));
            document.would_lose_comments()
        };
        assert!(lost("( // why it is so\n version: 1"));
        assert!(!lost("( // why it is so\n version: 1)"));
    }

    #[test]
    fn a_value_changed_by_hand_loses_its_source() {
        let mut scenario = Scenario::default();
        let path = "workload.queries_per_month";
        scenario
            .sources
            .insert(path.to_owned(), "usage export".to_owned());
        let mut document = Document::untitled(scenario);
        edit(&mut document, path, 7.0);
        assert_eq!(document.scenario().sources[path], TYPED_BY_HAND);
    }
}
