//! The two approaches, and which of them is the cheaper one.

/// One of the two approaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Prompt engineering.
    Prompting,
    /// Fine-tuning.
    FineTuning,
}

impl Side {
    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Prompting => "Prompting",
            Self::FineTuning => "Fine-tuning",
        }
    }

    /// Its name in reports for machines.
    pub fn key(self) -> &'static str {
        match self {
            Self::Prompting => "prompting",
            Self::FineTuning => "fine_tuning",
        }
    }
}

/// Numbers that differ by less than this part of each other are equal but for rounding.
pub(super) const ROUNDING: f64 = 1e-12;

/// Who is cheaper; `None` where the costs are equal but for rounding.
pub fn cheaper_of(prompting: f64, fine_tuning: f64) -> Option<Side> {
    let saving = prompting - fine_tuning;
    if saving.abs() <= ROUNDING * prompting.abs().max(fine_tuning.abs()) {
        None
    } else if saving > 0.0 {
        Some(Side::FineTuning)
    } else {
        Some(Side::Prompting)
    }
}
