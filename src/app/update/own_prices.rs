//! The user's own price list: the dialog about it, and taking its entries into use.

use std::path::Path;

use crate::app::messages::action::{Choice, OwnPricesAction};
use crate::app::state::State;
use crate::app::state::dialog::Dialog;
use crate::app::state::own_prices::OwnPricesDialog;
use crate::evidence::catalog::Catalog;
use crate::evidence::current::CurrentPrices;
use crate::evidence::own::OwnChanges;
use crate::files::own_prices::OwnPricesFile;
use crate::scenario::quantity::count_with_noun;
use crate::scenario::retirement::base_name;

use super::services::Services;

/// Opens the dialog. What another window wrote into the file meanwhile is taken into use too.
pub(super) fn open(state: &mut State, services: &Services) {
    let file = OwnPricesFile::beside(&services.settings_file);
    let text = file.read().map_err(|error| error.to_string());
    if let Ok(text) = &text {
        take_into_use(state, text.as_deref());
    }
    let workspace = &state.workspace;
    let prompted = base_name(&workspace.scenario().prompting.serving.model);
    let path = file.path().map(Path::to_owned);
    let dialog = OwnPricesDialog::new(path, text, workspace.prices.today, prompted);
    state.dialog = Some(Dialog::OwnPrices(Box::new(dialog)));
}

/// Does what the user asked for in the dialog.
pub(super) fn apply(state: &mut State, action: OwnPricesAction) {
    if let Some(Dialog::OwnPrices(dialog)) = &mut state.dialog {
        dialog.apply(action);
    }
}

/// Saves, or leaves the dialog. It stays open where something can't be saved, or isn't.
pub(super) fn answer(
    state: &mut State,
    services: &Services,
    mut dialog: Box<OwnPricesDialog>,
    choice: Choice,
) {
    if dialog.leaves(choice) {
        return;
    }
    if choice == Choice::Yes && dialog.can_edit() {
        match dialog.changes() {
            Err(unsound) => dialog.show_unsound(unsound),
            Ok(changes) if changes == OwnChanges::default() => return,
            Ok(changes) => match change(state, services, &changes) {
                Ok(()) => return tell(state, &changes),
                Err(problem) => dialog.refused = Some(problem),
            },
        }
    }
    state.dialog = Some(Dialog::OwnPrices(dialog));
}

/// Changes the user's own price list, and takes it into use.
pub(super) fn change(
    state: &mut State,
    services: &Services,
    changes: &OwnChanges,
) -> Result<(), String> {
    let bundled = Catalog::bundled()?;
    let file = OwnPricesFile::beside(&services.settings_file);
    let text = file.change(|text| changes.made_to(text, bundled))?;
    take_into_use(state, Some(&text));
    Ok(())
}

/// Takes the price list of this text into use, if it can be read and isn't in use already.
fn take_into_use(state: &mut State, text: Option<&str>) {
    let workspace = &mut state.workspace;
    let (prices, problem) = CurrentPrices::with_own(text, workspace.prices.today);
    if problem.is_none() && prices.own() != workspace.prices.own() {
        workspace.use_prices(prices);
        state.library.forget_recommendations();
        if let Some(presentation) = &mut state.presenting {
            presentation.clear();
        }
    }
}

/// Says what was saved, and that the scenario keeps the prices that it has.
fn tell(state: &mut State, changes: &OwnChanges) {
    let workspace = &mut state.workspace;
    let entries = |count: usize, done: &str| {
        let entries = count_with_noun(count as f64, "entry");
        (count > 0).then(|| format!("{entries} {done}"))
    };
    let told = [
        entries(changes.kept.len(), "saved"),
        entries(changes.deleted.len(), "deleted"),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let mut text = format!("Your price list: {}", told.join(", "));
    let scenario = workspace.scenario();
    let named = [
        &scenario.prompting.serving.model,
        &scenario.fine_tuning.serving.model,
    ];
    let is_named = |name: &str| named.iter().any(|model| base_name(model) == name);
    if let Some((model, _)) = changes
        .kept
        .iter()
        .find(|(model, _)| is_named(&model.model))
    {
        let again = format!(
            ". Pick {} again to take its new prices",
            model.people_name()
        );
        text.push_str(&again);
    }
    workspace.notices.info(text);
}
