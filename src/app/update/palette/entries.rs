//! All that the palette can lead to: an entry each for commands, pages, inputs, scenarios and models, from the one table of each.

use crate::app::messages::command::Command;
use crate::app::messages::command_table::{COMMANDS, CommandRow};
use crate::app::state::State;
use crate::app::state::available::is_available;
use crate::app::state::palette::entry::{Entry, Target};
use crate::evidence::catalog::Model;
use crate::files::examples::EXAMPLES;
use crate::scenario::Scenario;
use crate::scenario::inputs::{INPUTS, Input};

/// Everything that the palette can lead to now, in the order in which it is shown while nothing is typed.
pub(super) fn entries(state: &State) -> Vec<Entry> {
    let rows = COMMANDS.iter().filter(|row| can_run(row.command, state));
    let (pages, commands): (Vec<_>, Vec<_>) = rows.partition(|row| is_page(row.command));
    let scenario = state.workspace.scenario();
    let models = state
        .workspace
        .prices
        .catalog
        .map_or(&[][..], |catalog| &catalog.models);
    let mut entries: Vec<Entry> = Vec::new();
    entries.extend(commands.into_iter().map(command_entry));
    entries.extend(pages.into_iter().map(command_entry));
    entries.extend(INPUTS.iter().map(|input| input_entry(input, scenario)));
    entries.extend(scenario_entries(state));
    entries.extend(models.iter().map(model_entry));
    entries
}

/// Whether a command can be run from the palette: those of other tabs too, which are shown first.
fn can_run(command: Command, state: &State) -> bool {
    let elsewhere = command
        .tab()
        .is_some_and(|tab| tab != state.tabs.current && command != Command::AllInputs);
    let is_of_keys = matches!(
        command,
        Command::Find | Command::NextRegion | Command::PreviousRegion
    );
    !is_of_keys && !command.is_of_presentation() && (elsewhere || is_available(command, state))
}

/// Whether a command shows a page, rather than doing something.
fn is_page(command: Command) -> bool {
    let is_of_tab = command.tab().is_some() && command != Command::AllInputs;
    matches!(command, Command::Show(_)) || is_of_tab
}

fn command_entry(row: &'static CommandRow) -> Entry {
    let kind = if is_page(row.command) {
        "Page"
    } else {
        "Command"
    };
    // A page of a tab is found by the tab's name too.
    let tab = row.command.tab().map(|tab| Command::Show(tab).row().name);
    let name = match tab {
        Some(tab) if !row.name.starts_with(tab) => format!("{tab}: {}", row.name),
        _ => row.name.to_owned(),
    };
    let about = format!("{} {}", row.menu.label(), row.tooltip);
    Entry::new(
        Target::Command(row.command),
        kind,
        name,
        String::new(),
        &about,
    )
}

fn input_entry(input: &'static Input, scenario: &Scenario) -> Entry {
    let detail = if input.applies(scenario) {
        input.describe(scenario)
    } else {
        "off".to_owned()
    };
    let section = input.section.label();
    let about = format!(
        "{section} {} {} {} {}",
        input.topic,
        input.unit.words(),
        input.help,
        input.path
    );
    let target = Target::Input(input);
    Entry::new(target, "Input", input.full_label(), detail, &about)
}

fn scenario_entries(state: &State) -> impl Iterator<Item = Entry> {
    let files = state.library.items.iter().map(|item| {
        let detail = match &item.verdict {
            Ok((words, _)) => words.clone(),
            Err(problem) => problem.clone(),
        };
        let file = item.path.file_name().unwrap_or_default().to_string_lossy();
        let about = format!("open scenario {file}");
        let target = Target::File(item.path.clone());
        Entry::new(target, "Scenario", item.title.clone(), detail, &about)
    });
    let examples = EXAMPLES.iter().filter_map(|example| {
        let title = example.parse().ok()?.title().to_owned();
        let about = format!("open scenario {}", example.name);
        let target = Target::Example(example);
        Some(Entry::new(target, "Example", title, String::new(), &about))
    });
    files.chain(examples)
}

fn model_entry(model: &'static Model) -> Entry {
    let detail = model.price_summary(false);
    let about = format!("{} {} model price", model.provider, model.model);
    let target = Target::Model(model);
    Entry::new(target, "Model", model.people_name(), detail, &about)
}
