//! What stands under the field of an input: what is wrong with what is typed, what was read from it, and what else it could be.

use egui::{Key, Modifiers, Response, RichText, Ui, WidgetInfo};

use crate::app::messages::action::{Action, Actions};
use crate::app::workspace::{KeptBase, Workspace};
use crate::evidence::offer::Offer;
use crate::scenario::inputs::Input;
use crate::theme::palette::Palette;

use super::help::typed_echo;

/// Draws the lines under a field: the problem or the echo of what is typed, and the offer to let a range move the base case.
pub fn notes_ui(ui: &mut Ui, input: &'static Input, workspace: &Workspace, actions: &mut Actions) {
    let palette = Palette::current(ui);
    if let Some(draft) = workspace.drafts.get(input.path) {
        let (text, color) = match &draft.problem {
            Some(problem) => (problem.clone(), palette.error),
            None => (
                typed_echo(input, &draft.text, workspace.scenario()),
                palette.weak,
            ),
        };
        if !text.is_empty() {
            ui.horizontal_wrapped(|ui| ui.label(RichText::new(text).small().color(color)));
        }
    }
    if let Some(kept) = workspace.kept_base(input) {
        kept_base_ui(ui, input, kept, workspace, actions);
    }
}

/// Whether anything stands under the field.
pub fn has_notes(input: &Input, workspace: &Workspace) -> bool {
    workspace.drafts.contains_key(input.path) || workspace.kept_base(input).is_some()
}

/// Says that a range left the base case as it was, and offers the range as it was typed.
fn kept_base_ui(
    ui: &mut Ui,
    input: &'static Input,
    kept: &KeptBase,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let Some(domain) = input.domain() else {
        return;
    };
    let short = |value| input.unit.short(value, &workspace.scenario().currency);
    let (base, median) = (short(kept.base), short(kept.range().base(&domain)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let words = RichText::new(format!("Base case {base} kept ·")).small();
        ui.label(words.color(palette.weak));
        let offer = format!("use the median {median}");
        let keys = ui.ctx().format_modifiers(Modifiers::COMMAND);
        let tooltip =
            format!("{keys}+Enter. The range then counts as typed, without a most likely value");
        if link_ui(ui, &offer).on_hover_text(tooltip).clicked() {
            actions.send(Action::UsePlainRange(input));
        }
    });
}

/// Offers a value for an input that nobody stated. `has_keyboard`: Enter takes it.
pub fn offer_ui(
    ui: &mut Ui,
    input: &'static Input,
    workspace: &Workspace,
    has_keyboard: bool,
    actions: &mut Actions,
) {
    let Some(offer) = offered(input, workspace) else {
        return;
    };
    let words = offer.words(input, workspace.scenario());
    let text = match offer {
        _ if has_keyboard => format!("Enter: use {words}"),
        Offer::Evaluated(_) => format!("from the evaluation: {words}"),
        Offer::Usual(_) => format!("usually {words}"),
    };
    let response = link_ui(ui, &text);
    response.widget_info(|| {
        let label = match offer {
            Offer::Evaluated(_) => format!("use {words} from the evaluation"),
            Offer::Usual(_) => format!("use the usual {words}"),
        };
        let label = format!("{}: {label}", input.full_label());
        WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    let tooltip = match offer {
        Offer::Evaluated(errors) => format!("Evaluation: {}", errors.result()),
        Offer::Usual(usual) => format!("Usual range: {}", usual.read_at()),
    };
    if response.on_hover_text(tooltip).clicked() {
        actions.send(Action::TakeOffer(input));
    }
}

/// What is offered for an input into which nothing is typed.
pub fn offered(input: &Input, workspace: &Workspace) -> Option<Offer> {
    let is_typed = (workspace.drafts.get(input.path)).is_some_and(|draft| !draft.text.is_empty());
    Offer::offered(input, workspace.scenario()).filter(|_| !is_typed)
}

/// Whether Enter ended the typing in a field. In one that nothing is typed into it takes what is offered; with Ctrl, a range as it was typed.
pub fn entered(
    ui: &Ui,
    response: &Response,
    input: &'static Input,
    workspace: &Workspace,
    actions: &mut Actions,
) -> bool {
    let with_command = |ui: &Ui| {
        response.has_focus()
            && ui.input_mut(|read| read.consume_key(Modifiers::COMMAND, Key::Enter))
    };
    if workspace.kept_base(input).is_some() && with_command(ui) {
        response.surrender_focus();
        actions.send(Action::UsePlainRange(input));
        return true;
    }
    if !(response.lost_focus() && ui.input(|read| read.key_pressed(Key::Enter))) {
        return false;
    }
    if offered(input, workspace).is_some() {
        actions.send(Action::TakeOffer(input));
    }
    true
}

/// A small button that looks like a link. No stop of the Tab key: each has a key in its field.
fn link_ui(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text)
        .small()
        .underline()
        .color(Palette::current(ui).accent);
    let button = egui::Button::new(text)
        .small()
        .frame(false)
        .sense(egui::Sense::CLICK);
    ui.add(button)
}
