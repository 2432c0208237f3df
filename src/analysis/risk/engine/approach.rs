//! What one approach costs in a group of draws (docs/formulas.md §2).

use std::f64::consts::LOG2_E;

use pulp::Simd;

use crate::analysis::approach::ROUNDING;
use crate::analysis::price::{HOURS_PER_MONTH, MINUTES_PER_MONTH};
use crate::analysis::risk::lanes::Lanes;
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
    /// φ(m), the level of prices in the current month.
    level: Group,
    /// The factor of that level from month to month.
    drift: Group,
    review_per_query: Group,
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
        if let Some(hosting) = &approach.hosting {
            let per_replica = draws.at(hosting.per_hour) * HOURS_PER_MONTH;
            let replicas = draws.at(hosting.replicas);
            match hosting.queries_per_hour {
                None => fixed = fixed + per_replica * replicas,
                Some(carries) => {
                    let needed =
                        draws.at(hosting.peak_to_mean) / (draws.at(carries) * HOURS_PER_MONTH);
                    self.replicas_per_query
                        .store(place, needed * (1.0 - ROUNDING));
                    self.min_replicas.store(place, replicas);
                    self.cost_per_replica.store(place, per_replica);
                }
            }
        }
        self.fixed.store(place, fixed);
        let review = draws.at(approach.review_rate) * draws.at(approach.review_cost);
        self.review_per_query.store(place, review);
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
        let mut prices = draws.prices(&price.tokens);
        if let Some((above, long)) = &price.long_context {
            let is_long = draws.at(*above).lt(prompt + text);
            for (price, long) in prices.iter_mut().zip(draws.prices(long)) {
                *price = is_long.select(long, *price);
            }
        }
        let [input, cached, written, output] = prices;
        let (none, one) = (draws.splat(0.0), draws.splat(1.0));
        let factor = (one - draws.at(price.discount))
            * (one - draws.at(approach.batch_share) * draws.at(price.batch_discount))
            * (draws.at(approach.retry_rate) + 1.0)
            * 1e-6;
        let rest = text * input + draws.at(approach.output_tokens) * output;
        let too_short = prompt.lt(draws.at(price.cache_min_tokens));
        let query_price = match approach.cache_ttl_minutes {
            None => {
                let hits = too_short.select(none, draws.at(approach.cache_hit_rate));
                let miss = none.lt(hits).select(written, input);
                prompt * (hits * cached + (one - hits) * miss) + rest
            }
            Some(ttl) => {
                let hit_exponent = draws.at(ttl) * (LOG2_E / MINUTES_PER_MONTH);
                self.hit_exponent
                    .store(place, too_short.select(none, hit_exponent));
                self.hit_discount
                    .store(place, prompt * (written - cached) * factor);
                prompt * written + rest
            }
        };
        self.query_price.store(place, query_price * factor);
        if approach.drifts() {
            self.level.store(place, one);
            self.drift
                .store(place, draws.monthly(price.change_per_year));
        }
    }

    /// Moves prices on to the next month.
    #[inline(always)]
    pub fn drift<S: Simd>(&mut self, simd: S, approach: &ApproachInputs) {
        if approach.drifts() {
            self.level.multiply(simd, &self.drift);
        }
    }

    /// q(m) in a month with these queries, for one register.
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
        price
    }

    /// Inference, review, hosting and upkeep of a month with these queries, except for replicas that depend on them.
    #[inline(always)]
    pub fn cost<S: Simd>(
        &self,
        simd: S,
        approach: &ApproachInputs,
        volume: &Group,
        place: usize,
    ) -> Lanes<S> {
        let load = |group: &Group| group.load(simd, place);
        let per_query = self.price_at(simd, approach, volume, place) + load(&self.review_per_query);
        per_query.mul_add(load(volume), load(&self.fixed))
    }

    /// Inference, review, hosting and upkeep of a month with these queries, for all registers.
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
                let load = |group: &Group| group.load(simd, place);
                let needed = (load(volume) * load(&self.replicas_per_query)).ceil();
                let replicas = needed.max(load(&self.min_replicas));
                let with_replicas = load(&self.cost_per_replica).mul_add(replicas, load(costs));
                costs.store(place, with_replicas);
            }
        }
    }
}
