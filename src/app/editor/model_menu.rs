//! The field of a model: what people call it, and below that the provider's id. It opens the list that a model is picked from.

use egui::{
    Event, EventFilter, Key, Modifiers, Popup, PopupCloseBehavior, Rect, RectAlign, Response, Role,
    Sense, SetOpenCommand, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::analysis::approach::Approach;
use crate::app::messages::action::Actions;
use crate::app::widgets::{focus_ring, truncated};
use crate::app::workspace::Workspace;
use crate::evidence::caching;
use crate::evidence::catalog::Catalog;
use crate::scenario::inputs::Input;
use crate::scenario::retirement::Retirement;
use crate::scenario::{Scenario, Serving};
use crate::theme::palette::Palette;

use super::model_list::{self, Search};

/// Height of the field's row, in points.
pub const ROW_HEIGHT: f32 = 42.0;
/// Height of a field with both lines, in points.
pub const FIELD_HEIGHT: f32 = 38.0;
/// Room for the label beside the field, in points.
pub const LABEL_WIDTH: f32 = 72.0;
/// Sizes of the two lines, in points.
const NAME_POINTS: f32 = 13.5;
const ID_POINTS: f32 = 11.0;

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

/// What the editor says below the field: the day on which the model is shut down, if that is within the horizon.
pub fn retirement_mark(approach: Approach, scenario: &Scenario) -> Option<String> {
    let end = match approach {
        Approach::Prompting => Retirement::of_prompting(scenario),
        Approach::FineTuning => Retirement::of_fine_tuning(scenario),
    };
    end.filter(|end| end.is_within_horizon(scenario))
        .map(|end| format!("Retires {}", end.day()))
}

/// The field. A click, Enter, an arrow down or typing opens the list; what is typed is searched for.
pub fn field_ui(
    ui: &mut Ui,
    input: &'static Input,
    approach: Approach,
    workspace: &Workspace,
    actions: &mut Actions,
) -> Response {
    let rect = ui.max_rect();
    let id = ui.make_persistent_id(("value", workspace.turn, input.path));
    let response = ui.interact(rect, id, Sense::click());
    let names = names(ui, approach, workspace);
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(names.0.clone()),
        ..WidgetInfo::labeled(Role::ComboBox, true, input.full_label())
    });
    paint(ui, rect, &response, &names);
    let typed = typed(ui, &response);
    let command = match &typed {
        Some(_) => Some(SetOpenCommand::Bool(true)),
        None => response.clicked().then_some(SetOpenCommand::Toggle),
    };
    let search = id.with("search");
    if let Some(text) = typed {
        Search::start(ui, search, text);
    }
    Popup::menu(&response)
        .open_memory(command)
        .align(RectAlign::BOTTOM_END)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Models")
        .show(|ui| {
            let is_left = model_list::list_ui(ui, search, input, approach, workspace, actions);
            if is_left {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        });
    let hint = format!(
        "{}\n{}\nPick a model to fill in its prices",
        names.0, names.1
    );
    response.on_hover_text(hint.replace("\n\n", "\n"))
}

/// What is typed while the field has the keyboard, to be searched for: nothing for an arrow down. `None` if the list stays as it is.
fn typed(ui: &Ui, response: &Response) -> Option<String> {
    if !response.has_focus() {
        return None;
    }
    let arrows = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    ui.input_mut(|input| {
        let is_down = [Modifiers::NONE, Modifiers::ALT]
            .into_iter()
            .any(|modifiers| input.consume_key(modifiers, Key::ArrowDown));
        let texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) | Event::Paste(text) => Some(text.as_str()),
            _ => None,
        });
        // Space presses the field.
        let text = texts.collect::<String>().trim().to_owned();
        (is_down || !text.is_empty()).then_some(text)
    })
}

/// The model, its input price and the catalog, for which the two lines of the field were found.
type Kept = ((String, f64, usize), (String, String));

/// The two lines of the field, the second empty for a model that isn't in the catalog. The catalog is searched once for a name.
pub fn names(ui: &Ui, approach: Approach, workspace: &Workspace) -> (String, String) {
    let scenario = workspace.scenario();
    let catalog = workspace.prices.catalog;
    let serving = match approach {
        Approach::Prompting => &scenario.prompting.serving,
        Approach::FineTuning => &scenario.fine_tuning.serving,
    };
    let address = workspace.prices.address();
    let key = (serving.model.clone(), serving.price.input.base(), address);
    let id = ui.make_persistent_id("model names");
    let kept = ui.data(|data| data.get_temp::<Kept>(id));
    if let Some((of, names)) = kept
        && of == key
    {
        return names;
    }
    let names = names_of(serving, approach, catalog);
    ui.data_mut(|data| data.insert_temp(id, (key, names.clone())));
    names
}

fn names_of(serving: &Serving, approach: Approach, catalog: Option<&Catalog>) -> (String, String) {
    if serving.model.trim().is_empty() {
        return ("Choose a model".to_owned(), String::new());
    }
    match caching::model_of(catalog, serving) {
        Some(model) => {
            let name = model.people_name();
            let name = match approach {
                Approach::Prompting => name,
                Approach::FineTuning => format!("{name}, fine-tuned"),
            };
            (name, format!("{} · {}", model.provider, model.model))
        }
        None => (serving.model.clone(), String::new()),
    }
}

fn paint(ui: &Ui, rect: Rect, response: &Response, names: &(String, String)) {
    let palette = Palette::current(ui);
    let (fill, line) = if response.hovered() {
        (palette.field_hover, palette.line)
    } else {
        (palette.field, palette.field_line)
    };
    ui.painter()
        .rect(rect, 5.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let room = rect.width() - 32.0;
    let has_id = !names.1.is_empty() && rect.height() >= FIELD_HEIGHT;
    let name = truncated(ui, names.0.clone(), NAME_POINTS, palette.text, room);
    let left = rect.left() + 8.0;
    let height = name.size().y;
    let top = if has_id {
        rect.top() + 4.0
    } else {
        rect.center().y - height / 2.0
    };
    ui.painter().galley(pos2(left, top), name, palette.text);
    if has_id {
        let id = truncated(ui, names.1.clone(), ID_POINTS, palette.weak, room);
        let at = pos2(left, rect.bottom() - 4.0 - id.size().y);
        ui.painter().galley(at, id, palette.weak);
    }
    let centre = pos2(rect.right() - 13.0, rect.center().y);
    let triangle = [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)].map(|(x, y)| centre + vec2(x, y));
    let triangle = Shape::convex_polygon(triangle.to_vec(), palette.weak, Stroke::NONE);
    ui.painter().add(triangle);
    focus_ring(ui, response, rect, 5.0);
}
