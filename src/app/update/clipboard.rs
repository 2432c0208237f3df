//! Charts and tables to paste elsewhere.

use egui::ColorImage;

use crate::app::background::computed::Freshness;
use crate::app::state::State;
use crate::app::state::shown::{shown, shown_comparison};
use crate::export::plain::csv;

use super::event::Event;
use super::export::{ExportSnapshot, pixels_of, table_style};
use super::services::Services;

/// Draws the chart on the screen in the background, as a picture to paste.
pub fn copy_chart(state: &mut State, services: &mut Services) {
    let Some(target) = shown(state) else {
        return;
    };
    let snapshot = ExportSnapshot::new(state);
    services.start(&mut state.workspace.notices, "copy", move || match snapshot
        .draw(target)
        .and_then(|drawing| pixels_of(&drawing))
    {
        Ok(image) => Event::Copied(image),
        Err(problem) => Event::Failed(format!("Not copied. {problem}")),
    });
}

/// Copies the picture to the clipboard.
pub fn copied(state: &mut State, ctx: &egui::Context, image: ColorImage) {
    ctx.copy_image(image);
    let text = "Chart copied";
    state.workspace.notices.info(text);
}

/// Copies the months, or what is compared, cell by cell as spreadsheets paste them.
pub fn copy_table(state: &mut State, ctx: &egui::Context) {
    let copied = if shown_comparison(state).is_some() {
        comparison(state).map(|table| (table, "Comparison copied as a table"))
    } else {
        let workspace = &state.workspace;
        let analysis = &workspace.findings.analysis;
        let style = table_style(&workspace.settings).for_pasting();
        let table = csv::render_months(workspace.scenario(), analysis, style);
        Ok((table, "Monthly table copied"))
    };
    let text = match copied {
        Ok((table, done)) => {
            ctx.copy_text(table);
            done
        }
        Err(why) => why,
    };
    state.workspace.notices.info(text);
}

fn comparison(state: &State) -> Result<String, &'static str> {
    let tab = &state.tabs.compare;
    let style = table_style(&state.workspace.settings).for_pasting();
    match tab.get(&state.workspace, &state.library) {
        Freshness::Current(comparison) if !comparison.studies.is_empty() => Ok(
            csv::render_comparison(&comparison.studies, tab.all_inputs, style),
        ),
        Freshness::Current(_) | Freshness::Nothing => {
            Err("Nothing to copy yet. Select scenarios to compare in the library")
        }
        Freshness::Failed(_) => Err("The comparison couldn’t be computed"),
        Freshness::Stale(_) | Freshness::Pending => Err("The comparison is still being calculated"),
    }
}
