//! Public price lists: reading them in the background, and choosing an entry.

use std::path::Path;

use crate::app::messages::action::PriceChoice;
use crate::app::state::State;
use crate::app::state::dialog::Dialog;
use crate::app::state::evidence::{EvidenceDialog, Material};
use crate::app::state::prices::{PricesFound, PricesMaterial};
use crate::app::state::reading::Reading;
use crate::evidence::catalog::Catalog;
use crate::evidence::own::OwnChanges;
use crate::evidence::price_lists::PriceList;
use crate::files::material::progress::Progress;
use crate::files::material::text;
use crate::files::names;
use crate::files::today::written_on;
use crate::scenario::quantity::count_with_noun;

use super::event::Event;
use super::evidence_dialog::{self, evidence_mut};
use super::own_prices;
use super::services::Services;

/// Reads a list, and shows what it has.
pub(super) fn begin(state: &mut State, services: &mut Services, path: &Path) {
    let progress = Progress::default();
    let (of_task, of_failure) = (progress.clone(), progress.clone());
    let file = path.to_owned();
    let catalog = state.workspace.prices.catalog;
    let work = move || Event::PricesRead {
        result: Box::new(price_list(&file, catalog)),
        progress: of_task,
    };
    let failed = move |problem| Event::PricesRead {
        result: Box::new(Err(problem)),
        progress: of_failure,
    };
    let notices = &mut state.workspace.notices;
    if services.start_or(notices, "price list", work, failed) {
        let dialog = EvidenceDialog {
            name: Some(names::name_of(path)),
            material: Material::Prices(Box::new(PricesMaterial {
                reading: Reading::Running(progress),
            })),
        };
        evidence_dialog::open(state, dialog);
    }
}

/// A list, and the day on which it was written.
fn price_list(path: &Path, catalog: Option<&Catalog>) -> Result<(PriceList, String), String> {
    let text = text::read_text(path).map_err(|error| error.to_string())?;
    let day = written_on(path).to_string();
    let mut list =
        PriceList::read(&text, &day).map_err(|problem| format!("{}: {problem}", path.display()))?;
    if let Some(catalog) = catalog {
        list.doubt_beside(catalog);
    }
    Ok((list, day))
}

/// A list was read: for the dialog that is open, or for one that was given up.
pub(super) fn prices_read(
    state: &mut State,
    progress: &Progress,
    result: Result<(PriceList, String), String>,
) {
    let found = result.map(|(list, day)| PricesFound::new(list, day, &state.workspace));
    if let Some(EvidenceDialog {
        material: Material::Prices(prices),
        ..
    }) = evidence_mut(state)
    {
        prices.reading.receive(progress, found);
    }
}

/// Keeps the entries that are selected in the user's own price list, or the chosen one if none is.
pub(super) fn keep(state: &mut State, services: &Services) {
    let Some(found) = found_mut(state) else {
        return;
    };
    let (entries, left_out) = found.to_keep();
    let count = entries.len();
    let done = match count {
        0 => Err("None of these can be kept: they have no prices of input and output".to_owned()),
        _ => own_prices::change(state, services, &OwnChanges::keep(entries)),
    };
    let State {
        dialog, workspace, ..
    } = state;
    if let Some(found) = found_in(dialog) {
        found.kept = Some(done.map(|()| {
            let kept = count_with_noun(count as f64, "entry");
            match left_out {
                0 => format!("{kept} kept in your price list"),
                _ => format!("{kept} kept in your price list; {left_out} left out: no prices of input and output"),
            }
        }));
        found.compare_anew(workspace);
    }
}

fn found_mut(state: &mut State) -> Option<&mut PricesFound> {
    found_in(&mut state.dialog)
}

/// What the list has that the dialog shows.
fn found_in(dialog: &mut Option<Dialog>) -> Option<&mut PricesFound> {
    if let Some(Dialog::Evidence(dialog)) = dialog
        && let Material::Prices(prices) = &mut dialog.material
        && let Reading::Found(found) = &mut prices.reading
    {
        return Some(found);
    }
    None
}

/// Takes a choice of the user's.
pub(super) fn choose(state: &mut State, choice: PriceChoice) {
    let State {
        dialog, workspace, ..
    } = state;
    if let Some(found) = found_in(dialog) {
        found.choose(choice, workspace);
    }
}
