//! The result of a risk run: probabilities, quantiles, and what it would be worth to know more (docs/formulas.md §6).

use crate::scenario::inputs::Input;

use super::quantiles::{Distribution, Quantiles};

/// Quantiles of the cumulative costs at each t = 0..=T, after payments due at t.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bands {
    /// The cumulative cost of prompting.
    pub prompting: Vec<Quantiles>,
    /// The cumulative cost of fine-tuning.
    pub fine_tuning: Vec<Quantiles>,
    /// The cumulative saving: prompting less fine-tuning.
    pub saving: Vec<Quantiles>,
}

/// What it would be worth to know one input exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InformationValue {
    /// The input.
    pub input: &'static Input,
    /// EVPPI, the expected value of partial perfect information, in money.
    pub value: f64,
}

/// What the draws of a scenario show. Amounts are present values at the horizon.
#[derive(Debug, Clone)]
pub struct Risk {
    /// The number of draws.
    pub samples: usize,
    /// The share of draws in which fine-tuning is cheaper at the horizon, which are those in which it breaks even (docs/formulas.md §4).
    pub probability_cheaper: f64,
    /// The standard error of that share; `None` in a run with a single scramble.
    pub probability_error: Option<f64>,
    /// The standard error of the mean saving; `None` in a run with a single scramble.
    pub saving_error: Option<f64>,
    /// S: what fine-tuning saves by the horizon.
    pub saving: Distribution,
    /// The total cost of prompting.
    pub prompting: Quantiles,
    /// The total cost of fine-tuning.
    pub fine_tuning: Quantiles,
    /// Months to break-even, of the draws that break even.
    pub break_even_month: Distribution,
    /// Queries to break-even, of the draws that break even; `None` if none does.
    pub break_even_queries: Option<Quantiles>,
    /// Quantiles month by month; empty if the run left them out.
    pub bands: Bands,
    /// EVPI, the expected value of perfect information: the most that any further evidence can be worth.
    pub evpi: f64,
    /// What knowing each uncertain input alone would be worth, highest first.
    pub evppi: Vec<InformationValue>,
}
