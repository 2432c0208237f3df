//! Exports, for the window and the command line alike. [`render`] makes a document of one study in any [`mod@format`], [`render_comparison`] one of
//! several studies.
//!
//! - [`plain`]: text for people, and JSON and CSV for programs
//! - [`report`]: what a report says, in blocks; `html` and `pages` typeset them
//! - [`slides`]: what the slides of a study say; [`deck`]: how slides are written as a file
//! - [`spreadsheet`]: the arithmetic as live formulas
//! - [`figures`]: charts drawn without a display
//! - [`drawing`]: what was drawn, as shapes, and how these become SVG, PNG and PDF
//! - [`mod@format`]: the formats, their names and extensions
//! - [`paper`]: the sheets of a PDF, and how much of a report goes on them
//! - [`error`]: why an export failed
//!
//! To add a format, add a variant to [`format::Format`] and an arm to [`render`].
//!
//! ```
//! use breakeven::charts::look::Look;
//! use breakeven::export::drawing::PixelSize;
//! use breakeven::export::format::Format;
//! use breakeven::export::paper::PageSetup;
//! use breakeven::export::plain::table::TableStyle;
//! use breakeven::export::{ExportRequest, render};
//! use breakeven::files::examples::Example;
//! use breakeven::scenario::knobs::DecisionSettings;
//! use breakeven::study::Study;
//!
//! let scenario = Example::find("textbook-comparison").unwrap().scenario()?;
//! let study = Study::new(&scenario, 1024, &DecisionSettings::default());
//! let request = ExportRequest {
//!     format: Format::Csv,
//!     figure: None,
//!     pixels: PixelSize::SLIDE,
//!     look: Look::default(),
//!     month: None,
//!     pages: PageSetup::default(),
//!     template: None,
//!     table: TableStyle::FOR_PROGRAMS,
//!     attachments: Vec::new(),
//! };
//! let table = render(&study, &request)?;
//! assert!(table.starts_with(b"month,calendar,cumulative_queries,cumulative_prompting (USD)"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod deck;
pub mod drawing;
pub mod error;
pub mod figures;
pub mod format;
pub mod paper;
pub mod plain;
pub mod report;
pub mod slides;
pub mod spreadsheet;

use crate::charts::comparison::{ComparedQuantity, ComparisonChart};
use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::study::Study;

use deck::error::DeckError;
use deck::template::Template;
use drawing::page::Page;
use drawing::pdf::Attachment;
use drawing::svg::{self, FontSource};
use drawing::{PixelSize, pdf, png};
use error::ExportError;
use format::Format;
use paper::{PageLayout, PageSetup};
use plain::table::TableStyle;
use plain::{csv, decision, json, summary};
use report::{html, pages};

/// What to export, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// The format.
    pub format: Format,
    /// The figure to draw. `None` means the cost curves in a picture, and the whole report in a PDF.
    pub figure: Option<FigureKind>,
    /// The size of a picture.
    pub pixels: PixelSize,
    /// The colours, and how axes name months.
    pub look: Look,
    /// How a table is written.
    pub table: TableStyle,
    /// The month after which the plan decides; `None` means the best one.
    pub month: Option<usize>,
    /// The pages of a report as PDF.
    pub pages: PageSetup,
    /// The presentation whose masters the slides take; `None` for plain ones.
    pub template: Option<Vec<u8>>,
    /// The scenario's own file and the report's settings, which a report carries along.
    pub attachments: Vec<Attachment>,
}

/// Renders several scenarios: in one chart as a picture or a page, or side by side as a table.
pub fn render_comparison(
    studies: &[Study],
    quantity: ComparedQuantity,
    all_inputs: bool,
    request: &ExportRequest,
) -> Result<Vec<u8>, ExportError> {
    let drawing = || figures::draw_comparison(studies, quantity, request.pixels, request.look);
    match request.format {
        Format::Svg => {
            let finding = ComparisonChart { studies, quantity }.title();
            Ok(svg::render(&drawing()?, &finding, FontSource::Embedded).into_bytes())
        }
        Format::Png => Ok(png::encode(&drawing()?)?),
        Format::Pdf => {
            let description = figures::describe_comparison(studies, quantity);
            let page = Page::of_figure(drawing()?, description);
            Ok(pdf::render("Comparison", &[page], &[])?)
        }
        Format::Csv => Ok(csv::render_comparison(studies, all_inputs, request.table).into_bytes()),
        other => Err(ExportError::NoComparison(format!(
            "a comparison can be svg, png, pdf or csv, not {}",
            other.key()
        ))),
    }
}

/// Renders a study as a whole document. To write many draws, use [`csv::write_draws`], which doesn't hold them in memory.
pub fn render(study: &Study, request: &ExportRequest) -> Result<Vec<u8>, ExportError> {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let kind = request.figure.unwrap_or(FigureKind::Cost);
    let drawing = || figures::draw_figure(study, kind, request.pixels, request.look);
    let text = match request.format {
        Format::Text => summary::render(study),
        Format::Json => json::render(study, &request.attachments)?,
        Format::Csv => csv::render_months(scenario, analysis, request.table),
        Format::Draws => {
            if let Some(why) = csv::no_draws_because(scenario) {
                return Err(ExportError::NoDraws(why));
            }
            let mut draws = Vec::new();
            csv::write_draws(
                scenario,
                study.samples(),
                request.table,
                &|_| {},
                &mut draws,
            )?;
            return Ok(draws);
        }
        Format::Decision => decision::render_record(study),
        Format::Plan => decision::render_roadmap(study, request.month),
        Format::Svg => {
            let title = figures::available_figure(study, kind, true)?.title();
            svg::render(&drawing()?, &title, FontSource::Embedded)
        }
        Format::Pptx => {
            let deck = slides::deck(study, request.look, &request.attachments)?;
            return Ok(match &request.template {
                Some(template) => {
                    deck.render_with(&Template::read(template).map_err(DeckError::from)?)?
                }
                None => deck.render()?,
            });
        }
        Format::Xlsx => return Ok(spreadsheet::render(study, &request.attachments)?),
        Format::Png => return Ok(png::encode(&drawing()?)?),
        Format::Pdf => {
            let PageSetup { paper, layout } = request.pages;
            let pages = match (request.figure, layout) {
                (Some(_), _) => {
                    let description = figures::describe_figure(study, kind, true)?;
                    vec![Page::of_figure(drawing()?, description)]
                }
                (None, PageLayout::Report) => {
                    pages::lay_out(study, &report::compose(study), request.look, paper)?
                }
                (None, PageLayout::OnePage) => {
                    vec![pages::one_page::lay_out(study, request.look, paper)?]
                }
            };
            return Ok(pdf::render(scenario.title(), &pages, &request.attachments)?);
        }
        Format::Html => {
            let blocks = report::compose(study);
            html::render(study, &blocks, request.look, &request.attachments)?
        }
    };
    Ok(text.into_bytes())
}
