//! The ledger's columns, group by group: each with its formula and its values. Those of cumulative costs, and of who is ahead, are in
//! [`super::cost_columns`].

use rust_xlsxwriter::ExcelDateTime;

use crate::analysis::approach::{Approach, Phase};
use crate::analysis::price::QueryPrice;
use crate::scenario::{AtRetirement, Month, Serving};

use super::super::cells::MAX_MONTHS;
use super::super::checks::FAULTS;
use super::columns::{A_MONTH_OF_PROMPTING, Columns, FOR_THE_CHART, WHO_SERVES};

/// In what the columns of both approaches' monthly costs differ.
struct ServingColumns {
    group: &'static str,
    /// How the names of the approach's workings begin.
    prefix: &'static str,
    /// How the names of the approach's inputs begin.
    input_prefix: &'static str,
    hit: &'static str,
    query: &'static str,
    inference: &'static str,
    review: &'static str,
    hosting: &'static str,
    people: &'static str,
    /// What answering some queries again by prompting adds to the cost of inference.
    fallback: &'static str,
}

const PROMPTING_COLUMNS: ServingColumns = ServingColumns {
    group: A_MONTH_OF_PROMPTING,
    prefix: "p",
    input_prefix: "prompting",
    hit: "p_hit",
    query: "p_query",
    inference: "p_inference",
    review: "p_review",
    hosting: "p_hosting",
    people: "p_people",
    fallback: "",
};

const TUNED_COLUMNS: ServingColumns = ServingColumns {
    group: "Fine-tuned model, per month",
    prefix: "t",
    input_prefix: "fine_tuning",
    hit: "t_hit",
    query: "t_query",
    inference: "t_inference",
    review: "t_review",
    hosting: "t_hosting",
    people: "t_people",
    fallback: "+[v]*fine_tuning_fallback_share*[p_query]",
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
            "[on]*(INT(workload_changes_per_year*[m]/12+0.000000001)-INT(workload_changes_per_year*([m]-1)/12+0.000000001))",
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
        let running_costs = ledger.running.clone();
        let price = QueryPrice::new(serving, &self.scenario.workload);
        let ServingColumns {
            group,
            prefix,
            input_prefix,
            fallback,
            ..
        } = *columns;
        let v = self.values_of("v");
        let at = format!("{input_prefix}_serving");
        self.add(
            (group, columns.hit, "Cache hit rate"),
            Some("0"),
            format!(
                "IF({at}_prompt_tokens<{at}_price_cache_min_tokens,0,IF(ISBLANK({at}_cache_ttl_minutes),{at}_cache_hit_rate,1-EXP(-[v]/43800*{at}_cache_ttl_minutes)))"
            ),
            |month| if month == 0 { 0.0 } else { price.hit_rate(v[month]) },
        );
        self.add(
            (group, columns.query, "One query"),
            Some("0"),
            format!(
                "({at}_prompt_tokens*([{prefix}_hit]*{prefix}_cached+(1-[{prefix}_hit])*IF(OR([{prefix}_hit]>0,NOT(ISBLANK({at}_cache_ttl_minutes))),{prefix}_write,{prefix}_input))+workload_input_tokens*{prefix}_input+{at}_output_tokens*{prefix}_output)/1000000*{prefix}_factor*(1+{at}_price_change_per_year)^(([m]-1)/12)"
            ),
            |month| match month {
                0 => 0.0,
                month => price.parts(month, v[month]).total(),
            },
        );
        for (key, head, formula, phase) in [
            (
                columns.inference,
                "Inference",
                format!("[v]*[{prefix}_query]{fallback}"),
                Phase::Inference,
            ),
            (
                columns.review,
                "Review",
                format!("[v]*{at}_review_rate*{at}_review_cost"),
                Phase::Review,
            ),
            (columns.hosting, "Hosting", hosting(&at), Phase::Hosting),
            (
                columns.people,
                "Maintenance",
                format!("[on]*{input_prefix}_effort_upkeep_hours_per_month*hourly_rate"),
                Phase::People,
            ),
        ] {
            self.add((group, key, head), Some("0"), formula, |month| {
                month
                    .checked_sub(1)
                    .and_then(|index| running_costs.get(index))
                    .map_or(0.0, |costs| costs[phase])
            });
        }
    }

    /// The months in which the fine-tuned model serves.
    pub(super) fn service(&mut self) {
        let before = self.ledger.lead_time.min(self.ledger.months);
        let retires: Vec<bool> = (0..=MAX_MONTHS)
            .map(|month| {
                let retirements = self.ledger.fine_tuning.retirements;
                month > 0 && retirements.at(month, self.ledger.lifespan(0))
            })
            .collect();
        let life = "fine_tuning_base_model_life_months";
        self.add(
            (WHO_SERVES, "retired", "Base models retired at its end"),
            Some("0"),
            format!(
                "IF(ISBLANK({life}),0,IF(AND([m]>serves_after,[m]<horizon_months),IF(INT(([m]-serves_after)/{life}+0.000000001)>INT(([m]-1-serves_after)/{life}+0.000000001),1,0),0))"
            ),
            |month| flag(retires[month]),
        );
        let returns = self.ledger.at_retirement == AtRetirement::ReturnToPrompting;
        let ended: Vec<bool> = (0..=MAX_MONTHS)
            .map(|month| returns && retires[..=month].contains(&true))
            .collect();
        self.add(
            (WHO_SERVES, "ended", "Fine-tuning has ended"),
            Some("0"),
            "IF(OR([ended-]=1,AND(fine_tuning_at_retirement=\"ReturnToPrompting\",[retired]=1)),1,0)",
            |month| flag(ended[month]),
        );
        let months = self.ledger.months;
        self.add(
            (WHO_SERVES, "tuned", "Fine-tuned model is live"),
            Some("0"),
            "IF(AND([m]>serves_after,[ended-]=0,[on]=1),1,0)",
            |month| {
                let serves = month > before && month <= months && !ended[month - 1];
                flag(serves)
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

/// The formula of a month's hosting, for the inputs whose names begin with `at`.
fn hosting(at: &str) -> String {
    format!(
        "[on]*({at}_monthly_cost+{at}_hosting_per_hour*730*IF(ISBLANK({at}_hosting_queries_per_hour),IF(ISBLANK({at}_hosting_replicas),1,{at}_hosting_replicas),MAX(IF(ISBLANK({at}_hosting_replicas),1,{at}_hosting_replicas),ROUNDUP([v]/730*IF(ISBLANK({at}_hosting_peak_to_mean),1,{at}_hosting_peak_to_mean)/{at}_hosting_queries_per_hour*(1-1E-12),0))))"
    )
}

/// A month's value in a list that begins with month 1; 0 for month 0 and past the end.
fn of_month(values: &[f64], month: usize) -> f64 {
    let index = month.checked_sub(1);
    let value = index.and_then(|index| values.get(index));
    value.copied().unwrap_or(0.0)
}

/// 1 for true, 0 for false.
fn flag(holds: bool) -> f64 {
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
