//! `breakeven verify`: works a report out anew from the scenario in it, and says where the file differs.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;

use crate::analysis::risk::layout::FINAL_DRAWS;
use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::charts::plot::axis::TimeAxis;
use crate::evidence::current::CurrentPrices;
use crate::export::drawing::PixelSize;
use crate::export::format::Format;
use crate::export::paper::PageSetup;
use crate::export::plain::table::TableStyle;
use crate::export::{self, ExportRequest};
use crate::files::embedded::ReportSettings;
use crate::files::store::{self, FileContent, ReportKind};
use crate::files::verify::{Difference, differences};
use crate::files::{digest, format};
use crate::scenario::Scenario;
use crate::scenario::day_in_words;
use crate::scenario::quantity::count_with_noun;
use crate::scenario::record::Record;
use crate::scenario::words::with_plain_spaces;
use crate::study::Study;

use super::prices_in_use::prices_in_use;
use super::report::attachments;
use super::terminal::print;
use super::values;

/// Differences that are told one by one.
const TOLD: usize = 50;

/// The arguments of `breakeven verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// A report as web page, PDF, slides, spreadsheet or JSON, with its record
    #[arg(value_parser = values::path())]
    file: PathBuf,
}

/// Works the report out anew and compares. An error says how many places differ.
pub fn run(arguments: &VerifyArguments) -> anyhow::Result<()> {
    let file = &arguments.file;
    let name = file.display();
    let (bytes, kind, content) = store::open_report(file)?;
    let FileContent {
        scenario, report, ..
    } = content;
    let settings = report.map(|report| *report).unwrap_or_default();
    let Some(record) = settings.record.clone() else {
        return Err(anyhow!(
            "{name}: it has no record, so that it can’t be verified: it was made by an earlier version, or a program that saved it has dropped the record"
        ));
    };
    let prices = CurrentPrices {
        // What is old is as old as on the day of the report.
        today: record.made_at.get(..10).and_then(|day| day.parse().ok()),
        ..prices_in_use()
    };
    let anew = made_anew(&scenario, &settings, &record, kind, prices)?;
    let mut found = differences(&bytes, &anew).map_err(|problem| anyhow!("{name}: {problem}"))?;
    found.extend(other_scenario(&scenario, &record)?);
    let reasons = reasons(&record, prices);
    print(|out| {
        if found.is_empty() {
            writeln!(out, "{name}: the same as worked out anew")?;
        }
        for difference in found.iter().take(TOLD) {
            writeln!(out, "{name}: {}", with_plain_spaces(&in_words(difference)))?;
        }
        if found.len() > TOLD {
            writeln!(out, "{name}: and {} more", found.len() - TOLD)?;
        }
        for reason in &reasons {
            writeln!(out, "{name}: note: {reason}")?;
        }
        Ok(())
    })?;
    if found.is_empty() {
        return Ok(());
    }
    let places = with_plain_spaces(&count_with_noun(found.len() as f64, "place"));
    let cause = if reasons.is_empty() {
        "the file was edited after it was made"
    } else {
        "the file was edited, or the difference between the programs or catalogs matters"
    };
    Err(anyhow!("{name}: it differs in {places}: {cause}"))
}

/// The report as this program makes it from the scenario and the settings in it.
fn made_anew(
    scenario: &Scenario,
    settings: &ReportSettings,
    record: &Record,
    kind: ReportKind,
    prices: CurrentPrices,
) -> anyhow::Result<Vec<u8>> {
    let study = Study::new(
        scenario,
        settings.samples.unwrap_or(FINAL_DRAWS),
        &settings.knobs,
    )
    .with_prices(prices)
    .with_map_over(settings.axes())
    .with_record(record.clone());
    let (figure, pixels) = match &settings.chart {
        Some((key, width, height)) => {
            let kind = FigureKind::ALL.into_iter().find(|kind| kind.key() == key);
            let kind =
                kind.ok_or_else(|| anyhow!("the chart “{key}” is none that this version has"))?;
            let pixels = PixelSize {
                width: *width,
                height: *height,
            };
            (Some(kind), pixels)
        }
        None => (None, PixelSize::default()),
    };
    let request = ExportRequest {
        format: match kind {
            ReportKind::Pdf => Format::Pdf,
            ReportKind::WebPage => Format::Html,
            ReportKind::Json => Format::Json,
            ReportKind::Spreadsheet => Format::Xlsx,
            ReportKind::Presentation => Format::Pptx,
        },
        figure,
        pixels,
        look: Look {
            dark: settings.dark,
            transparent: settings.transparent,
            time: if settings.counted_months {
                TimeAxis::Counted
            } else {
                TimeAxis::Calendar
            },
        },
        table: TableStyle::FOR_PROGRAMS,
        month: None,
        pages: PageSetup::of_keys(settings.pages.as_ref()),
        template: None,
        attachments: attachments(scenario, settings)?,
    };
    Ok(export::render(&study, &request)?)
}

/// Whether the scenario in the report is another one than that of the record.
fn other_scenario(scenario: &Scenario, record: &Record) -> anyhow::Result<Option<Difference>> {
    let sha256 = digest::sha256(&format::write(scenario)?);
    Ok((sha256 != record.scenario_sha256).then(|| Difference {
        place: "the scenario in it, by its SHA-256".to_owned(),
        found: sha256,
        wanted: record.scenario_sha256.clone(),
    }))
}

fn in_words(difference: &Difference) -> String {
    let Difference {
        place,
        found,
        wanted,
    } = difference;
    match (found.as_str(), wanted.as_str()) {
        ("", "") => format!("{place} isn’t as made"),
        ("", wanted) => format!("{place}: “{wanted}” is missing"),
        (found, "") => format!("{place}: “{found}” was added"),
        (found, wanted) => format!("{place}: “{found}” instead of “{wanted}”"),
    }
}

/// What may make figures differ besides an edit.
fn reasons(record: &Record, prices: CurrentPrices) -> Vec<String> {
    let mut reasons = Vec::new();
    let this = Record::default();
    if (&record.version, &record.commit) != (&this.version, &this.commit) {
        reasons.push(format!(
            "it was made by {}, and this is {}",
            record.program(),
            this.program()
        ));
    }
    let catalog = prices.catalog.map(|catalog| catalog.read_on().to_owned());
    if catalog != record.catalog_read_on {
        let day = |day: &Option<String>| {
            day.as_deref()
                .map_or("an unknown day".to_owned(), day_in_words)
        };
        reasons.push(format!(
            "it was made with the price catalog of {}, and this one is of {}",
            day(&record.catalog_read_on),
            day(&catalog)
        ));
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_in_one_line() {
        let difference = |found: &str, wanted: &str| Difference {
            place: "Charts".to_owned(),
            found: found.to_owned(),
            wanted: wanted.to_owned(),
        };
        for (found, wanted, said) in [
            ("$12", "$13", "Charts: “$12” instead of “$13”"),
            ("", "$13", "Charts: “$13” is missing"),
            ("$12", "", "Charts: “$12” was added"),
            ("", "", "Charts isn’t as made"),
        ] {
            assert_eq!(in_words(&difference(found, wanted)), said);
        }
    }
}
