//! What had the keyboard before something opened over the window.

use egui::{Context, Id};

use super::is_there;

/// What lies over the window and had to be given the keyboard: a dialog, the palette, a menu, a list that opens.
#[derive(Debug, Default)]
pub struct Overlay {
    /// What had the keyboard in the last frame without one.
    before: Option<Id>,
    was_open: bool,
    /// What gets the keyboard back in this frame. Until one frame after a modal has closed, nothing under it can have the keyboard.
    waiting: Option<Id>,
}

impl Overlay {
    /// Gives the keyboard back once nothing lies over the window any more, unless something else has it. To be called in every frame before
    /// it is drawn.
    pub fn give_back(&mut self, ctx: &Context, is_open: bool) {
        let focused = ctx.memory(egui::Memory::focused);
        if let Some(id) = self.waiting.take()
            && !is_open
            && focused.is_none_or(|focused| !is_there(ctx, focused))
            && is_there(ctx, id)
        {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        if self.was_open && !is_open {
            self.waiting = self.before.take();
            if self.waiting.is_some() {
                ctx.request_repaint();
            }
        } else if !is_open {
            self.before = focused;
        }
        self.was_open = is_open;
    }
}
