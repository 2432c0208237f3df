//! The comparison's view: chart, sets of scenarios, and a table of what differs.

use std::time::Duration;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Button, Color32, Grid, Rect, RichText, ScrollArea, Sense, TextStyle, Ui, Vec2, pos2, vec2,
};

use crate::app::library::list::Library;
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::tabs::low_window::{chart_height, title_ui};
use crate::app::widgets::{
    CHECK_WIDTH, cell_ui, check_mark_ui, choices_ui, heading_label_ui, scroll_ui, sign_button_ui,
    sized_ui, weak_ui, with_item, wrapped_ui,
};
use crate::app::workspace::Workspace;
use crate::charts::comparison::{ComparedQuantity, ComparisonChart, MAX_COMPARED};
use crate::files::settings::{ScenarioRef, Settings};
use crate::study::comparison;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::{CompareTab, Comparison, count};

/// The part of the visible height that the chart gets.
const CHART_HEIGHT_SHARE: f32 = 0.5;
/// The least and the most height of the chart, in points.
const CHART_HEIGHTS: [f32; 2] = [240.0, 800.0];
/// Room for the names of the table's rows, between columns, and least of a column, in points.
const NAMES_WIDTH: f32 = 200.0;
const COLUMN_GAP: f32 = 16.0;
const MIN_COLUMN_WIDTH: f32 = 132.0;
/// Side of the square in a scenario's colour, and its width with the space after it, in points.
const KEY_SIDE: f32 = 9.0;
const KEY_WIDTH: f32 = 17.0;
/// The line that shows that a newer comparison is being computed: its height in points, the share of it that moves, how long that takes from
/// one end to the other, and how often it is drawn.
const PROGRESS_HEIGHT: f32 = 2.0;
const PROGRESS_SHARE: f32 = 0.25;
const PROGRESS_SECONDS: f64 = 1.2;
const PROGRESS_INTERVAL: Duration = Duration::from_millis(50);
/// Most room of a column, in points: figures to be compared stand close to each other.
const MAX_COLUMN_WIDTH: f32 = 280.0;
/// Room for the button that leaves a scenario out, in points.
const LEAVE_OUT_WIDTH: f32 = 30.0;

/// Least width of the list of scenarios, and room that it leaves above and below itself, in points.
const LIST_WIDTH: f32 = 240.0;
const LIST_ROOM_AROUND: f32 = 180.0;

/// Draws the tab.
pub fn compare_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    library: &Library,
    tab: &CompareTab,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        let quantities = [ComparedQuantity::Savings, ComparedQuantity::Costs].map(Command::Compare);
        choices_ui(ui, quantities, Command::Compare(tab.quantity), actions);
        add_ui(ui, &workspace.settings, library, actions);
        sets_ui(ui, &workspace.settings, actions);
    });
    let count = count(workspace, library);
    if count == 0 {
        ui.add_space(12.0);
        weak_ui(
            ui,
            "Add scenarios to compare, here or with the boxes of the library",
        );
        return;
    }
    let left_out = workspace.settings.compared.len().saturating_sub(count);
    if left_out > 0 {
        let hint = format!(
            "{left_out} of the selected scenarios can’t be read, or exceed the {MAX_COMPARED} that fit in a chart"
        );
        wrapped_ui(ui, RichText::new(hint).color(palette.warning));
    }
    let computed = tab.get(workspace, library);
    let latest = computed.latest();
    let Some(comparison) = latest.filter(|comparison| !comparison.studies.is_empty()) else {
        // None yet, or one of nothing: the first scenario was just added.
        weak_ui(ui, "Calculating…");
        return;
    };
    // What is there stays in full strength: it was asked for, and only another scenario is still missing.
    progress_ui(ui, computed.is_stale());
    let studies = &comparison.studies;
    let chart = ComparisonChart {
        studies,
        quantity: tab.quantity,
    };
    let in_one_currency = comparison::common_currency(studies).is_some();
    let caption = if in_one_currency {
        chart.caption()
    } else {
        "Remove scenarios with × until one currency remains. The table shows each in its own"
            .to_owned()
    };
    title_ui(ui, &chart.title(), &caption, 18.0);
    let height = chart_height(ui, CHART_HEIGHT_SHARE, CHART_HEIGHTS);
    if in_one_currency {
        sized_ui(ui, vec2(ui.available_width(), height), |ui| {
            chart.chart_ui(ui);
        });
    }
    ui.add_space(6.0);
    table_ui(ui, &workspace.settings, tab, comparison, actions);
}

/// A thin line over the comparison, with a part that moves along it while a newer one is being computed.
fn progress_ui(ui: &mut Ui, is_computing: bool) {
    let size = vec2(ui.available_width(), PROGRESS_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    if !is_computing {
        return;
    }
    let palette = Palette::current(ui);
    let time = ui.input(|input| input.time) / PROGRESS_SECONDS;
    let width = PROGRESS_SHARE * rect.width();
    let left = rect.left() + time.fract() as f32 * (rect.width() - width);
    let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
    ui.painter().rect_filled(rect, 1.0, palette.faint);
    ui.painter().rect_filled(part, 1.0, palette.accent);
    ui.ctx().request_repaint_after(PROGRESS_INTERVAL);
}

/// A square in the colour of a scenario, before its name.
fn key_ui(ui: &mut Ui, color: Color32) {
    let height = ui.text_style_height(&TextStyle::Body);
    let (rect, _) = ui.allocate_exact_size(vec2(KEY_SIDE, height), Sense::hover());
    let key = Rect::from_center_size(rect.center(), Vec2::splat(KEY_SIDE));
    ui.painter().rect_filled(key, 2.0, color);
}

/// A menu of all scenarios, to be added to the comparison or left out. It stays open, so that several can be.
fn add_ui(ui: &mut Ui, settings: &Settings, library: &Library, actions: &mut Actions) {
    let close = egui::PopupCloseBehavior::CloseOnClickOutside;
    let config = MenuConfig::new().close_behavior(close);
    let menu = MenuButton::new("+ Add scenario").config(config);
    menu.ui(ui, |ui| {
        let room = ui.ctx().content_rect().height() - LIST_ROOM_AROUND;
        let area = ScrollArea::vertical().max_height(room);
        scroll_ui(ui, area.min_scrolled_height(room), |ui| {
            ui.set_min_width(LIST_WIDTH);
            ui.spacing_mut().button_padding.x = CHECK_WIDTH;
            for (scenario, title) in library.scenarios() {
                let is_compared = settings.compared.contains(&scenario);
                let entry = ui.button(title);
                check_mark_ui(ui, &entry, is_compared);
                if entry.clicked() {
                    let compared = with_item(&settings.compared, &scenario, !is_compared);
                    actions.send(Action::SetCompared(compared));
                }
            }
        });
    });
}

/// A menu that saves the selected scenarios as a set, selects and deletes saved sets, and selects nothing.
fn sets_ui(ui: &mut Ui, settings: &Settings, actions: &mut Actions) {
    ui.menu_button("Saved comparisons", |ui| {
        if ui
            .add_enabled(
                !settings.compared.is_empty(),
                Button::new("Save comparison…"),
            )
            .clicked()
        {
            actions.send(Action::SaveComparisonSet);
            ui.close();
        }
        ui.separator();
        if ui
            .add_enabled(
                !settings.compared.is_empty(),
                Button::new("Clear selection"),
            )
            .clicked()
        {
            actions.send(Action::SetCompared(Vec::new()));
            ui.close();
        }
        if !settings.comparison_sets.is_empty() {
            ui.separator();
        }
        for set in &settings.comparison_sets {
            let names: Vec<String> = set.scenarios.iter().map(ScenarioRef::name).collect();
            let button = Button::new(&set.name).selected(set.scenarios == settings.compared);
            ui.horizontal(|ui| {
                if ui.add(button).on_hover_text(names.join("\n")).clicked() {
                    actions.send(Action::SetCompared(set.scenarios.clone()));
                    ui.close();
                }
                let delete = sign_button_ui(ui, "×", &format!("Delete “{}”", set.name));
                if delete.clicked() {
                    actions.send(Action::DeleteComparisonSet(set.name.clone()));
                }
            });
        }
    })
    .response
    .on_hover_text("Saves which scenarios are selected, to return to them later");
}

fn table_ui(
    ui: &mut Ui,
    settings: &Settings,
    tab: &CompareTab,
    comparison: &Comparison,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let studies = &comparison.studies;
    ui.horizontal(|ui| {
        heading_label_ui(ui, "Side by side");
        let mut all = tab.all_inputs;
        if ui.checkbox(&mut all, "Show equal inputs").changed() {
            actions.run(Command::AllInputs);
        }
    });
    let columns = studies.len() as f32;
    let column = ((ui.available_width() - NAMES_WIDTH) / columns - COLUMN_GAP)
        .clamp(MIN_COLUMN_WIDTH, MAX_COLUMN_WIDTH);
    scroll_ui(ui, ScrollArea::horizontal(), |ui| {
        Grid::new("compared")
            .striped(true)
            .max_col_width(column.max(NAMES_WIDTH - COLUMN_GAP))
            .min_row_height(24.0)
            .spacing([COLUMN_GAP, 4.0])
            .show(ui, |ui| {
                ui.label("");
                let columns = comparison.scenarios.iter().zip(studies).enumerate();
                for (index, (reference, study)) in columns {
                    let title = study.scenario.title();
                    ui.horizontal_top(|ui| {
                        key_ui(ui, palette.series(index));
                        let text = RichText::new(title).family(fonts::bold());
                        cell_ui(ui, column - LEAVE_OUT_WIDTH - KEY_WIDTH, text);
                        let does = format!("Remove {title}");
                        if sign_button_ui(ui, "×", &does).clicked() {
                            let compared = with_item(&settings.compared, reference, false);
                            actions.send(Action::SetCompared(compared));
                        }
                    });
                }
                ui.end_row();
                for row in comparison.rows(tab.all_inputs) {
                    cell_ui(
                        ui,
                        NAMES_WIDTH - COLUMN_GAP,
                        RichText::new(&row.name).color(palette.weak),
                    );
                    for cell in &row.cells {
                        let text = RichText::new(&cell.text);
                        let text = if row.is_result {
                            text.family(fonts::bold())
                        } else {
                            text
                        };
                        cell_ui(ui, column, text);
                    }
                    ui.end_row();
                }
            });
    });
}
