//! What of the screen can be exported.

use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::screen::{CostView, DecisionPage, PresentationPage, Tab};
use crate::charts::comparison::ComparedQuantity;
use crate::charts::cost::CostAxis;
use crate::charts::figure::FigureKind;
use crate::charts::map::MapQuantity;

use super::State;

/// The chart on the screen that can stand alone, if there is one.
pub fn shown_figure(state: &State) -> Option<FigureKind> {
    let tabs = &state.tabs;
    let kind = match tabs.current {
        Tab::Cost => match tabs.cost_view {
            CostView::Curves(CostAxis::Months) => FigureKind::Cost,
            CostView::Curves(CostAxis::Queries) => FigureKind::Queries,
            CostView::Saving => FigureKind::Saving,
        },
        Tab::Phases => FigureKind::Phases,
        Tab::Drivers => FigureKind::Drivers,
        Tab::Risk => state.workspace.risk().latest().map(|_| FigureKind::Risk)?,
        Tab::Map => match tabs.map.quantity {
            MapQuantity::Saving => FigureKind::Map,
            MapQuantity::BreakEven => FigureKind::MapMonths,
        },
        Tab::Decide if tabs.decide.page == DecisionPage::Timing => FigureKind::SwitchTiming,
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
pub fn shown_comparison(state: &State) -> Option<ComparedQuantity> {
    let page = state.presenting.as_ref().map(|presenting| presenting.page);
    match page {
        Some(PresentationPage::Comparison(quantity)) => Some(quantity),
        Some(_) => None,
        None => (state.tabs.current == Tab::Compare).then_some(state.tabs.compare.quantity),
    }
}
