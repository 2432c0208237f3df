//! The one place that changes the state: wishes of the user and events from beside the window. What they mean for files is in
//! [`super::filing`].

use crate::analysis::side::Side;
use crate::evidence::catalog::Model;
use crate::files::settings::{FileDialogs, Months, Pick};
use crate::scenario::inputs::{Input, Typed, Value};

use super::action::Action;
use super::command::Command;
use super::compare;
use super::dialogs::{Dialog, Next, Purpose};
use super::exporting::{self, What};
use super::filing;
use super::present;
use super::present::walk::{self, Turn};
use super::state::{Draft, State};
use super::tasks::Event;

/// Does what the user asked for.
pub fn action(state: &mut State, ctx: &egui::Context, action: Action) {
    if (state.asking || state.dialog.is_some()) && action.waits_for_dialog() {
        if state.asking {
            state.notices.info("The file dialog is still open");
        }
        return;
    }
    match action {
        Action::Run(command) => run(state, ctx, command),
        Action::Type(input, text) => type_into(state, input, text),
        Action::Set(input, value) => set(state, input, value),
        Action::EndEdit(input) => {
            state.document.end_gesture();
            // What couldn't be taken stays to be seen and mended.
            if state
                .drafts
                .get(input.path)
                .is_some_and(|draft| draft.problem.is_none())
            {
                state.drafts.remove(input.path);
            }
        }
        Action::CancelEdit(input) => {
            state.drafts.remove(input.path);
            state.document.cancel_gesture(input);
            state.refresh();
        }
        Action::Reset(input) => {
            state.drafts.remove(input.path);
            if let Err(error) = state.document.reset(input) {
                state.notices.error(error.to_string());
            }
            state.refresh();
        }
        Action::SetSource(input, source) => {
            state.document.set_source(input, source);
            state.refresh();
        }
        Action::GoTo(input) => {
            state.go_to = Some(input);
            state.settings.show_editor = true;
        }
        Action::Turn(knobs) => state.settings.knobs = knobs,
        Action::KeepKnobs => state.save_settings(),
        Action::LookAtMonth(month) => state.decide.month = Some(month),
        Action::TakeOver(what, scenario) => {
            state.document.replace(&what, *scenario);
            state.drafts.clear();
            state.refresh();
        }
        Action::OpenAsNew(what, mut scenario) => {
            scenario.name = format!("{}: {}", scenario.title(), what.to_lowercase());
            filing::guard(state, ctx, Next::Scenario(scenario));
        }
        Action::TickSet(set) => {
            state.settings.compared = compare::with_the_open_one(state, set);
            state.save_settings();
        }
        Action::KeepSet => {
            let names: Vec<String> = state.settings.compared.iter().map(Pick::name).collect();
            state.dialog = Some(Dialog::NameSet {
                text: names.join(", "),
                problem: None,
            });
        }
        Action::ForgetSet(name) => {
            state.settings.kept.retain(|set| set.name != name);
            state.save_settings();
        }
        Action::PickStrip(inputs) => state.strip.pick(inputs),
        Action::AsPlanned => walk::as_planned(state),
        Action::PickAxes(axes) => state.map.axes = Some(axes),
        Action::ReadOff(threshold) => state.threshold = threshold,
        Action::PickModel(side, model) => pick_model(state, side, model),
        Action::OpenFile(path) => filing::guard(state, ctx, Next::Open(path)),
        Action::OpenExample(example) => filing::guard(state, ctx, Next::Example(example)),
        Action::DuplicateFile(path) => filing::duplicate(state, ctx, &path),
        Action::AskForName(path) => {
            let text = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            state.dialog = Some(Dialog::Rename {
                path,
                text,
                problem: None,
            });
        }
        Action::DeleteFile(path) => filing::delete(state, &path),
        Action::RevealFile(path) => filing::reveal(state, &path),
        Action::FilterLibrary(filter) => state.library.filter = filter,
        Action::TypeInDialog(typed) => {
            if let Some(text) = state.dialog.as_mut().and_then(Dialog::text_mut) {
                *text = typed;
            }
        }
        Action::Answer(answer) => filing::answered(state, ctx, answer),
        Action::DismissNotice(id) => state.notices.dismiss(id),
    }
}

/// Takes what came in from beside the window.
pub fn event(state: &mut State, ctx: &egui::Context, event: Event) {
    match event {
        Event::Listed(listed) => state.library.listed(listed, &state.tasks),
        Event::LibraryChanged => filing::look_at_disk(state),
        Event::LookAgain => filing::look_again(state),
        Event::Saved {
            path,
            scenario,
            result,
        } => filing::saved(state, ctx, path, *scenario, result),
        Event::Drivers(revision, drivers) => state.drivers.take(revision, Some(*drivers)),
        Event::Risk(revision, samples, risk) => state.odds.take(revision, samples, *risk),
        Event::Map(of, map) => state.map.latest.take(of, *map),
        Event::Compared(compared) => state.compare.latest.take(compared.0, Some(compared.1)),
        Event::Studied(revision, study) => present::studied(state, revision, *study),
        Event::Decided(decided) => state.decide.latest.take(decided.0, Some(decided.1)),
        Event::Planned(planned) => state.decide.plan.take(planned.0, Some(planned.1)),
        Event::Exported { what, path, result } => {
            exporting::exported(state, what, &path, result);
        }
        Event::Copied(image) => exporting::copied(state, ctx, &image),
        Event::Done => {}
        Event::Failed(problem) => state.notices.error(problem),
        Event::Chosen(purpose, path) => {
            state.asking = false;
            match path {
                Some(path) => filing::chosen(state, ctx, purpose, path, false),
                None => state.after_save = None,
            }
        }
        Event::NoDialogs(purpose) => {
            state.asking = false;
            filing::ask_in_window(state, purpose);
        }
    }
}

fn run(state: &mut State, ctx: &egui::Context, command: Command) {
    if !command.enabled(state) {
        if matches!(command, Command::ExportChart | Command::CopyChart) {
            let words = "There is no chart here; “Export report…” has all of this tab";
            state.notices.info(words);
        }
        return;
    }
    let path = state.document.path.clone();
    match command {
        Command::New => filing::guard(state, ctx, Next::New),
        Command::Open => filing::ask(state, Purpose::Open),
        Command::Save => filing::save(state, None),
        Command::SaveAs => filing::ask(state, Purpose::SaveAs),
        Command::ExportDraws => filing::ask(state, Purpose::Export(What::Draws)),
        Command::ExportReport => filing::ask(state, Purpose::Export(What::Report)),
        Command::ExportChart => {
            if let Some(what) = exporting::shown(state) {
                filing::ask(state, Purpose::Export(what));
            }
        }
        Command::CopyChart => exporting::copy_chart(state),
        Command::CopyTable => exporting::copy_table(state, ctx),
        Command::CountMonths => {
            state.settings.months = match state.settings.months {
                Months::Named => Months::Counted,
                Months::Counted => Months::Named,
            };
            super::theme::time_axis(&state.settings).choose(ctx);
            state.save_settings();
        }
        Command::ExportDark => {
            state.settings.export_dark = !state.settings.export_dark;
            state.save_settings();
        }
        Command::Duplicate => path
            .iter()
            .for_each(|path| filing::duplicate(state, ctx, path)),
        Command::Rename => path
            .into_iter()
            .for_each(|path| self::action(state, ctx, Action::AskForName(path))),
        Command::Delete => path.iter().for_each(|path| filing::delete(state, path)),
        Command::Reveal => path.iter().for_each(|path| filing::reveal(state, path)),
        Command::ChooseLibrary => filing::ask(state, Purpose::LibraryFolder),
        Command::Quit => filing::guard(state, ctx, Next::Close),
        Command::Undo | Command::Redo => {
            if command == Command::Undo {
                state.document.undo();
            } else {
                state.document.redo();
            }
            state.drafts.clear();
            state.refresh();
        }
        Command::Present if state.presenting.is_none() => present::begin(state, ctx),
        Command::Present | Command::EndPresentation => present::end(state, ctx),
        Command::NextChart => walk::turn(state, Turn::Next),
        Command::PreviousChart => walk::turn(state, Turn::Previous),
        Command::FirstChart => walk::turn(state, Turn::First),
        Command::LastChart => walk::turn(state, Turn::Last),
        Command::NextScenario => walk::turn_scenario(state, true),
        Command::PreviousScenario => walk::turn_scenario(state, false),
        Command::Blank => {
            if let Some(presenting) = &mut state.presenting {
                presenting.blank = !presenting.blank;
            }
        }
        Command::Compare(compares) => state.compare.compares = compares,
        Command::AllInputs => state.compare.all_inputs = !state.compare.all_inputs,
        Command::Show(tab) => state.tab = tab,
        Command::Cost(view) => state.cost_view = view,
        Command::Map(shows) => state.map.shows = shows,
        Command::Decide(page) => state.decide.page = page,
        Command::ToggleLibrary => {
            state.settings.show_library = !state.settings.show_library;
            state.save_settings();
        }
        Command::ToggleEditor => {
            // A field that is hidden can't end its own edit.
            state.document.end_gesture();
            state.drafts.retain(|_, draft| draft.problem.is_some());
            state.settings.show_editor = !state.settings.show_editor;
            state.save_settings();
        }
        Command::Look(theme) => {
            state.settings.theme = theme;
            super::theme::choose(ctx, theme);
            state.save_settings();
        }
        Command::AskInWindow => {
            state.settings.file_dialogs = match state.settings.file_dialogs {
                FileDialogs::Desktop => FileDialogs::Window,
                FileDialogs::Window => FileDialogs::Desktop,
            };
            state.save_settings();
        }
        Command::Shortcuts => state.dialog = Some(Dialog::Shortcuts),
        Command::About => state.dialog = Some(Dialog::About),
    }
}

/// Takes what is typed at once where it can be taken; else keeps it with the reason, and the value from before stays:
/// "5 to 3" leaves no 5 behind that was only on the way there.
fn type_into(state: &mut State, input: &'static Input, text: String) {
    state.document.rewind_gesture(input);
    let taken = input
        .read(&text, Typed::AsShown)
        .and_then(|value| state.document.edit(input, value));
    let currency = &state.document.scenario().currency;
    let problem = taken
        .err()
        .map(|error| error.on_screen(input.unit, currency));
    state.drafts.insert(input.path, Draft { text, problem });
    state.refresh();
}

fn set(state: &mut State, input: &'static Input, value: Value) {
    state.drafts.remove(input.path);
    if let Err(error) = state.document.edit(input, value) {
        state.notices.error(error.to_string());
    }
    state.refresh();
}

fn pick_model(state: &mut State, side: Side, model: &Model) {
    let mut changed = state.document.scenario().clone();
    let filled = match side {
        Side::Prompting => model.fill_prompting(&mut changed),
        Side::FineTuning => model.fill_fine_tuning(&mut changed),
    };
    match filled {
        Ok(remarks) => {
            state
                .document
                .replace(&format!("{}: {}", side.label(), model.model), changed);
            for remark in remarks {
                state.notices.info(remark);
            }
        }
        Err(error) => state.notices.error(error.to_string()),
    }
    // Fields that were being typed in may hold a value that was just replaced.
    state.drafts.clear();
    state.refresh();
}
