//! Messages to the user. One is shown at a time: what just went wrong or can be done first, then what was done, and again what still waits
//! for an answer. Successes go by themselves, errors and offers stay until they are dismissed. No error happens in silence.

use std::path::PathBuf;

use crate::app::messages::action::{Action, Actions, WorkAction};
use crate::app::messages::command::Command;
use crate::app::messages::path_purpose::PathPurpose;
use crate::scenario::Scenario;
use crate::scenario::correlations::Correlations;
use crate::scenario::inputs::{self, Value};
use crate::scenario::knobs::DecisionSettings;

/// Seconds for which a success is shown, and an error or offer before a success may take its place.
const SHOWN_SECONDS: f64 = 5.0;
/// Seconds for which a success is shown while others wait.
const HURRIED_SECONDS: f64 = 2.5;
/// At most this many messages are kept; `push` says which one goes.
const MAX_NOTICES: usize = 5;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Info,
    /// Something went wrong.
    Error,
    /// Something should be decided, or read.
    Offer,
}

/// What can be done in answer.
#[derive(Debug, Clone)]
pub enum Offer {
    /// Decides with the thresholds and levers of the report that was opened.
    UseReportSettings(Box<DecisionSettings>),
    /// Takes the correlations that are nearest to what was asked for.
    UseNearestCorrelations(Box<Correlations>),
    /// Keeps what was changed while presenting.
    KeepWhatIf(Box<Scenario>),
    /// Asks for a path in the window, in place of the desktop's dialog.
    UseOwnDialog(PathPurpose),
    /// Opens a file with the program that the system has for it.
    OpenOutside(PathBuf),
    /// Shows a file in the file manager.
    ShowInFolder(PathBuf),
    /// Shows what was changed in the open file, which is changed here too.
    ShowConflict(PathBuf),
    /// Shows the unsaved work that can be recovered.
    ShowRecovery,
}

impl Offer {
    /// The text of its button.
    pub fn button(&self) -> &'static str {
        match self {
            Self::UseReportSettings(_) => "Use them",
            Self::UseNearestCorrelations(_) => "Use the nearest",
            Self::KeepWhatIf(_) => "Keep changes",
            Self::UseOwnDialog(_) => "Use built-in dialog",
            Self::OpenOutside(_) => "Open",
            Self::ShowInFolder(_) => "Show in folder",
            Self::ShowRecovery => "Show work",
            Self::ShowConflict(_) => "Show changes",
        }
    }

    /// Sends what its button asks for.
    pub fn send(&self, actions: &mut Actions) {
        match self {
            Self::UseReportSettings(knobs) => {
                actions.send(Action::SetDecisionSettings(DecisionSettings::clone(knobs)));
                actions.send(Action::SaveSettings);
            }
            Self::UseNearestCorrelations(nearest) => {
                if let Some(input) = inputs::find("correlations") {
                    actions.set(input, Value::Text(nearest.to_string()));
                }
            }
            Self::KeepWhatIf(scenario) => {
                let what = "What-if changes".to_owned();
                actions.send(Action::ReplaceScenario(what, scenario.clone()));
            }
            Self::UseOwnDialog(purpose) => actions.send(Action::UseOwnDialog(*purpose)),
            Self::OpenOutside(path) => actions.send(Action::OpenOutside(path.clone())),
            Self::ShowInFolder(path) => actions.send(Action::RevealFile(path.clone())),
            Self::ShowConflict(path) => {
                actions.send(Action::Work(WorkAction::ShowConflict(path.clone())));
            }
            Self::ShowRecovery => actions.run(Command::RecoverWork),
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
    /// Decides its colour, and whether it goes by itself.
    pub kind: NoticeKind,
    /// What can be done in answer, a button each.
    pub offers: Vec<Offer>,
    /// Since when it is the one that is shown, in the window's time.
    since: Option<f64>,
    /// Whether it was shown for its time: a success may now be shown in its place.
    is_read: bool,
}

impl Notice {
    /// Whether it stays until it is dismissed.
    fn stays(&self) -> bool {
        self.kind != NoticeKind::Info
    }
}

/// The messages.
#[derive(Debug, Default)]
pub struct Notices {
    all: Vec<Notice>,
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
        self.push(text.into(), NoticeKind::Info, Vec::new());
    }

    /// Says that something was done, and what can be done with it.
    pub fn done(&mut self, text: impl Into<String>, offers: Vec<Offer>) {
        self.push(text.into(), NoticeKind::Info, offers);
    }

    /// Says that something went wrong.
    pub fn error(&mut self, text: impl Into<String>) {
        self.push(text.into(), NoticeKind::Error, Vec::new());
    }

    /// Offers something.
    pub fn offer(&mut self, text: impl Into<String>, offer: Offer) {
        self.push(text.into(), NoticeKind::Offer, vec![offer]);
    }

    /// Says something about the open scenario that is to be read. It stays as an offer does.
    pub fn remark(&mut self, text: impl Into<String>) {
        self.push(text.into(), NoticeKind::Offer, Vec::new());
    }

    /// Takes offers back: they were about what isn't open any more.
    pub fn withdraw_offers(&mut self) {
        self.all.retain(|notice| notice.kind != NoticeKind::Offer);
    }

    /// Takes back what doesn't hold any more.
    pub fn withdraw(&mut self, text: &str) {
        self.all.retain(|notice| notice.text != text);
    }

    /// Takes back all that begin like this: what they say doesn't hold any more.
    pub fn withdraw_all(&mut self, beginning: &str) {
        self.all
            .retain(|notice| !notice.text.starts_with(beginning));
    }

    /// All that are kept, the oldest first.
    pub fn all(&self) -> &[Notice] {
        &self.all
    }

    /// The one that is shown.
    pub fn current(&self) -> Option<&Notice> {
        self.all.get(self.current_index()?)
    }

    fn current_index(&self) -> Option<usize> {
        let first = |is: fn(&Notice) -> bool| self.all.iter().position(is);
        first(|notice| notice.stays() && !notice.is_read)
            .or_else(|| first(|notice| !notice.stays()))
            .or_else(|| first(|_| true))
    }

    fn push(&mut self, text: String, kind: NoticeKind, offers: Vec<Offer>) {
        self.all.retain(|notice| notice.text != text);
        self.next_id += 1;
        self.all.push(Notice {
            id: self.next_id,
            text,
            kind,
            offers,
            since: None,
            is_read: false,
        });
        if self.all.len() > MAX_NOTICES {
            // The newest stays. Of the others a success may go unread, an error only if there is none, and an offer last.
            let others = &self.all[..MAX_NOTICES];
            let first = |is: fn(&Notice) -> bool| others.iter().position(is);
            let oldest = first(|notice| !notice.stays())
                .or_else(|| first(|notice| notice.kind == NoticeKind::Error));
            self.all.remove(oldest.unwrap_or(0));
        }
    }

    /// Removes one.
    pub fn dismiss(&mut self, id: u64) {
        self.all.retain(|notice| notice.id != id);
    }

    /// Lets the next one be shown when the time of the one that is shown is over; returns the seconds until then.
    pub fn age(&mut self, now: f64) -> Option<f64> {
        loop {
            let index = self.current_index()?;
            let infos = self.all.iter().filter(|notice| !notice.stays()).count();
            // A success that had to give way gets its whole time later.
            for (other, notice) in self.all.iter_mut().enumerate() {
                if other != index {
                    notice.since = None;
                }
            }
            let notice = &mut self.all[index];
            if notice.is_read {
                return None;
            }
            let seconds = if !notice.stays() && infos > 1 {
                HURRIED_SECONDS
            } else {
                SHOWN_SECONDS
            };
            let left = seconds - (now - *notice.since.get_or_insert(now));
            if left > 0.0 {
                return Some(left);
            }
            if notice.stays() {
                notice.is_read = true;
            } else {
                self.all.remove(index);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(notices: &Notices) -> Option<&str> {
        notices.current().map(|notice| notice.text.as_str())
    }

    #[test]
    fn successes_are_shown_one_after_the_other_and_go_by_themselves() {
        let mut notices = Notices::default();
        assert_eq!(notices.age(0.0), None);
        notices.info("one");
        notices.info("two");
        assert_eq!(notices.age(1.0), Some(HURRIED_SECONDS));
        assert_eq!(shown(&notices), Some("one"));
        assert_eq!(notices.age(1.0 + HURRIED_SECONDS), Some(SHOWN_SECONDS));
        assert_eq!(shown(&notices), Some("two"));
        assert_eq!(notices.age(100.0), None);
        assert_eq!(shown(&notices), None);
    }

    #[test]
    fn an_error_comes_first_gives_way_to_a_success_and_stays_until_it_is_dismissed() {
        let mut notices = Notices::default();
        notices.info("saved");
        assert_eq!(notices.age(0.0), Some(SHOWN_SECONDS));
        notices.error("broken");
        assert_eq!(notices.age(4.0), Some(SHOWN_SECONDS));
        assert_eq!(shown(&notices), Some("broken"));
        // The success gets its whole time.
        assert_eq!(notices.age(9.0), Some(SHOWN_SECONDS));
        assert_eq!(shown(&notices), Some("saved"));
        assert_eq!(notices.age(14.0), None);
        assert_eq!(shown(&notices), Some("broken"));
        notices.dismiss(notices.current().unwrap().id);
        assert_eq!(shown(&notices), None);
    }

    #[test]
    fn of_too_many_messages_successes_go_first() {
        let mut notices = Notices::default();
        notices.error("first");
        notices.info("done");
        for index in 0..MAX_NOTICES - 1 {
            notices.error(index.to_string());
        }
        assert_eq!(notices.all().len(), MAX_NOTICES);
        assert_eq!(shown(&notices), Some("first"));
        assert!(notices.all().iter().all(|notice| notice.text != "done"));
    }
}
