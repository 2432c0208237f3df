//! The presentation: the whole screen, large type, one chart a page; a strip of the inputs that matter most answers "what if" on the spot.
//! Esc returns to where one was.

use std::time::Duration;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, CentralPanel, Color32, Context, FontId, Frame, Label, Layout, Margin, Panel, RichText,
    Ui, UiBuilder, ViewportCommand, vec2,
};

use crate::analysis::risk::AT_REST;
use crate::analysis::study::Study;
use crate::charts::compare::{CompareChart, Compares};
use crate::charts::figure::{Figure, Kind};
use crate::charts::palette::Palette;
use crate::charts::{fonts, labels};
use crate::files::examples::EXAMPLES;
use crate::files::settings::Pick;
use crate::scenario::Scenario;
use crate::scenario::inputs::{self, INPUTS, Input};

use super::action::{Action, Actions};
use super::compare;
use super::decide::cheaper_model;
use super::document::Document;
use super::exporting::shown_figure;
use super::field;
use super::latest::Latest;
use super::state::{State, Tab};
use super::tasks::Event;

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
    /// What was open before another scenario was turned to, with all its changes and its history.
    home: Option<Document>,
    /// The zoom to go back to.
    zoom: f32,
    /// Whether the window was full screen before.
    was_full: bool,
}

/// The inputs of the strip, which outlive a presentation.
#[derive(Debug, Default)]
pub struct Strip {
    /// What drove the scenario most when it was first shown, until the user picks others.
    inputs: Vec<&'static Input>,
    /// Whether the user did.
    picked: bool,
}

impl Strip {
    /// Puts other inputs on it.
    pub fn pick(&mut self, inputs: Vec<&'static Input>) {
        self.inputs = inputs;
        self.picked = true;
    }

    /// Another scenario was opened.
    pub fn clear(&mut self) {
        if !self.picked {
            self.inputs.clear();
        }
    }
}

/// Takes what was worked out.
pub fn studied(state: &mut State, revision: u64, study: Study) {
    // Once there it stays: a range that is typed over by a number is still asked about.
    if state.strip.inputs.is_empty() {
        state.strip.inputs = driving(&study);
    }
    if let Some(presenting) = &mut state.presenting {
        presenting.latest.take(revision, Some(study));
    }
}

/// How large the screen counts, in points: what is larger gets larger type.
const POINTS: [f32; 2] = [980.0, 600.0];
/// Type is no smaller than in the window, nor larger than fits.
const ZOOMS: [f32; 2] = [0.7, 6.0];
/// Inputs on the strip.
const STRIP: usize = 4;
/// Room beside them for where one is, and between them.
const WORDS: f32 = 210.0;
/// What the keys do.
const KEYS: &str =
    "← → the page before and the next, ↑ ↓ the scenario, B blanks the screen, Esc ends";
const GAP: f32 = 16.0;
/// Where nothing is known of what drives it yet.
const FIRST: [&str; STRIP] = [
    "workload.queries_per_month",
    "workload.growth_per_month",
    "prompting.serving.prompt_tokens",
    "fine_tuning.data.cost_per_example",
];

/// Begins with what is on the screen.
pub fn begin(state: &mut State, ctx: &Context) {
    let full = ctx.input(|input| input.viewport().fullscreen);
    let page = match (state.tab, shown_figure(state)) {
        (Tab::Compare, _) if !state.settings.compared.is_empty() => {
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

/// Ends, and returns to what was open. What was changed on the strip of that stays, as any other change that can be undone or saved.
pub fn end(state: &mut State, ctx: &Context) {
    if let Some(presenting) = state.presenting.take() {
        state.document.end_gesture();
        ctx.set_zoom_factor(presenting.zoom);
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(presenting.was_full));
        labels::rests(ctx, false);
        if let Some(home) = presenting.home {
            state.show(home);
        }
    }
}

/// The pages that there are.
fn pages(state: &State, study: &Study) -> Vec<Page> {
    let comparison = !compare::compared(state).is_empty();
    let comparisons = [Compares::Savings, Compares::Costs].map(Page::Comparison);
    Kind::of(study)
        .map(Page::Chart)
        .chain([Page::Verdict])
        .chain(comparisons.into_iter().filter(|_| comparison))
        .collect()
}

/// Shows the next page that there is, or the one before.
pub fn turn(state: &mut State, forward: bool) {
    let there = match state
        .presenting
        .as_ref()
        .map(|presenting| &presenting.latest)
    {
        Some(latest) => match latest.shown(&state.revision) {
            Some((study, _)) => pages(state, study),
            None => return,
        },
        None => return,
    };
    let Some(presenting) = &mut state.presenting else {
        return;
    };
    if !std::mem::take(&mut presenting.blank) {
        let place = there.iter().position(|page| *page == presenting.page);
        presenting.page = there[stepped(place, there.len(), forward)];
    }
}

/// The place after or before another, round the end.
fn stepped(place: Option<usize>, of: usize, forward: bool) -> usize {
    match (place, forward) {
        (None, _) => 0,
        (Some(place), true) => (place + 1) % of,
        (Some(place), false) => (place + of - 1) % of,
    }
}

/// The scenarios to walk through: those that are ticked, else those of the library, else the examples.
fn stops(state: &State) -> Vec<Pick> {
    if state.settings.compared.len() > 1 {
        return state.settings.compared.clone();
    }
    let listed = state
        .library
        .items
        .iter()
        .filter(|item| item.verdict.is_ok());
    let mut stops: Vec<Pick> = listed.map(|item| Pick::File(item.path.clone())).collect();
    if stops.len() < 2 {
        let examples = EXAMPLES
            .iter()
            .map(|example| Pick::Example(example.name.to_owned()));
        stops.extend(examples);
    }
    stops
}

/// Shows the next scenario. What was open stays as it is, for the end; what was asked of others on the strip is forgotten.
pub fn turn_scenario(state: &mut State, forward: bool) {
    let stops = stops(state);
    let is_open = |pick: &Pick| match pick {
        Pick::File(path) => state.document.path.as_ref() == Some(path),
        Pick::Example(name) => {
            let example = EXAMPLES.iter().find(|example| example.name == name);
            let example = example.and_then(|example| example.scenario().ok());
            let name = &state.document.scenario().name;
            state.document.path.is_none() && example.is_some_and(|example| example.name == *name)
        }
    };
    let place = stops.iter().position(is_open);
    let next = &stops[stepped(place, stops.len(), forward)];
    let opened = match next {
        Pick::File(path) => Document::open(path.clone()).map_err(|error| error.to_string()),
        Pick::Example(name) => EXAMPLES
            .iter()
            .find(|example| example.name == name)
            .ok_or_else(|| format!("there is no example “{name}”"))
            .and_then(|example| example.scenario().map_err(|error| error.to_string()))
            .map(Document::untitled),
    };
    match opened {
        Ok(document) => put(state, document),
        Err(problem) => state.notices.error(problem),
    }
}

/// Puts another scenario in place of the open one, or the one from the beginning with all that was done to it.
fn put(state: &mut State, document: Document) {
    state.document.end_gesture();
    let Some(presenting) = &mut state.presenting else {
        return;
    };
    let home = presenting.home.take();
    let returns = home.as_ref().is_some_and(|home| {
        home.path == document.path && home.scenario().name == document.scenario().name
    });
    let (shown, home) = match home {
        Some(home) if returns => (home, None),
        Some(home) => (document, Some(home)),
        None => {
            let open =
                std::mem::replace(&mut state.document, Document::untitled(Scenario::default()));
            (document, Some(open))
        }
    };
    presenting.home = home;
    presenting.planned = shown.scenario().clone();
    state.show(shown);
}

/// Puts the open scenario back to what was planned.
pub fn as_planned(state: &mut State) {
    let Some(presenting) = &state.presenting else {
        return;
    };
    let planned = presenting.planned.clone();
    state.document.replace("As planned", planned);
    state.drafts.clear();
    state.refresh();
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
    let knobs = state.settings.knobs.clone();
    state.tasks.start("presentation", move || {
        let cheaper = cheaper_model(&scenario, &knobs);
        let study = Study::new(&scenario, AT_REST, &knobs, cheaper.as_ref(), &|_| {});
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
            let there = kind.missing_from(study).is_none();
            let kind = if there { kind } else { Kind::Cost };
            Figure {
                study,
                kind,
                alone: true,
            }
            .ui(ui);
        }
        Page::Verdict => verdict_ui(ui, study),
        Page::Comparison(compares) => {
            let of = compare::compared(state);
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
        page_ui(ui, state, presenting.page, study);
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
        for &input in &state.strip.inputs {
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
        ui.menu_button("…", |ui| pick_ui(ui, state, &state.strip.inputs, actions))
            .response
            .on_hover_text("Pick other inputs");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let there = study.map_or(Vec::new(), |study| pages(state, study));
            let place = there.iter().position(|page| *page == presenting.page);
            let page = format!("{} of {}", place.unwrap_or(0) + 1, there.len());
            let page = RichText::new(page).size(11.5).color(palette.weak);
            ui.label(page).on_hover_text(KEYS);
            // A question that was asked is told from the plan, and taken back with a click.
            if *state.document.scenario() != presenting.planned
                && ui
                    .button("As planned")
                    .on_hover_text("Back to the plan")
                    .clicked()
            {
                actions.send(Action::AsPlanned);
            }
        });
    });
    for input in &state.strip.inputs {
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
fn driving(study: &Study) -> Vec<&'static Input> {
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
