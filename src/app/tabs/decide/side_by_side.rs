//! The second page: both approaches side by side, cost by phase, and strengths.

use egui::{Grid, RichText, Ui};

use crate::analysis::approach::Approach;
use crate::app::widgets::{self, heading_ui};
use crate::decision::words::DecisionWords;
use crate::decision::words::comparison::aspects::AspectCell;
use crate::decision::words::comparison::phases::usually;
use crate::scenario::Scenario;
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// The name's part of a row.
const NAME_WIDTH: f32 = 140.0;
/// What the amounts and the usual range of a phase have of the rest.
const PHASE_WIDTH_SHARES: [f32; 3] = [0.26, 0.32, 0.42];
/// Room between them.
const PHASE_GAP: f32 = 18.0;

/// Draws the page.
pub fn side_by_side_ui(ui: &mut Ui, scenario: &Scenario, words: &DecisionWords) {
    let palette = Palette::current(ui);
    let width = ui.available_width();
    let half = (width - NAME_WIDTH - 24.0) / 2.0;
    let head = |ui: &mut Ui, side: Approach| {
        ui.label(
            RichText::new(side.label())
                .family(fonts::bold())
                .color(palette.approach_text(side)),
        );
    };
    Grid::new("aspects")
        .striped(true)
        .min_row_height(24.0)
        .spacing([12.0, 4.0])
        .show(ui, |ui| {
            ui.label("");
            head(ui, Approach::Prompting);
            head(ui, Approach::FineTuning);
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
    ui.label(
        RichText::new("Bold: better. Grey: typical value, not from this scenario")
            .size(12.0)
            .color(palette.weak),
    );
    heading_ui(ui, "Cost by category");
    Grid::new("phases")
        .striped(true)
        .min_row_height(24.0)
        .spacing([PHASE_GAP, 4.0])
        .show(ui, |ui| {
            ui.label("");
            head(ui, Approach::Prompting);
            head(ui, Approach::FineTuning);
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
    for side in [Approach::FineTuning, Approach::Prompting] {
        heading_ui(ui, &format!("Strengths of {}", side.label().to_lowercase()));
        let strengths = words
            .strengths
            .iter()
            .filter(|strength| strength.approach == side);
        for strength in strengths {
            ui.horizontal_wrapped(|ui| {
                ui.label(format!("{}:", strength.name));
                let color = if strength.applies == Some(true) {
                    palette.text
                } else {
                    palette.weak
                };
                ui.label(RichText::new(strength.evidence_text()).color(color));
            });
        }
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
