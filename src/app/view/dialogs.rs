//! The dialogs in the window.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange};
use egui::{Grid, Id, Key, Modal, RichText, ScrollArea, TextEdit, Ui, vec2};

use crate::app::messages::action::{Action, Actions, Choice};
use crate::app::messages::path_purpose::PathPurpose;
use crate::app::recovery::view::recovery_ui;
use crate::app::state::State;
use crate::app::state::dialog::{
    Dialog, NameSetDialog, OverwriteDialog, PathDialog, RenameDialog, ScenarioDialog, TextLine,
};
use crate::app::widgets::{forget_typing, scroll_ui};
use crate::app::workspace::Workspace;
use crate::evidence::pick::Replaced;
use crate::theme::palette::Palette;

use super::conflict::conflict_ui;
use super::dialog_parts::{AROUND_PAGE, buttons_ui, title_ui};
use super::evidence::evidence_ui;
use super::own_prices::own_prices_ui;
use super::palette::palette_ui;
use super::{export, help};

/// Draws the open dialog, if there is one.
pub fn dialog_ui(ctx: &egui::Context, state: &State, actions: &mut Actions) {
    let Some(dialog) = &state.dialog else {
        return;
    };
    if let Dialog::Palette(palette) = dialog {
        return palette_ui(ctx, palette, actions);
    }
    let frame = egui::Frame::window(&ctx.style_of(ctx.theme())).inner_margin(20.0);
    let modal = Modal::new(Id::unique("dialog"))
        .frame(frame)
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            match dialog {
                Dialog::Unsaved(_) => unsaved_ui(ui, &state.workspace, actions),
                Dialog::Refused(_) => refused_ui(ui, &state.workspace, actions),
                Dialog::PickModel(dialog) => {
                    let name = dialog.model.full_name();
                    replaced_ui(ui, &name, &dialog.replaced, actions);
                }
                Dialog::TakeOver(dialog) => {
                    let name = &dialog.after.prompting.serving.model;
                    replaced_ui(ui, name, &dialog.replaced, actions);
                }
                Dialog::Conflict(dialog) => conflict_ui(ui, dialog, actions),
                Dialog::Recovery => recovery_ui(ui, &state.recovery, actions),
                Dialog::Overwrite(dialog) => overwrite_ui(ui, dialog, actions),
                Dialog::Scenario(dialog) => scenario_ui(ui, dialog, actions),
                Dialog::Export(dialog) => {
                    export::export_ui(ui, dialog, &state.workspace, actions);
                }
                Dialog::Evidence(dialog) => evidence_ui(ui, dialog, &state.workspace, actions),
                Dialog::OwnPrices(dialog) => own_prices_ui(ui, dialog, actions),
                Dialog::Path(dialog) => path_ui(ui, dialog, actions),
                Dialog::Rename(dialog) => rename_ui(ui, dialog, actions),
                Dialog::NameSet(dialog) => name_set_ui(ui, dialog, actions),
                Dialog::Palette(_) => {}
                Dialog::Shortcuts => {
                    let title = "Shortcuts and typing";
                    page_ui(ui, title, 940.0, help::shortcuts_ui, actions);
                }
                Dialog::About => page_ui(
                    ui,
                    "Breakeven",
                    560.0,
                    |ui| help::about_ui(ui, state.workspace.prices),
                    actions,
                ),
            }
        });
    hide_tooltips_below(ctx);
    if modal.should_close() {
        actions.send(Action::Answer(Choice::Cancel));
    }
}

/// Draws once more when a dialog has appeared: a tooltip of what it covers is drawn in its first frame still, over it.
fn hide_tooltips_below(ctx: &egui::Context) {
    let id = Id::unique("dialog frame");
    let frame = ctx.cumulative_frame_nr();
    let last = ctx.data(|data| data.get_temp::<u64>(id));
    ctx.data_mut(|data| data.insert_temp(id, frame));
    if last.is_none_or(|last| last + 1 < frame) {
        ctx.request_repaint();
    }
}

fn unsaved_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    ui.set_width(400.0);
    let title = workspace.scenario().title();
    title_ui(ui, &format!("Save changes to “{title}”?"));
    refused_fields_ui(ui, workspace);
    let buttons = [
        ("Save", Choice::Yes),
        ("Don’t save", Choice::No),
        ("Cancel", Choice::Cancel),
    ];
    buttons_ui(ui, actions, &buttons);
}

fn refused_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    ui.set_width(440.0);
    let title = match workspace.refused_fields().len() {
        1 => "Save without the invalid entry?",
        _ => "Save without the invalid entries?",
    };
    title_ui(ui, title);
    refused_fields_ui(ui, workspace);
    let buttons = [
        ("Save without", Choice::Yes),
        ("Correct first", Choice::No),
        ("Cancel", Choice::Cancel),
    ];
    buttons_ui(ui, actions, &buttons);
}

/// Names the fields that hold something that can't be taken, and what is saved in its place.
fn refused_fields_ui(ui: &mut Ui, workspace: &Workspace) {
    let scenario = workspace.scenario();
    for (input, typed) in workspace.refused_fields() {
        ui.label(format!(
            "{}: “{typed}” is invalid; its last valid value is saved: {}",
            input.full_label(),
            input.describe(scenario)
        ));
    }
}

/// What the user typed beside what the list says, a row each.
fn replaced_ui(ui: &mut Ui, name: &str, replaced: &[Replaced], actions: &mut Actions) {
    ui.set_width(520.0);
    title_ui(ui, "Replace the values that you entered?");
    ui.label(format!("The list prices of {name} are different"));
    let weak = Palette::current(ui).weak;
    scroll_ui(ui, ScrollArea::vertical().max_height(300.0), |ui| {
        Grid::new("replaced").spacing([24.0, 6.0]).show(ui, |ui| {
            for heading in ["", "Yours", "List price"] {
                ui.label(RichText::new(heading).small().color(weak));
            }
            ui.end_row();
            for value in replaced {
                ui.label(value.input.full_label());
                ui.label(&value.typed);
                ui.label(&value.listed);
                ui.end_row();
            }
        });
    });
    let buttons = [
        ("Keep my values", Choice::Yes),
        ("Use list prices", Choice::No),
        ("Cancel", Choice::Cancel),
    ];
    buttons_ui(ui, actions, &buttons);
}

fn overwrite_ui(ui: &mut Ui, dialog: &OverwriteDialog, actions: &mut Actions) {
    ui.set_width(440.0);
    let name = dialog.path.file_name().unwrap_or_default();
    title_ui(ui, &format!("Replace “{}”?", name.to_string_lossy()));
    ui.label(&dialog.why);
    let path = RichText::new(dialog.path.display().to_string());
    ui.label(path.small().color(Palette::current(ui).weak));
    let mut buttons = vec![("Replace", Choice::Yes), ("Cancel", Choice::Cancel)];
    if dialog.purpose == PathPurpose::SaveAs {
        buttons.insert(1, ("Save as…", Choice::No));
    }
    buttons_ui(ui, actions, &buttons);
}

/// The scenarios in a file, each a button. The keyboard has the first one; arrows and Tab go on, a digit opens at once.
fn scenario_ui(ui: &mut Ui, dialog: &ScenarioDialog, actions: &mut Actions) {
    ui.set_width(440.0);
    title_ui(ui, "Open which scenario?");
    let name = dialog.path.file_name().unwrap_or_default();
    ui.label(format!("{} holds several", name.to_string_lossy()));
    let open = |actions: &mut Actions, number: usize| {
        actions.send(Action::OpenNumbered(dialog.path.clone(), number));
    };
    let height = ui.ctx().content_rect().height() - 240.0;
    let list = egui::ScrollArea::vertical().max_height(height.max(80.0));
    scroll_ui(ui, list, |ui| {
        for (number, choice) in (1..).zip(&dialog.choices) {
            let (Ok(about) | Err(about)) = &choice.about;
            let text = format!("{number}  {}: {about}", choice.title);
            let button = egui::Button::new(text)
                .wrap()
                .min_size(vec2(ui.available_width(), 30.0));
            let response = ui.add_enabled(choice.about.is_ok(), button);
            if response.clicked() {
                open(actions, number);
            }
            if choice.about.is_ok() && ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
        }
    });
    for (number, key) in (1..).zip(DIGITS) {
        let is_there = dialog
            .choices
            .get(number - 1)
            .is_some_and(|choice| choice.about.is_ok());
        if is_there && ui.input(|input| input.key_pressed(key)) {
            open(actions, number);
        }
    }
    buttons_ui(ui, actions, &[("Cancel", Choice::Cancel)]);
}

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

fn path_ui(ui: &mut Ui, dialog: &PathDialog, actions: &mut Actions) {
    ui.set_width(520.0);
    title_ui(ui, dialog.purpose.title());
    let line = Line {
        label: "Path",
        typed: &dialog.typed,
        typed_anew: stem(&dialog.typed.text),
    };
    typed_ui(ui, &line, dialog.purpose.button(), actions);
}

fn rename_ui(ui: &mut Ui, dialog: &RenameDialog, actions: &mut Actions) {
    ui.set_width(420.0);
    title_ui(ui, "Rename scenario");
    let file = dialog.path.file_name().unwrap_or_default();
    let words = format!("The file is renamed too: {}", file.to_string_lossy());
    ui.label(RichText::new(words).color(Palette::current(ui).weak));
    let line = Line::new("New name", &dialog.typed);
    typed_ui(ui, &line, "Rename", actions);
}

fn name_set_ui(ui: &mut Ui, dialog: &NameSetDialog, actions: &mut Actions) {
    ui.set_width(420.0);
    title_ui(ui, "Save comparison");
    let line = Line::new("Name of the comparison", &dialog.typed);
    typed_ui(ui, &line, "Save", actions);
}

/// Something to read, of this width if the window has it; what is higher than the window scrolls.
fn page_ui(
    ui: &mut Ui,
    title: &str,
    width: f32,
    content_ui: impl FnOnce(&mut Ui),
    actions: &mut Actions,
) {
    let room = ui.ctx().content_rect().size() - AROUND_PAGE;
    ui.set_width(width.min(room.x));
    title_ui(ui, title);
    let area = ScrollArea::vertical()
        .max_height(room.y)
        .auto_shrink([false, true]);
    scroll_ui(ui, area.min_scrolled_height(room.y), |ui| {
        ui.set_width(ui.available_width() - 10.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        content_ui(ui);
    });
    buttons_ui(ui, actions, &[("Close", Choice::Cancel)]);
}

/// A line that is typed.
struct Line<'a> {
    label: &'a str,
    typed: &'a TextLine,
    /// The part that is selected at first, from the first character to behind the last one: what is typed replaces it.
    typed_anew: Range<usize>,
}

impl<'a> Line<'a> {
    /// A line that is typed anew as a whole.
    fn new(label: &'a str, typed: &'a TextLine) -> Self {
        Self {
            label,
            typed,
            typed_anew: 0..typed.text.chars().count(),
        }
    }
}

/// The part of a path that one types anew: the file's name without its ending; nothing of a path that ends with a folder.
fn stem(path: &str) -> Range<usize> {
    let folder = path.rfind(std::path::is_separator);
    let start = folder.map_or(0, |at| path[..at].chars().count() + 1);
    let name: Vec<char> = path.chars().skip(start).collect();
    let end = name.iter().rposition(|character| *character == '.');
    let length = end.filter(|end| *end > 0).unwrap_or(name.len());
    start..start + length
}

/// A line to type in, why the last try failed, and the buttons of which the first one is `yes`.
fn typed_ui(ui: &mut Ui, line: &Line<'_>, yes: &str, actions: &mut Actions) {
    let typed = line.typed;
    text_ui(ui, line, actions);
    if let Some(problem) = &typed.problem {
        ui.label(RichText::new(problem).color(Palette::current(ui).error));
    }
    buttons_ui(
        ui,
        actions,
        &[(yes, Choice::Yes), ("Cancel", Choice::Cancel)],
    );
}

/// A line to type in, focused at once; Enter is the first button.
fn text_ui(ui: &mut Ui, line: &Line<'_>, actions: &mut Actions) {
    let mut typed = line.typed.text.clone();
    let response = ui.add(TextEdit::singleline(&mut typed).desired_width(f32::INFINITY));
    forget_typing(ui, &response);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, line.label));
    if response.changed() {
        actions.send(Action::TypeInDialog(typed));
    }
    // Enter leaves the field, and gives the usual answer.
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if !is_entered && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
        let ends = [line.typed_anew.start, line.typed_anew.end].map(CCursor::new);
        let mut cursor = TextEdit::load_state(ui.ctx(), response.id).unwrap_or_default();
        let range = CCursorRange::two(ends[0], ends[1]);
        cursor.cursor.set_char_range(Some(range));
        cursor.store(ui.ctx(), response.id);
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn of_a_path_the_name_without_its_ending_is_typed_anew() {
        for (path, typed_anew) in [
            ("/lib/Plan.ron", "Plan"),
            ("/lib/plan v2.1.ron", "plan v2.1"),
            ("/bibliothèque/Prüfung.ron", "Prüfung"),
            ("/lib/Scenarios", "Scenarios"),
            ("/lib/.hidden", ".hidden"),
            ("/lib/", ""),
            ("plan.ron", "plan"),
        ] {
            let range = stem(path);
            let length = range.len();
            let part: String = path.chars().skip(range.start).take(length).collect();
            assert_eq!(part, typed_anew, "{path}");
        }
    }
}
