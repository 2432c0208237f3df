//! A yes/no question that is answered where it stands: three buttons in one frame, which are one stop of the Tab key. The arrow keys answer
//! it, and so do the letters y and n and the question mark.

use egui::{
    Align2, CornerRadius, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::app::focus::list::{Along, List};
use crate::app::messages::action::Actions;
use crate::app::widgets::focus_ring;
use crate::app::workspace::Workspace;
use crate::scenario::inputs::{Input, Value};
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// The answers with the widths of their buttons, in points.
const ANSWERS: [(&str, Option<bool>, f32); 3] = [
    ("Yes", Some(true), 36.0),
    ("No", Some(false), 32.0),
    ("?", None, 24.0),
];
/// What is typed for each.
const LETTERS: [char; ANSWERS.len()] = ['y', 'n', '?'];
const HEIGHT: f32 = 21.0;
const RADIUS: u8 = 5;

/// The width of all three buttons.
pub const ANSWER_WIDTH: f32 = ANSWERS[0].2 + ANSWERS[1].2 + ANSWERS[2].2;

/// Draws the answers to a question, the given one filled. Returns the response of that one: Tab leads to it.
pub fn yes_no_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    input: &'static Input,
    actions: &mut Actions,
) -> Option<Response> {
    let palette = Palette::current(ui);
    let given = match input.value(workspace.scenario()) {
        Value::YesNo(answer) => Some(answer),
        _ => None,
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ANSWER_WIDTH, HEIGHT), Sense::hover());
    ui.painter().rect(
        rect,
        RADIUS,
        palette.card,
        Stroke::new(1.0, palette.line),
        StrokeKind::Inside,
    );
    let is_given = |(_, answer, _): &(&str, Option<bool>, f32)| *answer == given;
    let place_given = ANSWERS.iter().position(is_given);
    let mut list = List::begin(ui, input.path, Along::Row, place_given).from_left();
    list.take_letters(ui, &LETTERS);
    let mut chosen_place = None;
    let mut response_of_given = None;
    let mut focused = None;
    let mut left = rect.left();
    for (place, (text, answer, width)) in ANSWERS.into_iter().enumerate() {
        let at = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEIGHT));
        left += width;
        let id = ui.make_persistent_id((input.path, text));
        let response = ui.interact(at, id, list.sense());
        list.add(ui, &response);
        let chosen = given == answer;
        response.widget_info(|| {
            let name = format!(
                "{}: {}",
                input.label.trim_end_matches('?'),
                answer_name(answer)
            );
            WidgetInfo::selected(Role::RadioButton, true, chosen, name)
        });
        paint(ui, at, place, &response, chosen);
        if response.clicked() {
            chosen_place = Some(place);
        }
        if response.has_focus() {
            focused = Some((at, response.clone()));
        }
        if chosen {
            response_of_given = Some(response);
        }
    }
    // Around the button, and over its neighbours: on the dark ground of the given answer it wouldn't be seen.
    if let Some((at, response)) = focused {
        focus_ring(ui, &response, at.expand(2.0), f32::from(RADIUS) + 2.0);
    }
    let chosen_place = list.end(ui).or(chosen_place);
    if let Some(place) = chosen_place.filter(|place| Some(*place) != place_given) {
        let value = ANSWERS[place].1.map_or(Value::Absent, Value::YesNo);
        actions.set(input, value);
    }
    response_of_given
}

/// Paints one of the buttons.
fn paint(ui: &Ui, at: Rect, place: usize, response: &Response, chosen: bool) {
    let palette = Palette::current(ui);
    let corners = corners(place);
    if chosen {
        ui.painter().rect_filled(at, corners, palette.text);
    } else if response.hovered() {
        let fill = palette.field_hover;
        ui.painter().rect_filled(at.shrink(1.0), corners, fill);
    }
    if place > 0 && !chosen {
        let line = Stroke::new(1.0, palette.line);
        ui.painter().vline(at.left(), at.y_range(), line);
    }
    let (color, family) = if chosen {
        (palette.background, fonts::bold())
    } else {
        (palette.text, egui::FontFamily::Proportional)
    };
    let font = FontId::new(12.0, family);
    let text = ANSWERS[place].0;
    ui.painter()
        .text(at.center(), Align2::CENTER_CENTER, text, font, color);
}

fn answer_name(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "don’t know",
    }
}

/// The outer corners of the first and the last button are round.
fn corners(place: usize) -> CornerRadius {
    match place {
        0 => CornerRadius {
            nw: RADIUS,
            sw: RADIUS,
            ..CornerRadius::ZERO
        },
        2 => CornerRadius {
            ne: RADIUS,
            se: RADIUS,
            ..CornerRadius::ZERO
        },
        _ => CornerRadius::ZERO,
    }
}
