//! Small pieces that several rooms draw.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextWrapping};
use egui::text_edit::TextEditState;
use egui::{
    Button, Color32, ComboBox, FontFamily, FontId, Galley, Id, Label, Layout, Rect, Response,
    RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Tooltip, Ui, Vec2, WidgetInfo, vec2,
};

use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::background::computed::Freshness;
use super::background::fault::Fault;
use super::focus::list::{Along, List};
use super::messages::action::Actions;
use super::messages::command::Command;

/// Size of the type of small choices, in points.
const CHOICE_POINTS: f32 = 12.5;
/// Size of the type of the names of tabs, in points.
pub const TAB_POINTS: f32 = 13.5;
/// Room that is scrolled into view around what got the keyboard, in points.
const FOCUS_MARGIN: f32 = 12.0;
/// Room below it for the line of a field that says how what is typed is read, or what Enter takes, in points.
const NOTE_HEIGHT: f32 = 22.0;
/// The most of it that is scrolled into view, in points.
const MAX_FOCUS_HEIGHT: f32 = 60.0;
/// Thickness of the line over a result while a newer one is being computed, in points.
const PROGRESS_WIDTH: f32 = 1.5;

/// Draws into exactly so much space, from above.
pub fn sized_ui<R>(ui: &mut Ui, size: Vec2, draw: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui_with_layout(size, Layout::top_down(egui::Align::Min), |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        draw(ui)
    })
    .inner
}

/// Text that wraps at the width there is.
pub fn wrapped_ui(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.add(Label::new(text.into()).wrap())
}

/// Wrapped text in the weak colour.
pub fn weak_ui(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    let color = Palette::current(ui).weak;
    wrapped_ui(ui, text.into().color(color))
}

/// Wrapped text in a cell of this width, which it can't push wider.
pub fn cell_ui(ui: &mut Ui, width: f32, text: impl Into<RichText>) {
    ui.scope(|ui| {
        ui.set_width(width);
        wrapped_ui(ui, text);
    });
}

/// The heading of a part of a page, with room above it.
pub fn heading_ui(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    heading_label_ui(ui, text);
}

/// A heading without room above it: of what begins a page or stands in a row.
pub fn heading_label_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).family(fonts::bold()).size(14.0));
}

/// A small heading in the weak colour, over the rows of a list.
pub fn caption_ui(ui: &mut Ui, text: &str) {
    let color = Palette::current(ui).weak;
    let text = RichText::new(text).small().family(fonts::bold());
    ui.label(text.color(color));
}

/// A single line to be painted, cut off with … at a width. Size and width are in points.
pub fn truncated(
    ui: &Ui,
    text: impl Into<String>,
    size: f32,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.into(), FontId::proportional(size), color);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}

/// Shows help over what the pointer is over. As [`Response::on_hover_ui`], but quicker where it isn't, as in most of many rows.
pub fn hover_ui(response: &Response, help_ui: impl FnOnce(&mut Ui)) {
    if response.contains_pointer() {
        Tooltip::for_enabled(response).show(help_ui);
    }
}

/// Paints a ring within `rect` if the widget there has the keyboard. The radius of its corners is in points.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, corner_radius: f32) {
    if response.has_focus() {
        let ring = Stroke::new(1.5, Palette::current(ui).accent);
        ui.painter()
            .rect_stroke(rect, corner_radius, ring, StrokeKind::Inside);
    }
}

/// Forgets what was typed into a text field before, unless it has the keyboard. egui keeps a field's undo history by the field's id, and
/// the same field shows other texts over time: of another scenario, or after an edit that was cancelled. To be called for each text field
/// after it was drawn.
pub fn forget_typing(ui: &Ui, response: &Response) {
    if !response.has_focus() {
        ui.data_mut(|data| data.remove::<TextEditState>(response.id));
    }
}

/// Selects all of a text field’s text, so that what is typed replaces it.
pub fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut cursor = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::default(), CCursor::new(text.chars().count()));
    cursor.cursor.set_char_range(Some(all));
    cursor.store(ui.ctx(), id);
}

/// Draws into a scroll area, which scrolls to what gets the keyboard: Tab leads to what is out of sight too.
pub fn scroll_ui<R>(ui: &mut Ui, area: ScrollArea, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let scrolled = area.show(ui, |ui| {
        let drawn = draw(ui);
        scroll_to_focus(ui);
        drawn
    });
    scrolled.inner
}

/// Scrolls to what got the keyboard since the last frame, if it is in this area.
fn scroll_to_focus(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    let before = ui.data_mut(|data| {
        let before = data.get_temp_mut_or_default::<Option<Id>>(ui.unique_id().with("focused"));
        std::mem::replace(before, focused)
    });
    let Some(id) = focused.filter(|_| focused != before) else {
        return;
    };
    if let Some(response) = ui.ctx().read_response(id)
        && response.layer_id == ui.layer_id()
        && ui.min_rect().contains(response.rect.center_top())
    {
        // What is higher than its own area is seen from its top.
        let height = response.rect.height().min(MAX_FOCUS_HEIGHT);
        let rect = response.rect.with_max_y(response.rect.top() + height);
        let rect = rect.expand(FOCUS_MARGIN);
        ui.scroll_to_rect(rect.with_max_y(rect.bottom() + NOTE_HEIGHT), None);
    }
}

/// Below this height of the window, in points, charts come before what explains them.
const LOW_HEIGHT: f32 = 500.0;

/// Whether the window is so low that what can be read elsewhere is left out.
pub fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < LOW_HEIGHT
}

/// A choice among commands: a selectable label each, the one that holds now selected. Together they are one stop of the Tab key. In a low
/// window, those that don't fit into a row are a list that opens.
pub fn choices_ui(
    ui: &mut Ui,
    commands: impl IntoIterator<Item = Command>,
    chosen: Command,
    actions: &mut Actions,
) {
    let commands: Vec<Command> = commands.into_iter().collect();
    if is_low(ui) && choices_width(ui, &commands) > ui.available_width() {
        return choice_list_ui(ui, &commands, chosen, actions);
    }
    let place = commands.iter().position(|command| *command == chosen);
    let mut list = List::begin(ui, commands.first(), Along::Row, place);
    for command in commands {
        let row = command.row();
        let text = RichText::new(row.choice).size(CHOICE_POINTS);
        let button = Button::selectable(command == chosen, text).sense(list.sense());
        let response = ui.add(button);
        list.add(ui, &response);
        if response.on_hover_text(row.tooltip).clicked() {
            actions.run(command);
        }
    }
    list.end(ui);
}

/// How wide a row of choices is, in points.
fn choices_width(ui: &Ui, commands: &[Command]) -> f32 {
    let spacing = ui.spacing();
    let (around, between) = (2.0 * spacing.button_padding.x, spacing.item_spacing.x);
    let width = |command: &Command| {
        let name = command.row().choice.to_owned();
        let font = FontId::proportional(CHOICE_POINTS);
        let name = ui
            .painter()
            .layout_no_wrap(name, font, Color32::PLACEHOLDER);
        name.size().x + around + between
    };
    commands.iter().map(width).sum()
}

/// A choice among commands as a list that opens.
fn choice_list_ui(ui: &mut Ui, commands: &[Command], chosen: Command, actions: &mut Actions) {
    let text = |command: Command| RichText::new(command.row().choice).size(CHOICE_POINTS);
    let list = ComboBox::from_id_salt(("choices", commands.first()))
        .selected_text(text(chosen))
        .width(0.0);
    let list = list.show_ui(ui, |ui| {
        for &command in commands {
            let entry = ui.selectable_label(command == chosen, text(command));
            if entry.on_hover_text(command.row().tooltip).clicked() {
                actions.run(command);
            }
        }
    });
    ui.ctx().accesskit_node_builder(list.response.id, |node| {
        node.set_label("What is shown");
    });
}

/// Room before the name of an entry of a menu, for a check mark, in points.
pub const CHECK_WIDTH: f32 = 26.0;

/// Paints a check mark at the start of an entry of a menu if it is the choice that holds, and says so to those who can't see it.
pub fn check_mark_ui(ui: &Ui, entry: &Response, is_chosen: bool) {
    ui.ctx().accesskit_node_builder(entry.id, |node| {
        node.set_toggled(is_chosen.into());
    });
    if is_chosen {
        let at = |x, y| entry.rect.left_center() + vec2(x, y);
        let line = vec![at(8.5, 0.5), at(11.5, 3.5), at(17.5, -3.5)];
        let stroke = Stroke::new(1.5, Palette::current(ui).text);
        ui.painter().add(egui::Shape::line(line, stroke));
    }
}

/// A list after its box for `item` was checked (`on`: it has the item once, at its end) or unchecked.
pub fn with_item<T: Clone + PartialEq>(list: &[T], item: &T, on: bool) -> Vec<T> {
    let others = list.iter().filter(|other| *other != item);
    others.chain(on.then_some(item)).cloned().collect()
}

/// A button with a sign for a label, which says what it does to those who hover over it or can't see it.
pub fn sign_button_ui(ui: &mut Ui, sign: &str, does: &str) -> Response {
    let response = ui.add(egui::Button::new(sign).small().frame_when_inactive(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, does));
    response.on_hover_text(does)
}

/// The latest result for drawing. A line over a stale one says that a newer one is on its way; if there is none, `nothing` says why, or
/// that it is on its way.
pub fn computed_ui<'a, T>(ui: &mut Ui, computed: Freshness<'a, T>, nothing: &str) -> Option<&'a T> {
    match computed {
        Freshness::Current(result) => return Some(result),
        Freshness::Stale(result) => {
            progress_ui(ui);
            return Some(result);
        }
        Freshness::Pending => weak_ui(ui, "Calculating…"),
        Freshness::Nothing => weak_ui(ui, nothing),
        Freshness::Failed(fault) => failed_ui(ui, fault),
    };
    None
}

/// A thin line over what is drawn next: it is from before the last edit, and a newer one is on its way.
fn progress_ui(ui: &Ui) {
    let shown = ui.max_rect().intersect(ui.clip_rect());
    let line = Stroke::new(PROGRESS_WIDTH, Palette::current(ui).accent);
    ui.painter()
        .hline(shown.x_range(), shown.top() + 0.5 * PROGRESS_WIDTH, line);
}

/// In the place of what a fault of the program kept from being computed.
fn failed_ui(ui: &mut Ui, fault: &Fault) -> Response {
    let error = Palette::current(ui).error;
    let text =
        "This page couldn’t be computed: a fault of the program. The next edit tries it again";
    let said = wrapped_ui(ui, RichText::new(text).color(error));
    if ui.button("Copy report").clicked() {
        ui.ctx().copy_text(fault.report.clone());
    }
    said
}

/// A name with a line under it if it is the chosen one. `padding` is the room on both sides of it together, in points.
pub fn tab_ui(ui: &mut Ui, name: &str, padding: f32, chosen: bool, sense: Sense) -> Response {
    let palette = Palette::current(ui);
    let family = if chosen {
        fonts::bold()
    } else {
        FontFamily::Proportional
    };
    let color = if chosen { palette.text } else { palette.weak };
    let lay_out = |family| {
        let font = FontId::new(TAB_POINTS, family);
        ui.painter().layout_no_wrap(name.to_owned(), font, color)
    };
    // As wide as it is when it is chosen, so that choosing one moves none.
    let size = lay_out(fonts::bold()).size() + vec2(padding, 14.0);
    let galley = lay_out(family);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, name));
    let color = if response.hovered() {
        palette.text
    } else {
        color
    };
    ui.painter().galley_with_override_text_color(
        rect.center() - galley.size() / 2.0,
        galley,
        color,
    );
    focus_ring(ui, &response, rect, 4.0);
    if chosen {
        let line = Stroke::new(2.0, palette.text);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 1.0, line);
    }
    response
}
