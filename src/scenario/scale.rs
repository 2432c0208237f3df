//! The scale on which a two-point estimate is normally distributed (docs/formulas.md §1).

use super::domain::Domain;

/// The transformation that makes a two-point estimate normal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scale {
    Logit,
    Log,
    Linear,
}

impl Scale {
    /// Logit for a share, which stays between 0 and 1; logarithm for a positive range, which stays positive; otherwise linear.
    pub(super) fn for_range(low: f64, domain: &Domain) -> Self {
        if domain.is_share() {
            Self::Logit
        } else if low > 0.0 {
            Self::Log
        } else {
            Self::Linear
        }
    }

    /// From the value to the scale.
    pub(super) fn transform(self, value: f64) -> f64 {
        match self {
            Self::Logit => (value / (1.0 - value)).ln(),
            Self::Log => value.ln(),
            Self::Linear => value,
        }
    }

    /// From the scale back to the value.
    pub(super) fn inverse(self, scaled: f64) -> f64 {
        match self {
            Self::Logit => 1.0 / (1.0 + (-scaled).exp()),
            Self::Log => scaled.exp(),
            Self::Linear => scaled,
        }
    }
}
