//! The third page: what the prompt could still give before fine-tuning. Each lever can be turned, counted on, and taken over.

use egui::{Grid, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::app::messages::action::{Action, Actions};
use crate::app::messages::after_leaving::AfterLeaving;
use crate::app::widgets::{cell_ui, scroll_ui, weak_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::DecisionPages;
use crate::decision::levers::{LeverEffect, Levers};
use crate::evidence::catalog::Model;
use crate::scenario::Scenario;
use crate::scenario::knobs::Lever;
use crate::scenario::quantity::money;
use crate::scenario::words::uncapitalized;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::knob::knob_ui;

/// In less than this the cells of the table are wrapped.
const NARROW_WIDTH: f32 = 600.0;
/// What boxes, buttons and the room between the columns take.
const REST_WIDTH: f32 = 130.0;

/// Draws the page.
pub fn levers_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    actions: &mut Actions,
) {
    let levers = &decided.decision.levers;
    let finding = levers.finding(workspace.scenario());
    wrapped_ui(ui, RichText::new(finding).family(fonts::bold()).size(14.0));
    let intro = "What the prompt could still save, each option alone. Select those you can rely on: caching is assumed, and shortening a prompt that isn’t optimised.";
    weak_ui(ui, intro);
    ui.add_space(6.0);
    let widths = Widths::new(ui.available_width());
    // In the narrowest windows the buttons at the end of the rows are reached by scrolling.
    scroll_ui(ui, ScrollArea::horizontal(), |ui| {
        table_ui(ui, workspace, decided, widths, actions);
    });
    if let Some(why) = levers.no_cheaper_model(workspace.scenario()) {
        weak_ui(ui, why);
    }
    let is_cheaper_model = |effect: &LeverEffect| effect.lever == Lever::CheaperModel;
    if !levers.alone.iter().any(is_cheaper_model) {
        ui.add_space(4.0);
        let models = &decided.cheaper_models;
        models_ui(ui, workspace, models, "Try a cheaper model…", actions);
    }
}

/// A row for each lever, between the prompt as it is and with all that is assumed.
fn table_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    widths: Widths,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let analysis = &workspace.findings.analysis;
    let levers = &decided.decision.levers;
    Grid::new("levers")
        .striped(true)
        .min_col_width(0.0)
        .min_row_height(28.0)
        .spacing([10.0, 4.0])
        .show(ui, |ui| {
            for name in ["", "", "Prompting", "Break-even", ""] {
                ui.label(RichText::new(name).color(palette.weak));
            }
            ui.end_row();
            ui.label("");
            ui.label(Levers::AS_IS_LABEL);
            ui.label(amount(workspace, analysis.prompting.cost_path.total()));
            ui.label(levers.as_is());
            ui.end_row();
            for effect in &levers.alone {
                effect_ui(ui, workspace, decided, effect, widths, actions);
                ui.end_row();
            }
            ui.label("");
            ui.label(RichText::new(Levers::COUNTED_ON_LABEL).family(fonts::bold()));
            ui.label(RichText::new(amount(workspace, levers.prompting)).family(fonts::bold()));
            let moved = RichText::new(levers.moved(levers.break_even));
            cell_ui(ui, widths.breaks_even, moved.family(fonts::bold()));
            take_over_ui(ui, "Optimised prompt", &levers.scenario, actions);
            ui.end_row();
        });
}

/// Widths of the columns, in points. In a narrow window the cells wrap, the first column first.
#[derive(Clone, Copy)]
struct Widths {
    what: f32,
    costs: f32,
    breaks_even: f32,
}

impl Widths {
    fn new(available: f32) -> Self {
        let [costs, breaks_even] = if available < NARROW_WIDTH {
            [74.0, 86.0]
        } else {
            [150.0, 190.0]
        };
        Self {
            what: (available - costs - breaks_even - REST_WIDTH).max(120.0),
            costs,
            breaks_even,
        }
    }
}

/// The row of a lever alone.
fn effect_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    effect: &LeverEffect,
    widths: Widths,
    actions: &mut Actions,
) {
    let as_is = workspace.findings.analysis.prompting.cost_path.total();
    counted_on_ui(ui, workspace, effect, actions);
    // From the top, or a second row of words would be added above the first one too.
    ui.vertical(|ui| {
        ui.set_max_width(widths.what);
        ui.horizontal_wrapped(|ui| lever_ui(ui, workspace, decided, effect, actions));
    });
    let total = amount(workspace, effect.prompting);
    let change = amount(workspace, effect.prompting - as_is);
    cell_ui(ui, widths.costs, format!("{total} ({change})"));
    let moved = decided.decision.levers.moved(effect.break_even);
    cell_ui(ui, widths.breaks_even, moved);
    take_over_ui(ui, &effect.what(), &effect.scenario, actions);
}

/// The box that says whether a lever counts.
fn counted_on_ui(ui: &mut Ui, workspace: &Workspace, effect: &LeverEffect, actions: &mut Actions) {
    let mut counted_on = effect.counted_on;
    let response = ui.checkbox(&mut counted_on, "");
    response.widget_info(|| {
        let label = format!("Assume: {}", effect.what());
        WidgetInfo::selected(Role::CheckBox, true, counted_on, label)
    });
    let hint = if effect.counted_on && !effect.helps {
        "Assumed, but it saves nothing beside the others"
    } else {
        "Assume it"
    };
    if response.on_hover_text(hint).changed() {
        let mut knobs = workspace.settings.knobs.clone();
        let mut levers = knobs.active_levers(workspace.scenario());
        levers.retain(|lever| *lever != effect.lever);
        if counted_on {
            levers.push(effect.lever);
        }
        knobs.selected_levers = Some(levers);
        actions.send(Action::SetDecisionSettings(knobs));
    }
}

fn amount(workspace: &Workspace, value: f64) -> String {
    money(value, &workspace.scenario().currency)
}

/// A lever, and how far it is pulled.
fn lever_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    effect: &LeverEffect,
    actions: &mut Actions,
) {
    let (before, key, after) = match effect.lever {
        Lever::TrimPrompt => ("Shorten the prompt by", "trim", ""),
        Lever::FewerExamples => ("Drop", "examples", "of the few-shot examples"),
        Lever::Batch => ("Batch", "batch", "of queries"),
        Lever::CachePrefix => ("Cache the prompt, TTL", "cache_ttl_minutes", "min"),
        Lever::CheaperModel => {
            ui.label(effect.what());
            return models_ui(ui, workspace, &decided.cheaper_models, "Another…", actions);
        }
    };
    ui.label(before);
    knob_ui(ui, workspace, key, actions);
    ui.label(after);
}

/// A menu of the cheaper models in the catalog.
fn models_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    models: &[&Model],
    title: &str,
    actions: &mut Actions,
) {
    if models.is_empty() {
        return;
    }
    ui.menu_button(RichText::new(title).size(12.5), |ui| {
        scroll_ui(ui, ScrollArea::vertical().max_height(360.0), |ui| {
            for model in models {
                let prices = model.price_summary(false);
                let text = format!("{} ({prices})", model.full_name());
                if ui.button(text).clicked() {
                    let mut knobs = workspace.settings.knobs.clone();
                    knobs.cheaper_model = Some(model.full_name());
                    actions.send(Action::SetDecisionSettings(knobs));
                    ui.close();
                }
            }
        });
    });
}

fn take_over_ui(ui: &mut Ui, what: &str, with: &Scenario, actions: &mut Actions) {
    ui.menu_button(RichText::new("Apply…").size(12.5), |ui| {
        if ui.button("Apply to this scenario").clicked() {
            actions.send(Action::TakeOver(what.to_owned(), Box::new(with.clone())));
            ui.close();
        }
        if ui.button("Open as a new scenario").clicked() {
            let mut scenario = with.clone();
            scenario.rename(&format!("{}: {}", with.title(), uncapitalized(what)));
            let next = AfterLeaving::Scenario(Box::new(scenario));
            actions.send(Action::Leave(next));
            ui.close();
        }
    });
}
