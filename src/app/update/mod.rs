//! The only place that changes the state: it applies what the user asks for, and receives what was done in the background.
//!
//! - The ways in, in the order of a frame: [`receive`], [`focused`], [`may_close`], [`age_notices`], [`frame_drawn`], [`apply`]; [`poll`]
//!   before a frame is drawn, and after it
//! - [`start`]: the first state; [`services`]: threads and the settings file; [`event`]: what tasks end with
//! - `open`, `save`, `ask`, `answer`, `conflict`: the open scenario and its file; `library`, `listing`: files of the library
//! - `recovery`: unsaved work that is kept in [`journals`], and that of an earlier window; [`signals`]: what is kept when one ends the
//!   program
//! - `palette`: what is found by its name
//! - `evidence`: what is filled in from the user's own material, in the `evidence_dialog`; `usage`: usage exports, and columns that are named by hand; `bills`: what was billed; `prices`: public price lists; `own_prices`: the user's own
//! - `edit`, `compare`, `settings`, `export`, `clipboard`: what their names say
//! - [`window`]: place, size and zoom of the window
//! - [`present`], `walk`: the presentation

mod answer;
mod ask;
mod bills;
mod clipboard;
mod compare;
mod conflict;
mod edit;
pub mod event;
mod evidence;
mod evidence_dialog;
mod export;
pub mod journals;
mod library;
mod listing;
mod open;
mod own_prices;
mod palette;
pub mod present;
mod prices;
mod recovery;
mod save;
pub mod services;
mod settings;
pub mod signals;
pub mod start;
mod usage;
mod walk;
pub mod window;

use std::path::PathBuf;
use std::time::Duration;

use egui::Context;

use super::background::tasks::Threads;
use super::focus::regions;
use super::messages::action::{Action, Choice, WorkAction};
use super::messages::after_leaving::AfterLeaving;
use super::messages::command::Command;
use super::state::State;
use super::state::available::{export_request, is_available, path_request};
use super::state::dialog::{AfterRefused, Dialog};
use super::state::export_dialog::ExportDialog;
use event::Event;
use services::Services;
use walk::Direction;

/// Does what the user asked for.
pub fn apply(state: &mut State, services: &mut Services, ctx: &Context, action: Action) {
    if (state.file_dialog.is_some() || state.dialog.is_some()) && action.waits_for_dialog() {
        ask::offer_own_dialog(state);
        return;
    }
    let was_example = state.workspace.document.open_example().is_some();
    apply_one(state, services, ctx, action);
    name_copy(state, was_example);
}

/// Names an example that was changed as a copy. What is asked while presenting changes nothing for good.
fn name_copy(state: &mut State, was_example: bool) {
    let workspace = &mut state.workspace;
    if state.presenting.is_some()
        || workspace.drafts.contains_key("name")
        || !workspace.document.name_as_copy()
    {
        return;
    }
    workspace.refresh();
    if was_example {
        workspace.notices.info(edit::EDITING_A_COPY);
    }
}

fn apply_one(state: &mut State, services: &mut Services, ctx: &Context, action: Action) {
    let workspace = &mut state.workspace;
    match action {
        Action::Run(command) => execute(state, services, ctx, command),
        Action::Type(input, text) => edit::type_into(workspace, input, text),
        Action::Set(input, value) => edit::set(workspace, input, value),
        Action::Correlate(pair, r) => edit::correlate(workspace, pair, r),
        Action::EndEdit(input) => edit::end(state, input),
        Action::CancelEdit(input) => edit::cancel(workspace, input),
        Action::Reset(input) => edit::reset(workspace, input),
        Action::SetSource(input, source) => edit::set_source(workspace, input, source),
        Action::TakeOffer(input) => edit::take_offer(workspace, input),
        Action::UsePlainRange(input) => edit::use_plain_range(workspace, input),
        Action::GoTo(input) => edit::go_to(state, input),
        Action::LeaveQuestions => state.questions.close(),
        Action::PickModel(approach, model) => edit::pick_model(state, approach, model),
        Action::FillModel(approach, model, keep) => edit::fill_model(state, approach, model, &keep),
        Action::SetCaching(approach, on) => edit::set_caching(workspace, approach, on),
        Action::TakeOver(label, scenario) => edit::take_over(state, label, *scenario),
        Action::SetDecisionSettings(settings) => {
            workspace.settings.knobs = settings;
            // What is presented was decided with the earlier ones.
            if let Some(presentation) = &mut state.presenting {
                presentation.clear();
            }
        }
        Action::SetPanelWidth(panel, width) => settings::set_panel_width(state, panel, width),
        Action::SaveSettings => settings::save(state, services),
        Action::RefuseTyped(problem) => workspace.notices.error(problem),
        Action::ShowRules(shows) => state.tabs.decide.shows_rules = shows,
        Action::ShowSwitchMonth(month) => state.tabs.decide.month = Some(month),
        Action::ReplaceScenario(label, scenario) => workspace.replace_scenario(&label, *scenario),
        Action::SetCompared(compared) => compare::set_compared(state, services, compared),
        Action::SaveComparisonSet => compare::ask_for_set_name(state),
        Action::NameComparisonSet(name) => compare::save_set(state, services, &name),
        Action::DeleteComparisonSet(name) => compare::delete_set(state, services, &name),
        Action::ResetToPlan => present::reset_to_plan(state),
        Action::SetStripInputs(inputs) => state.strip.pick(inputs),
        Action::SetMapAxes(axes) => state.tabs.map.axes = Some(axes),
        Action::SetThreshold(threshold) => state.tabs.risk.threshold = threshold,
        Action::Leave(next) => open::leave_document(state, services, ctx, next),
        Action::LeaveUnsaved(next) => open::proceed(state, services, ctx, next),
        Action::Save(next) => save::save(state, services, next),
        Action::Write(path, next) => save::write(state, services, path, next),
        Action::Work(action) => apply_to_work(state, services, ctx, action),
        Action::SaveElsewhere(next) => save::save_elsewhere(state, services, next),
        Action::AskForPath(purpose) => ask::ask(state, services, purpose),
        Action::UseOwnDialog(purpose) => ask::use_own_dialog(state, purpose),
        Action::GoToRefused => edit::go_to_refused(state),
        Action::ForgetSave => state.after_save = None,
        Action::ChooseFormat(format) => export::choose_format(state, services, format),
        Action::SetSettings(changed) => settings::set(state, services, ctx, *changed),
        Action::Evidence(action) => evidence::apply(state, services, action),
        Action::OwnPrices(action) => own_prices::apply(state, action),
        Action::Drop(paths) => drop_files(state, services, ctx, paths),
        Action::Export(target, path) => export::export(state, services, target, path),
        Action::UseTypedPath(dialog) => answer::use_typed_path(state, services, ctx, dialog),
        Action::OpenNumbered(path, number) => {
            open::open_numbered(state, services, ctx, &path, number);
        }
        Action::DuplicateFile(path) => library::duplicate(state, services, ctx, &path),
        Action::AskForName(path) => library::ask_for_name(state, path),
        Action::RenameFile(path, name) => library::rename(state, services, path, name),
        Action::DeleteFile(path) => library::delete(state, services, &path),
        Action::RevealFile(path) => library::reveal(state, services, path),
        Action::OpenOutside(path) => library::open_outside(state, services, path),
        Action::FilterLibrary(filter) => state.library.set_filter(filter),
        Action::SearchPalette(text) => palette::search(state, text),
        Action::HighlightInPalette(place) => palette::highlight(state, place),
        Action::ChooseInPalette(place) => {
            if let Some(action) = palette::choose(state, place) {
                apply(state, services, ctx, action);
            }
        }
        Action::TypeInDialog(text) => type_in_dialog(state, text),
        Action::Answer(choice) => answer_dialog(state, services, ctx, choice),
        Action::DismissNotice(id) => workspace.notices.dismiss(id),
        Action::DismissWelcome => {
            workspace.settings.welcome_dismissed = true;
            settings::save(state, services);
        }
    }
}

/// Files that were dropped: the user's own material is shown one after the other, anything else is opened.
fn drop_files(state: &mut State, services: &mut Services, ctx: &Context, paths: Vec<PathBuf>) {
    for path in evidence::take_material(state, services, paths) {
        apply(state, services, ctx, Action::open_file(path));
    }
    evidence::open_next(state, services);
}

fn type_in_dialog(state: &mut State, text: String) {
    if let Some(typed) = state.dialog.as_mut().and_then(Dialog::typed_mut) {
        typed.text = text;
    }
}

/// Does what the user decided about work that isn't saved.
fn apply_to_work(state: &mut State, services: &mut Services, ctx: &Context, action: WorkAction) {
    match action {
        WorkAction::ShowConflict(path) => conflict::show(state, path),
        WorkAction::KeepMine => conflict::keep_mine(state),
        WorkAction::TakeTheirs(next) => {
            if conflict::take_theirs(state)
                && let Some(next) = next
            {
                open::leave_document(state, services, ctx, next);
            }
        }
        WorkAction::Recover(journal) => {
            state.dialog = None;
            open::leave_document(state, services, ctx, AfterLeaving::Recover(journal));
        }
        WorkAction::Discard(journal) => recovery::discard(state, &journal),
    }
}

fn answer_dialog(state: &mut State, services: &mut Services, ctx: &Context, choice: Choice) {
    let answered = match (state.dialog.take(), choice) {
        (Some(Dialog::Evidence(dialog)), Choice::Yes) => {
            return evidence::take_over(state, services, dialog);
        }
        (Some(Dialog::OwnPrices(dialog)), choice) => {
            return own_prices::answer(state, services, dialog, choice);
        }
        (dialog, _) => dialog.map(|dialog| dialog.answer(choice)),
    };
    for action in answered.into_iter().flatten() {
        apply(state, services, ctx, action);
    }
}

/// Receives what a task ended with.
pub fn receive(state: &mut State, services: &mut Services, ctx: &Context, event: Event) {
    match event {
        Event::Listed(listing) => {
            if state.library.receive(listing) {
                listing::refresh(state, services);
            }
        }
        Event::LibraryChanged => open::sync_with_disk(state, services),
        Event::FileFolderChanged => {
            listing::recheck_watched(services);
            open::sync_file(state, services);
        }
        Event::RecheckMissingFile => open::recheck_missing_file(state, services),
        Event::Saved {
            path,
            scenario,
            result,
        } => save::saved(state, services, ctx, path, *scenario, result),
        Event::Exported {
            target,
            path,
            result,
        } => export::exported(state, services, target, &path, result),
        Event::TrainingRead { progress, result } => {
            evidence::training_read(state, &progress, *result);
        }
        Event::BillsRead { progress, result } => bills::bills_read(state, &progress, result),
        Event::PricesRead { progress, result } => prices::prices_read(state, &progress, *result),
        Event::UsageRead { progress, result } => usage::usage_read(state, &progress, *result),
        Event::Copied(image) => clipboard::copied(state, ctx, image),
        Event::WorkKept(kept) => recovery::note_kept(state, services, kept),
        Event::WorkFound(found) => recovery::receive(state, found),
        Event::Failed(problem) => state.workspace.notices.error(problem),
        Event::Chosen(number, purpose, path) if ask::is_awaited(state, number) => match path {
            Some(path) => answer::use_chosen_path(state, services, ctx, purpose, path),
            None => state.after_save = None,
        },
        Event::NoDialogs(number, purpose) if ask::is_awaited(state, number) => {
            ask::ask_in_window(state, purpose);
        }
        // Of dialogs that aren't waited for: somebody asked in the window instead.
        Event::Chosen(..) | Event::NoDialogs(..) | Event::Done => {}
    }
}

/// The window got the focus back: files may have changed meanwhile, and settings in another window.
pub fn focused(state: &mut State, services: &mut Services) {
    settings::take_over(state, services);
    open::sync_with_disk(state, services);
}

/// The window is asked to close. Returns whether it may.
pub fn may_close(state: &mut State, services: &mut Services, ctx: &Context) -> bool {
    present::leave(state, ctx);
    open::note_missing(state);
    if state.may_close || !(state.workspace.would_lose() || state.is_saving()) {
        return true;
    }
    if state.dialog.is_none() {
        open::leave_document(state, services, ctx, AfterLeaving::Close);
    }
    false
}

/// Writes what the window looks like to the settings, for the next time.
pub fn save_appearance(state: &mut State, services: &mut Services) {
    state.workspace.settings.tab = Some(state.tabs.current.key());
    settings::save(state, services);
}

/// The window is closed: what it looked like is kept for the next time, and what wasn't decided on.
pub fn closed(state: &mut State, services: &mut Services) {
    save_appearance(state, services);
    recovery::close(state, services);
}

/// Lets messages go whose time is over, and asks for a frame when the next one goes.
pub fn age_notices(state: &mut State, ctx: &Context) {
    let now = ctx.input(|input| input.time);
    if let Some(seconds) = state.workspace.notices.age(now) {
        ctx.request_repaint_after(Duration::from_secs_f64(seconds));
    }
}

/// A frame was drawn from the state. To be called before what the user asked for in it is applied.
pub fn frame_drawn(state: &mut State) {
    // The frame just drawn has scrolled to the input.
    state.editor.go_to = None;
    state.questions.go_to = None;
}

/// Starts the computations that what is shown waits for, and takes what arrived. To be called before a frame is drawn, and
/// after it.
pub fn poll(state: &mut State, services: &mut Services) {
    recovery::keep(state, services);
    let threads = services.tasks.threads();
    let mut started = state.workspace.poll(threads);
    started.push(present::poll(state, threads));
    started.push(export::poll_preview(state, threads));
    started.push(evidence::poll(state, threads));
    let compared = &state.workspace.settings.compared;
    state.library.keep(compared, listing::read);
    let presents = state.presenting.is_some();
    let tabs = &mut state.tabs;
    started.extend(tabs.poll(&state.workspace, &state.library, presents, threads));
    started.push(poll_library(state, threads));
    state.workspace.notices.errors(started);
    listing::watch_open_file(state, services);
}

/// Computes the recommendations of the listed scenarios, once nothing of the open one is waited for.
fn poll_library(state: &mut State, threads: &Threads) -> Result<(), String> {
    let workspace = &state.workspace;
    let is_settled =
        workspace.risk.is_settled(workspace.revision) && workspace.decision().current().is_some();
    if !(is_settled && workspace.settings.show_library) || state.presenting.is_some() {
        return Ok(());
    }
    let mut settings = workspace.settings.knobs.clone();
    settings.clear_scenario_choices();
    let library = &mut state.library;
    library.poll_recommendations(&settings, threads, listing::read, workspace.prices)
}

fn execute(state: &mut State, services: &mut Services, ctx: &Context, command: Command) {
    if !is_available(command, state) {
        if matches!(command, Command::ExportChart | Command::CopyChart) {
            let text = "This tab has no chart. “Export report…” includes all of it";
            state.workspace.notices.info(text);
        }
        return;
    }
    if asks_first(state, services, command) {
        return;
    }
    if let Some(next) = command.leaves_for() {
        return open::leave_document(state, services, ctx, next);
    }
    if let Some(step) = command.page_step() {
        return walk::step_page(state, step);
    }
    if let Some(changed) = settings::changed_by(command, &state.workspace.settings) {
        return settings::set(state, services, ctx, changed);
    }
    if let Some(action) = on_open_file(command, state) {
        return apply(state, services, ctx, action);
    }
    match command {
        Command::Save => save::save(state, services, None),
        Command::CopyChart => clipboard::copy_chart(state, services),
        Command::CopyTable => clipboard::copy_table(state, ctx),
        Command::Find => palette::open(state),
        Command::Import(kind) => evidence::begin(state, services, kind),
        Command::EditPrices => own_prices::open(state, services),
        Command::NextRegion => regions::step_region(ctx, true),
        Command::PreviousRegion => regions::step_region(ctx, false),
        Command::Undo => edit::undo(&mut state.workspace),
        Command::Redo => edit::redo(&mut state.workspace),
        Command::Present if state.presenting.is_none() => present::begin(state, ctx),
        Command::Present | Command::EndPresentation => present::end(state, ctx),
        Command::NextScenario => walk::step_scenario(state, Direction::Forward),
        Command::PreviousScenario => walk::step_scenario(state, Direction::Back),
        Command::Blank => {
            if let Some(presentation) = &mut state.presenting {
                presentation.blank = !presentation.blank;
            }
        }
        Command::Show(tab) => state.tabs.current = tab,
        Command::Cost(view) => state.tabs.cost_view = view,
        Command::Map(quantity) => state.tabs.map.quantity = quantity,
        Command::Decide(page) => state.tabs.decide.page = page,
        Command::Compare(quantity) => state.tabs.compare.quantity = quantity,
        Command::AllInputs => state.tabs.compare.all_inputs = !state.tabs.compare.all_inputs,
        Command::ZoomIn | Command::ZoomOut | Command::ActualSize => window::zoom(state, command),
        Command::RecoverWork => state.dialog = Some(Dialog::Recovery),
        Command::Shortcuts => state.dialog = Some(Dialog::Shortcuts),
        Command::About => state.dialog = Some(Dialog::About),
        // Done above: they ask for a path or a format, leave the scenario, turn pages, change a setting or act on the open file. Named one by one, so
        // that the compiler asks for an arm for a new command.
        Command::New
        | Command::Open
        | Command::SaveAs
        | Command::ExportChart
        | Command::ExportReport
        | Command::ExportDraws
        | Command::SystemTables
        | Command::Duplicate
        | Command::Rename
        | Command::Delete
        | Command::Reveal
        | Command::ChooseLibrary
        | Command::Quit
        | Command::NextChart
        | Command::PreviousChart
        | Command::FirstChart
        | Command::LastChart
        | Command::ToggleLibrary
        | Command::ToggleEditor
        | Command::CountMonths
        | Command::SetTheme(_)
        | Command::AskInWindow => {}
    }
}

/// Opens the question that has to be answered before a command is executed, if there is one.
fn asks_first(state: &mut State, services: &mut Services, command: Command) -> bool {
    let refused = match command {
        Command::Save => Some(AfterRefused::Save),
        Command::SaveAs => Some(AfterRefused::SaveAs),
        _ => None,
    };
    if refused.is_some_and(|then| save::ask_about_refused(state, then)) {
        return true;
    }
    if let Some(target) = export_request(command, state) {
        let dialog = ExportDialog::new(target, &state.workspace.settings);
        state.dialog = Some(Dialog::Export(dialog));
        return true;
    }
    let purpose = path_request(command);
    if let Some(purpose) = purpose {
        ask::ask(state, services, purpose);
    }
    purpose.is_some()
}

/// What a command asks for about the open file, or the open example; `None` for other commands, and without a file.
fn on_open_file(command: Command, state: &State) -> Option<Action> {
    if let (Command::Duplicate, Some(example)) = (command, state.workspace.document.open_example())
    {
        return Some(Action::Leave(AfterLeaving::Template(example)));
    }
    let action = match command {
        Command::Duplicate => Action::DuplicateFile,
        Command::Rename => Action::AskForName,
        Command::Delete => Action::DeleteFile,
        Command::Reveal => Action::RevealFile,
        _ => return None,
    };
    Some(action(state.workspace.document.path()?.to_owned()))
}
