//! `breakeven usage`: what a usage export says of the workload, and filling that into a scenario.

use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use serde::Serialize;

use crate::evidence::usage::filling::{UsageFilling, listed};
use crate::evidence::usage::{
    InOrder, Mapping, Preview, UsageError, UsageExport, UsageMonth, UsageSummary, read_in_order,
};
use crate::files::material::progress::Progress;
use crate::files::material::{cores, lines};
use crate::scenario::Currency;
use crate::scenario::quantity::{count, full_count, money};

use super::filling::{Filling, FoundFormat, ProblemReport, is_standard_input, name_of};
use super::terminal::{complain, print};
use super::values;

/// Names of columns that are told of a file of no known form.
const TOLD_COLUMNS: usize = 40;

/// What `breakeven usage` is called with.
#[derive(Debug, Args)]
pub struct UsageArguments {
    /// The usage export (CSV or JSON); - is standard input
    #[arg(value_parser = values::path())]
    pub file: PathBuf,
    /// A model of the export, for each that counts; else all that answer queries
    #[arg(long = "model", value_name = "NAME")]
    pub models: Vec<String>,
    /// A month that counts, such as 2026-08, for each; else all complete ones
    #[arg(long = "month", value_name = "MONTH")]
    pub months: Vec<String>,
    /// The queries of these months together, where the export states none
    #[arg(long, value_name = "NUMBER", value_parser = values::amount)]
    pub queries: Option<f64>,
    /// A column of a table of no known form, for each: date=Day, queries=Requests, input_tokens=…, date_order=day_first
    #[arg(long = "column", value_name = "WHAT=NAME")]
    pub columns: Vec<String>,
    /// Tokens of a query that are the system prompt; else those of the scenario
    #[arg(long, value_name = "NUMBER", value_parser = values::amount)]
    pub prompt_tokens: Option<f64>,
    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    pub format: FoundFormat,
    /// A scenario file whose workload becomes this
    #[arg(long, value_name = "SCENARIO", value_parser = values::path())]
    pub into: Option<PathBuf>,
}

/// The form of `--format json`, as docs/command-line.md describes it.
#[derive(Serialize)]
struct UsageReport<'a> {
    version: u32,
    form: &'static str,
    models: Vec<&'a str>,
    months: Vec<MonthReport<'a>>,
    input_tokens_per_query: Option<f64>,
    output_tokens_per_query: Option<f64>,
    cache_hit_rate: Option<f64>,
    growth_per_month: Option<GrowthReport>,
    batch_share: Option<f64>,
    active_hours_per_month: Option<f64>,
    peak_to_mean: Option<f64>,
    problem_count: u64,
    problems: Vec<ProblemReport<'a>>,
}

#[derive(Serialize)]
struct MonthReport<'a> {
    month: &'a str,
    complete: bool,
    queries: Option<f64>,
    input_tokens: Option<f64>,
    cached_tokens: Option<f64>,
    cache_write_tokens: Option<f64>,
    output_tokens: Option<f64>,
    cost: Option<f64>,
}

/// The best estimate with its 80% range.
#[derive(Serialize)]
struct GrowthReport {
    low: f64,
    likely: f64,
    high: f64,
}

/// Reads the export, prints what it says, and fills it in.
pub fn run(arguments: &UsageArguments) -> anyhow::Result<()> {
    // Before anything is printed.
    let filling = arguments.into.as_deref().map(Filling::open).transpose()?;
    let name = name_of(&arguments.file);
    let export = export(arguments)?;
    let models = chosen_models(&export, &arguments.models)?;
    let all_months = export.months(&models);
    let months: Vec<&str> = arguments.months.iter().map(String::as_str).collect();
    if let Some(unknown) = months
        .iter()
        .find(|month| !all_months.iter().any(|known| known.month == **month))
    {
        let known: Vec<&str> = all_months
            .iter()
            .map(|month| month.month.as_str())
            .collect();
        return Err(anyhow!(
            "{name}: it has no month {unknown}, but {}",
            known.join(", ")
        ));
    }
    let mut summary = UsageSummary::of(&export, &models, &months);
    if let Some(queries) = arguments.queries {
        if summary.amounts.queries.is_some() {
            return Err(anyhow!(
                "--queries: {name} states how many requests there were. Leave it out"
            ));
        }
        summary = summary.with_queries(queries);
    }
    match arguments.format {
        FoundFormat::Text => print_text(&export, &models, &all_months, &summary)?,
        FoundFormat::Json => print_json(&export, &models, &all_months, &summary)?,
    }
    let Some(filling) = filling else {
        return Ok(());
    };
    let mut scenario = filling.scenario().clone();
    let catalog = super::prices_in_use::catalog_in_use()?;
    let prompt_tokens = arguments
        .prompt_tokens
        .or_else(|| summary.prompt_tokens(&scenario));
    // Several models have no price in common.
    let only = match models.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let model = only.and_then(|only| listed(catalog, only, export.form));
    let filled = UsageFilling {
        summary: &summary,
        name: &name,
        prompt_tokens,
        used_model: only,
        model,
        catalog: Some(catalog),
    };
    for remark in filled.fill(&mut scenario)? {
        complain(&format!("note: {remark}"));
    }
    filling.save(&scenario)
}

fn export(arguments: &UsageArguments) -> anyhow::Result<UsageExport> {
    let file = &arguments.file;
    let mapping = match arguments.columns.as_slice() {
        [] => None,
        columns => Some(Mapping::from_list(columns).map_err(|problem| anyhow!("{problem}"))?),
    };
    let mut from: Box<dyn BufRead + Send> = if is_standard_input(file) {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(lines::open(file, &Progress::default())?))
    };
    let in_order: InOrder = |next, work, take| cores::in_order(next, work, take);
    read_in_order(&mut *from, mapping.as_ref(), in_order)
        .map_err(|error| anyhow!("{}: {error}{}", name_of(file), what_to_do(&error)))
}

/// What the user can do on the command line about a file that needs a word from the user.
fn what_to_do(error: &UsageError) -> String {
    match error {
        UsageError::Unknown(Preview { header, .. }) => {
            let names: Vec<&str> = header
                .iter()
                .map(|name| name.trim())
                .filter(|name| is_usual_name(name))
                .take(TOLD_COLUMNS)
                .collect();
            let others = match header.len() - names.len() {
                0 => String::new(),
                others => format!(" and {} more", full_count(others)),
            };
            format!(
                ", with --column date=… and --column queries=… or the like. Its columns: {}{others}",
                names.join(", ")
            )
        }
        UsageError::AmbiguousDates { .. } => {
            ", with --column date_order=day_first or month_first".to_owned()
        }
        UsageError::AmbiguousNumbers { .. } => ", with --column decimals=point or comma".to_owned(),
        _ => String::new(),
    }
}

/// Whether a text is the name of a column as tables have it: a few words without digits. A table without a header has keys, addresses or
/// sentences there.
fn is_usual_name(text: &str) -> bool {
    const MAX_CHARACTERS: usize = 32;
    const MAX_WORDS: usize = 3;
    let is_of_name = |c: char| c.is_alphabetic() || matches!(c, ' ' | '_' | '-' | '(' | ')' | '/');
    !text.is_empty()
        && text.chars().count() <= MAX_CHARACTERS
        && text.split_whitespace().count() <= MAX_WORDS
        && text.chars().all(is_of_name)
}

/// The models that count, by their names in the export; without a date behind them where that is enough.
fn chosen_models<'a>(export: &'a UsageExport, named: &[String]) -> anyhow::Result<Vec<&'a str>> {
    if named.is_empty() {
        return Ok(export.answering_models());
    }
    let models = export.models();
    let chosen = named.iter().map(|name| {
        let is_dated = |model: &str| {
            let date = model.strip_prefix(name.as_str());
            date.is_some_and(|date| {
                date.starts_with('-') && date.chars().all(|c| c == '-' || c.is_ascii_digit())
            })
        };
        let found = models.iter().find(|(model, _)| model == name);
        let found = found.or_else(|| models.iter().find(|(model, _)| is_dated(model)));
        found.map(|(model, _)| *model).ok_or_else(|| {
            let names: Vec<&str> = models.iter().map(|(model, _)| *model).collect();
            anyhow!("the export has no model {name}, but {}", names.join(", "))
        })
    });
    chosen.collect()
}

fn print_text(
    export: &UsageExport,
    models: &[&str],
    months: &[UsageMonth],
    summary: &UsageSummary,
) -> anyhow::Result<()> {
    let currency = Currency::default();
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |value| count(value.round()));
    print(|out| {
        for line in export.in_words() {
            writeln!(out, "{line}")?;
        }
        for problem in &export.problems.first {
            writeln!(out, "  {problem}")?;
        }
        let more = export.untold_problems();
        if more > 0 {
            writeln!(out, "  and {more} more")?;
        }
        writeln!(out, "Models: {}", named(models))?;
        let heading = ["Month", "Queries", "Input", "Cached", "Output", "Cost"];
        let [month, queries, input, cached, output, cost] = heading;
        writeln!(
            out,
            "  {month:<10}{queries:>12}{input:>12}{cached:>12}{output:>12}{cost:>12}"
        )?;
        for month in months {
            let amounts = &month.amounts;
            let cost = amounts
                .cost
                .map_or("–".to_owned(), |cost| money(cost, &currency));
            let note = match &month.note {
                Some(note) if month.complete => format!("  {note}"),
                Some(note) => format!("  not complete: {note}"),
                None => String::new(),
            };
            writeln!(
                out,
                "  {:<10}{:>12}{:>12}{:>12}{:>12}{cost:>12}{note}",
                month.name(),
                number(amounts.queries),
                number(amounts.input_tokens),
                number(amounts.cached_tokens),
                number(amounts.output_tokens),
            )?;
        }
        for line in summary.in_words() {
            writeln!(out, "{line}")?;
        }
        if summary.amounts.queries.is_none() {
            writeln!(
                out,
                "The export states no requests. Say with --queries how many there were in these months"
            )?;
        }
        Ok(())
    })
}

/// The names of models. A model has none if the file states none.
fn named(models: &[&str]) -> String {
    let names: Vec<&str> = models
        .iter()
        .map(|name| if name.is_empty() { "not stated" } else { *name })
        .collect();
    names.join(", ")
}

fn print_json(
    export: &UsageExport,
    models: &[&str],
    months: &[UsageMonth],
    summary: &UsageSummary,
) -> anyhow::Result<()> {
    let months = months.iter().map(|month| MonthReport {
        month: &month.month,
        complete: month.complete,
        queries: month.amounts.queries,
        input_tokens: month.amounts.input_tokens,
        cached_tokens: month.amounts.cached_tokens,
        cache_write_tokens: month.amounts.cache_write_tokens,
        output_tokens: month.amounts.output_tokens,
        cost: month.amounts.cost,
    });
    let growth = summary.growth.as_ref().map(|growth| GrowthReport {
        low: growth.low(),
        likely: growth.likely,
        high: growth.high(),
    });
    let problems = export.problems.first.iter().map(ProblemReport::from);
    let found = serde_json::to_string_pretty(&UsageReport {
        version: 1,
        form: export.form.key(),
        models: models.to_vec(),
        months: months.collect(),
        input_tokens_per_query: summary.input_tokens_per_query,
        output_tokens_per_query: summary.output_tokens_per_query,
        cache_hit_rate: summary.cache_hit_rate,
        growth_per_month: growth,
        batch_share: summary.batch_share,
        active_hours_per_month: summary.hours.map(|hours| hours.active_hours_per_month),
        peak_to_mean: summary.hours.map(|hours| hours.peak_to_mean),
        problem_count: export.problems.count,
        problems: problems.collect(),
    })?;
    print(|out| writeln!(out, "{found}"))
}
