//! How long exports take: each format and each chart of one scenario, with a study that all formats share, as the program does it. At the end
//! stand the bars that the program is held to. Medians.

use std::hint::black_box;
use std::time::{Duration, Instant};

use breakeven::analysis::risk::layout::FINAL_DRAWS;
use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::export::drawing::PixelSize;
use breakeven::export::drawing::pdf::Attachment;
use breakeven::export::format::Format;
use breakeven::export::{ExportRequest, render};
use breakeven::files::embedded::{self, ReportSettings};
use breakeven::files::examples::{EXAMPLES, Example};
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;

const RUNS: usize = 9;
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
        month: None,
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

/// The median of the times that `work` takes, by a clock that is read before and after it.
fn median<T: Copy>(
    now: impl Fn() -> T,
    elapsed: impl Fn(T) -> Duration,
    mut work: impl FnMut() -> usize,
) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = now();
            black_box(work());
            elapsed(start)
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// The median time that passes while `work` is done.
fn median_time(work: impl FnMut() -> usize) -> Duration {
    median(Instant::now, |start| start.elapsed(), work)
}

/// The processor time of this process so far, in all its threads. `None` if the system doesn't say it.
fn processor_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the name in brackets, which may hold spaces. Fields 14 and 15 are user and system time in steps of 10 ms.
    let (_, fields) = line.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11);
    let user: u64 = times.next()?.parse().ok()?;
    let system: u64 = times.next()?.parse().ok()?;
    Some(Duration::from_millis(10 * (user + system)))
}

/// The median processor time of `work`, or the time that passes if the system doesn't say it. The work is done many times in a row, so that the
/// steps of 10 ms don't matter.
fn median_processor_time(mut work: impl FnMut() -> usize) -> Duration {
    const IN_A_ROW: u32 = 20;
    let now = || (processor_time(), Instant::now());
    let elapsed = |(used, start): (Option<Duration>, Instant)| {
        let used = processor_time()
            .zip(used)
            .map(|(after, before)| after.saturating_sub(before));
        used.unwrap_or_else(|| start.elapsed())
    };
    median(now, elapsed, || (0..IN_A_ROW).map(|_| work()).sum()) / IN_A_ROW
}

fn say(what: &str, took: Duration) {
    println!("{what:<48}{took:>12.1?}");
}

fn say_bar(what: &str, took: Duration, at_most: Duration) {
    let verdict = if took <= at_most { "met" } else { "NOT MET" };
    println!("{what}: {took:.1?} (at most {at_most:?}: {verdict})");
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
    let scenario = Example::find(EXAMPLE).and_then(|example| example.scenario().ok());
    let scenario = scenario.expect("the example is there and valid");
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
