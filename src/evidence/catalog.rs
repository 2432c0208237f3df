//! The price catalog in assets/prices.ron: list prices of models, each with the date and place where it was read.

use std::sync::LazyLock;

use ron::extensions::Extensions;
use serde::Deserialize;

use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::Unit;
use crate::scenario::{Month, Price, Scenario};

/// The catalog.
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
    /// Who serves it.
    pub provider: String,
    /// Its name there.
    pub model: String,
    /// Token prices.
    pub price: Price,
    /// When it is shut down, YYYY-MM-DD, where announced.
    #[serde(default)]
    pub retires: Option<String>,
    /// What tuning it costs, where it can be tuned.
    #[serde(default)]
    pub tuning: Option<Tuning>,
    /// When the prices were read, YYYY-MM-DD.
    pub read_on: String,
    /// Where.
    pub read_at: String,
}

/// What tuning a model costs, and what its tokens cost then.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuning {
    /// "supervised", "LoRA".
    pub method: String,
    /// Per 1 M trained tokens.
    pub training_price: f64,
    /// Least billed per run.
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
    /// The catalog that comes with the program. A test keeps it readable.
    pub fn bundled() -> Result<&'static Self, &'static str> {
        CATALOG.as_ref().map_err(String::as_str)
    }

    /// The models that answer a query of the scenario for less than the prompted one, by list prices without caches, the dearest first.
    pub fn cheaper(&self, scenario: &Scenario) -> Vec<&Model> {
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

    /// The first of these that the provider of the prompted model has; `None` where that model isn't listed.
    pub fn next_of_provider<'a>(
        &self,
        scenario: &Scenario,
        models: &[&'a Model],
    ) -> Option<&'a Model> {
        let name = &scenario.prompting.serving.model;
        let now = self.models.iter().find(|model| model.model == *name)?;
        let mut of_provider = models.iter().copied();
        of_provider.find(|model| model.provider == now.provider)
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

/// What picking a model does, beyond filling in prices, that the user should know.
pub type Remark = String;

impl Model {
    /// "OpenAI gpt-4.1-mini": names alone are the same at several providers.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.provider, self.model)
    }

    /// "list price, OpenAI pricing page, read 2026-11-04".
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
        let mut put = |path: &str, value: Value| put(scenario, path, value, &source);
        put("fine_tuning.training.price", exactly(tuning.training_price))?;
        put(
            "fine_tuning.training.minimum_fee",
            exactly(tuning.minimum_fee),
        )?;
        put(
            "fine_tuning.serving.monthly_cost",
            exactly(tuning.storage_per_month),
        )?;
        match tuning.hosting_per_hour {
            Some(per_hour) => put("fine_tuning.serving.hosting.per_hour", exactly(per_hour))?,
            None => put("fine_tuning.serving.hosting", Value::Absent)?,
        }
        put(
            "fine_tuning.base_model_life_months",
            life.map_or(Value::Absent, |months| exactly(f64::from(months.max(1)))),
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
    pub fn price_in_words(&self, tuned: bool) -> String {
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

fn exactly(number: f64) -> Value {
    Value::Estimate(crate::scenario::Estimate::Exactly(number))
}

/// Sets an input and notes where its value comes from. A value that isn't there needs no source.
fn put(scenario: &mut Scenario, path: &str, value: Value, source: &str) -> Result<(), InputError> {
    let Some(input) = inputs::find(path) else {
        return Ok(());
    };
    if value == Value::Absent {
        // With a group go the sources of what stood in it.
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

/// Copies a whole price list into one side, all of it with the same source; what was negotiated or guessed stays.
fn fill_price(
    scenario: &mut Scenario,
    side: &str,
    model: &str,
    price: &Price,
    source: &str,
) -> Result<(), InputError> {
    // A scenario with these prices on its prompting side lends its values to the table's setters.
    let mut priced = Scenario::default();
    priced.prompting.serving.price = price.clone();
    if let Some(input) = inputs::find(&format!("{side}.serving.model")) {
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
        put(
            scenario,
            &format!("{side}.serving.price.{field}"),
            from.value(&priced),
            source,
        )?;
    }
    Ok(())
}
