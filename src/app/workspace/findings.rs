//! What follows from the open scenario at once.

use crate::analysis::Analysis;
use crate::analysis::actuals::{BilledCurve, billed_curves};
use crate::analysis::finding::base::BaseFinding;
use crate::analysis::warnings::all_warnings;
use crate::evidence::current::{CurrentPrices, Mark};
use crate::scenario::Scenario;
use crate::scenario::essentials::Credibility;
use crate::scenario::warnings::Warning;

/// What follows from the open scenario at once; computed again whenever it changes.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The figures.
    pub analysis: Analysis,
    /// The words.
    pub base_finding: BaseFinding,
    /// What is worth a second look.
    pub warnings: Vec<Warning>,
    /// Of these, the list prices and models that may not hold until the end.
    pub marks: Vec<Mark>,
    /// What was billed, beside the cost curves.
    pub billed: Vec<BilledCurve>,
    /// How certain the essentials are.
    pub credibility: Credibility,
}

impl Findings {
    pub(super) fn new(scenario: &Scenario, prices: CurrentPrices) -> Self {
        let analysis = Analysis::new(scenario);
        let mut warnings = all_warnings(scenario);
        let marks = prices.marks(scenario);
        warnings.extend(marks.iter().cloned().map(Warning::from));
        Self {
            base_finding: BaseFinding::new(scenario, &analysis),
            warnings,
            marks,
            billed: billed_curves(scenario, &analysis),
            credibility: Credibility::new(scenario),
            analysis,
        }
    }
}
