//! A training file: what it holds, a histogram of its tokens, its problems, and what training on it costs at each offer.

use egui::{
    Align2, FontId, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

use crate::app::focus::list::{Along, List};
use crate::app::messages::action::{Action, Actions, EvidenceAction};
use crate::app::state::evidence::TrainingFound;
use crate::app::widgets::{
    caption_ui, focus_ring, hover_ui, scroll_ui, truncated, weak_ui, wrapped_ui,
};
use crate::evidence::training::offers::TrainingOffer;
use crate::evidence::training::summary::TrainingFile;
use crate::scenario::quantity::count;
use crate::theme::palette::Palette;

/// Share of the width that the file's figures take.
const FIGURES_SHARE: f32 = 0.46;
const GAP: f32 = 24.0;
const HISTOGRAM_HEIGHT: f32 = 96.0;
const HISTOGRAM_BARS: usize = 40;
/// Height of the line below the histogram.
const AXIS_HEIGHT: f32 = 18.0;
const ROW_HEIGHT: f32 = 24.0;
/// Sizes of the type, in points.
const POINTS: f32 = 13.0;
const SMALL_POINTS: f32 = 11.5;
/// Room for the name of a column and the notes below the offers, in points.
const AROUND_OFFERS: f32 = 90.0;

/// Draws the file's figures beside the offers.
pub(super) fn training_ui(
    ui: &mut Ui,
    size: Vec2,
    model: &str,
    found: &TrainingFound,
    actions: &mut Actions,
) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(size.x * FIGURES_SHARE);
            let area = ScrollArea::vertical()
                .id_salt("figures")
                .max_height(size.y)
                .min_scrolled_height(size.y);
            scroll_ui(ui, area, |ui| {
                ui.set_width(size.x * FIGURES_SHARE);
                figures_ui(ui, model, &found.file);
            });
        });
        ui.add_space(GAP - ui.spacing().item_spacing.x);
        ui.vertical(|ui| {
            ui.set_width(size.x * (1.0 - FIGURES_SHARE) - GAP);
            offers_ui(ui, size.y, found, actions);
        });
    });
}

fn figures_ui(ui: &mut Ui, model: &str, file: &TrainingFile) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let lines = file.in_words(model);
    for (place, line) in lines.iter().enumerate() {
        let text = RichText::new(line);
        wrapped_ui(ui, if place == 0 { text.strong() } else { text });
    }
    for problem in &file.problems {
        let text = RichText::new(problem.to_string());
        wrapped_ui(ui, text.color(Palette::current(ui).warning));
    }
    let more = file.untold_problems();
    if more > 0 {
        weak_ui(ui, format!("and {more} more"));
    }
    ui.add_space(8.0);
    caption_ui(ui, "Examples by tokens");
    histogram_ui(ui, file);
}

/// How many examples have so many tokens.
fn histogram_ui(ui: &mut Ui, file: &TrainingFile) {
    let palette = Palette::current(ui);
    let (bar_tokens, heights) = file.histogram(HISTOGRAM_BARS);
    let room = vec2(ui.available_width(), HISTOGRAM_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    let name = format!(
        "Histogram: half of the examples have at most {} tokens, the longest has {}",
        count(file.quantile(0.5) as f64),
        count(file.max() as f64)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let most = heights.iter().copied().max().unwrap_or(1).max(1) as f32;
    let width = rect.width() / heights.len() as f32;
    for (place, height) in heights
        .iter()
        .enumerate()
        .filter(|(_, height)| **height > 0)
    {
        let left = rect.left() + place as f32 * width;
        let top = rect.bottom() - (*height as f32 / most * rect.height()).max(1.0);
        let right = left + (width - 1.0).max(1.0);
        let bar = Rect::from_min_max(pos2(left, top), pos2(right, rect.bottom()));
        ui.painter().rect_filled(bar, 1.0, palette.fine_tuning);
    }
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), (1.0, palette.line));
    let (_, axis) = ui.allocate_space(vec2(rect.width(), AXIS_HEIGHT));
    let last = format!(
        "{} tokens",
        count((bar_tokens * heights.len() as u64) as f64)
    );
    for (at, align, text) in [
        (axis.left_center(), Align2::LEFT_CENTER, "0"),
        (axis.right_center(), Align2::RIGHT_CENTER, last.as_str()),
    ] {
        let small = FontId::proportional(SMALL_POINTS);
        ui.painter().text(at, align, text, small, palette.weak);
    }
}

/// The offers, of which one can be chosen: its prices are filled in too.
fn offers_ui(ui: &mut Ui, height: f32, found: &TrainingFound, actions: &mut Actions) {
    let width = ui.available_width();
    let (_, heading) = ui.allocate_space(vec2(width, 18.0));
    let palette = Palette::current(ui);
    let small = FontId::proportional(SMALL_POINTS);
    let [run, round] = columns(heading);
    for (x, align, text) in [
        (heading.left(), Align2::LEFT_CENTER, "Train at"),
        (run, Align2::RIGHT_CENTER, "A run"),
        (round, Align2::RIGHT_CENTER, "A round"),
    ] {
        let at = pos2(x, heading.center().y);
        ui.painter()
            .text(at, align, text, small.clone(), palette.weak);
    }
    let room = (height - AROUND_OFFERS).max(80.0);
    let area = ScrollArea::vertical()
        .id_salt("offers")
        .max_height(room)
        .min_scrolled_height(room);
    scroll_ui(ui, area, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 1.0;
        let chosen = found.chosen.map_or(0, |place| place + 1);
        let in_sight = ui.make_persistent_id("offer in sight");
        let is_new = ui.data(|data| data.get_temp(in_sight)) != Some(chosen);
        ui.data_mut(|data| data.insert_temp(in_sight, chosen));
        let mut list = List::begin(ui, "offers", Along::Column, Some(chosen));
        let none = row_ui(ui, &list, chosen == 0, None);
        list.add(ui, &none);
        let mut clicked = none.clicked().then_some(0);
        for (place, offer) in (1..).zip(&found.offers) {
            let response = row_ui(ui, &list, place == chosen, Some(offer));
            list.add(ui, &response);
            if is_new && place == chosen {
                response.scroll_to_me(None);
            }
            clicked = response.clicked().then_some(place).or(clicked);
        }
        if let Some(place) = list.end(ui).or(clicked) {
            actions.send(Action::Evidence(EvidenceAction::ChooseOffer(
                place.checked_sub(1),
            )));
        }
    });
    // A run has a price and a round hasn't where currencies differ.
    let mut priced = found.offers.iter().filter(|offer| offer.run.is_some());
    let round = if priced.any(|offer| offer.round.is_none()) {
        "They are in US dollars, so a round isn’t added up with what the scenario states"
    } else {
        &found.round
    };
    weak_ui(ui, format!("List prices of training only. {round}"));
    if found.replaced.is_empty() {
        weak_ui(
            ui,
            "A chosen offer also fills in tuned prices and hosting; what you typed stays",
        );
    } else {
        let names: Vec<&str> = found
            .replaced
            .iter()
            .map(|value| value.input.label)
            .collect();
        let text = format!(
            "It is another model, so its list prices replace what you entered: {}",
            names.join(", ")
        );
        wrapped_ui(ui, RichText::new(text).color(Palette::current(ui).warning));
    }
}

/// Where the columns of costs end at the right.
fn columns(row: Rect) -> [f32; 2] {
    [row.right() - 92.0, row.right() - 12.0]
}

/// What an offer costs, with the right end of each cost and what it is the cost of. A price by the hour takes both columns.
fn costs_of(offer: &TrainingOffer<'_>, [run, round]: [f32; 2]) -> Vec<(f32, String, &'static str)> {
    match offer.run {
        None => vec![(round, offer.run_in_words(), "training")],
        Some(_) => vec![
            (run, offer.run_in_words(), "a run"),
            (round, offer.round_in_words(), "a round"),
        ],
    }
}

/// An offer; `None` is the row that leaves the model as it is.
fn row_ui(
    ui: &mut Ui,
    list: &List,
    is_chosen: bool,
    offer: Option<&TrainingOffer<'_>>,
) -> Response {
    let palette = Palette::current(ui);
    let room = vec2(ui.available_width(), ROW_HEIGHT);
    let (_, rect) = ui.allocate_space(room);
    let response = ui.interact(rect, list.next_id(), list.sense());
    if is_chosen {
        ui.painter().rect_filled(rect, 4.0, palette.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.field_hover);
    }
    focus_ring(ui, &response, rect, 4.0);
    let (name, costs) = match offer {
        None => ("Leave the model as it is".to_owned(), Vec::new()),
        Some(offer) => {
            let notes = offer.notes();
            let notes = match notes.as_str() {
                "" => notes,
                notes => format!(" ({notes})"),
            };
            let name = format!("{}{notes}", offer.model.full_name());
            (name, costs_of(offer, columns(rect)))
        }
    };
    let is_limited = offer.is_some_and(|offer| offer.limit.is_some());
    let color = if is_limited {
        palette.weak
    } else {
        palette.text
    };
    let font = FontId::proportional(POINTS);
    let mut words = name.clone();
    let mut left = columns(rect)[0];
    for (x, cost, what) in &costs {
        words = format!("{words}, {what} {cost}");
        let at = pos2(*x, rect.center().y);
        let drawn = ui
            .painter()
            .text(at, Align2::RIGHT_CENTER, cost, font.clone(), color);
        left = left.min(drawn.left());
    }
    // The names of all rows end where the widest usual cost begins, at least.
    let room = left.min(columns(rect)[0] - 44.0) - 12.0 - rect.left();
    let shown = truncated(ui, name.clone(), POINTS, color, room);
    if shown.elided {
        hover_ui(&response, |ui| {
            ui.label(&name);
        });
    }
    let at = pos2(rect.left() + 8.0, rect.center().y - shown.size().y / 2.0);
    ui.painter().galley(at, shown, color);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &words));
    response
}
