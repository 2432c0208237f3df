//! Beginning, ending and fitting a presentation.

use std::time::Duration;

use egui::{Context, ViewportCommand};

use crate::app::background::tasks::Threads;
use crate::app::messages::screen::{PresentationPage, Tab};
use crate::app::present::pages::{has_comparison, pages};
use crate::app::present::presentation::{Presentation, Suspended};
use crate::app::state::State;
use crate::app::workspace::document::Document;
use crate::app::workspace::notices::Offer;
use crate::charts::figure::FigureKind;
use crate::charts::plot::labels;
use crate::scenario::Scenario;

/// The screen's size in points at which type is as large as in the window: what is larger gets larger type.
const SCREEN_POINTS: [f32; 2] = [980.0, 600.0];
/// Type is no smaller than in the window, nor larger than fits.
const ZOOM_RANGE: [f32; 2] = [0.7, 6.0];

/// Begins with what is on the screen.
pub fn begin(state: &mut State, ctx: &Context) {
    let fullscreen = ctx.input(|input| input.viewport().fullscreen);
    let page = match (state.tabs.current, state.tabs.figure(&state.workspace)) {
        (Tab::Compare, _) if has_comparison(&state.workspace, &state.library) => {
            PresentationPage::Comparison(state.tabs.compare.quantity)
        }
        (_, Some(kind)) => PresentationPage::Chart(kind),
        (Tab::Decide, None) => PresentationPage::Chart(FigureKind::Decision),
        (_, None) => PresentationPage::Chart(FigureKind::Cost),
    };
    let planned = state.workspace.scenario().clone();
    let was_fullscreen = fullscreen == Some(true);
    state.presenting = Some(Presentation::new(
        page,
        planned,
        ctx.zoom_factor(),
        was_fullscreen,
    ));
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
}

/// Ends the presentation, resets what was changed on the strip to the plan, and offers to keep the changes.
pub fn end(state: &mut State, ctx: &Context) {
    let Some(planned) = leave(state, ctx) else {
        return;
    };
    let what_if = state.workspace.scenario().clone();
    if what_if != planned {
        let workspace = &mut state.workspace;
        workspace.replace_scenario("Reset what-if", planned);
        let text = "Your what-if changes weren’t kept";
        let offer = Offer::KeepWhatIf(Box::new(what_if));
        workspace.notices.offer(text, offer);
    }
}

/// Ends the presentation because something else opens or the window closes. What was changed on the strip stays in the scenario, so that
/// the question about unsaved changes covers it. Returns the plan; `None` if nothing is presented.
pub fn leave(state: &mut State, ctx: &Context) -> Option<Scenario> {
    let presentation = state.presenting.take()?;
    state.workspace.document.end_gesture();
    ctx.set_zoom_factor(presentation.zoom);
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(presentation.was_fullscreen));
    labels::set_pointer_at_rest(ctx, false);
    Some(match presentation.suspended {
        Some(suspended) => resume(state, suspended),
        None => presentation.planned,
    })
}

/// Resets the open scenario to what was planned.
pub fn reset_to_plan(state: &mut State) {
    if let Some(presentation) = &state.presenting {
        let planned = presentation.planned.clone();
        state.workspace.replace_scenario("Reset what-if", planned);
    }
}

/// Takes what is open off the state, to be resumed later.
pub(super) fn suspend(state: &mut State, planned: Scenario) -> Suspended {
    let nothing = Document::untitled(Scenario::default());
    let workspace = &mut state.workspace;
    Suspended {
        document: std::mem::replace(&mut workspace.document, nothing),
        planned,
        threshold: state.tabs.risk.threshold,
        axes: state.tabs.map.axes,
        selected_levers: workspace.settings.knobs.selected_levers.clone(),
        cheaper_model: workspace.settings.knobs.cheaper_model.clone(),
    }
}

/// Opens again what was suspended, as it was left. Returns what was planned.
pub(super) fn resume(state: &mut State, suspended: Suspended) -> Scenario {
    state.open(suspended.document);
    state.tabs.risk.threshold = suspended.threshold;
    state.tabs.map.axes = suspended.axes;
    let knobs = &mut state.workspace.settings.knobs;
    knobs.selected_levers = suspended.selected_levers;
    knobs.cheaper_model = suspended.cheaper_model;
    suspended.planned
}

/// Starts the computation that the page waits for, and takes what arrived.
pub(super) fn poll(state: &mut State, threads: &Threads) -> Result<(), String> {
    let Some(presentation) = &mut state.presenting else {
        return Ok(());
    };
    let (workspace, tabs) = (&state.workspace, &state.tabs);
    let polled = presentation.poll(workspace, tabs.map.axes, tabs.risk.threshold, threads);
    if let Some(study) = presentation.study(workspace.revision).current() {
        state.strip.fill(study);
        // A page that the next scenario lacks gives way to the one that each has.
        if !pages(workspace, &state.library, study).contains(&presentation.page) {
            presentation.page = PresentationPage::Chart(FigureKind::Cost);
        }
    }
    polled
}

/// Fits the type to the screen: projectors come and go.
pub fn fit(state: &State, ctx: &Context) {
    if state.presenting.is_none() {
        return;
    }
    // Don't show hover values for a pointer that has come to rest.
    let rest_seconds = ctx.input(|input| input.pointer.time_since_last_movement());
    labels::set_pointer_at_rest(ctx, rest_seconds > labels::POINTER_REST_SECONDS);
    if rest_seconds <= labels::POINTER_REST_SECONDS {
        ctx.request_repaint_after(Duration::from_secs_f32(
            labels::POINTER_REST_SECONDS - rest_seconds + 0.1,
        ));
    } else {
        ctx.set_cursor_icon(egui::CursorIcon::None);
    }
    let zoom = ctx.zoom_factor();
    let screen = ctx.content_rect().size() * zoom;
    let wanted = (screen.x / SCREEN_POINTS[0])
        .min(screen.y / SCREEN_POINTS[1])
        .clamp(ZOOM_RANGE[0], ZOOM_RANGE[1]);
    if (wanted / zoom - 1.0).abs() > 0.01 {
        ctx.set_zoom_factor(wanted);
    }
}
