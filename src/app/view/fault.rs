//! What is drawn after a panic: what happened, what became of unsaved work, and a report to copy.

use std::path::Path;

use egui::{Button, CentralPanel, Margin, RichText, ScrollArea, Ui, ViewportCommand};

use crate::app::background::fault::Fault;
use crate::app::widgets::{scroll_ui, weak_ui, wrapped_ui};
use crate::theme::palette::Palette;

use super::panels::frame;

/// The widest text that reads well, in points.
const MAX_WIDTH: f32 = 720.0;
/// Room for the buttons below the report, in points.
const BUTTONS_HEIGHT: f32 = 56.0;

/// Draws it into the whole window. `kept_in`: the folder in which unsaved work is kept; `None` if there was none.
pub fn fault_ui(ui: &mut Ui, fault: &Fault, kept_in: Option<&Path>) {
    let palette = Palette::current(ui);
    let panel = CentralPanel::default().frame(frame(palette.background, Margin::same(32)));
    panel.show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(MAX_WIDTH));
        ui.spacing_mut().item_spacing.y = 10.0;
        ui.label(RichText::new("Breakeven ended with a fault").heading());
        match kept_in {
            Some(folder) => {
                wrapped_ui(
                    ui,
                    "Your unsaved changes are kept and are offered at the next start",
                );
                weak_ui(ui, format!("In {}", folder.display()));
            }
            None => {
                wrapped_ui(ui, "There were no unsaved changes");
            }
        }
        wrapped_ui(
            ui,
            "The report says what happened. It has none of your names, notes or figures",
        );
        let height = (ui.available_height() - BUTTONS_HEIGHT).max(80.0);
        let area = ScrollArea::both()
            .auto_shrink([false, true])
            .max_height(height);
        scroll_ui(ui, area, |ui| {
            let report = RichText::new(&fault.report).monospace().color(palette.weak);
            ui.add(egui::Label::new(report).extend());
        });
        ui.horizontal(|ui| {
            let text = RichText::new("Copy report").color(palette.background);
            if ui.add(Button::new(text).fill(palette.accent)).clicked() {
                ui.ctx().copy_text(fault.report.clone());
            }
            if ui.button("Quit").clicked() {
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
            }
        });
    });
}
