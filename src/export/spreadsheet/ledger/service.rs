//! The columns of what happens at the end of a month: which models are shut down, which one serves next, and what is retrained.

use crate::analysis::retirements::Retirements;
use crate::scenario::AtRetirement;

use super::super::cells::MAX_MONTHS;
use super::columns::{A_MONTH_OF_PROMPTING, Columns, WHO_SERVES};
use super::quantities::{events, flag, of_month};

impl Columns<'_> {
    /// When the prompted model is shut down.
    pub(super) fn prompted_model(&mut self) {
        let group = A_MONTH_OF_PROMPTING;
        let (date, life) = (
            "prompting_model_retires_month",
            "prompting_model_life_months",
        );
        let retirements = self.ledger.prompting.retirements;
        self.gone((group, "p_gone"), (date, life), "0", &retirements, 0);
        // Nothing at the start, and nothing beyond the horizon.
        let mut retired = vec![0.0; MAX_MONTHS + 1];
        retired[1..=self.ledger.months].copy_from_slice(&self.ledger.replacements);
        self.add(
            (group, "p_retired", "Models retired at its end"),
            Some("0"),
            "IF(AND([m]<horizon_months,[p_gone]>[p_gone-]),1,0)",
            |month| retired[month],
        );
    }

    /// How many models have been shut down by the end of each month: N(m) of docs/formulas.md §2, where `before` is the cell of G.
    fn gone(
        &mut self,
        (group, key): (&'static str, &'static str),
        (date, life): (&str, &str),
        before: &str,
        retirements: &Retirements,
        months_before: usize,
    ) {
        let lives = |months: &str| {
            format!("IF(ISBLANK({life}),0,MAX(0,INT(({months})/{life}+0.000000001)))")
        };
        let formula = format!(
            "IF(ISBLANK({date}),{},IF([m]<{date},0,1+{}))",
            lives(&format!("[m]-{before}")),
            lives(&format!("[m]-{date}"))
        );
        let head = "Models retired by its end";
        self.add((group, key, head), None, formula, |month| {
            retirements.until(month, months_before).max(0.0)
        });
    }

    /// The months in which the fine-tuned model serves, and its retrainings.
    pub(super) fn service(&mut self) {
        let ledger = self.ledger;
        let lifespan = ledger.lifespan(0);
        let (before, months) = (lifespan.months_before, ledger.months);
        let (date, life) = (
            "fine_tuning_base_model_retires_month",
            "fine_tuning_base_model_life_months",
        );
        let retirements = ledger.fine_tuning.retirements;
        self.gone(
            (WHO_SERVES, "gone"),
            (date, life),
            "serves_after",
            &retirements,
            before,
        );
        let retires: Vec<bool> = (0..=MAX_MONTHS)
            .map(|month| month > 0 && retirements.at(month, lifespan))
            .collect();
        self.add(
            (WHO_SERVES, "retired", "Base models retired at its end"),
            Some("0"),
            // What was trained before a date is lost at it, in service or not.
            format!(
                "IF(AND([m]<horizon_months,[m]>IF(ISBLANK({date}),serves_after,0),[gone]>[gone-]),1,0)"
            ),
            |month| flag(retires[month]),
        );
        let returns = ledger.at_retirement == AtRetirement::ReturnToPrompting;
        let ended: Vec<bool> = (0..=MAX_MONTHS)
            .map(|month| returns && retires[..=month].contains(&true))
            .collect();
        self.add(
            (WHO_SERVES, "ended", "Fine-tuning has ended"),
            Some("0"),
            "IF(OR([ended-]=1,AND(fine_tuning_at_retirement=\"ReturnToPrompting\",[retired]=1)),1,0)",
            |month| flag(ended[month]),
        );
        let serves: Vec<bool> = (0..=MAX_MONTHS)
            .map(|month| month > before && month <= months && !ended[month - 1])
            .collect();
        self.add(
            (WHO_SERVES, "tuned", "Fine-tuned model is live"),
            Some("0"),
            "IF(AND([m]>serves_after,[ended-]=0,[on]=1),1,0)",
            |month| flag(serves[month]),
        );
        let scheduled: Vec<f64> = (0..=MAX_MONTHS)
            .map(|month| ledger.scheduled_retrainings(month, before))
            .collect();
        self.add(
            (
                WHO_SERVES,
                "scheduled",
                "Retrainings on schedule at its end",
            ),
            Some("0"),
            format!(
                "IF(AND([m]>serves_after,[m]<horizon_months),{},0)",
                events("fine_tuning_retrainings_per_year", "([m]-serves_after)")
            ),
            |month| scheduled[month],
        );
        self.add(
            (WHO_SERVES, "retrainings", "Retrainings at its end"),
            Some("0"),
            // What ends fine-tuning isn't followed by a retraining.
            "IF([ended]>[ended-],0,[tuned]*([changes]+[scheduled])+IF(fine_tuning_at_retirement=\"Retrain\",[retired],0))",
            |month| {
                let ends = month > 0 && ended[month] && !ended[month - 1];
                if month == 0 || ends {
                    return 0.0;
                }
                let planned = of_month(&ledger.changes, month) + scheduled[month];
                let planned = if serves[month] { planned } else { 0.0 };
                planned + flag(!returns && retires[month])
            },
        );
    }
}
