//! What it takes to bring a scenario to paper: a chart as a picture, and the whole report in all formats, from the scenario on. Medians.

use std::hint::black_box;
use std::time::{Duration, Instant};

use breakeven::analysis::risk::layout::FINAL_DRAWS;
use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::export::drawing::PixelSize;
use breakeven::export::format::Format;
use breakeven::export::{ExportRequest, render};
use breakeven::files::embedded::{self, ReportSettings};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;

const TIMES: usize = 9;
/// What the picture of a chart may take.
const PICTURE: Duration = Duration::from_millis(300);
/// What all formats may take together.
const REPORT: Duration = Duration::from_secs(2);

fn made(scenario: &Scenario, format: Format, figure: Option<FigureKind>) -> usize {
    let study = Study::new(scenario, FINAL_DRAWS, &DecisionSettings::default());
    let order = ExportRequest {
        format,
        figure,
        pixels: PixelSize::SLIDE,
        look: Look::default(),
        month: None,
        embedded: embedded::write(scenario, &ReportSettings::default()).unwrap_or_default(),
    };
    render(&study, &order).map_or(0, |made| made.len())
}

fn median(mut work: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            assert!(black_box(work()) > 0, "it can be made");
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

fn said(what: &str, took: Duration, bar: Option<Duration>) {
    let met = match bar {
        Some(bar) if took < bar => format!("  bar {bar:?}: met"),
        Some(bar) => format!("  bar {bar:?}: NOT MET"),
        None => String::new(),
    };
    println!("{what:<48}{took:>12.1?}{met}");
}

fn main() {
    let formats = [
        Format::Text,
        Format::Json,
        Format::Csv,
        Format::Decision,
        Format::Plan,
        Format::Html,
        Format::Pdf,
        Format::Xlsx,
        Format::Svg,
        Format::Png,
    ];
    for example in EXAMPLES {
        let Ok(scenario) = example.scenario() else {
            continue;
        };
        let name = example.name;
        let all = formats
            .into_iter()
            .map(|format| median(|| made(&scenario, format, None)))
            .sum();
        said(&format!("{name}: all formats"), all, Some(REPORT));
    }
    let Ok(scenario) = EXAMPLES[1].scenario() else {
        return;
    };
    for kind in FigureKind::ALL {
        let took = median(|| made(&scenario, Format::Png, Some(kind)));
        said(
            &format!("PNG 1920×1080: {}", kind.key()),
            took,
            Some(PICTURE),
        );
    }
    for format in formats {
        said(format.key(), median(|| made(&scenario, format, None)), None);
    }
}
