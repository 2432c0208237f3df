//! Estimates: a number that is known exactly, or a range with a distribution (docs/scenario-files.md, "E").

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess, Visitor};
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::domain::{Bounds, Domain};
use super::scale::Scale;

/// What the user knows of a number: the number itself, two points or three.
///
/// ```
/// use breakeven::scenario::Estimate;
/// use breakeven::scenario::domain::{Amount, Bounds as _};
///
/// let hours = Estimate::Pert { low: 10.0, likely: 30.0, high: 90.0 };
/// assert!(hours.is_uncertain());
/// assert_eq!(hours.base(&Amount::DOMAIN), 30.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Estimate {
    /// Exactly this.
    Exact(f64),
    /// The user is 90 % sure that the number lies between these: `low` is P5, `high` is P95.
    Range {
        /// 5th percentile.
        low: f64,
        /// 95th percentile.
        high: f64,
    },
    /// The least, the most likely and the greatest value: PERT (Beta, λ = 4) on [low, high].
    Pert {
        /// The least value.
        low: f64,
        /// The mode.
        likely: f64,
        /// The greatest value.
        high: f64,
    },
}

/// Why an estimate is malformed or outside the domain of its field.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EstimateError {
    /// A number is outside the domain.
    #[error("{} is outside what is allowed: {domain}", readable(*value))]
    OutsideDomain {
        /// The offending number.
        value: f64,
        /// What is allowed.
        domain: Domain,
    },
    /// An end of a range of a share is 0 or 1, which a logit-normal distribution never reaches.
    #[error("a range of a share has to lie strictly between 0 and 1, but one end is {0}")]
    ShareAtItsEnd(f64),
    /// `low` isn't below `high`.
    #[error("low ({low}) has to be less than high ({high})")]
    NotAscending {
        /// The stated least value.
        low: f64,
        /// The stated greatest value.
        high: f64,
    },
    /// `likely` is outside [low, high].
    #[error("likely ({likely}) has to lie between low ({low}) and high ({high})")]
    LikelyOutside {
        /// The stated least value.
        low: f64,
        /// The stated mode.
        likely: f64,
        /// The stated greatest value.
        high: f64,
    },
}

impl EstimateError {
    /// The message with its numbers formatted by `number`, such as in percent for the screen. `Display` shows them as they stand in files.
    pub fn describe(&self, number: impl Fn(f64) -> String) -> String {
        match self {
            Self::OutsideDomain { value, domain } => {
                let most = if *value > domain.max {
                    format!("at most {}", number(domain.max))
                } else {
                    domain.describe(number)
                };
                format!("allowed: {most}")
            }
            Self::ShareAtItsEnd(end) => {
                format!(
                    "a range must stay between {} and {}, without touching either; one end is {}",
                    number(0.0),
                    number(1.0),
                    number(*end)
                )
            }
            Self::NotAscending { low, high } => {
                format!("low end first: {} to {}", number(*high), number(*low))
            }
            Self::LikelyOutside { low, likely, high } => {
                format!(
                    "the most likely value, {}, must lie between {} and {}",
                    number(*likely),
                    number(*low),
                    number(*high)
                )
            }
        }
    }
}

impl Estimate {
    /// The numbers of the estimate, in ascending order.
    pub fn points(&self) -> Vec<f64> {
        match *self {
            Self::Exact(value) => vec![value],
            Self::Range { low, high } => vec![low, high],
            Self::Pert { low, likely, high } => vec![low, likely, high],
        }
    }

    /// Whether it is a range rather than one number.
    pub fn is_uncertain(&self) -> bool {
        !matches!(self, Self::Exact(_))
    }

    /// The same kind of estimate with `change` applied to each of its numbers.
    #[must_use]
    pub fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        match *self {
            Self::Exact(value) => Self::Exact(change(value)),
            Self::Range { low, high } => Self::Range {
                low: change(low),
                high: change(high),
            },
            Self::Pert { low, likely, high } => Self::Pert {
                low: change(low),
                likely: change(likely),
                high: change(high),
            },
        }
    }

    /// The value that the deterministic analysis uses: the exact number, the median of a range (whose distribution depends on
    /// `domain`), or the most likely of three points.
    ///
    /// ```
    /// use breakeven::scenario::Estimate;
    /// use breakeven::scenario::domain::{Amount, Bounds as _, Growth};
    ///
    /// let lognormal = Estimate::Range { low: 100.0, high: 400.0 };
    /// assert!((lognormal.base(&Amount::DOMAIN) - 200.0).abs() < 1e-9);
    /// let normal = Estimate::Range { low: -0.02, high: 0.04 };
    /// assert!((normal.base(&Growth::DOMAIN) - 0.01).abs() < 1e-9);
    /// ```
    pub fn base(&self, domain: &Domain) -> f64 {
        match *self {
            Self::Exact(value) => value,
            Self::Pert { likely, .. } => likely,
            Self::Range { low, high } => {
                // P5 and P95 are symmetric around the median on the distribution's own scale.
                let scale = Scale::for_range(low, domain);
                let median =
                    scale.inverse(f64::midpoint(scale.transform(low), scale.transform(high)));
                median.clamp(domain.min, domain.max)
            }
        }
    }

    /// Checks the estimate against the domain of its field: every point lies in it, and the points are in ascending order.
    ///
    /// ```
    /// use breakeven::scenario::Estimate;
    /// use breakeven::scenario::domain::{Bounds as _, Share};
    ///
    /// let rate = Estimate::Range { low: 0.0, high: 0.2 };
    /// let error = rate.check(&Share::DOMAIN).unwrap_err();
    /// assert_eq!(error.to_string(), "a range of a share has to lie strictly between 0 and 1, but one end is 0");
    /// ```
    pub fn check(&self, domain: &Domain) -> Result<(), EstimateError> {
        let points = self.points();
        if let Some(&value) = points.iter().find(|&&value| !domain.contains(value)) {
            return Err(EstimateError::OutsideDomain {
                value,
                domain: *domain,
            });
        }
        let low = points[0];
        let high = points[points.len() - 1];
        if self.is_uncertain() && low >= high {
            return Err(EstimateError::NotAscending { low, high });
        }
        match *self {
            Self::Range { low, high } if domain.is_share() => [low, high]
                .into_iter()
                .find(|&end| end == 0.0 || end == 1.0)
                .map_or(Ok(()), |end| Err(EstimateError::ShareAtItsEnd(end))),
            Self::Pert { low, likely, high } if likely < low || likely > high => {
                Err(EstimateError::LikelyOutside { low, likely, high })
            }
            _ => Ok(()),
        }
    }
}

/// A number for messages, in scientific notation if it has too many digits to count.
fn readable(value: f64) -> String {
    if value.abs() >= 1e15 {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// An [`Estimate`] whose points all lie in the domain `B`.
///
/// ```
/// use breakeven::scenario::domain::Share;
/// use breakeven::scenario::{BoundedEstimate, Estimate};
///
/// assert!(BoundedEstimate::<Share>::new(Estimate::Exact(0.25)).is_ok());
/// assert!(BoundedEstimate::<Share>::new(Estimate::Exact(1.2)).is_err());
/// ```
pub struct BoundedEstimate<B> {
    estimate: Estimate,
    domain: PhantomData<B>,
}

impl<B: Bounds> BoundedEstimate<B> {
    /// Checks the estimate against the domain `B`.
    pub fn new(estimate: Estimate) -> Result<Self, EstimateError> {
        estimate.check(&B::DOMAIN)?;
        Ok(Self {
            estimate,
            domain: PhantomData,
        })
    }

    /// An exact number that isn't checked: for the defaults in the code, which a test checks against their domains.
    pub(super) const fn unchecked(value: f64) -> Self {
        Self {
            estimate: Estimate::Exact(value),
            domain: PhantomData,
        }
    }

    /// The estimate without its domain.
    pub fn estimate(&self) -> Estimate {
        self.estimate
    }

    /// The value that the deterministic analysis uses, see [`Estimate::base`].
    pub fn base(&self) -> f64 {
        self.estimate.base(&B::DOMAIN)
    }
}

/// A plain number, never a range, that lies in the domain `B`.
pub struct BoundedNumber<B> {
    value: f64,
    domain: PhantomData<B>,
}

impl<B: Bounds> BoundedNumber<B> {
    /// Checks the number against the domain `B`.
    pub fn new(value: f64) -> Result<Self, EstimateError> {
        Estimate::Exact(value).check(&B::DOMAIN)?;
        Ok(Self::unchecked(value))
    }

    /// A number that isn't checked: for the defaults in the code, which a test checks against their domains.
    pub(super) const fn unchecked(value: f64) -> Self {
        Self {
            value,
            domain: PhantomData,
        }
    }

    /// The number, in the unit of files.
    pub fn get(&self) -> f64 {
        self.value
    }

    /// The number as an integer, for domains of whole numbers; a fraction is cut off.
    pub fn whole(&self) -> u32 {
        self.value as u32
    }
}

// Derived impls would require the same traits of the marker `B`, which is never a value.
macro_rules! copy_traits {
    ($name:ident, $field:ident) => {
        impl<B> Clone for $name<B> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<B> Copy for $name<B> {}
        impl<B> PartialEq for $name<B> {
            fn eq(&self, other: &Self) -> bool {
                self.$field == other.$field
            }
        }
        impl<B> fmt::Debug for $name<B> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.$field.fmt(f)
            }
        }
    };
}
copy_traits!(BoundedEstimate, estimate);
copy_traits!(BoundedNumber, value);

/// Writes whole numbers without a decimal point, so that files diff well.
fn serialize_number<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        serializer.serialize_i64(value as i64)
    } else {
        serializer.serialize_f64(value)
    }
}

/// A point of an estimate, written like an exact number.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(self.0, serializer)
    }
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Exact(value) => serialize_number(value, serializer),
            Self::Range { low, high } => {
                let mut fields = serializer.serialize_struct("Between", 2)?;
                fields.serialize_field("low", &Number(low))?;
                fields.serialize_field("high", &Number(high))?;
                fields.end()
            }
            Self::Pert { low, likely, high } => {
                let mut fields = serializer.serialize_struct("Pert", 3)?;
                fields.serialize_field("low", &Number(low))?;
                fields.serialize_field("likely", &Number(likely))?;
                fields.serialize_field("high", &Number(high))?;
                fields.end()
            }
        }
    }
}

struct EstimateVisitor;

impl<'de> Visitor<'de> for EstimateVisitor {
    type Value = Estimate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a number, a range (low: …, high: …) or three points (low: …, likely: …, high: …)",
        )
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Estimate, E> {
        Ok(Estimate::Exact(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Estimate, E> {
        Ok(Estimate::Exact(value as f64))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Estimate, E> {
        Ok(Estimate::Exact(value as f64))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Estimate, A::Error> {
        let (mut low, mut likely, mut high) = (None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            let slot = match key.as_str() {
                "low" => &mut low,
                "likely" => &mut likely,
                "high" => &mut high,
                _ => return Err(de::Error::unknown_field(&key, &["low", "likely", "high"])),
            };
            if slot.replace(map.next_value::<f64>()?).is_some() {
                return Err(de::Error::custom(format!("{key} is stated twice")));
            }
        }
        let low = low.ok_or_else(|| de::Error::missing_field("low"))?;
        let high = high.ok_or_else(|| de::Error::missing_field("high"))?;
        Ok(match likely {
            None => Estimate::Range { low, high },
            Some(likely) => Estimate::Pert { low, likely, high },
        })
    }
}

impl<'de> Deserialize<'de> for Estimate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EstimateVisitor)
    }
}

impl<B: Bounds> Serialize for BoundedEstimate<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.estimate.serialize(serializer)
    }
}

impl<'de, B: Bounds> Deserialize<'de> for BoundedEstimate<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Estimate::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl<B: Bounds> Serialize for BoundedNumber<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(self.value, serializer)
    }
}

impl<'de, B: Bounds> Deserialize<'de> for BoundedNumber<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::new(value).map_err(de::Error::custom)
    }
}
