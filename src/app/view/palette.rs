//! The palette: a field over a list of what fits.

use std::ops::Range;

use egui::{
    Align2, Id, Key, Margin, Modal, Modifiers, Rect, Role, ScrollArea, Sense, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::focus::highlight::moved_highlight;
use crate::app::messages::action::{Action, Actions, Choice};
use crate::app::messages::command::Command;
use crate::app::state::palette::CommandPalette;
use crate::app::state::palette::entry::{Entry, Target};
use crate::app::widgets::{forget_typing, truncated, weak_ui};
use crate::theme::palette::Palette;

/// The most width of the list, in points.
const MAX_WIDTH: f32 = 640.0;
/// Height of a row, and the most rows that are in sight at once.
const ROW_HEIGHT: f32 = 28.0;
const MAX_ROWS: f32 = 12.0;
/// Room at the end of a row for the kind of thing, in points.
const KIND_WIDTH: f32 = 76.0;
/// The part of a row that the detail may take.
const DETAIL_SHARE: f32 = 0.42;
/// Room above and below the list, and for the field, in points.
const SURROUNDINGS: f32 = 110.0;

/// Draws it over the window.
pub fn palette_ui(ctx: &egui::Context, palette: &CommandPalette, actions: &mut Actions) {
    let id = Id::unique("palette");
    let screen = ctx.content_rect();
    let rows = ((screen.height() - SURROUNDINGS) / ROW_HEIGHT)
        .floor()
        .clamp(3.0, MAX_ROWS);
    // As high in the window as there is room: the list stays where it is while it gets shorter.
    let top = ((screen.height() - SURROUNDINGS - rows * ROW_HEIGHT) * 0.3).clamp(8.0, 96.0);
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top));
    let frame = egui::Frame::window(&ctx.style_of(ctx.theme())).inner_margin(10.0);
    let modal = Modal::new(id).area(area).frame(frame).show(ctx, |ui| {
        ui.set_width((screen.width() - 48.0).min(MAX_WIDTH));
        content_ui(ui, palette, rows, actions);
    });
    let keys = Command::Find.row().keys;
    let again = keys.is_some_and(|keys| ctx.input_mut(|input| input.consume_shortcut(&keys)));
    if modal.should_close() || again {
        actions.send(Action::Answer(Choice::Cancel));
    }
}

fn content_ui(ui: &mut Ui, palette: &CommandPalette, rows: f32, actions: &mut Actions) {
    let before = palette.highlighted;
    let highlighted = moved_highlight(ui, Some(before), palette.len(), rows as usize);
    let highlighted = highlighted.unwrap_or(before);
    let moved = highlighted != before;
    if moved {
        actions.send(Action::HighlightInPalette(highlighted));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        actions.send(Action::ChooseInPalette(highlighted));
    }
    field_ui(ui, palette, actions);
    ui.add_space(4.0);
    let height = rows * ROW_HEIGHT;
    ui.spacing_mut().item_spacing.y = 0.0;
    if palette.is_empty() {
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            ui.add_space(10.0);
            let typed = palette.text.trim();
            weak_ui(
                ui,
                format!("Nothing is named “{typed}”. Try a part of a name, such as “cache”, “export” or “risk”"),
            );
        });
        return;
    }
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink(false)
        .show_rows(ui, ROW_HEIGHT, palette.len(), |ui, shown| {
            rows_ui(ui, palette, shown, highlighted, moved, actions);
        });
}

fn rows_ui(
    ui: &mut Ui,
    palette: &CommandPalette,
    shown: Range<usize>,
    highlighted: usize,
    moved: bool,
    actions: &mut Actions,
) {
    if moved {
        // The row may be out of sight, and then it isn't drawn.
        let below = highlighted as f32 - shown.start as f32;
        let top = ui.cursor().top() + below * ROW_HEIGHT;
        let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + ROW_HEIGHT);
        ui.scroll_to_rect(row, None);
    }
    for place in shown {
        let Some(entry) = palette.get(place) else {
            continue;
        };
        if row_ui(ui, entry, place == highlighted).clicked() {
            actions.send(Action::ChooseInPalette(place));
        }
    }
}

/// The field, which has the keyboard as long as the palette is open.
fn field_ui(ui: &mut Ui, palette: &CommandPalette, actions: &mut Actions) {
    let hint = match palette.asked {
        Some(_) => "Use it for which approach?",
        None => "Find a command, input, scenario, model or page",
    };
    let mut text = palette.text.clone();
    let edit = TextEdit::singleline(&mut text)
        // A question begins with an empty field.
        .id_salt(palette.asked.is_some())
        .hint_text(hint)
        .margin(Margin::symmetric(10, 7))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    forget_typing(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
    if response.changed() {
        actions.send(Action::SearchPalette(text));
    }
    // Esc closes the palette, and takes the keyboard from it.
    if !ui.input(|input| input.key_pressed(Key::Escape)) {
        response.request_focus();
    }
}

/// A row: name, detail, and at the end the kind of thing.
fn row_ui(ui: &mut Ui, entry: &Entry, is_highlighted: bool) -> egui::Response {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    response.widget_info(|| {
        let label = format!("{}, {}", entry.name, entry.kind);
        WidgetInfo::selected(Role::ListBoxOption, true, is_highlighted, label)
    });
    let fill = if is_highlighted {
        palette.selection
    } else if response.hovered() {
        palette.field_hover
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 5.0, fill);
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let kind = truncated(ui, entry.kind, 11.5, palette.weak, KIND_WIDTH);
    let at = pos2(inner.right() - kind.size().x, middle(&kind));
    ui.painter().galley(at, kind, palette.weak);
    let right = inner.right() - KIND_WIDTH;
    let detail = detail(ui, entry);
    let room = DETAIL_SHARE * (right - inner.left());
    let detail = truncated(ui, detail, 12.5, palette.weak, room);
    let detail_left = right - detail.size().x;
    ui.painter()
        .galley(pos2(detail_left, middle(&detail)), detail, palette.weak);
    let room = detail_left - inner.left() - 12.0;
    let name = truncated(ui, &entry.name, 13.5, palette.text, room);
    ui.painter()
        .galley(pos2(inner.left(), middle(&name)), name, palette.text);
    response
}

/// A command's keys, or what the entry says of itself.
fn detail(ui: &Ui, entry: &Entry) -> String {
    match &entry.target {
        Target::Command(command) => {
            let keys = command.row().keys;
            keys.map_or(String::new(), |keys| ui.ctx().format_shortcut(&keys))
        }
        _ => entry.detail.clone(),
    }
}
