//! The tab "Decide": which approach, why, and what would change it, on four pages. Worked out beside the window.

mod levers;
mod sides;
mod verdict;
mod way;

use egui::{DragValue, Label, Response, RichText, ScrollArea, Ui, vec2};

use crate::analysis::decide::levers::CheaperModel;
use crate::analysis::decide::plan::{Plan, plan};
use crate::analysis::decide::{Decision, Knobs};
use crate::analysis::drivers::Drivers;
use crate::analysis::risk::{Risk, WHILE_EDITING};
use crate::charts::fonts;
use crate::charts::palette::Palette;
use crate::evidence::catalog::Catalog;
use crate::scenario::quantity::Unit;
use crate::scenario::{Currency, Scenario};

use super::action::Actions;
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
    /// What the user has turned.
    pub knobs: Knobs,
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
        self.month.or(progression.best).unwrap_or(0).min(last)
    }
}

/// What the prompted model's provider has that is cheaper, from the catalog.
pub fn cheaper_model(scenario: &Scenario) -> Option<CheaperModel> {
    // The catalog's prices are in dollars.
    let in_dollars = scenario.currency.code() == "USD";
    let model = Catalog::bundled()
        .ok()
        .filter(|_| in_dollars)?
        .next_cheaper(scenario)?;
    Some(CheaperModel {
        name: model.model.clone(),
        price: model.price.clone(),
    })
}

/// Everything that a decision rests on, from a scenario alone.
pub fn decided(scenario: &Scenario, knobs: &Knobs, samples: usize) -> Decision {
    let risk = Risk::new(scenario, samples, &|_| true);
    let drivers = Drivers::new(scenario);
    let cheaper = cheaper_model(scenario);
    Decision::new(scenario, &drivers, risk.as_ref(), knobs, cheaper.as_ref())
}

/// Starts working it out, where that is due.
pub fn update(state: &mut State) -> Result<(), String> {
    let of = (state.revision, state.decide.knobs.clone());
    if !state.decide.latest.is_due(&of) {
        return update_plan(state, &of);
    }
    let scenario = state.document.scenario().clone();
    state.tasks.start("decision", move || {
        let decision = decided(&scenario, &of.1, WHILE_EDITING);
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
    let (known, of) = (
        decision.known(),
        (state.revision, tab.shown_month(decision)),
    );
    if !tab.plan.is_due(&of) {
        return Ok(());
    }
    let scenario = state.document.scenario().clone();
    state.tasks.start("plan", move || {
        Event::Planned(Box::new((of, plan(&scenario, known, of.1))))
    })?;
    state.decide.plan.started();
    Ok(())
}

/// Draws the tab.
pub fn decide_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let of = (state.revision, state.decide.knobs.clone());
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
                Page::Sides => sides::sides_ui(ui, decision),
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

/// A number that is turned where it stands: dragged, or typed after a click.
fn turn_ui(ui: &mut Ui, drag: DragValue<'_>, name: &str) -> Response {
    let drag = drag.custom_formatter(|value, _| Unit::None.exact(value, &Currency::default()));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().interact_size = vec2(34.0, 16.0);
            ui.spacing_mut().button_padding = vec2(4.0, 0.0);
            ui.add(drag)
        })
        .inner;
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(name));
    response.on_hover_text("Drag it, or click and type")
}
