//! All text of every chart is there, inside, and not over other text.

use breakeven::analysis::breakeven::BreakEven;
use breakeven::charts::comparison::ComparedQuantity;
use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::charts::look::Look;
use breakeven::export;
use breakeven::export::drawing::PixelSize;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::words::with_plain_spaces;
use breakeven::study::Study;
use egui::{Pos2, Rect};

use super::{SIZES, draw, faults, study, svg_texts};
use crate::support::{example, with};
use crate::text_rows::text_rows;

#[test]
fn every_chart_of_every_example_can_be_read_at_every_size_in_both_themes() {
    let mut found = Vec::new();
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        for kind in FigureKind::available(&study) {
            for size in SIZES {
                for dark in [false, true] {
                    let drawing = draw(&study, kind, size, dark);
                    let area = Rect::from_min_size(Pos2::ZERO, drawing.size);
                    let texts = text_rows(&drawing.shapes);
                    assert!(texts.len() >= 5, "{kind:?}: {texts:?}");
                    for fault in faults(&texts, area) {
                        found.push(format!("{}, {kind:?}, {size:?}: {fault}", example.name));
                    }
                    let over_time = matches!(
                        kind,
                        FigureKind::Cost
                            | FigureKind::Saving
                            | FigureKind::PaidBack
                            | FigureKind::SwitchTiming
                    );
                    let counted = texts
                        .iter()
                        .any(|text| ["start", "month 1"].contains(&text.text.as_str()));
                    // The card has a chart over time where there is room for it.
                    let is_card = kind == FigureKind::Decision;
                    let as_expected = counted == (dark && over_time) || is_card && dark;
                    assert!(as_expected, "{kind:?}, {size:?}");
                    // The break-even is marked and named, however small the picture.
                    let curves = matches!(kind, FigureKind::Cost | FigureKind::Queries);
                    let pays_back = matches!(study.analysis.break_even, BreakEven::At(_));
                    let named = texts.iter().any(|text| text.text.starts_with("Break-even"));
                    assert!(
                        !(curves && pays_back) || named,
                        "{}, {kind:?}, {size:?}",
                        example.name
                    );
                    // What was drawn is in the SVG, word for word.
                    let written = svg_texts(&drawing);
                    for row in &texts {
                        let words = row.text.trim();
                        let whole = written.iter().any(|written| written.trim() == words);
                        let parts: String = written.concat();
                        assert!(
                            whole || parts.contains(words),
                            "{kind:?}: {words:?} in {written:?}"
                        );
                    }
                }
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn charts_can_be_read_in_a_currency_of_long_amounts() {
    let mut found = Vec::new();
    for example in EXAMPLES {
        for sets in [
            &[("currency", "CHF")][..],
            &[("currency", "SEK"), ("horizon_months", "120")],
        ] {
            let study = study(&with(&example.scenario().unwrap(), sets));
            for kind in FigureKind::available(&study) {
                for size in [SIZES[0], SIZES[3]] {
                    let drawing = draw(&study, kind, size, false);
                    let area = Rect::from_min_size(Pos2::ZERO, drawing.size);
                    let texts = text_rows(&drawing.shapes);
                    let of = format!("{}, {sets:?}, {kind:?}, {size:?}", example.name);
                    found.extend(
                        faults(&texts, area)
                            .into_iter()
                            .map(|fault| format!("{of}: {fault}")),
                    );
                    // Both columns have their names.
                    if kind == FigureKind::Phases {
                        for name in ["Prompting", "Fine-tuning", "Saving"] {
                            let named = texts.iter().filter(|text| text.text == name);
                            assert_eq!(named.count(), 1, "{of}: {name}");
                        }
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// Scenarios at the edges of what there is.
fn edges() -> Vec<(&'static str, Scenario)> {
    let support = example("support-replies");
    let mut equal = support.clone();
    equal.fine_tuning.serving = equal.prompting.serving.clone();
    equal.fine_tuning.effort = equal.prompting.effort.clone();
    for path in [
        "fine_tuning.data.cost_per_example",
        "fine_tuning.data.fixed_cost",
        "fine_tuning.training.price",
        "fine_tuning.training.evaluation_cost",
    ] {
        equal = with(&equal, &[(path, "0")]);
    }
    let mut long = support.clone();
    long.name = "A name that goes on and on ".repeat(9);
    let returns = [
        ("fine_tuning.base_model_life_months", "6"),
        ("fine_tuning.at_retirement", "ReturnToPrompting"),
        ("workload.changes_per_year", "2"),
    ];
    vec![
        ("nothing stated", Scenario::default()),
        ("equal approaches", equal),
        ("a long name", long),
        (
            "no volume",
            with(&support, &[("workload.queries_per_month", "0")]),
        ),
        ("one month", with(&support, &[("horizon_months", "1")])),
        ("ten years", with(&support, &[("horizon_months", "120")])),
        ("back to prompting", with(&support, &returns)),
        (
            "from the start",
            with(&support, &[("prompting.serving.price.output", "900")]),
        ),
        (
            "huge amounts",
            with(&support, &[("workload.queries_per_month", "90bn")]),
        ),
        ("yen", with(&support, &[("currency", "JPY")])),
    ]
}

#[test]
fn charts_of_scenarios_at_the_edges_can_be_read_too() {
    let mut found = Vec::new();
    for (name, scenario) in edges() {
        let study = study(&scenario);
        for kind in FigureKind::available(&study) {
            for size in SIZES {
                let drawing = draw(&study, kind, size, false);
                let area = Rect::from_min_size(Pos2::ZERO, drawing.size);
                for fault in faults(&text_rows(&drawing.shapes), area) {
                    found.push(format!("{name}, {kind:?}, {size:?}: {fault}"));
                }
            }
            let figure = Figure {
                study: &study,
                kind,
                alone: true,
                plan: None,
            };
            let title = figure.title();
            assert!(
                !with_plain_spaces(&title).contains("after 0 queries")
                    && !title.contains("$0 more"),
                "{name}: {title}"
            );
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn compared_scenarios_can_be_read_at_every_size_and_only_amounts_of_one_currency_are_laid_over_each_other()
 {
    let studies: Vec<Study> = EXAMPLES
        .iter()
        .map(|example| example.scenario().unwrap())
        .filter(|scenario| scenario.currency.code() == "USD")
        // As many as a chart takes.
        .take(7)
        .map(|scenario| study(&scenario))
        .collect();
    assert!(studies.len() > 5);
    let mut found = Vec::new();
    for quantity in [ComparedQuantity::Savings, ComparedQuantity::Costs] {
        for of in [1, 2, 4, studies.len()] {
            for (width, height) in SIZES {
                let pixels = PixelSize { width, height };
                // Both lines of more scenarios than four don't fit on a thumbnail.
                if quantity == ComparedQuantity::Costs && of > 4 && width < 800 {
                    continue;
                }
                let drawing = export::figures::draw_comparison(
                    &studies[..of],
                    quantity,
                    pixels,
                    Look::default(),
                );
                let drawing = drawing.unwrap();
                let area = Rect::from_min_size(Pos2::ZERO, drawing.size);
                let texts = text_rows(&drawing.shapes);
                for study in &studies[..of] {
                    let begins: String = study.scenario.title().chars().take(8).collect();
                    assert!(
                        texts.iter().any(|text| text.text.contains(&begins)),
                        "{begins}"
                    );
                }
                for fault in faults(&texts, area) {
                    found.push(format!("{quantity:?} of {of}, {pixels:?}: {fault}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
    // Euros don't go over dollars.
    let mixed = vec![studies[0].clone(), study(&example("many-shot-prompt"))];
    let refused = export::figures::draw_comparison(
        &mixed,
        ComparedQuantity::Savings,
        PixelSize::SLIDE,
        Look::default(),
    );
    assert!(
        refused
            .err()
            .unwrap()
            .to_string()
            .contains("can’t share a chart")
    );
}
