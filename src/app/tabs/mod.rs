//! What is shown beside the editor: the finding with its key figures, and a tab each for charts and table. Each tab is a file or folder
//! with its own state and view; it knows the workspace and itself.
//!
//! - `headline`: the finding, over all tabs but the comparison
//! - `cost`, [`drivers`], [`risk`], [`map`], `table`, [`decide`], [`compare`]: the tabs; `what_to_measure` is a part of two of them
//! - `missing`: in the place of a chart, the steps to the first curve

pub mod compare;
mod cost;
pub mod decide;
pub mod drivers;
mod headline;
pub mod map;
mod missing;
pub mod risk;
mod table;
mod what_to_measure;

use egui::{Align, Layout, ScrollArea, Stroke, Ui, vec2};

use crate::analysis::price::is_unpriced;
use crate::app::background::tasks::Threads;
use crate::app::library::list::Library;
use crate::app::messages::action::Actions;
use crate::app::messages::command::Command;
use crate::app::messages::screen::{CostView, DecisionPage, Tab};
use crate::app::widgets::{choices_ui, scroll_ui, sized_ui, tab_ui};
use crate::app::workspace::Workspace;
use crate::charts::cost::CostAxis;
use crate::charts::figure::FigureKind;
use crate::charts::map::MapQuantity;
use crate::charts::phases::PhasesChart;
use crate::theme::palette::Palette;

use compare::CompareTab;
use decide::state::DecideTab;
use drivers::DriversTab;
use map::MapTab;
use risk::RiskTab;

/// Below this width, in points, what the cost tab shows is chosen in a row of its own.
const ONE_ROW_WIDTH: f32 = 900.0;
/// The least height of a chart, in points; in a lower window the page scrolls.
const MIN_CHART_HEIGHT: f32 = 260.0;

/// The tab that is shown, and the state of each.
#[derive(Debug, Default)]
pub struct Tabs {
    /// The tab that is shown.
    pub current: Tab,
    /// What the cost tab shows.
    pub cost_view: CostView,
    /// What drives the result.
    pub drivers: DriversTab,
    /// How sure the result is.
    pub risk: RiskTab,
    /// The result over two inputs.
    pub map: MapTab,
    /// Which approach, and why.
    pub decide: DecideTab,
    /// Several scenarios.
    pub compare: CompareTab,
}

impl Tabs {
    /// Forgets what belongs to the scenario that was open: another one was opened.
    pub fn clear(&mut self) {
        self.drivers = DriversTab::default();
        self.risk.threshold = 0.0;
        self.map.clear();
        self.decide.clear();
    }

    /// Starts the computations that the shown tab waits for. To be called before and after each frame; `presents`: the pages of a presentation
    /// hold the comparison too.
    pub fn poll(
        &mut self,
        workspace: &Workspace,
        library: &Library,
        presents: bool,
        threads: &Threads,
    ) -> Vec<Result<(), String>> {
        let mut started = Vec::new();
        match self.current {
            Tab::Drivers => started.push(self.drivers.poll(workspace, threads)),
            Tab::Map => started.push(self.map.poll(workspace, threads)),
            Tab::Decide => {
                started.push(self.drivers.poll(workspace, threads));
                started.extend(self.decide.poll(workspace, &self.drivers, threads));
            }
            _ => {}
        }
        if presents || self.current == Tab::Compare {
            started.push(self.compare.poll(workspace, library, threads));
        }
        started
    }

    /// The chart of the shown tab that can stand alone, if it has one.
    pub fn figure(&self, workspace: &Workspace) -> Option<FigureKind> {
        if is_unpriced(workspace.scenario()) {
            return None;
        }
        let kind = match self.current {
            Tab::Cost => match self.cost_view {
                CostView::Curves(CostAxis::Months) => FigureKind::Cost,
                CostView::Curves(CostAxis::Queries) => FigureKind::Queries,
                CostView::Saving => FigureKind::Saving,
            },
            Tab::Phases => FigureKind::Phases,
            Tab::Drivers => FigureKind::Drivers,
            Tab::Risk if workspace.risk().latest().is_some() => FigureKind::Risk,
            Tab::Map => match self.map.quantity {
                MapQuantity::Saving => FigureKind::Map,
                MapQuantity::BreakEven => FigureKind::MapMonths,
            },
            Tab::Decide if self.decide.page == DecisionPage::Timing => FigureKind::SwitchTiming,
            _ => return None,
        };
        Some(kind)
    }
}

/// Draws headline, tabs and the tab that is shown, in a page that scrolls if there is little room.
pub fn tabs_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tabs: &Tabs,
    library: &Library,
    actions: &mut Actions,
) {
    scroll_ui(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        let bottom = ui.clip_rect().bottom();
        // A comparison has a finding of its own.
        if tabs.current != Tab::Compare {
            headline::headline_ui(ui, workspace);
        }
        bar_ui(ui, tabs, actions);
        ui.add_space(8.0);
        let height = (bottom - ui.cursor().top() - 6.0).max(MIN_CHART_HEIGHT);
        let size = vec2(ui.available_width(), height);
        sized_ui(ui, size, |ui| {
            current_ui(ui, workspace, tabs, library, actions);
        });
    });
}

fn current_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tabs: &Tabs,
    library: &Library,
    actions: &mut Actions,
) {
    let has_charts = !matches!(tabs.current, Tab::Decide | Tab::Table | Tab::Compare);
    if has_charts && is_unpriced(workspace.scenario()) {
        return missing::missing_ui(ui, workspace, actions);
    }
    match tabs.current {
        Tab::Cost => cost::cost_ui(ui, workspace, tabs.cost_view),
        Tab::Phases => PhasesChart {
            scenario: workspace.scenario(),
            analysis: &workspace.findings.analysis,
        }
        .ui(ui),
        Tab::Drivers => drivers::drivers_ui(ui, workspace, &tabs.drivers, actions),
        Tab::Risk => risk::risk_ui(ui, workspace, &tabs.risk, actions),
        Tab::Map => map::map_ui(ui, workspace, &tabs.map, actions),
        Tab::Decide => decide::decide_ui(ui, workspace, &tabs.decide, actions),
        Tab::Table => table::table_ui(ui, workspace),
        Tab::Compare => compare::view::compare_ui(ui, workspace, library, &tabs.compare, actions),
    }
}

/// The names of the tabs, with what the cost tab shows at the end of the row or below it.
fn bar_ui(ui: &mut Ui, tabs: &Tabs, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let one_row = ui.available_width() >= ONE_ROW_WIDTH;
    let views = CostView::ALL.map(Command::Cost);
    let chosen = Command::Cost(tabs.cost_view);
    let row = if one_row {
        ui.horizontal(|ui| {
            names_ui(ui, tabs.current, actions);
            if tabs.current == Tab::Cost {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    choices_ui(ui, views.into_iter().rev(), chosen, actions);
                });
            }
        })
    } else {
        ui.horizontal_wrapped(|ui| names_ui(ui, tabs.current, actions))
    };
    ui.painter().hline(
        ui.max_rect().x_range(),
        row.response.rect.bottom(),
        Stroke::new(1.0, palette.faint),
    );
    if !one_row && tabs.current == Tab::Cost {
        ui.horizontal(|ui| choices_ui(ui, views, chosen, actions));
    }
}

fn names_ui(ui: &mut Ui, current: Tab, actions: &mut Actions) {
    ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
    for tab in Tab::all() {
        let row = Command::Show(tab).row();
        let response = tab_ui(ui, row.name, tab == current);
        if response.on_hover_text(row.tooltip).clicked() {
            actions.run(row.command);
        }
    }
}
