//! The tab "Cost": both cumulative cost curves, or how far fine-tuning is ahead.

use egui::Ui;

use crate::app::messages::screen::CostView;
use crate::app::workspace::Workspace;
use crate::charts::cost::{CostAxis, CostChart};
use crate::charts::plot::bands::ShownBands;
use crate::charts::saving::SavingChart;

/// Draws the tab.
pub fn cost_ui(ui: &mut Ui, workspace: &Workspace, view: CostView) {
    let (scenario, analysis) = (workspace.scenario(), &workspace.findings.analysis);
    let risk = workspace.risk();
    let bands = risk.latest().map(|latest| ShownBands {
        bands: &latest.bands,
        is_current: !risk.is_stale(),
    });
    // An older decision may be of another horizon.
    let decided = workspace.decision().current();
    let optimised = decided.and_then(|decided| decided.decision.optimised_prompting());
    match view {
        CostView::Curves(axis) => CostChart {
            scenario,
            analysis,
            axis,
            // The bands are by month: each draw reaches a number of queries in another month.
            bands: if axis == CostAxis::Months {
                bands
            } else {
                None
            },
            optimised,
            switch: None,
            billed: &workspace.findings.billed,
            plan: None,
        }
        .chart_ui(ui),
        CostView::Saving => SavingChart {
            scenario,
            analysis,
            bands,
            plan: None,
        }
        .ui(ui),
    }
}
