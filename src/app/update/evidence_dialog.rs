//! The dialog about the user's own material, if it is open.

use crate::app::state::State;
use crate::app::state::dialog::Dialog;
use crate::app::state::evidence::EvidenceDialog;

/// Opens a dialog in place of the one that is open, which stops reading.
pub(super) fn open(state: &mut State, dialog: EvidenceDialog) {
    if let Some(before) = evidence_mut(state) {
        before.give_up();
    }
    state.dialog = Some(Dialog::Evidence(Box::new(dialog)));
}

/// The dialog.
pub(super) fn evidence_mut(state: &mut State) -> Option<&mut EvidenceDialog> {
    match &mut state.dialog {
        Some(Dialog::Evidence(dialog)) => Some(dialog),
        _ => None,
    }
}
