//! Breakeven compares what prompt engineering and fine-tuning cost, month by month, and says where the curves cross.
//!
//! # The architecture on one page
//!
//! Data goes one way: file → scenario → analysis → chart → window or export. In reading order:
//!
//! - [`scenario`]: what the user states. The structs with their domains, and **the one table of inputs** ([`scenario::inputs`]): a new input is
//!   a field and a row there
//! - [`analysis`]: the numbers that follow from a scenario: ledger, strategies, break-even, drivers, risk. Pure functions
//! - [`decision`]: what to do: facts, checklist, levers, rules, advice and the plan for the move
//! - [`files`]: scenarios on disk: format and versions, atomic saving, the library folder, settings, examples
//! - [`evidence`]: inputs that are read rather than guessed: the price catalog
//! - [`study`]: a scenario with everything that follows from it, each part computed once; and several side by side
//! - [`theme`]: colours, fonts and style of window and paper
//! - [`charts`]: each chart described once, for any `egui::Ui`; a figure is a chart with its finding as title
//! - [`export`]: charts drawn without a display, reports, the spreadsheet, and text for people and programs
//! - [`app`]: the window: state, **the one table of commands** ([`app::messages::command_table`]), views
//! - [`cli`]: the command line
//!
//! `scenario` ← `analysis` ← `decision` ← `study` ← `charts` ← `export` ← {`app`, `cli`}; `files` and `evidence` know `scenario` only, `study`
//! brings `decision` and `evidence` together, and `theme` knows only the two approaches and the phases of cost. A test reads the imports and
//! fails if one points the wrong way.
//!
//! # Figures
//!
//! Prices of tokens are per 1 million, rates and shares are fractions, money is in the scenario's own currency. Cumulative costs are present
//! values. Where a definition leaves a case open, the function that decides it says how:
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
