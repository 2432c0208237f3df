//! Who offers the models: the order in which people look for them, and how long caches live.

use serde::Deserialize;

use crate::scenario::inputs::DOCUMENTED;

use super::catalog::Model;

/// A provider of models.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name, which its models state.
    pub name: String,
    /// How the names of its families of models begin, the most common first; empty if it has only one.
    #[serde(default)]
    pub families: Vec<String>,
    /// What it documents of its prompt caches; `None` if it caches no prompts.
    #[serde(default)]
    pub cache: Option<CacheLife>,
}

/// How long prompts stay in a provider's cache.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CacheLife {
    /// Minutes that an unused entry lives at least.
    pub ttl_minutes: f64,
    /// The day on which that was read, YYYY-MM-DD.
    pub read_on: String,
    /// The page on which it was read.
    pub read_at: String,
}

impl CacheLife {
    /// The source that a scenario states for a TTL from the catalog.
    pub fn source(&self) -> String {
        format!("{DOCUMENTED}{}, read {}", self.read_at, self.read_on)
    }
}

/// Gives each model what its provider states, and sorts them: common ones first, of a family the newest first.
pub(super) fn complete(models: &mut Vec<Model>, providers: &[Provider]) -> Result<(), String> {
    let mut placed = Vec::with_capacity(models.len());
    for mut model in models.drain(..) {
        let rank = providers
            .iter()
            .position(|provider| provider.name == model.provider);
        let rank = rank.ok_or_else(|| {
            format!(
                "{}: “{}” isn’t among the providers",
                model.model, model.provider
            )
        })?;
        let provider = &providers[rank];
        model.cache.clone_from(&provider.cache);
        if let (Some(cache), Some(own)) = (&mut model.cache, model.cache_ttl_minutes) {
            cache.ttl_minutes = own;
        }
        if model.cache.is_none() && model.price.cached_input.is_some() {
            return Err(format!(
                "{}: has a price of cached input, but {} no cache",
                model.model, provider.name
            ));
        }
        let name = model.people_name();
        let mut families = provider.families.iter();
        let family = families.position(|family| name.starts_with(family.as_str()));
        let family = family.unwrap_or(provider.families.len());
        placed.push((rank, family, version(&name), model));
    }
    placed.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    *models = placed.into_iter().map(|placed| placed.3).collect();
    Ok(())
}

/// The version in a model's name: 5.5 in "Claude Opus 5.5", 2.6 in "Kimi K2.6"; 0 if it has none. "120B" is a size.
fn version(name: &str) -> f64 {
    let words = name.split([' ', '-']);
    let versions = words.filter_map(|word| {
        let word = word.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        let word = word.strip_suffix('o').unwrap_or(word);
        word.parse().ok()
    });
    { versions }.next().unwrap_or(0.0)
}
