//! A table of bills in the dialog about the user's own material.

use crate::analysis::actuals::planned_costs;
use crate::evidence::bills::{self, BillEntry, BillProblem, BillsRead, CountedBills};
use crate::evidence::remarks::Remark;
use crate::scenario::Scenario;
use crate::scenario::actuals::{ActualBill, Actuals, BilledApproach};
use crate::scenario::inputs::InputError;
use crate::scenario::quantity::count_with_noun;
use crate::scenario::words::capitalized;

use super::reading::Reading;

/// A table of bills: what it says, or why it can't be used.
#[derive(Debug)]
pub struct BillsMaterial {
    /// How far it is read.
    pub reading: Reading<BillsFound>,
}

/// What a table of bills says.
#[derive(Debug)]
pub struct BillsFound {
    read: BillsRead,
    counted: CountedBills,
    /// The months, as they are filled in.
    pub months: Vec<BillMonth>,
    /// Which approach they are for, where the table names none.
    approach: Option<BilledApproach>,
}

/// What is filled in for a month.
#[derive(Debug, Clone, PartialEq)]
pub struct BillMonth {
    /// The bill.
    pub bill: ActualBill,
    /// Which approach it is for.
    pub approach: BilledApproach,
    /// What the plan has for this month; `None` if it has no prices, or the month is after the horizon.
    pub planned_cost: Option<f64>,
    /// The bill of the same month that stands in the scenario.
    pub replaced: Option<ActualBill>,
}

impl BillMonth {
    /// What was billed above the plan.
    pub fn difference(&self) -> Option<f64> {
        Some(self.bill.cost?.get() - self.planned_cost?)
    }
}

/// The months of these bills, as they are in the scenario once they are filled in.
fn months(newer: &Actuals, scenario: &Scenario) -> Vec<BillMonth> {
    let mut filled = scenario.clone();
    filled.actuals = scenario.actuals.with(newer);
    let planned = planned_costs(&filled);
    let planned = |number: usize| {
        let found = planned.iter().find(|(month, _)| *month == number);
        found.map(|(_, cost)| *cost).filter(|cost| *cost > 0.0)
    };
    let is_new = |bill: &ActualBill| newer.iter().any(|new| new.month == bill.month);
    let bills = filled.actuals.with_approaches();
    bills
        .filter(|(bill, _)| is_new(bill))
        .map(|(bill, approach)| BillMonth {
            bill: *bill,
            approach,
            planned_cost: planned(bill.number()),
            replaced: scenario
                .actuals
                .iter()
                .find(|old| old.month == bill.month)
                .copied(),
        })
        .collect()
}

/// Problems, a line each.
pub fn in_words(problems: &[BillProblem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| match problem.line {
            0 => capitalized(&problem.text),
            _ => problem.to_string(),
        })
        .collect();
    lines.join("\n")
}

impl BillsFound {
    /// What bills say of this scenario's months. Where they name no approach, they are for that of the scenario's last bill.
    pub fn new(read: BillsRead, scenario: &Scenario) -> Result<Self, String> {
        let entries = &read.entries;
        let names_none = entries.iter().all(|entry| entry.approach.is_none());
        let last = scenario.actuals.with_approaches().last();
        let usual = last.map_or(BilledApproach::Prompting, |(_, approach)| approach);
        let approach = names_none.then_some(usual);
        let counted = counted(entries, scenario, approach)?;
        if counted.actuals.is_empty() {
            let start = scenario.start.short();
            return Err(format!(
                "All its months are before the scenario’s first, {start}. Change the start month, or read a later table"
            ));
        }
        Ok(Self {
            read,
            months: months(&counted.actuals, scenario),
            counted,
            approach,
        })
    }

    /// Which approach they are for, if that is to be chosen: `None` where the table names it.
    pub fn approach(&self) -> Option<BilledApproach> {
        self.approach
    }

    /// Chooses the approach that they are for, if the table names none.
    pub fn choose(&mut self, approach: BilledApproach, scenario: &Scenario) {
        if self.approach.is_some()
            && let Ok(counted) = counted(&self.read.entries, scenario, Some(approach))
        {
            self.approach = Some(approach);
            self.months = months(&counted.actuals, scenario);
            self.counted = counted;
        }
    }

    /// What was left out, a sentence each.
    pub fn left_out(&self, scenario: &Scenario) -> Vec<String> {
        let before = self.counted.before_the_start;
        let months = count_with_noun(before as f64, "month");
        let start = scenario.start.short();
        let months = (before > 0).then(|| format!("Left out: {months} before {start}"));
        let models = self.read.left_out_in_words();
        months.into_iter().chain(models).collect()
    }

    /// Fills them in beside the bills of other months.
    pub fn fill(&self, scenario: &mut Scenario, name: &str) -> Result<Vec<Remark>, InputError> {
        self.counted.fill(scenario, name)?;
        Ok(Vec::new())
    }
}

/// Bills by the months of the scenario. Prompting isn't stated where it goes without saying.
fn counted(
    entries: &[BillEntry],
    scenario: &Scenario,
    approach: Option<BilledApproach>,
) -> Result<CountedBills, String> {
    let is_prompting = |approach| approach == BilledApproach::Prompting;
    let mut before = scenario.actuals.with_approaches();
    let is_usual = before.all(|(_, approach)| is_prompting(approach));
    let stated = approach.filter(|approach| !(is_usual && is_prompting(*approach)));
    bills::actuals(entries, scenario, stated).map_err(|problems| in_words(&problems))
}
