//! Undo and redo of the open scenario's edits.

use std::sync::Arc;

use crate::files::journal::Step;
use crate::scenario::Scenario;

/// How many steps can be undone.
const MAX_STEPS: usize = 300;

/// Undo and redo. Edits of one input in one gesture (a drag, a field being typed in) are one step.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The gesture that is still going on.
    gesture: Option<Gesture>,
}

/// Edits that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// Edits of an input's value, by its path.
    Value(&'static str),
    /// Edits of an input's source, by its path.
    Source(&'static str),
}

impl History {
    /// The history of a document that was recovered.
    pub fn new(undo: Vec<Step>, redo: Vec<Step>) -> Self {
        Self {
            undo,
            redo,
            gesture: None,
        }
    }

    /// The steps that can be undone, and those that can be redone, each with the one next to the scenario at its end.
    pub fn steps(&self) -> (&[Step], &[Step]) {
        (&self.undo, &self.redo)
    }

    /// Notes that `before` is about to change, as part of the gesture if that is still going on.
    pub fn edit(&mut self, gesture: Gesture, label: String, before: &Scenario) {
        if self.gesture != Some(gesture) {
            self.step(label, before);
            self.gesture = Some(gesture);
        }
    }

    /// Notes that `before` is about to change, in one step.
    pub fn step(&mut self, label: String, before: &Scenario) {
        self.gesture = None;
        self.redo.clear();
        self.undo.push(Step {
            label: label.into(),
            scenario: Arc::new(before.clone()),
        });
        if self.undo.len() > MAX_STEPS {
            self.undo.remove(0);
        }
    }

    /// Ends the gesture that is going on: the next edit is a step of its own. A gesture that changed nothing in the end is no step.
    pub fn end_gesture(&mut self, now: &Scenario) {
        let changed_nothing = |step: &Step| *step.scenario == *now;
        if self.gesture.take().is_some() && self.undo.last().is_some_and(changed_nothing) {
            self.undo.pop();
        }
    }

    /// Ends the gesture that is going on if it is of this input.
    pub fn end_gesture_of(&mut self, path: &str, now: &Scenario) {
        let of_it = |gesture: Gesture| match gesture {
            Gesture::Value(edited) | Gesture::Source(edited) => edited == path,
        };
        if self.gesture.is_some_and(of_it) {
            self.end_gesture(now);
        }
    }

    /// The scenario before the gesture that is going on, if it is this one.
    pub fn before(&self, gesture: Gesture) -> Option<&Scenario> {
        if self.gesture != Some(gesture) {
            return None;
        }
        self.undo.last().map(|step| &*step.scenario)
    }

    /// The name of the step that undo takes back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| &*step.label)
    }

    /// The name of the step that redo brings back.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| &*step.label)
    }

    /// Takes the last step back.
    pub fn undo(&mut self, scenario: &mut Scenario) {
        Self::swap(&mut self.undo, &mut self.redo, scenario);
        self.gesture = None;
    }

    /// Brings back the step that was taken back last.
    pub fn redo(&mut self, scenario: &mut Scenario) {
        Self::swap(&mut self.redo, &mut self.undo, scenario);
        self.gesture = None;
    }

    /// Renames the scenario in every step, so that none brings an old name back. A step that changed nothing but the name is none any more.
    pub fn rename(&mut self, name: &str, now: &Scenario) {
        for steps in [&mut self.undo, &mut self.redo] {
            for step in &mut *steps {
                Arc::make_mut(&mut step.scenario).rename(name);
            }
            // The steps end with the one next to the scenario as it is now.
            let mut next = now;
            let changes: Vec<bool> = (steps.iter().rev())
                .map(|step| std::mem::replace(&mut next, &step.scenario) != &*step.scenario)
                .collect();
            let mut changes = changes.into_iter().rev();
            steps.retain(|_| changes.next().unwrap_or(true));
        }
        self.gesture = None;
    }

    fn swap(from: &mut Vec<Step>, to: &mut Vec<Step>, scenario: &mut Scenario) {
        if let Some(step) = from.pop() {
            let now = std::mem::replace(scenario, Arc::unwrap_or_clone(step.scenario));
            to.push(Step {
                label: step.label,
                scenario: Arc::new(now),
            });
        }
    }
}
