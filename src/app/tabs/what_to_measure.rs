//! What to measure first, and how exact the draws are.

use egui::{RichText, Ui};

use crate::analysis::risk::Risk;
use crate::app::widgets::{weak_ui, wrapped_ui};
use crate::scenario::Scenario;
use crate::theme::fonts;

/// Draws the sentences.
pub fn what_to_measure_ui(ui: &mut Ui, scenario: &Scenario, risk: &Risk) {
    let heading = RichText::new("What to measure first").family(fonts::bold());
    ui.label(heading.size(14.0));
    for sentence in risk.what_to_measure(scenario) {
        wrapped_ui(ui, sentence);
    }
    weak_ui(ui, RichText::new(risk.sampling_error(scenario)).size(12.5));
}
