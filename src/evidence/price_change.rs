//! Announced prices as a price change of a scenario.
//!
//! A price change multiplies all token prices of a model by one factor. Where a provider changes them all alike, that is new over old. Where
//! it doesn't, the factor is the one that keeps the bill of a query of this scenario: with its lengths, its cache at the traffic of month 1,
//! and its share in batches. Then the picker says that one factor stands for several.

use crate::scenario::caching::Cache;
use crate::scenario::domain::MonthNumber;
use crate::scenario::price_steps::PriceStep;
use crate::scenario::retirement::month_of;
use crate::scenario::{BoundedNumber, Price, Scenario, Serving, Workload, day_in_words};

use super::catalog::{LaterPrice, Model, token_prices};
use super::listed::ListedPrice;
use super::remarks::Remark;

/// What announced prices come to, for the queries of a scenario.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PriceChange {
    /// From when on, and by which factor.
    pub step: PriceStep,
    /// Whether all prices that its queries pay change by this factor.
    pub is_exact: bool,
}

impl PriceChange {
    /// Whether its queries cost something else then.
    pub fn changes_bill(&self) -> bool {
        self.step.factor.get() != 1.0
    }
}

impl Model {
    /// The token prices that are billed from the first month of a scenario on: those of that month, and what is announced for later as a
    /// price change, for queries as the scenario prompts them.
    ///
    /// ```
    /// use breakeven::evidence::catalog::Catalog;
    /// use breakeven::scenario::Scenario;
    ///
    /// let models = &Catalog::bundled()?.models;
    /// let flash = models.iter().find(|model| model.model == "gemini-3.8-flash").expect("a model of this name");
    /// let mut scenario = Scenario::default();
    /// scenario.start = "2026-12".parse()?;
    /// let price = flash.price_from(&scenario);
    /// assert_eq!((price.input.base(), price.steps.to_string().as_str()), (0.75, "2: 2"));
    /// scenario.start = "2027-01".parse()?;
    /// let price = flash.price_from(&scenario);
    /// assert_eq!((price.input.base(), price.steps.is_empty()), (1.5, true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn price_from(&self, scenario: &Scenario) -> Price {
        let listed = self.price_in(scenario.start);
        let mut price = listed.for_queries(&scenario.prompting.serving, &scenario.workload);
        let changes = self
            .dated_changes()
            .filter_map(|(before, later)| later.change_from(before, scenario));
        let steps = changes
            .filter(PriceChange::changes_bill)
            .map(|change| change.step);
        price.steps = steps.collect::<Vec<_>>().try_into().unwrap_or_default();
        price
    }

    /// The prices that are announced for later, each behind those that it follows.
    fn dated_changes(&self) -> impl Iterator<Item = (&ListedPrice, &LaterPrice)> {
        let prices = self.changes.iter().map(|later| &later.price);
        std::iter::once(&self.price)
            .chain(prices)
            .zip(&self.changes)
    }

    /// What a user who picks the model should know of later prices. `are_entered` says whether they are filled in as price changes.
    pub(super) fn announcements(&self, scenario: &Scenario, are_entered: bool) -> Vec<Remark> {
        self.dated_changes()
            .map(|(before, later)| self.announcement(later, before, scenario, are_entered))
            .collect()
    }

    fn announcement(
        &self,
        later: &LaterPrice,
        before: &ListedPrice,
        scenario: &Scenario,
        is_entered: bool,
    ) -> Remark {
        let from = day_in_words(&later.from);
        let then = token_prices(&later.price.base);
        if later.month_in(scenario).is_none() {
            if *self.price_in(scenario.start) != later.price {
                return format!("The price changed on {from}: {then}");
            }
            let filled_in = format!("Filled in is the price from {from}: {then}");
            return format!(
                "{filled_in}. Until then it is {}",
                token_prices(&before.base)
            );
        }
        let changes = format!("The price changes on {from}: {then}");
        if !is_entered {
            return changes;
        }
        let fits = "queries as long as they are now";
        match later.change_from(before, scenario) {
            None => format!("{changes}. No factor leads there, so no price change is filled in"),
            Some(change) if !change.changes_bill() => {
                format!("{changes}. Nothing changes for {fits}")
            }
            Some(PriceChange { step, is_exact }) => {
                let (factor, month) = (step.factor.get(), step.month.get());
                let entered = format!(
                    "{changes}. Filled in as a price change, ×{factor} from month {month} on"
                );
                if is_exact {
                    entered
                } else {
                    format!("{entered}: one factor for all token prices, which fits {fits}")
                }
            }
        }
    }
}

impl LaterPrice {
    /// What these prices come to after those from before. `None` if they are billed in the first month already, and if what is free gets a
    /// price: no factor leads there.
    fn change_from(&self, before: &ListedPrice, scenario: &Scenario) -> Option<PriceChange> {
        let month = self.month_in(scenario)?;
        let serving = &scenario.prompting.serving;
        let [now, then] = [before, &self.price].map(|price| {
            let listed = Serving {
                price: price.for_queries(serving, &scenario.workload),
                ..serving.clone()
            };
            bill(&listed, &scenario.workload)
        });
        let total = |parts: [f64; 4]| parts.iter().sum::<f64>();
        let factor = total(then) / total(now);
        // Within the last digits of the prices.
        let is_exact =
            (now.iter().zip(then)).all(|(&now, then)| (factor * now - then).abs() <= 1e-9 * then);
        let digits = if is_exact { 1e6 } else { 1e3 };
        Some(PriceChange {
            step: PriceStep {
                month,
                // Nothing over nothing, or something over nothing, is refused.
                factor: BoundedNumber::new((factor * digits).round() / digits).ok()?,
            },
            is_exact,
        })
    }
}

impl LaterPrice {
    /// The month from which on a scenario pays these prices, counted from its first. `None` if it pays them from the first on. The month in
    /// which the day lies pays them as a whole.
    fn month_in(&self, scenario: &Scenario) -> Option<BoundedNumber<MonthNumber>> {
        let months = month_of(&self.from)?.months_since(scenario.start);
        (months > 0).then(|| BoundedNumber::new(f64::from(months + 1)).ok())?
    }
}

/// What a query costs in month 1 at listed prices, without what all of them have in common: its prompt, history, text and answer.
fn bill(serving: &Serving, workload: &Workload) -> [f64; 4] {
    let prices = serving.paid_prices(workload);
    let cache = Cache::new(serving, workload);
    let miss = prices.miss(&cache);
    let first_month = workload.monthly_queries.first();
    let queries = first_month.map_or(workload.queries_per_month.base(), BoundedNumber::get);
    let hit_rate = cache.hit_rate(queries);
    let (text, answer) = (workload.input_tokens.base(), serving.output_tokens.base());
    let history = serving.history_tokens(workload);
    let (from_cache, own) = if workload.history {
        (cache.read_of_history(history, text, answer), miss)
    } else {
        (0.0, prices.input)
    };
    let in_batches = 1.0 - serving.batch_share.base() * serving.price.batch_discount.get();
    [
        serving.prompt_tokens.base() * (hit_rate * prices.cached_input + (1.0 - hit_rate) * miss),
        from_cache * prices.cached_input + (history - from_cache) * miss,
        text * own,
        answer * prices.output,
    ]
    .map(|part| part * in_batches)
}
