//! Charts as files: what is drawn comes out as text and pixels, whatever a scenario is called.

use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::charts::look::Look;
use breakeven::export;
use breakeven::export::drawing::svg::{FontSource, render};
use breakeven::export::drawing::{PixelSize, png};
use breakeven::files::examples::EXAMPLES;
use resvg::usvg::roxmltree;

use super::{SIZES, draw, study, svg_texts};
use crate::support::{example, with};
use crate::text_rows::text_rows;

#[test]
fn names_come_out_as_text_whatever_is_in_them() {
    let name = "<script>alert(\"1\")</script> & 'co' 😀 שלום]]>\u{fffe}\u{1}";
    let mut scenario = example("support-replies");
    scenario.name = name.to_owned();
    let study = study(&scenario);
    let drawing = draw(&study, FigureKind::Cost, (1280, 720), false);
    for face in [FontSource::Embedded, FontSource::External] {
        let text = render(&drawing, name, face);
        assert!(!text.contains("<script"));
        let document = roxmltree::Document::parse(&text).unwrap();
        let title = document
            .descendants()
            .find(|node| node.has_tag_name("title"));
        let written = title.and_then(|title| title.text()).unwrap();
        assert_eq!(written, name.trim_end_matches(['\u{1}', '\u{fffe}']));
        assert!(
            document
                .descendants()
                .all(|node| !node.has_tag_name("script"))
        );
    }
    assert!(png::encode(&drawing).is_ok());
}

#[test]
fn a_chart_that_a_scenario_does_not_have_is_refused_with_the_reason() {
    let exact = with(
        &example("support-replies"),
        &[
            ("workload.queries_per_month", "40000"),
            ("workload.growth_per_month", "0.01"),
        ],
    );
    let mut exact = exact;
    for input in breakeven::scenario::inputs::INPUTS.iter() {
        if let Some(base) = input.base(&exact) {
            let _ = input.set_exactly(&mut exact, base);
        }
    }
    let study = study(&exact);
    let refused =
        export::figures::draw_figure(&study, FigureKind::Risk, PixelSize::SLIDE, Look::default());
    let message = refused.err().unwrap().to_string();
    assert!(message.contains("Support replies") && message.contains("state one as a range"));
    assert!(!FigureKind::available(&study).any(|kind| kind == FigureKind::PaidBack));
}

#[test]
fn names_in_any_script_are_in_reading_order() {
    let mut scenario = example("textbook-comparison");
    scenario.name = "תשובות תמיכה · ردود 24 الدعم · サポート返信 · ตอบกลับ · Ответы 😀".into();
    let study = study(&scenario);
    for size in SIZES {
        let drawing = draw(&study, FigureKind::Phases, size, false);
        let written = svg_texts(&drawing);
        // Each script is a run of its own: who sets it turns it round as a whole.
        for run in ["תשובות תמיכה", "サポート返信", "ตอบกลับ"] {
            assert!(
                written.iter().any(|words| words == run),
                "{run} in {written:?}"
            );
        }
        assert!(written.concat().contains("ردود 24 الدعم"), "{written:?}");
        assert!(png::rasterize(&drawing).is_ok());
    }
}

#[test]
fn pictures_have_the_size_and_the_colours_that_were_asked_for() {
    let study = study(&example("textbook-comparison"));
    for dark in [false, true] {
        let drawing = draw(&study, FigureKind::Cost, (800, 450), dark);
        let pixels = png::rasterize(&drawing).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (800, 450));
        let corner = pixels.pixel(0, 0).unwrap();
        let bright = u16::from(corner.red()) + u16::from(corner.green());
        assert_eq!(bright < 200, dark);
        // Both curves are there, in the colours of their approaches.
        let palette = breakeven::theme::palette::Palette::for_theme(dark);
        for color in [palette.prompting, palette.fine_tuning] {
            let found = pixels
                .pixels()
                .iter()
                .filter(|pixel| {
                    [pixel.red(), pixel.green(), pixel.blue()] == [color.r(), color.g(), color.b()]
                })
                .count();
            assert!(found > 200, "{found} pixels of {color:?}");
        }
    }
}

#[test]
fn a_figure_that_stands_alone_says_what_to_do_before_what_was_found() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        let headline = study.headline();
        let recommendation = headline.recommendation.clone().unwrap();
        for kind in FigureKind::available(&study) {
            let drawing = draw(&study, kind, (1280, 720), false);
            let texts = text_rows(&drawing.shapes);
            let first = texts[0].text.trim();
            let wanted = match kind {
                FigureKind::Decision => "Recommendation".to_owned(),
                FigureKind::Cost => format!("{recommendation}. {}", headline.finding),
                _ => format!("Recommendation · {recommendation}"),
            };
            // A long title takes several rows.
            assert!(wanted.starts_with(first), "{kind:?}: {first:?}, {wanted:?}");
        }
        let drawing = draw(&study, FigureKind::Cost, (1280, 720), false);
        let texts = text_rows(&drawing.shapes);
        let has = |start: &str| texts.iter().any(|row| row.text.starts_with(start));
        assert!(has("Biggest doubt: "), "{}", example.name);
        let optimises = study.decision_words().advice.is_over_todays_prompt;
        assert_eq!(
            has("Drawn with today’s prompt") || has("Optimised, prompting costs "),
            optimises,
            "{}",
            example.name
        );
    }
}

#[test]
fn each_figure_has_a_title_that_says_something_of_its_own_scenario() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        for kind in FigureKind::available(&study) {
            let figure = Figure {
                study: &study,
                kind,
                alone: true,
                plan: None,
            };
            assert!(figure.title().len() > 12, "{kind:?}: {}", figure.title());
            // The card of the decision has its words in it.
            let needs_caption = kind != FigureKind::Decision;
            assert_eq!(!figure.caption().is_empty(), needs_caption, "{kind:?}");
        }
    }
}
