//! The whole model of MODEL.md §2–4 for many draws at once: each goes through all months in the registers, next to as many others as
//! these hold. [`super::plain`] is the same, draw by draw, through the ledger that everything else goes through; the tests hold one
//! against the other.

use pulp::{Arch, Simd, WithSimd};

use crate::analysis::ledger::ALMOST;
use crate::analysis::price::HOURS_PER_MONTH;
use crate::analysis::side::ROUNDING;

use super::lanes::{BLOCK, Each, Lanes, Which};
use super::plan::{self, Plan, Source, Yearly};

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

impl Block {
    /// Room for a block.
    pub fn new() -> Self {
        let none = [0.0; BLOCK];
        Self {
            prompting: none,
            fine_tuning: none,
            month: none,
            queries: none,
        }
    }

    /// S of a draw.
    pub fn saving(&self, draw: usize) -> f64 {
        self.prompting[draw] - self.fine_tuning[draw]
    }
}

impl Default for Block {
    fn default() -> Self {
        Self::new()
    }
}

/// Both cumulative costs of a block of draws, after everything that is booked at t = 0..=T.
#[derive(Debug, Clone, Default)]
pub struct Curves {
    /// Of prompting, by month.
    pub prompting: Vec<Each>,
    /// Of fine-tuning, by month.
    pub fine_tuning: Vec<Each>,
}

impl Curves {
    /// Room for the curves of a block.
    pub fn new(months: usize) -> Self {
        let none = vec![[0.0; BLOCK]; months + 1];
        Self {
            prompting: none.clone(),
            fine_tuning: none,
        }
    }
}

/// Works out a block of draws; the plan's columns are `columns`. The curves are for those who want them.
pub fn work_out(plan: &Plan, columns: &[Each], block: &mut Block, curves: Option<&mut Curves>) {
    Arch::new().dispatch(Work {
        plan,
        columns,
        block,
        curves,
    });
}

struct Work<'a> {
    plan: &'a Plan,
    columns: &'a [Each],
    block: &'a mut Block,
    curves: Option<&'a mut Curves>,
}

impl WithSimd for Work<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        for place in 0..BLOCK / S::F64_LANES {
            let draws = Draws {
                simd,
                columns: self.columns,
                place,
            };
            run(&draws, self.plan, self.block, self.curves.as_deref_mut());
        }
    }
}

/// A few draws of a block.
#[derive(Clone, Copy)]
struct Draws<'a, S> {
    simd: S,
    columns: &'a [Each],
    /// Which of the block's, counted in registers.
    place: usize,
}

impl<S: Simd> Draws<'_, S> {
    #[inline(always)]
    fn same(&self, number: f64) -> Lanes<S> {
        Lanes::same(self.simd, number)
    }

    #[inline(always)]
    fn column(&self, column: usize) -> Lanes<S> {
        Lanes::load(self.simd, &self.columns[column], self.place)
    }

    #[inline(always)]
    fn at(&self, source: Source) -> Lanes<S> {
        match source {
            Source::Same(number) => self.same(number),
            Source::Column(column) => self.column(column),
        }
    }

    /// Of input, cached input, cache writes and output.
    #[inline(always)]
    fn prices(&self, of: &plan::Tokens) -> [Lanes<S>; 4] {
        [
            self.at(of.input),
            self.at(of.cached_input),
            self.at(of.cache_write),
            self.at(of.output),
        ]
    }

    /// The factor of one month.
    #[inline(always)]
    fn monthly(&self, yearly: Yearly) -> Lanes<S> {
        match yearly {
            Yearly::Same(factor) => self.same(factor),
            Yearly::Column(column) => (self.column(column) + 1.0).twelfth_root(),
        }
    }
}

/// What one approach costs, but for what depends on the month.
struct Approach<S: Simd> {
    price: Price<S>,
    review_per_query: Lanes<S>,
    /// monthly_cost + upkeep
    fixed: Lanes<S>,
    hosting: Option<Hosting<S>>,
    setup: Lanes<S>,
    change: Lanes<S>,
}

/// The price of a query.
struct Price<S: Simd> {
    /// At the prices of month 1, where it doesn't depend on the traffic.
    of_query: Lanes<S>,
    /// How it depends on the traffic.
    caching: Option<Caching<S>>,
    /// φ(m), and its factor from month to month.
    level: Lanes<S>,
    drift: Lanes<S>,
}

/// A cache whose hits follow from the traffic: q = miss − h·gain.
struct Caching<S: Simd> {
    /// λτ of one query a month; 0 where the prompt is too short.
    reach: Lanes<S>,
    miss: Lanes<S>,
    gain: Lanes<S>,
}

struct Hosting<S: Simd> {
    per_month: Lanes<S>,
    replicas: Lanes<S>,
    /// Replicas that one query a month asks for.
    needed: Option<Lanes<S>>,
}

impl<S: Simd> Approach<S> {
    #[inline(always)]
    fn new(draws: &Draws<'_, S>, plan: &Plan, of: &plan::Approach) -> Self {
        let hourly_rate = draws.at(plan.hourly_rate);
        Self {
            price: Price::new(draws, of, draws.at(plan.input_tokens)),
            review_per_query: draws.at(of.review_rate) * draws.at(of.review_cost),
            fixed: draws.at(of.monthly_cost) + draws.at(of.upkeep_hours_per_month) * hourly_rate,
            hosting: match &of.hosting {
                Some(hosting) => Some(Hosting::new(draws, hosting)),
                None => None,
            },
            setup: draws.at(of.setup_hours) * hourly_rate,
            change: draws.at(of.hours_per_change) * hourly_rate,
        }
    }

    /// inference + review + hosting + upkeep of a month, with the price of its queries.
    #[inline(always)]
    fn running(&self, volume: Lanes<S>, query_price: Lanes<S>) -> Lanes<S> {
        let cost = (query_price + self.review_per_query) * volume + self.fixed;
        match &self.hosting {
            None => cost,
            Some(hosting) => {
                let replicas = match hosting.needed {
                    None => hosting.replicas,
                    Some(needed) => (volume * needed).ceil().max(hosting.replicas),
                };
                cost + hosting.per_month * replicas
            }
        }
    }
}

impl<S: Simd> Hosting<S> {
    #[inline(always)]
    fn new(draws: &Draws<'_, S>, of: &plan::Hosting) -> Self {
        Self {
            per_month: draws.at(of.per_hour) * HOURS_PER_MONTH,
            replicas: draws.at(of.replicas),
            needed: match of.queries_per_hour {
                Some(carries) => {
                    let hourly = draws.at(carries) * HOURS_PER_MONTH;
                    Some(draws.at(of.peak_to_mean) / hourly * (1.0 - ROUNDING))
                }
                None => None,
            },
        }
    }
}

impl<S: Simd> Price<S> {
    #[inline(always)]
    fn new(draws: &Draws<'_, S>, of: &plan::Approach, input_tokens: Lanes<S>) -> Self {
        let (price, prompt) = (&of.price, draws.at(of.prompt_tokens));
        let mut prices = draws.prices(&price.tokens);
        if let Some((above, long)) = &price.long_context {
            let is_long = draws.at(*above).below(prompt + input_tokens);
            for (price, long) in prices.iter_mut().zip(draws.prices(long)) {
                *price = is_long.choose(long, *price);
            }
        }
        let [input, cached, written, output] = prices;
        let one = draws.same(1.0);
        let factor = (one - draws.at(price.discount))
            * (one - draws.at(of.batch_share) * draws.at(price.batch_discount))
            * (draws.at(of.retry_rate) + 1.0)
            / 1e6;
        let rest = input_tokens * input + draws.at(of.output_tokens) * output;
        let too_short = prompt.below(draws.at(price.cache_min_tokens));
        let none = draws.same(0.0);
        let mut of_query = none;
        let mut caching = None;
        match of.cache_ttl_minutes {
            None => {
                let hits = too_short.choose(none, draws.at(of.cache_hit_rate));
                let miss = none.below(hits).choose(written, input);
                of_query = (prompt * (hits * cached + (one - hits) * miss) + rest) * factor;
            }
            Some(ttl) => {
                let reach = draws.at(ttl) / (HOURS_PER_MONTH * 60.0);
                caching = Some(Caching {
                    reach: too_short.choose(none, reach),
                    miss: (prompt * written + rest) * factor,
                    gain: prompt * (written - cached) * factor,
                });
            }
        }
        Self {
            of_query,
            caching,
            level: one,
            drift: draws.monthly(price.change_per_year),
        }
    }

    /// q(m)
    #[inline(always)]
    fn in_month(&self, volume: Lanes<S>) -> Lanes<S> {
        let price = match &self.caching {
            None => self.of_query,
            Some(caching) => {
                let hits = (volume * caching.reach).one_minus_exp_of_minus();
                caching.miss - hits * caching.gain
            }
        };
        price * self.level
    }
}

/// Follows both curves, and remembers where fine-tuning last became the cheaper one.
struct Course<S: Simd> {
    prompting: Lanes<S>,
    fine_tuning: Lanes<S>,
    /// Where fine-tuning is the cheaper one, as far as it was last decided.
    wins: Which<S>,
    /// The difference at the point before, 0 where the curves met.
    before: Lanes<S>,
    /// Month and queries of the last point from which fine-tuning is cheaper.
    month: Lanes<S>,
    queries: Lanes<S>,
}

impl<S: Simd> Course<S> {
    #[inline(always)]
    fn new(prompting: Lanes<S>, fine_tuning: Lanes<S>, none: Lanes<S>) -> Self {
        let mut course = Self {
            prompting,
            fine_tuning,
            wins: none.below(none),
            before: none,
            month: none,
            queries: none,
        };
        course.look(0.0, 0.0, none, none);
        course
    }

    /// Adds what is paid, and looks who is cheaper then: at t = `end`, after a stretch of `length` months with `volume` queries, of
    /// `queries` until then. A step has no length.
    #[inline(always)]
    fn pay(
        &mut self,
        [prompting, fine_tuning]: [Lanes<S>; 2],
        (end, length): (f64, f64),
        (queries, volume): (Lanes<S>, Lanes<S>),
    ) {
        self.prompting = self.prompting + prompting;
        self.fine_tuning = self.fine_tuning + fine_tuning;
        self.look(end, length, queries, volume);
    }

    #[inline(always)]
    fn look(&mut self, end: f64, length: f64, queries: Lanes<S>, volume: Lanes<S>) {
        let saving = self.prompting - self.fine_tuning;
        let equal = self.prompting.max(self.fine_tuning) * ROUNDING;
        let cheaper = equal.below(saving);
        let dearer = equal.below(-saving);
        let newly = cheaper.but_not(self.wins);
        if newly.anywhere() {
            // The part of the stretch that lies behind the crossing.
            let rest = saving / (saving - self.before);
            let month = -(rest * length) + end;
            self.month = newly.choose(month, self.month);
            self.queries = newly.choose(queries - rest * volume, self.queries);
        }
        self.wins = cheaper | self.wins.but_not(dearer);
        self.before = (cheaper | dearer).choose(saving, saving * 0.0);
    }

    /// Keeps both costs as they are at t, where curves are wanted.
    #[inline(always)]
    fn keep(&self, t: usize, place: usize, curves: Option<&mut Curves>) {
        if let Some(curves) = curves {
            self.prompting.store(&mut curves.prompting[t], place);
            self.fine_tuning.store(&mut curves.fine_tuning[t], place);
        }
    }

    #[inline(always)]
    fn finish(self, place: usize, block: &mut Block, never: Lanes<S>) {
        // Ties at the horizon are no break-even.
        let saving = self.prompting - self.fine_tuning;
        let equal = self.prompting.max(self.fine_tuning) * ROUNDING;
        let cheaper = equal.below(saving);
        self.prompting.store(&mut block.prompting, place);
        self.fine_tuning.store(&mut block.fine_tuning, place);
        cheaper
            .choose(self.month, never)
            .store(&mut block.month, place);
        cheaper
            .choose(self.queries, never)
            .store(&mut block.queries, place);
    }
}

/// Takes a few draws through all months.
#[inline(always)]
fn run<S: Simd>(
    draws: &Draws<'_, S>,
    plan: &Plan,
    block: &mut Block,
    mut curves: Option<&mut Curves>,
) {
    let (none, one) = (draws.same(0.0), draws.same(1.0));
    let mut prompting = Approach::new(draws, plan, &plan.prompting);
    let mut tuned = Approach::new(draws, plan, &plan.fine_tuning);

    let collection =
        draws.at(plan.examples) * draws.at(plan.cost_per_example) + draws.at(plan.data_fixed_cost);
    let tokens =
        draws.at(plan.examples) * draws.at(plan.tokens_per_example) * draws.at(plan.epochs);
    let fee = (tokens * draws.at(plan.training_price) / 1e6).max(draws.at(plan.minimum_fee));
    let round = draws.at(plan.runs) * (fee + draws.at(plan.run_fixed_cost))
        + draws.at(plan.evaluation_cost);
    let retraining = round + draws.at(plan.refresh_share) * collection + tuned.change;
    let fallback_share = draws.at(plan.fallback_share);
    let changes_per_month = draws.at(plan.changes_per_year) / 12.0;
    let lives_per_month = match plan.base_model_life {
        Some(life) => Some(one / draws.at(life)),
        None => None,
    };
    let growth = draws.at(plan.growth_per_month) + 1.0;
    let discount = one / draws.monthly(plan.discount_rate);

    let before = plan.lead_time.min(plan.months);
    let mut upfront = collection + round + tuned.setup;
    if before > 0 {
        upfront = upfront + prompting.setup;
    }
    let mut course = Course::new(prompting.setup, upfront, none);
    course.keep(0, draws.place, curves.as_deref_mut());
    let mut volume = draws.at(plan.queries_per_month);
    let mut queries = none;
    let mut value = one;
    let mut changed = none;
    let mut retired = none;
    // Where fine-tuning hasn't ended.
    let mut serves = none.below(one);

    for month in 1..=plan.months {
        if let Some(&given) = plan.monthly_queries.get(month - 1) {
            volume = draws.same(given);
        } else if month > 1 {
            volume = volume * growth;
        }
        if month > 1 {
            prompting.price.level = prompting.price.level * prompting.price.drift;
            tuned.price.level = tuned.price.level * tuned.price.drift;
        }
        value = value * discount;
        queries = queries + volume;

        let prompted = prompting.price.in_month(volume);
        let running = prompting.running(volume, prompted) * value;
        let mut tuned_running = running;
        if month > before {
            let price = tuned.price.in_month(volume) + prompted * fallback_share;
            tuned_running = serves.choose(tuned.running(volume, price) * value, running);
        }
        course.pay(
            [running, tuned_running],
            (month as f64, 1.0),
            (queries, volume),
        );

        let until = (changes_per_month * month as f64 + ALMOST).floor();
        let changes = until - changed;
        changed = until;
        let mut retires = none.below(none);
        if let Some(lives_per_month) = lives_per_month
            && month > before
        {
            let until = (lives_per_month * (month - before) as f64 + ALMOST).floor();
            if month < plan.months {
                retires = retired.below(until);
            }
            retired = until;
        }
        if (none.below(changes) | retires).anywhere() {
            let iteration = changes * prompting.change * value;
            let mut tuned_iteration = iteration;
            if month > before {
                let retrainings = if plan.ends {
                    changes
                } else {
                    changes + retires.choose(one, none)
                };
                tuned_iteration = serves.choose(retrainings * retraining * value, iteration);
            }
            if plan.ends {
                let ends = serves & retires;
                if before == 0 {
                    tuned_iteration = tuned_iteration + ends.choose(prompting.setup * value, none);
                }
                serves = serves.but_not(ends);
            }
            course.pay(
                [iteration, tuned_iteration],
                (month as f64, 0.0),
                (queries, none),
            );
        }
        course.keep(month, draws.place, curves.as_deref_mut());
    }
    course.finish(draws.place, block, draws.same(f64::NAN));
}
