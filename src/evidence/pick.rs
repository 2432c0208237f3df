//! Picking a model of the catalog: its prices and their sources are filled into a scenario.
//!
//! What the user typed is replaced only if the caller says so: [`Model::replaces`] lists it, and [`Model::fill`] takes what is to be kept.
//!
//! ```
//! use breakeven::evidence::catalog::Catalog;
//! use breakeven::scenario::{Scenario, inputs};
//!
//! let mut scenario = Scenario::default();
//! let input = inputs::find("prompting.serving.price.input").expect("an input at this path");
//! input.set_exactly(&mut scenario, 1.8)?;
//!
//! let catalog = Catalog::bundled()?;
//! let model = &catalog.models[0];
//! let typed = model.replaces(&scenario, false, Some(catalog));
//! assert_eq!((typed[0].input, typed[0].typed.as_str()), (input, "$1.80 per 1M\u{a0}tokens"));
//! let keep: Vec<_> = typed.iter().map(|replaced| replaced.input).collect();
//! model.fill(&mut scenario, false, &keep)?;
//! assert_eq!(scenario.prompting.serving.model, model.model);
//! assert_eq!(scenario.prompting.serving.price.input.base(), 1.8);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::scenario::inputs::{self, INPUTS, Input, InputError, Kind, Value};
use crate::scenario::retirement::{FINE_TUNED, RETIRES, base_name, month_of};
use crate::scenario::{Estimate, Scenario};

use super::catalog::{Catalog, Model};
use super::remarks::Remark;

/// The price changes of the prompted model. No list has any for a fine-tuned one.
const PRICE_CHANGES: &str = "prompting.serving.price.steps";

/// A value of the user's that picking a model would replace.
#[derive(Debug, Clone, PartialEq)]
pub struct Replaced {
    /// The input. For a group that would be removed, the group.
    pub input: &'static Input,
    /// Its value, in words: "$1.80 per 1M tokens".
    pub typed: String,
    /// What it would become, in words: "$2.50 per 1M tokens", or "not set".
    pub listed: String,
}

/// What picking a model does to an input.
struct Filling {
    input: &'static Input,
    value: Value,
    /// Where the catalog has the value from. `None` if it has none: then the value is the default, in place of what another model's was.
    source: Option<String>,
}

impl Model {
    /// Fills in the prompted model with its prices, the TTL of its cache and their sources, in place of whatever is there.
    pub fn fill_prompting(&self, scenario: &mut Scenario) -> Result<Vec<Remark>, InputError> {
        self.fill(scenario, false, &[])
    }

    /// Fills in the fine-tuned model with its prices of tokens, training, hosting and storage, the life of its base model, and their sources, in
    /// place of whatever is there. Does nothing if the model can't be tuned.
    pub fn fill_fine_tuning(&self, scenario: &mut Scenario) -> Result<Vec<Remark>, InputError> {
        self.fill(scenario, true, &[])
    }

    /// The values of the user's that picking the model would replace by others: typed by hand, or stated with a source that is no price
    /// list. A value that `catalog` lists for the model that the scenario names now isn't the user's.
    pub fn replaces(
        &self,
        scenario: &Scenario,
        tuned: bool,
        catalog: Option<&Catalog>,
    ) -> Vec<Replaced> {
        let listed_now = listed_now(scenario, tuned, catalog);
        let is_own = |input: &&Input| {
            let value = input.value(scenario);
            let is_listed = |(other, listed): &(&Input, Value)| other == input && *listed == value;
            input.is_users_own(scenario) && !listed_now.iter().any(is_listed)
        };
        let replaced = self
            .fillings(scenario, tuned)
            .into_iter()
            .filter(|filling| {
                let Filling { input, value, .. } = filling;
                let differs = filling.source.is_some() && input.value(scenario) != *value;
                // Removing a group removes all that was typed into it.
                let removed = INPUTS.iter().filter(|row| row.group == Some(input.path));
                let is_own = match input.kind {
                    Kind::Group => {
                        *value == Value::Absent && removed.clone().any(|row| is_own(&row))
                    }
                    _ => is_own(input),
                };
                differs && is_own
            });
        let replaced = replaced.filter_map(|Filling { input, value, .. }| {
            let mut after = scenario.clone();
            input.set(&mut after, value).ok()?;
            Some(Replaced {
                input,
                typed: input.describe(scenario),
                listed: input.describe(&after),
            })
        });
        replaced.collect()
    }

    /// Fills in the model with its prices and their sources: the prompted model, or if `tuned` the fine-tuned one. The values of `keep` stay;
    /// a group stays if it or one of its inputs is kept. A negotiated discount and an expected drift are no list prices, so they stay too.
    /// Returns what the user should know. Does nothing if a model that can't be tuned is to be.
    pub fn fill(
        &self,
        scenario: &mut Scenario,
        tuned: bool,
        keep: &[&Input],
    ) -> Result<Vec<Remark>, InputError> {
        if tuned && self.tuning.is_none() {
            return Ok(Vec::new());
        }
        let is_kept = |input: &Input| {
            let within = |kept: &&Input| *kept == input || kept.group == Some(input.path);
            keep.iter().any(within)
        };
        let keeps_changes = inputs::find(PRICE_CHANGES).is_some_and(&is_kept);
        let remarks = self.remarks(scenario, tuned, keeps_changes);
        let fillings = self.fillings(scenario, tuned);
        let (approach, name) = if tuned {
            ("fine_tuning", format!("{}{FINE_TUNED}", self.model))
        } else {
            ("prompting", self.model.clone())
        };
        // On error nothing has changed.
        let mut filled = scenario.clone();
        if let Some(model) = inputs::find(&format!("{approach}.serving.model")) {
            model.set(&mut filled, Value::Text(name))?;
            let retires = self.retirement_source(tuned);
            filled.sources.remove(model.path);
            let sources = &mut filled.sources;
            sources.extend(retires.map(|source| (model.path.to_owned(), source)));
        }
        for filling in fillings
            .into_iter()
            .filter(|filling| !is_kept(filling.input))
        {
            let Filling {
                input,
                value,
                source,
            } = filling;
            if let Some(source) = source {
                input.set_with_source(&mut filled, value, &source)?;
            } else if !input.is_users_own(&filled) {
                input.set(&mut filled, value)?;
                filled.sources.remove(input.path);
            }
        }
        *scenario = filled;
        Ok(remarks)
    }

    /// Fills in the model as [`Model::fill`] does, and leaves what the user typed as it is, unless the scenario names another model: then
    /// these are that model's prices. A value that `catalog` lists for the model that the scenario names now wasn't typed.
    pub fn fill_beside_own(
        &self,
        scenario: &mut Scenario,
        tuned: bool,
        catalog: Option<&Catalog>,
    ) -> Result<Vec<Remark>, InputError> {
        let own = if self.is_named_otherwise(scenario, tuned) {
            Vec::new()
        } else {
            self.replaces(scenario, tuned, catalog)
        };
        let own: Vec<_> = own.iter().map(|replaced| replaced.input).collect();
        self.fill(scenario, tuned, &own)
    }

    /// The values of the user's that [`Model::fill_beside_own`] replaces.
    pub fn replaces_beside_own(
        &self,
        scenario: &Scenario,
        tuned: bool,
        catalog: Option<&Catalog>,
    ) -> Vec<Replaced> {
        if self.is_named_otherwise(scenario, tuned) {
            self.replaces(scenario, tuned, catalog)
        } else {
            Vec::new()
        }
    }

    /// Whether the scenario names another model.
    fn is_named_otherwise(&self, scenario: &Scenario, tuned: bool) -> bool {
        let serving = if tuned {
            &scenario.fine_tuning.serving
        } else {
            &scenario.prompting.serving
        };
        let named = base_name(&serving.model).trim();
        !named.is_empty() && named != self.model
    }

    /// What picking the model does to each input.
    fn fillings(&self, scenario: &Scenario, tuned: bool) -> Vec<Filling> {
        let listed = |(input, value)| Filling {
            input,
            value,
            source: Some(self.source()),
        };
        if !tuned {
            let price = self.price_from(&self.with_its_cache(scenario));
            let prices = inputs::token_prices("prompting", &price);
            let prices = prices.into_iter().map(listed);
            let retirement = self.retirement_filling(scenario, false);
            return prices
                .chain(self.cache_filling(scenario, false))
                .chain(retirement)
                .collect();
        }
        let Some(tuning) = &self.tuning else {
            return Vec::new();
        };
        let price = tuning
            .price
            .for_queries(&scenario.fine_tuning.serving, &scenario.workload);
        let prices = inputs::token_prices("fine_tuning", &price);
        let prices = prices.into_iter().map(listed);
        let mut fillings: Vec<_> = prices.chain(self.cache_filling(scenario, true)).collect();
        let mut fill = |path: &str, value: Option<Value>| {
            let Some(input) = inputs::find(path) else {
                return;
            };
            fillings.push(Filling {
                input,
                source: value.is_some().then(|| self.source()),
                value: value.unwrap_or_else(|| input.default_value()),
            });
        };
        fill(
            "fine_tuning.training.price",
            // Training by the hour has no price of tokens.
            tuning.training_price().map(exact),
        );
        fill(
            "fine_tuning.training.minimum_fee",
            tuning.minimum_fee.map(exact),
        );
        fill(
            "fine_tuning.serving.monthly_cost",
            tuning.storage_per_month.map(exact),
        );
        match &tuning.hosting {
            Some(hosting) => fill(
                "fine_tuning.serving.hosting.per_hour",
                Some(exact(hosting.replica_per_hour())),
            ),
            None => fill("fine_tuning.serving.hosting", Some(Value::Absent)),
        }
        // What another model's listing said of it.
        fill("fine_tuning.base_model_life_months", None);
        fillings.extend(self.retirement_filling(scenario, true));
        fillings
    }

    /// What picking the model does to the month in which it is shut down. That no date is announced is something to know as well.
    fn retirement_filling(&self, scenario: &Scenario, tuned: bool) -> Option<Filling> {
        let path = if tuned {
            "fine_tuning.base_model_retires_month"
        } else {
            "prompting.model_retires_month"
        };
        let month = self.retires(tuned).and_then(month_of);
        // Month 1 is the first that there is.
        let number = month.map(|month| (month.months_since(scenario.start) + 1).max(1));
        Some(Filling {
            input: inputs::find(path)?,
            value: number.map_or(Value::Absent, |number| exact(f64::from(number))),
            source: Some(self.source()),
        })
    }

    /// What picking the model does to the TTL of the cache: caching is on wherever there is a price for it. A hit rate that is stated says
    /// more than a TTL, so it stays.
    fn cache_filling(&self, scenario: &Scenario, tuned: bool) -> Option<Filling> {
        let (path, serving) = if tuned {
            let serving = &scenario.fine_tuning.serving;
            ("fine_tuning.serving.cache_ttl_minutes", serving)
        } else {
            let serving = &scenario.prompting.serving;
            ("prompting.serving.cache_ttl_minutes", serving)
        };
        if serving.cache_hit_rate.base() > 0.0 {
            return None;
        }
        let input = inputs::find(path)?;
        let life = self.cache.as_ref().filter(|_| self.can_cache(tuned));
        Some(match life {
            Some(life) => Filling {
                input,
                value: exact(life.ttl_minutes),
                source: Some(life.source()),
            },
            None => Filling {
                input,
                value: input.default_value(),
                source: None,
            },
        })
    }

    /// The scenario that prompts with the model's cache, before the model's prices are filled in: how much is cached decides what a price
    /// change comes to.
    pub(super) fn with_its_cache(&self, scenario: &Scenario) -> Scenario {
        let mut cached = scenario.clone();
        let filling = self.cache_filling(scenario, false);
        if let Some(Filling { input, value, .. }) = filling {
            // A life that is refused leaves the one there is.
            drop(input.set(&mut cached, value));
        }
        cached
    }

    /// Whether there is a price of cached input, for the fine-tuned model if `tuned`.
    pub fn can_cache(&self, tuned: bool) -> bool {
        let price = match &self.tuning {
            Some(tuning) if tuned => &tuning.price,
            _ => &self.price,
        };
        price.base.cached_input.is_some()
    }

    /// The day on which it is shut down, or if `tuned` the fine-tuned one; `None` if none is announced.
    pub fn retires(&self, tuned: bool) -> Option<&str> {
        if tuned {
            self.tuned_retires()
        } else {
            self.retires.as_deref()
        }
    }

    /// The source of the model's name, which says when it is shut down: "retires 2027-01-14: OpenAI deprecations page, read 2026-11-04".
    fn retirement_source(&self, tuned: bool) -> Option<String> {
        let date = self.retires(tuned)?;
        Some(format!(
            "{RETIRES}{date}: {}, read {}",
            self.read_at, self.read_on
        ))
    }

    /// The day on which the fine-tuned model is shut down.
    pub(super) fn tuned_retires(&self) -> Option<&str> {
        let own = self
            .tuning
            .as_ref()
            .and_then(|tuning| tuning.retires.as_ref());
        own.or(self.retires.as_ref()).map(String::as_str)
    }
}

/// The prices of the user's that going from one scenario to another would replace by list prices. Those that `catalog` lists for
/// the model that is named before aren't the user's.
pub fn replaced_prices(
    before: &Scenario,
    after: &Scenario,
    catalog: Option<&Catalog>,
) -> Vec<Replaced> {
    let listed_now = listed_now(before, false, catalog);
    let is_replaced = |input: &&'static Input| {
        let value = input.value(before);
        let is_listed = listed_now
            .iter()
            .any(|(other, listed)| other == input && *listed == value);
        // What the list doesn't have goes as well.
        let is_of_list = input.is_from_catalog(after) || !input.has_value(after);
        inputs::is_token_price(input.path)
            && input.is_users_own(before)
            && !is_listed
            && is_of_list
            && value != input.value(after)
    };
    let replaced = INPUTS.iter().filter(is_replaced);
    let replaced = replaced.map(|input| Replaced {
        input,
        typed: input.describe(before),
        listed: input.describe(after),
    });
    replaced.collect()
}

/// Puts the values of one scenario, with their sources, back into another.
pub fn keep(
    inputs: &[Replaced],
    before: &Scenario,
    after: &mut Scenario,
) -> Result<(), InputError> {
    for replaced in inputs {
        let input = replaced.input;
        input.set(after, input.value(before))?;
        if let Some(source) = input.source(before) {
            after
                .sources
                .insert(input.path.to_owned(), source.to_owned());
        }
    }
    Ok(())
}

/// The list prices of the models that the scenario names: of several providers, if several offer one of this name.
fn listed_now(
    scenario: &Scenario,
    tuned: bool,
    catalog: Option<&Catalog>,
) -> Vec<(&'static Input, Value)> {
    let serving = if tuned {
        &scenario.fine_tuning.serving
    } else {
        &scenario.prompting.serving
    };
    let name = base_name(&serving.model);
    let named = match catalog {
        Some(catalog) if !name.trim().is_empty() => catalog.named(name),
        _ => Vec::new(),
    };
    let fillings = named
        .iter()
        .flat_map(|model| model.fillings(scenario, tuned));
    let listed = fillings.filter(|filling| filling.source.is_some());
    listed
        .map(|filling| (filling.input, filling.value))
        .collect()
}

fn exact(number: f64) -> Value {
    Value::Estimate(Estimate::Exact(number))
}
