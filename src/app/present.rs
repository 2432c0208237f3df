//! The presentation: the whole screen, large type, one chart a page; a strip of the inputs that matter most answers "what if" on the spot.
//! Esc returns to where one was.

use std::path::PathBuf;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Color32, FontId, ViewportCommand};
use egui::{
    CentralPanel, Context, Frame, Label, Layout, Margin, Panel, RichText, Ui, UiBuilder, vec2,
};

use crate::analysis::risk::WHILE_EDITING;
use crate::analysis::study::Study;
use crate::charts::figure::{Figure, Kind};
use crate::charts::palette::Palette;
use crate::files::examples::{EXAMPLES, Example};
use crate::scenario::inputs::{self, INPUTS, Input};

use super::action::{Action, Actions};
use super::decide::cheaper_model;
use super::dialogs::Next;
use super::exporting::shown_figure;
use super::latest::Latest;
use super::state::State;
use super::tasks::Event;
use super::{field, filing};

/// What the presentation shows.
#[derive(Debug)]
pub struct Presenting {
    /// The chart.
    pub kind: Kind,
    /// The screen is dark, and everyone looks at the speaker.
    pub blank: bool,
    /// The inputs of the strip: what drove the scenario most when it was first shown, until the user picks others.
    strip: Vec<&'static Input>,
    /// Whether the user did.
    picked: bool,
    /// The study of a revision.
    pub latest: Latest<u64, Study>,
    /// The zoom to go back to.
    zoom: f32,
    /// Whether the window was full screen before.
    was_full: bool,
}

impl Presenting {
    /// Takes what was worked out.
    pub fn take(&mut self, revision: u64, study: Study) {
        // Once there it stays: a range that is typed over by a number is still asked about.
        if self.strip.is_empty() {
            self.strip = strip(&study);
        }
        self.latest.take(revision, Some(study));
    }

    /// Puts other inputs on the strip.
    pub fn pick(&mut self, strip: Vec<&'static Input>) {
        self.strip = strip;
        self.picked = true;
    }

    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.latest.clear();
        if !self.picked {
            self.strip.clear();
        }
    }
}

/// How large the screen counts, in points: what is larger gets larger type.
const POINTS: [f32; 2] = [980.0, 600.0];
/// Type is no smaller than in the window, nor larger than fits.
const ZOOMS: [f32; 2] = [0.7, 6.0];
/// Inputs on the strip.
const STRIP: usize = 4;
/// Room beside them for where one is, and between them.
const WORDS: f32 = 290.0;
const GAP: f32 = 16.0;
/// Where nothing is known of what drives it yet.
const FIRST: [&str; STRIP] = [
    "workload.queries_per_month",
    "workload.growth_per_month",
    "prompting.serving.prompt_tokens",
    "fine_tuning.data.cost_per_example",
];

/// Begins with the chart that is on the screen.
pub fn begin(state: &mut State, ctx: &Context) {
    let full = ctx.input(|input| input.viewport().fullscreen);
    state.presenting = Some(Presenting {
        kind: shown_figure(state).unwrap_or(Kind::Cost),
        blank: false,
        strip: Vec::new(),
        picked: false,
        latest: Latest::default(),
        zoom: ctx.zoom_factor(),
        was_full: full == Some(true),
    });
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
}

/// Ends, and leaves everything else as it is.
pub fn end(state: &mut State, ctx: &Context) {
    if let Some(presenting) = state.presenting.take() {
        state.document.end_gesture();
        ctx.set_zoom_factor(presenting.zoom);
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(presenting.was_full));
    }
}

/// Shows the next chart that there is, or the one before.
pub fn turn(state: &mut State, forward: bool) {
    let revision = state.revision;
    let Some(presenting) = &mut state.presenting else {
        return;
    };
    if std::mem::take(&mut presenting.blank) {
        return;
    }
    let there: Vec<Kind> = match presenting.latest.shown(&revision) {
        Some((study, _)) => Kind::of(study).collect(),
        None => return,
    };
    let place = there.iter().position(|kind| *kind == presenting.kind);
    presenting.kind = there[stepped(place, there.len(), forward)];
}

/// The place after or before another, round the end.
fn stepped(place: Option<usize>, of: usize, forward: bool) -> usize {
    match (place, forward) {
        (None, _) => 0,
        (Some(place), true) => (place + 1) % of,
        (Some(place), false) => (place + of - 1) % of,
    }
}

/// A scenario that can be shown.
enum Stop {
    File(PathBuf),
    Example(&'static Example),
}

/// Shows the next scenario of the library, or an example where it has none.
pub fn turn_scenario(state: &mut State, ctx: &Context, forward: bool) {
    let mut stops: Vec<Stop> = state
        .library
        .items
        .iter()
        .filter(|item| item.verdict.is_ok())
        .map(|item| Stop::File(item.path.clone()))
        .collect();
    if stops.len() < 2 {
        stops.extend(EXAMPLES.iter().map(Stop::Example));
    }
    let name = &state.document.scenario().name;
    let place = stops.iter().position(|stop| match stop {
        Stop::File(path) => state.document.path.as_ref() == Some(path),
        Stop::Example(example) => {
            let example = example.scenario();
            state.document.path.is_none() && example.is_ok_and(|example| example.name == *name)
        }
    });
    let next = match &stops[stepped(place, stops.len(), forward)] {
        Stop::File(path) => Next::Open(path.clone()),
        Stop::Example(example) => Next::Example(example),
    };
    filing::guard(state, ctx, next);
}

/// Fits the type to the screen: projectors come and go.
pub fn fit(state: &State, ctx: &Context) {
    if state.presenting.is_none() {
        return;
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
    let knobs = state.settings.knobs.clone();
    state.tasks.start("presentation", move || {
        let cheaper = cheaper_model(&scenario, &knobs);
        let study = Study::new(&scenario, WHILE_EDITING, &knobs, cheaper.as_ref(), &|_| {});
        Event::Studied(revision, Box::new(study))
    })?;
    if let Some(presenting) = &mut state.presenting {
        presenting.latest.started();
    }
    Ok(())
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
    let shown = presenting.latest.shown(&state.revision);
    let study = shown.map(|(study, _)| study);
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
        let Some(study) = study else {
            ui.add(Label::new(
                RichText::new("Working it out…").color(palette.weak),
            ));
            return;
        };
        let kind = if presenting.kind.missing_from(study).is_none() {
            presenting.kind
        } else {
            Kind::Cost
        };
        Figure {
            study,
            kind,
            alone: true,
        }
        .ui(ui);
    });
}

/// The inputs that matter most, to be changed while everybody looks, and where one is.
fn strip_ui(
    ui: &mut Ui,
    state: &State,
    presenting: &Presenting,
    study: Option<&Study>,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let width = ((ui.available_width() - WORDS) / STRIP as f32 - GAP).clamp(110.0, 190.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for &input in &presenting.strip {
            let size = vec2(width, 42.0);
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            // Painted: for screen readers the field has the name.
            let font = FontId::proportional(11.5);
            let mut name = LayoutJob::simple_singleline(input.full_label(), font, palette.weak);
            name.wrap = TextWrapping::truncate_at_width(size.x);
            let name = ui.painter().layout_job(name);
            ui.painter().galley(rect.min, name, palette.weak);
            let field = rect.with_min_y(rect.bottom() - 24.0);
            let layout = Layout::right_to_left(Align::Center);
            let mut field_ui = ui.new_child(UiBuilder::new().max_rect(field).layout(layout));
            field::field_ui(&mut field_ui, input, state, actions);
        }
        ui.menu_button("…", |ui| pick_ui(ui, state, &presenting.strip, actions))
            .response
            .on_hover_text("Pick other inputs");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let there: Vec<Kind> = study.map_or(Vec::new(), |study| Kind::of(study).collect());
            let place = there.iter().position(|kind| *kind == presenting.kind);
            let page = format!("{} of {}", place.unwrap_or(0) + 1, there.len());
            let keys = "← → chart  ↑ ↓ scenario  Esc";
            ui.label(
                RichText::new(format!("{page}   {keys}"))
                    .size(11.5)
                    .color(palette.weak),
            );
        });
    });
    for input in &presenting.strip {
        let problem = state
            .drafts
            .get(input.path)
            .and_then(|draft| draft.problem.as_ref());
        if let Some(problem) = problem {
            ui.label(RichText::new(problem).size(12.0).color(palette.error));
        }
    }
}

/// What drives the result most.
fn strip(study: &Study) -> Vec<&'static Input> {
    let driving = study.drivers.tornado.iter().map(|bar| bar.input);
    let first = FIRST.into_iter().filter_map(inputs::find);
    let mut inputs: Vec<&'static Input> = Vec::new();
    for input in driving.chain(first) {
        if !inputs.contains(&input) && inputs.len() < STRIP {
            inputs.push(input);
        }
    }
    inputs
}

/// All numbers of the scenario, to be ticked; the strip has room for four.
fn pick_ui(ui: &mut Ui, state: &State, inputs: &[&'static Input], actions: &mut Actions) {
    let scenario = state.document.scenario();
    egui::ScrollArea::vertical()
        .max_height(320.0)
        .show(ui, |ui| {
            let numbers = INPUTS
                .iter()
                .filter(|input| input.base(scenario).is_some() && input.applies(scenario));
            for input in numbers {
                let mut picked = inputs.contains(&input);
                if !ui.checkbox(&mut picked, input.full_label()).changed() {
                    continue;
                }
                let mut strip = inputs.to_vec();
                strip.retain(|other| *other != input);
                if picked {
                    strip.truncate(STRIP - 1);
                    strip.push(input);
                }
                actions.send(Action::PickStrip(strip));
            }
        });
}
