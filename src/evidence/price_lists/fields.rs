//! The fields of an entry: prices in the unit of their list, texts and days, and what is wrong with them.

use serde_json::{Map, Value};

use super::json::type_of;
use super::words::is_day;
use crate::evidence::problem::is_hidden;

/// The longest name or address that is shown.
const LONGEST_NAME: usize = 200;

/// How a list states prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Numbers per token.
    Token,
    /// Decimal texts per token.
    TokenAsText,
    /// Numbers per 1M tokens.
    Million,
}

/// Reads an object's fields and gathers what is wrong with them.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    pub map: &'a Map<String, Value>,
    pub unit: Unit,
    pub why: Vec<String>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(map: &'a Map<String, Value>, unit: Unit) -> Self {
        Self {
            map,
            unit,
            why: Vec::new(),
        }
    }

    /// A field that has a value.
    pub(super) fn value(&self, field: &str) -> Option<&'a Value> {
        self.map.get(field).filter(|value| !value.is_null())
    }

    /// A price in dollars per 1M tokens; `None` if it isn't stated, or isn't a price.
    pub(super) fn price(&mut self, field: &str, kind: &str) -> Option<f64> {
        let value = self.value(field)?;
        self.price_of(value, kind)
    }

    /// What a value is as a price in dollars per 1M tokens.
    pub(super) fn price_of(&mut self, value: &Value, kind: &str) -> Option<f64> {
        let factor = if self.unit == Unit::Million { 1.0 } else { 1e6 };
        let price = self.number_of(value, kind)? * factor;
        if !price.is_finite() {
            self.why.push(format!("{kind} isn’t a number"));
            return None;
        }
        Some(nine_digits(price))
    }

    /// A number, such as a fee.
    pub(super) fn number(&mut self, field: &str, kind: &str) -> Option<f64> {
        let value = self.value(field)?;
        self.number_of(value, kind)
    }

    fn number_of(&mut self, value: &Value, kind: &str) -> Option<f64> {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) if self.unit == Unit::TokenAsText => text.trim().parse().ok(),
            _ => {
                self.why.push(format!("{kind} is {}", type_of(value)));
                return None;
            }
        };
        let number = number.filter(|number| f64::is_finite(*number));
        if number.is_none() {
            self.why.push(format!("{kind} isn’t a number"));
        }
        number
    }

    /// A count of tokens.
    pub(super) fn tokens(&mut self, field: &str, kind: &str) -> Option<f64> {
        let tokens = self.number(field, kind)?;
        if !is_length(tokens) {
            self.why.push(format!("{kind} isn’t a number of tokens"));
        }
        Some(tokens).filter(|tokens| is_length(*tokens))
    }

    /// A day, YYYY-MM-DD.
    pub(super) fn day(&mut self, field: &str, kind: &str) -> Option<String> {
        let value = self.value(field)?;
        let day = value.as_str().filter(|text| is_day(text));
        if day.is_none() {
            self.why.push(format!("{kind} isn’t a day as YYYY-MM-DD"));
        }
        day.map(str::to_owned)
    }

    /// A name that can be shown.
    pub(super) fn name(&self, field: &str) -> Option<&'a str> {
        let text = self.value(field)?.as_str()?;
        problem_of_name(text).is_none().then_some(text)
    }
}

/// Whether an input can have that many tokens.
pub(super) fn is_length(tokens: f64) -> bool {
    (1.0..=1e9).contains(&tokens)
}

/// The address of a page; `None` if the value is anything else.
pub(super) fn page(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?;
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    let is_plain =
        !text.contains(|character: char| character.is_whitespace() || character.is_control());
    (is_address && is_plain && problem_of_name(text).is_none()).then(|| text.to_owned())
}

/// Why a name can't be shown and stored, as a sentence; `None` if it can.
pub(super) fn problem_of_name(name: &str) -> Option<&'static str> {
    if name.trim().is_empty() {
        Some("the name is empty")
    } else if name.chars().count() > LONGEST_NAME {
        Some("the name is longer than 200 characters")
    } else if name.contains(is_hidden) {
        Some("the name has control characters")
    } else {
        None
    }
}

/// A number without the digits that multiplying brings in: 2.5e-6 · 1e6 is 2.5.
fn nine_digits(number: f64) -> f64 {
    format!("{number:.8e}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn price(value: &Value, unit: Unit) -> (Option<f64>, Vec<String>) {
        let map = Map::new();
        let mut fields = Fields::new(&map, unit);
        (fields.price_of(value, "input price"), fields.why)
    }

    #[test]
    fn prices_are_read_in_the_unit_of_their_list() {
        for (value, unit, read) in [
            (json!(2.5e-6), Unit::Token, 2.5),
            (json!(1.75e-7), Unit::Token, 0.175),
            (json!(0), Unit::Token, 0.0),
            (json!("0.0000020"), Unit::TokenAsText, 2.0),
            (json!("-1"), Unit::TokenAsText, -1e6),
            (
                json!(0.083_333_333_333_333_34),
                Unit::Million,
                0.083_333_333_3,
            ),
        ] {
            assert_eq!(price(&value, unit), (Some(read), vec![]), "{value}");
        }
    }

    #[test]
    fn what_is_no_price_is_told_by_what_it_is_instead() {
        for (value, unit, reason) in [
            (json!("2"), Unit::Token, "input price is a text"),
            (json!([1]), Unit::Million, "input price is a list"),
            (json!({"base": 1}), Unit::Token, "input price is an object"),
            (
                json!(true),
                Unit::TokenAsText,
                "input price is true or false",
            ),
            (
                json!("many"),
                Unit::TokenAsText,
                "input price isn’t a number",
            ),
            (
                json!("NaN"),
                Unit::TokenAsText,
                "input price isn’t a number",
            ),
            (json!(1e305), Unit::Token, "input price isn’t a number"),
        ] {
            assert_eq!(
                price(&value, unit),
                (None, vec![reason.to_owned()]),
                "{value}"
            );
        }
    }

    #[test]
    fn names_and_pages_that_cannot_be_shown_are_refused() {
        assert_eq!(problem_of_name("gpt-6 (fast)"), None);
        for (name, problem) in [
            (" ", "the name is empty"),
            ("a\u{7}b", "the name has control characters"),
            ("a\u{202e}b", "the name has control characters"),
            (&"x".repeat(201), "the name is longer than 200 characters"),
        ] {
            assert_eq!(problem_of_name(name), Some(problem));
        }
        assert!(page(Some(&json!("https://openai.com/api/pricing/"))).is_some());
        for value in [
            json!("OpenAI needs to add pricing"),
            json!("javascript:alert(1)"),
            json!(5),
        ] {
            assert_eq!(page(Some(&value)), None);
        }
    }

    proptest! {
        #[test]
        fn a_price_of_six_digits_per_million_comes_back_exactly(digits in 1_u32..1_000_000, shift in 0_i32..6) {
            let per_million = f64::from(digits) / 10_f64.powi(shift);
            let per_token = json!(per_million / 1e6);
            prop_assert_eq!(price(&per_token, Unit::Token).0, Some(per_million));
        }
    }
}
