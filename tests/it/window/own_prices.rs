//! The user's own price list in the window: entries that are begun, changed, deleted and refused, those that a public list brings, and
//! what of the window follows.

use std::fs;
use std::path::PathBuf;

use breakeven::app::state::dialog::Dialog;
use breakeven::files::own_prices::OwnPricesFile;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, drop_file, focused_label, press, wait};
use crate::support::{input, named};

const NONE: Modifiers = Modifiers::NONE;
const INPUT: &str = "Prices, in US dollars per 1M tokens: Input";
const OUTPUT: &str = "Prices, in US dollars per 1M tokens: Output";

fn prices_file(home: &Home) -> PathBuf {
    let file = OwnPricesFile::beside(&home.settings_file());
    file.path().unwrap().to_owned()
}

fn window(home: &Home) -> Window<'static> {
    let path = home.file("mine.ron", &named("Mine"));
    home.window(&[path], USUAL)
}

/// Opens the dialog by its name.
fn open(window: &mut Window<'_>) {
    press(window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("your price list".to_owned()));
    window.run_steps(3);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
    window.get_by_role_and_label(Role::TextInput, "Find a model");
}

fn type_into(window: &mut Window<'_>, label: &str, text: &str) {
    window.get_by_label(label).focus();
    window.run_steps(2);
    window.event(Event::Text(text.to_owned()));
    window.run_steps(2);
}

fn save(window: &mut Window<'_>) {
    window.get_by_label("Save").click_accesskit();
    window.run_steps(3);
}

#[test]
fn a_changed_entry_of_the_catalog_is_kept_and_wins_wherever_models_are_offered() {
    let home = Home::new();
    let mut window = window(&home);
    open(&mut window);
    window.event(Event::Text("openai gpt-4.1".to_owned()));
    window.run_steps(3);
    // Enter leads to the fields; Tab goes on.
    press(&mut window, NONE, Key::Enter);
    window.run_steps(2);
    assert_eq!(focused_label(&window), "Model: Provider");
    type_into(&mut window, INPUT, "1.5");
    type_into(&mut window, "Source: Read on", "2026-11-27");
    window.get_by_label_contains("OpenAI gpt-4.1, yours, $1.50 in");
    save(&mut window);
    assert!(window.view().dialog.is_none());
    let text = fs::read_to_string(prices_file(&home)).unwrap();
    assert!(text.contains("input: 1.5"), "{text}");

    // The scenario keeps its prices until the model is picked again.
    let before = window.scenario().clone();
    assert_ne!(before.prompting.serving.price.input.base(), 1.5);
    let model = input("prompting.serving.model").full_label();
    window.get_by_label(&model).focus();
    window.run_steps(2);
    window.get_by_label(&model).type_text("openai gpt-4.1");
    window.run_steps(3);
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    let scenario = window.scenario();
    assert_eq!(scenario.prompting.serving.model, "gpt-4.1");
    assert_eq!(scenario.prompting.serving.price.input.base(), 1.5);
    let source = &scenario.sources["prompting.serving.price.input"];
    assert!(
        source.starts_with("list price: your price list, "),
        "{source}"
    );

    // A window that is opened later has it too.
    drop(window);
    let later = home.window(&[], USUAL);
    assert!(later.workspace().prices.has_own());
}

#[test]
fn an_entry_that_is_begun_is_saved_once_it_has_what_it_needs() {
    let home = Home::new();
    let mut window = window(&home);
    open(&mut window);
    window.get_by_label("New entry").click_accesskit();
    window.run_steps(2);
    type_into(&mut window, "Model: Provider", "Our gateway");
    type_into(&mut window, "Model: Model", "chat-large");
    type_into(&mut window, INPUT, "cheap");
    window.get_by_label_contains("Input: “cheap”");
    window.get_by_label(OUTPUT).focus();
    window.run_steps(2);
    type_into(&mut window, INPUT, "1.2");
    save(&mut window);
    // It says what is missing, and nothing is written.
    window.get_by_label("Output: this is needed");
    assert!(!prices_file(&home).exists());
    type_into(&mut window, OUTPUT, "6");
    type_into(&mut window, "Source: Place", "our contract");
    // The window has no clock in tests.
    type_into(&mut window, "Source: Read on", "2026-11-27");
    press(&mut window, NONE, Key::Enter);
    window.run_steps(3);
    assert!(window.view().dialog.is_none());
    let own = window.workspace().prices.own();
    assert_eq!(own[0].full_name(), "Our gateway chat-large");

    // What isn't saved is asked about.
    open(&mut window);
    assert_eq!(
        own[0].source(),
        "list price: your price list, our contract, read 2026-11-27"
    );
    type_into(&mut window, OUTPUT, "7");
    press(&mut window, NONE, Key::Escape);
    window.run_steps(2);
    if window.query_by_label("Don’t save").is_none() {
        press(&mut window, NONE, Key::Escape);
        window.run_steps(2);
    }
    window.get_by_label("Don’t save").click_accesskit();
    window.run_steps(2);
    assert!(window.view().dialog.is_none());
    assert_eq!(window.workspace().prices.own(), own);

    // Deleted, it is gone once that is saved.
    open(&mut window);
    window.get_by_label("Delete entry").click_accesskit();
    window.run_steps(2);
    save(&mut window);
    assert!(!window.workspace().prices.has_own());
    let text = fs::read_to_string(prices_file(&home)).unwrap();
    assert!(!text.contains("chat-large"), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_stays_as_it_is() {
    let home = Home::new();
    let path = prices_file(&home);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "(version: 3,\n models: mine").unwrap();
    let mut window = window(&home);
    let told = window.workspace().notices.all()[0].text.clone();
    assert!(told.contains("prices.ron: 2:"), "{told}");
    open_unreadable(&mut window);
    window.get_by_label_contains("Correct it in a text editor");
    assert!(window.query_by_label("Save").is_none());
    press(&mut window, NONE, Key::Enter);
    window.run_steps(2);
    assert!(window.view().dialog.is_none());
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "(version: 3,\n models: mine"
    );
}

fn open_unreadable(window: &mut Window<'_>) {
    press(window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("your price list".to_owned()));
    window.run_steps(3);
    press(window, NONE, Key::Enter);
    window.run_steps(3);
}

#[test]
fn entries_of_a_public_list_are_kept_and_doubtful_ones_need_a_tick() {
    let home = Home::new();
    let mut window = window(&home);
    let list = home.library().join("litellm.json");
    let entry = |name: &str, prices: [f64; 3]| {
        let [input, output, cached] = prices;
        format!(
            "\"{name}\": {{\"litellm_provider\": \"openai\", \"mode\": \"chat\", \"input_cost_per_token\": {input}e-6, \"output_cost_per_token\": {output}e-6, \"cache_read_input_token_cost\": {cached}e-6}}"
        )
    };
    let entries = [
        entry("gpt-4.1", [1.5, 7.0, 0.4]),
        entry("gpt-4.1-nano", [0.2, 0.5, 0.05]),
        entry("gpt-4.1-mini", [0.4, 1.6, 0.9]),
    ];
    fs::write(&list, format!("{{{}}}", entries.join(", "))).unwrap();
    drop_file(&mut window, list);
    wait(&mut window, "the list", |window| {
        window.query_by_label("Select all below").is_some()
    });
    window.get_by_label("Select all below").click_accesskit();
    window.run_steps(3);
    // The doubtful one isn't among them; clicked, it shows why.
    window
        .get_by_label("Keep OpenAI gpt-4.1-mini")
        .click_accesskit();
    window.run_steps(3);
    window.get_by_label_contains("Doubtful: ");
    window
        .get_by_label("Keep 2 in your price list")
        .click_accesskit();
    window.run_steps(3);
    window.get_by_label_contains("2\u{a0}entries kept in your price list");
    let own = |window: &Window<'_>| {
        let mut names: Vec<String> = window
            .workspace()
            .prices
            .own()
            .iter()
            .map(|model| model.model.clone())
            .collect();
        names.sort();
        names
    };
    assert_eq!(own(&window), ["gpt-4.1", "gpt-4.1-nano"]);
    assert!(matches!(window.view().dialog, Some(Dialog::Evidence(_))));

    window
        .get_by_label("Take it all the same")
        .click_accesskit();
    window.run_steps(3);
    window
        .get_by_label("Keep in your price list")
        .click_accesskit();
    window.run_steps(3);
    assert_eq!(own(&window), ["gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano"]);
    assert!(prices_file(&home).exists());
}
