//! The dialog that shows what a user's own material says, before it is filled in.
//!
//! - `prompt`: a prompt with its tokens
//! - `training`: a training file with what it costs to train on it
//! - `usage`: a usage export with what would be filled in; `columns`: the columns of a table of no known form
//! - `bills`: a table of bills; `prices`: a public price list

mod bills;
mod columns;
mod prices;
mod prompt;
mod training;
mod usage;

use egui::{ProgressBar, RichText, Ui, vec2};

use crate::app::messages::action::{Actions, Choice};
use crate::app::state::evidence::{EvidenceDialog, Material};
use crate::app::state::reading::Reading;
use crate::app::workspace::Workspace;
use crate::files::material::progress::Progress;
use crate::scenario::words::with_plain_spaces;
use crate::theme::palette::Palette;

use super::dialog_parts::{AROUND_PAGE, buttons_and_ui, title_ui};

/// Size of what is shown, in points, if the window has it.
const SIZE: egui::Vec2 = vec2(860.0, 430.0);
/// The height for a table of usage, of which more is chosen.
const TALL: f32 = 540.0;

/// Draws the dialog.
pub(super) fn evidence_ui(
    ui: &mut Ui,
    dialog: &EvidenceDialog,
    workspace: &Workspace,
    actions: &mut Actions,
) {
    let wanted = match dialog.material {
        Material::Usage(_) | Material::Prices(_) => vec2(SIZE.x, TALL),
        Material::Prompt(_) | Material::Training(_) | Material::Bills(_) => SIZE,
    };
    let size = wanted.min(ui.ctx().content_rect().size() - AROUND_PAGE);
    ui.set_width(size.x);
    let title = match (&dialog.material, &dialog.name) {
        (Material::Prompt(_), None) => "Prompt".to_owned(),
        (Material::Prompt(_), Some(name)) => format!("Prompt: {name}"),
        (Material::Training(_), name) => {
            format!("Training file: {}", name.as_deref().unwrap_or_default())
        }
        (Material::Prices(_), name) => {
            format!("Price list: {}", name.as_deref().unwrap_or_default())
        }
        (Material::Bills(_), name) => format!("Bills: {}", name.as_deref().unwrap_or_default()),
        (Material::Usage(_), name) => {
            format!("Usage export: {}", name.as_deref().unwrap_or_default())
        }
    };
    title_ui(ui, &title);
    match &dialog.material {
        Material::Prompt(prompt) => prompt::prompt_ui(ui, size, prompt, workspace, actions),
        Material::Training(training) => match &training.reading {
            Reading::Running(progress) => progress_ui(ui, progress),
            Reading::Failed(problem) => problem_ui(ui, problem),
            Reading::Found(found) => {
                training::training_ui(ui, size, &training.model, found, actions);
            }
        },
        Material::Prices(prices) => match &prices.reading {
            Reading::Running(progress) => progress_ui(ui, progress),
            Reading::Failed(problem) => problem_ui(ui, problem),
            Reading::Found(found) => prices::prices_ui(ui, size, found, actions),
        },
        Material::Bills(bills) => match &bills.reading {
            Reading::Running(progress) => progress_ui(ui, progress),
            Reading::Failed(problem) => problem_ui(ui, problem),
            Reading::Found(found) => bills::bills_ui(ui, size, found, workspace, actions),
        },
        Material::Usage(usage) => match (&usage.reading, &usage.columns) {
            (Reading::Running(progress), _) => progress_ui(ui, progress),
            (Reading::Failed(problem), Some(columns)) => {
                columns::columns_ui(ui, size, columns, problem, actions);
            }
            (Reading::Failed(problem), None) => problem_ui(ui, problem),
            (Reading::Found(found), _) => usage::usage_ui(ui, size, found, actions),
        },
    }
    let (cancel, another) = (("Cancel", Choice::Cancel), ("Open file…", Choice::No));
    let usual = match () {
        () if dialog.is_ready() => Some(("Fill in", Choice::Yes)),
        () if dialog.asks_for_columns() => Some(("Read", Choice::Yes)),
        () => None,
    };
    let buttons: Vec<_> = usual.into_iter().chain([another, cancel]).collect();
    buttons_and_ui(ui, actions, &buttons, |ui, actions| {
        if let Material::Prices(prices) = &dialog.material
            && let Reading::Found(found) = &prices.reading
        {
            prices::keep_ui(ui, found, actions);
        }
    });
}

/// How far a file is read. Cancelling the dialog stops it.
fn progress_ui(ui: &mut Ui, progress: &Progress) {
    let megabytes = progress.read() as f64 / 1e6;
    let text = format!("{megabytes:.0} MB read");
    let bar = ProgressBar::new(progress.share().unwrap_or(0.0)).text(text);
    ui.add_space(12.0);
    ui.add(bar);
    ui.ctx().request_repaint_after_secs(0.1);
}

fn problem_ui(ui: &mut Ui, problem: &str) {
    let color = Palette::current(ui).error;
    ui.label(RichText::new(with_plain_spaces(problem)).color(color));
}
