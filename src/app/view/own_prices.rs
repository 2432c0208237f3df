//! The user's own price list: its entries and those of the catalog, beside the fields of the one that is chosen.

use egui::{
    Id, Key, Margin, Modifiers, RichText, Role, ScrollArea, Stroke, TextEdit, Ui, Vec2, WidgetInfo,
    vec2,
};

use crate::app::messages::action::{Action, Actions, Choice, OwnPricesAction};
use crate::app::state::own_prices::{Draft, OwnPricesDialog, OwnPricesRow};
use crate::app::widgets::{
    caption_ui, forget_typing, scroll_ui, select_all, sized_ui, weak_ui, wrapped_ui,
};
use crate::evidence::catalog::token_prices;
use crate::evidence::own::fields::{EntryField, FIELDS, FieldGroup};
use crate::scenario::quantity::count_with_noun;
use crate::scenario::words::with_plain_spaces;
use crate::theme::palette::Palette;

use super::dialog_parts::{AROUND_PAGE, buttons_and_ui, buttons_ui, title_ui};
use super::found_list::{FoundChoice, FoundList, FoundRow};

/// Size of what is shown, in points, if the window has it.
const SIZE: Vec2 = vec2(1040.0, 560.0);
/// Share of the width that the entries take.
const ENTRIES_SHARE: f32 = 0.38;
const GAP: f32 = 24.0;
/// Room for the name of a field, in points.
const LABEL_WIDTH: f32 = 138.0;
/// Room above the entries, in points.
const ABOVE_ENTRIES: f32 = 34.0;
/// Room for what is below the fields, in points.
const BELOW_FIELDS: f32 = 44.0;

/// Draws the dialog.
pub(super) fn own_prices_ui(ui: &mut Ui, dialog: &OwnPricesDialog, actions: &mut Actions) {
    let size = SIZE.min(ui.ctx().content_rect().size() - AROUND_PAGE);
    ui.set_width(size.x);
    title_ui(ui, "Your price list");
    if !dialog.can_edit() {
        return unreadable_ui(ui, dialog, actions);
    }
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(size.x * ENTRIES_SHARE);
            entries_ui(ui, size.y, dialog, actions);
        });
        ui.add_space(GAP - ui.spacing().item_spacing.x);
        ui.vertical(|ui| {
            ui.set_width(size.x * (1.0 - ENTRIES_SHARE) - GAP);
            if let Some(draft) = dialog.chosen() {
                entry_ui(ui, size.y, dialog, draft, actions);
            }
        });
    });
    footer_ui(ui, dialog, actions);
}

fn send(actions: &mut Actions, action: OwnPricesAction) {
    actions.send(Action::OwnPrices(action));
}

/// Why there is nothing to edit.
fn unreadable_ui(ui: &mut Ui, dialog: &OwnPricesDialog, actions: &mut Actions) {
    let color = Palette::current(ui).error;
    if let (Some(file), Some(problem)) = (&dialog.file, &dialog.problem) {
        let text = format!("{}: {problem}", file.display());
        wrapped_ui(ui, RichText::new(with_plain_spaces(&text)).color(color));
        weak_ui(
            ui,
            "The file stays as it is, and the prices that come with Breakeven are in use. Correct it in a text editor, or move it away",
        );
        if ui.button("Show in folder").clicked() {
            actions.send(Action::RevealFile(file.clone()));
        }
    } else {
        let text = "This system has no folder for settings, so that a price list can’t be kept";
        wrapped_ui(ui, RichText::new(text).color(color));
    }
    buttons_ui(ui, actions, &[("Close", Choice::Cancel)]);
}

fn entries_ui(ui: &mut Ui, height: f32, dialog: &OwnPricesDialog, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let own = count_with_noun(dialog.own_count() as f64, "entry");
        weak_ui(ui, format!("{own} of yours"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("New entry").clicked() {
                send(actions, OwnPricesAction::New);
            }
        });
    });
    let list = FoundList {
        filter: &dialog.filter,
        hint: "Find a model",
        count: dialog.rows.len(),
        chosen: Some(dialog.chosen),
        height: height - ABOVE_ENTRIES,
    };
    let choice = list.show(ui, |ui, place| row(ui, dialog, place));
    match choice {
        Some(FoundChoice::Filter(text)) => send(actions, OwnPricesAction::Filter(text)),
        Some(FoundChoice::Row(place)) => send(actions, OwnPricesAction::Choose(place)),
        // What was searched for is edited. Without that, Enter answers the dialog.
        Some(FoundChoice::Enter) if !dialog.filter.is_empty() && !dialog.asks_to_save => {
            // Else that field would take the key too, and be left by it.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            ui.memory_mut(|memory| memory.request_focus(field_id(0)));
        }
        Some(FoundChoice::Enter | FoundChoice::Select(..)) | None => {}
    }
}

/// An entry of the list: the user's come first, and say so.
fn row(ui: &Ui, dialog: &OwnPricesDialog, place: usize) -> Option<FoundRow> {
    let palette = Palette::current(ui);
    let row = match dialog.rows.get(place)? {
        OwnPricesRow::Listed(model) => FoundRow {
            name: model.full_name(),
            color: palette.weak,
            detail: token_prices(&model.price.base),
            spoken: format!("{}, {}", model.full_name(), token_prices(&model.price.base)),
            selected: None,
        },
        OwnPricesRow::Own(own) => {
            let draft = dialog.own(*own)?;
            let (detail, color) = match &draft.entry {
                Ok(entry) => (token_prices(&entry.price.base), palette.text),
                Err(problems) if problems.iter().all(|problem| problem.is_missing) => {
                    ("incomplete".to_owned(), palette.warning)
                }
                Err(_) => ("has an error".to_owned(), palette.error),
            };
            FoundRow {
                name: draft.name(),
                color,
                spoken: format!("{}, yours, {detail}", draft.name()),
                detail: format!("yours, {detail}"),
                selected: None,
            }
        }
    };
    Some(row)
}

/// The fields of the chosen entry.
fn entry_ui(
    ui: &mut Ui,
    height: f32,
    dialog: &OwnPricesDialog,
    draft: &Draft,
    actions: &mut Actions,
) {
    let width = ui.available_width();
    let room = height - BELOW_FIELDS;
    let area = ScrollArea::vertical()
        .id_salt("fields")
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink(false);
    scroll_ui(ui, area, |ui| {
        // Room for the bar.
        ui.set_width(width - 12.0);
        ui.spacing_mut().item_spacing.y = 5.0;
        for group in FieldGroup::ALL {
            caption_ui(ui, group.heading());
            group_ui(ui, group, dialog, draft, actions);
            ui.add_space(4.0);
        }
        let beyond = draft.beyond_fields();
        if !beyond.is_empty() {
            weak_ui(ui, format!("It also has: {}", beyond.join("; ")));
            if ui.button("Leave this out").clicked() {
                send(actions, OwnPricesAction::LeaveOutBeyond);
            }
        }
    });
    ui.add_space(4.0);
    state_ui(ui, dialog, draft);
}

/// What is wrong with the entry, or what a change makes of it.
fn state_ui(ui: &mut Ui, dialog: &OwnPricesDialog, draft: &Draft) {
    let palette = Palette::current(ui);
    if let Some(refused) = &dialog.refused {
        wrapped_ui(
            ui,
            RichText::new(with_plain_spaces(refused)).color(palette.error),
        );
    } else if let Some(problem) = dialog.problem_of(draft) {
        let label = FIELDS.get(problem.field).map_or("", |field| field.label);
        let text = format!("{label}: {}", problem.text);
        wrapped_ui(ui, RichText::new(text).color(palette.error));
    } else if !dialog.has_chosen_own() {
        weak_ui(
            ui,
            "This entry comes with Breakeven. Change it, and yours is used in its place",
        );
    }
}

fn group_ui(
    ui: &mut Ui,
    group: FieldGroup,
    dialog: &OwnPricesDialog,
    draft: &Draft,
    actions: &mut Actions,
) {
    let fields = FIELDS.iter().enumerate();
    let fields: Vec<_> = fields.filter(|(_, field)| field.group == group).collect();
    let width = ui.available_width();
    let half = (width - GAP) / 2.0;
    // Two in a row, or one that needs the width.
    let mut rest = &fields[..];
    while let Some(((place, first), others)) = rest.split_first() {
        let second = others
            .first()
            .filter(|(_, field)| !first.is_long && !field.is_long);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let room = if first.is_long { width } else { half };
            field_ui(ui, room, (*place, first), dialog, draft, actions);
            if let Some((place, second)) = second {
                ui.add_space(GAP);
                field_ui(ui, half, (*place, second), dialog, draft, actions);
            }
        });
        rest = if second.is_some() {
            &others[1..]
        } else {
            others
        };
    }
}

fn field_id(place: usize) -> Id {
    Id::unique(("entry field", place))
}

/// A field with its name before it.
fn field_ui(
    ui: &mut Ui,
    width: f32,
    (place, field): (usize, &EntryField),
    dialog: &OwnPricesDialog,
    draft: &Draft,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    sized_ui(ui, vec2(LABEL_WIDTH, ui.spacing().interact_size.y), |ui| {
        ui.add_space(3.0);
        ui.label(field.label);
    });
    let mut text = draft.texts.get(place).to_owned();
    let is_wrong = dialog.is_shown_wrong(draft, place);
    if is_wrong {
        let stroke = Stroke::new(1.0, palette.error);
        let widgets = &mut ui.visuals_mut().widgets;
        for look in [&mut widgets.inactive, &mut widgets.hovered] {
            look.bg_stroke = stroke;
        }
    }
    let edit = TextEdit::singleline(&mut text)
        .id(field_id(place))
        .hint_text(field.hint)
        .margin(Margin::symmetric(6, 3))
        .desired_width(width - LABEL_WIDTH);
    let response = ui.add(edit);
    forget_typing(ui, &response);
    if response.gained_focus() {
        select_all(ui, response.id, draft.texts.get(place));
    }
    let name = format!("{}: {}", field.group.heading(), field.label);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
    if response.changed() {
        send(actions, OwnPricesAction::Type(place, text));
    }
    if is_wrong {
        ui.reset_style();
    }
}

fn footer_ui(ui: &mut Ui, dialog: &OwnPricesDialog, actions: &mut Actions) {
    if dialog.asks_to_save {
        ui.label("Save the changes to your price list?");
        let buttons = [
            ("Save", Choice::Yes),
            ("Don’t save", Choice::No),
            ("Back", Choice::Cancel),
        ];
        return buttons_ui(ui, actions, &buttons);
    }
    let buttons: &[_] = if dialog.is_changed() {
        &[("Save", Choice::Yes), ("Cancel", Choice::Cancel)]
    } else {
        &[("Close", Choice::Cancel)]
    };
    buttons_and_ui(ui, actions, buttons, |ui, actions| {
        if dialog.has_chosen_own() && ui.button("Delete entry").clicked() {
            send(actions, OwnPricesAction::Delete);
        }
    });
}
