//! Who offers the models: the order in which people look for them, and how long caches live.

use serde::{Deserialize, Serialize};

use crate::scenario::inputs::DOCUMENTED;

/// A provider of models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name, which its models state.
    pub name: String,
    /// How the names of its families of models begin, the most common first; empty if it has only one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<String>,
    /// What it documents of its prompt caches; `None` if it caches no prompts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache: Option<CacheLife>,
}

/// How long prompts stay in a provider's cache.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CacheLife {
    /// Minutes that an unused entry lives at least.
    pub ttl_minutes: f64,
    /// The day on which that was read, YYYY-MM-DD.
    pub read_on: String,
    /// The page on which it was read.
    pub read_at: String,
}

impl Provider {
    /// The place of a model's family among the provider's, from 0, by the name that people say.
    pub(super) fn family_rank(&self, name: &str) -> usize {
        let is_of = |family: &String| name.starts_with(family.as_str());
        let rank = self.families.iter().position(is_of);
        rank.unwrap_or(self.families.len())
    }

    /// How long entries live in the cache of a model, which may state minutes of its own.
    pub(super) fn cache_of(&self, own_minutes: Option<f64>) -> Option<CacheLife> {
        let cache = self.cache.clone()?;
        Some(CacheLife {
            ttl_minutes: own_minutes.unwrap_or(cache.ttl_minutes),
            ..cache
        })
    }
}

impl CacheLife {
    /// The source that a scenario states for a TTL from the catalog.
    pub fn source(&self) -> String {
        format!("{DOCUMENTED}{}, read {}", self.read_at, self.read_on)
    }
}

/// The version in a model's name: 5.5 in "Claude Opus 5.5", 2.6 in "Kimi K2.6"; 0 if it has none. "120B" is a size.
pub(super) fn version(name: &str) -> f64 {
    let words = name.split([' ', '-']);
    let versions = words.filter_map(|word| {
        let word = word.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        let word = word.strip_suffix('o').unwrap_or(word);
        word.parse().ok()
    });
    { versions }.next().unwrap_or(0.0)
}
