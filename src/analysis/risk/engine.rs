//! The whole model of MODEL.md §2–4 for a block of draws at once. [`super::plain`] is the same, draw by draw, through the ledger that
//! everything else goes through; the tests hold one against the other.

use crate::analysis::price::HOURS_PER_MONTH;
use crate::scenario::domain::Bounds;
use crate::scenario::{AtRetirement, Bounded, Effort, LongContext, Scenario, Serving};

use super::columns::Uncertain;
use super::quantity::{BLOCK, Each, Quantity};

/// As in the ledger.
const ALMOST: f64 = 1e-9;
/// As in the ledger, and where it is decided who is cheaper.
const ROUNDING: f64 = 1e-12;

/// The outcomes of a block of draws.
#[derive(Debug, Clone)]
pub struct Block {
    /// Totals of prompting.
    pub prompting: Each,
    /// Totals of fine-tuning.
    pub fine_tuning: Each,
    /// Break-even in months; NaN where there is none.
    pub month: Each,
    /// Break-even in queries; NaN where there is none.
    pub queries: Each,
}

/// The inputs of the model for a block of draws.
struct Inputs<'a> {
    uncertain: &'a [Uncertain],
    columns: &'a [Each],
}

impl Inputs<'_> {
    /// The input at a path, whose base value stands in the scenario.
    fn at<B: Bounds>(&self, path: &str, stated: &Bounded<B>) -> Quantity {
        if !stated.estimate().is_uncertain() {
            return Quantity::Same(stated.base());
        }
        let place = self
            .uncertain
            .iter()
            .position(|uncertain| uncertain.input.path == path);
        match place {
            Some(place) => Quantity::Each(Box::new(self.columns[place])),
            None => Quantity::Same(stated.base()),
        }
    }
}

/// What one approach costs, but for what depends on the month.
struct Approach {
    price: Price,
    review_per_query: Quantity,
    /// monthly_cost + upkeep.
    fixed: Quantity,
    hosting: Option<Hosting>,
    setup: Quantity,
    change: Quantity,
}

struct Price {
    /// P, the prompt's tokens.
    prompt: Quantity,
    cacheable: Quantity,
    cached: Quantity,
    written: Quantity,
    input: Quantity,
    /// U·input + O·output
    rest: Quantity,
    hit_rate: Quantity,
    ttl_minutes: Option<Quantity>,
    /// What everything is multiplied by, per 1 M.
    factor: Quantity,
    drift: Quantity,
    /// Where it doesn't depend on the traffic: the price of a query at the prices of month 1.
    of_query: Option<Quantity>,
}

struct Hosting {
    per_month: Quantity,
    least: Quantity,
    /// Queries an hour that a replica carries, and peak to mean.
    carries: Option<(Quantity, Quantity)>,
}

impl Approach {
    fn new(
        inputs: &Inputs<'_>,
        side: &str,
        serving: &Serving,
        effort: &Effort,
        input_tokens: &Quantity,
        hourly_rate: f64,
    ) -> Self {
        let path = |field: &str| format!("{side}.{field}");
        let upkeep = inputs.at(
            &path("effort.upkeep_hours_per_month"),
            &effort.upkeep_hours_per_month,
        ) * hourly_rate;
        Self {
            price: Price::new(inputs, side, serving, input_tokens),
            review_per_query: inputs.at(&path("serving.review_rate"), &serving.review_rate)
                * inputs.at(&path("serving.review_cost"), &serving.review_cost),
            fixed: inputs.at(&path("serving.monthly_cost"), &serving.monthly_cost) + upkeep,
            hosting: serving.hosting.as_ref().map(|hosting| Hosting {
                per_month: inputs.at(&path("serving.hosting.per_hour"), &hosting.per_hour)
                    * HOURS_PER_MONTH,
                least: inputs.at(&path("serving.hosting.replicas"), &hosting.replicas),
                carries: hosting.queries_per_hour.as_ref().map(|carries| {
                    let peak = path("serving.hosting.peak_to_mean");
                    (
                        inputs.at(&path("serving.hosting.queries_per_hour"), carries),
                        inputs.at(&peak, &hosting.peak_to_mean),
                    )
                }),
            }),
            setup: inputs.at(&path("effort.setup_hours"), &effort.setup_hours) * hourly_rate,
            change: inputs.at(&path("effort.hours_per_change"), &effort.hours_per_change)
                * hourly_rate,
        }
    }

    /// inference (without fallback) + review + hosting + upkeep of a month, with the price of its queries.
    fn running(&self, volume: &Quantity, query_price: &Quantity) -> Quantity {
        let mut cost = (query_price.clone() + &self.review_per_query) * volume + &self.fixed;
        if let Some(hosting) = &self.hosting {
            cost = cost + hosting.per_month.clone() * hosting.replicas(volume);
        }
        cost
    }
}

impl Hosting {
    fn replicas(&self, volume: &Quantity) -> Quantity {
        let Some((carries, peak)) = &self.carries else {
            return self.least.clone();
        };
        let needed =
            (volume.clone() / HOURS_PER_MONTH * peak / carries * (1.0 - ROUNDING)).map(f64::ceil);
        needed.with(&self.least, f64::max)
    }
}

impl Price {
    fn new(inputs: &Inputs<'_>, side: &str, serving: &Serving, input_tokens: &Quantity) -> Self {
        let price = &serving.price;
        let at = |field: &str| format!("{side}.serving.{field}");
        let prompt = inputs.at(&at("prompt_tokens"), &serving.prompt_tokens);
        let mut input = inputs.at(&at("price.input"), &price.input);
        let optional = |field: &str, stated: &Option<_>, else_: &Quantity| match stated {
            Some(stated) => inputs.at(&at(field), stated),
            None => else_.clone(),
        };
        let mut cached = optional("price.cached_input", &price.cached_input, &input);
        let mut written = optional("price.cache_write", &price.cache_write, &input);
        let mut output = inputs.at(&at("price.output"), &price.output);
        if let Some(long) = &price.long_context {
            let is_long = (prompt.clone() + input_tokens)
                .whether(&Quantity::Same(long.above_tokens.get()), |tokens, above| {
                    tokens > above
                });
            let LongContext { input: dear, .. } = long;
            let dear = dear.get();
            let or_input = |price: Option<f64>| Quantity::Same(price.unwrap_or(dear));
            let long_cached = long.cached_input.map(|price| price.get());
            let long_written = long.cache_write.map(|price| price.get());
            input = is_long.choose(dear.into(), input);
            cached = is_long.choose(or_input(long_cached), cached);
            written = is_long.choose(or_input(long_written), written);
            output = is_long.choose(long.output.get().into(), output);
        }
        let output_tokens = inputs.at(&at("output_tokens"), &serving.output_tokens);
        let full = |share: Quantity| Quantity::Same(1.0) - share;
        let batch =
            inputs.at(&at("batch_share"), &serving.batch_share) * price.batch_discount.get();
        let factor = full(inputs.at(&at("price.discount"), &price.discount))
            * full(batch)
            * (inputs.at(&at("retry_rate"), &serving.retry_rate) + 1.0)
            / 1e6;
        let least = Quantity::Same(price.cache_min_tokens.get());
        let mut made = Self {
            cacheable: prompt
                .clone()
                .whether(&least, |tokens, least| tokens >= least),
            rest: input_tokens.clone() * &input + output_tokens * output,
            hit_rate: inputs.at(&at("cache_hit_rate"), &serving.cache_hit_rate),
            ttl_minutes: serving
                .cache_ttl_minutes
                .as_ref()
                .map(|minutes| inputs.at(&at("cache_ttl_minutes"), minutes)),
            drift: inputs.at(&at("price.change_per_year"), &price.change_per_year),
            prompt,
            cached,
            written,
            input,
            factor,
            of_query: None,
        };
        if made.ttl_minutes.is_none() {
            let hits = made.cacheable.choose(made.hit_rate.clone(), 0.0.into());
            let misses = hits
                .clone()
                .whether(&Quantity::Same(0.0), |hits, none| hits > none)
                .choose(made.written.clone(), made.input.clone());
            made.of_query = Some(made.with_hits(hits, &misses));
        }
        made
    }

    /// The price of a query at the prices of month 1, with this share of hits, and this price of misses.
    fn with_hits(&self, hits: Quantity, misses: &Quantity) -> Quantity {
        let missed = (Quantity::Same(1.0) - &hits) * misses;
        ((hits * &self.cached + missed) * &self.prompt + &self.rest) * &self.factor
    }

    /// q(m), with the price level of the month.
    fn in_month(&self, volume: &Quantity, level: &Quantity) -> Quantity {
        match (&self.of_query, &self.ttl_minutes) {
            (None, Some(ttl)) => {
                let reached = volume.clone() / (HOURS_PER_MONTH * 60.0) * ttl;
                let hits = self
                    .cacheable
                    .choose(reached.map(|lambda| -(-lambda).exp_m1()), 0.0.into());
                self.with_hits(hits, &self.written) * level
            }
            (of_query, _) => of_query.clone().unwrap_or(Quantity::Same(0.0)) * level,
        }
    }
}

/// A number that grows by a factor each month.
struct Growing {
    factor: Quantity,
    now: Quantity,
}

impl Growing {
    fn step(&mut self) {
        let now = std::mem::replace(&mut self.now, Quantity::Same(0.0));
        self.now = now * &self.factor;
    }
}

/// Follows both curves and remembers where fine-tuning last became the cheaper one.
struct Course {
    prompting: Box<Each>,
    fine_tuning: Box<Each>,
    /// 1 where fine-tuning is the cheaper one, as far as it was last decided.
    wins: Box<Each>,
    /// The difference at the point before, 0 where the curves met.
    before: Box<Each>,
    /// The last point from which fine-tuning is cheaper: the month's start, and the differences there and at its end.
    at: Box<Each>,
    from: Box<Each>,
    to: Box<Each>,
}

impl Course {
    fn new(prompting: &Quantity, fine_tuning: &Quantity) -> Self {
        let none = || Box::new([0.0; BLOCK]);
        let mut course = Self {
            prompting: prompting.clone().each(),
            fine_tuning: fine_tuning.clone().each(),
            wins: none(),
            before: none(),
            at: none(),
            from: none(),
            to: Box::new([1.0; BLOCK]),
        };
        course.look(0.0, 0.0);
        course
    }

    /// Looks who is cheaper now, after a stretch that began at t = `start` and is `length` long.
    fn look(&mut self, start: f64, length: f64) {
        for draw in 0..BLOCK {
            let (prompting, fine_tuning) = (self.prompting[draw], self.fine_tuning[draw]);
            let saving = prompting - fine_tuning;
            let dearer = if prompting > fine_tuning {
                prompting
            } else {
                fine_tuning
            };
            let equal = ROUNDING * dearer;
            let cheaper = saving > equal;
            let dearer = saving < -equal;
            let newly = cheaper && self.wins[draw] == 0.0;
            // A step crosses at its own t.
            let from = if length == 0.0 {
                0.0
            } else {
                self.before[draw]
            };
            self.at[draw] = if newly { start } else { self.at[draw] };
            self.from[draw] = if newly { from } else { self.from[draw] };
            self.to[draw] = if newly { saving } else { self.to[draw] };
            self.wins[draw] = if cheaper {
                1.0
            } else if dearer {
                0.0
            } else {
                self.wins[draw]
            };
            self.before[draw] = if cheaper || dearer { saving } else { 0.0 };
        }
    }
}

/// Works out a block of draws: `columns` are those of `uncertain`. `curves` sees t and both cumulative costs after everything that is
/// booked at t.
pub fn block(
    scenario: &Scenario,
    uncertain: &[Uncertain],
    columns: &[Each],
    mut curves: impl FnMut(usize, &Each, &Each),
) -> Block {
    let inputs = Inputs { uncertain, columns };
    let months = scenario.horizon_months.whole() as usize;
    let hourly_rate = scenario.hourly_rate.get();
    let discount = 1.0 + scenario.discount_rate.get();
    let workload = &scenario.workload;
    let input_tokens = inputs.at("workload.input_tokens", &workload.input_tokens);
    let prompting = Approach::new(
        &inputs,
        "prompting",
        &scenario.prompting.serving,
        &scenario.prompting.effort,
        &input_tokens,
        hourly_rate,
    );
    let tuned = &scenario.fine_tuning;
    let fine_tuning = Approach::new(
        &inputs,
        "fine_tuning",
        &tuned.serving,
        &tuned.effort,
        &input_tokens,
        hourly_rate,
    );
    let at = |field: &str, stated| inputs.at(&format!("fine_tuning.{field}"), stated);
    let share = |field: &str, stated| inputs.at(&format!("fine_tuning.{field}"), stated);
    let examples = at("data.examples", &tuned.data.examples);
    let collection = examples.clone() * at("data.cost_per_example", &tuned.data.cost_per_example)
        + at("data.fixed_cost", &tuned.data.fixed_cost);
    let training = &tuned.training;
    let tokens = examples
        * at("training.tokens_per_example", &training.tokens_per_example)
        * at("training.epochs", &training.epochs);
    let run = (tokens * at("training.price", &training.price) / 1e6)
        .with(&at("training.minimum_fee", &training.minimum_fee), f64::max)
        + at("training.fixed_cost", &training.fixed_cost);
    let round = at("training.runs", &training.runs) * run
        + at("training.evaluation_cost", &training.evaluation_cost);
    let retraining = round.clone()
        + share("refresh_share", &tuned.refresh_share) * &collection
        + &fine_tuning.change;
    let fallback_share = share("fallback_share", &tuned.fallback_share);

    let before = (tuned.lead_time_months.whole() as usize).min(months);
    let life = tuned
        .base_model_life_months
        .as_ref()
        .map(|life| inputs.at("fine_tuning.base_model_life_months", life));
    let ends = tuned.at_retirement == AtRetirement::ReturnToPrompting;
    let changes_per_year = inputs.at("workload.changes_per_year", &workload.changes_per_year);

    let mut volume = Growing {
        factor: inputs.at("workload.growth_per_month", &workload.growth_per_month) + 1.0,
        now: inputs.at("workload.queries_per_month", &workload.queries_per_month),
    };
    let level = |drift: &Quantity| Growing {
        factor: (drift.clone() + 1.0).map(|year| year.powf(1.0 / 12.0)),
        now: Quantity::Same(1.0),
    };
    let mut prompting_level = level(&prompting.price.drift);
    let mut tuned_level = level(&fine_tuning.price.drift);

    let mut upfront = collection + round + &fine_tuning.setup;
    if before > 0 {
        upfront = upfront + &prompting.setup;
    }
    let mut course = Course::new(&prompting.setup, &upfront);
    curves(0, &course.prompting, &course.fine_tuning);
    let mut served = Quantity::Same(1.0);
    let mut changed = Quantity::Same(0.0);
    let mut retired = Quantity::Same(0.0);
    // V(t), to read break-even in queries off.
    let mut queries = Quantity::Same(0.0);
    let mut answered = Vec::with_capacity(months + 1);
    answered.push(queries.clone());

    for month in 1..=months {
        let given = &workload.monthly_queries;
        if let Some(stated) = given.get(month - 1) {
            volume.now = stated.get().into();
        } else if month > 1 {
            volume.step();
        }
        if month > 1 {
            prompting_level.step();
            tuned_level.step();
        }
        let value = discount.powf(-(month as f64) / 12.0);
        queries = queries + &volume.now;
        answered.push(queries.clone());

        let prompted = prompting.price.in_month(&volume.now, &prompting_level.now);
        let running = prompting.running(&volume.now, &prompted) * value;
        let tuned_running = if month <= before {
            running.clone()
        } else {
            let price = fine_tuning.price.in_month(&volume.now, &tuned_level.now)
                + prompted * &fallback_share;
            let tuned_running = fine_tuning.running(&volume.now, &price) * value;
            served.choose(tuned_running, running.clone())
        };
        running.add_to(&mut course.prompting);
        tuned_running.add_to(&mut course.fine_tuning);
        course.look((month - 1) as f64, 1.0);

        let until = (changes_per_year.clone() * month as f64 / 12.0 + ALMOST).map(f64::floor);
        let changes = until.clone() - &changed;
        changed = until;
        let mut retires = Quantity::Same(0.0);
        if let Some(life) = life.as_ref().filter(|_| month > before) {
            let until = (Quantity::Same((month - before) as f64) / life + ALMOST).map(f64::floor);
            if month < months {
                retires = until
                    .clone()
                    .whether(&retired, |until, before| until > before);
            }
            retired = until;
        }
        let iteration = changes.clone() * &prompting.change * value;
        let tuned_iteration = if month <= before {
            iteration.clone()
        } else {
            let retrainings = if ends {
                changes.clone()
            } else {
                changes.clone() + &retires
            };
            served.choose(retrainings * &retraining * value, iteration.clone())
        };
        iteration.add_to(&mut course.prompting);
        tuned_iteration.add_to(&mut course.fine_tuning);
        if ends {
            let ends_now = served.clone() * &retires;
            if before == 0 {
                (ends_now.clone() * &prompting.setup * value).add_to(&mut course.fine_tuning);
            }
            served = served - ends_now;
        }
        course.look(month as f64, 0.0);
        curves(month, &course.prompting, &course.fine_tuning);
    }
    outcomes(&course, &answered)
}

fn outcomes(course: &Course, answered: &[Quantity]) -> Block {
    let mut block = Block {
        prompting: *course.prompting,
        fine_tuning: *course.fine_tuning,
        month: [f64::NAN; BLOCK],
        queries: [f64::NAN; BLOCK],
    };
    let answered_at = |t: usize, draw: usize| match &answered[t.min(answered.len() - 1)] {
        Quantity::Same(number) => *number,
        Quantity::Each(numbers) => numbers[draw],
    };
    for draw in 0..BLOCK {
        // Ties at the horizon are no break-even.
        let saving = course.prompting[draw] - course.fine_tuning[draw];
        let dearer = course.prompting[draw].max(course.fine_tuning[draw]);
        if saving <= ROUNDING * dearer {
            continue;
        }
        let (from, to) = (course.from[draw], course.to[draw]);
        let part = if from == 0.0 { 0.0 } else { from / (from - to) };
        let start = course.at[draw] as usize;
        block.month[draw] = course.at[draw] + part;
        let (low, high) = (answered_at(start, draw), answered_at(start + 1, draw));
        block.queries[draw] = low + part * (high - low);
    }
    block
}
