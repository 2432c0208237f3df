//! What is told apart in grey print: the two approaches and the scenarios, by lightness, dashes or the form of their marks.

use breakeven::analysis::approach::Approach;
use breakeven::charts::comparison::ComparedQuantity;
use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::export::drawing::PixelSize;
use breakeven::export::figures::{draw_comparison, draw_figure};
use breakeven::files::examples::EXAMPLES;
use breakeven::study::Study;
use breakeven::theme::palette::Palette;
use egui::{Color32, Pos2, Rect};

use super::painted::{Area, Painted, is_tone_of, lightness, painted};
use super::study;

/// A difference in lightness that is seen at a glance.
const SEEN: f32 = 25.0;

fn look(dark: bool) -> Look {
    Look {
        dark,
        ..Look::default()
    }
}

#[test]
fn bars_of_the_two_approaches_differ_in_lightness() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        for dark in [false, true] {
            let palette = Palette::for_theme(dark);
            let drawing =
                draw_figure(&study, FigureKind::Phases, PixelSize::SLIDE, look(dark)).unwrap();
            let bars = |approach: Approach| -> Vec<f32> {
                let tone = palette.approach(approach);
                let fills = painted(&drawing).into_iter().filter_map(|item| match item {
                    // The shortest bars are a mere stroke.
                    Painted::Area(Area::Rect(rect), _, fill, _) if rect.width() > 3.0 => Some(fill),
                    _ => None,
                });
                let fills = fills.filter(|fill| is_tone_of(*fill, tone));
                fills
                    .map(|fill| lightness(palette.background.blend(fill)))
                    .collect()
            };
            let [prompting, fine_tuning] = Approach::ALL.map(bars);
            assert!(
                !prompting.is_empty() && !fine_tuning.is_empty(),
                "{}",
                example.name
            );
            for (a, b) in prompting
                .iter()
                .flat_map(|a| fine_tuning.iter().map(move |b| (a, b)))
            {
                assert!((a - b).abs() >= SEEN, "{}, {dark}: {a}, {b}", example.name);
            }
        }
    }
}

#[test]
fn the_line_of_fine_tuning_is_dashed_and_that_of_prompting_is_not() {
    let mut seen = 0;
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        for kind in [FigureKind::Cost, FigureKind::Queries] {
            let drawing = draw_figure(&study, kind, PixelSize::SLIDE, Look::default()).unwrap();
            let longest = |approach: Approach| {
                let tone = Palette::for_theme(false).approach(approach);
                let lines = painted(&drawing).into_iter().filter_map(|item| match item {
                    // Thinner ones are the edges of a band.
                    Painted::Line(points, stroke) if stroke.width > 1.9 && stroke.color == tone => {
                        Some(Rect::from_points(&points).width())
                    }
                    _ => None,
                });
                lines.fold(0.0, f32::max)
            };
            let [prompting, fine_tuning] = Approach::ALL.map(longest);
            assert!(prompting > 100.0, "{}: {prompting}", example.name);
            assert!(
                (4.0..20.0).contains(&fine_tuning),
                "{}: {fine_tuning}",
                example.name
            );
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

/// The form of a small mark in this colour.
fn form(item: &Painted, tone: Color32) -> Option<String> {
    let is_small = |points: &[Pos2]| Rect::from_points(points).width() < 14.0;
    match item {
        Painted::Area(area, _, fill, _) if *fill == tone => match area {
            Area::Rect(_) => Some("square".to_owned()),
            Area::Circle(..) => Some("circle".to_owned()),
            Area::Polygon(points) if is_small(points) => {
                let top = points
                    .iter()
                    .map(|point| point.y)
                    .fold(f32::INFINITY, f32::min);
                let at_top = points.iter().filter(|point| point.y < top + 0.5).count();
                Some(format!("{} corners, {at_top} at the top", points.len()))
            }
            _ => None,
        },
        // The strokes of a cross.
        Painted::Line(points, stroke) if stroke.color == tone && stroke.width == 2.0 => {
            let across = points[1] - points[0];
            let is_upright = across.x.abs() < 0.1 || across.y.abs() < 0.1;
            Some(if is_upright { "plus" } else { "cross" }.to_owned())
        }
        _ => None,
    }
}

#[test]
fn the_line_of_each_compared_scenario_has_marks_of_a_form_of_its_own() {
    // Of one size, so that all lie over each other.
    let study = study(&EXAMPLES[0].scenario().unwrap());
    let studies: Vec<Study> = (0..7)
        .map(|place| {
            let mut scenario = study.scenario.clone();
            scenario.name = format!("Scenario {place}");
            let volume = format!("{}", 40_000 + 4_000 * place);
            let changes = [("workload.queries_per_month", volume.as_str())];
            super::study(&crate::support::with(&scenario, &changes))
        })
        .collect();
    let drawing = draw_comparison(
        &studies,
        ComparedQuantity::Costs,
        PixelSize::SLIDE,
        Look::default(),
    );
    let painted = painted(&drawing.unwrap());
    let palette = Palette::for_theme(false);
    let mut forms = Vec::new();
    for scenario in 0..7 {
        let tone = palette.series(scenario);
        let mut own: Vec<String> = painted.iter().filter_map(|item| form(item, tone)).collect();
        assert!(own.len() > 8, "scenario {scenario}: {own:?}");
        own.dedup();
        assert_eq!(own.len(), 1, "scenario {scenario}: {own:?}");
        forms.extend(own);
    }
    let all = forms.len();
    forms.sort();
    forms.dedup();
    assert_eq!(forms.len(), all, "{forms:?}");
}
