//! A public price list: its entries, and what filling in the chosen one would change.

use egui::{Key, Modifiers, RichText, ScrollArea, Ui, Vec2};

use crate::app::messages::action::{Action, Actions, EvidenceAction, PriceChoice};
use crate::app::state::prices::{Effect, PricesFound};
use crate::app::view::found_list::{FoundChoice, FoundList, FoundRow};
use crate::app::widgets::{caption_ui, cell_ui, scroll_ui, weak_ui, wrapped_ui};
use crate::scenario::quantity::{count, count_with_noun};
use crate::theme::palette::Palette;

/// Share of the width that the entries take.
const ENTRIES_SHARE: f32 = 0.55;
const GAP: f32 = 24.0;
/// Room above the entries, in points.
const ABOVE_ENTRIES: f32 = 92.0;
/// Share of the width that names of inputs take.
const NAMES_SHARE: f32 = 0.45;

/// A button that keeps entries in the user's own price list, behind those of the dialog.
pub(super) fn keep_ui(ui: &mut Ui, found: &PricesFound, actions: &mut Actions) {
    let name = match found.selected_count() {
        0 => "Keep in your price list".to_owned(),
        selected => format!("Keep {selected} in your price list"),
    };
    if found.can_keep() && ui.button(name).clicked() {
        actions.send(Action::Evidence(EvidenceAction::KeepPrices));
    }
    match &found.kept {
        Some(Ok(kept)) => {
            weak_ui(ui, kept);
        }
        Some(Err(problem)) => {
            let color = Palette::current(ui).error;
            wrapped_ui(ui, RichText::new(problem).color(color));
        }
        None => {}
    }
}

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
    ui.horizontal(|ui| {
        let selected = found.selected_count();
        let told = count_with_noun(selected as f64, "entry");
        weak_ui(ui, format!("{told} selected"));
        let (name, selects) = match selected {
            0 => ("Select all below", true),
            _ => ("Select none", false),
        };
        if ui.small_button(name).clicked() {
            choose(actions, PriceChoice::SelectAll(selects));
        }
    });
    let list = FoundList {
        filter: &found.filter,
        hint: "Find a model",
        count: found.fitting.len(),
        chosen: found.chosen,
        height: height - ABOVE_ENTRIES,
    };
    match list.show(ui, |ui, place| row(ui, found, place)) {
        Some(FoundChoice::Filter(text)) => choose(actions, PriceChoice::Filter(text)),
        Some(FoundChoice::Row(place)) => choose(actions, PriceChoice::Entry(place)),
        Some(FoundChoice::Select(place, selects)) => {
            // A doubtful one is shown with its reasons instead.
            choose(actions, PriceChoice::Entry(place));
            choose(actions, PriceChoice::Select(place, selects));
        }
        Some(FoundChoice::Enter) if !found.is_ready() => {
            // There is nothing to fill in, and another file isn't what it asks for.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        }
        Some(FoundChoice::Enter) | None => {}
    }
}

/// An entry: provider, name and prices. A doubtful one has the colour of warnings.
fn row(ui: &Ui, found: &PricesFound, place: usize) -> Option<FoundRow> {
    let palette = Palette::current(ui);
    let in_list = *found.fitting.get(place)?;
    let entry = found.list.models.get(in_list)?;
    let (color, doubt) = if entry.is_sound() {
        (palette.text, "")
    } else {
        (palette.warning, ", doubtful")
    };
    Some(FoundRow {
        name: entry.full_name(),
        color,
        detail: entry.summary(),
        spoken: format!("{}, {}{doubt}", entry.full_name(), entry.summary()),
        selected: Some(found.is_selected(in_list)),
    })
}

/// What the chosen entry would change.
fn chosen_ui(ui: &mut Ui, found: &PricesFound, actions: &mut Actions) {
    let Some(entry) = found.entry() else {
        if !found.fitting.is_empty() {
            weak_ui(ui, "Choose a model to see what its prices would change");
        }
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
        let mut accepts = found.accepts_doubt();
        // Without prices there is nothing to take.
        if found.effect.is_ok() && ui.checkbox(&mut accepts, "Take it all the same").changed() {
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
