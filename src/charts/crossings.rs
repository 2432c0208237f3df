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
use crate::scenario::quantity::count_with_noun;
use crate::scenario::{Scenario, inputs};
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
    /// Of which case a crossing is, if it is one of several: that of the base, if inputs are ranges, or that of success.
    case: Option<&'static str>,
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
            case: if scenario.may_fail() {
                Some("if it succeeds")
            } else {
                let has_ranges = !crossings.is_empty() && inputs::has_ranges(scenario);
                has_ranges.then_some("base case")
            },
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

    /// The crossings that carry words: the last ones, which say who ends up cheaper.
    pub(crate) fn shown(&self) -> &'a [Crossing] {
        &self.crossings[self.crossings.len().saturating_sub(MAX_LABELS)..]
    }

    /// What happens at a crossing: "Break-even, base case: Aug 2027", "Costs more again from Jan 2027".
    pub(crate) fn title(&self, crossing: &Crossing) -> String {
        let calendar = calendar_month(self.scenario, crossing.at);
        let is_first = self.crossings.first() == Some(crossing);
        match (crossing.cheaper_after, self.case) {
            (Approach::FineTuning, Some(case)) => format!("Break-even, {case}: {calendar}"),
            (Approach::FineTuning, None) => format!("Break-even {calendar}"),
            (Approach::Prompting, _) if is_first => format!("Costs more from {calendar}"),
            (Approach::Prompting, _) => format!("Costs more again from {calendar}"),
        }
    }

    /// Writes the words into `strip`, each over the place `x` of its moment as far as there is room. Where not all fit, the last crossing has
    /// words.
    pub(crate) fn labels_ui(&self, ui: &Ui, strip: Rect, x: impl Fn(&Crossing) -> f32) {
        let palette = Palette::current(ui);
        let shown = self.shown();
        for first in 0..shown.len() {
            let shown = &shown[first..];
            let variants = |detail| {
                let texts = shown.iter().map(|one| self.text(ui, one, detail, palette));
                texts.collect::<Vec<_>>()
            };
            let room = strip.width() - NAME_GAP * (shown.len() - 1) as f32;
            let fits = |texts: &Vec<Arc<Galley>>| {
                texts.iter().map(|text| text.size().x).sum::<f32>() <= room
            };
            let Some(texts) = Detail::ALL.map(variants).into_iter().find(fits) else {
                continue;
            };
            let widths: Vec<f32> = texts.iter().map(|text| text.size().x).collect();
            let centres: Vec<f32> = shown.iter().map(&x).collect();
            for (text, left) in texts.into_iter().zip(lefts(&centres, &widths, strip)) {
                ui.painter()
                    .galley(pos2(left, strip.top()), text, palette.text);
            }
            return;
        }
    }

    /// The words of a crossing.
    fn text(&self, ui: &Ui, crossing: &Crossing, detail: Detail, palette: &Palette) -> Arc<Galley> {
        let month = month_of(crossing.at);
        let title = self.title(crossing);
        let detail = match detail {
            Detail::MonthAndQueries => {
                let queries = count_with_noun(crossing.at.queries, "query");
                format!("  month {month} · {queries}")
            }
            Detail::Month => format!("  month {month}"),
            Detail::None => String::new(),
        };
        let mut job = LayoutJob::default();
        job.append(
            &title,
            0.0,
            TextFormat::simple(bold(LABEL_SIZE), palette.text),
        );
        let font = FontId::proportional(NOTE_SIZE);
        job.append(&detail, 0.0, TextFormat::simple(font, palette.weak));
        ui.painter().layout_job(job)
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

/// How much the words of a crossing say.
#[derive(Debug, Clone, Copy)]
enum Detail {
    MonthAndQueries,
    Month,
    None,
}

impl Detail {
    /// From the longest to the shortest words.
    const ALL: [Self; 3] = [Self::MonthAndQueries, Self::Month, Self::None];
}

/// The left ends of words of these widths, each over its centre if that leaves room for the others. Two that would overlap give way by the same
/// distance, so that each stays over its own moment.
fn lefts(centres: &[f32], widths: &[f32], strip: Rect) -> Vec<f32> {
    let mut lefts: Vec<f32> = centres
        .iter()
        .zip(widths)
        .map(|(centre, width)| {
            let most = (strip.right() - width).max(strip.left());
            (centre - width / 2.0).clamp(strip.left(), most)
        })
        .collect();
    if let [left, right] = &mut lefts[..] {
        let step = widths[0] + NAME_GAP;
        let overlap = *left + step - *right;
        if overlap > 0.0 {
            let most = (strip.right() - widths[1] - step).max(strip.left());
            *left = (*left - overlap / 2.0).clamp(strip.left(), most);
            *right = *left + step;
        }
    }
    lefts
}

/// Marks a crossing at its point on a curve.
pub(crate) fn mark_ui(ui: &Ui, at: Pos2) {
    let palette = Palette::current(ui);
    let stroke = Stroke::new(2.0, palette.text);
    ui.painter()
        .circle(at, MARK_RADIUS, palette.background, stroke);
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};

    use super::lefts;

    #[test]
    fn words_that_would_overlap_give_way_to_both_sides_within_the_strip() {
        let strip = Rect::from_min_max(pos2(0.0, 0.0), pos2(600.0, 20.0));
        assert_eq!(lefts(&[100.0, 400.0], &[80.0, 80.0], strip), [60.0, 360.0]);
        // 216 from left to left, around 300.
        let moved = lefts(&[280.0, 320.0], &[200.0, 200.0], strip);
        assert_eq!(moved, [92.0, 308.0]);
        let at_the_end = lefts(&[560.0, 590.0], &[200.0, 200.0], strip);
        assert_eq!(at_the_end, [184.0, 400.0]);
    }
}
