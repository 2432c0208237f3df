//! What all dialogs have in common: Enter gives the usual answer, Esc gives none, and the keyboard goes back to where it was.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::app::state::dialog::Dialog;
use breakeven::files::store;
use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{
    Home, USUAL, View as _, Window, drop_file, focused_label, press, press_keys_of, type_into, wait,
};
use crate::support::{CTRL_SHIFT, input, named};

const NONE: Modifiers = Modifiers::NONE;
const VOLUME: &str = "Query volume";

/// The name of a dialog. A new one has to be named here, and opened below.
fn name(dialog: &Dialog) -> &'static str {
    match dialog {
        Dialog::Unsaved(_) => "unsaved",
        Dialog::Refused(_) => "refused",
        Dialog::PickModel(_) => "pick a model",
        // Drawn and answered as that about a model.
        Dialog::TakeOver(_) => "take over",
        Dialog::Overwrite(_) => "overwrite",
        Dialog::Conflict(_) => "conflict",
        // Comes by itself, at the start.
        Dialog::Recovery => "recovery",
        Dialog::Scenario(_) => "scenario",
        Dialog::Export(_) => "export",
        Dialog::Evidence(_) => "evidence",
        Dialog::OwnPrices(_) => "own prices",
        Dialog::Path(_) => "path",
        Dialog::Rename(_) => "rename",
        Dialog::NameSet(_) => "name a comparison",
        Dialog::Palette(_) => "palette",
        Dialog::Shortcuts => "shortcuts",
        Dialog::About => "about",
    }
}

/// Does what opens a dialog.
type Open = fn(&mut Window<'_>);

/// Each dialog, and how it is opened.
const OPENED: [(&str, Open); 15] = [
    ("unsaved", |window| {
        type_into(window, VOLUME, "51k");
        press(window, NONE, Key::Enter);
        window.get_by_label(VOLUME).focus();
        window.run_steps(2);
        press(window, Modifiers::COMMAND, Key::N);
    }),
    ("refused", |window| {
        type_into(window, VOLUME, "many");
        press(window, Modifiers::COMMAND, Key::S);
    }),
    ("pick a model", |window| {
        let price = input("prompting.serving.price.input").full_label();
        type_into(window, &price, "1.7");
        press(window, NONE, Key::Enter);
        let model = input("prompting.serving.model").full_label();
        window.get_by_label(&model).focus();
        window.run_steps(2);
        window.get_by_label(&model).type_text("claude opus 5.5");
        window.run_steps(3);
        press(window, NONE, Key::Enter);
    }),
    ("overwrite", |window| {
        press(window, CTRL_SHIFT, Key::S);
        window.get_by_label("Path").type_text("other");
        window.run_steps(2);
        press(window, NONE, Key::Enter);
    }),
    ("conflict", |window| {
        type_into(window, VOLUME, "51k");
        let path = window.path().unwrap().to_owned();
        store::save(&path, &named("Theirs")).unwrap();
        press(window, Modifiers::COMMAND, Key::S);
    }),
    ("scenario", |window| {
        let joined = "tests/it/files/reports/pdfunite-joined.pdf";
        drop_file(window, Path::new(env!("CARGO_MANIFEST_DIR")).join(joined));
    }),
    ("export", |window| press(window, CTRL_SHIFT, Key::R)),
    ("evidence", |window| {
        let folder = window.path().unwrap().parent().unwrap();
        let training = folder.join("train.jsonl");
        fs::write(&training, "{\"text\": \"a\"}\n").unwrap();
        drop_file(window, training);
        wait(window, "figures", |window| match &window.view().dialog {
            Some(Dialog::Evidence(dialog)) => dialog.is_ready(),
            _ => false,
        });
    }),
    ("own prices", |window| {
        press(window, Modifiers::COMMAND, Key::K);
        window.event(egui::Event::Text("your price list".to_owned()));
        window.run_steps(3);
        press(window, NONE, Key::Enter);
    }),
    ("path", |window| press(window, CTRL_SHIFT, Key::S)),
    ("rename", |window| {
        press_keys_of(window, Command::Rename.row());
    }),
    ("name a comparison", |window| {
        press_keys_of(window, Command::Show(Tab::Compare).row());
        window.run_steps(2);
        window.get_by_label("Saved comparisons").focus();
        window.run_steps(2);
        press(window, NONE, Key::Enter);
        window.run_steps(3);
        window.get_by_label("Save comparison…").click_accesskit();
        window.run_steps(2);
    }),
    ("palette", |window| {
        press(window, Modifiers::COMMAND, Key::K);
    }),
    ("shortcuts", |window| press(window, NONE, Key::F1)),
    ("about", |window| {
        press(window, Modifiers::COMMAND, Key::K);
        window.event(egui::Event::Text("about breakeven".to_owned()));
        window.run_steps(3);
        press(window, NONE, Key::Enter);
    }),
];

/// A window on a file, beside which there is another one, with two examples to compare; the volume has the keyboard.
fn window(home: &Home) -> (Window<'static>, PathBuf) {
    home.tick(["textbook-comparison", "self-hosted-lora"]);
    let path = home.file("mine.ron", &named("Mine"));
    home.file("other.ron", &named("Other"));
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    window.get_by_label(VOLUME).focus();
    window.run_steps(2);
    assert_eq!(focused_label(&window), VOLUME);
    (window, path)
}

fn opened(window: &Window<'_>) -> Option<&'static str> {
    window.view().dialog.as_ref().map(name)
}

#[test]
fn escape_closes_each_dialog_and_the_keyboard_is_where_it_was() {
    for (dialog, open) in OPENED {
        let home = Home::new();
        let (mut window, _) = window(&home);
        open(&mut window);
        window.run_steps(3);
        assert_eq!(opened(&window), Some(dialog));
        assert_ne!(focused_label(&window), VOLUME, "{dialog} covers the window");
        press(&mut window, NONE, Key::Escape);
        window.run_steps(3);
        assert_eq!(opened(&window), None, "Esc closes {dialog}");
        let model = input("prompting.serving.model").full_label();
        let before = match dialog {
            "pick a model" => model.as_str(),
            "name a comparison" => "Saved comparisons",
            _ => VOLUME,
        };
        assert_eq!(focused_label(&window), before, "after {dialog}");
    }
}

#[test]
fn enter_gives_the_usual_answer_of_each_dialog() {
    for (dialog, open) in OPENED {
        let home = Home::new();
        let (mut window, _) = window(&home);
        open(&mut window);
        window.run_steps(3);
        assert_eq!(opened(&window), Some(dialog));
        press(&mut window, NONE, Key::Enter);
        window.run_steps(3);
        assert_ne!(opened(&window), Some(dialog), "Enter answers {dialog}");
    }
}

#[test]
fn the_buttons_of_each_dialog_are_in_sight_in_the_smallest_windows() {
    for (dialog, open) in OPENED.into_iter().filter(|(name, _)| *name != "palette") {
        let home = Home::new();
        let (mut window, _) = window(&home);
        open(&mut window);
        for size in [vec2(760.0, 480.0), vec2(683.0, 384.0)] {
            window.set_size(size);
            window.run_steps(4);
            assert_eq!(opened(&window), Some(dialog));
            let last = match dialog {
                "shortcuts" | "about" | "own prices" => "Close",
                _ => "Cancel",
            };
            let button = window.get_by_role_and_label(Role::Button, last).rect();
            let screen = Rect::from_min_size(Pos2::ZERO, size);
            assert!(screen.contains_rect(button), "{dialog}, {size}: {button}");
        }
    }
}

#[test]
fn a_key_that_is_held_from_one_dialog_on_does_not_answer_the_next_one() {
    let home = Home::new();
    let (mut window, _) = window(&home);
    press(&mut window, CTRL_SHIFT, Key::S);
    window.get_by_label("Path").type_text("other");
    window.run_steps(2);
    // Pressed, and not let go: then it is repeated.
    for _ in 0..5 {
        window.event(egui::Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: NONE,
        });
        window.run_steps(3);
    }
    assert_eq!(opened(&window), Some("overwrite"));
}

#[test]
fn what_is_typed_over_a_proposed_path_replaces_the_name_and_leaves_folder_and_ending() {
    let home = Home::new();
    let (mut window, _) = window(&home);
    press(&mut window, CTRL_SHIFT, Key::S);
    window.run_steps(2);
    window.event(egui::Event::Text("renamed".to_owned()));
    window.run_steps(2);
    press(&mut window, NONE, Key::Enter);
    let saved = home.library().join("renamed.ron");
    wait(&mut window, "it is saved", |_| saved.exists());
}
