//! Picking a model from the price catalog, which fills in its prices and their sources.

use egui::{Align, Button, Id, Key, Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};

use crate::analysis::approach::Approach;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{caption_ui, forget_typing, scroll_ui};
use crate::evidence::catalog::{Catalog, Model};
use crate::theme::palette::Palette;

/// Width of the list, in points.
const LIST_WIDTH: f32 = 440.0;
/// Height of the models in it, in points: the same for any search, so that the list doesn't jump.
const LIST_HEIGHT: f32 = 360.0;

/// What the list shows, from its opening to its closing.
#[derive(Debug, Clone, Default)]
struct Search {
    /// As typed.
    text: String,
    /// The place in the list that Enter picks; `None` while nothing is typed and no arrow key was pressed.
    highlighted: Option<usize>,
    /// The frame that showed it last.
    shown_in: u64,
}

/// The path of the input that names an approach's model.
pub fn model_path(approach: Approach) -> &'static str {
    match approach {
        Approach::Prompting => "prompting.serving.model",
        Approach::FineTuning => "fine_tuning.serving.model",
    }
}

/// The approach whose model an input names, if it names one.
pub fn approach_of(path: &str) -> Option<Approach> {
    let named = |approach: &Approach| model_path(*approach) == path;
    Approach::ALL.into_iter().find(named)
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
    ui.set_width(LIST_WIDTH);
    let catalog = match Catalog::bundled() {
        Ok(catalog) => catalog,
        Err(problem) => {
            ui.label(RichText::new(problem).color(palette.error));
            return;
        }
    };
    let id = ui.scope_id().with("search");
    let mut search = search_ui(ui, id);
    let tuned = approach == Approach::FineTuning;
    let found = catalog.search(&search.text, tuned);
    let models = found.models();
    let last = models.len().checked_sub(1);
    search.highlighted = search.highlighted.zip(last).map(|(at, last)| at.min(last));
    let moved = moved_highlight(ui, &mut search, last);
    let entered = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
    let mut picked = None;
    if entered {
        picked = search.highlighted.and_then(|at| models.get(at).copied());
    }
    let note = if tuned {
        "Fine-tunable models. Prices of the fine-tuned model, in US dollars per 1M tokens"
    } else {
        "List prices, in US dollars per 1M tokens"
    };
    ui.label(RichText::new(note).small().color(palette.weak));
    let area = ScrollArea::vertical()
        .max_height(LIST_HEIGHT)
        .min_scrolled_height(LIST_HEIGHT)
        .auto_shrink([true, false]);
    scroll_ui(ui, area, |ui| {
        if let Some(why) = found.why_empty(&search.text) {
            ui.add_space(8.0);
            ui.label(why);
        }
        let mut provider = "";
        for (place, &model) in models.iter().enumerate() {
            if provider != model.provider {
                provider = &model.provider;
                ui.add_space(4.0);
                caption_ui(ui, provider);
            }
            let is_highlighted = search.highlighted == Some(place);
            let response = model_ui(ui, model, tuned, is_highlighted);
            if is_highlighted && moved {
                response.scroll_to_me(Some(Align::Center));
            }
            if response.clicked() {
                picked = Some(model);
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, search));
    if let Some(model) = picked {
        actions.send(Action::PickModel(approach, model));
        ui.close();
    }
}

/// The field for the search, which has the keyboard as long as the list is open. A list that was just opened searches for nothing yet.
fn search_ui(ui: &mut Ui, id: Id) -> Search {
    let frame = ui.ctx().cumulative_frame_nr();
    let kept = ui.data_mut(|data| data.get_temp::<Search>(id));
    let mut search = kept
        .filter(|search| search.shown_in + 1 >= frame)
        .unwrap_or_default();
    search.shown_in = frame;
    let edit = TextEdit::singleline(&mut search.text)
        .id(id)
        .hint_text("Search models")
        .margin(egui::Margin::symmetric(8, 5))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    forget_typing(ui, &response);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label("Search models"));
    if response.changed() {
        search.highlighted = (!search.text.trim().is_empty()).then_some(0);
    }
    // Esc closes the list, and takes the keyboard from it.
    if !ui.input(|input| input.key_pressed(Key::Escape)) {
        response.request_focus();
    }
    search
}

/// Moves the highlight with the arrow keys. Returns whether it moved.
fn moved_highlight(ui: &Ui, search: &mut Search, last: Option<usize>) -> bool {
    let Some(last) = last else {
        return false;
    };
    let none = egui::Modifiers::NONE;
    let (down, up) = ui.input_mut(|input| {
        (
            input.count_and_consume_key(none, Key::ArrowDown),
            input.count_and_consume_key(none, Key::ArrowUp),
        )
    });
    for _ in 0..down {
        search.highlighted = Some(search.highlighted.map_or(0, |at| (at + 1).min(last)));
    }
    for _ in 0..up {
        search.highlighted = Some(search.highlighted.map_or(last, |at| at.saturating_sub(1)));
    }
    down + up > 0
}

fn model_ui(ui: &mut Ui, model: &Model, tuned: bool, is_highlighted: bool) -> egui::Response {
    let palette = Palette::current(ui);
    let button = Button::new(&model.model)
        .right_text(
            RichText::new(model.price_summary(tuned))
                .small()
                .color(palette.weak),
        )
        .selected(is_highlighted)
        .frame_when_inactive(is_highlighted)
        .sense(egui::Sense::CLICK)
        .min_size(egui::vec2(ui.available_width(), 24.0));
    let method = match &model.tuning {
        Some(tuning) if tuned => format!("Tuning: {}\n", tuning.method),
        _ => String::new(),
    };
    let source = format!("{method}{}\nread {}", model.read_at, model.read_on);
    ui.add(button).on_hover_text(source)
}
