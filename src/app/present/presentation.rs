//! The state of a presentation.

use crate::analysis::map::Axes;
use crate::analysis::risk::layout::FINAL_DRAWS;
use crate::app::background::computed::{Computed, Freshness};
use crate::app::background::tasks::Threads;
use crate::app::messages::screen::PresentationPage;
use crate::app::workspace::Workspace;
use crate::app::workspace::document::Document;
use crate::scenario::Scenario;
use crate::scenario::knobs::Lever;
use crate::study::Study;

/// What the presentation shows.
pub struct Presentation {
    /// The page on the screen; update makes it one of those that the study has.
    pub page: PresentationPage,
    /// Whether the screen is black.
    pub blank: bool,
    /// Computed for a revision of the scenario.
    study: Computed<u64, Study>,
    /// The open scenario without the strip's changes, which are undone when the presentation ends.
    pub planned: Scenario,
    /// What fine-tuning saves as planned, once that was computed.
    planned_saving: Option<f64>,
    /// The curve of that over the months, as points [t, saving]; empty until it was computed.
    planned_curve: Vec<[f64; 2]>,
    /// The revision of which both are.
    planned_revision: Option<u64>,
    /// What was open before the presentation moved on to another scenario.
    pub suspended: Option<Suspended>,
    /// The zoom to go back to.
    pub zoom: f32,
    /// Whether the window was full screen before.
    pub was_fullscreen: bool,
}

/// What was open when the presentation began, with everything that opening another scenario puts back to its default.
pub struct Suspended {
    /// With all its changes and its history.
    pub document: Document,
    /// As it was planned.
    pub planned: Scenario,
    /// The saving whose chance is read off.
    pub threshold: f64,
    /// The axes of the map.
    pub axes: Option<Axes>,
    /// The levers that count; `None` if the user has selected none yet.
    pub selected_levers: Option<Vec<Lever>>,
    /// The cheaper model that was picked.
    pub cheaper_model: Option<String>,
}

impl Presentation {
    /// A presentation of the open scenario that begins with this page.
    pub fn new(page: PresentationPage, planned: Scenario, zoom: f32, was_fullscreen: bool) -> Self {
        Self {
            page,
            blank: false,
            study: Computed::default(),
            planned,
            planned_saving: None,
            planned_curve: Vec::new(),
            planned_revision: None,
            suspended: None,
            zoom,
            was_fullscreen,
        }
    }

    /// Starts the computation if it is due. The map has these axes, and the chance of this saving is read off.
    pub fn poll(
        &mut self,
        workspace: &Workspace,
        axes: Option<Axes>,
        threshold: f64,
        threads: &Threads,
    ) -> Result<(), String> {
        let polled = self
            .study
            .poll(threads, "presentation", &workspace.revision, || {
                let scenario = workspace.scenario().clone();
                let settings = workspace.settings.knobs.clone();
                let prices = workspace.prices;
                let risk = workspace.risk.shared(workspace.revision).current().cloned();
                move || {
                    let study = Study::new(&scenario, FINAL_DRAWS, &settings)
                        .with_prices(prices)
                        .with_risk(risk);
                    let study = study.with_map_over(axes).with_saving_threshold(threshold);
                    // Nothing is computed while a page is drawn.
                    Ok(Some(study.complete()))
                }
            });
        if self.planned_revision != Some(workspace.revision)
            && let Some(study) = self.study.get(&workspace.revision).current()
            && *workspace.scenario() == self.planned
        {
            self.planned_saving = study.leading_saving().map(|saving| saving.amount);
            self.planned_curve = study.analysis.saving_curve();
            self.planned_revision = Some(workspace.revision);
        }
        polled
    }

    /// How much more fine-tuning saves by this study than by the plan; `None` while either isn’t known.
    pub fn more_than_planned(&self, study: &Study) -> Option<f64> {
        Some(study.leading_saving()?.amount - self.planned_saving?)
    }

    /// The curve of the saving as planned, to be drawn beside a what-if's; `None` without a what-if, and until it was computed.
    pub fn plan(&self, workspace: &Workspace) -> Option<&[[f64; 2]]> {
        let is_what_if = !self.planned_curve.is_empty() && *workspace.scenario() != self.planned;
        is_what_if.then_some(&self.planned_curve)
    }

    /// The study of this revision of the scenario.
    pub fn study(&self, revision: u64) -> Freshness<'_, Study> {
        self.study.get(&revision)
    }

    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.planned_saving = None;
        self.planned_curve.clear();
        self.planned_revision = None;
        self.study.clear();
    }
}
