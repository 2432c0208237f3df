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
use super::pick::Remark;

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
        let mut price = self.price_in(scenario.start).clone();
        let change = self.price_change(scenario);
        if let Some(change) = change.filter(PriceChange::changes_bill) {
            price.steps = vec![change.step].try_into().unwrap_or_default();
        }
        price
    }

    /// What the prices that are announced for later come to. `None` if none are, if they are billed in the first month already, or if what
    /// is free now gets a price: no factor leads there.
    pub(super) fn price_change(&self, scenario: &Scenario) -> Option<PriceChange> {
        let later = self.later.as_ref()?;
        let month = later.month_in(scenario)?;
        let serving = &scenario.prompting.serving;
        let [now, then] = [&self.price, &later.price].map(|price| {
            let listed = Serving {
                price: price.clone(),
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

impl Model {
    /// What a user who picks the model should know of later prices. `is_entered` says whether they are filled in as a price change.
    pub(super) fn announcement(&self, scenario: &Scenario, is_entered: bool) -> Option<Remark> {
        let later = self.later.as_ref()?;
        let from = day_in_words(&later.from);
        let (then, now) = (token_prices(&later.price), token_prices(&self.price));
        if *self.price_in(scenario.start) == later.price {
            let filled_in = format!("Filled in is the price from {from}: {then}");
            return Some(format!("{filled_in}. Until then it is {now}"));
        }
        let changes = format!("The price changes on {from}: {then}");
        if !is_entered {
            return Some(changes);
        }
        let fits = "queries as long as they are now";
        Some(match self.price_change(scenario) {
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
