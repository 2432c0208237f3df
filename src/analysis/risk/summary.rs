//! The result of a risk run: probabilities, quantiles, and what it would be worth to know more (docs/formulas.md §6).

use crate::analysis::approach::Approach;
use crate::analysis::success::Attempt;
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

/// A base case and a median of the draws that tell different stories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaseGap {
    /// What fine-tuning saves in the base case; where it may fail, what it is expected to save there.
    pub base: f64,
    /// The median of S.
    pub median: f64,
    /// Why they differ.
    pub reason: GapReason,
}

/// Why the base case and the median of the draws differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GapReason {
    /// Fine-tuning fails in this share of the draws.
    Failure(f64),
    /// Many draws lie at one value.
    Lump {
        /// Their share.
        share: f64,
        /// S in each of them.
        saving: f64,
    },
    /// Inputs that move together.
    Correlations,
    /// This input moves S further to the side of the median than to the other one.
    Input(&'static Input),
    /// All ranges together do.
    Ranges,
    /// The ranges act on each other's effects.
    Mixed,
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
    /// What knowing each uncertain input alone would be worth, highest first. The success chance stands for whether fine-tuning succeeds.
    pub evppi: Vec<InformationValue>,
    /// Fine-tuning as an attempt that may fail: the share of draws in which it succeeds, and the means over all draws of what it would save
    /// and of what it would lose. `None` if it succeeds for sure.
    pub attempt: Option<Attempt>,
    /// Where the base case and the median tell different stories; `None` where they don't, or the run left the bands out.
    pub base_gap: Option<BaseGap>,
}

/// Chances of paying back from the first to the second of these, in whole percent, are too close to call.
const CLOSE_PERCENT: [f64; 2] = [40.0, 60.0];

/// An input is worth measuring if its EVPPI is at least this share of the EVPI.
const MIN_EVPPI_SHARE: f64 = 0.02;
/// At most this many inputs are named as worth measuring.
const MAX_MEASURED: usize = 4;

/// A chance in whole percent, rounded as it is written.
fn whole_percent(chance: f64) -> f64 {
    (100.0 * chance).round_ties_even()
}

impl Risk {
    /// The approach that is likely to be cheaper at the horizon; `None` if it is too close to call. That goes by whole percent, as chances
    /// are written: 60% is too close to call, 61% is likely.
    pub fn likely_cheaper(&self) -> Option<Approach> {
        let [close, likely] = CLOSE_PERCENT;
        if whole_percent(self.probability_cheaper) > likely {
            Some(Approach::FineTuning)
        } else if whole_percent(self.probability_cheaper + self.probability_same()) < close {
            Some(Approach::Prompting)
        } else {
            None
        }
    }

    /// The share of draws in which both approaches cost the same at the horizon.
    pub fn probability_same(&self) -> f64 {
        self.saving.share_up_to(0.0) - self.saving.share_below(0.0)
    }

    /// Whether both probably cost the same.
    pub fn is_likely_the_same(&self) -> bool {
        whole_percent(self.probability_same()) > CLOSE_PERCENT[1]
    }

    /// Whether both approaches cost the same in every draw.
    pub fn always_costs_the_same(&self) -> bool {
        let ends = self.saving.values.first().zip(self.saving.values.last());
        ends.is_some_and(|(least, most)| *least == 0.0 && *most == 0.0)
    }

    /// The inputs that are named as worth measuring, the most informative one first.
    pub fn worth_measuring(&self) -> impl Iterator<Item = &InformationValue> {
        let is_worthwhile =
            |information: &&InformationValue| information.value >= MIN_EVPPI_SHARE * self.evpi;
        self.evppi.iter().filter(is_worthwhile).take(MAX_MEASURED)
    }
}
