//! The first page: what the figures say, what the checklists say, what is missing, and what would flip it.

use egui::{Label, RichText, Ui};

use crate::app::background::computed::Freshness;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{computed_ui, heading_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::decision::checklist::CheckedCondition;
use crate::decision::evaluation::criterion::Criterion;
use crate::decision::words::checklist::CHECKLISTS;
use crate::scenario::{Currency, inputs};
use crate::theme::palette::Palette;

use super::knob::knob_ui;
use super::state::DecisionPages;

/// From this width on the checklists stand beside the verdict.
const SIDE_BY_SIDE_WIDTH: f32 = 640.0;
/// The verdict's part of the width then.
const WORDS_WIDTH_SHARE: f32 = 0.54;
/// Room between the two.
const GAP: f32 = 18.0;

/// Draws the page.
pub fn verdict_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    flips: Freshness<'_, Vec<String>>,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    if let Some(warning) = &decided.words.early_retirement {
        wrapped_ui(ui, RichText::new(warning).color(palette.warning));
    }
    let width = ui.available_width();
    if width >= SIDE_BY_SIDE_WIDTH {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(WORDS_WIDTH_SHARE * width);
                words_ui(ui, workspace, decided, flips, actions);
            });
            ui.add_space(GAP);
            ui.vertical(|ui| {
                ui.set_width((1.0 - WORDS_WIDTH_SHARE) * width - 2.0 * GAP);
                checklists_ui(ui, workspace, decided, actions);
            });
        });
    } else {
        words_ui(ui, workspace, decided, flips, actions);
        checklists_ui(ui, workspace, decided, actions);
    }
}

fn words_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    flips: Freshness<'_, Vec<String>>,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let decision = &decided.decision;
    let advice = &decided.words.advice;
    heading_ui(ui, "What the figures say");
    wrapped_ui(ui, &advice.figures);
    if let Some(sentence) = decision.evaluation.sentence() {
        wrapped_ui(ui, &sentence);
    }
    // Where better answers are expected, nothing is as good.
    if matches!(decision.evaluation.criterion, Criterion::AsGood { .. }) {
        ui.horizontal_wrapped(|ui| {
            let words = "As good, as long as it passes fewer by no more than";
            ui.label(RichText::new(words).size(12.0).color(palette.weak));
            knob_ui(ui, workspace, "margin", actions);
        });
    }
    ui.horizontal_wrapped(|ui| {
        let words = "Worth acting on, or measuring first, is from";
        ui.label(RichText::new(words).size(12.0).color(palette.weak));
        knob_ui(ui, workspace, "worth_share", actions);
        let words = "of what prompting costs";
        ui.label(RichText::new(words).size(12.0).color(palette.weak));
    });
    heading_ui(ui, "What the checklists say");
    wrapped_ui(ui, &advice.checklist);
    for (title, sentences) in [
        ("What is missing", &advice.missing),
        ("Why", &advice.reasons),
    ] {
        if !sentences.is_empty() {
            heading_ui(ui, title);
        }
        for sentence in sentences {
            wrapped_ui(ui, sentence);
        }
    }
    flips_ui(ui, flips);
    heading_ui(ui, "The strongest reason against");
    wrapped_ui(ui, &advice.against);
}

fn flips_ui(ui: &mut Ui, flips: Freshness<'_, Vec<String>>) {
    if flips.latest().is_some_and(Vec::is_empty) {
        return;
    }
    heading_ui(ui, "What would flip it");
    ui.scope(|ui| {
        for sentence in computed_ui(ui, flips, "").into_iter().flatten() {
            wrapped_ui(ui, sentence);
        }
    });
}

fn checklists_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    for (title, approach) in CHECKLISTS {
        heading_ui(ui, title);
        let checked = decided.decision.checklist.iter();
        for checked in checked.filter(|checked| checked.condition.speaks_for() == approach) {
            condition_ui(ui, workspace, checked, &decided.currency, actions);
        }
    }
}

/// A condition: whether it holds, why, and its threshold; a click leads to its question.
fn condition_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    checked: &CheckedCondition,
    currency: &Currency,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let (mark, color) = match checked.holds {
        Some(true) => ("✓", palette.approach(checked.condition.speaks_for())),
        Some(false) => ("–", palette.weak),
        None => ("?", palette.warning),
    };
    ui.horizontal_top(|ui| {
        ui.add_sized([16.0, 18.0], Label::new(RichText::new(mark).color(color)));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().button_padding.y = 0.0;
            ui.spacing_mut().interact_size.y = 16.0;
            let question = checked.condition.question().and_then(inputs::find);
            let label = egui::Button::new(checked.condition.label()).frame(false);
            let response = ui.add(label);
            if let Some(input) = question
                && response.on_hover_text("Go to this question").clicked()
            {
                actions.send(Action::GoTo(input));
            }
            ui.horizontal_wrapped(|ui| {
                let because = checked.because(currency);
                let because = match checked.threshold() {
                    Some(threshold) => format!("{because}; {}", threshold.words),
                    None => because,
                };
                ui.label(RichText::new(because).size(12.0).color(palette.weak));
                if let Some(threshold) = checked.threshold() {
                    knob_ui(ui, workspace, threshold.knob, actions);
                }
            });
        });
    });
}
