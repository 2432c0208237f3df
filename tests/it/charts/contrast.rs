//! Every text of every figure has a contrast of 4.5:1 to what lies under it, be that the ground, a band, a tint or a bar, and every line and
//! bar in the colour of an approach or a scenario has 3:1.

use breakeven::analysis::approach::Approach;
use breakeven::charts::comparison::ComparedQuantity;
use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::export::drawing::{Drawing, PixelSize};
use breakeven::export::figures::{draw_comparison, draw_figure};
use breakeven::files::examples::EXAMPLES;
use breakeven::study::Study;
use breakeven::theme::palette::Palette;
use egui::{Color32, Stroke, vec2};

use super::painted::{Painted, color_at, is_tone_of, painted};
use super::study;
use crate::contrast::contrast;

/// The looks of an exported figure.
fn looks() -> impl Iterator<Item = Look> {
    [false, true].into_iter().flat_map(|dark| {
        [false, true].map(|transparent| Look {
            dark,
            transparent,
            ..Look::default()
        })
    })
}

/// What a figure may lie on: its own ground, or without one a slide of the theme's ground or of what is near to that.
fn grounds(look: Look) -> Vec<Color32> {
    let own = Palette::for_theme(look.dark).background;
    match (look.transparent, look.dark) {
        (false, _) => vec![own],
        (true, false) => vec![own, Color32::WHITE],
        (true, true) => vec![own, Color32::BLACK],
    }
}

/// The texts that can't be read on what lies under them, or over which something was painted.
fn text_faults(painted: &[Painted], ground: Color32) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, item) in painted.iter().enumerate() {
        let Painted::Text(text) = item else {
            continue;
        };
        let steps = [0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 1.0];
        let inside = text.at.shrink(0.5);
        for part in steps
            .into_iter()
            .flat_map(|x| [0.0, 0.5, 1.0].map(|y| vec2(x, y)))
        {
            let at = inside.lerp_inside(part);
            let below = color_at(&painted[..place], ground, at);
            for color in &text.colors {
                let ratio = contrast(below.blend(*color), below);
                if ratio < 4.5 {
                    faults.push(format!(
                        "{:?} {color:?} on {below:?}: {ratio:.2}",
                        text.text
                    ));
                }
            }
            if color_at(&painted[place..], below, at) != below {
                faults.push(format!("{:?} is covered", text.text));
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// The lines and bars in a colour of an approach or a scenario that can't be seen on the ground. An area without an outline is told by the
/// lines along its edges.
fn mark_faults(painted: &[Painted], ground: Color32, palette: &Palette) -> Vec<String> {
    let mut tones = Approach::ALL
        .map(|approach| palette.approach(approach))
        .to_vec();
    tones.extend((0..7).map(|scenario| palette.series(scenario)));
    let is_mark = |color: Color32| tones.iter().any(|tone| is_tone_of(color, *tone));
    let ratio = |color: Color32| contrast(ground.blend(color), ground);
    let mut faults = Vec::new();
    for item in painted {
        let (ratio, what) = match item {
            Painted::Line(_, stroke) if is_mark(stroke.color) => (ratio(stroke.color), "line"),
            Painted::Area(area, _, fill, stroke) if is_mark(*fill) => {
                let outline = if *stroke == Stroke::NONE {
                    1.0
                } else {
                    ratio(stroke.color)
                };
                let is_band = matches!(area, super::painted::Area::Triangles(_));
                if is_band {
                    continue;
                }
                (ratio(*fill).max(outline), "bar")
            }
            _ => continue,
        };
        if ratio < 3.0 {
            faults.push(format!("a {what}: {ratio:.2}"));
        }
    }
    faults.dedup();
    faults
}

/// Looks at a drawing on all its grounds. Returns how many texts it has.
fn check(drawing: &Drawing, look: Look, name: &str, found: &mut Vec<String>) -> usize {
    let painted = painted(drawing);
    for ground in grounds(look) {
        let faults = text_faults(&painted, ground).into_iter();
        let marks = mark_faults(&painted, ground, Palette::for_theme(look.dark));
        found.extend(
            faults
                .chain(marks)
                .map(|fault| format!("{name}, {look:?}: {fault}")),
        );
    }
    let is_text = |item: &&Painted| matches!(item, Painted::Text(_));
    painted.iter().filter(is_text).count()
}

#[test]
fn every_text_and_mark_of_every_figure_is_seen_on_what_lies_under_it() {
    let mut found = Vec::new();
    let mut texts = 0;
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        for kind in FigureKind::available(&study) {
            for look in looks() {
                for size in [PixelSize::SLIDE, PixelSize::MIN] {
                    let drawing = draw_figure(&study, kind, size, look).unwrap();
                    let name = format!("{}, {kind:?}", example.name);
                    texts += check(&drawing, look, &name, &mut found);
                }
            }
        }
    }
    assert!(texts > 5000, "{texts}");
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_text_and_mark_of_a_comparison_is_seen_too() {
    let scenarios = EXAMPLES.iter().map(|example| example.scenario().unwrap());
    let dollars = scenarios.filter(|scenario| scenario.currency.code() == "USD");
    // As many as a chart takes.
    let studies: Vec<Study> = dollars.take(7).map(|scenario| study(&scenario)).collect();
    let mut found = Vec::new();
    for quantity in [ComparedQuantity::Savings, ComparedQuantity::Costs] {
        for of in [2, studies.len()] {
            for look in looks() {
                let drawing = draw_comparison(&studies[..of], quantity, PixelSize::SLIDE, look);
                check(
                    &drawing.unwrap(),
                    look,
                    &format!("{quantity:?}"),
                    &mut found,
                );
            }
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}
