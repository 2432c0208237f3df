//! The strip below a page: the inputs that matter most, to be changed while everybody looks.

use egui::{Align, Label, Layout, Rect, RichText, Ui, UiBuilder, vec2};

use crate::app::editor::field::Field;
use crate::app::messages::action::{Action, Actions};
use crate::app::messages::command::Command;
use crate::app::messages::screen::PresentationPage;
use crate::app::widgets::{scroll_ui, sign_button_ui, truncated, with_item};
use crate::app::workspace::Workspace;
use crate::scenario::inputs::{self, INPUTS, Input};
use crate::scenario::quantity::{money, signed_money};
use crate::scenario::short_name;
use crate::study::Study;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::presentation::Presentation;

/// Inputs on the strip.
const MAX_INPUTS: usize = 4;
/// Room beside them for picking others, for going back to the plan, for where one is, and between them.
const MORE_WIDTH: f32 = 28.0;
const PLAN_WIDTH: f32 = 106.0;
const WORDS_WIDTH: f32 = 126.0;
const GAP_WIDTH: f32 = 16.0;
/// Height of a name and of a field of one line, in points.
const NAME_HEIGHT: f32 = 18.0;
const FIELD_HEIGHT: f32 = 24.0;
/// What the keys do.
const KEYS: &str = "← → page, ↑ ↓ scenario, B black screen, Esc end";
/// The inputs of the strip if drivers give fewer.
const DEFAULT_INPUTS: [&str; MAX_INPUTS] = [
    "workload.queries_per_month",
    "workload.growth_per_month",
    "prompting.serving.prompt_tokens",
    "fine_tuning.data.cost_per_example",
];

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

    /// What is on it.
    pub fn inputs(&self) -> &[&'static Input] {
        &self.inputs
    }

    /// Takes the inputs that drive a study most, if there are none yet. They stay until another scenario opens, even if an edit makes other
    /// inputs matter more.
    pub fn fill(&mut self, study: &Study) {
        if self.inputs.is_empty() {
            self.inputs = driving(study);
        }
    }

    /// Another scenario was opened.
    pub fn clear(&mut self) {
        if !self.picked {
            self.inputs.clear();
        }
    }
}

/// The inputs that matter most, to be changed while everybody looks, and where one is.
pub(super) fn strip_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    presentation: &Presentation,
    strip: &Strip,
    pages: &[PresentationPage],
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let beside = MORE_WIDTH + PLAN_WIDTH + WORDS_WIDTH + 3.0 * GAP_WIDTH;
    let width =
        ((ui.available_width() - beside) / MAX_INPUTS as f32 - GAP_WIDTH).clamp(84.0, 190.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP_WIDTH;
        let fields = strip.inputs.iter().map(|&input| {
            let field = Field::new(ui, input, workspace);
            (input, field.extra_height(width), field)
        });
        let fields: Vec<_> = fields.collect();
        let extra = fields.iter().map(|(_, extra, _)| *extra);
        let height = NAME_HEIGHT + FIELD_HEIGHT + extra.fold(0.0, f32::max);
        for (input, extra, field) in fields {
            let size = vec2(width, height);
            let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            // Painted: for screen readers the field has the name.
            let name = truncated(ui, input.full_label(), 11.5, palette.weak, size.x);
            ui.painter().galley(rect.min, name, palette.weak);
            let field_size = vec2(width, FIELD_HEIGHT + extra);
            let at = Rect::from_min_size(rect.min + vec2(0.0, NAME_HEIGHT), field_size);
            let layout = Layout::right_to_left(Align::Center);
            let mut at = ui.new_child(UiBuilder::new().max_rect(at).layout(layout));
            field.ui(&mut at, actions);
        }
        ui.menu_button("…", |ui| pick_ui(ui, workspace, &strip.inputs, actions))
            .response
            .on_hover_text("Choose inputs");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = vec2(WORDS_WIDTH, 36.0);
            ui.allocate_ui_with_layout(words, Layout::top_down(Align::Max), |ui| {
                let name = short_name(workspace.scenario());
                let name = RichText::new(name).size(12.5).family(fonts::bold());
                ui.add(Label::new(name).truncate());
                steps_ui(ui, presentation, pages, actions);
            });
            // A what-if looks different from the plan, and a click takes it back.
            if *workspace.scenario() != presentation.planned
                && ui
                    .button("Reset what-if")
                    .on_hover_text("Undo all changes made while presenting")
                    .clicked()
            {
                actions.send(Action::ResetToPlan);
            }
        });
    });
    if let Some(text) = against_plan(workspace, presentation) {
        ui.label(RichText::new(text).size(12.0));
    }
    for input in &strip.inputs {
        let Some(draft) = workspace.drafts.get(input.path) else {
            continue;
        };
        let echo = || input.echo(&draft.text, &workspace.scenario().currency);
        let (text, color) = match &draft.problem {
            Some(problem) => (Some(problem.clone()), palette.error),
            None => (echo(), palette.weak),
        };
        if let Some(text) = text {
            ui.label(RichText::new(text).size(12.0).color(color));
        }
    }
}

/// Where one is, between buttons that lead on, back and out: for a hand on the mouse.
fn steps_ui(
    ui: &mut Ui,
    presentation: &Presentation,
    pages: &[PresentationPage],
    actions: &mut Actions,
) {
    let index = pages.iter().position(|page| *page == presentation.page);
    // Which pages there are is known once the study is.
    let page = index.map_or_else(String::new, |index| {
        format!("{} of {}", index + 1, pages.len())
    });
    let page = RichText::new(page)
        .size(11.5)
        .color(Palette::current(ui).weak);
    let mut button = |ui: &mut Ui, sign: &str, does: &str, command: Command| {
        if sign_button_ui(ui, sign, does).clicked() {
            actions.run(command);
        }
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        button(ui, "×", "End presentation", Command::EndPresentation);
        ui.add_space(6.0);
        button(ui, "›", "Next page", Command::NextChart);
        ui.label(page).on_hover_text(KEYS);
        button(ui, "‹", "Previous page", Command::PreviousChart);
    });
}

/// What a what-if changes: "Saving: +$4,200 against the plan". `None` without one, and until it is computed.
fn against_plan(workspace: &Workspace, presentation: &Presentation) -> Option<String> {
    if *workspace.scenario() == presentation.planned {
        return None;
    }
    let study = presentation.study(workspace.revision);
    let more = presentation.more_than_planned(study.current()?)?;
    let currency = &workspace.scenario().currency;
    // A difference is no more exact than the amounts that are shown.
    Some(if money(more.abs(), currency) == money(0.0, currency) {
        "Saving: unchanged".to_owned()
    } else {
        format!("Saving: {} against the plan", signed_money(more, currency))
    })
}

/// What drives the result most.
fn driving(study: &Study) -> Vec<&'static Input> {
    let driving = study.drivers().tornado.iter().map(|bar| bar.input);
    let defaults = DEFAULT_INPUTS.into_iter().filter_map(inputs::find);
    let mut inputs: Vec<&'static Input> = Vec::new();
    for input in driving.chain(defaults) {
        if !inputs.contains(&input) && inputs.len() < MAX_INPUTS {
            inputs.push(input);
        }
    }
    inputs
}

/// All numbers of the scenario, to be selected; the strip has room for four.
fn pick_ui(ui: &mut Ui, workspace: &Workspace, inputs: &[&'static Input], actions: &mut Actions) {
    let scenario = workspace.scenario();
    scroll_ui(ui, egui::ScrollArea::vertical().max_height(320.0), |ui| {
        let numbers = INPUTS
            .iter()
            .filter(|input| input.base(scenario).is_some() && input.applies(scenario));
        for input in numbers {
            let mut picked = inputs.contains(&input);
            if !ui.checkbox(&mut picked, input.full_label()).changed() {
                continue;
            }
            // On a full strip it takes the last one's place.
            let room = if picked { MAX_INPUTS - 1 } else { MAX_INPUTS };
            let others = &inputs[..inputs.len().min(room)];
            actions.send(Action::SetStripInputs(with_item(others, &input, picked)));
        }
    });
}
