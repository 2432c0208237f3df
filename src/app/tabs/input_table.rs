//! A table whose rows are about inputs: a click on a row leads to its input. Columns are as wide as their texts where there is room, so that no
//! text wraps before all of the width is used.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::messages::action::{Action, Actions};
use crate::app::widgets::focus_ring;
use crate::scenario::inputs::Input;
use crate::theme::palette::Palette;

/// How many columns such a table has.
const COLUMNS: usize = 4;
/// How much smaller the type of the headings is than that of the rows, in points.
const HEADS_SMALLER: f32 = 1.0;
/// The least width of the inputs: down to this they give way first, before the values wrap, in points.
const MIN_INPUT_WIDTH: f32 = 100.0;
/// The share of the room that they get at least, if they need it.
const MIN_INPUT_SHARE: f32 = 0.3;
/// Room between two columns, and the most that is added where there is more room than the texts need, in points.
const GAP: f32 = 10.0;
const MAX_EXTRA_GAP: f32 = 26.0;
/// Room between the lines of a row that has several, in points.
const LINE_GAP: f32 = 3.0;

/// Sizes of the table, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TableSizes {
    /// The type of the rows.
    pub text: f32,
    /// Room above and below the text of a row.
    pub row_margin: f32,
}

impl Default for TableSizes {
    fn default() -> Self {
        Self {
            text: 13.0,
            row_margin: 3.0,
        }
    }
}

/// A row of the table.
pub(super) struct InputRow {
    /// The texts of its columns. A row with several lines has one text a line, or one that stands beside all of them.
    pub cells: [Vec<String>; COLUMNS],
    /// The input that a click leads to, if it is about a single one.
    pub input: Option<&'static Input>,
    /// What screen readers say.
    pub words: String,
}

/// The least width in which no text of the table wraps, in points.
pub(super) fn natural_width(
    ui: &Ui,
    heads: [&str; COLUMNS],
    rows: &[InputRow],
    sizes: TableSizes,
) -> f32 {
    let columns = natural_widths(ui, heads, rows, sizes);
    columns.iter().sum::<f32>() + GAP * (COLUMNS - 1) as f32
}

/// Draws the table.
pub(super) fn input_table_ui(
    ui: &mut Ui,
    heads: [&str; COLUMNS],
    rows: &[InputRow],
    sizes: TableSizes,
    actions: &mut Actions,
) {
    let palette = Palette::current(ui);
    let (room, gaps) = (ui.available_width(), (COLUMNS - 1) as f32);
    let widths = fitted(natural_widths(ui, heads, rows, sizes), room - gaps * GAP);
    let spare = room - widths.iter().sum::<f32>() - gaps * GAP;
    let columns = Columns {
        widths,
        gap: GAP + (spare / gaps).clamp(0.0, MAX_EXTRA_GAP),
        row_margin: sizes.row_margin,
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let heads = heads.map(|head| vec![head.to_owned()]);
    columns.row_ui(
        ui,
        &heads,
        sizes.text - HEADS_SMALLER,
        palette.weak,
        Sense::hover(),
    );
    for row in rows {
        let sense = match row.input {
            Some(_) => Sense::click(),
            None => Sense::hover(),
        };
        let response = columns.row_ui(ui, &row.cells, sizes.text, palette.text, sense);
        let Some(input) = row.input else {
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.words));
            continue;
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &row.words));
        focus_ring(ui, &response, response.rect.expand2(vec2(3.0, 0.0)), 4.0);
        if response.hovered() {
            let line = Stroke::new(1.0, palette.weak);
            let rect = response.rect;
            ui.painter().hline(rect.x_range(), rect.bottom(), line);
        }
        if response.on_hover_text("Go to this input").clicked() {
            actions.send(Action::GoTo(input));
        }
    }
}

fn natural_widths(
    ui: &Ui,
    heads: [&str; COLUMNS],
    rows: &[InputRow],
    sizes: TableSizes,
) -> [f32; COLUMNS] {
    std::array::from_fn(|column| {
        let width = |text: &str, points| {
            let galley = lay_out(ui, text, points, f32::INFINITY);
            galley.size().x.ceil()
        };
        rows.iter()
            .flat_map(|row| &row.cells[column])
            .map(|text| width(text, sizes.text))
            .fold(width(heads[column], sizes.text - HEADS_SMALLER), f32::max)
    })
}

/// Widths for this much room: as wide as the texts are, and if that is too much, the inputs narrower, then the widest ones. The inputs keep
/// their share: they have the longest words.
fn fitted(mut widths: [f32; COLUMNS], room: f32) -> [f32; COLUMNS] {
    let room = room.max(0.0);
    let excess = (widths.iter().sum::<f32>() - room).max(0.0);
    widths[0] = (widths[0] - excess).max(MIN_INPUT_WIDTH.min(widths[0]));
    let input_width = widths[0].min(MIN_INPUT_SHARE * room);
    cap_widest(&mut widths, room);
    if widths[0] < input_width {
        widths[0] = input_width;
        cap_widest(&mut widths[1..], room - input_width);
    }
    widths
}

/// Makes the widest columns equally narrow, so that all fit.
fn cap_widest(widths: &mut [f32], room: f32) {
    let mut narrowest_first = widths.to_vec();
    narrowest_first.sort_by(f32::total_cmp);
    let (mut left, mut count) = (room, widths.len());
    for width in narrowest_first {
        let share = left / count as f32;
        if width > share {
            for width in widths {
                *width = width.min(share);
            }
            return;
        }
        left -= width;
        count -= 1;
    }
}

fn lay_out(ui: &Ui, text: &str, points: f32, width: f32) -> Arc<Galley> {
    let font = FontId::proportional(points);
    ui.painter()
        .layout(text.to_owned(), font, Color32::PLACEHOLDER, width)
}

/// Where the columns stand.
struct Columns {
    widths: [f32; COLUMNS],
    gap: f32,
    row_margin: f32,
}

impl Columns {
    /// Draws a row with a line under it.
    fn row_ui(
        &self,
        ui: &mut Ui,
        cells: &[Vec<String>; COLUMNS],
        points: f32,
        color: Color32,
        sense: Sense,
    ) -> Response {
        let galleys: [Vec<_>; COLUMNS] = std::array::from_fn(|column| {
            // Half a point more than measured, so that rounding breaks no line.
            let width = self.widths[column] + 0.5;
            let texts = cells[column].iter();
            texts.map(|text| lay_out(ui, text, points, width)).collect()
        });
        let heights = galleys.each_ref().map(|column| {
            let heights = column.iter().map(|galley| galley.size().y);
            heights.collect()
        });
        let (lines, height) = line_tops(&heights);
        let width = self.widths.iter().sum::<f32>() + self.gap * (COLUMNS - 1) as f32;
        let size = vec2(width, height + 2.0 * self.row_margin);
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let mut left = rect.left();
        for (column, width) in galleys.into_iter().zip(self.widths) {
            for (galley, top) in column.into_iter().zip(&lines) {
                let at = pos2(left, rect.top() + self.row_margin + top);
                ui.painter().galley(at, galley, color);
            }
            left += width + self.gap;
        }
        let line = Stroke::new(1.0, Palette::current(ui).faint);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        response
    }
}

/// Where the lines of a row begin, below its first one, and how high the row is, from the heights of the texts of each column. The only
/// text of a column stands beside all lines and makes none of them higher.
fn line_tops(heights: &[Vec<f32>; COLUMNS]) -> (Vec<f32>, f32) {
    let count = heights.iter().map(Vec::len).max().unwrap_or_default();
    let highest = |heights: &mut dyn Iterator<Item = f32>| heights.fold(0.0, f32::max);
    let with_lines = heights.iter().filter(|column| column.len() == count);
    let mut end = 0.0;
    let tops = (0..count)
        .map(|line| {
            let top = end;
            let height = highest(&mut with_lines.clone().map(|column| column[line]));
            end += height + LINE_GAP;
            top
        })
        .collect();
    let only = heights.iter().filter(|column| column.len() == 1);
    let beside = highest(&mut only.map(|column| column[0]));
    (tops, beside.max(end - LINE_GAP))
}

#[cfg(test)]
mod tests {
    use super::{fitted, line_tops};

    #[test]
    fn the_inputs_give_way_first_and_then_the_widest_columns() {
        let natural = [170.0, 40.0, 80.0, 130.0];
        assert_eq!(fitted(natural, 500.0), natural);
        // 100, 40 and 80 leave 120 for the widest one.
        assert_eq!(fitted(natural, 340.0), [100.0, 40.0, 80.0, 120.0]);
        assert_eq!(fitted(natural, 400.0), [150.0, 40.0, 80.0, 130.0]);
        assert_eq!(fitted(natural, 240.0), [72.0, 40.0, 64.0, 64.0]);
        assert_eq!(fitted(natural, -5.0), [0.0; 4]);
    }

    #[test]
    fn a_text_that_stands_beside_several_lines_makes_none_of_them_higher() {
        let one = |height: f32| vec![height];
        let row = [one(16.0), one(32.0), one(16.0), one(16.0)];
        assert_eq!(line_tops(&row), (vec![0.0], 32.0));
        let row = [one(32.0), one(16.0), vec![16.0, 16.0], vec![16.0, 32.0]];
        assert_eq!(line_tops(&row), (vec![0.0, 19.0], 51.0));
        let row = [one(48.0), one(16.0), vec![16.0, 16.0], vec![16.0, 16.0]];
        assert_eq!(line_tops(&row), (vec![0.0, 19.0], 48.0));
    }
}
