//! The essentials: what has to be stated before a comparison can be believed. A default isn't an answer: until the user states a value, or
//! takes a usual one, an essential is not set, and what is computed from its default is incomplete.
//!
//! ```
//! use breakeven::scenario::essentials::{Certainty, Credibility, Essential};
//! use breakeven::scenario::{Scenario, inputs};
//!
//! let mut scenario = Scenario::default();
//! assert_eq!(Essential::Volume.certainty(&scenario), Certainty::Unset);
//! let queries = inputs::find("workload.queries_per_month").expect("an input at this path");
//! queries.set_exactly(&mut scenario, 40_000.0)?;
//! assert_eq!(Essential::Volume.certainty(&scenario), Certainty::Known);
//! assert_eq!(Credibility::new(&scenario).count(Certainty::Unset), 8);
//! # Ok::<(), inputs::InputError>(())
//! ```

use super::inputs::{Input, USUAL_RANGE, find};
use super::model::Scenario;

/// Something that has to be stated before a comparison can be believed: an input, or a few that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Essential {
    /// How many queries there are.
    Volume,
    /// What the prompted model costs.
    PromptedModel,
    /// What the fine-tuned model costs.
    FineTunedModel,
    /// How long prompts, queries and outputs are.
    Tokens,
    /// How many training examples there are, and what one costs.
    Data,
    /// The hours of work before the fine-tuned model serves.
    Effort,
    /// What an hour of the team costs.
    TeamRate,
    /// Whether the prompt is cached.
    Caching,
    /// How long the base model of the fine-tuned one is served.
    Lifetime,
}

/// How certain a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The user stated it, or a price list.
    Known,
    /// It is a usual value, which the user took for want of an own one.
    Usual,
    /// Nobody stated it: it is at its default.
    Unset,
}

impl Essential {
    /// All essentials, in the order in which they are asked for.
    pub const ALL: [Self; 9] = [
        Self::Volume,
        Self::PromptedModel,
        Self::Tokens,
        Self::Caching,
        Self::FineTunedModel,
        Self::Data,
        Self::Effort,
        Self::TeamRate,
        Self::Lifetime,
    ];

    /// Its name in a list of essentials.
    pub fn label(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::PromptedModel => "prompted model",
            Self::FineTunedModel => "fine-tuned model",
            Self::Tokens => "tokens",
            Self::Data => "data",
            Self::Effort => "effort",
            Self::TeamRate => "team rate",
            Self::Caching => "caching",
            Self::Lifetime => "lifetime",
        }
    }

    /// The paths of its inputs, the most important first.
    const fn paths(self) -> &'static [&'static str] {
        match self {
            Self::Volume => &["workload.queries_per_month"],
            Self::PromptedModel => &[
                "prompting.serving.model",
                "prompting.serving.price.input",
                "prompting.serving.price.output",
            ],
            Self::FineTunedModel => &[
                "fine_tuning.serving.model",
                "fine_tuning.serving.price.input",
                "fine_tuning.serving.price.output",
            ],
            Self::Tokens => &[
                "prompting.serving.prompt_tokens",
                "workload.input_tokens",
                "prompting.serving.output_tokens",
                "fine_tuning.serving.prompt_tokens",
                "fine_tuning.serving.output_tokens",
            ],
            Self::Data => &[
                "fine_tuning.data.examples",
                "fine_tuning.data.cost_per_example",
            ],
            Self::Effort => &["fine_tuning.effort.setup_hours"],
            Self::TeamRate => &["hourly_rate"],
            Self::Caching => &["prompting.serving.cache_ttl_minutes"],
            Self::Lifetime => &["fine_tuning.base_model_life_months"],
        }
    }

    /// Its inputs, the most important first.
    pub fn inputs(self) -> impl Iterator<Item = &'static Input> {
        self.paths().iter().filter_map(|path| find(path))
    }

    /// The essential that an input belongs to; `None` if it belongs to none.
    pub fn of(input: &Input) -> Option<Self> {
        let has_it = |essential: &Self| essential.paths().contains(&input.path);
        Self::ALL.into_iter().find(has_it)
    }

    /// The input that makes it more certain: the first that isn't set, else the first that is a usual value, else its first.
    pub fn next_input(self, scenario: &Scenario) -> Option<&'static Input> {
        let first = |certainty| {
            self.inputs()
                .find(|input| input.certainty(scenario) == certainty)
        };
        first(Certainty::Unset)
            .or_else(|| first(Certainty::Usual))
            .or_else(|| self.inputs().next())
    }

    /// How certain it is: as certain as the least certain of its inputs.
    pub fn certainty(self, scenario: &Scenario) -> Certainty {
        let stated = |is_stated| {
            if is_stated {
                Certainty::Known
            } else {
                Certainty::Unset
            }
        };
        match self {
            Self::Volume if !scenario.workload.monthly_queries.is_empty() => Certainty::Known,
            Self::PromptedModel => stated(scenario.prompting_is_priced()),
            Self::FineTunedModel => stated(scenario.fine_tuning_is_priced()),
            Self::Caching if caching_is_settled(scenario) => Certainty::Known,
            // Its date is known, or that none is announced.
            Self::Lifetime if has_known_date(scenario) => Certainty::Known,
            // A fixed amount for all data says what the data costs too.
            Self::Data if scenario.fine_tuning.data.fixed_cost.base() > 0.0 => Certainty::Known,
            _ => self
                .inputs()
                .map(|input| input.certainty(scenario))
                .max_by_key(|certainty| *certainty as u8)
                .unwrap_or(Certainty::Known),
        }
    }
}

/// Whether nothing is open about caching: it is stated how often the cache is hit, or the prompted model has nothing to cache.
fn caching_is_settled(scenario: &Scenario) -> bool {
    let serving = &scenario.prompting.serving;
    let has_rate = find("prompting.serving.cache_hit_rate")
        .is_some_and(|input| input.certainty(scenario) == Certainty::Known);
    let nothing_to_cache = serving.price.cached_input.is_none()
        || !serving.is_long_enough_to_cache(&scenario.workload);
    has_rate || scenario.prompting_is_priced() && nothing_to_cache
}

/// Whether it is known in which month the base model is shut down, or that no month is announced.
fn has_known_date(scenario: &Scenario) -> bool {
    find("fine_tuning.base_model_retires_month")
        .is_some_and(|input| input.certainty(scenario) == Certainty::Known)
}

impl Input {
    /// How certain the input's value is: it was stated if it differs from the default, or has a source.
    pub fn certainty(&self, scenario: &Scenario) -> Certainty {
        // A source may also say why there is no value.
        match scenario.sources.get(self.path) {
            Some(source) if source.starts_with(USUAL_RANGE) => Certainty::Usual,
            None if self.is_default(scenario) => Certainty::Unset,
            _ => Certainty::Known,
        }
    }

    /// Whether the input belongs to an essential, and nobody stated it.
    pub fn is_open(&self, scenario: &Scenario) -> bool {
        let is_unset = |essential: Essential| essential.certainty(scenario) == Certainty::Unset;
        Essential::of(self).is_some_and(is_unset) && self.certainty(scenario) == Certainty::Unset
    }
}

/// How far a scenario can be believed: how certain each essential is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credibility {
    /// By the place in [`Essential::ALL`].
    certainties: [Certainty; Essential::ALL.len()],
}

impl Credibility {
    /// How certain each essential of the scenario is.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            certainties: Essential::ALL.map(|essential| essential.certainty(scenario)),
        }
    }

    /// The essentials in order, each with how certain it is.
    pub fn essentials(&self) -> impl Iterator<Item = (Essential, Certainty)> {
        Essential::ALL.into_iter().zip(self.certainties)
    }

    /// How many essentials there are.
    pub fn total(&self) -> usize {
        self.certainties.len()
    }

    /// How many essentials are as certain as this.
    pub fn count(&self, certainty: Certainty) -> usize {
        let certainties = self.certainties.iter();
        certainties.filter(|other| **other == certainty).count()
    }

    /// Whether every essential is set: known, or a usual value.
    pub fn is_set(&self) -> bool {
        self.count(Certainty::Unset) == 0
    }

    /// Whether every essential is known.
    pub fn is_known(&self) -> bool {
        self.count(Certainty::Known) == self.total()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_of_an_essential_is_an_input_and_belongs_to_it() {
        for essential in Essential::ALL {
            assert_eq!(essential.inputs().count(), essential.paths().len());
            for input in essential.inputs() {
                assert_eq!(Essential::of(input), Some(essential), "{}", input.path);
            }
        }
    }
}
