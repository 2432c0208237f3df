//! What to measure first, and how exact the draws are.

use egui::{RichText, Ui};

use crate::analysis::risk::Risk;
use crate::app::widgets::{heading_label_ui, weak_ui, wrapped_ui};
use crate::scenario::Scenario;

/// Draws the sentences.
pub fn what_to_measure_ui(ui: &mut Ui, scenario: &Scenario, risk: &Risk) {
    heading_label_ui(ui, "What to measure first");
    for sentence in risk.what_to_measure(scenario) {
        wrapped_ui(ui, sentence);
    }
    weak_ui(ui, RichText::new(risk.sampling_error(scenario)).size(12.5));
}
