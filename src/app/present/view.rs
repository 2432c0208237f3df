//! The presentation's view: one page in large type, and the strip below it.

use egui::{CentralPanel, Color32, Frame, Margin, Panel, RichText, Ui};

use crate::app::library::list::Library;
use crate::app::messages::action::Actions;
use crate::app::messages::screen::PresentationPage;
use crate::app::tabs::compare::CompareTab;
use crate::app::widgets::{computed_ui, weak_ui, wrapped_ui};
use crate::app::workspace::Workspace;
use crate::charts::comparison::ComparisonChart;
use crate::charts::figure::Figure;
use crate::study::Study;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::pages::pages;
use super::presentation::Presentation;
use super::strip::{Strip, strip_ui};

/// What the page shows.
fn page_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &CompareTab,
    library: &Library,
    page: PresentationPage,
    study: &Study,
    plan: Option<&[[f64; 2]]>,
) {
    match page {
        PresentationPage::Chart(kind) => {
            Figure {
                study,
                kind,
                alone: true,
                plan,
            }
            .ui(ui);
        }
        PresentationPage::Verdict => verdict_ui(ui, study),
        PresentationPage::Comparison(quantity) => {
            let comparison = tab.get(workspace, library);
            if let Some(comparison) = computed_ui(ui, comparison, "") {
                let studies = &comparison.studies;
                ComparisonChart { studies, quantity }.figure_ui(ui);
            }
        }
    }
}

/// What the card on the first page leaves out, in type for the back of the room: the other reasons, what would change the recommendation,
/// and what is still open.
fn verdict_ui(ui: &mut Ui, study: &Study) {
    let advice = &study.decision_words().advice;
    let title = RichText::new(&advice.headline).family(fonts::bold());
    wrapped_ui(ui, title.size(24.0));
    for (title, sentences) in [
        ("Why", advice.all_reasons().skip(1).cloned().collect()),
        ("What would change this", study.flip_sentences()),
        ("Still open", advice.missing.clone()),
    ] {
        if sentences.is_empty() {
            continue;
        }
        ui.add_space(8.0);
        weak_ui(ui, RichText::new(title).size(13.0));
        for sentence in sentences {
            wrapped_ui(ui, RichText::new(sentence).size(16.0));
        }
    }
}

/// Draws nothing but black.
pub fn blank_ui(ui: &mut Ui) {
    CentralPanel::default()
        .frame(Frame::new().fill(Color32::BLACK))
        .show(ui, |_| {});
}

/// Draws the strip at the bottom.
pub fn strip_panel_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    library: &Library,
    presentation: &Presentation,
    strip: &Strip,
    actions: &mut Actions,
) {
    let frame = Frame::new()
        .fill(Palette::current(ui).bar)
        .inner_margin(Margin::symmetric(28, 8));
    Panel::bottom("strip").frame(frame).show(ui, |ui| {
        let study = presentation.study(workspace.revision);
        let pages = study
            .latest()
            .map_or(Vec::new(), |study| pages(workspace, library, study));
        strip_ui(ui, workspace, presentation, strip, &pages, actions);
    });
}

/// Draws the page into what is left of the window.
pub fn page_panel_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    tab: &CompareTab,
    library: &Library,
    presentation: &Presentation,
) {
    let frame = Frame::new()
        .fill(Palette::current(ui).background)
        .inner_margin(Margin {
            left: 28,
            right: 28,
            top: 22,
            bottom: 6,
        });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let study = presentation.study(workspace.revision);
        if let Some(study) = computed_ui(ui, study, "") {
            let plan = presentation.plan(workspace);
            page_ui(ui, workspace, tab, library, presentation.page, study, plan);
        }
    });
}
