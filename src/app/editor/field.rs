//! The field of an input, by its kind: typed in, dragged, picked or checked.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{
    Align, Align2, Color32, CursorIcon, FontId, Galley, Key, Rect, Response, Role, Sense, Stroke,
    StrokeKind, TextEdit, Ui, WidgetInfo, pos2,
};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{forget_typing, truncated};
use crate::app::workspace::Workspace;
use crate::charts::distribution;
use crate::evidence::usual::UsualValue;
use crate::scenario::Scenario;
use crate::scenario::essentials::Certainty;
use crate::scenario::inputs::{Input, Kind, Value};
use crate::scenario::quantity::Unit;
use crate::theme::palette::Palette;

use super::help::{help_ui, known};
use super::yes_no::yes_no_ui;
use super::{card, model_menu, nudge, scrub};

/// Height of a second line in a field, in points.
pub const SECOND_LINE_HEIGHT: f32 = 15.0;
/// Size of the text in a field, in points.
const TEXT_SIZE: f32 = 13.5;
/// Room beside the text in a field, in points.
const SIDE_MARGIN: f32 = 8.0;

/// The field itself, by the kind of input. Returns the response of what gets the keyboard if something leads to the input.
pub fn field_ui(
    ui: &mut Ui,
    input: &'static Input,
    workspace: &Workspace,
    actions: &mut Actions,
) -> Option<Response> {
    match input.kind {
        Kind::Estimate { .. } | Kind::Number { .. } => {
            return Some(value_ui(ui, input, workspace, actions));
        }
        Kind::Text => {
            if let Some(approach) = model_menu::approach_of(input.path) {
                let field = model_menu::field_ui(ui, input, approach, workspace, actions);
                return Some(field);
            }
            let room = ui.available_size();
            let field = ui.allocate_ui(room, |ui| value_ui(ui, input, workspace, actions));
            return Some(field.inner);
        }
        Kind::Choice(choices) => {
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
            return Some(combo.response);
        }
        Kind::YesNo => return yes_no_ui(ui, workspace, input, actions),
        Kind::Group => {
            let mut is_present = input.value(workspace.scenario()) == Value::Present;
            let response = ui.checkbox(&mut is_present, "");
            response.widget_info(|| {
                WidgetInfo::selected(Role::CheckBox, true, is_present, input.full_label())
            });
            if response.changed() {
                let value = if is_present {
                    Value::Present
                } else {
                    Value::Absent
                };
                actions.set(input, value);
            }
            return Some(response);
        }
        Kind::Numbers { .. } => {}
    }
    None
}

/// What a field holds: what is typed, else the value. An essential that nobody stated has no value to be seen.
pub(super) fn shown_text(input: &Input, workspace: &Workspace) -> String {
    match workspace.drafts.get(input.path) {
        Some(draft) => draft.text.clone(),
        None if is_open(input, workspace.scenario()) => String::new(),
        None => input.text(workspace.scenario()),
    }
}

/// Whether nobody stated the input, and someone should: it is essential, or has a usual value.
fn is_open(input: &Input, scenario: &Scenario) -> bool {
    input.is_open(scenario) || UsualValue::offered(input, scenario).is_some()
}

/// What stands in the field of an input without a value: that it isn't set, or what is assumed meanwhile.
fn placeholder(input: &Input, scenario: &Scenario) -> String {
    match input.base(scenario) {
        _ if input.kind == Kind::Text => String::new(),
        Some(base) if base != 0.0 && is_open(input, scenario) => {
            format!("{} assumed", input.text(scenario))
        }
        _ => "not set".to_owned(),
    }
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

/// A number, a range or a line of text: shown with its unit, typed in after a click; a number is dragged to change it.
fn value_ui(
    ui: &mut Ui,
    input: &'static Input,
    workspace: &Workspace,
    actions: &mut Actions,
) -> Response {
    let id = ui.make_persistent_id(("value", workspace.opened, input.path));
    // Tab may lead here in this frame. The field that has the keyboard already tells egui so itself; told twice, Tab would not leave it.
    let focused = ui.memory_mut(|memory| {
        if !memory.has_focus(id) {
            memory.interested_in_focus(id, ui.layer_id());
        }
        memory.has_focus(id)
    });
    let mut text = shown_text(input, workspace);
    let response = if focused {
        card::ask_by_keys(ui, input);
        if let Some(nudged) = nudge::nudged(ui, input, workspace) {
            text = nudged;
            select_all(ui, id, &text);
            actions.send(Action::Type(input, text.clone()));
        }
        let mut edit = TextEdit::singleline(&mut text)
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
            select_all(ui, id, &text);
        }
        if response.changed() {
            actions.send(Action::Type(input, text));
        }
        name(ui, &response, input);
        response
    } else {
        let rect = ui.max_rect();
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(text.clone()),
            ..WidgetInfo::labeled(Role::TextInput, true, input.full_label())
        });
        paint_value(ui, rect, &response, input, workspace, &text);
        if response.clicked() {
            response.request_focus();
            select_all(ui, id, &text);
        }
        scrub::drag(ui, &response, input, workspace, actions);
        let cursor = if response.dragged() {
            CursorIcon::ResizeHorizontal
        } else {
            CursorIcon::Text
        };
        response
            .on_hover_cursor(cursor)
            .on_hover_ui(|ui| help_ui(ui, input, workspace))
    };
    forget_typing(ui, &response);
    end_of_typing(ui, &response, input, actions);
    response
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut cursor = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::default(), CCursor::new(text.chars().count()));
    cursor.cursor.set_char_range(Some(all));
    cursor.store(ui.ctx(), id);
}

/// Whether an input holds words, which begin at the left; numbers end at the right.
fn is_words(input: &Input) -> bool {
    matches!(input.kind, Kind::Text)
}

/// What stands in the field of an input that has no value.
fn nothing_in(input: &Input) -> &'static str {
    match input.path.rsplit('.').next() {
        Some("name") => "Untitled",
        Some("model") => "Choose a model",
        _ => "not set",
    }
}

/// A box with the value and, weaker, its unit. Ranges have a colour of their own, and what can't be taken too.
fn paint_value(
    ui: &Ui,
    rect: Rect,
    response: &Response,
    input: &Input,
    workspace: &Workspace,
    text: &str,
) {
    let palette = Palette::current(ui);
    let scenario = workspace.scenario();
    let value = input.value(scenario);
    let known = known(input, scenario);
    let (fill, line) = if workspace.problem(input).is_some() {
        (palette.error_field, palette.error)
    } else if known.is_some() {
        (palette.range, palette.range_line)
    } else if response.hovered() || response.dragged() {
        (palette.field_hover, palette.line)
    } else {
        (palette.field, palette.field_line)
    };
    ui.painter()
        .rect(rect, 5.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    if let Some(known) = known {
        let ground = rect.shrink2(egui::vec2(2.0, 2.0));
        let is_dark = !is_usual(input, scenario) && workspace.problem(input).is_none();
        let alpha = if is_dark {
            distribution::ALPHA_BEHIND_TEXT
        } else {
            distribution::ALPHA_BEHIND_WEAK_TEXT
        };
        distribution::paint_density(ui, ground, known, palette.range_line.gamma_multiply(alpha));
    }
    let has_no_value = value == Value::Absent || text.is_empty();
    let placeholder = if input.kind == Kind::Text {
        nothing_in(input).to_owned()
    } else {
        placeholder(input, scenario)
    };
    let (text, color): (&str, Color32) = if workspace.problem(input).is_some() {
        (text, palette.error)
    } else if has_no_value {
        (&placeholder, palette.weak)
    } else if input.is_default(scenario) && !input.essential || is_usual(input, scenario) {
        (text, palette.weak)
    } else {
        (text, palette.text)
    };
    // Over a distribution the unit is as dark as the number.
    let unit_color = if known.is_some() { color } else { palette.weak };
    let room = rect.width() - 2.0 * SIDE_MARGIN;
    let number = truncated(ui, text, TEXT_SIZE, color, room);
    let suffix = if has_no_value {
        String::new()
    } else {
        input.unit.suffix()
    };
    let has_unit = !suffix.is_empty();
    let unit = truncated(ui, suffix, TEXT_SIZE, unit_color, room);
    let gap = unit_gap(input.unit);
    let is_too_wide = number.elided || unit.size().x + gap + number.size().x > room;
    if is_too_wide && has_number(input, workspace) {
        let lines = two_lines(ui, text, [color, unit_color], input.unit, room);
        let at = pos2(
            rect.right() - SIDE_MARGIN - lines.rect.right(),
            rect.center().y - lines.size().y / 2.0,
        );
        ui.painter().galley(at, lines, color);
        return;
    }
    let mut right = rect.right() - SIDE_MARGIN;
    if has_unit && !is_too_wide {
        right -= unit.size().x;
        let at = pos2(right, rect.center().y - unit.size().y / 2.0);
        ui.painter().galley(at, unit, unit_color);
        right -= gap;
    }
    let left = if is_words(input) {
        rect.left() + 8.0
    } else {
        right - number.size().x
    };
    let at = pos2(left, rect.center().y - number.size().y / 2.0);
    ui.painter().galley(at, number, color);
}

/// Whether the value is a usual one, which the user hasn't confirmed.
fn is_usual(input: &Input, scenario: &Scenario) -> bool {
    input.certainty(scenario) == Certainty::Usual
}

/// Whether a number or range doesn't fit on one line of a field of this width together with its unit, neither of which is left out.
pub fn takes_two_lines(ui: &Ui, input: &Input, workspace: &Workspace, field_width: f32) -> bool {
    has_number(input, workspace) && {
        let texts = [input.text(workspace.scenario()), input.unit.suffix()];
        let [number, unit] = texts.map(|text| text_width(ui, text));
        number + unit_gap(input.unit) + unit > field_width - 2.0 * SIDE_MARGIN
    }
}

/// Whether the field shows a stated number or range, as it would be written.
fn has_number(input: &Input, workspace: &Workspace) -> bool {
    let scenario = workspace.scenario();
    matches!(input.value(scenario), Value::Estimate(_))
        && !workspace.drafts.contains_key(input.path)
        && !is_open(input, scenario)
}

/// Room between a number and its unit, in points.
fn unit_gap(unit: Unit) -> f32 {
    if matches!(unit, Unit::Percent(_) | Unit::Count("×")) {
        1.0
    } else {
        4.0
    }
}

fn text_width(ui: &Ui, text: String) -> f32 {
    let font = FontId::proportional(TEXT_SIZE);
    let line = ui
        .painter()
        .layout_no_wrap(text, font, Color32::PLACEHOLDER);
    line.size().x
}

/// A range over its unit, aligned at the right; where the range itself is too long, it is broken between its numbers.
fn two_lines(
    ui: &Ui,
    text: &str,
    [color, unit_color]: [Color32; 2],
    unit: Unit,
    room: f32,
) -> Arc<Galley> {
    let format = |color| TextFormat::simple(FontId::proportional(TEXT_SIZE), color);
    let mut job = LayoutJob::default();
    let suffix = unit.suffix();
    // A percent sign stays with its number.
    let (text, unit) = match suffix.strip_prefix('%') {
        Some(rest) => (format!("{text}%"), rest.trim_start()),
        None => (text.to_owned(), suffix.as_str()),
    };
    job.append(&text, 0.0, format(color));
    if !unit.is_empty() {
        let unit = unit.replace(' ', "\u{a0}");
        // The field is as high as two rows: both are used.
        let fits = text_width(ui, text) <= room;
        let gap = if fits { '\n' } else { ' ' };
        job.append(&format!("{gap}{unit}"), 0.0, format(unit_color));
    }
    job.halign = Align::RIGHT;
    job.wrap.max_width = room;
    job.wrap.max_rows = 2;
    ui.painter().layout_job(job)
}
