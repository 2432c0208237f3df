//! Charts in the window have names: screen readers say what a chart shows and what follows from it.

use breakeven::app::messages::command::Command;
use breakeven::app::messages::screen::Tab;
use breakeven::charts::comparison::{ComparedQuantity, ComparisonChart};
use breakeven::theme::style;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::study;
use crate::driven::{Home, USUAL, Window, press_keys_of, settle, wait, wait_for_risk};
use crate::support::example;

/// The names of the charts that a tab shows.
fn names(window: &mut Window<'_>, tab: Tab) -> Vec<String> {
    press_keys_of(window, Command::Show(tab).row());
    wait(window, "everything is computed", |window| {
        window.query_by_label_contains("Calculating").is_none()
    });
    settle(window);
    let charts = window.query_all_by_role(Role::Image);
    let name = |chart: egui_kittest::Node<'_>| chart.accesskit_node().label().unwrap_or_default();
    charts.map(name).collect()
}

#[test]
fn every_chart_of_the_window_says_what_it_shows_and_what_it_finds() {
    let home = Home::new();
    let file = home.file("replies.ron", &example("support-replies"));
    let mut window = home.window(&[file], USUAL);
    wait_for_risk(&mut window);
    for (tab, expected) in [
        (
            Tab::Cost,
            &[
                &[
                    "Cumulative cost: ",
                    "Prompting $",
                    "Fine-tuning $",
                    "Break-even, base case: ",
                ][..],
                &[
                    "Saving with fine-tuning over two years: ",
                    "80% of simulations",
                ],
            ][..],
        ),
        (
            Tab::Phases,
            &[&["Cost over two years, by category", "$"][..]],
        ),
        (
            Tab::Drivers,
            &[&["Saving by input: Review rate (fine-tuning) ", " to "][..]],
        ),
        (
            Tab::Risk,
            &[
                &["Distribution of the saving: ", "median "][..],
                &["Chance of having broken even, by month: ", "% at the end"],
            ],
        ),
        (Tab::Map, &[&["Map of the saving over ", " and "][..]]),
    ] {
        let names = names(&mut window, tab);
        assert_eq!(names.len(), expected.len(), "{tab:?}: {names:?}");
        for (name, parts) in names.iter().zip(expected) {
            for part in *parts {
                assert!(name.contains(part), "{tab:?}: {part:?} in {name:?}");
            }
        }
    }
}

#[test]
fn the_chart_of_compared_scenarios_says_what_each_saves() {
    let studies = ["support-replies", "ticket-classifier"].map(|name| study(&example(name)));
    let mut has_fonts = false;
    let mut chart = Harness::new_ui(move |ui| {
        // They are there from the next frame on.
        if !has_fonts {
            style::install(ui.ctx());
            has_fonts = true;
            return;
        }
        ComparisonChart {
            studies: &studies,
            quantity: ComparedQuantity::Savings,
        }
        .chart_ui(ui);
    });
    chart.run_steps(2);
    let name = chart.get_by_role(Role::Image).accesskit_node().label();
    let name = name.unwrap_or_default();
    for part in [
        "Savings of the compared scenarios: Support replies +$",
        "; Ticket classifier +$",
    ] {
        assert!(name.contains(part), "{part:?} in {name:?}");
    }
}
