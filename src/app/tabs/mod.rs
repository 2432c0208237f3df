//! What is shown beside the editor: the names of the tabs, the finding with its key figures, and a tab each for charts and table. Each tab is a file or folder
//! with its own state and view; it knows the workspace and itself.
//!
//! - `headline`: the finding, over all tabs but those that have one of their own
//! - `cost`, `drivers`, [`risk`], [`map`], `table`, [`decide`], [`compare`]: the tabs; `what_to_measure` is a part of two of them
//! - `page_width`: how wide text and tables are; `low_window`: what a low window leaves out; `input_table`: a table whose rows lead to inputs; `missing`: in the place of a chart, the
//!   steps to the first curve

mod actuals;
mod cells;
pub mod compare;
mod cost;
pub mod decide;
mod drivers;
mod headline;
mod input_table;
mod low_window;
pub mod map;
mod missing;
mod page_width;
pub mod risk;
mod table;
mod what_to_measure;

use egui::{
    Button, FontId, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, vec2,
};

use crate::analysis::price::is_unpriced;
use crate::app::background::tasks::Threads;
use crate::app::focus::list::{Along, List};
use crate::app::focus::regions::{Region, note_region};
use crate::app::library::list::Library;
use crate::app::messages::action::Actions;
use crate::app::messages::command::Command;
use crate::app::messages::screen::{CostView, DecisionPage, Tab};
use crate::app::widgets::{TAB_POINTS, choices_ui, scroll_ui, sized_ui, tab_ui};
use crate::app::workspace::Workspace;
use crate::charts::cost::CostAxis;
use crate::charts::figure::FigureKind;
use crate::charts::map::MapQuantity;
use crate::charts::phases::PhasesChart;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use compare::CompareTab;
use decide::state::DecideTab;
use map::MapTab;
use risk::RiskTab;

/// The least height of what a tab shows, in points; in a lower window it scrolls.
const MIN_CHART_HEIGHT: f32 = 180.0;
/// Room between the names of tabs, and for the menu of those that don't fit, in points.
const TAB_GAP: f32 = 4.0;
const MORE_TABS_WIDTH: f32 = 36.0;
/// The least and the most room on both sides of a tab's name together, in points.
const TAB_PADDING: [f32; 2] = [12.0, 24.0];

/// The tab that is shown, and the state of each.
#[derive(Debug, Default)]
pub struct Tabs {
    /// The tab that is shown.
    pub current: Tab,
    /// What the cost tab shows.
    pub cost_view: CostView,
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
            Tab::Map => started.push(self.map.poll(workspace, threads)),
            Tab::Decide => started.extend(self.decide.poll(workspace, threads)),
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
            Tab::Decide => match self.decide.page {
                DecisionPage::Timing => FigureKind::SwitchTiming,
                DecisionPage::Verdict if workspace.has_recommendation() => FigureKind::Decision,
                _ => return None,
            },
            _ => return None,
        };
        Some(kind)
    }
}

/// Draws the names of the tabs, the headline, and the tab that is shown. The names stay where they are whatever is shown; a chart that has
/// too little room below them scrolls.
pub fn tabs_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tabs: &Tabs,
    library: &Library,
    actions: &mut Actions,
) {
    note_region(ui, Region::Content);
    bar_ui(ui, tabs.current, actions);
    if has_headline(tabs.current, workspace) {
        headline::headline_ui(ui, workspace);
    } else {
        ui.add_space(6.0);
    }
    let shown = ui.available_rect_before_wrap();
    let panel = ui.interact(shown, ui.unique_id().with("shown tab"), Sense::hover());
    panel.widget_info(|| WidgetInfo::new(Role::TabPanel));
    // What is shown belongs to the panel, for screen readers too.
    let inside = UiBuilder::new().accessibility_parent(panel.id);
    ui.scope_builder(inside, |ui| {
        scroll_ui(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
            if tabs.current == Tab::Cost {
                cost_views_ui(ui, tabs.cost_view, actions);
            }
            let height = (shown.bottom() - ui.cursor().top()).max(MIN_CHART_HEIGHT);
            let size = vec2(ui.available_width(), height).min(largest_size(tabs.current));
            sized_ui(ui, size, |ui| {
                current_ui(ui, workspace, tabs, library, actions);
            });
        });
    });
}

/// The most room that a tab takes on a very large screen, in points: what belongs together stays in one view. The others limit their columns
/// themselves.
fn largest_size(tab: Tab) -> Vec2 {
    match tab {
        Tab::Cost => vec2(1600.0, 900.0),
        Tab::Map => vec2(1400.0, 1000.0),
        Tab::Risk | Tab::Compare => vec2(2200.0, f32::INFINITY),
        Tab::Phases | Tab::Drivers | Tab::Decide | Tab::Table => Vec2::INFINITY,
    }
}

/// Whether the finding stands over a tab. The others have one of their own, the decision only once there are prices.
fn has_headline(tab: Tab, workspace: &Workspace) -> bool {
    match tab {
        Tab::Decide => is_unpriced(workspace.scenario()),
        Tab::Compare => false,
        _ => true,
    }
}

fn current_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tabs: &Tabs,
    library: &Library,
    actions: &mut Actions,
) {
    let has_charts = !matches!(tabs.current, Tab::Table | Tab::Compare);
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
        Tab::Drivers => drivers::drivers_ui(ui, workspace, actions),
        Tab::Risk => risk::risk_ui(ui, workspace, &tabs.risk, actions),
        Tab::Map => map::map_ui(ui, workspace, &tabs.map, actions),
        Tab::Decide => decide::decide_ui(ui, workspace, &tabs.decide, actions),
        Tab::Table => table::table_ui(ui, workspace),
        Tab::Compare => compare::view::compare_ui(ui, workspace, library, &tabs.compare, actions),
    }
}

/// The names of the tabs in one row. Those that don't fit are in a menu at its end; the one that is shown is always in the row.
fn bar_ui(ui: &mut Ui, current: Tab, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let all: Vec<Tab> = Tab::all().collect();
    let widths: Vec<f32> = all.iter().map(|tab| tab_name_width(ui, *tab)).collect();
    let fitting = fitting(&widths, ui.available_width());
    let (mut shown, mut hidden) = (all.clone(), Vec::new());
    if fitting.count < all.len() {
        hidden = shown.split_off(fitting.count);
        if let Some(place) = hidden.iter().position(|tab| *tab == current)
            && let Some(last) = shown.last_mut()
        {
            std::mem::swap(last, &mut hidden[place]);
        }
    }
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(TAB_GAP, 0.0);
        let place = shown.iter().position(|tab| *tab == current);
        let mut list = List::begin(ui, "tabs", Along::Row, place);
        for tab in shown {
            let row = Command::Show(tab).row();
            let response = tab_ui(ui, row.name, fitting.padding, tab == current, list.sense());
            list.add(ui, &response);
            if response.on_hover_text(row.tooltip).clicked() {
                actions.run(row.command);
            }
        }
        list.end(ui);
        if !hidden.is_empty() {
            more_tabs_ui(ui, &hidden, actions);
        }
    });
    ui.painter().hline(
        ui.max_rect().x_range(),
        row.response.rect.bottom(),
        Stroke::new(1.0, palette.faint),
    );
}

/// The tabs that the row has no room for.
fn more_tabs_ui(ui: &mut Ui, hidden: &[Tab], actions: &mut Actions) {
    let menu = ui.menu_button("…", |ui| {
        for tab in hidden {
            let row = Command::Show(*tab).row();
            let button = Button::new(row.name);
            let button = match &row.keys {
                Some(keys) => button.shortcut_text(ui.ctx().format_shortcut(keys)),
                None => button,
            };
            if ui.add(button).on_hover_text(row.tooltip).clicked() {
                actions.run(row.command);
                ui.close();
            }
        }
    });
    let response = menu.response.on_hover_text("More tabs");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "More tabs"));
}

fn tab_name_width(ui: &Ui, tab: Tab) -> f32 {
    // As wide as the name of the tab that is shown, so that no name moves when another one is.
    let font = FontId::new(TAB_POINTS, fonts::bold());
    let name = Command::Show(tab).row().name.to_owned();
    let color = egui::Color32::PLACEHOLDER;
    ui.painter().layout_no_wrap(name, font, color).size().x
}

/// How the names of tabs fit into a row.
#[derive(Debug, PartialEq)]
struct Fitting {
    /// Room on both sides of a name together, in points.
    padding: f32,
    /// How many names there is room for.
    count: usize,
}

/// How names of these widths fit into a row of this one: with less padding before one is left out.
fn fitting(widths: &[f32], room: f32) -> Fitting {
    let count = widths.len();
    let names: f32 = widths.iter().sum();
    let gaps = count.saturating_sub(1) as f32 * TAB_GAP;
    let padding = ((room - names - gaps) / count.max(1) as f32).floor();
    if padding >= TAB_PADDING[0] {
        let padding = padding.min(TAB_PADDING[1]);
        return Fitting { padding, count };
    }
    let padding = TAB_PADDING[0];
    let mut left = room - MORE_TABS_WIDTH;
    let fits = |width: &&f32| {
        left -= **width + padding + TAB_GAP;
        left >= 0.0
    };
    let count = widths.iter().take_while(fits).count().max(1);
    Fitting { padding, count }
}

/// What the cost tab shows.
fn cost_views_ui(ui: &mut Ui, view: CostView, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let views = CostView::ALL.map(Command::Cost);
        choices_ui(ui, views, Command::Cost(view), actions);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tabs_get_less_padding_before_one_goes_into_the_menu() {
        let widths = [60.0; 8];
        let all = |padding| Fitting { padding, count: 8 };
        assert_eq!(fitting(&widths, 2000.0), all(TAB_PADDING[1]));
        // 8 names of 60 and 7 gaps of 4 leave 8 times 18.
        assert_eq!(fitting(&widths, 652.0), all(18.0));
        let few = fitting(&widths, 400.0);
        assert_eq!(few.padding, TAB_PADDING[0]);
        let used = few.count as f32 * (60.0 + few.padding + TAB_GAP);
        assert!(used + MORE_TABS_WIDTH <= 400.0 && few.count == 4, "{few:?}");
        assert_eq!(fitting(&widths, 10.0).count, 1);
    }
}
