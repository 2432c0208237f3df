//! A report as pages: its blocks are cut into items, measured, and laid out on sheets of A4, with the head of a table repeated where it goes
//! on.

use egui::{
    Align, FontFamily, Label, Layout, Rect, RichText, Stroke, Ui, UiBuilder, Vec2, pos2, vec2,
};

use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::export::drawing::{Drawing, Page};
use crate::export::error::ExportError;
use crate::export::figures::{REPORT_FIGURE_POINTS, draw_report_figure};
use crate::study::Study;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::blocks::{Block, Cell, Table, Tone};

/// A sheet of A4, in points.
const SHEET: Vec2 = Vec2::new(595.0, 842.0);
const MARGIN: Vec2 = Vec2::new(48.0, 46.0);
/// Room for the page's number.
const FOOT: f32 = 20.0;
const COLUMN: f32 = SHEET.x - 2.0 * MARGIN.x;

/// Above and below a figure.
const FIGURE_GAP: f32 = 6.0;

const BODY: f32 = 9.5;
const SMALL: f32 = 8.5;

/// What isn't broken over pages.
enum Item<'a> {
    Name(&'a str),
    Headline(&'a str),
    Heading(&'a str),
    Subheading(&'a str),
    Text(&'a str),
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
    /// Whether it may not be the last one on a page.
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

/// Longer texts are cut into pieces, each of which fits on a page with room to spare.
const PIECE: usize = 900;
/// What of a cell is printed: the web page has all of it.
const CELL: usize = 600;

/// The paragraphs of a text, and parts of those that are long, cut between words.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|paragraph| {
        let mut rest = paragraph;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let (piece, after) = cut(rest, PIECE);
            rest = after.trim_start();
            Some(piece)
        })
    })
}

/// A text's beginning of at most so many letters, to the end of a word where there is one, and what comes after it.
fn cut(text: &str, most: usize) -> (&str, &str) {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return (text, "");
    };
    let at = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    text.split_at(if at == 0 { end } else { at })
}

/// Lays a report out.
pub fn lay_out(study: &Study, blocks: &[Block], look: Look) -> Result<Vec<Page>, ExportError> {
    let title = study.scenario.title();
    let items = items(title, blocks);
    let heights = measured(&items, look);
    let sheets = sheets(&items, &heights);
    let of = sheets.len();
    let mut pages = Vec::with_capacity(of);
    for (number, sheet) in sheets.iter().enumerate() {
        let mut figures = Vec::new();
        let mut y = MARGIN.y;
        let placed: Vec<(&Item<'_>, Rect)> = sheet
            .iter()
            .map(|&place| {
                let size = vec2(COLUMN, heights[place]);
                let rect = Rect::from_min_size(pos2(MARGIN.x, y), size);
                y += heights[place];
                (&items[place], rect)
            })
            .collect();
        for (item, rect) in &placed {
            if let Item::Figure(kind) = item {
                let drawing = draw_report_figure(study, *kind, REPORT_FIGURE_POINTS, look)?;
                figures.push((drawing, rect.shrink2(vec2(0.0, FIGURE_GAP))));
            }
        }
        let foot = format!("page {} of {of}", number + 1);
        let sheet = Drawing::area(SHEET, look, |ui| {
            for (item, rect) in &placed {
                let mut item_ui = ui.new_child(UiBuilder::new().max_rect(*rect));
                self::item_ui(&mut item_ui, item);
            }
            let at = pos2(MARGIN.x, SHEET.y - MARGIN.y - FOOT + 8.0);
            let foot_rect = Rect::from_min_size(at, vec2(COLUMN, FOOT));
            let mut foot_ui = ui.new_child(UiBuilder::new().max_rect(foot_rect));
            foot_ui.set_max_height(FOOT);
            cells_ui(&mut foot_ui, &[(0.8, false), (0.2, true)], |ui, place| {
                let text = RichText::new(if place == 0 { title } else { &foot }).size(SMALL);
                let text = text.color(Palette::current(ui).weak);
                ui.add(Label::new(text).truncate());
            });
        });
        pages.push(Page { sheet, figures });
    }
    Ok(pages)
}

/// How high each item is.
fn measured(items: &[Item<'_>], look: Look) -> Vec<f32> {
    let mut heights = Vec::new();
    // Nothing of it is kept: it need not fit.
    let _ = Drawing::area(vec2(COLUMN, SHEET.y), look, |ui| {
        heights.clear();
        for item in items {
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(COLUMN, SHEET.y));
            let mut item_ui = ui.new_child(UiBuilder::new().max_rect(rect));
            self::item_ui(&mut item_ui, item);
            heights.push(item_ui.min_rect().height().ceil());
        }
    });
    heights
}

/// Part of a page that isn't worth a page of its own.
const LITTLE: f32 = 0.4;

/// Which items are on which sheet.
fn sheets(items: &[Item<'_>], heights: &[f32]) -> Vec<Vec<usize>> {
    let room = SHEET.y - 2.0 * MARGIN.y - FOOT;
    let mut sheets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0.0;
    let mut head = None;
    let mut place = 0;
    while place < items.len() {
        // What leads goes where what it leads to fits too.
        let mut end = place + 1;
        let mut height = heights[place];
        while items[end - 1].leads() && end < items.len() {
            height += heights[end];
            end += 1;
        }
        let breaks = matches!(items[place], Item::Break);
        let full = used > 0.0 && (used + height > room || breaks && used > LITTLE * room);
        if full {
            sheets.push(Vec::new());
            used = 0.0;
        }
        if let (Item::Row(table, _), Some(head), true) = (&items[place], head, full) {
            // The table goes on.
            if matches!(items[head], Item::Head(of) if std::ptr::eq(of, *table)) {
                put(&mut sheets, head);
                used += heights[head];
            }
        }
        for item in place..end {
            if matches!(items[item], Item::Head(_)) {
                head = Some(item);
            }
            let nothing = breaks || (used == 0.0 && matches!(items[item], Item::Space(_)));
            if !nothing {
                put(&mut sheets, item);
                used += heights[item];
            }
        }
        place = end;
    }
    sheets.retain(|sheet| !sheet.is_empty());
    sheets
}

fn put(sheets: &mut [Vec<usize>], item: usize) {
    if let Some(sheet) = sheets.last_mut() {
        sheet.push(item);
    }
}

fn item_ui(ui: &mut Ui, item: &Item<'_>) {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    ui.set_width(COLUMN);
    match item {
        Item::Name(text) => text_ui(ui, text, BODY, Tone::Weak),
        Item::Headline(text) => {
            let family = FontFamily::Name("headline".into());
            ui.add(Label::new(RichText::new(*text).family(family).size(20.0)).wrap());
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
            text_ui(ui, text, BODY, Tone::Plain);
            ui.add_space(4.0);
        }
        Item::Weak(text) => {
            text_ui(ui, text, SMALL, Tone::Weak);
            ui.add_space(4.0);
        }
        Item::Bullet(text) => {
            cells_ui(ui, &[(0.025, false), (0.975, false)], |ui, place| {
                text_ui(ui, if place == 0 { "•" } else { text }, BODY, Tone::Plain);
            });
            ui.add_space(2.0);
        }
        Item::KeyFigures(figures) => {
            ui.add_space(6.0);
            let share = 1.0 / figures.len().max(1) as f32;
            let columns = vec![(share, false); figures.len()];
            cells_ui(ui, &columns, |ui, place| {
                let (value, caption) = &figures[place];
                text_ui(ui, value, 14.0, Tone::Strong);
                text_ui(ui, caption, SMALL, Tone::Weak);
            });
            ui.add_space(6.0);
        }
        Item::Head(table) => row_ui(ui, table, |ui, place| {
            text_ui(ui, &table.head[place], SMALL, Tone::Strong);
        }),
        Item::Row(table, row) => row_ui(ui, table, |ui, place| {
            let Cell { text, tone } = &row[place];
            let (shown, rest) = cut(text, CELL);
            if rest.is_empty() {
                text_ui(ui, shown, SMALL, *tone);
            } else {
                text_ui(ui, &format!("{shown} …"), SMALL, *tone);
            }
        }),
        Item::Figure(_) => {
            let height = COLUMN * REPORT_FIGURE_POINTS.y / REPORT_FIGURE_POINTS.x;
            ui.allocate_space(vec2(COLUMN, height + 2.0 * FIGURE_GAP));
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
    };
    ui.add(
        Label::new(text)
            .wrap()
            .halign(ui.layout().horizontal_align()),
    );
}

/// A row of a table with a line under it.
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
    ui.painter().hline(left..=left + COLUMN, bottom, line);
}

/// Cells beside each other, each with its part of the width and whether it stands on the right; as high as the highest of them.
fn cells_ui(ui: &mut Ui, columns: &[(f32, bool)], mut cell: impl FnMut(&mut Ui, usize)) {
    let gap = 8.0;
    let top_left = ui.cursor().min;
    let (mut x, mut height) = (top_left.x, 0.0_f32);
    for (place, &(part, right)) in columns.iter().enumerate() {
        let size = vec2(part * COLUMN - gap, ui.available_height());
        let rect = Rect::from_min_size(pos2(x, top_left.y), size);
        let align = if right { Align::RIGHT } else { Align::LEFT };
        let layout = Layout::top_down(align);
        let mut cell_ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        cell(&mut cell_ui, place);
        height = height.max(cell_ui.min_rect().height());
        x += part * COLUMN;
    }
    ui.allocate_space(vec2(COLUMN, height));
}
