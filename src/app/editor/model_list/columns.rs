//! The rows of the list of models, in columns under headings.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::widgets::truncated;
use crate::evidence::listing::{Row, Standing, headings};
use crate::theme::palette::Palette;

/// Height of a row, in points: the name, and the id below.
pub(super) const ROW_HEIGHT: f32 = 38.0;
/// Width of the names, in points, where there is room for it.
const NAME_WIDTH: f32 = 236.0;
/// The least width of the names, in points.
const MIN_NAME_WIDTH: f32 = 130.0;
/// Room at the sides of a row, and between its columns, in points.
pub(super) const MARGIN: f32 = 8.0;

/// Width of the columns after the name, in points.
fn column_widths(tuned: bool) -> &'static [f32] {
    if tuned {
        &[56.0, 62.0, 62.0, 70.0, 140.0, 94.0]
    } else {
        &[60.0, 62.0, 62.0, 88.0]
    }
}

/// Where the columns stand.
pub(super) struct Columns {
    name: f32,
    after: &'static [f32],
    tuned: bool,
}

impl Columns {
    pub(super) fn new(ui: &Ui, tuned: bool) -> Self {
        let after = column_widths(tuned);
        let window = ui.ctx().content_rect().width() - 60.0;
        let room = window - after.iter().sum::<f32>() - 3.0 * MARGIN;
        Self {
            name: room.clamp(MIN_NAME_WIDTH, NAME_WIDTH),
            after,
            tuned,
        }
    }

    pub(super) fn width(&self) -> f32 {
        self.name + self.after.iter().sum::<f32>() + 3.0 * MARGIN
    }

    /// Where a row's columns after the name end, from the left.
    fn ends(&self, row: Rect) -> impl Iterator<Item = f32> {
        let mut right = row.left() + MARGIN + self.name;
        self.after.iter().map(move |width| {
            right += width;
            right
        })
    }

    pub(super) fn headings_ui(&self, ui: &mut Ui, tuned: bool) {
        let palette = Palette::current(ui);
        let size = vec2(self.width() - MARGIN, 20.0);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let paint = |text: &str, left: Option<f32>, right: f32| {
            let galley = truncated(ui, text, 11.5, palette.weak, rect.width());
            let left = left.unwrap_or(right - galley.size().x);
            let at = pos2(left, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, palette.weak);
        };
        paint("Model", Some(rect.left() + MARGIN), 0.0);
        for (text, right) in headings(tuned).iter().zip(self.ends(rect)) {
            paint(text, None, right);
        }
        let line = egui::Stroke::new(1.0, palette.faint);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
    }

    /// The place of a row, with its ground.
    pub(super) fn allocate(
        &self,
        ui: &mut Ui,
        is_highlighted: bool,
        words: &str,
    ) -> (Rect, Response) {
        let palette = Palette::current(ui);
        let size = vec2(self.width() - MARGIN, ROW_HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_highlighted, words));
        if is_highlighted {
            ui.painter().rect_filled(rect, 4.0, palette.selection);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, palette.field_hover);
        }
        (rect, response)
    }

    pub(super) fn row_ui(&self, ui: &mut Ui, row: &Row, is_highlighted: bool) -> Response {
        let palette = Palette::current(ui);
        let (rect, response) = self.allocate(ui, is_highlighted, &row.in_words(self.tuned));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let color = if row.standing == Standing::Current {
            palette.text
        } else {
            palette.weak
        };
        let left = rect.left() + MARGIN;
        let name = truncated(ui, row.name.clone(), 13.5, color, self.name - MARGIN);
        ui.painter()
            .galley(pos2(left, rect.top() + 4.0), name, color);
        let id = truncated(ui, row.id.clone(), 11.0, palette.weak, self.name - MARGIN);
        let at = pos2(left, rect.bottom() - 4.0 - id.size().y);
        ui.painter().galley(at, id, palette.weak);
        let last = row.cells.len() - 1;
        for (place, (cell, right)) in row.cells.iter().zip(self.ends(rect)).enumerate() {
            let is_warning = place == last && row.standing != Standing::Current;
            let color = if is_warning { palette.warning } else { color };
            // What isn't listed is no zero; a model that has no end has none.
            let (text, color) = match cell.as_str() {
                "" if place < last => ("–", palette.weak),
                text => (text, color),
            };
            let galley = truncated(ui, text, 12.5, color, rect.width());
            let at = pos2(
                right - galley.size().x,
                rect.center().y - galley.size().y / 2.0,
            );
            ui.painter().galley(at, galley, color);
        }
        let model = row.model;
        let method = match &model.tuning {
            Some(tuning) if self.tuned => {
                let methods = tuning.training.iter().map(|method| method.method.as_str());
                let methods: Vec<&str> = methods.collect();
                format!("Tuning: {}\n", methods.join(", "))
            }
            _ => String::new(),
        };
        let multipliers = model.multipliers();
        let multipliers = multipliers.map_or(String::new(), |words| format!("{words}\n"));
        response.on_hover_text(format!(
            "{method}{multipliers}{}\nread {}",
            model.read_at, model.read_on
        ))
    }
}

/// The row that takes what is typed as the name.
pub(super) fn own_name_ui(
    ui: &mut Ui,
    columns: &Columns,
    text: &str,
    is_highlighted: bool,
) -> Response {
    let palette = Palette::current(ui);
    let words = format!("Use “{}” as the name", text.trim());
    let (rect, response) = columns.allocate(ui, is_highlighted, &words);
    let galley = truncated(ui, words, 13.5, palette.accent, rect.width() - 2.0 * MARGIN);
    let at = pos2(
        rect.left() + MARGIN,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, palette.accent);
    response.on_hover_text("Its prices are typed by hand")
}
