//! `breakeven prices`: the models of the price catalog.

use clap::Args;
use serde::Serialize;

use anyhow::anyhow;

use crate::evidence::catalog::{Catalog, Model};

use super::filling::FoundFormat;
use super::terminal::print;

/// What `breakeven prices` is called with.
#[derive(Debug, Args)]
pub struct PricesArguments {
    /// Lists only the models that fit these words, such as "opus"
    pub words: Vec<String>,
    /// How the list is written
    #[arg(long, value_enum, default_value = "text")]
    pub format: FoundFormat,
}

/// The form of `--format json`, as docs/command-line.md describes it.
#[derive(Serialize)]
struct PricesReport<'a> {
    version: u32,
    models: Vec<ModelReport<'a>>,
    /// Entries that are doubtful; the catalog has none.
    flagged: Vec<()>,
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
}

impl<'a> ModelReport<'a> {
    fn new(model: &'a Model) -> Self {
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
        }
    }
}

/// Prints the models.
pub fn run(arguments: &PricesArguments) -> anyhow::Result<()> {
    let catalog = Catalog::bundled().map_err(|problem| anyhow!("{problem}"))?;
    let words = arguments.words.join(" ");
    let found = catalog.search(&words, false);
    if let Some(why) = found.why_empty(&words) {
        return Err(anyhow!("{why}"));
    }
    let models = found.models();
    if arguments.format == FoundFormat::Json {
        let report = serde_json::to_string_pretty(&PricesReport {
            version: 1,
            models: models.iter().map(|model| ModelReport::new(model)).collect(),
            flagged: Vec::new(),
        })?;
        return print(|out| writeln!(out, "{report}"));
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
            writeln!(out, "  {name:<56} {}{tuned}", model.price_summary(false))?;
        }
        Ok(())
    })
}
