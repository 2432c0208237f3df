//! Bills: reading them in the background, and choosing the approach that they are for.

use std::path::Path;

use crate::app::state::State;
use crate::app::state::bills::{BillsFound, BillsMaterial, in_words};
use crate::app::state::evidence::{EvidenceDialog, Material};
use crate::app::state::reading::Reading;
use crate::evidence::bills::{self, BillsRead};
use crate::files::material::progress::Progress;
use crate::files::material::{lines, text};
use crate::files::names;
use crate::scenario::Currency;
use crate::scenario::actuals::BilledApproach;

use super::event::Event;
use super::evidence_dialog::{self, evidence_mut};
use super::services::Services;

/// Reads bills, and shows what they say.
pub(super) fn begin(state: &mut State, services: &mut Services, path: &Path) {
    let progress = Progress::default();
    let (of_task, of_failure) = (progress.clone(), progress.clone());
    let own = state.workspace.scenario().currency.clone();
    let name = names::name_of(path);
    let path = path.to_owned();
    let work = move || Event::BillsRead {
        result: bill_entries(&path, &own, &of_task),
        progress: of_task,
    };
    let failed = move |problem| Event::BillsRead {
        result: Err(problem),
        progress: of_failure,
    };
    let notices = &mut state.workspace.notices;
    if services.start_or(notices, "bills", work, failed) {
        let dialog = EvidenceDialog {
            name: Some(name),
            material: Material::Bills(BillsMaterial {
                reading: Reading::Running(progress),
            }),
        };
        evidence_dialog::open(state, dialog);
    }
}

fn bill_entries(path: &Path, own: &Currency, progress: &Progress) -> Result<BillsRead, String> {
    let from = lines::open(path, progress).map_err(|error| error.to_string())?;
    let text = text::read_text_from(path, from).map_err(|error| error.to_string())?;
    bills::read(&text, Some(own)).map_err(|problems| in_words(&problems))
}

/// Bills were read: for the dialog that is open, or for one that was given up.
pub(super) fn bills_read(
    state: &mut State,
    progress: &Progress,
    result: Result<BillsRead, String>,
) {
    let scenario = state.workspace.scenario().clone();
    let Some(bills) = bills_mut(state) else {
        return;
    };
    let found = result.and_then(|read| BillsFound::new(read, &scenario));
    bills.reading.receive(progress, found);
}

/// Takes the choice of the approach that they are for.
pub(super) fn choose(state: &mut State, approach: BilledApproach) {
    let scenario = state.workspace.scenario().clone();
    if let Some(bills) = bills_mut(state)
        && let Reading::Found(found) = &mut bills.reading
    {
        found.choose(approach, &scenario);
    }
}

fn bills_mut(state: &mut State) -> Option<&mut BillsMaterial> {
    match &mut evidence_mut(state)?.material {
        Material::Bills(bills) => Some(bills),
        Material::Prompt(_) | Material::Training(_) | Material::Usage(_) | Material::Prices(_) => {
            None
        }
    }
}
