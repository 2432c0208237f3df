//! What the palette leads to.

use std::path::PathBuf;

use crate::analysis::approach::Approach;
use crate::app::messages::command::Command;
use crate::evidence::catalog::Model;
use crate::files::examples::Example;
use crate::scenario::inputs::Input;

use super::fuzzy::{Query, Words};

/// What an entry leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// Executes a command, on its tab if it belongs to one.
    Command(Command),
    /// Leads the editor to an input.
    Input(&'static Input),
    /// Opens a file of the library.
    File(PathBuf),
    /// Opens an example.
    Example(&'static Example),
    /// Asks which approach a model is for.
    Model(&'static Model),
    /// Picks a model for an approach.
    Pick(Approach, &'static Model),
}

/// A line of the palette.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it leads to.
    pub target: Target,
    /// Its name.
    pub name: String,
    /// What there is to know of it beside its name: an input's value, a scenario's verdict, a model's prices.
    pub detail: String,
    /// What kind of thing it is, in a word.
    pub kind: &'static str,
    in_name: Words,
    in_about: Words,
}

impl Entry {
    /// A line. `about` holds further words that it is found by.
    pub fn new(
        target: Target,
        kind: &'static str,
        name: String,
        detail: String,
        about: &str,
    ) -> Self {
        Self {
            in_name: Words::new(&name),
            in_about: Words::new(about),
            target,
            name,
            detail,
            kind,
        }
    }

    /// How well it fits, more is better; `None` if it doesn't.
    pub(super) fn score(&self, query: &Query) -> Option<i32> {
        query.score(&self.in_name, &self.in_about)
    }
}

/// The approaches that a model can be picked for.
pub(super) fn approaches_of(model: &'static Model) -> Vec<Entry> {
    let of = |approach: Approach| {
        let tuned = approach == Approach::FineTuning;
        let can_be = !tuned || model.tuning.is_some();
        can_be.then(|| {
            Entry::new(
                Target::Pick(approach, model),
                "Model",
                format!("{} with {}", approach.label(), model.people_name()),
                model.price_summary(tuned),
                "",
            )
        })
    };
    Approach::ALL.into_iter().filter_map(of).collect()
}
