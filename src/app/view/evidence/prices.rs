//! A public price list: its entries, and what filling in the chosen one would change.

use std::ops::Range;

use egui::{
    Margin, Rect, RichText, Role, ScrollArea, Sense, TextEdit, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::app::focus::highlight::moved_highlight;
use crate::app::messages::action::{Action, Actions, EvidenceAction, PriceChoice};
use crate::app::state::prices::{Effect, PricesFound};
use crate::app::widgets::{
    caption_ui, cell_ui, forget_typing, scroll_ui, truncated, weak_ui, wrapped_ui,
};
use crate::evidence::price_lists::listed_model::ListedModel;
use crate::scenario::quantity::count;
use crate::theme::palette::Palette;

/// Share of the width that the entries take.
const ENTRIES_SHARE: f32 = 0.55;
const GAP: f32 = 24.0;
const ROW_HEIGHT: f32 = 24.0;
/// Room above the entries, in points.
const ABOVE_ENTRIES: f32 = 96.0;
/// Room for the prices of an entry, in points.
const PRICES_WIDTH: f32 = 150.0;
/// Sizes of the type, in points.
const POINTS: f32 = 13.0;
const SMALL_POINTS: f32 = 12.0;
/// Share of the width that names of inputs take.
const NAMES_SHARE: f32 = 0.45;

/// Draws the entries beside what the chosen one would change.
pub(super) fn prices_ui(ui: &mut Ui, size: Vec2, found: &PricesFound, actions: &mut Actions) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(size.x * ENTRIES_SHARE);
            entries_ui(ui, size.y, found, actions);
        });
        ui.add_space(GAP - ui.spacing().item_spacing.x);
        ui.vertical(|ui| {
            let width = size.x * (1.0 - ENTRIES_SHARE) - GAP;
            ui.set_width(width);
            let area = ScrollArea::vertical()
                .id_salt("effect")
                .max_height(size.y)
                .min_scrolled_height(size.y);
            scroll_ui(ui, area, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 4.0;
                chosen_ui(ui, found, actions);
            });
        });
    });
}

fn choose(actions: &mut Actions, choice: PriceChoice) {
    actions.send(Action::Evidence(EvidenceAction::ChoosePrice(choice)));
}

fn entries_ui(ui: &mut Ui, height: f32, found: &PricesFound, actions: &mut Actions) {
    let list = &found.list;
    let flagged = list.flagged().count();
    let [all, flagged] = [list.models.len(), flagged].map(|number| count(number as f64));
    weak_ui(
        ui,
        format!(
            "{} of {}: {all} models, {flagged} of them doubtful",
            list.kind.name(),
            found.read_on
        ),
    );
    ui.horizontal(|ui| {
        for (tuned, name) in [(false, "Prompted model"), (true, "Fine-tuned model")] {
            if ui.radio(found.tuned == tuned, name).clicked() {
                choose(actions, PriceChoice::Tuned(tuned));
            }
        }
    });
    let room = (height - ABOVE_ENTRIES).max(3.0 * ROW_HEIGHT);
    let page = (room / ROW_HEIGHT) as usize;
    let chosen = moved_highlight(ui, Some(found.chosen), found.fitting.len(), page);
    let chosen = chosen.unwrap_or(found.chosen);
    let moved = chosen != found.chosen;
    if moved {
        choose(actions, PriceChoice::Entry(chosen));
    }
    filter_ui(ui, found, actions);
    ui.spacing_mut().item_spacing.y = 0.0;
    if found.fitting.is_empty() {
        weak_ui(ui, "No model of the list fits");
        return;
    }
    ScrollArea::vertical()
        .id_salt("entries")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink(false)
        .show_rows(ui, ROW_HEIGHT, found.fitting.len(), |ui, shown| {
            rows_ui(ui, found, shown, chosen, moved, actions);
        });
}

/// What is searched for. It has the keyboard at first: arrows choose, Enter fills in.
fn filter_ui(ui: &mut Ui, found: &PricesFound, actions: &mut Actions) {
    let mut text = found.filter.clone();
    let edit = TextEdit::singleline(&mut text)
        .hint_text("Find a model")
        .margin(Margin::symmetric(8, 4))
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    forget_typing(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a model"));
    if response.changed() {
        choose(actions, PriceChoice::Filter(text));
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

fn rows_ui(
    ui: &mut Ui,
    found: &PricesFound,
    shown: Range<usize>,
    chosen: usize,
    moved: bool,
    actions: &mut Actions,
) {
    if moved {
        // The row may be out of sight, and then it isn't drawn.
        let below = chosen as f32 - shown.start as f32;
        let top = ui.cursor().top() + below * ROW_HEIGHT;
        let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + ROW_HEIGHT);
        ui.scroll_to_rect(row, None);
    }
    for place in shown {
        let entry = found.fitting.get(place);
        let Some(entry) = entry.and_then(|place| found.list.models.get(*place)) else {
            continue;
        };
        if row_ui(ui, entry, place == chosen).clicked() {
            choose(actions, PriceChoice::Entry(place));
        }
    }
}

/// An entry: provider, name and prices. A doubtful one has the colour of warnings.
fn row_ui(ui: &mut Ui, entry: &ListedModel, is_chosen: bool) -> egui::Response {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let doubt = if entry.is_sound() { "" } else { ", doubtful" };
    let words = format!("{}, {}{doubt}", entry.full_name(), entry.summary());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &words));
    if is_chosen {
        ui.painter().rect_filled(rect, 4.0, palette.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.field_hover);
    }
    let color = if entry.is_sound() {
        palette.text
    } else {
        palette.warning
    };
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let prices = truncated(
        ui,
        entry.summary(),
        SMALL_POINTS,
        palette.weak,
        PRICES_WIDTH,
    );
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let left = inner.right() - prices.size().x;
    ui.painter()
        .galley(pos2(left, middle(&prices)), prices, palette.weak);
    let room = inner.width() - PRICES_WIDTH - 8.0;
    let name = truncated(ui, entry.full_name(), POINTS, color, room);
    ui.painter()
        .galley(pos2(inner.left(), middle(&name)), name, color);
    response
}

/// What the chosen entry would change.
fn chosen_ui(ui: &mut Ui, found: &PricesFound, actions: &mut Actions) {
    let Some(entry) = found.entry() else {
        return;
    };
    wrapped_ui(ui, RichText::new(entry.full_name()).strong());
    wrapped_ui(ui, format!("{} per 1M tokens", entry.summary()));
    if !entry.is_sound() {
        let color = Palette::current(ui).warning;
        for reason in &entry.why {
            wrapped_ui(
                ui,
                RichText::new(format!("Doubtful: {reason}")).color(color),
            );
        }
        let mut accepts = found.accepts_doubt;
        if ui.checkbox(&mut accepts, "Take it all the same").changed() {
            choose(actions, PriceChoice::AcceptDoubt(accepts));
        }
    }
    match &found.effect {
        Ok(effect) => effect_ui(ui, effect, found.finding()),
        Err(problem) => {
            let color = Palette::current(ui).error;
            wrapped_ui(ui, RichText::new(problem).color(color));
        }
    }
}

fn effect_ui(ui: &mut Ui, effect: &Effect, finding: Option<&str>) {
    ui.add_space(6.0);
    caption_ui(ui, "Against the catalog");
    match &effect.against_catalog {
        None => {
            weak_ui(ui, "The catalog doesn’t have it");
        }
        Some(differences) if differences.is_empty() => {
            weak_ui(ui, "The same figures");
        }
        Some(differences) => {
            for difference in differences {
                wrapped_ui(ui, difference.to_string());
            }
        }
    }
    ui.add_space(6.0);
    caption_ui(ui, "In this scenario");
    let width = ui.available_width();
    let mut values = effect.changes.iter().filter(|change| change.is_of_value());
    if values.clone().next().is_none() {
        weak_ui(ui, "No value changes");
    }
    for change in values.by_ref() {
        ui.horizontal_top(|ui| {
            cell_ui(ui, width * NAMES_SHARE, &change.name);
            wrapped_ui(ui, format!("{} → {}", change.before, change.after));
        });
    }
    ui.add_space(6.0);
    caption_ui(ui, "With these prices");
    match finding {
        Some(finding) => wrapped_ui(ui, finding),
        None => weak_ui(ui, "Calculating…"),
    };
}
