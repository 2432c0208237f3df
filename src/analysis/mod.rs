//! What follows from a scenario (MODEL.md §2–4). Pure: no screen, no file, no clock.
//!
//! The tour, in the order in which figures arise:
//!
//! - [`approach`]: the two approaches, and the phases of their costs
//! - [`price`]: one query
//! - [`ledger`]: each month of each approach, by phase
//! - [`strategy`]: who serves when, what it adds up to, and the best switch
//! - [`breakeven`]: where the curves cross
//! - [`rule_of_thumb`]: what most articles compute, and why it may have no answer
//! - [`drivers`]: what decides the result, and what would change it
//! - [`risk`]: how sure it is, and [`map`]: the result over two inputs at once, by the same engine
//! - [`finding`]: what all of these found, in words
//!
//! [`Analysis::new`] runs them all: a function of the scenario, recomputed when it changes, never patched.

pub mod approach;
pub mod breakeven;
pub mod drivers;
pub mod finding;
pub mod ledger;
pub mod map;
pub mod price;
pub mod risk;
pub mod rule_of_thumb;
pub mod strategy;

use crate::scenario::Scenario;

use approach::Approach;
use breakeven::{BreakEven, Crossing, Curves};
use ledger::Ledger;
use rule_of_thumb::RuleOfThumb;
use strategy::{CostPath, Strategy};

/// What one approach costs.
#[derive(Debug, Clone)]
pub struct ApproachCosts {
    /// Cumulative cost over time, as present values.
    pub cost_path: CostPath,
    /// Month 1's inference and review per query.
    pub per_query: f64,
    /// What a query takes in month 1, where its speed is stated.
    pub latency_ms: Option<f64>,
}

/// The best switch, where one beats prompting throughout.
#[derive(Debug, Clone)]
pub struct BestSwitch {
    /// k.
    pub month: usize,
    /// Cumulative cost over time, as present values.
    pub cost_path: CostPath,
}

/// Everything that the deterministic part says of a scenario.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Prompting throughout.
    pub prompting: ApproachCosts,
    /// Fine-tuning, decided on at once.
    pub fine_tuning: ApproachCosts,
    /// D + R + fine-tuning's setup: what deciding for it costs.
    pub fine_tuning_upfront: f64,
    /// v(m), index 0 is month 1.
    pub volume: Vec<f64>,
    /// V(t) for t = 0..=T.
    pub queries: Vec<f64>,
    /// All crossings, in time.
    pub crossings: Vec<Crossing>,
    /// When fine-tuning has paid back for good.
    pub break_even: BreakEven,
    /// What most articles compute.
    pub rule_of_thumb: RuleOfThumb,
    /// The best switch, if any beats prompting throughout.
    pub best_switch: Option<BestSwitch>,
}

impl Analysis {
    /// Analyses a scenario at its base values.
    pub fn new(scenario: &Scenario) -> Self {
        let ledger = Ledger::new(scenario);
        let Curves {
            prompting,
            fine_tuning,
            queries,
            crossings,
            break_even,
        } = Curves::new(&ledger);
        let (prompting_per_query, fine_tuning_per_query) = rule_of_thumb::per_query(&ledger);
        let latency = |serving| {
            price::latency_ms(
                serving,
                scenario.workload.input_tokens.base(),
                ledger.volume[0],
            )
        };
        Self {
            break_even,
            crossings,
            rule_of_thumb: rule_of_thumb::rule_of_thumb(scenario, &ledger),
            best_switch: strategy::best_switch(&ledger).map(|(month, _)| BestSwitch {
                month,
                cost_path: strategy::cost_path(&ledger, Strategy::SwitchAt(month)),
            }),
            fine_tuning_upfront: ledger.upfront().total(),
            prompting: ApproachCosts {
                cost_path: prompting,
                per_query: prompting_per_query,
                latency_ms: latency(&scenario.prompting.serving),
            },
            fine_tuning: ApproachCosts {
                cost_path: fine_tuning,
                per_query: fine_tuning_per_query,
                latency_ms: latency(&scenario.fine_tuning.serving),
            },
            volume: ledger.volume,
            queries,
        }
    }

    /// T.
    pub fn months(&self) -> usize {
        self.volume.len()
    }

    /// S: what fine-tuning saves by the horizon.
    pub fn saving(&self) -> f64 {
        self.prompting.cost_path.total() - self.fine_tuning.cost_path.total()
    }

    /// Who is cheaper at the horizon.
    pub fn cheaper(&self) -> Option<Approach> {
        approach::cheaper_of(
            self.prompting.cost_path.total(),
            self.fine_tuning.cost_path.total(),
        )
    }

    /// Whether fine-tuning is the cheaper one in the beginning: until the first crossing, which goes to prompting.
    pub fn starts_cheaper(&self) -> bool {
        let until = self
            .crossings
            .first()
            .map_or(self.months(), |first| first.at.month.floor() as usize);
        let cheaper = |t: usize| {
            approach::cheaper_of(
                self.prompting.cost_path.before[t],
                self.fine_tuning.cost_path.before[t],
            )
        };
        (0..=until).any(|t| cheaper(t) == Some(Approach::FineTuning))
    }

    /// The best switch where it beats both pure approaches.
    pub fn better_than_both(&self) -> Option<&BestSwitch> {
        self.best_switch.as_ref().filter(|best| best.month > 0)
    }

    /// What one of the two approaches costs.
    pub fn costs_of(&self, approach: Approach) -> &ApproachCosts {
        match approach {
            Approach::Prompting => &self.prompting,
            Approach::FineTuning => &self.fine_tuning,
        }
    }
}
