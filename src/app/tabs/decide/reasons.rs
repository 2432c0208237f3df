//! The reasons for each approach: what figures answer, with the figures; what only people know, to be answered where it stands.

use egui::{Align, Button, FontId, Label, Layout, RichText, Stroke, Ui, vec2};

use crate::app::editor::yes_no::{ANSWER_WIDTH, yes_no_ui};
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::heading_label_ui;
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::DecisionPages;
use crate::decision::checklist::{CheckedCondition, Condition};
use crate::decision::words::advice::how_many_apply;
use crate::decision::words::checklist::CHECKLISTS;
use crate::theme::palette::Palette;

use super::knob::knob_ui;
use super::layout::PageSizes;
use super::next_step::question;
use super::state::DecideTab;

/// Room for what the figures answer, in points.
const RESULT_WIDTH: f32 = 36.0;
/// Height of a button in a row, and the size of its type, in points: those of the answers below and above it.
const BUTTON_HEIGHT: f32 = 20.0;
const BUTTON_POINTS: f32 = 12.5;
/// Size of the count beside a heading, and the room between both, in points.
const COUNT_POINTS: f32 = 12.0;
const COUNT_GAP: f32 = 8.0;

/// Draws both lists.
pub(super) fn reasons_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    sizes: &PageSizes,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let checklist = &decided.decision.checklist;
    for (place, (title, approach)) in CHECKLISTS.into_iter().enumerate() {
        if place > 0 {
            ui.add_space(sizes.part_gap);
        }
        ui.scope(|ui| {
            // As high as a heading alone, beside which it may stand.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = COUNT_GAP;
                let room = ui.max_rect().right();
                heading_label_ui(ui, title);
                let apply = how_many_apply(checklist, approach);
                let shown = fitting_count(ui, &apply, room - ui.cursor().left());
                let count = RichText::new(shown).size(COUNT_POINTS).color(palette.weak);
                ui.label(count).on_hover_text(&apply);
            });
        });
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let checked = checklist.iter();
            for checked in checked.filter(|checked| checked.condition.speaks_for() == approach) {
                reason_ui(ui, workspace, tab, decided, checked, sizes, actions);
            }
        });
    }
}

/// As much of "1 of 5 apply, 3 unanswered" as fits on the line of the heading: at least "1 of 5".
fn fitting_count<'a>(ui: &Ui, apply: &'a str, room: f32) -> &'a str {
    let fits = |text: &str| {
        let font = FontId::proportional(COUNT_POINTS);
        let color = egui::Color32::PLACEHOLDER;
        let line = ui.painter().layout_no_wrap(text.to_owned(), font, color);
        line.size().x <= room
    };
    let short = apply.split(',').next().unwrap_or_default();
    let shortest = short.trim_end_matches(" apply");
    [apply, short]
        .into_iter()
        .find(|text| fits(text))
        .unwrap_or(shortest)
}

/// A reason: what it is, the figures, and the answer.
fn reason_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    checked: &CheckedCondition,
    sizes: &PageSizes,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let color = match checked.holds {
        Some(false) => palette.weak,
        Some(true) | None => palette.text,
    };
    let width = ui.available_width();
    let row = ui.horizontal(|ui| {
        ui.set_min_height(sizes.row_height);
        let answer = match question(checked.condition) {
            Some(_) => ANSWER_WIDTH,
            None => RESULT_WIDTH,
        };
        let words = (width - answer - 10.0).max(80.0);
        ui.scope(|ui| {
            ui.set_width(words);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
                let label = checked.condition.label();
                ui.add(Label::new(
                    RichText::new(label).size(sizes.text).color(color),
                ));
                figure_ui(ui, workspace, tab, decided, checked, sizes, actions);
            });
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            result_ui(ui, workspace, checked, actions);
        });
    });
    let rect = row.response.rect;
    let line = Stroke::new(1.0, palette.faint);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// The figure that answers a condition, with its threshold while the rules are shown.
fn figure_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    checked: &CheckedCondition,
    sizes: &PageSizes,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let weak = |text: String| {
        Label::new(
            RichText::new(text)
                .size(sizes.text - 1.0)
                .color(palette.weak),
        )
    };
    let Some(figure) = checked.figure(&decided.currency) else {
        return;
    };
    match checked.threshold().filter(|_| tab.shows_rules) {
        Some(threshold) => {
            ui.add(weak(format!("{figure}, threshold")));
            knob_ui(ui, workspace, threshold.knob, actions);
        }
        None => {
            ui.add(weak(figure));
        }
    }
}

/// The answer to a condition: buttons where it is a question, else what the figures say.
fn result_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    checked: &CheckedCondition,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    match (question(checked.condition), checked.holds) {
        (Some(input), None) if checked.condition == Condition::BudgetLimited => {
            let budget = RichText::new("Set a budget").size(BUTTON_POINTS);
            let button = Button::new(budget).small();
            if ui.add(button.min_size(vec2(0.0, BUTTON_HEIGHT))).clicked() {
                actions.send(Action::GoTo(input));
            }
        }
        (Some(input), _) if checked.condition != Condition::BudgetLimited => {
            yes_no_ui(ui, workspace, input, actions);
        }
        (_, holds) => {
            let (text, color) = match holds {
                Some(true) => ("Yes", palette.text),
                Some(false) => ("No", palette.weak),
                None => ("?", palette.warning),
            };
            ui.add_space(6.0);
            ui.label(RichText::new(text).size(12.5).color(color));
        }
    }
}
