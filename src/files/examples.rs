//! The scenarios that come with the program: they document the format, demonstrate the program, and are test cases.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::scenario::Scenario;

use super::format::{self, FormatError};

/// An example scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The name of the example's file in assets/scenarios, without the extension.
    pub name: &'static str,
    /// The text of the example's file.
    pub text: &'static str,
}

impl Example {
    /// The example of this name.
    ///
    /// ```
    /// use breakeven::files::examples::Example;
    ///
    /// let example = Example::find("support-replies").expect("an example of this name");
    /// assert_eq!(example.parse()?.currency.code(), "USD");
    /// # Ok::<(), &breakeven::files::format::FormatError>(())
    /// ```
    pub fn find(name: &str) -> Option<&'static Self> {
        EXAMPLES.iter().find(|example| example.name == name)
    }

    /// The example's scenario. The window asks for it in many frames, so each example is parsed only once.
    pub fn parse(&self) -> Result<&'static Scenario, &'static FormatError> {
        static PARSED: LazyLock<BTreeMap<&str, Result<Scenario, FormatError>>> =
            LazyLock::new(|| {
                let parse = |example: &Example| (example.name, format::read(example.text));
                EXAMPLES.iter().map(parse).collect()
            });
        PARSED[self.name].as_ref()
    }

    /// A copy of the example's scenario, to be changed.
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

/// All examples, in the order of the menu. The first one is opened when the program starts for the first time.
pub const EXAMPLES: &[Example] = examples![
    "textbook-comparison",
    "support-replies",
    "ticket-classifier",
    "self-hosted-lora",
    "premium-never-pays",
    "base-model-retires",
    "document-extraction",
    "many-shot-prompt",
    "support-chat",
    "sleeping-gpu",
    "router",
];
