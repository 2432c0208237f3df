//! The list that a model is picked from: searched, walked through with the arrow keys, picked with Enter or a click.

use std::sync::Arc;

use egui::{
    Id, Key, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::analysis::approach::Approach;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{caption_ui, forget_typing, scroll_ui, truncated};
use crate::app::workspace::Workspace;
use crate::evidence::catalog::Catalog;
use crate::evidence::listing::{Row, Standing, headings};
use crate::scenario::inputs::{Input, Value};
use crate::scenario::{Month, Scenario};
use crate::theme::palette::Palette;

/// Height of the models in the list, in points: the same for any search, so that the list doesn't jump.
const LIST_HEIGHT: f32 = 390.0;
/// Room that the window keeps beside the models, in points.
const HEIGHT_BESIDE: f32 = 150.0;
/// Height of a row, in points: the name, and the id below.
const ROW_HEIGHT: f32 = 38.0;
/// Width of the names, in points, where there is room for it.
const NAME_WIDTH: f32 = 236.0;
/// The least width of the names, in points.
const MIN_NAME_WIDTH: f32 = 130.0;
/// Room at the sides of a row, and between its columns, in points.
const MARGIN: f32 = 8.0;

/// Width of the columns after the name, in points.
fn column_widths(tuned: bool) -> &'static [f32] {
    if tuned {
        &[56.0, 62.0, 62.0, 70.0, 140.0, 94.0]
    } else {
        &[60.0, 62.0, 62.0, 88.0]
    }
}

/// What the list shows, from its opening to its closing.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// As typed.
    text: String,
    /// The place in the list that Enter picks; `None` while nothing is typed and no arrow key was pressed.
    highlighted: Option<usize>,
    /// The frame that showed it last.
    shown_in: u64,
    /// What was found, and for what.
    found: Option<(Asked, Found)>,
}

/// Text, first month, horizon and approach: what the rows depend on.
type Asked = (String, Month, u32, bool);
/// The rows, or why there is none.
type Found = Arc<Result<Vec<Row>, String>>;

impl Search {
    /// Opens the list with a text that is searched for.
    pub fn start(ui: &Ui, id: Id, text: String) {
        let search = Self {
            highlighted: (!text.is_empty()).then_some(0),
            text,
            shown_in: ui.ctx().cumulative_frame_nr(),
            found: None,
        };
        ui.data_mut(|data| data.insert_temp(id, search));
    }

    /// What the list shows in this frame. A list that was just opened searches for nothing yet.
    fn of_frame(ui: &Ui, id: Id) -> Self {
        let frame = ui.ctx().cumulative_frame_nr();
        let kept = ui.data_mut(|data| data.get_temp::<Self>(id));
        let mut search = kept
            .filter(|search| search.shown_in + 1 >= frame)
            .unwrap_or_default();
        search.shown_in = frame;
        search
    }

    fn has_text(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// How many places there are: below the models stands what is typed, as a name of its own.
    fn count(&self, found: &Found) -> usize {
        let models = found.as_ref().as_ref().map_or(0, Vec::len);
        models + usize::from(self.has_text())
    }

    /// What is found, looked up when the text changes.
    fn found(&mut self, catalog: &'static Catalog, scenario: &Scenario, tuned: bool) -> Found {
        let horizon = scenario.horizon_months.whole();
        let key = (self.text.clone(), scenario.start, horizon, tuned);
        match &self.found {
            Some((of, found)) if *of == key => Arc::clone(found),
            _ => {
                let found = Arc::new(catalog.rows(&self.text, scenario, tuned));
                self.found = Some((key, Arc::clone(&found)));
                found
            }
        }
    }
}

/// What is picked in the list.
enum Picked {
    Row(usize),
    /// The text itself, as the name of a model that isn't in the catalog.
    Name,
}

/// Draws the list. Returns whether it is left, so that its field gets the keyboard back.
pub fn list_ui(
    ui: &mut Ui,
    id: Id,
    input: &'static Input,
    approach: Approach,
    workspace: &Workspace,
    actions: &mut Actions,
) -> bool {
    let palette = Palette::current(ui);
    let catalog = match Catalog::bundled() {
        Ok(catalog) => catalog,
        Err(problem) => {
            ui.label(RichText::new(problem).color(palette.error));
            return false;
        }
    };
    let tuned = approach == Approach::FineTuning;
    let columns = Columns::new(ui, tuned);
    ui.set_width(columns.width());
    let scenario = workspace.scenario();
    let mut search = Search::of_frame(ui, id);
    let before = search.found(catalog, scenario, tuned);
    let count = search.count(&before);
    let moved = walk(ui, &mut search, count);
    search_ui(ui, id, &mut search);
    let found = search.found(catalog, scenario, tuned);
    let rows = found.as_ref().as_ref().map_or(&[][..], Vec::as_slice);
    let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut picked = search.highlighted.filter(|_| is_entered).map(|place| {
        if place < rows.len() {
            Picked::Row(place)
        } else {
            Picked::Name
        }
    });
    note_ui(ui, tuned, scenario);
    columns.headings_ui(ui, tuned);
    let height = LIST_HEIGHT.min(ui.ctx().content_rect().height() - HEIGHT_BESIDE);
    let area = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([true, false]);
    scroll_ui(ui, area, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Err(why) = found.as_ref() {
            ui.add_space(8.0);
            ui.label(why);
            ui.add_space(4.0);
        }
        let clicked = rows_ui(ui, rows, &columns, &search, moved);
        picked = clicked.map(Picked::Row).or(picked.take());
        if search.has_text() {
            let is_highlighted = search.highlighted == Some(rows.len());
            if own_name_ui(ui, &columns, &search.text, is_highlighted).clicked() {
                picked = Some(Picked::Name);
            }
        }
    });
    let text = search.text.trim().to_owned();
    ui.data_mut(|data| data.insert_temp(id, search));
    match picked {
        Some(Picked::Row(place)) => {
            actions.send(Action::PickModel(approach, rows[place].model));
        }
        Some(Picked::Name) => {
            actions.send(Action::Set(input, Value::Text(text)));
            actions.send(Action::EndEdit(input));
        }
        None => return ui.input(|input| input.key_pressed(Key::Escape)),
    }
    ui.close();
    true
}

/// The field for the search, which has the keyboard as long as the list is open. What is typed highlights the first model found.
fn search_ui(ui: &mut Ui, id: Id, search: &mut Search) {
    let edit = TextEdit::singleline(&mut search.text)
        .id(id)
        .hint_text("Search models")
        .margin(egui::Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    forget_typing(ui, &response);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label("Search models"));
    // Esc closes the list, and takes the keyboard from it.
    if !ui.input(|input| input.key_pressed(Key::Escape)) {
        response.request_focus();
    }
    if response.changed() {
        search.highlighted = search.has_text().then_some(0);
    }
}

/// Moves the highlight with the keys of a list. Returns whether it moved.
fn walk(ui: &Ui, search: &mut Search, count: usize) -> bool {
    let Some(last) = count.checked_sub(1) else {
        search.highlighted = None;
        return false;
    };
    search.highlighted = search.highlighted.map(|at| at.min(last));
    let before = search.highlighted;
    let page = (LIST_HEIGHT / ROW_HEIGHT) as usize - 1;
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    for _ in 0..pressed(Key::ArrowDown) {
        search.highlighted = Some(search.highlighted.map_or(0, |at| (at + 1).min(last)));
    }
    for _ in 0..pressed(Key::ArrowUp) {
        search.highlighted = Some(search.highlighted.map_or(last, |at| at.saturating_sub(1)));
    }
    for _ in 0..pressed(Key::PageDown) {
        let at = search.highlighted.unwrap_or(0);
        search.highlighted = Some((at + page).min(last));
    }
    for _ in 0..pressed(Key::PageUp) {
        let at = search.highlighted.unwrap_or(0);
        search.highlighted = Some(at.saturating_sub(page));
    }
    if pressed(Key::Home) > 0 {
        search.highlighted = Some(0);
    }
    if pressed(Key::End) > 0 {
        search.highlighted = Some(last);
    }
    search.highlighted != before
}

fn note_ui(ui: &mut Ui, tuned: bool, scenario: &Scenario) {
    let palette = Palette::current(ui);
    let of = if tuned {
        "Fine-tunable models. Prices of the fine-tuned model"
    } else {
        "List prices"
    };
    let currency = if scenario.currency.is_us_dollar() {
        "$"
    } else {
        "US dollars"
    };
    let note = format!("{of}, {currency} per 1M tokens");
    ui.label(RichText::new(note).small().color(palette.weak));
}

/// The rows, with a heading over those that retire. Returns the place of the one that is clicked.
fn rows_ui(
    ui: &mut Ui,
    rows: &[Row],
    columns: &Columns,
    search: &Search,
    moved: bool,
) -> Option<usize> {
    let mut clicked = None;
    let mut standing = Standing::Current;
    for (place, row) in rows.iter().enumerate() {
        if row.standing != standing {
            standing = row.standing;
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                ui.add_space(MARGIN);
                caption_ui(ui, caption(standing));
            });
        }
        let is_highlighted = search.highlighted == Some(place);
        let response = columns.row_ui(ui, row, is_highlighted);
        if is_highlighted && moved {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            clicked = Some(place);
        }
    }
    clicked
}

fn caption(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "",
        Standing::Retiring => "Retire within the horizon",
        Standing::Retired => "Retired before the first month",
    }
}

/// The row that takes what is typed as the name.
fn own_name_ui(ui: &mut Ui, columns: &Columns, text: &str, is_highlighted: bool) -> Response {
    let palette = Palette::current(ui);
    let words = format!("Use “{}” as the name", text.trim());
    let (rect, response) = columns.allocate(ui, is_highlighted, &words);
    let galley = truncated(ui, words, 13.5, palette.accent, rect.width() - 2.0 * MARGIN);
    let at = pos2(
        rect.left() + MARGIN,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, palette.accent);
    response.on_hover_text("Its prices are typed by hand")
}

/// Where the columns stand.
struct Columns {
    name: f32,
    after: &'static [f32],
    tuned: bool,
}

impl Columns {
    fn new(ui: &Ui, tuned: bool) -> Self {
        let after = column_widths(tuned);
        let window = ui.ctx().content_rect().width() - 60.0;
        let room = window - after.iter().sum::<f32>() - 3.0 * MARGIN;
        Self {
            name: room.clamp(MIN_NAME_WIDTH, NAME_WIDTH),
            after,
            tuned,
        }
    }

    fn width(&self) -> f32 {
        self.name + self.after.iter().sum::<f32>() + 3.0 * MARGIN
    }

    /// Where a row's columns after the name end, from the left.
    fn ends(&self, row: Rect) -> impl Iterator<Item = f32> {
        let mut right = row.left() + MARGIN + self.name;
        self.after.iter().map(move |width| {
            right += width;
            right
        })
    }

    fn headings_ui(&self, ui: &mut Ui, tuned: bool) {
        let palette = Palette::current(ui);
        let size = vec2(self.width() - MARGIN, 20.0);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let paint = |text: &str, left: Option<f32>, right: f32| {
            let galley = truncated(ui, text, 11.5, palette.weak, rect.width());
            let left = left.unwrap_or(right - galley.size().x);
            let at = pos2(left, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, palette.weak);
        };
        paint("Model", Some(rect.left() + MARGIN), 0.0);
        for (text, right) in headings(tuned).iter().zip(self.ends(rect)) {
            paint(text, None, right);
        }
        let line = egui::Stroke::new(1.0, palette.faint);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
    }

    /// The place of a row, with its ground.
    fn allocate(&self, ui: &mut Ui, is_highlighted: bool, words: &str) -> (Rect, Response) {
        let palette = Palette::current(ui);
        let size = vec2(self.width() - MARGIN, ROW_HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_highlighted, words));
        if is_highlighted {
            ui.painter().rect_filled(rect, 4.0, palette.selection);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, palette.field_hover);
        }
        (rect, response)
    }

    fn row_ui(&self, ui: &mut Ui, row: &Row, is_highlighted: bool) -> Response {
        let palette = Palette::current(ui);
        let (rect, response) = self.allocate(ui, is_highlighted, &row.in_words(self.tuned));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let color = if row.standing == Standing::Current {
            palette.text
        } else {
            palette.weak
        };
        let left = rect.left() + MARGIN;
        let name = truncated(ui, row.name.clone(), 13.5, color, self.name - MARGIN);
        ui.painter()
            .galley(pos2(left, rect.top() + 4.0), name, color);
        let id = truncated(ui, row.id.clone(), 11.0, palette.weak, self.name - MARGIN);
        let at = pos2(left, rect.bottom() - 4.0 - id.size().y);
        ui.painter().galley(at, id, palette.weak);
        let last = row.cells.len() - 1;
        for (place, (cell, right)) in row.cells.iter().zip(self.ends(rect)).enumerate() {
            let is_warning = place == last && row.standing != Standing::Current;
            let color = if is_warning { palette.warning } else { color };
            // What isn't listed is no zero; a model that has no end has none.
            let (text, color) = match cell.as_str() {
                "" if place < last => ("–", palette.weak),
                text => (text, color),
            };
            let galley = truncated(ui, text, 12.5, color, rect.width());
            let at = pos2(
                right - galley.size().x,
                rect.center().y - galley.size().y / 2.0,
            );
            ui.painter().galley(at, galley, color);
        }
        let model = row.model;
        let method = match &model.tuning {
            Some(tuning) if self.tuned => format!("Tuning: {}\n", tuning.method),
            _ => String::new(),
        };
        response.on_hover_text(format!("{method}{}\nread {}", model.read_at, model.read_on))
    }
}
