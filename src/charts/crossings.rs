//! The moments at which the cheaper approach changes: a dotted line through all panels over the months, with its words above them, where
//! they cover nothing.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{FontId, Galley, Pos2, Rangef, Rect, Shape, Stroke, TextFormat, Ui, pos2};

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::breakeven::Crossing;
use crate::analysis::finding::calendar::{calendar_month, month_of};
use crate::analysis::price::is_unpriced;
use crate::scenario::Scenario;
use crate::scenario::quantity::count_with_noun;
use crate::theme::palette::Palette;

use super::plot::labels::bold;
use super::plot::sizes::{LABEL_SIZE, NAME_GAP, NOTE_SIZE, WORDS_ROW_HEIGHT};

/// At most this many crossings carry words.
const MAX_LABELS: usize = 2;
/// Lengths of the dashes of the line and of the space between them, in points.
const DASH: f32 = 2.0;
const DASH_GAP: f32 = 3.0;
/// Radius of the mark at a crossing, in points.
const MARK_RADIUS: f32 = 4.5;

/// The crossings of both cumulative costs.
pub(crate) struct CrossingMarks<'a> {
    scenario: &'a Scenario,
    /// None if prices are missing.
    pub(crate) crossings: &'a [Crossing],
}

impl<'a> CrossingMarks<'a> {
    pub(crate) fn new(scenario: &'a Scenario, analysis: &'a Analysis) -> Self {
        let crossings = if is_unpriced(scenario) {
            &[]
        } else {
            &analysis.crossings[..]
        };
        Self {
            scenario,
            crossings,
        }
    }

    /// The height of the strip that the words need above the plots; 0 without crossings.
    pub(crate) fn strip_height(&self) -> f32 {
        if self.crossings.is_empty() {
            0.0
        } else {
            WORDS_ROW_HEIGHT
        }
    }

    /// Writes the words into `strip`, each over the place `x` of its moment as far as there is room. The last crossing says who ends up
    /// cheaper, so it comes first.
    pub(crate) fn labels_ui(&self, ui: &Ui, strip: Rect, x: impl Fn(&Crossing) -> f32) {
        let palette = Palette::current(ui);
        let mut right_end = strip.right();
        for (place, crossing) in self.crossings.iter().rev().take(MAX_LABELS).enumerate() {
            let room = right_end - strip.left();
            let variants = self.texts(ui, crossing, palette);
            // Words that have to share the strip are short.
            let first = usize::from(self.crossings.len() > 1);
            let mut variants = variants.into_iter().skip(first);
            let Some(text) = variants.find(|text| text.size().x <= room) else {
                return;
            };
            let size = text.size();
            let centre = x(crossing);
            if place > 0 && centre > right_end {
                return;
            }
            let most = (right_end - size.x).max(strip.left());
            let left = (centre - size.x / 2.0).clamp(strip.left(), most);
            right_end = left - NAME_GAP;
            ui.painter()
                .galley(pos2(left, strip.top()), text, palette.text);
        }
    }

    /// The words of a crossing, from the longest to the shortest.
    fn texts(&self, ui: &Ui, crossing: &Crossing, palette: &Palette) -> [Arc<Galley>; 3] {
        let month = month_of(crossing.at);
        let calendar = calendar_month(self.scenario, crossing.at);
        let title = match crossing.cheaper_after {
            Approach::FineTuning => format!("Break-even {calendar}"),
            Approach::Prompting => format!("More expensive again {calendar}"),
        };
        let queries = count_with_noun(crossing.at.queries, "query");
        let details = [
            format!("  month {month} · {queries}"),
            format!("  {queries}"),
            String::new(),
        ];
        details.map(|detail| {
            let mut job = LayoutJob::default();
            job.append(
                &title,
                0.0,
                TextFormat::simple(bold(LABEL_SIZE), palette.text),
            );
            let font = FontId::proportional(NOTE_SIZE);
            job.append(&detail, 0.0, TextFormat::simple(font, palette.weak));
            ui.painter().layout_job(job)
        })
    }

    /// Draws the dotted lines from top to bottom, but not over these words.
    pub(crate) fn lines_ui(
        &self,
        ui: &Ui,
        heights: Rangef,
        words: &[Rect],
        x: impl Fn(&Crossing) -> f32,
    ) {
        let stroke = Stroke::new(1.2, Palette::current(ui).weak);
        for crossing in self.crossings {
            let x = x(crossing);
            let mut from = heights.min;
            let crossed = words.iter().filter(|rect| {
                rect.x_range().expand(4.0).contains(x) && heights.contains(rect.center().y)
            });
            let ends = crossed.flat_map(|rect| [rect.top(), rect.bottom()]);
            let ends: Vec<f32> = ends.chain([heights.max]).collect();
            for pair in ends.chunks(2) {
                let ends = [pos2(x, from), pos2(x, pair[0])];
                ui.painter()
                    .extend(Shape::dashed_line(&ends, stroke, DASH, DASH_GAP));
                from = pair.last().copied().unwrap_or(from);
            }
        }
    }
}

/// Marks a crossing at its point on a curve.
pub(crate) fn mark_ui(ui: &Ui, at: Pos2) {
    let palette = Palette::current(ui);
    let stroke = Stroke::new(2.0, palette.text);
    ui.painter()
        .circle(at, MARK_RADIUS, palette.background, stroke);
}
