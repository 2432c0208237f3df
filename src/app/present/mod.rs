//! The presentation: the whole screen, large type, one chart a page; a strip of the inputs that matter most answers "what if" on the spot.
//! Esc returns to where one was.
//!
//! - [`walk`]: to the next page, and to the next scenario
//! - [`strip`]: the inputs that can be changed meanwhile

pub mod strip;
pub mod walk;

use std::time::Duration;

use egui::{
    CentralPanel, Color32, Context, Frame, Label, Margin, Panel, RichText, Ui, ViewportCommand,
};

use crate::analysis::map::Axes;
use crate::analysis::risk::layout::AT_REST;
use crate::charts::compare::{CompareChart, Compares};
use crate::charts::figure::{Figure, Kind};
use crate::charts::plot::labels;
use crate::scenario::Scenario;
use crate::scenario::knobs::Lever;
use crate::study::Study;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::Actions;
use super::compare;
use super::document::Document;
use super::exporting::shown_figure;
use super::latest::Latest;
use super::notices::Offer;
use super::state::{State, Tab};
use super::tasks::Event;
use strip::{driving, strip_ui};

/// A page of the presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// A chart.
    Chart(Kind),
    /// What to do, and why.
    Verdict,
    /// The scenarios that are ticked.
    Comparison(Compares),
}

/// What the presentation shows.
pub struct Presenting {
    /// The page.
    pub page: Page,
    /// The screen is dark, and everyone looks at the speaker.
    pub blank: bool,
    /// The study of a revision.
    pub latest: Latest<u64, Study>,
    /// The open scenario as it was planned: what is changed on the strip is a question, not a plan.
    planned: Scenario,
    /// What was open before another scenario was turned to.
    home: Option<Home>,
    /// The zoom to go back to.
    zoom: f32,
    /// Whether the window was full screen before.
    was_full: bool,
}

/// What was open when the presentation began, with everything that opening another scenario puts back to its default.
struct Home {
    /// With all its changes and its history.
    document: Document,
    /// As it was planned.
    planned: Scenario,
    threshold: f64,
    axes: Option<Axes>,
    counted_on: Option<Vec<Lever>>,
    cheaper_model: Option<String>,
}

impl Home {
    /// Takes what is open off the state.
    fn take(state: &mut State, planned: Scenario) -> Self {
        let nothing = Document::untitled(Scenario::default());
        Self {
            document: std::mem::replace(&mut state.document, nothing),
            planned,
            threshold: state.threshold,
            axes: state.map.axes,
            counted_on: state.settings.knobs.counted_on.clone(),
            cheaper_model: state.settings.knobs.cheaper_model.clone(),
        }
    }

    /// Opens it again as it was left; returns what was planned.
    fn put_back(self, state: &mut State) -> Scenario {
        state.show(self.document);
        state.threshold = self.threshold;
        state.map.axes = self.axes;
        let knobs = &mut state.settings.knobs;
        knobs.counted_on = self.counted_on;
        knobs.cheaper_model = self.cheaper_model;
        self.planned
    }
}

/// Takes what was worked out.
pub fn studied(state: &mut State, revision: u64, study: Study) {
    // Once there it stays: a range that is typed over by a number is still asked about.
    if state.strip.inputs.is_empty() {
        state.strip.inputs = driving(&study);
    }
    let there = walk::pages(state, &study);
    if let Some(presenting) = &mut state.presenting {
        // A page that the next scenario lacks gives way to the one that each has.
        if !there.contains(&presenting.page) {
            presenting.page = Page::Chart(Kind::Cost);
        }
        presenting.latest.take(revision, Some(study));
    }
}

/// How large the screen counts, in points: what is larger gets larger type.
const POINTS: [f32; 2] = [980.0, 600.0];
/// Type is no smaller than in the window, nor larger than fits.
const ZOOMS: [f32; 2] = [0.7, 6.0];

/// Begins with what is on the screen.
pub fn begin(state: &mut State, ctx: &Context) {
    let full = ctx.input(|input| input.viewport().fullscreen);
    let page = match (state.tab, shown_figure(state)) {
        (Tab::Compare, _) if compare::is_any(state) && compare::in_one_currency(state) => {
            Page::Comparison(state.compare.compares)
        }
        (_, Some(kind)) => Page::Chart(kind),
        (Tab::Decide, None) => Page::Verdict,
        (_, None) => Page::Chart(Kind::Cost),
    };
    state.presenting = Some(Presenting {
        page,
        blank: false,
        latest: Latest::default(),
        planned: state.document.scenario().clone(),
        home: None,
        zoom: ctx.zoom_factor(),
        was_full: full == Some(true),
    });
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
}

/// Ends, and returns to where one was: what was asked on the strip of what was open is put back to the plan, and offered.
pub fn end(state: &mut State, ctx: &Context) {
    let Some(planned) = leave(state, ctx) else {
        return;
    };
    let asked = state.document.scenario().clone();
    if asked != planned {
        state.document.replace("Back to the plan", planned);
        state.drafts.clear();
        state.refresh();
        let text = "What was asked while presenting isn’t in the scenario";
        state.notices.offer(text, Offer::Keep(Box::new(asked)));
    }
}

/// Ends where one goes on to something else, or quits: what was asked stays with what was open, and so does the question what becomes of
/// it. Returns what was planned; `None` where nothing is presented.
pub fn leave(state: &mut State, ctx: &Context) -> Option<Scenario> {
    let presenting = state.presenting.take()?;
    state.document.end_gesture();
    ctx.set_zoom_factor(presenting.zoom);
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(presenting.was_full));
    labels::rests(ctx, false);
    Some(match presenting.home {
        Some(home) => home.put_back(state),
        None => presenting.planned,
    })
}

/// Fits the type to the screen: projectors come and go.
pub fn fit(state: &State, ctx: &Context) {
    if state.presenting.is_none() {
        return;
    }
    // A pointer that was left on the picture is no question.
    let still = ctx.input(|input| input.pointer.time_since_last_movement());
    labels::rests(ctx, still > labels::AT_REST);
    if still <= labels::AT_REST {
        ctx.request_repaint_after(Duration::from_secs_f32(labels::AT_REST - still + 0.1));
    } else {
        ctx.set_cursor_icon(egui::CursorIcon::None);
    }
    let zoom = ctx.zoom_factor();
    let screen = ctx.content_rect().size() * zoom;
    let wanted = (screen.x / POINTS[0])
        .min(screen.y / POINTS[1])
        .clamp(ZOOMS[0], ZOOMS[1]);
    if (wanted / zoom - 1.0).abs() > 0.01 {
        ctx.set_zoom_factor(wanted);
    }
}

/// Starts working out what is shown, where that is due.
pub fn update(state: &mut State) -> Result<(), String> {
    let revision = state.revision;
    let due = |presenting: &Presenting| presenting.latest.is_due(&revision);
    if !state.presenting.as_ref().is_some_and(due) {
        return Ok(());
    }
    let scenario = state.document.scenario().clone();
    let (knobs, axes) = (state.settings.knobs.clone(), state.map.axes);
    let threshold = state.threshold;
    state.tasks.start("presentation", move || {
        let study = Study::new(&scenario, AT_REST, &knobs, &|_| {});
        let study = study.with_map_over(axes).reading_off(threshold);
        Event::Studied(revision, Box::new(study))
    })?;
    if let Some(presenting) = &mut state.presenting {
        presenting.latest.started();
    }
    Ok(())
}

/// What the page shows.
fn page_ui(ui: &mut Ui, state: &State, page: Page, study: &Study) {
    match page {
        Page::Chart(kind) => {
            Figure {
                study,
                kind,
                alone: true,
            }
            .ui(ui);
        }
        Page::Verdict => verdict_ui(ui, study),
        Page::Comparison(compares) => {
            let of = compare::of(state);
            if let Some(studies) = state.compare.latest.for_drawing(ui, &of, "") {
                CompareChart { studies, compares }.figure_ui(ui);
            }
        }
    }
}

/// What to do, in type for the back of the room.
fn verdict_ui(ui: &mut Ui, study: &Study) {
    let palette = Palette::current(ui);
    let advice = &study.decision.advice;
    let line = |ui: &mut Ui, text: RichText| {
        ui.add(Label::new(text).wrap());
    };
    line(
        ui,
        RichText::new(advice.headline())
            .family(fonts::bold())
            .size(24.0),
    );
    ui.add_space(6.0);
    for (title, sentences) in [
        ("Why", advice.reasons.clone()),
        ("The strongest reason against", vec![advice.against.clone()]),
        ("What would flip it", advice.flips.clone()),
        ("What is missing", advice.missing.clone()),
    ] {
        if sentences.is_empty() {
            continue;
        }
        ui.add_space(8.0);
        line(ui, RichText::new(title).size(13.0).color(palette.weak));
        for sentence in sentences {
            line(ui, RichText::new(sentence).size(16.0));
        }
    }
}

/// Draws it.
pub fn present_ui(ui: &mut Ui, state: &State, presenting: &Presenting, actions: &mut Actions) {
    if presenting.blank {
        CentralPanel::default()
            .frame(Frame::new().fill(Color32::BLACK))
            .show(ui, |_| {});
        return;
    }
    let palette = Palette::current(ui);
    let study = presenting.latest.shown(&state.revision);
    let study = study.map(|(study, _)| study);
    Panel::bottom("strip")
        .frame(
            Frame::new()
                .fill(palette.bar)
                .inner_margin(Margin::symmetric(28, 8)),
        )
        .show(ui, |ui| strip_ui(ui, state, presenting, study, actions));
    let frame = Frame::new().fill(palette.background).inner_margin(Margin {
        left: 28,
        right: 28,
        top: 22,
        bottom: 6,
    });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if let Some(study) = presenting.latest.for_drawing(ui, &state.revision, "") {
            page_ui(ui, state, presenting.page, study);
        }
    });
}
