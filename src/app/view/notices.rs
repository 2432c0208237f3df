//! The messages, over the lower right corner of the window.

use egui::{Align2, Frame, Margin, RichText, Stroke, vec2};

use crate::app::messages::action::{Action, Actions};
use crate::app::workspace::notices::{NoticeKind, Notices};
use crate::theme::palette::Palette;

/// Draws the messages, the oldest on top.
pub fn notices_ui(ctx: &egui::Context, notices: &Notices, actions: &mut Actions) {
    if notices.shown().is_empty() {
        return;
    }
    let palette = Palette::for_theme(ctx.theme() == egui::Theme::Dark);
    egui::Area::new(egui::Id::unique("notices"))
        .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0))
        .order(egui::Order::Foreground)
        .show(ctx, |ui| {
            ui.set_max_width(460.0);
            for notice in notices.shown() {
                let is_error = matches!(notice.kind, NoticeKind::Error);
                let color = if is_error {
                    palette.error
                } else {
                    palette.line
                };
                Frame::new()
                    .fill(palette.card)
                    .stroke(Stroke::new(1.0, color))
                    .corner_radius(6.0)
                    .inner_margin(Margin::symmetric(12, 8))
                    .show(ui, |ui| {
                        ui.horizontal_top(|ui| {
                            let text = RichText::new(&notice.text);
                            let text = if is_error {
                                text.color(palette.error)
                            } else {
                                text
                            };
                            ui.add(egui::Label::new(text).wrap());
                            if let NoticeKind::Offer(offer) = &notice.kind
                                && ui.button(offer.button()).clicked()
                            {
                                offer.send(actions);
                                actions.send(Action::DismissNotice(notice.id));
                            }
                            let close = egui::Button::new("×").frame_when_inactive(false);
                            if ui.add(close).on_hover_text("Dismiss").clicked() {
                                actions.send(Action::DismissNotice(notice.id));
                            }
                        });
                    });
            }
        });
}
