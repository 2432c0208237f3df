//! What a heading folds away. The heading is a stop of the Tab key: Enter and Space fold and unfold, ← folds and → unfolds.

use egui::{EventFilter, Id, Key, Modifiers, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::widgets::focus_ring;

/// Rows under a heading.
pub(super) struct Folded {
    id: Id,
    /// Whether they are shown.
    pub(super) is_open: bool,
}

impl Folded {
    /// What is remembered under `id`. `wanted`: one of the rows has to be seen.
    pub(super) fn new(ui: &Ui, id: Id, opens_first: bool, wanted: bool) -> Self {
        let is_open = ui.data_mut(|data| {
            let is_open = data.get_temp_mut_or_insert_with(id, || opens_first);
            *is_open |= wanted;
            *is_open
        });
        Self { id, is_open }
    }

    /// The place of the heading, of this name and height, and what folds it. The caller paints it.
    pub(super) fn heading_ui(&self, ui: &mut Ui, name: &str, height: f32) -> Response {
        let size = vec2(ui.available_width(), height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(Role::DisclosureTriangle, true, self.is_open, name)
        });
        focus_ring(ui, &response, rect, 4.0);
        let asked = response.clicked().then_some(!self.is_open);
        if let Some(is_open) = asked.or(asked_by_arrows(ui, &response)) {
            ui.data_mut(|data| data.insert_temp(self.id, is_open));
            ui.ctx().request_repaint();
        }
        response
    }
}

/// Whether the arrow keys ask for the rows to be shown or not.
fn asked_by_arrows(ui: &Ui, heading: &Response) -> Option<bool> {
    if !heading.has_focus() {
        return None;
    }
    // Else egui would take them for a step to what is nearest in that direction.
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(heading.id, filter));
    let takes = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (folds, unfolds) = (takes(Key::ArrowLeft), takes(Key::ArrowRight));
    (folds != unfolds).then_some(unfolds)
}
