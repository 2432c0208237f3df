//! Whatever tells the result of a scenario says the same: the window on every tab, its library, the decision card, the presentation, the
//! report, text, comparisons and JSON.

use std::time::{Duration, Instant};

use breakeven::analysis::risk::layout::PREVIEW_DRAWS;
use breakeven::app::background::tasks::Threads;
use breakeven::app::workspace::Workspace;
use breakeven::app::workspace::document::Document;
use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::decision::words::headline::Headline;
use breakeven::evidence::current::CurrentPrices;
use breakeven::export::plain::{json, summary};
use breakeven::export::report::blocks::Block;
use breakeven::export::report::compose;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::settings::{ScenarioRef, Settings};
use breakeven::scenario::Scenario;
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::quantity::{money, rough_money};
use breakeven::scenario::words::with_plain_spaces;
use breakeven::study::Study;
use breakeven::study::comparison::rows;
use egui_kittest::kittest::Queryable as _;
use proptest::prelude::*;

use crate::driven::{Home, USUAL, View as _, tab_rows, wait};
use crate::generated::{cases, scenarios};
use crate::support::{assert_same, example, scenario, with};

/// What the window says of a scenario once it is decided, and the number of draws that it was decided from: the first ones or, on a
/// quick machine, all.
fn in_window(scenario: &Scenario) -> (Headline, usize) {
    let threads = Threads::new(&egui::Context::default());
    let document = Document::untitled(scenario.clone());
    let mut workspace = Workspace::new(document, Settings::default(), CurrentPrices::default());
    let until = Instant::now() + Duration::from_mins(2);
    loop {
        for problem in workspace.poll(&threads) {
            problem.unwrap();
        }
        let headline = workspace.headline();
        if headline.is_current {
            let (_, draws, _) = workspace.decision.computed_for().unwrap();
            return (headline.words.clone(), *draws);
        }
        assert!(Instant::now() < until, "no decision");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn study(scenario: &Scenario) -> Study {
    Study::new(scenario, PREVIEW_DRAWS, &DecisionSettings::default())
}

/// The window says the headline of a study of as many draws.
fn window_says_it(study: &Study) {
    let (said, draws) = in_window(&study.scenario);
    if draws == 0 || draws == PREVIEW_DRAWS {
        assert_eq!(said, *study.headline());
    } else {
        let study = Study::new(&study.scenario, draws, &DecisionSettings::default());
        assert_eq!(said, *study.headline());
    }
}

/// Everything that tells the result of a study says this headline, and names the same saving first.
fn says_it_everywhere(study: &Study) {
    let headline = study.headline();
    let sentence = headline.sentence();
    let blocks = compose(study);
    let Some(Block::Finding {
        headline: title, ..
    }) = blocks.first()
    else {
        panic!("a report begins with its headline");
    };
    assert_eq!(*title, sentence);
    let plain = with_plain_spaces(&sentence);
    assert!(summary::render(study).contains(&*plain), "{sentence}");
    let json: serde_json::Value = serde_json::from_str(&json::render(study, &[]).unwrap()).unwrap();
    let decision = &json["decision"];
    assert_eq!(decision["headline"], *plain);
    let compared = rows(std::slice::from_ref(study), false);
    assert_eq!(compared[0].name, "Recommendation");
    let card = study.card();
    let Some(recommendation) = &headline.recommendation else {
        assert!(decision["recommendation"].is_null() && decision["saving"].is_null());
        assert_eq!(compared[0].cells[0].text, headline.short);
        assert!(card.tiles.is_empty());
        return;
    };
    let key = study.decision().conclusion.recommendation.key();
    assert_eq!(decision["recommendation"], key);
    assert_eq!(compared[0].cells[0].text, *recommendation);
    assert_eq!(card.title, *recommendation);
    let figure = Figure {
        study,
        kind: FigureKind::Decision,
        alone: true,
        plan: None,
    };
    assert_eq!(figure.title(), sentence);
    doubt_is_said_everywhere(study, &json);
    let saving = study.leading_saving().unwrap().amount;
    let currency = &study.scenario.currency;
    // Reading JSON may lose the last bit.
    assert_same(decision["saving"].as_f64().unwrap(), saving);
    assert_eq!(card.tiles[1].value, money(saving.abs(), currency));
    let last = headline.key_figures.last().unwrap();
    assert_eq!(last.value, money(saving.abs(), currency));
}

/// Card, text, report and JSON name the same biggest doubt, if there is one.
fn doubt_is_said_everywhere(study: &Study, json: &serde_json::Value) {
    let doubt = &study.decision_words().advice.doubt;
    assert_eq!(study.card().doubt, *doubt);
    let told = &json["decision"]["doubt"];
    let Some(doubt) = doubt else {
        assert!(told.is_null());
        return;
    };
    let sentence = doubt.sentence();
    let plain = with_plain_spaces(&sentence);
    assert_eq!(told["text"], plain);
    let line = format!("Biggest doubt: {plain}\n");
    assert!(summary::render(study).contains(&line), "{line}");
    let said = |block: &Block| match block {
        Block::Text(text) => with_plain_spaces(text).eq_ignore_ascii_case(line.trim_end()),
        _ => false,
    };
    assert!(compose(study).iter().any(said), "{line}");
}

#[test]
fn the_range_of_the_saving_is_the_same_on_the_card_in_words_and_at_the_end_of_the_chart() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        // More draws than the bands are made of.
        let settings = DecisionSettings::default();
        let study = Study::new(&scenario, 4 * PREVIEW_DRAWS, &settings);
        let Some(risk) = study.risk() else {
            continue;
        };
        let saving = risk.saving.quantiles().unwrap();
        assert_eq!(risk.bands.saving.last(), Some(&saving));
        assert_eq!(risk.bands.prompting.last(), Some(&risk.prompting));
        assert_eq!(risk.bands.fine_tuning.last(), Some(&risk.fine_tuning));
        let caption = &study.card().tiles[1].caption;
        let detail = study.finding().detail;
        for end in [saving.p10, saving.p90] {
            let written = rough_money(end.abs(), &scenario.currency);
            assert!(caption.contains(&written), "{caption}: {written}");
            assert!(detail.contains(&written), "{detail}: {written}");
        }
    }
}

#[test]
fn every_example_says_the_same_everywhere() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let study = study(&scenario);
        says_it_everywhere(&study);
        window_says_it(&study);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn generated_scenarios_say_the_same_everywhere(scenario in scenarios()) {
        let study = study(&scenario);
        says_it_everywhere(&study);
        window_says_it(&study);
    }
}

#[test]
fn every_tab_has_the_headline_or_the_card_and_the_library_says_the_same() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    wait(&mut window, "it is decided", |window| {
        window.is_risk_settled() && window.workspace().headline().is_current
    });
    let words = window.workspace().headline().words.clone();
    let recommendation = words.recommendation.clone().unwrap();
    for row in tab_rows() {
        window.get_by_label(row.name).click();
        window.run_steps(3);
        if row.name != "Compare" {
            let said = window.query_all_by_label_contains(&recommendation);
            assert!(said.count() > 0, "{}", row.name);
        }
    }
    let place = ScenarioRef::Example(EXAMPLES[0].name.to_owned());
    wait(&mut window, "the library has caught up", |window| {
        window.view().library.short_verdict(&place) == Some(words.short.as_str())
    });
}

/// The whole headline of a scenario with this many draws in which fine-tuning saves.
fn headline_of(scenario: &Scenario) -> Headline {
    study(scenario).headline().clone()
}

#[test]
fn no_more_certainty_is_claimed_than_was_simulated() {
    let textbook = with(
        &example("textbook-comparison"),
        &[("decision.prompt_optimised", "yes")],
    );
    let exact = with(
        &textbook,
        &[
            ("workload.queries_per_month", "50000"),
            ("fine_tuning.data.cost_per_example", "1.90"),
        ],
    );
    let headline = headline_of(&exact);
    assert!(headline.detail.contains("No ranges"), "{headline:?}");
    let certain = with(&exact, &[("workload.queries_per_month", "40k to 60k")]);
    let headline = headline_of(&certain);
    assert!(
        headline.finding.contains("in every simulation"),
        "{headline:?}"
    );
    assert!(
        headline.detail.contains("Only 1 input is a range."),
        "{headline:?}"
    );
    let never = with(&certain, &[("fine_tuning.data.fixed_cost", "10M")]);
    let headline = headline_of(&never);
    assert!(
        headline.finding.contains("in no simulation"),
        "{headline:?}"
    );
    for headline in [headline_of(&certain), headline_of(&never)] {
        assert!(!headline.sentence().contains("100"), "{headline:?}");
    }
}

#[test]
fn without_prices_there_is_no_recommendation_and_no_figure_that_is_not_known() {
    let headline = headline_of(&Scenario::default());
    assert_eq!(headline.recommendation, None);
    assert_eq!(headline.short, "no prices yet");
    assert!(headline.key_figures.is_empty());
    let one = scenario("(prompting: (serving: (price: (input: 2, output: 8))))");
    let headline = headline_of(&one);
    assert_eq!(
        headline.sentence(),
        "Choose a model for fine-tuning to see the comparison"
    );
    assert_eq!(headline.detail, "");
}
