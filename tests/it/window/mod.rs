//! The whole window, driven without a display.
//!
//! - [`editing`]: values are typed and dragged, and figures follow
//! - [`saving`]: closing, saving, and files that change outside
//! - [`library`]: the list of scenarios, opening, duplicating and renaming
//! - [`tabs`]: what each tab shows, and that it follows the scenario
//! - [`extremes`]: every input at both ends of its domain, and every tab of every example

mod editing;
mod extremes;
mod library;
mod paths;
mod saving;
mod tabs;
