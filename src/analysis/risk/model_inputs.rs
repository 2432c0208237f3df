//! The inputs of the model, looked up once for all draws. Each is either the same number in all draws or a column with a number for each.

use crate::analysis::ledger::{changes_by_month, retires_at};
use crate::scenario::inputs::{self, Input, Value};
use crate::scenario::{AtRetirement, BoundedNumber, Scenario};

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
    /// The column at this place holds the months from one event to the next.
    Every(usize),
}

/// The inputs of the model, by their names in docs/scenario-files.md.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "docs/scenario-files.md says what each is")]
pub struct ModelInputs {
    pub months: usize,
    pub lead_time: usize,
    /// Whether the first retirement ends fine-tuning.
    pub returns_to_prompting: bool,
    /// Volumes that are stated month by month.
    pub monthly_queries: Vec<f64>,
    pub discount_rate: AnnualRate,
    pub hourly_rate: Source,
    pub queries_per_month: Source,
    pub growth_per_month: Source,
    pub input_tokens: Source,
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
    pub retirements: EventSchedule,
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
    pub change_per_year: AnnualRate,
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
}

impl ApproachInputs {
    /// Whether its prices change from month to month.
    pub fn drifts(&self) -> bool {
        self.price.change_per_year != AnnualRate::Same(1.0)
    }

    /// Whether the number of its replicas depends on the traffic.
    pub fn scales(&self) -> bool {
        let hosting = self.hosting.as_ref();
        hosting.is_some_and(|hosting| hosting.queries_per_hour.is_some())
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

    fn annual_rate(&self, path: &str) -> AnnualRate {
        match self.at(path) {
            Source::Same(rate) => AnnualRate::Same((1.0 + rate).powf(1.0 / 12.0)),
            Source::Column(place) => AnnualRate::Column(place),
        }
    }

    fn approach(&self, approach: &str) -> ApproachInputs {
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
            },
            prompt_tokens: at("serving.prompt_tokens"),
            output_tokens: at("serving.output_tokens"),
            cache_hit_rate: at("serving.cache_hit_rate"),
            cache_ttl_minutes: optional("serving.cache_ttl_minutes"),
            batch_share: at("serving.batch_share"),
            retry_rate: at("serving.retry_rate"),
            review_rate: at("serving.review_rate"),
            review_cost: at("serving.review_cost"),
            monthly_cost: at("serving.monthly_cost"),
            hosting: optional("serving.hosting.per_hour").map(|per_hour| HostingInputs {
                per_hour,
                replicas: at("serving.hosting.replicas"),
                queries_per_hour: optional("serving.hosting.queries_per_hour"),
                peak_to_mean: at("serving.hosting.peak_to_mean"),
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
        !(scales || self.returns_to_prompting || self.discounts() || self.falls_back())
    }

    /// Whether later payments are discounted.
    pub fn discounts(&self) -> bool {
        self.discount_rate != AnnualRate::Same(1.0)
    }

    /// Whether prompting answers some of fine-tuning's queries again.
    pub fn falls_back(&self) -> bool {
        self.fallback_share != Source::Same(0.0)
    }

    /// The inputs of a scenario. Inputs in `columns` become columns in this order; all others become their base values.
    pub fn new(scenario: &Scenario, columns: &[&'static Input]) -> Self {
        let inputs = Lookup { scenario, columns };
        let at = |path: &str| inputs.at(path);
        let given = &scenario.workload.monthly_queries;
        let months = scenario.horizon_months.whole() as usize;
        let lead_time = scenario.fine_tuning.lead_time_months.whole() as usize;
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
            changes: match at("workload.changes_per_year") {
                Source::Same(per_year) => EventSchedule::Same(changes_by_month(per_year, months)),
                Source::Column(place) => EventSchedule::PerYear(place),
            },
            prompting: inputs.approach("prompting"),
            fine_tuning: inputs.approach("fine_tuning"),
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
            fallback_share: at("fine_tuning.fallback_share"),
            retirements: match inputs.optional("fine_tuning.base_model_life_months") {
                None => EventSchedule::Same(vec![0.0; months]),
                Some(Source::Same(life)) => {
                    let months_before_service = lead_time.min(months);
                    let retires =
                        |month| f64::from(retires_at(month, life, months_before_service, months));
                    EventSchedule::Same((1..=months).map(retires).collect())
                }
                Some(Source::Column(place)) => EventSchedule::Every(place),
            },
        }
    }
}
