//! The pages of help: keys and typing, and how the figures come about.

use egui::{RichText, Ui};

use crate::app::messages::command::{Command, Menu};
use crate::app::messages::command_table::{COMMANDS, CommandRow};
use crate::app::widgets::{cell_ui, heading_ui, wrapped_ui};
use crate::evidence::catalog::Catalog;
use crate::evidence::current::CurrentPrices;
use crate::evidence::usual::UsualValue;
use crate::scenario::words::capitalized;
use crate::scenario::{Scenario, inputs};
use crate::theme::palette::Palette;

/// How numbers can be typed: what, and what it means.
const TYPING: [(&str, &str); 9] = [
    ("40k   1.2M   40,000", "a single value"),
    ("$1.2M   15%", "money and percentages; $ and % are optional"),
    ("3*1200   12k/30", "arithmetic, with brackets if needed"),
    (
        "1,500/day   18k per year",
        "a rate, converted to the unit of the field",
    ),
    ("20k to 60k", "90% range; base case is the median"),
    (
        "10k / 20k / 60k",
        "minimum, most likely, maximum; base case is the most likely",
    ),
    ("empty", "not set, where that makes sense"),
    ("drag", "to adjust a number, Shift for fine steps"),
    ("Esc", "undo the entry"),
];

/// A group of keys on the page of shortcuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Files,
    Editing,
    View,
    Tabs,
    Presentation,
}

impl Group {
    /// All groups, in order.
    const ALL: [Self; 5] = [
        Self::Files,
        Self::Editing,
        Self::View,
        Self::Tabs,
        Self::Presentation,
    ];

    fn of(row: &CommandRow) -> Self {
        match row.command {
            command if command.is_of_presentation() => Self::Presentation,
            Command::Present => Self::Presentation,
            Command::Show(_) => Self::Tabs,
            _ => match row.menu {
                Menu::File => Self::Files,
                Menu::Edit | Menu::Evidence => Self::Editing,
                Menu::View | Menu::Help => Self::View,
            },
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Files => "Files",
            Self::Editing => "Editing",
            Self::View => "View",
            Self::Tabs => "Tabs",
            Self::Presentation => "Presentation",
        }
    }
}

/// Below this width, in points, keys and typing are one column.
const TWO_COLUMNS_WIDTH: f32 = 640.0;

/// Keys and typing, in two columns if there is room.
pub fn shortcuts_ui(ui: &mut Ui) {
    let [files, editing, view, tabs, presentation] = Group::ALL;
    if ui.available_width() < TWO_COLUMNS_WIDTH {
        for group in Group::ALL {
            keys_ui(ui, group);
        }
        typing_ui(ui);
        return;
    }
    ui.columns_const(|[left, right]| {
        for group in [files, tabs, editing] {
            keys_ui(left, group);
        }
        for group in [view, presentation] {
            keys_ui(right, group);
        }
        typing_ui(right);
    });
}

/// Width of the column of keys, and of what is typed, in points.
const KEYS_WIDTH: f32 = 116.0;
const TYPED_WIDTH: f32 = 148.0;

/// The keys of a group, with what they do.
fn keys_ui(ui: &mut Ui, group: Group) {
    let rows = COMMANDS.iter().filter(|row| Group::of(row) == group);
    let keys = rows.filter_map(|row| {
        let name = capitalized(row.name.trim_start_matches("Presenting: "));
        Some((ui.ctx().format_shortcut(&row.keys?), name))
    });
    let keys: Vec<_> = keys.collect();
    two_columns_ui(ui, group.title(), KEYS_WIDTH, &keys);
}

/// How numbers can be typed.
fn typing_ui(ui: &mut Ui) {
    let typing = TYPING.map(|(typed, meaning)| (typed.to_owned(), meaning.to_owned()));
    two_columns_ui(ui, "Typing numbers", TYPED_WIDTH, &typing);
}

/// A heading, and below it what is pressed or typed beside what it means.
fn two_columns_ui(ui: &mut Ui, heading: &str, width: f32, rows: &[(String, String)]) {
    let palette = Palette::current(ui);
    heading_ui(ui, heading);
    for (typed, meaning) in rows {
        ui.horizontal_top(|ui| {
            cell_ui(ui, width, RichText::new(typed).color(palette.weak));
            wrapped_ui(ui, meaning);
        });
    }
}

/// Version, and how the figures are computed.
pub fn about_ui(ui: &mut Ui, prices: CurrentPrices) {
    let palette = Palette::current(ui);
    let read_on = prices
        .catalog
        .map_or("an unknown date".to_owned(), Catalog::as_of);
    ui.label(RichText::new(version()).color(palette.weak));
    ui.label("Prompting costs little upfront and more per query; fine-tuning costs data and training upfront and less per query. Breakeven adds up both, month by month, and shows when fine-tuning breaks even.");
    ui.label("The cost of a month: queries × price of a query (system prompt, user input and output at their token prices, with caching, batches and retries), review, hosting, maintenance and requirement changes. The base case takes the median of a range, and the most likely of three values. Totals are present values at the discount rate.");
    ui.label("Fine-tuning breaks even at the last moment at which it becomes cheaper, if it stays cheaper until the horizon ends.");
    egui::CollapsingHeader::new("Usual values and their sources").show(ui, usual_values_ui);
    ui.label(
        RichText::new(format!(
            "List prices as of {read_on}. Inter is licensed under the SIL Open Font License."
        ))
        .color(palette.weak),
    );
}

/// The table of usual values, and where each was read.
fn usual_values_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    let scenario = Scenario::default();
    for usual in UsualValue::all().unwrap_or_default() {
        if let Some(input) = inputs::find(&usual.input) {
            let words = usual.words(input, &scenario);
            ui.label(format!("{}: {words}", input.full_label()));
            let source = RichText::new(usual.read_at()).small();
            ui.label(source.color(palette.weak));
        }
    }
}

/// "Breakeven 0.1.0 (1a2b3c4)".
pub fn version() -> String {
    format!(
        "Breakeven {} ({})",
        env!("CARGO_PKG_VERSION"),
        env!("BREAKEVEN_COMMIT")
    )
}
