//! Which uncertain inputs move together: a small matrix of them in the editor, and the partners of one input on its card.

use egui::{
    Align, Align2, Button, DragValue, FontId, Popup, PopupCloseBehavior, Rect, Response, RichText,
    Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{scroll_ui, truncated, weak_ui};
use crate::app::workspace::Workspace;
use crate::scenario::Scenario;
use crate::scenario::domain::{Bounds as _, Correlated};
use crate::scenario::inputs::{self, Input};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::notes::notes_ui;

/// How strongly two inputs move together, in words; any other number can be typed.
const STRENGTHS: [(&str, f64); 5] = [
    ("None", 0.0),
    ("Weak", 0.3),
    ("Strong", 0.7),
    ("Together", 1.0),
    ("Opposite", -0.7),
];

/// Side of a cell of the matrix, in points.
const CELL_SIDE: f32 = 25.0;
/// The least width of the names before the cells, in points.
const MIN_NAME_WIDTH: f32 = 132.0;
/// Room for the number before a name, in points.
const NUMBER_WIDTH: f32 = 20.0;
/// Size of names and of numbers in cells, in points.
const NAME_POINTS: f32 = 12.5;
const CELL_POINTS: f32 = 11.5;
/// How opaque the cell of inputs is that move together.
const FULL_ALPHA: f32 = 0.45;

/// Draws the matrix, and below it what is wrong with it.
pub(super) fn section_ui(
    ui: &mut Ui,
    input: &'static Input,
    wanted: bool,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    matrix_ui(ui, wanted, workspace, actions);
    notes_ui(ui, input, workspace, actions);
}

/// The inputs that can move together.
fn uncertain_inputs(scenario: &Scenario) -> Vec<&'static Input> {
    inputs::uncertain(scenario)
        .map(|(input, ..)| input)
        .collect()
}

/// Draws the matrix: a row for each uncertain input, a cell for each pair.
fn matrix_ui(ui: &mut Ui, wanted: bool, workspace: &Workspace, actions: &mut Actions) {
    let scenario = workspace.scenario();
    let uncertain = uncertain_inputs(scenario);
    if uncertain.len() < 2 {
        let few = weak_ui(ui, "With two ranges or more: which of them move together");
        if wanted {
            few.scroll_to_me(Some(Align::Center));
        }
        return;
    }
    let cells_width = CELL_SIDE * (uncertain.len() - 1) as f32;
    let name_width = (ui.available_width() - cells_width).max(MIN_NAME_WIDTH);
    let size = vec2(
        name_width + cells_width,
        CELL_SIDE * (uncertain.len() + 1) as f32,
    );
    if wanted {
        // Of the editor, not of what scrolls sideways.
        let place = Rect::from_min_size(ui.cursor().min, size);
        ui.scroll_to_rect(place, Some(Align::Center));
    }
    scroll_ui(
        ui,
        egui::ScrollArea::horizontal().id_salt("correlations"),
        |ui| {
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            heads_ui(ui, rect, name_width, uncertain.len());
            for (row, &input) in uncertain.iter().enumerate() {
                let top = rect.top() + CELL_SIDE * (row + 1) as f32;
                let name = Rect::from_min_size(pos2(rect.left(), top), vec2(name_width, CELL_SIDE));
                name_ui(ui, name, row, input);
                for (column, &other) in uncertain[..row].iter().enumerate() {
                    let left = rect.left() + name_width + CELL_SIDE * column as f32;
                    let at = Rect::from_min_size(pos2(left, top), vec2(CELL_SIDE, CELL_SIDE));
                    cell_ui(ui, at, [other, input], scenario, actions);
                }
            }
        },
    );
}

/// The numbers of the columns, which are those of the rows.
fn heads_ui(ui: &Ui, rect: Rect, name_width: f32, inputs: usize) {
    let palette = Palette::current(ui);
    for column in 0..inputs - 1 {
        let left = rect.left() + name_width + CELL_SIDE * column as f32;
        let centre = pos2(left + CELL_SIDE / 2.0, rect.top() + CELL_SIDE / 2.0);
        let font = FontId::proportional(CELL_POINTS);
        let number = (column + 1).to_string();
        ui.painter()
            .text(centre, Align2::CENTER_CENTER, number, font, palette.weak);
    }
}

/// A row's number and name.
fn name_ui(ui: &Ui, rect: Rect, row: usize, input: &Input) {
    let palette = Palette::current(ui);
    let painter = ui.painter();
    let font = FontId::proportional(CELL_POINTS);
    let number = (row + 1).to_string();
    painter.text(
        rect.left_center(),
        Align2::LEFT_CENTER,
        number,
        font,
        palette.weak,
    );
    let width = rect.width() - NUMBER_WIDTH - 4.0;
    let name = truncated(ui, input.full_label(), NAME_POINTS, palette.text, width);
    let top = rect.center().y - name.size().y / 2.0;
    painter.galley(pos2(rect.left() + NUMBER_WIDTH, top), name, palette.text);
}

/// The correlation of a pair; a click lets it be chosen.
fn cell_ui(
    ui: &mut Ui,
    rect: Rect,
    pair: [&'static Input; 2],
    scenario: &Scenario,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let [a, b] = pair;
    let r = scenario.correlations.of(a.path, b.path);
    // Not a stop of the Tab key: there are many, and each input's card has its own.
    let id = ui.make_persistent_id(("correlation", a.path, b.path));
    let response = ui.interact(rect, id, Sense::CLICK);
    let cell = rect.shrink(1.0);
    let color = if r < 0.0 {
        palette.warning
    } else {
        palette.accent
    };
    let fill = color.gamma_multiply(FULL_ALPHA * r.abs() as f32);
    ui.painter().rect_filled(cell, 3.0, fill);
    let line = if response.hovered() {
        palette.text
    } else {
        palette.line
    };
    ui.painter()
        .rect_stroke(cell, 3.0, Stroke::new(1.0, line), StrokeKind::Inside);
    if r != 0.0 {
        let font = FontId::new(CELL_POINTS, fonts::bold());
        ui.painter().text(
            cell.center(),
            Align2::CENTER_CENTER,
            short(r),
            font,
            palette.text,
        );
    }
    let names = format!("{} and {}", a.full_label(), b.full_label());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{names}: {r}")));
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(220.0);
            ui.label(RichText::new(&names).family(fonts::bold()));
            strengths_ui(ui, pair, r, actions);
        });
    response.on_hover_text(format!("{names}: {r}"));
}

/// As short as a cell has room for: ".7", "−.7", "1".
fn short(r: f64) -> String {
    let sign = if r < 0.0 { "−" } else { "" };
    let text = format!("{:.2}", r.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!(
        "{sign}{}",
        text.strip_prefix('0')
            .filter(|rest| !rest.is_empty())
            .unwrap_or(text)
    )
}

/// Buttons for the strengths that have names, and a field for any other.
fn strengths_ui(ui: &mut Ui, pair: [&'static Input; 2], r: f64, actions: &mut Actions) {
    let [a, b] = pair;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (name, strength) in STRENGTHS {
            let text = RichText::new(name).size(NAME_POINTS);
            let button = ui.add(Button::selectable(r == strength, text));
            if button.on_hover_text(strength.to_string()).clicked() {
                actions.send(Action::Correlate(pair, strength));
                end(actions);
            }
        }
        let mut typed = r;
        let field = DragValue::new(&mut typed)
            .range(Correlated::DOMAIN.min..=Correlated::DOMAIN.max)
            .speed(0.01)
            .max_decimals(3)
            .update_while_editing(false);
        let field = ui.add(field);
        name_field(ui, &field, a, b);
        if field.changed() {
            actions.send(Action::Correlate(pair, typed));
        }
        if field.drag_stopped() || field.lost_focus() {
            end(actions);
        }
    });
}

fn name_field(ui: &Ui, field: &Response, a: &Input, b: &Input) {
    let name = format!("Correlation of {} and {}", a.full_label(), b.full_label());
    ui.ctx()
        .accesskit_node_builder(field.id, |node| node.set_label(name));
}

/// Ends the gesture.
fn end(actions: &mut Actions) {
    if let Some(input) = inputs::find("correlations") {
        actions.send(Action::EndEdit(input));
    }
}

/// On the card of an uncertain input: what it moves with, and what it could.
pub(super) fn moves_with_ui(
    ui: &mut Ui,
    input: &'static Input,
    scenario: &Scenario,
    actions: &mut Actions,
) {
    let uncertain = uncertain_inputs(scenario);
    if uncertain.len() < 2 || !uncertain.contains(&input) {
        return;
    }
    let others = uncertain.iter().copied().filter(|other| *other != input);
    let (partners, free): (Vec<&'static Input>, Vec<&'static Input>) =
        others.partition(|other| scenario.correlations.of(input.path, other.path) != 0.0);
    ui.add_space(6.0);
    ui.label(RichText::new("Moves with").family(fonts::bold()));
    for other in partners {
        ui.label(RichText::new(other.full_label()).size(NAME_POINTS));
        let r = scenario.correlations.of(input.path, other.path);
        ui.push_id(other.path, |ui| {
            strengths_ui(ui, [input, other], r, actions);
        });
    }
    let id = ui.make_persistent_id(("moves with", input.path));
    let mut is_open = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
    let text = if is_open {
        "Add: choose an input"
    } else {
        "Add…"
    };
    if !free.is_empty()
        && ui
            .add(Button::new(RichText::new(text).size(NAME_POINTS)))
            .clicked()
    {
        is_open = !is_open;
    }
    if is_open {
        let [_, (_, weak), ..] = STRENGTHS;
        for other in free {
            let text = RichText::new(other.full_label()).size(NAME_POINTS);
            let button = ui.add(Button::new(text));
            let name = format!("Move with {}", other.full_label());
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if button.clicked() {
                actions.send(Action::Correlate([input, other], weak));
                end(actions);
                is_open = false;
            }
        }
    }
    ui.data_mut(|data| data.insert_temp(id, is_open));
}
