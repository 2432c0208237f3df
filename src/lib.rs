//! Breakeven compares what prompt engineering and fine-tuning cost, month by month, and says where the curves cross.
//!
//! # The architecture on one page
//!
//! Data goes one way: file → scenario → analysis → chart → window or export. In reading order:
//!
//! - [`scenario`]: what the user states. The structs with their domains, and **the one table of inputs**
//!   ([`scenario::inputs`]): a new input is a field and a row there
//! - [`analysis`]: what follows from a scenario. Pure functions: ledger, strategies, break-even, drivers, risk, verdict
//! - [`files`]: scenarios on disk: format and versions, atomic saving, the library folder, settings, examples
//! - [`evidence`]: inputs that are read rather than guessed: the price catalog
//! - [`charts`]: each chart drawn once, for any `egui::Ui`; as a figure with its finding for title
//! - [`export`]: what leaves the program: charts drawn without a display, reports, the spreadsheet
//! - [`study`]: scenarios worked out in full, with what the catalog knows
//! - [`app`]: the window: state, **the one list of commands** ([`app::command`]), views
//! - [`cli`]: the command line
//!
//! `scenario` ← `analysis` ← `charts` ← {`export`, `app`}; `files` and `evidence` know `scenario` only; `studies` brings `analysis` and
//! `evidence` together, and only `app` and `cli` everything. A test reads the imports and says so when one runs the wrong way.
//!
//! # Figures
//!
//! Prices of tokens are per 1 million, rates and shares are fractions, money is in the scenario's own currency. Amounts of a
//! course over time are present values. Where a definition leaves a case open, the function that decides it says how:
//! curves that coincide for a while ([`analysis::breakeven::crossings`]), setup of prompting after fine-tuning ended
//! ([`analysis::strategy`]), whole numbers of replicas ([`analysis::ledger::replicas`]). Numbers without an upper bound end at
//! [`scenario::domain::MAX_NUMBER`], so that no product of them overflows.

pub mod analysis;
pub mod app;
pub mod charts;
pub mod cli;
pub mod decision;
pub mod evidence;
pub mod export;
pub mod files;
pub mod scenario;
pub mod study;
pub mod theme;
