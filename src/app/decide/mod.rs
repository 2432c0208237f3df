//! The tab "Decide": which approach, why, and what would change it, on four pages. Worked out beside the window.

mod levers;
mod sides;
mod verdict;
mod way;

use egui::{DragValue, Label, RichText, ScrollArea, Ui, vec2};

use crate::analysis::risk::layout::AT_REST;
use crate::decision::Decision;
use crate::decision::roadmap::{Plan, plan};
use crate::scenario::knobs::{self, Knobs};
use crate::scenario::quantity::{self, Unit};
use crate::scenario::{Currency, Estimate};
use crate::study::decided;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::{Action, Actions};
use super::command::Command;
use super::latest::Latest;
use super::state::State;
use super::tasks::Event;

/// A page of the tab.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// What to do.
    #[default]
    Verdict,
    /// Both approaches side by side.
    Sides,
    /// What the prompt could still give.
    Levers,
    /// Deciding later.
    Way,
}

impl Page {
    /// All pages, in order.
    pub const ALL: [Self; 4] = [Self::Verdict, Self::Sides, Self::Levers, Self::Way];
}

/// What the tab shows.
#[derive(Debug, Default)]
pub struct DecideTab {
    /// The page.
    pub page: Page,
    /// The month of the switch that is looked at; the best one until another is picked.
    pub month: Option<usize>,
    /// The decision of a revision, with what was turned.
    pub latest: Latest<(u64, Knobs), Decision>,
    /// The plan for a month of the switch, of a revision.
    pub plan: Latest<(u64, usize), Plan>,
}

impl DecideTab {
    /// Another scenario was opened.
    pub fn clear(&mut self) {
        self.latest.clear();
        self.plan.clear();
        self.month = None;
    }

    /// The month of the switch that is looked at.
    fn shown_month(&self, decision: &Decision) -> usize {
        let progression = &decision.progression;
        let last = progression.totals.len().saturating_sub(1);
        let month = self.month.or(decision.planned_month());
        month.unwrap_or(0).min(last)
    }
}

/// Starts working it out, where that is due.
pub fn update(state: &mut State) -> Result<(), String> {
    let of = (state.revision, state.settings.knobs.clone());
    if !state.decide.latest.is_due(&of) {
        return update_plan(state, &of);
    }
    let scenario = state.document.scenario().clone();
    state.tasks.start("decision", move || {
        let decision = decided(&scenario, &of.1, AT_REST);
        Event::Decided(Box::new((of, decision)))
    })?;
    state.decide.latest.started();
    Ok(())
}

/// The same of the plan, which is of a decision that is known.
fn update_plan(state: &mut State, of: &(u64, Knobs)) -> Result<(), String> {
    let tab = &state.decide;
    let Some((decision, true)) = tab.latest.shown(of).filter(|_| tab.page == Page::Way) else {
        return Ok(());
    };
    let (answers, of) = (
        decision.answers,
        (state.revision, tab.shown_month(decision)),
    );
    if !tab.plan.is_due(&of) {
        return Ok(());
    }
    let scenario = state.document.scenario().clone();
    state.tasks.start("plan", move || {
        Event::Planned(Box::new((of, plan(&scenario, &answers, of.1))))
    })?;
    state.decide.plan.started();
    Ok(())
}

/// Draws the tab.
pub fn decide_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let of = (state.revision, state.settings.knobs.clone());
    let Some(decision) = state.decide.latest.for_drawing(ui, &of, "") else {
        return;
    };
    let palette = Palette::current(ui);
    let title = RichText::new(decision.advice.headline()).family(fonts::bold());
    ui.label(title.size(18.0));
    if let Some(first) = decision.advice.reasons.first() {
        ui.add(Label::new(RichText::new(first).color(palette.weak)).wrap());
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        for page in Page::ALL {
            let command = Command::Decide(page);
            let text = RichText::new(command.describe().name).size(12.5);
            if ui
                .selectable_label(state.decide.page == page, text)
                .on_hover_text(command.describe().tooltip)
                .clicked()
            {
                actions.run(command);
            }
        }
    });
    ui.add_space(6.0);
    ScrollArea::vertical()
        .id_salt(state.decide.page)
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 10.0);
            match state.decide.page {
                Page::Verdict => verdict::verdict_ui(ui, state, decision, actions),
                Page::Sides => sides::sides_ui(ui, state.document.scenario(), decision),
                Page::Levers => levers::levers_ui(ui, state, decision, actions),
                Page::Way => way::way_ui(ui, state, decision, actions),
            }
            ui.add_space(12.0);
        });
}

fn heading_ui(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).family(fonts::bold()).size(14.0));
}

fn sentence_ui(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrap());
}

/// Text in a cell of a width that it can't push wider.
fn wrapped_ui(ui: &mut Ui, text: RichText, width: f32) {
    ui.scope(|ui| {
        ui.set_width(width);
        ui.add(Label::new(text).wrap());
    });
}

/// A number that is turned where it stands: dragged, or typed after a click.
fn knob_ui(ui: &mut Ui, state: &State, key: &str, actions: &mut Actions) {
    let Some(knob) = knobs::find(key) else {
        return;
    };
    let mut value = (knob.get)(&state.settings.knobs);
    let currency = Currency::default();
    let percent = matches!(knob.unit, Unit::Percent(_));
    let speed = if percent {
        0.002
    } else {
        (0.01 * value).max(0.02)
    };
    let drag = DragValue::new(&mut value)
        .speed(speed)
        .range(knob.domain.min..=knob.domain.max)
        .custom_formatter(|value, _| knob.unit.exact(rounded(value), &currency))
        .custom_parser(|text| match quantity::parse(text, knob.unit) {
            Ok(Estimate::Exactly(value)) => Some(value),
            _ => None,
        })
        .suffix(if percent { " %" } else { "" });
    // For the rest of the row: a scope of its own would not wrap.
    ui.spacing_mut().interact_size = vec2(34.0, 16.0);
    ui.spacing_mut().button_padding = vec2(4.0, 0.0);
    let response = ui.add(drag).on_hover_text("Drag it, or click and type");
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(knob.label));
    if response.changed() {
        let mut knobs = state.settings.knobs.clone();
        let value = knob.domain.nearest(rounded(value));
        if (knob.set)(&mut knobs, value).is_ok() {
            actions.send(Action::Turn(knobs));
        }
    }
    if response.drag_stopped() || response.lost_focus() {
        actions.send(Action::KeepKnobs);
    }
}

/// Three digits: more come from the drag and not from the user.
fn rounded(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}
