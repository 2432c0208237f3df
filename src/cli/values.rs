//! What the text of an argument means. Text that a parser refuses is wrong usage.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::ValueEnum;
use clap::builder::{OsStringValueParser, PossibleValue, TypedValueParser};

use crate::analysis::risk::layout;
use crate::charts::figure::FigureKind;
use crate::charts::plot::axis::TimeAxis;
use crate::export::drawing::PixelSize;
use crate::export::format::Format;
use crate::export::paper::{PageLayout, Paper};
use crate::export::plain::table::{DECIMALS, SEPARATORS};
use crate::files::names;
use crate::scenario::inputs::{self, Input};
use crate::scenario::knobs::{self, DecisionSettings, KNOBS, Lever};
use crate::scenario::quantity::{self, ParseNumberError, Unit};
use crate::scenario::{Currency, Estimate};

use super::filling::is_standard_input;
use super::terminal::WrongUsage;

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()).help(self.help()))
    }
}

/// A chart on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// A chart of one scenario.
    One(FigureKind),
    /// What fine-tuning saves, in each of several scenarios.
    Compare,
    /// What both approaches cost, in each of several scenarios.
    CompareCosts,
}

impl ValueEnum for Chart {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Chart>> = LazyLock::new(|| {
            let several = [Chart::Compare, Chart::CompareCosts];
            FigureKind::ALL
                .map(Chart::One)
                .into_iter()
                .chain(several)
                .collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (key, help) = match self {
            Self::One(kind) => (kind.key(), kind.label()),
            Self::Compare => ("compare", "Savings of this scenario and those of --with"),
            Self::CompareCosts => (
                "compare-costs",
                "Costs of this scenario and those of --with",
            ),
        };
        Some(PossibleValue::new(key).help(help))
    }
}

/// The colours of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// For paper and bright rooms
    Light,
    /// For dark rooms
    Dark,
}

impl ValueEnum for Paper {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()).help(self.help()))
    }
}

impl ValueEnum for PageLayout {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()).help(self.help()))
    }
}

impl ValueEnum for TimeAxis {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Calendar, Self::Counted]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (key, help) = match self {
            Self::Calendar => ("calendar", "Calendar months: Jul 2027"),
            Self::Counted => ("months", "Numbered from the start: month 7"),
        };
        Some(PossibleValue::new(key).help(help))
    }
}

/// A path, be it empty: what is wrong with it is said where it is used.
pub fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

/// The size of a picture: "1920x1080".
pub fn parse_pixels(text: &str) -> Result<PixelSize, String> {
    let size = text
        .split_once(['x', 'X', '×'])
        .and_then(|(width, height)| {
            let number = |text: &str| text.trim().parse::<u32>().ok();
            Some((number(width)?, number(height)?))
        });
    let fits = |least: u32, pixels: u32| (least..=PixelSize::MAX_SIDE_PIXELS).contains(&pixels);
    let PixelSize { width, height } = PixelSize::MIN;
    size.filter(|size| fits(width, size.0) && fits(height, size.1))
        .map(|(width, height)| PixelSize { width, height })
        .ok_or_else(|| {
            format!(
                "give WIDTHxHEIGHT in pixels, such as 1920x1080, from {width}x{height} to {most}x{most}",
                most = PixelSize::MAX_SIDE_PIXELS
            )
        })
}

/// An input's path and its new value: "workload.queries_per_month=20k".
pub fn parse_assignment(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(path, value)| (path.trim().to_owned(), value.to_owned()))
        .ok_or_else(|| "give PATH=VALUE, such as workload.queries_per_month=20k".to_owned())
}

/// The inputs that a map varies, across and up.
pub type Axes = [&'static Input; 2];

/// What may have been meant by a path that no input has, or a path that one has.
pub fn hint_at_path(path: &str) -> String {
    match inputs::did_you_mean(path) {
        hint if hint.is_empty() => "; write a path such as workload.queries_per_month".to_owned(),
        hint => hint,
    }
}

/// The paths of two inputs: "workload.queries_per_month,horizon_months".
pub fn parse_axes(text: &str) -> Result<Axes, String> {
    let find = |path: &str| {
        let path = path.trim();
        inputs::find(path).ok_or_else(|| {
            let hint = hint_at_path(path);
            format!("there is no input \u{201c}{path}\u{201d}{hint}")
        })
    };
    match text.split_once(',') {
        Some((x, y)) => Ok([find(x)?, find(y)?]),
        None => Err(
            "give two paths separated by a comma, such as workload.queries_per_month,horizon_months"
                .to_owned(),
        ),
    }
}

/// A number of draws: "50k".
pub fn parse_samples(text: &str) -> Result<usize, String> {
    let most = layout::MAX_DRAWS;
    let give = format!(
        "give a whole number of simulations from 1 to {}, such as 50k",
        quantity::full_count(most)
    );
    whole_number(text, &give).and_then(|number| match number {
        number if (1..=most).contains(&number) => Ok(number),
        _ => Err(give),
    })
}

/// The number of a month, or 0 for the start.
pub fn parse_month(text: &str) -> Result<usize, String> {
    whole_number(
        text,
        "give a whole number of months, such as 6, or 0 for now",
    )
}

/// A whole number, or what to `give` instead, behind what is unclear about the text.
fn whole_number(text: &str, give: &str) -> Result<usize, String> {
    match quantity::parse_in_file_unit(text, Unit::None) {
        Ok(Estimate::Exact(number)) if number >= 0.0 && number.fract() == 0.0 => {
            Ok(number as usize)
        }
        // What numbers are elsewhere would be no help: they may be ranges.
        Ok(_) | Err(ParseNumberError::NotANumber(_)) => Err(give.to_owned()),
        Err(problem) => Err(format!("{problem}; {give}")),
    }
}

/// The file of `-o`, or "-": a path that ends with the name of a file.
pub fn parse_output(path: OsString) -> Result<PathBuf, String> {
    let path = PathBuf::from(path);
    if path.file_name().is_none() || names::why_no_file(&path).is_some() {
        let example = path.join("report.html");
        return Err(format!("type a file name, such as {}", example.display()));
    }
    Ok(path)
}

/// What stands between cells: by its name or as it is, ";".
pub fn parse_separator(text: &str) -> Result<char, String> {
    parse_sign(text, &SEPARATORS)
}

/// What stands before decimals: by its name or as it is, ",".
pub fn parse_decimal(text: &str) -> Result<char, String> {
    parse_sign(text, &DECIMALS)
}

fn parse_sign(text: &str, signs: &[(&str, char)]) -> Result<char, String> {
    let wanted = match text {
        "\\t" => "\t",
        text => text,
    };
    let mut buffer = [0; 4];
    let found = signs
        .iter()
        .find(|(name, sign)| *name == wanted || sign.encode_utf8(&mut buffer) == wanted);
    found.map(|(_, sign)| *sign).ok_or_else(|| {
        let names: Vec<&str> = signs.iter().map(|(name, _)| *name).collect();
        format!("give one of: {}", names.join(", "))
    })
}

/// The levers to count on. A type of its own, since clap would take `Vec<Lever>` for an argument that is given several times.
pub type Levers = Vec<Lever>;

/// The names of levers: "trim,batch", or "none".
pub fn parse_levers(text: &str) -> Result<Levers, String> {
    if text.trim() == "none" {
        return Ok(Vec::new());
    }
    let lever = |name: &str| {
        let lever = Lever::ALL
            .iter()
            .copied()
            .find(|lever| lever.key() == name.trim());
        lever.ok_or_else(|| {
            let keys: Vec<&str> = Lever::ALL.iter().map(|lever| lever.key()).collect();
            format!(
                "there is no lever \u{201c}{}\u{201d}; levers are {}, or none",
                name.trim(),
                keys.join(", ")
            )
        })
    };
    text.split(',').map(lever).collect()
}

/// The name of a knob and its new value: "scale_queries=50k".
pub fn parse_knob(text: &str) -> Result<(&'static str, f64), String> {
    let names = || {
        KNOBS
            .iter()
            .map(|knob| knob.key)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (key, value) = text
        .split_once('=')
        .ok_or_else(|| format!("give NAME=VALUE; names are {}", names()))?;
    let knob = knobs::find(key.trim()).ok_or_else(|| {
        let key = key.trim();
        format!("there is no \u{201c}{key}\u{201d}; names are {}", names())
    })?;
    let value = match quantity::parse_in_file_unit(value, knob.unit) {
        Ok(Estimate::Exact(value)) => value,
        Ok(_) => return Err("give one number, such as 50k or 30%".to_owned()),
        Err(problem) => return Err(problem.to_string()),
    };
    // The value is tried on other settings, so that one outside the domain is reported as wrong usage.
    (knob.set)(&mut DecisionSettings::default(), value).map_err(|error| {
        error.describe(|value| knob.unit.exact_with_sign(value, &Currency::default()))
    })?;
    Ok((knob.key, value))
}

/// A share as files have it: "20%" or "0.2".
pub(super) fn share(text: &str) -> Result<f64, String> {
    match quantity::parse_in_file_unit(text, Unit::Percent("")) {
        Ok(Estimate::Exact(share)) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("this takes a share between 0% and 100%, such as 20% or 0.2".to_owned()),
    }
}

/// Refuses standard input that is to be read more than once: it is empty the second time.
pub(super) fn check_standard_input(files: &[PathBuf]) -> Result<(), WrongUsage> {
    let times = files.iter().filter(|file| is_standard_input(file)).count();
    if times > 1 {
        let problem = "standard input can be read once only: give - once";
        return Err(WrongUsage(problem.to_owned()));
    }
    Ok(())
}

/// A number that isn't negative, such as "12k".
pub(super) fn amount(text: &str) -> Result<f64, String> {
    match quantity::parse(text, Unit::None) {
        Ok(Estimate::Exact(number)) if number >= 0.0 => Ok(number),
        _ => Err("this takes a number that isn’t negative, such as 12,000 or 12k".to_owned()),
    }
}
