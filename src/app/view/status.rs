//! The status bar: saved or not, where, and how old the list prices are.

use egui::{Align, Layout, RichText, Ui};

use crate::app::messages::action::Actions;
use crate::app::state::State;
use crate::evidence::catalog::Catalog;
use crate::theme::palette::Palette;

use super::credible::credible_ui;

/// Draws the bar.
pub fn status_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let weak = |text: String| RichText::new(text).small().color(palette.weak);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 22.0;
        let (words, color) = if state.is_saving() {
            ("Saving…", palette.weak)
        } else if state.workspace.document.is_dirty() {
            ("Unsaved changes", palette.warning)
        } else if state.workspace.document.path().is_some() {
            ("Saved", palette.weak)
        } else if state.workspace.document.open_example().is_some() {
            ("Example, read-only", palette.weak)
        } else {
            ("Not saved", palette.weak)
        };
        ui.label(RichText::new(words).small().color(color));
        if let Some(path) = state.workspace.document.path() {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            ui.label(weak(name))
                .on_hover_text(path.display().to_string());
        }
        let read_on = Catalog::bundled().map_or("an unknown date", Catalog::read_on);
        ui.label(weak(format!("List prices up to {read_on}")));
        let refused = state.workspace.refused_fields().len();
        if refused > 0 {
            let fields = if refused == 1 {
                "1 field is".to_owned()
            } else {
                format!("{refused} fields are")
            };
            let text = format!("{fields} invalid; the chart shows the values from before");
            ui.label(RichText::new(text).small().color(palette.error));
        }
        credible_ui(ui, &state.workspace, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let warnings = &state.workspace.findings.warnings;
            if !warnings.is_empty() {
                let count = warnings.len();
                let noun = if count == 1 { "input is" } else { "inputs are" };
                let text = RichText::new(format!("{count} {noun} worth a second look"))
                    .small()
                    .color(palette.warning);
                let all: Vec<_> = warnings
                    .iter()
                    .map(|warning| warning.text.as_str())
                    .collect();
                ui.label(text).on_hover_text(all.join("\n"));
            }
        });
    });
}

/// "Support replies • – Breakeven".
pub fn window_title(state: &State) -> String {
    let title = state.workspace.document.marked_title();
    format!("{title} – Breakeven")
}
