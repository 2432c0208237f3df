//! What one approach costs in a group of draws (docs/formulas.md §2).

use std::f64::consts::LOG2_E;

use pulp::Simd;

use crate::analysis::approach::ROUNDING;
use crate::analysis::risk::lanes::{Lanes, Mask};
use crate::analysis::risk::model_inputs::{ApproachInputs, ModelInputs};

use super::group::{Group, RegisterInputs, places};

/// The numbers from which the cost of one approach in a month follows, for a group of draws.
#[derive(Default)]
pub struct ApproachLanes {
    /// The price of a query at the prices of month 1. If cache hits depend on the traffic, the price without any hits.
    query_price: Group,
    /// If cache hits depend on the traffic: λτ·log₂ e for one query a month, 0 if the prompt is too short for the cache.
    hit_exponent: Group,
    /// If cache hits depend on the traffic: what a hit takes off the price of a query.
    hit_discount: Group,
    /// The level of prices in the current month, without announced changes.
    level: Group,
    /// The factor of that level from month to month.
    drift: Group,
    /// The product of the announced changes up to the current month.
    step: f64,
    /// What a query costs besides tokens.
    other_per_query: Group,
    /// Review and errors.
    per_answer: Group,
    /// Hosting that is paid for by the hour of work.
    busy_per_query: Group,
    /// The sum of these three.
    besides_tokens: Group,
    /// Costs of a month that don't depend on the traffic: monthly_cost, upkeep, and a fixed number of replicas.
    fixed: Group,
    /// If replicas depend on the traffic: how many one query a month needs.
    replicas_per_query: Group,
    /// If replicas depend on the traffic: the least number of them.
    min_replicas: Group,
    /// If replicas depend on the traffic: what one costs a month.
    cost_per_replica: Group,
    /// Set-up, paid once.
    pub setup: Group,
    /// One change of the wanted behaviour.
    pub change: Group,
}

impl ApproachLanes {
    /// Starts one register of draws, at the prices of month 1.
    #[inline(always)]
    pub fn start<S: Simd>(
        &mut self,
        place: usize,
        draws: &RegisterInputs<'_, S>,
        inputs: &ModelInputs,
        approach: &ApproachInputs,
    ) {
        let hourly_rate = draws.at(inputs.hourly_rate);
        let mut fixed = draws.at(approach.monthly_cost)
            + draws.at(approach.upkeep_hours_per_month) * hourly_rate;
        let mut busy = draws.splat(0.0);
        if let Some(hosting) = &approach.hosting {
            let per_hour = draws.at(hosting.per_hour);
            let per_replica = per_hour * draws.at(hosting.hours_per_month);
            let replicas = draws.at(hosting.replicas);
            match hosting.queries_per_hour {
                None => fixed = fixed + per_replica * replicas,
                Some(carries) if hosting.while_busy => {
                    busy = per_hour * draws.at(hosting.overhead) / draws.at(carries);
                }
                Some(carries) => {
                    let hours = draws.at(inputs.active_hours_per_month);
                    let needed = draws.at(hosting.peak_to_mean) / (draws.at(carries) * hours);
                    self.replicas_per_query
                        .store(place, needed * (1.0 - ROUNDING));
                    self.min_replicas.store(place, replicas);
                    self.cost_per_replica.store(place, per_replica);
                }
            }
        }
        self.fixed.store(place, fixed);
        let review = draws.at(approach.review_rate) * draws.at(approach.review_cost);
        let errors = draws.at(approach.error_rate) * draws.at(inputs.error_cost);
        let other = draws.at(approach.query_cost) * (draws.at(approach.retry_rate) + 1.0);
        self.per_answer.store(place, review + errors);
        self.other_per_query.store(place, other);
        self.busy_per_query.store(place, busy);
        self.besides_tokens
            .store(place, review + errors + other + busy);
        let setup = draws.at(approach.setup_hours) * hourly_rate;
        self.setup.store(place, setup);
        let change = draws.at(approach.hours_per_change) * hourly_rate;
        self.change.store(place, change);
        self.start_price(place, draws, inputs, approach);
    }

    /// Starts the price of a query and its drift.
    #[inline(always)]
    fn start_price<S: Simd>(
        &mut self,
        place: usize,
        draws: &RegisterInputs<'_, S>,
        inputs: &ModelInputs,
        approach: &ApproachInputs,
    ) {
        let price = &approach.price;
        let prompt = draws.at(approach.prompt_tokens);
        let text = draws.at(inputs.input_tokens);
        let answer = draws.at(approach.output_tokens);
        let (none, one) = (draws.splat(0.0), draws.splat(1.0));
        let calls = draws.at(inputs.calls_per_conversation);
        let said_before = if inputs.history {
            (calls - one) * 0.5 * (text + answer)
        } else {
            none
        };
        let mut prices = draws.prices(&price.tokens);
        if let Some((above, long)) = &price.long_context {
            let is_long = draws.at(*above).lt(prompt + said_before + text);
            for (price, long) in prices.iter_mut().zip(draws.prices(long)) {
                *price = is_long.select(long, *price);
            }
        }
        let [input, cached, written, output] = prices;
        let factor = (one - draws.at(price.discount))
            * (one - draws.at(approach.batch_share) * draws.at(price.batch_discount))
            * (draws.at(approach.retry_rate) + 1.0)
            * 1e-6;
        let too_short = (prompt + said_before).lt(draws.at(price.cache_min_tokens));
        // The hits that don't depend on the traffic, the price of what misses, and what is read of the history.
        let (hits, miss, history_read) = match approach.cache_ttl_minutes {
            None => {
                let hits = too_short.select(none, draws.at(approach.cache_hit_rate));
                let miss = none.lt(hits).select(written, input);
                (hits, miss, hits * said_before)
            }
            Some(ttl) => {
                let miss = too_short.select(input, written);
                let later_calls = (calls - one) / calls;
                let minutes = draws.at(inputs.active_hours_per_month) * calls * 60.0;
                let hit_exponent = draws.at(ttl) * LOG2_E / minutes;
                self.hit_exponent
                    .store(place, too_short.select(none, hit_exponent));
                self.hit_discount
                    .store(place, prompt * (miss - cached) / calls * factor);
                let read = if inputs.history {
                    // All but the last answer.
                    let earlier = later_calls * (calls - 2.0) * 0.5 * (text + answer);
                    earlier.max(none) + later_calls * text
                } else {
                    none
                };
                (
                    too_short.select(none, later_calls),
                    miss,
                    too_short.select(none, read),
                )
            }
        };
        let mut query_price = prompt * (hits * cached + (one - hits) * miss) + answer * output;
        query_price = if inputs.history {
            let history = history_read * cached + (said_before - history_read) * miss;
            // A call's text is written for the next call.
            query_price + history + text * miss
        } else {
            query_price + text * input
        };
        self.query_price.store(place, query_price * factor);
        if let Some(rate) = price.change_per_year {
            self.level.store(place, one);
            self.drift.store(place, draws.monthly(rate));
        }
    }

    /// Moves prices on to a month, counted from 1.
    #[inline(always)]
    pub fn drift<S: Simd>(&mut self, simd: S, approach: &ApproachInputs, month: usize) {
        if month > 1 && approach.drifts() {
            self.level.multiply(simd, &self.drift);
        }
        if let Some(step) = approach.price.steps.get(month - 1) {
            self.step = *step;
        }
    }

    /// The price of a query's tokens in a month with these queries, for one register.
    #[inline(always)]
    pub fn price_at<S: Simd>(
        &self,
        simd: S,
        approach: &ApproachInputs,
        volume: &Group,
        place: usize,
    ) -> Lanes<S> {
        let load = |group: &Group| group.load(simd, place);
        let mut price = load(&self.query_price);
        if approach.cache_ttl_minutes.is_some() {
            let hits = (load(volume) * load(&self.hit_exponent)).one_minus_exp2_of_minus();
            price = price.neg_mul_add(hits, load(&self.hit_discount));
        }
        if approach.drifts() {
            price = price * load(&self.level);
        }
        if approach.steps() {
            price = price * price.splat(self.step);
        }
        price
    }

    /// All costs of a month with these queries, except for replicas that depend on them.
    #[inline(always)]
    pub fn cost<S: Simd>(
        &self,
        simd: S,
        approach: &ApproachInputs,
        volume: &Group,
        place: usize,
    ) -> Lanes<S> {
        let load = |group: &Group| group.load(simd, place);
        let per_query = self.price_at(simd, approach, volume, place) + load(&self.besides_tokens);
        per_query.mul_add(load(volume), load(&self.fixed))
    }

    /// All costs of a month with these queries, for all registers.
    #[inline(always)]
    pub fn running<S: Simd>(
        &self,
        simd: S,
        approach: &ApproachInputs,
        volume: &Group,
        costs: &mut Group,
    ) {
        for place in 0..places::<S>() {
            costs.store(place, self.cost(simd, approach, volume, place));
        }
        if approach.scales() {
            for place in 0..places::<S>() {
                let with_replicas = costs.load(simd, place) + self.replicas(simd, volume, place);
                costs.store(place, with_replicas);
            }
        }
    }

    /// What replicas cost in a month with these queries, if they depend on them.
    #[inline(always)]
    fn replicas<S: Simd>(&self, simd: S, volume: &Group, place: usize) -> Lanes<S> {
        let load = |group: &Group| group.load(simd, place);
        let needed = (load(volume) * load(&self.replicas_per_query)).ceil();
        load(&self.cost_per_replica) * needed.max(load(&self.min_replicas))
    }

    /// What this approach costs in a month in which it answers `answered` queries beside another one: the price of each, review and errors of
    /// those that `stayed`, and all else where it is `kept`.
    #[inline(always)]
    pub fn beside<S: Simd>(
        &self,
        simd: S,
        approach: &ApproachInputs,
        answered: &Group,
        stayed: Lanes<S>,
        kept: Mask<S>,
        place: usize,
    ) -> Lanes<S> {
        let load = |group: &Group| group.load(simd, place);
        let price = self.price_at(simd, approach, answered, place) + load(&self.other_per_query);
        let mut kept_costs = load(answered).mul_add(load(&self.busy_per_query), load(&self.fixed));
        if approach.scales() {
            kept_costs = kept_costs + self.replicas(simd, answered, place);
        }
        let queries = load(answered) * price + stayed * load(&self.per_answer);
        queries + kept.select(kept_costs, stayed.splat(0.0))
    }
}
