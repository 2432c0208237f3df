//! Draws the questions: a heading each, and a row for each of its inputs.

use egui::{Align, FontId, Key, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::app::editor::field::Field;
use crate::app::editor::model_menu::approach_of;
use crate::app::editor::notes::{self, entered, has_notes, notes_ui, offered};
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{scroll_ui, truncated, weak_ui};
use crate::app::workspace::Workspace;
use crate::scenario::essentials::Certainty;
use crate::scenario::inputs::{self, Input};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::model_field::model_field_ui;
use super::{QUESTIONS, Question, Questions};

/// Width of the names of the inputs, in points.
const LABEL_WIDTH: f32 = 140.0;
/// Width of a number's field, in points.
const FIELD_WIDTH: f32 = 170.0;
/// The least width of what is offered beside a field, in points; where there is less, it stands below.
const BESIDE_WIDTH: f32 = 120.0;
/// Height of a field, in points.
const FIELD_HEIGHT: f32 = 26.0;
/// Space between two rows, in points.
const ROW_GAP: f32 = 4.0;
/// Room after a row, for the scroll bar, in points.
const END_MARGIN: f32 = 14.0;
/// Room before the rows of a question, below its number, in points.
const INDENT: f32 = 26.0;

/// Draws the questions into all the space there is.
pub fn questions_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    questions: &Questions,
    actions: &mut Actions,
) {
    leave_on_escape(ui, workspace, actions);
    scroll_ui(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        ui.spacing_mut().item_spacing.y = ROW_GAP;
        let title = RichText::new("New scenario")
            .family(fonts::bold())
            .size(19.0);
        ui.label(title);
        weak_ui(
            ui,
            "Enter goes on. Leave out what you don’t know; all of it can be changed later.",
        );
        let mut goes_on = false;
        for (place, question) in QUESTIONS.iter().enumerate() {
            ui.add_space(9.0);
            heading_ui(ui, place + 1, question);
            ui.add_space(1.0);
            for input in question.paths.iter().filter_map(|path| inputs::find(path)) {
                let wanted = goes_on || questions.go_to == Some(input);
                if goes_on {
                    // A click into the list of models takes the keyboard at the end of the frame: the next one asks for it again.
                    actions.send(Action::GoTo(input));
                }
                goes_on = row_ui(ui, input, wanted, workspace, actions);
            }
        }
        ui.add_space(14.0);
        done_ui(ui, goes_on, actions);
        ui.add_space(12.0);
    });
}

/// Esc leaves the questions, unless it takes back what is being typed.
fn leave_on_escape(ui: &Ui, workspace: &Workspace, actions: &mut Actions) {
    let is_typing = QUESTIONS
        .iter()
        .flat_map(|question| question.paths)
        .any(|path| workspace.drafts.contains_key(path));
    // A dialog over the questions has the key for itself.
    let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some());
    let is_free = !is_typing && !is_covered && !egui::Popup::is_any_open(ui.ctx());
    if is_free && ui.input(|input| input.key_pressed(Key::Escape)) {
        actions.send(Action::LeaveQuestions);
    }
}

/// The number of a question and its words.
fn heading_ui(ui: &mut Ui, number: usize, question: &Question) {
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(INDENT, 20.0), egui::Sense::hover());
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            number,
            FontId::new(14.0, fonts::bold()),
            palette.weak,
        );
        ui.label(
            RichText::new(question.title)
                .family(fonts::bold())
                .size(14.0),
        );
    });
}

/// The name of an input, its field, and what is offered for it. Returns whether Enter goes on to the next one.
fn row_ui(
    ui: &mut Ui,
    input: &'static Input,
    wanted: bool,
    workspace: &Workspace,
    actions: &mut Actions,
) -> bool {
    let palette = Palette::current(ui);
    let field = Field::new(ui, input, workspace);
    let height = FIELD_HEIGHT + field.extra_height(FIELD_WIDTH);
    let size = vec2(ui.available_width() - END_MARGIN, height);
    let (row, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let left = row.left() + INDENT;
    let label = truncated(ui, input.label, 13.5, palette.text, LABEL_WIDTH - 6.0);
    let at = pos2(left, row.center().y - label.size().y / 2.0);
    ui.painter().galley(at, label, palette.text);
    let field_left = left + LABEL_WIDTH;
    let approach = approach_of(input.path);
    let field_right = if approach.is_some() {
        row.right()
    } else {
        field_left + FIELD_WIDTH
    };
    let at = Rect::from_min_max(pos2(field_left, row.top()), pos2(field_right, row.bottom()));
    let mut at = child(ui, at, Layout::right_to_left(Align::Center));
    let mut goes_on = false;
    let beside = Rect::from_min_max(pos2(field_right + 10.0, row.top()), row.max);
    // Whether the field has the keyboard, if what is offered stands below it.
    let mut below = None;
    if let Some(approach) = approach {
        goes_on = model_field_ui(&mut at, input, approach, wanted, workspace, actions);
    } else if let Some(response) = field.ui(&mut at, actions) {
        if entered(ui, &response, input, workspace, actions) {
            // What can't be taken has to be corrected first.
            goes_on = workspace.problem(input).is_none();
            if !goes_on {
                response.request_focus();
            }
        }
        if wanted {
            response.request_focus();
        }
        let has_keyboard = response.has_focus();
        if beside.width() >= BESIDE_WIDTH {
            let mut at = child(ui, beside, Layout::left_to_right(Align::Center));
            offer_ui(&mut at, input, workspace, has_keyboard, actions);
        } else {
            below = Some(has_keyboard);
        }
    }
    if let Some(has_keyboard) = below
        && has_offer(input, workspace)
    {
        ui.horizontal(|ui| {
            ui.add_space(INDENT + LABEL_WIDTH);
            offer_ui(ui, input, workspace, has_keyboard, actions);
        });
    }
    if has_notes(input, workspace) {
        ui.horizontal(|ui| {
            ui.add_space(INDENT + LABEL_WIDTH);
            ui.vertical(|ui| notes_ui(ui, input, workspace, actions));
        });
    }
    goes_on
}

fn child(ui: &mut Ui, rect: Rect, layout: Layout) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).layout(layout))
}

/// Whether a usual value is offered for an input, or was taken.
fn has_offer(input: &'static Input, workspace: &Workspace) -> bool {
    input.certainty(workspace.scenario()) == Certainty::Usual || offered(input, workspace).is_some()
}

/// What stands beside a field: the usual value that is offered, or that it was taken.
fn offer_ui(
    ui: &mut Ui,
    input: &'static Input,
    workspace: &Workspace,
    has_keyboard: bool,
    actions: &mut Actions,
) {
    let scenario = workspace.scenario();
    if input.certainty(scenario) == Certainty::Usual {
        let palette = Palette::current(ui);
        let words = RichText::new("usual range").small().color(palette.weak);
        let source = input.source(scenario).unwrap_or_default();
        ui.label(words).on_hover_text(source);
    } else {
        notes::offer_ui(ui, input, workspace, has_keyboard, actions);
    }
}

/// The button that ends the questions.
fn done_ui(ui: &mut Ui, wanted: bool, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.add_space(INDENT + LABEL_WIDTH);
        let button = egui::Button::new("Done").min_size(vec2(FIELD_WIDTH, 28.0));
        let response = ui.add(button);
        if wanted {
            response.request_focus();
        }
        if response.clicked() {
            actions.send(Action::LeaveQuestions);
        }
        let hint = RichText::new("Esc leaves too").small();
        ui.label(hint.color(Palette::current(ui).weak));
    });
}
