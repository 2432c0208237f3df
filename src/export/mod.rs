//! What leaves the program, for the window and the command line alike. [`render`] makes a document of a study in any [`format`],
//! [`render_comparison`] one of several studies.
//!
//! - [`plain`]: text to read, and JSON and CSV for other programs
//! - [`report`]: the blocks of a report; `html` and `pages` set them
//! - [`spreadsheet`]: the arithmetic as live formulas
//! - [`figures`]: charts drawn without a display
//! - [`drawing`]: a drawing's shapes, and how they become SVG, PNG and PDF
//! - [`error`]: why an export failed

pub mod drawing;
pub mod error;
pub mod figures;
pub mod format;
pub mod plain;
pub mod report;
pub mod spreadsheet;

use crate::charts::comparison::{ComparedQuantity, ComparisonChart};
use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::study::Study;

use drawing::svg::{self, FontSource};
use drawing::{Page, PixelSize, pdf, png};
use error::ExportError;
use format::Format;
use plain::{csv, decision, json, summary};
use report::{html, pages};

/// What is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// How.
    pub format: Format,
    /// The figure, where it is one.
    pub figure: Option<FigureKind>,
    /// Its size.
    pub pixels: PixelSize,
    /// Its colours.
    pub look: Look,
    /// The month of the plan, other than the best one.
    pub month: Option<usize>,
    /// The scenario's own file, to go with a report: holds no "<".
    pub embedded: String,
}

/// Scenarios over each other as a picture or a page, or side by side as a table.
pub fn render_comparison(
    studies: &[Study],
    quantity: ComparedQuantity,
    all_inputs: bool,
    request: &ExportRequest,
) -> Result<Vec<u8>, ExportError> {
    let drawing = || figures::draw_comparison(studies, quantity, request.pixels, request.look);
    let finding = ComparisonChart { studies, quantity }.title();
    match request.format {
        Format::Svg => Ok(svg::render(&drawing()?, &finding, FontSource::Embedded).into_bytes()),
        Format::Png => Ok(png::encode(&drawing()?)?),
        Format::Pdf => {
            let page = Page {
                sheet: drawing()?,
                figures: Vec::new(),
            };
            Ok(pdf::render("Comparison", &[page], None)?)
        }
        Format::Csv => Ok(csv::render_comparison(studies, all_inputs, ',').into_bytes()),
        other => Err(ExportError::NoComparison(format!(
            "a comparison can be svg, png, pdf or csv, not {}",
            other.key()
        ))),
    }
}

/// Makes it, in one piece: many draws one by one are better written as they come, by [`csv::write_draws`].
pub fn render(study: &Study, request: &ExportRequest) -> Result<Vec<u8>, ExportError> {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let kind = request.figure.unwrap_or(FigureKind::Cost);
    let drawing = || figures::draw_figure(study, kind, request.pixels, request.look);
    let text = match request.format {
        Format::Text => summary::render(study),
        Format::Json => json::render(study)?,
        Format::Csv => csv::render_months(scenario, analysis),
        Format::Draws => {
            let mut draws = Vec::new();
            let samples = study.risk().map_or(0, |risk| risk.samples);
            csv::write_draws(scenario, samples, &|_| {}, &mut draws)?;
            return Ok(draws);
        }
        Format::Decision => decision::render_record(scenario, study.decision(), &study.knobs),
        Format::Plan => decision::render_roadmap(scenario, study.decision(), request.month),
        Format::Svg => {
            let title = figures::available_figure(study, kind, true)?.title();
            svg::render(&drawing()?, &title, FontSource::Embedded)
        }
        Format::Xlsx => return Ok(spreadsheet::render(study)?),
        Format::Png => return Ok(png::encode(&drawing()?)?),
        Format::Pdf => {
            let pages = match request.figure {
                Some(_) => vec![Page {
                    sheet: drawing()?,
                    figures: Vec::new(),
                }],
                None => pages::lay_out(study, &report::compose(study), request.look)?,
            };
            return Ok(pdf::render(
                scenario.title(),
                &pages,
                Some(&request.embedded),
            )?);
        }
        Format::Html => {
            let blocks = report::compose(study);
            html::render(study, &blocks, request.look, &request.embedded)?
        }
    };
    Ok(text.into_bytes())
}
