//! What leaves the program. [`document`] makes it, for the window and the command line alike, in each [`Format`].
//!
//! - [`text`], [`decision`], [`json`], [`csv`]: to read, and for machines
//! - [`report`]: what a report says; [`html`] and [`pages`] set it
//! - [`spreadsheet`]: the arithmetic as live formulas
//! - [`drawing`]: charts drawn without a display; [`svg`] (its texts: `runs`), [`picture`] (PNG), [`pdf`]: what becomes of a drawing; [`typeface`]: its letters

pub mod csv;
pub mod decision;
pub mod drawing;
pub mod html;
pub mod json;
pub mod pages;
pub mod pdf;
pub mod picture;
pub mod report;
mod runs;
pub mod spreadsheet;
pub mod svg;
pub mod text;
pub mod typeface;

use egui::Vec2;

use crate::analysis::compared;
use crate::analysis::study::Study;
use crate::charts::compare::{CompareChart, Compares, MOST};
use crate::charts::figure::{Figure, Kind};
use crate::charts::style::Look;

use drawing::{Drawing, Pixels};
use pages::Page;
use pdf::PdfError;
use picture::PictureError;
use svg::Type;

/// What can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The finding, for people.
    Text,
    /// Everything, for programs.
    Json,
    /// The months, for spreadsheets.
    Csv,
    /// What to do and why, with all that it rests on.
    Decision,
    /// The way from prompting to fine-tuning as a page with dates.
    Plan,
    /// The draws of the uncertain inputs one by one, for audit.
    Draws,
    /// A chart whose text stays text.
    Svg,
    /// A chart as a picture.
    Png,
    /// The whole report as pages, or a chart as one.
    Pdf,
    /// The whole report as a web page.
    Html,
    /// The arithmetic as a spreadsheet.
    Xlsx,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Json,
        Self::Csv,
        Self::Decision,
        Self::Plan,
        Self::Draws,
        Self::Svg,
        Self::Png,
        Self::Pdf,
        Self::Html,
        Self::Xlsx,
    ];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Decision => "decision",
            Self::Plan => "plan",
            Self::Draws => "draws",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
        }
    }

    /// What it is.
    pub fn help(self) -> &'static str {
        match self {
            Self::Text => "The finding, for people",
            Self::Json => "Everything, for programs",
            Self::Csv => "The months, for spreadsheets",
            Self::Decision => "What to do and why, with all that it rests on",
            Self::Plan => "The way from prompting to fine-tuning as a page with dates",
            Self::Draws => "The draws of the uncertain inputs one by one, for audit",
            Self::Svg => "A chart whose text stays text",
            Self::Png => "A chart as a picture",
            Self::Pdf => "The whole report as pages, or with --chart a chart as one",
            Self::Html => "The whole report as a web page in one file",
            Self::Xlsx => "The arithmetic as a spreadsheet with live formulas",
        }
    }

    /// How the names of its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text | Self::Decision | Self::Plan => "txt",
            Self::Draws => "csv",
            other => other.key(),
        }
    }

    /// What a file is, by how its name ends.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_lowercase();
        match extension.as_str() {
            "htm" => Some(Self::Html),
            _ => Self::ALL
                .into_iter()
                .find(|format| format.extension() == extension),
        }
    }

    /// Whether it is for programs only.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Png | Self::Pdf | Self::Xlsx)
    }
}

/// How large a figure of a report is drawn, in points: it is set smaller, so that its type is as large as the text around it.
const FIGURE: Vec2 = Vec2::new(900.0, 400.0);

/// What is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// How.
    pub format: Format,
    /// The figure, where it is one.
    pub figure: Option<Kind>,
    /// Its size.
    pub pixels: Pixels,
    /// Its colours.
    pub look: Look,
    /// The month of the plan, other than the best one.
    pub month: Option<usize>,
    /// The scenario's own file, to go with a report: holds no "<".
    pub embedded: String,
}

/// Why it can't be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The scenario has no such figure.
    #[error("“{0}” has no chart of {1}: {2}")]
    NoFigure(String, &'static str, &'static str),
    /// Scenarios can't be compared so.
    #[error("{0}")]
    NoComparison(String),
    /// A picture failed.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A document failed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A spreadsheet failed.
    #[error("the spreadsheet can’t be put together: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// The draws failed.
    #[error("the draws can’t be written: {0}")]
    Draws(#[from] std::io::Error),
    /// JSON failed.
    #[error("the report can’t be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// A figure of a study, drawn to stand alone.
pub fn drawn(
    study: &Study,
    kind: Kind,
    pixels: Pixels,
    look: Look,
) -> Result<Drawing, ExportError> {
    let figure = figure(study, kind, true)?;
    Ok(Drawing::picture(pixels, look, |ui| figure.ui(ui)))
}

/// A figure of a study for a report, in points.
fn drawn_within(study: &Study, kind: Kind, size: Vec2, look: Look) -> Result<Drawing, ExportError> {
    let figure = figure(study, kind, false)?;
    Ok(Drawing::on_page(size, look, |ui| figure.ui(ui)))
}

/// Scenarios over each other, drawn to stand alone.
pub fn drawn_comparison(
    studies: &[Study],
    compares: Compares,
    pixels: Pixels,
    look: Look,
) -> Result<Drawing, ExportError> {
    if studies.is_empty() || compared::currency(studies).is_none() {
        return Err(ExportError::NoComparison(compared::finding(studies)));
    }
    if studies.len() > MOST {
        return Err(ExportError::NoComparison(format!(
            "{} scenarios are too many for one chart: compare {MOST} at most, or all of them as a table with csv",
            studies.len()
        )));
    }
    let chart = CompareChart { studies, compares };
    Ok(Drawing::picture(pixels, look, |ui| chart.figure_ui(ui)))
}

/// Scenarios over each other as a picture or a page, or side by side as a table.
pub fn comparison(
    studies: &[Study],
    compares: Compares,
    all_inputs: bool,
    order: &Order,
) -> Result<Vec<u8>, ExportError> {
    let drawing = || drawn_comparison(studies, compares, order.pixels, order.look);
    let finding = CompareChart { studies, compares }.title();
    match order.format {
        Format::Svg => Ok(svg::svg(&drawing()?, &finding, Type::Embedded).into_bytes()),
        Format::Png => Ok(picture::png(&drawing()?)?),
        Format::Pdf => {
            let page = Page {
                sheet: drawing()?,
                figures: Vec::new(),
            };
            Ok(pdf::pdf("Comparison", &[page], None)?)
        }
        Format::Csv => Ok(csv::comparison(studies, all_inputs, ',').into_bytes()),
        other => Err(ExportError::NoComparison(format!(
            "a comparison can be svg, png, pdf or csv, not {}",
            other.key()
        ))),
    }
}

fn figure(study: &Study, kind: Kind, alone: bool) -> Result<Figure<'_>, ExportError> {
    match kind.missing_from(study) {
        Some(why) => {
            let title = study.scenario.title().to_owned();
            Err(ExportError::NoFigure(title, kind.label(), why))
        }
        None => Ok(Figure { study, kind, alone }),
    }
}

/// Makes it, in one piece: many draws one by one are better written as they come, by [`csv::draws`].
pub fn document(study: &Study, order: &Order) -> Result<Vec<u8>, ExportError> {
    let Study {
        scenario,
        analysis,
        risk,
        drivers,
        decision,
        knobs,
        ..
    } = study;
    let kind = order.figure.unwrap_or(Kind::Cost);
    let drawing = || drawn(study, kind, order.pixels, order.look);
    let text = match order.format {
        Format::Text => text::report(scenario, analysis, risk.as_ref(), drivers, decision),
        Format::Json => json::report(scenario, analysis, risk.as_ref())?,
        Format::Csv => csv::months(scenario, analysis),
        Format::Draws => {
            let mut draws = Vec::new();
            let samples = risk.as_ref().map_or(0, |risk| risk.samples);
            csv::draws(scenario, samples, &|_| {}, &mut draws)?;
            return Ok(draws);
        }
        Format::Decision => decision::record(scenario, decision, knobs),
        Format::Plan => decision::plan(scenario, decision, order.month),
        Format::Svg => {
            let title = self::figure(study, kind, true)?.title();
            svg::svg(&drawing()?, &title, Type::Embedded)
        }
        Format::Xlsx => return Ok(spreadsheet::xlsx(study)?),
        Format::Png => return Ok(picture::png(&drawing()?)?),
        Format::Pdf => {
            let pages = match order.figure {
                Some(_) => vec![Page {
                    sheet: drawing()?,
                    figures: Vec::new(),
                }],
                None => pages::pages(study, &report::report(study), order.look)?,
            };
            return Ok(pdf::pdf(scenario.title(), &pages, Some(&order.embedded))?);
        }
        Format::Html => {
            let blocks = report::report(study);
            html::html(study, &blocks, order.look, &order.embedded)?
        }
    };
    Ok(text.into_bytes())
}
