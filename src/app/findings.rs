//! What the scenario comes to: the finding in a sentence, its key figures, and the tabs with charts and table.

use egui::{RichText, Sense, TextStyle, Ui, vec2};

use crate::analysis::finding;
use crate::charts::cost::{CostChart, Over};
use crate::charts::phases::PhasesChart;
use crate::charts::saving::SavingChart;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::Actions;
use super::command::Command;
use super::state::{CostView, State, Tab};
use super::{compare, decide, drivers, map, risk, table};

/// Below this width the headline is set smaller.
const NARROW: f32 = 520.0;
/// Below this width what the cost tab shows is chosen in a row of its own.
const ONE_ROW: f32 = 900.0;
/// A chart that is lower than this says nothing: the page scrolls instead.
const LEAST_CHART_HEIGHT: f32 = 260.0;

/// Draws the page.
pub fn findings_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| page_ui(ui, state, actions));
}

fn page_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let bottom = ui.clip_rect().bottom();
    let scenario = state.document.scenario();
    let shown = state.odds.shown(state.revision);
    // A comparison has a finding of its own.
    if state.tab != Tab::Compare {
        head_ui(ui, state);
    }
    tabs_ui(ui, state, actions);
    ui.add_space(8.0);
    let analysis = &state.findings.analysis;
    let height = (bottom - ui.cursor().top() - 6.0).max(LEAST_CHART_HEIGHT);
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        match state.tab {
            Tab::Cost => {
                let bands = shown.map(|(risk, fits)| (&risk.bands, fits));
                match state.cost_view {
                    CostView::Curves(over) => CostChart {
                        scenario,
                        analysis,
                        over,
                        // By a month's end each draw has answered other numbers of queries.
                        bands: bands.filter(|_| over == Over::Months),
                        switch: None,
                    }
                    .ui(ui),
                    CostView::Saving => SavingChart {
                        scenario,
                        analysis,
                        bands,
                    }
                    .ui(ui),
                }
            }
            Tab::Phases => PhasesChart { scenario, analysis }.ui(ui),
            Tab::Drivers => drivers::drivers_ui(ui, state, actions),
            Tab::Risk => risk::risk_ui(ui, state, actions),
            Tab::Map => map::map_ui(ui, state, actions),
            Tab::Decide => decide::decide_ui(ui, state, actions),
            Tab::Table => table::table_ui(ui, state),
            Tab::Compare => compare::compare_ui(ui, state, actions),
        }
    });
}

/// The finding in a sentence, what stands behind it, and its key figures.
fn head_ui(ui: &mut Ui, state: &State) {
    let palette = Palette::current(ui);
    let shown = state.odds.shown(state.revision);
    let (scenario, verdict) = (state.document.scenario(), &state.findings.verdict);
    let (headline, detail) = finding::risk::finding(scenario, verdict, shown.map(|(risk, _)| risk));
    let mut headline = RichText::new(headline).text_style(TextStyle::Name("headline".into()));
    if ui.available_width() < NARROW {
        headline = headline.size(17.0);
    }
    // What is of a moment ago is not shown as if it were current.
    if shown.is_some_and(|(_, fits)| !fits) {
        headline = headline.color(palette.weak);
    }
    ui.add(egui::Label::new(headline).wrap());
    if !detail.is_empty() {
        let detail = RichText::new(detail).size(14.0).color(palette.weak);
        ui.add(egui::Label::new(detail).wrap());
    }
    ui.add_space(8.0);
    key_figures_ui(ui, state);
    ui.add_space(8.0);
}

/// The figures side by side, in as many rows as they need.
fn key_figures_ui(ui: &mut Ui, state: &State) {
    let palette = Palette::current(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(22.0, 6.0);
        for figure in &state.findings.verdict.key_figures {
            let font = TextStyle::Name("figure".into()).resolve(ui.style());
            let value = ui
                .painter()
                .layout_no_wrap(figure.value.clone(), font, palette.text);
            let font = egui::FontId::proportional(12.0);
            let caption = ui
                .painter()
                .layout_no_wrap(figure.caption.clone(), font, palette.weak);
            let size = vec2(
                value.size().x.max(caption.size().x),
                value.size().y + caption.size().y + 1.0,
            );
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| {
                egui::WidgetInfo::labeled(
                    egui::Role::Label,
                    true,
                    format!("{} {}", figure.value, figure.caption),
                )
            });
            response.on_hover_text(figure.help);
            let below = vec2(0.0, value.size().y + 1.0);
            ui.painter().galley(rect.min, value, palette.text);
            ui.painter().galley(rect.min + below, caption, palette.weak);
        }
    });
}

fn tabs_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let one_row = ui.available_width() >= ONE_ROW;
    let row = if one_row {
        ui.horizontal(|ui| {
            names_ui(ui, state, actions);
            if state.tab == Tab::Cost {
                let layout = egui::Layout::right_to_left(egui::Align::Center);
                ui.with_layout(layout, |ui| {
                    cost_views_ui(ui, state, actions, COST_VIEWS.into_iter().rev());
                });
            }
        })
    } else {
        ui.horizontal_wrapped(|ui| names_ui(ui, state, actions))
    };
    let rect = row.response.rect;
    ui.painter().hline(
        ui.max_rect().x_range(),
        rect.bottom(),
        egui::Stroke::new(1.0, palette.faint),
    );
    if !one_row && state.tab == Tab::Cost {
        ui.horizontal(|ui| cost_views_ui(ui, state, actions, COST_VIEWS.into_iter()));
    }
}

fn names_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
    for tab in Tab::ALL {
        let command = Command::Show(tab);
        if tab_ui(ui, command.describe().name, state.tab == tab)
            .on_hover_text(command.describe().tooltip)
            .clicked()
        {
            actions.run(command);
        }
    }
}

const COST_VIEWS: [CostView; 3] = [
    CostView::Curves(Over::Months),
    CostView::Curves(Over::Queries),
    CostView::Saving,
];

/// What the cost tab shows.
fn cost_views_ui(
    ui: &mut Ui,
    state: &State,
    actions: &mut Actions,
    views: impl Iterator<Item = CostView>,
) {
    for view in views {
        let command = Command::Cost(view);
        let text = RichText::new(command.describe().name).size(12.5);
        let chosen = state.cost_view == view;
        if ui
            .selectable_label(chosen, text)
            .on_hover_text(command.describe().tooltip)
            .clicked()
        {
            actions.run(command);
        }
    }
}

/// A name with a line under it where it is the chosen one.
fn tab_ui(ui: &mut Ui, name: &str, chosen: bool) -> egui::Response {
    let palette = Palette::current(ui);
    let family = if chosen {
        fonts::bold()
    } else {
        egui::FontFamily::Proportional
    };
    let color = if chosen { palette.text } else { palette.weak };
    let galley =
        ui.painter()
            .layout_no_wrap(name.to_owned(), egui::FontId::new(13.5, family), color);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(24.0, 14.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, name));
    let color = if response.hovered() {
        palette.text
    } else {
        color
    };
    ui.painter().galley_with_override_text_color(
        rect.center() - galley.size() / 2.0,
        galley,
        color,
    );
    if response.has_focus() {
        let ring = egui::Stroke::new(1.5, palette.accent);
        ui.painter()
            .rect_stroke(rect, 4.0, ring, egui::StrokeKind::Inside);
    }
    if chosen {
        let line = egui::Stroke::new(2.0, palette.text);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 1.0, line);
    }
    response
}
