//! Who is ahead on which side of zero, written into the area that this holds for.

use egui::{Pos2, Rangef, Rect, Ui, pos2, vec2};
use egui_plot::{PlotPoint, PlotTransform};

use crate::analysis::approach::Approach;
use crate::charts::crossings::CrossingMarks;
use crate::charts::plot::bands::{Ends, has_certain_events};
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
/// Lines keep this distance from words, in points.
const CLEARANCE: egui::Vec2 = vec2(6.0, 2.0);
/// More steps of the band than this leave no room for words between them.
const MAX_STEPS: usize = 4;

/// Places for words, one above the other.
struct Column {
    left: f32,
    /// How far away from the line of zero the area goes over all of the words' width, in points.
    area_height: f32,
    /// Heights at which something is drawn.
    occupied: Vec<Rangef>,
}

/// What words may not lie over.
struct Obstacles {
    frame: Rect,
    /// The curve, and that of the plan, as points from left to right.
    curves: Vec<Vec<Pos2>>,
    /// The edges of the band, which words lie over only if there is no other place.
    edges: Vec<Vec<Pos2>>,
    /// Where the lines of crossings stand.
    lines: Vec<f32>,
}

impl Obstacles {
    /// The heights between `sides` at which no words may stand; `None` if a line stands there from top to bottom.
    fn heights(&self, sides: Rangef, with_edges: bool) -> Option<Vec<Rangef>> {
        if self.lines.iter().any(|x| sides.contains(*x)) {
            return None;
        }
        let edges = self.edges.iter().filter(|_| with_edges);
        let curves = self.curves.iter().chain(edges);
        Some(curves.filter_map(|curve| heights(curve, sides)).collect())
    }
}

/// The heights through which a curve goes between `sides`; `None` if it doesn't get there.
fn heights(curve: &[Pos2], sides: Rangef) -> Option<Rangef> {
    let first = curve.partition_point(|point| point.x < sides.min);
    let pairs = curve[first.saturating_sub(1)..].windows(2);
    pairs
        .take_while(|pair| pair[0].x <= sides.max)
        .filter(|pair| pair[1].x >= sides.min)
        .flat_map(|pair| {
            let [from, to] = [pair[0], pair[1]];
            let width = to.x - from.x;
            let at = |x: f32| from.y + (to.y - from.y) * (x - from.x) / width;
            let is_step = width <= 0.0;
            [
                if is_step {
                    from.y
                } else {
                    at(from.x.max(sides.min))
                },
                if is_step {
                    to.y
                } else {
                    at(to.x.min(sides.max))
                },
            ]
        })
        .map(Rangef::point)
        .reduce(|all, y| Rangef::new(all.min.min(y.min), all.max.max(y.max)))
}

impl SavingChart<'_> {
    /// Says on each side of 0 who is ahead there: within the area if it is high enough, else beside it. A side without an area has no words.
    pub(super) fn words_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let crossings = CrossingMarks::new(self.scenario, self.analysis).crossings;
        let x = |month| transform.position_from_point(&PlotPoint::new(month, 0.0)).x;
        let on_screen = |points: &[[f64; 2]]| -> Vec<Pos2> {
            let at = |&[t, saving]: &[f64; 2]| PlotPoint::new(t, saving);
            let points = points.iter().map(at);
            points
                .map(|point| transform.position_from_point(&point))
                .collect()
        };
        let band = self.bands.map(|shown| self.band_ends(&shown));
        let sides: [fn(&Ends) -> f64; 2] = [|ends| ends.low, |ends| ends.high];
        let edges = band.iter().flat_map(|band| {
            sides.map(|side| -> Vec<[f64; 2]> {
                band.iter().map(|ends| [ends.t, side(ends)]).collect()
            })
        });
        let curve = self.points();
        let curves = [Some(&curve[..]), self.plan];
        let obstacles = Obstacles {
            frame: *transform.frame(),
            curves: curves.into_iter().flatten().map(on_screen).collect(),
            edges: edges.map(|edge| on_screen(&edge)).collect(),
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
            let place = |with_edges| {
                self.words_place(transform, &obstacles, approach, words.size(), with_edges)
            };
            if let Some(at) = place(true).or_else(|| place(false)) {
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
        with_edges: bool,
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
        if last < first {
            return None;
        }
        let columns: Vec<Column> = (0..=COLUMNS)
            .filter_map(|column| {
                let left = egui::lerp(first..=last, column as f32 / COLUMNS as f32);
                let sides = Rangef::new(left, left + size.x).expand(CLEARANCE.x);
                Some(Column {
                    left,
                    area_height: height(left),
                    occupied: obstacles.heights(sides, with_edges)?,
                })
            })
            .filter(|column| {
                column.area_height.is_finite() && column.area_height >= MIN_AREA_HEIGHT
            })
            .collect();
        // If no area is high enough, the words stand in the row that is nearest to zero.
        let mut beside = None;
        for row in 0..ROWS {
            let distance = ZERO_DISTANCE + row as f32 * size.y;
            let top = zero + away * (distance + 0.5 * size.y) - 0.5 * size.y;
            let heights = Rangef::new(top, top + size.y);
            if !(obstacles.frame.top()..=obstacles.frame.bottom() - size.y).contains(&top) {
                continue;
            }
            let around = heights.expand(CLEARANCE.y);
            let highest = columns
                .iter()
                .filter(|column| !column.occupied.iter().any(|one| one.intersects(around)))
                .reduce(|best, column| {
                    if column.area_height > best.area_height {
                        column
                    } else {
                        best
                    }
                });
            let Some(highest) = highest else {
                continue;
            };
            let at = pos2(highest.left, top);
            // Wholly within the area.
            if highest.area_height >= distance + size.y {
                return Some(at);
            }
            beside.get_or_insert(at);
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
}
