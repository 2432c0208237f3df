//! The library panel: a filter, the folder's scenarios, and the examples.

use std::ops::Range;

use egui::{Align, Button, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::app::focus::list::{Along, List};
use crate::app::focus::regions::{Region, note_region};
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::messages::command::Command;
use crate::app::widgets::{caption_ui, forget_typing, scroll_ui, sign_button_ui, weak_ui};
use crate::app::workspace::Workspace;
use crate::files::settings::ScenarioRef;
use crate::theme::palette::Palette;

use super::list::Library;
use super::row::{
    MAX_NAME_ROWS, compare_box_ui, compare_entry_ui, file_ui, is_open_file, one_line_row_height,
    row_ui,
};
use super::row_keys::{RowKeys, row_menu, toggled};

/// A list of more files than this has a line for each name, so that rows that can't be seen needn't be laid out.
const ALWAYS_DRAWN: usize = 200;

/// Draws the panel's content. `is_comparing`: the boxes that select scenarios for comparison are shown even if none is selected. `in_popup`:
/// it is drawn in a popup, which hiding only closes.
pub fn library_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    library: &Library,
    is_comparing: bool,
    in_popup: bool,
    actions: &mut Actions,
) {
    note_region(ui, Region::Library);
    head_ui(ui, in_popup, actions);
    filter_ui(ui, library.filter(), actions);
    ui.add_space(4.0);
    scroll_ui(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if library.has_no_match() {
            no_match_ui(ui, actions);
        }
        let open = place_of_open(workspace, library);
        let mut list = List::begin(ui, "scenarios", Along::Column, open);
        files_ui(ui, workspace, library, is_comparing, &mut list, actions);
        ui.add_space(10.0);
        if library.examples_that_match().next().is_some() {
            caption_ui(ui, "Examples");
            examples_ui(ui, workspace, library, is_comparing, &mut list, actions);
        }
        list.end(ui);
        ui.add_space(8.0);
    });
}

/// The title, and buttons that hide the panel and start a new scenario.
fn head_ui(ui: &mut Ui, in_popup: bool, actions: &mut Actions) {
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        caption_ui(ui, "Scenarios");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if sign_button_ui(ui, "«", "Hide the library").clicked() {
                if in_popup {
                    ui.close();
                } else {
                    actions.run(Command::ToggleLibrary);
                }
            }
            let text = RichText::new("+ New").small().color(palette.accent);
            let new = Button::new(text).frame_when_inactive(false);
            let tooltip = Command::New.row().tooltip;
            if ui.add(new).on_hover_text(tooltip).clicked() {
                actions.run(Command::New);
            }
        });
    });
}

fn filter_ui(ui: &mut Ui, filter: &str, actions: &mut Actions) {
    let mut filter = filter.to_owned();
    let edit = TextEdit::singleline(&mut filter)
        .hint_text("Search scenarios")
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    forget_typing(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search scenarios"));
    if response.changed() {
        actions.send(Action::FilterLibrary(filter));
    }
}

/// Says that no name has what was searched for, and takes the search back.
fn no_match_ui(ui: &mut Ui, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("No match").color(Palette::current(ui).weak));
        if ui.small_button("Clear").clicked() {
            actions.send(Action::FilterLibrary(String::new()));
        }
    });
}

/// What went wrong in listing the files; those that pass the filter; and if there are none at all, where they will appear.
fn files_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    library: &Library,
    is_comparing: bool,
    list: &mut List,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    // Above the rows: below thousands of them it wouldn't be seen.
    let problem = library.problem.as_ref();
    if let Some(problem) = problem.or(library.watch_problem.as_ref()) {
        ui.label(RichText::new(problem).small().color(palette.error));
    }
    let files = library.files_that_match();
    let count = files.len();
    if count <= ALWAYS_DRAWN {
        for item in files {
            file_ui(
                ui,
                item,
                workspace,
                is_comparing,
                MAX_NAME_ROWS,
                list,
                actions,
            );
        }
    } else {
        let step = one_line_row_height(ui) + ui.spacing().item_spacing.y;
        for part in parts_of_long_list(ui, step, count, list.stop()) {
            if part.is_drawn {
                for item in library
                    .files_that_match()
                    .skip(part.places.start)
                    .take(part.places.len())
                {
                    file_ui(ui, item, workspace, is_comparing, 1, list, actions);
                }
            } else {
                ui.add_space(part.places.len() as f32 * step);
                list.skip(part.places.len());
            }
        }
    }
    if library.items.is_empty() && library.filter().trim().is_empty() {
        let keys = Command::Save.row().keys;
        let keys = keys.map_or_else(String::new, |keys| ui.ctx().format_shortcut(&keys));
        let hint = format!("No saved scenarios yet. Save one with {keys}");
        let folder = library.folder().display().to_string();
        weak_ui(ui, RichText::new(hint).small()).on_hover_text(folder);
    }
}

/// Some rows of a long list that follow each other.
#[derive(Debug, PartialEq)]
struct Part {
    places: Range<usize>,
    is_drawn: bool,
}

/// A list of so many rows as parts that are seen and parts that aren't, from here down. The row that Tab leads to is always drawn.
fn parts_of_long_list(ui: &Ui, step: f32, count: usize, stop: usize) -> Vec<Part> {
    let (top, clip) = (ui.cursor().top(), ui.clip_rect());
    let at = |y: f32| (((y - top) / step).max(0.0) as usize).min(count);
    parts(
        at(clip.top())..(at(clip.bottom()) + 1).min(count),
        count,
        stop,
    )
}

fn parts(visible: Range<usize>, count: usize, stop: usize) -> Vec<Part> {
    let mut drawn = vec![visible.clone()];
    if stop < visible.start {
        drawn.insert(0, stop..stop + 1);
    } else if (visible.end..count).contains(&stop) {
        drawn.push(stop..stop + 1);
    }
    let mut parts = Vec::new();
    let mut end = 0;
    for places in drawn {
        let start = places.start;
        parts.push(Part {
            places: end..start,
            is_drawn: false,
        });
        end = places.end;
        parts.push(Part {
            places,
            is_drawn: true,
        });
    }
    parts.push(Part {
        places: end..count,
        is_drawn: false,
    });
    parts.retain(|part| !part.places.is_empty());
    parts
}

/// The place of the open scenario among the rows: Tab leads there.
fn place_of_open(workspace: &Workspace, library: &Library) -> Option<usize> {
    let files = library.files_that_match();
    let files = files.map(|item| is_open_file(item, workspace));
    let examples = library.examples_that_match().map(|item| {
        let reference = ScenarioRef::Example(item.example.name.to_owned());
        workspace.document.is_at(&reference)
    });
    files.chain(examples).position(|is_open| is_open)
}

fn examples_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    library: &Library,
    is_comparing: bool,
    list: &mut List,
    actions: &mut Actions,
) {
    for item in library.examples_that_match() {
        let title = &item.title;
        let scenario = ScenarioRef::Example(item.example.name.to_owned());
        let is_open = workspace.document.is_at(&scenario);
        let keys = RowKeys::taken(ui, list);
        if keys.compare {
            actions.send(toggled(&scenario, workspace));
        }
        let row = row_ui(ui, title, Ok(&item.verdict), is_open, MAX_NAME_ROWS, list);
        compare_box_ui(
            ui,
            row.rect,
            title,
            &scenario,
            workspace,
            is_comparing,
            actions,
        );
        if row.clicked() {
            actions.send(Action::Leave(AfterLeaving::Example(item.example)));
        }
        row_menu(ui, &row, keys.menu).show(|ui| {
            let open = ui.button("Open");
            if keys.menu {
                open.request_focus();
            }
            if open.clicked() {
                actions.send(Action::Leave(AfterLeaving::Example(item.example)));
                ui.close();
            }
            if ui.button("Use as template").clicked() {
                actions.send(Action::Leave(AfterLeaving::Template(item.example)));
                ui.close();
            }
            compare_entry_ui(ui, &scenario, workspace, actions);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_list_what_is_seen_and_what_has_the_keyboard_is_drawn() {
        let drawn = |visible: Range<usize>, stop| {
            let parts = parts(visible, 1000, stop);
            // Each row is in one part.
            assert_eq!(parts[0].places.start, 0);
            assert_eq!(parts.last().unwrap().places.end, 1000);
            let pairs = parts.windows(2);
            pairs.for_each(|pair| assert_eq!(pair[0].places.end, pair[1].places.start));
            let drawn = parts.into_iter().filter(|part| part.is_drawn);
            let drawn: Vec<String> = drawn.map(|part| format!("{:?}", part.places)).collect();
            drawn.join(", ")
        };
        assert_eq!(drawn(0..20, 3), "0..20");
        assert_eq!(drawn(500..520, 3), "3..4, 500..520");
        assert_eq!(drawn(500..520, 999), "500..520, 999..1000");
        assert_eq!(drawn(980..1000, 20_000), "980..1000");
        assert_eq!(drawn(500..520, 520), "500..520, 520..521");
    }
}
