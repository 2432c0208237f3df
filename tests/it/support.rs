//! What several modules need: scenarios from text and examples by name, figures compared, and what windows are waited for.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use breakeven::analysis::Analysis;
use breakeven::files::examples::Example;
use breakeven::files::journal::Journal;
use breakeven::files::{format, store};
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::{self, Input};
use egui::Modifiers;

use crate::driven::{View as _, Window, wait};

/// Ctrl and Shift, or Cmd and Shift on a Mac.
pub const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// The scenario of a file with this text.
#[track_caller]
pub fn scenario(text: &str) -> Scenario {
    format::read(text).unwrap_or_else(|error| panic!("{error}\nin:\n{text}"))
}

/// The scenario of the example of this name.
#[track_caller]
pub fn example(name: &str) -> Scenario {
    find_example(name)
        .scenario()
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The text of the file of the example of this name.
#[track_caller]
pub fn example_text(name: &str) -> &'static str {
    find_example(name).text
}

#[track_caller]
fn find_example(name: &str) -> &'static Example {
    Example::find(name).unwrap_or_else(|| panic!("no example has the name {name}"))
}

/// A scenario of this name, with defaults throughout.
pub fn named(name: &str) -> Scenario {
    Scenario {
        name: name.to_owned(),
        ..Scenario::default()
    }
}

/// The journal of a scenario with this name that was never saved.
pub fn never_saved(name: &str) -> Journal {
    Journal {
        noted: SystemTime::now(),
        path: None,
        text: None,
        scenario: Arc::new(named(name)),
        saved: None,
        undo: Vec::new(),
        redo: Vec::new(),
        refused: Vec::new(),
    }
}

/// The queries a month of a file.
#[track_caller]
pub fn saved_queries(path: &Path) -> f64 {
    let scenario = store::read(path).unwrap();
    scenario.workload.queries_per_month.base()
}

/// The analysis of a file with this text.
#[track_caller]
pub fn analysed(text: &str) -> Analysis {
    Analysis::new(&scenario(text))
}

/// The input at a path.
#[track_caller]
pub fn input(path: &str) -> &'static Input {
    inputs::find(path).unwrap_or_else(|| panic!("no input has the path {path}"))
}

/// The scenario with some of its inputs changed, written as for `--set`.
#[track_caller]
pub fn with(scenario: &Scenario, changes: &[(&str, &str)]) -> Scenario {
    let mut result = scenario.clone();
    for (path, value) in changes {
        let input = input(path);
        let value = format::read_value(input, value).unwrap_or_else(|error| panic!("{error}"));
        input
            .set(&mut result, value)
            .unwrap_or_else(|error| panic!("{error}"));
    }
    result
}

/// Whether two figures are the same but for rounding in sums whose largest part is `scale`.
pub fn same_within(left: f64, right: f64, scale: f64) -> bool {
    (left - right).abs() <= 1e-11 * left.abs().max(right.abs()).max(scale.abs())
}

/// Two figures are the same but for rounding.
#[track_caller]
pub fn assert_same(left: f64, right: f64) {
    assert!(same_within(left, right, 0.0), "{left} is not {right}");
}

/// Two lists of figures are the same but for rounding.
#[track_caller]
pub fn assert_all_same(left: &[f64], right: &[f64]) {
    assert!(
        left.len() == right.len()
            && left
                .iter()
                .zip(right)
                .all(|(left, right)| same_within(*left, *right, 0.0)),
        "{left:?} is not {right:?}"
    );
}

/// Steps until the library lists at least this many files.
pub fn wait_for_library(window: &mut Window<'_>, files: usize) {
    wait(window, "the library is listed", |window| {
        window.view().library.items.len() >= files
    });
}

/// Steps until there are draws of the open scenario, the first few if not all.
pub fn wait_for_first_draws(window: &mut Window<'_>) {
    wait(window, "the first draws are there", |window| {
        window.workspace().risk().latest().is_some()
    });
}
