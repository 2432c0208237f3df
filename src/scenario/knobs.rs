//! The settings of a decision: the thresholds of the checklists and rules, and how much each lever can save. Each number is a knob,
//! which is described once in [`KNOBS`]; the window and the command line show and set it through that table.
//!
//! These settings belong to the person who decides, not to the feature. So they are saved with the user's settings and in reports, but
//! not in scenarios.

use serde::{Deserialize, Serialize};

use super::domain::{Amount, Bounds, Changes, Domain, LeadTime, Rate, Share};
use super::estimate::{BoundedNumber, EstimateError};
use super::model::Scenario;
use super::names::Currency;
use super::quantity::Unit;

/// A way to make prompting cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lever {
    /// Let the provider cache the part of the prompt that is the same in every query.
    CachePrefix,
    /// Say the same in a shorter prompt.
    TrimPrompt,
    /// Send fewer few-shot examples.
    FewerExamples,
    /// Send the queries that can wait through the batch interface.
    Batch,
    /// Use a cheaper model.
    CheaperModel,
}

impl Lever {
    /// All levers, in the order in which they are applied.
    pub const ALL: &'static [Self] = &[
        Self::CheaperModel,
        Self::FewerExamples,
        Self::TrimPrompt,
        Self::CachePrefix,
        Self::Batch,
    ];

    /// The lever's name on the command line.
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
///
/// ```
/// use breakeven::scenario::Scenario;
/// use breakeven::scenario::knobs::{self, DecisionSettings, Lever};
///
/// let mut settings = DecisionSettings::default();
/// let trim = knobs::find("trim").expect("a knob of this name");
/// (trim.set)(&mut settings, 0.3)?;
/// assert_eq!((trim.get)(&settings), 0.3);
/// assert!(settings.active_levers(&Scenario::default()).contains(&Lever::TrimPrompt));
/// # Ok::<(), breakeven::scenario::estimate::EstimateError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "Knobs")]
pub struct DecisionSettings {
    /// From this many queries over the horizon on, the feature is at production scale.
    pub scale_queries: BoundedNumber<Amount>,
    /// From this share of the prompt in a query's input tokens on, its tokens are excessive.
    pub prompt_share: BoundedNumber<Share>,
    /// From this many changes a year on, requirements count as changing.
    pub changes_per_year: BoundedNumber<Changes>,
    /// From a lead time of this many months on, fine-tuning is too slow to ship quickly.
    pub lead_time_months: BoundedNumber<LeadTime>,
    /// The fine-tuned model counts as good as prompting if its pass rate is lower by no more than this.
    pub margin: BoundedNumber<Share>,
    /// From this share of prompting's total cost on, a saving is worth acting on, and information is worth measuring first.
    pub worth_share: BoundedNumber<Share>,
    /// Share of the prompt that can be trimmed.
    pub trim: BoundedNumber<Share>,
    /// Share of the prompt that is made up of examples that can be left out.
    pub examples: BoundedNumber<Share>,
    /// Share of the queries that can wait for the batch interface.
    pub batch: BoundedNumber<Share>,
    /// Life of a cache entry in minutes, if the scenario has none.
    pub cache_ttl_minutes: BoundedNumber<Rate>,
    /// The levers that the user has chosen to count on; `None` if the user hasn't chosen. The choice is about one scenario, so it isn't
    /// saved with the settings.
    #[serde(rename = "counted_on")]
    pub selected_levers: Option<Vec<Lever>>,
    /// Provider and name of the cheaper model; `None` if the user hasn't picked one. The choice is about one scenario, so it isn't saved
    /// with the settings.
    pub cheaper_model: Option<String>,
}

impl Default for DecisionSettings {
    fn default() -> Self {
        Self {
            // The field's articles speak of "100,000+ queries".
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
    /// The levers to count on: those that the user has chosen, or else those that don't change the answers. Without a choice, an optimised
    /// prompt isn't trimmed.
    pub fn active_levers(&self, scenario: &Scenario) -> Vec<Lever> {
        match (&self.selected_levers, scenario.decision.prompt_optimised) {
            (Some(levers), _) => levers.clone(),
            (None, Some(true)) => vec![Lever::CachePrefix],
            (None, _) => vec![Lever::CachePrefix, Lever::TrimPrompt],
        }
    }

    /// Drops the choices that are about one scenario, so that the settings fit any other.
    pub fn clear_scenario_choices(&mut self) {
        self.selected_levers = None;
        self.cheaper_model = None;
    }
}

/// One number among the settings of a decision: a row of [`KNOBS`].
pub struct Knob {
    /// The name on the command line and in the settings.
    pub key: &'static str,
    /// The name on the screen.
    pub label: &'static str,
    /// The unit of the number on the screen.
    pub unit: Unit,
    /// The allowed numbers.
    pub domain: Domain,
    /// Reads the number from the settings.
    pub get: fn(&DecisionSettings) -> f64,
    /// Sets the number, or says why it isn't allowed.
    pub set: fn(&mut DecisionSettings, f64) -> Result<(), EstimateError>,
}

impl Knob {
    /// A number of it as people read it: "50k queries", and "2 points" for a difference of two percentages.
    pub fn written(&self, value: f64) -> String {
        let number = |unit: Unit| unit.rounded(value, &Currency::default());
        match self.key {
            "margin" => number(self.unit).replace('%', "\u{a0}points"),
            _ => number(self.unit),
        }
    }
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
pub static KNOBS: &[Knob] = &knobs! {
    scale_queries: "Production scale from", Unit::Count("queries");
    prompt_share: "Prompt dominates from", Unit::Percent("of the input");
    changes_per_year: "Many changes from", Unit::Count("per year");
    lead_time_months: "Long lead time from", Unit::Count("months");
    margin: "Accepted pass rate gap", Unit::Percent("");
    worth_share: "Ignore savings below", Unit::Percent("of the prompting cost");
    trim: "Shorten the prompt by", Unit::Percent("");
    examples: "Drop few-shot examples", Unit::Percent("");
    batch: "Share sent in batches", Unit::Percent("");
    cache_ttl_minutes: "Assumed cache TTL", Unit::Count("min");
};

/// The knob with this key.
pub fn find(key: &str) -> Option<&'static Knob> {
    KNOBS.iter().find(|knob| knob.key == key)
}
