//! A group of draws on its way through the months (MODEL.md §2–4).

use pulp::Simd;

use crate::analysis::risk::lanes::BlockArray;
use crate::analysis::risk::model_inputs::ModelInputs;

use super::approach::ApproachLanes;
use super::cumulative::CumulativeCosts;
use super::events::EventCounter;
use super::group::{Draws, Group, places};

/// What the draws cost, and where they are. Each step is taken for all draws before the next, with what the plan leaves out left out.
#[derive(Default)]
pub struct Months {
    prompting: ApproachLanes,
    tuned: ApproachLanes,
    /// What one retraining costs, hours included.
    retraining: Group,
    fallback_share: Group,
    growth: Group,
    /// The present value of 1 a month from now, and of 1 now.
    discount: Group,
    value: Group,
    volume: Group,
    queries: Group,
    changes: EventCounter,
    retirements: EventCounter,
    /// 1 where fine-tuning has ended.
    over: Group,
    /// What prompting and fine-tuning cost in the month, or at its end.
    costs: Group,
    tuned_costs: Group,
    /// What they cost so far.
    pub cumulative: CumulativeCosts,
}

impl Months {
    /// With room for the months of a plan.
    pub fn new(inputs: &ModelInputs) -> Self {
        Self {
            cumulative: CumulativeCosts::new(inputs.months),
            ..Self::default()
        }
    }

    /// Puts a group at the start, from the draw `first` of the columns on.
    #[inline(always)]
    pub fn start<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        columns: &[BlockArray],
        first: usize,
    ) {
        for place in 0..places::<S>() {
            let draws = Draws {
                simd,
                columns,
                place: first / S::F64_LANES + place,
            };
            self.prompting.put(place, &draws, inputs, &inputs.prompting);
            self.tuned.put(place, &draws, inputs, &inputs.fine_tuning);
            self.put(place, &draws, inputs);
        }
    }

    #[inline(always)]
    fn put<S: Simd>(&mut self, place: usize, draws: &Draws<'_, S>, inputs: &ModelInputs) {
        let examples = draws.at(inputs.examples);
        let collection =
            examples * draws.at(inputs.cost_per_example) + draws.at(inputs.data_fixed_cost);
        let tokens = examples * draws.at(inputs.tokens_per_example) * draws.at(inputs.epochs);
        let fee =
            (tokens * draws.at(inputs.training_price) * 1e-6).max(draws.at(inputs.minimum_fee));
        let round = draws.at(inputs.runs) * (fee + draws.at(inputs.run_fixed_cost))
            + draws.at(inputs.evaluation_cost);
        let change = self.tuned.change.at(draws.simd, place);
        let retraining = round + draws.at(inputs.refresh_share) * collection + change;
        self.retraining.put(place, retraining);
        self.fallback_share
            .put(place, draws.at(inputs.fallback_share));
        self.growth
            .put(place, draws.at(inputs.growth_per_month) + 1.0);
        self.value.put(place, draws.splat(1.0));
        if inputs.discounts() {
            let discount = draws.splat(1.0) / draws.monthly(inputs.discount_rate);
            self.discount.put(place, discount);
        }
        self.volume.put(place, draws.at(inputs.queries_per_month));
        self.queries.put(place, draws.splat(0.0));
        self.changes.put(place, draws, &inputs.changes);
        self.retirements.put(place, draws, &inputs.retirements);
        self.over.put(place, draws.splat(0.0));

        let setup = self.prompting.setup.at(draws.simd, place);
        let mut upfront = collection + round + self.tuned.setup.at(draws.simd, place);
        if inputs.before() > 0 {
            upfront = upfront + setup;
        }
        self.cumulative.put(place, setup, upfront);
    }

    /// Takes the next month, counted from 1.
    #[inline(always)]
    pub fn go_on<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        self.pass(simd, inputs, month);
        self.run(simd, inputs, month);
        let changed = self.changes.count(simd, &inputs.changes, month, month);
        let counted = month > inputs.before() && month < inputs.months;
        let retired = counted && {
            let nth = month - inputs.before();
            self.retirements
                .count(simd, &inputs.retirements, month, nth)
        };
        if changed || retired {
            self.iterate(simd, inputs, month, [changed, retired]);
        }
    }

    /// Volume, prices and the value of money go on to this month.
    #[inline(always)]
    fn pass<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        let given = inputs.monthly_queries.get(month - 1);
        let until = self.cumulative.queries(month);
        for place in 0..places::<S>() {
            let mut volume = self.volume.at(simd, place);
            if let Some(&given) = given {
                volume = volume.splat(given);
            } else if month > 1 {
                volume = volume * self.growth.at(simd, place);
            }
            let queries = self.queries.at(simd, place) + volume;
            self.volume.put(place, volume);
            self.queries.put(place, queries);
            until.put(place, queries);
        }
        if month > 1 {
            self.prompting.drift(simd, &inputs.prompting);
            self.tuned.drift(simd, &inputs.fine_tuning);
        }
        if inputs.discounts() {
            self.value.multiply(simd, &self.discount);
        }
    }

    /// What arises over the month.
    #[inline(always)]
    fn run<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        let (volume, serves) = (&self.volume, month > inputs.before());
        // What most scenarios come to is worked out in one go.
        if serves && inputs.is_plain() {
            let (prompting, tuned) = (&self.prompting, &self.tuned);
            return self.cumulative.pay(simd, month, 1, |place| {
                [
                    prompting.cost(simd, &inputs.prompting, volume, place),
                    tuned.cost(simd, &inputs.fine_tuning, volume, place),
                ]
            });
        }
        self.prompting
            .running(simd, &inputs.prompting, volume, &mut self.costs);
        if serves {
            self.tuned
                .running(simd, &inputs.fine_tuning, volume, &mut self.tuned_costs);
            if inputs.falls_back() {
                self.fall_back(simd, inputs);
            }
        }
        self.settle(simd, inputs, month);
        self.pay(simd, month, 1);
    }

    /// Pays the costs as they are.
    #[inline(always)]
    fn pay<S: Simd>(&mut self, simd: S, month: usize, length: usize) {
        let (costs, tuned_costs) = (&self.costs, &self.tuned_costs);
        self.cumulative.pay(simd, month, length, |place| {
            [costs.at(simd, place), tuned_costs.at(simd, place)]
        });
    }

    /// Adds to the costs of fine-tuning those of the queries that prompting answers again.
    #[inline(always)]
    fn fall_back<S: Simd>(&mut self, simd: S, inputs: &ModelInputs) {
        for place in 0..places::<S>() {
            let at = |group: &Group| group.at(simd, place);
            let queries = at(&self.volume) * at(&self.fallback_share);
            let price = self
                .prompting
                .price_at(simd, &inputs.prompting, &self.volume, place);
            let costs = queries.mul_add(price, at(&self.tuned_costs));
            self.tuned_costs.put(place, costs);
        }
    }

    /// What is paid at once at the end of the month, as far as anything changed or retired.
    #[inline(always)]
    fn iterate<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        month: usize,
        [changed, retired]: [bool; 2],
    ) {
        let (changes, retirements) = (&self.changes.now, &self.retirements.now);
        let (change, retraining) = (&self.prompting.change, &self.retraining);
        let retrains = retired && !inputs.ends;
        let iteration = |place: usize| {
            let at = |group: &Group| group.at(simd, place);
            let none = at(change).splat(0.0);
            let changes = if changed { at(changes) } else { none };
            let mut retrainings = changes;
            if retrains {
                let retires = none.lt(at(retirements));
                retrainings = retires.select(changes + 1.0, changes);
            }
            [changes * at(change), retrainings * at(retraining)]
        };
        if month > inputs.before() && inputs.is_plain() {
            return self.cumulative.pay(simd, month, 0, iteration);
        }
        for place in 0..places::<S>() {
            let [cost, tuned_cost] = iteration(place);
            self.costs.put(place, cost);
            self.tuned_costs.put(place, tuned_cost);
        }
        self.settle(simd, inputs, month);
        if retired && inputs.ends {
            self.end(simd, inputs);
        }
        self.pay(simd, month, 0);
    }

    /// Makes costs present values, and those of fine-tuning those of prompting where it doesn't serve.
    #[inline(always)]
    fn settle<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        if inputs.discounts() {
            self.costs.multiply(simd, &self.value);
            self.tuned_costs.multiply(simd, &self.value);
        }
        if month <= inputs.before() {
            self.tuned_costs.copy(&self.costs);
        } else if inputs.ends {
            for place in 0..places::<S>() {
                let at = |group: &Group| group.at(simd, place);
                let over = at(&self.over).splat(0.0).lt(at(&self.over));
                let costs = over.select(at(&self.costs), at(&self.tuned_costs));
                self.tuned_costs.put(place, costs);
            }
        }
    }

    /// Fine-tuning ends where a base model retires: prompting takes over, and is set up now if it wasn't.
    #[inline(always)]
    fn end<S: Simd>(&mut self, simd: S, inputs: &ModelInputs) {
        for place in 0..places::<S>() {
            let at = |group: &Group| group.at(simd, place);
            let none = at(&self.over).splat(0.0);
            let was_over = none.lt(at(&self.over));
            let ends = none.lt(at(&self.retirements.now)).and_not(was_over);
            if inputs.before() == 0 {
                let setup = at(&self.prompting.setup) * at(&self.value);
                let costs = at(&self.tuned_costs) + ends.select(setup, none);
                self.tuned_costs.put(place, costs);
            }
            self.over
                .put(place, ends.select(none.splat(1.0), at(&self.over)));
        }
    }
}
