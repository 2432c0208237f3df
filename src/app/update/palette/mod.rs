//! The palette: opened, searched, and what is chosen in it done.
//!
//! - `entries`: all that it can lead to

mod entries;

use crate::app::messages::action::Action;
use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::state::State;
use crate::app::state::dialog::Dialog;
use crate::app::state::palette::entry::Target;
use crate::app::state::palette::{CommandPalette, remember};
use crate::scenario::inputs;

/// Opens it.
pub fn open(state: &mut State) {
    let entries = entries::entries(state);
    let palette = CommandPalette::new(entries, &state.recently_chosen);
    state.dialog = Some(Dialog::Palette(Box::new(palette)));
}

/// Looks for another text.
pub fn search(state: &mut State, text: String) {
    if let Some(palette) = palette(state) {
        palette.search(text);
    }
}

/// Highlights another entry.
pub fn highlight(state: &mut State, place: usize) {
    if let Some(palette) = palette(state) {
        palette.highlighted = place;
    }
}

fn palette(state: &mut State) -> Option<&mut CommandPalette> {
    match &mut state.dialog {
        Some(Dialog::Palette(palette)) => Some(palette),
        _ => None,
    }
}

/// Closes it. Returns what the entry at a place among those found asks for; a model asks another question first.
pub fn choose(state: &mut State, place: usize) -> Option<Action> {
    let chosen = palette(state).and_then(|palette| palette.get(place));
    let target = chosen.map(|entry| entry.target.clone())?;
    state.dialog = None;
    if !matches!(target, Target::Pick(..)) {
        remember(&mut state.recently_chosen, target.clone());
    }
    Some(match target {
        Target::Command(command) => {
            if let Some(tab) = command.tab() {
                state.tabs.current = tab;
            }
            Action::Run(command)
        }
        Target::Input(input) => {
            // An input of a group that is off isn't shown: the switch of the group is.
            let group = input.group.and_then(inputs::find);
            let is_shown = input.applies(state.workspace.scenario());
            Action::GoTo(group.filter(|_| !is_shown).unwrap_or(input))
        }
        Target::File(path) => Action::open_file(path),
        Target::Example(example) => Action::Leave(AfterLeaving::Example(example)),
        Target::Model(model) => {
            let question = CommandPalette::about_model(model);
            state.dialog = Some(Dialog::Palette(Box::new(question)));
            return None;
        }
        Target::Pick(approach, model) => Action::PickModel(approach, model),
    })
}
