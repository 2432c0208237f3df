//! The settings of a decision: thresholds of the checklists and rules, and how far each lever of the prompt can be pulled. Each number is
//! a knob, described once in [`KNOBS`]; the window, the command line and the settings file go through that table.
//!
//! These settings belong to the person who decides, not to the feature: they are saved with the user's settings and in reports, not in
//! scenarios.

use serde::{Deserialize, Serialize};

use super::domain::{Amount, Bounds, Changes, Domain, LeadTime, Rate, Share};
use super::estimate::{BoundedNumber, EstimateError};
use super::model::Scenario;
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

/// The thresholds and levers with which a decision is made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "Knobs")]
pub struct DecisionSettings {
    /// Queries over the horizon from which on the feature is at production scale.
    pub scale_queries: BoundedNumber<Amount>,
    /// Share of the prompt in a query's input tokens from which on its tokens are excessive.
    pub prompt_share: BoundedNumber<Share>,
    /// Changes a year from which on requirements count as changing.
    pub changes_per_year: BoundedNumber<Changes>,
    /// Months until the tuned model serves from which on fine-tuning is too slow to ship quickly.
    pub lead_time_months: BoundedNumber<LeadTime>,
    /// How much lower the tuned model's pass rate may be and still count as good as prompting's.
    pub margin: BoundedNumber<Share>,
    /// Threshold for acting on a saving and for "measure first" (of the value of information), as a share of prompting's total cost.
    pub worth_share: BoundedNumber<Share>,
    /// Share of the prompt that can be trimmed.
    pub trim: BoundedNumber<Share>,
    /// Share of the prompt that consists of examples that can be left out.
    pub examples: BoundedNumber<Share>,
    /// Share of the queries that can wait.
    pub batch: BoundedNumber<Share>,
    /// Life of a cache entry in minutes, if the scenario has none.
    pub cache_ttl_minutes: BoundedNumber<Rate>,
    /// The levers that the user has chosen to count on, if any choice was made. It is about one scenario: not saved with the settings.
    #[serde(rename = "counted_on")]
    pub selected_levers: Option<Vec<Lever>>,
    /// Provider and name of the cheaper model, if the user has picked one. It is about one scenario: not saved with the settings.
    pub cheaper_model: Option<String>,
}

impl Default for DecisionSettings {
    fn default() -> Self {
        Self {
            // "100,000+ queries", as the field's articles have it.
            scale_queries: BoundedNumber::unchecked(100_000.0),
            prompt_share: BoundedNumber::unchecked(0.8),
            changes_per_year: BoundedNumber::unchecked(4.0),
            lead_time_months: BoundedNumber::unchecked(2.0),
            margin: BoundedNumber::unchecked(0.02),
            worth_share: BoundedNumber::unchecked(0.01),
            trim: BoundedNumber::unchecked(0.2),
            examples: BoundedNumber::unchecked(0.25),
            batch: BoundedNumber::unchecked(0.3),
            cache_ttl_minutes: BoundedNumber::unchecked(5.0),
            selected_levers: None,
            cheaper_model: None,
        }
    }
}

impl DecisionSettings {
    /// The levers to count on: the user's choice, or else those that don't change the answers. A prompt that has been optimised already
    /// isn't trimmed.
    pub fn active_levers(&self, scenario: &Scenario) -> Vec<Lever> {
        match (&self.selected_levers, scenario.decision.prompt_optimised) {
            (Some(levers), _) => levers.clone(),
            (None, Some(true)) => vec![Lever::CachePrefix],
            (None, _) => vec![Lever::CachePrefix, Lever::TrimPrompt],
        }
    }

    /// Clears the choices that are about one scenario only.
    pub fn clear_scenario_choices(&mut self) {
        self.selected_levers = None;
        self.cheaper_model = None;
    }
}

/// One number among the settings of a decision.
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
    pub get: fn(&DecisionSettings) -> f64,
    /// Changes it.
    pub set: fn(&mut DecisionSettings, f64) -> Result<(), EstimateError>,
}

/// The domain of the field that `_get` leads to.
const fn domain_of<B: Bounds>(_get: fn(&DecisionSettings) -> BoundedNumber<B>) -> Domain {
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
                knobs.$key = BoundedNumber::new(value)?;
                Ok(())
            },
        }),*]
    };
}

/// All numbers among the settings of a decision.
pub static KNOBS: [Knob; 10] = knobs! {
    scale_queries: "Production scale, from", Unit::Count("queries");
    prompt_share: "Excessive tokens, from", Unit::Percent("of the input");
    changes_per_year: "Changing requirements, from", Unit::Count("a year");
    lead_time_months: "Too slow to ship quickly, from", Unit::Count("months");
    margin: "As good as prompting, up to", Unit::Percent("passed less");
    worth_share: "Worth acting on, or measuring first, from", Unit::Percent("of what prompting costs");
    trim: "How much to trim", Unit::Percent("");
    examples: "How much the examples left out make up", Unit::Percent("");
    batch: "How many queries can wait", Unit::Percent("");
    cache_ttl_minutes: "How long a cache entry lives", Unit::Count("minutes");
};

/// The knob of this name.
pub fn find(key: &str) -> Option<&'static Knob> {
    KNOBS.iter().find(|knob| knob.key == key)
}
