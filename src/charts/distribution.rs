//! A small picture of one input's estimate: its density, with its 5th percentile, median and 95th percentile.

use std::hash::{Hash, Hasher};

use egui::cache::{ComputerMut, FrameCache};
use egui::{Align2, Color32, FontId, Mesh, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};

use crate::analysis::risk::quantiles::shares_of_bars;
use crate::scenario::Estimate;
use crate::scenario::domain::Domain;
use crate::theme::palette::Palette;

use super::plot::labels::bold;

/// The density is computed over this many steps of equal probability.
const STEPS: usize = 32;
/// A density with a lump, where the domain cuts the estimate off, is drawn as so many bars,
const LUMP_BARS: usize = 32;
/// from so many values of equal probability.
const LUMP_VALUES: usize = 2048;
/// The probability that the picture leaves out at either end; the bars at the ends include it.
const CUT_OFF_SHARE: f64 = 0.004;
/// Size of the whole picture, in points; narrower if there is less room.
const SIZE: Vec2 = vec2(300.0, 84.0);
/// Space left of the density, right of it and below it, for the labels, in points.
const LABELS_MARGIN: Vec2 = vec2(34.0, 32.0);
/// Distance between the centres of two labels, in points.
const LABEL_SPACING: f32 = 74.0;
/// Distance of an outer label's centre from the edge, in points.
const EDGE_SPACING: f32 = 24.0;
/// The percentiles that are marked, as shares.
pub const MARKED_PERCENTILES: [f64; 3] = [0.05, 0.5, 0.95];

/// An estimate of an input, and the domain that it is clamped to.
#[derive(Debug, Clone, Copy)]
pub struct BoundedEstimate {
    /// What is known of the input.
    pub estimate: Estimate,
    /// The values that the input may have.
    pub domain: Domain,
}

impl Hash for BoundedEstimate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let ends = [self.domain.min, self.domain.max];
        for number in self.estimate.points().iter().chain(&ends) {
            number.to_bits().hash(state);
        }
    }
}

/// A density, with both axes scaled to 0..=1.
#[derive(Debug, Clone, Default)]
struct Shape {
    points: Vec<(f32, f32)>,
    /// The x of each marked percentile, and its value.
    marked: [(f32, f64); 3],
}

impl Shape {
    fn new(known: BoundedEstimate) -> Self {
        let quantile = |p| known.estimate.quantile(p, &known.domain);
        let p_at =
            |step: usize| CUT_OFF_SHARE + (1.0 - 2.0 * CUT_OFF_SHARE) * step as f64 / STEPS as f64;
        let values: Vec<f64> = (0..=STEPS).map(|step| quantile(p_at(step))).collect();
        let (low, high) = (values[0], values[STEPS]);
        let width = (high - low).max(f64::MIN_POSITIVE);
        let x = |value: f64| ((value - low) / width).clamp(0.0, 1.0) as f32;
        let marked = MARKED_PERCENTILES.map(|p| (x(quantile(p)), quantile(p)));
        if values.windows(2).any(|ends| ends[0] == ends[1]) {
            let p_at = |place: usize| (place as f64 + 0.5) / LUMP_VALUES as f64;
            let values: Vec<f64> = (0..LUMP_VALUES).map(|at| quantile(p_at(at))).collect();
            let points = outline(&shares_of_bars(&values, low, high, LUMP_BARS));
            return Self { points, marked };
        }
        let densities: Vec<(f64, f64)> = values
            .windows(2)
            .map(|ends| {
                let step = (ends[1] - ends[0]).max(1e-6 * width);
                (f64::midpoint(ends[0], ends[1]), 1.0 / step)
            })
            .collect();
        let most = densities
            .iter()
            .map(|(_, density)| *density)
            .fold(0.0, f64::max);
        let mut points = vec![(0.0, 0.0)];
        points.extend(
            densities
                .iter()
                .map(|(value, density)| (x(*value), (density / most) as f32)),
        );
        points.push((1.0, 0.0));
        Self { points, marked }
    }
}

/// The outline of bars side by side, the highest of which is 1 high.
fn outline(bars: &[f64]) -> Vec<(f32, f32)> {
    let most = bars.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let mut points = vec![(0.0, 0.0)];
    for (bar, share) in bars.iter().enumerate() {
        let height = (share / most) as f32;
        let edge = |bar: usize| bar as f32 / bars.len() as f32;
        points.extend([(edge(bar), height), (edge(bar + 1), height)]);
    }
    points.push((1.0, 0.0));
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::domain::{Amount, Bounds as _, Growth};

    /// The area of a shape's part between two x.
    fn area(shape: &Shape, from: f32, to: f32) -> f32 {
        let pairs = shape.points.windows(2);
        let inside = pairs.filter(|pair| pair[0].0 >= from - 1e-4 && pair[1].0 <= to + 1e-4);
        inside
            .map(|pair| (pair[1].0 - pair[0].0) * (pair[0].1 + pair[1].1) / 2.0)
            .sum()
    }

    fn range(low: f64, high: f64, domain: Domain) -> Shape {
        let estimate = Estimate::Range { low, high };
        Shape::new(BoundedEstimate { estimate, domain })
    }

    #[test]
    fn a_lump_takes_as_much_of_the_picture_as_it_has_of_the_draws() {
        // 5 % of the draws of "0 to 60k" are 0, and about as many again lie in the rest of the first bar.
        let shape = range(0.0, 60_000.0, Amount::DOMAIN);
        let first_bar = 1.0 / LUMP_BARS as f32;
        let share = area(&shape, 0.0, first_bar) / area(&shape, 0.0, 1.0);
        assert!((0.05..0.07).contains(&share), "{share}");
        // Both ends of growth from −50 % to 100 % a month are cut off.
        let shape = range(-0.5, 1.0, Growth::DOMAIN);
        for end in [0.0, 1.0 - first_bar] {
            let share = area(&shape, end, end + first_bar) / area(&shape, 0.0, 1.0);
            assert!((0.05..0.08).contains(&share), "{share}");
        }
        // The density without a lump is highest in the middle, not at its ends.
        let shape = range(20_000.0, 60_000.0, Amount::DOMAIN);
        assert!(shape.points[1].1 < 0.2, "{:?}", shape.points[1]);
    }
}

#[derive(Default)]
struct Shapes;

impl ComputerMut<BoundedEstimate, Shape> for Shapes {
    fn compute(&mut self, known: BoundedEstimate) -> Shape {
        Shape::new(known)
    }
}

/// The density's shape, computed again only if the estimate changes.
fn shape(ui: &Ui, known: BoundedEstimate) -> Shape {
    ui.memory_mut(|memory| {
        memory
            .caches
            .cache::<FrameCache<Shape, Shapes>>()
            .get(known)
            .clone()
    })
}

/// Opacity of a density behind text, and behind text in a weak colour or that of an error: it can be read on both.
pub const ALPHA_BEHIND_TEXT: f32 = 0.35;
/// See [`ALPHA_BEHIND_TEXT`].
pub const ALPHA_BEHIND_WEAK_TEXT: f32 = 0.06;

/// Fills `rect` with the density, as a background for text.
pub fn paint_density(ui: &Ui, rect: Rect, known: BoundedEstimate, color: Color32) {
    let shape = shape(ui, known);
    let mut mesh = Mesh::default();
    for (index, (x, y)) in shape.points.iter().enumerate() {
        let x = egui::lerp(rect.x_range(), *x);
        mesh.colored_vertex(pos2(x, rect.bottom()), color);
        mesh.colored_vertex(pos2(x, rect.bottom() - y * rect.height()), color);
        if index > 0 {
            let last = 2 * index as u32;
            mesh.add_triangle(last - 2, last - 1, last);
            mesh.add_triangle(last - 1, last, last + 1);
        }
    }
    ui.painter().add(mesh);
}

/// Draws the density, with the marked percentiles and their values below it. `text` writes a value.
pub fn density_ui(ui: &mut Ui, known: BoundedEstimate, text: impl Fn(f64) -> String) {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width().min(SIZE.x), SIZE.y);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let chart = rect
        .shrink2(vec2(LABELS_MARGIN.x, 0.0))
        .with_max_y(rect.bottom() - LABELS_MARGIN.y);
    paint_density(ui, chart, known, palette.accent.gamma_multiply(0.35));
    ui.painter().hline(
        chart.x_range(),
        chart.bottom(),
        Stroke::new(1.0, palette.line),
    );
    let shape = shape(ui, known);
    // Labels are moved aside, so that they don't overlap.
    let marks = shape.marked.map(|(x, _)| egui::lerp(chart.x_range(), x));
    let middle = marks[1].clamp(
        rect.left() + LABEL_SPACING + EDGE_SPACING,
        rect.right() - LABEL_SPACING - EDGE_SPACING,
    );
    let labels = [
        marks[0].min(middle - LABEL_SPACING),
        middle,
        marks[2].max(middle + LABEL_SPACING),
    ];
    for ((name, (_, value)), (at, label)) in ["P5", "median", "P95"]
        .into_iter()
        .zip(shape.marked)
        .zip(marks.into_iter().zip(labels))
    {
        ui.painter().vline(
            at,
            chart.top()..=chart.bottom() + 3.0,
            Stroke::new(1.0, palette.text),
        );
        let top = chart.bottom() + 4.0;
        let small = FontId::proportional(11.0);
        ui.painter().text(
            pos2(label, top),
            Align2::CENTER_TOP,
            text(value),
            bold(12.0),
            palette.text,
        );
        ui.painter().text(
            pos2(label, top + 14.0),
            Align2::CENTER_TOP,
            name,
            small,
            palette.weak,
        );
    }
}
