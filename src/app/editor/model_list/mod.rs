//! The list that a model is picked from: searched, walked through with the arrow keys, picked with Enter or a click.
//!
//! - `search`: what is typed and found; `columns`: the rows

mod columns;
mod search;

use egui::{Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use crate::analysis::approach::Approach;
use crate::app::focus::highlight::moved_highlight;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{caption_ui, forget_typing, scroll_ui};
use crate::app::workspace::Workspace;
use crate::evidence::listing::{Row, Standing};
use crate::scenario::Scenario;
use crate::scenario::inputs::{Input, Value};
use crate::theme::palette::Palette;

use columns::{Columns, MARGIN, ROW_HEIGHT, own_name_ui};
pub use search::Search;

/// Height of the models in the list, in points: the same for any search, so that the list doesn't jump.
const LIST_HEIGHT: f32 = 390.0;
/// Room that the window keeps beside the models, in points.
const HEIGHT_BESIDE: f32 = 150.0;

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
    let Some(catalog) = workspace.prices.catalog else {
        let problem = "The price catalog can’t be read";
        ui.label(RichText::new(problem).color(palette.error));
        return false;
    };
    let tuned = approach == Approach::FineTuning;
    let columns = Columns::new(ui, tuned);
    ui.set_width(columns.width());
    let scenario = workspace.scenario();
    let mut search = Search::of_frame(ui, id);
    let before = search.found(catalog, scenario, tuned);
    let count = search.count(&before);
    let page = (LIST_HEIGHT / ROW_HEIGHT) as usize;
    let highlighted = moved_highlight(ui, search.highlighted, count, page);
    let moved = highlighted != search.highlighted;
    search.highlighted = highlighted;
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
            actions.set(input, Value::Text(text));
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
