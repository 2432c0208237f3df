//! The page about what was billed: whether it lies within the plan, what explains it, what the rest of the horizon looks like with what is
//! known now, and whether the recommendation still holds.

use egui::{RichText, Ui};

use crate::analysis::approach::Approach;
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::tabs::actuals::variance_ui;
use crate::app::tabs::page_width::limit_column;
use crate::app::widgets::{computed_ui, heading_ui, weak_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::evidence::material::MaterialKind;
use crate::scenario::Scenario;
use crate::scenario::inputs;
use crate::study::plan_review::{PlanReview, month_sentence, range_sentence};
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// Draws the page.
pub(super) fn actuals_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    limit_column(ui);
    let scenario = workspace.scenario();
    if scenario.actuals.is_empty() {
        return empty_ui(ui, actions);
    }
    let review = workspace.plan_review();
    let nothing = "No bill is of a month within the horizon";
    if let Some(review) = computed_ui(ui, review, nothing) {
        review_ui(ui, scenario, review);
    }
    ui.add_space(10.0);
    enter_ui(ui, actions);
}

/// What would be here, and how it comes here.
fn empty_ui(ui: &mut Ui, actions: &mut Actions) {
    heading_ui(ui, "Plan against actual");
    wrapped_ui(
        ui,
        "Enter what was billed in each month, or read it from a table. Then this page says whether it lies within the plan, what explains the \
         difference, what the rest of the horizon costs with what is known now, and whether the recommendation still holds.",
    );
    ui.add_space(6.0);
    enter_ui(ui, actions);
}

fn enter_ui(ui: &mut Ui, actions: &mut Actions) {
    ui.horizontal(|ui| {
        if ui.button("Enter bills").clicked()
            && let Some(input) = inputs::find("actuals")
        {
            actions.send(Action::GoTo(input));
        }
        if ui.button("Read bills…").clicked() {
            actions.send(Action::Run(Command::Import(MaterialKind::Bills)));
        }
    });
}

fn review_ui(ui: &mut Ui, scenario: &Scenario, review: &PlanReview) {
    let first = |text: String| RichText::new(text).family(fonts::bold()).size(17.0);
    let recommendation = review.recommendation_sentence(scenario);
    if let Some(alarm) = review.alarm_sentence() {
        // What follows from the bills is of less weight than whether they are the right ones.
        wrapped_ui(ui, first(alarm).color(Palette::current(ui).warning));
        wrapped_ui(ui, recommendation);
    } else {
        wrapped_ui(ui, first(recommendation));
    }
    let figures = &review.figures;
    if let Some(last) = figures.months.last() {
        let sentences = [
            Some(month_sentence(last, scenario)),
            range_sentence(last, scenario),
        ];
        wrapped_ui(
            ui,
            sentences
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(". "),
        );
    }
    let together = [
        review.total_sentence(scenario),
        review.explanation_sentence(scenario),
    ];
    for sentence in together.into_iter().flatten() {
        wrapped_ui(ui, sentence);
    }
    heading_ui(ui, "Month by month");
    variance_ui(ui, scenario, figures);
    weak_ui(
        ui,
        "A bill is inference and hosting. Volume: other queries than planned, at the planned price. Price per query: the bill for as many queries. \
         Rest: replicas and cache hits that follow the volume",
    );
    let rest = Approach::ALL.map(|approach| review.rest_sentence(approach, scenario));
    let prices = Approach::ALL.map(|approach| review.calibration_sentence(approach));
    heading_ui(ui, "The rest of the horizon");
    let volume = review.volume_sentence(scenario);
    let sentences = prices.into_iter().chain(rest).flatten();
    for sentence in volume.into_iter().chain(sentences) {
        wrapped_ui(ui, sentence);
    }
}
