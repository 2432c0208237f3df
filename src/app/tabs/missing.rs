//! What stands in the place of a chart as long as an approach has no prices: the steps to the first curve, as buttons.

use egui::{Align, Layout, Rect, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use crate::analysis::approach::Approach;
use crate::analysis::price::unpriced;
use crate::app::editor::model_menu::model_path;
use crate::app::messages::action::{Action, Actions};
use crate::app::workspace::Workspace;
use crate::scenario::essentials::{Certainty, Essential};
use crate::scenario::inputs::{self, Input};
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// Size of the text with its buttons, in points.
const STEPS_SIZE: egui::Vec2 = vec2(300.0, 190.0);

/// Draws the steps into all the space there is.
pub(super) fn missing_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let frame = Stroke::new(1.0, palette.faint);
    ui.painter()
        .rect_stroke(rect, 8.0, frame, StrokeKind::Inside);
    let steps = Rect::from_center_size(rect.center(), STEPS_SIZE.min(rect.size()));
    let layout = Layout::top_down(Align::Center);
    let mut at = ui.new_child(UiBuilder::new().max_rect(steps).layout(layout));
    steps_ui(&mut at, workspace, actions);
}

fn steps_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 7.0;
    let title = RichText::new("The first curve takes").size(15.0);
    ui.label(title.family(fonts::bold()));
    for (input, step) in steps(workspace) {
        let width = (STEPS_SIZE.x - 20.0).min(ui.available_width());
        let button = egui::Button::new(step).wrap().min_size(vec2(width, 28.0));
        if ui.add(button).clicked() {
            actions.send(Action::GoTo(input));
        }
    }
}

/// The steps that are missing, each with the input that it leads to.
fn steps(workspace: &Workspace) -> Vec<(&'static Input, &'static str)> {
    let scenario = workspace.scenario();
    let mut steps = Vec::new();
    if Essential::Volume.certainty(scenario) == Certainty::Unset {
        let volume = Essential::Volume.next_input(scenario);
        steps.extend(volume.map(|input| (input, "State the query volume")));
    }
    for approach in unpriced(scenario) {
        let step = match approach {
            Approach::Prompting => "Choose the model that answers today",
            Approach::FineTuning => "Choose a model for fine-tuning",
        };
        steps.extend(inputs::find(model_path(approach)).map(|input| (input, step)));
    }
    steps
}
