//! What a picked model fills in stands in its topic, and prompt caching has a switch among the essentials.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, press, type_into, wait};
use crate::support::input;

const CACHED: &str = "prompting.serving.price.cached_input";

fn pick(window: &mut Window<'_>, path: &str, model: &str) {
    window.get_by_label(&input(path).full_label()).click();
    window.run_steps(3);
    window.get_by_label("Search models").type_text(model);
    window.run_steps(3);
    press(window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
}

fn new_scenario(window: &mut Window<'_>) {
    press(window, Modifiers::COMMAND, Key::N);
    window.run_steps(3);
}

fn ttl(window: &Window<'_>) -> Option<f64> {
    input("prompting.serving.cache_ttl_minutes").base(window.scenario())
}

#[test]
fn a_pick_turns_caching_on_and_the_switch_turns_it_off_as_one_step() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    new_scenario(&mut window);
    assert!(
        window
            .query_by_label("Prompt caching (prompting)")
            .is_none(),
        "nothing to switch"
    );
    pick(&mut window, "prompting.serving.model", "opus 5.5");
    assert_eq!(ttl(&window), Some(5.0));
    let with_cache = window.analysis().prompting.per_query;

    window.get_by_label("Prompt caching (prompting)").click();
    window.run_steps(3);
    assert_eq!(ttl(&window), None);
    let price = &window.scenario().prompting.serving.price;
    assert_eq!(price.cached_input.map(|price| price.base()), Some(0.2));
    assert!(window.analysis().prompting.per_query > with_cache);

    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(ttl(&window), Some(5.0), "one step back");
    // By the keyboard too.
    window.get_by_label("Prompt caching (prompting)").focus();
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Space);
    assert_eq!(ttl(&window), None);
    press(&mut window, Modifiers::NONE, Key::Space);
    assert_eq!(ttl(&window), Some(5.0));
    let source = &window.scenario().sources["prompting.serving.cache_ttl_minutes"];
    assert!(source.contains("Claude prompt caching guide"), "{source}");
}

#[test]
fn what_the_catalog_fills_in_is_folded_into_its_topic() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    new_scenario(&mut window);
    pick(&mut window, "prompting.serving.model", "opus 5.5");
    let cached = input(CACHED).full_label();
    assert!(window.query_by_label(&cached).is_none(), "folded");
    window.get_by_label("Caching").click();
    window.run_steps(3);
    window.get_by_label(&cached);
    window.get_by_label("Caching").click();
    window.run_steps(3);
    assert!(window.query_by_label(&cached).is_none(), "folded again");
}

#[test]
fn taking_over_a_cheaper_model_asks_before_it_replaces_entered_prices() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    pick(&mut window, "prompting.serving.model", "gpt-5.5");
    let price = input("prompting.serving.price.input");
    type_into(&mut window, &price.full_label(), "4.5");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let before = window.scenario().clone();
    let study = breakeven::study::cheaper_model(&before, &window.workspace().settings.knobs);
    let model = study.expect("a cheaper model");
    let mut after = before.clone();
    for (input, value) in breakeven::scenario::inputs::token_prices("prompting", &model.price) {
        input
            .set_with_source(&mut after, value, &model.source)
            .unwrap();
    }
    let replaced = breakeven::evidence::pick::replaced_prices(&before, &after);
    assert_eq!(
        replaced.iter().map(|value| value.input).collect::<Vec<_>>(),
        [price]
    );
    breakeven::evidence::pick::keep(&replaced, &before, &mut after).unwrap();
    assert_eq!(price.base(&after), Some(4.5));
    assert_eq!(price.source(&after), price.source(&before));
    let output = input("prompting.serving.price.output");
    assert_eq!(output.base(&after), Some(model.price.output.base()));
}
