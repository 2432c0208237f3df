//! What is still open: each with the button that closes it, or its question.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::analysis::approach::Approach;
use crate::app::editor::yes_no::{ANSWER_WIDTH, yes_no_ui};
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::heading_label_ui;
use crate::app::workspace::Workspace;
use crate::app::workspace::decision::DecisionPages;
use crate::decision::conclusion::Gap;
use crate::scenario::inputs::{self, Input};

use super::layout::PageSizes;

/// Draws what is still open; nothing if nothing is. Questions of the lists beside it aren't repeated.
pub(super) fn open_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    decided: &DecisionPages,
    sizes: &PageSizes,
    actions: &mut Actions,
) {
    let is_here = |gap: &&Gap| !matches!(gap, Gap::Answer(_) | Gap::Answers(_));
    let missing = decided.decision.conclusion.missing.iter();
    let mut gaps = missing.filter(is_here).peekable();
    if gaps.peek().is_none() {
        return;
    }
    heading_label_ui(ui, "Still open");
    for gap in gaps {
        if let Some(sentence) = gap.sentence() {
            gap_ui(ui, workspace, gap, &sentence, sizes, actions);
        }
    }
}

fn gap_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    gap: &Gap,
    sentence: &str,
    sizes: &PageSizes,
    actions: &mut Actions,
) {
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width((width - ANSWER_WIDTH - 16.0).max(80.0));
            ui.add(Label::new(RichText::new(sentence).size(sizes.text)).wrap());
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (button, path) = match gap {
                Gap::Optimisation => {
                    if let Some(input) = inputs::find("decision.prompt_optimised") {
                        yes_no_ui(ui, workspace, input, actions);
                    }
                    return;
                }
                Gap::Prices(approaches) => ("Choose", model_of(approaches)),
                Gap::Evaluation(_) => ("Enter result", "decision.evaluation.cases"),
                Gap::Ranges => ("Enter range", "workload.queries_per_month"),
                Gap::Answer(_) | Gap::Answers(_) => return,
            };
            if ui.button(button).clicked()
                && let Some(input) = present(path, workspace)
            {
                actions.send(Action::GoTo(input));
            }
        });
    });
}

fn model_of(approaches: &[Approach]) -> &'static str {
    match approaches.first() {
        Some(Approach::FineTuning) => "fine_tuning.serving.model",
        _ => "prompting.serving.model",
    }
}

/// The input at a path, or the switch of its group while that is off.
fn present(path: &str, workspace: &Workspace) -> Option<&'static Input> {
    let input = inputs::find(path)?;
    if input.applies(workspace.scenario()) {
        return Some(input);
    }
    inputs::find(input.group?)
}
