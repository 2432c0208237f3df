//! What a user who picks a model should know of it: what no input says, what was left out, and what ends when.

use crate::scenario::day_in_words;
use crate::scenario::retirement::month_of;
use crate::scenario::words::capitalized;
use crate::scenario::{Scenario, Serving, Workload};

use super::catalog::{Access, Model, Tuning, amount};
use super::listed::ListedPrice;

/// A sentence for the user about what was changed or left out when a model's prices were filled in.
pub type Remark = String;

impl Model {
    /// What the user should know when the prices are filled in, but for the price changes if `keeps_changes`.
    pub(super) fn remarks(
        &self,
        scenario: &Scenario,
        tuned: bool,
        keeps_changes: bool,
    ) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if !scenario.currency.is_us_dollar() {
            remarks.push(format!(
                "Catalog prices are in US dollars, this scenario is in {}. Convert them",
                scenario.currency.code()
            ));
        }
        let serving = if tuned {
            &scenario.fine_tuning.serving
        } else {
            &scenario.prompting.serving
        };
        match &self.tuning {
            Some(tuning) if tuned => remarks.extend(self.tuning_remarks(scenario, tuning)),
            _ => remarks.extend(self.prompting_remarks(scenario, keeps_changes)),
        }
        if serving.uses_cache() && !self.can_cache(tuned) {
            remarks.push(format!(
                "No price of cached input is listed for {}: cached input costs the same as other input",
                self.model
            ));
        }
        remarks
    }

    fn prompting_remarks(&self, scenario: &Scenario, keeps_changes: bool) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let as_prompted = self.with_its_cache(scenario);
        remarks.extend(self.announcements(&as_prompted, !keeps_changes));
        let serving = &as_prompted.prompting.serving;
        remarks.extend(batch_remark(
            &self.model,
            self.price_in(scenario.start),
            serving,
            &scenario.workload,
        ));
        let retires = self.retires.as_deref();
        if let Some((retires, month)) = retires.and_then(|date| Some((date, month_of(date)?))) {
            let months = month.months_since(scenario.start);
            let when = match months {
                ..0 => Some("before month 1"),
                _ if months < scenario.horizon_months.whole() as i32 => Some("within the horizon"),
                _ => None,
            };
            remarks.extend(when.map(|when| {
                let day = day_in_words(retires);
                format!("{} retires on {day}, {when}", self.model)
            }));
        }
        remarks.extend(self.note.as_deref().map(capitalized));
        remarks
    }

    fn tuning_remarks(&self, scenario: &Scenario, tuning: &Tuning) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let life = self.months_in_service(scenario);
        if let (Some(life), Some(retires)) = (life, self.tuned_retires())
            && life < 1
        {
            remarks.push(format!(
                "{} retires on {}, within a month of go-live",
                self.model,
                day_in_words(retires)
            ));
        }
        let serving = &scenario.fine_tuning.serving;
        remarks.extend(batch_remark(
            &format!("fine-tuned {}", self.model),
            &tuning.price,
            serving,
            &scenario.workload,
        ));
        remarks.extend(self.training_remarks(tuning));
        let unknown: Vec<_> = [
            ("minimum fee per run", tuning.minimum_fee),
            ("storage", tuning.storage_per_month),
        ]
        .into_iter()
        .filter_map(|(name, price)| price.is_none().then_some(name))
        .collect();
        if !unknown.is_empty() {
            remarks.push(format!(
                "Not listed for {}: {}. What the scenario states stays",
                self.model,
                unknown.join(" and ")
            ));
        }
        remarks.extend(tuning.note.as_deref().map(capitalized));
        remarks
    }

    /// What keeps a scenario from training it to the end of its horizon, in a few words: "no training after 5 Jan 2027". `None` if nothing
    /// does.
    pub fn training_limit(&self, scenario: &Scenario) -> Option<String> {
        let tuning = self.tuning.as_ref()?;
        let is_within = |day: &&str| {
            let end = scenario.start.plus(scenario.horizon_months.whole() as i32);
            month_of(day).is_some_and(|month| month.months_since(end) < 0)
        };
        let last_job = tuning.last_day_for_jobs.as_deref().filter(is_within);
        let shut_down = self.tuned_retires().filter(is_within);
        match (last_job, shut_down) {
            (Some(day), _) => Some(format!("no training after {}", day_in_words(day))),
            (None, Some(day)) => Some(format!("shut down on {}", day_in_words(day))),
            (None, None) => (tuning.access == Access::ExistingCustomersOnly)
                .then(|| "existing customers only".to_owned()),
        }
    }

    /// Whole months from when the fine-tuned model would go live until it is shut down; `None` if no date is announced.
    fn months_in_service(&self, scenario: &Scenario) -> Option<i32> {
        let retires = month_of(self.tuned_retires()?)?;
        let serves_from = scenario
            .start
            .plus(scenario.fine_tuning.lead_time_months.whole() as i32);
        Some(retires.months_since(serves_from))
    }

    /// What training costs that no input says, and who can begin it until when.
    fn training_remarks(&self, tuning: &Tuning) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if tuning.training_price().is_none() {
            remarks.push(format!(
                "Training costs {}. Enter what a run takes as other cost per run",
                tuning.training_in_words()
            ));
        }
        if tuning.bills_validation == Some(true) {
            remarks.push("Tokens of validation data are billed too".to_owned());
        }
        if let Some(day) = &tuning.last_day_for_jobs {
            remarks.push(format!(
                "{} can’t be trained after {}",
                self.model,
                day_in_words(day)
            ));
        }
        if tuning.access == Access::ExistingCustomersOnly {
            remarks.push(format!("Only existing customers can train {}", self.model));
        }
        remarks
    }
}

/// What one batch discount can't say; `None` if it says all.
fn batch_remark(
    name: &str,
    listed: &ListedPrice,
    serving: &Serving,
    workload: &Workload,
) -> Option<Remark> {
    let batch = listed.batch.as_ref()?;
    let share = listed.for_queries(serving, workload).batch_discount.get();
    let off = |batch: f64, price: f64| (1.0 - batch / price - share).abs() < 5e-4;
    let in_and_out =
        off(batch.input, listed.base.input.base()) && off(batch.output, listed.base.output.base());
    let percent = 100.0 * share;
    let fits = if in_and_out {
        format!("{percent:.0}% off, which overstates what is taken off cached input")
    } else {
        format!("{percent:.1}% off, which fits queries as long as they are now, without a cache")
    };
    let cached = batch.cached_input.map_or(String::new(), |cached| {
        format!(" {} cached,", amount(cached))
    });
    Some(format!(
        "In batches, {name} costs {} in,{cached} {} out. The batch discount is one share off all: {fits}",
        amount(batch.input),
        amount(batch.output)
    ))
}
