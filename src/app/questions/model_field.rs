//! The field of a model among the questions: what is typed finds models of the catalog, Enter takes the highlighted one.

use egui::{
    Align2, Area, Frame, Id, Key, Order, Pos2, Rect, Response, RichText, Role, Sense, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::analysis::approach::Approach;
use crate::app::editor::model_menu::names;
use crate::app::focus::highlight::moved_highlight;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{forget_typing, truncated};
use crate::app::workspace::Workspace;
use crate::evidence::catalog::{Catalog, Model};
use crate::scenario::inputs::{Input, Value};
use crate::theme::palette::Palette;

/// At most so many models are listed at a time.
const MAX_LISTED: usize = 8;
/// Where fewer fit below the field, the list stands above it if there is more room.
const MIN_LISTED: usize = 4;
/// What the list takes beside its rows: its frame, how many others there are, and its distance from the field, in points.
const LIST_MARGIN: f32 = 44.0;
/// The least width of the list, in points.
const LIST_WIDTH: f32 = 480.0;
/// Height of a row of the list, in points: the name, and the id below.
const LISTED_HEIGHT: f32 = 36.0;
/// Room at the sides of a row, in points.
const LISTED_MARGIN: f32 = 8.0;

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
fn tunable(catalog: &Catalog) -> Vec<&Model> {
    let mut tunable: Vec<_> = catalog
        .models
        .iter()
        .filter_map(|model| Some((model, model.tuning.as_ref()?)))
        .collect();
    tunable.sort_by(|(a, tuning), (b, other)| {
        let key = |model: &Model, tuning: &crate::evidence::catalog::Tuning| {
            let retires = model.retires.is_some() || tuning.retires.is_some();
            let price = &tuning.price.base;
            let price = price.input.base() + price.output.base();
            (retires, tuning.hosting.is_some(), price)
        };
        let (a, b) = (key(a, tuning), key(b, other));
        (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2))
    });
    tunable.into_iter().map(|(model, _)| model).collect()
}

/// Draws the field, and while it has the keyboard the models that fit. Returns whether a choice was made, or Enter left it open.
pub(super) fn model_field_ui(
    ui: &mut Ui,
    input: &'static Input,
    approach: Approach,
    wanted: bool,
    workspace: &Workspace,
    actions: &mut Actions,
) -> bool {
    let id = ui.make_persistent_id(("model", workspace.turn, input.path));
    let mut search = ui.data_mut(|data| data.get_temp::<Search>(id).unwrap_or_default());
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    if !has_keyboard && !search.was_listed {
        search = Search::default();
    }
    let is_tuned = approach == Approach::FineTuning;
    let mut found = if has_keyboard || search.was_listed {
        models_found(workspace, &search.text, is_tuned)
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
        found = models_found(workspace, &search.text, is_tuned);
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
fn models_found(workspace: &Workspace, text: &str, is_tuned: bool) -> Vec<&'static Model> {
    let Some(catalog) = workspace.prices.catalog else {
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
    tunable(catalog).into_iter().filter(fits).collect()
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
    // What people call it, as the editor does.
    let is_named = !input.text(workspace.scenario()).trim().is_empty();
    let mut named = if is_named {
        names(ui, approach, workspace).0
    } else {
        String::new()
    };
    let hint = if named.is_empty() || !has_keyboard {
        match approach {
            Approach::Prompting => "Name, such as opus",
            Approach::FineTuning => "Name, or ↓ for cheapest",
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
    let place = Place::beside(field.rect, ui.ctx().content_rect());
    Area::new(field.id.with("list"))
        .order(Order::Foreground)
        .pivot(place.pivot)
        .fixed_pos(place.at)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
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
                let last = search.highlighted.unwrap_or(0);
                let first = last.saturating_sub(place.rows - 1);
                for (place, &model) in found.iter().enumerate().skip(first).take(place.rows) {
                    if model_ui(ui, model, is_tuned, search.highlighted == Some(place)).clicked() {
                        picked = Some(model);
                    }
                }
                let others = found.len().saturating_sub(place.rows);
                if others > 0 {
                    ui.label(weak(&format!("{others} more: type part of a name, or ↑ ↓")));
                }
            });
        });
    picked
}

/// Where the list stands, and how many rows there is room for: below its field, which it never covers, or above it if there is little room
/// below.
struct Place {
    at: Pos2,
    pivot: Align2,
    rows: usize,
}

impl Place {
    fn beside(field: Rect, screen: Rect) -> Self {
        let [above, below] = [field.top() - screen.top(), screen.bottom() - field.bottom()];
        let rows = |room: f32| ((room - LIST_MARGIN) / LISTED_HEIGHT).max(1.0) as usize;
        let (at, pivot, room) = if rows(below) >= MIN_LISTED || below >= above {
            (
                field.left_bottom() + vec2(0.0, 3.0),
                Align2::LEFT_TOP,
                below,
            )
        } else {
            (
                field.left_top() - vec2(0.0, 3.0),
                Align2::LEFT_BOTTOM,
                above,
            )
        };
        Self {
            at,
            pivot,
            rows: rows(room).min(MAX_LISTED),
        }
    }
}

/// A row of the list: the name, below it provider and id, and at the end the prices.
fn model_ui(ui: &mut Ui, model: &Model, is_tuned: bool, is_highlighted: bool) -> Response {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), LISTED_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let (name, price) = (model.people_name(), model.price_summary(is_tuned));
    let id = format!("{} · {}", model.provider, model.model);
    response.widget_info(|| {
        let words = format!("{name}, {id}, {price}");
        WidgetInfo::selected(Role::ListBoxOption, true, is_highlighted, words)
    });
    if is_highlighted {
        ui.painter().rect_filled(rect, 4.0, palette.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.field_hover);
    }
    let inner = rect.shrink2(vec2(LISTED_MARGIN, 4.0));
    let price = truncated(ui, price, 11.5, palette.weak, inner.width());
    let beside = inner.width() - price.size().x - LISTED_MARGIN;
    let at = pos2(inner.right() - price.size().x, inner.top() + 1.0);
    ui.painter().galley(at, price, palette.weak);
    let name = truncated(ui, name, 13.5, palette.text, beside);
    ui.painter().galley(inner.min, name, palette.text);
    let id = truncated(ui, id, 11.0, palette.weak, inner.width());
    let below = pos2(inner.left(), inner.bottom() - id.size().y);
    ui.painter().galley(below, id, palette.weak);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_never_covers_its_field() {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0));
        for top in [40.0, 300.0, 480.0, 600.0, 730.0] {
            let field = Rect::from_min_size(pos2(400.0, top), vec2(300.0, 26.0));
            let place = Place::beside(field, screen);
            let height = place.rows as f32 * LISTED_HEIGHT + LIST_MARGIN;
            let (from, to) = if place.pivot == Align2::LEFT_TOP {
                (field.bottom(), field.bottom() + height)
            } else {
                (field.top() - height, field.top())
            };
            assert!(from >= 0.0 && to <= 768.0, "{top}: {from} to {to}");
            assert!(place.rows >= MIN_LISTED, "{top}");
        }
    }
}
