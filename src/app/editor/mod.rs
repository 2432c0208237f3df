//! The scenario's inputs, section by section: the few that matter, and the rest by topic. A topic in which something is stated has a heading
//! that unfolds it; "more" shows all.
//!
//! - `row`: label, field and source of one input
//! - [`field`]: the field, `shown_value`: what stands in it; `scrub`, `nudge`: dragging over it, and its arrow keys; `model_menu`, `model_list`: picking a model; [`yes_no`]:
//!   answering a question
//! - [`notes`]: what stands under a field: problem, echo, offers
//! - `topic`: the headings of topics; `folded`: what a heading folds, and its keys; `caching_switch`: prompt caching on and off
//! - `help`: what there is to know of an input; `card`: the keys that open it

mod caching_switch;
mod card;
mod correlations;
pub mod field;
mod folded;
mod help;
mod model_list;
pub mod model_menu;
pub mod notes;
mod nudge;
mod row;
mod scrub;
mod shown_value;
mod topic;
pub mod yes_no;

use std::sync::LazyLock;

use egui::{Align2, FontId, RichText, ScrollArea, Ui, vec2};

use crate::analysis::approach::Approach;
use crate::app::workspace::Workspace;
use crate::scenario::essentials::Certainty;
use crate::scenario::inputs::{self, INPUTS, Input, Kind, Section};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::focus::regions::{Region, note_region};
use super::messages::action::Actions;
use super::widgets::{caption_ui, scroll_ui};
use folded::Folded;
use row::row_ui;
use topic::Topic;

const NAME: &str = "name";
/// Height of the heading of a section, in points.
const SECTION_HEIGHT: f32 = 26.0;

/// All inputs but the name, as the sections show them: a section's own few come before those under headings.
static IN_ORDER: LazyLock<Vec<&'static Input>> = LazyLock::new(|| {
    let mut inputs: Vec<&'static Input> =
        INPUTS.iter().filter(|input| input.path != NAME).collect();
    inputs.sort_by_key(|input| !input.topic.is_empty());
    inputs
});

/// The editor's own state.
#[derive(Debug, Default)]
pub struct Editor {
    /// An input that it should lead to.
    pub go_to: Option<&'static Input>,
}

/// Draws the panel's content.
pub fn editor_ui(ui: &mut Ui, workspace: &Workspace, editor: &Editor, actions: &mut Actions) {
    note_region(ui, Region::Editor);
    scroll_ui(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        // The name stands over everything.
        if let Some(name) = inputs::find(NAME) {
            row_ui(ui, name, editor.go_to == Some(name), workspace, actions);
            ui.add_space(10.0);
        }
        for &section in Section::ALL {
            ui.push_id(section.label(), |ui| {
                section_ui(ui, section, workspace, editor, actions);
            });
        }
        ui.add_space(12.0);
    });
}

fn section_ui(
    ui: &mut Ui,
    section: Section,
    workspace: &Workspace,
    editor: &Editor,
    actions: &mut Actions,
) {
    let wanted = editor.go_to.is_some_and(|input| input.section == section);
    if !heading_ui(ui, section, wanted) {
        return;
    }
    let scenario = workspace.scenario();
    let more_id = ui.make_persistent_id("more");
    let inputs = IN_ORDER.iter().copied();
    let inputs = inputs.filter(|input| input.section == section && input.applies(scenario));
    let topics = Topic::of(inputs);
    let is_wanted = |topic: &Topic| {
        let of = |input: &&'static Input| topic.inputs.contains(input);
        editor.go_to.as_ref().is_some_and(of)
    };
    let hidden_one = |topic: &Topic| is_wanted(topic) && !topic.stands_out(workspace);
    let leads_to_hidden = topics
        .iter()
        .any(|topic| !topic.name.is_empty() && hidden_one(topic));
    let more = ui.data_mut(|data| {
        let more = data.get_temp_mut_or_default::<bool>(more_id);
        *more |= leads_to_hidden;
        *more
    });
    let mut hidden = 0;
    for topic in &topics {
        let is_of_section = topic.name.is_empty();
        if !is_of_section && !topic.stands_out(workspace) {
            hidden += topic.inputs.len();
            if !more {
                continue;
            }
        }
        if !is_of_section {
            // With everything shown, the topics have headings that don't fold.
            if more {
                ui.add_space(6.0);
                caption_ui(ui, topic.name);
            } else {
                let wanted = is_wanted(topic) || topic.has_problem(workspace);
                if !topic.heading_ui(ui, scenario, wanted) {
                    continue;
                }
            }
        }
        for &input in &topic.inputs {
            let is_wanted = editor.go_to == Some(input);
            let stands_out = input.essential
                || input.certainty(scenario) != Certainty::Unset
                || workspace.drafts.contains_key(input.path)
                || is_wanted;
            if is_of_section && !stands_out {
                hidden += 1;
                if !more {
                    continue;
                }
            }
            if input.kind == Kind::Correlations {
                correlations::section_ui(ui, input, is_wanted, workspace, actions);
                continue;
            }
            row_ui(ui, input, is_wanted, workspace, actions);
            if let Some(approach) = caching_switch::below(input.path) {
                caching_switch::switch_ui(ui, approach, workspace, actions);
            }
        }
    }
    if hidden > 0 || more {
        let palette = Palette::current(ui);
        let text = if more {
            "Show fewer".to_owned()
        } else {
            format!("Show {hidden} more")
        };
        let text = RichText::new(text).small().color(palette.accent);
        let response = ui.add(egui::Button::new(text).frame_when_inactive(false));
        let label = format!("{} more", section.label());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(more_id, !more));
        }
    }
    ui.add_space(12.0);
}

/// The heading with its + or −; returns whether the section is open.
fn heading_ui(ui: &mut Ui, section: Section, wanted: bool) -> bool {
    let palette = Palette::current(ui);
    let id = ui.make_persistent_id("open");
    let opens_first = section != Section::Decision;
    let folded = Folded::new(ui, id, opens_first, wanted);
    let heading = folded.heading_ui(ui, section.label(), SECTION_HEIGHT);
    let color = match section {
        Section::Prompting => palette.approach_text(Approach::Prompting),
        Section::FineTuning => palette.approach_text(Approach::FineTuning),
        _ => palette.text,
    };
    let font = FontId::new(14.0, fonts::bold());
    ui.painter().text(
        heading.rect.left_center(),
        Align2::LEFT_CENTER,
        section.label(),
        font,
        color,
    );
    let sign = if folded.is_open { "−" } else { "+" };
    let sign_color = if heading.hovered() {
        palette.text
    } else {
        palette.weak
    };
    let font = FontId::proportional(14.0);
    ui.painter().text(
        heading.rect.right_center() - vec2(6.0, 0.0),
        Align2::RIGHT_CENTER,
        sign,
        font,
        sign_color,
    );
    folded.is_open
}
