//! A report as pages: its blocks are cut into items, which are measured and laid out on sheets. The head of a table is repeated on each
//! page that the table continues on.
//!
//! - `items`: the parts of a page that aren't broken
//! - `typeset`: how each of them is drawn
//! - [`one_page`]: what a decision needs, on one sheet in landscape

mod items;
pub mod one_page;
mod typeset;

use egui::{Label, Rect, RichText, Ui, UiBuilder, Vec2, pos2, vec2};

use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::export::drawing::Drawing;
use crate::export::drawing::page::{Content, Page, Part, Role, part_ui};
use crate::export::error::ExportError;
use crate::export::figures::{REPORT_FIGURE_POINTS, describe_figure, draw_report_figure};
use crate::export::paper::Paper;
use crate::study::Study;
use crate::theme::palette::Palette;

use super::blocks::Block;
use items::{Item, OfTable, items};
use typeset::{FIGURE_GAP, SMALL_SIZE, cells_ui, item_ui};

// All sizes are in points.

const MARGIN: Vec2 = Vec2::new(48.0, 46.0);
/// Height of the line with the title and the page's number.
const FOOT_HEIGHT: f32 = 20.0;

/// Lays a report out on pages.
pub fn lay_out(
    study: &Study,
    blocks: &[Block],
    look: Look,
    paper: Paper,
) -> Result<Vec<Page>, ExportError> {
    let title = study.scenario.title();
    let size = paper.upright();
    let width = size.x - 2.0 * MARGIN.x;
    let items = items(title, blocks);
    let heights = measure(&items, width, look);
    let sheets = distribute(&items, &heights, size.y - 2.0 * MARGIN.y - FOOT_HEIGHT);
    let count = sheets.len();
    let mut pages = Vec::with_capacity(count);
    for (number, sheet) in sheets.iter().enumerate() {
        let mut y = MARGIN.y;
        let placed: Vec<(Placed, Rect)> = sheet
            .iter()
            .map(|&placed| {
                let height = heights[placed.item];
                let rect = Rect::from_min_size(pos2(MARGIN.x, y), vec2(width, height));
                y += height;
                (placed, rect)
            })
            .collect();
        let foot = format!("page {} of {count}", number + 1);
        let mut parts_of_items: Vec<Vec<Part>> = Vec::new();
        let mut parts_of_foot = Vec::new();
        let sheet = Drawing::area(size, look, |ui| {
            parts_of_items.clear();
            parts_of_foot.clear();
            for &(Placed { item, .. }, rect) in &placed {
                let mut item_ui = ui.new_child(UiBuilder::new().max_rect(rect));
                let mut parts = Vec::new();
                self::item_ui(&mut item_ui, &items[item], item, width, &mut parts);
                parts_of_items.push(parts);
            }
            let at = pos2(MARGIN.x, size.y - MARGIN.y - FOOT_HEIGHT + 8.0);
            let rect = Rect::from_min_size(at, vec2(width, FOOT_HEIGHT));
            foot_ui(ui, rect, [title, &foot], &mut parts_of_foot);
        });
        let mut parts = Vec::new();
        for ((Placed { item, is_repeated }, rect), own) in placed.into_iter().zip(parts_of_items) {
            if let Item::Figure(kind) = items[item] {
                parts.push(figure(study, kind, rect, look)?);
            } else if is_repeated {
                parts.extend(own.into_iter().map(repeated));
            } else {
                parts.extend(own);
            }
        }
        parts.extend(parts_of_foot);
        pages.push(Page { sheet, parts });
    }
    Ok(pages)
}

fn figure(study: &Study, kind: FigureKind, rect: Rect, look: Look) -> Result<Part, ExportError> {
    let drawing = draw_report_figure(study, kind, REPORT_FIGURE_POINTS, look)?;
    let place = rect.shrink2(vec2(0.0, FIGURE_GAP));
    Ok(Part {
        role: Role::Figure(describe_figure(study, kind, false)?),
        content: Content::Figure(Box::new(drawing), place),
    })
}

/// A cell of a head that stands on a page once more.
fn repeated(cell: Part) -> Part {
    Part {
        role: Role::RepeatedHead,
        ..cell
    }
}

/// The foot of a page: a text on the left and one on the right.
fn foot_ui(ui: &mut Ui, rect: Rect, texts: [&str; 2], parts: &mut Vec<Part>) {
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    ui.set_max_height(rect.height());
    part_ui(&mut ui, parts, Role::Foot, |ui| {
        let columns = [(0.8, false), (0.2, true)];
        cells_ui(ui, rect.width(), &columns, |ui, index| {
            let text = RichText::new(texts[index]).size(SMALL_SIZE);
            let text = text.color(Palette::current(ui).weak);
            ui.add(Label::new(text).truncate());
        });
    });
}

/// A measured item is no higher than this.
const MAX_HEIGHT: f32 = 842.0;

/// The height of each item in a column of this width.
fn measure(items: &[Item<'_>], width: f32, look: Look) -> Vec<f32> {
    let mut heights = Vec::new();
    // The items are drawn over each other, and the drawing is dropped: only their heights are kept.
    let _ = Drawing::area(vec2(width, MAX_HEIGHT), look, |ui| {
        heights.clear();
        for (number, item) in items.iter().enumerate() {
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, MAX_HEIGHT));
            let mut item_ui = ui.new_child(UiBuilder::new().max_rect(rect));
            self::item_ui(&mut item_ui, item, number, width, &mut Vec::new());
            heights.push(item_ui.min_rect().height().ceil());
        }
    });
    heights
}

/// An item on a sheet.
#[derive(Clone, Copy)]
struct Placed {
    /// Its index.
    item: usize,
    /// Whether it is the head of a table that began on an earlier sheet.
    is_repeated: bool,
}

/// A page break is ignored if the page is filled by no more than this share.
const MIN_FILLED_SHARE: f32 = 0.4;

/// Distributes the items over sheets, each of which has `room` for items of these heights.
fn distribute(items: &[Item<'_>], heights: &[f32], room: f32) -> Vec<Vec<Placed>> {
    let mut sheets: Vec<Vec<Placed>> = vec![Vec::new()];
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
        if let (Item::Row(OfTable { number, .. }, ..), Some(head), true) =
            (&items[begin], head, is_full)
        {
            // The table continues on a new page, under its own head.
            if matches!(items[head], Item::Head(of_head) if of_head.number == *number) {
                push(&mut sheets, head, true);
                used += heights[head];
            }
        }
        for item in begin..end {
            if matches!(items[item], Item::Head(_)) {
                head = Some(item);
            }
            let is_left_out = is_break || (used == 0.0 && matches!(items[item], Item::Space(_)));
            if !is_left_out {
                push(&mut sheets, item, false);
                used += heights[item];
            }
        }
        begin = end;
    }
    sheets.retain(|sheet| !sheet.is_empty());
    sheets
}

fn push(sheets: &mut [Vec<Placed>], item: usize, is_repeated: bool) {
    if let Some(sheet) = sheets.last_mut() {
        sheet.push(Placed { item, is_repeated });
    }
}
