//! The biggest doubt about a recommendation: what could most likely turn out otherwise, and so turn the recommendation.

use crate::analysis::approach::Approach;
use crate::analysis::drivers::tipping::TippingValue;
use crate::analysis::finding::risk::FEW_RANGES;
use crate::analysis::risk::success;
use crate::scenario::Scenario;
use crate::scenario::essentials::{Certainty, Essential};
use crate::scenario::inputs::{self, Input};

use super::evaluation::EvaluationStatus;
use super::facts::Facts;
use super::levers::LeverChange;
use super::measurement::Measurement;
use super::recommendation::Recommendation;
use super::rules::RuleId;

/// What is most in doubt.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// What these essentials are: nobody stated them, so the figures are incomplete.
    Unset(Vec<Essential>),
    /// Whether the assumed levers work as assumed, which decides for prompting.
    Levers {
        /// What they are.
        changes: Vec<LeverChange>,
        /// The cheaper approach in the base case without them; `None` if both cost the same.
        cheaper_without: Option<Approach>,
    },
    /// Whether fine-tuning succeeds.
    Success {
        /// The chance that it does.
        chance: f64,
        /// The chance that is needed; `None` if it saves nothing even then.
        needed: Option<f64>,
    },
    /// How sure the inputs are: none is a range.
    NoRanges,
    /// The value of an input.
    Input(DoubtfulInput),
    /// Whether the fine-tuned model is good enough, which no evaluation shows.
    Quality(EvaluationStatus),
    /// Whether the prompt is optimised.
    PromptOptimised,
    /// How often requirements change.
    ChangeFrequency,
}

/// An input whose value is in doubt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoubtfulInput {
    /// The input.
    pub input: &'static Input,
    /// Its value in the base case.
    pub base: Option<f64>,
    /// From its 10th to its 90th percentile; `None` if it is a single value.
    pub range: Option<(f64, f64)>,
    /// Where both approaches cost the same, if that is within the range, or if there is no range.
    pub tipping: Option<TippingValue>,
}

impl Doubt {
    /// The biggest doubt about a decision by this rule, in which `first` is what to measure first. `None` while prices are missing, and if
    /// nothing makes a difference.
    pub(super) fn new(
        facts: &Facts<'_>,
        rule: RuleId,
        recommendation: Recommendation,
        first: Option<Measurement>,
    ) -> Option<Self> {
        if facts.is_unpriced() {
            return None;
        }
        let unset = unset(facts.scenario);
        if !unset.is_empty() {
            return Some(Self::Unset(unset));
        }
        match rule {
            RuleId::LeversWin => {
                let cheaper_without = facts.analysis.cheaper();
                return Some(Self::Levers {
                    changes: facts.levers.changes_counted_on(),
                    cheaper_without,
                });
            }
            RuleId::PromptNotOptimised => return Some(Self::PromptOptimised),
            _ => {}
        }
        if !inputs::is_uncertain(facts.scenario) {
            return Some(Self::NoRanges);
        }
        match first {
            Some(Measurement::Pilot(_)) => return Some(Self::success(facts)),
            Some(Measurement::MostInformative(information)) => {
                return Some(Self::about(facts, information.input));
            }
            Some(Measurement::MostInfluential(input)) => return Some(Self::about(facts, input)),
            Some(Measurement::Evaluation { .. }) => return Some(Self::Quality(*facts.evaluation)),
            Some(Measurement::BetterPrompt) => return Some(Self::PromptOptimised),
            Some(Measurement::ChangeFrequency) => return Some(Self::ChangeFrequency),
            None => {}
        }
        rest(facts, recommendation)
    }

    /// The doubt about an input. That about the chance of success is whether fine-tuning succeeds.
    fn about(facts: &Facts<'_>, input: &'static Input) -> Self {
        if input.path == success::PATH {
            Self::success(facts)
        } else {
            Self::Input(DoubtfulInput::new(facts, input))
        }
    }

    fn success(facts: &Facts<'_>) -> Self {
        Self::Success {
            chance: facts.analysis.success_chance,
            needed: facts.analysis.success_needed(),
        }
    }

    /// The input that it is about, if it is about one.
    pub fn input(&self) -> Option<&'static Input> {
        match self {
            Self::Unset(essentials) => essentials.first()?.inputs().next(),
            Self::Input(doubtful) => Some(doubtful.input),
            Self::Success { .. } => inputs::find(success::PATH),
            Self::PromptOptimised => inputs::find("decision.prompt_optimised"),
            Self::ChangeFrequency => inputs::find("workload.changes_per_year"),
            Self::Quality(_) => inputs::find("decision.evaluation"),
            Self::Levers { .. } | Self::NoRanges => None,
        }
    }
}

/// What is left to doubt where nothing is to be measured first: the input that is worth most to know; if none is worth anything, how long the
/// base model is served, or what would turn the result soonest.
fn rest(facts: &Facts<'_>, recommendation: Recommendation) -> Option<Doubt> {
    let doubtful = |input| Some(Doubt::about(facts, input));
    if let Some(information) = facts.alternatives.most_informative {
        return doubtful(information.input);
    }
    let tunes = recommendation.approach() == Some(Approach::FineTuning);
    if tunes && Essential::Lifetime.certainty(facts.scenario) == Certainty::Unset {
        return Some(Doubt::Unset(vec![Essential::Lifetime]));
    }
    // Where little is uncertain, what is stated as certain may be wrong.
    let nearest = facts.drivers.near_tipping_values().next();
    let has_few_ranges = inputs::uncertain(facts.scenario).count() < FEW_RANGES;
    let widest = facts.drivers.planned_bars().next();
    match (nearest, widest) {
        (Some(nearest), _) if has_few_ranges => doubtful(nearest.input),
        (_, Some(widest)) => doubtful(widest.input),
        (Some(nearest), None) => doubtful(nearest.input),
        (None, None) => None,
    }
}

impl DoubtfulInput {
    fn new(facts: &Facts<'_>, input: &'static Input) -> Self {
        let drivers = facts.drivers;
        let bar = drivers.tornado.iter().find(|bar| bar.input == input);
        let bar = bar.filter(|_| drivers.varies_uncertain);
        let range = bar.map(|bar| (bar.low, bar.high));
        let mut tipping_values = drivers.near_tipping_values();
        let tipping = tipping_values.find(|tipping| tipping.input == input);
        let is_within = |tipping: &&TippingValue| {
            range.is_none_or(|(low, high)| (low..=high).contains(&tipping.value))
        };
        Self {
            input,
            base: input.base(facts.scenario),
            range,
            tipping: tipping.filter(is_within).copied(),
        }
    }
}

/// The essentials that nobody stated and that make up most of the cost. Caching is a lever, and a base model is served for long; what an hour
/// costs matters only if there are hours.
fn unset(scenario: &Scenario) -> Vec<Essential> {
    let weighs = |essential: &Essential| match essential {
        Essential::Caching | Essential::Lifetime => false,
        Essential::TeamRate => scenario.has_team_hours(),
        _ => true,
    };
    let all = Essential::ALL.into_iter().filter(weighs);
    all.filter(|essential| essential.certainty(scenario) == Certainty::Unset)
        .collect()
}
