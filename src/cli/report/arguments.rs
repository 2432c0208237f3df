//! The arguments of `breakeven report`, and which of them go together.

use std::path::PathBuf;

use clap::Args;

use crate::charts::comparison::ComparedQuantity;
use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::charts::plot::axis::TimeAxis;
use crate::cli::terminal::WrongUsage;
use crate::cli::values::{
    Axes, Chart, Levers, Theme, parse_assignment, parse_axes, parse_decimal, parse_knob,
    parse_levers, parse_pixels, parse_samples, parse_separator,
};
use crate::export::drawing::PixelSize;
use crate::export::format::Format;
use crate::export::plain::table::TableStyle;
use crate::files::store;

/// Arguments of `breakeven report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// The scenario, or a report (html, pdf): it is made anew with the thresholds, levers, draws and map that it was made with
    pub(super) file: PathBuf,
    /// What to make, whatever the name after -o ends in; without it the ending says it, and without an ending it is text
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Change an input first, e.g. workload.queries_per_month=20k; can be given several times
    #[arg(long, value_name = "PATH=VALUE", value_parser = parse_assignment)]
    pub(super) set: Vec<(String, String)>,
    /// Draws of the uncertain inputs, for figures rounded up to a power of two: 131,072 unless a report says otherwise
    #[arg(long, value_name = "N", value_parser = parse_samples, allow_negative_numbers = true)]
    pub(super) samples: Option<usize>,
    /// Turn a threshold or a lever of the decision, e.g. scale_queries=50k or trim=30%; can be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_knob)]
    pub(super) knob: Vec<(&'static str, f64)>,
    /// The levers to count on, with commas between: cache, trim, examples, batch, cheaper-model; none for none
    #[arg(long, value_name = "LEVERS", value_parser = parse_levers)]
    pub(super) count_on: Option<Levers>,
    /// Provider and name of the cheaper model, e.g. "OpenAI gpt-4.1-mini"
    #[arg(long, value_name = "MODEL")]
    pub(super) cheaper_model: Option<String>,
    /// The two inputs that the map goes over, across and up, with a comma between
    #[arg(long, value_name = "PATH,PATH", value_parser = parse_axes)]
    pub(super) axes: Option<Axes>,
    /// The month after which the plan has fine-tuning decided on, instead of the best one
    #[arg(long, value_name = "K")]
    pub(super) month: Option<usize>,
    /// The chart that svg, png or pdf draws; without it pdf is the whole report, svg and png the cost curves
    #[arg(long, value_enum)]
    pub(super) chart: Option<Chart>,
    /// Scenarios to compare this one with, for --chart compare, or with --format csv as a table; can be given several times
    #[arg(long, value_name = "FILE")]
    pub(super) with: Vec<PathBuf>,
    /// List inputs in which the compared scenarios don't differ too
    #[arg(long)]
    pub(super) all_inputs: bool,
    /// Size of a picture in pixels: 1920x1080 unless another one is given
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = parse_pixels)]
    pub(super) size: Option<PixelSize>,
    /// Colours of a picture: light unless dark is asked for
    #[arg(long, value_enum)]
    pub(super) theme: Option<Theme>,
    /// Leave the ground of a picture transparent
    #[arg(long)]
    pub(super) transparent: bool,
    /// How axes tell months: as the calendar does unless they are to be counted
    #[arg(long, value_enum)]
    pub(super) axis: Option<TimeAxis>,
    /// What stands between the cells of csv and draws: comma (unless another is given), semicolon, tab or pipe
    #[arg(long, value_name = "SIGN", value_parser = parse_separator)]
    pub(super) csv_separator: Option<char>,
    /// What stands before the decimals of csv and draws: point (unless the other is given) or comma
    #[arg(long, value_name = "SIGN", value_parser = parse_decimal)]
    pub(super) csv_decimal: Option<char>,
    /// Write to this file instead of the terminal; - is the terminal
    #[arg(short, long, value_name = "OUT")]
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
                    "--chart draws a picture: say which kind with --format svg, png or pdf"
                        .to_owned(),
                ))
            } else {
                Ok(Format::Text)
            };
        };
        let ending = ending.to_string_lossy();
        Format::from_extension(&ending).ok_or_else(|| {
            WrongUsage(format!(
                "no report ends in .{ending}: write a name that ends in {}, or say with --format what to make",
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
                "--with compares scenarios, and what is asked for is of one: leave --with out, or write --chart compare".to_owned(),
            ),
            (
                chart_is_of_several && !is_comparison,
                "--chart compare lays scenarios over each other: name the others with --with FILE".to_owned(),
            ),
            (
                self.chart.is_some() && !can_be_picture,
                format!("--chart makes svg, png or pdf, and {key} is none of them: leave one of the two out"),
            ),
            (
                self.size.is_some() && !is_picture,
                format!("--size is of a picture, and this {key} is none: leave it out, or name a --chart"),
            ),
            (
                self.theme.is_some() && !has_charts,
                format!("--theme is of charts, and {key} has none: leave it out"),
            ),
            (
                self.axis.is_some() && !has_charts,
                format!("--axis is of charts, and {key} has none: leave it out"),
            ),
            (
                self.all_inputs && !is_table,
                "--all-inputs is of the table of a comparison: add --with FILE and --format csv".to_owned(),
            ),
            (
                (self.csv_separator.is_some() || self.csv_decimal.is_some()) && !is_csv,
                format!("--csv-separator and --csv-decimal are of tables, and {key} is none: write --format csv or draws"),
            ),
            (
                self.month.is_some() && format != Format::Plan,
                format!("--month is of the plan, and {key} isn’t it: write --format plan"),
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

    /// The files that are read, which the output must not replace.
    pub(super) fn sources(&self) -> Vec<PathBuf> {
        let sources = std::iter::once(&self.file).chain(&self.with);
        sources.map(|path| store::file_of(path)).collect()
    }
}
