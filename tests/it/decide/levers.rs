//! What the prompt could still give.

use breakeven::analysis::Analysis;
use breakeven::analysis::finding::base::BaseFinding;
use breakeven::decision::Decision;
use breakeven::decision::levers::CheaperModel;
use breakeven::decision::recommendation::Recommendation;
use breakeven::decision::words::DecisionWords;
use breakeven::scenario::knobs::{DecisionSettings, Lever};

use crate::support::with;

use super::{TRIMMABLE, decide, decide_with, warranted_with};

#[test]
fn levers_are_worked_out_alone_and_together() {
    // 1.2M queries, $10 per 1M: 800 tokens less save $9,600.
    let optimised = decide(&warranted_with(&[]));
    assert_eq!(
        optimised.levers.prompting,
        Analysis::new(&warranted_with(&[]))
            .prompting
            .cost_path
            .total()
    );
    let decision = decide(&warranted_with(&[TRIMMABLE]));
    let trim = decision
        .levers
        .alone
        .iter()
        .find(|pulled| pulled.lever == Lever::TrimPrompt)
        .unwrap();
    let prompting = Analysis::new(&warranted_with(&[]))
        .prompting
        .cost_path
        .total();
    assert!((prompting - trim.prompting - 9600.0).abs() < 1e-6);
    assert!(trim.counted_on && trim.what() == "Shorten the prompt (−20%)");
    // Nothing to cache without a price for it.
    let lever = |decision: &Decision, lever| {
        decision
            .levers
            .alone
            .iter()
            .any(|pulled| pulled.lever == lever)
    };
    assert!(!lever(&decision, Lever::CachePrefix) && !lever(&decision, Lever::CheaperModel));
    let cached = warranted_with(&[("prompting.serving.price.cached_input", "1")]);
    assert!(lever(&decide(&cached), Lever::CachePrefix));
    let already = with(&cached, &[("prompting.serving.cache_ttl_minutes", "5")]);
    assert!(!lever(&decide(&already), Lever::CachePrefix));
    // A cheaper model counts only where the user counts on it.
    let model = CheaperModel {
        name: "small-xl-4".to_owned(),
        people_name: "Small XL-4".to_owned(),
        price: warranted_with(&[("prompting.serving.price.input", "0.1")])
            .prompting
            .serving
            .price,
        source: "a price list".to_owned(),
    };
    let mut settings = DecisionSettings::default();
    let offered = decide_with(&warranted_with(&[TRIMMABLE]), &settings, Some(&model));
    assert!(lever(&offered, Lever::CheaperModel));
    assert_eq!(offered.levers.prompting, decision.levers.prompting);
    settings.selected_levers = Some(vec![Lever::TrimPrompt, Lever::CheaperModel]);
    let counted = decide_with(&warranted_with(&[TRIMMABLE]), &settings, Some(&model));
    assert!(counted.levers.prompting < decision.levers.prompting);
    assert_eq!(
        counted.conclusion.recommendation,
        Recommendation::OptimiseFirst
    );
    // What is taken over is a scenario like any other.
    let taken_over = &counted.levers.scenario;
    assert_eq!(taken_over.prompting.serving.model, "small-xl-4");
    // What the levers changed says so.
    let source = |path: &str| taken_over.sources.get(path).map(String::as_str);
    let shorter = source("prompting.serving.prompt_tokens");
    assert_eq!(shorter, Some("assumed: a shorter prompt"));
    let price = source("prompting.serving.price.input");
    assert_eq!(price, Some("a price list"));
    // A model keeps its name in the middle of a sentence.
    let scenario = warranted_with(&[TRIMMABLE]);
    let base_finding = BaseFinding::new(&scenario, &Analysis::new(&scenario));
    let words = DecisionWords::new(&counted, &base_finding.headline, &scenario);
    let why = words.advice.why;
    assert!(
        why.starts_with(
            "The cheaper model Small XL-4 and a 20% shorter prompt bring prompting from $"
        ),
        "{why}"
    );
}

#[test]
fn a_lever_that_saves_nothing_beside_the_others_is_not_named_as_counted_on() {
    // Trimmed by a fifth, 1,250 tokens are too few to be cached.
    let scenario = warranted_with(&[
        ("prompting.serving.prompt_tokens", "1250"),
        ("prompting.serving.price.cached_input", "9.5"),
    ]);
    let settings = DecisionSettings {
        selected_levers: Some(vec![Lever::TrimPrompt, Lever::CachePrefix]),
        ..DecisionSettings::default()
    };
    let levers = decide_with(&scenario, &settings, None).levers;
    let counted = |lever| {
        let mut alone = levers.alone.iter();
        let effect = alone.find(|effect| effect.lever == lever).unwrap();
        (effect.counted_on, effect.helps)
    };
    assert_eq!(counted(Lever::TrimPrompt), (true, true));
    assert_eq!(counted(Lever::CachePrefix), (true, false));
    let named: Vec<Lever> = levers.counted_on().map(|effect| effect.lever).collect();
    assert_eq!(named, [Lever::TrimPrompt]);
}
