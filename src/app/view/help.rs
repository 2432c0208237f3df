//! The pages of help: keys and typing, and how the figures come about.

use egui::{Grid, RichText, Ui};

use crate::app::messages::command_table::COMMANDS;
use crate::evidence::catalog::Catalog;
use crate::theme::palette::Palette;

/// How numbers can be typed: what, and what it means.
const TYPING: &[(&str, &str)] = &[
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

/// Keys and typing.
pub fn shortcuts_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    Grid::new("shortcuts")
        .num_columns(4)
        .spacing([24.0, 5.0])
        .show(ui, |ui| {
            let rows: Vec<_> = COMMANDS
                .iter()
                .filter_map(|row| Some((row.name, row.keys?)))
                .collect();
            for pair in rows.chunks(2) {
                for (name, keys) in pair {
                    ui.label(RichText::new(ui.ctx().format_shortcut(keys)).color(palette.weak));
                    ui.label(*name);
                }
                ui.end_row();
            }
        });
    ui.separator();
    Grid::new("typing")
        .num_columns(2)
        .spacing([24.0, 5.0])
        .show(ui, |ui| {
            for &(typed, meaning) in TYPING {
                ui.label(RichText::new(typed).color(palette.weak));
                ui.label(meaning);
                ui.end_row();
            }
        });
}

/// Version, and how the figures are computed.
pub fn about_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    let read_on = Catalog::bundled().map_or("an unknown date".to_owned(), Catalog::as_of);
    ui.label(RichText::new(version()).color(palette.weak));
    ui.label("Prompting costs little upfront and more per query; fine-tuning costs data and training upfront and less per query. Breakeven adds up both, month by month, and shows when fine-tuning breaks even.");
    ui.label("The cost of a month: queries × price of a query (system prompt, user input and output at their token prices, with caching, batches and retries), review, hosting, maintenance and requirement changes. The base case takes the median of a range, and the most likely of three values. Totals are present values at the discount rate.");
    ui.label("Fine-tuning breaks even at the last moment at which it becomes cheaper, if it stays cheaper until the horizon ends.");
    ui.label(
        RichText::new(format!(
            "List prices as of {read_on}. Inter is licensed under the SIL Open Font License."
        ))
        .color(palette.weak),
    );
}

/// "Breakeven 0.1.0 (1a2b3c4)".
pub fn version() -> String {
    format!(
        "Breakeven {} ({})",
        env!("CARGO_PKG_VERSION"),
        env!("BREAKEVEN_COMMIT")
    )
}
