//! Months that people type and read as those of the calendar, where an input counts them from the start of the scenario.

use std::borrow::Cow;

use crate::scenario::actuals::text::with_numbered_months;
use crate::scenario::estimate::Estimate;
use crate::scenario::model::Scenario;
use crate::scenario::names::Month;

use super::input::Input;
use super::value::{Kind, Value};

impl Input {
    /// Whether its number is that of a month, counted from month 1 of the scenario.
    pub fn is_calendar_month(&self) -> bool {
        self.path.ends_with("retires_month")
    }

    /// The text with each month of the calendar replaced by its number, if the input counts months and month 1 is `start`.
    ///
    /// ```
    /// use breakeven::scenario::{Month, inputs};
    ///
    /// let retires = inputs::find("fine_tuning.base_model_retires_month").expect("an input at this path");
    /// let start: Month = "2026-04".parse()?;
    /// assert_eq!(retires.with_numbered_months("Jan 2027", start), "10");
    /// assert_eq!(retires.with_numbered_months("2026-10 to march 2027", start), "7 to 12");
    /// assert_eq!(retires.with_numbered_months("10", start), "10");
    /// # Ok::<(), String>(())
    /// ```
    pub fn with_numbered_months<'a>(&self, text: &'a str, start: Month) -> Cow<'a, str> {
        if self.kind == Kind::Actuals {
            return with_numbered_months(text, start).into();
        }
        if !self.is_calendar_month() {
            return Cow::Borrowed(text);
        }
        let mut words = text.split_whitespace().peekable();
        let mut found = false;
        let mut numbered: Vec<Cow<'_, str>> = Vec::new();
        while let Some(word) = words.next() {
            let year = words.peek().copied().unwrap_or_default();
            let named = Month::named(word, year);
            if named.is_some() {
                words.next();
            }
            match named.or_else(|| word.parse().ok()) {
                Some(month) => {
                    found = true;
                    numbered.push((month.months_since(start) + 1).to_string().into());
                }
                None => numbered.push(word.into()),
            }
        }
        if found {
            Cow::Owned(numbered.join(" "))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The month of the calendar that the input's value stands for, and its number: "Jan 2027" and 10. `None` for a range, and for inputs that
    /// don't count months.
    pub fn calendar_month(&self, scenario: &Scenario) -> Option<(String, usize)> {
        let Value::Estimate(Estimate::Exact(number)) = self.value(scenario) else {
            return None;
        };
        let counts = self.is_calendar_month() && number >= 1.0 && number.fract() == 0.0;
        let month = counts.then(|| scenario.start.nth(number as usize))??;
        Some((month.short(), number as usize))
    }
}
