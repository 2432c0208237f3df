//! The field of a model among the questions: what is typed finds models of the catalog, Enter takes the highlighted one.

use std::sync::LazyLock;

use egui::{Area, Frame, Id, Key, Order, Response, RichText, Sense, TextEdit, Ui, vec2};

use crate::analysis::approach::Approach;
use crate::app::focus::highlight::moved_highlight;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::forget_typing;
use crate::app::workspace::Workspace;
use crate::evidence::catalog::{Catalog, Model};
use crate::scenario::inputs::{Input, Value};
use crate::theme::palette::Palette;

/// At most so many models are listed at a time.
const MAX_LISTED: usize = 8;
/// The least width of the list, in points.
const LIST_WIDTH: f32 = 500.0;

/// What is typed into the field.
#[derive(Debug, Clone, Default)]
struct Search {
    text: String,
    /// The place in the list of the model that Enter takes; `None` while nothing is typed and no arrow key was pressed.
    highlighted: Option<usize>,
    /// Whether the list was shown in the frame before.
    was_listed: bool,
}

/// The models that can be fine-tuned, the cheapest first: those that are paid by token before those that are paid by the hour, and those that
/// are shut down soon last.
static TUNABLE: LazyLock<Vec<&'static Model>> = LazyLock::new(|| {
    let models = Catalog::bundled().map_or(&[][..], |catalog| &catalog.models);
    let mut tunable: Vec<_> = models
        .iter()
        .filter_map(|model| Some((model, model.tuning.as_ref()?)))
        .collect();
    tunable.sort_by(|(a, tuning), (b, other)| {
        let key = |model: &Model, tuning: &crate::evidence::catalog::Tuning| {
            let retires = model.retires.is_some() || tuning.retires.is_some();
            let price = tuning.price.input.base() + tuning.price.output.base();
            (retires, tuning.hosting_per_hour.is_some(), price)
        };
        let (a, b) = (key(a, tuning), key(b, other));
        (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))
    });
    tunable.into_iter().map(|(model, _)| model).collect()
});

/// Draws the field, and while it has the keyboard the models that fit. Returns whether a choice was made, or Enter left it open.
pub(super) fn model_field_ui(
    ui: &mut Ui,
    input: &'static Input,
    approach: Approach,
    wanted: bool,
    workspace: &Workspace,
    actions: &mut Actions,
) -> bool {
    let id = ui.make_persistent_id(("model", workspace.opened, input.path));
    let mut search = ui.data_mut(|data| data.get_temp::<Search>(id).unwrap_or_default());
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    if !has_keyboard && !search.was_listed {
        search = Search::default();
    }
    let is_tuned = approach == Approach::FineTuning;
    let mut found = if has_keyboard || search.was_listed {
        models_found(&search.text, is_tuned)
    } else {
        Vec::new()
    };
    if has_keyboard {
        search.highlighted = moved_highlight(ui, search.highlighted, found.len(), MAX_LISTED);
    }
    let response = edit_ui(
        ui,
        id,
        (input, approach),
        has_keyboard,
        &mut search,
        workspace,
    );
    if response.changed() {
        search.highlighted = (!search.text.trim().is_empty()).then_some(0);
        found = models_found(&search.text, is_tuned);
    }
    if wanted {
        response.request_focus();
    }
    // Enter and Tab take the highlighted model, and Enter goes on by itself.
    let pressed = |key| ui.input(|read| read.key_pressed(key));
    let entered = response.lost_focus() && pressed(Key::Enter);
    let takes = entered || response.lost_focus() && pressed(Key::Tab);
    let highlighted = search.highlighted.and_then(|at| found.get(at).copied());
    let mut picked = highlighted.filter(|_| takes);
    let typed = search.text.trim();
    if takes && picked.is_none() && !typed.is_empty() {
        actions.send(Action::Set(input, Value::Text(typed.to_owned())));
        actions.send(Action::EndEdit(input));
    }
    // A click into the list takes the keyboard from the field before it picks.
    let clicks = ui.input(|read| read.pointer.any_down() || read.pointer.any_released());
    let is_listed = !takes && (has_keyboard || search.was_listed && clicks);
    if is_listed {
        picked = picked.or(list_ui(ui, &response, &search, &found, is_tuned));
    }
    if let Some(model) = picked {
        actions.send(Action::PickModel(approach, model));
    }
    search.was_listed = is_listed && picked.is_none();
    ui.data_mut(|data| data.insert_temp(id, search));
    entered || picked.is_some()
}

/// The models that fit what is typed: as the catalog finds them; those to fine-tune the cheapest first.
fn models_found(text: &str, is_tuned: bool) -> Vec<&'static Model> {
    let Ok(catalog) = Catalog::bundled() else {
        return Vec::new();
    };
    let found = catalog.search(text, is_tuned);
    if !is_tuned {
        return found.models().to_vec();
    }
    let fits = |model: &&'static Model| {
        let mut found = found.models().iter();
        found.any(|other| std::ptr::eq(*other, *model))
    };
    TUNABLE.iter().copied().filter(fits).collect()
}

/// The text field. Without the keyboard it shows the model that was chosen.
fn edit_ui(
    ui: &mut Ui,
    id: Id,
    (input, approach): (&'static Input, Approach),
    has_keyboard: bool,
    search: &mut Search,
    workspace: &Workspace,
) -> Response {
    let mut named = input.text(workspace.scenario());
    let hint = if named.is_empty() || !has_keyboard {
        match approach {
            Approach::Prompting => "Type a name, such as opus",
            Approach::FineTuning => "Type a name, or ↓ for the cheapest",
        }
        .to_owned()
    } else {
        named.clone()
    };
    let text = if has_keyboard {
        &mut search.text
    } else {
        &mut named
    };
    let edit = TextEdit::singleline(text)
        .id(id)
        .hint_text(hint)
        .margin(egui::Margin::symmetric(8, 4))
        .desired_width(ui.available_width());
    let response = ui.add(edit);
    forget_typing(ui, &response);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(input.full_label()));
    response
}

/// The models that fit, below the field. Returns the one that was clicked.
fn list_ui(
    ui: &Ui,
    field: &Response,
    search: &Search,
    found: &[&'static Model],
    is_tuned: bool,
) -> Option<&'static Model> {
    let mut picked = None;
    Area::new(field.id.with("list"))
        .order(Order::Foreground)
        .fixed_pos(field.rect.left_bottom() + vec2(0.0, 3.0))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(field.rect.width().max(LIST_WIDTH));
                let palette = Palette::current(ui);
                let weak = |text: &str| RichText::new(text.to_owned()).small().color(palette.weak);
                if found.is_empty() {
                    ui.label("No model of the catalog has this name");
                    ui.label(weak(
                        "Enter keeps the name; its prices are among the inputs",
                    ));
                    return;
                }
                // The highlighted one is always in sight.
                let first = search
                    .highlighted
                    .unwrap_or(0)
                    .saturating_sub(MAX_LISTED - 1);
                for (place, &model) in found.iter().enumerate().skip(first).take(MAX_LISTED) {
                    if model_ui(ui, model, is_tuned, search.highlighted == Some(place)).clicked() {
                        picked = Some(model);
                    }
                }
                let others = found.len().saturating_sub(MAX_LISTED);
                if others > 0 {
                    ui.label(weak(&format!("{others} more: type part of a name, or ↑ ↓")));
                }
            });
        });
    picked
}

fn model_ui(ui: &mut Ui, model: &Model, is_tuned: bool, is_highlighted: bool) -> Response {
    let palette = Palette::current(ui);
    let price = RichText::new(model.price_summary(is_tuned)).small();
    let button = egui::Button::new(model.full_name())
        .right_text(price.color(palette.weak))
        .selected(is_highlighted)
        .frame_when_inactive(is_highlighted)
        .truncate()
        .sense(Sense::CLICK)
        .min_size(vec2(ui.available_width(), 22.0));
    ui.add(button)
}
