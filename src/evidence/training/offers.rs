//! What a training run costs at each offer of the catalog, and what a training file fills into a scenario.

use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::tokens::tokenizer::range_within;
use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::retirement::base_name;
use crate::scenario::{Estimate, Scenario};

use super::summary::TrainingFile;

/// What training on a file costs at an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingOffer<'a> {
    /// The model that is tuned.
    pub model: &'a Model,
    /// A run.
    pub run: f64,
    /// Whether the run costs the provider's minimum fee, and its tokens less.
    pub is_minimum: bool,
    /// A round: so many runs as the scenario takes, with their fixed cost and the evaluation.
    pub round: f64,
    /// What keeps the scenario from training there to its end, in a few words; `None` if nothing does.
    pub limit: Option<String>,
}

impl TrainingFile {
    /// What training costs at every offer of the catalog, the cheapest first. `epochs` are the passes over the data.
    pub fn offers<'a>(
        &self,
        catalog: &'a Catalog,
        scenario: &Scenario,
        epochs: f64,
    ) -> Vec<TrainingOffer<'a>> {
        let tunable = catalog.models.iter().filter_map(|model| {
            let tuning = model.tuning.as_ref()?;
            // What is billed by the hour doesn't follow from the tokens.
            let price = tuning.training_price()?;
            let tokens = self.trained_tokens() as f64 * epochs * price / 1e6;
            let minimum = tuning.minimum_fee.unwrap_or(0.0);
            let run = tokens.max(minimum);
            let training = &scenario.fine_tuning.training;
            let each = run + training.fixed_cost.base();
            Some(TrainingOffer {
                model,
                run,
                is_minimum: minimum > tokens,
                limit: model.training_limit(scenario),
                round: training.runs.base() * each + training.evaluation_cost.base(),
            })
        });
        let mut offers: Vec<_> = tunable.collect();
        offers.sort_by(|a, b| a.run.total_cmp(&b.run));
        offers
    }

    /// What a run costs with a model of the catalog, by its name or that of its fine-tuned one; `None` if that isn't offered for tuning.
    pub fn cost_of_run(&self, catalog: &Catalog, model: &str) -> Option<f64> {
        let offers = self.offers(catalog, &Scenario::default(), self.epochs() as f64);
        let name = base_name(model);
        let offer = offers.iter().find(|offer| offer.model.model == name)?;
        Some(offer.run)
    }

    /// Fills in examples, tokens per example and epochs. `name` is the file's, for the sources.
    pub fn fill(&self, scenario: &mut Scenario, epochs: f64, name: &str) -> Result<(), InputError> {
        let mut filled = scenario.clone();
        let mut fill = |path: &str, estimate: Estimate, source: String| {
            let Some(input) = inputs::find(path) else {
                return Ok(());
            };
            input.set_with_source(&mut filled, Value::Estimate(estimate), &source)
        };
        let examples = self.examples() as f64;
        let counted = format!("counted: {name}");
        fill(
            "fine_tuning.data.examples",
            Estimate::Exact(examples),
            counted,
        )?;
        let tokens = self.trained_tokens() as f64 / examples;
        // A mean is stated to a tenth.
        let tokens = range_within(tokens, self.counting.margin)
            .unwrap_or(Estimate::Exact((tokens * 10.0).round() / 10.0));
        let source = format!("{}: {name}", self.counting.source(self.counting.margin));
        fill("fine_tuning.training.tokens_per_example", tokens, source)?;
        let source = if epochs == self.epochs() as f64 {
            format!("OpenAI’s default for {examples} examples: {name}")
        } else {
            format!("chosen: {name}")
        };
        fill(
            "fine_tuning.training.epochs",
            Estimate::Exact(epochs),
            source,
        )?;
        *scenario = filled;
        Ok(())
    }
}
