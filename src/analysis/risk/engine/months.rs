//! A group of draws on its way through the months (MODEL.md §2–4).

use pulp::Simd;

use crate::analysis::risk::lanes::Each;
use crate::analysis::risk::model_inputs::Plan;

use super::approach::Approach;
use super::cumulative::Course;
use super::events::Counted;
use super::group::{Draws, Group, places};

/// What the draws cost, and where they are. Each step is taken for all draws before the next, with what the plan leaves out left out.
#[derive(Default)]
pub struct Months {
    prompting: Approach,
    tuned: Approach,
    /// What one retraining costs, hours included.
    retraining: Group,
    fallback_share: Group,
    growth: Group,
    /// The present value of 1 a month from now, and of 1 now.
    discount: Group,
    value: Group,
    volume: Group,
    queries: Group,
    changes: Counted,
    retirements: Counted,
    /// 1 where fine-tuning has ended.
    over: Group,
    /// What prompting and fine-tuning cost in the month, or at its end.
    costs: Group,
    tuned_costs: Group,
    /// What they cost so far.
    pub course: Course,
}

impl Months {
    /// With room for the months of a plan.
    pub fn new(plan: &Plan) -> Self {
        Self {
            course: Course::new(plan.months),
            ..Self::default()
        }
    }

    /// Puts a group at the start, from the draw `first` of the columns on.
    #[inline(always)]
    pub fn start<S: Simd>(&mut self, simd: S, plan: &Plan, columns: &[Each], first: usize) {
        for place in 0..places::<S>() {
            let draws = Draws {
                simd,
                columns,
                place: first / S::F64_LANES + place,
            };
            self.prompting.put(place, &draws, plan, &plan.prompting);
            self.tuned.put(place, &draws, plan, &plan.fine_tuning);
            self.put(place, &draws, plan);
        }
    }

    #[inline(always)]
    fn put<S: Simd>(&mut self, place: usize, draws: &Draws<'_, S>, plan: &Plan) {
        let examples = draws.at(plan.examples);
        let collection =
            examples * draws.at(plan.cost_per_example) + draws.at(plan.data_fixed_cost);
        let tokens = examples * draws.at(plan.tokens_per_example) * draws.at(plan.epochs);
        let fee = (tokens * draws.at(plan.training_price) * 1e-6).max(draws.at(plan.minimum_fee));
        let round = draws.at(plan.runs) * (fee + draws.at(plan.run_fixed_cost))
            + draws.at(plan.evaluation_cost);
        let change = self.tuned.change.at(draws.simd, place);
        let retraining = round + draws.at(plan.refresh_share) * collection + change;
        self.retraining.put(place, retraining);
        self.fallback_share
            .put(place, draws.at(plan.fallback_share));
        self.growth
            .put(place, draws.at(plan.growth_per_month) + 1.0);
        self.value.put(place, draws.same(1.0));
        if plan.discounts() {
            let discount = draws.same(1.0) / draws.monthly(plan.discount_rate);
            self.discount.put(place, discount);
        }
        self.volume.put(place, draws.at(plan.queries_per_month));
        self.queries.put(place, draws.same(0.0));
        self.changes.put(place, draws, &plan.changes);
        self.retirements.put(place, draws, &plan.retirements);
        self.over.put(place, draws.same(0.0));

        let setup = self.prompting.setup.at(draws.simd, place);
        let mut upfront = collection + round + self.tuned.setup.at(draws.simd, place);
        if plan.before() > 0 {
            upfront = upfront + setup;
        }
        self.course.put(place, setup, upfront);
    }

    /// Takes the next month, counted from 1.
    #[inline(always)]
    pub fn go_on<S: Simd>(&mut self, simd: S, plan: &Plan, month: usize) {
        self.pass(simd, plan, month);
        self.run(simd, plan, month);
        let changed = self.changes.count(simd, &plan.changes, month, month);
        let counted = month > plan.before() && month < plan.months;
        let retired = counted && {
            let nth = month - plan.before();
            self.retirements.count(simd, &plan.retirements, month, nth)
        };
        if changed || retired {
            self.iterate(simd, plan, month, [changed, retired]);
        }
    }

    /// Volume, prices and the value of money go on to this month.
    #[inline(always)]
    fn pass<S: Simd>(&mut self, simd: S, plan: &Plan, month: usize) {
        let given = plan.monthly_queries.get(month - 1);
        let until = self.course.queries(month);
        for place in 0..places::<S>() {
            let mut volume = self.volume.at(simd, place);
            if let Some(&given) = given {
                volume = volume.all(given);
            } else if month > 1 {
                volume = volume * self.growth.at(simd, place);
            }
            let queries = self.queries.at(simd, place) + volume;
            self.volume.put(place, volume);
            self.queries.put(place, queries);
            until.put(place, queries);
        }
        if month > 1 {
            self.prompting.drift(simd, &plan.prompting);
            self.tuned.drift(simd, &plan.fine_tuning);
        }
        if plan.discounts() {
            self.value.multiply(simd, &self.discount);
        }
    }

    /// What arises over the month.
    #[inline(always)]
    fn run<S: Simd>(&mut self, simd: S, plan: &Plan, month: usize) {
        let (volume, serves) = (&self.volume, month > plan.before());
        // What most scenarios come to is worked out in one go.
        if serves && plan.is_plain() {
            let (prompting, tuned) = (&self.prompting, &self.tuned);
            return self.course.pay(simd, month, 1, |place| {
                [
                    prompting.cost(simd, &plan.prompting, volume, place),
                    tuned.cost(simd, &plan.fine_tuning, volume, place),
                ]
            });
        }
        self.prompting
            .running(simd, &plan.prompting, volume, &mut self.costs);
        if serves {
            self.tuned
                .running(simd, &plan.fine_tuning, volume, &mut self.tuned_costs);
            if plan.falls_back() {
                self.fall_back(simd, plan);
            }
        }
        self.settle(simd, plan, month);
        self.pay(simd, month, 1);
    }

    /// Pays the costs as they are.
    #[inline(always)]
    fn pay<S: Simd>(&mut self, simd: S, month: usize, length: usize) {
        let (costs, tuned_costs) = (&self.costs, &self.tuned_costs);
        self.course.pay(simd, month, length, |place| {
            [costs.at(simd, place), tuned_costs.at(simd, place)]
        });
    }

    /// Adds to the costs of fine-tuning those of the queries that prompting answers again.
    #[inline(always)]
    fn fall_back<S: Simd>(&mut self, simd: S, plan: &Plan) {
        for place in 0..places::<S>() {
            let at = |group: &Group| group.at(simd, place);
            let queries = at(&self.volume) * at(&self.fallback_share);
            let price = self
                .prompting
                .price_at(simd, &plan.prompting, &self.volume, place);
            let costs = queries.times_plus(price, at(&self.tuned_costs));
            self.tuned_costs.put(place, costs);
        }
    }

    /// What is paid at once at the end of the month, as far as anything changed or retired.
    #[inline(always)]
    fn iterate<S: Simd>(
        &mut self,
        simd: S,
        plan: &Plan,
        month: usize,
        [changed, retired]: [bool; 2],
    ) {
        let (changes, retirements) = (&self.changes.now, &self.retirements.now);
        let (change, retraining) = (&self.prompting.change, &self.retraining);
        let retrains = retired && !plan.ends;
        let iteration = |place: usize| {
            let at = |group: &Group| group.at(simd, place);
            let none = at(change).all(0.0);
            let changes = if changed { at(changes) } else { none };
            let mut retrainings = changes;
            if retrains {
                let retires = none.below(at(retirements));
                retrainings = retires.choose(changes + 1.0, changes);
            }
            [changes * at(change), retrainings * at(retraining)]
        };
        if month > plan.before() && plan.is_plain() {
            return self.course.pay(simd, month, 0, iteration);
        }
        for place in 0..places::<S>() {
            let [cost, tuned_cost] = iteration(place);
            self.costs.put(place, cost);
            self.tuned_costs.put(place, tuned_cost);
        }
        self.settle(simd, plan, month);
        if retired && plan.ends {
            self.end(simd, plan);
        }
        self.pay(simd, month, 0);
    }

    /// Makes costs present values, and those of fine-tuning those of prompting where it doesn't serve.
    #[inline(always)]
    fn settle<S: Simd>(&mut self, simd: S, plan: &Plan, month: usize) {
        if plan.discounts() {
            self.costs.multiply(simd, &self.value);
            self.tuned_costs.multiply(simd, &self.value);
        }
        if month <= plan.before() {
            self.tuned_costs.copy(&self.costs);
        } else if plan.ends {
            for place in 0..places::<S>() {
                let at = |group: &Group| group.at(simd, place);
                let over = at(&self.over).all(0.0).below(at(&self.over));
                let costs = over.choose(at(&self.costs), at(&self.tuned_costs));
                self.tuned_costs.put(place, costs);
            }
        }
    }

    /// Fine-tuning ends where a base model retires: prompting takes over, and is set up now if it wasn't.
    #[inline(always)]
    fn end<S: Simd>(&mut self, simd: S, plan: &Plan) {
        for place in 0..places::<S>() {
            let at = |group: &Group| group.at(simd, place);
            let none = at(&self.over).all(0.0);
            let was_over = none.below(at(&self.over));
            let ends = none.below(at(&self.retirements.now)).but_not(was_over);
            if plan.before() == 0 {
                let setup = at(&self.prompting.setup) * at(&self.value);
                let costs = at(&self.tuned_costs) + ends.choose(setup, none);
                self.tuned_costs.put(place, costs);
            }
            self.over
                .put(place, ends.choose(none.all(1.0), at(&self.over)));
        }
    }
}
