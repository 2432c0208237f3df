//! The queries that either approach has to answer.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{TOKENS, row};

#[rustfmt::skip]
pub(super) const ROWS: &[Input] = &[
    row! { Workload, "", ESSENTIAL, workload.queries_per_month, "Query volume", Unit::Count("per month"),
        "Queries in the first month" },
    row! { Workload, "", ESSENTIAL, workload.growth_per_month, "Volume growth", Unit::Percent("per month"),
        "Each month compared with the month before" },
    row! { Workload, "", ESSENTIAL, workload.input_tokens, "User input", TOKENS,
        "The user’s own text. Not part of the system prompt; both approaches pay for it" },
    row! { Workload, "", ESSENTIAL, workload.changes_per_year, "Requirement changes", Unit::Count("per year"),
        "Each one means rewriting the prompt, or retraining" },
    row! { Workload, "", ADVANCED, workload.monthly_queries, "Volume by month", Unit::Count("per month"),
        "Paste one number per month. They replace the volume above; growth continues from the last" },
];
