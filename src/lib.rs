//! Breakeven compares what prompt engineering and fine-tuning cost, month by month, and says where the curves cross.
//!
//! # The architecture on one page
//!
//! ```text
//! scenario ← analysis ← decision ← study ← charts ← export ← { app, cli }
//! ```
//!
//! Each module is a room that imports from rooms on its left only. In reading order:
//!
//! - [`scenario`]: what the user states: the structs with their domains, and **the one table of inputs** ([`scenario::inputs`])
//! - [`analysis`]: figures: ledger, strategies, break-even, drivers, risk; [`analysis::finding`] puts them into words
//! - [`decision`]: what to do, and everything that it rests on
//! - [`study`]: one scenario with all that follows from it, each part computed once, when it is first asked for
//! - [`charts`]: each chart, drawn once for any `egui::Ui`
//! - [`export`]: what leaves the program: pictures without a display, reports, the spreadsheet
//! - [`app`]: the window, on floors of its own: **the one table of commands** ([`app::messages::command_table`]), the one place that
//!   changes the state ([`app::update`]), and views that only read
//! - [`cli`]: the command line
//!
//! Beside these, [`files`] (format and versions, atomic saving, the library folder, settings, examples) and [`evidence`] (the price
//! catalog) know the scenario only; [`theme`] knows only the two approaches. Everything but `files`, `app` and `cli`
//! is a function of what it is given: no disk, no clock, no surroundings. The one exception is [`theme::fonts`], which lists the system's
//! fonts in the background. A test reads all imports and says where one runs the wrong way.
//!
//! ARCHITECTURE.md has the way from a file to the screen and to a report, the invariants, and where a change goes; CONTRIBUTING.md has
//! recipes. The formulas are in docs/formulas.md.
//!
//! # Figures
//!
//! Prices of tokens are per 1 million, rates and shares are fractions, money is in the scenario's own currency. Amounts that arise over
//! time are present values. Where a definition leaves a case open, the function that decides it says how: curves that coincide for a
//! while ([`analysis::breakeven::crossings`]), the set-up of prompting after fine-tuning has ended ([`analysis::strategy`]), whole
//! numbers of replicas ([`analysis::ledger::replicas`]). Numbers without an upper bound end at [`scenario::domain::MAX_NUMBER`], so that
//! no product of them overflows.

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
