//! Messages to the user: successes go by themselves, errors and offers stay until they are dismissed. No error happens in silence.

use egui::{Align2, Frame, Margin, RichText, Stroke, vec2};

use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::theme::palette::Palette;

use super::action::{Action, Actions};

/// Seconds for which a success is shown.
const SHOWN_FOR: f64 = 5.0;
/// More would cover the window; the oldest go first.
const MOST: usize = 5;

/// What a message is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Something was done.
    Success,
    /// Something went wrong.
    Error,
    /// Something can be done in answer.
    Offer(Offer),
}

/// What can be done in answer.
#[derive(Debug, Clone)]
pub enum Offer {
    /// Thresholds and levers are turned as they were for a report.
    Turn(Box<Knobs>),
    /// What was asked while presenting is taken over.
    Keep(Box<Scenario>),
}

impl Offer {
    /// What its button reads.
    fn button(&self) -> &'static str {
        match self {
            Self::Turn(_) => "Use the report’s",
            Self::Keep(_) => "Keep it",
        }
    }

    /// What its button does.
    fn send(&self, actions: &mut Actions) {
        match self {
            Self::Turn(knobs) => {
                actions.send(Action::Turn(Knobs::clone(knobs)));
                actions.send(Action::KeepKnobs);
            }
            Self::Keep(scenario) => {
                let what = "What was asked while presenting".to_owned();
                actions.send(Action::TakeOver(what, scenario.clone()));
            }
        }
    }
}

/// One message.
#[derive(Debug, Clone)]
pub struct Notice {
    id: u64,
    /// What is said.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// When it was first drawn, in the window's time.
    since: Option<f64>,
}

impl Notice {
    /// Whether it stays until it is dismissed.
    fn stays(&self) -> bool {
        !matches!(self.kind, Kind::Success)
    }
}

/// The messages that are shown.
#[derive(Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// Says that something was done.
    pub fn info(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Success);
    }

    /// Says that something went wrong.
    pub fn error(&mut self, text: impl Into<String>) {
        self.push(text.into(), Kind::Error);
    }

    /// Offers something.
    pub fn offer(&mut self, text: impl Into<String>, offer: Offer) {
        self.push(text.into(), Kind::Offer(offer));
    }

    /// Takes offers back: they were about what isn't open any more.
    pub fn withdraw_offers(&mut self) {
        self.shown
            .retain(|notice| !matches!(notice.kind, Kind::Offer(_)));
    }

    /// What is shown, the oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    fn push(&mut self, text: String, kind: Kind) {
        self.shown.retain(|notice| notice.text != text);
        self.next_id += 1;
        self.shown.push(Notice {
            id: self.next_id,
            text,
            kind,
            since: None,
        });
        if self.shown.len() > MOST {
            // The newest stays. Of the others a success may go unread, an error only if there is none, and an offer last.
            let others = &self.shown[..MOST];
            let first = |is: fn(&Notice) -> bool| others.iter().position(is);
            let oldest = first(|notice| !notice.stays())
                .or_else(|| first(|notice| matches!(notice.kind, Kind::Error)));
            self.shown.remove(oldest.unwrap_or(0));
        }
    }

    /// Removes one.
    pub fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notice| notice.id != id);
    }

    /// Lets successes go whose time is over; returns the seconds until the next one goes.
    pub fn age(&mut self, now: f64) -> Option<f64> {
        for notice in &mut self.shown {
            notice.since.get_or_insert(now);
        }
        let left = |notice: &Notice| SHOWN_FOR - (now - notice.since.unwrap_or(now));
        self.shown
            .retain(|notice| notice.stays() || left(notice) > 0.0);
        self.shown
            .iter()
            .filter(|notice| !notice.stays())
            .map(left)
            .reduce(f64::min)
    }
}

/// Draws them over the lower right corner.
pub fn notices_ui(ctx: &egui::Context, notices: &Notices, actions: &mut Actions) {
    if notices.shown.is_empty() {
        return;
    }
    let palette = Palette::of(ctx.theme() == egui::Theme::Dark);
    egui::Area::new(egui::Id::unique("notices"))
        .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0))
        .order(egui::Order::Foreground)
        .show(ctx, |ui| {
            ui.set_max_width(460.0);
            for notice in &notices.shown {
                let is_error = matches!(notice.kind, Kind::Error);
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
                            if let Kind::Offer(offer) = &notice.kind
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
