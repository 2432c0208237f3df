//! The columns of a table of no known form: the user says which one states what, beside the first rows.

use egui::{ComboBox, Grid, RichText, ScrollArea, Ui, Vec2};

use crate::app::messages::action::{Action, Actions, ColumnChoice, EvidenceAction};
use crate::app::state::usage::ChosenColumns;
use crate::app::widgets::{caption_ui, scroll_ui, weak_ui, wrapped_ui};
use crate::evidence::usage::{COLUMNS, DateOrder, Decimals, Mapping};
use crate::scenario::words::{capitalized, with_plain_spaces};
use crate::theme::palette::Palette;

/// Width of the list of columns, in points.
const LIST_WIDTH: f32 = 190.0;
/// Height of the preview, in points.
const PREVIEW_HEIGHT: f32 = 130.0;
/// Letters of a cell that are shown.
const CELL_LETTERS: usize = 24;

/// Draws what each column states, and the first rows.
pub(super) fn columns_ui(
    ui: &mut Ui,
    size: Vec2,
    columns: &ChosenColumns,
    problem: &str,
    actions: &mut Actions,
) {
    let area = ScrollArea::vertical()
        .max_height(size.y)
        .min_scrolled_height(size.y);
    scroll_ui(ui, area, |ui| {
        ui.set_width(size.x);
        let palette = Palette::current(ui);
        let problem = capitalized(&with_plain_spaces(problem));
        wrapped_ui(ui, RichText::new(problem).color(palette.warning));
        ui.add_space(6.0);
        preview_ui(ui, columns);
        ui.add_space(10.0);
        ui.horizontal_top(|ui| {
            list_ui(ui, columns, actions);
            ui.add_space(24.0);
            ui.vertical(|ui| readings_ui(ui, &columns.mapping, actions));
        });
    });
}

fn choose(actions: &mut Actions, choice: ColumnChoice) {
    actions.send(Action::Evidence(EvidenceAction::ChooseColumn(choice)));
}

/// A list of the columns for each thing that a column can state.
fn list_ui(ui: &mut Ui, columns: &ChosenColumns, actions: &mut Actions) {
    let header = &columns.preview.header;
    Grid::new("columns").spacing([14.0, 3.0]).show(ui, |ui| {
        let chosen = columns.mapping.columns();
        for (place, ((_, label), column)) in COLUMNS.iter().zip(chosen).enumerate() {
            ui.label(*label);
            let combo = ComboBox::from_id_salt(("column", place))
                .width(LIST_WIDTH)
                .truncate()
                .selected_text(column.as_deref().unwrap_or("none"));
            let response = combo.show_ui(ui, |ui| {
                if ui.selectable_label(column.is_none(), "none").clicked() {
                    choose(actions, ColumnChoice::Column(place, None));
                }
                for name in header {
                    let is_chosen = column.as_ref() == Some(name);
                    if ui.selectable_label(is_chosen, name).clicked() {
                        choose(actions, ColumnChoice::Column(place, Some(name.clone())));
                    }
                }
            });
            ui.ctx()
                .accesskit_node_builder(response.response.id, |node| node.set_label(*label));
            ui.end_row();
        }
    });
}

/// How the cells are read.
fn readings_ui(ui: &mut Ui, mapping: &Mapping, actions: &mut Actions) {
    let mut row_is_query = mapping.row_is_query;
    let by_row = egui::Checkbox::new(&mut row_is_query, "Each row is one request");
    if ui.add_enabled(mapping.queries.is_none(), by_row).changed() {
        choose(actions, ColumnChoice::RowIsQuery(row_is_query));
    }
    let mut includes = mapping.input_includes_cached;
    if ui
        .checkbox(&mut includes, "Input tokens include the cached ones")
        .changed()
    {
        choose(actions, ColumnChoice::InputIncludesCached(includes));
    }
    ui.add_space(6.0);
    caption_ui(ui, "Dates such as 01/08/2026");
    for (order, name) in [
        (None, "As the whole column tells"),
        (Some(DateOrder::DayFirst), "Day first: 1 August"),
        (Some(DateOrder::MonthFirst), "Month first: 8 January"),
    ] {
        if ui.radio(mapping.date_order == order, name).clicked() {
            choose(actions, ColumnChoice::DateOrder(order));
        }
    }
    ui.add_space(6.0);
    caption_ui(ui, "Numbers");
    for (decimals, name) in [
        (None, "As all numbers tell"),
        (Some(Decimals::Point), "Decimal point: 1,234.56"),
        (Some(Decimals::Comma), "Decimal comma: 1.234,56"),
    ] {
        if ui.radio(mapping.decimals == decimals, name).clicked() {
            choose(actions, ColumnChoice::Decimals(decimals));
        }
    }
}

/// The first rows of the table.
fn preview_ui(ui: &mut Ui, columns: &ChosenColumns) {
    caption_ui(ui, "The first rows");
    let named = columns.mapping.columns();
    let is_named = |name: &String| named.iter().any(|column| column.as_ref() == Some(name));
    let area = ScrollArea::both()
        .id_salt("preview")
        .max_height(PREVIEW_HEIGHT);
    scroll_ui(ui, area, |ui| {
        Grid::new("rows")
            .striped(true)
            .spacing([16.0, 2.0])
            .show(ui, |ui| {
                for name in &columns.preview.header {
                    let text = RichText::new(shortened(name));
                    ui.label(if is_named(name) {
                        text.strong()
                    } else {
                        text.weak()
                    });
                }
                ui.end_row();
                for row in &columns.preview.rows {
                    for cell in row {
                        ui.label(RichText::new(shortened(cell)).small());
                    }
                    ui.end_row();
                }
            });
    });
    if !columns.mapping.is_complete() {
        weak_ui(ui, "A date and something that is counted are needed");
    }
}

fn shortened(cell: &str) -> String {
    if cell.chars().count() <= CELL_LETTERS {
        return cell.to_owned();
    }
    let beginning: String = cell.chars().take(CELL_LETTERS - 1).collect();
    format!("{beginning}…")
}
