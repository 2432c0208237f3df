//! The months as a table for spreadsheets: cumulative cost of both approaches, and each month's cost by phase.

use std::fmt::Write as _;

use crate::analysis::Analysis;
use crate::analysis::ledger::Phase;
use crate::analysis::side::Side;
use crate::scenario::Scenario;

/// The table, with a header line. Row 0 is what is paid at the start. Amounts are present values, unrounded.
pub fn months(scenario: &Scenario, analysis: &Analysis) -> String {
    let sides = [Side::Prompting, Side::FineTuning];
    let mut text = "month,calendar,queries,prompting,fine_tuning,saving".to_owned();
    for side in sides {
        for phase in Phase::ALL {
            // Writing to a string can't fail.
            let _ = write!(text, ",{}_{}", side.key(), phase.key());
        }
    }
    text.push('\n');
    for month in 0..=analysis.months() {
        let calendar = match month {
            0 => String::new(),
            month => scenario.start.plus(month as i32 - 1).to_string(),
        };
        let prompting = analysis.prompting.course.after[month];
        let fine_tuning = analysis.fine_tuning.course.after[month];
        let _ = write!(
            text,
            "{month},{calendar},{},{prompting},{fine_tuning},{}",
            analysis.queries[month],
            prompting - fine_tuning
        );
        for side in sides {
            for phase in Phase::ALL {
                let _ = write!(
                    text,
                    ",{}",
                    analysis.approach(side).course.months[month][phase]
                );
            }
        }
        text.push('\n');
    }
    text
}
