//! What a training run costs at each offer of the catalog, and what a training file fills into a scenario.

use crate::evidence::catalog::{Catalog, Model, Tuning};
use crate::evidence::search::names;
use crate::evidence::tokens::model_name::models_meant;
use crate::evidence::tokens::tokenizer::range_within;
use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::money;
use crate::scenario::retirement::base_name;
use crate::scenario::{Currency, Estimate, Scenario};

use super::summary::TrainingFile;

/// What training on a file costs at an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingOffer<'a> {
    /// The model that is tuned.
    pub model: &'a Model,
    /// A run, in US dollars; `None` if training is billed by the hour, which doesn't follow from the tokens.
    pub run: Option<f64>,
    /// Whether the run costs the provider's minimum fee, and its tokens less.
    pub is_minimum: bool,
    /// A round: so many runs as the scenario takes, with their fixed cost and the evaluation. `None` without the cost of a run, and if the scenario
    /// is in another currency than list prices are, since its own amounts can't be added to them.
    pub round: Option<f64>,
    /// What keeps the scenario from training there to its end, in a few words; `None` if nothing does.
    pub limit: Option<String>,
}

/// What a run costs with the model of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct CostOfRun {
    /// In US dollars; `None` if no offer states it.
    pub cost: Option<f64>,
    /// Which of several providers' it is, or why there is none.
    pub note: Option<String>,
}

/// What stands in the place of a cost that isn't known.
const UNKNOWN: &str = "–";

impl TrainingOffer<'_> {
    /// "$4.20", or of what is billed by the hour "$100.00 per hour, at most $5,000".
    pub fn run_in_words(&self) -> String {
        let by_the_hour = || {
            let tuning = self.model.tuning.as_ref();
            tuning.map_or(UNKNOWN.to_owned(), Tuning::training_in_words)
        };
        self.run.map_or_else(by_the_hour, in_dollars)
    }

    /// "$12.60", or "–" if it can't be said.
    pub fn round_in_words(&self) -> String {
        self.round.map_or(UNKNOWN.to_owned(), in_dollars)
    }

    /// What to know of it, such as "minimum fee, existing customers only"; empty if there is nothing.
    pub fn notes(&self) -> String {
        let minimum = self.is_minimum.then_some("minimum fee");
        let notes: Vec<&str> = minimum.into_iter().chain(self.limit.as_deref()).collect();
        notes.join(", ")
    }
}

fn in_dollars(cost: f64) -> String {
    money(cost, &Currency::default())
}

impl TrainingFile {
    /// What training costs at every offer of the catalog, the cheapest first, and what is billed by the hour last. `epochs` are the passes over
    /// the data.
    pub fn offers<'a>(
        &self,
        catalog: &'a Catalog,
        scenario: &Scenario,
        epochs: f64,
    ) -> Vec<TrainingOffer<'a>> {
        let tunable = catalog.models.iter().filter_map(|model| {
            let tuning = model.tuning.as_ref()?;
            let price = tuning.training_price();
            let tokens = price.map(|price| self.trained_tokens() as f64 * epochs * price / 1e6);
            let minimum = tuning.minimum_fee.unwrap_or(0.0);
            let run = tokens.map(|tokens| tokens.max(minimum));
            let training = &scenario.fine_tuning.training;
            let round = run.map(|run| {
                let each = run + training.fixed_cost.base();
                training.runs.base() * each + training.evaluation_cost.base()
            });
            Some(TrainingOffer {
                model,
                run,
                is_minimum: tokens.is_some_and(|tokens| minimum > tokens),
                limit: model.training_limit(scenario),
                round: round.filter(|_| scenario.currency.is_us_dollar()),
            })
        });
        let mut offers: Vec<_> = tunable.collect();
        let cost = |offer: &TrainingOffer<'_>| offer.run.unwrap_or(f64::INFINITY);
        offers.sort_by(|a, b| cost(a).total_cmp(&cost(b)));
        offers
    }

    /// What a run costs with a model of the catalog, by its name as [`models_meant`] reads it: with the cheapest of several providers.
    pub fn cost_of_run(&self, catalog: &Catalog, model: &str) -> CostOfRun {
        let meant = models_meant(catalog, model);
        let is_meant = |offer: &TrainingOffer<'_>| meant.contains(&offer.model);
        let offers = self.offers(catalog, &Scenario::default(), self.epochs() as f64);
        let offers: Vec<_> = offers.into_iter().filter(is_meant).collect();
        let name = base_name(model).trim();
        let note = match &offers[..] {
            [] if meant.is_empty() => Some(format!(
                "“{name}” isn’t in the price catalog, so the cost of a run isn’t known"
            )),
            [] => Some(format!(
                "{} can’t be fine-tuned, so a run has no cost",
                names(&meant)
            )),
            [first, ..] if first.run.is_none() => Some(format!(
                "Training {} costs {}. The cost of a run doesn’t follow from its tokens",
                first.model.full_name(),
                first.run_in_words()
            )),
            [_] => None,
            [first, ..] => Some(format!(
                "Several providers tune {}. The cost of a run is that of {}",
                first.model.model,
                first.model.full_name()
            )),
        };
        CostOfRun {
            cost: offers.first().and_then(|offer| offer.run),
            note,
        }
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

#[cfg(test)]
mod tests {
    use crate::evidence::tokens::tokenizer::Counting;
    use crate::evidence::training::tally::Tally;

    use super::*;

    /// Forty examples of one token: three epochs, 120 tokens a run.
    fn file(model: &str) -> TrainingFile {
        let counting = Counting::of(model);
        let lines = "{\"text\": \"a\"}\n".repeat(40);
        let tally = Tally::of_lines(Some(lines.as_bytes()), 1, &counting);
        TrainingFile::new(tally, &counting, model).unwrap()
    }

    #[test]
    fn what_is_billed_by_the_hour_is_offered_last() {
        let catalog = Catalog::bundled().unwrap();
        let tunable = catalog.models.iter().filter(|model| model.tuning.is_some());
        let offers = file("gpt-4.1").offers(catalog, &Scenario::default(), 3.0);
        assert_eq!(offers.len(), tunable.count());
        let by_the_hour = offers.last().unwrap();
        assert_eq!(by_the_hour.model.full_name(), "Azure OpenAI o4-mini");
        assert_eq!((by_the_hour.run, by_the_hour.round), (None, None));
        let words = by_the_hour.run_in_words();
        assert!(
            words.starts_with("$100.00 per hour, at most $5,000"),
            "{words}"
        );
        assert_eq!(by_the_hour.round_in_words(), "–");
        assert!(offers.is_sorted_by(|a, b| a.run <= b.run || b.run.is_none()));
    }

    #[test]
    fn a_round_is_added_up_in_one_currency_only() {
        let catalog = Catalog::bundled().unwrap();
        let mut scenario = Scenario::default();
        let file = file("gpt-4.1");
        assert!(file.offers(catalog, &scenario, 3.0)[0].round.is_some());
        scenario.currency = "EUR".parse().unwrap();
        let offers = file.offers(catalog, &scenario, 3.0);
        assert!(offers.iter().all(|offer| offer.round.is_none()));
        assert_eq!(offers[0].round_in_words(), "–");
        assert!(offers[0].run.is_some());
    }

    #[test]
    fn the_cost_of_a_run_says_whose_it_is_or_why_there_is_none() {
        let catalog = Catalog::bundled().unwrap();
        // 40 tokens times 3 epochs at $25 or $5 per million.
        let (large, mini) = (120.0 * 25.0 / 1e6, 120.0 * 5.0 / 1e6);
        for (model, cost, said) in [
            ("gpt-4.1", Some(large), "that of OpenAI gpt-4.1"),
            (
                "gpt-4.1-mini-2025-04-14",
                Some(mini),
                "that of OpenAI gpt-4.1-mini",
            ),
            ("openai/gpt-4.1", Some(large), ""),
            ("Azure OpenAI gpt-4.1-mini", Some(mini), ""),
            ("gpt-4.1 on Azure, fine-tuned", Some(large), ""),
            (
                "o4-mini",
                None,
                "Training Azure OpenAI o4-mini costs $100.00 per hour",
            ),
            (
                "gpt-6.2-sol",
                None,
                "OpenAI gpt-6.2-sol can’t be fine-tuned",
            ),
            ("our own", None, "“our own” isn’t in the price catalog"),
        ] {
            let found = file(model).cost_of_run(catalog, model);
            assert_eq!(found.cost, cost, "{model}");
            let note = found.note.unwrap_or_default();
            assert!(
                note.contains(said) && note.is_empty() == said.is_empty(),
                "{note}"
            );
        }
    }
}
