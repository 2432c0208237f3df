//! The whole window, driven without a display.

use std::path::{Path, PathBuf};
use std::time::Duration;

use breakeven::app::messages::screen::Tab;
use breakeven::app::workspace::notices;
use breakeven::files::examples::EXAMPLES;
use breakeven::files::settings::Theme;
use breakeven::files::store;
use breakeven::scenario::domain::Domain;
use breakeven::scenario::inputs::{INPUTS, Kind, Value};
use breakeven::scenario::{Estimate, Scenario};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, settle, type_into, wait};

#[test]
fn the_first_window_opens_on_a_working_example() {
    let home = Home::new();
    let window = home.window(&[], USUAL);
    assert_eq!(window.scenario().name, EXAMPLES[0].scenario().unwrap().name);
    assert!(
        window.headline().contains("pays back in month"),
        "{}",
        window.headline()
    );
    let shapes = window.output().shapes.len();
    assert!(
        shapes > 200,
        "a window with a chart has many shapes, not {shapes}"
    );
}

#[test]
fn an_edit_changes_curve_and_verdict_and_survives_saving_and_opening_again() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let (before, total) = (
        window.headline(),
        window.analysis().prompting.cost_path.total(),
    );
    type_into(&mut window, "Queries", "40k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let after = window.headline();
    assert_ne!(after, before);
    let quadrupled = window.analysis().prompting.cost_path.total();
    assert!((quadrupled / total - 4.0).abs() < 1e-9);
    assert!(window.is_dirty());

    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("Save").click();
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    let path = window.path().unwrap().to_owned();
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("queries_per_month: 40000")
    );
    let saved = window.scenario().clone();
    drop(window);

    let window = home.window(&[path], USUAL);
    assert_eq!(*window.scenario(), saved);
    assert_eq!(window.headline(), after);
}

#[test]
fn what_cannot_be_taken_is_marked_and_the_last_valid_picture_stays() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let (before, valid) = (window.headline(), window.scenario().clone());
    type_into(&mut window, "Queries", "-5");
    press(&mut window, Modifiers::NONE, Key::Tab);
    let problem = window.workspace().drafts["workload.queries_per_month"]
        .problem
        .clone();
    assert_eq!(problem.as_deref(), Some("Allowed: 0 or more"));
    window.get_by_label("Allowed: 0 or more");
    assert_eq!((window.headline(), window.scenario()), (before, &valid));
    // Nor does what was valid on the way to it stay behind.
    type_into(&mut window, "Queries", "5 to 3");
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert!(
        window
            .workspace()
            .drafts
            .contains_key("workload.queries_per_month")
    );
    assert_eq!(window.scenario(), &valid);
    assert!(!window.is_dirty());
    type_into(&mut window, "Queries", "12k");
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert!(window.workspace().drafts.is_empty());
    assert_eq!(
        window.scenario().workload.queries_per_month.base(),
        12_000.0
    );
}

#[test]
fn escape_takes_back_what_was_typed() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Queries", "77k");
    assert_eq!(
        window.scenario().workload.queries_per_month.base(),
        77_000.0
    );
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(
        window.scenario().workload.queries_per_month.base(),
        10_000.0
    );
    assert!(!window.is_dirty());
}

#[test]
fn ranges_can_be_typed_in_every_form() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    for (typed, estimate) in [
        (
            "20k to 60k",
            Estimate::Range {
                low: 20_000.0,
                high: 60_000.0,
            },
        ),
        (
            "10k / 20k / 60k",
            Estimate::Pert {
                low: 10_000.0,
                likely: 20_000.0,
                high: 60_000.0,
            },
        ),
        ("1.2M", Estimate::Exact(1_200_000.0)),
    ] {
        type_into(&mut window, "Queries", typed);
        assert_eq!(
            window.scenario().workload.queries_per_month.estimate(),
            estimate,
            "{typed}"
        );
    }
    type_into(&mut window, "Prompting: answers reviewed", "15%");
    assert_eq!(window.scenario().prompting.serving.review_rate.base(), 0.15);
    type_into(&mut window, "Prompting: cost of a review", "$1.50");
    assert_eq!(window.scenario().prompting.serving.review_cost.base(), 1.5);
}

#[test]
fn a_whole_drag_is_undone_in_one_step() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let before = window.scenario().clone();
    let start = window.get_by_label("Queries").rect().center();
    window.drag_at(start);
    window.run_steps(1);
    for moved in 1..=20_u8 {
        window.hover_at(start + vec2(f32::from(moved) * 5.0, 0.0));
        window.run_steps(1);
    }
    window.drop_at(start + vec2(100.0, 0.0));
    window.run_steps(2);
    let dragged = window.scenario().workload.queries_per_month.base();
    assert!(dragged > 14_000.0, "{dragged}");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.scenario(), before);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.scenario().workload.queries_per_month.base(), dragged);
}

/// Asks the window to close, as its close button does; returns whether it would.
fn closes(window: &mut Window<'_>) -> bool {
    let viewport = window
        .input_mut()
        .viewports
        .entry(egui::ViewportId::ROOT)
        .or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    window.step();
    let commands = &window.output().viewport_output[&egui::ViewportId::ROOT].commands;
    let refused = commands.contains(&egui::ViewportCommand::CancelClose);
    if let Some(viewport) = window
        .input_mut()
        .viewports
        .get_mut(&egui::ViewportId::ROOT)
    {
        viewport.events.clear();
    }
    window.run_steps(2);
    !refused
}

#[test]
fn closing_with_unsaved_changes_asks_first() {
    let home = Home::new();
    let path = home.file("mine.ron", &EXAMPLES[0].scenario().unwrap());
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    assert!(closes(&mut window), "nothing would be lost");

    type_into(&mut window, "Queries", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!closes(&mut window));
    window.get_by_label("Cancel").click();
    window.run_steps(2);
    assert!(window.view().dialog.is_none() && !window.view().may_close);

    assert!(!closes(&mut window));
    window.get_by_label("Save").click();
    wait(&mut window, "it is saved and may close", |window| {
        window.view().may_close
    });
    assert_eq!(
        store::read(&path)
            .unwrap()
            .workload
            .queries_per_month
            .base(),
        50_000.0
    );
    assert!(closes(&mut window));
}

#[test]
fn opening_another_scenario_over_unsaved_changes_asks_first() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Queries", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label_contains("Ticket classifier").click();
    window.run_steps(4);
    assert_eq!(window.scenario().name, "Textbook comparison");
    window.get_by_label("Don’t save").click();
    window.run_steps(2);
    assert_eq!(window.scenario().name, "Ticket classifier");
}

#[test]
fn the_library_lists_scenarios_with_verdicts_broken_ones_too_and_follows_changes_outside() {
    let home = Home::new();
    let path = home.file(
        "own.ron",
        &Scenario {
            name: "My own".into(),
            ..EXAMPLES[4].scenario().unwrap()
        },
    );
    std::fs::write(home.library().join("broken.ron"), "(version: 1, name: 5)").unwrap();
    let mut window = home.window(&[], USUAL);
    wait(&mut window, "the library is listed", |window| {
        window.view().library.items.len() == 2
    });
    window.get_by_label("My own, never, at any volume");
    window.get_by_label_contains("broken, broken: line 1, column");
    let items = &window.view().library.items;
    assert!(
        items[0].verdict.as_ref().unwrap_err().contains("line 1"),
        "{:?}",
        items[0]
    );

    home.file(
        "another.ron",
        &Scenario {
            name: "Another".into(),
            ..Scenario::default()
        },
    );
    wait(&mut window, "the new file is listed", |window| {
        window.view().library.items.len() == 3
    });

    window.get_by_label("My own, never, at any volume").click();
    wait(&mut window, "it is open", |window| {
        window.path() == Some(&*path)
    });
    store::save(
        &path,
        &Scenario {
            name: "Renamed outside".into(),
            ..Scenario::default()
        },
    )
    .unwrap();
    wait(&mut window, "it is read again", |window| {
        window.scenario().name == "Renamed outside"
    });
}

#[test]
fn a_file_changed_outside_is_not_replaced_without_asking() {
    let home = Home::new();
    let path = home.file(
        "mine.ron",
        &Scenario {
            name: "Mine".into(),
            ..Scenario::default()
        },
    );
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Queries", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    std::thread::sleep(Duration::from_millis(20));
    store::save(
        &path,
        &Scenario {
            name: "Theirs".into(),
            ..Scenario::default()
        },
    )
    .unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("Replace the file?");
    assert_eq!(store::read(&path).unwrap().name, "Theirs");
    window.get_by_label("Replace").click();
    wait(&mut window, "it is saved", |window| !window.is_dirty());
    assert_eq!(store::read(&path).unwrap().name, "Mine");
}

#[test]
fn a_file_deleted_outside_leaves_unsaved_what_is_open() {
    let home = Home::new();
    let path = home.file("mine.ron", &EXAMPLES[0].scenario().unwrap());
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    std::fs::remove_file(&path).unwrap();
    window.event(egui::Event::WindowFocused(true));
    wait(&mut window, "it is noticed", |window| window.is_dirty());
    assert!(!closes(&mut window), "it would lose the only copy");
}

#[test]
fn comments_in_a_file_are_not_dropped_without_asking() {
    let home = Home::new();
    let path = home.file("mine.ron", &Scenario::default());
    std::fs::write(&path, "( // why it is so\n version: 1)").unwrap();
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Queries", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.run_steps(2);
    window.get_by_label("Replace the file?");
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("why it is so")
    );
}

#[test]
fn what_was_asked_for_during_a_save_waits_for_it() {
    let home = Home::new();
    let path = home.file("mine.ron", &Scenario::default());
    let mut window = home.window(std::slice::from_ref(&path), USUAL);
    type_into(&mut window, "Queries", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.step();
    // It closes at once if the save is over by now, else as soon as it is.
    if !closes(&mut window) {
        wait(&mut window, "it may close", |window| {
            window.view().may_close
        });
    }
    assert_eq!(
        store::read(&path)
            .unwrap()
            .workload
            .queries_per_month
            .base(),
        50_000.0
    );
}

#[test]
fn files_are_duplicated_and_renamed() {
    let home = Home::new();
    let path = home.file(
        "mine.ron",
        &Scenario {
            name: "Mine".into(),
            ..Scenario::default()
        },
    );
    let mut window = home.window(&[path], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(window.scenario().name, "Mine (copy)");
    press(&mut window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.get_by_label("New name").type_text("Yours");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(home.library().join("Yours.ron").exists());
    assert_eq!(
        window.path(),
        Some(home.library().join("Yours.ron").as_path())
    );
    press(&mut window, Modifiers::NONE, Key::F2);
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.get_by_label("New name").type_text("mine");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    window.get_by_label_contains("there is a file of that name already");
    assert_eq!(window.scenario().name, "Yours");
    assert!(home.library().join("Yours.ron").exists());
}

#[test]
fn a_file_that_cannot_be_opened_or_saved_says_so_and_nothing_is_lost() {
    let home = Home::new();
    std::fs::create_dir_all(home.library()).unwrap();
    let broken = home.library().join("broken.ron");
    std::fs::write(&broken, "(version: 1,").unwrap();
    let mut window = home.window(std::slice::from_ref(&broken), USUAL);
    let notices = window.workspace().notices.shown();
    assert!(
        matches!(notices[0].kind, notices::Kind::Error) && notices[0].text.contains("broken.ron"),
        "{notices:?}"
    );
    assert_eq!(window.path(), None);

    type_into(&mut window, "Queries", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    let nowhere = broken.join("below a file.ron");
    window
        .get_by_label("Path")
        .type_text(&nowhere.display().to_string());
    window.run_steps(2);
    window.get_by_label("Save").click();
    // The dialog comes back with what was typed, and the reason.
    wait(&mut window, "the failure is shown", |window| {
        window.query_by_label_contains("Not saved.").is_some()
    });
    let typed = window.get_by_label("Path").value();
    assert_eq!(typed, Some(nowhere.display().to_string()));
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    assert!(window.is_dirty());
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), "(version: 1,");
}

#[test]
fn picking_a_model_fills_in_its_prices_and_where_they_were_read() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.get_by_label("Fine-tuning: pick a model").click();
    window.run_steps(3);
    window
        .get_by_label_contains("gpt-4o-mini")
        .click_accesskit();
    window.run_steps(2);
    let tuned = &window.scenario().fine_tuning;
    assert!(
        tuned.serving.model.contains("gpt-4o-mini"),
        "{}",
        tuned.serving.model
    );
    assert_eq!(tuned.serving.price.input.base(), 0.3);
    assert_eq!(tuned.training.price.base(), 3.0);
    let source = &window.scenario().sources["fine_tuning.serving.price.input"];
    assert!(source.starts_with("list price: OpenAI"), "{source}");
    type_into(&mut window, "Fine-tuning: input price", "0.25");
    assert_eq!(
        window.scenario().sources["fine_tuning.serving.price.input"],
        "typed by hand"
    );
}

#[test]
fn what_drives_it_follows_the_scenario_and_leads_to_its_inputs() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    wait(&mut window, "it is worked out", |window| {
        window
            .query_by_label_contains("Queries: fine-tuning wins above 4,160")
            .is_some()
    });
    // Half the price of the long prompt: twice the volume.
    type_into(&mut window, "Prompting: input price", "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "it is worked out anew", |window| {
        window
            .query_by_label_contains("Queries: fine-tuning wins above 4,160")
            .is_none()
    });
    window
        .get_by_label_contains("Fine-tuning: evaluation: fine-tuning wins")
        .click_accesskit();
    window.run_steps(4);
    assert!(window.get_by_label("Fine-tuning: evaluation").is_focused());
}

#[test]
fn every_input_has_its_row() {
    let home = Home::new();
    let mut everything = Scenario::default();
    for input in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
        input.set(&mut everything, Value::Present).unwrap();
    }
    let path = home.file("everything.ron", &everything);
    let mut window = home.window(&[path], USUAL);
    window.get_by_label("Decision").click_accesskit();
    window.run_steps(2);
    for section in [
        "Workload",
        "Prompting",
        "Fine-tuning",
        "Money and time",
        "Decision",
        "About",
    ] {
        window
            .get_by_label(&format!("{section} more"))
            .click_accesskit();
        window.run_steps(2);
    }
    window.run_steps(2);
    for input in INPUTS.iter() {
        let label = match input.kind {
            Kind::YesNo => format!("{} yes", input.label),
            _ => input.full_label(),
        };
        assert!(
            window.query_all_by_label(&label).next().is_some(),
            "no row for {}",
            input.path
        );
    }
}

/// Opens a window on a scenario with each input in turn at one end of its domain.
fn check_each_input_at(end: impl Fn(&Domain) -> f64) {
    let home = Home::new();
    let mut everything = EXAMPLES[1].scenario().unwrap();
    for input in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
        input.set(&mut everything, Value::Present).unwrap();
    }
    let path = home.library().join("extreme.ron");
    let mut checked = 0;
    for input in INPUTS.iter() {
        let Some(domain) = input.domain() else {
            continue;
        };
        let extreme = end(&domain);
        let mut scenario = everything.clone();
        if input.set_exactly(&mut scenario, extreme).is_err() {
            continue;
        }
        store::save(&path, &scenario).unwrap();
        let window = home.window(std::slice::from_ref(&path), vec2(900.0, 600.0));
        let workspace = &window.workspace();
        let case = format!("{} = {extreme}", input.path);
        assert_eq!(workspace.document.scenario(), &scenario, "{case}");
        let findings = &workspace.findings;
        assert!(findings.analysis.saving().is_finite(), "{case}");
        assert!(!findings.verdict.headline.contains("NaN"), "{case}");
        checked += 1;
    }
    assert!(checked > 50, "only {checked} values were tried");
}

#[test]
fn no_least_value_makes_a_blank_chart_or_a_panic() {
    check_each_input_at(|domain| domain.min);
}

#[test]
fn no_greatest_value_makes_a_blank_chart_or_a_panic() {
    check_each_input_at(|domain| domain.max);
}

/// Draws every tab of every example in windows from small to large.
fn check_tabs_in(theme: Theme) {
    let home = Home::new();
    home.settings(theme);
    for size in [
        vec2(760.0, 480.0),
        vec2(1280.0, 800.0),
        vec2(1920.0, 1080.0),
    ] {
        for example in EXAMPLES {
            let path = home.file("example.ron", &example.scenario().unwrap());
            let mut window = home.window(&[path], size);
            for (key, tab) in [
                (Key::Num2, Tab::Phases),
                (Key::Num3, Tab::Drivers),
                (Key::Num4, Tab::Risk),
                (Key::Num5, Tab::Map),
                (Key::Num6, Tab::Decide),
                (Key::Num7, Tab::Table),
                (Key::Num1, Tab::Cost),
            ] {
                press(&mut window, Modifiers::COMMAND, key);
                assert_eq!(window.view().tabs.current, tab);
            }
        }
    }
}

#[test]
fn every_example_is_drawn_on_every_tab_at_every_size_in_the_light_theme() {
    check_tabs_in(Theme::Light);
}

#[test]
fn every_example_is_drawn_on_every_tab_at_every_size_in_the_dark_theme() {
    check_tabs_in(Theme::Dark);
}

/// Steps until all draws of the open scenario are there.
fn wait_for_odds(window: &mut Window<'_>) {
    for _ in 0..2000 {
        window.step();
        if window.is_risk_settled() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the draws never come");
}

#[test]
fn the_odds_follow_the_scenario_and_get_finer_at_rest() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    wait_for_odds(&mut window);
    let shown = |window: &Window<'_>| {
        let state = window.view();
        let risk = state.workspace.risk().current().expect("it has a range");
        (risk.samples, risk.saving.mean)
    };
    let (samples, before) = shown(&window);
    assert_eq!(samples, breakeven::analysis::risk::layout::FINAL_DRAWS);
    assert!(
        window
            .query_by_label_contains("likely to pay back")
            .is_some()
    );
    window.get_by_label("Prompting: answer").focus();
    window.step();
    window.get_by_label("Prompting: answer").type_text("900");
    window.step();
    window.step();
    wait_for_odds(&mut window);
    assert!(shown(&window).1 > before);
}

#[test]
fn at_rest_the_window_draws_nothing() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    wait_for_odds(&mut window);
    for _ in 0..100 {
        window.step();
        std::thread::sleep(Duration::from_millis(2));
    }
    let delay = window.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert_eq!(delay, Duration::MAX);
}

#[test]
fn settings_that_cannot_be_read_are_reported_and_left_alone() {
    let home = Home::new();
    let path = home.folder.path().join("settings.ron");
    std::fs::write(&path, "(theme: Purple)").unwrap();
    let mut window = home.window(&[], USUAL);
    assert!(
        window.workspace().notices.shown()[0]
            .text
            .contains("settings.ron")
    );
    press(&mut window, Modifiers::COMMAND, Key::L);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "(theme: Purple)");
}

#[test]
fn the_edit_keys_belong_to_a_text_field_that_has_the_focus() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Queries", "50k");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("Name").click();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        window.scenario().workload.queries_per_month.base(),
        50_000.0
    );
}

#[test]
fn dropping_a_file_onto_the_window_opens_it() {
    #[derive(Debug)]
    struct Dropped(PathBuf);
    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &Path {
            &self.0
        }
        fn bytes(&self) -> Result<Vec<u8>, String> {
            std::fs::read(&self.0).map_err(|error| error.to_string())
        }
    }
    let home = Home::new();
    let path = home.file(
        "dropped.ron",
        &Scenario {
            name: "Dropped".into(),
            ..Scenario::default()
        },
    );
    let mut window = home.window(&[], USUAL);
    window
        .input_mut()
        .dropped_files
        .push(std::sync::Arc::new(Dropped(path)));
    window.run_steps(2);
    assert_eq!(window.scenario().name, "Dropped");
}

#[test]
fn a_dragged_threshold_reads_off_its_probability() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    wait_for_odds(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Num4);
    let reading = "chance that fine-tuning is the cheaper one";
    assert!(window.query_by_label_contains(reading).is_some());
    let field = window.get_by_label("Threshold of the saving").rect();
    let to = field.center() + vec2(field.width() / 4.0, 0.0);
    window.drag_at(field.center());
    window.step();
    window.hover_at(to);
    window.step();
    window.drop_at(to);
    window.step();
    window.step();
    assert!(window.view().tabs.risk.threshold != 0.0);
    assert!(window.query_by_label_contains(reading).is_none());
}

#[test]
fn the_map_gets_the_axes_that_are_picked() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::Num5);
    let found = |window: &mut Window<'_>| {
        for _ in 0..400 {
            window.step();
            if window
                .query_by_label_contains("of the area shown")
                .is_some()
            {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    };
    assert!(found(&mut window));
    wait_for_odds(&mut window);
    // The list may still scroll when it is clicked into, and another input be hit: picked again, as a person would.
    for _ in 0..10 {
        window.get_by_label("Map: across").click();
        window.run_steps(8);
        let role = egui::accesskit::Role::Button;
        let wanted = "Prompting: prompt and examples";
        if let Some(choice) = window.query_by_role_and_label(role, wanted) {
            choice.click();
        }
        window.run_steps(8);
        assert!(found(&mut window));
        let axes = window.view().tabs.map.axes;
        if axes.is_some_and(|axes| axes[0].path == "prompting.serving.prompt_tokens") {
            break;
        }
    }
    let axes = window.view().tabs.map.axes.expect("they were picked");
    assert_eq!(axes[0].path, "prompting.serving.prompt_tokens");
}

#[test]
fn the_draws_are_exported_from_the_menu() {
    let home = Home::new();
    let file = home.file("support.ron", &EXAMPLES[1].scenario().unwrap());
    let mut window = home.window(&[file], USUAL);
    wait(&mut window, "there are odds", |window| {
        window.workspace().risk().latest().is_some()
    });
    window.get_by_label("File").click();
    window.run_steps(3);
    window.get_by_label("Export draws…").click();
    window.run_steps(3);
    // The proposed path stands beside the scenario's file.
    press(&mut window, Modifiers::NONE, Key::Enter);
    let draws = home.library().join("Support replies draws.csv");
    wait(&mut window, "the draws are there", |_| draws.exists());
    let text = std::fs::read_to_string(&draws).unwrap();
    assert!(text.starts_with("seed,draw,workload.queries_per_month,"));
    assert_eq!(text.lines().count(), 131_072 + 1);
}

#[test]
fn the_cost_tab_shows_the_difference_too() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let curves = window.output().shapes.len();
    window.get_by_label("Difference").click();
    window.run_steps(3);
    window.get_by_label_contains("What fine-tuning has saved by then");
    assert!(window.query_by_label_contains("Cumulative cost").is_none());
    assert_ne!(window.output().shapes.len(), curves);
}

#[test]
fn what_was_worked_out_for_one_scenario_is_not_shown_for_the_next() {
    let home = Home::new();
    let file = home.file("support.ron", &EXAMPLES[1].scenario().unwrap());
    let mut window = home.window(&[file], USUAL);
    wait_for_odds(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let tornado = "Most depends on “Fine-tuning: answers reviewed”";
    wait(&mut window, "the tornado is there", |window| {
        window.query_by_label_contains(tornado).is_some()
    });
    // All inputs of this one are exact: it has no odds, and another tornado.
    window.get_by_label_contains("Premium never pays").click();
    wait(&mut window, "it is open", |window| {
        window.scenario().name.contains("Premium")
    });
    for _ in 0..3 {
        window.step();
        assert!(window.query_by_label_contains(tornado).is_none());
        assert!(
            window
                .query_by_label_contains("likely to pay back")
                .is_none()
        );
    }
}

#[test]
fn a_range_is_echoed_in_words_as_it_is_typed() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Queries", "20 to 60k");
    window.get_by_label_contains("90 % sure between 20,000 and 60,000; median 34,600");
}

#[test]
fn the_decide_tab_says_what_to_do_and_follows_what_is_turned() {
    let home = Home::new();
    let file = home.file("support.ron", &EXAMPLES[1].scenario().unwrap());
    let mut window = home.window(&[file], USUAL);
    press(&mut window, Modifiers::COMMAND, Key::Num6);
    wait(&mut window, "there is a recommendation", |window| {
        window.query_by_label_contains("Measure first: ").is_some()
    });
    // Every condition of both checklists is listed, those without an answer too.
    for condition in [
        "Prototyping or exploring",
        "Results are inconsistent",
        "Production scale",
    ] {
        window.get_by_label(condition);
    }
    assert!(window.query_all_by_label("not answered").count() >= 3);
    // A prototype stays with prompting.
    let question = breakeven::scenario::inputs::find("decision.prototyping").unwrap();
    window.get_by_label("Prototyping or exploring").click();
    // The editor scrolls there.
    settle(&mut window);
    assert!(
        window.query_by_label("Prototyping? yes").is_some(),
        "{question:?}"
    );
    window.get_by_label("Prototyping? yes").click();
    wait(&mut window, "the recommendation follows", |window| {
        window.query_by_label("Stay with prompting").is_some()
    });
    // A threshold is typed, and remembered.
    let before = window
        .get_by_label_contains("conditions for moving to fine-tuning hold")
        .value();
    type_into(&mut window, "Production scale, from", "2M");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the checklist follows", |window| {
        let now = window.get_by_label_contains("conditions for moving to fine-tuning hold");
        now.value() != before
    });
    let (kept, _) = home.settings_file().load();
    assert_eq!(kept.knobs.scale_queries.get(), 2e6);
    window.get_by_label("Side by side").click();
    window.run_steps(3);
    window.get_by_label("Token efficiency");
    window.get_by_label("Prompt first").click();
    window.run_steps(3);
    let cost = window.scenario().prompting.serving.prompt_tokens.base();
    window.get_by_label("Trim the prompt by");
    // After that of the examples comes that of the trimmed prompt.
    let second = window
        .query_all_by_label("Use…")
        .nth(1)
        .expect("each lever can be taken over");
    second.click();
    window.run_steps(3);
    window.get_by_label("Take over into this scenario").click();
    window.run_steps(3);
    assert!(window.scenario().prompting.serving.prompt_tokens.base() < cost);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        window.scenario().prompting.serving.prompt_tokens.base(),
        cost
    );
    window.get_by_label("The way there").click();
    wait(&mut window, "the plan is there", |window| {
        window
            .query_by_label("What must be true at the gate")
            .is_some()
    });
    // The month is typed too.
    type_into(&mut window, "Month of the decision", "7");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the plan follows", |window| {
        let title = "The plan for deciding after month 7";
        window.query_by_label(title).is_some()
    });
}
