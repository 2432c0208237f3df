//! Each reader, through the function by which the program reads a file's bytes, and what the program does next with what it read. A
//! fault is a panic.

use std::path::Path;

use crate::evidence::bills;
use crate::evidence::catalog::Catalog;
use crate::evidence::own::fields::EntryTexts;
use crate::evidence::own::{self, OwnChanges};
use crate::evidence::price_lists::PriceList;
use crate::evidence::tokens::prompt::PromptTokens;
use crate::evidence::tokens::tokenizer::{Counting, Tokenizer};
use crate::evidence::training::summary::TrainingFile;
use crate::evidence::training::tally::Tally;
use crate::evidence::usage::filling::UsageFilling;
use crate::evidence::usage::{self, Mapping, UsageError, UsageSummary};
use crate::files::edit::edited;
use crate::files::embedded::{self, EmbeddedScenario};
use crate::files::format::{self, FormatError};
use crate::files::journal::text;
use crate::files::material::text as material;
use crate::files::names;
use crate::files::settings::Settings;
use crate::files::store;
use crate::scenario::Scenario;

/// Longer messages don't fit a window.
const MAX_MESSAGE_CHARACTERS: usize = 4_000;

/// So many entries of a list are filled into scenarios.
const MAX_FILLED: usize = 20;

/// A scenario file.
pub fn scenario(bytes: &[u8]) {
    let content = match store::content(Path::new("plan.ron"), None, bytes.to_vec()) {
        Ok(content) => content,
        Err(error) => return is_readable(&error.to_string()),
    };
    let scenario = content.scenario;
    is_saved_as_read(&scenario);
    let Some(text) = content.text else {
        return;
    };
    // A save keeps the file's own text where it can.
    let saved = edited(&text, &scenario).map(|saved| (format::read(&saved), saved));
    if let Some((read, saved)) = saved {
        assert_eq!(read.as_ref(), Ok(&scenario));
        // A file of an older version gets the present one, and nothing else.
        let changed = difference(&text, &saved);
        assert!(
            changed.is_none() || changed == Some("2"),
            "a save without a change changes the text: {changed:?}"
        );
        assert_eq!(edited(&saved, &scenario).as_ref(), Some(&saved));
    }
    let mut renamed = scenario;
    renamed.rename("Plan “B”\n\\");
    if let Some(saved) = edited(&text, &renamed) {
        assert_eq!(format::read(&saved).as_ref(), Ok(&renamed));
    }
}

/// What stands in `after` in place of a part of `before`; `None` if they are the same.
fn difference<'a>(before: &str, after: &'a str) -> Option<&'a str> {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = before
        .chars()
        .zip(after.chars())
        .take_while(same)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (before, after) = (&before[start..], &after[start..]);
    let end: usize = before
        .chars()
        .rev()
        .zip(after.chars().rev())
        .take_while(same)
        .map(|(a, _)| a.len_utf8())
        .sum();
    (before.len() + after.len() > 0).then(|| &after[..after.len() - end])
}

/// A report as a web page, or an archive of one.
pub fn page(bytes: &[u8]) {
    embedded::read_html(bytes).iter().for_each(is_usable);
    // By itself a web page is known by its first bytes.
    if let Err(error) = store::content(Path::new("report.html"), Some(1), bytes.to_vec()) {
        is_readable(&error.to_string());
    }
}

/// A report as PDF.
pub fn pdf(bytes: &[u8]) {
    match embedded::read_pdf(bytes) {
        Ok(found) => found.iter().for_each(is_usable),
        Err(problem) => is_readable(&problem),
    }
}

fn is_usable(found: &EmbeddedScenario) {
    match &found.scenario {
        Ok(scenario) => is_saved_as_read(scenario),
        Err(error) => is_readable(&error.to_string()),
    }
    let _ = found.settings.axes();
    // What a report carries when it is made again.
    if let Ok(scenario) = &found.scenario {
        let carried = embedded::write(scenario, &found.settings);
        assert!(carried.is_ok(), "{carried:?}");
    }
}

/// A settings file.
pub fn settings(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    match Settings::read(text) {
        Ok((_, faults)) => faults.iter().map(FormatError::to_string).for_each(|fault| {
            is_readable(&fault);
        }),
        Err(error) => is_readable(&error.to_string()),
    }
}

/// A journal of unsaved work.
pub fn journal(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    match text::read(text) {
        Ok(journal) => {
            let written = text::write(&journal);
            let read = written.and_then(|written| text::read(&written));
            assert_eq!(
                read.as_ref().map(|read| &read.scenario),
                Ok(&journal.scenario)
            );
        }
        Err(problem) => is_readable(&problem),
    }
}

/// Loads what is loaded once, so that it isn't counted as the first prompt's.
pub fn load_vocabularies() {
    for tokenizer in [Tokenizer::O200kBase, Tokenizer::Cl100kBase] {
        assert_eq!(tokenizer.count("a"), 1);
    }
}

/// A prompt whose tokens are counted.
pub fn prompt(bytes: &[u8]) {
    let text = match material::read_text_from(Path::new("prompt.md"), bytes) {
        Ok(text) => text,
        Err(error) => return is_readable(&error.to_string()),
    };
    for model in ["gpt-4o", "gpt-4"] {
        match PromptTokens::of(&[&text], &Counting::of(model)) {
            // The beginning of the answer is always there.
            Ok(tokens) => {
                assert!(tokens.overhead >= 3);
                assert!(
                    tokens
                        .calls_per_conversation
                        .is_none_or(|calls| calls >= 1.0)
                );
                let mut scenario = Scenario::default();
                let filled =
                    tokens.fill(&mut scenario, &Counting::of(model), "prompt.md", Some(0.2));
                if filled.is_ok() {
                    is_saved_as_read(&scenario);
                }
            }
            Err((_, problem)) => is_readable(&problem),
        }
    }
}

/// A table of bills, or a usage export that is read as bills.
pub fn bills(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let scenario = Scenario::default();
    let read = bills::read(&text, Some(&scenario.currency));
    let counted = read.and_then(|read| bills::actuals(&read.entries, &scenario, None));
    let counted = match counted {
        Ok(counted) => counted,
        Err(problems) => {
            assert!(!problems.is_empty() && problems.len() <= 20);
            for problem in problems {
                is_readable(&problem.to_string());
            }
            return;
        }
    };
    let again = counted.actuals.to_string().parse();
    assert_eq!(again.as_ref(), Ok(&counted.actuals));
    is_saved_as_read(&Scenario {
        actuals: counted.actuals,
        ..Scenario::default()
    });
}

/// A training file, read as a whole and in two parts.
pub fn training(bytes: &[u8]) {
    let counting = Counting::of("gpt-4o");
    let whole = Tally::of_lines(Some(bytes), 1, &counting);
    let whole = TrainingFile::new(whole, &counting, "gpt-4o");
    let middle = bytes[..bytes.len() / 2]
        .iter()
        .rposition(|byte| *byte == b'\n');
    let (first, second) = bytes.split_at(middle.map_or(0, |place| place + 1));
    let lines = first.split_inclusive(|byte| *byte == b'\n').count() as u64;
    let mut parts = Tally::of_lines(Some(second), 1 + lines, &counting);
    parts.add(Tally::of_lines(Some(first), 1, &counting));
    assert_eq!(TrainingFile::new(parts, &counting, "gpt-4o"), whole);
    let file = match whole {
        Ok(file) => file,
        Err(problem) => return is_readable(&problem),
    };
    assert!(file.trained_tokens() <= file.total());
    assert_eq!(file.histogram(40).1.iter().sum::<u64>(), file.examples());
    for line in file.in_words("gpt-4o") {
        is_readable(&line);
    }
    for problem in &file.problems {
        is_readable(&problem.text);
    }
    let mut scenario = Scenario::default();
    if file.fill(&mut scenario, 3.0, "train.jsonl").is_ok() {
        is_saved_as_read(&scenario);
    }
}

/// A usage export: as it is, and if it has none of the known forms with the columns that their names suggest.
pub fn usage(bytes: &[u8]) {
    let mut result = usage::read(&mut &bytes[..], None);
    if let Err(UsageError::Unknown(preview)) = &result {
        let mapping = Mapping::guess(&preview.header);
        assert_eq!(Mapping::from_list(&mapping.to_list()), Ok(mapping.clone()));
        result = usage::read(&mut &bytes[..], Some(&mapping));
    }
    let export = match result {
        Ok(export) => export,
        Err(error) => return is_readable(&error.to_string()),
    };
    for problem in &export.problems.first {
        is_readable(&problem.text);
    }
    let models = export.answering_models();
    let mut summary = UsageSummary::of(&export, &models, &[]);
    if summary.amounts.queries.is_none() {
        summary = summary.with_queries(1000.0);
    }
    for line in summary.in_words().iter().chain(&export.in_words()) {
        is_readable(line);
    }
    let mut scenario = Scenario::default();
    let filling = UsageFilling {
        summary: &summary,
        name: "usage.csv",
        prompt_tokens: summary.prompt_tokens(&scenario),
        used_model: None,
        model: None,
        catalog: Catalog::bundled().ok(),
    };
    if filling.fill(&mut scenario).is_ok() {
        is_saved_as_read(&scenario);
    }
}

/// A public price list.
pub fn prices(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    let list = match PriceList::read(text, "2026-11-27") {
        Ok(list) => list,
        Err(problem) => return is_readable(&problem),
    };
    for model in &list.models {
        is_readable(&model.summary());
        is_readable(&model.why.join("; "));
        let has_prices = model.price.input.is_some_and(|price| price > 0.0);
        assert!(has_prices || !model.is_sound());
    }
    let Ok(catalog) = Catalog::bundled() else {
        return;
    };
    for model in list.models.iter().take(MAX_FILLED) {
        let entry = model.as_catalog_entry(list.kind, "2026-11-27", catalog);
        assert!(
            entry.is_ok() || model.tuned || !model.is_sound(),
            "{entry:?}"
        );
        let mut scenario = Scenario::default();
        if let Ok(entry) = entry
            && entry.fill(&mut scenario, model.tuned, &[]).is_ok()
        {
            is_saved_as_read(&scenario);
        }
    }
}

/// A price catalog, which may be the user's own price list.
pub fn catalog(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    if let Ok(bundled) = Catalog::bundled() {
        own_prices(text, bundled);
    }
    let Ok(catalog) = Catalog::read(text) else {
        return;
    };
    let _ = catalog.as_of();
    for model in &catalog.models {
        let _ = (model.full_name(), model.source());
        let _ = (model.price_summary(false), model.price_summary(true));
        let mut scenario = Scenario::default();
        if model.fill_prompting(&mut scenario).is_ok() {
            is_saved_as_read(&scenario);
        }
    }
    let _ = catalog.search("gpt mini", true);
}

/// The user's own price list: what is read is written so that it is read again, and its entries can be edited.
fn own_prices(text: &str, bundled: &Catalog) {
    let models = match own::read(text, bundled) {
        Ok(models) => models,
        Err(problem) => return is_readable(&problem),
    };
    let written = OwnChanges::default().made_to(Some(text), bundled);
    let again = written.and_then(|text| own::read(&text, bundled));
    assert_eq!(again.as_ref(), Ok(&models));
    for model in models.iter().take(MAX_FILLED) {
        if let Ok(entry) = EntryTexts::of(model).entry(model) {
            assert_eq!(entry, *model);
        }
    }
    let _ = bundled.with_own(&models);
}

fn is_readable(message: &str) {
    assert!(
        message.chars().count() <= MAX_MESSAGE_CHARACTERS,
        "a message of {} bytes: {}",
        message.len(),
        message.chars().take(200).collect::<String>()
    );
}

/// What was read is what is read again after it was saved, and its name can be one of a file.
fn is_saved_as_read(scenario: &Scenario) {
    let written = format::write(scenario);
    let text = written.as_deref().unwrap_or_default();
    assert_eq!(format::read(text).as_ref(), Ok(scenario), "{text}");
    let name = names::file_name(scenario.title());
    let is_plain = !name.contains(['/', '\\', '\0', '\n']) && name.len() <= 255;
    assert!(is_plain, "{name:?}");
}
