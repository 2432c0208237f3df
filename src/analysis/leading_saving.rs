//! The one saving that every page, file and format names first.

use crate::scenario::Scenario;

use super::Analysis;
use super::price::is_unpriced;
use super::risk::Risk;

/// The one saving that every page, file and format names first: the median over the draws, or that of the base case where no input is
/// uncertain. Averages stand only in reasons.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::leading_saving::LeadingSaving;
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("textbook-comparison").unwrap().parse().unwrap();
/// let analysis = Analysis::new(scenario);
/// let saving = LeadingSaving::new(scenario, &analysis, None).unwrap();
/// assert_eq!(saving.amount, analysis.saving());
/// assert!(!saving.is_median);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeadingSaving {
    /// What fine-tuning saves by the horizon; negative if it costs more.
    pub amount: f64,
    /// Whether it is the median over the draws; else it is that of the base case.
    pub is_median: bool,
}

impl LeadingSaving {
    /// The leading saving of a scenario; `None` while prices are missing, since then no saving is known.
    pub fn new(scenario: &Scenario, analysis: &Analysis, risk: Option<&Risk>) -> Option<Self> {
        if is_unpriced(scenario) {
            return None;
        }
        let median = risk.and_then(|risk| risk.saving.quantile(0.5));
        Some(Self {
            amount: median.unwrap_or_else(|| analysis.saving()),
            is_median: median.is_some(),
        })
    }
}
