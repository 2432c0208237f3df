//! The timing of a switch from prompting to fine-tuning: what deciding after each month costs.

use crate::analysis::ledger::Ledger;
use crate::analysis::strategy::{
    CostPath, Strategy, best_switch, cost_path, expected_total, total,
};
use crate::scenario::Scenario;

/// Expected totals by the month after which fine-tuning is decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct SwitchTiming {
    /// Expected total of prompting until month k and then fine-tuning, k = 0..T−1.
    pub totals: Vec<f64>,
    /// Total of prompting throughout.
    pub prompting: f64,
    /// The k with the least total; `None` if none beats prompting throughout.
    pub best: Option<usize>,
    /// Whether fine-tuning may fail, so that totals are averages over success and failure.
    pub may_fail: bool,
}

impl SwitchTiming {
    /// Totals the costs of a switch after each month of the horizon.
    pub fn new(scenario: &Scenario) -> Self {
        let ledger = Ledger::new(scenario);
        let prompting = total(&ledger, Strategy::Prompting);
        Self {
            totals: (0..ledger.months)
                .map(|k| expected_total(&ledger, k, prompting))
                .collect(),
            prompting,
            best: best_switch(&ledger).map(|(k, _)| k),
            may_fail: ledger.success_chance < 1.0,
        }
    }

    /// The least total: of the best switch, or of prompting throughout.
    pub fn least(&self) -> f64 {
        self.best.map_or(self.prompting, |k| self.totals[k])
    }

    /// How much more deciding after month `k` costs than the least total; `None` beyond the horizon.
    pub fn regret(&self, k: usize) -> Option<f64> {
        self.totals.get(k).map(|total| total - self.least())
    }
}

/// The cumulative costs of prompting until month `k` and fine-tuning from then on.
pub fn cost_path_of_switch(scenario: &Scenario, k: usize) -> CostPath {
    cost_path(&Ledger::new(scenario), Strategy::SwitchAt(k))
}
