//! Where the keyboard is.
//!
//! - [`regions`]: the parts of the window that F6 walks; [`overlay`]: what gets the keyboard back when a dialog or a menu closes
//! - [`list`]: lists that are one stop of the Tab key; [`highlight`]: lists below a text field that keeps the keyboard

pub mod highlight;
pub mod list;
pub mod overlay;
pub mod regions;

use egui::{Context, Id, Key, Modifiers, Ui};

fn row_id() -> Id {
    Id::unique("row that has the keyboard")
}

/// Notes that a row of a list, which has keys of its own, has the keyboard in this frame.
pub fn note_row(ui: &Ui) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|data| data.insert_temp(row_id(), frame));
}

/// Whether a row of a list, which has keys of its own, had the keyboard in the last frame.
pub fn row_has_keyboard(ctx: &Context) -> bool {
    let noted = ctx.data(|data| data.get_temp::<u64>(row_id()));
    noted.is_some_and(|frame| frame + 1 >= ctx.cumulative_frame_nr())
}

/// What opens the menu of anything that has the keyboard: the menu key, and what stands for it on keyboards without one.
pub const MENU_KEYS: [(Modifiers, Key); 3] = [
    (Modifiers::NONE, Key::Menu),
    (Modifiers::SHIFT, Key::F10),
    (Modifiers::ALT, Key::Enter),
];

/// Whether it was drawn in the last frame, and can have the keyboard.
fn is_there(ctx: &Context, id: Id) -> bool {
    ctx.viewport(|viewport| {
        let widget = viewport.prev_pass.widgets.get(id);
        widget.is_some_and(|widget| widget.enabled && widget.sense.is_focusable())
    })
}
