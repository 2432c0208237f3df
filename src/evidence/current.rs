//! The list prices in use: the catalog, and the day on which it is looked at. With them, what of a scenario's prices may not hold any more.
//!
//! ```
//! use breakeven::evidence::catalog::Catalog;
//! use breakeven::evidence::current::CurrentPrices;
//! use breakeven::scenario::Scenario;
//!
//! let mut scenario = Scenario::default();
//! Catalog::bundled()?.named("claude-opus-5-5")[0].fill_prompting(&mut scenario)?;
//! let in_a_year = CurrentPrices::bundled("2027-12-01".parse().ok());
//! let marks = in_a_year.marks(&scenario);
//! assert!(marks[0].text.contains("days ago"), "{}", marks[0].text);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use jiff::civil::Date;

use crate::scenario::inputs::{FROM_CATALOG, INPUTS};
use crate::scenario::quantity::full_count;
use crate::scenario::retirement::month_of;
use crate::scenario::warnings::Warning;
use crate::scenario::{Scenario, Serving, day_in_words};

use super::caching::model_of;
use super::catalog::Catalog;

/// Prices that were read longer ago are marked.
const MAX_AGE_DAYS: i32 = 90;

/// The list prices in use.
#[derive(Debug, Clone, Copy, Default)]
pub struct CurrentPrices {
    /// The catalog; `None` if it can't be read.
    pub catalog: Option<&'static Catalog>,
    /// The day; `None` where it doesn't count.
    pub today: Option<Date>,
}

/// A list price, or a model, that may not hold until the end of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Path of the input.
    pub path: String,
    /// What is marked.
    pub kind: MarkKind,
    /// The day that it is about, as in "14 Jan 2027".
    pub day: String,
    /// A sentence about it.
    pub text: String,
}

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// The list price was read long ago.
    OldPrice,
    /// The model can't be trained any more from a day on.
    LastDayForJobs,
    /// The model is shut down.
    ShutDown,
}

impl Mark {
    /// In a few words, for a place below the input.
    pub fn short(&self) -> String {
        match self.kind {
            MarkKind::OldPrice => format!("List price of {}", self.day),
            MarkKind::LastDayForJobs => format!("No training after {}", self.day),
            MarkKind::ShutDown => format!("Retires {}", self.day),
        }
    }
}

impl From<Mark> for Warning {
    fn from(mark: Mark) -> Self {
        let Mark { path, text, .. } = mark;
        Self { path, text }
    }
}

impl CurrentPrices {
    /// The catalog that comes with the program.
    pub fn bundled(today: Option<Date>) -> Self {
        Self {
            catalog: Catalog::bundled().ok(),
            today,
        }
    }

    /// What of a scenario's list prices may not hold any more, or not until its end: prices that were read long ago, and models that can't be
    /// trained, or are shut down, within the horizon.
    pub fn marks(&self, scenario: &Scenario) -> Vec<Mark> {
        let approaches = [
            ("prompting", &scenario.prompting.serving, false),
            ("fine_tuning", &scenario.fine_tuning.serving, true),
        ];
        let mut marks = Vec::new();
        for (approach, serving, tuned) in approaches {
            marks.extend(self.old_price(scenario, approach));
            marks.extend(self.ending(scenario, approach, serving, tuned));
        }
        marks
    }

    /// The oldest list price of an approach, if it was read long ago.
    fn old_price(&self, scenario: &Scenario, approach: &str) -> Option<Mark> {
        let today = self.today?;
        let of_approach = INPUTS
            .iter()
            .filter(|input| input.path.split('.').next() == Some(approach));
        let listed = of_approach.filter_map(|input| {
            let source = input.source(scenario)?;
            let is_listed = FROM_CATALOG.iter().any(|start| source.starts_with(start));
            let (_, read_on) = source.rsplit_once(", read ").filter(|_| is_listed)?;
            let day: Date = read_on.get(..10)?.parse().ok()?;
            Some((day, input.path))
        });
        // Of several prices of that day the first.
        let (day, path) = listed.min_by_key(|(day, _)| *day)?;
        let age = day.until(today).ok()?.get_days();
        let day = day_in_words(&day.to_string());
        (age > MAX_AGE_DAYS).then(|| Mark {
            path: path.to_owned(),
            kind: MarkKind::OldPrice,
            text: format!(
                "The list price was read on {day}, {} days ago. Check whether it still holds",
                full_count(usize::try_from(age).unwrap_or(0))
            ),
            day,
        })
    }

    /// That the model of an approach can't be trained any more within the horizon, or is shut down and the scenario doesn't know.
    fn ending(
        &self,
        scenario: &Scenario,
        approach: &str,
        serving: &Serving,
        tuned: bool,
    ) -> Option<Mark> {
        let model = model_of(self.catalog, serving)?;
        let name = &model.model;
        let tuning = model.tuning.as_ref().filter(|_| tuned);
        let last_job = tuning.and_then(|tuning| tuning.last_day_for_jobs.as_deref());
        let within = |day| Some((day_in_words(day), when(scenario, day)?));
        let (kind, day, text) = if let Some((day, when)) = last_job.and_then(within) {
            let text = format!(
                "{name} can’t be trained after {day}, {when}: retraining isn’t possible from then on"
            );
            (MarkKind::LastDayForJobs, day, text)
        } else {
            let stated = if tuned {
                &scenario.fine_tuning.base_model_retires_month
            } else {
                &scenario.prompting.model_retires_month
            };
            // What the scenario states itself is counted in.
            let retires = model.retires(tuned).filter(|_| stated.is_none());
            let (day, when) = retires.and_then(within)?;
            let text = format!("{name} is shut down on {day}, {when}");
            (MarkKind::ShutDown, day, text)
        };
        Some(Mark {
            path: format!("{approach}.serving.model"),
            kind,
            day,
            text,
        })
    }
}

/// When a day comes, if it comes before the end of the horizon.
fn when(scenario: &Scenario, day: &str) -> Option<&'static str> {
    match month_of(day)?.months_since(scenario.start) {
        ..0 => Some("before month 1"),
        months if months < scenario.horizon_months.whole() as i32 => Some("within the horizon"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::inputs;

    /// A scenario from a month on, which prompts with one model and tunes another one.
    fn scenario(start: &str, prompted: &str, tuned: &str) -> Scenario {
        let mut scenario = Scenario::default();
        inputs::find("start")
            .unwrap()
            .set(&mut scenario, inputs::Value::Text(start.to_owned()))
            .unwrap();
        let catalog = Catalog::bundled().unwrap();
        catalog.named(prompted)[0]
            .fill_prompting(&mut scenario)
            .unwrap();
        catalog.named(tuned)[0]
            .fill_fine_tuning(&mut scenario)
            .unwrap();
        scenario
    }

    fn texts(marks: &[Mark]) -> Vec<&str> {
        marks.iter().map(|mark| mark.text.as_str()).collect()
    }

    #[test]
    fn a_price_is_old_after_ninety_days_and_marked_once_for_an_approach() {
        let scenario = scenario("2027-01", "claude-opus-5-5", "Qwen/Qwen3.5-9B");
        let day: Date = Catalog::bundled().unwrap().named("claude-opus-5-5")[0]
            .read_on
            .parse()
            .unwrap();
        let marks_after = |days: i32| {
            let today = day.checked_add(jiff::Span::new().days(days)).unwrap();
            let marks = CurrentPrices::bundled(Some(today)).marks(&scenario);
            marks
                .into_iter()
                .filter(|mark| mark.path.starts_with("prompting"))
                .collect::<Vec<_>>()
        };
        assert_eq!(marks_after(90), []);
        let marks = marks_after(91);
        assert_eq!(marks.len(), 1, "{marks:?}");
        assert!(marks[0].text.contains("91 days ago"), "{}", marks[0].text);
        // No day, no age.
        assert_eq!(CurrentPrices::bundled(None).marks(&scenario).len(), 0);
    }

    #[test]
    fn what_a_user_typed_has_no_age() {
        let mut scenario = scenario("2027-01", "claude-opus-5-5", "Qwen/Qwen3.5-9B");
        for source in scenario.sources.values_mut() {
            *source = "our contract, read 2020-01-01".to_owned();
        }
        let today = "2030-01-01".parse().ok();
        let marks = CurrentPrices::bundled(today).marks(&scenario);
        assert!(
            !texts(&marks).iter().any(|text| text.contains("days ago")),
            "{marks:?}"
        );
    }

    #[test]
    fn an_offer_that_ends_within_the_horizon_is_marked() {
        let catalog = Catalog::bundled().unwrap();
        let ends = catalog.models.iter().find_map(|model| {
            let day = model.tuning.as_ref()?.last_day_for_jobs.as_deref()?;
            Some((model, month_of(day)?))
        });
        let (model, month) = ends.unwrap();
        let mut scenario = Scenario::default();
        model.fill_fine_tuning(&mut scenario).unwrap();
        scenario.start = month.plus(-3);
        let marks = CurrentPrices::bundled(None).marks(&scenario);
        assert!(
            marks[0].text.contains("within the horizon: retraining"),
            "{marks:?}"
        );
        scenario.start = month.plus(-(scenario.horizon_months.whole() as i32));
        let marks = CurrentPrices::bundled(None).marks(&scenario);
        assert!(
            !texts(&marks).iter().any(|text| text.contains("trained")),
            "{marks:?}"
        );
    }
}
