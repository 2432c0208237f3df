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

use anyhow::anyhow;

use crate::charts::plot::axis::TimeAxis;
use crate::cli::prices_in_use::prices_in_use;
use crate::cli::terminal::complain;
use crate::evidence::current::CurrentPrices;
use crate::export::drawing::pdf::Attachment;
use crate::export::format::Format;
use crate::export::plain::csv;
use crate::export::{self, ExportRequest};
use crate::files::embedded::{self, CarriedText, ReportSettings};
use crate::files::store::{self, FileContent};
use crate::files::{digest, format, names, today};
use crate::scenario::Scenario;
use crate::scenario::record::Record;
use crate::study::Study;

use arguments::ReportArguments;
use output::Output;
use progress::Progress;
use settings::{month_within, report_settings, sample_count, set_inputs};

/// Makes the report.
pub fn run(arguments: &ReportArguments) -> anyhow::Result<()> {
    let format = arguments.format()?;
    arguments.check(format)?;
    let table = arguments.table_style()?;
    let sources = arguments.sources();
    let output = Output::new(arguments.output.clone());
    // Before anything is computed, since that may take minutes.
    output.check(format, &sources)?;
    let FileContent {
        scenario,
        report,
        left_out,
        corrections,
        ..
    } = store::open(&arguments.file)?;
    let file = arguments.file.display();
    for left_out in left_out {
        complain(&format!("{file}: note: left out, {left_out}"));
    }
    for correction in corrections {
        complain(&format!(
            "{file}: note: made by an earlier version: {correction}"
        ));
    }
    let scenario = set_inputs(scenario, &arguments.set)?;
    let prices = prices_in_use();
    let report = report.map(|report| *report);
    let look = arguments.look();
    let pixels = arguments.size.unwrap_or_default();
    let before = report.as_ref().and_then(|report| report.record.as_ref());
    let record = record(&scenario, arguments, prices, before)?;
    let settings = ReportSettings {
        dark: look.dark,
        transparent: look.transparent,
        counted_months: look.time == TimeAxis::Counted,
        pages: arguments.pages().keys(),
        chart: arguments
            .figure()
            .map(|kind| (kind.key().to_owned(), pixels.width, pixels.height)),
        record: Some(record.clone()),
        ..report_settings(&scenario, report, arguments, prices)?
    };
    let request = ExportRequest {
        format,
        figure: arguments.figure(),
        pixels,
        look,
        table: if output.is_file() {
            table.in_file()
        } else {
            table
        },
        month: month_within(&scenario, arguments.month)?,
        pages: arguments.pages(),
        template: arguments.template()?,
        attachments: attachments(&scenario, &settings)?,
    };
    let compared = arguments.compared_quantity();
    if format == Format::Draws {
        // The draws are written one by one, so they don't need a study.
        if let Some(why) = csv::no_draws_because(&scenario) {
            return Err(anyhow!("{why}"));
        }
        let samples = sample_count(&settings);
        let progress = Progress::new(samples);
        return output.write(|out| {
            let show = |part| progress.show(part);
            csv::write_draws(&scenario, samples, request.table, &show, out)
        });
    }
    let study_of_file = study(&scenario, &settings, format, prices).with_record(record);
    let mut studies = vec![study_of_file];
    for file in &arguments.with {
        let scenario = set_inputs(store::read(file)?, &arguments.set)?;
        studies.push(study(&scenario, &settings, format, prices));
    }
    let report = match compared {
        Some(quantity) => {
            export::render_comparison(&studies, quantity, arguments.all_inputs, &request)?
        }
        None => export::render(&studies[0], &request)?,
    };
    output.write(|out| out.write_all(&report))
}

/// What makes this report, now, and of what.
fn record(
    scenario: &Scenario,
    arguments: &ReportArguments,
    prices: CurrentPrices,
    before: Option<&Record>,
) -> anyhow::Result<Record> {
    let set = arguments.set.iter();
    let set = set.map(|(path, value)| format!("{path}={value}"));
    // A report that is made anew is still one of the file that it was made of, with what was changed then.
    let changes = before.map_or(Vec::new(), |before| before.changes.clone());
    let file = before.and_then(|before| before.file.clone());
    Ok(Record {
        made_at: today::now_in_digits(),
        file: file.or_else(|| Some(names::name_of(&arguments.file))),
        changes: changes.into_iter().chain(set).collect(),
        scenario_sha256: digest::sha256(&format::write(scenario)?),
        catalog_read_on: prices.catalog.map(|catalog| catalog.read_on().to_owned()),
        ..Record::default()
    })
}

/// What a report carries along, so that it can be opened and made again.
pub(super) fn attachments(
    scenario: &Scenario,
    settings: &ReportSettings,
) -> anyhow::Result<Vec<Attachment>> {
    let attached = |carried: CarriedText| Attachment {
        name: carried.name,
        description: carried.description.to_owned(),
        text: carried.text,
    };
    Ok(embedded::write(scenario, settings)?.map(attached).into())
}

/// The study of a scenario. Its parts are computed when the report asks for them, but many draws are made here, so that their progress is
/// shown. A table of months or inputs doesn't need the draws.
fn study(
    scenario: &Scenario,
    settings: &ReportSettings,
    format: Format,
    prices: CurrentPrices,
) -> Study {
    let samples = sample_count(settings);
    let study = Study::new(scenario, samples, &settings.knobs)
        .with_prices(prices)
        .with_map_over(settings.axes());
    let progress = Progress::new(samples);
    if progress.is_shown() && format != Format::Csv {
        study.draw(&|part| progress.show(part));
    }
    study
}
