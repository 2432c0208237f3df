//! The inputs of the model, looked up once for all draws. Each is either the same number in all draws or a column with a number for each.

use crate::analysis::ledger::{changes_by_month, events_at};
use crate::analysis::retirements::{Lifespan, Retirements};
use crate::scenario::inputs::{self, Input, Value};
use crate::scenario::{AtRetirement, Billing, BoundedNumber, Scenario, Serving};

/// Where the engine finds the number of an input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source {
    /// The same in all draws.
    Same(f64),
    /// The column at this place.
    Column(usize),
}

/// A rate per year that is applied month by month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AnnualRate {
    /// The factor of one month, (1 + rate)^(1/12), the same in all draws.
    Same(f64),
    /// The column at this place holds the rate.
    Column(usize),
}

/// How often an event happens at the ends of months.
#[derive(Debug, Clone, PartialEq)]
pub enum EventSchedule {
    /// The number of events in each month, the same in all draws.
    Same(Vec<f64>),
    /// The column at this place holds the events per year.
    PerYear(usize),
    /// Models are shut down: the first at the end of a month, the others after a life in service; either may be unknown.
    Retirements {
        /// The month at whose end the first one is.
        first: Option<Source>,
        /// Months from one to the next.
        life: Option<Source>,
    },
}

/// The inputs of the model, by their names in docs/scenario-files.md.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "docs/scenario-files.md says what each is")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that have little to do with each other"
)]
pub struct ModelInputs {
    pub months: usize,
    pub lead_time: usize,
    /// Whether the first retirement ends fine-tuning.
    pub returns_to_prompting: bool,
    /// Volumes that are stated month by month.
    pub monthly_queries: Vec<f64>,
    /// `None` if it is 0 in all draws.
    pub discount_rate: Option<AnnualRate>,
    pub hourly_rate: Source,
    pub queries_per_month: Source,
    pub growth_per_month: Source,
    pub input_tokens: Source,
    pub active_hours_per_month: Source,
    pub calls_per_conversation: Source,
    /// Whether each call carries what was said before in its conversation.
    pub history: bool,
    pub error_cost: Source,
    pub changes: EventSchedule,
    pub prompting: ApproachInputs,
    pub fine_tuning: ApproachInputs,
    pub examples: Source,
    pub cost_per_example: Source,
    pub data_fixed_cost: Source,
    pub tokens_per_example: Source,
    pub epochs: Source,
    pub training_price: Source,
    pub run_fixed_cost: Source,
    pub minimum_fee: Source,
    pub runs: Source,
    pub evaluation_cost: Source,
    pub refresh_share: Source,
    pub fallback_share: Source,
    pub coverage: Source,
    /// Whether prompting answers some queries while fine-tuning serves. It follows from the two shares above, and is asked for each register
    /// of draws in each month.
    pub shares: bool,
    pub scheduled_retrainings: EventSchedule,
    /// Of the prompted model.
    pub prompted_retirements: EventSchedule,
    /// Of the base model.
    pub retirements: EventSchedule,
    /// Whether a date is known for the base model, so that its life doesn't begin when it serves.
    pub retires_on_a_date: bool,
}

/// The inputs of one approach.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "docs/scenario-files.md says what each is")]
pub struct ApproachInputs {
    pub price: PriceInputs,
    pub prompt_tokens: Source,
    pub output_tokens: Source,
    pub cache_hit_rate: Source,
    pub cache_ttl_minutes: Option<Source>,
    pub batch_share: Source,
    pub retry_rate: Source,
    pub review_rate: Source,
    pub review_cost: Source,
    pub error_rate: Source,
    pub query_cost: Source,
    pub monthly_cost: Source,
    pub hosting: Option<HostingInputs>,
    pub setup_hours: Source,
    pub hours_per_change: Source,
    pub upkeep_hours_per_month: Source,
}

/// The inputs of one approach's token prices.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "docs/scenario-files.md says what each is")]
pub struct PriceInputs {
    pub tokens: TokenPrices,
    pub cache_min_tokens: Source,
    /// The number of input tokens above which other prices apply, and these prices.
    pub long_context: Option<(Source, TokenPrices)>,
    pub discount: Source,
    pub batch_discount: Source,
    /// `None` if prices stay as they are in all draws.
    pub change_per_year: Option<AnnualRate>,
    /// The product of the announced changes up to each month, index 0 is month 1; empty if there are none.
    pub steps: Vec<f64>,
}

/// Prices per 1 M tokens. A cache price that isn't stated is the price of input.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "docs/scenario-files.md says what each is")]
pub struct TokenPrices {
    pub input: Source,
    pub cached_input: Source,
    pub cache_write: Source,
    pub output: Source,
}

/// The inputs of replicas that are paid by the hour.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "docs/scenario-files.md says what each is")]
pub struct HostingInputs {
    pub per_hour: Source,
    pub replicas: Source,
    pub queries_per_hour: Option<Source>,
    pub peak_to_mean: Source,
    pub hours_per_month: Source,
    /// Whether only the hours of work are paid for.
    pub while_busy: bool,
    pub overhead: Source,
}

impl ApproachInputs {
    /// Whether its prices change from month to month.
    pub fn drifts(&self) -> bool {
        self.price.change_per_year.is_some()
    }

    /// Whether changes of its prices are announced.
    pub fn steps(&self) -> bool {
        !self.price.steps.is_empty()
    }

    /// Whether the number of its replicas depends on the traffic.
    pub fn scales(&self) -> bool {
        let hosting = self.hosting.as_ref();
        hosting.is_some_and(|hosting| hosting.queries_per_hour.is_some() && !hosting.while_busy)
    }
}

/// Looks up inputs by their paths.
struct Lookup<'a> {
    scenario: &'a Scenario,
    columns: &'a [&'static Input],
}

impl Lookup<'_> {
    /// An input that may be absent.
    fn optional(&self, path: &str) -> Option<Source> {
        let input = inputs::find(path);
        debug_assert!(input.is_some(), "no input has the path {path}");
        let input = input?;
        let stands_in = |column: &&Input| column.path == path;
        if input.value(self.scenario) == Value::Absent {
            return None;
        }
        match self.columns.iter().position(stands_in) {
            Some(place) => Some(Source::Column(place)),
            None => input.base(self.scenario).map(Source::Same),
        }
    }

    fn at(&self, path: &str) -> Source {
        self.optional(path).unwrap_or(Source::Same(0.0))
    }

    /// A rate per year; `None` if it is 0 in all draws.
    fn annual_rate(&self, path: &str) -> Option<AnnualRate> {
        match self.at(path) {
            Source::Same(0.0) => None,
            Source::Same(rate) => Some(AnnualRate::Same((1.0 + rate).powf(1.0 / 12.0))),
            Source::Column(place) => Some(AnnualRate::Column(place)),
        }
    }

    /// When an approach's models are shut down, if it is decided on at once and serves after `months_before` months.
    fn retirements(
        &self,
        first: &str,
        life: &str,
        months_before: usize,
        months: usize,
    ) -> EventSchedule {
        let [first, life] = [first, life].map(|path| self.optional(path));
        let same = |source: Option<Source>| match source {
            None => Some(None),
            Some(Source::Same(number)) => Some(Some(number)),
            Some(Source::Column(_)) => None,
        };
        let (Some(month), Some(months_of_life)) = (same(first), same(life)) else {
            return EventSchedule::Retirements { first, life };
        };
        let retirements = Retirements {
            month,
            life: months_of_life,
        };
        let lifespan = Lifespan {
            decided: 0,
            months_before,
            horizon: months,
        };
        let at = |month| f64::from(u8::from(retirements.at(month, lifespan)));
        EventSchedule::Same((1..=months).map(at).collect())
    }

    fn approach(&self, approach: &str, serving: &Serving) -> ApproachInputs {
        let at = |field: &str| self.at(&format!("{approach}.{field}"));
        let optional = |field: &str| self.optional(&format!("{approach}.{field}"));
        ApproachInputs {
            price: PriceInputs {
                tokens: self.token_prices(&format!("{approach}.serving.price")),
                cache_min_tokens: at("serving.price.cache_min_tokens"),
                long_context: optional("serving.price.long_context.above_tokens").map(|above| {
                    (
                        above,
                        self.token_prices(&format!("{approach}.serving.price.long_context")),
                    )
                }),
                discount: at("serving.price.discount"),
                batch_discount: at("serving.price.batch_discount"),
                change_per_year: self
                    .annual_rate(&format!("{approach}.serving.price.change_per_year")),
                steps: if serving.price.steps.is_empty() {
                    Vec::new()
                } else {
                    let months = 1..=self.scenario.horizon_months.whole() as usize;
                    months
                        .map(|month| serving.price.steps.level(month))
                        .collect()
                },
            },
            prompt_tokens: at("serving.prompt_tokens"),
            output_tokens: at("serving.output_tokens"),
            cache_hit_rate: at("serving.cache_hit_rate"),
            cache_ttl_minutes: optional("serving.cache_ttl_minutes"),
            batch_share: at("serving.batch_share"),
            retry_rate: at("serving.retry_rate"),
            review_rate: at("serving.review_rate"),
            review_cost: at("serving.review_cost"),
            error_rate: at("serving.error_rate"),
            query_cost: at("serving.query_cost"),
            monthly_cost: at("serving.monthly_cost"),
            hosting: optional("serving.hosting.per_hour").map(|per_hour| HostingInputs {
                per_hour,
                replicas: at("serving.hosting.replicas"),
                queries_per_hour: optional("serving.hosting.queries_per_hour"),
                peak_to_mean: at("serving.hosting.peak_to_mean"),
                hours_per_month: at("serving.hosting.hours_per_month"),
                while_busy: serving.hosting.as_ref().is_some_and(|hosting| {
                    hosting.billing == Billing::WhileBusy && hosting.queries_per_hour.is_some()
                }),
                overhead: at("serving.hosting.overhead"),
            }),
            setup_hours: at("effort.setup_hours"),
            hours_per_change: at("effort.hours_per_change"),
            upkeep_hours_per_month: at("effort.upkeep_hours_per_month"),
        }
    }

    fn token_prices(&self, prices: &str) -> TokenPrices {
        let input = self.at(&format!("{prices}.input"));
        let or_input = |field: &str| self.optional(&format!("{prices}.{field}")).unwrap_or(input);
        TokenPrices {
            input,
            cached_input: or_input("cached_input"),
            cache_write: or_input("cache_write"),
            output: self.at(&format!("{prices}.output")),
        }
    }
}

impl ModelInputs {
    /// Months that prompting serves before the fine-tuned model does, at most the horizon.
    pub fn months_before_service(&self) -> usize {
        self.lead_time.min(self.months)
    }

    /// Whether the costs of a month in which fine-tuning serves are linear in its queries, so that the engine can take a shortcut.
    pub fn is_plain(&self) -> bool {
        let scales = self.prompting.scales() || self.fine_tuning.scales();
        !(scales || self.returns_to_prompting || self.discounts() || self.shares)
    }

    /// Whether later payments are discounted.
    pub fn discounts(&self) -> bool {
        self.discount_rate.is_some()
    }

    /// The inputs of a scenario. Inputs in `columns` become columns in this order; all others become their base values.
    pub fn new(scenario: &Scenario, columns: &[&'static Input]) -> Self {
        let inputs = Lookup { scenario, columns };
        let at = |path: &str| inputs.at(path);
        let given = &scenario.workload.monthly_queries;
        let months = scenario.horizon_months.whole() as usize;
        let lead_time = scenario.fine_tuning.lead_time_months.whole() as usize;
        let months_before = lead_time.min(months);
        let [fallback_share, coverage] =
            ["fine_tuning.fallback_share", "fine_tuning.coverage"].map(at);
        Self {
            months,
            lead_time,
            returns_to_prompting: scenario.fine_tuning.at_retirement
                == AtRetirement::ReturnToPrompting,
            monthly_queries: given.iter().map(BoundedNumber::get).collect(),
            discount_rate: inputs.annual_rate("discount_rate"),
            hourly_rate: at("hourly_rate"),
            queries_per_month: at("workload.queries_per_month"),
            growth_per_month: at("workload.growth_per_month"),
            input_tokens: at("workload.input_tokens"),
            active_hours_per_month: at("workload.active_hours_per_month"),
            calls_per_conversation: at("workload.calls_per_conversation"),
            history: scenario.workload.history,
            error_cost: at("workload.error_cost"),
            changes: match at("workload.changes_per_year") {
                Source::Same(per_year) => EventSchedule::Same(changes_by_month(per_year, months)),
                Source::Column(place) => EventSchedule::PerYear(place),
            },
            prompting: inputs.approach("prompting", &scenario.prompting.serving),
            fine_tuning: inputs.approach("fine_tuning", &scenario.fine_tuning.serving),
            examples: at("fine_tuning.data.examples"),
            cost_per_example: at("fine_tuning.data.cost_per_example"),
            data_fixed_cost: at("fine_tuning.data.fixed_cost"),
            tokens_per_example: at("fine_tuning.training.tokens_per_example"),
            epochs: at("fine_tuning.training.epochs"),
            training_price: at("fine_tuning.training.price"),
            run_fixed_cost: at("fine_tuning.training.fixed_cost"),
            minimum_fee: at("fine_tuning.training.minimum_fee"),
            runs: at("fine_tuning.training.runs"),
            evaluation_cost: at("fine_tuning.training.evaluation_cost"),
            refresh_share: at("fine_tuning.refresh_share"),
            fallback_share,
            coverage,
            shares: fallback_share != Source::Same(0.0) || coverage != Source::Same(1.0),
            scheduled_retrainings: match at("fine_tuning.retrainings_per_year") {
                Source::Same(per_year) => {
                    let at = |month| events_at(per_year, month, months_before, months);
                    EventSchedule::Same((1..=months).map(at).collect())
                }
                Source::Column(place) => EventSchedule::PerYear(place),
            },
            prompted_retirements: inputs.retirements(
                "prompting.model_retires_month",
                "prompting.model_life_months",
                0,
                months,
            ),
            retirements: inputs.retirements(
                "fine_tuning.base_model_retires_month",
                "fine_tuning.base_model_life_months",
                months_before,
                months,
            ),
            retires_on_a_date: scenario.fine_tuning.base_model_retires_month.is_some(),
        }
    }
}
