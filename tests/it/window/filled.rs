//! What a picked model fills in stands in its topic, and prompt caching has a switch among the essentials.

use breakeven::app::messages::action::{Action, Choice};
use breakeven::app::state::dialog::{Dialog, TakeOverDialog};
use breakeven::evidence::catalog::Catalog;
use breakeven::evidence::pick::replaced_prices;
use breakeven::scenario::inputs::{TYPED_BY_HAND, Value};
use breakeven::scenario::{Estimate, Scenario};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press};
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
    // Its questions have fields of their own.
    press(window, Modifiers::NONE, Key::Escape);
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
    let named = |name: &str| {
        let found = Catalog::bundled().unwrap().search(name, false);
        found.models()[0]
    };
    let price = input("prompting.serving.price.input");
    let mut before = Scenario::default();
    named("openai gpt-5.5").fill_prompting(&mut before).unwrap();
    let mut after = before.clone();
    named("openai gpt-5.4").fill_prompting(&mut after).unwrap();
    assert_eq!(
        replaced_prices(&before, &after, Catalog::bundled().ok()),
        [],
        "all are list prices"
    );

    let typed = Value::Estimate(Estimate::Exact(4.5));
    price
        .set_with_source(&mut before, typed, TYPED_BY_HAND)
        .unwrap();
    let replaced = replaced_prices(&before, &after, Catalog::bundled().ok());
    assert_eq!(replaced.len(), 1);
    assert_eq!(replaced[0].input, price);
    assert!(replaced[0].typed.starts_with("$4.50"), "{replaced:?}");
    for (choice, expected) in [
        (Choice::Yes, Some(4.5)),
        (Choice::No, Some(2.5)),
        (Choice::Cancel, None),
    ] {
        let dialog = Dialog::TakeOver(TakeOverDialog {
            label: "A cheaper model".to_owned(),
            before: Box::new(before.clone()),
            after: Box::new(after.clone()),
            replaced: replaced.clone(),
        });
        let taken = dialog.answer(choice).into_iter().next();
        let scenario = taken.map(|action| match action {
            Action::ReplaceScenario(_, scenario) => scenario,
            other => panic!("{other:?}"),
        });
        let now = scenario.as_ref().and_then(|scenario| price.base(scenario));
        assert_eq!(now, expected, "{choice:?}");
        if choice == Choice::Yes {
            let kept = scenario.unwrap();
            assert_eq!(price.source(&kept), Some(TYPED_BY_HAND));
            assert_eq!(kept.prompting.serving.model, "gpt-5.4");
            assert_eq!(kept.prompting.serving.price.output.base(), 15.0);
        }
    }
}
