//! The two-way map (MODEL.md §5): the saving and the break-even over a grid of any two inputs, the rest at base, and the line along which
//! both approaches cost the same.

use crate::scenario::Scenario;
use crate::scenario::domain::{Domain, LARGEST};
use crate::scenario::inputs::{INPUTS, Input, Kind, Value};

use super::drivers;
use super::risk::engine::{Block, Engine};
use super::risk::lanes::{BLOCK, Each};
use super::risk::plan::Plan;

/// Points along each axis.
pub const SIDE: usize = 64;
/// Where an axis of an uncertain input begins and ends.
const ENDS: [f64; 2] = [0.01, 0.99];
/// An axis of an exactly known amount reaches from it divided by this to it multiplied by this.
const REACH: f64 = 4.0;
/// An axis of a bounded number reaches at least so far to both sides, as a part of what is allowed.
const LEAST_REACH: f64 = 0.05;
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
}

impl Axis {
    fn new(scenario: &Scenario, input: &'static Input) -> Option<Self> {
        let (base, domain) = (input.base(scenario)?, input.domain()?);
        let (low, high) = match input.value(scenario) {
            Value::Estimate(estimate) if estimate.is_uncertain() => {
                let [low, high] = ENDS.map(|p| estimate.quantile(p, &domain));
                (low.min(base), high.max(base))
            }
            _ => around(base, &domain),
        };
        (high > low).then_some(Self {
            input,
            base,
            low,
            high,
            logarithmic: low > 0.0 && high / low > LOGARITHMIC,
        })
    }

    /// The value at a part of its length.
    pub fn value_at(&self, part: f64) -> f64 {
        if self.logarithmic {
            self.low * (self.high / self.low).powf(part)
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
        self.value_at(place as f64 / (SIDE - 1) as f64)
    }
}

fn around(base: f64, domain: &Domain) -> (f64, f64) {
    if domain.max < LARGEST {
        let reach = base.abs().max(LEAST_REACH * (domain.max - domain.min));
        (
            (base - reach).max(domain.min),
            (base + reach).min(domain.max),
        )
    } else {
        (
            (base / REACH).max(domain.min),
            (base * REACH).min(domain.max),
        )
    }
}

/// The inputs that can be an axis: those of the model that have room to vary, but for whole months.
pub fn candidates(scenario: &Scenario) -> Vec<&'static Input> {
    let base = Plan::new(scenario, &[]);
    INPUTS
        .iter()
        .filter(|input| match input.kind {
            Kind::Estimate { .. } => true,
            Kind::Number { domain, .. } => !domain.whole && Plan::new(scenario, &[input]) != base,
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
    /// S at each point, row by row from below, [`SIDE`] × [`SIDE`].
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
        let plan = Plan::new(scenario, &[x, y]);
        let (x, y) = (Axis::new(scenario, x)?, Axis::new(scenario, y)?);
        let mut map = Self {
            x,
            y,
            saving: Vec::with_capacity(SIDE * SIDE),
            month: Vec::with_capacity(SIDE * SIDE),
        };
        let (mut engine, mut block) = (Engine::new(&plan), Block::new());
        for first in (0..SIDE * SIDE).step_by(BLOCK) {
            let column = |axis: &Axis, place: fn(usize) -> usize| -> Each {
                std::array::from_fn(|draw| axis.point(place(first + draw)))
            };
            let columns = [
                column(&x, |point| point % SIDE),
                column(&y, |point| point / SIDE),
            ];
            engine.work_out(BLOCK, &columns, &mut block, None);
            map.saving.extend((0..BLOCK).map(|draw| block.saving(draw)));
            let month = block.month.iter();
            map.month
                .extend(month.map(|&month| (!month.is_nan()).then_some(month)));
        }
        Some(map)
    }

    /// S at a point: so far across, so far up.
    pub fn saving_at(&self, across: usize, up: usize) -> f64 {
        self.saving[up * SIDE + across]
    }

    /// The line S = 0, in pieces: each from and to parts of both axes, within one cell of the grid.
    pub fn zero_line(&self) -> Vec<[[f64; 2]; 2]> {
        let mut pieces = Vec::new();
        for up in 0..SIDE - 1 {
            for across in 0..SIDE - 1 {
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
                            (a as f64 + part * (b as f64 - a as f64)) / (SIDE - 1) as f64
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
        let wins = self.saving.iter().filter(|saving| **saving > 0.0).count();
        match wins {
            0 => "Prompting is cheaper everywhere on this map".to_owned(),
            wins if wins == SIDE * SIDE => {
                "Fine-tuning is cheaper everywhere on this map".to_owned()
            }
            wins => format!(
                "Fine-tuning is cheaper on {:.0} % of this map",
                100.0 * wins as f64 / (SIDE * SIDE) as f64
            ),
        }
    }
}
