//! Figures with their source, and figures worked out by hand: each comment is the calculation.
//!
//! - [`providers`]: what providers and textbooks say that something costs
//! - [`caching`]: cached prompts: hit rates, and the prices of reads and writes
//! - [`prices`]: the price of a query: long contexts, discounts, drift, and queries that fall back to prompting
//! - [`costs`]: what else costs: hosting, training, reviews and the team
//! - [`iteration`]: changes of the requirements and retirements of the base model
//! - [`sharing`]: queries that stay with prompting, conversations, hours of traffic, wrong answers, announced prices
//! - [`time`]: lead time, present values, and volumes month by month
//! - [`break_even`]: crossings and break-even, the rule of thumb, and the best switch
//! - [`latency`]: how long an answer takes
//! - [`estimates`]: the base values of estimates

mod break_even;
mod caching;
mod costs;
mod estimates;
mod iteration;
mod latency;
mod prices;
mod providers;
mod sharing;
mod time;

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::Phase;
use breakeven::analysis::ledger::ByPhase;

use crate::support::analysed;

/// What each month of fine-tuning costs in one phase; index 0 is the start.
fn tuned_months(analysis: &Analysis, phase: Phase) -> Vec<f64> {
    months(&analysis.fine_tuning.cost_path.by_month, phase)
}

/// What each month of prompting costs in one phase; index 0 is the start.
fn prompted_months(analysis: &Analysis, phase: Phase) -> Vec<f64> {
    months(&analysis.prompting.cost_path.by_month, phase)
}

fn months(months: &[ByPhase], phase: Phase) -> Vec<f64> {
    months.iter().map(|month| month[phase]).collect()
}

/// Month 1's inference of prompting in a scenario that states only this serving, at 1 M queries: the price of a query
/// in dollars per million of them.
fn per_million_queries(input_tokens: u32, serving: &str) -> f64 {
    let text = format!(
        "(horizon_months: 1, workload: (queries_per_month: 1000000, input_tokens: {input_tokens}),
          prompting: (serving: ({serving})))"
    );
    analysed(&text).prompting.cost_path.by_phase[Phase::Inference]
}
