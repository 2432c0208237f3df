//! Aspects, strengths and phases: each changes with what it tells.

use breakeven::analysis::approach::Approach;
use breakeven::decision::words::comparison::aspects::AspectCell;

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
            "Set-up time",
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
            prompting: "no: 2,400 tokens of its input",
            fine_tuning: "yes: its weights, by 500 examples in 2 passes",
        },
        AspectCase {
            name: "Set-up time",
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "24"),
                ("fine_tuning.lead_time_months", "1"),
            ],
            prompting: "12 h, live at once",
            fine_tuning: "24 h, live in a month",
        },
        AspectCase {
            name: "Cost",
            sets: &[("fine_tuning.data.fixed_cost", "5400")],
            prompting: "$0 to start",
            fine_tuning: "$5.40k to start",
        },
        // What is hosted isn't free.
        AspectCase {
            name: "Cost",
            sets: &[("fine_tuning.serving.monthly_cost", "730")],
            prompting: "4.6¢ a query",
            fine_tuning: "a query, $730 a month of hosting",
        },
        AspectCase {
            name: "Iteration speed",
            sets: &[
                rate,
                ("prompting.effort.hours_per_change", "2"),
                ("fine_tuning.training.fixed_cost", "640"),
            ],
            prompting: "a change takes 2 h, $160",
            fine_tuning: "$640 and a retraining",
        },
        AspectCase {
            name: "Token efficiency",
            sets: &[
                ("prompting.serving.prompt_tokens", "2400"),
                ("fine_tuning.serving.prompt_tokens", "180"),
            ],
            prompting: "2,400 prompt tokens",
            fine_tuning: "180 prompt tokens (−92.5 %)",
        },
        AspectCase {
            name: "Consistency",
            sets: &[
                ("prompting.serving.review_rate", "8%"),
                ("fine_tuning.serving.review_rate", "2%"),
            ],
            prompting: "8 % of answers reviewed",
            fine_tuning: "2 % of answers reviewed",
        },
        AspectCase {
            name: "Flexibility",
            sets: &[
                ("fine_tuning.base_model_life_months", "18"),
                ("prompting.serving.price.change_per_year", "-30%"),
            ],
            prompting: "follows the market: prices −30 % a year",
            fine_tuning: "bound to its base model, 18 months",
        },
        AspectCase {
            name: "Expertise",
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "80"),
            ],
            prompting: "12 h of the team’s time",
            fine_tuning: "80 h of the team’s time",
        },
    ] {
        let found = row(sets, name);
        assert!(
            found.prompting.text().contains(prompting),
            "{name}: {:?}",
            found.prompting
        );
        assert!(
            found.fine_tuning.text().contains(fine_tuning),
            "{name}: {:?}",
            found.fine_tuning
        );
        assert_ne!(found, row(&[], name), "{name}");
    }
    // Which is the better one follows the figures that are shown.
    let (prompting, tuned) = (Some(Approach::Prompting), Some(Approach::FineTuning));
    for BetterCase { name, better, sets } in [
        BetterCase {
            name: "Set-up time",
            better: prompting,
            sets: &[
                ("prompting.effort.setup_hours", "12"),
                ("fine_tuning.effort.setup_hours", "24"),
            ],
        },
        BetterCase {
            name: "Set-up time",
            better: tuned,
            sets: &[
                ("prompting.effort.setup_hours", "24"),
                ("fine_tuning.effort.setup_hours", "12"),
            ],
        },
        // Fewer hours, and later: neither.
        BetterCase {
            name: "Set-up time",
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
    for name in ["Set-up time", "Consistency", "Flexibility", "Expertise"] {
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
    // 10 + 6 changes · 2.
    assert_eq!(hours.prompting.text(), "22 h of the team’s time");
    // 80, 10 of prompting, which serves four months and takes one change of 2, 20 months of 5, and five changes of 6.
    assert_eq!(hours.fine_tuning.text(), "222 h of the team’s time");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn every_strength_shows_its_evidence_or_that_there_is_none() {
    let evidence = |sets: &[(&str, &str)], name: &str| {
        let strengths = words_of(&warranted_with(sets)).strengths;
        let strength = strengths
            .into_iter()
            .find(|strength| strength.name.starts_with(name));
        strength
            .unwrap_or_else(|| panic!("{name} is listed"))
            .evidence
    };
    for (name, sets) in [
        (
            "Behavioural consistency",
            ("prompting.serving.review_rate", "8%"),
        ),
        ("Complex patterns", ("decision.hard_to_describe", "yes")),
        (
            "Instant iteration",
            ("fine_tuning.training.fixed_cost", "99"),
        ),
        ("Composability", ("fine_tuning.serving.monthly_cost", "730")),
    ] {
        assert_eq!(evidence(&[], name), None, "{name}");
        assert!(evidence(&[sets], name).is_some(), "{name}");
    }
    for (name, sets) in [
        (
            "Token efficiency",
            ("prompting.serving.prompt_tokens", "900"),
        ),
        ("No start-up cost", ("fine_tuning.data.fixed_cost", "99")),
        ("No training data", ("fine_tuning.data.examples", "77")),
        (
            "Model agnosticism",
            ("fine_tuning.training.fixed_cost", "99"),
        ),
        (
            "Persistent specialisation",
            ("fine_tuning.fallback_share", "10%"),
        ),
    ] {
        assert!(evidence(&[], name).is_some(), "{name}");
        assert_ne!(evidence(&[], name), evidence(&[sets], name), "{name}");
    }
    // Updates take both: changes, and what one costs.
    let updates = [
        ("workload.changes_per_year", "3"),
        ("fine_tuning.training.fixed_cost", "99"),
    ];
    for place in 0..2 {
        let one = &updates[place..=place];
        assert_eq!(evidence(one, "Instant behaviour updates"), None, "{one:?}");
    }
    assert!(evidence(&updates, "Instant behaviour updates").is_some());
    // Evidence never contradicts the strength that it stands beside.
    let dear = [
        ("prompting.effort.setup_hours", "300"),
        ("hourly_rate", "100"),
    ];
    assert_eq!(
        evidence(&dear, "No start-up cost").unwrap(),
        "prompting takes $30.0k to start, fine-tuning $2.00k"
    );
    let none = [
        ("fine_tuning.data.examples", "0"),
        ("fine_tuning.data.fixed_cost", "0"),
    ];
    assert_eq!(
        evidence(&none, "No training data").unwrap(),
        "fine-tuning takes none either"
    );
    let fallen_back = [("fine_tuning.fallback_share", "100%")];
    assert_eq!(
        evidence(&fallen_back, "Persistent specialisation").unwrap(),
        "all queries fall back to prompting"
    );
    let applies = |sets: &[(&str, &str)], name: &str| {
        let strengths = words_of(&warranted_with(sets)).strengths;
        strengths
            .into_iter()
            .find(|strength| strength.name.starts_with(name))
            .unwrap()
            .applies
    };
    // What is the other way round here doesn't apply.
    for (name, not) in [
        (
            "Behavioural consistency",
            [
                ("fine_tuning.serving.review_rate", "40%"),
                ("prompting.serving.review_rate", "10%"),
            ],
        ),
        (
            "Token efficiency",
            [
                ("fine_tuning.serving.prompt_tokens", "9000"),
                ("hourly_rate", "1"),
            ],
        ),
        (
            "No start-up cost",
            [
                ("prompting.effort.setup_hours", "300"),
                ("hourly_rate", "100"),
            ],
        ),
        (
            "Instant iteration",
            [
                ("prompting.effort.hours_per_change", "9"),
                ("hourly_rate", "100"),
            ],
        ),
        (
            "Complex patterns",
            [("decision.hard_to_describe", "no"), ("hourly_rate", "1")],
        ),
        // It never serves.
        (
            "Persistent specialisation",
            [("fine_tuning.lead_time_months", "24"), ("hourly_rate", "1")],
        ),
        (
            "No training data",
            [
                ("fine_tuning.data.examples", "0"),
                ("fine_tuning.data.fixed_cost", "0"),
            ],
        ),
        (
            "Persistent specialisation",
            [("fine_tuning.fallback_share", "100%"), ("hourly_rate", "1")],
        ),
        (
            "Model agnosticism",
            [
                ("prompting.effort.setup_hours", "9"),
                ("hourly_rate", "100"),
            ],
        ),
        (
            "Instant behaviour updates",
            [
                ("workload.changes_per_year", "4"),
                ("prompting.effort.hours_per_change", "1"),
            ],
        ),
        (
            "Composability",
            [
                ("prompting.serving.monthly_cost", "50"),
                ("fine_tuning.serving.monthly_cost", "50"),
            ],
        ),
    ] {
        assert_eq!(applies(&not, name), Some(false), "{name}");
    }
    // And there is a scenario in which all of them do.
    let all = [
        ("prompting.serving.review_rate", "8%"),
        ("fine_tuning.training.fixed_cost", "99"),
        ("fine_tuning.serving.monthly_cost", "730"),
        ("workload.changes_per_year", "4"),
        ("decision.hard_to_describe", "yes"),
    ];
    for strength in words_of(&warranted_with(&all)).strengths {
        assert_eq!(strength.applies, Some(true), "{}", strength.name);
    }
    assert_eq!(applies(&[], "Token efficiency"), Some(true));
    assert!(
        evidence(&[], "Persistent specialisation")
            .unwrap()
            .contains("injection")
    );
    assert_eq!(words_of(&warranted_with(&[])).strengths.len(), 10);
}

#[test]
fn cost_by_phase_stands_beside_what_is_usual() {
    let line = |sets: &[(&str, &str)], name: &str| {
        let phases = words_of(&warranted_with(sets)).phases;
        phases.into_iter().find(|line| line.name == name).unwrap()
    };
    // Each amount within what is usual, below it and above it.
    for (name, [below, within, above]) in [
        (
            "Data collection",
            ["99", "100", "10001"].map(|cost| [("fine_tuning.data.fixed_cost", cost); 2]),
        ),
        (
            "Training",
            ["49", "5000", "5001"].map(|cost| [("fine_tuning.training.fixed_cost", cost); 2]),
        ),
        (
            "Iteration",
            ["49", "50", "5001"].map(|cost| [("fine_tuning.training.fixed_cost", cost); 2]),
        ),
        (
            "Break-even volume",
            ["2000", "2500", "9000"].map(|cost| [("fine_tuning.data.fixed_cost", cost); 2]),
        ),
    ] {
        assert_eq!(
            line(&below, name).note,
            Some("below what is usual"),
            "{name}"
        );
        assert_eq!(line(&within, name).note, None, "{name}");
        assert_eq!(
            line(&above, name).note,
            Some("above what is usual"),
            "{name}"
        );
    }
    assert_eq!(line(&[], "Per query").prompting, "4.6¢");
    assert_eq!(line(&[], "Data collection").note, None);
    let dear = line(
        &[("fine_tuning.data.fixed_cost", "20000")],
        "Data collection",
    );
    assert_eq!(dear.note, Some("above what is usual"));
    assert_eq!(line(&[], "Training").note, Some("below what is usual"));
    // In another currency the usual ranges say nothing.
    assert_eq!(line(&[("currency", "EUR")], "Training").note, None);
    let never = line(
        &[("fine_tuning.data.fixed_cost", "100000")],
        "Break-even volume",
    );
    assert_eq!(
        (never.fine_tuning.as_str(), never.note),
        ("not within 24 months", None)
    );
}
