//! The pages of help: keys and typing, and how the figures come about.

use egui::{Grid, RichText, Ui};

use crate::app::messages::command_table::COMMANDS;
use crate::evidence::catalog::Catalog;
use crate::evidence::usual::UsualValue;
use crate::scenario::{Scenario, inputs};
use crate::theme::palette::Palette;

/// How numbers can be typed: what, and what it means.
const TYPING: &[(&str, &str)] = &[
    ("40k   1.2M   40,000", "exactly this"),
    ("$1.2M   15%", "money and shares; the sign may be left out"),
    ("3*1200   12k/30", "arithmetic, with brackets if needed"),
    (
        "1,500/day   18k a year",
        "a rate, converted to the field’s own",
    ),
    (
        "20k to 60k",
        "90 % sure that it lies between; the median counts",
    ),
    (
        "10k / 20k / 60k",
        "least, most likely, most; the likely one counts",
    ),
    ("empty", "not set, where that is possible"),
    (
        "drag",
        "over a field to change its value; with Shift finely",
    ),
    ("Esc", "takes back what was typed"),
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
    let read_on = Catalog::bundled().map_or("an unknown date", Catalog::read_on);
    ui.label(RichText::new(version()).color(palette.weak));
    ui.label("Prompting costs nothing up front and more on every query; fine-tuning costs data and training up front and less per query. Breakeven adds up both, month by month, and says where the curves cross.");
    ui.label("A month costs: queries × price of a query (prompt, query text and answer at their token prices, cache, batch and retries included), review of answers, hosting, the team’s upkeep, and what changes of the wanted behaviour cost. Ranges count with their median, three points with the likely one. Totals are present values at the discount rate.");
    ui.label("Break-even is the last moment at which fine-tuning becomes the cheaper one, if it stays so to the horizon.");
    egui::CollapsingHeader::new("Usual values and their sources").show(ui, usual_values_ui);
    ui.label(RichText::new(format!("List prices were read up to {read_on}. Inter is licensed under the SIL Open Font License.")).color(palette.weak));
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
