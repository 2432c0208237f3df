//! The lines of each scenario, and which of them are the same.

use std::iter;

use crate::analysis::approach::Approach;
use crate::charts::plot::axis;
use crate::charts::plot::panel::Scale;
use crate::scenario::quantity::{money, signed_money};
use crate::scenario::{Currency, short_name};

use super::{ComparedQuantity, ComparisonChart, MAX_COMPARED};

/// The lines of one scenario.
pub(super) struct ScenarioCurves {
    /// Its place among the scenarios, which gives it its colour.
    pub index: usize,
    /// Its name on one line.
    pub name: String,
    /// Its horizon in months.
    pub months: usize,
    pub curves: Vec<Curve>,
}

/// A line.
#[derive(Clone)]
pub(super) struct Curve {
    /// Whose cost it is; `None` for the saving.
    pub approach: Option<Approach>,
    pub points: Vec<[f64; 2]>,
}

/// The same line of several scenarios, or the line of one.
pub(super) struct SharedCurve<'a> {
    pub curve: &'a Curve,
    /// The scenarios that have it.
    pub owners: Vec<&'a ScenarioCurves>,
}

/// Room above and below the curves, as a share of their height.
const ROOM_SHARE: f64 = 0.06;

/// Lines are the same if they differ by less than this share of their size: less than the width of the line.
const SAME_WITHIN_SHARE: f64 = 1e-3;

/// If the largest scenario is more than so many times as large as the smallest, the curves of that would lie flat on the axis.
const MAX_SIZE_FACTOR: f64 = 10.0;

impl Curve {
    /// The last amount.
    pub(super) fn last(&self) -> [f64; 2] {
        self.points.last().copied().unwrap_or_default()
    }

    /// The largest amount, without its sign.
    fn size(&self) -> f64 {
        let amounts = self.points.iter().map(|point| point[1].abs());
        amounts.fold(0.0, f64::max)
    }

    fn is_same(&self, other: &Self) -> bool {
        let within = SAME_WITHIN_SHARE * self.size().max(other.size());
        self.approach == other.approach
            && self.points.len() == other.points.len()
            && self
                .points
                .iter()
                .zip(&other.points)
                .all(|(a, b)| a[0] == b[0] && (a[1] - b[1]).abs() <= within)
    }
}

impl ScenarioCurves {
    /// The largest amount of any line, without its sign.
    pub(super) fn size(&self) -> f64 {
        self.curves.iter().map(Curve::size).fold(0.0, f64::max)
    }
}

impl ComparisonChart<'_> {
    /// Whether the sizes of the scenarios differ so much that each needs a scale of its own.
    pub(super) fn has_panels(curves: &[ScenarioCurves]) -> bool {
        let sizes = curves.iter().map(ScenarioCurves::size);
        let sizes = sizes.filter(|size| *size > 0.0);
        let largest = sizes.clone().fold(0.0, f64::max);
        sizes
            .into_iter()
            .any(|size| largest > MAX_SIZE_FACTOR * size)
    }

    /// The lines of each scenario. What has no prices has no line: it would say that it is free.
    pub(super) fn curves(&self) -> Vec<ScenarioCurves> {
        let studies = self.studies.iter().take(MAX_COMPARED).enumerate();
        let of_study = |(index, study): (usize, &crate::study::Study)| {
            let scenario = &study.scenario;
            let prompting = &study.analysis.prompting.cost_path;
            let tuned = &study.analysis.fine_tuning.cost_path;
            let prompting_is_priced = scenario.prompting_is_priced();
            let tuning_is_priced = scenario.fine_tuning_is_priced();
            let curve = |is_priced: bool, approach, points: Vec<[f64; 2]>| {
                is_priced.then_some(Curve { approach, points })
            };
            let curves = match self.quantity {
                ComparedQuantity::Savings => {
                    let is_priced = prompting_is_priced && tuning_is_priced;
                    vec![curve(is_priced, None, prompting.points_above(tuned))]
                }
                ComparedQuantity::Costs => vec![
                    curve(
                        prompting_is_priced,
                        Some(Approach::Prompting),
                        prompting.points(),
                    ),
                    curve(tuning_is_priced, Some(Approach::FineTuning), tuned.points()),
                ],
            };
            ScenarioCurves {
                index,
                name: short_name(scenario),
                months: study.analysis.months(),
                curves: curves.into_iter().flatten().collect(),
            }
        };
        studies.map(of_study).collect()
    }

    /// A vertical axis of this height that holds 0 and these curves.
    pub(super) fn scale<'c>(&self, curves: impl Iterator<Item = &'c Curve>, height: f32) -> Scale {
        let amounts = curves.flat_map(|curve| curve.points.iter().map(|point| point[1]));
        let (low, high) = axis::padded_range(iter::once(0.0).chain(amounts), ROOM_SHARE);
        Scale::new(low, high, height, self.quantity.counted(self.currency()))
    }

    /// The last amount of a line: of a cost "$564k", of a saving "+$20.6k".
    pub(super) fn last_amount(&self, curve: &Curve) -> String {
        let amount = curve.last()[1];
        match self.quantity {
            ComparedQuantity::Savings => signed_money(amount, self.currency()),
            ComparedQuantity::Costs => money(amount, self.currency()),
        }
    }

    fn currency(&self) -> &Currency {
        &self.studies[0].scenario.currency
    }
}

/// All lines, each once.
pub(super) fn shared(scenarios: &[ScenarioCurves]) -> Vec<SharedCurve<'_>> {
    let mut shared: Vec<SharedCurve<'_>> = Vec::new();
    for scenario in scenarios {
        for curve in &scenario.curves {
            let same = shared.iter_mut().find(|other| other.curve.is_same(curve));
            match same {
                Some(same) => same.owners.push(scenario),
                None => shared.push(SharedCurve {
                    curve,
                    owners: vec![scenario],
                }),
            }
        }
    }
    shared
}
