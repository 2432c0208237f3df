//! Questions that need the whole table: the input at a path, the inputs that are estimates, an input's group and default.

use std::sync::LazyLock;

use crate::scenario::domain::Domain;
use crate::scenario::estimate::Estimate;
use crate::scenario::model::Scenario;

use super::input::Input;
use super::table::INPUTS;
use super::value::{Kind, Value};

/// The input at a path.
pub fn find(path: &str) -> Option<&'static Input> {
    INPUTS.iter().find(|input| input.path == path)
}

/// The known path most similar to an unknown one, if any is similar enough.
pub fn nearest_path(path: &str) -> Option<&'static str> {
    INPUTS
        .iter()
        .map(|input| {
            // The user may have typed the last word only.
            let last = input.path.rsplit('.').next().unwrap_or_default();
            let likeness =
                strsim::jaro_winkler(path, input.path).max(strsim::jaro_winkler(path, last));
            (likeness, input.path)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.8)
        .map(|(_, path)| path)
}

/// The inputs that can be estimates, in the order of the table.
pub fn estimates() -> impl Iterator<Item = &'static Input> {
    INPUTS
        .iter()
        .filter(|input| matches!(input.kind, Kind::Estimate { .. }))
}

/// The inputs that are ranges in this scenario, each with its estimate and its domain.
pub fn uncertain(scenario: &Scenario) -> impl Iterator<Item = (&'static Input, Estimate, Domain)> {
    estimates().filter_map(|input| match (input.value(scenario), input.domain()) {
        (Value::Estimate(estimate), Some(domain)) if estimate.is_uncertain() => {
            Some((input, estimate, domain))
        }
        _ => None,
    })
}

impl Input {
    /// Its default, in a scenario that has its group and otherwise nothing but defaults.
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

    /// Whether it is at its default, which includes not being there.
    pub fn is_default(&self, scenario: &Scenario) -> bool {
        !self.applies(scenario) || self.value(scenario) == self.default_value()
    }

    /// Whether the scenario has the input: its group, if it belongs to one, is present.
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
