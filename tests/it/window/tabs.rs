//! What each tab shows, and that it follows the scenario.

use std::time::Duration;

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::{DecisionPage, Tab};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{
    Home, USUAL, View as _, Window, press, press_keys_of, settle, type_into, wait, wait_for_risk,
};
use crate::support::{example, wait_for_first_draws};
use crate::text_rows::text_rows;

fn show(window: &mut Window<'_>, tab: Tab) {
    press_keys_of(window, Command::Show(tab).row());
}

/// Scrolls until what has this label is in sight.
fn bring_into_view(window: &mut Window<'_>, label: &str) {
    window.get_by_label(label).scroll_to_me();
    settle(window);
}

#[test]
fn what_drives_it_follows_the_scenario_and_leads_to_its_inputs() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    show(&mut window, Tab::Drivers);
    wait(&mut window, "it is worked out", |window| {
        window
            .query_by_label_contains("Query volume: breaks even at 4,160")
            .is_some()
    });
    // Half the price of the long prompt: twice the volume.
    type_into(&mut window, "Input price (prompting)", "1");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "it is worked out anew", |window| {
        window
            .query_by_label_contains("Query volume: breaks even at 4,160")
            .is_none()
    });
    window
        .get_by_label_contains("Evaluation cost (fine-tuning): breaks even")
        .click_accesskit();
    window.run_steps(4);
    assert!(
        window
            .get_by_label("Evaluation cost (fine-tuning)")
            .is_focused()
    );
}

#[test]
fn the_chance_follows_the_scenario_and_gets_more_precise_at_rest() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    show(&mut window, Tab::Cost);
    wait_for_risk(&mut window);
    let shown = |window: &Window<'_>| {
        let state = window.view();
        let risk = state.workspace.risk().current().expect("it has a range");
        (risk.samples, risk.saving.mean)
    };
    let (samples, before) = shown(&window);
    assert_eq!(samples, breakeven::analysis::risk::layout::FINAL_DRAWS);
    assert!(
        window
            .query_by_label_contains("saves money in every simulation")
            .is_some()
    );
    window.get_by_label("Output length (prompting)").focus();
    window.step();
    window
        .get_by_label("Output length (prompting)")
        .type_text("900");
    window.step();
    window.step();
    wait_for_risk(&mut window);
    assert!(shown(&window).1 > before);
}

#[test]
fn at_rest_the_window_draws_nothing() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    wait_for_risk(&mut window);
    for _ in 0..100 {
        window.step();
        std::thread::sleep(Duration::from_millis(2));
    }
    let delay = window.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert_eq!(delay, Duration::MAX);
}

#[test]
fn a_dragged_threshold_reads_off_its_probability() {
    let home = Home::new();
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    wait_for_risk(&mut window);
    show(&mut window, Tab::Risk);
    let reading = "chance that fine-tuning is cheaper";
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
    show(&mut window, Tab::Map);
    let wait_for_map = |window: &mut Window<'_>| {
        wait(window, "the map is there", |window| {
            window
                .query_by_label_contains("as in the base case")
                .is_some()
        });
    };
    wait_for_map(&mut window);
    wait_for_risk(&mut window);
    // The list may still scroll when it is clicked into, and another input be hit: picked again, as a person would.
    for _ in 0..10 {
        let list = egui::accesskit::Role::ComboBox;
        window.get_by_role_and_label(list, "X axis").click();
        window.run_steps(8);
        let role = egui::accesskit::Role::Button;
        let wanted = "Volume growth";
        if let Some(choice) = window.query_by_role_and_label(role, wanted) {
            choice.click();
        }
        window.run_steps(8);
        wait_for_map(&mut window);
        let axes = window.view().tabs.map.axes;
        if axes.is_some_and(|axes| axes[0].path == "workload.growth_per_month") {
            break;
        }
    }
    let axes = window.view().tabs.map.axes.expect("they were picked");
    assert_eq!(axes[0].path, "workload.growth_per_month");
}

#[test]
fn the_draws_are_exported_from_the_menu() {
    let home = Home::new();
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    wait_for_first_draws(&mut window);
    window.get_by_label("File").click();
    window.run_steps(3);
    window.get_by_label("Export simulations…").click();
    window.run_steps(3);
    // The proposed path stands beside the scenario's file.
    press(&mut window, Modifiers::NONE, Key::Enter);
    let draws = home.library().join("Support replies simulations.csv");
    wait(&mut window, "the draws are there", |_| draws.exists());
    let text = std::fs::read_to_string(&draws).unwrap();
    assert!(text.starts_with("\u{feff}seed,draw,workload.queries_per_month (per month),"));
    assert_eq!(text.lines().count(), 131_072 + 1);
}

#[test]
fn the_cost_tab_shows_the_difference_too() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    wait_for_risk(&mut window);
    show(&mut window, Tab::Cost);
    window.run_steps(3);
    let draws = |window: &Window<'_>, text: &str| {
        let rows = text_rows(&window.output().shapes);
        rows.iter().any(|row| row.text.contains(text))
    };
    assert!(draws(&window, "Cumulative cost"));
    let curves = window.output().shapes.len();
    window.get_by_label("Saving").click();
    window.run_steps(3);
    window.get_by_label_contains("Saving with fine-tuning, 80% of simulations shaded");
    assert!(!draws(&window, "Cumulative cost"));
    assert_ne!(window.output().shapes.len(), curves);
}

#[test]
fn results_of_one_scenario_are_not_shown_for_the_next() {
    let home = Home::new();
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    wait_for_risk(&mut window);
    show(&mut window, Tab::Drivers);
    let tornado = "Review rate (fine-tuning) matters most";
    wait(&mut window, "the tornado is there", |window| {
        window.query_by_label_contains(tornado).is_some()
    });
    // All inputs of this one are exact: it has no draws, and another tornado.
    window.get_by_label_contains("Premium never breaks").click();
    wait(&mut window, "it is open", |window| {
        window.scenario().name.contains("Premium")
    });
    for _ in 0..3 {
        window.step();
        assert!(window.query_by_label_contains(tornado).is_none());
        assert!(
            window
                .query_by_label_contains("probably save money")
                .is_none()
        );
    }
}

#[test]
fn the_decide_tab_says_what_to_do_and_follows_its_settings() {
    let home = Home::new();
    let file = home.file("support.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    show(&mut window, Tab::Decide);
    wait(&mut window, "there is a recommendation", |window| {
        window
            .query_by_label_contains("Measure before you decide")
            .is_some()
    });
    // Every reason of both lists is there, those without an answer too.
    for reason in [
        "Still prototyping",
        "Results are inconsistent",
        "Production scale",
    ] {
        window.get_by_label(reason);
    }
    // A prototype stays with prompting. The question is answered where it stands, and that can be undone.
    let question = breakeven::scenario::inputs::find("decision.prototyping").unwrap();
    let yes = format!("{}: yes", question.label.trim_end_matches('?'));
    window.get_by_label(&yes).click();
    wait(&mut window, "the recommendation follows", |window| {
        window.query_by_label("Stay with prompting").is_some()
    });
    assert_eq!(window.scenario().decision.prototyping, Some(true));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.scenario().decision.prototyping, None);
    wait(&mut window, "the recommendation is back", |window| {
        window.query_by_label("Measure before you decide").is_some()
    });
    // Thresholds stand behind the rule. One is typed, and remembered.
    assert!(window.query_by_label("Production scale from").is_none());
    window.get_by_label("Show the rule").click();
    window.run_steps(3);
    let before = reasons_to_fine_tune(&window);
    bring_into_view(&mut window, "Production scale from");
    type_into(&mut window, "Production scale from", "2M");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the list follows", |window| {
        reasons_to_fine_tune(window) != before
    });
    let (kept, _) = home.settings_file().load();
    assert_eq!(kept.knobs.scale_queries.get(), 2e6);
    bring_into_view(&mut window, "Hide the rule");
    window.get_by_label("Hide the rule").click();
    window.run_steps(3);
    assert!(window.query_by_label("Production scale from").is_none());
    window.get_by_label("Side by side").click();
    window.run_steps(3);
    window.get_by_label("Token efficiency");
    window
        .get_by_label(Command::Decide(DecisionPage::Levers).row().name)
        .click();
    window.run_steps(3);
    let cost = window.scenario().prompting.serving.prompt_tokens.base();
    let lever = window.query_all_by_label("Shorten the prompt by");
    assert_eq!(lever.count(), 2, "what is seen, and the name of the field");
    // After that of the examples comes that of the trimmed prompt.
    let second = window
        .query_all_by_label("Apply…")
        .nth(1)
        .expect("each lever can be taken over");
    second.click();
    window.run_steps(3);
    window.get_by_label("Apply to this scenario").click();
    window.run_steps(3);
    assert!(window.scenario().prompting.serving.prompt_tokens.base() < cost);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        window.scenario().prompting.serving.prompt_tokens.base(),
        cost
    );
    window
        .get_by_label(Command::Decide(DecisionPage::Timing).row().name)
        .click();
    wait(&mut window, "the plan is there", |window| {
        window.query_by_label("Go/no-go criteria").is_some()
    });
    // The month is typed too.
    type_into(&mut window, "Month of the switch", "7");
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, "the plan follows", |window| {
        let title = "Plan for a switch after month 7";
        window.query_by_label(title).is_some()
    });
}

/// How many reasons to fine-tune apply, as it stands beside their heading.
fn reasons_to_fine_tune(window: &Window<'_>) -> Option<String> {
    window
        .query_all_by_label_contains(" of 5 apply")
        .last()?
        .value()
}

#[test]
fn a_threshold_takes_all_digits_that_are_typed_and_refuses_what_could_be_another_number() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    show(&mut window, Tab::Decide);
    let field = "Production scale from";
    wait(&mut window, "there is a recommendation", |window| {
        window.query_by_label("Show the rule").is_some()
    });
    window.get_by_label("Show the rule").click();
    window.run_steps(3);
    bring_into_view(&mut window, field);
    let threshold = |window: &Window<'_>| window.workspace().settings.knobs.scale_queries.get();
    type_into(&mut window, field, "1,234,567");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(threshold(&window), 1_234_567.0);
    // Nor is the half of it taken that can be read: "0".
    type_into(&mut window, field, "0,500");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(threshold(&window), 1_234_567.0);
    let notices = window.workspace().notices.all();
    let says_why = |text: &str| notices.iter().any(|notice| notice.text.contains(text));
    assert!(says_why("0.500 or 500"), "{notices:?}");
}
