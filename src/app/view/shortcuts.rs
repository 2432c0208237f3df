//! The commands whose keys are pressed.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::messages::command::Command;
use crate::app::messages::command_table::COMMANDS;

/// The commands whose keys were pressed. Longer combinations first: Ctrl+Shift+S is not Ctrl+S.
/// `busy`: a field or a menu had the keys when the frame before ended.
pub fn pressed(ctx: &egui::Context, presenting: bool, busy: bool) -> Vec<Command> {
    let typing = ctx.text_edit_focused() || busy;
    let mut candidates: Vec<(Command, KeyboardShortcut)> = COMMANDS
        .iter()
        .filter(|row| !(typing && row.command.yields_to_text()))
        .filter(|row| presenting || !row.command.is_of_presentation())
        .filter_map(|row| Some((row.command, row.keys?)))
        .collect();
    // The customary second key for redo.
    if !typing {
        candidates.push((
            Command::Redo,
            KeyboardShortcut::new(Modifiers::COMMAND, Key::Y),
        ));
    }
    // What clickers send.
    if presenting && !typing {
        for (command, key) in [
            (Command::NextChart, Key::PageDown),
            (Command::NextChart, Key::Space),
            (Command::PreviousChart, Key::PageUp),
            (Command::Blank, Key::Period),
        ] {
            candidates.push((command, KeyboardShortcut::new(Modifiers::NONE, key)));
        }
    }
    candidates.sort_by_key(|(_, shortcut)| !shortcut.modifiers.shift);
    ctx.input_mut(|input| {
        candidates
            .into_iter()
            .filter(|(_, shortcut)| input.consume_shortcut(shortcut))
            .map(|(command, _)| command)
            .collect()
    })
}
