//! The commands whose keys are pressed.

use egui::KeyboardShortcut;

use crate::app::focus::row_has_keyboard;
use crate::app::messages::command::Command;
use crate::app::messages::command_table::{COMMANDS, CommandRow};

/// The commands whose keys were pressed. Longer combinations first: Ctrl+Shift+S is not Ctrl+S.
/// `keys_taken`: a field or a menu had the keyboard when the frame before ended. `asking`: a question is open, which only zooming doesn't
/// change.
pub fn pressed(
    ctx: &egui::Context,
    presenting: bool,
    keys_taken: bool,
    asking: bool,
) -> Vec<Command> {
    let keys_taken = keys_taken || ctx.text_edit_focused();
    let rows: Vec<&CommandRow> = COMMANDS
        .iter()
        .filter(|row| !(keys_taken && row.command.yields_to_text()))
        .filter(|row| !(row_has_keyboard(ctx) && row.command.yields_to_row()))
        .filter(|row| !asking || row.command.is_zoom())
        .filter(|row| presenting || !row.command.is_of_presentation())
        .collect();
    let first = rows.iter().filter_map(|row| Some((row.command, row.keys?)));
    let others = rows.iter().flat_map(|row| {
        let keys = row.other_keys.iter();
        keys.map(move |keys| (row.command, *keys))
    });
    let mut candidates: Vec<(Command, KeyboardShortcut)> = first.chain(others).collect();
    candidates.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    ctx.input_mut(|input| {
        candidates
            .into_iter()
            .filter(|(_, shortcut)| input.consume_shortcut(shortcut))
            .map(|(command, _)| command)
            .collect()
    })
}
