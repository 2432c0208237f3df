//! The dialog about the user's own material, if it is open.

use crate::app::state::State;
use crate::app::state::dialog::Dialog;
use crate::app::state::evidence::EvidenceDialog;

/// The dialog.
pub(super) fn evidence_mut(state: &mut State) -> Option<&mut EvidenceDialog> {
    match &mut state.dialog {
        Some(Dialog::Evidence(dialog)) => Some(dialog),
        _ => None,
    }
}
