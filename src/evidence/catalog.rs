//! The price catalog in assets/prices.ron: list prices of models, each with the date and place where it was read.

use std::sync::LazyLock;

use ron::extensions::Extensions;
use serde::Deserialize;

use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::Unit;
use crate::scenario::{Month, Price, Scenario};

/// The price catalog.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Version of the catalog's format.
    pub version: u32,
    /// The currency of all its prices.
    pub currency: String,
    /// The models, by provider.
    pub models: Vec<Model>,
}

/// One model of one provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The provider, "OpenAI".
    pub provider: String,
    /// The provider's name for the model.
    pub model: String,
    /// Token prices.
    pub price: Price,
    /// When it is shut down, YYYY-MM-DD, if that is announced.
    #[serde(default)]
    pub retires: Option<String>,
    /// Prices of tuning, if it can be tuned.
    #[serde(default)]
    pub tuning: Option<Tuning>,
    /// When the prices were read, YYYY-MM-DD.
    pub read_on: String,
    /// Where the prices were read.
    pub read_at: String,
}

/// Prices of tuning a model and of serving the tuned one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuning {
    /// The method, "supervised" or "LoRA".
    pub method: String,
    /// Price of 1 M trained tokens.
    pub training_price: f64,
    /// Least that the provider bills per run.
    #[serde(default)]
    pub minimum_fee: f64,
    /// Keeping the tuned model, per month.
    #[serde(default)]
    pub storage_per_month: f64,
    /// One replica of a deployment paid by the hour.
    #[serde(default)]
    pub hosting_per_hour: Option<f64>,
    /// Token prices of the tuned model.
    pub price: Price,
    /// Anything else worth knowing.
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
    /// The catalog that comes with the program. A test checks that it can be read.
    pub fn bundled() -> Result<&'static Self, &'static str> {
        CATALOG.as_ref().map_err(String::as_str)
    }

    /// The models that answer a query of the scenario for less than the prompted one, by list prices without caches, most expensive first.
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

    /// The first of `models` that the provider of the prompted model offers; `None` if the prompted model isn't listed.
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

    /// The latest date at which a price was read.
    pub fn read_on(&self) -> &str {
        self.models
            .iter()
            .map(|model| model.read_on.as_str())
            .max()
            .unwrap_or("an unknown date")
    }
}

/// A remark for the user about what filling in a model's prices did or left out.
pub type Remark = String;

impl Model {
    /// Provider and name, "OpenAI gpt-4.1-mini", since several providers use the same name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.provider, self.model)
    }

    /// The source for the scenario: "list price: OpenAI pricing page, read 2026-11-04".
    fn source(&self) -> String {
        format!("list price: {}, read {}", self.read_at, self.read_on)
    }

    /// Fills in prompting's model, prices and their sources.
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

    /// Fills in the tuned model: token prices, training price, hosting, storage, how long its base lives, and their sources.
    /// Does nothing for a model that can't be tuned.
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

    /// Whole months from when the tuned model would serve until the base model is shut down, where that is announced.
    fn months_in_service(&self, scenario: &Scenario) -> Option<i32> {
        let retires: Month = self.retires.as_ref()?.get(..7)?.parse().ok()?;
        let serves_from = scenario
            .start
            .plus(scenario.fine_tuning.lead_time_months.whole() as i32);
        Some(retires.months_since(serves_from))
    }

    fn remarks(
        &self,
        scenario: &Scenario,
        tuning: Option<&Tuning>,
        life: Option<i32>,
    ) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if scenario.currency.code() != "USD" {
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

    /// Its prices in a few words: "$2.00 in, $8.00 out".
    pub fn price_summary(&self, tuned: bool) -> String {
        let price = match &self.tuning {
            Some(tuning) if tuned => &tuning.price,
            _ => &self.price,
        };
        let currency = crate::scenario::Currency::default();
        let amount = |value: f64| Unit::Money("").rounded(value, &currency);
        format!(
            "{} in, {} out",
            amount(price.input.base()),
            amount(price.output.base())
        )
    }
}

fn exact(number: f64) -> Value {
    Value::Estimate(crate::scenario::Estimate::Exact(number))
}

/// Sets an input and the source of its value. An absent value has no source.
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
        // Removing a group removes the sources of its inputs too.
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

/// Copies a whole price list into one approach, all of it with the same source. A negotiated discount and a guessed drift stay as they are.
fn fill_price(
    scenario: &mut Scenario,
    approach: &str,
    model: &str,
    price: &Price,
    source: &str,
) -> Result<(), InputError> {
    // The table reads the values from a scenario in which prompting has these prices.
    let mut priced = Scenario::default();
    priced.prompting.serving.price = price.clone();
    if let Some(input) = inputs::find(&format!("{approach}.serving.model")) {
        input.set(scenario, Value::Text(model.to_owned()))?;
    }
    for from in inputs::INPUTS.iter() {
        let Some(field) = from.path.strip_prefix("prompting.serving.price.") else {
            continue;
        };
        let kept = matches!(field, "discount" | "change_per_year");
        if kept || !from.applies(&priced) {
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
