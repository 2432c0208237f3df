//! The list of models: searched, walked through and picked from by the keyboard.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, press, type_into};

/// Opens the list of one approach.
fn open_list(window: &mut Window<'_>, approach: &str) {
    window
        .get_by_label(&format!("{approach}: pick a model"))
        .click();
    window.run_steps(3);
}

fn search(window: &mut Window<'_>, text: &str) {
    window.get_by_label("Search models").type_text(text);
    window.run_steps(3);
}

fn model(window: &Window<'_>) -> String {
    window.scenario().prompting.serving.model.clone()
}

#[test]
fn words_in_any_order_find_a_model_and_enter_picks_it() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    open_list(&mut window, "Prompting");
    search(&mut window, "TERRA gpt 5.6");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    assert_eq!(model(&window), "gpt-5.6-terra");
    assert!(
        window.query_by_label("Search models").is_none(),
        "the list is closed"
    );
    let field = window.get_by_label("Model (prompting)");
    assert!(
        field.accesskit_node().is_focused(),
        "the field has the keyboard"
    );
}

#[test]
fn nothing_is_picked_without_a_highlight_and_the_arrow_keys_move_it() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let before = model(&window);
    open_list(&mut window, "Prompting");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(model(&window), before, "Enter picks nothing");

    search(&mut window, "gpt-5.6");
    let first = window.get_all_by_label_contains("gpt-5.6").count();
    assert!(first >= 2, "several models are found");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    assert!(model(&window).starts_with("gpt-5.6"), "{}", model(&window));
    assert_ne!(model(&window), before);
}

#[test]
fn a_search_without_a_result_says_so_and_is_forgotten_when_the_list_closes() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let before = model(&window);
    open_list(&mut window, "Prompting");
    search(&mut window, "no such model");
    window.get_by_label_contains("No model is named “no such model”");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(model(&window), before);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.query_by_label("Search models").is_none());

    open_list(&mut window, "Prompting");
    let field = window.get_by_label("Search models");
    assert_eq!(field.accesskit_node().value().unwrap_or_default(), "");
    let listed = window.get_all_by_label_contains("gpt-5.6-terra").count();
    assert!(listed > 0, "all models are listed again");
}

#[test]
fn a_model_that_cannot_be_fine_tuned_is_told_apart_from_one_that_is_not_there() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    open_list(&mut window, "Fine-tuning");
    search(&mut window, "gpt-5.6-terra");
    window.get_by_label_contains("can’t be fine-tuned");
}

#[test]
fn escape_in_the_list_leads_back_to_where_the_keyboard_was() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Model (prompting)", "mine");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Tab);
    let first = |window: &Window<'_>| {
        let all = window.root().children_recursive();
        let focused = all
            .into_iter()
            .find(|node| node.accesskit_node().is_focused());
        focused.and_then(|node| node.accesskit_node().label())
    };
    let next = first(&window);
    press(&mut window, Modifiers::SHIFT, Key::Tab);
    window.run_steps(2);
    open_list(&mut window, "Prompting");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!((first(&window), next.is_some()), (next, true));
}

#[test]
fn a_pick_that_would_replace_entered_values_shows_both_and_asks() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let pick = |window: &mut Window<'_>| {
        open_list(window, "Prompting");
        search(window, "claude opus 5.5");
        press(window, Modifiers::NONE, Key::Enter);
        window.run_steps(2);
    };
    type_into(&mut window, "Input price (prompting)", "1.7");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let before = window.scenario().clone();

    pick(&mut window);
    window.get_by_label("$1.70 per 1M tokens");
    window.get_by_label("Cancel").click();
    window.run_steps(2);
    assert_eq!(*window.scenario(), before);

    pick(&mut window);
    window.get_by_label("Keep my values").click();
    window.run_steps(3);
    let price = &window.scenario().prompting.serving.price;
    let (kept, filled) = (price.input.base(), price.output.base());
    assert_eq!(model(&window), "claude-opus-5-5");
    assert_eq!((kept, filled), (1.7, 20.0));

    // What is kept stays the user's own.
    pick(&mut window);
    window.get_by_label("Use the price list").click();
    window.run_steps(3);
    let scenario = window.scenario();
    assert_eq!(scenario.prompting.serving.price.input.base(), 4.0);
    let source = &scenario.sources["prompting.serving.price.input"];
    assert!(source.starts_with("list price: "), "{source}");
}
