//! The open scenario and the history of its edits.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::files::embedded::Decided;
use crate::files::error::StoreError;
use crate::files::link::{self, OnDisk, modified};
use crate::files::store::{self, Opened};
use crate::scenario::Scenario;
use crate::scenario::inputs::{Input, InputError, Kind, Value};

/// How many steps can be undone.
const LONGEST_HISTORY: usize = 300;

/// What an input's source becomes when its value is changed by hand.
pub const TYPED_BY_HAND: &str = "typed by hand";

/// The open scenario.
#[derive(Debug)]
pub struct Document {
    scenario: Scenario,
    /// Its file, if it has one yet.
    pub path: Option<PathBuf>,
    /// The file without links, by which it is known again under another path.
    pub resolved: Option<PathBuf>,
    /// What the report was made with out of which it was opened.
    pub report: Option<Box<Decided>>,
    /// When the file was last changed by us, to notice when somebody else did.
    pub modified: Option<SystemTime>,
    /// As it was opened or saved last; `None` where no file holds it any more.
    saved: Option<Scenario>,
    history: History,
}

/// A state before an edit, and the edit's name.
#[derive(Debug, Clone)]
struct Step {
    label: String,
    scenario: Scenario,
}

/// Undo and redo. Edits of one input in one gesture (a drag, a field being typed in) are one step.
#[derive(Debug, Default)]
struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The gesture that is still going on.
    open: Option<Gesture>,
}

/// Edits that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gesture {
    /// Of an input's value, by its path.
    Value(&'static str),
    /// Of an input's source.
    Source(&'static str),
}

impl Document {
    /// A scenario that has no file yet.
    pub fn untitled(scenario: Scenario) -> Self {
        Self {
            saved: Some(scenario.clone()),
            scenario,
            path: None,
            resolved: None,
            report: None,
            modified: None,
            history: History::default(),
        }
    }

    /// A scenario that was worked out and is saved nowhere yet.
    pub fn unsaved(scenario: Scenario) -> Self {
        Self {
            saved: None,
            ..Self::untitled(scenario)
        }
    }

    /// Reads a scenario from its file, or from a report, of which it gets no file.
    pub fn open(path: PathBuf) -> Result<Self, StoreError> {
        // The stamp first: what is written in between then counts as changed by somebody else.
        let modified = modified(&path);
        let Opened { scenario, report } = store::open(&path)?;
        // A report is read, and never written over.
        if report.is_some() {
            return Ok(Self {
                report,
                ..Self::unsaved(scenario)
            });
        }
        Ok(Self {
            modified,
            resolved: path.canonicalize().ok(),
            path: Some(path),
            ..Self::untitled(scenario)
        })
    }

    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Whether something would be lost if it were closed.
    pub fn is_dirty(&self) -> bool {
        self.saved.as_ref() != Some(&self.scenario)
    }

    /// What has become of the file since it was read or saved.
    pub fn on_disk(&self) -> OnDisk {
        link::on_disk(self.path.as_deref(), self.modified)
    }

    /// Notes that the file was touched, but holds what it held.
    pub fn mark_seen(&mut self) {
        self.modified = self.path.as_deref().and_then(modified);
    }

    /// Notes that `scenario` is now what the file at `path` holds.
    pub fn mark_saved(&mut self, path: PathBuf, scenario: Scenario) {
        self.modified = modified(&path);
        self.resolved = path.canonicalize().ok();
        self.path = Some(path);
        self.saved = Some(scenario);
    }

    /// Notes that its file is gone: what is open is the only copy.
    pub fn mark_unsaved(&mut self) {
        self.path = None;
        self.resolved = None;
        self.modified = None;
        self.saved = None;
    }

    /// Notes that its file has another name, and the scenario in it too.
    pub fn mark_renamed(&mut self, path: PathBuf, name: &str) {
        name.clone_into(&mut self.scenario.name);
        if let Some(saved) = &mut self.saved {
            name.clone_into(&mut saved.name);
        }
        self.modified = modified(&path);
        self.resolved = path.canonicalize().ok();
        self.path = Some(path);
    }

    /// Changes an input; one step with the edits before it in the same gesture. On error nothing changed.
    pub fn edit(&mut self, input: &'static Input, value: Value) -> Result<(), InputError> {
        let mut changed = self.scenario.clone();
        input.set(&mut changed, value)?;
        if changed == self.scenario {
            return Ok(());
        }
        // A source of the value before says nothing of this one, and a price should say where it comes from.
        if changed.sources.contains_key(input.path) || is_price(input) {
            changed
                .sources
                .insert(input.path.to_owned(), TYPED_BY_HAND.to_owned());
        }
        self.take(changed, Gesture::Value(input.path), input.full_label());
        Ok(())
    }

    /// Puts an input back to its default, which needs no source.
    pub fn reset(&mut self, input: &'static Input) -> Result<(), InputError> {
        let mut changed = self.scenario.clone();
        input.set(&mut changed, input.default_value())?;
        changed.sources.remove(input.path);
        if changed != self.scenario {
            self.take(changed, Gesture::Value(input.path), input.full_label());
        }
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
            self.take(changed, Gesture::Source(input.path), label);
        }
    }

    /// Takes a changed scenario, as part of the gesture if that is still going on.
    fn take(&mut self, changed: Scenario, gesture: Gesture, label: String) {
        if self.history.open != Some(gesture) {
            self.remember(label);
            self.history.open = Some(gesture);
        }
        self.scenario = changed;
    }

    /// Changes anything, as one step.
    pub fn replace(&mut self, label: &str, scenario: Scenario) {
        if scenario != self.scenario {
            self.remember(label.to_owned());
            self.history.open = None;
            self.scenario = scenario;
        }
    }

    /// Ends the gesture that is going on: the next edit is a step of its own. One that came to nothing is no step.
    pub fn end_gesture(&mut self) {
        if self.history.open.take().is_some()
            && self
                .history
                .undo
                .last()
                .is_some_and(|step| step.scenario == self.scenario)
        {
            self.history.undo.pop();
        }
    }

    /// Puts the input back to what it was before the gesture that is going on, which goes on.
    pub fn rewind_gesture(&mut self, input: &Input) {
        if self.history.open == Some(Gesture::Value(input.path))
            && let Some(step) = self.history.undo.last()
        {
            self.scenario = step.scenario.clone();
        }
    }

    /// Takes back the gesture that is going on, if it is of this input.
    pub fn cancel_gesture(&mut self, input: &Input) {
        self.rewind_gesture(input);
        self.end_gesture();
    }

    fn remember(&mut self, label: String) {
        self.history.redo.clear();
        self.history.undo.push(Step {
            label,
            scenario: self.scenario.clone(),
        });
        if self.history.undo.len() > LONGEST_HISTORY {
            self.history.undo.remove(0);
        }
    }

    /// The name of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo.last().map(|step| step.label.as_str())
    }

    /// The name of the step that redo would bring back.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo.last().map(|step| step.label.as_str())
    }

    /// Takes back the last step.
    pub fn undo(&mut self) {
        if let Some(step) = self.history.undo.pop() {
            let now = std::mem::replace(&mut self.scenario, step.scenario);
            self.history.redo.push(Step {
                label: step.label,
                scenario: now,
            });
        }
        self.history.open = None;
    }

    /// Brings back the step that was taken back last.
    pub fn redo(&mut self) {
        if let Some(step) = self.history.redo.pop() {
            let now = std::mem::replace(&mut self.scenario, step.scenario);
            self.history.undo.push(Step {
                label: step.label,
                scenario: now,
            });
        }
        self.history.open = None;
    }
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
        let value = Value::Estimate(crate::scenario::Estimate::Exactly(number));
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
