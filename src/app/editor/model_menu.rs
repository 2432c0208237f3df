//! Picking a model from the price catalog, which fills in its prices and their sources.

use egui::{Button, Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};

use crate::analysis::approach::Approach;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::caption_ui;
use crate::evidence::catalog::{Catalog, Model};
use crate::theme::palette::Palette;

/// The approach whose model an input names, if it names one.
pub fn approach_of(path: &str) -> Option<Approach> {
    match path {
        "prompting.serving.model" => Some(Approach::Prompting),
        "fine_tuning.serving.model" => Some(Approach::FineTuning),
        _ => None,
    }
}

/// The button that opens the list.
pub fn pick_ui(ui: &mut Ui, approach: Approach, actions: &mut Actions) {
    let response = ui.add(Button::new("").min_size(egui::vec2(26.0, 24.0)));
    let centre = response.rect.center();
    let triangle = [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)].map(|(x, y)| centre + egui::vec2(x, y));
    let color = Palette::current(ui).weak;
    ui.painter().add(egui::Shape::convex_polygon(
        triangle.to_vec(),
        color,
        egui::Stroke::NONE,
    ));
    let label = format!("{}: pick a model", approach.label());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| list_ui(ui, approach, actions));
    response.on_hover_text("Pick a model to fill in its list prices");
}

fn list_ui(ui: &mut Ui, approach: Approach, actions: &mut Actions) {
    let palette = Palette::current(ui);
    ui.set_width(440.0);
    let catalog = match Catalog::bundled() {
        Ok(catalog) => catalog,
        Err(problem) => {
            ui.label(RichText::new(problem).color(palette.error));
            return;
        }
    };
    let id = ui.scope_id().with("filter");
    let mut filter = ui
        .data_mut(|data| data.get_temp::<String>(id))
        .unwrap_or_default();
    let response = ui.add(
        TextEdit::singleline(&mut filter)
            .hint_text("Filter models")
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY),
    );
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let wanted = filter.trim().to_lowercase();
    ui.data_mut(|data| data.insert_temp(id, filter));
    let tuned = approach == Approach::FineTuning;
    let fits = |model: &&Model| {
        (!tuned || model.tuning.is_some())
            && format!("{} {}", model.provider, model.model)
                .to_lowercase()
                .contains(&wanted)
    };
    // Enter takes the first of the list.
    if entered {
        if let Some(model) = catalog.models.iter().find(fits) {
            actions.send(Action::PickModel(approach, model));
        }
        ui.close();
    } else if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    let note = if tuned {
        "Models that can be tuned; prices of the tuned model in US dollars per 1M tokens"
    } else {
        "List prices in US dollars per 1M tokens"
    };
    ui.label(RichText::new(note).small().color(palette.weak));
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        let mut provider = "";
        for model in catalog.models.iter().filter(fits) {
            if provider != model.provider {
                provider = &model.provider;
                ui.add_space(4.0);
                caption_ui(ui, provider);
            }
            let button = Button::new(&model.model)
                .right_text(
                    RichText::new(model.price_summary(tuned))
                        .small()
                        .color(palette.weak),
                )
                .frame_when_inactive(false)
                .min_size(egui::vec2(ui.available_width(), 24.0));
            let method = match &model.tuning {
                Some(tuning) if tuned => format!("Tuning: {}\n", tuning.method),
                _ => String::new(),
            };
            let source = format!("{method}{}\nread {}", model.read_at, model.read_on);
            if ui.add(button).on_hover_text(source).clicked() {
                actions.send(Action::PickModel(approach, model));
                ui.close();
            }
        }
    });
}
