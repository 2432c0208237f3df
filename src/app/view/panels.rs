//! The panels on the left: library and editor. They grow with the window until the user gives them a width, which is remembered.

use egui::{Color32, Frame, Margin, Panel, Popup, PopupCloseBehavior, Rangef, Rect, Ui};

use crate::app::editor::editor_ui;
use crate::app::library::view::library_ui;
use crate::app::messages::action::{Action, Actions, SidePanel};
use crate::app::messages::command::Command;
use crate::app::messages::screen::Tab;
use crate::app::recovery::strip::unsaved_work_ui;
use crate::app::state::State;
use crate::app::widgets::sign_button_ui;
use crate::theme::palette::Palette;

/// The library is a list at the edge in windows narrower than this, in points: the chart needs the room.
const MIN_WIDTH_WITH_LIBRARY: f32 = 1180.0;
/// Width of the edge that brings a hidden library back, in points.
const EDGE_WIDTH: f32 = 22.0;
/// Width of the library as a list at the edge, in points.
const LIST_WIDTH: f32 = 280.0;

/// How wide the panels are in windows up to a width, all in points.
struct Widths {
    /// Of the window.
    up_to: f32,
    /// Of the library.
    library: Width,
    /// Of the editor.
    editor: Width,
}

/// How wide a panel is, and within which bounds the user can change that, in points.
struct Width {
    least: f32,
    usual: f32,
    most: f32,
}

impl Width {
    fn range(&self) -> Rangef {
        Rangef::new(self.least, self.most)
    }
}

/// From the narrowest window to the widest.
const WIDTHS: [Widths; 4] = [
    Widths {
        up_to: MIN_WIDTH_WITH_LIBRARY,
        library: Width {
            least: LIST_WIDTH,
            usual: LIST_WIDTH,
            most: LIST_WIDTH,
        },
        editor: Width {
            least: 300.0,
            usual: 330.0,
            most: 420.0,
        },
    },
    Widths {
        up_to: 1600.0,
        library: Width {
            least: 160.0,
            usual: 212.0,
            most: 360.0,
        },
        editor: Width {
            least: 300.0,
            usual: 356.0,
            most: 520.0,
        },
    },
    Widths {
        up_to: 2400.0,
        library: Width {
            least: 160.0,
            usual: 264.0,
            most: 480.0,
        },
        editor: Width {
            least: 300.0,
            usual: 404.0,
            most: 640.0,
        },
    },
    Widths {
        up_to: f32::INFINITY,
        library: Width {
            least: 160.0,
            usual: 340.0,
            most: 640.0,
        },
        editor: Width {
            least: 300.0,
            usual: 480.0,
            most: 760.0,
        },
    },
];

/// The place of a window of this width in the table.
fn class_of(width: f32) -> usize {
    let fits = |widths: &Widths| width < widths.up_to;
    WIDTHS.iter().position(fits).unwrap_or(WIDTHS.len() - 1)
}

/// The library, or what brings it back.
pub(super) fn library_panel_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let settings = &state.workspace.settings;
    let width = ui.available_width();
    let has_room = width >= MIN_WIDTH_WITH_LIBRARY;
    if !(settings.show_library && has_room) {
        edge_ui(ui, state, has_room, actions);
        return;
    }
    let class = class_of(width);
    let usual = WIDTHS[class].library.usual;
    let range = WIDTHS[class].library.range();
    let before = range.clamp(settings.library_width.unwrap_or(usual));
    let panel = Panel::left(("library", class))
        .frame(frame(Palette::current(ui).sidebar, margin([10, 8, 10, 0])))
        .default_size(before)
        .size_range(range);
    let shown = panel.show(ui, |ui| library_content_ui(ui, state, false, actions));
    note_width(ui, SidePanel::Library, shown.response.rect, before, actions);
}

/// The editor.
pub(super) fn editor_panel_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let settings = &state.workspace.settings;
    let width = ui.ctx().content_rect().width();
    let class = class_of(width);
    let usual = WIDTHS[class].editor.usual.min(0.4 * width);
    let range = WIDTHS[class].editor.range();
    let before = range.clamp(settings.editor_width.unwrap_or(usual));
    let panel = Panel::left(("editor", class))
        .frame(frame(
            Palette::current(ui).background,
            margin([14, 6, 10, 0]),
        ))
        .default_size(before)
        .size_range(range);
    let shown = panel.show(ui, |ui| {
        editor_ui(ui, &state.workspace, &state.editor, actions);
    });
    note_width(ui, SidePanel::Editor, shown.response.rect, before, actions);
}

/// Remembers the width that the user has dragged a panel to.
fn note_width(ui: &Ui, panel: SidePanel, rect: Rect, before: f32, actions: &mut Actions) {
    let at_edge = |pointer: egui::Pos2| (pointer.x - rect.right()).abs() < EDGE_WIDTH;
    let is_dropped = ui.input(|input| {
        let pointer = &input.pointer;
        pointer.any_released() && pointer.interact_pos().is_some_and(at_edge)
    });
    if is_dropped && (rect.width() - before).abs() > 1.0 {
        actions.send(Action::SetPanelWidth(panel, rect.width()));
    }
}

fn library_content_ui(ui: &mut Ui, state: &State, in_popup: bool, actions: &mut Actions) {
    unsaved_work_ui(ui, &state.recovery, &state.workspace, actions);
    let is_comparing = state.tabs.current == Tab::Compare;
    library_ui(
        ui,
        &state.workspace,
        &state.library,
        is_comparing,
        in_popup,
        actions,
    );
}

/// A narrow edge in the place of the library, with a handle: it shows the panel, or a list where there is no room for the panel.
fn edge_ui(ui: &mut Ui, state: &State, has_room: bool, actions: &mut Actions) {
    let palette = Palette::current(ui);
    Panel::left("library edge")
        .frame(frame(palette.sidebar, margin([1, 1, 8, 0])))
        .resizable(false)
        .exact_size(EDGE_WIDTH)
        .show(ui, |ui| {
            let handle = sign_button_ui(ui, "»", "Show the library");
            if has_room {
                if handle.clicked() {
                    actions.run(Command::ToggleLibrary);
                }
                return;
            }
            Popup::from_toggle_button_response(&handle)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .show(|ui| {
                    let height = ui.ctx().content_rect().height() - 90.0;
                    ui.set_width(LIST_WIDTH);
                    ui.set_height(height);
                    library_content_ui(ui, state, true, actions);
                });
        });
}

/// The ground and the inner margin of a panel.
pub(super) fn frame(fill: Color32, margin: Margin) -> Frame {
    Frame::new().fill(fill).inner_margin(margin)
}

/// A margin from its left, right, top and bottom.
pub(super) fn margin([left, right, top, bottom]: [i8; 4]) -> Margin {
    Margin {
        left,
        right,
        top,
        bottom,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_are_wider_in_wider_windows_and_within_their_bounds() {
        for pair in WIDTHS.windows(2) {
            assert!(pair[0].up_to < pair[1].up_to);
            assert!(pair[0].editor.usual < pair[1].editor.usual);
        }
        for widths in &WIDTHS {
            for width in [&widths.library, &widths.editor] {
                assert!(width.range().contains(width.usual));
            }
        }
        assert_eq!(class_of(760.0), 0);
        assert_eq!(class_of(1366.0), 1);
        assert_eq!(class_of(1920.0), 2);
        assert_eq!(class_of(3840.0), 3);
    }
}
