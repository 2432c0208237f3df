//! The commands in menu order, a row each: names, tooltips, keys and menus.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::charts::comparison::ComparedQuantity;
use crate::charts::cost::CostAxis;
use crate::charts::map::MapQuantity;
use crate::files::settings::Theme;

#[allow(
    clippy::enum_glob_use,
    reason = "each row of the table begins with a variant; the lint is silent where there are tests"
)]
use super::command::Command::{self, *};
use super::command::Menu::{self, Edit, File, Help, View};
use super::screen::{CostView, DecisionPage, Tab};

/// What there is to know of a command.
#[derive(Debug, Clone, Copy)]
pub struct CommandRow {
    /// What is executed, and how the row is found.
    pub command: Command,
    /// The menu it stands in.
    pub menu: Menu,
    /// Its name in menus; … where more input follows.
    pub name: &'static str,
    /// What it does.
    pub tooltip: &'static str,
    /// The keys that the menu and the help page show.
    pub keys: Option<KeyboardShortcut>,
    /// Other keys that do the same: what people know from elsewhere, and what clickers send.
    pub other_keys: &'static [KeyboardShortcut],
    /// Whether a line separates it from the row before it.
    pub after_line: bool,
}

/// All commands in menu order. Menus, shortcut keys and the page of shortcuts are made from these rows.
#[rustfmt::skip]
pub const COMMANDS: &[CommandRow] = &[
    row(New, File, "New", "Start an empty scenario", ctrl(Key::N)),
    row(Open, File, "Open…", "Open a scenario file", ctrl(Key::O)),
    row(Save, File, "Save", "Save the scenario to its file", ctrl(Key::S)).after_line(),
    row(SaveAs, File, "Save as…", "Save the scenario to another file", ctrl_shift(Key::S)),
    row(ExportChart, File, "Export chart…", "The chart on the screen as SVG, PNG or PDF, with its finding as title", ctrl_shift(Key::E)).after_line(),
    row(ExportReport, File, "Export report…", "The whole decision record as a web page or PDF, or the figures for programs", ctrl_shift(Key::R)),
    row(ExportDraws, File, "Export draws…", "Every draw of the uncertain inputs and what it comes to, as a table with its seed", NO_KEY),
    row(ExportDark, File, "Export in dark colours", "For dark rooms; on paper light is better", NO_KEY),
    row(SystemTables, File, "System number format", "CSV files and copied tables as this system’s spreadsheet reads them; otherwise with decimal points", NO_KEY),
    row(Duplicate, File, "Duplicate", "Copy the scenario’s file and open the copy", ctrl(Key::D)).after_line(),
    row(Rename, File, "Rename…", "Give the scenario and its file another name", plain(Key::F2)),
    row(Reveal, File, "Show in folder", "Show the scenario’s file in the file manager", NO_KEY),
    row(Delete, File, "Move to trash", "Move the scenario’s file to the system’s trash", NO_KEY),
    row(ChooseLibrary, File, "Change library folder…", "Choose the folder whose scenarios are listed", NO_KEY).after_line(),
    row(AskInWindow, File, "Type paths in the window", "Ask for files with a path field instead of the desktop’s dialog", NO_KEY),
    row(Quit, File, "Quit", "Close Breakeven", ctrl(Key::Q)).after_line(),
    row(Undo, Edit, "Undo", "Take back the last edit", ctrl(Key::Z)),
    row(Redo, Edit, "Redo", "Bring back the edit that was taken back last", ctrl_shift(Key::Z)).or(&[keys(Modifiers::COMMAND, Key::Y)]),
    row(Find, Edit, "Find a command, input or scenario…", "Goes to whatever has a name: commands, inputs, scenarios, models and pages", ctrl(Key::K)).after_line(),
    row(CopyChart, Edit, "Copy chart", "The chart on the screen as a picture to paste", ctrl_shift(Key::C)).after_line(),
    row(CopyTable, Edit, "Copy table", "The months as a table to paste into a spreadsheet", ctrl_shift(Key::T)),
    row(Present, View, "Present", "The whole screen, one chart a page, with the inputs that matter most", plain(Key::F5)),
    row(NextChart, View, "Presenting: next chart", "Also Page Down, as clickers send it", plain(Key::ArrowRight)).or(&[keys(Modifiers::NONE, Key::PageDown), keys(Modifiers::NONE, Key::Space)]),
    row(PreviousChart, View, "Presenting: previous chart", "Also Page Up, as clickers send it", plain(Key::ArrowLeft)).or(&[keys(Modifiers::NONE, Key::PageUp)]),
    row(FirstChart, View, "Presenting: first chart", "The cost curves", plain(Key::Home)),
    row(LastChart, View, "Presenting: last chart", "The last page that there is", plain(Key::End)),
    row(NextScenario, View, "Presenting: next scenario", "The next one that is ticked, or in the library", plain(Key::ArrowDown)),
    row(PreviousScenario, View, "Presenting: previous scenario", "The one before that is ticked, or in the library", plain(Key::ArrowUp)),
    row(Blank, View, "Presenting: blank", "The screen goes dark, and comes back", plain(Key::B)).or(&[keys(Modifiers::NONE, Key::Period)]),
    row(EndPresentation, View, "Presenting: end", "Back to where you were", plain(Key::Escape)),
    row(Show(Tab::Cost), View, "Cost", "Both cumulative cost curves", ctrl(Key::Num1)).after_line(),
    row(Show(Tab::Phases), View, "By phase", "Where the money goes", ctrl(Key::Num2)),
    row(Show(Tab::Drivers), View, "What drives it", "How far each input swings the result, and what would tip it", ctrl(Key::Num3)),
    row(Show(Tab::Risk), View, "Risk", "How sure the result is, and what to measure first", ctrl(Key::Num4)),
    row(Show(Tab::Map), View, "Map", "Who is cheaper over any two inputs", ctrl(Key::Num5)),
    row(Show(Tab::Decide), View, "Decide", "Which approach, why, and what would change it", ctrl(Key::Num6)),
    row(Show(Tab::Table), View, "Table", "The months as a table", ctrl(Key::Num7)),
    row(Show(Tab::Compare), View, "Compare", "The scenarios that are ticked in the library, over each other", ctrl(Key::Num8)),
    row(Cost(CostView::Curves(CostAxis::Months)), View, "Over months", "Cost against time", NO_KEY).after_line(),
    row(Cost(CostView::Curves(CostAxis::Queries)), View, "Over queries", "Cost against queries answered", NO_KEY),
    row(Cost(CostView::Saving), View, "Difference", "How far fine-tuning is ahead by each month", NO_KEY),
    row(Map(MapQuantity::Saving), View, "Map the saving", "Colours tell who is cheaper by how much", NO_KEY).after_line(),
    row(Map(MapQuantity::BreakEven), View, "Map the break-even", "Colours tell how soon fine-tuning pays back", NO_KEY),
    row(Decide(DecisionPage::Verdict), View, "Verdict", "What the figures and the checklists say, and what is missing", NO_KEY).after_line(),
    row(Decide(DecisionPage::SideBySide), View, "Side by side", "Both approaches over the field’s aspects", NO_KEY),
    row(Decide(DecisionPage::Levers), View, "Prompt first", "What the prompt could still give", NO_KEY),
    row(Decide(DecisionPage::Timing), View, "The way there", "Prompting first and then fine-tuning, and what must be true to go on", NO_KEY),
    row(Compare(ComparedQuantity::Savings), View, "Compare savings", "What fine-tuning saves in each scenario", NO_KEY).after_line(),
    row(Compare(ComparedQuantity::Costs), View, "Compare costs", "What both approaches cost in each scenario", NO_KEY),
    row(AllInputs, View, "Compare all inputs", "Those too in which nothing differs", NO_KEY),
    row(ToggleLibrary, View, "Library", "Show or hide the list of scenarios", ctrl(Key::L)).after_line(),
    row(ToggleEditor, View, "Editor", "Show or hide the inputs", ctrl(Key::E)),
    row(NextRegion, View, "Next part of the window", "The keyboard goes to the menu, library, inputs, content or status bar", plain(Key::F6)),
    row(PreviousRegion, View, "Previous part of the window", "The same the other way round", shift(Key::F6)),
    row(CountMonths, View, "Count months on axes", "“month 6” instead of “Jul 2027”, on the screen and in exports", NO_KEY),
    row(SetTheme(Theme::System), View, "As the system", "Light or dark, as the system has it", NO_KEY).after_line(),
    row(SetTheme(Theme::Light), View, "Light", "Dark text on a light ground", NO_KEY),
    row(SetTheme(Theme::Dark), View, "Dark", "Light text on a dark ground", NO_KEY),
    row(Shortcuts, Help, "Shortcuts and typing", "Keys, and how numbers can be typed", plain(Key::F1)),
    row(About, Help, "About Breakeven", "Version, and how the figures are computed", NO_KEY),
];

impl Command {
    /// Its row of the table.
    pub fn row(self) -> &'static CommandRow {
        COMMANDS
            .iter()
            .find(|row| row.command == self)
            .unwrap_or_else(|| {
                debug_assert!(false, "{self:?} has no row");
                &COMMANDS[0]
            })
    }
}

impl Tab {
    /// All tabs, in the order of their rows.
    pub fn all() -> impl Iterator<Item = Self> {
        COMMANDS.iter().filter_map(|row| match row.command {
            Show(tab) => Some(tab),
            _ => None,
        })
    }
}

const fn row(
    command: Command,
    menu: Menu,
    name: &'static str,
    tooltip: &'static str,
    keys: Option<KeyboardShortcut>,
) -> CommandRow {
    CommandRow {
        command,
        menu,
        name,
        tooltip,
        keys,
        other_keys: &[],
        after_line: false,
    }
}

impl CommandRow {
    const fn or(self, other_keys: &'static [KeyboardShortcut]) -> Self {
        Self { other_keys, ..self }
    }

    const fn after_line(self) -> Self {
        Self {
            after_line: true,
            ..self
        }
    }
}

const fn keys(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const NO_KEY: Option<KeyboardShortcut> = None;

#[expect(clippy::unnecessary_wraps, reason = "a row’s keys are optional")]
const fn plain(key: Key) -> Option<KeyboardShortcut> {
    Some(keys(Modifiers::NONE, key))
}

#[expect(clippy::unnecessary_wraps, reason = "a row’s keys are optional")]
const fn shift(key: Key) -> Option<KeyboardShortcut> {
    Some(keys(Modifiers::SHIFT, key))
}

#[expect(clippy::unnecessary_wraps, reason = "a row’s keys are optional")]
const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(keys(Modifiers::COMMAND, key))
}

#[expect(clippy::unnecessary_wraps, reason = "a row’s keys are optional")]
const fn ctrl_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = Vec::new();
        for row in COMMANDS {
            for keys in row.keys.iter().chain(row.other_keys) {
                assert!(!seen.contains(&keys), "{:?}", row.command);
                seen.push(keys);
            }
        }
    }

    #[test]
    fn tabs_are_counted_by_their_keys() {
        let tabs = [
            (Tab::Cost, Key::Num1),
            (Tab::Phases, Key::Num2),
            (Tab::Drivers, Key::Num3),
            (Tab::Risk, Key::Num4),
            (Tab::Map, Key::Num5),
            (Tab::Decide, Key::Num6),
            (Tab::Table, Key::Num7),
            (Tab::Compare, Key::Num8),
        ];
        assert!(Tab::all().eq(tabs.map(|(tab, _)| tab)));
        for (tab, key) in tabs {
            assert_eq!(Show(tab).row().keys, ctrl(key), "{tab:?}");
        }
    }

    #[test]
    fn no_command_is_listed_twice_and_each_is_explained() {
        for (index, row) in COMMANDS.iter().enumerate() {
            let earlier = &COMMANDS[..index];
            let listed = earlier.iter().any(|other| other.command == row.command);
            assert!(!listed, "{:?}", row.command);
            assert!(!row.tooltip.is_empty());
        }
    }
}
