//! "Credible when: volume ✓ data ○": the essentials in the status bar, each leading to the input that is open.

use egui::{FontId, Response, RichText, Sense, Ui, WidgetInfo};

use crate::app::messages::action::{Action, Actions};
use crate::app::workspace::Workspace;
use crate::scenario::essentials::{Certainty, Essential};
use crate::theme::palette::Palette;

/// Size of the text, in points.
const TEXT_SIZE: f32 = 11.5;
/// Space between two essentials, in points.
const GAP: f32 = 9.0;
/// Room that is left free at the end of the bar, for what stands there, in points.
const RESERVED: f32 = 8.0;

/// Draws the essentials until all are known; where they don't fit, only those that are open, as many as fit.
pub(super) fn credible_ui(ui: &mut Ui, workspace: &Workspace, actions: &mut Actions) {
    let credibility = &workspace.findings.credibility;
    if credibility.is_known() {
        return;
    }
    let all: Vec<_> = credibility.essentials().collect();
    let is_open = |item: &&(Essential, Certainty)| item.1 != Certainty::Known;
    let open: Vec<_> = all.iter().filter(is_open).copied().collect();
    let lead = "Credible when:";
    let room = ui.available_width() - RESERVED;
    let shown = if width(ui, lead, &all) <= room {
        &all
    } else {
        &open
    };
    let mut fitting = shown.len();
    while fitting > 1 && width(ui, lead, &shown[..fitting]) > room {
        fitting -= 1;
    }
    if width(ui, lead, &shown[..fitting]) > room {
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let weak = Palette::current(ui).weak;
        ui.label(RichText::new(lead).size(TEXT_SIZE).color(weak));
        for &(essential, certainty) in &shown[..fitting] {
            let Some(input) = essential.next_input(workspace.scenario()) else {
                continue;
            };
            if essential_ui(ui, essential, certainty)
                .on_hover_text(tooltip(certainty))
                .clicked()
            {
                actions.send(Action::GoTo(input));
            }
        }
    });
}

/// The width of these essentials after the words that lead to them, in points.
fn width(ui: &Ui, lead: &str, items: &[(Essential, Certainty)]) -> f32 {
    let font = FontId::proportional(TEXT_SIZE);
    let of = |text: String| {
        let color = egui::Color32::PLACEHOLDER;
        ui.painter()
            .layout_no_wrap(text, font.clone(), color)
            .size()
            .x
    };
    let items = items.iter().map(|(essential, certainty)| {
        GAP + of(format!("{} {}", essential.label(), mark(*certainty)))
    });
    of(lead.to_owned()) + items.sum::<f32>()
}

fn mark(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Known => "✓",
        Certainty::Usual => "≈",
        Certainty::Unset => "○",
    }
}

fn tooltip(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Known => "It is set",
        Certainty::Usual => "A usual value; state your own to be surer",
        Certainty::Unset => "Not set; leads to its field",
    }
}

/// One essential.
fn essential_ui(ui: &mut Ui, essential: Essential, certainty: Certainty) -> Response {
    let palette = Palette::current(ui);
    let (color, sense) = match certainty {
        Certainty::Known => (palette.weak, Sense::click()),
        Certainty::Usual => (palette.text, Sense::click()),
        Certainty::Unset => (palette.warning, Sense::click()),
    };
    let text = format!("{} {}", essential.label(), mark(certainty));
    let text = RichText::new(text).size(TEXT_SIZE).color(color);
    let response = ui.add(egui::Button::new(text).small().frame(false).sense(sense));
    response.widget_info(|| {
        let is = match certainty {
            Certainty::Known => "known",
            Certainty::Usual => "a usual value",
            Certainty::Unset => "not set",
        };
        let label = format!("Essential {}: {is}", essential.label());
        WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    response
}
