//! Labels and help of the inputs, names and tooltips of the commands.

use breakeven::app::messages::command_table::COMMANDS;
use breakeven::charts::figure::FigureKind;
use breakeven::scenario::Currency;
use breakeven::scenario::inputs::{INPUTS, Section};
use breakeven::scenario::knobs::KNOBS;

use super::rules::faults;

/// A label has no more characters, so that it fits beside its field.
const MAX_LABEL_CHARACTERS: usize = 22;

/// Every text of a table, with where it comes from.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for input in INPUTS.iter() {
        texts.push((format!("label of {}", input.path), input.full_label()));
        texts.push((format!("help of {}", input.path), input.help.to_owned()));
        texts.push((format!("unit of {}", input.path), input.unit.suffix()));
        let allowed = input.allowed(&Currency::default());
        texts.push((format!("allowed for {}", input.path), allowed));
    }
    for row in COMMANDS {
        texts.push(("name of a command".to_owned(), row.name.to_owned()));
        texts.push((format!("tooltip of {}", row.name), row.tooltip.to_owned()));
    }
    for kind in FigureKind::ALL {
        texts.push(("name of a chart".to_owned(), kind.label().to_owned()));
    }
    for knob in KNOBS {
        texts.push((format!("label of {}", knob.key), knob.label.to_owned()));
    }
    texts
}

#[test]
fn labels_and_help_use_the_words_of_the_program() {
    let mut found = Vec::new();
    for (place, text) in texts() {
        found.extend(
            faults(&text)
                .into_iter()
                .map(|fault| format!("{place}: {fault}")),
        );
        if text.contains(['\'', '"']) {
            found.push(format!("{place}: straight quotes: {text}"));
        }
        if text.ends_with(['.', ':']) {
            found.push(format!("{place}: a mark at its end: {text}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn labels_are_short_and_begin_with_a_capital_letter() {
    let labels = INPUTS.iter().map(|input| input.label);
    let topics = INPUTS.iter().map(|input| input.topic);
    let choices = COMMANDS.iter().map(|row| row.choice);
    let choices = choices.filter(|choice| !choice.starts_with("Presenting: "));
    let sections = Section::ALL.iter().map(|section| section.label());
    for label in labels.chain(sections) {
        let characters = label.chars().count();
        assert!(characters <= MAX_LABEL_CHARACTERS, "{label}: {characters}");
        assert!(label.starts_with(char::is_uppercase), "{label}");
    }
    for name in topics.chain(choices) {
        assert!(name.chars().count() <= MAX_LABEL_CHARACTERS + 4, "{name}");
    }
}

#[test]
fn no_tooltip_repeats_its_name_and_no_help_its_label() {
    for row in COMMANDS {
        assert!(!row.tooltip.eq_ignore_ascii_case(row.name), "{}", row.name);
    }
    for input in INPUTS.iter() {
        assert!(
            !input.help.eq_ignore_ascii_case(input.label),
            "{}",
            input.path
        );
    }
}

#[test]
fn a_label_without_a_heading_above_it_names_its_approach() {
    for input in INPUTS.iter() {
        let full = input.full_label();
        let wanted = match input.section {
            Section::Prompting => format!("{} (prompting)", input.label),
            Section::FineTuning => format!("{} (fine-tuning)", input.label),
            _ => input.label.to_owned(),
        };
        assert_eq!(full, wanted);
        let same = INPUTS.iter().filter(|other| other.full_label() == full);
        assert_eq!(same.count(), 1, "two inputs are called {full}");
    }
}
