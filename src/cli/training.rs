//! `breakeven training`: what a training file holds, what training on it costs, and filling that into a scenario.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use serde::Serialize;

use crate::evidence::catalog::Catalog;
use crate::evidence::material::MaterialKind;
use crate::evidence::tokens::tokenizer::Counting;
use crate::evidence::training::offers::CostOfRun;
use crate::evidence::training::summary::TrainingFile;
use crate::evidence::training::tally::{LineProblem, Tally};
use crate::files::material::lines::{self, Block};
use crate::files::material::progress::Progress;
use crate::scenario::Scenario;
use crate::scenario::retirement::base_name;

use super::filling::{Filling, FoundFormat, is_standard_input, name_of};
use super::terminal::{complain, print};
use super::values;

/// What `breakeven training` is called with.
#[derive(Debug, Args)]
pub struct TrainingArguments {
    /// The training file, an example a line (JSON Lines); several files are one, - is standard input
    #[arg(required = true, value_parser = values::path())]
    pub files: Vec<PathBuf>,
    /// The base model; else the scenario's fine-tuned model, else gpt-4.1-mini
    #[arg(long)]
    pub model: Option<String>,
    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    pub format: FoundFormat,
    /// A scenario file whose training data become these
    #[arg(long, value_name = "SCENARIO", value_parser = values::path())]
    pub into: Option<PathBuf>,
}

/// The form of `--format json`, as docs/command-line.md describes it.
#[derive(Serialize)]
struct TrainingReport<'a> {
    version: u32,
    form: &'static str,
    examples: u64,
    tokens: TokensReport,
    limit: u64,
    cut_examples: u64,
    uncounted_parts: u64,
    duplicates: u64,
    billed_tokens: u64,
    epochs: u64,
    /// A run with the model, in US dollars; `null` if the catalog has no price for it, or one by the hour.
    cost: Option<f64>,
    problem_count: u64,
    problems: Vec<LineProblemReport<'a>>,
}

/// A problem of a line, with its file if there are several.
#[derive(Serialize)]
struct LineProblemReport<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    line: u64,
    text: &'a str,
}

impl<'a> From<&'a LineProblem> for LineProblemReport<'a> {
    fn from(problem: &'a LineProblem) -> Self {
        Self {
            file: problem.file(),
            line: problem.line.number,
            text: &problem.text,
        }
    }
}

#[derive(Serialize)]
struct TokensReport {
    total: u64,
    mean: f64,
    p50: u64,
    p95: u64,
    max: u64,
}

/// Reads the file, prints what it holds, and fills it in.
pub fn run(arguments: &TrainingArguments) -> anyhow::Result<()> {
    values::check_standard_input(&arguments.files)?;
    // Before anything is printed.
    let filling = arguments.into.as_deref().map(Filling::open).transpose()?;
    let scenario = filling.as_ref().map(Filling::scenario);
    let usual = || MaterialKind::Training.model(scenario);
    let model = arguments.model.clone().unwrap_or_else(usual);
    let model = base_name(&model);
    let counting = Counting::of(model);
    let names: Vec<String> = arguments.files.iter().map(|file| name_of(file)).collect();
    let mut tally = Tally::default();
    for (place, (file, name)) in arguments.files.iter().zip(&names).enumerate() {
        let mut of_file = Tally::default();
        add_file(&mut of_file, file, &counting)?;
        tally.add(match &names[..] {
            [_] => of_file,
            _ => of_file.in_file(place, name),
        });
    }
    let names = names.join(", ");
    let found = TrainingFile::new(tally, &counting, model)
        .map_err(|problem| anyhow!("{names}: {problem}"))?;
    let catalog = super::prices_in_use::catalog_in_use()?;
    match arguments.format {
        FoundFormat::Text => print_text(&found, catalog, scenario, model)?,
        FoundFormat::Json => print_json(&found, catalog, model)?,
    }
    let Some(filling) = filling else {
        return Ok(());
    };
    let mut scenario = filling.scenario().clone();
    found.fill(&mut scenario, found.epochs() as f64, &names)?;
    filling.save(&scenario)
}

fn add_file(tally: &mut Tally, file: &Path, counting: &Counting) -> anyhow::Result<()> {
    if is_standard_input(file) {
        return add(tally, Path::new("standard input"), io::stdin(), counting);
    }
    let opened = lines::open(file, &Progress::default())?;
    add(tally, file, opened, counting)
}

fn add(
    tally: &mut Tally,
    path: &Path,
    from: impl Read + Send,
    counting: &Counting,
) -> anyhow::Result<()> {
    let work = |block: Block| Tally::of_lines(block.bytes.as_deref(), block.first_line, counting);
    lines::in_blocks(path, from, work, |part| tally.add(part))?;
    Ok(())
}

fn print_text(
    found: &TrainingFile,
    catalog: &Catalog,
    scenario: Option<&Scenario>,
    model: &str,
) -> anyhow::Result<()> {
    let default = Scenario::default();
    let scenario = scenario.unwrap_or(&default);
    let epochs = found.epochs();
    let offers = found.offers(catalog, scenario, epochs as f64);
    let lines = found.in_words(model);
    print(|out| {
        for line in &lines {
            writeln!(out, "{line}")?;
        }
        for problem in &found.problems {
            writeln!(out, "  {problem}")?;
        }
        let more = found.untold_problems();
        if more > 0 {
            writeln!(out, "  and {more} more")?;
        }
        writeln!(out, "A run and a round cost, by list price:")?;
        let names = offers.iter().map(|offer| offer.model.full_name());
        let width = names.map(|name| name.chars().count()).max().unwrap_or(0);
        for offer in &offers {
            let notes = offer.notes();
            let notes = match notes.as_str() {
                "" => notes,
                notes => format!("  ({notes})"),
            };
            let costs = match offer.run {
                Some(_) => format!("{:>10}{:>10}", offer.run_in_words(), offer.round_in_words()),
                None => format!("{:>20}", offer.run_in_words()),
            };
            writeln!(out, "  {:<width$}{costs}{notes}", offer.model.full_name())?;
        }
        Ok(())
    })?;
    if !scenario.currency.is_us_dollar() {
        let currency = scenario.currency.code();
        complain(&format!(
            "note: a round isn’t added up: list prices are in USD, the scenario’s costs in {currency}"
        ));
    }
    Ok(())
}

fn print_json(found: &TrainingFile, catalog: &Catalog, model: &str) -> anyhow::Result<()> {
    let problems = found.problems.iter().map(LineProblemReport::from);
    let CostOfRun { cost, note } = found.cost_of_run(catalog, model);
    if let Some(note) = note {
        complain(&format!("note: {note}"));
    }
    let found = serde_json::to_string_pretty(&TrainingReport {
        version: 1,
        form: found.form.key(),
        examples: found.examples(),
        tokens: TokensReport {
            total: found.total(),
            mean: found.mean(),
            p50: found.quantile(0.5),
            p95: found.quantile(0.95),
            max: found.max(),
        },
        limit: found.limit,
        cut_examples: found.cut_examples(),
        uncounted_parts: found.uncounted_parts,
        duplicates: found.duplicates,
        billed_tokens: found.billed_tokens(),
        epochs: found.epochs(),
        cost,
        problem_count: found.problem_count,
        problems: problems.collect(),
    })?;
    print(|out| writeln!(out, "{found}"))
}
