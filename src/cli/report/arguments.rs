//! The arguments of `breakeven report`, and which of them go together.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser as _};

use crate::charts::comparison::ComparedQuantity;
use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::charts::plot::axis::TimeAxis;
use crate::cli::terminal::WrongUsage;
use crate::cli::values::{
    Axes, Chart, Levers, Theme, parse_assignment, parse_axes, parse_decimal, parse_knob,
    parse_levers, parse_month, parse_output, parse_pixels, parse_samples, parse_separator, path,
};
use crate::export::drawing::PixelSize;
use crate::export::format::Format;
use crate::export::paper::{PageLayout, PageSetup, Paper};
use crate::export::plain::table::TableStyle;
use crate::files::error::StoreError;
use crate::files::material::text;
use crate::files::store;

/// Arguments of `breakeven report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// A scenario, or a report (html, pdf), which keeps its thresholds, levers, simulations and map
    #[arg(value_parser = path())]
    pub(super) file: PathBuf,
    /// Format of the output; otherwise the ending of the -o file decides, or text
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Change an input first, e.g. workload.queries_per_month=20k; repeatable
    #[arg(long, value_name = "PATH=VALUE", value_parser = parse_assignment)]
    pub(super) set: Vec<(String, String)>,
    /// Number of simulations, rounded up to a power of two [default: 131,072]
    #[arg(long, value_name = "N", value_parser = parse_samples, allow_negative_numbers = true)]
    pub(super) samples: Option<usize>,
    /// Change a threshold or lever of the decision, e.g. scale_queries=50k or trim=30%; repeatable
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_knob)]
    pub(super) knob: Vec<(&'static str, f64)>,
    /// Levers to assume, separated by commas: cache, trim, examples, batch, cheaper-model; or none
    #[arg(long, value_name = "LEVERS", value_parser = parse_levers)]
    pub(super) count_on: Option<Levers>,
    /// Provider and name of the cheaper model, e.g. "OpenAI gpt-4.1-mini"
    #[arg(long, value_name = "MODEL")]
    pub(super) cheaper_model: Option<String>,
    /// Inputs on the X and Y axis of the map, separated by a comma
    #[arg(long, value_name = "PATH,PATH", value_parser = parse_axes)]
    pub(super) axes: Option<Axes>,
    /// Month after which the plan switches to fine-tuning, instead of the cheapest one
    #[arg(long, value_name = "K", value_parser = parse_month)]
    pub(super) month: Option<usize>,
    /// Chart to draw as svg, png or pdf; otherwise svg and png draw the cost, pdf the report
    #[arg(long, value_enum)]
    pub(super) chart: Option<Chart>,
    /// Scenario to compare with, for --chart compare or as a table with --format csv; repeatable
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub(super) with: Vec<PathBuf>,
    /// List equal inputs too
    #[arg(long)]
    pub(super) all_inputs: bool,
    /// Size of an image in pixels [default: 1920x1080]
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = parse_pixels)]
    pub(super) size: Option<PixelSize>,
    /// Colours of a chart [default: light]
    #[arg(long, value_enum)]
    pub(super) theme: Option<Theme>,
    /// Leave the background of a chart transparent
    #[arg(long)]
    pub(super) transparent: bool,
    /// Months on axes: calendar or numbers [default: calendar]
    #[arg(long, value_enum)]
    pub(super) axis: Option<TimeAxis>,
    /// A presentation whose masters, layouts and theme the slides of pptx take
    #[arg(long, value_parser = path())]
    pub(super) template: Option<PathBuf>,
    /// Paper of a pdf report [default: a4]
    #[arg(long, value_enum)]
    pub(super) paper: Option<Paper>,
    /// What a pdf report holds [default: report]
    #[arg(long, value_enum)]
    pub(super) layout: Option<PageLayout>,
    /// Cell separator of csv and draws: comma, semicolon, tab or pipe [default: comma]
    #[arg(long, value_name = "SIGN", value_parser = parse_separator)]
    pub(super) csv_separator: Option<char>,
    /// Decimal sign of csv and draws: point or comma [default: point]
    #[arg(long, value_name = "SIGN", value_parser = parse_decimal)]
    pub(super) csv_decimal: Option<char>,
    /// Output file; - is the terminal
    #[arg(short, long, value_name = "OUT", value_parser = OsStringValueParser::new().try_map(parse_output))]
    pub(super) output: Option<PathBuf>,
}

impl ReportArguments {
    /// The format of `--format`, or else the one that the output file's ending names, or else, without an ending, text. An ending that none
    /// has is refused: whoever writes it expects something else than text.
    pub(super) fn format(&self) -> Result<Format, WrongUsage> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let ending = self.output.as_ref().and_then(|path| path.extension());
        let Some(ending) = ending else {
            return if self.chart.is_some() {
                Err(WrongUsage(
                    "--chart needs --format svg, png or pdf".to_owned(),
                ))
            } else {
                Ok(Format::Text)
            };
        };
        let ending = ending.to_string_lossy();
        Format::from_extension(&ending).ok_or_else(|| {
            WrongUsage(format!(
                ".{ending} isn’t a report format: end the name in {}, or give --format",
                Format::endings().join(", ")
            ))
        })
    }

    /// How tables are written; refuses signs that can't be told apart.
    pub(super) fn table_style(&self) -> Result<TableStyle, WrongUsage> {
        let separator = self.csv_separator.unwrap_or(',');
        let style = TableStyle::new(separator, self.csv_decimal.unwrap_or('.'));
        style.map_err(|error| {
            WrongUsage(format!(
                "{error}: add --csv-separator semicolon (or tab, or pipe), or leave --csv-decimal out"
            ))
        })
    }

    /// Refuses arguments that have no effect on the requested output: whoever gives them expects something else.
    pub(super) fn check(&self, format: Format) -> Result<(), WrongUsage> {
        let can_be_picture = matches!(format, Format::Svg | Format::Png | Format::Pdf);
        let has_charts = can_be_picture || format == Format::Html;
        let is_comparison = !self.with.is_empty();
        let is_picture =
            can_be_picture && (is_comparison || self.chart.is_some() || format != Format::Pdf);
        let is_of_pages = format == Format::Pdf && !is_picture;
        let is_of_one = matches!(self.chart, Some(Chart::One(_))) || format == Format::Draws;
        let chart_is_of_several = matches!(self.chart, Some(Chart::Compare | Chart::CompareCosts));
        let is_table = is_comparison && format == Format::Csv;
        let is_csv = matches!(format, Format::Csv | Format::Draws);
        let key = format.key();
        let problems = [
            (
                is_comparison && !can_be_picture && format != Format::Csv,
                format!("a comparison can be svg, png, pdf or csv, not {key}"),
            ),
            (
                is_comparison && is_of_one,
                "--with needs --chart compare or --format csv".to_owned(),
            ),
            (
                chart_is_of_several && !is_comparison,
                "--chart compare needs other scenarios: add --with FILE".to_owned(),
            ),
            (
                self.chart.is_some() && !can_be_picture,
                format!("--chart can be svg, png or pdf, not {key}"),
            ),
            (
                self.size.is_some() && !is_picture,
                format!(
                    "--size applies to images, not to this {key}. Leave it out, or add --chart"
                ),
            ),
            (
                self.theme.is_some() && !has_charts,
                format!("--theme applies to charts, and {key} has none"),
            ),
            (
                self.axis.is_some() && !has_charts,
                format!("--axis applies to charts, and {key} has none"),
            ),
            (
                self.all_inputs && !is_table,
                "--all-inputs needs --with FILE and --format csv".to_owned(),
            ),
            (
                (self.csv_separator.is_some() || self.csv_decimal.is_some()) && !is_csv,
                format!("--csv-separator and --csv-decimal need --format csv or draws, not {key}"),
            ),
            (
                self.paper.is_some() && !is_of_pages,
                "--paper needs a report as pdf, without --chart and --with".to_owned(),
            ),
            (
                self.template.is_some() && format != Format::Pptx,
                format!("--template needs --format pptx, not {key}"),
            ),
            (
                self.layout.is_some() && !is_of_pages,
                "--layout needs a report as pdf, without --chart and --with".to_owned(),
            ),
            (
                self.month.is_some() && format != Format::Plan,
                format!("--month needs --format plan, not {key}"),
            ),
        ];
        match problems.into_iter().find(|(is_there, _)| *is_there) {
            Some((_, problem)) => Err(WrongUsage(problem)),
            None => Ok(()),
        }
    }

    /// The chart of one scenario that `--chart` names.
    pub(super) fn figure(&self) -> Option<FigureKind> {
        match self.chart {
            Some(Chart::One(kind)) => Some(kind),
            _ => None,
        }
    }

    /// The quantity to compare with the scenarios of `--with`; `None` if only one scenario is asked for.
    pub(super) fn compared_quantity(&self) -> Option<ComparedQuantity> {
        match self.chart {
            Some(Chart::CompareCosts) => Some(ComparedQuantity::Costs),
            Some(Chart::Compare) => Some(ComparedQuantity::Savings),
            _ if self.with.is_empty() => None,
            _ => Some(ComparedQuantity::Savings),
        }
    }

    /// Colours and axes of a picture.
    pub(super) fn look(&self) -> Look {
        Look {
            dark: self.theme == Some(Theme::Dark),
            transparent: self.transparent,
            time: self.axis.unwrap_or_default(),
        }
    }

    /// The file whose masters slides take.
    pub(super) fn template(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let template = self.template.as_ref();
        template
            .map(|path| text::read_bytes(path, "a presentation"))
            .transpose()
    }

    /// The pages of a report as PDF.
    pub(super) fn pages(&self) -> PageSetup {
        PageSetup {
            paper: self.paper.unwrap_or_default(),
            layout: self.layout.unwrap_or_default(),
        }
    }

    /// The files that are read, which the output must not replace.
    pub(super) fn sources(&self) -> Vec<PathBuf> {
        let sources = std::iter::once(&self.file).chain(&self.with);
        let sources = sources.chain(&self.template);
        sources.map(|path| store::file_of(path)).collect()
    }
}
