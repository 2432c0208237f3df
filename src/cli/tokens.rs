//! `breakeven tokens`: how many tokens a prompt has and of which parts, and filling them into a scenario.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use serde::Serialize;

use crate::evidence::material::MaterialKind;
use crate::evidence::tokens::model_name::models_meant;
use crate::evidence::tokens::prompt::PromptTokens;
use crate::evidence::tokens::tokenizer::Counting;
use crate::files::material::text;
use crate::scenario::Currency;
use crate::scenario::quantity::{count, money, percent};

use super::filling::{Filling, FoundFormat, is_standard_input, name_of};
use super::terminal::{complain, print};
use super::values;

/// What `breakeven tokens` is called with.
#[derive(Debug, Args)]
pub struct TokensArguments {
    /// The prompt: text, Markdown or JSON messages; several files are one prompt, - is standard input
    #[arg(required = true, value_parser = values::path())]
    pub files: Vec<PathBuf>,
    /// The model that reads it; else the scenario's prompted model, else gpt-4.1
    #[arg(long)]
    pub model: Option<String>,
    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    pub format: FoundFormat,
    /// A scenario file whose system prompt becomes this one
    #[arg(long, value_name = "SCENARIO", value_parser = values::path())]
    pub into: Option<PathBuf>,
    /// With --into: the share of the prompt that remains after fine-tuning, such as 20% or 0.2
    #[arg(long, value_name = "SHARE", requires = "into", value_parser = values::share)]
    pub remaining: Option<f64>,
}

/// The form of `--format json`, as docs/command-line.md describes it.
#[derive(Serialize)]
struct TokensReport {
    version: u32,
    tokenizer: &'static str,
    exact: bool,
    margin: Option<f64>,
    tokens: usize,
    parts: Parts,
    calls_per_conversation: Option<f64>,
}

#[derive(Serialize)]
struct Parts {
    instructions: usize,
    examples: usize,
    overhead: usize,
}

/// Counts the tokens, prints them, and fills them in.
pub fn run(arguments: &TokensArguments) -> anyhow::Result<()> {
    values::check_standard_input(&arguments.files)?;
    // Before anything is printed.
    let filling = arguments.into.as_deref().map(Filling::open).transpose()?;
    let usual = || MaterialKind::Prompt.model(filling.as_ref().map(Filling::scenario));
    let model = arguments.model.clone().unwrap_or_else(usual);
    let counting = Counting::of(&model);
    let texts = arguments.files.iter().map(|file| text_of(file));
    let texts = texts.collect::<anyhow::Result<Vec<String>>>()?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let tokens = PromptTokens::of(&texts, &counting)
        .map_err(|(place, problem)| anyhow!("{}: {problem}", name_of(&arguments.files[place])))?;
    let names: Vec<String> = arguments.files.iter().map(|file| name_of(file)).collect();
    let names = names.join(", ");
    if tokens.is_empty() && tokens.calls_per_conversation.is_none() {
        let problem = match &tokens.notes[..] {
            [] => "there is no text in it".to_owned(),
            notes => notes.join(". "),
        };
        return Err(anyhow!("{names}: {problem}"));
    }
    for note in &tokens.notes {
        complain(&format!("note: {note}"));
    }
    match arguments.format {
        FoundFormat::Text => print_text(&tokens, &counting, &model)?,
        FoundFormat::Json => print_json(&tokens, &counting)?,
    }
    let Some(filling) = filling else {
        return Ok(());
    };
    let mut scenario = filling.scenario().clone();
    tokens.fill(&mut scenario, &counting, &names, arguments.remaining)?;
    filling.save(&scenario)
}

/// The text of a file, or of standard input.
fn text_of(file: &Path) -> anyhow::Result<String> {
    Ok(if is_standard_input(file) {
        text::read_text_from(Path::new("standard input"), io::stdin().lock())?
    } else {
        text::read_text(file)?
    })
}

fn print_text(tokens: &PromptTokens, counting: &Counting, model: &str) -> anyhow::Result<()> {
    let total = count(tokens.total() as f64);
    let tokenizer = counting.tokenizer.name();
    let heading = match tokens.margin {
        None => format!("{total} tokens for {model} ({tokenizer})"),
        Some(margin) => format!(
            "about {total} tokens ±{} for {model}, estimated with {tokenizer}",
            percent(margin)
        ),
    };
    let price = input_price(model);
    let parts = [
        ("Instructions", tokens.instructions),
        ("Examples", tokens.examples),
        ("Chat overhead", tokens.overhead),
    ];
    print(|out| {
        if !tokens.is_empty() {
            writeln!(out, "{heading}")?;
        }
        for (part, tokens) in parts.into_iter().filter(|_| !tokens.is_empty()) {
            let cost = price.map_or(String::new(), |price| {
                let cost = money(tokens as f64 * price / 1000.0, &Currency::default());
                format!("{cost:>12} per 1,000 queries")
            });
            writeln!(out, "  {part:<14}{:>12}{cost}", count(tokens as f64))?;
        }
        if let Some(calls) = tokens.calls_per_conversation {
            writeln!(out, "{calls:.1} calls per conversation")?;
        }
        Ok(())
    })
}

/// The list price of a model's input per million tokens, that of the provider that is listed first if there are several; `None` if it isn't in the
/// catalog.
fn input_price(model: &str) -> Option<f64> {
    let catalog = super::prices_in_use::prices_in_use().catalog?;
    let listed = models_meant(catalog, model);
    Some(listed.first()?.price.base.input.base())
}

fn print_json(tokens: &PromptTokens, counting: &Counting) -> anyhow::Result<()> {
    let found = serde_json::to_string_pretty(&TokensReport {
        version: 1,
        tokenizer: counting.tokenizer.name(),
        exact: tokens.margin.is_none(),
        margin: tokens.margin,
        tokens: tokens.total(),
        parts: Parts {
            instructions: tokens.instructions,
            examples: tokens.examples,
            overhead: tokens.overhead,
        },
        calls_per_conversation: tokens.calls_per_conversation,
    })?;
    print(|out| writeln!(out, "{found}"))
}
