//! The third page: what the prompt could still give before fine-tuning. Each lever can be turned, counted on, and taken over.

use egui::{Grid, Label, RichText, Ui};

use crate::app::action::{Action, Actions};
use crate::app::state::State;
use crate::decision::Decision;
use crate::decision::levers::Pulled;
use crate::scenario::Scenario;
use crate::scenario::knobs::Lever;
use crate::scenario::quantity::money;
use crate::study::cheaper_models;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::{knob_ui, wrapped_ui};

/// In less than this the cells of the table are wrapped.
const NARROW: f32 = 600.0;
/// What boxes, buttons and the room between the columns take.
const REST: f32 = 130.0;

/// Draws it.
pub fn levers_ui(ui: &mut Ui, state: &State, decision: &Decision, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let analysis = &state.findings.analysis;
    let levers = &decision.levers;
    let intro = "Each lever alone, and those that are ticked together. Ticked from the start are caching, and a trim of a prompt that isn’t said to be optimised; what else can be counted on, you know.";
    ui.add(Label::new(RichText::new(intro).color(palette.weak)).wrap());
    ui.add_space(6.0);
    // In a narrow window the cells are wrapped, what is done first.
    let narrow = ui.available_width() < NARROW;
    let [costs, breaks_even] = if narrow { [74.0, 86.0] } else { [150.0, 190.0] };
    let what = (ui.available_width() - costs - breaks_even - REST).max(120.0);
    Grid::new("levers")
        .striped(true)
        .min_row_height(28.0)
        .spacing([10.0, 4.0])
        .show(ui, |ui| {
            for name in ["", "", "prompting costs", "breaks even", ""] {
                ui.label(RichText::new(name).color(palette.weak));
            }
            ui.end_row();
            ui.label("");
            ui.label("As it is");
            ui.label(amount(state, analysis.prompting.course.total()));
            ui.label(levers.as_is());
            ui.end_row();
            for pulled in &levers.alone {
                let mut counted_on = pulled.counted_on;
                let response = ui.checkbox(&mut counted_on, "");
                response.widget_info(|| {
                    egui::WidgetInfo::selected(
                        egui::Role::CheckBox,
                        true,
                        counted_on,
                        format!("Count on: {}", pulled.what),
                    )
                });
                if response.on_hover_text("Count on it").changed() {
                    let mut knobs = state.settings.knobs.clone();
                    let mut counts = knobs.counted_on(state.document.scenario());
                    counts.retain(|lever| *lever != pulled.lever);
                    if counted_on {
                        counts.push(pulled.lever);
                    }
                    knobs.counted_on = Some(counts);
                    actions.send(Action::Turn(knobs));
                }
                ui.scope(|ui| {
                    ui.set_max_width(what);
                    ui.horizontal_wrapped(|ui| lever_ui(ui, state, pulled, actions));
                });
                let change = pulled.prompting - analysis.prompting.course.total();
                let total = amount(state, pulled.prompting);
                let total = RichText::new(format!("{total} ({})", amount(state, change)));
                wrapped_ui(ui, total, costs);
                let moved = RichText::new(levers.moved(pulled.break_even));
                wrapped_ui(ui, moved, breaks_even);
                take_over_ui(ui, &pulled.what, &pulled.scenario, actions);
                ui.end_row();
            }
            ui.label("");
            ui.label(RichText::new("All that are ticked").family(fonts::bold()));
            ui.label(RichText::new(amount(state, levers.prompting)).family(fonts::bold()));
            let moved = RichText::new(levers.moved(levers.break_even));
            wrapped_ui(ui, moved.family(fonts::bold()), breaks_even);
            take_over_ui(ui, "Optimised prompt", &levers.scenario, actions);
            ui.end_row();
        });
    if let Some(why) = levers.no_cheaper_model(state.document.scenario()) {
        ui.add(Label::new(RichText::new(why).color(palette.weak)).wrap());
    }
    let listed = levers
        .alone
        .iter()
        .any(|pulled| pulled.lever == Lever::CheaperModel);
    if !listed {
        ui.add_space(4.0);
        models_ui(ui, state, "Try a cheaper model…", actions);
    }
    ui.add_space(8.0);
    let finding = levers.finding(state.document.scenario());
    ui.label(RichText::new(finding).family(fonts::bold()));
}

fn amount(state: &State, value: f64) -> String {
    money(value, &state.document.scenario().currency)
}

/// A lever, and how far it is pulled.
fn lever_ui(ui: &mut Ui, state: &State, pulled: &Pulled, actions: &mut Actions) {
    let (before, key, after) = match pulled.lever {
        Lever::TrimPrompt => ("Trim the prompt by", "trim", ""),
        Lever::FewerExamples => ("Fewer examples, saving", "examples", ""),
        Lever::Batch => ("Send in batches", "batch", ""),
        Lever::CachePrefix => ("Cache the prefix for", "cache_ttl_minutes", "minutes"),
        Lever::CheaperModel => {
            ui.label(&pulled.what);
            return models_ui(ui, state, "Another…", actions);
        }
    };
    ui.label(before);
    knob_ui(ui, state, key, actions);
    ui.label(after);
}

/// A menu of the cheaper models in the catalog.
fn models_ui(ui: &mut Ui, state: &State, title: &str, actions: &mut Actions) {
    let scenario = state.document.scenario();
    let models = cheaper_models(scenario);
    if models.is_empty() {
        return;
    }
    ui.menu_button(RichText::new(title).size(12.5), |ui| {
        egui::ScrollArea::vertical()
            .max_height(360.0)
            .show(ui, |ui| {
                for model in models {
                    let prices = model.price_in_words(false);
                    let text = format!("{} ({prices})", model.full_name());
                    if ui.button(text).clicked() {
                        let mut knobs = state.settings.knobs.clone();
                        knobs.cheaper_model = Some(model.full_name());
                        actions.send(Action::Turn(knobs));
                        ui.close();
                    }
                }
            });
    });
}

fn take_over_ui(ui: &mut Ui, what: &str, with: &Scenario, actions: &mut Actions) {
    ui.menu_button(RichText::new("Use…").size(12.5), |ui| {
        if ui.button("Take over into this scenario").clicked() {
            actions.send(Action::TakeOver(what.to_owned(), Box::new(with.clone())));
            ui.close();
        }
        if ui.button("Open as a new scenario").clicked() {
            actions.send(Action::OpenAsNew(what.to_owned(), Box::new(with.clone())));
            ui.close();
        }
    });
}
