//! The sections of inputs.

/// A section of inputs on the screen and in reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Name and notes.
    About,
    /// How much is asked.
    Workload,
    /// Prompt engineering.
    Prompting,
    /// Fine-tuning.
    FineTuning,
    /// Currency, horizon, rates.
    MoneyAndTime,
    /// What no price list knows.
    Decision,
}

impl Section {
    /// All sections, in reading order.
    pub const ALL: [Self; 6] = [
        Self::Workload,
        Self::Prompting,
        Self::FineTuning,
        Self::MoneyAndTime,
        Self::Decision,
        Self::About,
    ];

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::About => "About",
            Self::Workload => "Workload",
            Self::Prompting => "Prompting",
            Self::FineTuning => "Fine-tuning",
            Self::MoneyAndTime => "Money and time",
            Self::Decision => "Decision",
        }
    }
}
