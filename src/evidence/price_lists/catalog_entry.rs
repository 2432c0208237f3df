//! A list's entry as one of the catalog, so that picking it fills a scenario as any pick does.
//!
//! What no list says is the catalog's of the same model, if it has it: the name that people say, the shortest prompt that is cached, what
//! batches cost where the list is silent, the day of retirement, and what training costs.

use crate::evidence::caching::USUAL_TTL_MINUTES;
use crate::evidence::catalog::{Catalog, LaterPrice, Model, Tuning};
use crate::evidence::listed::{BatchPrice, ListedPrice, LongCacheWrite, PriceFigures, TierFigures};
use crate::evidence::provider::CacheLife;
use crate::scenario::{Price, day_in_words};

use super::ListKind;
use super::compared::price_on;
use super::listed_model::{ListedModel, Tier, TokenPrices};
use super::words::dollars;

/// Minutes that entries live in the cache that lists call that of an hour.
const HOUR: f64 = 60.0;

impl ListedModel {
    /// The entry as the catalog would have it, read in a list of some kind on a day, YYYY-MM-DD. Reasons to doubt it don't count here. An error
    /// says what is missing or can't be a price, in a sentence that begins small.
    ///
    /// ```
    /// use breakeven::evidence::catalog::Catalog;
    /// use breakeven::evidence::price_lists::PriceList;
    /// use breakeven::scenario::Scenario;
    ///
    /// let text = r#"{"gpt-6": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2e-6, "output_cost_per_token": 1e-5}}"#;
    /// let list = PriceList::read(text, "2026-11-27")?;
    /// let model = list.models[0].as_catalog_entry(list.kind, "2026-11-27", Catalog::bundled()?)?;
    /// let mut scenario = Scenario::default();
    /// model.fill_prompting(&mut scenario)?;
    /// let source = &scenario.sources["prompting.serving.price.input"];
    /// assert_eq!(source, "list price: LiteLLM’s price list, read 2026-11-27");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn as_catalog_entry(
        &self,
        kind: ListKind,
        read_on: &str,
        catalog: &Catalog,
    ) -> Result<Model, String> {
        let known = catalog.counterpart(self);
        let known = known.filter(|known| known.provider == self.provider);
        let model = if self.tuned {
            self.tuned_entry(kind, read_on, known)?
        } else {
            self.entry(kind, read_on, catalog, known)?
        };
        model.check()?;
        Ok(model)
    }

    fn entry(
        &self,
        kind: ListKind,
        read_on: &str,
        catalog: &Catalog,
        known: Option<&Model>,
    ) -> Result<Model, String> {
        let known_price = known.map(|known| price_on(known, read_on));
        let price = listed_price(&self.price, known_price)?;
        let mut changes: Vec<LaterPrice> = Vec::new();
        for change in &self.changes {
            let from = change.from.clone();
            // Of prices from one day on, the list's last one counts.
            changes.retain(|earlier| earlier.from != from);
            let price = listed_price(&change.price, known_price)?;
            changes.push(LaterPrice { from, price });
        }
        let ttl = known.and_then(|known| known.cache_ttl_minutes);
        let mut providers = catalog.providers.iter();
        let provider = providers.find(|provider| provider.name == self.provider);
        let documented = provider.and_then(|provider| provider.cache_of(ttl));
        let assumed = || CacheLife {
            ttl_minutes: USUAL_TTL_MINUTES,
            read_on: read_on.to_owned(),
            read_at: format!(
                "{}, which states no lifetime of caches: {USUAL_TTL_MINUTES} minutes assumed",
                kind.source()
            ),
        };
        Ok(Model {
            provider: self.provider.clone(),
            model: self.model.clone(),
            name: known.and_then(|known| known.name.clone()),
            cache_ttl_minutes: ttl,
            cache: Some(documented.unwrap_or_else(assumed)),
            price,
            changes,
            priority: known.and_then(|known| known.priority),
            regional: known.and_then(|known| known.regional),
            retires: self.retirement(known).map(str::to_owned),
            tuning: None,
            note: self.note(known),
            read_on: read_on.to_owned(),
            read_at: kind.source().to_owned(),
            is_own: false,
        })
    }

    /// The base model as the catalog has it, with the list's token prices of the tuned one.
    fn tuned_entry(
        &self,
        kind: ListKind,
        read_on: &str,
        known: Option<&Model>,
    ) -> Result<Model, String> {
        let known = known.and_then(|known| Some((known, known.tuning.as_ref()?)));
        let Some((model, tuning)) = known else {
            return Err(format!(
                "no price list says what training costs, and the catalog doesn’t have {} to tune",
                self.base_name()
            ));
        };
        let training = format!("training {} of {}", model.read_at, model.read_on);
        Ok(Model {
            tuning: Some(Tuning {
                price: listed_price(&self.price, Some(&tuning.price))?,
                retires: self.retires.clone().or_else(|| tuning.retires.clone()),
                note: self.note(Some(model)).or_else(|| tuning.note.clone()),
                ..tuning.clone()
            }),
            read_on: read_on.to_owned(),
            read_at: format!("{}; {training}", kind.source()),
            is_own: false,
            ..model.clone()
        })
    }

    /// The day on which it is shut down, the list's or else the catalog's.
    fn retirement<'a>(&'a self, known: Option<&'a Model>) -> Option<&'a str> {
        let known = known.and_then(|known| known.retires(self.tuned));
        self.retires.as_deref().or(known)
    }

    /// What a user who picks it should know.
    fn note(&self, known: Option<&Model>) -> Option<String> {
        let fee = self.per_query.map(|fee| {
            let fee = dollars(fee);
            format!("each query costs {fee} more, whatever its length. Enter that as other cost per query")
        });
        let retires = self.retirement(known).filter(|_| self.retires.is_none());
        let day = retires.map(|day| {
            let day = day_in_words(day);
            format!("the list has no day of retirement, the catalog has {day}")
        });
        fee.or(day)
    }
}

/// Prices of a list as the catalog has them; what the list doesn't state is what a known price of the model says.
fn listed_price(price: &TokenPrices, known: Option<&ListedPrice>) -> Result<ListedPrice, String> {
    let input = price.input.ok_or("no price of input is listed")?;
    let output = price.output.ok_or("no price of output is listed")?;
    let known = known.cloned().map(PriceFigures::from).unwrap_or_default();
    let shares = price.batch_input.zip(price.batch_output).map(|batch| {
        let share = |batch: f64, price: f64| (1.0 - batch / price).clamp(0.0, 1.0);
        (batch, share(batch.0, input), share(batch.1, output))
    });
    let mut figures = PriceFigures {
        input,
        cached_input: price.cached_input,
        cache_write: price.cache_write,
        long_cache_write: price.long_cache_write.map(|price| LongCacheWrite {
            minutes: HOUR,
            price,
        }),
        output,
        cache_min_tokens: known.cache_min_tokens,
        tiers: price.tiers.iter().map(TierFigures::from).collect(),
        batch_discount: known.batch_discount,
        batch: None,
    };
    match shares {
        Some((_, of_input, of_output)) if (of_input - of_output).abs() < 5e-4 => {
            let share = (of_input * 1e4).round() / 1e4;
            let usual = Price::default().batch_discount.get();
            figures.batch_discount = (share != usual).then_some(share);
        }
        Some(((input, output), ..)) => {
            figures.batch = Some(BatchPrice {
                input,
                cached_input: None,
                output,
            });
        }
        None => {}
    }
    figures.try_into()
}

impl From<&Tier> for TierFigures {
    fn from(tier: &Tier) -> Self {
        Self {
            above_tokens: tier.above_tokens,
            input: tier.input,
            cached_input: tier.cached_input,
            cache_write: tier.cache_write,
            output: tier.output,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::evidence::catalog_text::to_ron;
    use crate::evidence::price_lists::PriceList;
    use crate::scenario::Scenario;

    use super::*;

    const DAY: &str = "2026-11-27";

    fn list(text: &str) -> PriceList {
        PriceList::read(text, DAY).unwrap()
    }

    fn entry(text: &str, id: &str) -> Result<Model, String> {
        let list = list(text);
        let listed = list.models.iter().find(|model| model.id == id).unwrap();
        listed.as_catalog_entry(list.kind, DAY, Catalog::bundled().unwrap())
    }

    const LITELLM: &str = include_str!("extracts/litellm.json");
    const GENAI: &str = include_str!("extracts/genai.json");
    const OPENROUTER: &str = include_str!("extracts/openrouter.json");

    #[test]
    fn sound_entries_of_each_list_are_entries_of_a_catalog() {
        for text in [LITELLM, GENAI, OPENROUTER] {
            let list = list(text);
            let catalog = Catalog::bundled().unwrap();
            let untuned = list.sound().filter(|model| !model.tuned);
            let entry = |model: &ListedModel| model.as_catalog_entry(list.kind, DAY, catalog);
            let mut models = untuned.map(entry).collect::<Result<Vec<_>, _>>().unwrap();
            assert!(models.len() >= 4, "{models:?}");
            let mut read = Catalog::read(&to_ron(&models).unwrap()).unwrap().models;
            models.sort_by_key(Model::full_name);
            read.sort_by_key(Model::full_name);
            assert_eq!(read, models);
        }
    }

    #[test]
    fn an_entry_has_the_lists_figures_and_the_catalogs_where_the_list_is_silent() {
        let opus = entry(LITELLM, "claude-opus-5").unwrap();
        let catalog = Catalog::bundled().unwrap();
        let known = catalog.named("claude-opus-5")[0];
        assert_eq!((&opus.name, &opus.cache), (&known.name, &known.cache));
        assert_eq!(
            opus.price
                .long_cache_write
                .map(|long| (long.minutes, long.price)),
            Some((60.0, 10.0))
        );
        let least = |model: &Model| model.price.base.cache_min_tokens;
        assert_eq!(least(&opus), least(known));
        assert_eq!(
            opus.source(),
            "list price: LiteLLM’s price list, read 2026-11-27"
        );
        let qwen = entry(LITELLM, "dashscope/qwen3-coder-plus").unwrap();
        assert_eq!(qwen.price.tiers.len(), 3);
        let flash = entry(GENAI, "gemini-3.6-flash").unwrap();
        assert_eq!(flash.changes[0].from, "2027-01-01");
        assert_eq!(flash.changes[0].price.base.input.base(), 1.5);
    }

    #[test]
    fn a_cache_whose_life_nobody_states_is_assumed_to_live_as_the_shortest_do() {
        let sonnet = entry(OPENROUTER, "anthropic/claude-sonnet-5").unwrap();
        assert_eq!(sonnet.cache.map(|cache| cache.ttl_minutes), Some(5.0));
        let sonar = entry(OPENROUTER, "perplexity/sonar").unwrap();
        assert!(!sonar.can_cache(false));
        let note =
            "each query costs $0.005 more, whatever its length. Enter that as other cost per query";
        assert_eq!(sonar.note.as_deref(), Some(note));
    }

    #[test]
    fn a_tuned_entry_fills_the_lists_token_prices_and_the_catalogs_training() {
        // OpenAI: tuned gpt-4.1 costs 1.5 times its base model, training $25.
        let tuned = entry(LITELLM, "ft:gpt-4.1-2025-04-14").unwrap();
        let mut scenario = Scenario::default();
        tuned.fill_fine_tuning(&mut scenario).unwrap();
        let fine_tuning = &scenario.fine_tuning;
        assert_eq!(fine_tuning.serving.model, "gpt-4.1, fine-tuned");
        assert_eq!(fine_tuning.serving.price.input.base(), 3.0);
        assert_eq!(fine_tuning.training.price.base(), 25.0);
        let source = &scenario.sources["fine_tuning.training.price"];
        assert!(
            source.starts_with("list price: LiteLLM’s price list; training OpenAI"),
            "{source}"
        );
        let problem = entry(LITELLM, "ft:davinci-002").unwrap_err();
        assert_eq!(
            problem,
            "no price list says what training costs, and the catalog doesn’t have davinci-002 to tune"
        );
    }

    #[test]
    fn prices_in_batches_are_a_discount_where_one_says_both() {
        let price = |batch_input, batch_output| {
            let price = TokenPrices {
                input: Some(2.0),
                output: Some(8.0),
                batch_input: Some(batch_input),
                batch_output: Some(batch_output),
                ..TokenPrices::default()
            };
            listed_price(&price, None).unwrap()
        };
        let third = price(1.4, 5.6);
        assert_eq!((third.base.batch_discount.get(), third.batch), (0.3, None));
        let unequal = price(1.0, 6.0).batch.unwrap();
        assert_eq!((unequal.input, unequal.output), (1.0, 6.0));
        assert_eq!(
            listed_price(&TokenPrices::default(), None).unwrap_err(),
            "no price of input is listed"
        );
    }
}
