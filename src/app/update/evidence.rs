//! Filling inputs from the user's own material: reading it, and taking it over in one step that can be undone.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::app::background::tasks::Threads;
use crate::app::messages::action::EvidenceAction;
use crate::app::messages::path_purpose::PathPurpose;
use crate::app::messages::screen::{DecisionPage, Tab};
use crate::app::state::State;
use crate::app::state::dialog::Dialog;
use crate::app::state::evidence::{
    EvidenceDialog, Material, PromptMaterial, TrainingFound, TrainingMaterial,
};
use crate::app::state::reading::Reading;
use crate::evidence::catalog::Catalog;
use crate::evidence::material::MaterialKind;
use crate::evidence::tokens::prompt::PromptTokens;
use crate::evidence::tokens::tokenizer::Counting;
use crate::evidence::training::summary::TrainingFile;
use crate::evidence::training::tally::Tally;
use crate::files::material::lines::{self, Block};
use crate::files::material::progress::Progress;
use crate::files::material::text;
use crate::files::names;
use crate::scenario::Scenario;

use super::ask;
use super::bills;
use super::event::Event;
use super::evidence_dialog::{self, evidence_mut};
use super::prices;
use super::services::Services;
use super::usage;

/// Characters at the beginning of a file by which its kind is told.
const BEGINNING_BYTES: u64 = 64 * 1024;

/// Does what the user asked for.
pub fn apply(state: &mut State, services: &mut Services, action: EvidenceAction) {
    match action {
        EvidenceAction::TypePrompt(text) => type_prompt(state, text, None),
        EvidenceAction::SetRemaining(share) => {
            if let Some(prompt) = prompt_mut(state) {
                prompt.remaining = share;
            }
        }
        EvidenceAction::ChooseOffer(place) => {
            let scenario = state.workspace.scenario().clone();
            if let Some(found) = training_mut(state) {
                found.choose(place, &scenario);
            }
        }
        EvidenceAction::ChooseUsage(choice) => usage::choose(state, choice),
        EvidenceAction::ChooseApproach(approach) => bills::choose(state, approach),
        EvidenceAction::ChoosePrice(choice) => prices::choose(state, choice),
        EvidenceAction::KeepPrices => prices::keep(state, services),
        EvidenceAction::ChooseColumn(choice) => usage::choose_column(state, choice),
        EvidenceAction::Next => open_next(state, services),
    }
}

/// Begins with material of this kind: a prompt can be pasted, for anything else a file is asked for.
pub fn begin(state: &mut State, services: &mut Services, kind: MaterialKind) {
    match kind {
        MaterialKind::Prompt => {
            let dialog = EvidenceDialog::prompt(state.workspace.scenario());
            state.dialog = Some(Dialog::Evidence(Box::new(dialog)));
        }
        MaterialKind::Training
        | MaterialKind::Usage
        | MaterialKind::Bills
        | MaterialKind::Prices => {
            ask::ask(state, services, PathPurpose::Material(kind));
        }
    }
}

/// What a file is, if it is a user's material.
fn kind_of(path: &Path) -> Option<MaterialKind> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    let kind = MaterialKind::told_by(&ending, || beginning(path).unwrap_or_default());
    kind.filter(|_| path.is_file())
}

/// Whether a file is a user's material, from which inputs are filled.
pub(super) fn is_material(path: &Path) -> bool {
    kind_of(path).is_some()
}

/// The first characters of a file.
fn beginning(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    file.take(BEGINNING_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes files that were dropped or named at the start: those that are material wait for their turn, the others are returned. A single one of the
/// kind that the open dialog is about goes there.
pub fn take_material(
    state: &mut State,
    services: &mut Services,
    paths: Vec<PathBuf>,
) -> Vec<PathBuf> {
    let is_single = paths.len() == 1;
    let mut others = Vec::new();
    for path in paths {
        let shown = evidence_mut(state).map(|dialog| dialog.kind());
        match kind_of(&path) {
            None => others.push(path),
            Some(kind) if is_single && shown == Some(kind) => read(state, services, kind, &path),
            Some(kind) => state.waiting.push_back((kind, path)),
        }
    }
    // Each kind at its time; files of a kind stay in their order.
    let waiting = state.waiting.make_contiguous();
    waiting.sort_by_key(|(kind, _)| *kind);
    others
}

/// Opens the next file that waits, unless another question is open.
pub fn open_next(state: &mut State, services: &mut Services) {
    while state.dialog.is_none()
        && state.file_dialog.is_none()
        && let Some((kind, path)) = state.waiting.pop_front()
    {
        read(state, services, kind, &path);
    }
}

/// Reads a file of this kind, and shows what it says. A prompt goes into the dialog that is open, if one is.
pub fn read(state: &mut State, services: &mut Services, kind: MaterialKind, path: &Path) {
    match kind {
        MaterialKind::Prompt => read_prompt(state, path),
        MaterialKind::Training => read_training(state, services, path),
        MaterialKind::Usage => usage::begin(state, services, path),
        MaterialKind::Bills => bills::begin(state, services, path),
        MaterialKind::Prices => prices::begin(state, services, path),
    }
}

fn read_prompt(state: &mut State, path: &Path) {
    match text::read_text(path) {
        Ok(text) => {
            if prompt_mut(state).is_none() {
                let dialog = EvidenceDialog::prompt(state.workspace.scenario());
                state.dialog = Some(Dialog::Evidence(Box::new(dialog)));
            }
            type_prompt(state, text, Some(names::name_of(path)));
        }
        Err(error) => state.workspace.notices.error(error.to_string()),
    }
}

fn prompt_mut(state: &mut State) -> Option<&mut PromptMaterial> {
    match &mut evidence_mut(state)?.material {
        Material::Prompt(prompt) => Some(prompt),
        Material::Training(_) | Material::Usage(_) | Material::Bills(_) | Material::Prices(_) => {
            None
        }
    }
}

fn training_mut(state: &mut State) -> Option<&mut TrainingFound> {
    match &mut evidence_mut(state)?.material {
        Material::Training(TrainingMaterial {
            reading: Reading::Found(found),
            ..
        }) => Some(found),
        _ => None,
    }
}

fn type_prompt(state: &mut State, text: String, name: Option<String>) {
    let Some(dialog) = evidence_mut(state) else {
        return;
    };
    if let Material::Prompt(prompt) = &mut dialog.material {
        prompt.text = text;
        prompt.revision += 1;
        // What was changed by hand isn't the file any more.
        dialog.name = name;
    }
}

fn read_training(state: &mut State, services: &mut Services, path: &Path) {
    let scenario = state.workspace.scenario().clone();
    let dialog = EvidenceDialog::training(&scenario, names::name_of(path));
    let Material::Training(TrainingMaterial {
        model,
        reading: Reading::Running(progress),
    }) = &dialog.material
    else {
        return;
    };
    let (model, progress, path) = (model.clone(), progress.clone(), path.to_owned());
    let (of_task, of_failure) = (progress.clone(), progress);
    let catalog = state.workspace.prices.catalog;
    let work = move || Event::TrainingRead {
        result: Box::new(training_file(&path, &model, &scenario, catalog, &of_task)),
        progress: of_task,
    };
    let failed = move |problem| Event::TrainingRead {
        result: Box::new(Err(problem)),
        progress: of_failure,
    };
    let notices = &mut state.workspace.notices;
    if services.start_or(notices, "training file", work, failed) {
        evidence_dialog::open(state, dialog);
    }
}

fn training_file(
    path: &Path,
    model: &str,
    scenario: &Scenario,
    catalog: Option<&'static Catalog>,
    progress: &Progress,
) -> Result<TrainingFound, String> {
    let counting = Counting::of(model);
    let mut tally = Tally::default();
    let from = lines::open(path, progress).map_err(|error| error.to_string())?;
    let work = |block: Block| Tally::of_lines(block.bytes.as_deref(), block.first_line, &counting);
    lines::in_blocks(path, from, work, |part| tally.add(part))
        .map_err(|error| error.to_string())?;
    let file = TrainingFile::new(tally, &counting, model)
        .map_err(|problem| format!("{}: {problem}", path.display()))?;
    Ok(TrainingFound::new(file, model, scenario, catalog))
}

/// A training file was read: for the dialog that is open, or for one that was given up.
pub fn training_read(
    state: &mut State,
    progress: &Progress,
    result: Result<TrainingFound, String>,
) {
    if let Some(EvidenceDialog {
        material: Material::Training(training),
        ..
    }) = evidence_mut(state)
    {
        training.reading.receive(progress, result);
    }
}

/// Counts the prompt that is shown, or works out what a price list would change.
pub fn poll(state: &mut State, threads: &Threads) -> Result<(), String> {
    let State {
        dialog, workspace, ..
    } = state;
    let Some(Dialog::Evidence(dialog)) = dialog else {
        return Ok(());
    };
    let prompt = match &mut dialog.material {
        Material::Prompt(prompt) => prompt,
        Material::Prices(prices) => {
            return match &mut prices.reading {
                Reading::Found(found) => found.poll(workspace, threads),
                Reading::Running(_) | Reading::Failed(_) => Ok(()),
            };
        }
        Material::Training(_) | Material::Usage(_) | Material::Bills(_) => return Ok(()),
    };
    let counting = prompt.counting();
    let PromptMaterial {
        text,
        revision,
        counted,
        ..
    } = prompt;
    counted.poll(threads, "count tokens", revision, || {
        let text = text.clone();
        move || {
            let tokens = PromptTokens::of(&[&text], &counting).map_err(|(_, problem)| problem);
            Ok(Some(tokens))
        }
    })
}

/// Fills in what a dialog shows, and goes on to the next file. A dialog that shows nothing yet stays open.
pub fn take_over(state: &mut State, services: &mut Services, dialog: Box<EvidenceDialog>) {
    if dialog.is_ready() {
        fill_in(state, &dialog);
        open_next(state, services);
        if state.questions.is_open && state.dialog.is_none() {
            state.questions.go_on(state.workspace.scenario());
        }
    } else {
        let asks_for_columns = dialog.asks_for_columns();
        state.dialog = Some(Dialog::Evidence(dialog));
        if asks_for_columns {
            usage::read_columns(state, services);
        }
    }
}

/// Fills in what a dialog shows, as one undoable step.
fn fill_in(state: &mut State, dialog: &EvidenceDialog) {
    let mut scenario = state.workspace.scenario().clone();
    let name = dialog.name.as_deref();
    let (label, filled) = match &dialog.material {
        Material::Prompt(prompt) => {
            let Some(tokens) = prompt.tokens() else {
                return;
            };
            let name = name.unwrap_or("pasted prompt");
            let remaining = Some(prompt.remaining);
            let filled = tokens.fill(&mut scenario, &prompt.counting(), name, remaining);
            ("Prompt", filled.map(|()| Vec::new()))
        }
        Material::Training(training) => {
            let Reading::Found(found) = &training.reading else {
                return;
            };
            let name = name.unwrap_or("training file");
            let filled = found.fill(&mut scenario, name);
            ("Training file", filled)
        }
        Material::Prices(prices) => {
            let Reading::Found(found) = &prices.reading else {
                return;
            };
            ("Price list", found.fill(&mut scenario))
        }
        Material::Bills(bills) => {
            let Reading::Found(found) = &bills.reading else {
                return;
            };
            ("Bills", found.fill(&mut scenario, name.unwrap_or("bills")))
        }
        Material::Usage(usage) => {
            let Reading::Found(found) = &usage.reading else {
                return;
            };
            let name = name.unwrap_or("usage export");
            ("Usage export", found.fill(&mut scenario, name))
        }
    };
    match filled {
        Ok(remarks) => {
            state.workspace.replace_scenario(label, scenario);
            // What follows from bills has a page of its own.
            if matches!(dialog.material, Material::Bills(_)) {
                state.tabs.current = Tab::Decide;
                state.tabs.decide.page = DecisionPage::Actuals;
            }
            for remark in remarks {
                state.workspace.notices.remark(remark);
            }
        }
        Err(error) => state.workspace.notices.error(error.to_string()),
    }
}
