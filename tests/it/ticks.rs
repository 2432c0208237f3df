//! The ticks of all axes of all charts: in one notation on each axis, and none over another, however large or small the amounts.

use breakeven::charts::comparison::ComparedQuantity;
use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::export::drawing::{Drawing, PixelSize};
use breakeven::export::figures::{draw_comparison, draw_figure};
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;
use egui::Shape;
use egui::epaint::TextShape;

use crate::charts::study;
use crate::support::{example, input, with};

const SIZES: [(u32, u32); 5] = [
    (480, 320),
    (640, 480),
    (800, 600),
    (1280, 720),
    (1920, 1080),
];

/// The size of ticks in points, which no other amount in a chart's margins has.
const TICK_SIZE: f32 = 12.5;

/// All texts in the size of ticks.
fn small_texts(drawing: &Drawing) -> Vec<TextShape> {
    fn collect(shape: &Shape, into: &mut Vec<TextShape>) {
        match shape {
            Shape::Text(text) => {
                let sections = &text.galley.job.sections;
                if sections
                    .iter()
                    .all(|part| part.format.font_id.size == TICK_SIZE)
                {
                    into.push(text.clone());
                }
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, into)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    for clipped in &drawing.shapes {
        collect(&clipped.shape, &mut texts);
    }
    texts
}

/// The texts that stand in one row, or under each other with the same right edge: where these are numbers, they are the ticks of an axis.
fn axes(drawing: &Drawing) -> Vec<Vec<String>> {
    let texts = small_texts(drawing);
    let rows: [fn(&TextShape) -> f32; 2] =
        [|text| text.pos.y, |text| text.pos.x + text.galley.size().x];
    let mut axes = Vec::new();
    for place in rows {
        let mut left: Vec<&TextShape> = texts.iter().collect();
        while let Some(first) = left.first() {
            let at = place(first);
            let (same, others): (Vec<_>, Vec<_>) = left
                .into_iter()
                .partition(|text| (place(text) - at).abs() < 0.01);
            left = others;
            let words = same.iter().map(|text| text.galley.text().to_owned());
            axes.push(words.collect());
        }
    }
    axes.retain(|axis: &Vec<String>| axis.len() > 1);
    axes
}

/// In which notation a number is written: what stands after its digits, and whether thousands are separated or powers of ten written. `None`
/// for 0, which has none, and for words.
fn notation(text: &str) -> Option<String> {
    // The last tick of an axis of queries says what it counts.
    let text = text.trim_end_matches(" queries");
    let text = text.trim_start_matches(['+', '−']);
    let text = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    if !text.starts_with(|letter: char| letter.is_ascii_digit()) || text.contains("query") {
        return None;
    }
    if text.starts_with("10") && text.contains(['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
        || text.contains("×10")
    {
        // A power of ten alone, or times a number: of one axis all have the same power, or all are powers.
        let power = text.split_once("×10").map_or("power", |(_, power)| power);
        return Some(format!("10 to the {power}"));
    }
    let digits = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',';
    let size = text.trim_start_matches(digits);
    let number = &text[..text.len() - size.len()];
    number
        .contains(|digit| ('1'..='9').contains(&digit))
        .then(|| size.to_owned())
}

/// The ticks of panels above each other: those of the costs, and those of the saving, which have signs.
fn panels(ticks: Vec<String>) -> [Vec<String>; 2] {
    let (saving, cost): (Vec<String>, Vec<String>) = ticks
        .into_iter()
        .partition(|tick| tick.starts_with(['+', '−']));
    [saving, cost]
}

/// What is wrong with the axes of a drawing.
fn faults(drawing: &Drawing, kind: Option<FigureKind>) -> Vec<String> {
    let mut faults = Vec::new();
    for axis in axes(drawing).into_iter().flat_map(panels) {
        let mut notations: Vec<String> = axis.iter().filter_map(|tick| notation(tick)).collect();
        notations.sort();
        notations.dedup();
        // In a row with words, or of numbers of which only some have a sign, stand the values of a bar.
        let is_gain = |tick: &String| tick.starts_with(['+', '−']) || notation(tick).is_none();
        let is_value = |tick: &String| !is_gain(tick) || tick.contains(" per ");
        let are_values = kind == Some(FigureKind::Drivers) && axis.iter().any(is_value);
        // The chart on the card of the decision is that of the saving; the rest of the card is words.
        let are_values = are_values || kind == Some(FigureKind::Decision);
        if notations.len() > 1 && !are_values {
            faults.push(format!("several notations {notations:?}: {axis:?}"));
        }
    }
    let texts = small_texts(drawing);
    for (place, text) in texts.iter().enumerate() {
        let at = |text: &TextShape| text.galley.mesh_bounds.translate(text.pos.to_vec2());
        for other in &texts[place + 1..] {
            if at(text).shrink(0.5).intersects(at(other).shrink(0.5)) {
                let pair = [text.galley.text(), other.galley.text()];
                faults.push(format!("over each other: {pair:?}"));
            }
        }
    }
    faults
}

/// Scenarios whose amounts are tiny, huge, or nearly all the same.
fn extremes() -> Vec<(&'static str, Scenario)> {
    let support = example("support-replies");
    let queries = "workload.queries_per_month";
    let of = |changes: &[(&str, &str)]| with(&support, changes);
    vec![
        ("as it is", support.clone()),
        ("a trickle", of(&[(queries, "0.000000001")])),
        ("a flood", of(&[(queries, "1000bn")])),
        ("18 decades", of(&[(queries, "0.000001 to 999999999999")])),
        ("near a million", of(&[(queries, "40k to 999,999.6")])),
        ("thousands", of(&[(queries, "100 to 5,000")])),
        (
            "tiny prices",
            of(&[
                ("prompting.serving.price.input", "0.000000001"),
                ("prompting.serving.price.output", "0.00000001 to 0.0001"),
                ("prompting.serving.review_rate", "0"),
                ("fine_tuning.serving.price.input", "0.000000002"),
                ("fine_tuning.serving.price.output", "0.000000003"),
                ("fine_tuning.serving.review_rate", "0"),
                ("fine_tuning.serving.hosting", "None"),
                ("fine_tuning.data.cost_per_example", "0"),
                ("fine_tuning.data.fixed_cost", "0"),
                ("fine_tuning.training.price", "0"),
                ("fine_tuning.training.evaluation_cost", "0"),
                ("hourly_rate", "0"),
            ]),
        ),
        (
            "huge prices",
            of(&[
                (queries, "1000bn"),
                ("prompting.serving.price.output", "1 to 999999999999"),
            ]),
        ),
        // The saving is a small difference of large amounts.
        (
            "large and close",
            of(&[
                ("prompting.serving.monthly_cost", "100bn"),
                ("fine_tuning.serving.monthly_cost", "100bn"),
            ]),
        ),
        (
            "one month in francs",
            of(&[("horizon_months", "1"), ("currency", "CHF")]),
        ),
    ]
}

fn pixels((width, height): (u32, u32)) -> PixelSize {
    PixelSize { width, height }
}

#[test]
fn each_axis_has_one_notation_and_no_tick_lies_over_another() {
    let mut found = Vec::new();
    let mut seen = 0;
    for (name, scenario) in extremes() {
        let study = study(&scenario);
        for kind in FigureKind::available(&study) {
            for size in SIZES {
                let drawing = draw_figure(&study, kind, pixels(size), Look::default()).unwrap();
                seen += axes(&drawing).len();
                for fault in faults(&drawing, Some(kind)) {
                    found.push(format!("{name}, {kind:?}, {size:?}: {fault}"));
                }
            }
        }
        let studies = vec![study, study_of_twice(&scenario)];
        for quantity in [ComparedQuantity::Savings, ComparedQuantity::Costs] {
            for size in SIZES {
                let drawing = draw_comparison(&studies, quantity, pixels(size), Look::default());
                let drawing = drawing.unwrap();
                seen += axes(&drawing).len();
                for fault in faults(&drawing, None) {
                    found.push(format!("{name}, {quantity:?}, {size:?}: {fault}"));
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// The scenario with other prices, to compare it with.
fn study_of_twice(scenario: &Scenario) -> Study {
    study(&with(scenario, &[("prompting.serving.price.input", "5")]))
}

#[test]
fn maps_over_any_two_inputs_have_readable_axes() {
    let mut found = Vec::new();
    let other_axes = [
        ["workload.queries_per_month", "horizon_months"],
        ["fine_tuning.lead_time_months", "discount_rate"],
        ["workload.growth_per_month", "workload.queries_per_month"],
        [
            "prompting.serving.price.output",
            "prompting.serving.retry_rate",
        ],
        [
            "prompting.serving.prompt_tokens",
            "prompting.serving.price.output",
        ],
    ];
    for (name, scenario) in extremes() {
        for paths in other_axes {
            let axes = paths.map(|path| input(path));
            let study = Study::new(&scenario, 1024, &DecisionSettings::default());
            let study = study.with_map_over(Some(axes));
            if study.map().is_none() {
                continue;
            }
            for size in SIZES {
                let drawing = draw_figure(&study, FigureKind::Map, pixels(size), Look::default());
                let drawing = drawing.unwrap();
                assert!(
                    !small_texts(&drawing).is_empty(),
                    "{name}, {paths:?}, {size:?}"
                );
                for fault in faults(&drawing, None) {
                    found.push(format!("{name}, {paths:?}, {size:?}: {fault}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}
