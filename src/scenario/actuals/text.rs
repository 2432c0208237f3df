//! Bills as text: "1: 12,000 queries, $340; 2: 13,500 queries, $402, fine-tuning".

use std::fmt;
use std::str::FromStr;

use crate::scenario::domain::{Amount, Horizon};
use crate::scenario::estimate::{BoundedNumber, Estimate};
use crate::scenario::names::{Currency, Month};
use crate::scenario::quantity::{self, Notation, Unit};

use super::{Actuals, BilledApproach, StatedBill};

impl FromStr for Actuals {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split([';', '\n']).map(str::trim);
        let bills = parts.filter(|part| !part.is_empty()).map(read_bill);
        bills.collect::<Result<Vec<_>, _>>()?.try_into()
    }
}

/// Longer texts aren't repeated in a message.
const MAX_SHOWN_CHARACTERS: usize = 40;

fn shown(part: &str) -> String {
    match part.char_indices().nth(MAX_SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", &part[..end]),
        None => part.to_owned(),
    }
}

fn read_bill(part: &str) -> Result<StatedBill, String> {
    let (month, amounts) = part.split_once(':').ok_or_else(|| {
        format!(
            "“{}” isn’t a bill; type the month, its queries and what was billed, such as 1: 12,000 queries, $340",
            shown(part)
        )
    })?;
    let in_bill = |problem: String| format!("{problem} in “{}”", shown(part));
    let month = month.trim();
    let number = month
        .parse::<f64>()
        .map_err(|_| in_bill(format!("“{}” isn’t a month", shown(month))))?;
    let month = BoundedNumber::<Horizon>::new(number)
        .map_err(|error| in_bill(format!("the month {error}")))?;
    let mut bill = StatedBill {
        month: Some(month),
        ..StatedBill::default()
    };
    // A comma within a number has no space behind it.
    for amount in amounts
        .split(", ")
        .map(|amount| amount.trim_matches([' ', ',']))
    {
        let is_new = if let Some(approach) = BilledApproach::named(amount) {
            bill.approach.replace(approach).is_none()
        } else if let Some(queries) = without_noun(amount) {
            let queries = read_number(queries, Unit::None).map_err(in_bill)?;
            bill.queries.replace(queries).is_none()
        } else {
            let cost = amount.strip_prefix("cost ").unwrap_or(amount);
            let cost = read_number(cost, Unit::Money("")).map_err(in_bill)?;
            bill.cost.replace(cost).is_none()
        };
        if !is_new {
            return Err(in_bill(format!("“{}” is one too many", shown(amount))));
        }
    }
    Ok(bill)
}

/// The number before "queries".
fn without_noun(amount: &str) -> Option<&str> {
    let nouns = ["queries", "query", "requests", "calls"];
    nouns.iter().find_map(|noun| amount.strip_suffix(noun))
}

fn read_number(text: &str, unit: Unit) -> Result<BoundedNumber<Amount>, String> {
    let text = text.trim();
    let typed = quantity::read(text, unit, Notation::File).map_err(|error| error.to_string())?;
    let Estimate::Exact(number) = typed.estimate else {
        return Err(format!("“{}” isn’t one number", shown(text)));
    };
    BoundedNumber::new(number).map_err(|error| error.to_string())
}

impl fmt::Display for Actuals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, bill) in self.iter().enumerate() {
            let separator = if place > 0 { "; " } else { "" };
            write!(f, "{separator}{}: ", bill.month.get())?;
            let queries = bill.queries.map(|queries| {
                let noun = if queries.get() == 1.0 {
                    "query"
                } else {
                    "queries"
                };
                format!("{} {noun}", written(queries.get()))
            });
            let cost = bill
                .cost
                .map(|cost| format!("cost {}", written(cost.get())));
            let approach = bill.approach.map(|approach| approach.name().to_owned());
            let known: Vec<String> = [queries, cost, approach].into_iter().flatten().collect();
            f.write_str(&known.join(", "))?;
        }
        Ok(())
    }
}

/// A number with all its digits, so that it can be read again without loss.
fn written(number: f64) -> String {
    if number != 0.0 && number < 1e-6 {
        format!("{number:e}")
    } else {
        quantity::grouped(&number.to_string())
    }
}

impl From<Actuals> for String {
    fn from(actuals: Actuals) -> Self {
        actuals.to_string()
    }
}

impl Actuals {
    /// The bills in words, for a report: "Jan 2027: 12,000 queries, $340; Feb 2027: $402 (fine-tuning)".
    pub fn in_words(&self, start: Month, currency: &Currency) -> String {
        let bills = self.iter().map(|bill| {
            let month = start.name_of_nth(bill.number());
            let queries = bill
                .queries
                .map(|queries| quantity::count_with_noun(queries.get(), "query"));
            let cost = bill.cost.map(|cost| quantity::money(cost.get(), currency));
            let known: Vec<String> = [queries, cost].into_iter().flatten().collect();
            let approach = bill
                .approach
                .map_or(String::new(), |approach| format!(" ({})", approach.name()));
            format!("{month}: {}{approach}", known.join(", "))
        });
        bills.collect::<Vec<_>>().join("; ")
    }
}

/// The text of bills with each month of the calendar replaced by its number, if month 1 is `start`.
pub(in crate::scenario) fn with_numbered_months(text: &str, start: Month) -> String {
    let parts = text.split([';', '\n']).map(|part| {
        let numbered = part.split_once(':').and_then(|(month, amounts)| {
            let number = calendar_month(month.trim())?.months_since(start) + 1;
            Some(format!("{number}:{amounts}"))
        });
        numbered.unwrap_or_else(|| part.trim().to_owned())
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// The month of the calendar that a text names: "2027-01", "Jan 2027".
fn calendar_month(text: &str) -> Option<Month> {
    let (name, year) = text.split_once(' ').unwrap_or((text, ""));
    text.parse()
        .ok()
        .or_else(|| Month::named(name, year.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Actuals, String> {
        text.parse()
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "1: 12,000 queries, cost 340; 2: 13,500 queries, cost 402, fine-tuning",
            "1: 1 query",
            "3: cost 0.1; 120: 1,234,567.25 queries, cost 1e-9, prompting",
        ] {
            assert_eq!(read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn people_write_it_in_many_ways() {
        let wanted = read("1: 12,000 queries, cost 340.5; 2: cost 1,200, fine-tuning").unwrap();
        for text in [
            "1: 12k queries, $340.50; 2: €1.2k, Fine-tuning",
            "2: fine_tuning, 1200\n1: 340.5, 12000 requests;",
        ] {
            assert_eq!(read(text).unwrap(), wanted, "{text}");
        }
    }

    #[test]
    fn months_of_the_calendar_become_numbers() {
        let start = "2026-11".parse().unwrap();
        let numbered = with_numbered_months("Jan 2027: $340; 2027-02: 5 queries; 9: $1", start);
        assert_eq!(numbered, "3: $340; 4: 5 queries; 9: $1");
    }

    #[test]
    fn what_is_no_bill_is_refused() {
        for (text, part) in [
            ("340", "isn’t a bill"),
            ("x: 340", "isn’t a month"),
            ("0: 340", "the month 0 is outside"),
            ("121: 340", "the month 121 is outside"),
            ("1.5: 340", "the month 1.5 is outside"),
            ("1: prompting", "needs its queries, its cost or both"),
            ("1: -5", "-5 is outside"),
            ("1: 3, 4", "one too many"),
            ("1: 10 to 20 queries", "isn’t one number"),
            ("1: 5; 1: 6", "month 1 is there twice"),
        ] {
            let problem = read(text).unwrap_err();
            assert!(problem.contains(part), "{text}: {problem}");
        }
    }
}
