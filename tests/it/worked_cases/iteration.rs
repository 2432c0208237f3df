//! Changes of the requirements and retirements of the base model.

use breakeven::analysis::Analysis;
use breakeven::analysis::approach::Phase;
use breakeven::analysis::ledger::Ledger;
use breakeven::analysis::strategy::{Strategy, cost_path};
use breakeven::scenario::Scenario;

use crate::support::{analysed, assert_all_same, assert_same, scenario, with};

use super::{prompted_months, tuned_months};

// n(m) = ⌊5·m/12⌋ is 1 from month 3, 2 from month 5, 3 from month 8, 4 from month 10, 5 in month 12, the horizon, at which nothing is changed any more.
#[test]
fn changes_come_at_the_ends_of_the_months_in_which_their_count_rises() {
    let analysis = analysed(
        "(horizon_months: 12, hourly_rate: 100, workload: (changes_per_year: 5),
          prompting: (serving: (monthly_cost: 10), effort: (hours_per_change: 2)),
          fine_tuning: (effort: (hours_per_change: 3), training: (evaluation_cost: 40)))",
    );
    let at = |amount: f64| {
        let mut months = [0.0; 13];
        for month in [3, 5, 8, 10] {
            months[month] = amount;
        }
        months
    };
    assert_all_same(&prompted_months(&analysis, Phase::Iteration), &at(200.0));
    // A change retrains the tuned model: hours and a round.
    assert_all_same(&tuned_months(&analysis, Phase::Iteration), &at(340.0));
    // Booked at the end of the month: the other costs accrue evenly before.
    let path = &analysis.prompting.cost_path;
    assert_same(path.before[3], 30.0);
    assert_same(path.after[3], 230.0);
    assert_same(path.before[4], 240.0);
    assert_same(path.after[4], 240.0);
}

#[test]
fn more_changes_than_months_come_several_at_once() {
    let analysis = analysed(
        "(horizon_months: 4, hourly_rate: 1, workload: (changes_per_year: 30), prompting: (effort: (hours_per_change: 1)))",
    );
    // ⌊2.5⌋, ⌊5⌋, ⌊7.5⌋, and nothing at the horizon.
    assert_eq!(
        prompted_months(&analysis, Phase::Iteration),
        [0.0, 2.0, 3.0, 2.0, 0.0]
    );
}

/// A tuned model of which a retraining costs 100 + 0.5·60 + 2·10 = 150.
fn with_retirement(horizon: u32, rest: &str) -> Scenario {
    scenario(&format!(
        "(horizon_months: {horizon}, hourly_rate: 10,
          prompting: (serving: (monthly_cost: 1), effort: (setup_hours: 30, upkeep_hours_per_month: 0)),
          fine_tuning: (
              serving: (monthly_cost: 2),
              effort: (hours_per_change: 2),
              data: (fixed_cost: 60), training: (evaluation_cost: 100), refresh_share: 0.5, {rest}))"
    ))
}

fn retrained_in(scenario: &Scenario) -> Vec<usize> {
    let path = Analysis::new(scenario).fine_tuning.cost_path;
    for (month, costs) in path.by_month.iter().enumerate() {
        let expected = if path.retrained.contains(&month) {
            150.0
        } else {
            0.0
        };
        assert_same(costs[Phase::Iteration], expected);
    }
    path.retrained
}

#[test]
fn a_retired_base_model_means_retraining_except_at_the_horizon() {
    let life = |life: &str| format!("base_model_life_months: {life}");
    assert_eq!(retrained_in(&with_retirement(12, &life("5"))), [5, 10]);
    assert_eq!(retrained_in(&with_retirement(10, &life("5"))), [5]);
    // ⌊m/2.5⌋ rises in months 3, 5, 8 and 10.
    assert_eq!(
        retrained_in(&with_retirement(11, &life("2.5"))),
        [3, 5, 8, 10]
    );
    assert_eq!(retrained_in(&with_retirement(4, &life("1"))), [1, 2, 3]);
    assert_eq!(
        retrained_in(&with_retirement(12, &life("None"))),
        [] as [usize; 0]
    );
    // Its life begins when it serves.
    let late = "base_model_life_months: 5, lead_time_months: 1";
    assert_eq!(retrained_in(&with_retirement(12, late)), [6, 11]);
}

// In floating point 9.12 · 25 / 12 is a last bit short of 19, and 33 / 2.2 of 15.
#[test]
fn a_last_bit_that_is_missing_delays_no_change_and_no_retirement() {
    let analysis = analysed(
        "(horizon_months: 26, hourly_rate: 1, workload: (changes_per_year: 9.12), prompting: (effort: (hours_per_change: 1)))",
    );
    // 18 until month 24, 19 in month 25, and ⌊19.76⌋ in month 26.
    assert_all_same(
        &prompted_months(&analysis, Phase::Iteration)[25..],
        &[1.0, 0.0],
    );
    let retrained = retrained_in(&with_retirement(36, "base_model_life_months: 2.2"));
    assert!(
        retrained.contains(&33) && !retrained.contains(&34),
        "{retrained:?}"
    );
}

// A change and a retirement in the same month are two retrainings.
#[test]
fn retirements_and_changes_add_up() {
    let scenario = with(
        &with_retirement(7, "base_model_life_months: 3"),
        &[("workload.changes_per_year", "2")],
    );
    assert_all_same(
        &tuned_months(&Analysis::new(&scenario), Phase::Iteration),
        &[0.0, 0.0, 0.0, 150.0, 0.0, 0.0, 300.0, 0.0],
    );
}

#[test]
fn on_return_to_prompting_its_setup_is_paid_at_the_retirement() {
    let scenario = with_retirement(
        6,
        "base_model_life_months: 3, at_retirement: ReturnToPrompting",
    );
    let analysis = Analysis::new(&scenario);
    let path = &analysis.fine_tuning.cost_path;
    assert_eq!(path.returned, Some(3));
    // Tuned at 2 a month for three months, then prompting at 1; its setup of 30 hours at the end of month 3.
    assert_all_same(
        &tuned_months(&analysis, Phase::Hosting),
        &[0.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0],
    );
    assert_all_same(
        &tuned_months(&analysis, Phase::People),
        &[0.0, 0.0, 0.0, 300.0, 0.0, 0.0, 0.0],
    );
    assert_same(path.before[3], 160.0 + 6.0);
    assert_same(path.after[3], 160.0 + 6.0 + 300.0);
    assert_same(path.by_phase[Phase::Iteration], 0.0);
}

#[test]
fn on_return_to_prompting_a_setup_that_was_paid_is_not_paid_again() {
    let scenario = with_retirement(
        6,
        "base_model_life_months: 3, at_retirement: ReturnToPrompting, lead_time_months: 1",
    );
    let analysis = Analysis::new(&scenario);
    assert_eq!(analysis.fine_tuning.cost_path.returned, Some(4));
    assert_all_same(
        &tuned_months(&analysis, Phase::Hosting),
        &[0.0, 1.0, 2.0, 2.0, 2.0, 1.0, 1.0],
    );
    assert_all_same(
        &tuned_months(&analysis, Phase::People),
        &[300.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    );
}

#[test]
fn a_retirement_at_the_horizon_ends_nothing() {
    let scenario = with_retirement(
        3,
        "base_model_life_months: 3, at_retirement: ReturnToPrompting",
    );
    let path = Analysis::new(&scenario).fine_tuning.cost_path;
    assert_eq!(path.returned, None);
    assert_same(path.total(), 160.0 + 6.0);
}

// Who served the month pays for its changes: fine-tuning in month 3, in which it ends and nothing is retrained, prompting in month 6.
#[test]
fn the_approach_that_served_the_month_pays_for_its_change() {
    let scenario = with(
        &with_retirement(
            7,
            "base_model_life_months: 3, at_retirement: ReturnToPrompting",
        ),
        &[
            ("workload.changes_per_year", "4"),
            ("prompting.effort.hours_per_change", "7"),
        ],
    );
    assert_all_same(
        &tuned_months(&Analysis::new(&scenario), Phase::Iteration),
        &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 70.0, 0.0],
    );
}

// A base model that retires in month 6, decided on at different times: what was trained before is lost then, in service or not.
#[test]
fn a_date_of_retirement_stays_whenever_one_decides() {
    let scenario = with_retirement(12, "base_model_retires_month: 6, lead_time_months: 2");
    let ledger = Ledger::new(&scenario);
    let retrained = |k| cost_path(&ledger, Strategy::SwitchAt(k)).retrained;
    assert_eq!(retrained(0), [6]);
    // Trained at the end of month 5, in service from month 8 on, and lost at the end of month 6.
    assert_eq!(retrained(5), [6]);
    // Decided on after the retirement: another base model.
    assert_eq!(retrained(6), [] as [usize; 0]);
    // With a life of the models after it: at the ends of months 6, 8, 10, and not of 12, the horizon.
    let each = "base_model_retires_month: 6, base_model_life_months: 2";
    assert_eq!(retrained_in(&with_retirement(12, each)), [6, 8, 10]);
    // Returning to prompting before it serves, it never serves; the upfront cost of 160 is paid all the same.
    let never =
        "base_model_retires_month: 1, lead_time_months: 2, at_retirement: ReturnToPrompting";
    let path = Analysis::new(&with_retirement(4, never))
        .fine_tuning
        .cost_path;
    assert_same(path.total(), 160.0 + 300.0 + 4.0);
}

// ⌊4·(m−G)/12⌋ from month G = 2 on: months 5, 8 and 11 of 12.
#[test]
fn scheduled_retrainings_count_from_when_it_serves() {
    let scheduled = "retrainings_per_year: 4, lead_time_months: 2";
    assert_eq!(retrained_in(&with_retirement(12, scheduled)), [5, 8, 11]);
}

// The prompted model retires in month 3 and its successors every 4 months: 3, 7, 11. Each costs 7 hours at 10.
#[test]
fn the_next_prompted_model_costs_what_a_change_does() {
    let scenario = with(
        &with_retirement(12, "lead_time_months: 12"),
        &[
            ("prompting.model_retires_month", "3"),
            ("prompting.model_life_months", "4"),
            ("prompting.effort.hours_per_change", "7"),
        ],
    );
    let months = prompted_months(&Analysis::new(&scenario), Phase::Iteration);
    let paid: Vec<usize> = (0..=12).filter(|month| months[*month] > 0.0).collect();
    assert_eq!(paid, [3, 7, 11]);
    assert_same(months[3], 70.0);
}
