//! The values that a field may take. Each domain is a type as well, so that a field names it: `BoundedEstimate<Share>` can't hold 1.2.

use std::fmt;

/// Upper bound of fields that have no bound of their own in docs/formulas.md, so that sums of products stay finite.
pub const MAX_NUMBER: f64 = 1e12;

/// The values that a field accepts: a closed interval, restricted to whole numbers if `whole`.
///
/// ```
/// use breakeven::scenario::domain::{Bounds as _, Horizon};
///
/// let months = Horizon::DOMAIN;
/// assert!(months.contains(24.0) && !months.contains(24.5) && !months.contains(f64::NAN));
/// assert_eq!(months.nearest(200.0), 120.0);
/// assert_eq!(months.to_string(), "a whole number from 1 to 120");
/// ```
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

    /// Whether this is the domain of a share, 0 to 1. Two-point estimates of a share are logit-normal.
    pub fn is_share(&self) -> bool {
        self.min == 0.0 && self.max == 1.0
    }

    /// Whether its numbers have an upper bound of their own, below [`MAX_NUMBER`].
    pub fn is_bounded(&self) -> bool {
        self.max < MAX_NUMBER
    }

    /// Whether `value` is allowed. `NaN` and infinities never are.
    pub fn contains(&self, value: f64) -> bool {
        value >= self.min && value <= self.max && (!self.whole || value.fract() == 0.0)
    }

    /// The allowed value nearest to `value`; `NaN` becomes the least one.
    pub fn nearest(&self, value: f64) -> f64 {
        let value = if self.whole { value.round() } else { value };
        value.max(self.min).min(self.max)
    }

    /// The domain in words, with each bound formatted by `number`. An upper bound of [`MAX_NUMBER`] isn't mentioned.
    pub fn describe(&self, number: impl Fn(f64) -> String) -> String {
        let kind = if self.whole { "a whole number " } else { "" };
        if self.is_bounded() {
            format!("{kind}from {} to {}", number(self.min), number(self.max))
        } else {
            format!("{kind}{} or more", number(self.min))
        }
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(|bound| bound.to_string()))?;
        if self.is_bounded() {
            Ok(())
        } else {
            write!(f, ", up to {MAX_NUMBER:e}")
        }
    }
}

/// A domain as a type, for [`BoundedEstimate`](super::BoundedEstimate) and [`BoundedNumber`](super::BoundedNumber).
pub trait Bounds {
    /// The domain that the type stands for.
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
    /// An amount of money, tokens, hours or the like: 0 or more.
    Amount = Domain::new(0.0, MAX_NUMBER);
    /// A correlation, −1 to 1.
    Correlated = Domain::new(-1.0, 1.0);
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
    /// A ratio, or a life in months, of at least 1.
    AtLeastOne = Domain::new(1.0, MAX_NUMBER);
    /// A rate that something is divided by, so never 0: 1e-6 or more.
    Rate = Domain::new(1e-6, MAX_NUMBER);
    /// A number of things: whole, 0 or more.
    Count = Domain::whole(0.0, MAX_NUMBER);
    /// A month, counted from 1.
    MonthNumber = Domain::whole(1.0, MAX_NUMBER);
    /// Months in the horizon, 1 to 120.
    Horizon = Domain::whole(1.0, 120.0);
    /// Hours of a month in which queries arrive, 1 to 730.
    HoursOfTraffic = Domain::new(1.0, 730.0);
    /// Hours of a month in which a replica is up, 0 to 730.
    HoursUp = Domain::new(0.0, 730.0);
    /// Calls of one conversation, 1 to 10,000.
    CallsPerConversation = Domain::new(1.0, 10_000.0);
    /// Months before a fine-tuned model serves, 0 to 24.
    LeadTime = Domain::whole(0.0, 24.0);
}
