//! What would change the recommendation, as a table; a click on a row leads to its input.

use egui::{Align, Label, Layout, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::app::background::computed::Freshness;
use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::{computed_ui, focus_ring, heading_label_ui};
use crate::decision::words::flips::FlipRow;
use crate::theme::palette::Palette;

use super::layout::PART_GAP;

/// Width of the column of what holds now, in points: "unanswered" isn't broken.
const NOW_WIDTH: f32 = 74.0;
/// The parts that the other columns have of the rest.
const SHARES: [f32; 3] = [0.38, 0.32, 0.30];
const COLUMN_GAP: f32 = 8.0;
/// Room above and below the text of a row, in points.
const ROW_MARGIN: f32 = 3.0;
const TEXT_SIZE: f32 = 13.0;
/// At most this many rows are shown, so that the page fits a screen.
const MAX_ROWS: usize = 4;

/// Draws the table; nothing if no change is known.
pub(super) fn changes_ui(ui: &mut Ui, rows: Freshness<'_, Vec<FlipRow>>, actions: &mut Actions) {
    if rows.latest().is_some_and(Vec::is_empty) {
        return;
    }
    heading_label_ui(ui, "What would change this");
    ui.scope(|ui| {
        let Some(rows) = computed_ui(ui, rows, "") else {
            return;
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        let weak = Palette::current(ui).weak;
        let head = ["If", "now", "becomes", "then"].map(|name| RichText::new(name).color(weak));
        row_ui(ui, head.map(|text| text.size(12.0)));
        for row in rows.iter().take(MAX_ROWS) {
            let texts = [&row.what, &row.now, &row.becomes, &row.then];
            let texts = texts.map(|text| RichText::new(text).size(TEXT_SIZE));
            let rect = row_ui(ui, texts);
            let Some(input) = row.input else {
                continue;
            };
            let id = ui.make_persistent_id(("change", &row.what, &row.becomes));
            let response = ui.interact(rect, id, Sense::click());
            response.widget_info(|| {
                let name = format!("Go to {}", row.what);
                WidgetInfo::labeled(Role::Button, true, name)
            });
            focus_ring(ui, &response, rect, 4.0);
            if response.hovered() {
                let line = Stroke::new(1.0, Palette::current(ui).weak);
                ui.painter().hline(rect.x_range(), rect.bottom(), line);
            }
            if response.on_hover_text("Go to this input").clicked() {
                actions.send(Action::GoTo(input));
            }
        }
    });
    ui.add_space(PART_GAP);
}

/// A row with a line under it.
fn row_ui(ui: &mut Ui, cells: [RichText; 4]) -> egui::Rect {
    let width = ui.available_width();
    let rest = width - NOW_WIDTH - 3.0 * COLUMN_GAP;
    let [what, becomes, then] = SHARES.map(|share| (share * rest).max(0.0));
    let drawn = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = COLUMN_GAP;
        for (text, width) in cells.into_iter().zip([what, NOW_WIDTH, becomes, then]) {
            let size = vec2(width, 0.0);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                ui.set_width(size.x);
                ui.add_space(ROW_MARGIN);
                ui.add(Label::new(text).wrap());
                ui.add_space(ROW_MARGIN);
            });
        }
    });
    let rect = drawn.response.rect;
    let line = Stroke::new(1.0, Palette::current(ui).faint);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    rect
}
