//! The tab "Compare": the scenarios that are ticked in the library, over each other and in a table.

use egui::{Grid, Label, RichText, ScrollArea, Ui, vec2};

use crate::analysis::risk::layout::AT_REST;
use crate::charts::compare::{CompareChart, Compares, MOST};
use crate::files::examples::EXAMPLES;
use crate::files::settings::{Pick, Set};
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::study::Study;
use crate::study::comparison::{self, rows};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::{Action, Actions};
use super::command::Command;
use super::dialogs::Dialog;
use super::latest::Latest;
use super::risk::sized_ui;
use super::state::{State, Tab};
use super::tasks::Event;

/// The scenarios that are compared, each with where it comes from.
pub type Compared = Vec<(Pick, Scenario)>;

/// What a comparison is of: the scenarios, and what was turned for the decision about each.
pub type Of = (Compared, Knobs);

/// What is to be compared now.
pub fn of(state: &State) -> Of {
    (compared(state), state.settings.knobs.clone())
}

/// What the tab shows.
#[derive(Debug, Default)]
pub struct CompareTab {
    /// What is laid over each other.
    pub compares: Compares,
    /// Whether inputs in which nothing differs are listed too.
    pub all_inputs: bool,
    /// What the scenarios come to.
    pub latest: Latest<Of, Vec<Study>>,
}

/// The part of the height that the chart gets.
const CHART: f32 = 0.56;
const LEAST_CHART: f32 = 240.0;
/// Room for the names of the table's rows, between columns, and least of a column.
const NAMES: f32 = 200.0;
const GAP: f32 = 16.0;
const LEAST_COLUMN: f32 = 110.0;
/// Room for the button that leaves a scenario out.
const LEAVE_OUT: f32 = 40.0;

/// What is ticked and can be read; the open scenario as it is in the window.
pub fn compared(state: &State) -> Compared {
    found(state).take(MOST).collect()
}

/// Whether there is any of it.
pub fn is_any(state: &State) -> bool {
    found(state).next().is_some()
}

/// Whether all of it counts in one currency: amounts in several don't go over each other.
pub fn in_one_currency(state: &State) -> bool {
    let mut currencies = found(state).map(|(_, scenario)| scenario.currency);
    let first = currencies.next();
    currencies.all(|currency| Some(&currency) == first.as_ref())
}

fn found(state: &State) -> impl Iterator<Item = (Pick, Scenario)> {
    state.settings.compared.iter().filter_map(|pick| {
        let scenario = match pick {
            Pick::File(path) if state.document.path.as_ref() == Some(path) => {
                Some(state.document.scenario().clone())
            }
            Pick::File(path) => state.library.scenario(path).cloned(),
            Pick::Example(name) => EXAMPLES
                .iter()
                .find(|example| example.name == name)
                .and_then(|example| example.scenario().ok()),
        };
        Some((pick.clone(), scenario?))
    })
}

/// Everything about several scenarios.
pub fn studies(scenarios: &[(Pick, Scenario)], knobs: &Knobs, samples: usize) -> Vec<Study> {
    scenarios
        .iter()
        .map(|(_, scenario)| Study::new(scenario, samples, knobs, &|_| {}))
        .collect()
}

/// Starts working them out, where that is due.
pub fn update(state: &mut State) -> Result<(), String> {
    let of = of(state);
    if !state.compare.latest.is_due(&of) {
        return Ok(());
    }
    state.tasks.start("comparison", move || {
        let (scenarios, knobs) = &of;
        let studies = studies(scenarios, knobs, AT_REST);
        Event::Compared(Box::new((of, studies)))
    })?;
    state.compare.latest.started();
    Ok(())
}

/// Draws the tab.
pub fn compare_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let of = of(state);
    ui.horizontal_wrapped(|ui| {
        for compares in [Compares::Savings, Compares::Costs] {
            let command = Command::Compare(compares);
            let text = RichText::new(command.describe().name).size(12.5);
            let chosen = state.compare.compares == compares;
            let tooltip = command.describe().tooltip;
            if ui
                .selectable_label(chosen, text)
                .on_hover_text(tooltip)
                .clicked()
            {
                actions.run(command);
            }
        }
        sets_ui(ui, state, actions);
    });
    if of.0.is_empty() {
        ui.add_space(12.0);
        let hint = "Tick scenarios in the library, on the left, to lay them over the open one";
        ui.add(Label::new(RichText::new(hint).color(palette.weak)).wrap());
        return;
    }
    let left_out = state.settings.compared.len().saturating_sub(of.0.len());
    if left_out > 0 {
        let hint = format!(
            "{left_out} of those that are ticked can’t be read, or are more than the {MOST} that a chart can hold"
        );
        ui.add(Label::new(RichText::new(hint).color(palette.warning)).wrap());
    }
    let Some(studies) = state.compare.latest.for_drawing(ui, &of, "") else {
        return;
    };
    let chart = CompareChart {
        studies,
        compares: state.compare.compares,
    };
    let title = RichText::new(chart.title()).family(fonts::bold());
    ui.add(Label::new(title.size(18.0)).wrap());
    let in_one_currency = comparison::currency(studies).is_some();
    let caption = if in_one_currency {
        chart.caption()
    } else {
        "Leave scenarios out with × until one currency remains; the table has each in its own"
    };
    ui.label(RichText::new(caption).size(13.0).color(palette.weak));
    let height = (CHART * ui.available_height()).max(LEAST_CHART);
    if in_one_currency {
        sized_ui(ui, vec2(ui.available_width(), height), |ui| {
            chart.chart_ui(ui);
        });
    }
    ui.add_space(6.0);
    table_ui(ui, state, &of, studies, actions);
}

/// The set that is ticked, kept sets, and both taken back.
fn sets_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let settings = &state.settings;
    ui.menu_button("Sets", |ui| {
        if ui
            .add_enabled(
                !settings.compared.is_empty(),
                egui::Button::new("Keep this set…"),
            )
            .clicked()
        {
            actions.send(Action::KeepSet);
            ui.close();
        }
        ui.separator();
        if ui
            .add_enabled(
                !settings.compared.is_empty(),
                egui::Button::new("Untick all"),
            )
            .clicked()
        {
            actions.send(Action::TickSet(Vec::new()));
            ui.close();
        }
        if !settings.kept.is_empty() {
            ui.separator();
        }
        for set in &settings.kept {
            let names: Vec<String> = set.picks.iter().map(Pick::name).collect();
            let button = egui::Button::new(&set.name).selected(set.picks == settings.compared);
            ui.horizontal(|ui| {
                if ui.add(button).on_hover_text(names.join("\n")).clicked() {
                    actions.send(Action::TickSet(set.picks.clone()));
                    ui.close();
                }
                let forget = small_ui(ui, "×", &format!("Forget “{}”", set.name));
                if forget.clicked() {
                    actions.send(Action::ForgetSet(set.name.clone()));
                }
            });
        }
    })
    .response
    .on_hover_text("Keep what is ticked, and come back to it");
}

/// A button of a sign, which says what it does.
fn small_ui(ui: &mut Ui, sign: &str, does: &str) -> egui::Response {
    let response = ui.add(egui::Button::new(sign).small().frame_when_inactive(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, does));
    response.on_hover_text(does)
}

fn table_ui(ui: &mut Ui, state: &State, of: &Of, studies: &[Study], actions: &mut Actions) {
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        ui.label(
            RichText::new("Side by side")
                .family(fonts::bold())
                .size(14.0),
        );
        let mut all = state.compare.all_inputs;
        if ui.checkbox(&mut all, "all inputs").changed() {
            actions.run(Command::AllInputs);
        }
    });
    let columns = studies.len() as f32;
    let column = ((ui.available_width() - NAMES) / columns - GAP).max(LEAST_COLUMN);
    ScrollArea::horizontal().show(ui, |ui| {
        Grid::new("compared")
            .striped(true)
            .max_col_width(column.max(NAMES - GAP))
            .min_row_height(24.0)
            .spacing([GAP, 4.0])
            .show(ui, |ui| {
                ui.label("");
                for (place, study) in studies.iter().enumerate() {
                    let title = study.scenario.title();
                    ui.horizontal_top(|ui| {
                        let text = RichText::new(title).family(fonts::bold());
                        cell_ui(ui, column - LEAVE_OUT, text.color(palette.line_of(place)));
                        let leave_out = small_ui(ui, "×", &format!("Leave out {title}"));
                        // What is shown may be of a moment ago.
                        let left_out = leave_out.clicked() && state.compare.latest.is_of(of);
                        if let Some((pick, _)) = of.0.get(place).filter(|_| left_out) {
                            let mut set = state.settings.compared.clone();
                            set.retain(|other| other != pick);
                            actions.send(Action::TickSet(set));
                        }
                    });
                }
                ui.end_row();
                for row in rows(studies, state.compare.all_inputs) {
                    cell_ui(ui, NAMES - GAP, RichText::new(row.name).color(palette.weak));
                    for cell in row.cells {
                        let text = RichText::new(cell.text);
                        let text = if row.is_result {
                            text.family(fonts::bold())
                        } else {
                            text
                        };
                        cell_ui(ui, column, text);
                    }
                    ui.end_row();
                }
            });
    });
}

fn cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    ui.scope(|ui| {
        ui.set_width(width);
        ui.add(Label::new(text).wrap());
    });
}

/// Keeps what is ticked under a name.
pub fn keep(state: &mut State, name: &str) {
    let name = name.trim().to_owned();
    let kept = &mut state.settings.kept;
    let problem = if name.is_empty() {
        Some("A set needs a name")
    } else if kept.iter().any(|set| set.name == name) {
        Some("There is a set of that name already; choose another name")
    } else {
        None
    };
    if let Some(problem) = problem {
        state.dialog = Some(Dialog::NameSet {
            text: name,
            problem: Some(problem.to_owned()),
        });
        return;
    }
    let picks = state.settings.compared.clone();
    kept.push(Set { name, picks });
    state
        .notices
        .info("The set is kept: it is listed under Sets");
    state.save_settings();
}

/// A set to be ticked: who ticks a first scenario wants it beside the open one.
pub fn with_the_open_one(state: &State, mut set: Vec<Pick>) -> Vec<Pick> {
    let first = state.settings.compared.is_empty() && set.len() == 1;
    let open = match &state.document.path {
        Some(path) => Some(Pick::File(path.clone())),
        None => EXAMPLES
            .iter()
            .find(|example| {
                let example = example.scenario();
                example.is_ok_and(|example| example == *state.document.scenario())
            })
            .map(|example| Pick::Example(example.name.to_owned())),
    };
    if let Some(open) = open.filter(|open| first && !set.contains(open)) {
        set.insert(0, open);
    }
    set
}

/// The box beside a name in the library.
pub fn tick_ui(
    ui: &mut Ui,
    row: egui::Rect,
    title: &str,
    pick: Pick,
    state: &State,
    actions: &mut Actions,
) {
    let ticked = state.settings.compared.contains(&pick);
    let hovered = ui.rect_contains_pointer(row);
    // Out of the way until it is looked for.
    let comparing = state.tab == Tab::Compare || !state.settings.compared.is_empty();
    if !(ticked || hovered || comparing) {
        return;
    }
    let at = egui::Rect::from_center_size(row.right_center() - vec2(14.0, 0.0), vec2(20.0, 20.0));
    let mut checked = ticked;
    // On top of the row, which has its place already.
    let mut tick = ui.new_child(egui::UiBuilder::new().max_rect(at));
    let line = egui::Stroke::new(1.0, Palette::current(ui).weak);
    tick.visuals_mut().widgets.inactive.bg_stroke = line;
    let response = tick.add(egui::Checkbox::without_text(&mut checked));
    response.widget_info(|| {
        let name = format!("Compare {title}");
        egui::WidgetInfo::selected(egui::Role::CheckBox, true, ticked, name)
    });
    if response.on_hover_text("Compare it").changed() {
        let mut set = state.settings.compared.clone();
        set.retain(|other| *other != pick);
        if checked {
            set.push(pick);
        }
        actions.send(Action::TickSet(set));
    }
}
