//! A table of bills in the dialog about the user's own material.

use crate::evidence::bills::{self, BillProblem, CountedBills};
use crate::evidence::remarks::Remark;
use crate::scenario::Scenario;
use crate::scenario::actuals::Actuals;
use crate::scenario::inputs::InputError;
use crate::scenario::quantity::count_with_noun;

/// A table of bills: what it says, or why it can't be used.
#[derive(Debug)]
pub struct BillsMaterial {
    /// What it says.
    pub read: Result<BillsFound, String>,
}

/// What a table of bills says.
#[derive(Debug)]
pub struct BillsFound(CountedBills);

impl BillsMaterial {
    /// What a text says of this scenario's months.
    pub fn of(text: &str, scenario: &Scenario) -> Self {
        let read = bills::read(text, Some(&scenario.currency))
            .and_then(|entries| bills::actuals(&entries, scenario, None))
            .map_err(|problems| in_words(&problems))
            .and_then(|counted| {
                if counted.actuals.is_empty() {
                    let start = scenario.start.short();
                    return Err(format!("All its months are before the scenario’s first, {start}. Change the start month, or read a later table"));
                }
                Ok(BillsFound(counted))
            });
        Self { read }
    }
}

/// Problems, a line each.
fn in_words(problems: &[BillProblem]) -> String {
    let lines: Vec<String> = problems.iter().map(BillProblem::to_string).collect();
    lines.join("\n")
}

impl BillsFound {
    /// What was left out, as a sentence.
    pub fn left_out(&self, scenario: &Scenario) -> Option<String> {
        let months = count_with_noun(self.0.before_the_start as f64, "month");
        let start = scenario.start.short();
        (self.0.before_the_start > 0).then(|| format!("Left out: {months} before {start}"))
    }

    /// The bills, by the months of the scenario.
    pub fn bills(&self) -> &Actuals {
        &self.0.actuals
    }

    /// Fills them in beside the bills of other months.
    pub fn fill(&self, scenario: &mut Scenario, name: &str) -> Result<Vec<Remark>, InputError> {
        self.0.fill(scenario, name)?;
        Ok(Vec::new())
    }
}
