//! The first page: the card with the next step, three figures, why, what would change it, what is still open, and the reasons for each
//! approach with their questions.

use egui::{Button, RichText, Ui, vec2};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{heading_label_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::DecisionPages;
use crate::charts::decision_card::{CardType, bullets_ui, card_ui, counter_argument_ui, tiles_ui};
use crate::theme::palette::Palette;

use super::changes::changes_ui;
use super::layout::PART_GAP;
use super::next_step::NextStep;
use super::open::open_ui;
use super::reasons::reasons_ui;
use super::rules::rules_ui;
use super::state::DecideTab;

/// From this width on the page has two columns, in points.
const TWO_COLUMNS_WIDTH: f32 = 640.0;
/// The left column's part of the width then.
const LEFT_SHARE: f32 = 0.54;
/// Room between the two.
const GAP: f32 = 22.0;
/// Room for the buttons of the card.
const BUTTONS_WIDTH: f32 = 250.0;

/// Draws the page.
pub(super) fn recommendation_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let sizes = CardType::WINDOW;
    card_ui(ui, &decided.card, sizes, BUTTONS_WIDTH, |ui| {
        buttons_ui(ui, workspace, tab, decided, actions);
    });
    ui.add_space(2.0);
    counter_argument_ui(ui, &decided.card, sizes);
    if let Some(warning) = &decided.words.early_retirement {
        let color = Palette::current(ui).warning;
        wrapped_ui(ui, RichText::new(format!("{warning}.")).color(color));
    }
    if tab.shows_rules {
        rules_ui(ui, workspace, decided, actions);
    }
    ui.add_space(6.0);
    tiles_ui(ui, &decided.card.tiles, sizes);
    ui.add_space(PART_GAP);
    let width = ui.available_width();
    if width >= TWO_COLUMNS_WIDTH {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let left = LEFT_SHARE * width;
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.set_width(left);
                left_ui(ui, workspace, tab, decided, actions);
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.set_width(width - left - GAP);
                reasons_ui(ui, workspace, tab, decided, actions);
            });
        });
    } else {
        left_ui(ui, workspace, tab, decided, actions);
        ui.add_space(PART_GAP);
        reasons_ui(ui, workspace, tab, decided, actions);
    }
}

/// The next step, and a switch for the rules. They are laid out from the right.
fn buttons_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    ui.spacing_mut().button_padding = vec2(11.0, 6.0);
    let (text, shows) = if tab.shows_rules {
        ("Hide the rule", false)
    } else {
        ("Show the rule", true)
    };
    let tooltip = "The rules, of which the first that applies decides, and their thresholds";
    if ui.button(text).on_hover_text(tooltip).clicked() {
        actions.send(Action::ShowRules(shows));
    }
    let step = NextStep::new(workspace.scenario(), &decided.decision);
    let text = RichText::new(step.label()).color(palette.background);
    let primary = Button::new(text).fill(palette.text);
    if ui.add(primary).on_hover_text(step.tooltip()).clicked() {
        step.send(&decided.decision, actions);
    }
}

fn left_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    if !decided.card.reasons.is_empty() {
        heading_label_ui(ui, "Why");
        bullets_ui(ui, &decided.card.reasons, CardType::WINDOW.body);
        ui.add_space(PART_GAP);
    }
    changes_ui(ui, tab.flips(workspace), actions);
    open_ui(ui, workspace, decided, actions);
}
