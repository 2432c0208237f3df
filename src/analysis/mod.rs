//! Everything that is computed from a scenario (docs/formulas.md §2–6). Pure: no screen, no file, no clock.
//!
//! The tour, in the order in which figures are computed:
//!
//! - [`approach`]: the two approaches, and the phases of their costs
//! - [`price`]: the price of one query, and how long it takes
//! - [`retirements`]: when providers shut models down
//! - [`ledger`]: what each approach costs in each month in which it serves, by phase
//! - [`strategy`]: which approach serves when, the cumulative cost of that, and the best month to switch
//! - [`success`]: whether the fine-tuned model is good enough to be used, and what is expected if that isn't certain
//! - [`breakeven`]: where the two cumulative costs cross, and when fine-tuning has paid back for good
//! - [`rule_of_thumb`]: the break-even that most articles compute, and why it may not exist
//! - [`outcome`]: how the comparison ends, and the phase that weighs most in it
//! - [`drivers`]: which inputs move the saving most, and the values at which they reverse the answer
//! - [`risk`]: how sure the answer is, from draws of all uncertain inputs
//! - [`map`]: the saving over a grid of two inputs, evaluated by the engine of those draws; [`contours`]: lines of equal values on it
//! - [`actuals`]: what was billed beside what was planned, and what follows for the rest of the horizon
//! - [`warnings`]: values that are probably a mistake, as far as it takes figures to see it, with those of [`crate::scenario`]
//! - `parallel`: work on several cores, with results that don't depend on how many
//! - [`leading_saving`]: the one saving that is named first
//! - [`finding`]: what all of these found, in words; everything else here returns numbers and enums
//!
//! [`Analysis::new`] runs the deterministic part at the base values; [`drivers`], [`risk`] and [`map`] take longer and run on request. All
//! are functions of the scenario: when it changes they are computed anew, never patched.

pub mod actuals;
pub mod approach;
pub mod breakeven;
pub mod contours;
pub mod drivers;
pub mod finding;
pub mod leading_saving;
pub mod ledger;
pub mod map;
pub mod outcome;
pub(crate) mod parallel;
pub mod price;
pub mod retirements;
pub mod risk;
pub mod rule_of_thumb;
pub mod strategy;
pub mod success;
pub mod warnings;

use crate::scenario::Scenario;

use approach::{Approach, Phase, saving_of};
use breakeven::{BreakEven, Crossing, Curves};
use ledger::{ApproachLedger, Ledger};
use rule_of_thumb::RuleOfThumb;
use strategy::{CostPath, Strategy};
use success::Attempt;

/// What one approach costs at the base values.
#[derive(Debug, Clone)]
pub struct ApproachCosts {
    /// Cumulative cost over time, as present values.
    pub cost_path: CostPath,
    /// What a query costs in month 1: inference, review and errors.
    pub per_query: f64,
    /// The same with the hosting of month 1, spread over that month's queries.
    pub all_in_per_query: f64,
    /// Milliseconds that a query takes in month 1; `None` if the scenario doesn't state the model's speed.
    pub latency_ms: Option<f64>,
}

/// The best month to switch from prompting to fine-tuning: the one with the least expected total.
#[derive(Debug, Clone)]
pub struct BestSwitch {
    /// k: fine-tuning is decided on at the end of this month, 0 means at once.
    pub month: usize,
    /// Cumulative cost over time if it succeeds, as present values.
    pub cost_path: CostPath,
    /// The total that is expected of it: that of the path, unless fine-tuning may fail.
    pub expected_total: f64,
}

/// What a scenario costs at its base values, and when fine-tuning pays back.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::approach::Approach;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("textbook-comparison").unwrap().parse().unwrap();
/// let analysis = Analysis::new(scenario);
/// assert_eq!(analysis.cheaper(), Some(Approach::FineTuning));
/// let moment = analysis.break_even.moment().unwrap();
/// assert!(moment.month > 7.0 && moment.month < 7.5);
/// ```
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Prompting throughout.
    pub prompting: ApproachCosts,
    /// Fine-tuning decided on at once, if it succeeds.
    pub fine_tuning: ApproachCosts,
    /// p: the chance that the fine-tuned model is good enough to be used.
    pub success_chance: f64,
    /// D + R + set-up hours: what is paid when fine-tuning is decided on. Prompting's set-up, which [`CostPath::upfront`] adds if
    /// prompting serves first, isn't part of that.
    pub fine_tuning_upfront: f64,
    /// v(m): queries of each month, index 0 is month 1.
    pub volume: Vec<f64>,
    /// V(t): queries answered by the end of month t, for t = 0..=T.
    pub queries: Vec<f64>,
    /// All crossings of the two cumulative costs, earliest first.
    pub crossings: Vec<Crossing>,
    /// When fine-tuning has paid back for good.
    pub break_even: BreakEven,
    /// The break-even that most articles compute.
    pub rule_of_thumb: RuleOfThumb,
    /// The best month to switch; `None` if no switch is cheaper than prompting throughout.
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
        let latency = |serving, costs: &ApproachLedger| {
            price::latency_ms(serving, &scenario.workload, costs.traffic[0])
        };
        let all_in = |per_query: f64, costs: &ApproachLedger| {
            let hosting = costs.running[0][Phase::Hosting];
            // Over at least one query: over a part of one it would grow without bound.
            let spread = if ledger.volume[0] > 0.0 {
                hosting / ledger.volume[0].max(1.0)
            } else {
                0.0
            };
            per_query + spread
        };
        Self {
            break_even,
            crossings,
            rule_of_thumb: rule_of_thumb::rule_of_thumb(scenario, &ledger),
            best_switch: strategy::best_switch(&ledger).map(|(month, expected_total)| BestSwitch {
                month,
                cost_path: strategy::cost_path(&ledger, Strategy::SwitchAt(month)),
                expected_total,
            }),
            success_chance: ledger.success_chance,
            fine_tuning_upfront: ledger.upfront().total(),
            prompting: ApproachCosts {
                cost_path: prompting,
                per_query: prompting_per_query,
                all_in_per_query: all_in(prompting_per_query, &ledger.prompting),
                latency_ms: latency(&scenario.prompting.serving, &ledger.prompting),
            },
            fine_tuning: ApproachCosts {
                cost_path: fine_tuning,
                per_query: fine_tuning_per_query,
                all_in_per_query: all_in(fine_tuning_per_query, &ledger.fine_tuning),
                latency_ms: latency(&scenario.fine_tuning.serving, &ledger.fine_tuning),
            },
            volume: ledger.volume,
            queries,
        }
    }

    /// T: the horizon in months.
    pub fn months(&self) -> usize {
        self.volume.len()
    }

    /// S: what fine-tuning saves by the horizon if it succeeds, as a present value; negative if it costs more.
    pub fn saving(&self) -> f64 {
        self.saved(CostPath::total)
    }

    /// What fine-tuning has saved by the end of a month if it succeeds.
    pub fn saving_by(&self, month: usize) -> f64 {
        self.saved(|path| path.after[month])
    }

    /// What fine-tuning saves of one category by the horizon if it succeeds.
    ///
    /// ```
    /// use breakeven::analysis::Analysis;
    /// use breakeven::analysis::approach::Phase;
    /// use breakeven::files::examples::Example;
    ///
    /// // As many answers are reviewed of the one query in five that stays with prompting and the four others together as without them.
    /// let analysis = Analysis::new(Example::find("router").unwrap().parse().unwrap());
    /// let [prompting, fine_tuning] =
    ///     [&analysis.prompting, &analysis.fine_tuning].map(|costs| costs.cost_path.by_phase[Phase::Review]);
    /// assert!(prompting != fine_tuning, "except for rounding");
    /// assert_eq!(analysis.saving_on(Phase::Review), 0.0);
    /// ```
    pub fn saving_on(&self, phase: Phase) -> f64 {
        self.saved(|path| path.by_phase[phase])
    }

    /// What fine-tuning saves of an amount that both approaches cost.
    fn saved(&self, amount: impl Fn(&CostPath) -> f64) -> f64 {
        saving_of(
            amount(&self.prompting.cost_path),
            amount(&self.fine_tuning.cost_path),
        )
    }

    /// Fine-tuning now, which may fail.
    pub fn attempt(&self) -> Attempt {
        Attempt {
            chance: self.success_chance,
            saving: self.saving(),
            loss: self.fine_tuning_upfront,
        }
    }

    /// What fine-tuning saves by the horizon on average over success and failure.
    pub fn expected_saving(&self) -> f64 {
        self.attempt().expected_saving()
    }

    /// The total that is expected of fine-tuning now.
    pub fn expected_total(&self) -> f64 {
        let [prompting, succeeding] =
            [&self.prompting, &self.fine_tuning].map(|costs| costs.cost_path.total());
        self.attempt().expected_total(prompting, succeeding)
    }

    /// The chance of success from which on fine-tuning saves on average. `None` if it saves nothing even if it succeeds.
    pub fn success_needed(&self) -> Option<f64> {
        let saves = self.cheaper() == Some(Approach::FineTuning);
        saves.then(|| self.attempt().chance_needed()).flatten()
    }

    /// What fine-tuning has saved by each moment, as points [t, saving]; a payment at t is a vertical step of two points.
    pub fn saving_curve(&self) -> Vec<[f64; 2]> {
        let prompting = &self.prompting.cost_path;
        prompting.points_above(&self.fine_tuning.cost_path)
    }

    /// The cheaper approach at the horizon; `None` if both cost the same.
    pub fn cheaper(&self) -> Option<Approach> {
        approach::cheaper_of(
            self.prompting.cost_path.total(),
            self.fine_tuning.cost_path.total(),
        )
    }

    /// Whether fine-tuning is cheaper at any time before the first crossing.
    pub fn starts_cheaper(&self) -> bool {
        breakeven::starts_cheaper(
            &self.prompting.cost_path,
            &self.fine_tuning.cost_path,
            &self.crossings,
        )
    }

    /// The best switch, if it is cheaper than both prompting and fine-tuning throughout.
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
