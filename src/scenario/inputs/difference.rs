//! What differs between two scenarios, input by input.

use crate::scenario::{Scenario, one_line};

use super::input::Input;
use super::table::INPUTS;
use super::value::Value;

/// The longest text of a value, in characters: notes are cut.
const MAX_LETTERS: usize = 60;

/// An input that two scenarios have otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The input.
    pub input: &'static Input,
    /// What it is about, if not the value: "Source of Query volume".
    pub name: String,
    /// "40,000 per month"; "–" where it doesn't apply.
    pub before: String,
    /// The same in the other scenario.
    pub after: String,
}

impl Difference {
    /// Whether the value differs, and not its source alone.
    pub fn is_of_value(&self) -> bool {
        self.name == self.input.full_label()
    }
}

/// The inputs that differ, in the order of the table. An input whose source alone differs is one too.
///
/// ```
/// use breakeven::scenario::Scenario;
/// use breakeven::scenario::inputs::differences;
///
/// let before = Scenario::default();
/// let mut after = before.clone();
/// after.rename("Invoice triage");
/// let found = differences(&before, &after);
/// assert_eq!((found.len(), found[0].after.as_str()), (1, "Invoice triage"));
/// ```
pub fn differences(before: &Scenario, after: &Scenario) -> Vec<Difference> {
    let mut found = Vec::new();
    for input in INPUTS.iter() {
        let values = [before, after].map(|scenario| value(input, scenario));
        if values[0] != values[1] {
            let [before, after] = [before, after].map(|scenario| text(input, scenario));
            let name = input.full_label();
            found.push(Difference {
                input,
                name,
                before,
                after,
            });
            continue;
        }
        let sources = [before, after].map(|scenario| input.source(scenario));
        if sources[0] != sources[1] {
            let [before, after] = sources.map(|source| source.map_or("–".to_owned(), shortened));
            found.push(Difference {
                input,
                name: format!("Source of {}", input.full_label()),
                before,
                after,
            });
        }
    }
    found
}

fn value(input: &Input, scenario: &Scenario) -> Option<Value> {
    input.applies(scenario).then(|| input.value(scenario))
}

fn text(input: &Input, scenario: &Scenario) -> String {
    match value(input, scenario) {
        Some(Value::Text(text)) if text.trim().is_empty() => "–".to_owned(),
        Some(_) => shortened(input.describe(scenario)),
        None => "–".to_owned(),
    }
}

fn shortened(text: impl AsRef<str>) -> String {
    let line = one_line(text.as_ref());
    match line.char_indices().nth(MAX_LETTERS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
