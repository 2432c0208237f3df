//! The two-way map (MODEL.md §5): the saving and the break-even over a grid of any two inputs, the rest at base, and the line along which
//! both approaches cost the same.

use std::array::from_fn;
use std::collections::BTreeMap;

use crate::scenario::Scenario;
use crate::scenario::domain::{Domain, MAX_NUMBER};
use crate::scenario::inputs::{INPUTS, Input, Kind, Value};
use crate::scenario::quantity::{Unit, percent};

use super::drivers;
use super::risk::engine::Engine;
use super::risk::engine::block::BlockOutcomes;
use super::risk::lanes::{BLOCK, BlockArray};
use super::risk::model_inputs::ModelInputs;

/// Points along each axis.
pub const POINTS_PER_AXIS: usize = 64;
/// Where an axis of an uncertain input begins and ends.
const ENDS: [f64; 2] = [0.01, 0.99];
/// An axis of an exactly known amount reaches from it divided by this to it multiplied by this.
const REACH: f64 = 4.0;
/// An axis of a bounded number reaches at least so far to both sides, as a part of what is allowed.
const LEAST_REACH: f64 = 0.05;
/// An axis of whole months reaches at least so far.
const LEAST_MONTHS: f64 = 6.0;
/// An axis whose ends differ by more than this factor counts factors, not amounts.
const LOGARITHMIC: f64 = 8.0;

/// One axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// The input that varies along it.
    pub input: &'static Input,
    /// Its base value: where the scenario stands.
    pub base: f64,
    /// Value at the axis's beginning.
    pub low: f64,
    /// Value at its end.
    pub high: f64,
    /// Whether equal lengths are equal factors.
    pub logarithmic: bool,
    /// Whether its values are whole numbers: of months.
    pub whole: bool,
}

impl Axis {
    fn new(scenario: &Scenario, input: &'static Input) -> Option<Self> {
        let (base, domain) = (input.base(scenario)?, input.domain()?);
        let (low, high) = match input.value(scenario) {
            Value::Estimate(estimate) if estimate.is_uncertain() => {
                let [low, high] = ENDS.map(|p| estimate.quantile(p, &domain));
                (low.min(base), high.max(base))
            }
            _ => around(base, input.unit, &domain),
        };
        (high > low).then_some(Self {
            input,
            base,
            low,
            high,
            logarithmic: !domain.whole && low > 0.0 && high / low > LOGARITHMIC,
            whole: domain.whole,
        })
    }

    /// The value at a part of its length.
    pub fn value_at(&self, part: f64) -> f64 {
        if self.logarithmic {
            self.low * (self.high / self.low).powf(part)
        } else if self.whole {
            (self.low + part * (self.high - self.low)).round()
        } else {
            self.low + part * (self.high - self.low)
        }
    }

    /// At which part of its length a value is.
    pub fn part_of(&self, value: f64) -> f64 {
        if self.logarithmic {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        }
    }

    fn point(&self, place: usize) -> f64 {
        self.value_at(place as f64 / (POINTS_PER_AXIS - 1) as f64)
    }
}

fn around(base: f64, unit: Unit, domain: &Domain) -> (f64, f64) {
    if domain.max < MAX_NUMBER {
        let least = if domain.whole {
            LEAST_MONTHS
        } else {
            LEAST_REACH * (domain.max - domain.min)
        };
        let reach = base.abs().max(least);
        (
            (base - reach).max(domain.min),
            (base + reach).min(domain.max),
        )
    } else {
        let most = if base > 0.0 {
            base * REACH
        } else {
            // Of what is nothing so far, amounts that are usual.
            match unit {
                Unit::Money(_) => 10.0,
                Unit::Count("tokens") => 2000.0,
                _ => 100.0,
            }
        };
        (
            (base / REACH).max(domain.min),
            most.max(domain.min * REACH).min(domain.max),
        )
    }
}

/// The inputs that can be an axis: those of the model that have room to vary.
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

/// The two axes of which most depends: those of the widest bars of the tornado.
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

/// The map.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Across.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// S at each point, row by row from below, [`POINTS_PER_AXIS`] × [`POINTS_PER_AXIS`].
    pub saving: Vec<f64>,
    /// Break-even in months at each point; `None` where there is none.
    pub month: Vec<Option<f64>>,
}

impl Map {
    /// The map over two different inputs of [`candidates`]; `None` of others.
    pub fn new(scenario: &Scenario, x: &'static Input, y: &'static Input) -> Option<Self> {
        if x == y {
            return None;
        }
        let axes = [Axis::new(scenario, x)?, Axis::new(scenario, y)?];
        let mut map = Self {
            x: axes[0],
            y: axes[1],
            saving: vec![0.0; POINTS_PER_AXIS * POINTS_PER_AXIS],
            month: vec![None; POINTS_PER_AXIS * POINTS_PER_AXIS],
        };
        // Numbers of months shape a plan; all other values are columns of one.
        let columns: Vec<&Axis> = axes.iter().filter(|axis| !axis.whole).collect();
        let inputs: Vec<&'static Input> = columns.iter().map(|axis| axis.input).collect();
        let mut by_months: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
        for point in 0..POINTS_PER_AXIS * POINTS_PER_AXIS {
            let months = axes.iter().filter(|axis| axis.whole);
            let months = months.map(|axis| map.value_of(axis, point) as u32);
            by_months.entry(months.collect()).or_default().push(point);
        }
        for (months, points) in by_months {
            let mut there = scenario.clone();
            for (axis, months) in axes.iter().filter(|axis| axis.whole).zip(months) {
                axis.input.set_exactly(&mut there, months.into()).ok()?;
            }
            map.fill(&ModelInputs::new(&there, &inputs), &columns, &points);
        }
        Some(map)
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

    /// Works out some points, which a plan's columns make out.
    fn fill(&mut self, inputs: &ModelInputs, columns: &[&Axis], points: &[usize]) {
        let (mut engine, mut block) = (Engine::new(inputs), BlockOutcomes::new());
        for points in points.chunks(BLOCK) {
            let values: Vec<BlockArray> = columns
                .iter()
                .map(|axis| {
                    let value = |draw: usize| points.get(draw).or(points.first());
                    from_fn(|draw| value(draw).map_or(0.0, |&point| self.value_of(axis, point)))
                })
                .collect();
            engine.evaluate(points.len(), &values, &mut block, None);
            for (draw, &point) in points.iter().enumerate() {
                let month = block.month[draw];
                self.saving[point] = block.saving(draw);
                self.month[point] = (!month.is_nan()).then_some(month);
            }
        }
    }

    /// S at a point: so far across, so far up.
    pub fn saving_at(&self, across: usize, up: usize) -> f64 {
        self.saving[up * POINTS_PER_AXIS + across]
    }

    /// The line S = 0, in pieces: each from and to parts of both axes, within one cell of the grid.
    pub fn zero_line(&self) -> Vec<[[f64; 2]; 2]> {
        let mut pieces = Vec::new();
        for up in 0..POINTS_PER_AXIS - 1 {
            for across in 0..POINTS_PER_AXIS - 1 {
                let corners = [
                    (across, up),
                    (across + 1, up),
                    (across + 1, up + 1),
                    (across, up + 1),
                ];
                let mut crossed = Vec::with_capacity(4);
                for side in 0..4 {
                    let (from, to) = (corners[side], corners[(side + 1) % 4]);
                    let (a, b) = (self.saving_at(from.0, from.1), self.saving_at(to.0, to.1));
                    if (a > 0.0) != (b > 0.0) {
                        let part = a / (a - b);
                        let between = |a: usize, b: usize| {
                            (a as f64 + part * (b as f64 - a as f64)) / (POINTS_PER_AXIS - 1) as f64
                        };
                        crossed.push([between(from.0, to.0), between(from.1, to.1)]);
                    }
                }
                // Two crossings, or four where opposite corners are alike.
                pieces.extend(crossed.chunks_exact(2).map(|ends| [ends[0], ends[1]]));
            }
        }
        pieces
    }

    /// The finding: how much of the map is fine-tuning's.
    pub fn sentence(&self) -> String {
        let count = |wins: fn(f64) -> bool| self.saving.iter().filter(|s| wins(**s)).count();
        let (won, lost) = (count(|saving| saving > 0.0), count(|saving| saving < 0.0));
        match (won, lost) {
            (0, 0) => "Both cost the same everywhere on this map".to_owned(),
            (0, _) => "Prompting is cheaper everywhere on this map".to_owned(),
            (_, 0) => "Fine-tuning is cheaper everywhere on this map".to_owned(),
            _ => format!(
                "Fine-tuning is cheaper on {} of the area shown",
                percent(won as f64 / (POINTS_PER_AXIS * POINTS_PER_AXIS) as f64)
            ),
        }
    }
}

/// Two inputs: across and up.
pub type Axes = [&'static Input; 2];
