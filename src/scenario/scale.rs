//! The scale on which a two-point estimate is normal (MODEL.md §1).

use super::domain::Domain;

/// It follows from the domain: logit for a share, logarithm if low > 0, otherwise linear.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scale {
    Logit,
    Log,
    Linear,
}

impl Scale {
    pub(super) fn for_range(low: f64, domain: &Domain) -> Self {
        if domain.is_share() {
            Self::Logit
        } else if low > 0.0 {
            Self::Log
        } else {
            Self::Linear
        }
    }

    pub(super) fn transform(self, value: f64) -> f64 {
        match self {
            Self::Logit => (value / (1.0 - value)).ln(),
            Self::Log => value.ln(),
            Self::Linear => value,
        }
    }

    pub(super) fn inverse(self, scaled: f64) -> f64 {
        match self {
            Self::Logit => 1.0 / (1.0 + (-scaled).exp()),
            Self::Log => scaled.exp(),
            Self::Linear => scaled,
        }
    }
}
