//! A worked case of each form of number and of each pattern of sentence: figures that can be checked by hand, and the exact text.
//!
//! - [`numbers`]: money, percentages, counts, months, spans and units; [`fields`]: errors, echoes and sources
//! - [`headline`]: the headline, the line below it and the key figures
//! - [`reasons`]: recommendations, reasons, changes, break-even values and what is worth finding out
//! - [`lists`]: evaluations, checklists, the timing of a switch, captions of charts, comparisons
//! - [`asked`]: a notice, the question about a file that is there, the mark at a model that is shut down
//! - [`done`]: a chart exported, a comparison saved, a presentation ended
//! - [`window`]: notices, the status bar, dialogs, names of tabs and commands

mod asked;
mod done;
mod fields;
mod headline;
mod lists;
mod numbers;
mod reasons;
mod window;

use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::words::with_plain_spaces;
use breakeven::study::Study;

use crate::driven::{Home, USUAL, Window};
use crate::support::{example, scenario, wait_for_first_draws, with};

/// 10,000 queries of 1,000 tokens a month, at $10 per 1M tokens or, fine-tuned, at $2: each saves $0.008, all of a month $80. $600 are spent
/// upfront, so fine-tuning breaks even after 7.5 months and 75,000 queries, and saves 18 × $80 − $600 = $840.
const BY_HAND: &str = "(start: \"2027-01\", horizon_months: 18, workload: (input_tokens: 0),
    prompting: (serving: (prompt_tokens: 1000, output_tokens: 0, price: (input: 10))),
    fine_tuning: (serving: (prompt_tokens: 1000, output_tokens: 0, price: (input: 2)), data: (fixed_cost: 600)))";

/// The scenario that can be worked out by hand, with these changes.
fn by_hand(changes: &[(&str, &str)]) -> Scenario {
    with(&scenario(BY_HAND), changes)
}

/// A study of the scenario that can be worked out by hand, with these changes.
fn study_by_hand(changes: &[(&str, &str)]) -> Study {
    Study::new(&by_hand(changes), 1 << 14, &DecisionSettings::default())
}

/// Both texts are the same but for the kind of their spaces, which [`numbers`] is about.
#[track_caller]
fn assert_says(said: &str, pattern: &str) {
    assert_eq!(with_plain_spaces(said), pattern);
}

/// A window with an example as a file, of which there are draws.
fn open(home: &Home) -> Window<'static> {
    let file = home.file("triage.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    wait_for_first_draws(&mut window);
    window
}
