//! The list of models: searched, walked through and picked from by the keyboard.

use breakeven::evidence::catalog::Catalog;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, press, type_into};
use crate::support::input;

const PROMPTED: &str = "prompting.serving.model";
const TUNED: &str = "fine_tuning.serving.model";

/// The name of an input's field.
fn label(path: &str) -> String {
    input(path).full_label()
}

/// Opens the list of one approach.
fn open_list(window: &mut Window<'_>, path: &str) {
    window.get_by_label(&label(path)).click();
    window.run_steps(3);
}

/// Gives the keyboard to the field of the prompted model, as Tab does.
fn focus_field(window: &mut Window<'_>) {
    window.get_by_label(&label(PROMPTED)).focus();
    window.run_steps(2);
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
    open_list(&mut window, PROMPTED);
    search(&mut window, "TERRA gpt 5.6");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    assert_eq!(model(&window), "gpt-5.6-terra");
    assert!(
        window.query_by_label("Search models").is_none(),
        "the list is closed"
    );
    let label = label(PROMPTED);
    let field = window.get_by_label(&label);
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
    open_list(&mut window, PROMPTED);
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
    open_list(&mut window, PROMPTED);
    search(&mut window, "no such model");
    window.get_by_label("No model matches. Type the name and prices by hand");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.query_by_label("Search models").is_none());

    open_list(&mut window, PROMPTED);
    let field = window.get_by_label("Search models");
    assert_eq!(field.accesskit_node().value().unwrap_or_default(), "");
    let listed = window.get_all_by_label_contains("gpt-5.6-terra").count();
    assert!(listed > 0, "all models are listed again");
}

#[test]
fn a_model_that_cannot_be_fine_tuned_is_told_apart_from_one_that_is_not_there() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    open_list(&mut window, TUNED);
    search(&mut window, "gpt-5.6-terra");
    window.get_by_label_contains("can’t be fine-tuned");
}

#[test]
fn escape_in_the_list_leads_back_to_where_the_keyboard_was() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    focus_field(&mut window);
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
    open_list(&mut window, PROMPTED);
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
        open_list(window, PROMPTED);
        search(window, "claude opus 5.5");
        press(window, Modifiers::NONE, Key::Enter);
        window.run_steps(2);
    };
    type_into(&mut window, &label("prompting.serving.price.input"), "1.7");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let before = window.scenario().clone();

    pick(&mut window);
    window.get_by_label("$1.70 per 1M\u{a0}tokens");
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
    window.get_by_label("Use list prices").click();
    window.run_steps(3);
    let scenario = window.scenario();
    assert_eq!(scenario.prompting.serving.price.input.base(), 4.0);
    let source = &scenario.sources["prompting.serving.price.input"];
    assert!(source.starts_with("list price: "), "{source}");
}

#[test]
fn typing_in_the_field_searches_and_enter_picks() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    focus_field(&mut window);
    window.get_by_label(&label(PROMPTED)).type_text("opus");
    window.run_steps(3);
    let field = window.get_by_label("Search models");
    assert_eq!(field.accesskit_node().value().unwrap_or_default(), "opus");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    assert_eq!(model(&window), "claude-opus-5-5");
    let label = label(PROMPTED);
    let shown = window.get_by_label(&label);
    assert_eq!(
        shown.accesskit_node().value().as_deref(),
        Some("Claude Opus 5.5")
    );
}

#[test]
fn enter_and_an_arrow_down_open_the_list_and_the_keys_of_a_list_walk_through_it() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    for (modifiers, key) in [
        (Modifiers::NONE, Key::Enter),
        (Modifiers::NONE, Key::ArrowDown),
        (Modifiers::ALT, Key::ArrowDown),
    ] {
        focus_field(&mut window);
        press(&mut window, modifiers, key);
        window.run_steps(2);
        window.get_by_label("Search models");
        press(&mut window, Modifiers::NONE, Key::Escape);
        window.run_steps(3);
        assert!(window.query_by_label("Search models").is_none());
    }
    let chosen = |window: &mut Window<'_>, keys: &[Key]| {
        focus_field(window);
        press(window, Modifiers::NONE, Key::Enter);
        window.run_steps(2);
        for key in keys {
            press(window, Modifiers::NONE, *key);
        }
        press(window, Modifiers::NONE, Key::Enter);
        window.run_steps(3);
        model(window)
    };
    let first = chosen(&mut window, &[Key::ArrowDown]);
    let last = chosen(&mut window, &[Key::ArrowUp]);
    let rows = Catalog::bundled()
        .unwrap()
        .rows("", window.scenario(), false);
    assert_eq!(last, rows.unwrap().last().unwrap().model.model);
    let round = chosen(&mut window, &[Key::ArrowUp, Key::ArrowDown]);
    assert_eq!(round, first, "the list goes round");
    let before = model(&window);
    let none = chosen(&mut window, &[Key::End, Key::Home]);
    assert_eq!(none, before, "these keys belong to the field");
    let paged = chosen(&mut window, &[Key::PageDown, Key::PageUp]);
    assert_eq!(paged, first);
}

#[test]
fn what_is_no_models_name_can_be_used_as_one() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    open_list(&mut window, PROMPTED);
    search(&mut window, "our own llm");
    window.get_by_label("Use “our own llm” as the name");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    assert_eq!(model(&window), "our own llm");
}

#[test]
fn a_model_that_retires_within_the_horizon_is_marked_below_its_field() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    open_list(&mut window, TUNED);
    search(&mut window, "openai gpt-4o mini");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    window.get_by_label("Retires 14 Jan 2027");
    let warnings = &window.workspace().findings.warnings;
    let detail = &window.workspace().headline().words.detail;
    assert!(
        detail.ends_with("gpt-4o-mini retires on 14 Jan 2027."),
        "{detail}"
    );
    let of_model = |path: &str| warnings.iter().any(|warning| warning.path == path);
    assert!(of_model(TUNED), "{warnings:?}");
}
