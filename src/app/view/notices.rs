//! The message that is shown: in the status bar, where it covers nothing, or below a presentation.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Button, FontId, Frame, Galley, Label, Margin, RichText, TextStyle, Ui};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::sign_button_ui;
use crate::app::workspace::notices::{Notice, NoticeKind};
use crate::theme::fonts;
use crate::theme::palette::Palette;

/// A long message takes at most so many rows; a tooltip has all of it.
const MAX_ROWS: usize = 3;
/// Size of the type, in points.
const POINTS: f32 = 12.5;
/// Room between the text and its buttons, and around a button's text, in points.
const GAP: f32 = 8.0;

/// Draws a message with its buttons, in the room that there is.
pub(super) fn notice_ui(ui: &mut Ui, notice: &Notice, actions: &mut Actions) {
    let palette = Palette::current(ui);
    let (fill, color) = match notice.kind {
        NoticeKind::Info => (palette.field, palette.text),
        NoticeKind::Error => (palette.error_field, palette.error),
        NoticeKind::Offer => (palette.selection, palette.text),
    };
    let room = ui.available_width() - buttons_width(ui, notice) - 4.0 * GAP;
    let text = rows(ui, &notice.text, color, room.max(80.0));
    Frame::new()
        .fill(fill)
        .corner_radius(5.0)
        .inner_margin(Margin::symmetric(8, 1))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                let is_elided = text.elided;
                let label = ui.add(Label::new(text).show_tooltip_when_elided(false));
                ui.ctx().accesskit_node_builder(label.id, |node| {
                    node.set_live(egui::accesskit::Live::Polite);
                });
                if is_elided {
                    label.on_hover_text(&notice.text);
                }
                for offer in &notice.offers {
                    let name = RichText::new(offer.button()).size(POINTS);
                    let name = name.family(fonts::bold()).color(palette.accent);
                    if ui.add(Button::new(name).small()).clicked() {
                        offer.send(actions);
                        actions.send(Action::DismissNotice(notice.id));
                    }
                }
                if sign_button_ui(ui, "×", "Dismiss").clicked() {
                    actions.send(Action::DismissNotice(notice.id));
                }
            });
        });
}

/// The text in a few rows.
fn rows(ui: &Ui, text: &str, color: egui::Color32, width: f32) -> Arc<Galley> {
    let font = FontId::proportional(POINTS);
    let mut job = LayoutJob::simple(text.to_owned(), font, color, width);
    job.wrap.max_rows = MAX_ROWS;
    ui.painter().layout_job(job)
}

/// Room for the buttons of a message, in points.
fn buttons_width(ui: &Ui, notice: &Notice) -> f32 {
    let padding = 2.0 * ui.spacing().button_padding.x + GAP;
    let sign = TextStyle::Button.resolve(ui.style()).size;
    let names = notice.offers.iter().map(|offer| {
        let font = FontId::new(POINTS, fonts::bold());
        let color = egui::Color32::PLACEHOLDER;
        let painter = ui.painter();
        let name = painter.layout_no_wrap(offer.button().to_owned(), font, color);
        name.size().x + padding
    });
    names.sum::<f32>() + sign + padding
}
