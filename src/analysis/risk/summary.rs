//! What the draws come to: chances, quantiles, and what it is worth to know more (MODEL.md §6).

use crate::scenario::inputs::Input;

use super::quantiles::{Distribution, Quantiles};

/// Quantiles of the curves at the end of each month, t = 0..=T.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bands {
    /// Cumulative cost of prompting.
    pub prompting: Vec<Quantiles>,
    /// Cumulative cost of fine-tuning.
    pub fine_tuning: Vec<Quantiles>,
    /// Prompting's less fine-tuning's.
    pub saving: Vec<Quantiles>,
}

/// What it is worth to know one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InformationValue {
    /// The input.
    pub input: &'static Input,
    /// EVPPI, in money.
    pub value: f64,
}

/// What the draws come to.
#[derive(Debug, Clone)]
pub struct Risk {
    /// How many draws.
    pub samples: usize,
    /// Share of draws in which fine-tuning is cheaper at the horizon, and so breaks even within it (MODEL.md §4).
    pub probability_cheaper: f64,
    /// The sampling error of that share, one standard error, where there are several scrambles.
    pub probability_error: Option<f64>,
    /// The sampling error of the mean saving, likewise.
    pub saving_error: Option<f64>,
    /// S.
    pub saving: Distribution,
    /// Totals of prompting.
    pub prompting: Quantiles,
    /// Totals of fine-tuning.
    pub fine_tuning: Quantiles,
    /// Months to break-even, of the draws that break even.
    pub break_even_month: Distribution,
    /// Queries to break-even, of the draws that break even.
    pub break_even_queries: Option<Quantiles>,
    /// Month by month.
    pub bands: Bands,
    /// The most that any further evidence can be worth.
    pub evpi: f64,
    /// What each uncertain input alone is worth knowing, the most first.
    pub evppi: Vec<InformationValue>,
}
