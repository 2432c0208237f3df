//! The rules of the recommendation, the one that decides marked, and the thresholds that they look at.

use egui::{Frame, Label, Margin, RichText, Ui};

use crate::app::messages::action::Actions;
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::DecisionPages;
use crate::decision::evaluation::criterion::Criterion;
use crate::decision::rules::RULES;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::knob::knob_ui;

const TEXT_SIZE: f32 = 13.0;

/// Draws the rules.
pub(super) fn rules_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    ui.add_space(4.0);
    let frame = Frame::new()
        .fill(palette.field)
        .corner_radius(8)
        .inner_margin(Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let intro = "The first rule that applies decides";
        ui.label(RichText::new(intro).size(12.0).color(palette.weak));
        for (place, rule) in RULES.iter().enumerate() {
            let decides = rule.id == decided.decision.conclusion.rule;
            let mark = if decides { "→" } else { "" };
            let when = rule.when(&workspace.settings.knobs);
            let mut text = RichText::new(format!("{}. {when}", place + 1)).size(TEXT_SIZE);
            text = if decides {
                text.family(fonts::bold())
            } else {
                text.color(palette.weak)
            };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.add_sized(
                    [16.0, 16.0],
                    Label::new(RichText::new(mark).size(TEXT_SIZE)),
                );
                ui.add(Label::new(text).wrap());
            });
        }
        ui.add_space(4.0);
        thresholds_ui(ui, workspace, decided, actions);
    });
}

/// The thresholds of the rules themselves; those of the lists stand there.
fn thresholds_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let words = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).size(TEXT_SIZE));
    };
    ui.horizontal_wrapped(|ui| {
        words(ui, "Ignore savings below");
        knob_ui(ui, workspace, "worth_share", actions);
        words(ui, "of the prompting cost");
    });
    // Where better answers are expected, nothing is as good.
    if matches!(
        decided.decision.evaluation.criterion,
        Criterion::AsGood { .. }
    ) {
        ui.horizontal_wrapped(|ui| {
            words(ui, "Accept a pass rate up to");
            knob_ui(ui, workspace, "margin", actions);
            words(ui, "lower");
        });
    }
}
