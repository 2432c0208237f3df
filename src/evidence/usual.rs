//! Usual values in assets/usual.ron: what is offered for inputs that hardly anyone knows beforehand, each with its source.

use std::sync::LazyLock;

use ron::extensions::Extensions;
use serde::Deserialize;

use crate::scenario::essentials::{Certainty, Essential};
use crate::scenario::inputs::{self, Input, USUAL_RANGE, Value};
use crate::scenario::quantity::Unit;
use crate::scenario::{Estimate, Scenario};

/// The currency of the amounts in the table.
const CURRENCY: &str = "USD";

/// The usual value of an input.
///
/// ```
/// use breakeven::evidence::usual::UsualValue;
/// use breakeven::scenario::{Scenario, inputs};
///
/// let scenario = Scenario::default();
/// let cost = inputs::find("fine_tuning.data.cost_per_example").expect("an input at this path");
/// let usual = UsualValue::of(cost, &scenario).expect("a usual value");
/// assert_eq!(usual.words(cost, &scenario), "$1–$4");
/// assert!(usual.source().starts_with("usual range: "));
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualValue {
    /// The path of the input.
    pub input: String,
    low: f64,
    high: f64,
    /// For an input that takes one number.
    #[serde(default)]
    likely: Option<f64>,
    /// The path of the input of whose value these are shares; `None` if they are values.
    #[serde(default)]
    share_of: Option<String>,
    /// Where it was read, in words.
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UsualValues {
    #[expect(dead_code, reason = "it is for later versions of the program")]
    version: u32,
    values: Vec<UsualValue>,
}

static VALUES: LazyLock<Result<Vec<UsualValue>, String>> = LazyLock::new(|| {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str::<UsualValues>(include_str!("../../assets/usual.ron"))
        .map(|table| table.values)
        .map_err(|error| format!("assets/usual.ron: {error}"))
});

impl UsualValue {
    /// All usual values in the order of the table, or why it can't be read; a test checks that it can.
    pub fn all() -> Result<&'static [Self], &'static str> {
        VALUES.as_deref().map_err(String::as_str)
    }

    /// The usual value of an input of this scenario; `None` if it has none. Amounts are not converted into another currency.
    pub fn of(input: &Input, scenario: &Scenario) -> Option<&'static Self> {
        let is_money = matches!(input.unit, Unit::Money(_));
        if is_money && scenario.currency.code() != CURRENCY {
            return None;
        }
        let values = Self::all().ok()?;
        values.iter().find(|value| value.input == input.path)
    }

    /// Whether the table has a usual value of the input.
    pub fn names(input: &Input) -> bool {
        let values = Self::all().unwrap_or_default();
        values.iter().any(|value| value.input == input.path)
    }

    /// The usual value that is offered for an input: nobody stated the input yet.
    pub fn offered(input: &Input, scenario: &Scenario) -> Option<&'static Self> {
        let is_unset = input.certainty(scenario) == Certainty::Unset;
        // Another input may say it already: a date, that of a lifetime.
        let is_settled = Essential::of(input)
            .is_some_and(|essential| essential.certainty(scenario) == Certainty::Known);
        Self::of(input, scenario).filter(|_| is_unset && !is_settled)
    }

    /// The inputs whose usual value is that of this input, each with its row of the table.
    pub fn copies(of: &Input) -> impl Iterator<Item = (&'static Input, &'static Self)> {
        let path = of.path;
        let values = Self::all().unwrap_or_default().iter();
        let copies = values.filter(move |value| {
            value.share_of.as_deref() == Some(path) && value.low == 1.0 && value.high == 1.0
        });
        copies.filter_map(|value| Some((inputs::find(&value.input)?, value)))
    }

    /// The value, as the scenario's input takes it.
    pub fn estimate(&self, scenario: &Scenario) -> Estimate {
        if let Some(likely) = self.likely {
            return Estimate::Exact(likely);
        }
        let whole = self.share_of.as_deref().and_then(inputs::find);
        let whole = whole.and_then(|input| input.base(scenario));
        let of_whole = |end: f64| whole.map_or(end, |whole| (end * whole).round());
        let [low, high] = [self.low, self.high].map(of_whole);
        if low < high {
            Estimate::Range { low, high }
        } else {
            Estimate::Exact(low)
        }
    }

    /// The source that a scenario states for it.
    pub fn source(&self) -> String {
        format!("{USUAL_RANGE}{}", self.source)
    }

    /// Where it was read, in words.
    pub fn read_at(&self) -> &str {
        &self.source
    }

    /// The value in words, with its unit: "$1–$4", "40–120 hours".
    pub fn words(&self, input: &Input, scenario: &Scenario) -> String {
        let estimate = self.estimate(scenario);
        let ends: Vec<_> = estimate
            .points()
            .iter()
            .map(|&end| input.unit.exact(end, &scenario.currency))
            .collect();
        // Spans need their unit; of anything else the field has it.
        let words = match input.unit.words() {
            span @ ("months" | "hours" | "minutes" | "min") => span,
            _ => "",
        };
        format!("{} {words}", ends.join("–")).trim_end().to_owned()
    }

    /// Puts the value into the scenario, with its source.
    pub fn fill(&self, input: &Input, scenario: &mut Scenario) -> Result<(), inputs::InputError> {
        let value = Value::Estimate(self.estimate(scenario));
        input.set_with_source(scenario, value, &self.source())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_value_is_of_an_input_that_takes_it_and_is_known_as_usual() {
        let values = UsualValue::all().unwrap();
        assert!(values.len() >= 5);
        for value in values {
            let mut scenario = Scenario::default();
            let input = inputs::find(&value.input).unwrap();
            assert_eq!(UsualValue::offered(input, &scenario), Some(value));
            value.fill(input, &mut scenario).unwrap();
            assert_eq!(input.certainty(&scenario), Certainty::Usual);
            assert_eq!(UsualValue::offered(input, &scenario), None);
            assert!(value.read_at().len() > 20, "{}", value.input);
        }
    }

    #[test]
    fn amounts_are_not_offered_in_another_currency() {
        let scenario = Scenario {
            currency: "EUR".parse().unwrap(),
            ..Scenario::default()
        };
        let rate = inputs::find("hourly_rate").unwrap();
        assert_eq!(UsualValue::of(rate, &scenario), None);
        let hours = inputs::find("fine_tuning.effort.setup_hours").unwrap();
        assert!(UsualValue::of(hours, &scenario).is_some());
    }
}
