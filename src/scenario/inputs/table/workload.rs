//! The queries that either approach has to answer.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{MONEY, TOKENS, row};

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
    row! { Workload, "Conversations and hours", ADVANCED, workload.active_hours_per_month, "Active hours", Unit::Count("hours per month"),
        "Hours in which queries arrive: 730 around the clock, about 175 in office hours. Cache hits and replicas follow them" },
    row! { Workload, "Conversations and hours", ADVANCED, workload.calls_per_conversation, "Calls per conversation", Unit::Count("calls"),
        "Calls that follow each other in one conversation. All but the first find the prompt in the cache" },
    row! { Workload, "Conversations and hours", ADVANCED, workload.history, "Conversation history", Unit::None,
        "Each call carries what was said before in its conversation" },
    row! { Workload, "Errors", ADVANCED, workload.error_cost, "Cost per error", MONEY,
        "What one wrong answer costs that goes out unnoticed" },
];
