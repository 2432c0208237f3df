//! What can be turned about a decision: thresholds of the checklists and rules, and how far the prompt's levers are pulled. Each number is
//! described once, in [`KNOBS`]; the window, the command line and the settings go through that.
//!
//! Knobs are of the person who decides, not of the feature: they are kept with the settings and in reports, not in scenarios.

use serde::{Deserialize, Serialize};

use super::Scenario;
use super::domain::{Amount, Bounds, Changes, Domain, LeadTime, Rate, Share};
use super::estimate::{EstimateError, Plain};
use super::quantity::Unit;

/// A way to make prompting cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lever {
    /// Let the provider cache the prompt.
    CachePrefix,
    /// Say the same in fewer tokens.
    TrimPrompt,
    /// Send fewer few-shot examples.
    FewerExamples,
    /// Send what can wait in batches.
    Batch,
    /// Use a cheaper model.
    CheaperModel,
}

impl Lever {
    /// All of them, in the order in which they are applied.
    pub const ALL: [Self; 5] = [
        Self::CheaperModel,
        Self::FewerExamples,
        Self::TrimPrompt,
        Self::CachePrefix,
        Self::Batch,
    ];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::CachePrefix => "cache",
            Self::TrimPrompt => "trim",
            Self::FewerExamples => "examples",
            Self::Batch => "batch",
            Self::CheaperModel => "cheaper-model",
        }
    }
}

/// All that can be turned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Knobs {
    /// Queries over the horizon that are production scale.
    pub scale_queries: Plain<Amount>,
    /// Share of a query's input tokens that are prompt, from which on the prompt eats too much.
    pub prompt_share: Plain<Share>,
    /// Changes a year from which on requirements are not stable.
    pub changes_per_year: Plain<Changes>,
    /// Months until the tuned model serves from which on it isn't quick.
    pub lead_time_months: Plain<LeadTime>,
    /// By how much the tuned model's pass rate may be lower and still count as good as prompting's.
    pub margin: Plain<Share>,
    /// What knowing everything has to be worth, as a share of what prompting costs, for measuring to come first.
    pub worth_share: Plain<Share>,
    /// Part of the prompt that can be trimmed.
    pub trim: Plain<Share>,
    /// Part of the prompt that examples make up which can be left out.
    pub examples: Plain<Share>,
    /// Share of the queries that can wait.
    pub batch: Plain<Share>,
    /// Minutes that a cache entry lives, where the scenario has none.
    pub cache_ttl_minutes: Plain<Rate>,
    /// The levers that are counted on, where the user has said. Of one scenario: not kept with the settings.
    pub counted_on: Option<Vec<Lever>>,
    /// Provider and name of the cheaper model, where the user has picked one. Of one scenario: not kept with the settings.
    pub cheaper_model: Option<String>,
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            // "100,000+ queries", as the field's articles have it.
            scale_queries: Plain::fixed(100_000.0),
            prompt_share: Plain::fixed(0.8),
            changes_per_year: Plain::fixed(4.0),
            lead_time_months: Plain::fixed(2.0),
            margin: Plain::fixed(0.02),
            worth_share: Plain::fixed(0.01),
            trim: Plain::fixed(0.2),
            examples: Plain::fixed(0.25),
            batch: Plain::fixed(0.3),
            cache_ttl_minutes: Plain::fixed(5.0),
            counted_on: None,
            cheaper_model: None,
        }
    }
}

impl Knobs {
    /// The levers that are counted on: until the user says more, those that leave the answers as they are; of a prompt that has been
    /// optimised nothing is left to trim.
    pub fn counted_on(&self, scenario: &Scenario) -> Vec<Lever> {
        match (&self.counted_on, scenario.decision.prompt_optimised) {
            (Some(levers), _) => levers.clone(),
            (None, Some(true)) => vec![Lever::CachePrefix],
            (None, _) => vec![Lever::CachePrefix, Lever::TrimPrompt],
        }
    }

    /// Leaves what is of one scenario only.
    pub fn forget_scenario(&mut self) {
        self.counted_on = None;
        self.cheaper_model = None;
    }
}

/// A number that can be turned.
pub struct Knob {
    /// Its name on the command line and in the settings.
    pub key: &'static str,
    /// Its name on the screen.
    pub label: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// What is allowed.
    pub domain: Domain,
    /// Reads it.
    pub get: fn(&Knobs) -> f64,
    /// Turns it.
    pub set: fn(&mut Knobs, f64) -> Result<(), EstimateError>,
}

/// The domain of the field that `_get` leads to.
const fn domain_of<B: Bounds>(_get: fn(&Knobs) -> Plain<B>) -> Domain {
    B::DOMAIN
}

macro_rules! knobs {
    ($($key:ident: $label:literal, $unit:expr;)*) => {
        [$(Knob {
            key: stringify!($key),
            label: $label,
            unit: $unit,
            domain: domain_of(|knobs| knobs.$key),
            get: |knobs| knobs.$key.get(),
            set: |knobs, value| {
                knobs.$key = Plain::new(value)?;
                Ok(())
            },
        }),*]
    };
}

/// All numbers that can be turned.
pub static KNOBS: [Knob; 10] = knobs! {
    scale_queries: "Production scale, from", Unit::Of("queries");
    prompt_share: "Excessive tokens, from", Unit::Percent("of the input");
    changes_per_year: "Changing requirements, from", Unit::Of("a year");
    lead_time_months: "Too slow to ship quickly, from", Unit::Of("months");
    margin: "As good as prompting, up to", Unit::Percent("passed less");
    worth_share: "Worth acting on, or measuring first, from", Unit::Percent("of what prompting costs");
    trim: "How much to trim", Unit::Percent("");
    examples: "How much the examples left out make up", Unit::Percent("");
    batch: "How many queries can wait", Unit::Percent("");
    cache_ttl_minutes: "How long a cache entry lives", Unit::Of("minutes");
};

/// The knob of this name.
pub fn find(key: &str) -> Option<&'static Knob> {
    KNOBS.iter().find(|knob| knob.key == key)
}
