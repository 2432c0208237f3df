//! What the cost chart says it shows.

use crate::analysis::finding::calendar::month_of;
use crate::charts::crossings::CrossingMarks;
use crate::charts::saving::base_case;
use crate::scenario::quantity::{money, money_range};
use crate::scenario::words::uncapitalized;

use super::billed::LABEL;
use super::{CostAxis, CostChart, Curve};

impl CostChart<'_> {
    pub(super) fn cost_heading(&self) -> &'static str {
        if self.scenario.discount_rate.get() > 0.0 {
            "Cumulative cost, present value"
        } else {
            "Cumulative cost"
        }
    }

    /// What the ranges and the curves of the costs are, and the dots, which are easily taken for bills.
    pub(super) fn cost_note(&self) -> String {
        let ranges = match (self.bands, self.lone_band()) {
            (None, _) => None,
            (Some(_), None) => Some("bars at the right: 80% of simulations".to_owned()),
            (Some(_), Some(_)) => Some("80% of simulations shaded".to_owned()),
        };
        let has_dots = self.shown_billed().next().is_some();
        let dots = has_dots.then(|| format!("dots: {}", uncapitalized(LABEL)));
        let bands = self.bands.as_ref();
        let lines = bands.map(|_| format!("lines: {}", base_case(self.scenario)));
        let parts: Vec<String> = [ranges, dots, lines].into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// What the band of the saving is, and what its line, unless the panel of the costs says that.
    pub(super) fn saving_note(&self, has_cost: bool) -> String {
        let shaded = "80% of simulations shaded";
        let note = match (self.bands, has_cost) {
            (None, _) => String::new(),
            (Some(_), true) => shaded.to_owned(),
            (Some(_), false) => format!("{shaded} · line: {}", base_case(self.scenario)),
        };
        match (self.optimised, note.is_empty()) {
            (None, _) => note,
            (Some(_), true) => "against today’s prompt".to_owned(),
            (Some(_), false) => format!("against today’s prompt · {note}"),
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

    /// What the panel of the costs shows, with the totals, their ranges and the last changes of the cheaper approach: its name where it isn't
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
        let crossings = marks.shown().iter().map(|crossing| {
            let month = month_of(crossing.at);
            format!("{} (month {month})", marks.title(crossing))
        });
        let totals = format!("{}: {}", self.cost_heading(), totals.join(", "));
        let sentences: Vec<String> = std::iter::once(totals).chain(crossings).collect();
        sentences.join(". ")
    }
}
