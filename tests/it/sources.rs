//! A source goes with its value: whoever changes the value, the source of the one before doesn't stay.

use std::path::PathBuf;

use breakeven::analysis::Analysis;
use breakeven::app::workspace::document::Document;
use breakeven::decision::levers::Levers;
use breakeven::evidence::catalog::Catalog;
use breakeven::files::format;
use breakeven::files::link::FileLink;
use breakeven::scenario::inputs::{self, INPUTS, Input, SET_ON_COMMAND_LINE, TYPED_BY_HAND, Value};
use breakeven::scenario::knobs::{DecisionSettings, Lever};
use breakeven::scenario::warnings::warnings;
use breakeven::scenario::{Estimate, Scenario};
use breakeven::study::cheaper_model;
use proptest::prelude::*;

use crate::generated::{cases, scenarios};
use crate::support::{example, input, scenario, with};

/// A step of a user's: which kind, of which input, and a number to choose by.
type Step = (u8, usize, usize);

/// A document under edit, and what was noted as the source of which value.
struct Edited {
    document: Document,
    /// Values come from this scenario.
    other: Scenario,
    /// The value that the nth note was the source of.
    noted: Vec<(&'static str, Value)>,
}

impl Edited {
    fn note(n: usize) -> String {
        format!("note {n}.")
    }

    fn replace(&mut self, change: impl FnOnce(&mut Scenario)) {
        let mut changed = self.document.scenario().clone();
        change(&mut changed);
        self.document.replace("a change", changed);
    }

    fn take(&mut self, (kind, place, number): Step) {
        let input: &'static Input = &INPUTS[place % INPUTS.len()];
        let value = input.value(&self.other);
        let now = input.value(self.document.scenario());
        match kind {
            // A value that is refused changes nothing.
            0..=3 => drop(self.document.edit(input, value)),
            4 => drop(self.document.reset(input)),
            5..=7 if now != Value::Absent => {
                self.document.end_gesture();
                self.document
                    .set_source(input, Self::note(self.noted.len()));
                self.noted.push((input.path, now));
            }
            8 => self.document.undo(),
            9 => self.document.redo(),
            10 | 11 => {
                let models = &Catalog::bundled().unwrap().models;
                let (model, tuned) = (&models[number % models.len()], kind == 11);
                let replaced =
                    model.replaces(self.document.scenario(), tuned, Catalog::bundled().ok());
                let keep: Vec<&Input> = replaced.iter().map(|replaced| replaced.input).collect();
                let keep = if number.is_multiple_of(2) {
                    &keep[..]
                } else {
                    &[]
                };
                self.replace(|scenario| drop(model.fill(scenario, tuned, keep).unwrap()));
            }
            12 => {
                let scenario = self.document.scenario();
                let settings = DecisionSettings {
                    selected_levers: Some(Lever::ALL.to_vec()),
                    ..DecisionSettings::default()
                };
                let model = cheaper_model(scenario, &settings, Catalog::bundled().ok());
                let analysis = Analysis::new(scenario);
                let levers = Levers::new(scenario, &analysis, &settings, model.as_ref());
                self.replace(|scenario| *scenario = levers.scenario);
            }
            13 => self.replace(|scenario| {
                drop(input.set_with_source(scenario, value, SET_ON_COMMAND_LINE));
            }),
            14 => {
                let mut renamed = self.document.scenario().clone();
                renamed.rename(&format!("Renamed {number}"));
                let file = FileLink::new(PathBuf::from("x.ron"), "".into());
                self.document
                    .mark_renamed(Document::saved(renamed, file, None));
            }
            _ => self.document.end_gesture(),
        }
    }

    /// Each source belongs to the value that it was stated for.
    fn check(&self) -> Result<(), TestCaseError> {
        let scenario = self.document.scenario();
        for (path, source) in &scenario.sources {
            let input = inputs::find(path).unwrap();
            let value = input.value(scenario);
            prop_assert_ne!(&value, &Value::Absent, "{} has the source {}", path, source);
            for (n, (of, noted)) in self.noted.iter().enumerate() {
                if source.starts_with(&Self::note(n)) {
                    prop_assert_eq!((path.as_str(), &value), (*of, noted), "{}", source);
                }
            }
            // A list price is that of the model that is named, or says whose it is.
            if source.starts_with("list price: ") {
                let serving = if path.starts_with("prompting.") {
                    &scenario.prompting.serving
                } else {
                    &scenario.fine_tuning.serving
                };
                let name = serving.model.trim_end_matches(", fine-tuned");
                let named = Catalog::bundled().unwrap().named(name);
                let is_its = named.iter().any(|model| model.source() == *source);
                prop_assert!(is_its, "{}: {} isn't of {}", path, source, name);
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_source_stays_with_its_value_whatever_is_done(
        start in scenarios(),
        other in scenarios(),
        steps in prop::collection::vec((0_u8..=15, any::<usize>(), any::<usize>()), 1..40),
    ) {
        let mut start = start;
        start.sources.clear();
        let mut edited = Edited { document: Document::untitled(start), other, noted: Vec::new() };
        for step in steps {
            edited.take(step);
            edited.check()?;
        }
    }
}

const PRICE: &str = "prompting.serving.price.input";

fn sourced(source: &str) -> Scenario {
    let mut scenario = with(&Scenario::default(), &[(PRICE, "2")]);
    scenario.sources.insert(PRICE.to_owned(), source.to_owned());
    scenario
}

#[test]
fn a_value_that_is_dragged_away_and_back_keeps_its_source() {
    let mut document = Document::untitled(sourced("our contract"));
    let drag = |document: &mut Document, price| {
        let value = Value::Estimate(Estimate::Exact(price));
        document.edit(input(PRICE), value).unwrap();
    };
    drag(&mut document, 2.5);
    assert_eq!(document.scenario().sources[PRICE], TYPED_BY_HAND);
    drag(&mut document, 2.0);
    assert_eq!(document.scenario().sources[PRICE], "our contract");
    document.end_gesture();
    assert_eq!(document.undo_label(), None);
}

#[test]
fn another_name_of_the_model_says_whose_list_price_it_is() {
    let model = input("prompting.serving.model");
    let name = |scenario: &mut Scenario, name: &str| {
        model.set(scenario, Value::Text(name.to_owned())).unwrap();
    };
    for (source, becomes) in [
        (
            "list price: a page, read 2026-11-04",
            "list price of gpt-4.1: a page, read 2026-11-04",
        ),
        (
            "Anthropic pricing page, October 2026",
            "Anthropic pricing page, October 2026 (for gpt-4.1)",
        ),
        (TYPED_BY_HAND, TYPED_BY_HAND),
        (SET_ON_COMMAND_LINE, SET_ON_COMMAND_LINE),
    ] {
        let mut scenario = sourced(source);
        let own = "prompting.serving.price.discount";
        let kept = [
            (own, "our contract"),
            ("prompting.serving.prompt_tokens", "counted"),
        ];
        for (path, source) in kept {
            scenario.sources.insert(path.to_owned(), source.to_owned());
        }
        // The price was stated for no other model than the one that is named now.
        name(&mut scenario, "gpt-4.1");
        assert_eq!(scenario.sources[PRICE], source);
        for other in ["gpt-5", "gpt-6"] {
            name(&mut scenario, other);
            assert_eq!(scenario.sources[PRICE], becomes);
        }
        for (path, source) in kept {
            assert_eq!(scenario.sources[path], source, "{path}");
        }
    }
}

#[test]
fn a_group_takes_the_sources_of_its_fields_with_it() {
    let per_hour = "fine_tuning.serving.hosting.per_hour";
    let mut scenario = example("support-replies");
    assert!(scenario.sources.contains_key(per_hour));
    let hosting = input("fine_tuning.serving.hosting");
    hosting.set(&mut scenario, Value::Absent).unwrap();
    assert!(!scenario.sources.contains_key(per_hour));
    // One that a file states without a value isn't that of the value which comes later.
    scenario
        .sources
        .insert(per_hour.to_owned(), "a guide".to_owned());
    let later = with(&scenario, &[("fine_tuning.serving.hosting.replicas", "2")]);
    assert_eq!(input(per_hour).source(&later), None);
}

#[test]
fn a_refused_value_leaves_the_source() {
    let mut scenario = sourced("our contract");
    assert!(input(PRICE).set_exactly(&mut scenario, -1.0).is_err());
    assert_eq!(input(PRICE).source(&scenario), Some("our contract"));
}

#[test]
fn a_source_without_a_value_is_warned_about_and_not_reported() {
    let text = "(sources: { \"prompting.serving.price.cached_input\": \"a page\", \"prompting.serving.prise\": \"a page\" })";
    let scenario = scenario(text);
    let texts: Vec<_> = warnings(&scenario)
        .into_iter()
        .filter(|warning| warning.path == "sources")
        .collect();
    assert!(texts[1].text.contains("There is no input"), "{texts:?}");
    assert!(
        texts[0].text.contains("has a source but no value"),
        "{texts:?}"
    );
    assert_eq!(
        input("prompting.serving.price.cached_input").source(&scenario),
        None
    );
    // Reading and writing lose nothing.
    assert_eq!(
        format::read(&format::write(&scenario).unwrap()).unwrap(),
        scenario
    );
}
