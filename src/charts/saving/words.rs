//! Who is ahead on which side of zero, written into the area that this holds for.

use egui::{Pos2, Rect, Ui, pos2, vec2};
use egui_plot::{PlotPoint, PlotTransform};

use crate::analysis::approach::Approach;
use crate::charts::crossings::CrossingMarks;
use crate::charts::plot::bands::has_certain_events;
use crate::charts::plot::labels::bold;
use crate::charts::plot::sizes::TICK_SIZE;
use crate::theme::palette::Palette;

use super::SavingChart;

/// Places along the line of zero at which words are tried, and how many heights they may move away from it.
const COLUMNS: usize = 32;
const ROWS: usize = 4;
/// Distance of the words from the line of zero and from the sides of the plot, in points.
const ZERO_DISTANCE: f32 = 3.0;
const SIDE_DISTANCE: f32 = 6.0;
/// An area that is lower than this can't be seen, in points.
const MIN_AREA_HEIGHT: f32 = 3.0;
/// The curve keeps this distance from words, in points.
const CLEARANCE: egui::Vec2 = vec2(6.0, 2.0);
/// Points of the curve that are looked at between two of its ends: so many that no words fit between two.
const STEPS: usize = 8;
/// More steps of the band than this leave no room for words between them.
const MAX_STEPS: usize = 4;

/// A place for words.
struct Place {
    rect: Rect,
    /// How far away from the line of zero the area goes over all of the words' width, in points.
    area_height: f32,
}

/// What words may not lie over.
struct Obstacles {
    frame: Rect,
    /// Points along the curve.
    curve: Vec<Pos2>,
    /// Where the lines of crossings stand.
    lines: Vec<f32>,
}

impl Obstacles {
    fn leave_free(&self, rect: &Rect) -> bool {
        let around = rect.expand2(CLEARANCE);
        self.frame.contains_rect(*rect)
            && !self.curve.iter().any(|point| around.contains(*point))
            && !self.lines.iter().any(|x| around.x_range().contains(*x))
    }
}

impl SavingChart<'_> {
    /// Says on each side of 0 who is ahead there: within the area if it is high enough, else beside it. A side without an area has no words.
    pub(super) fn words_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let crossings = CrossingMarks::new(self.scenario, self.analysis).crossings;
        let x = |month| transform.position_from_point(&PlotPoint::new(month, 0.0)).x;
        let obstacles = Obstacles {
            frame: *transform.frame(),
            curve: self.curve(transform),
            lines: crossings
                .iter()
                .map(|one| x(one.at.month))
                .chain(self.step_months().map(&x))
                .collect(),
        };
        for (approach, words) in [
            (Approach::FineTuning, "fine-tuning ahead"),
            (Approach::Prompting, "prompting ahead"),
        ] {
            let color = palette.approach_text(approach);
            let words = ui
                .painter()
                .layout_no_wrap(words.to_owned(), bold(TICK_SIZE), color);
            if let Some(at) = self.words_place(transform, &obstacles, approach, words.size()) {
                ui.painter().galley(at, words, color);
            }
        }
    }

    /// When the band steps; nothing if that is so often that no words would fit between.
    fn step_months(&self) -> impl Iterator<Item = f64> {
        let path = &self.analysis.fine_tuning.cost_path;
        let steps: Vec<f64> = (1..self.months())
            .filter(|month| self.bands.is_some() && path.steps_at(*month))
            .map(|month| month as f64)
            .collect();
        let is_few = steps.len() <= MAX_STEPS && has_certain_events(self.scenario);
        steps.into_iter().filter(move |_| is_few)
    }

    /// Where words of this size stand: nearest to the line of zero, and there where the area is highest.
    fn words_place(
        &self,
        transform: &PlotTransform,
        obstacles: &Obstacles,
        approach: Approach,
        size: egui::Vec2,
    ) -> Option<Pos2> {
        let at = |t: f64, saving| transform.position_from_point(&PlotPoint::new(t, saving));
        let zero = at(0.0, 0.0).y;
        let away = match approach {
            Approach::FineTuning => -1.0,
            Approach::Prompting => 1.0,
        };
        let heights: Vec<f32> = (0..=self.months())
            .map(|t| (at(0.0, self.extent(approach, t)).y - zero) * away)
            .collect();
        let height = |left: f32| {
            let t = |x: f32| transform.value_from_position(pos2(x, zero)).x;
            let from = t(left).max(0.0).floor() as usize;
            let to = (t(left + size.x).max(0.0).ceil() as usize).min(self.months());
            let within = heights.get(from..=to).unwrap_or_default();
            within.iter().copied().fold(f32::INFINITY, f32::min)
        };
        let first = obstacles.frame.left() + SIDE_DISTANCE;
        let last = obstacles.frame.right() - SIDE_DISTANCE - size.x;
        // If no area is high enough, the words stand in the row that is nearest to zero.
        let mut beside = None;
        for row in 0..ROWS {
            let distance = ZERO_DISTANCE + row as f32 * size.y;
            let top = zero + away * (distance + 0.5 * size.y) - 0.5 * size.y;
            let places = (0..=COLUMNS).map(|column| {
                let left = egui::lerp(first..=last, column as f32 / COLUMNS as f32);
                Place {
                    rect: Rect::from_min_size(pos2(left, top), size),
                    area_height: height(left),
                }
            });
            let highest = places
                .filter(|place| {
                    place.area_height.is_finite()
                        && place.area_height >= MIN_AREA_HEIGHT
                        && obstacles.leave_free(&place.rect)
                })
                .reduce(|best, place| {
                    if place.area_height > best.area_height {
                        place
                    } else {
                        best
                    }
                });
            let Some(highest) = highest else {
                continue;
            };
            // Wholly within the area.
            if highest.area_height >= distance + size.y {
                return Some(highest.rect.min);
            }
            beside.get_or_insert(highest.rect.min);
        }
        beside
    }

    /// How far the area reaches on an approach's side of 0 at the end of month `t`: that of the band, without one that under the curve.
    fn extent(&self, approach: Approach, t: usize) -> f64 {
        let band = self.bands.and_then(|shown| shown.bands.saving.get(t));
        let saving = self.saving(t);
        match approach {
            Approach::FineTuning => band.map_or(saving, |band| band.p90.max(saving)).max(0.0),
            Approach::Prompting => band.map_or(saving, |band| band.p10.min(saving)).min(0.0),
        }
    }

    /// Points along the curve.
    fn curve(&self, transform: &PlotTransform) -> Vec<Pos2> {
        let at = |[t, saving]: [f64; 2]| transform.position_from_point(&PlotPoint::new(t, saving));
        let points = self.points();
        let pairs = points.windows(2);
        pairs
            .flat_map(|ends| {
                let [from, to] = [ends[0], ends[1]].map(at);
                (0..=STEPS).map(move |part| from.lerp(to, part as f32 / STEPS as f32))
            })
            .collect()
    }
}
