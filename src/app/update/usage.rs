//! Usage exports: reading them in the background, and again with columns that are named by hand.

use std::io::BufReader;
use std::path::Path;

use crate::app::messages::action::{ColumnChoice, UsageChoice};
use crate::app::state::State;
use crate::app::state::evidence::{EvidenceDialog, Material};
use crate::app::state::reading::Reading;
use crate::app::state::usage::{ChosenColumns, UsageFound, UsageMaterial, UsageRead};
use crate::evidence::usage::{InOrder, Mapping, UsageError, header_key, read_in_order};
use crate::files::material::progress::Progress;
use crate::files::material::{cores, lines};
use crate::files::names;
use crate::files::settings::Settings;

use super::event::Event;
use super::evidence_dialog::{self, evidence_mut};
use super::services::Services;

/// Reads a usage export, and shows what it says.
pub(super) fn begin(state: &mut State, services: &mut Services, path: &Path) {
    let progress = Progress::default();
    if start(state, services, path, None, &progress) {
        let dialog = EvidenceDialog {
            name: Some(names::name_of(path)),
            material: Material::Usage(Box::new(UsageMaterial {
                path: path.to_owned(),
                reading: Reading::Running(progress),
                columns: None,
            })),
        };
        evidence_dialog::open(state, dialog);
    }
}

/// Reads the export that is shown again, with the columns that were chosen, and remembers these by the names of all columns.
pub(super) fn read_columns(state: &mut State, services: &mut Services) {
    let Some(usage) = usage_mut(state) else {
        return;
    };
    let Some(columns) = usage
        .columns
        .clone()
        .filter(|columns| columns.mapping.is_complete())
    else {
        return;
    };
    let (path, progress) = (usage.path.clone(), Progress::default());
    let header = header_key(&columns.preview.header);
    let list = columns.mapping.to_list();
    if start(state, services, &path, Some(columns), &progress) {
        if let Some(usage) = usage_mut(state) {
            usage.reading = Reading::Running(progress);
        }
        state.workspace.settings.remember_columns(header, list);
        super::settings::save(state, services);
    }
}

fn start(
    state: &mut State,
    services: &mut Services,
    path: &Path,
    columns: Option<ChosenColumns>,
    progress: &Progress,
) -> bool {
    let (path, settings) = (path.to_owned(), state.workspace.settings.clone());
    let (of_task, of_failure) = (progress.clone(), progress.clone());
    let work = move || Event::UsageRead {
        result: Box::new(usage_export(&path, columns, &settings, &of_task)),
        progress: of_task,
    };
    let failed = move |problem| Event::UsageRead {
        result: Box::new(Err(problem)),
        progress: of_failure,
    };
    let notices = &mut state.workspace.notices;
    services.start_or(notices, "usage export", work, failed)
}

/// Reads a file: as it is, or if it has none of the known forms with the columns that were chosen now or earlier.
fn usage_export(
    path: &Path,
    columns: Option<ChosenColumns>,
    settings: &Settings,
    progress: &Progress,
) -> Result<UsageRead, String> {
    let open = || lines::open(path, progress).map_err(|error| error.to_string());
    let in_order: InOrder = |next, work, take| cores::in_order(next, work, take);
    let read = |mapping: Option<&Mapping>| -> Result<_, String> {
        let mut from = BufReader::new(open()?);
        Ok(read_in_order(&mut from, mapping, in_order))
    };
    let result = read(columns.as_ref().map(|columns| &columns.mapping))?;
    let error = match result {
        Ok(export) => return Ok(UsageRead::Export(export)),
        Err(error) => error,
    };
    let problem = error.to_string();
    let preview = match error {
        UsageError::Unknown(preview)
        | UsageError::AmbiguousDates { preview, .. }
        | UsageError::AmbiguousNumbers { preview, .. } => preview,
        // The columns can be chosen better.
        _ if let Some(columns) = columns => return Ok(UsageRead::Columns(columns, problem)),
        _ => return Err(format!("{}: {problem}", path.display())),
    };
    if let Some(columns) = columns {
        return Ok(UsageRead::Columns(
            ChosenColumns { preview, ..columns },
            problem,
        ));
    }
    let mut columns = ChosenColumns::guess(preview);
    let remembered = settings.remembered_columns(&header_key(&columns.preview.header));
    if let Some(Ok(mapping)) = remembered.map(Mapping::from_list) {
        columns.mapping = mapping;
        if let Ok(export) = read(Some(&columns.mapping))? {
            return Ok(UsageRead::Export(export));
        }
    }
    Ok(UsageRead::Columns(columns, problem))
}

/// A usage export was read: for the dialog that is open, or for one that was given up.
pub(super) fn usage_read(
    state: &mut State,
    progress: &Progress,
    result: Result<UsageRead, String>,
) {
    let scenario = state.workspace.scenario().clone();
    let catalog = state.workspace.prices.catalog;
    let Some(EvidenceDialog {
        name,
        material: Material::Usage(usage),
    }) = evidence_mut(state)
    else {
        return;
    };
    if !usage.reading.awaits(progress) {
        return;
    }
    match result {
        Ok(UsageRead::Export(export)) => {
            let name = name.as_deref().unwrap_or_default();
            usage.reading = Reading::Found(UsageFound::new(export, &scenario, name, catalog));
        }
        Ok(UsageRead::Columns(columns, problem)) => {
            usage.columns = Some(columns);
            usage.reading = Reading::Failed(problem);
        }
        Err(problem) => {
            usage.columns = None;
            usage.reading = Reading::Failed(problem);
        }
    }
}

/// Takes a choice of models, months and the like.
pub(super) fn choose(state: &mut State, choice: UsageChoice) {
    let scenario = state.workspace.scenario().clone();
    if let Some(EvidenceDialog {
        name,
        material: Material::Usage(usage),
    }) = evidence_mut(state)
        && let Reading::Found(found) = &mut usage.reading
    {
        found.choose(choice, &scenario, name.as_deref().unwrap_or_default());
    }
}

/// Takes a choice of a column.
pub(super) fn choose_column(state: &mut State, choice: ColumnChoice) {
    let columns = usage_mut(state).and_then(|usage| usage.columns.as_mut());
    let Some(ChosenColumns { mapping, .. }) = columns else {
        return;
    };
    match choice {
        ColumnChoice::Column(place, column) => {
            if let Some(chosen) = mapping.columns_mut().into_iter().nth(place) {
                *chosen = column;
            }
        }
        ColumnChoice::RowIsQuery(on) => mapping.row_is_query = on,
        ColumnChoice::InputIncludesCached(on) => mapping.input_includes_cached = on,
        ColumnChoice::DateOrder(order) => mapping.date_order = order,
        ColumnChoice::Decimals(decimals) => mapping.decimals = decimals,
    }
}

fn usage_mut(state: &mut State) -> Option<&mut UsageMaterial> {
    match &mut evidence_mut(state)?.material {
        Material::Usage(usage) => Some(usage),
        Material::Prompt(_) | Material::Training(_) | Material::Bills(_) | Material::Prices(_) => {
            None
        }
    }
}
