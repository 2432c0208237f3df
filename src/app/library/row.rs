//! A row of the library: a scenario's name in up to two rows over its verdict, and the box that selects it for comparison.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Response, RichText, Sense, Stroke, StrokeKind, Ui, vec2};

use crate::analysis::approach::Approach;
use crate::analysis::price::is_unpriced;
use crate::app::focus::list::List;
use crate::app::focus::note_row;
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::widgets::{focus_ring, truncated, with_item};
use crate::app::workspace::Workspace;
use crate::files::link::FileLink;
use crate::files::settings::ScenarioRef;
use crate::theme::palette::Palette;

use super::list::{Item, PENDING, undecided};
use super::row_keys::{RowKeys, row_menu, toggled};

/// Whether the file of a row is the open one.
pub(super) fn is_open_file(item: &Item, workspace: &Workspace) -> bool {
    let open = workspace.document.file().and_then(FileLink::resolved);
    // Byte by byte, since thousands are compared in a frame.
    open.is_some_and(|open| {
        let resolved = item.resolved.as_deref();
        resolved.is_some_and(|path| path.as_os_str() == open.as_os_str())
    })
}

/// The row of a file, whose name takes at most so many rows.
pub(super) fn file_ui(
    ui: &mut Ui,
    item: &Item,
    workspace: &Workspace,
    is_comparing: bool,
    name_rows: usize,
    list: &mut List,
    actions: &mut Actions,
) {
    let is_open = is_open_file(item, workspace);
    let path = &item.path;
    let keys = RowKeys::taken(ui, list);
    if keys.compare && item.verdict.is_ok() {
        actions.send(toggled(&ScenarioRef::File(path.clone()), workspace));
    }
    if keys.rename {
        actions.send(Action::AskForName(path.clone()));
    }
    if keys.delete {
        actions.send(Action::DeleteFile(path.clone()));
    }
    let row = if is_open {
        // As it is in the window, not as it was saved.
        let title = workspace.document.marked_title();
        let headline = workspace.headline();
        let speaks_for = headline.words.speaks_for.filter(|_| headline.is_current);
        let verdict = match &headline.words.recommendation {
            Some(_) => (headline.words.short.clone(), speaks_for),
            None => undecided(is_unpriced(workspace.scenario())),
        };
        row_ui(ui, &title, Ok(&verdict), is_open, name_rows, list)
    } else {
        row_ui(
            ui,
            &item.title,
            item.verdict.as_ref(),
            is_open,
            name_rows,
            list,
        )
    };
    if item.verdict.is_ok() {
        let scenario = ScenarioRef::File(path.clone());
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
    file_menu_ui(ui, &row, item, workspace, keys, actions);
}

/// The menu of the row of a file.
fn file_menu_ui(
    ui: &Ui,
    row: &Response,
    item: &Item,
    workspace: &Workspace,
    keys: RowKeys,
    actions: &mut Actions,
) {
    let path = &item.path;
    row_menu(ui, row, keys.menu).show(|ui| {
        let mut takes_keyboard = keys.menu;
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
        if item.verdict.is_ok() {
            ui.separator();
            let scenario = ScenarioRef::File(path.clone());
            compare_entry_ui(ui, &scenario, workspace, actions);
        }
    });
}

/// Room around a row's text, at its end for the box to tick, and for the dot before the verdict, in points.
const MARGIN: egui::Vec2 = vec2(8.0, 5.0);
const BOX_WIDTH: f32 = 26.0;
const DOT_WIDTH: f32 = 12.0;
/// A name takes at most so many rows.
pub(super) const MAX_NAME_ROWS: usize = 2;
/// Size of the type of a verdict, and room between it and the name, in points.
const VERDICT_POINTS: f32 = 11.5;
const VERDICT_GAP: f32 = 1.0;

/// A scenario's name over its verdict; the whole row can be clicked. The dot has the colour of the approach that the verdict speaks for.
pub(super) fn row_ui(
    ui: &mut Ui,
    title: &str,
    verdict: Result<&(String, Option<Approach>), &String>,
    is_open: bool,
    max_rows: usize,
    list: &mut List,
) -> Response {
    let palette = Palette::current(ui);
    let width = ui.available_width() - 2.0 * MARGIN.x - BOX_WIDTH;
    let name = name_rows(ui, title, width, max_rows);
    let (words, color, dot) = match verdict {
        Ok((words, approach)) => {
            let dot = approach.map_or(palette.weak, |approach| palette.approach(approach));
            (words.clone(), palette.weak, dot)
        }
        Err(problem) => (
            format!("Can’t be read: {problem}"),
            palette.error,
            palette.error,
        ),
    };
    let label = match words.as_str() {
        PENDING => format!("{title}, calculating"),
        _ => format!("{title}, {words}"),
    };
    let words = truncated(ui, words, VERDICT_POINTS, color, width - DOT_WIDTH);
    let height = row_height(&name, &words);
    let size = vec2(ui.available_width(), height);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response = ui.interact(rect, list.next_id(), list.sense());
    list.add(ui, &response);
    if response.has_focus() {
        note_row(ui);
    }
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_open, &label)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if is_open {
        palette.selection
    } else if response.hovered() {
        palette.field_hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 6.0, fill);
    focus_ring(ui, &response, rect, 6.0);
    let at = rect.min + MARGIN;
    let is_cut = name.elided;
    let below = at + vec2(0.0, name.size().y + VERDICT_GAP);
    ui.painter().galley(at, name, palette.text);
    let center = below + vec2(3.5, words.size().y / 2.0);
    ui.painter().circle_filled(center, 3.5, dot);
    ui.painter()
        .galley(below + vec2(DOT_WIDTH, 0.0), words, color);
    if is_cut {
        return response.on_hover_text(title);
    }
    response
}

fn row_height(name: &Galley, words: &Galley) -> f32 {
    name.size().y + VERDICT_GAP + words.size().y + 2.0 * MARGIN.y
}

/// The height of a row whose name is a single line, in points.
pub(super) fn one_line_row_height(ui: &Ui) -> f32 {
    let words = truncated(ui, "–", VERDICT_POINTS, Color32::PLACEHOLDER, f32::INFINITY);
    row_height(&name_rows(ui, "–", f32::INFINITY, 1), &words)
}

/// A name in at most so many rows.
fn name_rows(ui: &Ui, title: &str, width: f32, max_rows: usize) -> Arc<Galley> {
    let color = Palette::current(ui).text;
    let font = FontId::proportional(13.5);
    let mut job = LayoutJob::simple(title.to_owned(), font, color, width);
    job.wrap.max_rows = max_rows;
    ui.painter().layout_job(job)
}

/// An entry of a row's menu that adds its scenario to the comparison, or leaves it out.
pub(super) fn compare_entry_ui(
    ui: &mut Ui,
    scenario: &ScenarioRef,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let compared = &workspace.settings.compared;
    let is_compared = compared.contains(scenario);
    let name = if is_compared {
        "Remove from comparison"
    } else {
        "Add to comparison"
    };
    if ui.button(name).clicked() {
        let compared = with_item(compared, scenario, !is_compared);
        actions.send(Action::SetCompared(compared));
        ui.close();
    }
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
    let selected = workspace.settings.compared.contains(scenario);
    let hovered = ui.rect_contains_pointer(row);
    // Hidden until something is selected, the pointer is over the row, or the comparison is shown.
    let comparing = is_comparing || !workspace.settings.compared.is_empty();
    if !(selected || hovered || comparing) {
        return;
    }
    let at = egui::Rect::from_center_size(row.right_center() - vec2(14.0, 0.0), vec2(20.0, 20.0));
    // Not a stop of the Tab key: Space in the row does the same.
    let response = ui.interact(
        at,
        ui.unique_id().with(("compare", scenario, title)),
        Sense::CLICK,
    );
    response.widget_info(|| {
        let name = format!("Compare {title}");
        egui::WidgetInfo::selected(egui::Role::CheckBox, true, selected, name)
    });
    let palette = Palette::current(ui);
    let line = if response.hovered() {
        palette.text
    } else {
        palette.weak
    };
    let square = egui::Rect::from_center_size(at.center(), vec2(14.0, 14.0));
    let outline = Stroke::new(1.0, line);
    ui.painter()
        .rect(square, 3.0, palette.field, outline, StrokeKind::Inside);
    if selected {
        let corners = [(-3.5, 0.0), (-1.0, 2.8), (3.8, -3.2)];
        let corners = corners.map(|(x, y)| square.center() + vec2(x, y)).to_vec();
        let stroke = Stroke::new(1.6, palette.text);
        ui.painter().add(egui::Shape::line(corners, stroke));
    }
    if response.on_hover_text("Select for comparison").clicked() {
        let compared = with_item(&workspace.settings.compared, scenario, !selected);
        actions.send(Action::SetCompared(compared));
    }
}
