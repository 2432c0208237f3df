//! The rows of the list from which a model is picked: the texts of its columns, and what retires last.

use crate::scenario::Scenario;
use crate::scenario::day_in_words;
use crate::scenario::retirement::month_of;

use super::catalog::{Catalog, Model, Tuning, amount};
use super::search::Search;

/// What the list says if no model fits what is searched for.
pub const NO_MATCH: &str = "No model matches. Type the name and prices by hand";

/// Where a model stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It serves to the end of the horizon, as far as is announced.
    Current,
    /// It is shut down within the horizon.
    Retiring,
    /// It is shut down before the first month.
    Retired,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The model.
    pub model: &'static Model,
    /// The name that people say.
    pub name: String,
    /// Provider and id: "Anthropic · claude-opus-5-5".
    pub id: String,
    /// The columns after the name, as [`headings`] has them; empty where nothing is listed.
    pub cells: Vec<String>,
    /// Where it stands.
    pub standing: Standing,
}

impl Row {
    fn new(model: &'static Model, scenario: &Scenario, tuned: bool) -> Self {
        Self {
            model,
            name: model.people_name(),
            id: format!("{} · {}", model.provider, model.model),
            cells: cells(model, scenario, tuned),
            standing: standing(model, scenario, tuned),
        }
    }

    /// All that the row says, for screen readers: "Claude Opus 5.5, Anthropic · claude-opus-5-5, input $4.00, …".
    pub fn in_words(&self, tuned: bool) -> String {
        let mut words = vec![self.name.clone(), self.id.clone()];
        let cells = headings(tuned).iter().zip(&self.cells);
        let stated = cells.filter(|(_, cell)| !cell.is_empty());
        words.extend(stated.map(|(heading, cell)| format!("{} {cell}", heading.to_lowercase())));
        words.join(", ")
    }
}

/// The headings of the columns after the name. Prices are per 1M tokens, but for hosting. The last column has the day of retirement.
pub fn headings(tuned: bool) -> &'static [&'static str] {
    if tuned {
        &[
            "Input", "Cached", "Output", "Training", "Hosting", "Retires",
        ]
    } else {
        &["Input", "Cached", "Output", "Retires"]
    }
}

fn cells(model: &Model, scenario: &Scenario, tuned: bool) -> Vec<String> {
    let tuning = model.tuning.as_ref().filter(|_| tuned);
    let price = tuning.map_or(model.price_in(scenario.start), |tuning| &tuning.price);
    let price = &price.base;
    let mut cells = vec![String::new(); 3];
    if !tuning.is_some_and(Tuning::is_billed_by_the_hour) {
        let cached = price.cached_input.map(|cached| amount(cached.base()));
        cells = vec![
            amount(price.input.base()),
            cached.unwrap_or_default(),
            amount(price.output.base()),
        ];
    }
    if let Some(tuning) = tuning {
        cells.push(tuning.training_in_words());
        cells.push(tuning.hosting().unwrap_or_default());
    }
    cells.push(model.retires(tuned).map(day_in_words).unwrap_or_default());
    cells
}

fn standing(model: &Model, scenario: &Scenario, tuned: bool) -> Standing {
    let months = model
        .retires(tuned)
        .and_then(month_of)
        .map(|month| month.months_since(scenario.start));
    match months {
        Some(..0) => Standing::Retired,
        Some(months) if months < scenario.horizon_months.whole() as i32 => Standing::Retiring,
        _ => Standing::Current,
    }
}

impl Catalog {
    /// The rows of the models that fit the text, or why there is none. Those that retire within the horizon come last, and those that are
    /// shut down before the first month after them.
    pub fn rows(
        &'static self,
        text: &str,
        scenario: &Scenario,
        tuned: bool,
    ) -> Result<Vec<Row>, String> {
        let found = self.search(text, tuned);
        if found == Search::Nothing {
            return Err(NO_MATCH.to_owned());
        }
        if let Some(why) = found.why_empty(text) {
            return Err(why);
        }
        let models = found.models().iter();
        let mut rows: Vec<_> = models
            .map(|model| Row::new(model, scenario, tuned))
            .collect();
        rows.sort_by_key(|row| row.standing);
        Ok(rows)
    }
}
