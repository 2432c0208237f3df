//! Values are typed and dragged in the editor, and figures follow.

use breakeven::scenario::inputs::{INPUTS, Input, Kind, Value};
use breakeven::scenario::{Estimate, Scenario};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, press, type_into, wait};
use crate::support::{CTRL_SHIFT, example};

#[test]
fn the_first_window_opens_on_a_working_example() {
    let home = Home::new();
    let window = home.window(&[], USUAL);
    assert_eq!(window.scenario().name, example("textbook-comparison").name);
    assert!(
        window.headline().contains("breaks even in "),
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
    type_into(&mut window, "Query volume", "40k");
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
    type_into(&mut window, "Query volume", "-5");
    press(&mut window, Modifiers::NONE, Key::Tab);
    let problem = window.workspace().drafts["workload.queries_per_month"]
        .problem
        .clone();
    assert_eq!(problem.as_deref(), Some("Allowed: 0 or more"));
    window.get_by_label("Allowed: 0 or more");
    assert_eq!((window.headline(), window.scenario()), (before, &valid));
    // Nor does what was valid on the way to it stay behind.
    type_into(&mut window, "Query volume", "5 to 3");
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert!(
        window
            .workspace()
            .drafts
            .contains_key("workload.queries_per_month")
    );
    assert_eq!(window.scenario(), &valid);
    assert!(!window.is_dirty());
    type_into(&mut window, "Query volume", "12k");
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
    type_into(&mut window, "Query volume", "77k");
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
        type_into(&mut window, "Query volume", typed);
        assert_eq!(
            window.scenario().workload.queries_per_month.estimate(),
            estimate,
            "{typed}"
        );
    }
    type_into(&mut window, "Review rate (prompting)", "15%");
    assert_eq!(window.scenario().prompting.serving.review_rate.base(), 0.15);
    type_into(&mut window, "Cost per review (prompting)", "$1.50");
    assert_eq!(window.scenario().prompting.serving.review_cost.base(), 1.5);
}

#[test]
fn a_whole_drag_is_undone_in_one_step() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    let before = window.scenario().clone();
    let start = window.get_by_label("Query volume").rect().center();
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
    press(&mut window, CTRL_SHIFT, Key::Z);
    assert_eq!(window.scenario().workload.queries_per_month.base(), dragged);
}

#[test]
fn picking_a_model_fills_in_its_prices_and_where_they_were_read() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    window.get_by_label("Model (fine-tuning)").click();
    window.run_steps(3);
    window
        .get_by_label_contains("OpenAI · gpt-4o-mini")
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
    type_into(&mut window, "Input price (fine-tuning)", "0.25");
    assert_eq!(
        window.scenario().sources["fine_tuning.serving.price.input"],
        "typed by hand"
    );
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
    window.get_by_label("Decision questions").click_accesskit();
    window.run_steps(2);
    for section in [
        "Workload",
        "Prompting",
        "Fine-tuning",
        "Horizon and finance",
        "Decision questions",
        "Notes",
    ] {
        window
            .get_by_label(&format!("{section} more"))
            .click_accesskit();
        window.run_steps(2);
    }
    window.run_steps(2);
    // Correlations are cells, of which there are none without ranges.
    let has_a_field = |input: &&Input| input.kind != Kind::Correlations;
    for input in INPUTS.iter().filter(has_a_field) {
        let label = match input.kind {
            Kind::YesNo => format!("{}: yes", input.label.trim_end_matches('?')),
            _ => input.full_label(),
        };
        assert!(
            window.query_all_by_label(&label).next().is_some(),
            "no row for {}",
            input.path
        );
    }
}

#[test]
fn the_edit_keys_belong_to_a_text_field_that_has_the_focus() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Query volume", "50k");
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
fn a_range_is_echoed_in_words_as_it_is_typed() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    type_into(&mut window, "Query volume", "20 to 60k");
    window.get_by_label_contains("90% sure: 20,000–60,000. Base case 34,600 (median)");
}

#[test]
fn what_was_computed_is_shown_under_the_field_while_it_is_typed() {
    let home = Home::new();
    let mut window = home.window(&[], USUAL);
    for (text, echo, volume) in [
        ("3*1200", "= 3,600", 3600.0),
        ("1,500/day", "= 45,625 per month", 45_625.0),
        ("1.5 million", "= 1.5M", 1.5e6),
    ] {
        type_into(&mut window, "Query volume", text);
        window.get_by_label(echo);
        assert_eq!(
            window.scenario().workload.queries_per_month.base(),
            volume,
            "{text}"
        );
        press(&mut window, Modifiers::NONE, Key::Enter);
        window.run_steps(2);
        assert!(window.query_by_label(echo).is_none(), "{text}");
    }
    // What could be another number is refused, and the value stays.
    type_into(&mut window, "Query volume", "1.234,56");
    window.get_by_label_contains("did you mean 1,234.56?");
    assert_eq!(window.scenario().workload.queries_per_month.base(), 1.5e6);
}
