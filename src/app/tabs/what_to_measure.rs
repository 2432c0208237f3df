//! What to find out first, and how exact the simulations are.

use egui::{RichText, Ui};

use crate::analysis::risk::Risk;
use crate::app::widgets::{heading_label_ui, weak_ui, wrapped_ui};
use crate::scenario::Scenario;

/// Draws the sentences.
pub fn what_to_measure_ui(ui: &mut Ui, scenario: &Scenario, risk: &Risk) {
    heading_label_ui(ui, "What to find out first");
    for line in risk.what_to_measure(scenario) {
        wrapped_ui(ui, line);
    }
    let simulations = format!("{} (details)", risk.simulations());
    weak_ui(ui, RichText::new(simulations).size(12.5)).on_hover_text(risk.sampling_error(scenario));
}
