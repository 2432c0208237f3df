//! One row of the editor: an input's label, its field, and where its value comes from.

use egui::{
    Align, Align2, FontId, Layout, Popup, PopupCloseBehavior, Rect, RichText, Role, Sense, Stroke,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use crate::analysis::approach::Approach;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{forget_typing, hover_ui, scroll_ui, truncated};
use crate::app::workspace::Workspace;
use crate::evidence::current::MarkKind;
use crate::scenario::inputs::{Input, Kind, TYPED_BY_HAND, source_in_words};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::card;
use super::correlations;
use super::field::{Field, end_of_typing, name};
use super::help::help_ui;
use super::model_menu;
use super::notes::{entered, notes_ui, offer_ui, offered};
use super::shown_value::shown_text;

/// Height of a row, in points.
const ROW_HEIGHT: f32 = 26.0;
/// Height of the field in a row, in points.
const FIELD_HEIGHT: f32 = 24.0;
/// Height of the line that offers a value, in points.
const OFFER_HEIGHT: f32 = 17.0;
/// Room at the end of a row for the mark of its source, or the reset button, in points.
const GUTTER_WIDTH: f32 = 20.0;
/// Room for the longest label with the space behind it, in points: a label is never cut off where there is room for its field.
const LABEL_WIDTH: f32 = 154.0;
/// Sizes of a label's type, in points: the second where the first doesn't fit.
const LABEL_POINTS: f32 = 13.5;
const SMALL_LABEL_POINTS: f32 = 11.5;

/// Draws the row. `wanted`: it scrolls into view, and its field takes the focus.
pub fn row_ui(
    ui: &mut Ui,
    input: &'static Input,
    wanted: bool,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let long = matches!(input.kind, Kind::Numbers { .. }) || input.path == "notes";
    let width = ui.available_width();
    let model_of = model_menu::approach_of(input.path);
    // What takes several lines is drawn below the label.
    let field = (!long).then(|| Field::new(ui, input, workspace));
    let (row_height, field_size) = if model_of.is_some() {
        let field_width = width - GUTTER_WIDTH - model_menu::LABEL_WIDTH;
        let field_size = vec2(field_width, model_menu::FIELD_HEIGHT);
        (model_menu::ROW_HEIGHT, field_size)
    } else {
        let field_width = (width - GUTTER_WIDTH - LABEL_WIDTH).clamp(128.0, 220.0);
        let extra = field
            .as_ref()
            .map_or(0.0, |field| field.extra_height(field_width));
        (ROW_HEIGHT + extra, vec2(field_width, FIELD_HEIGHT + extra))
    };
    let field_width = field_size.x;
    let (row, hover) = ui.allocate_exact_size(vec2(width, row_height), Sense::hover());
    if wanted && !ui.clip_rect().contains_rect(row) {
        ui.scroll_to_rect(row, Some(Align::Center));
    }
    let label_rect = Rect::from_min_max(
        row.min,
        pos2(row.right() - GUTTER_WIDTH - field_width - 6.0, row.bottom()),
    );
    label_ui(ui, label_rect, input, workspace, actions);
    let field_rect = Rect::from_center_size(
        pos2(
            row.right() - GUTTER_WIDTH - field_width / 2.0,
            row.center().y,
        ),
        field_size,
    );
    let mut has_keyboard = false;
    if let Some(field) = field {
        let mut at = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(field_rect)
                .layout(Layout::right_to_left(Align::Center)),
        );
        if let Some(response) = field.ui(&mut at, actions) {
            entered(ui, &response, input, workspace, actions);
            has_keyboard = response.has_focus();
            if wanted {
                response.request_focus();
            }
            if has_keyboard {
                card::ask_by_keys(ui, input);
            }
        }
    }
    let gutter = Rect::from_min_max(pos2(row.right() - GUTTER_WIDTH + 2.0, row.top()), row.max);
    gutter_ui(
        ui,
        gutter,
        hover.contains_pointer(),
        input,
        workspace,
        actions,
    );
    if long {
        lines_ui(ui, input, wanted, workspace, actions);
    }
    if let Some(approach) = model_of {
        retirement_ui(ui, approach, workspace);
    }
    marks_ui(ui, width - GUTTER_WIDTH - field_width, input, workspace);
    if offered(input, workspace).is_some() {
        let layout = Layout::right_to_left(Align::Center);
        let size = vec2(width - GUTTER_WIDTH, OFFER_HEIGHT);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            offer_ui(ui, input, workspace, has_keyboard, actions);
        });
    }
    notes_ui(ui, input, workspace, actions);
}

/// The day on which the model is shut down, if that is within the horizon.
fn retirement_ui(ui: &mut Ui, approach: Approach, workspace: &Workspace) {
    let Some(mark) = model_menu::retirement_mark(approach, workspace.scenario()) else {
        return;
    };
    ui.horizontal(|ui| {
        ui.add_space(model_menu::LABEL_WIDTH + 8.0);
        let color = Palette::current(ui).warning;
        ui.label(RichText::new(mark).small().color(color));
    });
}

/// What of the list prices may not hold until the end, this far from the left.
fn marks_ui(ui: &mut Ui, left: f32, input: &Input, workspace: &Workspace) {
    let marks = workspace.findings.marks.iter();
    // That the model is shut down is said by its retirement.
    for mark in marks.filter(|mark| mark.path == input.path && mark.kind != MarkKind::ShutDown) {
        ui.horizontal(|ui| {
            let color = Palette::current(ui).warning;
            let text = RichText::new(mark.short()).small().color(color);
            ui.add_space(left);
            ui.label(text).on_hover_text(&mark.text);
        });
    }
}

/// The input's name; a click opens its card.
fn label_ui(
    ui: &mut Ui,
    rect: Rect,
    input: &'static Input,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let id = ui.make_persistent_id(("label", input.path));
    // Not a stop of the Tab key: that goes from field to field.
    let response = ui.interact(rect, id, Sense::CLICK);
    let color = if response.hovered() {
        palette.accent
    } else {
        palette.text
    };
    let mut galley = truncated(ui, input.label, LABEL_POINTS, color, rect.width());
    if galley.elided {
        // Smaller, and whole: where the editor is narrowest, the longest labels need it.
        galley = truncated(ui, input.label, SMALL_LABEL_POINTS, color, rect.width());
    }
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("About {}", input.full_label()))
    });
    if card::is_asked(ui, input) {
        Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
    }
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| about_ui(ui, input, workspace, actions));
    hover_ui(&response, |ui| help_ui(ui, input, workspace));
}

/// The card behind the label: help, source, reset.
fn about_ui(ui: &mut Ui, input: &'static Input, workspace: &Workspace, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let scenario = workspace.scenario();
    ui.set_width(320.0);
    ui.label(RichText::new(input.full_label()).family(fonts::bold()));
    ui.label(input.help);
    let allowed = format!("Allowed: {}", input.allowed(&scenario.currency));
    ui.label(RichText::new(allowed).small().color(palette.weak));
    ui.label(
        RichText::new(format!("Path for --set: {}", input.path))
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
        .id_salt(workspace.turn)
        .hint_text("e.g. invoice of Oct 2026")
        .desired_rows(2)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    if card::takes_keyboard(ui, input) {
        response.request_focus();
    }
    forget_typing(ui, &response);
    if response.changed() {
        actions.send(Action::SetSource(input, source));
    }
    if response.lost_focus() {
        actions.send(Action::EndEdit(input));
    }
    correlations::moves_with_ui(ui, input, scenario, actions);
    if !input.is_default(scenario) && ui.button("Reset to default").clicked() {
        actions.send(Action::Reset(input));
        ui.close();
    }
}

/// A mark if the value has a source; while the pointer is over the row, the reset button instead.
fn gutter_ui(
    ui: &mut Ui,
    rect: Rect,
    hovered: bool,
    input: &'static Input,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let scenario = workspace.scenario();
    let source = input.source(scenario);
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
        if response.on_hover_text("Reset to default").clicked() {
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
            ui.painter().circle_filled(rect.center(), 2.5, palette.mark);
        }
        response.on_hover_text(format!("Source: {}", source_in_words(source)));
    }
}

/// Several lines under the label: notes, or a pasted column of volumes.
fn lines_ui(
    ui: &mut Ui,
    input: &'static Input,
    wanted: bool,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let mut text = shown_text(input, workspace);
    let hint = if input.path == "notes" {
        ""
    } else {
        "Paste one number per month"
    };
    let width = ui.available_width() - GUTTER_WIDTH;
    let response = scroll_ui(
        ui,
        egui::ScrollArea::vertical()
            .id_salt(input.path)
            .max_height(84.0)
            .max_width(width),
        |ui| {
            let edit = TextEdit::multiline(&mut text)
                .id_salt(workspace.turn)
                .hint_text(hint)
                .desired_rows(2)
                .desired_width(width);
            ui.add(edit)
        },
    );
    name(ui, &response, input);
    if wanted {
        response.request_focus();
    }
    forget_typing(ui, &response);
    if response.changed() {
        actions.send(Action::Type(input, text));
    }
    end_of_typing(ui, &response, input, actions);
}
