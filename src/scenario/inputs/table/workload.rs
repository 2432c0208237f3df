//! The queries that either approach has to answer.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{TOKENS, row};

#[rustfmt::skip]
pub(super) const ROWS: &[Input] = &[
    row! { Workload, "", ESSENTIAL, workload.queries_per_month, "Queries", Unit::Count("a month"),
        "Queries in month 1" },
    row! { Workload, "", ESSENTIAL, workload.growth_per_month, "Growth", Unit::Percent("a month"),
        "How much the volume grows each month" },
    row! { Workload, "", ESSENTIAL, workload.input_tokens, "Query text", TOKENS,
        "The query's own text; both approaches pay for it" },
    row! { Workload, "", ESSENTIAL, workload.changes_per_year, "Behaviour changes", Unit::Count("a year"),
        "How often the wanted behaviour changes: each time prompts are rewritten, or the model retrained" },
    row! { Workload, "", ADVANCED, workload.monthly_queries, "Monthly volumes", Unit::Count("a month"),
        "Measured or planned queries, a line a month from month 1 on. They replace the volume above for the months they cover; growth continues from the last" },
];
