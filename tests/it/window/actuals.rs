//! What was billed beside the plan: entered, read from a table, shown in chart, table and page, and taken back.

use std::fs;

use breakeven::app::messages::screen::{DecisionPage, Tab};
use breakeven::app::state::dialog::Dialog;
use breakeven::app::state::evidence::Material;
use egui::accesskit::Toggled;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::driven::{Home, USUAL, View as _, Window, press, wait, wait_for_risk};
use crate::support::{CTRL_SHIFT, example};

/// Ticket classification with a prompt, planned for a year.
fn window(home: &Home) -> Window<'static> {
    let mut scenario = example("support-replies");
    scenario.rename("Mine");
    let path = home.file("mine.ron", &scenario);
    home.window(&[path], USUAL)
}

fn wait_for_review(window: &mut Window<'_>) {
    wait_for_risk(window);
    wait(window, "plan against actual", |window| {
        window.workspace().plan_review().current().is_some()
    });
    window.run_steps(3);
}

fn read_bills(window: &mut Window<'_>, home: &Home, text: &str) {
    let path = home.library().join("bills.csv");
    fs::write(&path, text).unwrap();
    press(window, CTRL_SHIFT, Key::B);
    window.run_steps(2);
    window.event(egui::Event::Text("bills.csv".to_owned()));
    press(window, Modifiers::NONE, Key::Enter);
    wait(window, "bills are read", |window| {
        let Some(Dialog::Evidence(dialog)) = &window.view().dialog else {
            return false;
        };
        matches!(&dialog.material, Material::Bills(bills) if bills.reading.progress().is_none())
    });
    window.run_steps(3);
}

fn open_page(window: &mut Window<'_>) {
    press(window, Modifiers::COMMAND, Key::Num1);
    window.run_steps(3);
    // The editor has a topic of that name too.
    let mut named = window.query_all_by_label("Plan against actual");
    let choice = named.find(|node| node.accesskit_node().role() != Role::DisclosureTriangle);
    choice.unwrap().click_accesskit();
    drop(named);
    window.run_steps(4);
}

#[test]
fn bills_are_read_from_a_table_and_shown_beside_the_plan() {
    let home = Home::new();
    let mut window = window(&home);
    let before = window.scenario().clone();
    let bills = "month,requests,cost\n2026-12,30000,150\n2027-01,37000,182\n2027-02,41000,260\n";
    read_bills(&mut window, &home, bills);
    window.get_by_label("Bills: bills.csv");
    window.get_by_label_contains("Left out: 1\u{a0}month before Jan 2027");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(window.scenario().actuals.iter().count(), 2);
    wait_for_review(&mut window);

    // The chart has a dot for each month, from the start on.
    let billed = &window.workspace().findings.billed;
    assert_eq!(billed.len(), 1);
    assert_eq!(billed[0].points.len(), 3);

    press(&mut window, Modifiers::COMMAND, Key::Num7);
    window.run_steps(4);
    window.get_by_role_and_label(Role::Label, "Plan against actual");
    for cell in [
        "Price per query",
        "Difference",
        "80% range at these queries",
        "$260.00, above its 80% range, planned $",
        "41,000, planned ",
    ] {
        let named = window.query_all_by_label_contains(cell).next().is_some();
        assert!(named, "{cell}");
    }

    open_page(&mut window);
    assert_eq!(window.view().tabs.current, Tab::Decide);
    assert_eq!(window.view().tabs.decide.page, DecisionPage::Actuals);
    window.get_by_label_contains("The recommendation still holds: ");
    window.get_by_label_contains("2\u{a0}months billed: $442.00, planned ");
    window.get_by_label_contains(": later months continue from 41,000 with the planned growth");
    window.get_by_label_contains("Prompting from Mar 2027 on: ");

    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
    assert_eq!(*window.scenario(), before);
    window.get_by_label("Enter bills");
}

#[test]
fn a_table_that_cannot_be_used_says_why_and_changes_nothing() {
    let home = Home::new();
    let mut window = window(&home);
    let before = window.scenario().clone();
    read_bills(&mut window, &home, "month,cost\n2027-01,-5\nsoon,7\n");
    window.get_by_label_contains("line 2: ");
    window.get_by_label_contains("line 3: month: it isn’t a month");
    assert!(window.query_by_label("Fill in").is_none());
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.run_steps(2);
    assert_eq!(*window.scenario(), before);
}

#[test]
fn bills_without_an_approach_are_for_the_one_that_is_chosen() {
    let home = Home::new();
    let mut window = window(&home);
    let radio = |window: &Window<'_>, label: &str| {
        let radio = window.query_by_role_and_label(Role::RadioButton, label);
        radio.map(|radio| radio.accesskit_node().toggled() == Some(Toggled::True))
    };
    read_bills(&mut window, &home, "month,cost\n1,182\n2,260\n");
    assert_eq!(radio(&window, "Prompting"), Some(true));
    window
        .get_by_role_and_label(Role::RadioButton, "Fine-tuning")
        .click_accesskit();
    window.run_steps(3);
    assert_eq!(radio(&window, "Fine-tuning"), Some(true));
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    let filled = |window: &Window<'_>| window.scenario().actuals.to_string();
    assert_eq!(
        filled(&window),
        "1: cost 182, fine-tuning; 2: cost 260, fine-tuning"
    );

    // Later bills are for the approach of the last one, unless their table says it.
    read_bills(&mut window, &home, "month,cost\n3,300\n");
    assert_eq!(radio(&window, "Fine-tuning"), Some(true));
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert!(filled(&window).ends_with("; 3: cost 300, fine-tuning"));
    read_bills(&mut window, &home, "month,cost,approach\n4,310,prompting\n");
    assert_eq!(radio(&window, "Fine-tuning"), None);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert!(filled(&window).ends_with("; 4: cost 310, prompting"));
}

#[test]
fn bills_in_another_currency_are_refused_in_a_sentence() {
    let home = Home::new();
    let mut window = window(&home);
    read_bills(&mut window, &home, "month,cost\n1,5 €\n");
    window.get_by_label("Costs are in EUR, this scenario is in US dollars. Convert them first");
    assert!(window.query_by_label("Fill in").is_none());
}

#[test]
fn without_bills_the_page_says_what_would_be_here() {
    let home = Home::new();
    let mut window = window(&home);
    wait_for_risk(&mut window);
    open_page(&mut window);
    window.get_by_label_contains("Enter what was billed in each month");
    window.get_by_label("Enter bills").click_accesskit();
    window.run_steps(4);
    // The field has the keyboard.
    window.event(egui::Event::Text("1: $300".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    assert_eq!(window.scenario().actuals.to_string(), "1: cost 300");
    wait_for_review(&mut window);
    window.get_by_label_contains("Jan 2027 (month 1): billed $300.00, planned ");
}

#[test]
fn bills_far_from_the_plan_stand_above_the_recommendation_and_on_its_page() {
    let home = Home::new();
    let mut window = window(&home);
    read_bills(
        &mut window,
        &home,
        "month,cost\n2027-01,2050\n2027-02,2480\n",
    );
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(3);
    wait_for_review(&mut window);
    // What follows from bills is shown at once.
    assert_eq!(window.view().tabs.decide.page, DecisionPage::Actuals);
    window.get_by_label("Recommendation").click_accesskit();
    window.run_steps(3);
    window.get_by_label_contains("times the plan: check that the bills cover only this workload");
    window
        .get_by_role_and_label(Role::Link, "Plan against actual")
        .click_accesskit();
    window.run_steps(4);
    assert_eq!(window.view().tabs.decide.page, DecisionPage::Actuals);
    let alarm = window.get_by_label_contains("Billed is ").rect();
    let recommendation = window.get_by_label_contains("The recommendation still holds: ");
    assert!(alarm.bottom() <= recommendation.rect().top());
    // What fits beside the editor has no scroll bar: the table isn't wider than the page.
    let range = window.get_by_label("80% range at these queries").rect();
    assert!(range.right() <= USUAL.x, "{range:?}");
}
