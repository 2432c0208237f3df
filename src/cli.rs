//! The command line: `breakeven [FILE…]`, `breakeven report`, `breakeven check`. None but the first needs a display.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, anyhow};
use clap::{Parser, Subcommand, ValueEnum};

use crate::analysis::Analysis;
use crate::analysis::decide::Decision;
use crate::analysis::drivers::Drivers;
use crate::analysis::risk::{self, Risk};
use crate::app::decide::cheaper_model;
use crate::export;
use crate::files::{format, store};
use crate::scenario::inputs;
use crate::scenario::knobs::{self, KNOBS, Knobs, Lever};
use crate::scenario::quantity;
use crate::scenario::warnings::warnings;
use crate::scenario::{Estimate, Scenario};

/// Prompt engineering or fine-tuning: what each costs, and where the curves cross.
#[derive(Debug, Parser)]
#[command(
    name = "breakeven",
    version = concat!(env!("CARGO_PKG_VERSION"), " (", env!("BREAKEVEN_COMMIT"), ")"),
    args_conflicts_with_subcommands = true,
    after_help = "Exit status: 0 done, 1 the input is at fault, 2 wrong usage."
)]
pub struct Arguments {
    /// What to do; without it the window opens
    #[command(subcommand)]
    pub command: Option<Task>,
    /// Scenarios to open in the window
    pub files: Vec<PathBuf>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Analyse a scenario and print the figures
    Report {
        /// The scenario
        file: PathBuf,
        /// How to print them
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Change an input first, e.g. workload.queries_per_month=20k; can be given several times
        #[arg(long, value_name = "PATH=VALUE", value_parser = assignment)]
        set: Vec<(String, String)>,
        /// Draws of the uncertain inputs, rounded up to a power of two
        #[arg(long, value_name = "N", default_value_t = risk::AT_REST, value_parser = samples)]
        samples: usize,
        /// Turn a threshold or a lever of the decision, e.g. scale_queries=50k or trim=30%; can be given several times
        #[arg(long, value_name = "NAME=VALUE", value_parser = turned)]
        knob: Vec<(&'static str, f64)>,
        /// The levers to count on, with commas between: cache, trim, examples, batch, cheaper-model; none for none
        #[arg(long, value_name = "LEVERS", value_parser = levers)]
        count_on: Option<Levers>,
        /// Provider and name of the cheaper model, e.g. "OpenAI gpt-4.1-mini"
        #[arg(long, value_name = "MODEL")]
        cheaper_model: Option<String>,
        /// The month after which the plan has fine-tuning decided on, instead of the best one
        #[arg(long, value_name = "K")]
        month: Option<usize>,
        /// Write to this file instead of the terminal; - is the terminal
        #[arg(short, long, value_name = "OUT")]
        output: Option<PathBuf>,
    },
    /// Say whether scenarios are valid, and what is worth a second look
    Check {
        /// The scenarios
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Everything, for programs
    Json,
    /// The months, for spreadsheets
    Csv,
    /// The finding, for people
    Text,
    /// What to do and why, with all that it rests on
    Decision,
    /// The way from prompting to fine-tuning as a page with dates
    Plan,
    /// The draws of the uncertain inputs one by one, for audit
    Draws,
}

fn assignment(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(path, value)| (path.trim().to_owned(), value.to_owned()))
        .ok_or_else(|| "write PATH=VALUE, such as workload.queries_per_month=20k".to_owned())
}

/// Does a task; the message of an error is for the person who typed it.
pub fn run(task: Task) -> ExitCode {
    let done = match task {
        Task::Report {
            file,
            format,
            set,
            samples,
            knob,
            count_on,
            cheaper_model,
            month,
            output,
        } => changed(&file, &set).and_then(|scenario| {
            let knobs = turn(&scenario, &knob, count_on, cheaper_model)?;
            let order = Order {
                format,
                samples,
                knobs,
                month: month_within(&scenario, month)?,
            };
            deliver(&file, output, |out| report(&scenario, &order, out))
        }),
        Task::Check { files } => check(&files),
    };
    end(done)
}

/// The exit status; the message of an error goes to the terminal.
pub fn end(done: anyhow::Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("breakeven: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The scenario of a file with some inputs changed.
fn changed(file: &Path, set: &[(String, String)]) -> anyhow::Result<Scenario> {
    let mut scenario = store::read(file)?;
    for (path, value) in set {
        apply(&mut scenario, path, value)?;
    }
    Ok(scenario)
}

/// What kind of report is wanted.
struct Order {
    format: Format,
    samples: usize,
    knobs: Knobs,
    month: Option<usize>,
}

fn report(scenario: &Scenario, order: &Order, out: &mut dyn io::Write) -> io::Result<()> {
    let analysis = || Analysis::new(scenario);
    let risk = || drawn(scenario, order.samples);
    let decided = |drivers: &Drivers, risk: Option<&Risk>| {
        let cheaper = cheaper_model(scenario, &order.knobs);
        Decision::new(scenario, drivers, risk, &order.knobs, cheaper.as_ref())
    };
    let text = match order.format {
        Format::Json => export::json::report(scenario, &analysis(), risk().as_ref())?,
        Format::Csv => export::csv::months(scenario, &analysis()),
        Format::Text => {
            let (risk, drivers) = (risk(), Drivers::new(scenario));
            let decision = decided(&drivers, risk.as_ref());
            export::text::report(scenario, &analysis(), risk.as_ref(), &drivers, &decision)
        }
        Format::Decision | Format::Plan => {
            let (risk, drivers) = (risk(), Drivers::new(scenario));
            let decision = decided(&drivers, risk.as_ref());
            if order.format == Format::Plan {
                export::decision::plan(scenario, &decision, order.month)
            } else {
                export::decision::record(scenario, &decision, &order.knobs)
            }
        }
        Format::Draws => return draws(scenario, order.samples, out),
    };
    out.write_all(text.as_bytes())
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
    export::csv::draws(scenario, samples, &|part| progress.show(part), out)
}

/// Draws long enough to be waited for say on the terminal how far they are.
const WORTH_WATCHING: usize = 1_000_000;

fn drawn(scenario: &Scenario, samples: usize) -> Option<Risk> {
    let progress = Progress::new(samples);
    Risk::new(scenario, samples, &|part| {
        progress.show(part);
        true
    })
}

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

fn samples(text: &str) -> Result<usize, String> {
    match quantity::parse_in_file_unit(&text.replace('_', "")) {
        Ok(Estimate::Exactly(number))
            if number.fract() == 0.0 && (1.0..=risk::MOST as f64).contains(&number) =>
        {
            Ok(number as usize)
        }
        _ => Err("a whole number of draws from 1 to 10,000,000, such as 50k".to_owned()),
    }
}

/// Levers as they are listed on the command line.
type Levers = Vec<Lever>;

fn levers(text: &str) -> Result<Levers, String> {
    if text.trim() == "none" {
        return Ok(Vec::new());
    }
    let lever = |name: &str| {
        let found = Lever::ALL
            .into_iter()
            .find(|lever| lever.key() == name.trim());
        found.ok_or_else(|| format!("there is no lever \u{201c}{}\u{201d}", name.trim()))
    };
    text.split(',').map(lever).collect()
}

fn turned(text: &str) -> Result<(&'static str, f64), String> {
    let names = || {
        KNOBS
            .iter()
            .map(|knob| knob.key)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (key, value) = text
        .split_once('=')
        .ok_or_else(|| format!("write NAME=VALUE; names are {}", names()))?;
    let knob = knobs::find(key.trim()).ok_or_else(|| format!("names are {}", names()))?;
    let Ok(Estimate::Exactly(value)) = quantity::parse_in_file_unit(value) else {
        return Err("write one number, such as 50k or 30%".to_owned());
    };
    // Tried here, so that what isn't allowed is wrong usage.
    (knob.set)(&mut Knobs::default(), value).map_err(|error| error.to_string())?;
    Ok((knob.key, value))
}

/// What is to be turned; the rest is the program's own, whatever the window remembers: a report is the same on every machine.
fn turn(
    scenario: &Scenario,
    turned: &[(&'static str, f64)],
    count_on: Option<Levers>,
    cheaper_model: Option<String>,
) -> anyhow::Result<Knobs> {
    let mut knobs = Knobs {
        counted_on: count_on,
        cheaper_model,
        ..Knobs::default()
    };
    for (key, value) in turned {
        if let Some(knob) = knobs::find(key) {
            (knob.set)(&mut knobs, *value)?;
        }
    }
    if let Some(name) = &knobs.cheaper_model
        && self::cheaper_model(scenario, &knobs).is_none()
    {
        return Err(anyhow!(
            "--cheaper-model \u{201c}{name}\u{201d}: the catalog has no such model that is cheaper here; write provider and name, \
             such as \u{201c}OpenAI gpt-4.1-mini\u{201d}"
        ));
    }
    Ok(knobs)
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

/// Writes a report about the scenario in `from` to the terminal or a file.
fn deliver(
    from: &Path,
    output: Option<PathBuf>,
    report: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        return print(report);
    };
    let same = path
        .canonicalize()
        .ok()
        .is_some_and(|path| from.canonicalize().ok() == Some(path));
    if same {
        return Err(anyhow!(
            "{}: the report would replace the scenario itself; choose another file",
            path.display()
        ));
    }
    // A folder that isn't there is more likely a slip of the pen than a wish.
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(anyhow!("{}: there is no such folder", path.display()));
    }
    Ok(store::write_atomically_with(&path, report)?)
}

/// Prints to the terminal; a reader that had enough (`breakeven report … | head`) is no error.
fn print(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> anyhow::Result<()> {
    match write(&mut io::stdout()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("can’t write to the terminal"),
    }
}

fn check(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut faults = 0;
    for file in files {
        match store::read(file) {
            Ok(scenario) => {
                print(|out| writeln!(out, "{}: valid", file.display()))?;
                for warning in warnings(&scenario) {
                    let (path, text) = (warning.path, &warning.text);
                    print(|out| writeln!(out, "{}: note: {path}: {text}", file.display()))?;
                }
            }
            Err(error) => {
                faults += 1;
                eprintln!("{error}");
            }
        }
    }
    match faults {
        0 => Ok(()),
        1 => Err(anyhow!("1 of {} files is not valid", files.len())),
        _ => Err(anyhow!("{faults} of {} files are not valid", files.len())),
    }
}
