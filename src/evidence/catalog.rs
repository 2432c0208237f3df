//! The price catalog in assets/prices.ron: list prices of models, each with the date and the place where they were read.

use std::sync::LazyLock;

use ron::extensions::Extensions;
use serde::Deserialize;

use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::Unit;
use crate::scenario::{Currency, Estimate, Month, Price, Scenario};

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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Version of the catalog's format.
    pub version: u32,
    /// The currency of all prices in the catalog.
    pub currency: String,
    /// The models, grouped by provider.
    pub models: Vec<Model>,
}

/// A model as a provider offers it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The provider, such as "OpenAI".
    pub provider: String,
    /// The provider's name for the model.
    pub model: String,
    /// List prices of tokens.
    pub price: Price,
    /// The day on which the model is shut down, YYYY-MM-DD; `None` if none is announced.
    #[serde(default)]
    pub retires: Option<String>,
    /// Prices of tuning; `None` if the model can't be tuned.
    #[serde(default)]
    pub tuning: Option<Tuning>,
    /// The day on which the prices were read, YYYY-MM-DD.
    pub read_on: String,
    /// The page on which the prices were read.
    pub read_at: String,
}

/// Prices of tuning a model and of serving the tuned one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuning {
    /// The method of tuning, such as "supervised" or "LoRA".
    pub method: String,
    /// Price of 1 M trained tokens.
    pub training_price: f64,
    /// The least that the provider bills for a run.
    #[serde(default)]
    pub minimum_fee: f64,
    /// Price of storing the tuned model for a month.
    #[serde(default)]
    pub storage_per_month: f64,
    /// Price of one replica for an hour; `None` if the tuned model is paid by token only.
    #[serde(default)]
    pub hosting_per_hour: Option<f64>,
    /// Token prices of the tuned model.
    pub price: Price,
    /// A remark for the user who fills in these prices.
    #[serde(default)]
    pub note: Option<String>,
}

static CATALOG: LazyLock<Result<Catalog, String>> = LazyLock::new(|| {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str(include_str!("../../assets/prices.ron"))
        .map_err(|error| format!("assets/prices.ron: {error}"))
});

impl Catalog {
    /// The catalog that comes with the program, or why it can't be read; a test checks that it can.
    pub fn bundled() -> Result<&'static Self, &'static str> {
        CATALOG.as_ref().map_err(String::as_str)
    }

    /// The models that answer a query of the scenario for less than the prompted model does, the most expensive first. Caches and discounts
    /// are left out of the comparison.
    pub fn cheaper_models(&self, scenario: &Scenario) -> Vec<&Model> {
        let serving = &scenario.prompting.serving;
        let input = serving.prompt_tokens.base() + scenario.workload.input_tokens.base();
        let output = serving.output_tokens.base();
        let cost = |price: &Price| price.input.base() * input + price.output.base() * output;
        let now = cost(&serving.price);
        let mut cheaper: Vec<&Model> = self
            .models
            .iter()
            .filter(|model| cost(&model.price) < now)
            .collect();
        cheaper.sort_by(|a, b| cost(&b.price).total_cmp(&cost(&a.price)));
        cheaper
    }

    /// The first of `models` that the provider of the prompted model offers; `None` if it offers none, or the catalog doesn't list the
    /// prompted model.
    pub fn first_from_same_provider<'a>(
        &self,
        scenario: &Scenario,
        models: &[&'a Model],
    ) -> Option<&'a Model> {
        let name = &scenario.prompting.serving.model;
        let now = self.models.iter().find(|model| model.model == *name)?;
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
}

/// A sentence for the user about what was changed or left out when a model's prices were filled in.
pub type Remark = String;

impl Model {
    /// Provider and name, such as "OpenAI gpt-4.1-mini", since several providers use the same name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.provider, self.model)
    }

    /// The source that the scenario states for these prices: "list price: OpenAI pricing page, read 2026-11-04".
    fn source(&self) -> String {
        format!("list price: {}, read {}", self.read_at, self.read_on)
    }

    /// Fills in the prompted model with its prices and their sources.
    pub fn fill_prompting(&self, scenario: &mut Scenario) -> Result<Vec<Remark>, InputError> {
        fill_price(
            scenario,
            "prompting",
            &self.model,
            &self.price,
            &self.source(),
        )?;
        Ok(self.remarks(scenario, None, None))
    }

    /// Fills in the tuned model with its prices of tokens, training, hosting and storage, the life of its base model, and their sources.
    /// Does nothing if the model can't be tuned.
    pub fn fill_fine_tuning(&self, scenario: &mut Scenario) -> Result<Vec<Remark>, InputError> {
        let Some(tuning) = &self.tuning else {
            return Ok(Vec::new());
        };
        let source = self.source();
        let life = self.months_in_service(scenario);
        let name = format!("{}, tuned", self.model);
        fill_price(scenario, "fine_tuning", &name, &tuning.price, &source)?;
        let mut set = |path: &str, value: Value| set_with_source(scenario, path, value, &source);
        set("fine_tuning.training.price", exact(tuning.training_price))?;
        set(
            "fine_tuning.training.minimum_fee",
            exact(tuning.minimum_fee),
        )?;
        set(
            "fine_tuning.serving.monthly_cost",
            exact(tuning.storage_per_month),
        )?;
        match tuning.hosting_per_hour {
            Some(per_hour) => set("fine_tuning.serving.hosting.per_hour", exact(per_hour))?,
            None => set("fine_tuning.serving.hosting", Value::Absent)?,
        }
        set(
            "fine_tuning.base_model_life_months",
            life.map_or(Value::Absent, |months| exact(f64::from(months.max(1)))),
        )?;
        Ok(self.remarks(scenario, Some(tuning), life))
    }

    /// Whole months from when the tuned model would go live until its base model is shut down; `None` if no date is announced.
    fn months_in_service(&self, scenario: &Scenario) -> Option<i32> {
        let retires: Month = self.retires.as_ref()?.get(..7)?.parse().ok()?;
        let serves_from = scenario
            .start
            .plus(scenario.fine_tuning.lead_time_months.whole() as i32);
        Some(retires.months_since(serves_from))
    }

    /// What the user should know after the prices were filled in. `life` is the months in service of a tuned model.
    fn remarks(
        &self,
        scenario: &Scenario,
        tuning: Option<&Tuning>,
        life: Option<i32>,
    ) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if !scenario.currency.is_us_dollar() {
            remarks.push(format!(
                "The catalog’s prices are in US dollars; this scenario counts in {}. Convert them",
                scenario.currency.code()
            ));
        }
        if let (Some(life), Some(retires)) = (life, &self.retires)
            && life < 1
        {
            remarks.push(format!(
                "{} is shut down on {retires}, before a tuned model would have served a month. Its life is set to 1 month",
                self.model
            ));
        }
        remarks.extend(tuning.and_then(|tuning| tuning.note.clone()));
        remarks
    }

    /// The model's token prices, or those of the tuned model: "$2.00 in, $8.00 out".
    pub fn price_summary(&self, tuned: bool) -> String {
        let price = match &self.tuning {
            Some(tuning) if tuned => &tuning.price,
            _ => &self.price,
        };
        let currency = Currency::default();
        let amount = |value: f64| Unit::Money("").rounded(value, &currency);
        format!(
            "{} in, {} out",
            amount(price.input.base()),
            amount(price.output.base())
        )
    }
}

fn exact(number: f64) -> Value {
    Value::Estimate(Estimate::Exact(number))
}

/// Sets an input and the source of its value. If the value is absent, the source is removed.
fn set_with_source(
    scenario: &mut Scenario,
    path: &str,
    value: Value,
    source: &str,
) -> Result<(), InputError> {
    let Some(input) = inputs::find(path) else {
        return Ok(());
    };
    if value == Value::Absent {
        // The inputs of a removed group have no sources any more.
        let within = format!("{path}.");
        scenario
            .sources
            .retain(|path, _| !path.starts_with(&within));
    }
    input.set(scenario, value)?;
    if input.value(scenario) == Value::Absent {
        scenario.sources.remove(path);
    } else {
        scenario.sources.insert(path.to_owned(), source.to_owned());
    }
    Ok(())
}

/// Sets the model of an approach and all its token prices, each with the same source. A negotiated discount and an expected drift are no
/// list prices, so they stay as they are.
fn fill_price(
    scenario: &mut Scenario,
    approach: &str,
    model: &str,
    price: &Price,
    source: &str,
) -> Result<(), InputError> {
    // Rows of the table read from scenarios, so the prices are put into one.
    let mut priced = Scenario::default();
    priced.prompting.serving.price = price.clone();
    if let Some(input) = inputs::find(&format!("{approach}.serving.model")) {
        input.set(scenario, Value::Text(model.to_owned()))?;
    }
    for from in inputs::INPUTS.iter() {
        let Some(field) = from.path.strip_prefix("prompting.serving.price.") else {
            continue;
        };
        let is_list_price = !matches!(field, "discount" | "change_per_year");
        if !is_list_price || !from.applies(&priced) {
            continue;
        }
        set_with_source(
            scenario,
            &format!("{approach}.serving.price.{field}"),
            from.value(&priced),
            source,
        )?;
    }
    Ok(())
}
