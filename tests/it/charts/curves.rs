//! What is drawn of curves: no word lies over one, and words about areas stand in them.

use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::charts::look::Look;
use breakeven::export::drawing::{Drawing, PixelSize};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use egui::{Pos2, Rect};

use super::painted::{Painted, painted};
use super::{SIZES, draw, study};
use crate::support::with;
use crate::text_rows::text_rows;

/// The points of the thick lines of a drawing: its curves.
pub(super) fn curves(drawing: &Drawing) -> Vec<Vec<Pos2>> {
    fn collect(shape: &egui::Shape, into: &mut Vec<Vec<Pos2>>) {
        match shape {
            egui::Shape::Path(path) if path.stroke.width >= 1.9 => into.push(path.points.clone()),
            egui::Shape::LineSegment { points, stroke } if stroke.width >= 1.9 => {
                into.push(points.to_vec());
            }
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, into)),
            _ => {}
        }
    }
    let mut curves = Vec::new();
    for clipped in &drawing.shapes {
        collect(&clipped.shape, &mut curves);
    }
    curves
}

#[test]
fn no_word_of_the_costs_and_the_saving_lies_over_a_curve() {
    let mut found = Vec::new();
    let mut seen = 0;
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        for kind in [FigureKind::Cost, FigureKind::Queries, FigureKind::Saving] {
            for size in SIZES {
                let drawing = draw(&study, kind, size, false);
                let texts = text_rows(&drawing.shapes);
                for pair in curves(&drawing).iter().flat_map(|curve| curve.windows(2)) {
                    seen += 1;
                    let points = (0..=8).map(|part| pair[0].lerp(pair[1], part as f32 / 8.0));
                    for point in points {
                        for text in texts.iter().filter(|text| text.at.contains(point)) {
                            found.push(format!(
                                "{}, {kind:?}, {size:?}: {:?}",
                                example.name, text.text
                            ));
                        }
                    }
                }
            }
        }
    }
    found.dedup();
    assert!(seen > 1000, "{seen}");
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_distribution_that_no_range_moves_is_not_drawn_from_rounding() {
    // Both approaches cost the same but for what is paid at the start: what a query holds moves nothing.
    let study = study(&with(
        &Scenario::default(),
        &[
            ("workload.input_tokens", "100 to 900"),
            ("prompting.serving.price.input", "2"),
            ("fine_tuning.serving.price.input", "2"),
            ("fine_tuning.data.fixed_cost", "64"),
        ],
    ));
    let texts = text_rows(&draw(&study, FigureKind::Risk, SIZES[1], false).shapes);
    let mut seen: Vec<&str> = Vec::new();
    for text in texts.iter().map(|text| text.text.as_str()) {
        if text.contains('$') {
            seen.push(text);
        }
    }
    assert!(!seen.is_empty());
    // Each amount once: there is one axis.
    for amount in &seen {
        let same = seen.iter().filter(|other| other == &amount).count();
        assert!(same <= 1, "{amount} in {seen:?}");
    }
}

#[test]
fn who_is_ahead_is_written_where_that_holds() {
    let mut seen = 0;
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        if FigureKind::Saving.unavailable_because(&study).is_some() {
            continue;
        }
        let months = study.analysis.months();
        let saving = |t: usize| {
            let [prompting, tuned] = [&study.analysis.prompting, &study.analysis.fine_tuning];
            prompting.cost_path.after[t] - tuned.cost_path.after[t]
        };
        // How far the area may reach above and below zero at the end of a month.
        let reach = |t: usize| {
            let band = study.risk().map(|risk| &risk.bands.saving[t]);
            let (low, high) = band.map_or((0.0, 0.0), |band| (band.p10, band.p90));
            [saving(t).min(low), saving(t).max(high)]
        };
        for size in SIZES {
            let drawing = draw(&study, FigureKind::Saving, size, false);
            let xs = curves(&drawing).into_iter().flatten().map(|point| point.x);
            let (from, to) = xs.fold((f32::INFINITY, 0.0), |(low, high): (f32, f32), x| {
                (low.min(x), high.max(x))
            });
            let month = |x: f32| (x - from) / (to - from) * months as f32;
            for text in text_rows(&drawing.shapes) {
                let (words, at) = (text.text.as_str(), text.at);
                if !words.ends_with(" ahead") {
                    continue;
                }
                seen += 1;
                let span = month(at.left()).max(0.0).ceil() as usize..=month(at.right()) as usize;
                for t in span {
                    let [low, high] = reach(t);
                    let holds = if words.starts_with("fine") {
                        high > 0.0
                    } else {
                        low < 0.0
                    };
                    assert!(holds, "{}, {size:?}: {words} in month {t}", example.name);
                }
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn who_is_ahead_is_written_over_no_curve_nor_over_the_plan_beside_a_what_if() {
    let mut found = Vec::new();
    let mut seen = 0;
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        if FigureKind::Saving.unavailable_because(&study).is_some() {
            continue;
        }
        let saving = study.analysis.saving_curve().into_iter();
        let plan: Vec<[f64; 2]> = saving.map(|[t, saving]| [t, 0.7 * saving]).collect();
        for kind in [FigureKind::Cost, FigureKind::Saving] {
            for (width, height) in [SIZES[0], SIZES[2]] {
                let figure = Figure {
                    study: &study,
                    kind,
                    alone: true,
                    plan: Some(&plan),
                };
                let size = PixelSize { width, height };
                let drawing = Drawing::picture(size, Look::default(), |ui| figure.ui(ui));
                let lines = curves_and_plan(&drawing);
                let mut texts = text_rows(&drawing.shapes);
                texts.retain(|text| text.text.ends_with(" ahead"));
                seen += texts.len();
                texts.retain(|text| lines.iter().any(|line| crosses(line, text.at)));
                let size = format!("{width} × {height}");
                found.extend(
                    texts
                        .into_iter()
                        .map(|text| format!("{}, {kind:?}, {size}: {:?}", example.name, text.text)),
                );
            }
        }
    }
    assert!(seen > 30, "{seen}");
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// The lines of a drawing that have more than two points and are thicker than the edges of a band.
fn curves_and_plan(drawing: &Drawing) -> Vec<Vec<Pos2>> {
    let lines = painted(drawing)
        .into_iter()
        .filter_map(|painted| match painted {
            Painted::Line(points, stroke) => (stroke.width > 1.1).then_some(points),
            Painted::Area(..) | Painted::Text(_) => None,
        });
    lines.filter(|points| points.len() > 2).collect()
}

/// Whether a line goes through a place.
fn crosses(line: &[Pos2], place: Rect) -> bool {
    line.windows(2).any(|pair| {
        let along = pair[1] - pair[0];
        let steps = along.length().ceil().max(1.0);
        (0..=steps as usize).any(|step| place.contains(pair[0] + along * (step as f32 / steps)))
    })
}
