//! The two approaches, which of them is the cheaper one, and the phases of their costs: the words that all of the program shares.

/// One of the two approaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approach {
    /// Prompt engineering.
    Prompting,
    /// Fine-tuning.
    FineTuning,
}

impl Approach {
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
pub fn cheaper_of(prompting: f64, fine_tuning: f64) -> Option<Approach> {
    let saving = prompting - fine_tuning;
    if saving.abs() <= ROUNDING * prompting.abs().max(fine_tuning.abs()) {
        None
    } else if saving > 0.0 {
        Some(Approach::FineTuning)
    } else {
        Some(Approach::Prompting)
    }
}

/// The phases of cost, always in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Collecting and labelling examples.
    DataCollection,
    /// Training rounds before the first answer.
    Training,
    /// Set-up and upkeep by the team.
    People,
    /// Tokens.
    Inference,
    /// People who check answers.
    Review,
    /// Endpoints, GPUs and other running costs.
    Hosting,
    /// Changes of the wanted behaviour, retrainings.
    Iteration,
}

impl Phase {
    /// All phases, in order.
    pub const ALL: [Self; 7] = [
        Self::DataCollection,
        Self::Training,
        Self::People,
        Self::Inference,
        Self::Review,
        Self::Hosting,
        Self::Iteration,
    ];

    /// Its name in reports for machines.
    pub fn key(self) -> &'static str {
        match self {
            Self::DataCollection => "data_collection",
            Self::Training => "training",
            Self::People => "people",
            Self::Inference => "inference",
            Self::Review => "review",
            Self::Hosting => "hosting",
            Self::Iteration => "iteration",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::DataCollection => "Data collection",
            Self::Training => "Training",
            Self::People => "People",
            Self::Inference => "Inference",
            Self::Review => "Review",
            Self::Hosting => "Hosting",
            Self::Iteration => "Iteration",
        }
    }
}
