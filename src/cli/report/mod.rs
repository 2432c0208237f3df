//! `breakeven report`: reads a scenario, changes inputs, analyses it, and prints or draws the result.
//!
//! - [`arguments`]: the arguments, and which of them go together
//! - `settings`: what the arguments change before anything is computed
//! - `progress`: what a long run shows on the terminal
//! - `output`: where the report goes

pub mod arguments;
mod output;
mod progress;
mod settings;

use std::io;

use crate::export::drawing::pdf::Attachment;
use crate::export::format::Format;
use crate::export::plain::csv;
use crate::export::{self, ExportRequest};
use crate::files::embedded::{self, CarriedText, ReportSettings};
use crate::files::store::{self, FileContent};
use crate::scenario::{Scenario, inputs};
use crate::study::Study;

use arguments::ReportArguments;
use output::Output;
use progress::Progress;
use settings::{month_within, report_settings, sample_count, set_inputs};

/// Makes the report.
pub fn run(arguments: ReportArguments) -> anyhow::Result<()> {
    let format = arguments.format()?;
    arguments.check(format)?;
    let FileContent {
        scenario,
        report,
        left_out,
    } = store::open(&arguments.file)?;
    for left_out in left_out {
        eprintln!("{}: note: left out, {left_out}", arguments.file.display());
    }
    let scenario = set_inputs(scenario, &arguments.set)?;
    let settings = report_settings(&scenario, report.map(|report| *report), &arguments)?;
    let request = ExportRequest {
        format,
        figure: arguments.figure(),
        pixels: arguments.size.unwrap_or_default(),
        look: arguments.look(),
        month: month_within(&scenario, arguments.month)?,
        attachments: attachments(&scenario, &settings)?,
    };
    let sources = arguments.sources();
    let compared = arguments.compared_quantity();
    let output = Output::new(arguments.output);
    output.check(format)?;
    if format == Format::Draws {
        // The draws are written one by one, so they don't need a study.
        let samples = sample_count(&settings);
        return output.write(&sources, |out| write_draws(&scenario, samples, out));
    }
    let mut studies = vec![study(&scenario, &settings, format)];
    for file in &arguments.with {
        let scenario = set_inputs(store::read(file)?, &arguments.set)?;
        studies.push(study(&scenario, &settings, format));
    }
    let report = match compared {
        Some(quantity) => {
            export::render_comparison(&studies, quantity, arguments.all_inputs, &request)?
        }
        None => export::render(&studies[0], &request)?,
    };
    output.write(&sources, |out| out.write_all(&report))
}

/// What a report carries along, so that it can be opened and made again.
fn attachments(scenario: &Scenario, settings: &ReportSettings) -> anyhow::Result<Vec<Attachment>> {
    let attached = |carried: CarriedText| Attachment {
        name: carried.name,
        description: carried.description.to_owned(),
        text: carried.text,
    };
    Ok(embedded::write(scenario, settings)?.map(attached).into())
}

/// The study of a scenario. Its parts are computed when the report asks for them, but many draws are made here, so that their progress is
/// shown. A table of months or inputs doesn't need the draws.
fn study(scenario: &Scenario, settings: &ReportSettings, format: Format) -> Study {
    let samples = sample_count(settings);
    let study = Study::new(scenario, samples, &settings.knobs).with_map_over(settings.axes());
    let progress = Progress::new(samples);
    if progress.is_shown() && format != Format::Csv {
        study.draw(&|part| progress.show(part));
    }
    study
}

/// Writes every draw; an error if no input is uncertain.
fn write_draws(scenario: &Scenario, samples: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if inputs::uncertain(scenario).next().is_none() {
        return Err(io::Error::other(
            "nothing to draw: all inputs are exact. State one as a range, in the file or with --set, such as \
             --set \"workload.queries_per_month=20k to 60k\"",
        ));
    }
    let progress = Progress::new(samples);
    csv::write_draws(scenario, samples, &|part| progress.show(part), out)
}
