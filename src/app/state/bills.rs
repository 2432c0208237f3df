//! A table of bills in the dialog about the user's own material.

use crate::evidence::bills::{self, BillProblem};
use crate::evidence::remarks::Remark;
use crate::scenario::Scenario;
use crate::scenario::actuals::Actuals;
use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::count_with_noun;

/// A table of bills: what it says, or why it can't be used.
#[derive(Debug)]
pub struct BillsMaterial {
    /// What it says.
    pub read: Result<BillsFound, String>,
}

/// What a table of bills says.
#[derive(Debug)]
pub struct BillsFound {
    /// The bills, by the months of the scenario.
    pub bills: Actuals,
    /// Lines whose month is before the scenario's first.
    pub before_the_start: usize,
}

impl BillsMaterial {
    /// What a text says of this scenario's months.
    pub fn of(text: &str, scenario: &Scenario) -> Self {
        let read = bills::read(text)
            .and_then(|entries| bills::actuals(&entries, scenario.start, None))
            .map_err(|problems| in_words(&problems))
            .and_then(|counted| {
                if counted.actuals.is_empty() {
                    let start = scenario.start.short();
                    return Err(format!("All its months are before the scenario’s first, {start}. Change the start month, or read a later table"));
                }
                Ok(BillsFound {
                    bills: counted.actuals,
                    before_the_start: counted.before_the_start,
                })
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
        let months = count_with_noun(self.before_the_start as f64, "month");
        let start = scenario.start.short();
        (self.before_the_start > 0).then(|| format!("Left out: {months} before {start}"))
    }

    /// Fills them in beside the bills of other months.
    pub fn fill(&self, scenario: &mut Scenario, name: &str) -> Result<Vec<Remark>, InputError> {
        let all = scenario.actuals.with(&self.bills);
        if let Some(input) = inputs::find("actuals") {
            let source = format!("billed: {name}");
            input.set_with_source(scenario, Value::Text(all.into()), &source)?;
        }
        Ok(Vec::new())
    }
}
