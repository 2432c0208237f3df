//! A report as pages: its blocks are cut into items, which are measured and laid out on sheets of A4. The head of a table is repeated on each
//! page that the table continues on.

use egui::{Align, Label, Layout, Rect, RichText, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::export::drawing::{Drawing, Page};
use crate::export::error::ExportError;
use crate::export::figures::{REPORT_FIGURE_POINTS, draw_report_figure};
use crate::study::Study;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::blocks::{Block, Cell, Table, Tone};

// All sizes are in points.

/// The size of a sheet of A4.
const A4_POINTS: Vec2 = Vec2::new(595.0, 842.0);
const MARGIN: Vec2 = Vec2::new(48.0, 46.0);
/// Height of the line with the title and the page's number.
const FOOT_HEIGHT: f32 = 20.0;
const COLUMN_WIDTH: f32 = A4_POINTS.x - 2.0 * MARGIN.x;
/// Space above and below a figure.
const FIGURE_GAP: f32 = 6.0;
/// Space between the cells of a row.
const CELL_GAP: f32 = 8.0;
const BODY_SIZE: f32 = 9.5;
const SMALL_SIZE: f32 = 8.5;

/// A part of a page that isn't broken over two pages.
enum Item<'a> {
    Name(&'a str),
    Headline(&'a str),
    Heading(&'a str),
    Subheading(&'a str),
    Text(&'a str),
    Warning(&'a str),
    Weak(&'a str),
    Bullet(&'a str),
    KeyFigures(&'a [(String, String)]),
    Head(&'a Table),
    Row(&'a Table, &'a [Cell]),
    Figure(FigureKind),
    Space(f32),
    Break,
}

impl Item<'_> {
    /// Whether it has to stand on the same page as the next item.
    fn leads(&self) -> bool {
        matches!(self, Self::Heading(_) | Self::Subheading(_) | Self::Head(_))
    }
}

fn items<'a>(title: &'a str, blocks: &'a [Block]) -> Vec<Item<'a>> {
    let mut items = vec![Item::Name(title)];
    for block in blocks {
        match block {
            Block::Finding { headline, detail } => {
                items.push(Item::Headline(headline));
                items.push(Item::Weak(detail));
            }
            Block::Heading(text) => items.extend([Item::Space(14.0), Item::Heading(text)]),
            Block::Subheading(text) => items.extend([Item::Space(6.0), Item::Subheading(text)]),
            Block::KeyFigures(figures) => items.push(Item::KeyFigures(figures)),
            Block::Text(text) => items.extend(pieces(text).map(Item::Text)),
            Block::Warning(text) => items.push(Item::Warning(text)),
            Block::Note(text) => items.extend(pieces(text).map(Item::Weak)),
            Block::List(sentences) => {
                items.extend(sentences.iter().map(|sentence| Item::Bullet(sentence)));
            }
            Block::Table(table) => {
                if table.head.iter().any(|name| !name.is_empty()) {
                    items.push(Item::Head(table));
                }
                items.extend(table.rows.iter().map(|row| Item::Row(table, row)));
            }
            Block::Figure(kind) => items.push(Item::Figure(*kind)),
            Block::PageBreak => items.push(Item::Break),
        }
    }
    items
}

/// Longer paragraphs are cut into pieces of this many letters, each of which easily fits on a page.
const MAX_PIECE_LETTERS: usize = 900;
/// A cell's text is cut off after this many letters. The web page has all of it.
const MAX_CELL_LETTERS: usize = 600;

/// The paragraphs of a text; long ones in pieces, cut between words.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|paragraph| {
        let mut rest = paragraph;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let (piece, after) = cut(rest, MAX_PIECE_LETTERS);
            rest = after.trim_start();
            Some(piece)
        })
    })
}

/// Splits a text after at most `max_letters`, between two words if possible.
fn cut(text: &str, max_letters: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(max_letters) else {
        return (text, "");
    };
    let at = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    text.split_at(if at == 0 { end } else { at })
}

/// Lays a report out on pages.
pub fn lay_out(study: &Study, blocks: &[Block], look: Look) -> Result<Vec<Page>, ExportError> {
    let title = study.scenario.title();
    let items = items(title, blocks);
    let heights = measure(&items, look);
    let sheets = distribute(&items, &heights);
    let count = sheets.len();
    let mut pages = Vec::with_capacity(count);
    for (number, sheet) in sheets.iter().enumerate() {
        let mut figures = Vec::new();
        let mut y = MARGIN.y;
        let placed: Vec<(&Item<'_>, Rect)> = sheet
            .iter()
            .map(|&index| {
                let size = vec2(COLUMN_WIDTH, heights[index]);
                let rect = Rect::from_min_size(pos2(MARGIN.x, y), size);
                y += heights[index];
                (&items[index], rect)
            })
            .collect();
        for (item, rect) in &placed {
            if let Item::Figure(kind) = item {
                let drawing = draw_report_figure(study, *kind, REPORT_FIGURE_POINTS, look)?;
                figures.push((drawing, rect.shrink2(vec2(0.0, FIGURE_GAP))));
            }
        }
        let foot = format!("page {} of {count}", number + 1);
        let sheet = Drawing::area(A4_POINTS, look, |ui| {
            for (item, rect) in &placed {
                let mut item_ui = ui.new_child(UiBuilder::new().max_rect(*rect));
                self::item_ui(&mut item_ui, item);
            }
            let at = pos2(MARGIN.x, A4_POINTS.y - MARGIN.y - FOOT_HEIGHT + 8.0);
            let foot_rect = Rect::from_min_size(at, vec2(COLUMN_WIDTH, FOOT_HEIGHT));
            let mut foot_ui = ui.new_child(UiBuilder::new().max_rect(foot_rect));
            foot_ui.set_max_height(FOOT_HEIGHT);
            cells_ui(&mut foot_ui, &[(0.8, false), (0.2, true)], |ui, index| {
                let text = RichText::new(if index == 0 { title } else { &foot }).size(SMALL_SIZE);
                let text = text.color(Palette::current(ui).weak);
                ui.add(Label::new(text).truncate());
            });
        });
        pages.push(Page { sheet, figures });
    }
    Ok(pages)
}

/// The height of each item.
fn measure(items: &[Item<'_>], look: Look) -> Vec<f32> {
    let mut heights = Vec::new();
    // The items are drawn over each other, and the drawing is dropped: only their heights are kept.
    let _ = Drawing::area(vec2(COLUMN_WIDTH, A4_POINTS.y), look, |ui| {
        heights.clear();
        for item in items {
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(COLUMN_WIDTH, A4_POINTS.y));
            let mut item_ui = ui.new_child(UiBuilder::new().max_rect(rect));
            self::item_ui(&mut item_ui, item);
            heights.push(item_ui.min_rect().height().ceil());
        }
    });
    heights
}

/// A page break is ignored if the page is filled by no more than this share.
const MIN_FILLED_SHARE: f32 = 0.4;

/// Distributes the items over sheets. Returns the indices of the items on each sheet.
fn distribute(items: &[Item<'_>], heights: &[f32]) -> Vec<Vec<usize>> {
    let room = A4_POINTS.y - 2.0 * MARGIN.y - FOOT_HEIGHT;
    let mut sheets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0.0;
    let mut head = None;
    let mut begin = 0;
    while begin < items.len() {
        // A heading goes to the page on which the item after it fits too.
        let mut end = begin + 1;
        let mut height = heights[begin];
        while items[end - 1].leads() && end < items.len() {
            height += heights[end];
            end += 1;
        }
        let is_break = matches!(items[begin], Item::Break);
        let is_full =
            used > 0.0 && (used + height > room || is_break && used > MIN_FILLED_SHARE * room);
        if is_full {
            sheets.push(Vec::new());
            used = 0.0;
        }
        if let (Item::Row(table, _), Some(head), true) = (&items[begin], head, is_full) {
            // The table continues on a new page, under its own head.
            if matches!(items[head], Item::Head(of_head) if std::ptr::eq(of_head, *table)) {
                push(&mut sheets, head);
                used += heights[head];
            }
        }
        for item in begin..end {
            if matches!(items[item], Item::Head(_)) {
                head = Some(item);
            }
            let is_left_out = is_break || (used == 0.0 && matches!(items[item], Item::Space(_)));
            if !is_left_out {
                push(&mut sheets, item);
                used += heights[item];
            }
        }
        begin = end;
    }
    sheets.retain(|sheet| !sheet.is_empty());
    sheets
}

fn push(sheets: &mut [Vec<usize>], item: usize) {
    if let Some(sheet) = sheets.last_mut() {
        sheet.push(item);
    }
}

fn item_ui(ui: &mut Ui, item: &Item<'_>) {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    ui.set_width(COLUMN_WIDTH);
    match item {
        Item::Name(text) => text_ui(ui, text, BODY_SIZE, Tone::Weak),
        Item::Headline(text) => {
            let text = RichText::new(*text).family(fonts::headline());
            ui.add(Label::new(text.size(20.0)).wrap());
            ui.add_space(4.0);
        }
        Item::Heading(text) => {
            text_ui(ui, text, 14.0, Tone::Strong);
            ui.add_space(3.0);
        }
        Item::Subheading(text) => {
            text_ui(ui, text, 10.5, Tone::Strong);
            ui.add_space(2.0);
        }
        Item::Text(text) => {
            text_ui(ui, text, BODY_SIZE, Tone::Plain);
            ui.add_space(4.0);
        }
        Item::Warning(text) => {
            text_ui(ui, text, BODY_SIZE, Tone::Warning);
            ui.add_space(4.0);
        }
        Item::Weak(text) => {
            text_ui(ui, text, SMALL_SIZE, Tone::Weak);
            ui.add_space(4.0);
        }
        Item::Bullet(text) => {
            cells_ui(ui, &[(0.025, false), (0.975, false)], |ui, index| {
                text_ui(
                    ui,
                    if index == 0 { "•" } else { text },
                    BODY_SIZE,
                    Tone::Plain,
                );
            });
            ui.add_space(2.0);
        }
        Item::KeyFigures(figures) => {
            ui.add_space(6.0);
            let share = 1.0 / figures.len().max(1) as f32;
            let columns = vec![(share, false); figures.len()];
            cells_ui(ui, &columns, |ui, index| {
                let (value, caption) = &figures[index];
                text_ui(ui, value, 14.0, Tone::Strong);
                text_ui(ui, caption, SMALL_SIZE, Tone::Weak);
            });
            ui.add_space(6.0);
        }
        Item::Head(table) => row_ui(ui, table, |ui, index| {
            text_ui(ui, &table.head[index], SMALL_SIZE, Tone::Strong);
        }),
        Item::Row(table, row) => row_ui(ui, table, |ui, index| {
            let Cell { text, tone } = &row[index];
            let (shown, rest) = cut(text, MAX_CELL_LETTERS);
            if rest.is_empty() {
                text_ui(ui, shown, SMALL_SIZE, *tone);
            } else {
                text_ui(ui, &format!("{shown} …"), SMALL_SIZE, *tone);
            }
        }),
        Item::Figure(_) => {
            let height = COLUMN_WIDTH * REPORT_FIGURE_POINTS.y / REPORT_FIGURE_POINTS.x;
            ui.allocate_space(vec2(COLUMN_WIDTH, height + 2.0 * FIGURE_GAP));
        }
        Item::Space(height) => ui.add_space(*height),
        Item::Break => {}
    }
}

fn text_ui(ui: &mut Ui, text: &str, size: f32, tone: Tone) {
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

/// Draws a row of a table, with a line under it.
fn row_ui(ui: &mut Ui, table: &Table, cell: impl FnMut(&mut Ui, usize)) {
    let columns: Vec<(f32, bool)> = table
        .widths
        .iter()
        .copied()
        .zip(table.numeric.iter().copied())
        .collect();
    ui.add_space(2.0);
    cells_ui(ui, &columns, cell);
    ui.add_space(2.0);
    let bottom = ui.min_rect().bottom();
    let line = Stroke::new(0.5, Palette::current(ui).faint);
    let left = ui.min_rect().left();
    ui.painter().hline(left..=left + COLUMN_WIDTH, bottom, line);
}

/// Draws cells side by side, as high as the highest of them. A column is given by its share of the width, and whether it is aligned on the right.
fn cells_ui(ui: &mut Ui, columns: &[(f32, bool)], mut cell: impl FnMut(&mut Ui, usize)) {
    let top_left = ui.cursor().min;
    let mut x = top_left.x;
    let mut height = 0.0_f32;
    for (index, &(share, on_the_right)) in columns.iter().enumerate() {
        let size = vec2(share * COLUMN_WIDTH - CELL_GAP, ui.available_height());
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
        x += share * COLUMN_WIDTH;
    }
    ui.allocate_space(vec2(COLUMN_WIDTH, height));
}
