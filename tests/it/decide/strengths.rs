//! The strengths of both approaches with their evidence, and cost by phase beside what is usual.

use breakeven::scenario::words::with_plain_spaces;

use super::{warranted_with, words_of};

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
        ("No upfront cost", ("fine_tuning.data.fixed_cost", "99")),
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
        evidence(&dear, "No upfront cost").unwrap(),
        "prompting $30k upfront, fine-tuning $2,000"
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
            "No upfront cost",
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
        phases
            .into_iter()
            .find(|line| with_plain_spaces(line.name) == name)
            .unwrap()
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
            "Changes and retraining",
            ["49", "50", "5001"].map(|cost| [("fine_tuning.training.fixed_cost", cost); 2]),
        ),
        (
            "Break-even volume",
            ["2000", "2500", "9000"].map(|cost| [("fine_tuning.data.fixed_cost", cost); 2]),
        ),
    ] {
        assert_eq!(line(&below, name).note, Some("below typical"), "{name}");
        assert_eq!(line(&within, name).note, None, "{name}");
        assert_eq!(line(&above, name).note, Some("above typical"), "{name}");
    }
    assert_eq!(line(&[], "Per 1,000 queries").prompting, "$45.50");
    assert_eq!(line(&[], "Data collection").note, None);
    let dear = line(
        &[("fine_tuning.data.fixed_cost", "20000")],
        "Data collection",
    );
    assert_eq!(dear.note, Some("above typical"));
    assert_eq!(line(&[], "Training").note, Some("below typical"));
    // In another currency the usual ranges say nothing.
    assert_eq!(line(&[("currency", "EUR")], "Training").note, None);
    let never = line(
        &[("fine_tuning.data.fixed_cost", "100000")],
        "Break-even volume",
    );
    assert_eq!(
        (never.fine_tuning.as_str(), never.note),
        ("not within two years", None)
    );
}
