//! When providers shut down the models that a scenario names. The day stands in the source of a model's name, where a pick from the catalog
//! puts it: "retires 2027-01-14: OpenAI deprecations page, read 2026-11-04".

use super::model::Scenario;
use super::names::{Month, day_in_words};

/// How the source of a model's name begins if a day is announced.
pub const RETIRES: &str = "retires ";

/// The announced end of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retirement {
    /// Path of the input that names the model.
    pub path: &'static str,
    /// The name of the model, of a fine-tuned one that of its base model.
    pub model: String,
    /// The day, YYYY-MM-DD.
    pub date: String,
    /// The month in which the day lies.
    pub month: Month,
}

impl Retirement {
    /// The end of the prompted model; `None` if none is announced.
    pub fn of_prompting(scenario: &Scenario) -> Option<Self> {
        let model = &scenario.prompting.serving.model;
        Self::of(scenario, "prompting.serving.model", model)
    }

    /// The end of the fine-tuned model; `None` if none is announced.
    pub fn of_fine_tuning(scenario: &Scenario) -> Option<Self> {
        let model = &scenario.fine_tuning.serving.model;
        Self::of(scenario, "fine_tuning.serving.model", model)
    }

    fn of(scenario: &Scenario, path: &'static str, model: &str) -> Option<Self> {
        let announced = scenario.sources.get(path)?.strip_prefix(RETIRES)?;
        let date = announced.get(..10)?;
        Some(Self {
            path,
            model: base_name(model).to_owned(),
            date: date.to_owned(),
            month: month_of(date)?,
        })
    }

    /// The announced ends that lie before the end of the horizon.
    ///
    /// ```
    /// use breakeven::scenario::Scenario;
    /// use breakeven::scenario::retirement::Retirement;
    ///
    /// let mut scenario = Scenario::default();
    /// scenario.prompting.serving.model = "gpt-4o".to_owned();
    /// let source = "retires 2027-01-14: OpenAI deprecations page".to_owned();
    /// scenario.sources.insert("prompting.serving.model".to_owned(), source);
    /// let soon = Retirement::within_horizon(&scenario);
    /// assert_eq!(soon[0].sentence(), "gpt-4o retires on 14 Jan 2027");
    /// ```
    pub fn within_horizon(scenario: &Scenario) -> Vec<Self> {
        let announced = [Self::of_prompting(scenario), Self::of_fine_tuning(scenario)];
        let announced = announced.into_iter().flatten();
        announced
            .filter(|retirement| retirement.is_within_horizon(scenario))
            .collect()
    }

    /// Whether it lies before the end of the horizon.
    pub fn is_within_horizon(&self, scenario: &Scenario) -> bool {
        self.month.months_since(scenario.start) < scenario.horizon_months.whole() as i32
    }

    /// The month in which it lies, counted from the first of the scenario; 1 for one that lies before it.
    pub fn month_number(&self, scenario: &Scenario) -> u32 {
        let months = self.month.months_since(scenario.start) + 1;
        u32::try_from(months).unwrap_or(1).max(1)
    }

    /// Whether the fine-tuned model would serve less than a month.
    pub fn is_before_service(&self, scenario: &Scenario) -> bool {
        let lead_time = scenario.fine_tuning.lead_time_months.whole() as i32;
        self.month.months_since(scenario.start.plus(lead_time)) < 1
    }

    /// The day in words: "14 Jan 2027".
    pub fn day(&self) -> String {
        day_in_words(&self.date)
    }

    /// "gpt-4o retires on 14 Jan 2027".
    pub fn sentence(&self) -> String {
        format!("{} retires on {}", self.model, self.day())
    }
}

/// How the name of a fine-tuned model ends.
pub const FINE_TUNED: &str = ", fine-tuned";
/// How it ended in earlier versions.
const TUNED: &str = ", tuned";

/// The name of the base model, without what says that it is fine-tuned.
pub fn base_name(name: &str) -> &str {
    let ends = [FINE_TUNED, TUNED];
    let base = ends.iter().find_map(|end| name.strip_suffix(end));
    base.unwrap_or(name)
}

/// The month of a day, YYYY-MM-DD.
pub fn month_of(date: &str) -> Option<Month> {
    date.get(..7)?.parse().ok()
}
