//! Announced changes of a model's prices: from a month on, all of them are multiplied by a factor.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use super::domain::{Amount, MonthNumber};
use super::estimate::BoundedNumber;

/// More steps than a horizon has months say nothing.
pub(crate) const MAX_STEPS: usize = 120;
/// The product of many factors ends here, so that no cost overflows.
pub(crate) const MAX_LEVEL: f64 = 1e24;

/// A change of all prices from a month on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceStep {
    /// The first month with the new prices.
    pub month: BoundedNumber<MonthNumber>,
    /// What the prices of the month before are multiplied by.
    pub factor: BoundedNumber<Amount>,
}

/// All steps of a model's prices, in any order.
///
/// ```
/// use breakeven::scenario::price_steps::PriceSteps;
///
/// let steps: PriceSteps = "3: 2, 13: 0.5".parse()?;
/// assert_eq!(steps.level(2), 1.0);
/// assert_eq!(steps.level(3), 2.0);
/// assert_eq!(steps.level(13), 1.0);
/// assert_eq!(steps.to_string(), "3: 2, 13: 0.5");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(try_from = "Vec<PriceStep>")]
pub struct PriceSteps(Vec<PriceStep>);

impl PriceSteps {
    /// The product of all factors up to a month, counted from 1.
    pub fn level(&self, month: usize) -> f64 {
        let until = self
            .0
            .iter()
            .filter(|step| step.month.get() <= month as f64);
        until.fold(1.0, |level, step| {
            (level * step.factor.get()).min(MAX_LEVEL)
        })
    }

    /// The level of a month, on average over the first `months`.
    ///
    /// ```
    /// use breakeven::scenario::price_steps::PriceSteps;
    ///
    /// let steps: PriceSteps = "4: 3".parse()?;
    /// assert_eq!(steps.mean_level(4), 1.5);
    /// # Ok::<(), String>(())
    /// ```
    pub fn mean_level(&self, months: usize) -> f64 {
        if self.is_empty() {
            return 1.0;
        }
        let levels: f64 = (1..=months).map(|month| self.level(month)).sum();
        levels / months as f64
    }

    /// The steps.
    pub fn iter(&self) -> impl Iterator<Item = &PriceStep> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for PriceSteps {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl TryFrom<Vec<PriceStep>> for PriceSteps {
    type Error = String;

    fn try_from(steps: Vec<PriceStep>) -> Result<Self, String> {
        if steps.len() > MAX_STEPS {
            return Err(format!(
                "has {} steps; allowed: up to {MAX_STEPS}",
                steps.len()
            ));
        }
        Ok(Self(steps))
    }
}

impl FromStr for PriceSteps {
    type Err = String;

    /// Reads "3: 2, 13: 0.5": from month 3 on twice the prices, from month 13 on half of those.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split([',', ';', '\n']).map(str::trim);
        let steps = parts.filter(|part| !part.is_empty()).map(read_step);
        steps.collect::<Result<Vec<_>, _>>()?.try_into()
    }
}

fn read_step(part: &str) -> Result<PriceStep, String> {
    let (month, factor) = part.split_once(':').ok_or_else(|| {
        format!("“{part}” isn’t a price change; type the month and the factor, such as 3: 2 for twice the prices from month 3 on")
    })?;
    let number = |text: &str| {
        let trimmed = text.trim().trim_start_matches('×').trim();
        let read = trimmed.parse::<f64>();
        read.map_err(|_| format!("“{trimmed}” in “{part}” isn’t a number"))
    };
    let in_step = |error| format!("{error} in “{part}”");
    Ok(PriceStep {
        month: BoundedNumber::new(number(month)?).map_err(|error| in_step(error.to_string()))?,
        factor: BoundedNumber::new(number(factor)?).map_err(|error| in_step(error.to_string()))?,
    })
}

impl fmt::Display for PriceSteps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            let separator = if place > 0 { ", " } else { "" };
            write!(f, "{separator}{}: {}", step.month.get(), step.factor.get())?;
        }
        Ok(())
    }
}

impl From<PriceSteps> for String {
    fn from(steps: PriceSteps) -> Self {
        steps.to_string()
    }
}
