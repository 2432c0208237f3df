//! What a decision needs, on one page in landscape: what to do, three figures, cost and saving as charts, why, and what would change it.

use egui::{Rect, UiBuilder, Vec2, pos2, vec2};

use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::export::drawing::Drawing;
use crate::export::drawing::page::{Content, Page, Part, Role};
use crate::export::error::ExportError;
use crate::export::figures::{
    REPORT_FIGURE_POINTS, describe_figure, draw_report_costs, draw_report_figure,
};
use crate::export::paper::Paper;
use crate::export::report::blocks::Table;
use crate::export::report::decision::{WHAT_WOULD_CHANGE_THIS, flip_table};
use crate::export::report::record;
use crate::scenario::words::capitalized;
use crate::study::Study;

use super::items::{Item, cut, table_items};
use super::typeset::item_ui;
use super::{FOOT_HEIGHT, foot_ui, measure};

// All sizes are in points.

const MARGIN: Vec2 = Vec2::new(40.0, 30.0);
/// Space between the columns, and above and below the charts.
const GAP: f32 = 18.0;
/// The table of what would change the answer needs more room than the reasons.
const LEFT_SHARE: f32 = 0.58;
/// In lower charts nothing can be read.
const MIN_CHART_HEIGHT: f32 = 120.0;
/// Type in charts is as large as in those of the report.
const CHART_SCALE: f32 = 499.0 / REPORT_FIGURE_POINTS.x;
/// At most this many reasons and changes are listed. There are fewer if the charts would get too low.
const MAX_LINES: usize = 5;
/// Names and sources are cut off after this many letters: the report has all of them.
const MAX_NAME_LETTERS: usize = 110;
const MAX_SOURCE_LETTERS: usize = 320;

/// The numbers of the lists and of the table.
const TILES: usize = 0;
const CHANGES: usize = 1;
const REASONS: usize = 2;

/// The columns of the table: several changes at once take many words.
const CHANGES_WIDTHS: [f32; 4] = [0.29, 0.13, 0.35, 0.23];

/// Lays out the page.
pub fn lay_out(study: &Study, look: Look, paper: Paper) -> Result<Page, ExportError> {
    let words = Words::new(study);
    let area = Rect::from_min_size(pos2(0.0, 0.0), paper.landscape());
    let mut lines = MAX_LINES;
    let mut plan = Plan::new(&words, lines, area, look);
    while plan.charts.height() < MIN_CHART_HEIGHT && lines > 1 {
        lines -= 1;
        plan = Plan::new(&words, lines, area, look);
    }
    let mut parts_of_columns = Vec::new();
    let mut parts_of_foot = Vec::new();
    let sheet = Drawing::area(area.size(), look, |ui| {
        parts_of_columns.clear();
        parts_of_foot.clear();
        for Column {
            items,
            heights,
            rect,
        } in &plan.columns
        {
            let mut parts = Vec::new();
            let mut top_left = rect.min;
            for (number, (item, height)) in items.iter().zip(heights).enumerate() {
                let size = vec2(rect.width(), *height);
                let place = Rect::from_min_size(top_left, size);
                let mut item_ui = ui.new_child(UiBuilder::new().max_rect(place));
                self::item_ui(&mut item_ui, item, number, size.x, &mut parts);
                top_left.y += height;
            }
            parts_of_columns.push(parts);
        }
        foot_ui(ui, plan.foot, [&words.foot, ""], &mut parts_of_foot);
    });
    let charts = charts(study, look, plan.charts)?;
    // The charts stand between the first column, which is above them, and the others.
    let mut columns = parts_of_columns.into_iter();
    let above = columns.next().unwrap_or_default();
    let parts = above
        .into_iter()
        .chain(charts)
        .chain(columns.flatten())
        .chain(parts_of_foot)
        .collect();
    Ok(Page { sheet, parts })
}

/// Both charts side by side in this rectangle; none while prices are missing or there is no room for them.
fn charts(study: &Study, look: Look, rect: Rect) -> Result<Vec<Part>, ExportError> {
    // Without prices nobody knows what is saved, nor all of what is spent.
    if rect.height() < MIN_CHART_HEIGHT || study.headline().recommendation.is_none() {
        return Ok(Vec::new());
    }
    let kinds = [FigureKind::Cost, FigureKind::Saving];
    let width = (rect.width() - GAP) / 2.0;
    let mut parts = Vec::new();
    for (index, kind) in kinds.into_iter().enumerate() {
        let at = rect.min + vec2(index as f32 * (width + GAP), 0.0);
        let place = Rect::from_min_size(at, vec2(width, rect.height()));
        let size = place.size() / CHART_SCALE;
        let drawing = match kind {
            FigureKind::Cost => draw_report_costs(study, size, look)?,
            kind => draw_report_figure(study, kind, size, look)?,
        };
        parts.push(Part {
            role: Role::Figure(describe_figure(study, kind, false)?),
            content: Content::Figure(Box::new(drawing), place),
        });
    }
    Ok(parts)
}

/// What stands on the page.
struct Words {
    title: String,
    headline: String,
    /// What was found, if the headline is what to do.
    finding: Option<String>,
    detail: String,
    tiles: Vec<(String, String)>,
    reasons: Vec<String>,
    against: Option<String>,
    changes: Table,
    /// What stands there if no change is known.
    no_change: &'static str,
    sources: String,
    foot: String,
}

impl Words {
    fn new(study: &Study) -> Self {
        let headline = study.headline();
        let card = study.card();
        let tiles = card.tiles.iter();
        let mut tiles: Vec<_> = tiles
            .map(|tile| (tile.value.clone(), capitalized(&tile.caption)))
            .collect();
        if tiles.is_empty() {
            let figures = headline.key_figures.iter();
            tiles.extend(figures.map(|figure| (figure.value.clone(), figure.caption.clone())));
        }
        let words = study.decision_words();
        Self {
            title: shortened(study.scenario.title(), MAX_NAME_LETTERS),
            headline: headline.title().to_owned(),
            finding: headline
                .recommendation
                .is_some()
                .then(|| headline.finding.clone()),
            detail: headline.detail.clone(),
            tiles,
            reasons: words.advice.all_reasons().cloned().collect(),
            against: card.counter_argument(),
            changes: Table {
                widths: CHANGES_WIDTHS.to_vec(),
                ..flip_table(study)
            },
            no_change: match headline.recommendation {
                Some(_) => "No change that was tried leads to another recommendation",
                None => "Known once both approaches have prices",
            },
            sources: shortened(&record::prices(&study.scenario), MAX_SOURCE_LETTERS),
            foot: record::made_by(study),
        }
    }

    /// Above the charts.
    fn above(&self) -> Vec<Item<'_>> {
        let mut items = vec![Item::Name(&self.title), Item::Headline(&self.headline)];
        items.extend(self.finding.as_deref().map(Item::Lead));
        items.push(Item::Weak(&self.detail));
        if !self.tiles.is_empty() {
            items.push(Item::Tiles(TILES, &self.tiles));
        }
        items
    }

    /// What would change the answer, in at most so many rows.
    fn changes(&self, lines: usize) -> Vec<Item<'_>> {
        let mut items = vec![Item::Subheading(WHAT_WOULD_CHANGE_THIS)];
        if self.changes.rows.is_empty() {
            items.push(Item::Text(self.no_change));
        }
        // The head is one more.
        items.extend(table_items(CHANGES, &self.changes).take(lines + 1));
        items
    }

    /// Why, in at most so many sentences, of which the last is what speaks against it.
    fn reasons(&self, lines: usize) -> Vec<Item<'_>> {
        let reasons = self.reasons.iter().filter(|reason| !reason.is_empty());
        let reasons = reasons.take(lines.max(2) - 1).chain(&self.against);
        let bullets = reasons.map(|reason| Item::Bullet(REASONS, reason));
        std::iter::once(Item::Subheading("Why"))
            .chain(bullets)
            .collect()
    }
}

/// A text of at most about so many letters, with a sign where the rest was cut off.
fn shortened(text: &str, max_letters: usize) -> String {
    match cut(text, max_letters) {
        (text, "") => text.to_owned(),
        (text, _) => format!("{} …", text.trim_end()),
    }
}

/// Items one below the other, with their heights and their place.
struct Column<'a> {
    items: Vec<Item<'a>>,
    heights: Vec<f32>,
    rect: Rect,
}

/// Where everything stands.
struct Plan<'a> {
    columns: [Column<'a>; 4],
    charts: Rect,
    foot: Rect,
}

impl<'a> Plan<'a> {
    /// The page with lists of at most so many lines. The charts get the room that the texts leave.
    fn new(words: &'a Words, lines: usize, area: Rect, look: Look) -> Self {
        let area = area.shrink2(MARGIN);
        let (area, foot) = area.split_top_bottom_at_y(area.bottom() - FOOT_HEIGHT);
        let left_width = LEFT_SHARE * (area.width() - GAP);
        let right_width = area.width() - GAP - left_width;
        let column = |items: Vec<Item<'a>>, width: f32| {
            let heights = measure(&items, width, look);
            let size = vec2(width, heights.iter().sum());
            Column {
                items,
                heights,
                rect: Rect::from_min_size(area.min, size),
            }
        };
        let above = column(words.above(), area.width());
        let mut left = column(words.changes(lines), left_width);
        let mut right = column(words.reasons(lines), right_width);
        let mut below = column(vec![Item::Weak(&words.sources)], area.width());
        let below_top = area.bottom() - below.rect.height();
        let columns_top = below_top - GAP / 2.0 - left.rect.height().max(right.rect.height());
        below.rect = below.rect.translate(vec2(0.0, below_top - area.top()));
        let down = columns_top - area.top();
        left.rect = left.rect.translate(vec2(0.0, down));
        right.rect = right.rect.translate(vec2(left_width + GAP, down));
        let charts = Rect::from_min_max(
            pos2(area.left(), above.rect.bottom() + GAP / 2.0),
            pos2(area.right(), columns_top - GAP / 2.0),
        );
        Self {
            columns: [above, left, right, below],
            charts,
            foot,
        }
    }
}
