//! `breakeven prices`: the models of the price catalog or of a public price list, and filling the prices of one into a scenario.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::{ArgGroup, Args};
use serde::Serialize;

use crate::evidence::catalog::{Catalog, Model};
use crate::evidence::own::OwnChanges;
use crate::evidence::price_lists::PriceList;
use crate::evidence::price_lists::compared::{Difference, differences};
use crate::evidence::price_lists::listed_model::ListedModel;
use crate::files::material::text;
use crate::files::today::written_on;

use super::filling::{Filling, FoundFormat, is_standard_input, name_of};
use super::picked;
use super::prices_in_use::{catalog_in_use, own_prices};
use super::terminal::{complain, print};
use super::values;

/// What `breakeven prices` is called with.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("takes").args(["into", "keep"]).multiple(true))]
pub struct PricesArguments {
    /// Lists only the models that fit these words, such as "opus"
    pub words: Vec<String>,
    /// A price list of LiteLLM, genai-prices or OpenRouter to compare with the catalog; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "words", value_parser = values::path())]
    pub import: Option<PathBuf>,
    /// The model whose prices are filled in, such as "gpt-4.1" or "Azure OpenAI gpt-4.1"
    #[arg(
        long,
        value_name = "NAME",
        requires = "takes",
        conflicts_with = "words"
    )]
    pub model: Option<String>,
    /// A scenario file whose prompted model becomes this one
    #[arg(long, value_name = "SCENARIO", requires = "model", value_parser = values::path())]
    pub into: Option<PathBuf>,
    /// With --into: the fine-tuned model becomes this one, with its prices of training
    #[arg(long, requires = "into")]
    pub fine_tuned: bool,
    /// With --import and --model: keeps the entry in your own price list
    #[arg(long, requires_all = ["import", "model"])]
    pub keep: bool,
    /// With --import and --model: takes an entry in spite of a reason to doubt it
    #[arg(long, requires_all = ["import", "model"])]
    pub accept_flagged: bool,
    /// How the list is written
    #[arg(long, value_enum, default_value = "text")]
    pub format: FoundFormat,
}

/// So many entries that can’t be read are told, the others counted.
const MAX_UNREADABLE: usize = 10;

/// The form of `--format json`, as docs/command-line.md describes it.
#[derive(Serialize)]
struct PricesReport<'a> {
    version: u32,
    models: Vec<ModelReport<'a>>,
    flagged: Vec<FlaggedReport<'a>>,
}

/// Prices per 1 M tokens, as they are billed on the day on which they were read.
#[derive(Serialize)]
struct ModelReport<'a> {
    id: &'a str,
    provider: &'a str,
    input: f64,
    cached_input: Option<f64>,
    cache_write: Option<f64>,
    output: f64,
    read_at: &'a str,
    read_on: &'a str,
    /// Whether it is of the user's own price list.
    own: bool,
}

#[derive(Serialize)]
struct FlaggedReport<'a> {
    id: &'a str,
    why: String,
}

impl<'a> ModelReport<'a> {
    fn of_catalog(model: &'a Model) -> Self {
        let price = &model.price.base;
        Self {
            id: &model.model,
            provider: &model.provider,
            input: price.input.base(),
            cached_input: price.cached_input.map(|cached| cached.base()),
            cache_write: price.cache_write.map(|write| write.base()),
            output: price.output.base(),
            read_at: &model.read_at,
            read_on: &model.read_on,
            own: model.is_own,
        }
    }

    fn of_list(model: &'a ListedModel, read_at: &'a str, read_on: &'a str) -> Option<Self> {
        Some(Self {
            id: &model.id,
            provider: &model.provider,
            input: model.price.input?,
            cached_input: model.price.cached_input,
            cache_write: model.price.cache_write,
            output: model.price.output?,
            read_at,
            read_on,
            own: false,
        })
    }
}

/// Prints the models, or fills one in.
pub fn run(arguments: &PricesArguments) -> anyhow::Result<()> {
    let catalog = catalog_in_use()?;
    let list = arguments
        .import
        .as_deref()
        .map(|file| ListFile::read(file, catalog))
        .transpose()?;
    if let Some(name) = &arguments.model {
        return take(arguments, list.as_ref(), catalog, name);
    }
    match list {
        Some(list) => print_list(&list, catalog, arguments.format),
        None => print_catalog(catalog, &arguments.words.join(" "), arguments.format),
    }
}

/// A public list, and when it was read.
struct ListFile {
    name: String,
    read_on: String,
    list: PriceList,
}

impl ListFile {
    fn read(file: &Path, catalog: &Catalog) -> anyhow::Result<Self> {
        let read_on = written_on(file).to_string();
        let text = if is_standard_input(file) {
            text::read_text_from(Path::new("standard input"), io::stdin().lock())?
        } else {
            text::read_text(file)?
        };
        let name = name_of(file);
        let list = PriceList::read(&text, &read_on);
        let mut list = list.map_err(|problem| anyhow!("{name}: {problem}"))?;
        list.doubt_beside(catalog);
        Ok(Self {
            name,
            read_on,
            list,
        })
    }
}

/// Keeps the prices of a model in the user's own price list, fills them into a scenario, or both.
fn take(
    arguments: &PricesArguments,
    list: Option<&ListFile>,
    catalog: &Catalog,
    name: &str,
) -> anyhow::Result<()> {
    let tuned = arguments.fine_tuned;
    let model = match list {
        None => picked::of_catalog(catalog, name, tuned)?.clone(),
        Some(file) => {
            let accepts_flagged = arguments.accept_flagged;
            picked::of_list(
                &file.list,
                &file.read_on,
                catalog,
                name,
                tuned,
                accepts_flagged,
            )
            .map_err(|problem| anyhow!("{}: {problem}", file.name))?
        }
    };
    // What can't be filled in isn't printed, and what can't be printed changes no file.
    let filling = arguments.into.as_deref().map(Filling::open).transpose()?;
    if arguments.keep {
        own_prices_with(&model, own_prices().read()?.as_deref())
            .map_err(|problem| in_own_prices(&problem))?;
    }
    if arguments.format == FoundFormat::Json {
        print_json(vec![ModelReport::of_catalog(&model)], Vec::new())?;
    } else {
        print(|out| writeln!(out, "{}: {}", model.full_name(), model.price_summary(tuned)))?;
    }
    if let Some(filling) = filling {
        picked::fill(&model, tuned, filling)?;
    }
    if arguments.keep {
        keep(&model)?;
    }
    Ok(())
}

/// The text of the user's own price list with an entry, in place of the one of the same provider and name.
fn own_prices_with(model: &Model, text: Option<&str>) -> Result<String, String> {
    OwnChanges::keep([model.clone()]).made_to(text, Catalog::bundled()?)
}

/// A problem of that list.
fn in_own_prices(problem: &str) -> anyhow::Error {
    match own_prices().path() {
        Some(path) => anyhow!("{}: {problem}", path.display()),
        None => anyhow!("{problem}"),
    }
}

/// Adds an entry to the user's own price list.
fn keep(model: &Model) -> anyhow::Result<()> {
    let file = own_prices();
    file.change(|text| own_prices_with(model, text))
        .map_err(|problem| anyhow!("{problem}"))?;
    let path = file.path().unwrap_or(Path::new("")).display();
    complain(&format!("note: {} is kept in {path}", model.full_name()));
    Ok(())
}

fn print_catalog(catalog: &Catalog, words: &str, format: FoundFormat) -> anyhow::Result<()> {
    let found = catalog.search(words, false);
    if let Some(why) = found.why_empty(words) {
        return Err(anyhow!("{why}"));
    }
    let models = found.models();
    if format == FoundFormat::Json {
        let models = models.iter().map(|model| ModelReport::of_catalog(model));
        return print_json(models.collect(), Vec::new());
    }
    print(|out| {
        writeln!(
            out,
            "List prices per 1M tokens, in US dollars, read until {}:",
            catalog.as_of()
        )?;
        for model in models {
            let tuned = model.tuning.is_some();
            let tuned = if tuned {
                format!("; fine-tuned {}", model.price_summary(true))
            } else {
                String::new()
            };
            let name = model.full_name();
            let own = if model.is_own {
                "; your price list"
            } else {
                ""
            };
            let price = model.price_summary(false);
            writeln!(out, "  {name:<56} {price}{tuned}{own}")?;
        }
        Ok(())
    })
}

fn print_json(models: Vec<ModelReport<'_>>, flagged: Vec<FlaggedReport<'_>>) -> anyhow::Result<()> {
    let report = serde_json::to_string_pretty(&PricesReport {
        version: 1,
        models,
        flagged,
    })?;
    print(|out| writeln!(out, "{report}"))
}

fn print_list(file: &ListFile, catalog: &Catalog, format: FoundFormat) -> anyhow::Result<()> {
    let ListFile {
        name,
        read_on,
        list,
    } = file;
    for entry in list.unreadable.iter().take(MAX_UNREADABLE) {
        complain(&format!("note: {name}: {}", entry.in_words()));
    }
    let untold = list.unreadable.len().saturating_sub(MAX_UNREADABLE);
    if untold > 0 {
        complain(&format!("note: {name}: and {untold} more"));
    }
    let read_at = format!("as listed by {}: {name}", list.kind.name());
    if format == FoundFormat::Json {
        let sound = list.sound();
        let models = sound.filter_map(|model| ModelReport::of_list(model, &read_at, read_on));
        let flagged = list.flagged().map(|model| FlaggedReport {
            id: &model.id,
            why: model.why.join("; "),
        });
        return print_json(models.collect(), flagged.collect());
    }
    let differing: Vec<_> = list
        .sound()
        .filter_map(|listed| {
            let differences = differences(listed, catalog.counterpart(listed)?, read_on);
            (!differences.is_empty()).then_some((listed, differences))
        })
        .collect();
    let (sound, flagged) = (list.sound().count(), list.flagged().count());
    print(|out| {
        writeln!(
            out,
            "{name} ({}): {sound} models, {flagged} doubtful, {} that don’t answer in text or have no price",
            list.kind.name(),
            list.left_out + list.unpriced
        )?;
        writeln!(
            out,
            "{} of them cost something else than in the catalog:",
            differing.len()
        )?;
        for (listed, differences) in &differing {
            let differences: Vec<String> = differences.iter().map(Difference::to_string).collect();
            writeln!(out, "  {:<56} {}", listed.id, differences.join(", "))?;
        }
        writeln!(out, "Doubtful:")?;
        for model in list.flagged() {
            writeln!(out, "  {:<56} {}", model.id, model.why.join("; "))?;
        }
        Ok(())
    })
}
