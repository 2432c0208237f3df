//! What the fields of entries say, and what they refuse.

use super::*;
use crate::evidence::catalog::Catalog;

fn catalog() -> &'static Catalog {
    Catalog::bundled().unwrap()
}

fn place(group: FieldGroup, label: &str) -> usize {
    let fits = |field: &EntryField| field.group == group && field.label == label;
    FIELDS.iter().position(fits).unwrap()
}

#[test]
fn every_entry_of_the_catalog_is_what_its_fields_say() {
    for model in &catalog().models {
        let texts = EntryTexts::of(model);
        assert_eq!(texts.entry(model).as_ref(), Ok(model), "{}", model.model);
        // The fields alone make the entry again, unless it states what there are no fields for.
        if model.beyond_fields().is_empty() && !has_hourly_training(model) {
            let again = EntryTexts::of(&texts.entry(&Model::blank()).unwrap());
            assert_eq!(again, texts, "{}", model.model);
        }
    }
}

#[test]
fn an_entry_that_is_begun_says_what_it_needs() {
    let mut texts = EntryTexts::blank("2026-11-27".parse().ok());
    let problems = texts.entry(&Model::blank()).unwrap_err();
    let labels: Vec<&str> = problems
        .iter()
        .map(|problem| FIELDS[problem.field].label)
        .collect();
    assert_eq!(labels, ["Provider", "Model", "Input", "Output"]);
    for (label, text) in [
        ("Provider", "Our gateway"),
        ("Model", "chat"),
        ("Input", "1"),
        ("Output", "$4"),
    ] {
        let place = FIELDS.iter().position(|field| field.label == label);
        texts.set(place.unwrap(), text.to_owned());
    }
    let model = texts.entry(&Model::blank()).unwrap();
    assert_eq!(model.full_name(), "Our gateway chat");
    assert_eq!(model.price.base.output.base(), 4.0);
    assert_eq!(model.tuning, None);
    assert_eq!(
        model.source(),
        "list price: your price list, entered by hand, read 2026-11-27"
    );

    // One price of fine-tuning asks for the others.
    texts.set(place(FineTuning, "Hosting per hour"), "1.70".to_owned());
    let problems = texts.entry(&Model::blank()).unwrap_err();
    assert_eq!(
        problems.to_string(),
        "Training: this is needed; Tuned input: this is needed; Tuned output: this is needed"
    );
}

#[test]
fn what_cannot_be_read_is_named_with_its_field() {
    let listed = catalog().named("OpenAI gpt-4.1")[0];
    for (label, text, problem) in [
        ("Input", "cheap", "cheap"),
        ("Input", "-1", "0 or more"),
        ("Input", "1e300", "0 or more"),
        ("Input", "NaN", "NaN"),
        ("Input", "1 to 2", "not a range"),
        ("Batch discount", "150", "from 0% to 100%"),
        ("Shut down on", "2027-02-30", "2027-01-31"),
        ("Read on", "", "needed"),
        ("Model", " ", "needed"),
        ("Place", "a\u{7}b", "can’t be shown"),
    ] {
        let mut texts = EntryTexts::of(listed);
        let place = FIELDS.iter().position(|field| field.label == label);
        texts.set(place.unwrap(), text.to_owned());
        let problems = texts.entry(listed).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems}");
        assert_eq!(problems[0].field, place.unwrap());
        assert!(problems[0].text.contains(problem), "{problems}");
    }
}
