//! The two-way map (docs/formulas.md §5): the saving and the break-even over a grid of any two inputs, with all others at their base values, and
//! the lines along which one of them is the same, among them the one along which both approaches cost the same.
//!
//! - [`candidates`]: the inputs that can be an axis; [`widest`]: the two that are shown first
//! - [`Axis`]: the range of one input
//! - [`Map`]: the grid, evaluated by the engine of the draws a block of points at a time
//! - `levels`: where contour lines are; `threshold`: the value of an axis at which the cheaper approach changes

mod axis;
mod levels;
mod threshold;

use std::array::from_fn;
use std::collections::BTreeMap;

use crate::scenario::Scenario;
use crate::scenario::inputs::{INPUTS, Input, Kind};

use super::contours::{Contour, Grid, Point, Side};
use super::drivers;
use super::drivers::sensitivity::Sensitivity;
use super::drivers::tipping::TippingValue;
use super::parallel::{cores, results_of};
use super::risk::engine::Engine;
use super::risk::engine::block::BlockOutcomes;
use super::risk::lanes::{BLOCK, BlockArray};
use super::risk::model_inputs::ModelInputs;
pub use axis::{Axis, POINTS_PER_AXIS};

/// The inputs that can be an axis: those that enter the model, apply to this scenario and have a domain to vary in.
///
/// ```
/// use breakeven::analysis::map::{candidates, widest};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let [x, y] = widest(scenario).unwrap();
/// assert!(candidates(scenario).contains(&x) && x != y);
/// ```
pub fn candidates(scenario: &Scenario) -> Vec<&'static Input> {
    let base = ModelInputs::new(scenario, &[]);
    INPUTS
        .iter()
        .filter(|input| match input.kind {
            Kind::Estimate { .. } => true,
            Kind::Number { domain, .. } if domain.whole => {
                let next = input.base(scenario).map(|base| {
                    let up = domain.nearest(base + 1.0);
                    if up == base { base - 1.0 } else { up }
                });
                let mut there = scenario.clone();
                next.is_some_and(|next| input.set_exactly(&mut there, next).is_ok())
                    && ModelInputs::new(&there, &[]) != base
            }
            Kind::Number { .. } => ModelInputs::new(scenario, &[input]) != base,
            _ => false,
        })
        .filter(|input| input.applies(scenario) && Axis::new(scenario, input).is_some())
        .collect()
}

/// The two candidates on which the saving depends most: those with the widest bars of the tornado. `None` if there are fewer than two
/// candidates.
pub fn widest(scenario: &Scenario) -> Option<[&'static Input; 2]> {
    let candidates = candidates(scenario);
    let mut widest = drivers::bars(scenario)
        .into_iter()
        .map(|bar| bar.input)
        .filter(|input| candidates.contains(input))
        .chain(candidates.iter().copied());
    let x = widest.next()?;
    let y = widest.find(|input| *input != x)?;
    Some([x, y])
}

/// The saving and the break-even over a grid of two inputs.
///
/// ```
/// use breakeven::analysis::map::{Map, POINTS_PER_AXIS, widest};
/// use breakeven::files::examples::Example;
///
/// let scenario = Example::find("support-replies").unwrap().parse().unwrap();
/// let [x, y] = widest(scenario).unwrap();
/// let map = Map::new(scenario, x, y).unwrap();
/// assert_eq!(map.saving.len(), POINTS_PER_AXIS * POINTS_PER_AXIS);
/// assert!(!map.zero_line().is_empty(), "which approach is cheaper depends on these two inputs");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// S at each point, row by row from the bottom, [`POINTS_PER_AXIS`] × [`POINTS_PER_AXIS`].
    pub saving: Vec<f64>,
    /// Break-even in months at each point, in the same order; `None` if fine-tuning doesn't pay back there.
    pub month: Vec<Option<f64>>,
    /// S in the base case.
    pub base_saving: f64,
    /// Lines of equal saving, in ascending order, each with the area of larger savings.
    pub saving_contours: Vec<Contour>,
    /// The line along which both cost the same, with the area in which fine-tuning isn't cheaper, and so never breaks even.
    pub never: Contour,
    /// Lines of equal months of break-even, in ascending order, each with the area of later ones. The areas say nothing within `never`.
    pub month_contours: Vec<Contour>,
    /// The values of the inputs of its axes at which the cheaper approach changes, the others in the base case, for each along whose axis it changes
    /// exactly once. The one of the least change comes first.
    pub thresholds: Vec<TippingValue>,
}

impl Map {
    /// The map over the picked inputs, or over the [`widest`] two if none are picked or one of them can't be an axis. `None` if no two inputs
    /// have room to vary.
    pub fn over(scenario: &Scenario, picked: Option<Axes>) -> Option<Self> {
        let over = |[x, y]: Axes| Self::new(scenario, x, y);
        picked
            .and_then(over)
            .or_else(|| widest(scenario).and_then(over))
    }

    /// The map over two different inputs of [`candidates`]; `None` if they are the same or one can't be an axis.
    pub fn new(scenario: &Scenario, x: &'static Input, y: &'static Input) -> Option<Self> {
        if x == y {
            return None;
        }
        let axes = [Axis::new(scenario, x)?, Axis::new(scenario, y)?];
        let sensitivity = Sensitivity::new(scenario);
        let mut map = Self {
            x: axes[0],
            y: axes[1],
            saving: vec![0.0; POINTS_PER_AXIS * POINTS_PER_AXIS],
            month: vec![None; POINTS_PER_AXIS * POINTS_PER_AXIS],
            base_saving: sensitivity.saving.told(),
            saving_contours: Vec::new(),
            never: Contour::default(),
            month_contours: Vec::new(),
            thresholds: Vec::new(),
        };
        // The engine takes numbers of months as fixed for a whole block, and all other inputs as columns that vary within it. So points
        // with the same whole numbers are evaluated together.
        let columns: Vec<&Axis> = axes.iter().filter(|axis| !axis.whole).collect();
        let inputs: Vec<&'static Input> = columns.iter().map(|axis| axis.input).collect();
        let mut by_whole: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
        for point in 0..POINTS_PER_AXIS * POINTS_PER_AXIS {
            let whole = axes.iter().filter(|axis| axis.whole);
            let whole = whole.map(|axis| map.value_of(axis, point).to_bits());
            by_whole.entry(whole.collect()).or_default().push(point);
        }
        let parts: Vec<(&[u64], &[usize])> = by_whole
            .iter()
            .flat_map(|(whole, points)| {
                let blocks = points.chunks(BLOCK);
                blocks.map(|points| (whole.as_slice(), points))
            })
            .collect();
        let evaluated = results_of(
            cores(),
            &parts,
            BlockOutcomes::new,
            |block, (whole, points)| {
                let mut there = scenario.clone();
                for (axis, value) in axes.iter().filter(|axis| axis.whole).zip(*whole) {
                    let value = f64::from_bits(*value);
                    axis.input.set_exactly(&mut there, value).ok()?;
                }
                let inputs = ModelInputs::new(&there, &inputs);
                Some(map.evaluate(&inputs, &columns, points, block))
            },
        );
        for ((_, points), outcomes) in parts.iter().zip(evaluated) {
            for (&point, (saving, month)) in points.iter().zip(outcomes?) {
                map.saving[point] = saving;
                map.month[point] = month;
            }
        }
        map.draw_contours(scenario.horizon_months.get());
        let thresholds = results_of(
            cores(),
            &axes,
            || sensitivity.clone(),
            |sensitivity, axis| threshold::threshold(sensitivity, axis),
        );
        map.thresholds = thresholds.into_iter().flatten().collect();
        map.thresholds
            .sort_by(|a, b| a.change().total_cmp(&b.change()));
        Some(map)
    }

    /// Finds the contours of what was evaluated.
    fn draw_contours(&mut self, horizon: f64) {
        let (columns, rows) = (self.x.places(), self.y.places());
        let grid = |values| Grid {
            columns: &columns,
            rows: &rows,
            values,
        };
        let saving = grid(&self.saving);
        self.saving_contours = each_level(&levels::saving_levels(&self.saving), |level| {
            saving.contour(level, Side::Above).simplified()
        });
        self.never = saving.contour(0.0, Side::NotAbove).simplified();
        // Near the line of equal cost fine-tuning breaks even at the horizon.
        let month = |month: &Option<f64>| month.unwrap_or(horizon);
        let months: Vec<f64> = self.month.iter().map(month).collect();
        let months = smoothed(&smoothed(&months));
        let of_month = levels::month_levels(self.month.iter().flatten().copied());
        let months = grid(&months);
        // Elsewhere there is no month.
        let breaks_even = |[x, y]: Point| {
            let across = nearest(&columns, x);
            saving.values[nearest(&rows, y) * columns.len() + across] > 0.0
        };
        self.month_contours = each_level(&of_month, |level| {
            let contour = months.contour(level, Side::Above);
            contour.with_lines_where(breaks_even).simplified()
        });
    }

    /// The value of an axis's input at a point.
    fn value_of(&self, axis: &Axis, point: usize) -> f64 {
        let across = axis.input == self.x.input;
        axis.point(if across {
            point % POINTS_PER_AXIS
        } else {
            point / POINTS_PER_AXIS
        })
    }

    /// S and the month of break-even at a block of points at which the axes of whole numbers have the values in `inputs`; the other axes are its
    /// columns.
    fn evaluate(
        &self,
        inputs: &ModelInputs,
        columns: &[&Axis],
        points: &[usize],
        block: &mut BlockOutcomes,
    ) -> Vec<(f64, Option<f64>)> {
        let values: Vec<BlockArray> = columns
            .iter()
            .map(|axis| {
                let value = |draw: usize| points.get(draw).or(points.first());
                from_fn(|draw| value(draw).map_or(0.0, |&point| self.value_of(axis, point)))
            })
            .collect();
        Engine::new(inputs).evaluate(points.len(), &values, block, None);
        (0..points.len())
            .map(|draw| (block.saving[draw], block.break_even_month(draw)))
            .collect()
    }

    /// S at a grid point, counted from the lower left corner.
    pub fn saving_at(&self, across: usize, up: usize) -> f64 {
        self.saving[up * POINTS_PER_AXIS + across]
    }

    /// The line S = 0, in pieces. Coordinates are fractions of the two axes.
    pub fn zero_line(&self) -> &[Vec<[f64; 2]>] {
        &self.never.lines
    }
}

/// The contours at all levels.
fn each_level(levels: &[f64], contour: impl Fn(f64) -> Contour + Sync) -> Vec<Contour> {
    results_of(cores(), levels, || (), |(), level| contour(*level))
}

/// The index of the nearest of some places.
fn nearest(places: &[f64], at: f64) -> usize {
    let off = |index: &usize| (places[*index] - at).abs();
    let nearest = (0..places.len()).min_by(|a, b| off(a).total_cmp(&off(b)));
    nearest.unwrap_or(0)
}

/// Values of the grid, each averaged with its neighbours. What is paid at the end of a month makes the month of break-even jump there, and
/// lines at whole months would show the steps of the grid.
fn smoothed(values: &[f64]) -> Vec<f64> {
    let last = POINTS_PER_AXIS - 1;
    let neighbours = |place: usize| [place.saturating_sub(1), place, place, (place + 1).min(last)];
    (0..values.len())
        .map(|point| {
            let (across, up) = (point % POINTS_PER_AXIS, point / POINTS_PER_AXIS);
            let rows = neighbours(up).into_iter();
            let around = rows.flat_map(|row| {
                neighbours(across).map(|column| values[row * POINTS_PER_AXIS + column])
            });
            around.sum::<f64>() / 16.0
        })
        .collect()
}

/// The inputs of the horizontal and the vertical axis.
pub type Axes = [&'static Input; 2];
