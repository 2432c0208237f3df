//! A row of the library: a scenario's name over its verdict, and the box that selects it for comparison.

use egui::{Key, Modifiers, Popup, RichText, Ui, vec2};

use crate::analysis::approach::Approach;
use crate::app::focus::{List, MENU_KEYS, note_row};
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::widgets::{focus_ring, truncated, with_item};
use crate::app::workspace::Workspace;
use crate::files::link::FileLink;
use crate::files::settings::ScenarioRef;
use crate::theme::palette::Palette;

use super::list::Item;

/// Whether the file of a row is the open one.
pub(super) fn is_open_file(item: &Item, workspace: &Workspace) -> bool {
    item.resolved.is_some()
        && workspace.document.file().and_then(FileLink::resolved) == item.resolved.as_deref()
}

/// Space in a row that has the keyboard selects its scenario for comparison, or no longer. To be called before the row is drawn.
pub(super) fn compare_by_key(
    ui: &Ui,
    list: &List,
    scenario: &ScenarioRef,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    if list.takes(ui, Modifiers::NONE, Key::Space) {
        let compared = &workspace.settings.compared;
        let selected = !compared.contains(scenario);
        actions.send(Action::SetCompared(with_item(compared, scenario, selected)));
    }
}

/// The row of a file.
pub(super) fn file_ui(
    ui: &mut Ui,
    item: &Item,
    workspace: &Workspace,
    is_comparing: bool,
    list: &mut List,
    actions: &mut Actions,
) {
    let is_open = is_open_file(item, workspace);
    let path = &item.path;
    let scenario = ScenarioRef::File(path.clone());
    if item.verdict.is_ok() {
        compare_by_key(ui, list, &scenario, workspace, actions);
    }
    let keys = [
        (Key::Delete, Action::DeleteFile(path.clone())),
        (Key::F2, Action::AskForName(path.clone())),
    ];
    for (key, action) in keys {
        if list.takes(ui, Modifiers::NONE, key) {
            actions.send(action);
        }
    }
    let mut keys = MENU_KEYS.into_iter();
    let menu_asked = keys.any(|(modifiers, key)| list.takes(ui, modifiers, key));
    let row = if is_open {
        // As it is in the window, not as it was saved.
        let title = workspace.document.marked_title();
        let verdict = &workspace.findings.verdict;
        row_ui(
            ui,
            &title,
            Ok(&(verdict.short.clone(), verdict.outcome.approach())),
            is_open,
            list,
        )
    } else {
        row_ui(ui, &item.title, item.verdict.as_ref(), is_open, list)
    };
    if item.verdict.is_ok() {
        compare_box_ui(
            ui,
            row.rect,
            &item.title,
            &scenario,
            workspace,
            is_comparing,
            actions,
        );
    }
    let row = row.on_hover_ui(|ui| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        ui.label(file.into_owned());
        if let Some(folder) = path.parent() {
            let folder = RichText::new(folder.display().to_string()).small();
            ui.label(folder.color(Palette::current(ui).weak));
        }
        if let Err(problem) = &item.verdict {
            ui.label(problem);
        }
    });
    if row.clicked() {
        actions.send(Action::open_file(path.clone()));
    }
    let menu_id = Popup::default_response_id(&row);
    if menu_asked {
        Popup::open_id(ui.ctx(), menu_id);
    }
    let mut menu = Popup::context_menu(&row);
    if menu.is_open() && Popup::position_of_id(ui.ctx(), menu_id).is_none() {
        // It was opened by a key, so it has nothing to do with the pointer.
        menu = menu.at_position(row.rect.left_bottom());
    }
    menu.show(|ui| {
        let mut takes_keyboard = menu_asked;
        let mut entry = |name: &str, action: Action| {
            let response = ui.button(name);
            if std::mem::take(&mut takes_keyboard) {
                response.request_focus();
            }
            if response.clicked() {
                actions.send(action);
                ui.close();
            }
        };
        entry("Open", Action::open_file(path.clone()));
        entry(
            Command::Duplicate.row().name,
            Action::DuplicateFile(path.clone()),
        );
        entry(Command::Rename.row().name, Action::AskForName(path.clone()));
        entry(Command::Reveal.row().name, Action::RevealFile(path.clone()));
        entry(Command::Delete.row().name, Action::DeleteFile(path.clone()));
    });
}

/// A scenario's name over its verdict; the whole row can be clicked.
pub(super) fn row_ui(
    ui: &mut Ui,
    title: &str,
    verdict: Result<&(String, Option<Approach>), &String>,
    is_open: bool,
    list: &mut List,
) -> egui::Response {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), 42.0);
    let (rect, response) = ui.allocate_exact_size(size, list.sense());
    list.add(ui, &response);
    if response.has_focus() {
        note_row(ui);
    }
    let (words, color) = match verdict {
        Ok((words, approach)) => (
            words.clone(),
            approach.map_or(palette.weak, |approach| palette.approach(approach)),
        ),
        Err(problem) => (format!("broken: {problem}"), palette.error),
    };
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::ListBoxOption,
            true,
            is_open,
            format!("{title}, {words}"),
        )
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if is_open {
        palette.selection
    } else if response.hovered() {
        palette.field_hover
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 6.0, fill);
    focus_ring(ui, &response, rect, 6.0);
    // The box to tick stands at the end.
    let width = rect.width() - 36.0;
    let at = rect.min + vec2(8.0, 5.0);
    let title = truncated(ui, title, 13.5, palette.text, width);
    ui.painter().galley(at, title, palette.text);
    let words = truncated(ui, words, 11.5, color, width);
    ui.painter().galley(at + vec2(0.0, 17.5), words, color);
    response
}

/// The box beside a name in the library.
pub(super) fn compare_box_ui(
    ui: &mut Ui,
    row: egui::Rect,
    title: &str,
    scenario: &ScenarioRef,
    workspace: &Workspace,
    is_comparing: bool,
    actions: &mut Actions,
) {
    let ticked = workspace.settings.compared.contains(scenario);
    let hovered = ui.rect_contains_pointer(row);
    // Hidden until something is ticked, the pointer is over the row, or the comparison is shown.
    let comparing = is_comparing || !workspace.settings.compared.is_empty();
    if !(ticked || hovered || comparing) {
        return;
    }
    let at = egui::Rect::from_center_size(row.right_center() - vec2(14.0, 0.0), vec2(20.0, 20.0));
    let mut checked = ticked;
    // On top of the row, which has its place already.
    let mut tick = ui.new_child(egui::UiBuilder::new().max_rect(at));
    let line = egui::Stroke::new(1.0, Palette::current(ui).weak);
    tick.visuals_mut().widgets.inactive.bg_stroke = line;
    let response = tick.add(egui::Checkbox::without_text(&mut checked));
    response.widget_info(|| {
        let name = format!("Compare {title}");
        egui::WidgetInfo::selected(egui::Role::CheckBox, true, ticked, name)
    });
    if response.on_hover_text("Compare it").changed() {
        let compared = with_item(&workspace.settings.compared, scenario, checked);
        actions.send(Action::SetCompared(compared));
    }
}
