//! The second page: both approaches side by side, cost by phase, and strengths.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::analysis::approach::Approach;
use crate::app::tabs::page_width::{has_two_columns, limit_column, two_columns_ui};
use crate::app::widgets::{self, heading_ui, scroll_ui};
use crate::decision::words::DecisionWords;
use crate::decision::words::comparison::aspects::AspectCell;
use crate::decision::words::comparison::phases::usually;
use crate::scenario::Scenario;
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// The name's part of a row.
const NAME_WIDTH: f32 = 152.0;
/// The least width of a table, in points.
const MIN_TABLE_WIDTH: f32 = 520.0;
/// What the amounts and the usual range of a phase have of the rest.
const PHASE_WIDTH_SHARES: [f32; 3] = [0.20, 0.30, 0.50];
/// Room between them.
const PHASE_GAP: f32 = 18.0;

/// Draws the page, in two columns if there is room for them.
pub fn side_by_side_ui(ui: &mut Ui, scenario: &Scenario, words: &DecisionWords) {
    if has_two_columns(ui) {
        two_columns_ui(ui, |left, right| {
            aspects_ui(left, words);
            phases_ui(right, scenario, words);
            strengths_ui(right, words);
        });
        return;
    }
    limit_column(ui);
    table_ui(ui, "aspects scroll", |ui| aspects_ui(ui, words));
    table_ui(ui, "phases scroll", |ui| phases_ui(ui, scenario, words));
    strengths_ui(ui, words);
}

/// Draws a table, which scrolls where its words would be broken.
fn table_ui(ui: &mut Ui, name: &str, draw: impl FnOnce(&mut Ui)) {
    if ui.available_width() >= MIN_TABLE_WIDTH {
        return draw(ui);
    }
    scroll_ui(ui, ScrollArea::horizontal().id_salt(name), |ui| {
        ui.set_width(MIN_TABLE_WIDTH);
        draw(ui);
    });
}

/// The names of the approaches over their columns.
fn heads_ui(ui: &mut Ui) {
    let palette = Palette::current(ui);
    ui.label("");
    for approach in Approach::ALL {
        let name = RichText::new(approach.label()).family(fonts::bold());
        ui.label(name.color(palette.approach_text(approach)));
    }
}

fn aspects_ui(ui: &mut Ui, words: &DecisionWords) {
    let half = (ui.available_width() - NAME_WIDTH - 24.0) / 2.0;
    Grid::new("aspects")
        .striped(true)
        .min_row_height(24.0)
        .spacing([12.0, 4.0])
        .show(ui, |ui| {
            heads_ui(ui);
            ui.end_row();
            for aspect in &words.aspects {
                name_ui(ui, aspect.name);
                for (side, cell) in [
                    (Approach::Prompting, &aspect.prompting),
                    (Approach::FineTuning, &aspect.fine_tuning),
                ] {
                    cell_ui(ui, cell, aspect.better == Some(side), half);
                }
                ui.end_row();
            }
        });
    let legend = RichText::new("Bold: better. Grey: typical value, not from this scenario");
    ui.label(legend.size(12.0).color(Palette::current(ui).weak));
}

fn phases_ui(ui: &mut Ui, scenario: &Scenario, words: &DecisionWords) {
    let palette = Palette::current(ui);
    let width = ui.available_width();
    heading_ui(ui, "Cost by category");
    Grid::new("phases")
        .striped(true)
        .min_row_height(24.0)
        .spacing([PHASE_GAP, 4.0])
        .show(ui, |ui| {
            heads_ui(ui);
            ui.label(RichText::new(usually(scenario)).color(palette.weak));
            ui.end_row();
            for line in &words.phases {
                name_ui(ui, line.name);
                let note = line.note.map_or(String::new(), |note| format!(" ({note})"));
                let usual = RichText::new(format!("{}{note}", line.usual)).color(palette.weak);
                let amounts = [&line.prompting, &line.fine_tuning].map(RichText::new);
                for (text, part) in amounts.into_iter().chain([usual]).zip(PHASE_WIDTH_SHARES) {
                    widgets::cell_ui(ui, part * (width - NAME_WIDTH - 3.0 * PHASE_GAP), text);
                }
                ui.end_row();
            }
        });
}

fn strengths_ui(ui: &mut Ui, words: &DecisionWords) {
    let palette = Palette::current(ui);
    for side in [Approach::FineTuning, Approach::Prompting] {
        heading_ui(ui, &format!("Strengths of {}", side.label().to_lowercase()));
        let strengths = words
            .strengths
            .iter()
            .filter(|strength| strength.approach == side);
        ui.scope(|ui| {
            // Rows of text are as close as sentences are.
            ui.spacing_mut().interact_size.y = 0.0;
            for strength in strengths {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 5.0;
                    ui.label(format!("{}:", strength.name));
                    let color = if strength.applies == Some(true) {
                        palette.text
                    } else {
                        palette.weak
                    };
                    ui.label(RichText::new(strength.evidence_text()).color(color));
                });
            }
        });
    }
}

fn name_ui(ui: &mut Ui, name: &str) {
    let palette = Palette::current(ui);
    ui.scope(|ui| {
        ui.set_width(NAME_WIDTH);
        ui.label(RichText::new(name).color(palette.weak));
    });
}

fn cell_ui(ui: &mut Ui, cell: &AspectCell, better: bool, width: f32) {
    let palette = Palette::current(ui);
    let mut text = RichText::new(cell.text());
    if !cell.is_stated() {
        text = text.color(palette.weak);
    } else if better {
        text = text.family(fonts::bold());
    }
    widgets::cell_ui(ui, width, text);
}
