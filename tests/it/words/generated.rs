//! All that is said of generated scenarios, of everyday size: what holds for the examples isn't luck.

use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::decision::words::doubt::DoubtWords;
use breakeven::export::plain::{decision, json, summary};
use breakeven::export::report;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::study::Study;
use proptest::prelude::*;

use super::reports::{lacks_unit, texts_in};
use super::rules::{faults, without_user_text};
use crate::generated::{cases, scenarios};
use crate::sentences::with_whole_things;

/// Everything that is written of a study, but for what stands in its file.
fn written(study: &Study) -> Vec<String> {
    let mut texts = vec![
        summary::render(study),
        decision::render_record(study),
        decision::render_roadmap(study, Some(0)),
    ];
    let report = serde_json::from_str(&json::render(study, &[]).unwrap()).unwrap();
    texts_in(&report, &mut texts);
    let blocks = report::compose(study).into_iter();
    texts.extend(blocks.map(|block| format!("{block:?}").replace("\", ", "\n")));
    for kind in FigureKind::available(study) {
        let alone = true;
        let figure = Figure {
            study,
            kind,
            alone,
            plan: None,
        };
        texts.extend([figure.title(), figure.caption()]);
    }
    texts
}

/// The sentences that stand on the first page of the decision.
fn on_the_page(study: &Study) -> Vec<String> {
    let (card, words) = (study.card(), study.decision_words());
    let others = [&card.reasons, &words.advice.missing].into_iter().flatten();
    let lines = std::iter::once(&card.why)
        .chain(others)
        .chain(&card.against)
        .chain(&words.early_retirement);
    let doubt = card.doubt.iter().map(DoubtWords::sentence);
    let lines: Vec<String> = lines.cloned().chain(doubt).collect();
    let sentences = lines.iter().flat_map(|line| line.split(". "));
    sentences
        .filter(|sentence| !sentence.is_empty())
        .map(str::to_owned)
        .collect()
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn generated_scenarios_are_told_in_the_words_of_the_program(original in scenarios()) {
        // What is stated as a part of a thing is repeated as it stands.
        let scenario = with_whole_things(&original);
        let study = Study::new(&scenario, 256, &DecisionSettings::default());
        for text in written(&study) {
            let found = faults(&without_user_text(&text, &scenario));
            prop_assert!(found.is_empty(), "{}", found.join("\n"));
        }
        for figure in &study.headline().key_figures {
            prop_assert!(!lacks_unit(figure, &scenario), "{figure:?}");
        }
        let mut sentences = on_the_page(&study);
        let all = sentences.len();
        sentences.sort();
        sentences.dedup();
        prop_assert_eq!(sentences.len(), all, "{:#?}", on_the_page(&study));
    }
}
