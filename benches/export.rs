//! How long exports take: each format and each chart of one scenario, with a study that all formats share, as the program does it. At the end
//! stand the bars that the program is held to. Medians.

mod support;

use std::time::Duration;

use breakeven::analysis::risk::layout::FINAL_DRAWS;
use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::export::drawing::PixelSize;
use breakeven::export::drawing::pdf::Attachment;
use breakeven::export::format::Format;
use breakeven::export::paper::PageSetup;
use breakeven::export::plain::table::TableStyle;
use breakeven::export::{ExportRequest, render};
use breakeven::files::embedded::{self, ReportSettings};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;

use support::{example, median_processor_time, median_time, say, say_bar};

/// The example that the bars are for.
const EXAMPLE: &str = "self-hosted-lora";
/// All formats together, with the one study that they share.
const MAX_ALL_FORMATS: Duration = Duration::from_millis(800);
/// Processor time of a cost chart as SVG, with a study of its own.
const MAX_LONE_CHART: Duration = Duration::from_millis(60);

/// The formats that are measured: all but the draws one by one, which are written piece by piece and of which there may be any number.
fn formats() -> impl Iterator<Item = Format> {
    let formats = Format::ALL.into_iter();
    formats.filter(|format| *format != Format::Draws)
}

fn new_study(scenario: &Scenario) -> Study {
    Study::new(scenario, FINAL_DRAWS, &DecisionSettings::default())
}

/// Renders a study in a format. Returns the number of bytes.
fn export(study: &Study, format: Format, figure: Option<FigureKind>) -> usize {
    let settings = ReportSettings::default();
    let request = ExportRequest {
        format,
        figure,
        pixels: PixelSize::SLIDE,
        look: Look::default(),
        table: TableStyle::FOR_PROGRAMS,
        month: None,
        pages: PageSetup::default(),
        template: None,
        attachments: embedded::write(&study.scenario, &settings)
            .expect("a scenario has a text")
            .map(|carried| Attachment {
                name: carried.name,
                description: carried.description.to_owned(),
                text: carried.text,
            })
            .into(),
    };
    let bytes = render(study, &request).expect("the examples can be exported");
    bytes.len()
}

fn all_formats(scenario: &Scenario) -> Duration {
    median_time(|| {
        let study = new_study(scenario);
        formats().map(|format| export(&study, format, None)).sum()
    })
}

fn main() {
    for example in EXAMPLES {
        let scenario = example.scenario().expect("the examples are valid");
        let what = format!("{}: all formats, one study", example.name);
        say(&what, all_formats(&scenario));
    }
    let scenario = example(EXAMPLE);
    let study = new_study(&scenario).complete();
    for format in formats() {
        let took = median_time(|| export(&study, format, None));
        say(format.key(), took);
    }
    for kind in FigureKind::available(&study) {
        let took = median_time(|| export(&study, Format::Png, Some(kind)));
        say(&format!("PNG 1920×1080: {}", kind.key()), took);
    }
    let lone_chart = median_processor_time(|| {
        let study = new_study(&scenario);
        export(&study, Format::Svg, Some(FigureKind::Cost))
    });
    println!();
    say_bar(
        &format!("{EXAMPLE}: all formats, one study"),
        all_formats(&scenario),
        MAX_ALL_FORMATS,
    );
    say_bar(
        &format!("{EXAMPLE}: a lone cost chart as SVG, processor time"),
        lone_chart,
        MAX_LONE_CHART,
    );
}
