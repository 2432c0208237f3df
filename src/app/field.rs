//! One row of the editor: an input's label, its field, and where its value comes from.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align, Align2, Color32, CursorIcon, FontId, Key, Layout, Popup, PopupCloseBehavior, Rect,
    Response, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use crate::charts::distribution::{self, Known};
use crate::scenario::inputs::{Input, Kind, Value};
use crate::scenario::quantity::Unit;
use crate::scenario::{Estimate, Scenario};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::{Action, Actions};
use super::document::TYPED_BY_HAND;
use super::state::State;
use super::{models, scrub};

const ROW: f32 = 26.0;
const FIELD: f32 = 24.0;
/// Room at the end of a row for the mark of its source, or the reset button.
const GUTTER: f32 = 20.0;

/// Draws the row.
pub fn row_ui(ui: &mut Ui, input: &'static Input, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let long = matches!(input.kind, Kind::Numbers { .. }) || input.path == "notes";
    let width = ui.available_width();
    let field_width = (width * 0.47).clamp(150.0, 220.0);
    let (row, hover) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    if state.go_to == Some(input) {
        ui.scroll_to_rect(row, Some(Align::Center));
    }
    let label_rect = Rect::from_min_max(
        row.min,
        pos2(row.right() - GUTTER - field_width - 6.0, row.bottom()),
    );
    label_ui(ui, label_rect, input, state, actions);
    let field = Rect::from_center_size(
        pos2(row.right() - GUTTER - field_width / 2.0, row.center().y),
        vec2(field_width, FIELD),
    );
    if !long {
        let mut at = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(field)
                .layout(Layout::right_to_left(Align::Center)),
        );
        field_ui(&mut at, input, state, actions);
    }
    let gutter = Rect::from_min_max(pos2(row.right() - GUTTER + 2.0, row.top()), row.max);
    gutter_ui(ui, gutter, hover.contains_pointer(), input, state, actions);
    if long {
        lines_ui(ui, input, state, actions);
    }
    let Some(draft) = state.drafts.get(input.path) else {
        return;
    };
    let scenario = state.document.scenario();
    let (text, color) = match (&draft.problem, known(input, scenario)) {
        (Some(problem), _) => (problem.clone(), palette.error),
        (None, Some(known)) => (echo(input, known, scenario), palette.weak),
        (None, None) => return,
    };
    ui.horizontal_wrapped(|ui| ui.label(RichText::new(text).small().color(color)));
}

/// The name; a click opens what there is to know of the input.
fn label_ui(ui: &mut Ui, rect: Rect, input: &'static Input, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let id = ui.make_persistent_id(("label", input.path));
    // Not a stop of the Tab key: that goes from field to field.
    let response = ui.interact(rect, id, Sense::CLICK);
    let color = if response.hovered() {
        palette.accent
    } else {
        palette.text
    };
    let mut job = egui::text::LayoutJob::simple_singleline(
        input.label.to_owned(),
        FontId::proportional(13.5),
        color,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("About {}", input.full_label()))
    });
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| about_ui(ui, input, state, actions));
    response.on_hover_ui(|ui| help_ui(ui, input, state));
}

/// What there is to know of an input; of a range, with its picture.
fn help_ui(ui: &mut Ui, input: &Input, state: &State) {
    ui.set_max_width(320.0);
    ui.label(help(input, state));
    let scenario = state.document.scenario();
    if let Some(known) = known(input, scenario) {
        ui.add_space(4.0);
        distribution::picture_ui(ui, known, |value| {
            input.unit.short(value, &scenario.currency)
        });
    }
}

/// What is known of an uncertain input.
fn known(input: &Input, scenario: &Scenario) -> Option<Known> {
    match (input.value(scenario), input.domain()) {
        (Value::Estimate(estimate), Some(domain)) if estimate.is_uncertain() => {
            Some(Known { estimate, domain })
        }
        _ => None,
    }
}

/// What the input means, and what is allowed.
fn help(input: &Input, state: &State) -> String {
    let scenario = state.document.scenario();
    let mut lines = vec![
        format!("{}.", input.help),
        format!("Allowed: {}.", input.allowed(&scenario.currency)),
    ];
    if let Some(known) = known(input, scenario) {
        let echo = echo(input, known, scenario);
        lines.push(format!("{}: {echo}.", input.text(scenario)));
    }
    if let Some(source) = scenario.sources.get(input.path) {
        lines.push(format!("Source: {source}."));
    }
    lines.join("\n")
}

/// What a range means, in words, because tools disagree about what "to" means.
fn echo(input: &Input, known: Known, scenario: &Scenario) -> String {
    let Known { estimate, domain } = known;
    let short = |value| input.unit.short(value, &scenario.currency);
    let [low, median, high] = distribution::MARKED.map(|p| short(estimate.quantile(p, &domain)));
    match estimate {
        Estimate::Pert { .. } => format!(
            "least, most likely, most; 90 % sure between {low} and {high}, median {median}; the base case takes {}",
            short(estimate.base(&domain))
        ),
        _ => format!("90 % sure between {low} and {high}; median {median}, the base case"),
    }
}

/// The card behind the label: help, source, reset.
fn about_ui(ui: &mut Ui, input: &'static Input, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let scenario = state.document.scenario();
    ui.set_width(320.0);
    ui.label(RichText::new(input.full_label()).family(fonts::bold()));
    ui.label(input.help);
    let allowed = format!("Allowed: {}", input.allowed(&scenario.currency));
    ui.label(RichText::new(allowed).small().color(palette.weak));
    ui.label(
        RichText::new(format!("In files: {}", input.path))
            .small()
            .color(palette.weak),
    );
    ui.add_space(4.0);
    let mut source = scenario
        .sources
        .get(input.path)
        .cloned()
        .unwrap_or_default();
    let edit = TextEdit::multiline(&mut source)
        .hint_text("Source: where the value comes from")
        .desired_rows(2)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    if response.changed() {
        actions.send(Action::SetSource(input, source));
    }
    if response.lost_focus() {
        actions.send(Action::EndEdit(input));
    }
    if !input.is_default(scenario) && ui.button("Reset to default").clicked() {
        actions.send(Action::Reset(input));
        ui.close();
    }
}

/// A mark where there is a source; under the pointer, the reset button.
fn gutter_ui(
    ui: &mut Ui,
    rect: Rect,
    hovered: bool,
    input: &'static Input,
    state: &State,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let scenario = state.document.scenario();
    let source = scenario.sources.get(input.path);
    let can_reset = !input.is_default(scenario);
    let over = hovered || ui.rect_contains_pointer(rect);
    if over && can_reset {
        let response = ui.interact(
            rect,
            ui.make_persistent_id(("reset", input.path)),
            Sense::CLICK,
        );
        let color = if response.hovered() {
            palette.accent
        } else {
            palette.weak
        };
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            "↺",
            FontId::proportional(14.0),
            color,
        );
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("Reset {}", input.full_label()))
        });
        if response.on_hover_text("Reset to its default").clicked() {
            actions.send(Action::Reset(input));
        }
    } else if let Some(source) = source {
        let response = ui.interact(
            rect,
            ui.make_persistent_id(("source", input.path)),
            Sense::hover(),
        );
        let by_hand = source == TYPED_BY_HAND;
        if by_hand {
            ui.painter()
                .circle_stroke(rect.center(), 2.5, Stroke::new(1.2, palette.warning));
        } else {
            ui.painter().circle_filled(rect.center(), 2.5, palette.line);
        }
        response.on_hover_text(format!("Source: {source}"));
    }
}

/// The field itself, by the kind of input.
pub fn field_ui(ui: &mut Ui, input: &'static Input, state: &State, actions: &mut Actions) {
    match input.kind {
        Kind::Estimate { .. } | Kind::Number { .. } => value_ui(ui, input, state, actions),
        Kind::Text => {
            if let Some(side) = models::side_of(input.path) {
                models::pick_ui(ui, side, actions);
            }
            let room = ui.available_size();
            ui.allocate_ui(room, |ui| value_ui(ui, input, state, actions));
        }
        Kind::Choice(choices) => {
            let chosen = input.describe(state.document.scenario());
            let combo = egui::ComboBox::from_id_salt(input.path)
                .selected_text(chosen.clone())
                .width(ui.available_width())
                .show_ui(ui, |ui| {
                    for (key, words) in choices {
                        if ui.selectable_label(*words == chosen, *words).clicked() {
                            set(input, Value::Text((*key).to_owned()), actions);
                        }
                    }
                });
            name(ui, &combo.response, input);
        }
        Kind::Answer => {
            let answer = input.value(state.document.scenario());
            for (words, value) in [
                ("–", Value::Absent),
                ("no", Value::Answer(false)),
                ("yes", Value::Answer(true)),
            ] {
                let response = ui.selectable_label(answer == value, words);
                let label = format!("{} {words}", input.label);
                response.widget_info(|| {
                    WidgetInfo::selected(Role::RadioButton, true, answer == value, &label)
                });
                if response.clicked() {
                    set(input, value, actions);
                }
            }
        }
        Kind::Group => {
            let mut there = input.value(state.document.scenario()) == Value::Present;
            let response = ui.checkbox(&mut there, "");
            response.widget_info(|| {
                WidgetInfo::selected(Role::CheckBox, true, there, input.full_label())
            });
            if response.changed() {
                set(
                    input,
                    if there { Value::Present } else { Value::Absent },
                    actions,
                );
            }
        }
        Kind::Numbers { .. } => {}
    }
}

fn set(input: &'static Input, value: Value, actions: &mut Actions) {
    actions.send(Action::Set(input, value));
    actions.send(Action::EndEdit(input));
}

/// What a field holds: what is typed, else the value.
fn shown_text(input: &Input, state: &State) -> String {
    match state.drafts.get(input.path) {
        Some(draft) => draft.text.clone(),
        None => input.text(state.document.scenario()),
    }
}

fn has_problem(input: &Input, state: &State) -> bool {
    state
        .drafts
        .get(input.path)
        .is_some_and(|draft| draft.problem.is_some())
}

/// Sends what the end of typing means.
fn end_of_typing(ui: &Ui, response: &Response, input: &'static Input, actions: &mut Actions) {
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
fn name(ui: &Ui, response: &Response, input: &Input) {
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(input.full_label()));
}

/// Several lines under the label: notes, or a pasted column of volumes.
fn lines_ui(ui: &mut Ui, input: &'static Input, state: &State, actions: &mut Actions) {
    let mut text = shown_text(input, state);
    let hint = if input.path == "notes" {
        ""
    } else {
        "Paste a column, a line a month"
    };
    let width = ui.available_width() - GUTTER;
    let response = egui::ScrollArea::vertical()
        .id_salt(input.path)
        .max_height(84.0)
        .max_width(width)
        .show(ui, |ui| {
            let edit = TextEdit::multiline(&mut text)
                .hint_text(hint)
                .desired_rows(2)
                .desired_width(width);
            ui.add(edit)
        })
        .inner;
    name(ui, &response, input);
    if response.changed() {
        actions.send(Action::Type(input, text));
    }
    end_of_typing(ui, &response, input, actions);
}

/// A number, a range or a line of text: shown with its unit, typed in after a click; a number is dragged to change it.
fn value_ui(ui: &mut Ui, input: &'static Input, state: &State, actions: &mut Actions) {
    let id = ui.make_persistent_id(("value", input.path));
    let focused = ui.memory_mut(|memory| {
        memory.interested_in_focus(id, ui.layer_id());
        memory.has_focus(id)
    });
    if state.go_to == Some(input) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let mut text = shown_text(input, state);
    let response = if focused {
        let mut edit = TextEdit::singleline(&mut text)
            .id(id)
            .align(Align2::RIGHT_CENTER)
            .desired_width(ui.available_width());
        if has_problem(input, state) {
            edit = edit.text_color(Palette::current(ui).error);
        }
        let response = ui.add(edit);
        if response.gained_focus() {
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
        paint_value(ui, rect, &response, input, state, &text);
        if response.clicked() {
            response.request_focus();
            select_all(ui, id, &text);
        }
        scrub::drag(ui, &response, input, state, actions);
        let cursor = if response.dragged() {
            CursorIcon::ResizeHorizontal
        } else {
            CursorIcon::Text
        };
        response
            .on_hover_cursor(cursor)
            .on_hover_ui(|ui| help_ui(ui, input, state))
    };
    end_of_typing(ui, &response, input, actions);
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut cursor = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::default(), CCursor::new(text.chars().count()));
    cursor.cursor.set_char_range(Some(all));
    cursor.store(ui.ctx(), id);
}

/// A box with the value and, weaker, its unit. Ranges have a colour of their own, and what can't be taken too.
fn paint_value(ui: &Ui, rect: Rect, response: &Response, input: &Input, state: &State, text: &str) {
    let palette = Palette::current(ui);
    let scenario = state.document.scenario();
    let value = input.value(scenario);
    let known = known(input, scenario);
    let (fill, line) = if has_problem(input, state) {
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
        distribution::paint(ui, ground, known, palette.range_line.gamma_multiply(0.45));
    }
    let (text, color): (&str, Color32) = if has_problem(input, state) {
        (text, palette.error)
    } else if value == Value::Absent || text.is_empty() {
        ("not set", palette.weak)
    } else if input.is_default(scenario) && !input.essential {
        (text, palette.weak)
    } else {
        (text, palette.text)
    };
    let font = FontId::proportional(13.5);
    let layout = |text: &str, color| {
        let width = rect.width() - 16.0;
        let mut job =
            egui::text::LayoutJob::simple_singleline(text.to_owned(), font.clone(), color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        ui.painter().layout_job(job)
    };
    let number = layout(text, color);
    let suffix = if value == Value::Absent {
        String::new()
    } else {
        input.unit.suffix()
    };
    let unit = layout(&suffix, palette.weak);
    let gap = if matches!(input.unit, Unit::Percent(_)) {
        3.0
    } else {
        5.0
    };
    let mut right = rect.right() - 8.0;
    let room = rect.width() - 16.0;
    if !suffix.is_empty() && unit.size().x + gap + number.size().x <= room {
        right -= unit.size().x;
        let at = pos2(right, rect.center().y - unit.size().y / 2.0);
        ui.painter().galley(at, unit, palette.weak);
        right -= gap;
    }
    let at = pos2(
        right - number.size().x,
        rect.center().y - number.size().y / 2.0,
    );
    ui.painter().galley(at, number, color);
}
