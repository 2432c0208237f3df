//! Charts on paper: each of each example at every size, in both themes: all its text is there, inside, and not over other text; the SVG is
//! valid and says what was drawn; PNG and PDF come from it.

use breakeven::analysis::breakeven::BreakEven;
use breakeven::charts::comparison::ComparedQuantity;
use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::charts::look::Look;
use breakeven::charts::plot::axis::TimeAxis;
use breakeven::export;
use breakeven::export::drawing::svg::{FontSource, render};
use breakeven::export::drawing::{Drawing, PixelSize, png};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::words::with_plain_spaces;
use breakeven::study::Study;
use egui::{Pos2, Rect};
use resvg::usvg::roxmltree;

use crate::support::{example, with};
use crate::text_rows::{TextRow, text_rows};

/// From a thumbnail to a large screen.
const SIZES: [(u32, u32); 5] = [
    (480, 320),
    (800, 600),
    (1280, 720),
    (1920, 1080),
    (3840, 2160),
];

pub fn study(scenario: &Scenario) -> Study {
    Study::new(scenario, 1024, &DecisionSettings::default())
}

/// Light ones with the calendar, dark ones with counted months.
fn draw(study: &Study, kind: FigureKind, (width, height): (u32, u32), dark: bool) -> Drawing {
    let time = if dark {
        TimeAxis::Counted
    } else {
        TimeAxis::Calendar
    };
    export::figures::draw_figure(
        study,
        kind,
        PixelSize { width, height },
        Look {
            dark,
            time,
            ..Look::default()
        },
    )
    .unwrap()
}

/// The texts of a drawing's SVG.
fn svg_texts(drawing: &Drawing) -> Vec<String> {
    let text = render(drawing, "a title", FontSource::External);
    let document = roxmltree::Document::parse(&text).unwrap();
    let texts = document
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    texts
        .filter_map(|node| node.text().map(ToOwned::to_owned))
        .collect()
}

/// What is wrong with texts on an area of this size.
pub fn faults(texts: &[TextRow], area: Rect) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let shown = text.clip.intersect(area).expand(1.0);
        if !shown.contains_rect(text.at) {
            faults.push(format!(
                "cut off: {:?} at {:?} of {shown:?}",
                text.text, text.at
            ));
        }
        for other in &texts[place + 1..] {
            if text.at.shrink(0.5).intersects(other.at.shrink(0.5)) {
                faults.push(format!(
                    "over each other: {:?} and {:?}",
                    text.text, other.text
                ));
            }
        }
    }
    faults
}

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
                    let named = texts
                        .iter()
                        .any(|text| text.text.starts_with("Break-even "));
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
fn a_calendar_names_its_first_and_its_last_month_and_no_two_ticks_read_the_same() {
    for (start, months, first, last) in [
        ("2027-02", 36, "Feb", "Jan"),
        ("2027-04", 120, "Apr", "Mar"),
        ("2027-12", 13, "Dec", "Dec"),
        ("2027-01", 24, "Jan", "Dec"),
        ("2027-01", 1, "Jan", "Jan"),
    ] {
        let months = months.to_string();
        let changes = [("start", start), ("horizon_months", months.as_str())];
        let study = study(&with(&example("textbook-comparison"), &changes));
        for size in SIZES {
            let texts = text_rows(&draw(&study, FigureKind::Saving, size, false).shapes);
            let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
            let ticks: Vec<&str> = texts
                .iter()
                .map(|text| text.text.as_str())
                .filter(|text| names.split(' ').any(|month| month == *text))
                .collect();
            let years: Vec<&str> = texts
                .iter()
                .map(|text| text.text.as_str())
                .filter(|text| text.len() == 4 && text.starts_with("20"))
                .collect();
            assert!(!years.is_empty(), "{start}, {size:?}");
            assert!(years.is_sorted_by(|a, b| a < b), "{years:?}");
            // Ten years in a small picture have room for the years only.
            if ticks.is_empty() {
                assert!(years.len() > 3, "{start}, {size:?}: {years:?}");
                continue;
            }
            assert_eq!(ticks.first(), Some(&first), "{start}, {size:?}");
            assert_eq!(ticks.last(), Some(&last), "{start}, {size:?}");
            for pair in ticks.windows(2) {
                assert_ne!(pair[0], pair[1], "{start}, {size:?}: {ticks:?}");
            }
        }
    }
}

#[test]
fn a_month_is_named_under_its_middle() {
    // With so few months each has its name, and the strokes between them are as far apart as the names.
    let study = study(&with(
        &example("textbook-comparison"),
        &[("horizon_months", "6")],
    ));
    let drawing = draw(&study, FigureKind::Saving, (1280, 720), false);
    let texts = text_rows(&drawing.shapes);
    let middle = |name: &str| {
        let found = texts.iter().find(|text| text.text == name);
        found.unwrap_or_else(|| panic!("no {name}")).at.center().x
    };
    let width = middle("Feb") - middle("Jan");
    // The curve begins where January does, and ends where June ends.
    let curve = curves(&drawing)
        .into_iter()
        .flatten()
        .map(|point| point.x)
        .fold((f32::INFINITY, 0.0), |(low, high): (f32, f32), x| {
            (low.min(x), high.max(x))
        });
    assert!(
        (middle("Jan") - width / 2.0 - curve.0).abs() < 2.0,
        "{curve:?}"
    );
    assert!(
        (middle("Jun") + width / 2.0 - curve.1).abs() < 2.0,
        "{curve:?}"
    );
}

/// The points of the thick lines of a drawing: its curves.
fn curves(drawing: &Drawing) -> Vec<Vec<Pos2>> {
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
            has("Drawn with today’s prompt"),
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
            };
            assert!(figure.title().len() > 12, "{kind:?}: {}", figure.title());
            // The card of the decision has its words in it.
            let needs_caption = kind != FigureKind::Decision;
            assert_eq!(!figure.caption().is_empty(), needs_caption, "{kind:?}");
        }
    }
}

#[test]
fn compared_scenarios_can_be_read_at_every_size_and_only_amounts_of_one_currency_are_laid_over_each_other()
 {
    let studies: Vec<Study> = EXAMPLES
        .iter()
        .map(|example| example.scenario().unwrap())
        .filter(|scenario| scenario.currency.code() == "USD")
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
