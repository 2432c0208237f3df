//! The palette (Ctrl+K): everything that has a name is found by a part of it, and Enter goes there.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::command_table::COMMANDS;
use breakeven::app::messages::screen::{DecisionPage, Tab};
use breakeven::app::state::available::is_available;
use breakeven::app::state::dialog::Dialog;
use breakeven::app::state::palette::CommandPalette;
use breakeven::app::state::palette::entry::Target;
use breakeven::evidence::catalog::Catalog;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::inputs::{self, INPUTS};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, focused_label, press, wait_for_risk};
use crate::support::{named, wait_for_library};

fn palette<'a>(window: &'a Window<'_>) -> Option<&'a CommandPalette> {
    match &window.view().dialog {
        Some(Dialog::Palette(palette)) => Some(palette),
        _ => None,
    }
}

/// Opens the palette and types into it.
fn find(window: &mut Window<'_>, text: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    window.event(egui::Event::Text(text.to_owned()));
    window.run_steps(3);
}

fn enter(window: &mut Window<'_>) {
    press(window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
}

fn first(window: &Window<'_>) -> Target {
    let palette = palette(window).expect("the palette is open");
    palette.get(0).expect("something fits").target.clone()
}

#[test]
fn an_input_is_found_by_a_part_of_its_name_and_its_field_gets_the_keyboard() {
    let home = Home::new();
    for size in [USUAL, vec2(760.0, 480.0)] {
        let mut window = home.window(&[], size);
        for path in [
            "prompting.serving.cache_hit_rate",
            "workload.queries_per_month",
            "decision.prototyping",
            "notes",
        ] {
            let input = inputs::find(path).expect("an input at this path");
            find(&mut window, &input.full_label());
            assert_eq!(first(&window), Target::Input(input));
            enter(&mut window);
            assert!(palette(&window).is_none());
            let label = focused_label(&window);
            assert!(
                label.starts_with(input.full_label().trim_end_matches('?')),
                "{path}: the keyboard is at “{label}”"
            );
        }
    }
}

#[test]
fn an_input_of_a_group_that_is_off_leads_to_the_switch_of_the_group() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let scenario = window.scenario();
    let hidden = INPUTS.iter().find(|input| !input.applies(scenario));
    let hidden = hidden.expect("the example has a group that is off");
    let group = hidden.group.and_then(inputs::find).expect("its group");
    find(&mut window, &hidden.full_label());
    assert_eq!(first(&window), Target::Input(hidden));
    enter(&mut window);
    assert_eq!(focused_label(&window), group.full_label());
}

#[test]
fn a_command_is_executed_and_a_page_shown_on_its_tab() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    find(&mut window, Command::About.row().name);
    enter(&mut window);
    assert!(matches!(window.view().dialog, Some(Dialog::About)));
    press(&mut window, Modifiers::NONE, Key::Escape);
    find(
        &mut window,
        Command::Decide(DecisionPage::Timing).row().name,
    );
    enter(&mut window);
    assert_eq!(window.view().tabs.current, Tab::Decide);
    assert_eq!(window.view().tabs.decide.page, DecisionPage::Timing);
}

#[test]
fn scenarios_are_found_in_the_library_and_among_the_examples() {
    let home = Home::new();
    home.file("second.ron", &named("Invoice triage"));
    let mut window = home.window(&[], USUAL);
    wait_for_library(&mut window, 1);
    find(&mut window, "triage inv");
    enter(&mut window);
    assert_eq!(window.scenario().name, "Invoice triage");
    let title = EXAMPLES[2].parse().unwrap().title();
    find(&mut window, title);
    enter(&mut window);
    assert_eq!(window.scenario().title(), title);
}

#[test]
fn a_model_is_picked_for_the_approach_that_is_asked_for() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::N);
    window.run_steps(2);
    let models = &Catalog::bundled().unwrap().models;
    let model = models.iter().find(|model| model.tuning.is_some()).unwrap();
    find(&mut window, &model.full_name());
    // Several providers may offer it under the same name.
    let found = palette(&window).expect("the palette is open");
    let is_it =
        |place: &usize| found.get(*place).map(|entry| &entry.target) == Some(&Target::Model(model));
    let place = (0..found.len()).find(is_it).expect("the model is found");
    assert!(place < 5, "among the first: {place}");
    for _ in 0..place {
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
    }
    enter(&mut window);
    let question = palette(&window).expect("the palette asks for the approach");
    assert_eq!((question.asked, question.len()), (Some(model), 2));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    enter(&mut window);
    let picked = &window.scenario().fine_tuning.serving.model;
    assert!(picked.starts_with(&model.model), "{picked}");
    assert_eq!(window.scenario().prompting.serving.model, "");
}

#[test]
fn the_highlight_follows_the_keys_and_stays_in_sight() {
    let home = Home::new();
    let mut window = home.window(&[], vec2(760.0, 480.0));
    press(&mut window, Modifiers::COMMAND, Key::K);
    let last = palette(&window).expect("the palette is open").len() - 1;
    let steps = [
        (Key::ArrowUp, last),
        (Key::ArrowDown, 0),
        (Key::ArrowDown, 1),
        (Key::PageDown, 13),
        (Key::PageUp, 1),
        (Key::PageDown, 13),
        (Key::PageDown, 25),
    ];
    for (key, expected) in steps {
        press(&mut window, Modifiers::NONE, key);
        let palette = palette(&window).expect("the palette is open");
        assert_eq!(palette.highlighted, expected, "{key:?}");
    }
    window.run_steps(20);
    let entry = palette(&window).unwrap().get(25).unwrap();
    let label = format!("{}, {}", entry.name, entry.kind);
    let row = window.get_by_label(&label).rect();
    assert!(row.top() >= 40.0 && row.bottom() <= 480.0, "{row}");
}

#[test]
fn what_was_chosen_last_comes_first() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    for tab in [Tab::Risk, Tab::Map] {
        find(&mut window, Command::Show(tab).row().name);
        enter(&mut window);
    }
    press(&mut window, Modifiers::COMMAND, Key::K);
    let palette = palette(&window).expect("the palette is open");
    let shown: Vec<_> = (0..2)
        .map(|at| palette.get(at).unwrap().target.clone())
        .collect();
    let expected = [Tab::Map, Tab::Risk].map(|tab| Target::Command(Command::Show(tab)));
    assert_eq!(shown, expected);
}

#[test]
fn escape_and_the_same_keys_close_it_and_give_the_keyboard_back() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let input = inputs::find("workload.queries_per_month").unwrap();
    window.get_by_label(&input.full_label()).click();
    window.run_steps(3);
    let keys = [(Modifiers::NONE, Key::Escape), (Modifiers::COMMAND, Key::K)];
    for (modifiers, key) in keys {
        find(&mut window, "zzzz");
        assert_eq!(palette(&window).map(CommandPalette::len), Some(0));
        enter(&mut window);
        assert!(palette(&window).is_some(), "nothing is chosen");
        press(&mut window, modifiers, key);
        window.run_steps(3);
        assert!(palette(&window).is_none());
        assert_eq!(focused_label(&window), input.full_label());
    }
}

#[test]
fn each_table_is_in_it_once() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    // What can be executed doesn't change any more: a chart is shown, and the simulations are there.
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    wait_for_risk(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::K);
    let palette = palette(&window).expect("the palette is open");
    let targets: Vec<_> = (0..palette.len())
        .map(|at| palette.get(at).unwrap().target.clone())
        .collect();
    for (at, target) in targets.iter().enumerate() {
        assert!(!targets[..at].contains(target), "{target:?} twice");
    }
    let has = |target: Target| targets.contains(&target);
    assert!(INPUTS.iter().all(|input| has(Target::Input(input))));
    assert!(EXAMPLES.iter().all(|example| has(Target::Example(example))));
    assert!(
        Catalog::bundled()
            .unwrap()
            .models
            .iter()
            .all(|model| has(Target::Model(model)))
    );
    // Of commands, those that could be executed now, and those that choose what another tab shows.
    for row in COMMANDS {
        let command = row.command;
        let of_keys = [Command::Find, Command::NextRegion, Command::PreviousRegion];
        let of_tab = command.tab().is_some() && command != Command::AllInputs;
        let can_run = of_tab || is_available(command, window.view());
        let expected = can_run && !command.is_of_presentation() && !of_keys.contains(&command);
        assert_eq!(has(Target::Command(command)), expected, "{command:?}");
    }
}
