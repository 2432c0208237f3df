//! Names, tooltips, keys and menus of the commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::decide::Page;
use crate::app::state::{CostView, Tab};
use crate::charts::compare::Compares;
use crate::charts::cost::Over;
use crate::charts::map::Shows;
use crate::files::settings::Theme;

use super::{Command, Description, Menu};

#[expect(clippy::unnecessary_wraps, reason = "it stands where others have none")]
const fn key(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Command {
    /// Describes it.
    pub fn describe(self) -> Description {
        use Menu::{Edit, File, Help, View};
        let describe = |menu, name, tooltip, shortcut| Description {
            name,
            tooltip,
            shortcut,
            menu,
            starts_group: false,
        };
        let grouped = |description: Description| Description {
            starts_group: true,
            ..description
        };
        let command = Modifiers::COMMAND;
        match self {
            Self::New => describe(File, "New", "Start an empty scenario", key(command, Key::N)),
            Self::Open => describe(File, "Open…", "Open a scenario file", key(command, Key::O)),
            Self::Save => grouped(describe(
                File,
                "Save",
                "Save the scenario to its file",
                key(command, Key::S),
            )),
            Self::SaveAs => describe(
                File,
                "Save as…",
                "Save the scenario to another file",
                key(CTRL_SHIFT, Key::S),
            ),
            Self::ExportChart => grouped(describe(
                File,
                "Export chart…",
                "The chart on the screen as SVG, PNG or PDF, with its finding as title",
                key(CTRL_SHIFT, Key::E),
            )),
            Self::ExportReport => describe(
                File,
                "Export report…",
                "The whole decision record as a web page or PDF, or the figures for programs",
                key(CTRL_SHIFT, Key::R),
            ),
            Self::ExportDark => describe(
                File,
                "Export in dark colours",
                "For dark rooms; on paper light is better",
                None,
            ),
            Self::ExportDraws => describe(
                File,
                "Export draws…",
                "Every draw of the uncertain inputs and what it comes to, as a table with its seed",
                None,
            ),
            Self::Duplicate => grouped(describe(
                File,
                "Duplicate",
                "Copy the scenario’s file and open the copy",
                key(command, Key::D),
            )),
            Self::Rename => describe(
                File,
                "Rename…",
                "Give the scenario’s file another name",
                key(Modifiers::NONE, Key::F2),
            ),
            Self::Reveal => describe(
                File,
                "Show in folder",
                "Show the scenario’s file in the file manager",
                None,
            ),
            Self::Delete => describe(
                File,
                "Move to trash",
                "Move the scenario’s file to the system’s trash",
                None,
            ),
            Self::ChooseLibrary => grouped(describe(
                File,
                "Change library folder…",
                "Choose the folder whose scenarios are listed",
                None,
            )),
            Self::AskInWindow => describe(
                File,
                "Type paths in the window",
                "Ask for files with a path field instead of the desktop’s dialog",
                None,
            ),
            Self::Quit => grouped(describe(
                File,
                "Quit",
                "Close Breakeven",
                key(command, Key::Q),
            )),
            Self::Undo => describe(
                Edit,
                "Undo",
                "Take back the last edit",
                key(command, Key::Z),
            ),
            Self::Redo => describe(
                Edit,
                "Redo",
                "Bring back the edit that was taken back last",
                key(CTRL_SHIFT, Key::Z),
            ),
            Self::CopyChart => grouped(describe(
                Edit,
                "Copy chart",
                "The chart on the screen as a picture to paste",
                key(CTRL_SHIFT, Key::C),
            )),
            Self::CopyTable => describe(
                Edit,
                "Copy table",
                "The months as a table to paste into a spreadsheet",
                key(CTRL_SHIFT, Key::T),
            ),
            Self::Present => describe(
                View,
                "Present",
                "The whole screen, one chart a page, with the inputs that matter most",
                key(Modifiers::NONE, Key::F5),
            ),
            Self::NextChart => describe(
                View,
                "Presenting: next chart",
                "Also Page Down, as clickers send it",
                key(Modifiers::NONE, Key::ArrowRight),
            ),
            Self::PreviousChart => describe(
                View,
                "Presenting: previous chart",
                "Also Page Up, as clickers send it",
                key(Modifiers::NONE, Key::ArrowLeft),
            ),
            Self::FirstChart => describe(
                View,
                "Presenting: first chart",
                "The cost curves",
                key(Modifiers::NONE, Key::Home),
            ),
            Self::LastChart => describe(
                View,
                "Presenting: last chart",
                "The last page that there is",
                key(Modifiers::NONE, Key::End),
            ),
            Self::NextScenario => describe(
                View,
                "Presenting: next scenario",
                "The next one that is ticked, or in the library",
                key(Modifiers::NONE, Key::ArrowDown),
            ),
            Self::PreviousScenario => describe(
                View,
                "Presenting: previous scenario",
                "The one before that is ticked, or in the library",
                key(Modifiers::NONE, Key::ArrowUp),
            ),
            Self::Blank => describe(
                View,
                "Presenting: blank",
                "The screen goes dark, and comes back",
                key(Modifiers::NONE, Key::B),
            ),
            Self::EndPresentation => describe(
                View,
                "Presenting: end",
                "Back to where you were",
                key(Modifiers::NONE, Key::Escape),
            ),
            Self::Show(Tab::Cost) => grouped(describe(
                View,
                "Cost",
                "Both cumulative cost curves",
                key(command, Key::Num1),
            )),
            Self::Show(Tab::Phases) => describe(
                View,
                "By phase",
                "Where the money goes",
                key(command, Key::Num2),
            ),
            Self::Show(Tab::Drivers) => describe(
                View,
                "What drives it",
                "How far each input swings the result, and what would tip it",
                key(command, Key::Num3),
            ),
            Self::Show(Tab::Risk) => describe(
                View,
                "Risk",
                "How sure the result is, and what to measure first",
                key(command, Key::Num4),
            ),
            Self::Show(Tab::Map) => describe(
                View,
                "Map",
                "Who is cheaper over any two inputs",
                key(command, Key::Num5),
            ),
            Self::Show(Tab::Decide) => describe(
                View,
                "Decide",
                "Which approach, why, and what would change it",
                key(command, Key::Num6),
            ),
            Self::Show(Tab::Table) => describe(
                View,
                "Table",
                "The months as a table",
                key(command, Key::Num7),
            ),
            Self::Show(Tab::Compare) => describe(
                View,
                "Compare",
                "The scenarios that are ticked in the library, over each other",
                key(command, Key::Num8),
            ),
            Self::Compare(Compares::Savings) => grouped(describe(
                View,
                "Compare savings",
                "What fine-tuning saves in each scenario",
                None,
            )),
            Self::Compare(Compares::Costs) => describe(
                View,
                "Compare costs",
                "What both approaches cost in each scenario",
                None,
            ),
            Self::AllInputs => describe(
                View,
                "Compare all inputs",
                "Those too in which nothing differs",
                None,
            ),
            Self::Cost(CostView::Curves(Over::Months)) => {
                grouped(describe(View, "Over months", "Cost against time", None))
            }
            Self::Cost(CostView::Curves(Over::Queries)) => {
                describe(View, "Over queries", "Cost against queries answered", None)
            }
            Self::Cost(CostView::Saving) => describe(
                View,
                "Difference",
                "How far fine-tuning is ahead by each month",
                None,
            ),
            Self::Map(Shows::Saving) => grouped(describe(
                View,
                "Map the saving",
                "Colours tell who is cheaper by how much",
                None,
            )),
            Self::Map(Shows::BreakEven) => describe(
                View,
                "Map the break-even",
                "Colours tell how soon fine-tuning pays back",
                None,
            ),
            Self::Decide(Page::Verdict) => grouped(describe(
                View,
                "Verdict",
                "What the figures and the checklists say, and what is missing",
                None,
            )),
            Self::Decide(Page::Sides) => describe(
                View,
                "Side by side",
                "Both approaches over the field’s aspects",
                None,
            ),
            Self::Decide(Page::Levers) => describe(
                View,
                "Prompt first",
                "What the prompt could still give",
                None,
            ),
            Self::Decide(Page::Way) => describe(
                View,
                "The way there",
                "Prompting first and then fine-tuning, and what must be true to go on",
                None,
            ),
            Self::ToggleLibrary => grouped(describe(
                View,
                "Library",
                "Show or hide the list of scenarios",
                key(command, Key::L),
            )),
            Self::ToggleEditor => describe(
                View,
                "Editor",
                "Show or hide the inputs",
                key(command, Key::E),
            ),
            Self::CountMonths => describe(
                View,
                "Count months on axes",
                "“month 6” instead of “Jul 2027”, on the screen and in exports",
                None,
            ),
            Self::Look(Theme::System) => grouped(describe(
                View,
                "As the system",
                "Light or dark, as the system has it",
                None,
            )),
            Self::Look(Theme::Light) => {
                describe(View, "Light", "Dark text on a light ground", None)
            }
            Self::Look(Theme::Dark) => describe(View, "Dark", "Light text on a dark ground", None),
            Self::Shortcuts => describe(
                Help,
                "Shortcuts and typing",
                "Keys, and how numbers can be typed",
                key(Modifiers::NONE, Key::F1),
            ),
            Self::About => describe(
                Help,
                "About Breakeven",
                "Version, and how the figures are computed",
                None,
            ),
        }
    }
}
