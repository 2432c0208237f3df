//! The sections in which inputs are shown.

/// A section of inputs on the screen and in reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// The scenario's name and notes.
    About,
    /// The queries, which are the same for either approach.
    Workload,
    /// The inputs of prompting.
    Prompting,
    /// The inputs of fine-tuning.
    FineTuning,
    /// Horizon, currency and rates.
    MoneyAndTime,
    /// Uncertain inputs that move together.
    Correlations,
    /// Answers and results that no price list holds.
    Decision,
}

impl Section {
    /// All sections, in reading order.
    pub const ALL: &'static [Self] = &[
        Self::Workload,
        Self::Prompting,
        Self::FineTuning,
        Self::MoneyAndTime,
        Self::Correlations,
        Self::Decision,
        Self::About,
    ];

    /// The heading of the section.
    pub fn label(self) -> &'static str {
        match self {
            Self::About => "Notes",
            Self::Workload => "Workload",
            Self::Prompting => "Prompting",
            Self::FineTuning => "Fine-tuning",
            Self::MoneyAndTime => "Horizon and finance",
            Self::Correlations => "Correlations",
            Self::Decision => "Decision questions",
        }
    }
}
