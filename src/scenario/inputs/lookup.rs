//! Questions that need the whole table: the input at a path, the inputs that can be estimates, an input's default.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::scenario::correlations::Correlations;
use crate::scenario::domain::Domain;
use crate::scenario::estimate::Estimate;
use crate::scenario::model::Scenario;

use super::input::Input;
use super::table::INPUTS;
use super::value::{Kind, Value};

/// How similar a path has to be to an unknown one to be suggested, by Jaro-Winkler: 1 for the same path.
const MIN_SIMILARITY: f64 = 0.8;

/// The input at a path of the scenario file; `None` if there is none.
///
/// ```
/// use breakeven::scenario::inputs;
///
/// let horizon = inputs::find("horizon_months").expect("an input at this path");
/// assert_eq!(horizon.label, "Time horizon");
/// assert!(inputs::find("horizon").is_none());
/// ```
pub fn find(path: &str) -> Option<&'static Input> {
    // Each analysis looks up all inputs, dozens of times in an update of the window.
    static BY_PATH: LazyLock<HashMap<&str, &Input>> =
        LazyLock::new(|| INPUTS.iter().map(|input| (input.path, input)).collect());
    BY_PATH.get(path).copied()
}

/// The name of the input at a path; the path itself if there is none.
pub fn name_at(path: &str) -> String {
    find(path).map_or_else(|| path.to_owned(), Input::full_label)
}

/// The path of an input that is most similar to an unknown one, if any is similar enough to be what the user meant.
///
/// ```
/// use breakeven::scenario::inputs;
///
/// assert_eq!(inputs::nearest_path("queries_per_mont"), Some("workload.queries_per_month"));
/// assert_eq!(inputs::nearest_path("xyz"), None);
/// ```
pub fn nearest_path(path: &str) -> Option<&'static str> {
    INPUTS
        .iter()
        .map(|input| {
            // The user may have left out the groups before the name.
            let last = input.path.rsplit('.').next().unwrap_or_default();
            let similarity =
                strsim::jaro_winkler(path, input.path).max(strsim::jaro_winkler(path, last));
            (similarity, input.path)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(similarity, _)| *similarity > MIN_SIMILARITY)
        .map(|(_, path)| path)
}

/// A hint for the end of a message about an unknown path: "; did you mean horizon_months?", or nothing if no path is similar.
pub fn did_you_mean(path: &str) -> String {
    nearest_path(path).map_or(String::new(), |near| format!("; did you mean {near}?"))
}

/// The inputs that take a range as well as a number, in the order of the table.
pub fn estimates() -> impl Iterator<Item = &'static Input> {
    INPUTS
        .iter()
        .filter(|input| matches!(input.kind, Kind::Estimate { .. }))
}

/// The inputs that are ranges in this scenario, each with its estimate and its domain. A risk run draws these inputs.
///
/// ```
/// use breakeven::scenario::{BoundedEstimate, Estimate, Scenario, inputs};
///
/// let mut scenario = Scenario::default();
/// assert_eq!(inputs::uncertain(&scenario).count(), 0);
/// scenario.workload.input_tokens = BoundedEstimate::new(Estimate::Range { low: 100.0, high: 900.0 })?;
/// let (input, ..) = inputs::uncertain(&scenario).next().expect("one range");
/// assert_eq!(input.path, "workload.input_tokens");
/// # Ok::<(), breakeven::scenario::estimate::EstimateError>(())
/// ```
pub fn uncertain(scenario: &Scenario) -> impl Iterator<Item = (&'static Input, Estimate, Domain)> {
    estimates().filter_map(|input| match (input.value(scenario), input.domain()) {
        (Value::Estimate(estimate), Some(domain)) if estimate.is_uncertain() => {
            Some((input, estimate, domain))
        }
        _ => None,
    })
}

/// What is wrong with a correlation of something that can't be a range; `None` if there is none.
pub fn misplaced_correlation(correlations: &Correlations) -> Option<String> {
    let mut paths = correlations.iter().flat_map(|pair| [&pair.a, &pair.b]);
    let is_estimate =
        |path: &str| find(path).is_some_and(|input| matches!(input.kind, Kind::Estimate { .. }));
    let wrong = paths.find(|path| !is_estimate(path))?;
    let path: String = wrong.chars().take(MAX_SHOWN_CHARACTERS).collect();
    let hint = match find(&path) {
        Some(_) => String::new(),
        None => did_you_mean(&path),
    };
    Some(format!("“{path}” isn’t an input that can be a range{hint}"))
}

/// Of a path that isn't one, at most this many characters are shown.
const MAX_SHOWN_CHARACTERS: usize = 80;

/// Whether an input is a range.
pub fn has_ranges(scenario: &Scenario) -> bool {
    uncertain(scenario).next().is_some()
}

/// Whether anything is uncertain: an input is a range, or fine-tuning may fail.
pub fn is_uncertain(scenario: &Scenario) -> bool {
    scenario.may_fail() || has_ranges(scenario)
}

impl Input {
    /// The input's value in a scenario of defaults. An input of an optional group has the value that it gets when the group is added.
    pub fn default_value(&self) -> Value {
        static DEFAULTS: LazyLock<Scenario> = LazyLock::new(|| {
            let mut scenario = Scenario::default();
            for group in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
                // A default group is valid.
                let _ = group.set(&mut scenario, Value::Present);
            }
            scenario
        });
        match self.kind {
            Kind::Group => Value::Absent,
            _ => self.value(&DEFAULTS),
        }
    }

    /// Whether the input is at its default. An input whose group is absent counts as being at its default.
    pub fn is_default(&self, scenario: &Scenario) -> bool {
        !self.applies(scenario) || self.value(scenario) == self.default_value()
    }

    /// Whether nobody plans with the input: it is at a default that is an end of its domain, such as full coverage or one call a conversation.
    /// An essential input is always planned with.
    pub fn is_unused(&self, scenario: &Scenario) -> bool {
        let is_end = |base: f64| {
            self.domain()
                .is_some_and(|domain| base != 0.0 && (base == domain.min || base == domain.max))
        };
        !self.essential && self.is_default(scenario) && self.base(scenario).is_some_and(is_end)
    }

    /// Whether the scenario has the input: it belongs to no group, or its group is present.
    pub fn applies(&self, scenario: &Scenario) -> bool {
        self.group
            .and_then(find)
            .is_none_or(|group| group.value(scenario) == Value::Present)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_lies_in_its_domain() {
        for input in INPUTS.iter() {
            let value = input.default_value();
            let mut scenario = Scenario::default();
            if value != Value::Absent || input.is_optional() {
                input.set(&mut scenario, value).unwrap();
            }
        }
    }

    #[test]
    fn paths_are_unique_and_groups_exist() {
        for (place, input) in INPUTS.iter().enumerate() {
            assert!(
                INPUTS[..place].iter().all(|other| other.path != input.path),
                "{}",
                input.path
            );
            if let Some(group) = input.group {
                assert_eq!(find(group).unwrap().kind, Kind::Group);
            }
        }
    }
}
