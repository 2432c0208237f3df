//! Something that is worked out beside the window: the newest result, and what it is of.

use egui::{RichText, Ui};

use crate::theme::palette::Palette;

/// The newest result of a kind. `K` tells what it is of: a revision of the scenario, and what else it depends on.
#[derive(Debug)]
pub struct Latest<K, T> {
    result: Option<T>,
    of: Option<K>,
    running: bool,
    /// What is on its way is of another scenario than the open one.
    void: bool,
}

impl<K, T> Default for Latest<K, T> {
    fn default() -> Self {
        Self {
            result: None,
            of: None,
            running: false,
            void: false,
        }
    }
}

impl<K: PartialEq, T> Latest<K, T> {
    /// Whether it is to be started: neither known nor on its way. What comes is looked at again.
    pub fn is_due(&self, of: &K) -> bool {
        !self.running && !self.is_of(of)
    }

    /// Whether what is known is of this.
    pub fn is_of(&self, of: &K) -> bool {
        self.of.as_ref() == Some(of)
    }

    /// Whether something is on its way.
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// Something was started.
    pub fn started(&mut self) {
        self.running = true;
    }

    /// What was started came to nothing.
    pub fn called_off(&mut self) {
        self.running = false;
        self.void = false;
    }

    /// Another scenario was opened: nothing of the one before is shown as its.
    pub fn clear(&mut self) {
        self.result = None;
        self.of = None;
        self.void = self.running;
    }

    /// Takes what came; `None` where there is no result of this.
    pub fn take(&mut self, of: K, result: Option<T>) {
        self.running = false;
        if std::mem::take(&mut self.void) {
            return;
        }
        self.of = Some(of);
        self.result = result;
    }

    /// The newest result, if there is any, and whether it is of this.
    pub fn shown(&self, of: &K) -> Option<(&T, bool)> {
        self.result.as_ref().map(|result| (result, self.is_of(of)))
    }

    /// The newest result for drawing: what is of a moment ago is not shown as if it were current. Where there is none it is said that it
    /// is on its way, or, where it is known that there is none, why.
    pub fn for_drawing(&self, ui: &mut Ui, of: &K, none: &str) -> Option<&T> {
        let Some((result, fits)) = self.shown(of) else {
            let text = if self.is_of(of) {
                none
            } else {
                "Working it out…"
            };
            let text = RichText::new(text).color(Palette::current(ui).weak);
            ui.add(egui::Label::new(text).wrap());
            return None;
        };
        if !fits {
            ui.set_opacity(0.45);
        }
        Some(result)
    }
}
