//! The types of the fields that aren't numbers: version of the file, currency, calendar month, what happens when a base model is shut down,
//! and which hours of hosting are paid for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The version of the file format. A file of a newer version is refused before the rest of it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "u32")]
pub struct FormatVersion(pub u32);

impl FormatVersion {
    /// The version that this program writes.
    pub const CURRENT: Self = Self(2);
}

impl TryFrom<f64> for FormatVersion {
    type Error = String;

    /// Accepts any number, so that a fraction gets an error about the version instead of the syntax.
    fn try_from(number: f64) -> Result<Self, String> {
        if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) {
            Ok(Self(number as u32))
        } else {
            Err(format!(
                "{number} is not a version: allowed are whole numbers, and this program reads {}",
                Self::CURRENT.0
            ))
        }
    }
}

impl From<FormatVersion> for u32 {
    fn from(version: FormatVersion) -> Self {
        version.0
    }
}

/// An ISO 4217 currency code. It is for display only: nothing is converted.
///
/// ```
/// use breakeven::scenario::Currency;
///
/// let euro: Currency = "EUR".parse()?;
/// assert_eq!(euro.prefix(), "€");
/// assert!("Euro".parse::<Currency>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(String);

impl Currency {
    /// The three letters of ISO 4217.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whether it is the US dollar, in which the catalog's prices are.
    pub fn is_us_dollar(&self) -> bool {
        self.code() == "USD"
    }

    /// The text before an amount: a symbol such as "$" or "€" if the currency has one, or else the code and a space.
    pub fn prefix(&self) -> String {
        let symbol = match self.code() {
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "INR" => "₹",
            "KRW" => "₩",
            "CAD" => "CA$",
            "AUD" => "A$",
            code => return format!("{code} "),
        };
        symbol.to_owned()
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self("USD".to_owned())
    }
}

impl FromStr for Currency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!(
                "“{text}” isn’t a currency. Type three capital letters (ISO 4217), such as USD or EUR"
            ))
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.0
    }
}

const MONTH_NAMES: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A month of the calendar, written YYYY-MM.
///
/// ```
/// use breakeven::scenario::Month;
///
/// let start: Month = "2027-11".parse()?;
/// assert_eq!(start.plus(3).short(), "Feb 2028");
/// assert_eq!(start.plus(3).months_since(start), 3);
/// assert_eq!(start.nth(1), Some(start));
/// assert_eq!([0, 2].map(|number| start.name_of_nth(number)), ["start", "Dec 2027"]);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: u16,
    /// 0 for January to 11 for December.
    month0: u8,
}

impl Month {
    /// The month that is `months` later, or earlier if it is negative. Nothing is before January of the year 0.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let count = (i32::from(self.year) * 12 + i32::from(self.month0) + months).max(0);
        Self {
            year: u16::try_from(count / 12).unwrap_or(u16::MAX),
            month0: (count % 12) as u8,
        }
    }

    /// The month that is counted as `number` if this one is month 1; `None` for 0, which is the start.
    pub fn nth(self, number: usize) -> Option<Self> {
        let later = number.checked_sub(1)?;
        Some(self.plus(later as i32))
    }

    /// The name of the month that is counted as `number`, for a table: "Mar 2027", or "start" for 0.
    pub fn name_of_nth(self, number: usize) -> String {
        self.nth(number).map_or("start".to_owned(), Self::short)
    }

    /// Whole months from `earlier` until this month; negative if this month comes first.
    pub fn months_since(self, earlier: Self) -> i32 {
        (i32::from(self.year) - i32::from(earlier.year)) * 12 + i32::from(self.month0)
            - i32::from(earlier.month0)
    }

    /// The name and the year: "Mar 2027".
    pub fn short(self) -> String {
        format!("{} {}", self.name(), self.year)
    }

    /// The month with a name in English, of three letters or more, in a year of four digits.
    pub fn named(name: &str, year: &str) -> Option<Self> {
        let begins = |known: &&str| {
            let beginning = name.get(..3);
            beginning.is_some_and(|beginning| known.eq_ignore_ascii_case(beginning))
        };
        let is_a_word = name.chars().all(char::is_alphabetic);
        let is_a_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let month0 = MONTH_NAMES.iter().position(begins)?;
        (is_a_word && is_a_year).then(|| {
            Some(Self {
                year: year.parse().ok()?,
                month0: month0 as u8,
            })
        })?
    }

    /// The name in three letters: "Mar".
    pub fn name(self) -> &'static str {
        MONTH_NAMES[usize::from(self.month0)]
    }

    /// The year, from 0 to 9999 if the month was read from text.
    pub fn year(self) -> i32 {
        self.year.into()
    }
}

/// A day as a sentence has it: "14 Jan 2027" for 2027-01-14. What is no day stays as it is.
///
/// ```
/// assert_eq!(breakeven::scenario::day_in_words("2027-01-14"), "14 Jan 2027");
/// ```
pub fn day_in_words(date: &str) -> String {
    let in_words = || {
        let day: u8 = date.get(8..)?.parse().ok()?;
        let month: Month = date.get(..7)?.parse().ok()?;
        Some(format!("{day} {}", month.short()))
    };
    in_words().unwrap_or_else(|| date.to_owned())
}

impl Default for Month {
    fn default() -> Self {
        Self {
            year: 2027,
            month0: 0,
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month0 + 1)
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || {
            let (year, month) = text.split_once('-')?;
            let digits = |part: &str, count| {
                part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())
            };
            if !digits(year, 4) || !digits(month, 2) {
                return None;
            }
            let month: u8 = month.parse().ok()?;
            let month0 = month.checked_sub(1).filter(|month0| *month0 < 12)?;
            Some(Self {
                year: year.parse().ok()?,
                month0,
            })
        };
        parse().ok_or_else(|| format!("“{text}” isn’t a month. Type YYYY-MM, such as 2027-01"))
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// What happens when the base model of the fine-tuned model is shut down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AtRetirement {
    /// The next base model is trained on the same data.
    #[default]
    Retrain,
    /// Fine-tuning ends; prompting serves from the next month.
    ReturnToPrompting,
}

impl AtRetirement {
    /// All choices, in the order of their declaration.
    pub const ALL: &'static [Self] = &[Self::Retrain, Self::ReturnToPrompting];

    /// For each of [`Self::ALL`], its name in files and its words on the screen.
    pub const CHOICES: &'static [(&'static str, &'static str)] = &[
        ("Retrain", "retrain"),
        ("ReturnToPrompting", "return to prompting"),
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        Self::CHOICES[self as usize].0
    }
}

/// Which hours of a hosted model are paid for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Billing {
    /// All hours in which its replicas are up.
    #[default]
    Always,
    /// Only those in which it works: it scales to zero.
    WhileBusy,
}

impl Billing {
    /// All choices, in the order of their declaration.
    pub const ALL: &'static [Self] = &[Self::Always, Self::WhileBusy];

    /// For each of [`Self::ALL`], its name in files and its words on the screen.
    pub const CHOICES: &'static [(&'static str, &'static str)] = &[
        ("Always", "while it is up"),
        ("WhileBusy", "while it works"),
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        Self::CHOICES[self as usize].0
    }
}
