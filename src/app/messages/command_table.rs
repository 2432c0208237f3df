//! The commands in menu order, a row each: names, tooltips, keys and menus.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::charts::comparison::ComparedQuantity;
use crate::charts::cost::CostAxis;
use crate::charts::map::MapQuantity;
use crate::evidence::material::MaterialKind;
use crate::files::settings::Theme;

#[allow(
    clippy::enum_glob_use,
    reason = "each row of the table begins with a variant; the lint is silent where there are tests"
)]
use super::command::Command::{self, *};
use super::command::Menu::{self, Edit, Evidence, File, Help, View};
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
    /// Its name in the tab whose choice it is, where it needn't say of what.
    pub choice: &'static str,
    /// What the name doesn't say of it.
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
    row(New, File, "New scenario", "Start an empty scenario", ctrl(Key::N)),
    row(Open, File, "Open…", "A scenario file, or a report that holds its scenario", ctrl(Key::O)),
    row(RecoverWork, File, "Recover unsaved work…", "What was open and not saved when Breakeven last ended by a fault or a shutdown", NO_KEY),
    row(Save, File, "Save", "Write the changes to the scenario’s file", ctrl(Key::S)).after_line(),
    row(SaveAs, File, "Save as…", "Write the scenario to another file", ctrl_shift(Key::S)),
    row(ExportChart, File, "Export chart…", "SVG, PNG or PDF, with the finding as its title", ctrl_shift(Key::E)).after_line(),
    row(ExportReport, File, "Export report…", "The whole decision record as a web page, PDF, spreadsheet or JSON", ctrl_shift(Key::R)),
    row(ExportDraws, File, "Export simulations…", "Every simulation with its inputs and its result, as a CSV table", NO_KEY),
    row(SystemTables, File, "System number format", "Write CSV files and copied tables as this system’s spreadsheet reads them; otherwise with decimal points", NO_KEY),
    row(Duplicate, File, "Duplicate", "Open a copy", ctrl(Key::D)).after_line(),
    row(Rename, File, "Rename…", "Change the name of the scenario and of its file", plain(Key::F2)),
    row(Reveal, File, "Show in folder", "Open the file manager at the scenario’s file", NO_KEY),
    row(Delete, File, "Move to trash", "The system’s trash keeps the file until it is emptied", NO_KEY),
    row(ChooseLibrary, File, "Change library folder…", "The library lists the scenarios of one folder", NO_KEY).after_line(),
    row(AskInWindow, File, "Built-in file dialog", "Ask for files with a path field instead of the desktop’s dialog", NO_KEY),
    row(Quit, File, "Quit", "Asks first if there are unsaved changes", ctrl(Key::Q)).after_line(),
    row(Undo, Edit, "Undo", "Take back the last edit", ctrl(Key::Z)),
    row(Redo, Edit, "Redo", "Bring back the edit that was undone last", ctrl_shift(Key::Z)).or(&[keys(Modifiers::COMMAND, Key::Y)]),
    row(Find, Edit, "Find anything…", "A command, input, scenario, model or page: type a part of its name, Enter goes there", ctrl(Key::K)).after_line(),
    row(CopyChart, Edit, "Copy chart", "As a picture, to paste into a document or a slide", ctrl_shift(Key::C)).after_line(),
    row(CopyTable, Edit, "Copy table", "The months with all digits, to paste into a spreadsheet", ctrl_shift(Key::T)),
    row(Import(MaterialKind::Prompt), Evidence, "Count a prompt…", "Tokens and cost of a system prompt with its examples, pasted or from a file", ctrl_shift(Key::P)),
    row(Import(MaterialKind::Training), Evidence, "Read a training file…", "Examples, tokens and what training on them costs at each provider", ctrl_shift(Key::D)),
    row(Import(MaterialKind::Usage), Evidence, "Read a usage export…", "Volume, growth, tokens and cache hits from what a provider or a gateway counted", ctrl_shift(Key::O)),
    row(Import(MaterialKind::Bills), Evidence, "Read bills…", "What was billed in each month, beside the plan", ctrl_shift(Key::B)),
    row(Import(MaterialKind::Prices), Evidence, "Read a price list…", "Prices of LiteLLM’s, genai-prices’ or OpenRouter’s public list, beside the catalog", NO_KEY),
    row(EditPrices, Evidence, "Your price list…", "Prices of your own, such as those of a contract, used in place of those that come with Breakeven", NO_KEY).after_line(),
    row(Present, View, "Present", "Full screen, one page at a time, with the inputs that matter most", plain(Key::F5)),
    row(NextChart, View, "Presenting: next page", "Also Page Down, as clickers send it", plain(Key::ArrowRight)).or(&[keys(Modifiers::NONE, Key::PageDown), keys(Modifiers::NONE, Key::Space)]),
    row(PreviousChart, View, "Presenting: previous page", "Also Page Up, as clickers send it", plain(Key::ArrowLeft)).or(&[keys(Modifiers::NONE, Key::PageUp)]),
    row(FirstChart, View, "Presenting: first page", "Back to the start of the presentation", plain(Key::Home)),
    row(LastChart, View, "Presenting: last page", "To the end of the presentation", plain(Key::End)),
    row(NextScenario, View, "Presenting: next scenario", "The next one that is selected, or in the library", plain(Key::ArrowDown)),
    row(PreviousScenario, View, "Presenting: previous scenario", "The one before that is selected, or in the library", plain(Key::ArrowUp)),
    row(Blank, View, "Presenting: black screen", "Hide the page, or bring it back", plain(Key::B)).or(&[keys(Modifiers::NONE, Key::Period)]),
    row(EndPresentation, View, "Presenting: end", "Back to where you were", plain(Key::Escape)),
    row(Show(Tab::Decide), View, "Decision", "What to do, why, and what would change it", ctrl(Key::Num1)).after_line(),
    row(Show(Tab::Cost), View, "Cost", "Cumulative cost of both approaches, and the saving", ctrl(Key::Num2)),
    row(Show(Tab::Phases), View, "Breakdown", "Where the money goes", ctrl(Key::Num3)),
    row(Show(Tab::Drivers), View, "Sensitivity", "How far each input changes the saving, and where it breaks even", ctrl(Key::Num4)),
    row(Show(Tab::Risk), View, "Risk", "How certain the saving is, and what to find out first", ctrl(Key::Num5)),
    row(Show(Tab::Map), View, "Map", "Which approach is cheaper, over any two inputs", ctrl(Key::Num6)),
    row(Show(Tab::Table), View, "Table", "Costs and volume of each month", ctrl(Key::Num7)),
    row(Show(Tab::Compare), View, "Compare", "Several scenarios of the library in one chart", ctrl(Key::Num8)),
    row(Cost(CostView::Curves(CostAxis::Months)), View, "By month", "Cumulative cost over time", NO_KEY).after_line(),
    row(Cost(CostView::Curves(CostAxis::Queries)), View, "By volume", "Cumulative cost over queries answered", NO_KEY),
    row(Cost(CostView::Saving), View, "Saving", "How far fine-tuning is ahead in each month", NO_KEY),
    row(Map(MapQuantity::Saving), View, "Map of the saving", "Which approach is cheaper, and by how much", NO_KEY).as_choice("Saving").after_line(),
    row(Map(MapQuantity::BreakEven), View, "Map of break-even months", "How soon fine-tuning breaks even", NO_KEY).as_choice("Break-even month"),
    row(Decide(DecisionPage::Verdict), View, "Recommendation", "What to do first, why, and what would change it", NO_KEY).after_line(),
    row(Decide(DecisionPage::SideBySide), View, "Side by side", "Both approaches, aspect by aspect", NO_KEY),
    row(Decide(DecisionPage::Levers), View, "Before fine-tuning", "What the prompt could still save", NO_KEY),
    row(Decide(DecisionPage::Timing), View, "Timing and plan", "When to switch, and what must be true to go on", NO_KEY),
    row(Decide(DecisionPage::Actuals), View, "Plan against actual", "What was billed, what explains it, and whether the recommendation still holds", NO_KEY),
    row(Compare(ComparedQuantity::Savings), View, "Compare savings", "What fine-tuning saves in each scenario", NO_KEY).as_choice("Savings").after_line(),
    row(Compare(ComparedQuantity::Costs), View, "Compare costs", "What both approaches cost in each scenario", NO_KEY).as_choice("Costs"),
    row(AllInputs, View, "Show equal inputs", "Lists the inputs too that are the same in all scenarios", NO_KEY),
    row(ToggleLibrary, View, "Library", "Show or hide the list of scenarios", ctrl(Key::L)).after_line(),
    row(ToggleEditor, View, "Inputs", "Show or hide the editor", ctrl(Key::E)),
    row(NextRegion, View, "Next window part", "The keyboard goes to the menu, library, inputs, content or status bar", plain(Key::F6)),
    row(PreviousRegion, View, "Previous window part", "The keyboard goes through the window the other way round", shift(Key::F6)),
    row(CountMonths, View, "Number months on axes", "“month 7” instead of “Jul 2027”, on the screen and in exports", NO_KEY),
    row(SetTheme(Theme::System), View, "System theme", "Light or dark, as the desktop has it", NO_KEY).after_line(),
    row(SetTheme(Theme::Light), View, "Light", "Dark text on a light background", NO_KEY),
    row(SetTheme(Theme::Dark), View, "Dark", "Light text on a dark background", NO_KEY),
    row(ZoomIn, View, "Zoom in", "Draw everything larger", ctrl(Key::Plus)).or(&[keys(Modifiers::COMMAND, Key::Equals)]).after_line(),
    row(ZoomOut, View, "Zoom out", "Draw everything smaller", ctrl(Key::Minus)),
    row(ActualSize, View, "Actual size", "Draw everything as large as the system does", ctrl(Key::Num0)),
    row(Shortcuts, Help, "Shortcuts and typing", "All keys, and how numbers can be typed", plain(Key::F1)),
    row(About, Help, "About Breakeven", "Version, sources and how the figures are computed", NO_KEY),
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
        choice: name,
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

    const fn as_choice(self, choice: &'static str) -> Self {
        Self { choice, ..self }
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
            (Tab::Decide, Key::Num1),
            (Tab::Cost, Key::Num2),
            (Tab::Phases, Key::Num3),
            (Tab::Drivers, Key::Num4),
            (Tab::Risk, Key::Num5),
            (Tab::Map, Key::Num6),
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
