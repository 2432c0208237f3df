//! A text found in a file.

/// A larger text is no scenario.
pub(super) const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// So many texts of a file are looked at: a report has two for each scenario, and a page around it may have some of its own.
pub(super) const MAX_TEXTS: usize = 10_000;

/// What a PDF reader says of the scenario; a text of this description is one, whatever it holds.
pub(super) const SCENARIO_DESCRIPTION: &str = "The scenario, to be opened with Breakeven";

/// A text found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FoundText {
    /// The name as a file; empty if the text has none.
    pub(super) name: String,
    /// The text is said to be a scenario of this program, whatever it holds.
    pub(super) is_declared: bool,
    /// The text.
    pub(super) text: String,
}
