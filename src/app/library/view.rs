//! The library panel: a filter, the folder's scenarios, and the examples.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use crate::app::messages::action::{Action, Actions, AfterLeaving};
use crate::app::messages::command::Command;
use crate::app::workspace::Workspace;
use crate::files::settings::ScenarioRef;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::list::{ExampleItem, Library};
use super::row::{compare_box_ui, file_ui, row_ui};

/// Draws the panel's content.
/// `is_comparing`: the boxes that select scenarios for comparison are shown even if none is selected.
pub fn library_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    library: &Library,
    is_comparing: bool,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        ui.label(
            RichText::new("Scenarios")
                .small()
                .family(fonts::bold())
                .color(palette.weak),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let hide = egui::Button::new(RichText::new("«").color(palette.weak))
                .frame_when_inactive(false);
            if ui.add(hide).on_hover_text("Hide the library").clicked() {
                actions.run(Command::ToggleLibrary);
            }
            let new = egui::Button::new(RichText::new("+ New").small().color(palette.accent))
                .frame_when_inactive(false);
            if ui
                .add(new)
                .on_hover_text(Command::New.row().tooltip)
                .clicked()
            {
                actions.run(Command::New);
            }
        });
    });
    let mut filter = library.filter.clone();
    let edit = egui::TextEdit::singleline(&mut filter)
        .hint_text("Filter")
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter scenarios"));
    if response.changed() {
        actions.send(Action::FilterLibrary(filter));
    }
    ui.add_space(4.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for item in library
            .items
            .iter()
            .filter(|item| library.matches(&item.title))
        {
            file_ui(ui, item, workspace, is_comparing, actions);
        }
        if library.items.is_empty() {
            let folder = library.folder().display().to_string();
            ui.label(
                RichText::new("Saved scenarios appear here")
                    .small()
                    .color(palette.weak),
            )
            .on_hover_text(folder);
        }
        for problem in [&library.problem, &library.watch_problem]
            .into_iter()
            .flatten()
        {
            ui.label(RichText::new(problem).small().color(palette.error));
        }
        ui.add_space(10.0);
        ui.label(
            RichText::new("Examples")
                .small()
                .family(fonts::bold())
                .color(palette.weak),
        );
        for ExampleItem {
            example,
            title,
            verdict,
        } in &library.examples
        {
            if library.matches(title) {
                let open =
                    workspace.document.path().is_none() && workspace.scenario().name == *title;
                let row = row_ui(ui, title, Ok(verdict), open);
                let pick = ScenarioRef::Example(example.name.to_owned());
                compare_box_ui(ui, row.rect, title, pick, workspace, is_comparing, actions);
                if row.clicked() {
                    actions.send(Action::Leave(AfterLeaving::Example(example)));
                }
            }
        }
        ui.add_space(8.0);
    });
}
