//! What the window says: notices and what they offer, the status bar, dialogs, and the names of tabs and commands.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::command_table::COMMANDS;
use breakeven::app::messages::screen::DecisionPage;
use breakeven::app::workspace::notices::Offer;
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::driven::{
    Home, USUAL, View as _, Window, press_keys_of, settle, tab_rows, type_into, wait,
};
use crate::support::{example, named};

/// Whether a text stands in the window, alone or within a longer one.
fn says(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by_label_contains(text).count() > 0
}

#[track_caller]
fn assert_shown(window: &Window<'_>, texts: &[&str]) {
    for text in texts {
        assert!(says(window, text), "{text} isn’t shown");
    }
}

#[test]
fn tabs_pages_and_commands_have_their_names() {
    let tabs: Vec<&str> = tab_rows().map(|row| row.name).collect();
    assert_eq!(
        tabs,
        [
            "Decision",
            "Cost",
            "Breakdown",
            "Sensitivity",
            "Risk",
            "Map",
            "Table",
            "Compare"
        ]
    );
    let pages = DecisionPage::ALL.map(|page| Command::Decide(page).row().choice);
    assert_eq!(
        pages,
        [
            "Recommendation",
            "Side by side",
            "Before fine-tuning",
            "Timing and plan",
            "Plan against actual"
        ]
    );
    for name in [
        "By month",
        "By volume",
        "Saving",
        "New scenario",
        "Duplicate",
        "Rename…",
        "Move to trash",
        "Export chart…",
        "Export report…",
        "Export simulations…",
        "Change library folder…",
        "Present",
        "Library",
        "Inputs",
        "Number months on axes",
        "System theme",
        "Light",
        "Dark",
        "Zoom in",
        "Zoom out",
        "Actual size",
    ] {
        assert!(COMMANDS.iter().any(|row| row.name == name), "{name}");
    }
}

#[test]
fn notices_say_what_happened_and_offer_one_action() {
    assert_eq!(Offer::ShowInFolder("x".into()).button(), "Show in folder");
    assert_eq!(Offer::OpenOutside("x".into()).button(), "Open");
    assert_eq!(Offer::KeepWhatIf(Box::default()).button(), "Keep changes");
    let home = Home::new();
    let file = home.file("triage.ron", &named("Invoice triage"));
    let mut window = home.window(&[file], USUAL);
    type_into(&mut window, "Query volume", "30k");
    settle(&mut window);
    assert_shown(&window, &["Unsaved changes"]);
    press_keys_of(&mut window, Command::Save.row());
    wait(&mut window, "it is saved", |window| {
        window
            .workspace()
            .notices
            .current()
            .is_some_and(|notice| notice.text == "Saved")
    });
    assert_shown(&window, &["Saved", "Show in folder"]);
}

#[test]
fn the_status_bar_says_what_became_of_the_scenario() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    settle(&mut window);
    assert_shown(&window, &["Example, read-only", "Prices as of "]);
    press_keys_of(&mut window, Command::New.row());
    settle(&mut window);
    assert_shown(&window, &["Not saved"]);
    let file = home.file("triage.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    settle(&mut window);
    assert_shown(&window, &["Saved"]);
}

#[test]
fn dialogs_ask_by_name_and_their_buttons_are_verbs() {
    let home = Home::new();
    let file = home.file("triage.ron", &named("Invoice triage"));
    let mut window = home.window(&[file], USUAL);
    type_into(&mut window, "Query volume", "30k");
    settle(&mut window);
    press_keys_of(&mut window, Command::New.row());
    settle(&mut window);
    assert_shown(
        &window,
        &[
            "Save changes to “Invoice triage”?",
            "Save",
            "Don’t save",
            "Cancel",
        ],
    );
    window.key_press(Key::Escape);
    settle(&mut window);
    press_keys_of(&mut window, Command::Rename.row());
    settle(&mut window);
    assert_shown(&window, &["Rename scenario", "New name"]);
}
