//! The columns of both approaches: what they have cost by each month, by phase, and who is ahead.

use crate::analysis::approach::{Approach, Phase, saving_of};
use crate::analysis::strategy::CostPath;
use crate::study::Study;

use super::columns::{Columns, FINE_TUNING, WHO_IS_AHEAD};

/// In what the columns of both approaches differ: their keys, and the formulas that aren't built from those.
struct ApproachColumns {
    group: &'static str,
    setup: &'static str,
    setup_at_start: &'static str,
    setup_later: &'static str,
    people: &'static str,
    inference: &'static str,
    review: &'static str,
    errors: &'static str,
    hosting: &'static str,
    iteration: &'static str,
    iteration_formula: &'static str,
    before: &'static str,
    after: &'static str,
    /// What is paid once, besides the set-up.
    once: &'static [OnceColumn],
}

/// A cost that is paid once, at the start: data collection or training.
struct OnceColumn {
    phase: Phase,
    key: &'static str,
    /// The named cell that holds it.
    at_start: &'static str,
}

const PROMPTING_COLUMNS: ApproachColumns = ApproachColumns {
    group: "Prompting, present values",
    setup: "r_setup",
    setup_at_start: "p_setup",
    setup_later: "0",
    people: "r_people",
    inference: "r_inference",
    review: "r_review",
    errors: "r_errors",
    hosting: "r_hosting",
    iteration: "r_iteration",
    iteration_formula: "([changes]+[p_retired])*p_change*[pv]",
    before: "r_before",
    after: "r_after",
    once: &[],
};

const FINE_TUNING_COLUMNS: ApproachColumns = ApproachColumns {
    group: FINE_TUNING,
    setup: "f_setup",
    setup_at_start: "t_setup+IF(OR(serves_after>0,stays>0),p_setup,0)",
    setup_later: "IF(AND(serves_after=0,stays=0,[ended]>[ended-]),p_setup*[pv],0)",
    people: "f_people",
    inference: "f_inference",
    review: "f_review",
    errors: "f_errors",
    hosting: "f_hosting",
    iteration: "f_iteration",
    iteration_formula: "(IF(OR([tuned]=0,stays>0),([changes]+[p_retired])*p_change,0)+[retrainings]*retraining)*[pv]",
    before: "f_before",
    after: "f_after",
    once: &[
        OnceColumn {
            phase: Phase::DataCollection,
            key: "f_data",
            at_start: "data_collection",
        },
        OnceColumn {
            phase: Phase::Training,
            key: "f_training",
            at_start: "training_round",
        },
    ],
};

/// The formula of a running cost: that of the fine-tuned model in months in which it serves, else that of prompting.
fn running(approach: Approach, quantity: &str) -> String {
    match approach {
        Approach::Prompting => format!("[p_{quantity}]*[pv]"),
        Approach::FineTuning => {
            format!("IF([tuned]=1,[t_{quantity}],[p_{quantity}])*[pv]")
        }
    }
}

impl Columns<'_> {
    /// An approach's costs by phase, in present values, and what they add up to.
    pub(super) fn approach(&mut self, study: &Study, approach: Approach) {
        let cost_path = &study.analysis.costs_of(approach).cost_path;
        let columns = match approach {
            Approach::Prompting => &PROMPTING_COLUMNS,
            Approach::FineTuning => &FINE_TUNING_COLUMNS,
        };
        let group = columns.group;
        let cost = |month: usize, phase: Phase| {
            let costs = cost_path.by_month.get(month);
            costs.map_or(0.0, |costs| costs[phase])
        };
        for once in columns.once {
            let name = (group, once.key, once.phase.label());
            self.add(name, Some(once.at_start), "0", |month| {
                cost(month, once.phase)
            });
        }
        self.people(columns, approach, cost);
        for (phase, quantity, key) in [
            (Phase::Inference, "inference", columns.inference),
            (Phase::Review, "review", columns.review),
            (Phase::Errors, "errors", columns.errors),
            (Phase::Hosting, "hosting", columns.hosting),
        ] {
            let formula = running(approach, quantity);
            self.add((group, key, phase.label()), Some("0"), formula, |month| {
                cost(month, phase)
            });
        }
        self.add(
            (group, columns.iteration, Phase::Iteration.label()),
            Some("0"),
            columns.iteration_formula,
            |month| cost(month, Phase::Iteration),
        );
        self.sums(columns, cost_path);
    }

    /// The two columns of the phase of people: set-up and upkeep.
    fn people(
        &mut self,
        columns: &ApproachColumns,
        approach: Approach,
        cost: impl Fn(usize, Phase) -> f64,
    ) {
        let (prompting, tuned) = (self.values_of("p_people"), self.values_of("t_people"));
        let (tuned_serves, pv) = (self.values_of("tuned"), self.values_of("pv"));
        let upkeep = |month: usize| {
            let serves = approach == Approach::FineTuning && tuned_serves[month] == 1.0;
            let people = if serves { &tuned } else { &prompting };
            people[month] * pv[month]
        };
        self.add(
            (columns.group, columns.setup, "Setup effort"),
            Some(columns.setup_at_start),
            columns.setup_later,
            |month| {
                // The set-up in a month is what its people cost beyond upkeep, without the rounding error of that difference.
                let setup = cost(month, Phase::People) - upkeep(month);
                if setup.abs() < 1e-9 * cost(month, Phase::People).abs() {
                    0.0
                } else {
                    setup
                }
            },
        );
        self.add(
            (columns.group, columns.people, "Maintenance"),
            Some("0"),
            running(approach, "people"),
            upkeep,
        );
    }

    /// The cumulative costs, before what is booked at the end of a month and after it. Past the horizon nothing is added.
    fn sums(&mut self, columns: &ApproachColumns, cost_path: &CostPath) {
        let ApproachColumns {
            group,
            setup,
            people,
            inference,
            review,
            errors,
            hosting,
            iteration,
            before,
            after,
            ..
        } = *columns;
        let last = self.ledger.months;
        let once = columns.once.iter();
        let once: Vec<String> = once.map(|once| format!("+[{}]", once.key)).collect();
        let once = once.concat();
        self.add(
            (group, before, "To date, before its end"),
            Some("0"),
            format!("[{after}-]+[{people}]+[{inference}]+[{review}]+[{errors}]+[{hosting}]"),
            |month| match month {
                0 => 0.0,
                month if month > last => cost_path.total(),
                month => cost_path.before[month],
            },
        );
        self.add(
            (group, after, "To date"),
            None,
            format!("[{before}]+[{setup}]+[{iteration}]{once}"),
            |month| cost_path.after[month.min(last)],
        );
    }

    /// Where fine-tuning gets ahead (docs/formulas.md §4).
    pub(super) fn crossings(&mut self) {
        let [r_before, f_before, r_after, f_after] =
            ["r_before", "f_before", "r_after", "f_after"].map(|key| self.values_of(key));
        let before = differences(&r_before, &f_before);
        let after = differences(&r_after, &f_after);
        for (key, head, at, values) in [
            (
                "d_before",
                "Fine-tuning ahead by, before its end",
                "before",
                &before,
            ),
            ("d_after", "Fine-tuning ahead by", "after", &after),
        ] {
            self.add(
                (WHO_IS_AHEAD, key, head),
                None,
                format!(
                    "IF(ABS([r_{at}]-[f_{at}])<=0.000000000001*MAX([r_{at}],[f_{at}]),0,[r_{at}]-[f_{at}])"
                ),
                |month| values[month],
            );
        }
        let ahead = who_was_ahead(&after);
        self.add(
            (
                WHO_IS_AHEAD,
                "ahead",
                "Last ahead: 1 fine-tuning, −1 prompting",
            ),
            Some("SIGN([d_after])"),
            "IF([d_after]=0,[ahead-],SIGN([d_after]))",
            |month| ahead[month],
        );
        let months = self.ledger.months;
        self.add(
            (WHO_IS_AHEAD, "crosses", "Crosses at"),
            Some("0"),
            "IF(OR([on]=0,[d_after]<=0),0,IF([d_before]<=0,IF(AND([d_before]=0,OR([d_after-]>0,AND([d_after-]=0,[ahead-]=1))),0,[m]),IF(AND([d_after-]<=0,[ahead-]<1),[m]-1+IF([d_after-]=0,0,-[d_after-]/([d_before]-[d_after-])),0)))",
            |month| {
                if month > months {
                    0.0
                } else {
                    crossing_in(month, &before, &after, &ahead)
                }
            },
        );
    }
}

/// What prompting has cost more than fine-tuning, by month; 0 if they differ by no more than rounding.
fn differences(prompting: &[f64], fine_tuning: &[f64]) -> Vec<f64> {
    let pairs = prompting.iter().zip(fine_tuning);
    let savings = pairs.map(|(prompting, fine_tuning)| saving_of(*prompting, *fine_tuning));
    savings.collect()
}

/// Who was ahead last, by month: 1 for fine-tuning, −1 for prompting, 0 while nobody has been.
fn who_was_ahead(after: &[f64]) -> Vec<f64> {
    let mut last = 0.0;
    let mut states = Vec::with_capacity(after.len());
    for &difference in after {
        if difference != 0.0 {
            last = difference.signum();
        }
        states.push(last);
    }
    states
}

/// The moment within a month at which fine-tuning gets ahead; 0 if it doesn't.
fn crossing_in(month: usize, before: &[f64], after: &[f64], ahead: &[f64]) -> f64 {
    if month == 0 || after[month] <= 0.0 {
        return 0.0;
    }
    let (from, to) = (after[month - 1], before[month]);
    let was_ahead = ahead[month - 1];
    if to <= 0.0 {
        let only_touches = to == 0.0 && (from > 0.0 || from == 0.0 && was_ahead == 1.0);
        return if only_touches { 0.0 } else { month as f64 };
    }
    if from <= 0.0 && was_ahead < 1.0 {
        let part = if from == 0.0 {
            0.0
        } else {
            -from / (to - from)
        };
        return month as f64 - 1.0 + part;
    }
    0.0
}
