//! The integration tests, one binary. Figures first, then files, then what is around them.
//!
//! - [`worked_cases`]: figures with their source, or worked out by hand in a comment
//! - [`properties`]: what must hold for every valid scenario (docs/formulas.md §8), over [`generated`] ones
//! - [`drivers`]: distributions, tornado, tipping values
//! - [`whole_things`]: counts of things that are whole; [`unpriced`]: approaches without prices; [`warnings`]
//! - [`sentences`]: that a figure is said of the approach that it belongs to, and numbers fit their nouns
//! - [`words`]: how the program speaks, on every screen and in every report
//! - [`files`]: scenario files, right and wrong, field by field; saving; the library; settings
//! - [`typed`]: numbers as people type them
//! - [`examples`] and [`catalog`]: what comes with the program; [`sources`]: where values come from
//! - [`command_line`]: `breakeven report` and `breakeven check`
//! - [`risk`]: the draws of the uncertain inputs; [`lumps`]: many draws at one value; [`base_gap`]: where the median tells
//!   another story than the base case; [`map`]: the map against the ledger
//! - [`decide`]: the recommendation, and what it rests on
//! - [`actuals`]: plan against actual
//! - [`token_counts`]: tokens against tiktoken's; [`usage_on_all_cores`]: usage exports on one core and on all
//! - [`charts`]: charts on paper, and the [`ticks`] of their axes; [`reports`]: web pages and PDFs; [`spreadsheet`]
//! - [`one_headline`]: whatever tells a result says the same
//! - [`exporting`]: what leaves the window; [`presenting`]: charts on a projector; [`comparing`]: several scenarios
//! - [`signals`]: what is kept when one ends the program
//! - [`layers`]: which module may import which; [`supply`]: where dependencies come from
//! - [`window`]: the whole window, [`driven`] without a display; [`looks`] and [`contrast`]: whether its texts can be read
//!
//! What several of these need is in [`support`] and [`text_rows`].
//!
//! Tests go through the table of inputs where they can, so that a new input is tested without a line here.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, a panic is how a fault is reported"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests write files directly, some of them cut short on purpose"
)]

mod actuals;
mod base_gap;
mod catalog;
mod charts;
mod command_line;
mod comparing;
mod contrast;
mod correlations;
mod decide;
mod driven;
mod drivers;
mod examples;
mod exporting;
mod files;
mod generated;
mod layers;
mod looks;
mod lumps;
mod map;
mod one_headline;
mod presenting;
mod properties;
mod reports;
mod risk;
mod sentences;
#[cfg(target_os = "linux")]
mod signals;
mod sources;
mod spreadsheet;
mod success;
mod supply;
mod support;
mod tagged_pdf;
mod text_rows;
mod ticks;
mod token_counts;
mod typed;
mod unpriced;
mod usage_on_all_cores;
mod warnings;
mod whole_things;
mod window;
mod words;
mod worked_cases;
