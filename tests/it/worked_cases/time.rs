//! Lead time, present values, and volumes month by month.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::Phase;
use breakeven::analysis::ledger::Ledger;
use breakeven::analysis::strategy::{self, Strategy};

use crate::support::{analysed, assert_all_same, assert_same, scenario};

use super::prompted_months;

#[test]
fn until_the_tuned_model_is_ready_prompting_serves_and_costs() {
    let text = |lead_time| {
        format!(
            "(horizon_months: 4, hourly_rate: 1,
              prompting: (serving: (monthly_cost: 10), effort: (setup_hours: 5)),
              fine_tuning: (serving: (monthly_cost: 3), data: (fixed_cost: 100), lead_time_months: {lead_time}))"
        )
    };
    let analysis = analysed(&text(2));
    assert_all_same(
        &analysis.fine_tuning.cost_path.after,
        &[105.0, 115.0, 125.0, 128.0, 131.0],
    );
    // Ready only after the horizon: prompting throughout, and fine-tuning is paid for nothing.
    for late in [4, 24] {
        let analysis = analysed(&text(late));
        assert_same(analysis.saving(), -100.0);
        assert!(analysis.best_switch.is_none());
    }
}

// At 21 % a year a month-6 amount counts 1/1.1 and a month-12 amount 1/1.21; what is paid at the start counts in full.
#[test]
fn later_amounts_count_less() {
    let scenario = scenario(
        "(horizon_months: 12, discount_rate: 0.21,
          prompting: (serving: (monthly_cost: 110)), fine_tuning: (data: (fixed_cost: 121)))",
    );
    let analysis = Analysis::new(&scenario);
    let monthly = prompted_months(&analysis, Phase::Hosting);
    assert_same(monthly[6], 100.0);
    assert_same(monthly[12], 110.0 / 1.21);
    assert_same(analysis.fine_tuning.cost_path.total(), 121.0);
    let ledger = Ledger::new(&scenario);
    let switched = strategy::cost_path(&ledger, Strategy::SwitchAt(6));
    assert_same(switched.by_month[6][Phase::DataCollection], 110.0);
}

#[test]
fn stated_volumes_replace_the_first_months_and_growth_goes_on_from_the_last() {
    let analysis = analysed(
        "(horizon_months: 4, workload: (queries_per_month: 7, growth_per_month: 0.5, monthly_queries: [100, 200]))",
    );
    assert_all_same(&analysis.volume, &[100.0, 200.0, 300.0, 450.0]);
    assert_all_same(&analysis.queries, &[0.0, 100.0, 300.0, 600.0, 1050.0]);
    let analysis =
        analysed("(horizon_months: 3, workload: (queries_per_month: 100, growth_per_month: -0.5))");
    assert_all_same(&analysis.volume, &[100.0, 50.0, 25.0]);
    let analysis = analysed("(horizon_months: 1, workload: (monthly_queries: [3, 4]))");
    assert_all_same(&analysis.volume, &[3.0]);
}
