//! What of the screen can be exported.

use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::screen::{PresentationPage, Tab};
use crate::charts::comparison::ComparedQuantity;

use super::State;

/// What of the screen can be exported as a chart.
pub fn shown(state: &State) -> Option<ExportTarget> {
    if let Some(presentation) = &state.presenting {
        return match presentation.page {
            PresentationPage::Chart(kind) => Some(ExportTarget::Chart(kind)),
            PresentationPage::Comparison(_) => Some(ExportTarget::Comparison),
            PresentationPage::Verdict => None,
        };
    }
    if state.tabs.current == Tab::Compare {
        let compared = &state.workspace.settings.compared;
        return (!compared.is_empty()).then_some(ExportTarget::Comparison);
    }
    state.tabs.figure(&state.workspace).map(ExportTarget::Chart)
}

/// What is compared on the screen, if scenarios are.
pub fn shown_comparison(state: &State) -> Option<ComparedQuantity> {
    let page = state.presenting.as_ref().map(|presenting| presenting.page);
    match page {
        Some(PresentationPage::Comparison(quantity)) => Some(quantity),
        Some(_) => None,
        None => (state.tabs.current == Tab::Compare).then_some(state.tabs.compare.quantity),
    }
}
