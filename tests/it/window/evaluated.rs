//! Error rates are offered from the scenario's evaluation, beside the fields that nobody filled in.

use breakeven::scenario::inputs::{FROM_EVALUATION, TYPED_BY_HAND};
use breakeven::scenario::{Estimate, Scenario};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, field, press, type_into};
use crate::support::{example, input, with};

const PROMPTED: &str = "Error rate (prompting): use 3.51% to 7.79% from the evaluation";
const PROMPTED_RANGE: Estimate = Estimate::Range {
    low: 0.0351,
    high: 0.0779,
};

/// Of 300 cases prompting failed 16 and fine-tuning 3.
fn evaluated() -> Scenario {
    with(
        &example("textbook-comparison"),
        &[
            ("decision.evaluation.cases", "300"),
            ("decision.evaluation.prompting_passed", "284"),
            ("decision.evaluation.fine_tuned_passed", "297"),
        ],
    )
}

/// A window with the topics of error rates unfolded, and how many there are.
fn unfolded(home: &Home, scenario: &Scenario) -> (Window<'static>, usize) {
    let mut window = home.window(&[home.file("evaluated.ron", scenario)], USUAL);
    let headings = window.query_all_by_label("Errors and other costs");
    let topics = headings.map(|heading| heading.click_accesskit()).count();
    window.run_steps(3);
    (window, topics)
}

fn error_rate(window: &Window<'_>) -> Estimate {
    window.scenario().prompting.serving.error_rate.estimate()
}

#[test]
fn a_click_takes_the_error_rate_from_the_evaluation_and_its_source_says_so() {
    let home = Home::new();
    let (mut window, topics) = unfolded(&home, &evaluated());
    assert_eq!(topics, 2, "what is offered shows its topic");
    window.get_by_label(PROMPTED).click_accesskit();
    window.run_steps(2);
    assert_eq!(error_rate(&window), PROMPTED_RANGE);
    let source = &window.scenario().sources["prompting.serving.error_rate"];
    assert_eq!(
        source,
        "evaluation: 16 of 300 failed (Jeffreys 90% interval)"
    );
    assert!(window.query_by_label(PROMPTED).is_none(), "taken");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(error_rate(&window), Estimate::Exact(0.0));
    window.get_by_label(PROMPTED);
}

#[test]
fn enter_in_the_empty_field_takes_it_and_a_typed_value_is_left_alone() {
    let home = Home::new();
    let (mut window, _) = unfolded(&home, &evaluated());
    let label = input("fine_tuning.serving.error_rate").full_label();
    field(&window, &label).focus();
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let tuned = &window.scenario().fine_tuning.serving.error_rate;
    // Beta(3½, 297½): P5 and P95, rounded.
    let range = Estimate::Range {
        low: 0.00362,
        high: 0.0233,
    };
    assert_eq!(tuned.estimate(), range);

    let label = input("prompting.serving.error_rate").full_label();
    type_into(&mut window, &label, "2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(error_rate(&window), Estimate::Exact(0.02));
    assert!(window.query_by_label(PROMPTED).is_none(), "stated");
    // Emptied, it isn't stated any more.
    field(&window, &label).focus();
    window.run_steps(2);
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::Tab);
    assert!(window.workspace().refused_fields().is_empty());
    window.get_by_label(PROMPTED);
}

#[test]
fn a_new_evaluation_offers_its_range_in_place_of_the_earlier_one_but_not_of_a_stated_one() {
    let path = "prompting.serving.error_rate";
    for (source, is_offered) in [
        (format!("{FROM_EVALUATION}9 of 100 failed"), true),
        (TYPED_BY_HAND.to_owned(), false),
    ] {
        let mut scenario = with(&evaluated(), &[(path, "5% to 13%")]);
        scenario.sources.insert(path.to_owned(), source);
        let home = Home::new();
        let (mut window, _) = unfolded(&home, &scenario);
        assert_eq!(window.query_by_label(PROMPTED).is_some(), is_offered);
        if is_offered {
            let value = field(&window, &input(path).full_label()).value();
            assert_eq!(value.as_deref(), Some("5 to 13"), "it is still there");
            window.get_by_label(PROMPTED).click_accesskit();
            window.run_steps(2);
            assert_eq!(error_rate(&window), PROMPTED_RANGE);
        }
    }
}
