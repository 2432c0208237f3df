//! The first page: the card with the next step, three figures, why, what would change it, what is still open, and the reasons for each
//! approach with their questions.

use egui::{Button, RichText, TextStyle, Ui, vec2};

use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::messages::screen::DecisionPage;
use crate::app::widgets::{heading_label_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::DecisionPages;
use crate::charts::decision_card::{bullets_ui, card_ui, counter_argument_ui, tiles_ui};
use crate::theme::palette::Palette;

use super::changes::changes_ui;
use super::layout::PageSizes;
use super::next_step::NextStep;
use super::open::open_ui;
use super::reasons::reasons_ui;
use super::rules::rules_ui;
use super::state::DecideTab;

/// From this width on the page has two columns, in points.
const TWO_COLUMNS_WIDTH: f32 = 640.0;
/// The right column's part of the width then, and its least width: the questions fit there with their answers.
const RIGHT_SHARE: f32 = 0.42;
const MIN_RIGHT_WIDTH: f32 = 318.0;
/// Room between the two.
const GAP: f32 = 22.0;
/// Room in a button beside its text, on both sides together, and above and below it, in points.
const BUTTON_PADDING: egui::Vec2 = vec2(22.0, 12.0);

/// Draws the page.
pub(super) fn recommendation_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let sizes = PageSizes::for_room(vec2(ui.available_width(), ui.clip_rect().height()));
    ui.spacing_mut().item_spacing.y -= sizes.closer;
    let step = NextStep::new(workspace.scenario(), &decided.decision);
    let buttons = buttons_width(ui, [step.label(), rule_label(tab)]);
    card_ui(ui, &decided.card, sizes.card, buttons, |ui| {
        buttons_ui(ui, step, tab, decided, actions);
    });
    ui.add_space(2.0);
    counter_argument_ui(ui, &decided.card, sizes.card);
    bills_ui(ui, workspace, sizes.card.body, actions);
    if let Some(warning) = &decided.words.early_retirement {
        let color = Palette::current(ui).warning;
        wrapped_ui(ui, RichText::new(format!("{warning}.")).color(color));
    }
    if tab.shows_rules {
        rules_ui(ui, workspace, decided, actions);
    }
    ui.add_space(sizes.figures_gap);
    tiles_ui(ui, &decided.card.tiles, sizes.card);
    ui.add_space(sizes.part_gap);
    let width = ui.available_width();
    if width >= TWO_COLUMNS_WIDTH {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let right = (RIGHT_SHARE * (width - GAP)).max(MIN_RIGHT_WIDTH);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.set_width(width - right - GAP);
                left_ui(ui, workspace, tab, decided, &sizes, actions);
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.set_width(right);
                reasons_ui(ui, workspace, tab, decided, &sizes, actions);
            });
        });
    } else {
        left_ui(ui, workspace, tab, decided, &sizes, actions);
        ui.add_space(sizes.part_gap);
        reasons_ui(ui, workspace, tab, decided, &sizes, actions);
    }
}

/// That bills lie out of their range, with the page that says more; nothing if none does.
fn bills_ui(ui: &mut Ui, workspace: &Workspace, size: f32, actions: &mut Actions) {
    let review = workspace.plan_review().latest();
    let Some(doubt) = review.and_then(|review| review.doubt_sentence(workspace.scenario())) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let palette = Palette::current(ui);
        let text = |text: &str| RichText::new(text).size(size - 0.5);
        ui.label(text(&doubt).color(palette.weak));
        let page = Command::Decide(DecisionPage::Actuals);
        let link = ui.link(text(page.row().choice).underline().color(palette.accent));
        if link.on_hover_text(page.row().tooltip).clicked() {
            actions.run(page);
        }
    });
}

/// What the switch for the rules says.
fn rule_label(tab: &DecideTab) -> &'static str {
    if tab.shows_rules {
        "Hide the rule"
    } else {
        "Show the rule"
    }
}

/// The room that buttons with these texts need beside each other, in points.
fn buttons_width(ui: &Ui, texts: [&str; 2]) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    let color = egui::Color32::PLACEHOLDER;
    let button = |text: &str| {
        let galley = ui
            .painter()
            .layout_no_wrap(text.to_owned(), font.clone(), color);
        galley.size().x.ceil() + BUTTON_PADDING.x + ui.spacing().item_spacing.x
    };
    texts.into_iter().map(button).sum()
}

/// The next step, and a switch for the rules: at the right end of the card, or under its words.
fn buttons_ui(
    ui: &mut Ui,
    step: NextStep,
    tab: &DecideTab,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    ui.spacing_mut().button_padding = BUTTON_PADDING / 2.0;
    let step_ui = |ui: &mut Ui, actions: &mut Actions| {
        let text = RichText::new(step.label()).color(palette.background);
        let primary = Button::new(text).fill(palette.text);
        if ui.add(primary).on_hover_text(step.tooltip()).clicked() {
            step.send(&decided.decision, actions);
        }
    };
    let rules_ui = |ui: &mut Ui, actions: &mut Actions| {
        let tooltip = "The rules, of which the first that applies decides, and their thresholds";
        if ui.button(rule_label(tab)).on_hover_text(tooltip).clicked() {
            actions.send(Action::ShowRules(!tab.shows_rules));
        }
    };
    // The next step stands first, from wherever the buttons are laid out.
    if ui.layout().prefer_right_to_left() {
        rules_ui(ui, actions);
        step_ui(ui, actions);
    } else {
        step_ui(ui, actions);
        rules_ui(ui, actions);
    }
}

fn left_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    sizes: &PageSizes,
    actions: &mut Actions,
) {
    if !decided.card.reasons.is_empty() {
        heading_label_ui(ui, "Why");
        bullets_ui(ui, &decided.card.reasons, sizes.card.body);
        ui.add_space(sizes.part_gap);
    }
    changes_ui(ui, tab.flips(workspace), sizes, actions);
    open_ui(ui, workspace, decided, sizes, actions);
}
