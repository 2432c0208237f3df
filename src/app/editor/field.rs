//! The field of an input, by its kind: typed in, dragged, picked or checked.

use egui::{Align2, CursorIcon, Id, Key, Response, Role, Sense, TextEdit, Ui, WidgetInfo};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{forget_typing, hover_ui, select_all};
use crate::app::workspace::Workspace;
use crate::scenario::inputs::{Input, Kind, Value};
use crate::theme::palette::Palette;

use super::help::help_ui;
use super::shown_value::{ShownValue, is_words, paint_value, placeholder, shown_text};
use super::yes_no::yes_no_ui;
use super::{card, model_menu, nudge, scrub};

/// Height of a second line in a field, in points.
const SECOND_LINE_HEIGHT: f32 = 15.0;

/// The field of an input, with what it shows, which is looked up and laid out once a frame.
pub struct Field<'a> {
    input: &'static Input,
    workspace: &'a Workspace,
    /// What can be typed over, if that is text.
    text: String,
    /// The same as it is shown meanwhile.
    shown: Option<ShownValue>,
}

impl<'a> Field<'a> {
    /// The field as it is in this frame.
    pub fn new(ui: &Ui, input: &'static Input, workspace: &'a Workspace) -> Self {
        let is_text = match input.kind {
            Kind::Estimate { .. }
            | Kind::Number { .. }
            | Kind::Steps
            | Kind::Correlations
            | Kind::Actuals => true,
            Kind::Text => model_menu::approach_of(input.path).is_none(),
            _ => false,
        };
        let text = if is_text {
            shown_text(input, workspace)
        } else {
            String::new()
        };
        let shown = is_text.then(|| ShownValue::new(ui, &text, input, workspace));
        Self {
            input,
            workspace,
            text,
            shown,
        }
    }

    /// How much higher than others a field of this width is, in points: a number or range that doesn't fit on one line together with its unit
    /// takes two, and neither is left out.
    pub fn extra_height(&self, width: f32) -> f32 {
        match &self.shown {
            Some(shown) if shown.takes_two_lines(width) => SECOND_LINE_HEIGHT,
            _ => 0.0,
        }
    }

    /// Draws the field, by the kind of input. Returns the response of what gets the keyboard if something leads to the input.
    pub fn ui(self, ui: &mut Ui, actions: &mut Actions) -> Option<Response> {
        let (input, workspace) = (self.input, self.workspace);
        match input.kind {
            Kind::Estimate { .. }
            | Kind::Number { .. }
            | Kind::Steps
            | Kind::Correlations
            | Kind::Actuals => Some(self.value_ui(ui, actions)),
            Kind::Text => {
                if let Some(approach) = model_menu::approach_of(input.path) {
                    let field = model_menu::field_ui(ui, input, approach, workspace, actions);
                    return Some(field);
                }
                let room = ui.available_size();
                let field = ui.allocate_ui(room, |ui| self.value_ui(ui, actions));
                Some(field.inner)
            }
            Kind::Choice(choices) => Some(choice_ui(ui, input, choices, workspace, actions)),
            Kind::YesNo => yes_no_ui(ui, workspace, input, actions),
            Kind::Group => Some(group_ui(ui, input, workspace, actions)),
            Kind::Numbers { .. } => None,
        }
    }

    /// A number, a range or a line of text: shown with its unit, typed in after a click; a number is dragged to change it.
    fn value_ui(mut self, ui: &mut Ui, actions: &mut Actions) -> Response {
        let (input, workspace) = (self.input, self.workspace);
        let id = ui.make_persistent_id(("value", workspace.turn, input.path));
        // Tab may lead here in this frame. The field that has the keyboard already tells egui so itself; told twice, Tab would not leave it.
        let focused = ui.memory_mut(|memory| {
            if !memory.has_focus(id) {
                memory.interested_in_focus(id, ui.layer_id());
            }
            memory.has_focus(id)
        });
        let response = if focused {
            self.typed_ui(ui, id, actions)
        } else {
            self.resting_ui(ui, id, actions)
        };
        forget_typing(ui, &response);
        end_of_typing(ui, &response, input, actions);
        response
    }

    /// The field that has the keyboard.
    fn typed_ui(&mut self, ui: &mut Ui, id: Id, actions: &mut Actions) -> Response {
        let (input, workspace) = (self.input, self.workspace);
        let text = &mut self.text;
        card::ask_by_keys(ui, input);
        if let Some(nudged) = nudge::nudged(ui, input, workspace) {
            *text = nudged;
            select_all(ui, id, text);
            actions.send(Action::Type(input, text.clone()));
        }
        let mut edit = TextEdit::singleline(text)
            .id(id)
            .hint_text(placeholder(input, workspace.scenario()))
            .align(if is_words(input) {
                Align2::LEFT_CENTER
            } else {
                Align2::RIGHT_CENTER
            })
            .desired_width(ui.available_width());
        if workspace.problem(input).is_some() {
            edit = edit.text_color(Palette::current(ui).error);
        }
        // Something led here, as the palette: nothing is remembered of what is typed.
        let is_new = TextEdit::load_state(ui.ctx(), id).is_none();
        let response = ui.add(edit);
        if response.gained_focus() || is_new {
            select_all(ui, id, &self.text);
        }
        if response.changed() {
            actions.send(Action::Type(input, self.text.clone()));
        }
        name(ui, &response, input);
        response
    }

    /// The field without the keyboard: a click leads the keyboard there, dragging over it changes a number.
    fn resting_ui(&self, ui: &mut Ui, id: Id, actions: &mut Actions) -> Response {
        let (input, workspace, text) = (self.input, self.workspace, &self.text);
        let rect = ui.max_rect();
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(text.clone()),
            ..WidgetInfo::labeled(Role::TextInput, true, input.full_label())
        });
        if let Some(shown) = &self.shown {
            paint_value(ui, rect, &response, input, workspace, shown);
        }
        if response.clicked() {
            response.request_focus();
            select_all(ui, id, text);
        }
        scrub::drag(ui, &response, input, workspace, actions);
        let cursor = if response.dragged() {
            CursorIcon::ResizeHorizontal
        } else {
            CursorIcon::Text
        };
        let response = response.on_hover_cursor(cursor);
        hover_ui(&response, |ui| help_ui(ui, input, workspace));
        response
    }
}

/// One of several choices, in a list that opens.
fn choice_ui(
    ui: &mut Ui,
    input: &'static Input,
    choices: &[(&'static str, &'static str)],
    workspace: &Workspace,
    actions: &mut Actions,
) -> Response {
    let chosen = input.describe(workspace.scenario());
    let combo = egui::ComboBox::from_id_salt(input.path)
        .selected_text(chosen.clone())
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            for (key, words) in choices {
                if ui.selectable_label(*words == chosen, *words).clicked() {
                    actions.set(input, Value::Text((*key).to_owned()));
                }
            }
        });
    name(ui, &combo.response, input);
    combo.response
}

/// Whether the scenario has a group of inputs: a checkbox.
fn group_ui(
    ui: &mut Ui,
    input: &'static Input,
    workspace: &Workspace,
    actions: &mut Actions,
) -> Response {
    let mut is_present = input.value(workspace.scenario()) == Value::Present;
    let response = ui.checkbox(&mut is_present, "");
    response
        .widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_present, input.full_label()));
    if response.changed() {
        let value = if is_present {
            Value::Present
        } else {
            Value::Absent
        };
        actions.set(input, value);
    }
    response
}

/// Sends what the end of typing means.
pub(super) fn end_of_typing(
    ui: &Ui,
    response: &Response,
    input: &'static Input,
    actions: &mut Actions,
) {
    if response.lost_focus() {
        let escaped = ui.input(|read| read.key_pressed(Key::Escape));
        actions.send(if escaped {
            Action::CancelEdit(input)
        } else {
            Action::EndEdit(input)
        });
    }
}

/// Names a text edit for screen readers and tests.
pub(super) fn name(ui: &Ui, response: &Response, input: &Input) {
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(input.full_label()));
}
