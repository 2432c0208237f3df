//! Bars of the tornado and tipping values in words.

use crate::analysis::drivers::Bar;
use crate::analysis::drivers::tipping::TippingValue;
use crate::scenario::Scenario;
use crate::scenario::quantity::{Unit, money};

impl Bar {
    /// "Query volume matters most: 24k or 60k per month changes the saving by $52k", for the widest bar.
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let currency = &scenario.currency;
        let unit = self.input.unit;
        format!(
            "{} matters most: {} or {} changes the saving by {}",
            self.input.full_label(),
            unit.short(self.low, currency),
            unit.rounded(self.high, currency),
            money(self.width(), currency)
        )
    }
}

impl TippingValue {
    /// "Query volume: breaks even at 41,000 per month (base case 20,000)".
    pub fn sentence(&self, scenario: &Scenario) -> String {
        let currency = &scenario.currency;
        let unit = self.input.unit;
        let base = unit.short(self.base, currency);
        let at = match (unit, self.fine_tuning_above) {
            // Between two whole numbers of things nothing breaks even.
            (Unit::Things(_), true) => format!("with {}", unit.above(self.threshold(), currency)),
            (Unit::Things(_), false) => format!("with {}", unit.below(self.threshold(), currency)),
            _ => format!("at {}", unit.rounded(self.threshold(), currency)),
        };
        format!(
            "{}: breaks even {at} (base case {base})",
            self.input.full_label()
        )
    }
}
