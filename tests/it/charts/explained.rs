//! What a reader who has nothing but the picture is told: which case a crossing is of and what follows from it, what each curve and the ends of
//! a band are.

use breakeven::analysis::approach::Approach;
use breakeven::analysis::finding::calendar::calendar_month;
use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::charts::look::Look;
use breakeven::export::drawing::{Drawing, PixelSize};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::inputs;
use breakeven::scenario::quantity::money;
use breakeven::scenario::words::with_plain_spaces;
use breakeven::study::Study;

use super::{draw, study};
use crate::support::{example, with};
use crate::text_rows::text_rows;

const SIZE: (u32, u32) = (1280, 720);

/// Everything that is written in a drawing.
fn words_of(drawing: &Drawing) -> String {
    let rows = text_rows(&drawing.shapes);
    let texts: Vec<String> = rows.into_iter().map(|row| row.text).collect();
    with_plain_spaces(&texts.join("\n"))
}

/// Everything that is written in the cost chart of a study.
fn cost_words(study: &Study) -> String {
    words_of(&draw(study, FigureKind::Cost, SIZE, false))
}

#[test]
fn the_last_two_crossings_say_which_case_they_are_of_and_what_follows() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        let words = cost_words(&study);
        let has_ranges = inputs::uncertain(&study.scenario).next().is_some();
        let may_fail = study.scenario.may_fail();
        let crossings = &study.analysis.crossings;
        for crossing in crossings.iter().rev().take(2) {
            let month = calendar_month(&study.scenario, crossing.at);
            let title = match crossing.cheaper_after {
                Approach::FineTuning if may_fail => format!("Break-even, if it succeeds: {month}"),
                Approach::FineTuning if has_ranges => format!("Break-even, base case: {month}"),
                Approach::FineTuning => format!("Break-even {month}"),
                Approach::Prompting => format!("Costs more again from {month}"),
            };
            assert!(
                words.contains(&title),
                "{}: {title} in {words}",
                example.name
            );
        }
        assert_eq!(words.contains("Break-even"), !crossings.is_empty());
    }
}

#[test]
fn a_third_curve_is_explained_at_its_end_and_above_the_chart() {
    // Its models live for nine months from when they serve, so that a later switch escapes the second retraining.
    let lasting = with(
        &example("base-model-retires"),
        &[
            ("fine_tuning.base_model_retires_month", "none"),
            ("fine_tuning.base_model_life_months", "9.5"),
        ],
    );
    let words = cost_words(&study(&lasting));
    for title in [
        "Switch after month 5",
        "prompt first, then fine-tune",
        "Cheapest in the base case: prompt for five months, then fine-tune.",
    ] {
        assert!(words.contains(title), "{title} in {words}");
    }
}

#[test]
fn chart_tile_and_title_of_the_map_agree_on_a_lead_that_is_lost() {
    let study = study(&example("base-model-retires"));
    let words = cost_words(&study);
    for title in [
        "Break-even, base case: Dec 2026",
        "Costs more again from Jan 2027",
    ] {
        assert!(words.contains(title), "{title} in {words}");
    }
    let upfront = &study.card().tiles[2].caption;
    let told = "base case: breaks even in Dec 2026, costs more again from Jan 2027";
    assert!(upfront.ends_with(told), "{upfront}");
    let figure = Figure {
        study: &study,
        kind: FigureKind::MapMonths,
        alone: true,
        plan: None,
    };
    let title = figure.title();
    assert!(title.ends_with("costs more again from month 10"), "{title}");
}

#[test]
fn the_optimised_prompt_is_a_curve_if_it_is_recommended() {
    let mut recommended = 0;
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        let path = study.decision().optimised_prompting();
        recommended += usize::from(path.is_some());
        let name = "Optimised prompt";
        for dark in [false, true] {
            let words = words_of(&draw(&study, FigureKind::Cost, SIZE, dark));
            assert_eq!(words.contains(name), path.is_some(), "{}", example.name);
            if let Some(path) = path {
                let total = money(path.total(), &study.scenario.currency);
                assert!(words.contains(&format!("{name} {total}")), "{words}");
                assert!(words.contains("against today’s prompt"), "{words}");
            }
        }
        let report = Figure {
            study: &study,
            kind: FigureKind::Queries,
            alone: false,
            plan: None,
        };
        let size = PixelSize {
            width: 1280,
            height: 720,
        };
        let words = words_of(&Drawing::picture(size, Look::default(), |ui| report.ui(ui)));
        assert_eq!(words.contains(name), path.is_some(), "{}", example.name);
    }
    assert!(recommended > 0, "no example recommends another prompt");
}

#[test]
fn the_base_case_and_the_ends_of_a_band_are_explained_once() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        let times = usize::from(study.risk().is_some());
        for kind in [FigureKind::Cost, FigureKind::Saving, FigureKind::Decision] {
            let words = words_of(&draw(&study, kind, SIZE, false)).replace('\n', " ");
            for told in [
                "every input at its best estimate",
                "1 in 10 above",
                "1 in 10 below",
            ] {
                let found = words.matches(told).count();
                assert_eq!(found, times, "{} {kind:?}: {told} in {words}", example.name);
            }
            assert!(!words.contains("P10") && !words.contains("P90"), "{words}");
        }
    }
}

#[test]
fn a_card_says_a_loss_as_a_loss() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        for tile in &study.card().tiles {
            let said = format!("{} {}", tile.value, tile.caption);
            assert!(!said.contains('−') && !said.contains('+'), "{said}");
        }
        let saving = study.leading_saving().unwrap().amount;
        let caption = &study.card().tiles[1].caption;
        assert_eq!(caption.contains("extra cost"), saving < 0.0, "{caption}");
    }
}

#[test]
fn a_what_if_has_the_plan_beside_it() {
    let planned = study(&example("support-replies"));
    let curve = planned.analysis.saving_curve();
    let what_if = with(
        &example("support-replies"),
        &[("workload.queries_per_month", "90k")],
    );
    let what_if = study(&what_if);
    let size = PixelSize {
        width: 1280,
        height: 720,
    };
    for kind in [FigureKind::Cost, FigureKind::Saving, FigureKind::Decision] {
        for plan in [None, Some(&curve[..])] {
            let figure = Figure {
                study: &what_if,
                kind,
                alone: true,
                plan,
            };
            let drawing = Drawing::picture(size, Look::default(), |ui| figure.ui(ui));
            let words = words_of(&drawing);
            assert_eq!(words.contains(" Plan"), plan.is_some(), "{kind:?}: {words}");
        }
    }
}

#[test]
fn the_dots_of_bills_are_named_as_what_is_planned_with_bills() {
    let plan = example("support-replies");
    let bills = with(&plan, &[("actuals", "17: $182; 18: $260")]);
    let words = cost_words(&study(&bills));
    // Where the label would cover a curve, the words above the chart alone name them.
    assert!(words.contains("dots: planned, with bills"), "{words}");
    assert!(words.contains("\nPlanned, with bills"), "{words}");
    assert!(!cost_words(&study(&plan)).contains("with bills"));
}
