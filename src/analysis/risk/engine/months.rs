//! A group of draws on its way through the months (docs/formulas.md §2–4).

use pulp::Simd;

use crate::analysis::risk::lanes::{BlockArray, Lanes, Mask};
use crate::analysis::risk::model_inputs::ModelInputs;

use super::approach::ApproachLanes;
use super::block::BlockOutcomes;
use super::cumulative::CumulativeCosts;
use super::events::EventCounter;
use super::group::{GROUP, Group, RegisterInputs, places};

/// The state of a group of draws in the current month. Each step is taken for all registers before the next one, and skipped if the
/// scenario doesn't need it.
#[derive(Default)]
pub struct Months {
    prompting: ApproachLanes,
    fine_tuning: ApproachLanes,
    /// What is paid once fine-tuning is decided on.
    upfront: Group,
    /// What one retraining costs, hours included.
    retraining: Group,
    /// a, the share of queries that the fine-tuned model takes over.
    coverage: Group,
    /// The share of queries that prompting answers while fine-tuning serves.
    prompted_share: Group,
    growth: Group,
    /// The present value of 1 paid a month later.
    discount: Group,
    /// The present value of 1 paid in the current month.
    present_value: Group,
    volume: Group,
    /// The queries of the month that the fine-tuned model answers, if it doesn't answer all.
    tuned_volume: Group,
    /// The queries of the month that prompting answers beside it.
    prompted_volume: Group,
    queries: Group,
    changes: EventCounter,
    scheduled_retrainings: EventCounter,
    prompted_retirements: EventCounter,
    retirements: EventCounter,
    /// 1 if fine-tuning has ended and prompting serves again, else 0.
    ended: Group,
    /// What prompting costs in the month, or at its end.
    costs: Group,
    /// What fine-tuning costs in the month, or at its end.
    fine_tuning_costs: Group,
}

/// What happens at the end of a month, in any draw.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four kinds of events, each of which may come in any month"
)]
struct Events {
    /// The wanted behaviour changes.
    changed: bool,
    /// The prompted model is replaced.
    replaced: bool,
    /// A retraining is due on schedule.
    scheduled: bool,
    /// A base model is shut down.
    retired: bool,
}

impl Events {
    fn any(&self) -> bool {
        self.changed || self.replaced || self.scheduled || self.retired
    }
}

impl Months {
    /// Starts a group at t = 0, with the draws from `first` on in the columns.
    #[inline(always)]
    pub fn start<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        columns: &[BlockArray],
        first: usize,
        cumulative: &mut CumulativeCosts,
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
            self.start_register(place, &draws, inputs, cumulative);
        }
    }

    /// Starts one register of draws: what is paid at t = 0, and what months start from.
    #[inline(always)]
    fn start_register<S: Simd>(
        &mut self,
        place: usize,
        draws: &RegisterInputs<'_, S>,
        inputs: &ModelInputs,
        cumulative: &mut CumulativeCosts,
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
        let coverage = draws.at(inputs.coverage);
        let stays = draws.splat(1.0) - coverage;
        self.coverage.store(place, coverage);
        self.prompted_share
            .store(place, stays + coverage * draws.at(inputs.fallback_share));
        self.growth
            .store(place, draws.at(inputs.growth_per_month) + 1.0);
        self.present_value.store(place, draws.splat(1.0));
        if let Some(rate) = inputs.discount_rate {
            let discount = draws.splat(1.0) / draws.monthly(rate);
            self.discount.store(place, discount);
        }
        self.volume.store(place, draws.at(inputs.queries_per_month));
        self.queries.store(place, draws.splat(0.0));
        self.changes.start(place, draws, &inputs.changes);
        self.scheduled_retrainings
            .start(place, draws, &inputs.scheduled_retrainings);
        self.prompted_retirements
            .start(place, draws, &inputs.prompted_retirements);
        self.retirements.start(place, draws, &inputs.retirements);
        self.ended.store(place, draws.splat(0.0));

        let setup = self.prompting.setup.load(draws.simd, place);
        let mut upfront = collection + round + self.fine_tuning.setup.load(draws.simd, place);
        self.upfront.store(place, upfront);
        if inputs.months_before_service() > 0 {
            upfront = upfront + setup;
        } else {
            let kept = coverage.lt(draws.splat(1.0));
            upfront = upfront + kept.select(setup, draws.splat(0.0));
        }
        cumulative.start(place, setup, upfront);
    }

    /// Writes L, the upfront cost of the group, to a block, for the draws from `first` on.
    #[inline(always)]
    pub fn finish(&self, first: usize, block: &mut BlockOutcomes) {
        block.upfront[first..first + GROUP].copy_from_slice(&self.upfront.0);
    }

    /// Advances by one month, to `month`, counted from 1.
    #[inline(always)]
    pub fn advance<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        month: usize,
        cumulative: &mut CumulativeCosts,
    ) {
        self.begin_month(simd, inputs, month, cumulative.queries(month));
        self.accrue(simd, inputs, month, cumulative);
        // At the horizon nothing is changed or replaced any more.
        if month < inputs.months {
            let events = self.count_events(simd, inputs, month);
            if events.any() {
                self.pay_for_events(simd, inputs, month, &events, cumulative);
            }
        }
    }

    /// Counts what happens at the end of the month.
    #[inline(always)]
    fn count_events<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) -> Events {
        let in_service = month.saturating_sub(inputs.months_before_service());
        let serves = in_service > 0;
        let since = if inputs.retires_on_a_date {
            month
        } else {
            in_service
        };
        Events {
            changed: self.changes.count(simd, &inputs.changes, month, month),
            replaced: self.prompted_retirements.count(
                simd,
                &inputs.prompted_retirements,
                month,
                month,
            ),
            scheduled: serves
                && self.scheduled_retrainings.count(
                    simd,
                    &inputs.scheduled_retrainings,
                    month,
                    in_service,
                ),
            retired: since > 0
                && self
                    .retirements
                    .count(simd, &inputs.retirements, month, since),
        }
    }

    /// Moves volume, prices and the present value of money on to this month, and stores the queries answered by its end in `until`.
    #[inline(always)]
    fn begin_month<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        month: usize,
        until: &mut Group,
    ) {
        let given = inputs.monthly_queries.get(month - 1);
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
        self.prompting.drift(simd, &inputs.prompting, month);
        self.fine_tuning.drift(simd, &inputs.fine_tuning, month);
        if inputs.discounts() {
            self.present_value.multiply(simd, &self.discount);
        }
    }

    /// Pays what both approaches cost over the month.
    #[inline(always)]
    fn accrue<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        month: usize,
        cumulative: &mut CumulativeCosts,
    ) {
        let volume = &self.volume;
        let serves = month > inputs.months_before_service();
        // Most scenarios need nothing but this.
        if serves && inputs.is_plain() {
            return cumulative.pay(simd, month, 1, |place| {
                [
                    self.prompting.cost(simd, &inputs.prompting, volume, place),
                    self.fine_tuning
                        .cost(simd, &inputs.fine_tuning, volume, place),
                ]
            });
        }
        self.prompting
            .running(simd, &inputs.prompting, volume, &mut self.costs);
        if !serves {
            self.fine_tuning_costs.copy(&self.costs);
        } else if inputs.shares {
            self.share(simd, inputs);
        } else {
            self.fine_tuning.running(
                simd,
                &inputs.fine_tuning,
                volume,
                &mut self.fine_tuning_costs,
            );
        }
        self.settle(simd, inputs, month);
        cumulative.pay(simd, month, 1, |place| self.current_costs(simd, place));
    }

    /// What prompting and fine-tuning cost in the month, or at its end, for one register.
    #[inline(always)]
    fn current_costs<S: Simd>(&self, simd: S, place: usize) -> [Lanes<S>; 2] {
        [
            self.costs.load(simd, place),
            self.fine_tuning_costs.load(simd, place),
        ]
    }

    /// What fine-tuning costs in a month in which prompting answers some of the queries.
    #[inline(always)]
    fn share<S: Simd>(&mut self, simd: S, inputs: &ModelInputs) {
        for place in 0..places::<S>() {
            let load = |group: &Group| group.load(simd, place);
            let volume = load(&self.volume);
            let tuned = volume * load(&self.coverage);
            let prompted = volume * load(&self.prompted_share);
            self.tuned_volume.store(place, tuned);
            self.prompted_volume.store(place, prompted);
        }
        self.fine_tuning.running(
            simd,
            &inputs.fine_tuning,
            &self.tuned_volume,
            &mut self.fine_tuning_costs,
        );
        for place in 0..places::<S>() {
            let load = |group: &Group| group.load(simd, place);
            let stays = load(&self.coverage).splat(1.0) - load(&self.coverage);
            let beside = self.prompting.beside(
                simd,
                &inputs.prompting,
                &self.prompted_volume,
                load(&self.volume) * stays,
                self.keeps_prompting(simd, place),
                place,
            );
            let costs = load(&self.fine_tuning_costs) + beside;
            self.fine_tuning_costs.store(place, costs);
        }
    }

    /// The draws in which prompting serves beside fine-tuning.
    #[inline(always)]
    fn keeps_prompting<S: Simd>(&self, simd: S, place: usize) -> Mask<S> {
        let coverage = self.coverage.load(simd, place);
        coverage.lt(coverage.splat(1.0))
    }

    /// Pays for changes of the wanted behaviour, retrainings and retirements at the end of the month.
    #[inline(always)]
    fn pay_for_events<S: Simd>(
        &mut self,
        simd: S,
        inputs: &ModelInputs,
        month: usize,
        events: &Events,
        cumulative: &mut CumulativeCosts,
    ) {
        let serves = month > inputs.months_before_service();
        if inputs.is_plain() {
            return cumulative.pay(simd, month, 0, |place| {
                self.iteration(simd, inputs, serves, events, place)
            });
        }
        for place in 0..places::<S>() {
            let [cost, fine_tuning_cost] = self.iteration(simd, inputs, serves, events, place);
            self.costs.store(place, cost);
            self.fine_tuning_costs.store(place, fine_tuning_cost);
        }
        self.settle(simd, inputs, month);
        if events.retired && inputs.returns_to_prompting {
            self.end(simd, inputs);
        }
        cumulative.pay(simd, month, 0, |place| self.current_costs(simd, place));
    }

    /// What prompting and fine-tuning cost at the end of a month with these events, for one register.
    #[inline(always)]
    fn iteration<S: Simd>(
        &self,
        simd: S,
        inputs: &ModelInputs,
        serves: bool,
        events: &Events,
        place: usize,
    ) -> [Lanes<S>; 2] {
        let load = |group: &Group| group.load(simd, place);
        let none = load(&self.retraining).splat(0.0);
        let retired = |counter: &EventCounter| none.lt(load(&counter.now));
        let once = |counter: &EventCounter| retired(counter).select(none.splat(1.0), none);
        let changes = if events.changed {
            load(&self.changes.now)
        } else {
            none
        };
        let mut prompted = changes;
        if events.replaced {
            prompted = prompted + once(&self.prompted_retirements);
        }
        let prompted = prompted * load(&self.prompting.change);
        let mut retrainings = if serves { changes } else { none };
        if events.scheduled {
            retrainings = retrainings + load(&self.scheduled_retrainings.now);
        }
        if events.retired {
            retrainings = if inputs.returns_to_prompting {
                // Nothing is retrained when that ends fine-tuning.
                retired(&self.retirements).select(none, retrainings)
            } else {
                retrainings + once(&self.retirements)
            };
        }
        let mut fine_tuning = retrainings * load(&self.retraining);
        if !serves {
            fine_tuning = fine_tuning + prompted;
        } else if inputs.shares {
            let kept = self.keeps_prompting(simd, place);
            fine_tuning = fine_tuning + kept.select(prompted, none);
        }
        [prompted, fine_tuning]
    }

    /// Discounts the current costs. Where fine-tuning has ended, its costs are those of prompting.
    #[inline(always)]
    fn settle<S: Simd>(&mut self, simd: S, inputs: &ModelInputs, month: usize) {
        if inputs.discounts() {
            self.costs.multiply(simd, &self.present_value);
            self.fine_tuning_costs.multiply(simd, &self.present_value);
        }
        if inputs.returns_to_prompting && month > inputs.months_before_service() {
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
                let begins = ends.and_not(self.keeps_prompting(simd, place));
                let costs = load(&self.fine_tuning_costs) + begins.select(setup, none);
                self.fine_tuning_costs.store(place, costs);
            }
            self.ended
                .store(place, ends.select(none.splat(1.0), load(&self.ended)));
        }
    }
}
