//! The one saving that every page, file and format names first.

use crate::scenario::Scenario;

use super::Analysis;
use super::price::is_unpriced;
use super::risk::Risk;

/// The one saving that every page, file and format names first: what is expected where fine-tuning may fail, else the median over the draws, or
/// that of the base case where no input is uncertain. Averages stand only in reasons.
///
/// ```
/// use breakeven::analysis::Analysis;
/// use breakeven::analysis::leading_saving::{LeadingSaving, SavingKind};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("textbook-comparison").unwrap().parse().unwrap();
/// let analysis = Analysis::new(scenario);
/// let saving = LeadingSaving::new(scenario, &analysis, None).unwrap();
/// assert_eq!(saving.amount, analysis.saving());
/// assert_eq!(saving.kind, SavingKind::BaseCase);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeadingSaving {
    /// What fine-tuning saves by the horizon; negative if it costs more.
    pub amount: f64,
    /// What it is.
    pub kind: SavingKind,
}

/// What the saving is that is named first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SavingKind {
    /// What is expected in the base case, where fine-tuning may fail.
    Expected,
    /// The median over the draws.
    Median,
    /// That of the base case.
    BaseCase,
}

impl LeadingSaving {
    /// The leading saving of a scenario; `None` while prices are missing, since then no saving is known.
    pub fn new(scenario: &Scenario, analysis: &Analysis, risk: Option<&Risk>) -> Option<Self> {
        if is_unpriced(scenario) {
            return None;
        }
        if scenario.may_fail() {
            return Some(Self {
                amount: analysis.expected_saving(),
                kind: SavingKind::Expected,
            });
        }
        let median = risk.and_then(|risk| risk.saving.quantile(0.5));
        Some(match median {
            Some(amount) => Self {
                amount,
                kind: SavingKind::Median,
            },
            None => Self {
                amount: analysis.saving(),
                kind: SavingKind::BaseCase,
            },
        })
    }
}
