//! The ledger's columns, group by group: each with its formula and its values. Which model is live and when it is replaced is in
//! [`super::service`]; cumulative costs, and who is ahead, are in [`super::cost_columns`].

use rust_xlsxwriter::ExcelDateTime;

use crate::analysis::approach::{Approach, Phase};
use crate::analysis::ledger::ByPhase;
use crate::analysis::price::QueryPrice;
use crate::scenario::{Month, Serving};

use super::super::checks::FAULTS;
use super::super::price_steps;
use super::columns::{
    A_MONTH_OF_FINE_TUNING, A_MONTH_OF_PROMPTING, BESIDE, Columns, FOR_THE_CHART,
};

/// In what the columns of both approaches' monthly costs differ.
struct ServingColumns {
    group: &'static str,
    /// How the names of the approach's workings begin.
    prefix: &'static str,
    /// How the names of the approach's inputs begin.
    input_prefix: &'static str,
    /// The column of the queries that its model answers.
    traffic: &'static str,
    level: &'static str,
    hit: &'static str,
    query: &'static str,
    costs: [CostColumn; 5],
}

/// A column of a monthly cost.
struct CostColumn {
    phase: Phase,
    key: &'static str,
    head: &'static str,
    /// What the prompted model costs beside the fine-tuned one.
    beside: &'static str,
}

const fn cost(phase: Phase, key: &'static str, beside: &'static str) -> CostColumn {
    let head = match phase {
        Phase::Review => "Review",
        Phase::Errors => "Errors",
        Phase::Hosting => "Hosting",
        Phase::People => "Maintenance",
        _ => "Inference",
    };
    CostColumn {
        phase,
        key,
        head,
        beside,
    }
}

const PROMPTING_COLUMNS: ServingColumns = ServingColumns {
    group: A_MONTH_OF_PROMPTING,
    prefix: "p",
    input_prefix: "prompting",
    traffic: "v",
    level: "p_level",
    hit: "p_hit",
    query: "p_query",
    costs: [
        cost(Phase::Inference, "p_inference", ""),
        cost(Phase::Review, "p_review", ""),
        cost(Phase::Errors, "p_errors", ""),
        cost(Phase::Hosting, "p_hosting", ""),
        cost(Phase::People, "p_people", ""),
    ],
};

const TUNED_COLUMNS: ServingColumns = ServingColumns {
    group: A_MONTH_OF_FINE_TUNING,
    prefix: "t",
    input_prefix: "fine_tuning",
    traffic: "t_traffic",
    level: "t_level",
    hit: "t_hit",
    query: "t_query",
    costs: [
        cost(Phase::Inference, "t_inference", "+[b_inference]"),
        // What falls back has been reviewed already, and counts as one answer.
        cost(Phase::Review, "t_review", "+stays*[v]*p_review_each"),
        cost(Phase::Errors, "t_errors", "+stays*[v]*p_errors_each"),
        cost(Phase::Hosting, "t_hosting", "+IF(stays>0,[b_hosting],0)"),
        cost(Phase::People, "t_people", "+IF(stays>0,[p_people],0)"),
    ],
};

impl Columns<'_> {
    /// The months, their volume, and the changes of the wanted behaviour.
    pub(super) fn time(&mut self) {
        let months = self.ledger.months;
        self.add(("Time", "m", "Month"), None, "ROW()-5", |month| {
            month as f64
        });
        let start = self.scenario.start;
        self.add(
            ("Time", "calendar", "Begins"),
            Some("0"),
            "EDATE(DATE(VALUE(LEFT(start,4)),VALUE(MID(start,6,2)),1),[m]-1)",
            |month| start.nth(month).map_or(0.0, serial),
        );
        self.add(
            ("Time", "on", "In the horizon"),
            None,
            // While an input isn't allowed, no month has figures.
            format!("IF({FAULTS}>0,NA(),IF([m]<=horizon_months,1,0))"),
            |month| flag(month <= months),
        );
        let discount = 1.0 + self.scenario.discount_rate.get();
        self.add(
            ("Time", "pv", "Present value of 1"),
            None,
            "(1+discount_rate)^(-[m]/12)",
            |month| discount.powf(-(month as f64) / 12.0),
        );
        let volume = self.ledger.volume.clone();
        self.add(
            ("Volume", "v", "Queries"),
            Some("0"),
            "[on]*IF([m]<=volumes_given,INDEX(workload_monthly_queries,[m]),IF(volumes_given>0,INDEX(workload_monthly_queries,MAX(1,volumes_given))*(1+workload_growth_per_month)^([m]-volumes_given),workload_queries_per_month*(1+workload_growth_per_month)^([m]-1)))",
            |month| of_month(&volume, month),
        );
        self.add(
            ("Volume", "sum", "Queries to date"),
            Some("0"),
            "[sum-]+[v]",
            |month| (1..=month).map(|month| of_month(&volume, month)).sum(),
        );
        let changes = self.ledger.changes.clone();
        self.add(
            ("Volume", "changes", "Requirement changes at its end"),
            Some("0"),
            format!(
                "[on]*IF([m]<horizon_months,{},0)",
                events("workload_changes_per_year", "[m]")
            ),
            |month| of_month(&changes, month),
        );
    }

    /// What an approach costs in a month in which it serves, undiscounted.
    pub(super) fn serving(&mut self, approach: Approach) {
        let (columns, serving, ledger): (_, &Serving, _) = match approach {
            Approach::Prompting => (
                &PROMPTING_COLUMNS,
                &self.scenario.prompting.serving,
                &self.ledger.prompting,
            ),
            Approach::FineTuning => (
                &TUNED_COLUMNS,
                &self.scenario.fine_tuning.serving,
                &self.ledger.fine_tuning,
            ),
        };
        let ServingColumns {
            group,
            prefix,
            input_prefix,
            traffic,
            ..
        } = *columns;
        let price = QueryPrice::new(serving, &self.scenario.workload);
        if approach == Approach::FineTuning {
            let queries = ledger.traffic.clone();
            let formula = "fine_tuning_coverage*[v]";
            self.add((group, traffic, "Queries"), Some("0"), formula, |month| {
                of_month(&queries, month)
            });
        }
        self.add(
            (group, columns.level, "Price level"),
            Some("1"),
            format!(
                "(1+{input_prefix}_serving_price_change_per_year)^(([m]-1)/12)*{}",
                price_steps::level(prefix)
            ),
            |month| if month == 0 { 1.0 } else { price.level(month) },
        );
        let (level, keys) = (columns.level, (columns.hit, columns.query));
        self.query(
            group,
            (prefix, input_prefix),
            (traffic, level),
            keys,
            &price,
        );
        let running_costs = ledger.running.clone();
        for CostColumn {
            phase,
            key,
            head,
            beside,
        } in &columns.costs
        {
            let own = match phase {
                Phase::Review => format!("[{traffic}]*{prefix}_review_each"),
                Phase::Errors => format!("[{traffic}]*{prefix}_errors_each"),
                Phase::Hosting => hosting(&format!("{input_prefix}_serving"), traffic),
                Phase::People => {
                    format!("[on]*{input_prefix}_effort_upkeep_hours_per_month*hourly_rate")
                }
                _ => format!("[{traffic}]*[{}]", columns.query),
            };
            let formula = format!("{own}{beside}");
            self.add((group, *key, *head), Some("0"), formula, |month| {
                of_phase(&running_costs, *phase, month)
            });
        }
    }

    /// What the prompted model costs for the queries that it answers beside the fine-tuned one. Its reviews and errors are those of what stays
    /// with it, so they are in the fine-tuned model's columns.
    pub(super) fn beside(&mut self) {
        let serving = &self.scenario.prompting.serving;
        let price = QueryPrice::new(serving, &self.scenario.workload);
        let queries = self.ledger.beside.traffic.clone();
        let running_costs = self.ledger.beside.running.clone();
        self.add(
            (BESIDE, "b_traffic", "Queries"),
            Some("0"),
            "prompted*[v]",
            |month| of_month(&queries, month),
        );
        let (columns, keys) = (("b_traffic", "p_level"), ("b_hit", "b_query"));
        self.query(BESIDE, ("p", "prompting"), columns, keys, &price);
        for (phase, key, head, formula) in [
            (
                Phase::Inference,
                "b_inference",
                "Inference",
                "[b_traffic]*[b_query]".to_owned(),
            ),
            (
                Phase::Hosting,
                "b_hosting",
                "Hosting",
                hosting("prompting_serving", "b_traffic"),
            ),
        ] {
            self.add((BESIDE, key, head), Some("0"), formula, |month| {
                of_phase(&running_costs, phase, month)
            });
        }
    }

    /// The price of a query (docs/formulas.md §2) for the queries of the column `traffic`, and the share of its prompt that the cache holds.
    fn query(
        &mut self,
        group: &'static str,
        (prefix, input_prefix): (&str, &str),
        (traffic, level): (&str, &str),
        (hit, query): (&'static str, &'static str),
        price: &QueryPrice,
    ) {
        let at = format!("{input_prefix}_serving");
        let calls = "workload_calls_per_conversation";
        let queries = self.values_of(traffic);
        self.add(
            (group, hit, "Cache hit rate"),
            Some("0"),
            format!(
                "IF({prefix}_cache=0,0,IF(ISBLANK({at}_cache_ttl_minutes),{at}_cache_hit_rate,1-EXP(-[{traffic}]/(60*workload_active_hours_per_month)*{at}_cache_ttl_minutes/{calls})/{calls}))"
            ),
            |month| if month == 0 { 0.0 } else { price.hit_rate(queries[month]) },
        );
        self.add(
            (group, query, "One query"),
            Some("0"),
            format!(
                "({at}_prompt_tokens*([{hit}]*{prefix}_cached+(1-[{hit}])*{prefix}_miss)+{prefix}_from_cache*{prefix}_cached+({prefix}_history-{prefix}_from_cache)*{prefix}_miss+workload_input_tokens*{prefix}_own+{at}_output_tokens*{prefix}_output)/1000000*{prefix}_factor*[{level}]+{prefix}_other"
            ),
            |month| match month {
                0 => 0.0,
                month => price.parts(month, queries[month]).total(),
            },
        );
    }

    /// What the chart draws. Past the horizon there is no number, so that nothing is drawn even if the horizon is changed.
    pub(super) fn drawn(&mut self) {
        let months = self.ledger.months;
        for (key, shown, head) in [
            ("x", "m", "Month"),
            ("y_prompting", "r_after", "Prompting"),
            ("y_tuned", "f_after", "Fine-tuning"),
        ] {
            let values = self.values_of(shown);
            let formula = format!("IF([on]=1,[{shown}],NA())");
            let drawn = |month: usize| {
                if month <= months {
                    values[month]
                } else {
                    f64::NAN
                }
            };
            self.add((FOR_THE_CHART, key, head), None, formula, drawn);
        }
    }
}

/// The formula of a month's hosting, for the inputs whose names begin with `at` and the queries of the column `traffic`.
fn hosting(at: &str, traffic: &str) -> String {
    let of = |name: &str| format!("{at}_hosting_{name}");
    // Of a group that is there, what has a default may be empty.
    let or = |name: &str, default: u32| format!("IF(ISBLANK({0}),{default},{0})", of(name));
    let (carries, replicas) = (of("queries_per_hour"), or("replicas", 1));
    let needed = format!(
        "ROUNDUP([{traffic}]/workload_active_hours_per_month*{}/{carries}*(1-1E-12),0)",
        or("peak_to_mean", 1)
    );
    format!(
        "[on]*({at}_monthly_cost+{}*IF(ISBLANK({carries}),{hours}*{replicas},IF({}=\"WhileBusy\",[{traffic}]/{carries}*{},{hours}*MAX({replicas},{needed}))))",
        of("per_hour"),
        of("billing"),
        or("overhead", 1),
        hours = or("hours_per_month", 730),
    )
}

/// The formula of the events at the end of a month that come so often a year, `months` after they began.
pub(super) fn events(per_year: &str, months: &str) -> String {
    format!("(INT({per_year}*{months}/12+0.000000001)-INT({per_year}*({months}-1)/12+0.000000001))")
}

/// A month's cost of a phase in a list that begins with month 1; 0 for month 0 and past the end.
fn of_phase(costs: &[ByPhase], phase: Phase, month: usize) -> f64 {
    let index = month.checked_sub(1);
    let costs = index.and_then(|index| costs.get(index));
    costs.map_or(0.0, |costs| costs[phase])
}

/// A month's value in a list that begins with month 1; 0 for month 0 and past the end.
pub(super) fn of_month(values: &[f64], month: usize) -> f64 {
    let index = month.checked_sub(1);
    let value = index.and_then(|index| values.get(index));
    value.copied().unwrap_or(0.0)
}

/// 1 for true, 0 for false.
pub(super) fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// The first day of a month as spreadsheets count days.
fn serial(month: Month) -> f64 {
    let text = month.to_string();
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u16>().ok());
    let mut parts = text.split('-');
    let (year, month) = (number(parts.next()), number(parts.next()));
    let date = year
        .zip(month)
        .and_then(|(year, month)| ExcelDateTime::from_ymd(year, month as u8, 1).ok());
    date.map_or(0.0, |date| date.to_excel())
}
