//! Messages to the user: successes go by themselves, errors and offers stay until they are dismissed. No error happens in silence.

use crate::app::messages::action::{Action, Actions};
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;

/// Seconds for which a success is shown.
const SHOWN_SECONDS: f64 = 5.0;
/// At most this many messages are shown, so that they don't cover the window; `push` says which one goes.
const MAX_NOTICES: usize = 5;

/// What a message is.
#[derive(Debug, Clone)]
pub enum NoticeKind {
    /// Something was done.
    Info,
    /// Something went wrong.
    Error,
    /// Something can be done in answer.
    Offer(Offer),
}

/// What can be done in answer.
#[derive(Debug, Clone)]
pub enum Offer {
    /// Decides with the thresholds and levers of the report that was opened.
    UseReportSettings(Box<DecisionSettings>),
    /// Keeps what was changed while presenting.
    KeepWhatIf(Box<Scenario>),
}

impl Offer {
    /// The text of its button.
    pub fn button(&self) -> &'static str {
        match self {
            Self::UseReportSettings(_) => "Use them",
            Self::KeepWhatIf(_) => "Keep changes",
        }
    }

    /// Sends what its button asks for.
    pub fn send(&self, actions: &mut Actions) {
        match self {
            Self::UseReportSettings(knobs) => {
                actions.send(Action::SetDecisionSettings(DecisionSettings::clone(knobs)));
                actions.send(Action::SaveSettings);
            }
            Self::KeepWhatIf(scenario) => {
                let what = "What-if changes".to_owned();
                actions.send(Action::ReplaceScenario(what, scenario.clone()));
            }
        }
    }
}

/// One message.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Tells it from all others.
    pub id: u64,
    /// As shown; a message of the same text takes its place.
    pub text: String,
    /// Decides its colour, its button, and whether it goes by itself.
    pub kind: NoticeKind,
    /// When it was first drawn, in the window's time.
    since: Option<f64>,
}

impl Notice {
    /// Whether it stays until it is dismissed.
    fn stays(&self) -> bool {
        !matches!(self.kind, NoticeKind::Info)
    }
}

/// The messages that are shown.
#[derive(Debug, Default)]
pub struct Notices {
    shown: Vec<Notice>,
    next_id: u64,
}

impl Notices {
    /// Shows each error among these results of work that was to be started.
    pub fn errors(&mut self, results: impl IntoIterator<Item = Result<(), String>>) {
        for problem in results.into_iter().filter_map(Result::err) {
            self.error(problem);
        }
    }

    /// Says that something was done.
    pub fn info(&mut self, text: impl Into<String>) {
        self.push(text.into(), NoticeKind::Info);
    }

    /// Says that something went wrong.
    pub fn error(&mut self, text: impl Into<String>) {
        self.push(text.into(), NoticeKind::Error);
    }

    /// Offers something.
    pub fn offer(&mut self, text: impl Into<String>, offer: Offer) {
        self.push(text.into(), NoticeKind::Offer(offer));
    }

    /// Takes offers back: they were about what isn't open any more.
    pub fn withdraw_offers(&mut self) {
        self.shown
            .retain(|notice| !matches!(notice.kind, NoticeKind::Offer(_)));
    }

    /// What is shown, the oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    fn push(&mut self, text: String, kind: NoticeKind) {
        self.shown.retain(|notice| notice.text != text);
        self.next_id += 1;
        self.shown.push(Notice {
            id: self.next_id,
            text,
            kind,
            since: None,
        });
        if self.shown.len() > MAX_NOTICES {
            // The newest stays. Of the others a success may go unread, an error only if there is none, and an offer last.
            let others = &self.shown[..MAX_NOTICES];
            let first = |is: fn(&Notice) -> bool| others.iter().position(is);
            let oldest = first(|notice| !notice.stays())
                .or_else(|| first(|notice| matches!(notice.kind, NoticeKind::Error)));
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
        let left = |notice: &Notice| SHOWN_SECONDS - (now - notice.since.unwrap_or(now));
        self.shown
            .retain(|notice| notice.stays() || left(notice) > 0.0);
        self.shown
            .iter()
            .filter(|notice| !notice.stays())
            .map(left)
            .reduce(f64::min)
    }
}
