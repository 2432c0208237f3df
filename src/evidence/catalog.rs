//! The price catalog in assets/prices.ron: list prices of models, each with the date and the place where they were read.

use std::sync::LazyLock;

use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};

use crate::scenario::domain::MAX_NUMBER;
use crate::scenario::inputs::{LIST_PRICE, OWN_PRICE_LIST};
use crate::scenario::limits::MAX_TEXT_CHARACTERS;
use crate::scenario::quantity::full_count;
use crate::scenario::retirement::month_of;
use crate::scenario::words::capitalized;
use crate::scenario::{Month, Price, Scenario, day_in_words};

use super::listed::ListedPrice;
use super::people_name::people_name;
use super::provider::{CacheLife, Provider, version};

/// The price catalog.
///
/// ```
/// use breakeven::evidence::catalog::Catalog;
/// use breakeven::scenario::Scenario;
///
/// let mut scenario = Scenario::default();
/// let model = &Catalog::bundled()?.models[0];
/// model.fill_prompting(&mut scenario)?;
/// assert_eq!(scenario.prompting.serving.model, model.model);
/// assert!(scenario.sources["prompting.serving.price.input"].starts_with("list price: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Version of the catalog's format.
    pub version: u32,
    /// The currency of all prices in the catalog.
    pub currency: String,
    /// The providers, those first that most people look for.
    pub providers: Vec<Provider>,
    /// The models by provider, in the order of the providers. Within a provider common families come first, and the newest of a family.
    pub models: Vec<Model>,
}

/// A model as a provider offers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The provider, such as "OpenAI".
    pub provider: String,
    /// The provider's name for the model.
    pub model: String,
    /// The name that people say, where it doesn't follow from `model`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Minutes that an unused cache entry lives, where that differs from what the provider states for its models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_ttl_minutes: Option<f64>,
    /// How long its cache entries live; `None` if its provider caches no prompts. The provider states it.
    #[serde(skip)]
    pub cache: Option<CacheLife>,
    /// List prices of tokens, as they are billed on the day on which they were read.
    pub price: ListedPrice,
    /// List prices that are announced for later, in the order of their days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<LaterPrice>,
    /// What all token prices are multiplied by for queries that are answered first; `None` if that isn't offered, or isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<f64>,
    /// What all token prices are multiplied by where data stay in a region; `None` if it costs the same, or isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regional: Option<f64>,
    /// The day on which the model is shut down, YYYY-MM-DD; `None` if none is announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retires: Option<String>,
    /// Prices of tuning; `None` if the model can't be tuned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tuning: Option<Tuning>,
    /// A remark for the user who fills in these prices, such as how certain one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The day on which the prices were read, YYYY-MM-DD.
    pub read_on: String,
    /// The page on which the prices were read.
    pub read_at: String,
    /// Whether it is of the user's own price list.
    #[serde(skip)]
    pub is_own: bool,
}

/// Prices that are billed from a later day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaterPrice {
    /// The first day, YYYY-MM-DD.
    pub from: String,
    /// The prices.
    pub price: ListedPrice,
}

/// Prices of tuning a model and of serving the tuned one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuning {
    /// What training costs by each method, the usual one first.
    pub training: Vec<TrainingPrice>,
    /// The least that the provider bills for a run; `None` if that isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_fee: Option<f64>,
    /// Price of storing the fine-tuned model for a month; `None` if that isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_per_month: Option<f64>,
    /// Whether the tokens of validation data are billed as those of training data are; `None` if that isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bills_validation: Option<bool>,
    /// The endpoint or GPUs that serve it, paid by the hour; `None` if the fine-tuned model is paid by token only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosting: Option<ListedHosting>,
    /// Token prices of the fine-tuned model.
    pub price: ListedPrice,
    /// The last day on which training can be begun, YYYY-MM-DD; `None` if none is announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day_for_jobs: Option<String>,
    /// The day on which the fine-tuned model is shut down, YYYY-MM-DD; `None` if it is the base model's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retires: Option<String>,
    /// Who can train it.
    #[serde(default, skip_serializing_if = "Access::is_usual")]
    pub access: Access,
    /// A remark for the user who fills in these prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What training costs by one method: by the token or by the hour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingPrice {
    /// The method, such as "supervised", "LoRA", "full", "preference" or "reinforcement".
    pub method: String,
    /// Price of 1 M trained tokens; `None` if tokens aren't billed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// Price of an hour of training; `None` if hours aren't billed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_hour: Option<f64>,
    /// The most that a run is billed; `None` if there is no such limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<f64>,
}

/// An endpoint or GPUs that are paid by the hour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedHosting {
    /// Price of one of them for an hour.
    pub per_hour: f64,
    /// How many a replica needs.
    #[serde(default = "one")]
    pub gpus: u32,
}

fn one() -> u32 {
    1
}

impl ListedHosting {
    /// Price of a replica for an hour.
    pub fn replica_per_hour(&self) -> f64 {
        self.per_hour * f64::from(self.gpus)
    }
}

/// Who can train a model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Access {
    /// Anybody who signs up.
    #[default]
    SelfServe,
    /// Those who trained it before.
    ExistingCustomersOnly,
}

impl Access {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Longer messages about a file are cut.
const MAX_MESSAGE_CHARACTERS: usize = 300;

/// The version of the format.
pub(super) const VERSION: u32 = 3;

static CATALOG: LazyLock<Result<Catalog, String>> = LazyLock::new(|| {
    Catalog::read(include_str!("../../assets/prices.ron"))
        .map_err(|error| format!("assets/prices.ron: {error}"))
});

impl Catalog {
    /// The catalog that comes with the program, or why it can't be read; a test checks that it can.
    pub fn bundled() -> Result<&'static Self, &'static str> {
        CATALOG.as_ref().map_err(String::as_str)
    }

    /// Reads a catalog, or says what is wrong with it.
    ///
    /// ```
    /// use breakeven::evidence::catalog::Catalog;
    ///
    /// let text = r#"(version: 3, currency: "USD", providers: [], models: [(provider: "OpenAI", model: "gpt-6",
    ///     price: (input: 1, output: 5), read_on: "2026-11-04", read_at: "OpenAI pricing page")])"#;
    /// assert_eq!(Catalog::read(text).unwrap_err(), "gpt-6: “OpenAI” isn’t among the providers");
    /// ```
    pub fn read(text: &str) -> Result<Self, String> {
        let mut catalog = Self::parse(text)?;
        catalog.complete()?;
        Ok(catalog)
    }

    /// A catalog as it stands in a text, before anything is checked.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .from_str(text)
            .map_err(|error| in_brief(&error.to_string()))
    }

    /// Gives each model what its provider states, and sorts them: common ones first, of a family the newest first.
    pub(super) fn complete(&mut self) -> Result<(), String> {
        if self.version != VERSION {
            return Err(format!(
                "its format has version {}; this program reads version {VERSION}",
                self.version
            ));
        }
        // They get into scenarios, which couldn't be read again.
        let is_long = |text: &String| text.chars().count() > MAX_TEXT_CHARACTERS;
        if self.texts_for_scenarios().any(is_long) {
            return Err(format!(
                "a text is too long: at most {MAX_TEXT_CHARACTERS} characters are allowed"
            ));
        }
        for model in &mut self.models {
            let (id, of) = (&model.model, &model.provider);
            let mut providers = self.providers.iter();
            let provider = providers
                .find(|provider| provider.name == *of)
                .ok_or_else(|| format!("{id}: “{of}” isn’t among the providers"))?;
            model.cache = provider.cache_of(model.cache_ttl_minutes);
            model
                .check()
                .map_err(|problem| format!("{id}: {problem}"))?;
            if model.cache.is_none() && model.price.base.cached_input.is_some() {
                return Err(format!(
                    "{id} has a price of cached input, but {of} states no TTL of its cache"
                ));
            }
        }
        self.sort();
        Ok(())
    }

    /// Sorts the models by their providers and families, of a family the newest first.
    pub(super) fn sort(&mut self) {
        let mut placed = Vec::with_capacity(self.models.len());
        for model in self.models.drain(..) {
            let name = model.people_name();
            let mut providers = self.providers.iter().enumerate();
            let provider = providers.find(|(_, provider)| provider.name == model.provider);
            let rank = provider.map(|(rank, provider)| (rank, provider.family_rank(&name)));
            placed.push((rank, version(&name), model));
        }
        // The sort is stable, so models of one version stay in the order of the file.
        placed.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        self.models = placed.into_iter().map(|(.., model)| model).collect();
    }

    /// Names and sources that are filled in with prices.
    fn texts_for_scenarios(&self) -> impl Iterator<Item = &String> {
        let providers = self.providers.iter();
        let caches = providers.filter_map(|provider| provider.cache.as_ref());
        let models = self.models.iter();
        models
            .flat_map(|model| [&model.model, &model.read_at, &model.read_on])
            .chain(caches.flat_map(|cache| [&cache.read_at, &cache.read_on]))
    }

    /// The models that answer a query of the scenario for less than the prompted model does, the most expensive first: on average over the
    /// months of the horizon, with the price changes that are known. Caches and discounts are left out of the comparison.
    pub fn cheaper_models(&self, scenario: &Scenario) -> Vec<&Model> {
        let serving = &scenario.prompting.serving;
        let input = serving.prompt_tokens.base() + scenario.workload.input_tokens.base();
        let output = serving.output_tokens.base();
        let months = scenario.horizon_months.whole() as usize;
        let cost = |price: &Price| {
            let first = price.input.base() * input + price.output.base() * output;
            first * price.steps.mean_level(months)
        };
        let now = cost(&serving.price);
        let costs = self
            .models
            .iter()
            .map(|model| (cost(&model.price_from(scenario)), model));
        let mut cheaper: Vec<_> = costs.filter(|(cost, _)| *cost < now).collect();
        cheaper.sort_by(|a, b| b.0.total_cmp(&a.0));
        cheaper.into_iter().map(|(_, model)| model).collect()
    }

    /// The first of `models` that the provider of the prompted model offers; `None` if it offers none, or the catalog doesn't list the
    /// prompted model.
    pub fn first_from_same_provider<'a>(
        &self,
        scenario: &Scenario,
        models: &[&'a Model],
    ) -> Option<&'a Model> {
        let name = &scenario.prompting.serving.model;
        let named = self.named(name);
        // Of several providers, the one whose prices the scenario has.
        let price = &scenario.prompting.serving.price;
        let is_priced = |model: &&&Model| model.price_in(scenario.start).base.input == price.input;
        let now = named.iter().find(is_priced).or(named.first())?;
        let mut models = models.iter().copied();
        models.find(|model| model.provider == now.provider)
    }

    /// The latest day on which a price was read, YYYY-MM-DD.
    pub fn read_on(&self) -> &str {
        self.models
            .iter()
            .map(|model| model.read_on.as_str())
            .max()
            .unwrap_or("an unknown date")
    }

    /// The latest day on which a price was read, in words: "18 Nov 2026".
    pub fn as_of(&self) -> String {
        day_in_words(self.read_on())
    }
}

impl Model {
    /// Provider and name, such as "OpenAI gpt-4.1-mini", since several providers use the same name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.provider, self.model)
    }

    /// The name that people say: "Claude Opus 5.5" for claude-opus-5-5.
    pub fn people_name(&self) -> String {
        self.name
            .clone()
            .unwrap_or_else(|| people_name(&self.model))
    }

    /// The token prices that are billed in a month.
    pub fn price_in(&self, month: Month) -> &ListedPrice {
        let begun = |later: &&LaterPrice| month_of(&later.from).is_some_and(|from| from <= month);
        let latest = self.changes.iter().rfind(begun);
        latest.map_or(&self.price, |later| &later.price)
    }

    /// The prices that no type checks.
    fn other_prices(&self) -> impl Iterator<Item = f64> {
        let tuning = self.tuning.iter();
        let of_tuning = tuning.flat_map(|tuning| {
            let training = tuning.training.iter();
            let training = training.flat_map(|method| [method.price, method.per_hour, method.cap]);
            let hosting = tuning.hosting.as_ref().map(|hosting| hosting.per_hour);
            training.chain([tuning.minimum_fee, tuning.storage_per_month, hosting])
        });
        let tuned = self.tuning.iter().map(|tuning| &tuning.price);
        let lists = [&self.price].into_iter().chain(tuned);
        let of_batches = lists.filter_map(|list| list.batch.as_ref());
        let of_batches = of_batches
            .flat_map(|batch| [Some(batch.input), batch.cached_input, Some(batch.output)]);
        let multipliers = [self.priority, self.regional];
        of_tuning.chain(of_batches).chain(multipliers).flatten()
    }

    /// Checks what the types don't.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let tuning = self.tuning.as_ref();
        let days = self.changes.iter().map(|later| &later.from);
        let days = days.chain(&self.retires).chain(
            tuning
                .into_iter()
                .flat_map(|tuning| tuning.retires.iter().chain(&tuning.last_day_for_jobs)),
        );
        if !{ days }.all(|day| month_of(day).is_some()) {
            return Err("a day is written as 2027-01-31");
        }
        if !self
            .other_prices()
            .all(|price| (0.0..=MAX_NUMBER).contains(&price))
        {
            return Err("a price is 0 or more");
        }
        if !self.changes.is_sorted_by(|a, b| a.from < b.from) {
            return Err("price changes come in the order of their days");
        }
        let Some(tuning) = &self.tuning else {
            return Ok(());
        };
        if tuning.training.is_empty() {
            return Err("it says of no method what training costs");
        }
        let has_one_price =
            |method: &TrainingPrice| method.price.is_some() != method.per_hour.is_some();
        if !tuning.training.iter().all(has_one_price) {
            return Err("training costs something by the token or by the hour");
        }
        Ok(())
    }

    /// What its token prices are multiplied by elsewhere than in the standard tier: "Priority ×2, regional ×1.1"; `None` if that isn't listed.
    pub fn multipliers(&self) -> Option<String> {
        let multipliers = [("priority", self.priority), ("regional", self.regional)];
        let listed = multipliers.into_iter();
        let listed = listed.filter_map(|(tier, factor)| Some(format!("{tier} ×{}", factor?)));
        let listed: Vec<String> = listed.collect();
        (!listed.is_empty()).then(|| capitalized(&listed.join(", ")))
    }

    /// The source that a scenario states for these prices: "list price: OpenAI pricing page, read 2026-11-04", and of the user's own price list
    /// "list price: your price list, OpenAI pricing page, read 2026-11-04".
    pub fn source(&self) -> String {
        if self.is_own {
            let place = match self.read_at.trim() {
                "" => String::new(),
                place => format!(", {place}"),
            };
            return format!("{LIST_PRICE}{OWN_PRICE_LIST}{place}, read {}", self.read_on);
        }
        format!("{LIST_PRICE}{}, read {}", self.read_at, self.read_on)
    }

    /// The model's token prices, or what the fine-tuned model costs: "$2.00 in, $8.00 out, $1.70 per hour, training $25.00". Prices are per 1M
    /// tokens, but for that of the hour.
    pub fn price_summary(&self, tuned: bool) -> String {
        if !tuned {
            let until = self.changes.first().map_or(String::new(), |later| {
                format!(", changes on {}", day_in_words(&later.from))
            });
            return format!("{}{until}", token_prices(&self.price.base));
        }
        let Some(tuning) = &self.tuning else {
            return "can’t be fine-tuned".to_owned();
        };
        let mut parts = Vec::new();
        if !tuning.is_billed_by_the_hour() {
            parts.push(token_prices(&tuning.price.base));
        }
        parts.extend(tuning.hosting());
        parts.push(format!("training {}", tuning.training_in_words()));
        parts.join(", ")
    }
}

impl Tuning {
    /// Price of 1 M trained tokens by the usual method; `None` if training is billed by the hour.
    pub fn training_price(&self) -> Option<f64> {
        self.training.first()?.price
    }

    /// What training costs by the usual method: "$25.00", "$100.00 per hour, at most $5,000".
    pub fn training_in_words(&self) -> String {
        let Some(method) = self.training.first() else {
            return String::new();
        };
        let price = match (method.price, method.per_hour) {
            (Some(price), _) => amount(price),
            (None, per_hour) => format!("{} per hour", amount(per_hour.unwrap_or(0.0))),
        };
        match method.cap {
            Some(cap) => format!("{price}, at most {}", amount(cap)),
            None => price,
        }
    }

    /// Whether the hour is paid for and tokens cost nothing.
    pub fn is_billed_by_the_hour(&self) -> bool {
        let tokens = [&self.price.base.input, &self.price.base.output];
        self.hosting.is_some() && tokens.iter().all(|price| price.base() == 0.0)
    }

    /// What its hosting costs: "$1.70 per hour", "$8.00 per GPU hour" where nothing else is billed; `None` if it isn't billed.
    pub fn hosting(&self) -> Option<String> {
        let hosting = self.hosting.as_ref()?;
        let hourly = amount(hosting.replica_per_hour());
        Some(if hosting.gpus > 1 {
            format!("{hourly} per hour for {} GPUs", hosting.gpus)
        } else if self.is_billed_by_the_hour() {
            format!("{hourly} per GPU hour")
        } else {
            format!("{hourly} per hour")
        })
    }
}

/// A message on one line, cut to a length that can be read: it may quote what a file has.
fn in_brief(message: &str) -> String {
    let characters = message.chars();
    let on_one_line = characters.map(|c| if c.is_control() { ' ' } else { c });
    let mut brief: String = on_one_line.take(MAX_MESSAGE_CHARACTERS).collect();
    if brief.len() < message.len() {
        brief.push('…');
    }
    brief
}

/// "$2.00 in, $8.00 out".
pub fn token_prices(price: &Price) -> String {
    format!(
        "{} in, {} out",
        amount(price.input.base()),
        amount(price.output.base())
    )
}

/// A price as lists have it, unrounded, with two decimals or more unless it is large: "$2.50", "$0.035", "$5,000".
pub(super) fn amount(price: f64) -> String {
    if price >= 1000.0 && price.fract() == 0.0 {
        return format!("${}", full_count(price as usize));
    }
    let digits = format!("{price:.2}");
    if digits.parse() == Ok(price) {
        format!("${digits}")
    } else {
        format!("${price}")
    }
}
