//! `breakeven report`: reads a scenario, changes inputs, analyses it, and prints or draws the result.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::anyhow;
use clap::Args;

use crate::analysis::map::Map;
use crate::analysis::risk::layout;
use crate::charts::comparison::ComparedQuantity;
use crate::charts::look::Look;
use crate::charts::plot::axis::TimeAxis;
use crate::export::drawing::PixelSize;
use crate::export::format::Format;
use crate::export::{self, ExportRequest};
use crate::files::embedded::{self, ReportSettings};
use crate::files::store::{self, FileContent};
use crate::files::{atomic, format, names};
use crate::scenario::{Scenario, inputs, knobs};
use crate::study::{Study, cheaper_model};

use super::terminal::{WrongUsage, print};
use super::values::{
    Axes, Chart, Levers, Theme, parse_assignment, parse_axes, parse_knob, parse_levers,
    parse_pixels, parse_samples,
};

/// Arguments of `breakeven report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// The scenario, or a report (html, pdf): it is made anew with the thresholds, levers, draws and map that it was made with
    file: PathBuf,
    /// What to make: text, unless the name after -o ends as another one's do
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Change an input first, e.g. workload.queries_per_month=20k; can be given several times
    #[arg(long, value_name = "PATH=VALUE", value_parser = parse_assignment)]
    set: Vec<(String, String)>,
    /// Draws of the uncertain inputs, rounded up to a power of two: 131,072 unless a report says otherwise
    #[arg(long, value_name = "N", value_parser = parse_samples)]
    samples: Option<usize>,
    /// Turn a threshold or a lever of the decision, e.g. scale_queries=50k or trim=30%; can be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_knob)]
    knob: Vec<(&'static str, f64)>,
    /// The levers to count on, with commas between: cache, trim, examples, batch, cheaper-model; none for none
    #[arg(long, value_name = "LEVERS", value_parser = parse_levers)]
    count_on: Option<Levers>,
    /// Provider and name of the cheaper model, e.g. "OpenAI gpt-4.1-mini"
    #[arg(long, value_name = "MODEL")]
    cheaper_model: Option<String>,
    /// The two inputs that the map goes over, across and up, with a comma between
    #[arg(long, value_name = "PATH,PATH", value_parser = parse_axes)]
    axes: Option<Axes>,
    /// The month after which the plan has fine-tuning decided on, instead of the best one
    #[arg(long, value_name = "K")]
    month: Option<usize>,
    /// The chart that svg, png or pdf draws; without it pdf is the whole report, svg and png the cost curves
    #[arg(long, value_enum)]
    chart: Option<Chart>,
    /// Scenarios to compare this one with, for --chart compare, or with --format csv as a table; can be given several times
    #[arg(long, value_name = "FILE")]
    with: Vec<PathBuf>,
    /// List inputs in which the compared scenarios don't differ too
    #[arg(long)]
    all_inputs: bool,
    /// Size of a picture in pixels: 1920x1080 unless another one is given
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = parse_pixels)]
    size: Option<PixelSize>,
    /// Colours of a picture: light unless dark is asked for
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// How axes tell months: as the calendar does unless they are to be counted
    #[arg(long, value_enum)]
    axis: Option<TimeAxis>,
    /// Write to this file instead of the terminal; - is the terminal
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

/// Makes the report.
pub fn run(arguments: ReportArguments) -> anyhow::Result<()> {
    let format = requested_format(&arguments)?;
    check(&arguments, format)?;
    let FileContent { scenario, report } = store::open(&arguments.file)?;
    let scenario = set_inputs(scenario, &arguments.set)?;
    let settings = report_settings(&scenario, report.map(|report| *report), &arguments)?;
    let order = ExportRequest {
        format,
        figure: match arguments.chart {
            Some(Chart::One(kind)) => Some(kind),
            _ => None,
        },
        pixels: arguments.size.unwrap_or_default(),
        look: Look {
            dark: arguments.theme == Some(Theme::Dark),
            time: arguments.axis.unwrap_or_default(),
        },
        month: month_within(&scenario, arguments.month)?,
        embedded: embedded::write(&scenario, &settings)?,
    };
    let to_terminal = arguments
        .output
        .as_ref()
        .is_none_or(|path| path.as_os_str() == "-");
    if to_terminal && order.format.is_binary() && io::stdout().is_terminal() {
        return Err(anyhow!(
            "{} is nothing to read on a terminal; name a file with -o",
            order.format.key()
        ));
    }
    // The output must not replace any of these files.
    let inputs: Vec<PathBuf> = [&arguments.file]
        .into_iter()
        .chain(&arguments.with)
        .cloned()
        .collect();
    if order.format == Format::Draws {
        return deliver(&inputs, arguments.output, |out| {
            draws(&scenario, sample_count(&settings), out)
        });
    }
    let compares = match arguments.chart {
        Some(Chart::CompareCosts) => Some(ComparedQuantity::Costs),
        Some(Chart::Compare) => Some(ComparedQuantity::Savings),
        _ => (!arguments.with.is_empty()).then_some(ComparedQuantity::Savings),
    };
    let report = match compares {
        None => export::render(&study(&scenario, &settings, order.format), &order)?,
        Some(compares) => {
            let mut studies = vec![study(&scenario, &settings, order.format)];
            for file in &arguments.with {
                let scenario = set_inputs(store::read(file)?, &arguments.set)?;
                studies.push(study(&scenario, &settings, order.format));
            }
            export::render_comparison(&studies, compares, arguments.all_inputs, &order)?
        }
    };
    deliver(&inputs, arguments.output, |out| out.write_all(&report))
}

/// The format of `--format`, or else the one that the output file's extension names, or else text.
fn requested_format(arguments: &ReportArguments) -> Result<Format, WrongUsage> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let extension = arguments
        .output
        .as_ref()
        .and_then(|path| path.extension()?.to_str());
    match extension.and_then(Format::from_extension) {
        Some(format) => Ok(format),
        None if arguments.chart.is_some() => Err(WrongUsage(
            "--chart draws a picture: say which kind with --format svg, png or pdf".to_owned(),
        )),
        None => Ok(Format::Text),
    }
}

/// Refuses arguments that have no effect on the requested output: whoever gives them expects something else.
fn check(arguments: &ReportArguments, format: Format) -> Result<(), WrongUsage> {
    let draws = matches!(format, Format::Svg | Format::Png | Format::Pdf);
    let has_charts = draws || format == Format::Html;
    let compares = !arguments.with.is_empty();
    let is_picture = draws && (compares || arguments.chart.is_some() || format != Format::Pdf);
    let one = matches!(arguments.chart, Some(Chart::One(_))) || format == Format::Draws;
    let several = matches!(arguments.chart, Some(Chart::Compare | Chart::CompareCosts));
    let table = compares && format == Format::Csv;
    let key = format.key();
    let problems = [
        (
            compares && !draws && format != Format::Csv,
            format!("a comparison can be svg, png, pdf or csv, not {key}"),
        ),
        (
            compares && one,
            "--with compares scenarios, and what is asked for is of one: leave --with out, or write --chart compare".to_owned(),
        ),
        (
            several && !compares,
            "--chart compare lays scenarios over each other: name the others with --with FILE".to_owned(),
        ),
        (
            arguments.chart.is_some() && !draws,
            format!("--chart makes svg, png or pdf, and {key} is none of them: leave one of the two out"),
        ),
        (
            arguments.size.is_some() && !is_picture,
            format!("--size is of a picture, and this {key} is none: leave it out, or name a --chart"),
        ),
        (
            arguments.theme.is_some() && !has_charts,
            format!("--theme is of charts, and {key} has none: leave it out"),
        ),
        (
            arguments.axis.is_some() && !has_charts,
            format!("--axis is of charts, and {key} has none: leave it out"),
        ),
        (
            arguments.all_inputs && !table,
            "--all-inputs is of the table of a comparison: add --with FILE and --format csv".to_owned(),
        ),
        (
            arguments.month.is_some() && format != Format::Plan,
            format!("--month is of the plan, and {key} isn’t it: write --format plan"),
        ),
    ];
    match problems.into_iter().find(|(there, _)| *there) {
        Some((_, problem)) => Err(WrongUsage(problem)),
        None => Ok(()),
    }
}

/// Number of draws: as in the settings, or else the number for final results.
fn sample_count(settings: &ReportSettings) -> usize {
    settings.samples.unwrap_or(layout::FINAL_DRAWS)
}

/// The study of a scenario, its inputs drawn if the format says how sure the result is.
fn study(scenario: &Scenario, settings: &ReportSettings, format: Format) -> Study {
    let samples = sample_count(settings);
    let study = Study::new(scenario, samples, &settings.knobs).with_map_over(settings.axes());
    if format != Format::Csv {
        let progress = Progress::new(samples);
        study.draw(&|part| progress.show(part));
    }
    study
}

/// Applies the assignments of `--set`.
fn set_inputs(mut scenario: Scenario, set: &[(String, String)]) -> anyhow::Result<Scenario> {
    for (path, value) in set {
        apply(&mut scenario, path, value)?;
    }
    Ok(scenario)
}

/// Writes every draw; an error if no input is uncertain.
fn draws(scenario: &Scenario, samples: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if inputs::uncertain(scenario).next().is_none() {
        return Err(io::Error::other(
            "nothing to draw: all inputs are exact. State one as a range, in the file or with --set, such as \
             --set \"workload.queries_per_month=20k to 60k\"",
        ));
    }
    let progress = Progress::new(samples);
    export::plain::csv::write_draws(scenario, samples, &|part| progress.show(part), out)
}

/// From this many draws on, progress is shown on the terminal.
const MIN_SAMPLES_FOR_PROGRESS: usize = 1_000_000;

/// Progress of a long run, shown on the terminal.
struct Progress {
    shows: bool,
    percent: AtomicUsize,
}

impl Progress {
    fn new(samples: usize) -> Self {
        Self {
            shows: samples >= MIN_SAMPLES_FOR_PROGRESS && io::stderr().is_terminal(),
            percent: AtomicUsize::new(0),
        }
    }

    fn show(&self, part: f64) {
        let percent = (100.0 * part.min(1.0)) as usize;
        if self.shows && self.percent.fetch_max(percent, Ordering::Relaxed) < percent {
            eprint!("\rDrawing: {percent} %");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shows {
            eprintln!();
        }
    }
}

/// The settings of the report: those of the report that is made anew, or else the program's defaults, changed by the arguments. The
/// window's settings are ignored, so that a report is the same on every machine.
fn report_settings(
    scenario: &Scenario,
    report: Option<ReportSettings>,
    arguments: &ReportArguments,
) -> anyhow::Result<ReportSettings> {
    let mut settings = report.unwrap_or_default();
    settings.samples = arguments.samples.or(Some(sample_count(&settings)));
    if let Some([x, y]) = arguments.axes {
        if Map::new(scenario, x, y).is_none() {
            return Err(anyhow!(
                "--axes {},{}: of these two no map can be drawn: each needs room to vary in this scenario",
                x.path,
                y.path
            ));
        }
        settings.map = Some([x, y].map(|input| input.path.to_owned()));
    }
    let knobs = &mut settings.knobs;
    if arguments.count_on.is_some() {
        knobs.selected_levers.clone_from(&arguments.count_on);
    }
    for (key, value) in &arguments.knob {
        if let Some(knob) = knobs::find(key) {
            (knob.set)(knobs, *value)?;
        }
    }
    if let Some(name) = &arguments.cheaper_model {
        knobs.cheaper_model = Some(name.clone());
        if self::cheaper_model(scenario, knobs).is_some() {
            return Ok(settings);
        }
        return Err(anyhow!(
            "--cheaper-model \u{201c}{name}\u{201d}: the catalog has no such model that is cheaper here; write provider and name, \
             such as \u{201c}OpenAI gpt-4.1-mini\u{201d}"
        ));
    }
    Ok(settings)
}

/// The month of the switch, checked against the horizon.
fn month_within(scenario: &Scenario, month: Option<usize>) -> anyhow::Result<Option<usize>> {
    let last = scenario.horizon_months.whole() as usize - 1;
    match month {
        Some(month) if month > last => Err(anyhow!(
            "--month {month}: the horizon has {} months; write a month from 0 to {last}",
            last + 1
        )),
        month => Ok(month),
    }
}

fn apply(scenario: &mut Scenario, path: &str, value: &str) -> anyhow::Result<()> {
    let input = inputs::find(path).ok_or_else(|| {
        let hint = inputs::nearest_path(path)
            .map_or(String::new(), |path| format!("; did you mean {path}?"));
        anyhow!("--set {path}={value}: no input has this path{hint}")
    })?;
    let parsed = format::read_value(input, value);
    parsed
        .and_then(|parsed| input.set(scenario, parsed))
        .map_err(|error| anyhow!("--set {error}"))
}

/// Writes a report about the scenarios in `sources` to the terminal or a file.
fn deliver(
    sources: &[PathBuf],
    output: Option<PathBuf>,
    report: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        return print(report);
    };
    let same = path.canonicalize().ok().is_some_and(|path| {
        let mut resolved = sources
            .iter()
            .filter_map(|source| source.canonicalize().ok());
        resolved.any(|source| source == path)
    });
    if same {
        return Err(anyhow!(
            "{}: the report would replace the scenario itself; choose another file",
            path.display()
        ));
    }
    if names::missing_folder(&path).is_some() {
        return Err(anyhow!("{}: there is no such folder", path.display()));
    }
    Ok(atomic::write_atomically_with(&path, report)?)
}
