//! `breakeven report`: a scenario read, changed, worked out, and printed or drawn.

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
use crate::files::embedded::{self, Decided};
use crate::files::store::{self, Opened};
use crate::files::{atomic, format, names};
use crate::scenario::{Scenario, inputs, knobs};
use crate::study::{Study, cheaper_model};

use super::values::{
    Axes, Chart, Levers, Theme, assignment, axes, levers, pixels, samples, turned,
};
use super::{WrongUsage, print};

/// What is to be reported, and how.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// The scenario, or a report (html, pdf): it is made anew with the thresholds, levers, draws and map that it was made with
    file: PathBuf,
    /// What to make: text, unless the name after -o ends as another one's do
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Change an input first, e.g. workload.queries_per_month=20k; can be given several times
    #[arg(long, value_name = "PATH=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
    /// Draws of the uncertain inputs, rounded up to a power of two: 131,072 unless a report says otherwise
    #[arg(long, value_name = "N", value_parser = samples)]
    samples: Option<usize>,
    /// Turn a threshold or a lever of the decision, e.g. scale_queries=50k or trim=30%; can be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = turned)]
    knob: Vec<(&'static str, f64)>,
    /// The levers to count on, with commas between: cache, trim, examples, batch, cheaper-model; none for none
    #[arg(long, value_name = "LEVERS", value_parser = levers)]
    count_on: Option<Levers>,
    /// Provider and name of the cheaper model, e.g. "OpenAI gpt-4.1-mini"
    #[arg(long, value_name = "MODEL")]
    cheaper_model: Option<String>,
    /// The two inputs that the map goes over, across and up, with a comma between
    #[arg(long, value_name = "PATH,PATH", value_parser = axes)]
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
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = pixels)]
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
pub fn report(arguments: ReportArguments) -> anyhow::Result<()> {
    let format = format_of(&arguments)?;
    check(&arguments, format)?;
    let Opened { scenario, report } = store::open(&arguments.file)?;
    let scenario = changed(scenario, &arguments.set)?;
    let decided = decided(&scenario, report.map(|report| *report), &arguments)?;
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
        embedded: embedded::wrapped(&scenario, &decided)?,
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
    // None of them may be written over.
    let inputs: Vec<PathBuf> = [&arguments.file]
        .into_iter()
        .chain(&arguments.with)
        .cloned()
        .collect();
    if order.format == Format::Draws {
        return deliver(&inputs, arguments.output, |out| {
            draws(&scenario, samples_of(&decided), out)
        });
    }
    let compares = match arguments.chart {
        Some(Chart::CompareCosts) => Some(ComparedQuantity::Costs),
        Some(Chart::Compare) => Some(ComparedQuantity::Savings),
        _ => (!arguments.with.is_empty()).then_some(ComparedQuantity::Savings),
    };
    let made = match compares {
        None => export::render(&studied(&scenario, &decided, order.format), &order)?,
        Some(compares) => {
            let mut studies = vec![studied(&scenario, &decided, order.format)];
            for file in &arguments.with {
                let scenario = changed(store::read(file)?, &arguments.set)?;
                studies.push(studied(&scenario, &decided, order.format));
            }
            export::render_comparison(&studies, compares, arguments.all_inputs, &order)?
        }
    };
    deliver(&inputs, arguments.output, |out| out.write_all(&made))
}

/// What is to be made: what was said, else what the name of the file says, else text.
fn format_of(arguments: &ReportArguments) -> Result<Format, WrongUsage> {
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

/// Refuses what has no meaning for what is to be made: whoever asks for it expects something else.
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

/// How many draws are to be made.
fn samples_of(decided: &Decided) -> usize {
    decided.samples.unwrap_or(layout::FINAL_DRAWS)
}

/// The study of a scenario, its inputs drawn if the format says how sure the result is.
fn studied(scenario: &Scenario, decided: &Decided, format: Format) -> Study {
    let samples = samples_of(decided);
    let study = Study::new(scenario, samples, &decided.knobs).with_map_over(decided.axes());
    if format != Format::Csv {
        let progress = Progress::new(samples);
        study.draw(&|part| progress.show(part));
    }
    study
}

/// The scenario with some inputs changed.
fn changed(mut scenario: Scenario, set: &[(String, String)]) -> anyhow::Result<Scenario> {
    for (path, value) in set {
        apply(&mut scenario, path, value)?;
    }
    Ok(scenario)
}

/// The draws one by one, as far as there is anything to draw.
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

/// Draws long enough to be waited for say on the terminal how far they are.
const WORTH_WATCHING: usize = 1_000_000;

/// Says on the terminal how far a long run is.
struct Progress {
    shows: bool,
    percent: AtomicUsize,
}

impl Progress {
    fn new(samples: usize) -> Self {
        Self {
            shows: samples >= WORTH_WATCHING && io::stderr().is_terminal(),
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

/// What is to be turned; the rest is as in the report that is made anew, or the program's own, whatever the window remembers: a report is
/// the same on every machine.
fn decided(
    scenario: &Scenario,
    report: Option<Decided>,
    arguments: &ReportArguments,
) -> anyhow::Result<Decided> {
    let mut decided = report.unwrap_or_default();
    decided.samples = arguments.samples.or(Some(samples_of(&decided)));
    if let Some([x, y]) = arguments.axes {
        if Map::new(scenario, x, y).is_none() {
            return Err(anyhow!(
                "--axes {},{}: of these two no map can be drawn: each needs room to vary in this scenario",
                x.path,
                y.path
            ));
        }
        decided.map = Some([x, y].map(|input| input.path.to_owned()));
    }
    let knobs = &mut decided.knobs;
    if arguments.count_on.is_some() {
        knobs.counted_on.clone_from(&arguments.count_on);
    }
    for (key, value) in &arguments.knob {
        if let Some(knob) = knobs::find(key) {
            (knob.set)(knobs, *value)?;
        }
    }
    if let Some(name) = &arguments.cheaper_model {
        knobs.cheaper_model = Some(name.clone());
        if self::cheaper_model(scenario, knobs).is_some() {
            return Ok(decided);
        }
        return Err(anyhow!(
            "--cheaper-model \u{201c}{name}\u{201d}: the catalog has no such model that is cheaper here; write provider and name, \
             such as \u{201c}OpenAI gpt-4.1-mini\u{201d}"
        ));
    }
    Ok(decided)
}

/// The month of the switch, where the scenario has it.
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

/// Writes a report about the scenarios in `from` to the terminal or a file.
fn deliver(
    from: &[PathBuf],
    output: Option<PathBuf>,
    report: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        return print(report);
    };
    let same = path.canonicalize().ok().is_some_and(|path| {
        let mut resolved = from.iter().filter_map(|from| from.canonicalize().ok());
        resolved.any(|from| from == path)
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
