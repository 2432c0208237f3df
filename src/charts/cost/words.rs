//! What the cost chart says it shows.

use crate::analysis::approach::Approach;
use crate::analysis::finding::calendar::{calendar_month, month_of};
use crate::charts::crossings::CrossingMarks;
use crate::scenario::quantity::{money, money_range};

use super::{CostAxis, CostChart, Curve};

impl CostChart<'_> {
    pub(super) fn cost_heading(&self) -> &'static str {
        if self.scenario.discount_rate.get() > 0.0 {
            "Cumulative cost, present value"
        } else {
            "Cumulative cost"
        }
    }

    /// What the ranges of the costs are.
    pub(super) fn cost_note(&self) -> &'static str {
        match (self.bands, self.lone_band()) {
            (None, _) => "",
            (Some(_), None) => "bars at the right: 80% of simulations",
            (Some(_), Some(_)) => "80% of simulations shaded",
        }
    }

    /// What it shows, for where it has no panels to say so.
    pub fn caption(&self) -> String {
        let cost = self.cost_heading();
        match (self.axis, self.bands) {
            (CostAxis::Queries, _) => format!("{cost}, by queries answered"),
            (CostAxis::Months, None) => format!("{cost}, and the saving with fine-tuning"),
            (CostAxis::Months, Some(_)) => {
                format!("{cost}, and the saving with fine-tuning. Shaded: 80% of simulations")
            }
        }
    }

    /// What the panel of the costs shows, with the totals, their ranges and the last change of the cheaper approach: its name where it isn't
    /// seen.
    pub(super) fn cost_name(&self, curves: &[Curve<'_>], marks: &CrossingMarks<'_>) -> String {
        let currency = &self.scenario.currency;
        let total = |curve: &Curve<'_>| {
            let total = format!("{} {}", curve.name, money(curve.path.total(), currency));
            match curve.approach.and_then(|approach| self.range(approach)) {
                Some((low, high)) => format!("{total} ({})", money_range(low, high, currency)),
                None => total,
            }
        };
        let totals: Vec<String> = curves.iter().map(total).collect();
        let crossing = marks.crossings.last().map_or(String::new(), |crossing| {
            let month = month_of(crossing.at);
            let calendar = calendar_month(self.scenario, crossing.at);
            let what = match crossing.cheaper_after {
                Approach::FineTuning => "Break-even",
                Approach::Prompting => "Prompting cheaper again",
            };
            format!(". {what} in {calendar} (month {month})")
        });
        format!("{}: {}{crossing}", self.cost_heading(), totals.join(", "))
    }
}
