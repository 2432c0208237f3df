//! A usage export in the dialog about the user's own material: which models and months count, and what would be filled in.

use std::path::PathBuf;

use crate::app::messages::action::UsageChoice;
use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::remarks::Remark;
use crate::evidence::usage::filling::{UsageFilling, listed};
use crate::evidence::usage::{Amounts, Mapping, Preview, UsageExport, UsageMonth, UsageSummary};
use crate::scenario::Scenario;
use crate::scenario::inputs::{Difference, InputError, differences};

use super::reading::Reading;

/// A usage export, and how far it is read.
#[derive(Debug)]
pub struct UsageMaterial {
    /// Where it is: with other columns it is read again.
    pub path: PathBuf,
    /// How far it is read.
    pub reading: Reading<UsageFound>,
    /// The columns of a table that tells too little by itself.
    pub columns: Option<ChosenColumns>,
}

/// The columns of a table, named by hand.
#[derive(Debug, Clone)]
pub struct ChosenColumns {
    /// The first rows.
    pub preview: Preview,
    /// Which column states what.
    pub mapping: Mapping,
}

impl ChosenColumns {
    /// What the names of the columns suggest.
    pub fn guess(preview: Preview) -> Self {
        Self {
            mapping: Mapping::guess(&preview.header),
            preview,
        }
    }
}

/// What a reading ended with.
#[derive(Debug)]
pub enum UsageRead {
    /// It is an export.
    Export(UsageExport),
    /// It needs a word from the user, for this reason. The mapping is that of before, if there was one.
    Columns(ChosenColumns, String),
}

/// A model of the export.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedModel {
    /// Its name as it stands in the export; empty if the export states none.
    pub name: String,
    /// What it was used for.
    pub amounts: Amounts,
    /// Whether it counts.
    pub is_chosen: bool,
}

/// What is found in a usage export, and what of it the user chose.
#[derive(Debug)]
pub struct UsageFound {
    /// The export.
    pub export: UsageExport,
    /// Its models, the most used first.
    pub models: Vec<UsedModel>,
    /// The months in which the chosen models were used, each with whether it counts.
    pub months: Vec<(UsageMonth, bool)>,
    /// The queries of the chosen months together as the user states them, for an export that states none.
    pub queries: Option<f64>,
    /// Tokens of a query that are the system prompt.
    pub prompt_tokens: Option<f64>,
    /// The catalog in use.
    catalog: Option<&'static Catalog>,
    /// The model of the catalog that the chosen one is, if it is one.
    pub listed: Option<&'static Model>,
    /// Whether its prices are filled in too.
    pub takes_prices: bool,
    /// What the chosen models and months say.
    pub summary: UsageSummary,
    /// What filling in would change.
    pub changes: Vec<Difference>,
    /// What the user should know of it, or why it can't be filled in.
    pub remarks: Result<Vec<Remark>, String>,
}

impl UsageFound {
    /// What an export holds for this scenario: of all models that answer, and all complete months.
    pub fn new(
        export: UsageExport,
        scenario: &Scenario,
        name: &str,
        catalog: Option<&'static Catalog>,
    ) -> Self {
        let answering = export.answering_models();
        let models = export.models();
        let models: Vec<UsedModel> = models
            .into_iter()
            .map(|(model, amounts)| UsedModel {
                name: model.to_owned(),
                amounts,
                is_chosen: answering.contains(&model),
            })
            .collect();
        let summary = UsageSummary::of(&export, &[], &[]);
        let mut found = Self {
            export,
            models,
            months: Vec::new(),
            queries: None,
            prompt_tokens: None,
            catalog,
            listed: None,
            takes_prices: true,
            summary,
            changes: Vec::new(),
            remarks: Ok(Vec::new()),
        };
        found.choose_usual_months();
        found.refresh(scenario, name);
        found
    }

    /// The names of the models that count.
    pub fn chosen_models(&self) -> Vec<&str> {
        let chosen = self.models.iter().filter(|model| model.is_chosen);
        chosen.map(|model| model.name.as_str()).collect()
    }

    /// Takes a choice of the user's.
    pub fn choose(&mut self, choice: UsageChoice, scenario: &Scenario, name: &str) {
        match choice {
            UsageChoice::Model(place, on) => {
                if let Some(model) = self.models.get_mut(place) {
                    model.is_chosen = on;
                }
                self.prompt_tokens = None;
                self.choose_usual_months();
            }
            UsageChoice::Month(place, on) => {
                if let Some((_, is_chosen)) = self.months.get_mut(place) {
                    *is_chosen = on;
                }
            }
            UsageChoice::Queries(queries) => {
                self.queries = Some(queries).filter(|queries| *queries > 0.0);
                self.prompt_tokens = None;
            }
            UsageChoice::PromptTokens(tokens) => self.prompt_tokens = Some(tokens),
            UsageChoice::Prices(on) => self.takes_prices = on,
        }
        self.refresh(scenario, name);
    }

    /// Whether there is something to fill in.
    pub fn is_ready(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Fills it in. Returns what the user should know.
    pub fn fill(&self, scenario: &mut Scenario, name: &str) -> Result<Vec<Remark>, InputError> {
        let chosen = self.chosen_models();
        let used_model = match chosen.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let filling = UsageFilling {
            summary: &self.summary,
            name,
            prompt_tokens: self.prompt_tokens,
            used_model,
            model: self.listed.filter(|_| self.takes_prices),
            catalog: self.catalog,
        };
        filling.fill(scenario)
    }

    /// The months of the chosen models: the complete ones count, or all if none is complete.
    fn choose_usual_months(&mut self) {
        let chosen = self.chosen_models();
        // No name would stand for all models.
        let months = if chosen.is_empty() {
            Vec::new()
        } else {
            self.export.months(&chosen)
        };
        let any_complete = months.iter().any(|month| month.complete);
        let months = months.into_iter().map(|month| {
            let counts = month.complete || !any_complete;
            (month, counts)
        });
        self.months = months.collect();
    }

    /// Works out what the choices say, and what they would change.
    fn refresh(&mut self, scenario: &Scenario, name: &str) {
        let chosen: Vec<&str> = (self.models.iter())
            .filter(|model| model.is_chosen)
            .map(|model| model.name.as_str())
            .collect();
        let counting = self.months.iter().filter(|(_, counts)| *counts);
        let months: Vec<&str> = counting.map(|(month, _)| month.month.as_str()).collect();
        self.listed = match chosen.as_slice() {
            [only] => self
                .catalog
                .and_then(|catalog| listed(catalog, only, self.export.form)),
            // Several models have no price in common.
            _ => None,
        };
        self.changes.clear();
        self.remarks = Ok(Vec::new());
        if chosen.is_empty() || months.is_empty() {
            return;
        }
        self.summary = UsageSummary::of(&self.export, &chosen, &months);
        if let Some(queries) = self.queries.filter(|_| self.states_no_queries()) {
            self.summary = self.summary.clone().with_queries(queries);
        }
        if self.prompt_tokens.is_none() {
            self.prompt_tokens = self.summary.prompt_tokens(scenario);
        }
        let mut filled = scenario.clone();
        self.remarks = self
            .fill(&mut filled, name)
            .map_err(|error| error.to_string());
        self.changes = differences(scenario, &filled);
    }

    /// Whether the user has to say how many queries there were.
    pub fn states_no_queries(&self) -> bool {
        let mut chosen = self.models.iter().filter(|model| model.is_chosen);
        chosen.all(|model| model.amounts.queries.is_none())
    }
}
