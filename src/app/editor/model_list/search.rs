//! What is searched for in the list of models, and what is found.

use std::sync::Arc;

use egui::{Id, Ui};

use crate::evidence::catalog::Catalog;
use crate::evidence::listing::Row;
use crate::scenario::{Month, Scenario};

/// What the list shows, from its opening to its closing.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// As typed.
    pub(super) text: String,
    /// The place in the list that Enter picks; `None` while nothing is typed and no arrow key was pressed.
    pub(super) highlighted: Option<usize>,
    /// The frame that showed it last.
    shown_in: u64,
    /// What was found, and for what.
    found: Option<(Asked, Found)>,
}

/// Text, first month, horizon and approach: what the rows depend on.
type Asked = (String, Month, u32, bool);
/// The rows, or why there is none.
pub(super) type Found = Arc<Result<Vec<Row>, String>>;

impl Search {
    /// Opens the list with a text that is searched for.
    pub fn start(ui: &Ui, id: Id, text: String) {
        let search = Self {
            highlighted: (!text.is_empty()).then_some(0),
            text,
            shown_in: ui.ctx().cumulative_frame_nr(),
            found: None,
        };
        ui.data_mut(|data| data.insert_temp(id, search));
    }

    /// What the list shows in this frame. A list that was just opened searches for nothing yet.
    pub(super) fn of_frame(ui: &Ui, id: Id) -> Self {
        let frame = ui.ctx().cumulative_frame_nr();
        let kept = ui.data_mut(|data| data.get_temp::<Self>(id));
        let mut search = kept
            .filter(|search| search.shown_in + 1 >= frame)
            .unwrap_or_default();
        search.shown_in = frame;
        search
    }

    pub(super) fn has_text(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// How many places there are: below the models stands what is typed, as a name of its own.
    pub(super) fn count(&self, found: &Found) -> usize {
        let models = found.as_ref().as_ref().map_or(0, Vec::len);
        models + usize::from(self.has_text())
    }

    /// What is found, looked up when the text changes.
    pub(super) fn found(
        &mut self,
        catalog: &'static Catalog,
        scenario: &Scenario,
        tuned: bool,
    ) -> Found {
        let horizon = scenario.horizon_months.whole();
        let key = (self.text.clone(), scenario.start, horizon, tuned);
        match &self.found {
            Some((of, found)) if *of == key => Arc::clone(found),
            _ => {
                let found = Arc::new(catalog.rows(&self.text, scenario, tuned));
                self.found = Some((key, Arc::clone(&found)));
                found
            }
        }
    }
}
