//! What leaves the program. [`document`] makes it, for the window and the command line alike, in each [`Format`].
//!
//! - [`text`], [`decision`], [`json`], [`csv`]: to read, and for machines
//! - [`report`]: what a report says; [`html`] and [`pages`] set it
//! - [`spreadsheet`]: the arithmetic as live formulas
//! - [`drawing`]: charts drawn without a display; [`svg`] (its texts: `runs`), [`picture`] (PNG), [`pdf`]: what becomes of a drawing; [`typeface`]: its letters

pub mod drawing;
pub mod error;
pub mod figures;
pub mod format;
pub mod plain;
pub mod report;
pub mod spreadsheet;

use crate::charts::compare::{CompareChart, Compares};
use crate::charts::figure::Kind;
use crate::charts::look::Look;
use crate::study::Study;

use drawing::svg::{self, Type};
use drawing::{Page, Pixels, pdf, png};
use error::ExportError;
use format::Format;
use plain::{csv, decision, json, summary};
use report::{html, pages};

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

/// Scenarios over each other as a picture or a page, or side by side as a table.
pub fn comparison(
    studies: &[Study],
    compares: Compares,
    all_inputs: bool,
    order: &Order,
) -> Result<Vec<u8>, ExportError> {
    let drawing = || figures::drawn_comparison(studies, compares, order.pixels, order.look);
    let finding = CompareChart { studies, compares }.title();
    match order.format {
        Format::Svg => Ok(svg::svg(&drawing()?, &finding, Type::Embedded).into_bytes()),
        Format::Png => Ok(png::png(&drawing()?)?),
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
    let drawing = || figures::drawn(study, kind, order.pixels, order.look);
    let text = match order.format {
        Format::Text => summary::report(scenario, analysis, risk.as_ref(), drivers, decision),
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
            let title = figures::figure(study, kind, true)?.title();
            svg::svg(&drawing()?, &title, Type::Embedded)
        }
        Format::Xlsx => return Ok(spreadsheet::xlsx(study)?),
        Format::Png => return Ok(png::png(&drawing()?)?),
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
