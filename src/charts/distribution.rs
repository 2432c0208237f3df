//! A small picture of what is known of one input: its density, with its 5th percentile, median and 95th percentile.

use std::hash::{Hash, Hasher};

use egui::cache::{ComputerMut, FrameCache};
use egui::{Align2, Color32, FontId, Mesh, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::scenario::Estimate;
use crate::scenario::domain::Domain;
use crate::theme::palette::Palette;

use super::plot::labels::bold;

/// Steps of equal probability that the density is taken from.
const STEPS: usize = 32;
/// What is left out at either end.
const LEFT_OUT: f64 = 0.004;
/// The percentiles that are marked.
pub const MARKED_PERCENTILES: [f64; 3] = [0.05, 0.5, 0.95];

/// What is known of one input, and what is allowed.
#[derive(Debug, Clone, Copy)]
pub struct BoundedEstimate {
    /// What is known.
    pub estimate: Estimate,
    /// What is allowed.
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

/// A density, with both axes from 0 to 1.
#[derive(Debug, Clone, Default)]
struct Shape {
    points: Vec<(f32, f32)>,
    /// Where the marked percentiles are, and their values.
    marked: [(f32, f64); 3],
}

impl Shape {
    fn new(known: BoundedEstimate) -> Self {
        let quantile = |p| known.estimate.quantile(p, &known.domain);
        let p_at = |step: usize| LEFT_OUT + (1.0 - 2.0 * LEFT_OUT) * step as f64 / STEPS as f64;
        let values: Vec<f64> = (0..=STEPS).map(|step| quantile(p_at(step))).collect();
        let (low, high) = (values[0], values[STEPS]);
        let width = (high - low).max(f64::MIN_POSITIVE);
        let x = |value: f64| ((value - low) / width).clamp(0.0, 1.0) as f32;
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
        Self {
            points,
            marked: MARKED_PERCENTILES.map(|p| (x(quantile(p)), quantile(p))),
        }
    }
}

#[derive(Default)]
struct Shapes;

impl ComputerMut<BoundedEstimate, Shape> for Shapes {
    fn compute(&mut self, known: BoundedEstimate) -> Shape {
        Shape::new(known)
    }
}

/// Its shape; made anew only when it changes.
fn shape(ui: &Ui, known: BoundedEstimate) -> Shape {
    ui.memory_mut(|memory| {
        memory
            .caches
            .cache::<FrameCache<Shape, Shapes>>()
            .get(known)
            .clone()
    })
}

/// Fills `rect` with the density, as a ground for text.
pub fn paint_density(ui: &Ui, rect: Rect, known: BoundedEstimate, color: Color32) {
    let shape = shape(ui, known);
    let mut mesh = Mesh::default();
    for (place, (x, y)) in shape.points.iter().enumerate() {
        let x = egui::lerp(rect.x_range(), *x);
        mesh.colored_vertex(pos2(x, rect.bottom()), color);
        mesh.colored_vertex(pos2(x, rect.bottom() - y * rect.height()), color);
        if place > 0 {
            let last = 2 * place as u32;
            mesh.add_triangle(last - 2, last - 1, last);
            mesh.add_triangle(last - 1, last, last + 1);
        }
    }
    ui.painter().add(mesh);
}

/// The density with the marked percentiles and their values below.
pub fn density_ui(ui: &mut Ui, known: BoundedEstimate, text: impl Fn(f64) -> String) {
    let palette = Palette::current(ui);
    let size = vec2(ui.available_width().min(300.0), 84.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let chart = rect
        .shrink2(vec2(34.0, 0.0))
        .with_max_y(rect.bottom() - 32.0);
    paint_density(ui, chart, known, palette.accent.gamma_multiply(0.35));
    ui.painter().hline(
        chart.x_range(),
        chart.bottom(),
        Stroke::new(1.0, palette.line),
    );
    let shape = shape(ui, known);
    // Labels keep a distance from each other.
    let gap = 74.0;
    let wanted = shape.marked.map(|(x, _)| egui::lerp(chart.x_range(), x));
    let middle = wanted[1].clamp(rect.left() + gap + 24.0, rect.right() - gap - 24.0);
    let places = [
        wanted[0].min(middle - gap),
        middle,
        wanted[2].max(middle + gap),
    ];
    for ((name, (_, value)), (at, label)) in ["P5", "median", "P95"]
        .into_iter()
        .zip(shape.marked)
        .zip(wanted.into_iter().zip(places))
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
