//! The fourth page: prompting first and then fine-tuning. What deciding after each month costs, and what must be true to go on.

use egui::{Label, RichText, Slider, Ui, vec2};

use crate::app::action::{Action, Actions};
use crate::app::risk::sized_ui;
use crate::app::state::State;
use crate::charts::cost::{CostChart, Over};
use crate::charts::progression::ProgressionChart;
use crate::decision::Decision;
use crate::decision::options::switch_month::{Progression, switched};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::{heading_ui, sentence_ui};

const HEIGHT: f32 = 240.0;
/// Width of the slider of the month.
const SLIDER: f32 = 320.0;

/// Draws it.
pub fn way_ui(ui: &mut Ui, state: &State, decision: &Decision, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let scenario = state.document.scenario();
    let progression = &decision.progression;
    let month = state.decide.shown_month(decision);
    let finding = progression.finding(scenario, month);
    ui.label(RichText::new(finding).family(fonts::bold()).size(14.0));
    let caption = format!("{}; drag to look at another month", Progression::CAPTION);
    ui.label(RichText::new(caption).size(13.0).color(palette.weak));
    ui.horizontal(|ui| {
        ui.label("Decide after month");
        let mut typed = month;
        let last = progression.totals.len().saturating_sub(1);
        ui.spacing_mut().slider_width = SLIDER.min(ui.available_width() - 120.0);
        let field = ui.add(Slider::new(&mut typed, 0..=last));
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label("Month of the decision"));
        if field.changed() {
            actions.send(Action::LookAtMonth(typed));
        }
        if let Some(best) = progression.best.filter(|best| *best != month)
            && ui.small_button("Best").clicked()
        {
            actions.send(Action::LookAtMonth(best));
        }
    });
    let size = vec2(ui.available_width(), HEIGHT);
    let chart = ProgressionChart {
        scenario,
        progression,
        month,
    };
    if let Some(dragged) = sized_ui(ui, size, |ui| chart.ui(ui)).filter(|dragged| *dragged != month)
    {
        actions.send(Action::LookAtMonth(dragged));
    }
    let course = switched(scenario, month);
    sized_ui(ui, size, |ui| {
        CostChart {
            scenario,
            analysis: &state.findings.analysis,
            over: Over::Months,
            bands: None,
            switch: Some((month, &course)).filter(|_| month > 0),
        }
        .ui(ui);
    });
    let of = (state.revision, month);
    let Some(plan) = state.decide.plan.for_drawing(ui, &of, "") else {
        return;
    };
    let before = decision.no_plan.as_deref().or(decision.before_plan());
    if let Some(before) = before {
        ui.add_space(8.0);
        ui.add(Label::new(RichText::new(before).color(palette.weak)).wrap());
    }
    for (title, sentences) in plan {
        heading_ui(ui, title);
        for sentence in sentences {
            sentence_ui(ui, sentence);
        }
    }
}
