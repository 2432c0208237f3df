//! What of the screen can be exported.

use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::screen::{CostView, DecisionPage, PresentationPage, Tab};
use crate::charts::compare::Compares;
use crate::charts::cost::Over;
use crate::charts::figure::Kind;
use crate::charts::map::Shows;

use super::State;

/// The chart on the screen, where there is one that can stand alone.
pub fn shown_figure(state: &State) -> Option<Kind> {
    let tabs = &state.tabs;
    let kind = match tabs.current {
        Tab::Cost => match tabs.cost_view {
            CostView::Curves(Over::Months) => Kind::Cost,
            CostView::Curves(Over::Queries) => Kind::Queries,
            CostView::Saving => Kind::Saving,
        },
        Tab::Phases => Kind::Phases,
        Tab::Drivers => Kind::Drivers,
        Tab::Risk => state.workspace.risk().latest().map(|_| Kind::Risk)?,
        Tab::Map => match tabs.map.quantity {
            Shows::Saving => Kind::Map,
            Shows::BreakEven => Kind::MapMonths,
        },
        Tab::Decide if tabs.decide.page == DecisionPage::Timing => Kind::Progression,
        Tab::Decide | Tab::Table | Tab::Compare => return None,
    };
    Some(kind)
}

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
    shown_figure(state).map(ExportTarget::Chart)
}

/// What is compared on the screen, if scenarios are.
pub fn shown_comparison(state: &State) -> Option<Compares> {
    let page = state.presenting.as_ref().map(|presenting| presenting.page);
    match page {
        Some(PresentationPage::Comparison(quantity)) => Some(quantity),
        Some(_) => None,
        None => (state.tabs.current == Tab::Compare).then_some(state.tabs.compare.quantity),
    }
}
