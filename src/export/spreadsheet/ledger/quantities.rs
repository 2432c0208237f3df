//! What the ledger's columns are, group by group: each with its formula and with what that comes to. What both approaches cost by then, and
//! who is ahead, is in [`super::cost_columns`].

use rust_xlsxwriter::ExcelDateTime;

use crate::analysis::approach::Phase;
use crate::analysis::price::QueryPrice;
use crate::scenario::{AtRetirement, Month, Serving};

use super::super::cells::MAX_MONTHS;
use super::columns::{A_MONTH_OF_PROMPTING, Columns, FOR_THE_CHART, WHO_SERVES};

impl Columns<'_> {
    pub(super) fn time(&mut self) {
        let months = self.ledger.months;
        let on = |month: usize| f64::from(u8::from(month <= months));
        self.add(("Time", "m", "Month"), None, "ROW()-5", |month| {
            month as f64
        });
        let start = self.scenario.start;
        self.add(
            ("Time", "calendar", "Begins"),
            Some("0"),
            "EDATE(DATE(VALUE(LEFT(start,4)),VALUE(MID(start,6,2)),1),[m]-1)",
            |month| match month {
                0 => 0.0,
                month => serial(start.plus(month as i32 - 1)),
            },
        );
        self.add(
            ("Time", "on", "In the horizon"),
            None,
            "IF([m]<=horizon_months,1,0)",
            on,
        );
        let discount = 1.0 + self.scenario.discount_rate.get();
        self.add(
            ("Time", "pv", "Present value of 1"),
            None,
            "(1+discount_rate)^(-[m]/12)",
            |month| discount.powf(-(month as f64) / 12.0),
        );
        let volume = self.ledger.volume.clone();
        let of_month = |month: usize| {
            let place = month.checked_sub(1);
            place
                .and_then(|place| volume.get(place))
                .copied()
                .unwrap_or(0.0)
        };
        self.add(
            ("Volume", "v", "Queries"),
            Some("0"),
            "[on]*IF([m]<=volumes_given,INDEX(workload_monthly_queries,[m]),IF(volumes_given>0,INDEX(workload_monthly_queries,MAX(1,volumes_given))*(1+workload_growth_per_month)^([m]-volumes_given),workload_queries_per_month*(1+workload_growth_per_month)^([m]-1)))",
            of_month,
        );
        self.add(
            ("Volume", "sum", "Queries so far"),
            Some("0"),
            "[sum-]+[v]",
            |month| (1..=month).map(of_month).sum(),
        );
        let changes = self.ledger.changes.clone();
        self.add(
            ("Volume", "changes", "Changes at its end"),
            Some("0"),
            "[on]*(INT(workload_changes_per_year*[m]/12+0.000000001)-INT(workload_changes_per_year*([m]-1)/12+0.000000001))",
            |month| {
                let place = month.checked_sub(1);
                place.and_then(|place| changes.get(place)).copied().unwrap_or(0.0)
            },
        );
    }

    /// What one side costs in a month in which it serves, undiscounted.
    pub(super) fn serving(&mut self, tuned: bool) {
        let (group, side, inputs) = if tuned {
            ("A month of the tuned model", "t", "fine_tuning")
        } else {
            (A_MONTH_OF_PROMPTING, "p", "prompting")
        };
        let keys = if tuned {
            [
                "t_hit",
                "t_query",
                "t_inference",
                "t_review",
                "t_hosting",
                "t_people",
            ]
        } else {
            [
                "p_hit",
                "p_query",
                "p_inference",
                "p_review",
                "p_hosting",
                "p_people",
            ]
        };
        let serving: &Serving = if tuned {
            &self.scenario.fine_tuning.serving
        } else {
            &self.scenario.prompting.serving
        };
        let price = QueryPrice::new(serving, self.scenario.workload.input_tokens.base());
        let approach = if tuned {
            self.ledger.fine_tuning.clone()
        } else {
            self.ledger.prompting.clone()
        };
        let v = self.now("v");
        let at = format!("{inputs}_serving");
        self.add(
            (group, keys[0], "Cache hits"),
            Some("0"),
            format!(
                "IF({at}_prompt_tokens<{at}_price_cache_min_tokens,0,IF(ISBLANK({at}_cache_ttl_minutes),{at}_cache_hit_rate,1-EXP(-[v]/43800*{at}_cache_ttl_minutes)))"
            ),
            |month| if month == 0 { 0.0 } else { price.hit_rate(v[month]) },
        );
        self.add(
            (group, keys[1], "One query"),
            Some("0"),
            format!(
                "({at}_prompt_tokens*([{side}_hit]*{side}_cached+(1-[{side}_hit])*IF(OR([{side}_hit]>0,NOT(ISBLANK({at}_cache_ttl_minutes))),{side}_write,{side}_input))+workload_input_tokens*{side}_input+{at}_output_tokens*{side}_output)/1000000*{side}_factor*(1+{at}_price_change_per_year)^(([m]-1)/12)"
            ),
            |month| match month {
                0 => 0.0,
                month => price.parts(month, v[month]).total(),
            },
        );
        let running = |month: usize, phase: Phase| match month.checked_sub(1) {
            Some(place) => approach
                .running
                .get(place)
                .map_or(0.0, |costs| costs[phase]),
            None => 0.0,
        };
        let fallback = if tuned {
            "+[v]*fine_tuning_fallback_share*[p_query]"
        } else {
            ""
        };
        self.add(
            (group, keys[2], "Inference"),
            Some("0"),
            format!("[v]*[{side}_query]{fallback}"),
            |month| running(month, Phase::Inference),
        );
        self.add(
            (group, keys[3], "Review"),
            Some("0"),
            format!("[v]*{at}_review_rate*{at}_review_cost"),
            |month| running(month, Phase::Review),
        );
        self.add(
            (group, keys[4], "Hosting"),
            Some("0"),
            format!(
                "[on]*({at}_monthly_cost+{at}_hosting_per_hour*730*IF(ISBLANK({at}_hosting_queries_per_hour),IF(ISBLANK({at}_hosting_replicas),1,{at}_hosting_replicas),MAX(IF(ISBLANK({at}_hosting_replicas),1,{at}_hosting_replicas),ROUNDUP([v]/730*IF(ISBLANK({at}_hosting_peak_to_mean),1,{at}_hosting_peak_to_mean)/{at}_hosting_queries_per_hour*(1-1E-12),0))))"
            ),
            |month| running(month, Phase::Hosting),
        );
        self.add(
            (group, keys[5], "Upkeep"),
            Some("0"),
            format!("[on]*{inputs}_effort_upkeep_hours_per_month*hourly_rate"),
            |month| running(month, Phase::People),
        );
    }

    /// When the tuned model serves.
    pub(super) fn service(&mut self) {
        let group = WHO_SERVES;
        let before = self.ledger.lead_time.min(self.ledger.months);
        let retires: Vec<bool> = (0..=MAX_MONTHS)
            .map(|month| month > 0 && self.ledger.retires_at(month, before))
            .collect();
        let life = "fine_tuning_base_model_life_months";
        self.add(
            (group, "retired", "Base models shut down at its end"),
            Some("0"),
            format!(
                "IF(ISBLANK({life}),0,IF(AND([m]>serves_after,[m]<horizon_months),IF(INT(([m]-serves_after)/{life}+0.000000001)>INT(([m]-1-serves_after)/{life}+0.000000001),1,0),0))"
            ),
            |month| f64::from(u8::from(retires[month])),
        );
        let returns = self.ledger.at_retirement == AtRetirement::ReturnToPrompting;
        let ended: Vec<bool> = (0..=MAX_MONTHS)
            .map(|month| returns && retires[..=month].contains(&true))
            .collect();
        self.add(
            (group, "ended", "Fine-tuning has ended"),
            Some("0"),
            "IF(OR([ended-]=1,AND(fine_tuning_at_retirement=\"ReturnToPrompting\",[retired]=1)),1,0)",
            |month| f64::from(u8::from(ended[month])),
        );
        let months = self.ledger.months;
        self.add(
            (group, "tuned", "The tuned model serves"),
            Some("0"),
            "IF(AND([m]>serves_after,[ended-]=0,[on]=1),1,0)",
            |month| {
                let serves = month > before && month <= months && !ended[month - 1];
                f64::from(u8::from(serves))
            },
        );
    }

    /// What the chart draws: nothing past the horizon, whatever that is made.
    pub(super) fn drawn(&mut self) {
        let months = self.ledger.months;
        for (key, of, head) in [
            ("x", "m", "Month"),
            ("y_prompting", "r_after", "Prompting"),
            ("y_tuned", "f_after", "Fine-tuning"),
        ] {
            let now = self.now(of);
            let formula = format!("IF([on]=1,[{of}],NA())");
            let drawn = |month: usize| {
                if month <= months {
                    now[month]
                } else {
                    f64::NAN
                }
            };
            self.add((FOR_THE_CHART, key, head), None, formula, drawn);
        }
    }
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
