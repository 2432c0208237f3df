//! Bars of the tornado and tipping values in words.

use crate::analysis::drivers::Bar;
use crate::analysis::drivers::tipping::TippingValue;
use crate::scenario::Scenario;
use crate::scenario::quantity::{Unit, money};

impl Bar {
    /// "Most depends on “Queries”: from 24k to 60k a month it swings the saving by $52k", for the widest bar.
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let currency = &scenario.currency;
        let value = |value| self.input.unit.rounded(value, currency);
        format!(
            "Most depends on “{}”: from {} to {} it swings the saving by {}",
            self.input.full_label(),
            value(self.low),
            value(self.high),
            money(self.width(), currency)
        )
    }
}

impl TippingValue {
    /// "Queries: fine-tuning wins above 41,000 a month; you plan 20k a month".
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let currency = &scenario.currency;
        let unit = self.input.unit;
        let where_it_wins = if self.fine_tuning_above {
            unit.above(self.threshold(), currency)
        } else {
            unit.below(self.threshold(), currency)
        };
        let with = if matches!(unit, Unit::Things(_)) {
            "with "
        } else {
            ""
        };
        format!(
            "{}: fine-tuning wins {with}{where_it_wins}; you plan {}",
            self.input.full_label(),
            self.input.describe(scenario)
        )
    }
}
