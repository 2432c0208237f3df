//! A list that is searched: a field over the rows that fit. The field has the keyboard at first; the arrows choose a row.

use std::ops::Range;

use egui::{
    Color32, Id, Key, Margin, Rect, Response, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::app::focus::highlight::moved_highlight;
use crate::app::widgets::{forget_typing, truncated, weak_ui};
use crate::theme::palette::Palette;

const ROW_HEIGHT: f32 = 24.0;
/// Room for the field above the rows, in points.
const FIELD_HEIGHT: f32 = 34.0;
/// The most of a row that its detail takes, in points.
const DETAIL_WIDTH: f32 = 150.0;
/// Room for the box of a row, in points.
const BOX_WIDTH: f32 = 24.0;
/// Sizes of the type, in points.
const POINTS: f32 = 13.0;
const SMALL_POINTS: f32 = 12.0;

/// A list that is searched.
pub(super) struct FoundList<'a> {
    /// What is searched for.
    pub filter: &'a str,
    /// What the field asks for.
    pub hint: &'a str,
    /// How many rows fit.
    pub count: usize,
    /// Which of them is chosen, if one is.
    pub chosen: Option<usize>,
    /// Height of the field and the rows, in points.
    pub height: f32,
}

/// A row of it.
pub(super) struct FoundRow {
    pub name: String,
    pub color: Color32,
    /// What stands at its end.
    pub detail: String,
    /// How it is spoken, where that is more than name and detail.
    pub spoken: String,
    /// Whether it is selected; `None` if it can't be.
    pub selected: Option<bool>,
}

/// What the user did in it.
pub(super) enum FoundChoice {
    /// Searches for another text.
    Filter(String),
    /// Chooses a row.
    Row(usize),
    /// Selects a row, or not any more.
    Select(usize, bool),
    /// Enter was pressed in the field.
    Enter,
}

impl FoundList<'_> {
    /// Draws it with the rows that `row` describes.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        row: impl Fn(&Ui, usize) -> Option<FoundRow>,
    ) -> Option<FoundChoice> {
        let room = (self.height - FIELD_HEIGHT).max(3.0 * ROW_HEIGHT);
        let id = ui.make_persistent_id("found list");
        // The arrows are the list's unless another field has the keyboard.
        let has_keys = ui.memory(|memory| memory.focused().is_none_or(|focused| focused == id));
        let page = (room / ROW_HEIGHT) as usize;
        let moved = has_keys
            .then(|| moved_highlight(ui, self.chosen, self.count, page))
            .flatten()
            .filter(|moved| Some(*moved) != self.chosen);
        let chosen = moved.or(self.chosen);
        let mut choice = moved.map(FoundChoice::Row);
        let typed = self.filter_ui(ui, id);
        ui.spacing_mut().item_spacing.y = 0.0;
        if self.count == 0 {
            weak_ui(ui, "Nothing fits");
            return typed.or(choice);
        }
        let area = ScrollArea::vertical()
            .id_salt("rows")
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink(false);
        // The chosen row may be out of sight.
        let last = id.with("last chosen");
        let is_new = ui.data(|data| data.get_temp(last)) != Some(chosen);
        ui.data_mut(|data| data.insert_temp(last, chosen));
        area.show_rows(ui, ROW_HEIGHT, self.count, |ui, shown| {
            if let Some(chosen) = chosen.filter(|_| is_new) {
                scroll_to_row(ui, &shown, chosen);
            }
            for place in shown {
                if let Some(row) = row(ui, place) {
                    choice = row_ui(ui, &row, place, Some(place) == chosen).or(choice.take());
                }
            }
        });
        typed.or(choice)
    }

    fn filter_ui(&self, ui: &mut Ui, id: Id) -> Option<FoundChoice> {
        let mut text = self.filter.to_owned();
        let edit = TextEdit::singleline(&mut text)
            .id(id)
            .hint_text(self.hint)
            .margin(Margin::symmetric(8, 4))
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        forget_typing(ui, &response);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, self.hint));
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if !is_entered && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if response.changed() {
            return Some(FoundChoice::Filter(text));
        }
        is_entered.then_some(FoundChoice::Enter)
    }
}

/// Scrolls to a row, which isn't drawn if it is out of sight.
fn scroll_to_row(ui: &Ui, shown: &Range<usize>, place: usize) {
    let below = place as f32 - shown.start as f32;
    let top = ui.cursor().top() + below * ROW_HEIGHT;
    let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + ROW_HEIGHT);
    ui.scroll_to_rect(row, None);
}

fn row_ui(ui: &mut Ui, row: &FoundRow, place: usize, is_chosen: bool) -> Option<FoundChoice> {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &row.spoken));
    if is_chosen {
        ui.painter().rect_filled(rect, 4.0, palette.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.field_hover);
    }
    let mut inner = rect.shrink2(vec2(8.0, 0.0));
    let selected = row.selected.and_then(|on| {
        let (square, rest) = inner.split_left_right_at_x(inner.left() + BOX_WIDTH);
        inner = rest;
        box_ui(ui, square, &row.name, place, on)
    });
    let detail = truncated(ui, &*row.detail, SMALL_POINTS, palette.weak, DETAIL_WIDTH);
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let left = inner.right() - detail.size().x;
    let room = left - 8.0 - inner.left();
    let top = middle(&detail);
    ui.painter().galley(pos2(left, top), detail, palette.weak);
    let name = truncated(ui, &*row.name, POINTS, row.color, room);
    let top = middle(&name);
    ui.painter()
        .galley(pos2(inner.left(), top), name, row.color);
    selected.or(response.clicked().then_some(FoundChoice::Row(place)))
}

/// The box that selects a row. The mouse checks it; the keyboard has the button for the chosen row.
fn box_ui(ui: &Ui, rect: Rect, name: &str, place: usize, on: bool) -> Option<FoundChoice> {
    let id = ui.make_persistent_id(("box", place));
    let response: Response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, format!("Keep {name}")));
    let palette = Palette::current(ui);
    let side = 13.0;
    let center = pos2(rect.left() + side / 2.0, rect.center().y);
    let square = Rect::from_center_size(center, vec2(side, side));
    let color = if response.hovered() {
        palette.text
    } else {
        palette.weak
    };
    let stroke = egui::Stroke::new(1.0, color);
    ui.painter()
        .rect_stroke(square, 2.0, stroke, egui::StrokeKind::Inside);
    if on {
        let points = [(0.22, 0.52), (0.42, 0.74), (0.80, 0.26)];
        let points = points.map(|(x, y)| square.min + vec2(x, y) * side);
        let stroke = egui::Stroke::new(1.8, palette.accent);
        ui.painter().line_segment([points[0], points[1]], stroke);
        ui.painter().line_segment([points[1], points[2]], stroke);
    }
    response
        .clicked()
        .then_some(FoundChoice::Select(place, !on))
}
