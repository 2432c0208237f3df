//! The columns of both approaches: what they have cost by each month, phase by phase, and who is ahead.

use crate::analysis::approach::Phase;
use crate::study::Study;

use super::super::cells::MAX_MONTHS;
use super::columns::{Columns, FINE_TUNING, WHO_IS_AHEAD};

impl Columns<'_> {
    /// One approach's costs by phase, present values, and what they add up to.
    pub(super) fn approach(&mut self, study: &Study, tuned: bool) {
        let (group, course) = if tuned {
            (FINE_TUNING, &study.analysis.fine_tuning.cost_path)
        } else {
            (
                "Prompting, present values",
                &study.analysis.prompting.cost_path,
            )
        };
        let keys = if tuned {
            [
                "f_data",
                "f_training",
                "f_setup",
                "f_people",
                "f_inference",
                "f_review",
                "f_hosting",
                "f_iteration",
                "f_before",
                "f_after",
            ]
        } else {
            [
                "r_data",
                "r_training",
                "r_setup",
                "r_people",
                "r_inference",
                "r_review",
                "r_hosting",
                "r_iteration",
                "r_before",
                "r_after",
            ]
        };
        let of =
            |month: usize, phase: Phase| course.months.get(month).map_or(0.0, |costs| costs[phase]);
        if tuned {
            let heads = [
                (Phase::DataCollection, "data_collection"),
                (Phase::Training, "training_round"),
            ];
            for ((phase, what), key) in heads.into_iter().zip(keys) {
                self.add((group, key, phase.label()), Some(what), "0", |month| {
                    of(month, phase)
                });
            }
        }
        // Set-up of a month is what its people cost beyond upkeep.
        let (p, t) = (self.now("p_people"), self.now("t_people"));
        let (serves, pv) = (self.now("tuned"), self.now("pv"));
        let upkeep = |month: usize| {
            let by = if tuned && serves[month] == 1.0 {
                t[month]
            } else {
                p[month]
            };
            by * pv[month]
        };
        let (at_start, later) = if tuned {
            (
                "t_setup+IF(serves_after>0,p_setup,0)",
                "IF(AND(serves_after=0,[ended]=1,[ended-]=0),p_setup*[pv],0)",
            )
        } else {
            ("p_setup", "0")
        };
        self.add((group, keys[2], "Set-up"), Some(at_start), later, |month| {
            let setup = of(month, Phase::People) - upkeep(month);
            // What is left of a difference that rounds to nothing.
            if setup.abs() < 1e-9 * of(month, Phase::People).abs() {
                0.0
            } else {
                setup
            }
        });
        let running = |quantity: &str| {
            if tuned {
                format!("IF([tuned]=1,[t_{quantity}],[p_{quantity}])*[pv]")
            } else {
                format!("[p_{quantity}]*[pv]")
            }
        };
        self.add(
            (group, keys[3], "Upkeep"),
            Some("0"),
            running("people"),
            upkeep,
        );
        for (phase, quantity, key) in [
            (Phase::Inference, "inference", keys[4]),
            (Phase::Review, "review", keys[5]),
            (Phase::Hosting, "hosting", keys[6]),
        ] {
            self.add(
                (group, key, phase.label()),
                Some("0"),
                running(quantity),
                |month| of(month, phase),
            );
        }
        let iteration = if tuned {
            "IF([tuned]=1,([changes]+IF(fine_tuning_at_retirement=\"Retrain\",[retired],0))*retraining,[changes]*p_change)*[pv]"
        } else {
            "[changes]*p_change*[pv]"
        };
        self.add(
            (group, keys[7], Phase::Iteration.label()),
            Some("0"),
            iteration,
            |month| of(month, Phase::Iteration),
        );
        // Past the horizon nothing is added any more.
        let last = study.analysis.months();
        let [
            ..,
            setup,
            people,
            inference,
            review,
            hosting,
            iteration,
            before,
            after,
        ] = keys;
        let once = if tuned {
            format!("+[{}]+[{}]", keys[0], keys[1])
        } else {
            String::new()
        };
        self.add(
            (group, before, "So far, before its end"),
            Some("0"),
            format!("[{after}-]+[{people}]+[{inference}]+[{review}]+[{hosting}]"),
            |month| match month {
                0 => 0.0,
                month if month > last => course.total(),
                month => course.before[month],
            },
        );
        self.add(
            (group, after, "So far"),
            None,
            format!("[{before}]+[{setup}]+[{iteration}]{once}"),
            |month| course.after[month.min(last)],
        );
    }

    /// Where fine-tuning gets ahead (MODEL.md §4).
    pub(super) fn crossings(&mut self) {
        let group = WHO_IS_AHEAD;
        let difference = |prompting: &[f64], tuned: &[f64]| -> Vec<f64> {
            prompting
                .iter()
                .zip(tuned)
                .map(|(prompting, tuned)| {
                    let equal = (prompting - tuned).abs() <= 1e-12 * prompting.max(*tuned);
                    if equal { 0.0 } else { prompting - tuned }
                })
                .collect()
        };
        let [r_before, f_before, r_after, f_after] =
            ["r_before", "f_before", "r_after", "f_after"].map(|key| self.now(key));
        let before = difference(&r_before, &f_before);
        let after = difference(&r_after, &f_after);
        for (key, head, at, now) in [
            (
                "d_before",
                "Fine-tuning ahead by, before its end",
                "before",
                &before,
            ),
            ("d_after", "Fine-tuning ahead by", "after", &after),
        ] {
            self.add(
                (group, key, head),
                None,
                format!(
                    "IF(ABS([r_{at}]-[f_{at}])<=0.000000000001*MAX([r_{at}],[f_{at}]),0,[r_{at}]-[f_{at}])"
                ),
                |month| now[month],
            );
        }
        let mut states = vec![after[0].signum() * f64::from(u8::from(after[0] != 0.0))];
        for month in 1..=MAX_MONTHS {
            let state = match after[month] {
                saved if saved > 0.0 => 1.0,
                saved if saved < 0.0 => -1.0,
                _ => states[month - 1],
            };
            states.push(state);
        }
        self.add(
            (
                group,
                "ahead",
                "Who was ahead last: 1 fine-tuning, −1 prompting",
            ),
            Some("SIGN([d_after])"),
            "IF([d_after]=0,[ahead-],SIGN([d_after]))",
            |month| states[month],
        );
        self.add(
            (group, "crosses", "Gets ahead at"),
            Some("0"),
            "IF(OR([on]=0,[d_after]<=0),0,IF([d_before]<=0,IF(AND([d_before]=0,OR([d_after-]>0,AND([d_after-]=0,[ahead-]=1))),0,[m]),IF(AND([d_after-]<=0,[ahead-]<1),[m]-1+IF([d_after-]=0,0,-[d_after-]/([d_before]-[d_after-])),0)))",
            |month| {
                if month == 0 || after[month] <= 0.0 {
                    return 0.0;
                }
                let (from, to) = (after[month - 1], before[month]);
                if to <= 0.0 {
                    let touches = to == 0.0
                        && (from > 0.0 || from == 0.0 && states[month - 1] == 1.0);
                    return if touches { 0.0 } else { month as f64 };
                }
                if from <= 0.0 && states[month - 1] < 1.0 {
                    let part = if from == 0.0 { 0.0 } else { -from / (to - from) };
                    return month as f64 - 1.0 + part;
                }
                0.0
            },
        );
        let months = self.ledger.months;
        if let Some(column) = self.all.last_mut() {
            column.now.truncate(months + 1);
            column.now.resize(MAX_MONTHS + 1, 0.0);
        }
    }
}
