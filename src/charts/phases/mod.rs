//! Where the money goes: a table of the categories of cost, with a pair of bars and the amounts of both approaches in each row.

mod table;

use egui::{Sense, Ui, Vec2, vec2};

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::analysis::finding::calendar::span;
use crate::analysis::finding::success::if_it_succeeds;
use crate::analysis::price::unpriced;
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::scenario::words::uncapitalized;

use super::plot::labels::{caption_ui, name_chart};

/// Everything that the chart shows.
pub struct PhasesChart<'a> {
    /// The scenario, for its currency and horizon.
    pub scenario: &'a Scenario,
    /// Its analysis.
    pub analysis: &'a Analysis,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 160.0);

impl PhasesChart<'_> {
    /// Draws it into all the space that `ui` has, with its caption.
    pub fn ui(&self, ui: &mut Ui) {
        caption_ui(ui, &self.caption());
        self.chart_ui(ui);
    }

    /// "Cost over two years, by category", "Cost over two years if fine-tuning succeeds, by category".
    pub fn caption(&self) -> String {
        let span = span(self.scenario.horizon_months.whole());
        let case = if_it_succeeds(self.scenario);
        format!("Cost over {span}{case}, by category")
    }

    /// What it shows, with both totals: its name where it isn't seen.
    fn name(&self) -> String {
        let unpriced = unpriced(self.scenario);
        let priced = Approach::ALL.into_iter();
        let totals = priced.filter(|approach| !unpriced.contains(approach));
        let totals: Vec<String> = totals
            .map(|approach| {
                let total = money(self.total(approach), &self.scenario.currency);
                format!("{} {total}", uncapitalized(approach.label()))
            })
            .collect();
        format!("{}: {}", self.caption(), totals.join(", "))
    }

    /// Draws it without the caption.
    pub fn chart_ui(&self, ui: &mut Ui) {
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.name());
        self.table_ui(ui, rect);
    }

    fn cost(&self, approach: Approach, phase: Phase) -> f64 {
        self.analysis.costs_of(approach).cost_path.by_phase[phase]
    }

    fn total(&self, approach: Approach) -> f64 {
        self.analysis.costs_of(approach).cost_path.total()
    }

    /// The phases that cost anything in either approach, in the order in which they are paid.
    fn phases(&self) -> impl Iterator<Item = Phase> + '_ {
        Phase::ALL.into_iter().filter(|&phase| {
            let mut approaches = Approach::ALL.into_iter();
            approaches.any(|approach| self.cost(approach, phase) != 0.0)
        })
    }

    /// The largest amount in a category.
    fn largest(&self) -> f64 {
        let costs = self
            .phases()
            .flat_map(|phase| Approach::ALL.map(|approach| self.cost(approach, phase)));
        costs.fold(0.0, f64::max)
    }
}
