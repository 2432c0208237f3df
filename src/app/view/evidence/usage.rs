//! A usage export: its traffic by day, which models and months count, and what would be filled in.

use egui::{
    Align, Align2, DragValue, FontId, Layout, Rect, RichText, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::app::messages::action::{Action, Actions, EvidenceAction, UsageChoice};
use crate::app::state::usage::UsageFound;
use crate::app::widgets::{caption_ui, cell_ui, scroll_ui, weak_ui, wrapped_ui};
use crate::evidence::usage::Amounts;
use crate::scenario::quantity::count;
use crate::theme::palette::Palette;

/// Share of the width that the export's figures take.
const FIGURES_SHARE: f32 = 0.48;
const GAP: f32 = 24.0;
const CHART_HEIGHT: f32 = 84.0;
/// Height of the line below the chart.
const AXIS_HEIGHT: f32 = 18.0;
/// Size of small type, in points.
const SMALL_POINTS: f32 = 11.5;
/// Widths of the columns of what counts, in points.
const MONTH_WIDTH: f32 = 88.0;
const VOLUME_WIDTH: f32 = 56.0;
/// Share of the width that names of inputs take.
const NAMES_SHARE: f32 = 0.42;
/// From so many days on a bar is a week.
const MAX_DAYS: usize = 190;

/// Draws the export's figures beside what would be filled in.
pub(super) fn usage_ui(ui: &mut Ui, size: Vec2, found: &UsageFound, actions: &mut Actions) {
    ui.horizontal_top(|ui| {
        column_ui(ui, "figures", size.x * FIGURES_SHARE, size.y, |ui| {
            figures_ui(ui, found, actions);
        });
        ui.add_space(GAP - ui.spacing().item_spacing.x);
        let width = size.x * (1.0 - FIGURES_SHARE) - GAP;
        column_ui(ui, "filled", width, size.y, |ui| {
            filled_ui(ui, found, actions);
        });
    });
}

/// A column that scrolls by itself.
fn column_ui(ui: &mut Ui, name: &str, width: f32, height: f32, draw: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.set_width(width);
        let area = ScrollArea::vertical()
            .id_salt(name)
            .max_height(height)
            .min_scrolled_height(height);
        scroll_ui(ui, area, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 4.0;
            draw(ui);
        });
    });
}

fn choose(actions: &mut Actions, choice: UsageChoice) {
    actions.send(Action::Evidence(EvidenceAction::ChooseUsage(choice)));
}

fn figures_ui(ui: &mut Ui, found: &UsageFound, actions: &mut Actions) {
    let export = &found.export;
    for (place, line) in export.in_words().iter().enumerate() {
        let text = RichText::new(line);
        wrapped_ui(ui, if place == 0 { text.strong() } else { text });
    }
    for problem in &export.problems.first {
        let text = RichText::new(format!("Line {}: {}", problem.line, problem.text));
        wrapped_ui(ui, text.color(Palette::current(ui).warning));
    }
    let more = export.untold_problems();
    if more > 0 {
        weak_ui(ui, format!("and {more} more"));
    }
    ui.add_space(6.0);
    chart_ui(ui, found);
    ui.add_space(6.0);
    months_ui(ui, found, actions);
    ui.add_space(6.0);
    models_ui(ui, found, actions);
}

/// What is drawn and listed: queries, or tokens where no queries are stated.
fn volume(amounts: &Amounts) -> f64 {
    amounts.queries.or(amounts.tokens()).unwrap_or(0.0)
}

fn what_is_counted(found: &UsageFound) -> &'static str {
    if found.states_no_queries() {
        "Tokens"
    } else {
        "Queries"
    }
}

/// The traffic of the chosen models by day, or by week if there are many. What doesn't count is drawn weaker.
fn chart_ui(ui: &mut Ui, found: &UsageFound) {
    let palette = Palette::current(ui);
    let chosen = found.chosen_models();
    let days = found
        .export
        .days()
        .filter(|(model, ..)| chosen.contains(model));
    let days: Vec<_> = days
        .map(|(_, day, amounts)| (day, volume(amounts)))
        .collect();
    let (Some(first), Some(last)) = (
        days.iter().map(|(day, _)| *day).min(),
        days.iter().map(|(day, _)| *day).max(),
    ) else {
        weak_ui(ui, "No model is selected");
        return;
    };
    let span = days_between(first, last) + 1;
    let days_per_bar = if span > MAX_DAYS { 7 } else { 1 };
    let mut bars = vec![(0.0, false); span.div_ceil(days_per_bar)];
    for (day, volume) in days {
        let month = day.strftime("%Y-%m").to_string();
        let counts = (found.months.iter()).any(|(known, counts)| *counts && known.month == month);
        let bar = &mut bars[days_between(first, day) / days_per_bar];
        *bar = (bar.0 + volume, counts);
    }
    let per = if days_per_bar == 1 { "day" } else { "week" };
    caption_ui(ui, &format!("{} per {per}", what_is_counted(found)));
    let room = vec2(ui.available_width(), CHART_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    let most = bars.iter().map(|(volume, _)| *volume).fold(0.0, f64::max);
    let name = format!(
        "Traffic from {first} to {last}, at most {} per {per}",
        count(most)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let width = rect.width() / bars.len() as f32;
    for (place, (volume, counts)) in bars
        .iter()
        .enumerate()
        .filter(|(_, (volume, _))| *volume > 0.0)
    {
        let left = rect.left() + place as f32 * width;
        let height = (*volume / most) as f32 * rect.height();
        let right = left + (width - if width > 3.0 { 1.0 } else { 0.0 }).max(1.0);
        let top = rect.bottom() - height.max(1.0);
        let bar = Rect::from_min_max(pos2(left, top), pos2(right, rect.bottom()));
        let color = if *counts {
            palette.prompting
        } else {
            palette.line
        };
        ui.painter().rect_filled(bar, 0.0, color);
    }
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), (1.0, palette.line));
    let (_, axis) = ui.allocate_space(vec2(rect.width(), AXIS_HEIGHT));
    let small = FontId::proportional(SMALL_POINTS);
    let [first, last] = [first, last].map(|day| day.strftime("%-d %b %Y").to_string());
    for (at, align, text) in [
        (axis.left_center(), Align2::LEFT_CENTER, first),
        (axis.right_center(), Align2::RIGHT_CENTER, last),
    ] {
        ui.painter()
            .text(at, align, text, small.clone(), palette.weak);
    }
    let most = format!("at most {}", count(most));
    ui.painter().text(
        axis.center(),
        Align2::CENTER_CENTER,
        most,
        small,
        palette.weak,
    );
}

fn days_between(first: jiff::civil::Date, last: jiff::civil::Date) -> usize {
    let days = first.until(last).map_or(0, |span| span.get_days());
    usize::try_from(days).unwrap_or(0)
}

/// The months, each with a box that says whether it counts.
fn months_ui(ui: &mut Ui, found: &UsageFound, actions: &mut Actions) {
    caption_ui(ui, "Months that count");
    for (place, (month, counts)) in found.months.iter().enumerate() {
        let note = match &month.note {
            Some(note) if month.complete => note,
            Some(note) => &format!("Partial: {note}"),
            None => "",
        };
        if let Some(on) = counted_ui(
            ui,
            (&month.name(), MONTH_WIDTH),
            &month.amounts,
            *counts,
            note,
        ) {
            choose(actions, UsageChoice::Month(place, on));
        }
    }
}

/// The models, each with a box that says whether it counts.
fn models_ui(ui: &mut Ui, found: &UsageFound, actions: &mut Actions) {
    caption_ui(ui, "Models that count");
    let width = ui.available_width() - VOLUME_WIDTH - 40.0;
    for (place, model) in found.models.iter().enumerate() {
        let name = if model.name.is_empty() {
            "Not stated"
        } else {
            &model.name
        };
        if let Some(on) = counted_ui(ui, (name, width), &model.amounts, model.is_chosen, "") {
            choose(actions, UsageChoice::Model(place, on));
        }
    }
}

/// Something that counts or not, with its volume. Returns whether it is to count, if that was changed.
fn counted_ui(
    ui: &mut Ui,
    (name, width): (&str, f32),
    amounts: &Amounts,
    counts: bool,
    note: &str,
) -> Option<bool> {
    ui.horizontal(|ui| {
        let mut on = counts;
        let response = ui
            .scope(|ui| {
                ui.set_width(width);
                ui.add(egui::Checkbox::new(&mut on, name))
            })
            .inner;
        let volume = count(volume(amounts).round());
        ui.allocate_ui_with_layout(
            vec2(VOLUME_WIDTH, ui.available_height()),
            Layout::right_to_left(Align::Center),
            |ui| ui.label(volume),
        );
        weak_ui(ui, RichText::new(note).small());
        response.changed().then_some(on)
    })
    .inner
}

/// What the export says, what the user has to say, and what filling in would change.
fn filled_ui(ui: &mut Ui, found: &UsageFound, actions: &mut Actions) {
    for line in found.summary.in_words() {
        wrapped_ui(ui, line);
    }
    ui.add_space(6.0);
    if found.states_no_queries() {
        let help = "The export states no requests. Say how many there were in these months";
        number_ui(
            ui,
            "Requests",
            found.queries.unwrap_or(0.0),
            1e12,
            |queries| {
                choose(actions, UsageChoice::Queries(queries));
            },
        );
        weak_ui(ui, help);
    }
    if let (Some(prompt), Some(input)) = (found.prompt_tokens, found.summary.input_tokens_per_query)
    {
        number_ui(
            ui,
            "System prompt",
            prompt,
            input.round().max(1.0),
            |tokens| {
                choose(actions, UsageChoice::PromptTokens(tokens));
            },
        );
        weak_ui(
            ui,
            format!(
                "Tokens, of {} a query. The rest is the user’s own input",
                count(input.round())
            ),
        );
    }
    if let Some(model) = found.listed {
        let mut on = found.takes_prices;
        let text = format!("List prices of {}", model.full_name());
        if ui.checkbox(&mut on, text).changed() {
            choose(actions, UsageChoice::Prices(on));
        }
    } else if found.chosen_models().len() > 1 {
        weak_ui(
            ui,
            "Leave one model selected to fill in its list prices too",
        );
    }
    ui.add_space(6.0);
    caption_ui(ui, "What is filled in");
    match &found.remarks {
        Err(problem) => {
            let color = Palette::current(ui).error;
            wrapped_ui(ui, RichText::new(problem).color(color));
        }
        Ok(_) if found.changes.is_empty() => {
            weak_ui(ui, "Nothing that isn’t in the scenario already");
        }
        Ok(_) => {}
    }
    let width = ui.available_width();
    let values = found.changes.iter().filter(|change| change.is_of_value());
    for change in values {
        ui.horizontal_top(|ui| {
            cell_ui(ui, width * NAMES_SHARE, &change.name);
            wrapped_ui(ui, format!("{} → {}", change.before, change.after));
        });
    }
    for remark in found.remarks.iter().flatten() {
        let color = Palette::current(ui).warning;
        wrapped_ui(ui, RichText::new(remark).color(color));
    }
}

/// A number that can be dragged and typed.
fn number_ui(ui: &mut Ui, name: &str, value: f64, most: f64, set: impl FnOnce(f64)) {
    ui.horizontal(|ui| {
        ui.label(name);
        let mut number = value;
        let drag = DragValue::new(&mut number)
            .range(0.0..=most)
            .speed((most / 500.0).clamp(1.0, 1000.0))
            .max_decimals(0);
        let response = ui.add(drag);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
        if response.changed() {
            set(number.round());
        }
    });
}
