//! What values a field may take, as a type parameter of the field: `Bounded<Share>` can't hold 1.2.

use std::fmt;

/// No stated bound in MODEL.md is open above, but sums of products have to stay finite: this is "any size" in practice.
pub const LARGEST: f64 = 1e12;

/// The values that a field accepts: a closed interval, of whole numbers only where `whole`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Domain {
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// Whole numbers only.
    pub whole: bool,
}

impl Domain {
    const fn new(min: f64, max: f64) -> Self {
        Self {
            min,
            max,
            whole: false,
        }
    }

    const fn whole(min: f64, max: f64) -> Self {
        Self {
            min,
            max,
            whole: true,
        }
    }

    /// A share of something, 0 to 1: two-point estimates of it are logit-normal.
    pub fn is_share(&self) -> bool {
        self.min == 0.0 && self.max == 1.0
    }

    /// Whether `value` is allowed. `NaN` and infinities never are.
    pub fn contains(&self, value: f64) -> bool {
        value >= self.min && value <= self.max && (!self.whole || value.fract() == 0.0)
    }

    /// The allowed value nearest to `value` (`NaN` becomes the least one).
    pub fn nearest(&self, value: f64) -> f64 {
        let value = if self.whole { value.round() } else { value };
        value.max(self.min).min(self.max)
    }

    /// What is allowed, in words, with each bound written by `number`.
    pub fn describe(&self, number: impl Fn(f64) -> String) -> String {
        let kind = if self.whole { "a whole number " } else { "" };
        if self.max < LARGEST {
            format!("{kind}from {} to {}", number(self.min), number(self.max))
        } else {
            format!("{kind}{} or more", number(self.min))
        }
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(|bound| bound.to_string()))?;
        if self.max < LARGEST {
            Ok(())
        } else {
            write!(f, ", up to {LARGEST:e}")
        }
    }
}

/// A field's domain as a type.
pub trait Bounds {
    /// The domain itself.
    const DOMAIN: Domain;
}

macro_rules! domains {
    ($($(#[$doc:meta])* $name:ident = $domain:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {}
        impl Bounds for $name {
            const DOMAIN: Domain = $domain;
        }
    )*};
}

domains! {
    /// Anything counted or paid: 0 or more.
    Amount = Domain::new(0.0, LARGEST);
    /// A share of something, 0 to 1.
    Share = Domain::new(0.0, 1.0);
    /// Growth per month, −0.5 to 1.
    Growth = Domain::new(-0.5, 1.0);
    /// Drift of prices per year, −0.95 to 2.
    PriceDrift = Domain::new(-0.95, 2.0);
    /// Extra calls per query, 0 to 10.
    Retries = Domain::new(0.0, 10.0);
    /// Changes of the wanted behaviour per year, 0 to 365.
    Changes = Domain::new(0.0, 365.0);
    /// A ratio or a life of at least 1.
    AtLeastOne = Domain::new(1.0, LARGEST);
    /// A rate that something is divided by: never 0.
    Rate = Domain::new(1e-6, LARGEST);
    /// Counted things: whole, 0 or more.
    Count = Domain::whole(0.0, LARGEST);
    /// Months in the horizon, 1 to 120.
    Horizon = Domain::whole(1.0, 120.0);
    /// Months before a tuned model serves, 0 to 24.
    LeadTime = Domain::whole(0.0, 24.0);
}
