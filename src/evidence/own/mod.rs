//! The user's own price list: entries that win over those of the bundled catalog, and are kept apart from it.
//!
//! - [`fields`]: the fields in which an entry is edited; [`beyond_fields`]: what an entry may state besides
//!
//! ```
//! use breakeven::evidence::catalog::Catalog;
//! use breakeven::evidence::own;
//!
//! let bundled = Catalog::bundled()?;
//! let text = r#"(version: 3, currency: "USD", providers: [], models: [(provider: "OpenAI", model: "gpt-4.1",
//!     price: (input: 1.5, output: 6), read_on: "2026-11-27", read_at: "our contract")])"#;
//! let catalog = bundled.with_own(&own::read(text, bundled)?);
//! let model = catalog.models.iter().find(|model| model.full_name() == "OpenAI gpt-4.1").expect("the entry");
//! assert_eq!(model.source(), "list price: your price list, our contract, read 2026-11-27");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod beyond_fields;
pub mod fields;

use jiff::civil::Date;

use crate::evidence::caching::USUAL_TTL_MINUTES;
use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::catalog_text::to_ron;
use crate::evidence::current::CurrentPrices;
use crate::evidence::provider::{CacheLife, Provider};

/// Reads the entries of a price list of the user's own: a catalog that needn't repeat the providers that the bundled one has. Where nobody
/// states how long cached prompts live, five minutes are assumed, and their source says so. An error says what is wrong, with the line if
/// the text is none of this form.
pub fn read(text: &str, bundled: &Catalog) -> Result<Vec<Model>, String> {
    let mut own = Catalog::parse(text)?;
    if own.currency != bundled.currency {
        return Err(format!(
            "its prices are in {}; those of a price list are in {}",
            own.currency, bundled.currency
        ));
    }
    own.providers = providers(&own, bundled);
    for provider in &mut own.providers {
        let is_cached = |model: &&Model| {
            model.provider == provider.name && model.price.base.cached_input.is_some()
        };
        if provider.cache.is_none()
            && let Some(model) = own.models.iter().find(is_cached)
        {
            provider.cache = Some(assumed(&model.read_on));
        }
    }
    own.complete()?;
    let mut models = own.models;
    for place in 0..models.len() {
        let name = models[place].full_name();
        if models[..place]
            .iter()
            .any(|other| other.full_name() == name)
        {
            return Err(format!("{name} is in it twice"));
        }
        models[place].is_own = true;
    }
    Ok(models)
}

/// Changes of the user's own price list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnChanges {
    /// Entries that are kept, each with the provider and name that it had before, if it had.
    pub kept: Vec<(Model, Option<String>)>,
    /// Provider and name of the entries that are deleted.
    pub deleted: Vec<String>,
}

impl OwnChanges {
    /// Changes that keep these entries, in place of those of the same provider and name.
    pub fn keep(models: impl IntoIterator<Item = Model>) -> Self {
        Self {
            kept: models.into_iter().map(|model| (model, None)).collect(),
            deleted: Vec::new(),
        }
    }

    /// The text of a price list with the changes; `None` stands for a list that isn't there yet. An error if the text can't be read, or a value
    /// is refused, so that it couldn't be read again.
    pub fn made_to(&self, text: Option<&str>, bundled: &Catalog) -> Result<String, String> {
        let mut models = text.map_or(Ok(Vec::new()), |text| read(text, bundled))?;
        models.retain(|model| !self.deleted.contains(&model.full_name()));
        for (entry, before) in &self.kept {
            models = with_entry(models, entry.clone(), before.as_deref());
        }
        write(&models, bundled)
    }
}

/// The entries as text, which [`read`] reads again; an error if they couldn't be read again, since a value is refused.
fn write(models: &[Model], bundled: &Catalog) -> Result<String, String> {
    let text = to_ron(models).map_err(|error| error.to_string())?;
    read(&text, bundled)?;
    Ok(text)
}

/// The entries with this one, in place of that of the same provider and name, and of the one that it was before it was renamed.
fn with_entry(mut models: Vec<Model>, entry: Model, before: Option<&str>) -> Vec<Model> {
    let name = entry.full_name();
    let is_replaced = |model: &Model| {
        let other = model.full_name();
        other == name || before == Some(other.as_str())
    };
    let place = models.iter().position(&is_replaced);
    models.retain(|model| !is_replaced(model));
    let place = place.unwrap_or(models.len()).min(models.len());
    models.insert(
        place,
        Model {
            is_own: true,
            ..entry
        },
    );
    models
}

/// The providers of the own entries and of the catalog: those first that only the user has. What the catalog says of a provider holds.
fn providers(own: &Catalog, bundled: &Catalog) -> Vec<Provider> {
    let mut providers: Vec<Provider> = Vec::new();
    let is_bundled = |name: &str| bundled.providers.iter().any(|known| known.name == name);
    let named = own.models.iter().map(|model| Provider {
        name: model.provider.clone(),
        families: Vec::new(),
        cache: None,
    });
    for provider in own.providers.iter().cloned().chain(named) {
        let is_known = providers.iter().any(|known| known.name == provider.name);
        if !is_known && !is_bundled(&provider.name) {
            providers.push(provider);
        }
    }
    providers.extend(bundled.providers.iter().cloned());
    providers
}

fn assumed(read_on: &str) -> CacheLife {
    CacheLife {
        ttl_minutes: USUAL_TTL_MINUTES,
        read_on: read_on.to_owned(),
        read_at: format!(
            "your price list, which states no lifetime of caches: {USUAL_TTL_MINUTES} minutes assumed"
        ),
    }
}

impl Catalog {
    /// The catalog with the user's own entries, which win over those of the same provider and name.
    #[must_use]
    pub fn with_own(&self, own: &[Model]) -> Self {
        let is_replaced = |model: &&Model| {
            let mut own = own.iter();
            own.any(|own| own.provider == model.provider && own.model == model.model)
        };
        let kept = self.models.iter().filter(|model| !is_replaced(model));
        let mut catalog = Self {
            models: own.iter().chain(kept).cloned().collect(),
            ..self.clone()
        };
        catalog.providers = providers(&catalog, self);
        catalog.sort();
        catalog
    }

    /// The user's own entries.
    pub fn own(&self) -> impl Iterator<Item = &Model> {
        self.models.iter().filter(|model| model.is_own)
    }
}

impl CurrentPrices {
    /// The catalog with the entries of the user's own price list, if there is one. Where its text can't be read, the catalog alone is in use,
    /// and the second value says why.
    pub fn with_own(text: Option<&str>, today: Option<Date>) -> (Self, Option<String>) {
        let alone = Self::bundled(today);
        let (Some(text), Some(bundled)) = (text, alone.catalog) else {
            return (alone, None);
        };
        match read(text, bundled) {
            Ok(own) if own.is_empty() => (alone, None),
            Ok(own) => (alone.in_use_with(&own), None),
            Err(problem) => (alone, Some(problem)),
        }
    }

    /// The bundled catalog with these entries of the user's.
    #[must_use]
    pub fn in_use_with(self, own: &[Model]) -> Self {
        let Ok(bundled) = Catalog::bundled() else {
            return self;
        };
        // Models are handed on as `&'static Model`, like those of the bundled catalog. Edits of the price list are few, so that what a
        // catalog takes is never given back.
        let catalog: &'static Catalog = Box::leak(Box::new(bundled.with_own(own)));
        Self {
            catalog: Some(catalog),
            ..self
        }
    }

    /// Whether the user has entries of their own.
    pub fn has_own(&self) -> bool {
        self.catalog
            .is_some_and(|catalog| catalog.own().next().is_some())
    }

    /// Tells the catalog apart from those that were in use before.
    pub fn address(&self) -> usize {
        self.catalog
            .map_or(0, |catalog| std::ptr::from_ref(catalog).addr())
    }

    /// The entries of the user's own price list that are in use.
    pub fn own(&self) -> Vec<Model> {
        let catalog = self.catalog.into_iter();
        catalog.flat_map(Catalog::own).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::scenario::inputs::source_in_words;

    fn bundled() -> &'static Catalog {
        Catalog::bundled().unwrap()
    }

    fn list(models: &str) -> String {
        format!("(version: 3, currency: \"USD\", providers: [], models: [{models}])")
    }

    fn entry(provider: &str, model: &str, price: &str) -> String {
        format!(
            "(provider: \"{provider}\", model: \"{model}\", price: ({price}), read_on: \"2026-11-27\", read_at: \"our contract\"),"
        )
    }

    #[test]
    fn an_own_entry_wins_over_the_catalog_and_the_rest_stays() {
        let text = list(&entry("OpenAI", "gpt-4.1", "input: 1.5, output: 6"));
        let own = read(&text, bundled()).unwrap();
        let catalog = bundled().with_own(&own);
        assert_eq!(catalog.models.len(), bundled().models.len());
        let named = catalog.named("OpenAI gpt-4.1");
        assert_eq!(named.len(), 1, "{named:?}");
        assert!(named[0].is_own);
        assert_eq!(named[0].price.base.input.base(), 1.5);
        let others = |catalog: &Catalog| {
            let others = catalog.models.iter().cloned();
            let mut others: Vec<Model> = others
                .filter(|model| model.full_name() != "OpenAI gpt-4.1")
                .collect();
            others.sort_by_key(Model::full_name);
            others
        };
        assert_eq!(others(&catalog), others(bundled()));
    }

    #[test]
    fn what_is_filled_in_says_that_it_is_the_users_price_list() {
        let text = list(&entry("OpenAI", "gpt-4.1", "input: 1.5, output: 6"));
        let own = read(&text, bundled()).unwrap();
        let mut scenario = Scenario::default();
        own[0].fill_prompting(&mut scenario).unwrap();
        let source = &scenario.sources["prompting.serving.price.input"];
        assert_eq!(
            source_in_words(source),
            "Your price list, our contract, 27 Nov 2026"
        );
        let marks = CurrentPrices::bundled("2027-12-01".parse().ok()).marks(&scenario);
        assert!(marks[0].text.contains("days ago"), "{marks:?}");
    }

    #[test]
    fn a_provider_that_only_the_user_has_is_assumed_to_cache_for_five_minutes() {
        let prices = "input: 1, cached_input: 0.1, output: 2";
        let text = list(&entry("Our gateway", "chat", prices));
        let own = read(&text, bundled()).unwrap();
        let mut scenario = Scenario::default();
        own[0].fill_prompting(&mut scenario).unwrap();
        let serving = &scenario.prompting.serving;
        assert_eq!(serving.cache_ttl_minutes.map(|ttl| ttl.base()), Some(5.0));
        let source = &scenario.sources["prompting.serving.cache_ttl_minutes"];
        assert!(source.contains("5 minutes assumed"), "{source}");
        let catalog = bundled().with_own(&own);
        assert_eq!(catalog.providers[0].name, "Our gateway");
        assert!(catalog.models[0].is_own);
    }

    #[test]
    fn entries_are_read_as_they_were_written() {
        for text in [
            list(&entry(
                "Our gateway",
                "chat",
                "input: 1, cached_input: 0.1, output: 2",
            )),
            list(&entry("OpenAI", "gpt-4.1", "input: 1.5, output: 6")),
        ] {
            let own = read(&text, bundled()).unwrap();
            let written = write(&own, bundled()).unwrap();
            assert_eq!(read(&written, bundled()).unwrap(), own);
        }
        // Any entry of the catalog may be the start of an own one.
        for model in &bundled().models {
            let own = with_entry(Vec::new(), model.clone(), None);
            let written = write(&own, bundled()).unwrap();
            assert_eq!(read(&written, bundled()).unwrap(), own, "{}", model.model);
        }
    }

    #[test]
    fn an_entry_takes_the_place_of_the_one_that_it_was() {
        let text = list(
            &["a", "b", "c"]
                .map(|name| entry("X", name, "input: 1, output: 2"))
                .concat(),
        );
        let own = read(&text, bundled()).unwrap();
        let names = |models: &[Model]| -> Vec<String> {
            models.iter().map(|model| model.model.clone()).collect()
        };
        let renamed = |to: &str, before| {
            let model = to.to_owned();
            let entry = Model {
                model,
                ..own[1].clone()
            };
            names(&with_entry(own.clone(), entry, before))
        };
        assert_eq!(renamed("d", Some("X b")), ["a", "d", "c"]);
        assert_eq!(renamed("c", Some("X b")), ["a", "c"]);
        assert_eq!(renamed("b", None), ["a", "b", "c"]);
        assert_eq!(renamed("d", None), ["a", "b", "c", "d"]);
    }

    #[test]
    fn what_cannot_be_an_own_list_is_refused_with_the_reason() {
        let twice = list(&entry("X", "a", "input: 1, output: 2").repeat(2));
        let euros = list("").replace("USD", "EUR");
        for (text, reason) in [
            ("(version: 3,\n models: 1)", "2:"),
            (&twice, "X a is in it twice"),
            (&euros, "its prices are in EUR"),
            (
                "(version: 2, currency: \"USD\", providers: [], models: [])",
                "version 2",
            ),
        ] {
            let problem = read(text, bundled()).unwrap_err();
            assert!(problem.contains(reason), "{problem}");
            let (prices, told) = CurrentPrices::with_own(Some(text), None);
            assert_eq!(told.as_ref(), Some(&problem));
            assert_eq!(prices.own(), []);
        }
    }
}
