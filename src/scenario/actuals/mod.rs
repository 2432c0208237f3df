//! What was really billed, month by month (docs/plan-against-actual.md). It is compared with the plan, and changes no figure of it.
//!
//! - `text`: bills as people type them

pub(super) mod text;

use serde::{Deserialize, Serialize, Serializer};

use super::domain::{Amount, Bounds as _, Horizon};
use super::estimate::BoundedNumber;

/// The most months that can have a bill: as many as the longest horizon has.
pub const MAX_BILLS: usize = Horizon::DOMAIN.max as usize;

/// Which approach a bill is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BilledApproach {
    /// The prompted model.
    Prompting,
    /// The fine-tuned model, with what prompting answers beside it.
    FineTuning,
}

impl BilledApproach {
    /// Its name in sentences: "fine-tuning".
    pub fn name(self) -> &'static str {
        match self {
            Self::Prompting => "prompting",
            Self::FineTuning => "fine-tuning",
        }
    }

    /// The approach with a name, however it is written: "Fine-tuning", "fine_tuning", "FineTuning".
    pub fn named(name: &str) -> Option<Self> {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        match letters.collect::<String>().to_lowercase().as_str() {
            "prompting" | "prompted" | "prompt" => Some(Self::Prompting),
            "finetuning" | "finetuned" => Some(Self::FineTuning),
            _ => None,
        }
    }
}

/// What is known of a month: at least its queries or its cost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename = "Bill")]
pub struct ActualBill {
    /// The month, counted from 1.
    pub month: BoundedNumber<Horizon>,
    /// Queries that were answered; `None` if only the cost is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queries: Option<BoundedNumber<Amount>>,
    /// What was billed; `None` if only the queries are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<BoundedNumber<Amount>>,
    /// Which approach it is for; `None` for that of the bill before, and of the first one for prompting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approach: Option<BilledApproach>,
}

impl ActualBill {
    /// The number of the month.
    pub fn number(&self) -> usize {
        self.month.whole() as usize
    }
}

/// A bill as it may be stated: without a month it is for the one after the bill before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Bill")]
pub struct StatedBill {
    /// The month, counted from 1.
    pub month: Option<BoundedNumber<Horizon>>,
    /// Queries that were answered.
    pub queries: Option<BoundedNumber<Amount>>,
    /// What was billed.
    pub cost: Option<BoundedNumber<Amount>>,
    /// Which approach it is for.
    pub approach: Option<BilledApproach>,
}

impl From<ActualBill> for StatedBill {
    fn from(bill: ActualBill) -> Self {
        Self {
            month: Some(bill.month),
            queries: bill.queries,
            cost: bill.cost,
            approach: bill.approach,
        }
    }
}

/// All bills that are known, by month. No month has two.
///
/// ```
/// use breakeven::scenario::actuals::{Actuals, BilledApproach};
///
/// let bills: Actuals = "2: 13,500 queries, $402; 1: $340; 3: 9,000 queries, fine-tuning".parse()?;
/// let months: Vec<usize> = bills.iter().map(|bill| bill.number()).collect();
/// assert_eq!(months, [1, 2, 3]);
/// assert_eq!(bills.iter().next().and_then(|bill| bill.queries), None);
/// let approaches: Vec<_> = bills.with_approaches().map(|(_, approach)| approach).collect();
/// assert_eq!(approaches[1..], [BilledApproach::Prompting, BilledApproach::FineTuning]);
/// assert_eq!(bills.to_string(), "1: cost 340; 2: 13,500 queries, cost 402; 3: 9,000 queries, fine-tuning");
/// assert!("1: $340; 1: $350".parse::<Actuals>().unwrap_err().contains("twice"));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(try_from = "Vec<StatedBill>")]
pub struct Actuals(Vec<ActualBill>);

impl Actuals {
    /// The bills, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = &ActualBill> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many months have a bill.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The bills with the approach that each is for: the one that it states, else that of the bill before, else prompting.
    pub fn with_approaches(&self) -> impl Iterator<Item = (&ActualBill, BilledApproach)> {
        self.0
            .iter()
            .scan(BilledApproach::Prompting, |approach, bill| {
                *approach = bill.approach.unwrap_or(*approach);
                Some((bill, *approach))
            })
    }

    /// These bills with newer ones, which replace those of the same months. Bills that stay are for the same approach as before, and so is one that
    /// is replaced by one that states no approach.
    ///
    /// ```
    /// use breakeven::scenario::actuals::Actuals;
    ///
    /// let before: Actuals = "1: $340, fine-tuning; 2: $350".parse()?;
    /// let newer = "1: $345; 3: $360".parse()?;
    /// assert_eq!(before.with(&newer).to_string(), "1: cost 345, fine-tuning; 2: cost 350; 3: cost 360");
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn with(&self, newer: &Self) -> Self {
        let approaches: Vec<(ActualBill, BilledApproach)> = self
            .with_approaches()
            .map(|(bill, approach)| (*bill, approach))
            .collect();
        let before = |month| approaches.iter().find(|(bill, _)| bill.month == month);
        let mut bills: Vec<ActualBill> = newer.0.clone();
        for bill in &mut bills {
            let replaced = before(bill.month).and_then(|(replaced, _)| replaced.approach);
            bill.approach = bill.approach.or(replaced);
        }
        let is_new = |bill: &&ActualBill| newer.0.iter().all(|other| other.month != bill.month);
        bills.extend(self.0.iter().filter(is_new));
        bills.sort_by_key(ActualBill::number);
        let mut current = BilledApproach::Prompting;
        for bill in &mut bills {
            let inherited = current;
            current = bill.approach.unwrap_or(current);
            if let Some((_, approach)) = before(bill.month)
                && newer.0.iter().all(|other| other.month != bill.month)
                && *approach != inherited
            {
                bill.approach = Some(*approach);
                current = *approach;
            }
        }
        Self(bills)
    }
}

impl Serialize for Actuals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl TryFrom<Vec<StatedBill>> for Actuals {
    type Error = String;

    fn try_from(stated: Vec<StatedBill>) -> Result<Self, String> {
        if stated.len() > MAX_BILLS {
            let many = stated.len();
            return Err(format!("has {many} months; allowed: up to {MAX_BILLS}"));
        }
        let mut bills: Vec<ActualBill> = Vec::with_capacity(stated.len());
        for bill in stated {
            let next = || {
                let next = bills.last().map_or(1.0, |before| before.month.get() + 1.0);
                BoundedNumber::new(next).map_err(|error| format!("the month {error}"))
            };
            let month = bill.month.map_or_else(next, Ok)?;
            let number = month.get();
            if bill.queries.is_none() && bill.cost.is_none() {
                return Err(format!(
                    "month {number} needs its queries, its cost or both"
                ));
            }
            if bills.iter().any(|other| other.month == month) {
                return Err(format!("month {number} is there twice"));
            }
            bills.push(ActualBill {
                month,
                queries: bill.queries,
                cost: bill.cost,
                approach: bill.approach,
            });
        }
        bills.sort_by_key(ActualBill::number);
        Ok(Self(bills))
    }
}
