//! The page about prompting first and fine-tuning later: what deciding after each month costs, and what must be true to go on.

use std::cell::RefCell;

use egui::{Slider, Ui, vec2};

use crate::app::messages::action::{Action, Actions};
use crate::app::tabs::low_window::{chart_height, title_ui};
use crate::app::tabs::page_width::{has_two_columns, limit_column, two_columns_ui};
use crate::app::widgets::{computed_ui, heading_ui, sized_ui, weak_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::DecisionPages;
use crate::charts::cost::{CostAxis, CostChart};
use crate::charts::pilot::PilotChart;
use crate::charts::plot::labels::caption_ui;
use crate::charts::switch_timing::SwitchTimingChart;
use crate::decision::options::switch_month::SwitchTiming;
use crate::decision::pilot::Pilot;
use crate::scenario::Scenario;
use crate::scenario::domain::Domain;
use crate::scenario::quantity::Unit;

use super::knob::{read_typed, send_refused};
use super::state::DecideTab;

/// The part of the visible height that a chart gets, and its least and most height, in points.
const CHART_HEIGHT_SHARE: f32 = 0.36;
const CHART_HEIGHTS: [f32; 2] = [240.0, 480.0];
/// Height of the chart of pilots, in points.
const PILOT_HEIGHT: f32 = 200.0;
/// Width of the slider of the month, in points.
const SLIDER_WIDTH: f32 = 320.0;

/// Draws the page, the plan beside the charts if there is room for it.
pub fn timing_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    if has_two_columns(ui) {
        two_columns_ui(ui, |left, right| {
            charts_ui(left, workspace, tab, decided, actions);
            plan_ui(right, workspace, tab, decided);
        });
        return;
    }
    limit_column(ui);
    charts_ui(ui, workspace, tab, decided, actions);
    ui.add_space(8.0);
    plan_ui(ui, workspace, tab, decided);
}

/// What deciding after each month costs, and both curves if it is decided after the chosen one.
fn charts_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &DecideTab,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let scenario = workspace.scenario();
    let progression = &decided.switch_timing;
    let month = tab.shown_month(decided);
    let finding = progression.finding(scenario, month);
    let caption = format!("{}. Drag to explore", SwitchTiming::CAPTION);
    title_ui(ui, &finding, &caption, 14.0);
    month_ui(ui, progression, month, actions);
    let height = chart_height(ui, CHART_HEIGHT_SHARE, CHART_HEIGHTS);
    let size = vec2(ui.available_width(), height);
    let chart = SwitchTimingChart {
        scenario,
        timing: progression,
        month,
    };
    let dragged = sized_ui(ui, size, |ui| chart.ui(ui));
    if let Some(dragged) = dragged.filter(|dragged| *dragged != month) {
        actions.send(Action::ShowSwitchMonth(dragged));
    }
    let switch = tab.switch(workspace, decided);
    // A switch at once is what the cost chart shows.
    if let Some(switch) = switch.latest().filter(|switch| switch.month > 0) {
        sized_ui(ui, size, |ui| {
            CostChart {
                scenario,
                analysis: &workspace.findings.analysis,
                axis: CostAxis::Months,
                bands: None,
                optimised: None,
                switch: Some((switch.month, &switch.path)),
                billed: &[],
                plan: None,
            }
            .chart_ui(ui);
        });
    }
}

/// The plan for the switch, and what must be true to go on.
fn plan_ui(ui: &mut Ui, workspace: &Workspace, tab: &DecideTab, decided: &DecisionPages) {
    if let Some(pilot) = &decided.decision.pilot {
        pilot_ui(ui, workspace.scenario(), pilot);
    }
    let switch = tab.switch(workspace, decided);
    let Some(switch) = computed_ui(ui, switch, "") else {
        return;
    };
    let words = &decided.words;
    if let Some(before) = words.no_roadmap.as_deref().or(words.roadmap_caveat) {
        weak_ui(ui, before);
    }
    for section in &switch.roadmap {
        heading_ui(ui, &section.heading);
        for sentence in &section.sentences {
            wrapped_ui(ui, sentence);
        }
    }
}

/// The pilot before that, and what pilots of other sizes would be worth and cost.
fn pilot_ui(ui: &mut Ui, scenario: &Scenario, pilot: &Pilot) {
    let section = pilot.section(&scenario.currency);
    heading_ui(ui, &section.heading);
    for sentence in &section.sentences {
        wrapped_ui(ui, sentence);
    }
    ui.add_space(6.0);
    caption_ui(ui, Pilot::CAPTION);
    let size = vec2(ui.available_width(), PILOT_HEIGHT);
    sized_ui(ui, size, |ui| PilotChart { scenario, pilot }.ui(ui));
    ui.add_space(8.0);
}

/// A slider for the month after which fine-tuning is decided on.
fn month_ui(ui: &mut Ui, progression: &SwitchTiming, month: usize, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.label("Switch after month");
        let mut typed = month;
        let last = progression.totals.len().saturating_sub(1);
        ui.spacing_mut().slider_width = SLIDER_WIDTH.min(ui.available_width() - 120.0);
        let refused = RefCell::new(None);
        let months = Domain {
            min: 0.0,
            max: last as f64,
            whole: true,
        };
        let slider = Slider::new(&mut typed, 0..=last)
            .custom_parser(|text| read_typed(text, Unit::Count("months"), months, &refused))
            .update_while_editing(false);
        let field = ui.add(slider);
        send_refused(refused, actions);
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label("Month of the switch"));
        if field.changed() {
            actions.send(Action::ShowSwitchMonth(typed));
        }
        if let Some(best) = progression.best.filter(|best| *best != month)
            && ui.small_button("Best").clicked()
        {
            actions.send(Action::ShowSwitchMonth(best));
        }
    });
}
