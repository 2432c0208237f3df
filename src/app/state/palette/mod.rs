//! The palette (Ctrl+K): everything that the window can lead to, found by typing a part of its name.
//!
//! - [`entry`]: what it leads to; [`fuzzy`]: how well a name fits what is typed

pub mod entry;
pub mod fuzzy;

use crate::evidence::catalog::Model;

use entry::{Entry, Target};
use fuzzy::Query;

/// So many targets that were chosen last come first while nothing is typed.
const MAX_RECENT: usize = 6;

/// The palette while it is open.
#[derive(Debug)]
pub struct CommandPalette {
    /// As typed.
    pub text: String,
    /// The place among those found that Enter chooses.
    pub highlighted: usize,
    /// The model that is asked about: which approach it is for.
    pub asked: Option<&'static Model>,
    entries: Vec<Entry>,
    /// Places in `entries`, the best first. Ranked only when the text changes.
    found: Vec<usize>,
}

impl CommandPalette {
    /// A palette of these entries, those that were chosen last first.
    pub fn new(mut entries: Vec<Entry>, recent: &[Target]) -> Self {
        let place = |entry: &Entry| recent.iter().position(|target| *target == entry.target);
        // The sort is stable: all others stay in their order.
        entries.sort_by_key(|entry| place(entry).unwrap_or(recent.len()));
        Self::of(entries, None)
    }

    fn of(entries: Vec<Entry>, asked: Option<&'static Model>) -> Self {
        Self {
            text: String::new(),
            highlighted: 0,
            asked,
            found: (0..entries.len()).collect(),
            entries,
        }
    }

    /// The question which approach a model is for.
    pub fn about_model(model: &'static Model) -> Self {
        Self::of(entry::approaches_of(model), Some(model))
    }

    /// How many entries fit what is typed.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The entry at a place among those that fit.
    pub fn get(&self, place: usize) -> Option<&Entry> {
        self.entries.get(*self.found.get(place)?)
    }

    /// Looks for another text.
    pub fn search(&mut self, text: String) {
        let query = Query::new(&text);
        let scored = self.entries.iter().enumerate();
        let mut scored: Vec<(i32, usize)> = scored
            .filter_map(|(place, entry)| Some((entry.score(&query)?, place)))
            .collect();
        // Those that fit equally well stay in the order of the entries.
        if !query.is_empty() {
            scored.sort_by_key(|(score, place)| (-score, *place));
        }
        self.found = scored.into_iter().map(|(_, place)| place).collect();
        self.highlighted = 0;
        self.text = text;
    }
}

/// Remembers what was chosen: it comes first the next time.
pub fn remember(recent: &mut Vec<Target>, target: Target) {
    recent.retain(|other| *other != target);
    recent.insert(0, target);
    recent.truncate(MAX_RECENT);
}
