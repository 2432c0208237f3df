//! The example scenarios: documentation, demonstration and test cases at once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::scenario::Scenario;

use super::format::{self, FormatError};

/// An example: its file's name and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The file's name without the extension.
    pub name: &'static str,
    /// The file's text.
    pub text: &'static str,
}

impl Example {
    /// The example of this name, if there is one.
    pub fn find(name: &str) -> Option<&'static Self> {
        EXAMPLES.iter().find(|example| example.name == name)
    }

    /// Its scenario. The window asks for it in many frames, so each example is parsed once.
    pub fn parse(&self) -> Result<&'static Scenario, &'static FormatError> {
        static PARSED: LazyLock<BTreeMap<&str, Result<Scenario, FormatError>>> =
            LazyLock::new(|| {
                let parse = |example: &Example| (example.name, format::read(example.text));
                EXAMPLES.iter().map(parse).collect()
            });
        PARSED[self.name].as_ref()
    }

    /// A copy of its scenario.
    pub fn scenario(&self) -> Result<Scenario, FormatError> {
        self.parse().cloned().map_err(Clone::clone)
    }
}

macro_rules! examples {
    ($($name:literal),* $(,)?) => {
        &[$(Example {
            name: $name,
            text: include_str!(concat!("../../assets/scenarios/", $name, ".ron")),
        }),*]
    };
}

/// All examples; the program opens the first one when it starts for the first time.
pub const EXAMPLES: &[Example] = examples![
    "textbook-comparison",
    "support-replies",
    "ticket-classifier",
    "self-hosted-lora",
    "premium-never-pays",
    "base-model-retires",
    "document-extraction",
    "many-shot-prompt",
];
