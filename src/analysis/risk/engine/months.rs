//! A group of draws on its way through the months (docs/formulas.md §2–4).

use pulp::Simd;

use crate::analysis::risk::lanes::BlockArray;
use crate::analysis::risk::model_inputs::ModelInputs;

use super::approach::ApproachLanes;
use super::cumulative::CumulativeCosts;
use super::events::EventCounter;
use super::group::{Group, RegisterInputs, places};

/// The state of a group of draws in the current month. Each step is taken for all registers before the next one, and skipped if the
/// scenario doesn't need it.
#[derive(Default)]
pub struct Months {
    prompting: ApproachLanes,
    fine_tuning: ApproachLanes,
    /// What one retraining costs, hours included.
    retraining: Group,
    fallback_share: Group,
    growth: Group,
    /// The present value of 1 paid a month later.
    discount: Group,
    /// The present value of 1 paid in the current month.
    present_value: Group,
    volume: Group,
    queries: Group,
    changes: EventCounter,
    retirements: EventCounter,
    /// 1 if fine-tuning has ended and prompting serves again, else 0.
    ended: Group,
    /// What prompting costs in the month, or at its end.
    costs: Group,
    /// What fine-tuning costs in the month, or at its end.
    fine_tuning_costs: Group,
    /// What both have cost so far.
    pub cumulative: CumulativeCosts,
}

impl Months {
    /// Room for the months of these inputs.
    pub fn new(inputs: &ModelInputs) -> Self {
        Self {
            cumulative: CumulativeCosts::new(inputs.months),
            ..Self::default()
        }
    }

    /// Starts a group at t = 0, with the draws from `first` on in the columns.
    #[inline(always)]
    pub fn start<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        columns: &[BlockArray],
        first: usize,
    ) {
        for place in 0..places::<S>() {
            let draws = RegisterInputs {
                simd,
                columns,
                place: first / S::F64_LANES + place,
            };
            self.prompting
                .start(place, &draws, inputs, &inputs.prompting);
            self.fine_tuning
                .start(place, &draws, inputs, &inputs.fine_tuning);
            self.start_register(place, &draws, inputs);
        }
    }

    /// Starts one register of draws: what is paid at t = 0, and what months start from.
    #[inline(always)]
    fn start_register<S: Simd>(
        &mut self,
        place: usize,
        draws: &RegisterInputs<'_, S>,
        inputs: &ModelInputs,
    ) {
        let examples = draws.at(inputs.examples);
        let collection =
            examples * draws.at(inputs.cost_per_example) + draws.at(inputs.data_fixed_cost);
        let tokens = examples * draws.at(inputs.tokens_per_example) * draws.at(inputs.epochs);
        let fee =
            (tokens * draws.at(inputs.training_price) * 1e-6).max(draws.at(inputs.minimum_fee));
        let round = draws.at(inputs.runs) * (fee + draws.at(inputs.run_fixed_cost))
            + draws.at(inputs.evaluation_cost);
        let change = self.fine_tuning.change.load(draws.simd, place);
        let retraining = round + draws.at(inputs.refresh_share) * collection + change;
        self.retraining.store(place, retraining);
        self.fallback_share
            .store(place, draws.at(inputs.fallback_share));
        self.growth
            .store(place, draws.at(inputs.growth_per_month) + 1.0);
        self.present_value.store(place, draws.splat(1.0));
        if inputs.discounts() {
            let discount = draws.splat(1.0) / draws.monthly(inputs.discount_rate);
            self.discount.store(place, discount);
        }
        self.volume.store(place, draws.at(inputs.queries_per_month));
        self.queries.store(place, draws.splat(0.0));
        self.changes.start(place, draws, &inputs.changes);
        self.retirements.start(place, draws, &inputs.retirements);
        self.ended.store(place, draws.splat(0.0));

        let setup = self.prompting.setup.load(draws.simd, place);
        let mut upfront = collection + round + self.fine_tuning.setup.load(draws.simd, place);
        if inputs.months_before_service() > 0 {
            upfront = upfront + setup;
        }
        self.cumulative.start(place, setup, upfront);
    }

    /// Advances by one month, to `month`, counted from 1.
    #[inline(always)]
    pub fn advance<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        self.begin_month(simd, inputs, month);
        self.accrue(simd, inputs, month);
        let changed = self.changes.count(simd, &inputs.changes, month, month);
        let counted = month > inputs.months_before_service() && month < inputs.months;
        let retired = counted && {
            let nth = month - inputs.months_before_service();
            self.retirements
                .count(simd, &inputs.retirements, month, nth)
        };
        if changed || retired {
            self.pay_for_events(simd, inputs, month, [changed, retired]);
        }
    }

    /// Moves volume, prices and the present value of money on to this month.
    #[inline(always)]
    fn begin_month<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        let given = inputs.monthly_queries.get(month - 1);
        let until = self.cumulative.queries(month);
        for place in 0..places::<S>() {
            let mut volume = self.volume.load(simd, place);
            if let Some(&given) = given {
                volume = volume.splat(given);
            } else if month > 1 {
                volume = volume * self.growth.load(simd, place);
            }
            let queries = self.queries.load(simd, place) + volume;
            self.volume.store(place, volume);
            self.queries.store(place, queries);
            until.store(place, queries);
        }
        if month > 1 {
            self.prompting.drift(simd, &inputs.prompting);
            self.fine_tuning.drift(simd, &inputs.fine_tuning);
        }
        if inputs.discounts() {
            self.present_value.multiply(simd, &self.discount);
        }
    }

    /// Pays what both approaches cost over the month.
    #[inline(always)]
    fn accrue<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        let volume = &self.volume;
        let serves = month > inputs.months_before_service();
        // Most scenarios need nothing but this.
        if serves && inputs.is_plain() {
            let (prompting, fine_tuning) = (&self.prompting, &self.fine_tuning);
            return self.cumulative.pay(simd, month, 1, |place| {
                [
                    prompting.cost(simd, &inputs.prompting, volume, place),
                    fine_tuning.cost(simd, &inputs.fine_tuning, volume, place),
                ]
            });
        }
        self.prompting
            .running(simd, &inputs.prompting, volume, &mut self.costs);
        if serves {
            self.fine_tuning.running(
                simd,
                &inputs.fine_tuning,
                volume,
                &mut self.fine_tuning_costs,
            );
            if inputs.falls_back() {
                self.fall_back(simd, inputs);
            }
        }
        self.settle(simd, inputs, month);
        self.pay(simd, month, 1);
    }

    /// Pays the current costs.
    #[inline(always)]
    fn pay<S: Simd>(&mut self, simd: S, month: usize, length: usize) {
        let (costs, fine_tuning_costs) = (&self.costs, &self.fine_tuning_costs);
        self.cumulative.pay(simd, month, length, |place| {
            [costs.load(simd, place), fine_tuning_costs.load(simd, place)]
        });
    }

    /// Adds the cost of queries that prompting answers again to the costs of fine-tuning.
    #[inline(always)]
    fn fall_back<S: Simd>(&mut self, simd: S, inputs: &ModelInputs) {
        for place in 0..places::<S>() {
            let load = |group: &Group| group.load(simd, place);
            let queries = load(&self.volume) * load(&self.fallback_share);
            let price = self
                .prompting
                .price_at(simd, &inputs.prompting, &self.volume, place);
            let costs = queries.mul_add(price, load(&self.fine_tuning_costs));
            self.fine_tuning_costs.store(place, costs);
        }
    }

    /// Pays for changes of the wanted behaviour and for retirements at the end of the month.
    #[inline(always)]
    fn pay_for_events<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        month: usize,
        [changed, retired]: [bool; 2],
    ) {
        let changes = &self.changes.now;
        let retirements = &self.retirements.now;
        let change = &self.prompting.change;
        let retraining = &self.retraining;
        let retrains = retired && !inputs.returns_to_prompting;
        let iteration = |place: usize| {
            let load = |group: &Group| group.load(simd, place);
            let none = load(change).splat(0.0);
            let changes = if changed { load(changes) } else { none };
            let mut retrainings = changes;
            if retrains {
                let retires = none.lt(load(retirements));
                retrainings = retires.select(changes + 1.0, changes);
            }
            [changes * load(change), retrainings * load(retraining)]
        };
        if month > inputs.months_before_service() && inputs.is_plain() {
            return self.cumulative.pay(simd, month, 0, iteration);
        }
        for place in 0..places::<S>() {
            let [cost, fine_tuning_cost] = iteration(place);
            self.costs.store(place, cost);
            self.fine_tuning_costs.store(place, fine_tuning_cost);
        }
        self.settle(simd, inputs, month);
        if retired && inputs.returns_to_prompting {
            self.end(simd, inputs);
        }
        self.pay(simd, month, 0);
    }

    /// Discounts the current costs. While prompting serves under fine-tuning too, before its start or after its end, its costs are those of
    /// prompting.
    #[inline(always)]
    fn settle<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        if inputs.discounts() {
            self.costs.multiply(simd, &self.present_value);
            self.fine_tuning_costs.multiply(simd, &self.present_value);
        }
        if month <= inputs.months_before_service() {
            self.fine_tuning_costs.copy(&self.costs);
        } else if inputs.returns_to_prompting {
            for place in 0..places::<S>() {
                let load = |group: &Group| group.load(simd, place);
                let ended = load(&self.ended).splat(0.0).lt(load(&self.ended));
                let costs = ended.select(load(&self.costs), load(&self.fine_tuning_costs));
                self.fine_tuning_costs.store(place, costs);
            }
        }
    }

    /// Ends fine-tuning in draws in which its base model retires: prompting takes over, and is set up now if it hasn't been before.
    #[inline(always)]
    fn end<S: Simd>(&mut self, simd: S, inputs: &ModelInputs) {
        for place in 0..places::<S>() {
            let load = |group: &Group| group.load(simd, place);
            let none = load(&self.ended).splat(0.0);
            let had_ended = none.lt(load(&self.ended));
            let ends = none.lt(load(&self.retirements.now)).and_not(had_ended);
            if inputs.months_before_service() == 0 {
                let setup = load(&self.prompting.setup) * load(&self.present_value);
                let costs = load(&self.fine_tuning_costs) + ends.select(setup, none);
                self.fine_tuning_costs.store(place, costs);
            }
            self.ended
                .store(place, ends.select(none.splat(1.0), load(&self.ended)));
        }
    }
}
