//! The decision card: which prompt and which cost its figures are of, and that none stands there twice.

use breakeven::decision::words::card::DecisionCard;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;

use crate::charts::study;
use crate::support::{example, with};

fn card_of(scenario: &Scenario) -> DecisionCard {
    study(scenario).card().clone()
}

#[test]
fn without_ranges_the_first_tile_is_the_break_even_and_never_means_at_any_volume() {
    let tiles = card_of(&example("premium-never-pays")).tiles;
    assert_eq!(tiles[0].value, "Never breaks even");
    assert!(tiles[0].caption.ends_with("at any volume"), "{tiles:?}");
    for tile in &tiles {
        assert!(!tile.caption.contains("within one year"), "{tile:?}");
        assert!(!tile.value.contains("range"), "{tile:?}");
    }
    let exact = with(
        &example("textbook-comparison"),
        &[("fine_tuning.data.cost_per_example", "1.90")],
    );
    let tiles = card_of(&exact).tiles;
    assert_eq!(
        (tiles[0].value.as_str(), tiles[0].caption.as_str()),
        ("Aug 2027", "break-even in the base case")
    );
}

#[test]
fn the_upfront_cost_is_told_apart_from_where_the_saving_begins() {
    // 40 hours of setup at $95 are spent on the prompt too.
    let support = study(&example("support-replies"));
    let paths = [&support.analysis.prompting, &support.analysis.fine_tuning];
    let [prompting, fine_tuning] = paths.map(|costs| costs.cost_path.upfront());
    assert_eq!(prompting, 3800.0);
    assert_eq!((fine_tuning - prompting).round(), 12_787.0);
    let caption = &support.card().tiles[2].caption;
    assert!(
        caption.starts_with("upfront, $12.8k more than prompting · "),
        "{caption}"
    );
    let textbook = card_of(&example("textbook-comparison"));
    assert!(textbook.tiles[2].caption.starts_with("upfront cost · "));
}

#[test]
fn a_card_that_recommends_another_prompt_says_which_prompt_its_figures_are_of() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        let advice = &study.decision_words().advice;
        let optimises = advice.recommendation == "Optimise the prompt first";
        assert_eq!(advice.is_over_todays_prompt, optimises);
        for tile in &study.card().tiles[..2] {
            assert_eq!(
                tile.caption.contains("today’s prompt"),
                optimises,
                "{tile:?}"
            );
        }
    }
    let many = study(&example("many-shot-prompt"));
    let why = &many.card().why;
    let total = many.analysis.prompting.cost_path.total();
    assert!(
        (total / 100.0).round() == 593.0 && why.contains("from €59.3k to €34.2k"),
        "{why}"
    );
}

#[test]
fn beside_a_later_switch_the_chance_says_that_it_is_of_fine_tuning_now() {
    let mut later = 0;
    // Where models live for nine months from when they serve, a later switch escapes a retraining.
    let lasting = with(
        &example("many-shot-prompt"),
        &[
            ("fine_tuning.base_model_retires_month", "none"),
            ("fine_tuning.base_model_life_months", "9"),
        ],
    );
    let examples = EXAMPLES.iter().map(|example| example.scenario().unwrap());
    for scenario in examples.chain([lasting]) {
        let card = card_of(&scenario);
        let against = card.against.unwrap();
        let is_later = against.contains(", then fine-tuning");
        later += usize::from(is_later);
        let caption = &card.tiles[0].caption;
        assert_eq!(caption.contains("fine-tuning now"), is_later, "{caption}");
    }
    assert!(later > 0);
}

#[test]
fn the_counter_argument_repeats_no_tile() {
    for example in EXAMPLES {
        let card = card_of(&example.scenario().unwrap());
        let against = card.against.unwrap();
        // An average may round to the same figure as the median.
        let average = against.contains("on average");
        for tile in card
            .tiles
            .iter()
            .filter(|tile| !(average && tile.caption.contains("median")))
        {
            assert!(!against.contains(&tile.value), "{against}, {tile:?}");
        }
    }
}
