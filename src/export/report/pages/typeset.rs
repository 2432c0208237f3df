//! Sets items on a page, and notes what each part of them is.

use egui::{Align, Label, Layout, Rect, RichText, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::export::drawing::page::{ListItem, Named, Part, Role, TableCell, part_ui};
use crate::export::figures::REPORT_FIGURE_POINTS;
use crate::export::report::blocks::{Cell, Tone};
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::items::{Item, OfTable, cut};

// All sizes are in points.

/// Space above and below a figure.
pub(super) const FIGURE_GAP: f32 = 6.0;
/// Space between the cells of a row.
const CELL_GAP: f32 = 8.0;
const BODY_SIZE: f32 = 9.5;
pub(super) const SMALL_SIZE: f32 = 8.5;
/// A cell's text is cut off after this many letters. The web page has all of it.
const MAX_CELL_LETTERS: usize = 600;

/// Draws an item in a column of this width, and adds its parts. `number` is that of the item in the document; figures have only their room.
pub(super) fn item_ui(
    ui: &mut Ui,
    item: &Item<'_>,
    number: usize,
    width: f32,
    parts: &mut Vec<Part>,
) {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    ui.set_width(width);
    match item {
        Item::Name(text) => {
            part_ui(ui, parts, Role::Paragraph, |ui| {
                text_ui(ui, text, BODY_SIZE, Tone::Weak);
            });
        }
        Item::Headline(text) => {
            part_ui(ui, parts, heading(1, text), |ui| {
                let text = RichText::new(*text).family(fonts::headline());
                ui.add(Label::new(text.size(20.0)).wrap());
            });
            ui.add_space(4.0);
        }
        Item::Heading(text) => {
            part_ui(ui, parts, heading(2, text), |ui| {
                text_ui(ui, text, 14.0, Tone::Strong);
            });
            ui.add_space(3.0);
        }
        Item::Subheading(text) => {
            part_ui(ui, parts, heading(3, text), |ui| {
                text_ui(ui, text, 10.5, Tone::Strong);
            });
            ui.add_space(2.0);
        }
        Item::Lead(text) => paragraph_ui(ui, text, 12.5, Tone::Strong, parts),
        Item::Text(text) => paragraph_ui(ui, text, BODY_SIZE, Tone::Plain, parts),
        Item::Warning(text) => paragraph_ui(ui, text, BODY_SIZE, Tone::Warning, parts),
        Item::Weak(text) => paragraph_ui(ui, text, SMALL_SIZE, Tone::Weak, parts),
        Item::Bullet(list, text) => {
            let item = ListItem {
                list: *list,
                item: number,
            };
            let columns = [(0.025, false), (0.975, false)];
            cells_ui(ui, width, &columns, |ui, index| {
                let (role, text) = match index {
                    0 => (Role::ItemSign(item), "•"),
                    _ => (Role::ItemText(item), *text),
                };
                part_ui(ui, parts, role, |ui| {
                    text_ui(ui, text, BODY_SIZE, Tone::Plain);
                });
            });
            ui.add_space(2.0);
        }
        Item::KeyFigures(list, figures) => {
            key_figures_ui(ui, width, *list, figures, parts);
        }
        Item::Tiles(list, figures) => tiles_ui(ui, width, *list, figures, parts),
        Item::Head(of_table) => row_ui(ui, width, of_table, None, parts, |ui, index| {
            text_ui(ui, &of_table.table.head[index], SMALL_SIZE, Tone::Strong);
        }),
        Item::Row(of_table, row, cells) => {
            row_ui(ui, width, of_table, Some(*row), parts, |ui, index| {
                let Cell { text, tone } = &cells[index];
                let (shown, rest) = cut(text, MAX_CELL_LETTERS);
                if rest.is_empty() {
                    text_ui(ui, shown, SMALL_SIZE, *tone);
                } else {
                    text_ui(ui, &format!("{shown} …"), SMALL_SIZE, *tone);
                }
            });
        }
        Item::Figure(_) => {
            let height = width * REPORT_FIGURE_POINTS.y / REPORT_FIGURE_POINTS.x;
            ui.allocate_space(vec2(width, height + 2.0 * FIGURE_GAP));
        }
        Item::Space(height) => ui.add_space(*height),
        Item::Break => {}
    }
}

fn heading(level: u16, text: &str) -> Role {
    Role::Heading {
        level,
        text: text.to_owned(),
    }
}

fn paragraph_ui(ui: &mut Ui, text: &str, size: f32, tone: Tone, parts: &mut Vec<Part>) {
    part_ui(ui, parts, Role::Paragraph, |ui| {
        text_ui(ui, text, size, tone);
    });
    ui.add_space(4.0);
}

pub(super) fn text_ui(ui: &mut Ui, text: &str, size: f32, tone: Tone) {
    let palette = Palette::current(ui);
    let text = RichText::new(text).size(size);
    let text = match tone {
        Tone::Plain => text,
        Tone::Strong => text.family(fonts::bold()),
        Tone::Weak => text.color(palette.weak),
        Tone::Warning => text.family(fonts::bold()).color(palette.warning),
    };
    ui.add(
        Label::new(text)
            .wrap()
            .halign(ui.layout().horizontal_align()),
    );
}

/// Figures side by side, each an item of a list.
fn key_figures_ui(
    ui: &mut Ui,
    width: f32,
    list: usize,
    figures: &[(String, String)],
    parts: &mut Vec<Part>,
) {
    ui.add_space(6.0);
    let columns = equal_columns(figures.len());
    cells_ui(ui, width, &columns, |ui, index| {
        let (value, caption) = &figures[index];
        part_ui(
            ui,
            parts,
            Role::ItemText(ListItem { list, item: index }),
            |ui| {
                text_ui(ui, value, 14.0, Tone::Strong);
                text_ui(ui, caption, SMALL_SIZE, Tone::Weak);
            },
        );
    });
    ui.add_space(6.0);
}

/// Space between the edge of a tile and what stands in it.
const TILE_PADDING: Vec2 = Vec2::new(10.0, 7.0);

/// Figures side by side on tinted ground, all of the same height.
fn tiles_ui(
    ui: &mut Ui,
    width: f32,
    list: usize,
    figures: &[(String, String)],
    parts: &mut Vec<Part>,
) {
    ui.add_space(4.0);
    let grounds: Vec<_> = figures
        .iter()
        .map(|_| ui.painter().add(egui::Shape::Noop))
        .collect();
    let top_left = ui.cursor().min;
    let columns = equal_columns(figures.len());
    // The last column has no gap after it.
    let width = width + CELL_GAP;
    cells_ui(ui, width, &columns, |ui, index| {
        let (value, caption) = &figures[index];
        let inner = ui.max_rect().shrink2(TILE_PADDING);
        let mut tile_ui = ui.new_child(UiBuilder::new().max_rect(inner));
        part_ui(
            &mut tile_ui,
            parts,
            Role::ItemText(ListItem { list, item: index }),
            |ui| {
                text_ui(ui, value, 18.0, Tone::Strong);
                text_ui(ui, caption, SMALL_SIZE, Tone::Weak);
            },
        );
        let used = tile_ui.min_rect().height() + 2.0 * TILE_PADDING.y;
        ui.allocate_space(vec2(ui.available_width(), used));
    });
    let height = ui.cursor().top() - top_left.y;
    let tile_width = width / figures.len().max(1) as f32;
    for (index, ground) in grounds.into_iter().enumerate() {
        let at = top_left + vec2(index as f32 * tile_width, 0.0);
        let rect = Rect::from_min_size(at, vec2(tile_width - CELL_GAP, height));
        let fill = Palette::current(ui).field;
        ui.painter()
            .set(ground, egui::Shape::rect_filled(rect, 4.0, fill));
    }
    ui.add_space(6.0);
}

fn equal_columns(count: usize) -> Vec<(f32, bool)> {
    vec![(1.0 / count.max(1) as f32, false); count]
}

/// Draws a row of a table, with a line under it; `row` is its number, or `None` for the head.
fn row_ui(
    ui: &mut Ui,
    width: f32,
    of_table: &OfTable<'_>,
    row: Option<usize>,
    parts: &mut Vec<Part>,
    mut cell: impl FnMut(&mut Ui, usize),
) {
    let &OfTable { number, table } = of_table;
    let columns: Vec<(f32, bool)> = table
        .widths
        .iter()
        .copied()
        .zip(table.numeric.iter().copied())
        .collect();
    ui.add_space(2.0);
    cells_ui(ui, width, &columns, |ui, column| {
        let names = match row {
            // A head of nothing names nothing.
            None => (!table.head[column].is_empty()).then_some(Named::Column),
            Some(_) => (column == table.names_rows).then_some(Named::Row),
        };
        let role = Role::Cell(TableCell {
            table: number,
            row,
            column,
            names,
        });
        part_ui(ui, parts, role, |ui| cell(ui, column));
    });
    ui.add_space(2.0);
    let bottom = ui.min_rect().bottom();
    let line = Stroke::new(0.5, Palette::current(ui).faint);
    let left = ui.min_rect().left();
    ui.painter().hline(left..=left + width, bottom, line);
}

/// Draws cells side by side, as high as the highest of them. A column is given by its share of the width, and whether it is aligned on the right.
pub(super) fn cells_ui(
    ui: &mut Ui,
    width: f32,
    columns: &[(f32, bool)],
    mut cell: impl FnMut(&mut Ui, usize),
) {
    let top_left = ui.cursor().min;
    let mut x = top_left.x;
    let mut height = 0.0_f32;
    for (index, &(share, on_the_right)) in columns.iter().enumerate() {
        let size = vec2(share * width - CELL_GAP, ui.available_height());
        let rect = Rect::from_min_size(pos2(x, top_left.y), size);
        let align = if on_the_right {
            Align::RIGHT
        } else {
            Align::LEFT
        };
        let layout = Layout::top_down(align);
        let mut cell_ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        cell(&mut cell_ui, index);
        height = height.max(cell_ui.min_rect().height());
        x += share * width;
    }
    ui.allocate_space(vec2(width, height));
}
