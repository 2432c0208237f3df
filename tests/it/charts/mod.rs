//! Charts on paper: each of each example at every size, in both themes.
//!
//! - [`readable`]: all text is there, inside, and not over other text; [`curves`]: nor over a curve
//! - [`contrast`]: texts and marks are seen on what lies under them; [`grey`]: what is told apart without colours
//! - [`months`]: their names and the queries under them
//! - [`written`]: the SVG is valid and says what was drawn; PNG and PDF come from it
//! - [`explained`]: crossings, curves and bands say what they are
//! - [`names`]: what screen readers say of a chart in the window; [`large`]: how large charts get there
//!
//! [`painted`] looks at the shapes of a drawing.

mod contrast;
mod curves;
mod explained;
mod grey;
mod large;
mod months;
mod names;
mod painted;
mod readable;
mod written;

use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::charts::plot::axis::TimeAxis;
use breakeven::export;
use breakeven::export::drawing::svg::{FontSource, render};
use breakeven::export::drawing::{Drawing, PixelSize};
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;
use egui::Rect;
use resvg::usvg::roxmltree;

use crate::text_rows::TextRow;

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
