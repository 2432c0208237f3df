//! The presentation: keys walk through all charts and scenarios, a value is changed in the strip and the chart follows, Esc returns.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::{PresentationPage, Tab};
use breakeven::charts::comparison::ComparisonChart;
use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::files::settings::ScenarioRef;
use breakeven::scenario::quantity::signed_money;
use breakeven::study::Study;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, press_keys_of, type_into, wait};
use crate::support::{example, wait_for_library};

/// A window with "Support replies" and one more scenario, presenting.
fn start_presenting(home: &Home) -> Window<'static> {
    let file = home.file("Support replies.ron", &example("support-replies"));
    home.file("Ticket classifier.ron", &example("ticket-classifier"));
    let mut window = home.window(&[file], USUAL);
    wait_for_library(&mut window, 2);
    press_keys_of(&mut window, Command::Show(Tab::Phases).row());
    press(&mut window, Modifiers::NONE, Key::F5);
    wait(&mut window, "the chart is there", |window| {
        study(window).is_some()
    });
    window.run_steps(3);
    window
}

fn study<'a>(window: &'a Window<'_>) -> Option<&'a Study> {
    let state = window.view();
    let presentation = state.presenting.as_ref()?;
    presentation.study(state.workspace.revision).current()
}

fn page(window: &Window<'_>) -> PresentationPage {
    let state = window.view();
    state.presenting.as_ref().expect("it is presenting").page
}

/// Waits until a scenario of this name is shown.
fn wait_for_scenario(window: &mut Window<'_>, name: &str) {
    wait(window, &format!("“{name}” is shown"), |window| {
        study(window).is_some_and(|study| study.scenario.name == name)
    });
}

/// What stands at the head of the page.
fn title(window: &Window<'_>) -> String {
    let study = study(window).expect("it is worked out");
    match page(window) {
        PresentationPage::Chart(FigureKind::Decision) => study.card().title.clone(),
        PresentationPage::Chart(kind) => Figure {
            study,
            kind,
            alone: true,
            plan: None,
        }
        .title(),
        PresentationPage::Verdict => study.decision_words().advice.headline.clone(),
        PresentationPage::Comparison(quantity) => {
            let state = window.view();
            let comparison = state.tabs.compare.get(&state.workspace, &state.library);
            let studies = &comparison.latest().expect("they are compared").studies;
            ComparisonChart { studies, quantity }.title()
        }
    }
}

/// Tries another volume on the strip.
fn try_volume(window: &mut Window<'_>, queries: &str) {
    type_into(window, "Query volume", queries);
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn keys_and_clickers_walk_through_all_charts_and_esc_returns_to_where_one_was() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    let zoom = window.ctx.zoom_factor();
    assert!(zoom > 1.2, "type is larger, not {zoom}");
    // It begins with the chart that was on the screen.
    assert_eq!(page(&window), PresentationPage::Chart(FigureKind::Phases));
    let mut seen = Vec::new();
    // What succeeds for sure needs no pilot.
    let kinds = || {
        FigureKind::ALL
            .into_iter()
            .filter(|kind| *kind != FigureKind::Pilot)
    };
    for place in 0..=kinds().count() {
        seen.push(page(&window));
        window.get_by_label(&title(&window));
        let forward = [Key::ArrowRight, Key::PageDown, Key::Space][place % 3];
        press(&mut window, Modifiers::NONE, forward);
    }
    assert_eq!(page(&window), PresentationPage::Chart(FigureKind::Phases));
    assert!(seen.contains(&PresentationPage::Verdict));
    for kind in kinds() {
        assert!(seen.contains(&PresentationPage::Chart(kind)), "{kind:?}");
    }
    press(&mut window, Modifiers::NONE, Key::PageUp);
    assert_eq!(page(&window), PresentationPage::Chart(FigureKind::Saving));
    // Dark, and back.
    press(&mut window, Modifiers::NONE, Key::B);
    window.run_steps(2);
    assert!(window.query_by_label(&title(&window)).is_none());
    press(&mut window, Modifiers::NONE, Key::Period);
    window.run_steps(2);
    window.get_by_label(&title(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.view().presenting.is_none());
    assert_eq!(window.view().tabs.current, Tab::Phases);
    assert_eq!(window.ctx.zoom_factor(), 1.0);
    window.get_by_label("Sensitivity");
    // Outside the presentation its keys do nothing.
    press(&mut window, Modifiers::NONE, Key::B);
    assert!(window.view().presenting.is_none());
}

#[test]
fn a_value_is_changed_in_the_strip_and_the_chart_follows() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    while page(&window) != PresentationPage::Chart(FigureKind::Cost) {
        press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    }
    let before = title(&window);
    let plan = |window: &Window<'_>| {
        let state = window.view();
        let presentation = state.presenting.as_ref().unwrap();
        presentation.plan(&state.workspace).map(<[_]>::to_vec)
    };
    assert_eq!(plan(&window), None);
    let planned = study(&window).unwrap().analysis.saving_curve();
    // What drives the result most is on the strip.
    type_into(&mut window, "Query volume", "400k");
    // While something is typed, keys belong to the field.
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(page(&window), PresentationPage::Chart(FigureKind::Cost));
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the chart follows", |window| {
        study(window).is_some()
    });
    window.run_steps(3);
    assert_ne!(title(&window), before);
    window.get_by_label(&title(&window));
    let volume = study(&window)
        .unwrap()
        .scenario
        .workload
        .queries_per_month
        .base();
    assert_eq!(volume, 400_000.0);
    // Beside the new saving stands that of the plan.
    assert_eq!(plan(&window), Some(planned));
    // What can't be taken is said, and the chart stays.
    type_into(&mut window, "Query volume", "many");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label_contains("isn’t a number");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait(&mut window, "undo works", |window| study(window).is_some());
    window.run_steps(3);
    assert_eq!(title(&window), before);
    assert_eq!(plan(&window), None);
}

#[test]
fn up_and_down_walk_through_the_scenarios_of_the_library() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    for name in ["Ticket classifier", "Support replies", "Ticket classifier"] {
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        wait_for_scenario(&mut window, name);
        assert_eq!(page(&window), PresentationPage::Chart(FigureKind::Phases));
    }
    press(&mut window, Modifiers::NONE, Key::ArrowUp);
    wait_for_scenario(&mut window, "Support replies");
}

#[test]
fn the_presentation_survives_another_size_of_the_screen() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    let large = window.ctx.zoom_factor();
    for (size, larger) in [((640.0, 480.0), false), ((2560.0, 1440.0), true)] {
        // The projector goes, and another one comes.
        window.set_size(egui::vec2(size.0, size.1) / window.ctx.zoom_factor());
        window.run_steps(6);
        window.get_by_label(&title(&window));
        let zoom = window.ctx.zoom_factor();
        assert_eq!(zoom > large, larger, "{size:?}: {zoom} beside {large}");
    }
}

#[test]
fn esc_belongs_to_a_field_first_and_to_the_presentation_then() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    let planned = window.scenario().clone();
    type_into(&mut window, "Query volume", "20k");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.view().presenting.is_some());
    assert_eq!(*window.scenario(), planned);
    window.get_by_label("…").click();
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.view().presenting.is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert!(window.view().presenting.is_none());
}

#[test]
fn values_tried_on_the_strip_are_discarded_and_the_scenario_comes_back() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    try_volume(&mut window, "20k");
    wait(&mut window, "the chart follows", |window| {
        study(window).is_some()
    });
    // An input that was changed to a number stays on the strip.
    window.run_steps(3);
    window.get_by_label("Query volume");
    // The next scenario comes without a question, and what is asked of it is forgotten.
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    wait_for_scenario(&mut window, "Ticket classifier");
    assert!(window.view().dialog.is_none());
    try_volume(&mut window, "30k");
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    wait_for_scenario(&mut window, "Support replies");
    let volume = |window: &Window<'_>| {
        let scenario = window.scenario();
        scenario.workload.queries_per_month.base()
    };
    assert_eq!(volume(&window), 20_000.0);
    // What was asked of it is still a question.
    window.get_by_label("Reset what-if");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    wait_for_scenario(&mut window, "Ticket classifier");
    assert_ne!(volume(&window), 30_000.0);
    // At the end what was open is open as it was planned, and what was asked can be kept.
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    let planned = |window: &Window<'_>| (37_000.0..39_000.0).contains(&volume(window));
    assert!(planned(&window));
    assert!(!window.is_dirty());
    window.get_by_label_contains("Your what-if changes");
    window.get_by_label("Keep changes").click();
    window.run_steps(3);
    assert_eq!(volume(&window), 20_000.0);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
    assert!(planned(&window));
}

#[test]
fn the_walk_comes_back_to_where_it_began_and_passes_over_what_cannot_be_read() {
    let home = Home::new();
    // Others than the open one are ticked; one of them is no scenario any more.
    let broken = home.folder.path().join("broken.ron");
    std::fs::write(&broken, "(version: 2, horizon_months: 0)").unwrap();
    home.tick(["ticket-classifier", "self-hosted-lora"]);
    let mut settings = home.settings_file().load().0;
    settings.compared.insert(1, ScenarioRef::File(broken));
    home.settings_file().save(&settings).unwrap();
    let mut window = start_presenting(&home);
    let top_of_button = |window: &Window<'_>| window.get_by_label("Next page").rect().top();
    let top = top_of_button(&window);
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        wait(&mut window, "the next one is shown", |window| {
            study(window).is_some()
        });
        seen.push(study(&window).unwrap().scenario.name.clone());
    }
    let there = ["Ticket classifier", "Self-hosted LoRA", "Support replies"];
    assert_eq!(seen, [there[0], there[1], there[2], there[0]]);
    let notices = window.workspace().notices.all();
    assert!(notices[0].text.contains("broken.ron"), "{notices:?}");
    // What is said moves nothing that is about to be pressed.
    window.get_by_label_contains("broken.ron");
    assert_eq!(top_of_button(&window), top);
}

#[test]
fn nothing_on_the_strip_lies_over_anything_else_while_a_question_is_asked() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    try_volume(&mut window, "20k");
    wait(&mut window, "the chart follows", |window| {
        study(window).is_some()
    });
    for size in [(800.0, 600.0), (1024.0, 768.0), (1920.0, 1080.0)] {
        window.set_size(egui::vec2(size.0, size.1) / window.ctx.zoom_factor());
        window.run_steps(6);
        let state = window.view();
        let fields = state.strip.inputs();
        let names = fields.iter().map(|input| input.full_label());
        let names: Vec<String> = names
            .chain(["…".to_owned(), "Reset what-if".to_owned()])
            .collect();
        let rects: Vec<_> = names
            .iter()
            .map(|name| window.get_by_label(name).rect())
            .collect();
        assert_eq!(rects.len(), 6);
        for (place, rect) in rects.iter().enumerate() {
            for (other, beside) in rects.iter().enumerate().skip(place + 1) {
                assert!(
                    !rect.shrink(0.5).intersects(beside.shrink(0.5)),
                    "{size:?}: {} {rect:?} and {} {beside:?}",
                    names[place],
                    names[other]
                );
            }
        }
    }
}

#[test]
fn levers_chosen_for_the_open_scenario_are_restored_after_the_presentation() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    // A lever is ticked for what is open.
    press_keys_of(&mut window, Command::Show(Tab::Decide).row());
    wait(&mut window, "the decision is there", |window| {
        window.query_by_label("Before fine-tuning").is_some()
    });
    window.get_by_label("Before fine-tuning").click();
    window.run_steps(3);
    window.get_by_label_contains("Assume: Batch").click();
    window.run_steps(3);
    let counted_on =
        |window: &Window<'_>| window.workspace().settings.knobs.selected_levers.clone();
    let ticked = counted_on(&window);
    assert!(ticked.is_some());
    press(&mut window, Modifiers::NONE, Key::F5);
    wait(&mut window, "it presents", |window| study(window).is_some());
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    wait_for_scenario(&mut window, "Ticket classifier");
    assert_eq!(counted_on(&window), None);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    assert_eq!(counted_on(&window), ticked);
}

#[test]
fn a_page_that_the_next_scenario_lacks_gives_way() {
    let home = Home::new();
    // "Premium never breaks even" has no ranges, and so no risk.
    home.file("Premium.ron", &example("premium-never-pays"));
    let mut window = start_presenting(&home);
    while page(&window) != PresentationPage::Chart(FigureKind::Risk) {
        press(&mut window, Modifiers::NONE, Key::ArrowRight);
    }
    let is_exact = |window: &Window<'_>| study(window).is_some_and(|study| study.risk().is_none());
    while !is_exact(&window) {
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        wait(&mut window, "the next one is shown", |window| {
            study(window).is_some()
        });
    }
    assert_eq!(page(&window), PresentationPage::Chart(FigureKind::Cost));
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_ne!(page(&window), PresentationPage::Chart(FigureKind::Cost));
}

#[test]
fn the_mouse_alone_turns_the_pages_and_ends_the_presentation() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    let first = page(&window);
    let press = |window: &mut Window<'_>, name| {
        window.get_by_label(name).click();
        window.run_steps(3);
    };
    press(&mut window, "Next page");
    let second = page(&window);
    assert_ne!(first, second);
    press(&mut window, "Next page");
    assert!(![first, second].contains(&page(&window)));
    press(&mut window, "Previous page");
    assert_eq!(page(&window), second);
    press(&mut window, "End presentation");
    assert!(window.view().presenting.is_none());
}

#[test]
fn home_and_end_lead_to_the_first_page_and_the_last() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    press(&mut window, Modifiers::NONE, Key::End);
    assert_eq!(page(&window), PresentationPage::Verdict);
    press(&mut window, Modifiers::NONE, Key::Home);
    let first = PresentationPage::Chart(FigureKind::Decision);
    assert_eq!(page(&window), first);
}

#[test]
fn quitting_while_another_scenario_is_shown_asks_about_the_one_that_was_open() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    try_volume(&mut window, "20k");
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    window.run_steps(3);
    press(&mut window, Modifiers::COMMAND, Key::Q);
    window.run_steps(3);
    window.get_by_label("Save changes to “Support replies”?");
    assert!(window.view().presenting.is_none());
}

#[test]
fn what_is_asked_on_the_strip_goes_back_to_the_plan_with_a_click() {
    let home = Home::new();
    let mut window = start_presenting(&home);
    let planned = window.scenario().clone();
    assert!(window.query_by_label("Reset what-if").is_none());
    let saving = |window: &Window<'_>| study(window).unwrap().leading_saving().unwrap().amount;
    let as_planned = saving(&window);
    try_volume(&mut window, "20k");
    window.run_steps(3);
    // What that changes is said once it is known.
    wait(&mut window, "it is computed", |window| {
        study(window).is_some()
    });
    window.run_steps(3);
    let more = saving(&window) - as_planned;
    assert!(more < 0.0);
    let currency = planned.currency.clone();
    let words = format!("Saving: {} against the plan", signed_money(more, &currency));
    assert!(window.query_by_label(&words).is_some(), "{words}");
    window.get_by_label("Reset what-if").click();
    window.run_steps(3);
    assert_eq!(*window.scenario(), planned);
    assert!(window.query_by_label_contains("against the plan").is_none());
    assert!(window.query_by_label("Reset what-if").is_none());
}

#[test]
fn the_scenarios_that_are_ticked_are_presented_over_each_other() {
    let home = Home::new();
    home.tick(["support-replies", "ticket-classifier"]);
    let mut window = start_presenting(&home);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(3);
    press(&mut window, Modifiers::COMMAND, Key::Num8);
    press(&mut window, Modifiers::NONE, Key::F5);
    wait(&mut window, "they are compared", |window| {
        let state = window.view();
        let comparison = state.tabs.compare.get(&state.workspace, &state.library);
        study(window).is_some() && comparison.latest().is_some()
    });
    window.run_steps(3);
    // It begins where one is.
    assert!(matches!(page(&window), PresentationPage::Comparison(_)));
    window.get_by_label(&title(&window));
    // The walk goes through those that are ticked.
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    wait_for_scenario(&mut window, "Support replies");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    wait_for_scenario(&mut window, "Ticket classifier");
}
