//! Each aspect of both approaches changes with what it tells.

use breakeven::analysis::approach::Approach;
use breakeven::decision::words::comparison::aspects::AspectCell;
use breakeven::scenario::words::with_plain_spaces;

use crate::support::{example, with};

use super::{warranted_with, words_of};

/// Changes to a scenario, and what an aspect then says of both approaches.
struct AspectCase<'a> {
    name: &'a str,
    sets: &'a [(&'a str, &'a str)],
    prompting: &'a str,
    fine_tuning: &'a str,
}

/// Changes to a scenario, and which approach is then the better one in an aspect.
struct BetterCase<'a> {
    name: &'a str,
    better: Option<Approach>,
    sets: &'a [(&'a str, &'a str)],
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn every_aspect_changes_with_what_it_tells() {
    let names: Vec<&str> = words_of(&warranted_with(&[]))
        .aspects
        .iter()
        .map(|aspect| aspect.name)
        .collect();
    assert_eq!(
        names,
        [
            "Model modified",
            "Setup time",
            "Cost",
            "Iteration speed",
            "Token efficiency",
            "Consistency",
            "Flexibility",
            "Expertise"
        ]
    );
    let row = |sets: &[(&str, &str)], name: &str| {
        let aspects = words_of(&warranted_with(sets)).aspects;
        aspects
            .into_iter()
            .find(|aspect| aspect.name == name)
            .unwrap()
    };
    let rate = ("hourly_rate", "80");
    for AspectCase {
        name,
        sets,
        prompting,
        fine_tuning,
    } in [
        AspectCase {
            name: "Model modified",
            sets: &[
                ("prompting.serving.prompt_tokens", "2400"),
                ("fine_tuning.data.examples", "500"),
                ("fine_tuning.training.epochs", "2"),
            ],
            prompting: "No (2,400-token prompt)",
            fine_tuning: "Yes (500 examples, 2 epochs)",
        },
        AspectCase {
            name: "Setup time",
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "24"),
                ("fine_tuning.lead_time_months", "1"),
            ],
            prompting: "12 h, live immediately",
            fine_tuning: "24 h, live after 1 month",
        },
        AspectCase {
            name: "Cost",
            sets: &[("fine_tuning.data.fixed_cost", "5400")],
            prompting: "$0 upfront",
            fine_tuning: " upfront",
        },
        // What is hosted isn't free.
        AspectCase {
            name: "Cost",
            sets: &[("fine_tuning.serving.monthly_cost", "730")],
            prompting: "per 1,000 queries",
            fine_tuning: "hosting $730 per month",
        },
        AspectCase {
            name: "Iteration speed",
            sets: &[
                rate,
                ("prompting.effort.hours_per_change", "2"),
                ("fine_tuning.training.fixed_cost", "640"),
            ],
            prompting: "2 h ($160) per change",
            fine_tuning: "Retraining ($640) per change",
        },
        AspectCase {
            name: "Token efficiency",
            sets: &[
                ("prompting.serving.prompt_tokens", "2400"),
                ("fine_tuning.serving.prompt_tokens", "180"),
            ],
            prompting: "2,400 prompt tokens",
            fine_tuning: "180 prompt tokens (−92%)",
        },
        AspectCase {
            name: "Consistency",
            sets: &[
                ("prompting.serving.review_rate", "8%"),
                ("fine_tuning.serving.review_rate", "2%"),
            ],
            prompting: "8% of answers reviewed",
            fine_tuning: "2% of answers reviewed",
        },
        AspectCase {
            name: "Flexibility",
            sets: &[
                ("fine_tuning.base_model_life_months", "18"),
                ("prompting.serving.price.change_per_year", "-30%"),
            ],
            prompting: "Follows the market: prices −30% per year",
            fine_tuning: "Tied to its base model for 18 months",
        },
        AspectCase {
            name: "Expertise",
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "80"),
            ],
            prompting: "12 h of team time",
            fine_tuning: "80 h of team time",
        },
    ] {
        let found = row(sets, name);
        assert!(
            with_plain_spaces(found.prompting.text()).contains(prompting),
            "{name}: {:?}",
            found.prompting
        );
        assert!(
            with_plain_spaces(found.fine_tuning.text()).contains(fine_tuning),
            "{name}: {:?}",
            found.fine_tuning
        );
        assert_ne!(found, row(&[], name), "{name}");
    }
    // Which is the better one follows the figures that are shown.
    let (prompting, tuned) = (Some(Approach::Prompting), Some(Approach::FineTuning));
    for BetterCase { name, better, sets } in [
        BetterCase {
            name: "Setup time",
            better: prompting,
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "24"),
            ],
        },
        BetterCase {
            name: "Setup time",
            better: tuned,
            sets: &[
                ("prompting.effort.setup_hours", "24"),
                ("fine_tuning.effort.setup_hours", "12"),
            ],
        },
        // Fewer hours, and later: neither.
        BetterCase {
            name: "Setup time",
            better: None,
            sets: &[
                ("prompting.effort.setup_hours", "24"),
                ("fine_tuning.lead_time_months", "2"),
            ],
        },
        BetterCase {
            name: "Cost",
            better: tuned,
            sets: &[],
        },
        BetterCase {
            name: "Cost",
            better: prompting,
            sets: &[("fine_tuning.data.fixed_cost", "100000")],
        },
        BetterCase {
            name: "Iteration speed",
            better: prompting,
            sets: &[
                rate,
                ("prompting.effort.hours_per_change", "2"),
                ("fine_tuning.training.fixed_cost", "640"),
            ],
        },
        BetterCase {
            name: "Iteration speed",
            better: tuned,
            sets: &[
                rate,
                ("prompting.effort.hours_per_change", "20"),
                ("fine_tuning.training.fixed_cost", "640"),
            ],
        },
        BetterCase {
            name: "Token efficiency",
            better: tuned,
            sets: &[],
        },
        BetterCase {
            name: "Token efficiency",
            better: prompting,
            sets: &[("fine_tuning.serving.prompt_tokens", "9000")],
        },
        BetterCase {
            name: "Consistency",
            better: tuned,
            sets: &[("prompting.serving.review_rate", "8%")],
        },
        BetterCase {
            name: "Consistency",
            better: prompting,
            sets: &[("fine_tuning.serving.review_rate", "8%")],
        },
        BetterCase {
            name: "Flexibility",
            better: None,
            sets: &[],
        },
        BetterCase {
            name: "Flexibility",
            better: prompting,
            sets: &[
                ("fine_tuning.base_model_life_months", "18"),
                ("prompting.serving.price.change_per_year", "-30%"),
            ],
        },
        // 492 hours over two years, and 80.
        BetterCase {
            name: "Expertise",
            better: tuned,
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("prompting.effort.upkeep_hours_per_month", "20"),
                ("fine_tuning.effort.setup_hours", "80"),
            ],
        },
        BetterCase {
            name: "Expertise",
            better: prompting,
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "80"),
            ],
        },
        BetterCase {
            name: "Expertise",
            better: None,
            sets: &[],
        },
    ] {
        assert_eq!(row(sets, name).better, better, "{name}: {sets:?}");
    }
    // What the scenario doesn't say is typical, and marked as such.
    for name in ["Setup time", "Consistency", "Flexibility", "Expertise"] {
        assert!(
            matches!(row(&[], name).prompting, AspectCell::Typical(_)),
            "{name}"
        );
    }
    // Speed is compared where both approaches state theirs.
    let support = example("support-replies");
    let latency = |sets: &[(&str, &str)]| {
        let aspects = words_of(&with(&support, sets)).aspects;
        let mut latencies = aspects
            .into_iter()
            .filter(|aspect| aspect.name == "Latency per query");
        latencies.next()
    };
    let stated = latency(&[]).unwrap();
    assert_eq!(stated.better, Some(Approach::FineTuning));
    assert_eq!(latency(&[("fine_tuning.serving.latency", "none")]), None);
    let slow = latency(&[("fine_tuning.serving.latency.overhead_ms", "9000")]).unwrap();
    assert_eq!(slow.better, Some(Approach::Prompting));
    assert_ne!(slow.fine_tuning, stated.fine_tuning);
    // Hours are those of the ledger: the tuned model is kept up once it serves, and every change takes time with both approaches.
    let busy = [
        ("fine_tuning.lead_time_months", "4"),
        ("workload.changes_per_year", "3"),
        ("prompting.effort.setup_hours", "10"),
        ("prompting.effort.hours_per_change", "2"),
        ("fine_tuning.effort.setup_hours", "80"),
        ("fine_tuning.effort.upkeep_hours_per_month", "5"),
        ("fine_tuning.effort.hours_per_change", "6"),
    ];
    let hours = row(&busy, "Expertise");
    // 10 + 5 changes · 2: there is none at the horizon itself.
    assert_eq!(hours.prompting.text(), "20\u{a0}h of team time");
    // 80, 10 of prompting, which serves four months and takes one change of 2, 20 months of 5, and four changes of 6.
    assert_eq!(hours.fine_tuning.text(), "216\u{a0}h of team time");
}
