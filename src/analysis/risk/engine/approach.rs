//! What one approach costs in a group of draws (MODEL.md §2).

use std::f64::consts::LOG2_E;

use pulp::Simd;

use crate::analysis::approach::ROUNDING;
use crate::analysis::price::{HOURS_PER_MONTH, MINUTES_PER_MONTH};
use crate::analysis::risk::lanes::Lanes;
use crate::analysis::risk::model_inputs::{ApproachInputs, ModelInputs};

use super::group::{Draws, Group, places};

/// What one approach costs, but for what depends on the month.
#[derive(Default)]
pub struct ApproachLanes {
    /// The price of a query at the prices of month 1; with a cache whose hits follow from the traffic, where nothing is found in it.
    of_query: Group,
    /// Of such a cache: λτ·log₂ e of one query a month, 0 where the prompt is too short; and what a hit takes off the price.
    reach: Group,
    gain: Group,
    /// φ(m), and its factor from month to month.
    level: Group,
    drift: Group,
    review_per_query: Group,
    /// monthly_cost + upkeep, and replicas whose number doesn't follow from the traffic
    fixed: Group,
    /// Of other replicas: how many one query a month asks for, the least, and what one costs a month.
    needed: Group,
    replicas: Group,
    per_replica: Group,
    /// Set-up, once.
    pub setup: Group,
    /// One change of the wanted behaviour.
    pub change: Group,
}

impl ApproachLanes {
    /// Puts what one register of draws costs.
    #[inline(always)]
    pub fn put<S: Simd>(
        &mut self,
        place: usize,
        draws: &Draws<'_, S>,
        inputs: &ModelInputs,
        of: &ApproachInputs,
    ) {
        let hourly_rate = draws.at(inputs.hourly_rate);
        let mut fixed =
            draws.at(of.monthly_cost) + draws.at(of.upkeep_hours_per_month) * hourly_rate;
        if let Some(hosting) = &of.hosting {
            let per_replica = draws.at(hosting.per_hour) * HOURS_PER_MONTH;
            let replicas = draws.at(hosting.replicas);
            match hosting.queries_per_hour {
                None => fixed = fixed + per_replica * replicas,
                Some(carries) => {
                    let needed =
                        draws.at(hosting.peak_to_mean) / (draws.at(carries) * HOURS_PER_MONTH);
                    self.needed.put(place, needed * (1.0 - ROUNDING));
                    self.replicas.put(place, replicas);
                    self.per_replica.put(place, per_replica);
                }
            }
        }
        self.fixed.put(place, fixed);
        let review = draws.at(of.review_rate) * draws.at(of.review_cost);
        self.review_per_query.put(place, review);
        let setup = draws.at(of.setup_hours) * hourly_rate;
        self.setup.put(place, setup);
        let change = draws.at(of.hours_per_change) * hourly_rate;
        self.change.put(place, change);
        self.put_price(place, draws, inputs, of);
    }

    #[inline(always)]
    fn put_price<S: Simd>(
        &mut self,
        place: usize,
        draws: &Draws<'_, S>,
        inputs: &ModelInputs,
        of: &ApproachInputs,
    ) {
        let price = &of.price;
        let (prompt, text) = (draws.at(of.prompt_tokens), draws.at(inputs.input_tokens));
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
            * (one - draws.at(of.batch_share) * draws.at(price.batch_discount))
            * (draws.at(of.retry_rate) + 1.0)
            * 1e-6;
        let rest = text * input + draws.at(of.output_tokens) * output;
        let too_short = prompt.lt(draws.at(price.cache_min_tokens));
        let of_query = match of.cache_ttl_minutes {
            None => {
                let hits = too_short.select(none, draws.at(of.cache_hit_rate));
                let miss = none.lt(hits).select(written, input);
                prompt * (hits * cached + (one - hits) * miss) + rest
            }
            Some(ttl) => {
                let reach = draws.at(ttl) * (LOG2_E / MINUTES_PER_MONTH);
                self.reach.put(place, too_short.select(none, reach));
                self.gain.put(place, prompt * (written - cached) * factor);
                prompt * written + rest
            }
        };
        self.of_query.put(place, of_query * factor);
        if of.drifts() {
            self.level.put(place, one);
            self.drift.put(place, draws.monthly(price.change_per_year));
        }
    }

    /// From one month to the next.
    #[inline(always)]
    pub fn drift<S: Simd>(&mut self, simd: S, of: &ApproachInputs) {
        if of.drifts() {
            self.level.multiply(simd, &self.drift);
        }
    }

    /// q(m) in a month with so many queries, of one register.
    #[inline(always)]
    pub fn price_at<S: Simd>(
        &self,
        simd: S,
        of: &ApproachInputs,
        volume: &Group,
        place: usize,
    ) -> Lanes<S> {
        let at = |group: &Group| group.at(simd, place);
        let mut price = at(&self.of_query);
        if of.cache_ttl_minutes.is_some() {
            let hits = (at(volume) * at(&self.reach)).one_minus_exp2_of_minus();
            price = price.neg_mul_add(hits, at(&self.gain));
        }
        if of.drifts() {
            price = price * at(&self.level);
        }
        price
    }

    /// inference + review + hosting + upkeep of a month with so many queries, where replicas don't follow from these.
    #[inline(always)]
    pub fn cost<S: Simd>(
        &self,
        simd: S,
        of: &ApproachInputs,
        volume: &Group,
        place: usize,
    ) -> Lanes<S> {
        let at = |group: &Group| group.at(simd, place);
        let per_query = self.price_at(simd, of, volume, place) + at(&self.review_per_query);
        per_query.mul_add(at(volume), at(&self.fixed))
    }

    /// The same, wherever they follow from.
    #[inline(always)]
    pub fn running<S: Simd>(
        &self,
        simd: S,
        of: &ApproachInputs,
        volume: &Group,
        costs: &mut Group,
    ) {
        for place in 0..places::<S>() {
            costs.put(place, self.cost(simd, of, volume, place));
        }
        if of.scales() {
            for place in 0..places::<S>() {
                let at = |group: &Group| group.at(simd, place);
                let needed = (at(volume) * at(&self.needed)).ceil();
                let replicas = needed.max(at(&self.replicas));
                let more = at(&self.per_replica).mul_add(replicas, at(costs));
                costs.put(place, more);
            }
        }
    }
}
