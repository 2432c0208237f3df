//! Bands around a curve: what it may be by month, where inputs are uncertain.

use egui::Color32;
use egui_plot::FilledArea;

use crate::analysis::approach::Approach;
use crate::analysis::risk::{Bands, Quantiles};
use crate::scenario::{Estimate, Scenario};

/// The bands of a run of draws, and whether that run belongs to the analysis that is drawn.
#[derive(Debug, Clone, Copy)]
pub struct ShownBands<'a> {
    /// Quantiles by month.
    pub bands: &'a Bands,
    /// False while a newer run is under way: the bands are then those of the scenario as it was, and are drawn fainter.
    pub is_current: bool,
}

/// How much of their opacity bands of an older run keep.
const OUTDATED_OPACITY_FACTOR: f32 = 0.6;

impl ShownBands<'_> {
    /// How much of their opacity the bands have.
    pub(crate) fn strength(&self) -> f32 {
        if self.is_current {
            1.0
        } else {
            OUTDATED_OPACITY_FACTOR
        }
    }

    /// The area between two curves over `x`, in a colour of this opacity.
    pub(crate) fn area(
        &self,
        x: &[f64],
        low: &[f64],
        high: &[f64],
        color: Color32,
        alpha: f32,
    ) -> FilledArea {
        FilledArea::new("", x, low, high)
            .fill_color(color.gamma_multiply(alpha * self.strength()))
            .allow_hover(false)
    }
}

/// The ends of a band at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ends {
    /// In months from the start.
    pub(crate) t: f64,
    /// P10.
    pub(crate) low: f64,
    /// P90.
    pub(crate) high: f64,
}

/// The ends of a band by month. Quantiles are known at the ends of months, after the payments that are due then; if its curve steps there in
/// every simulation (`steps_at`), the band steps too: just before, it has gone on as in the month before.
pub(crate) fn ends_of(quantiles: &[Quantiles], steps_at: impl Fn(usize) -> bool) -> Vec<Ends> {
    let mut all = Vec::with_capacity(quantiles.len());
    for (month, now) in quantiles.iter().enumerate() {
        let t = month as f64;
        // A month before which there was a step says nothing of how the band goes on.
        if month > 1 && steps_at(month) && !steps_at(month - 1) {
            let [from, to] = [&quantiles[month - 2], &quantiles[month - 1]];
            all.push(Ends {
                t,
                low: to.p10 + (to.p10 - from.p10),
                high: to.p90 + (to.p90 - from.p90),
            });
        }
        all.push(Ends {
            t,
            low: now.p10,
            high: now.p90,
        });
    }
    all
}

/// Whether retrainings and the end of a base model come in the same months in every simulation.
pub(crate) fn has_certain_events(scenario: &Scenario) -> bool {
    let tuned = &scenario.fine_tuning;
    let life = tuned.base_model_life_months.as_ref();
    let month = tuned.base_model_retires_month.as_ref();
    let is_certain = |estimate: Estimate| !estimate.is_uncertain();
    is_certain(scenario.workload.changes_per_year.estimate())
        && is_certain(tuned.retrainings_per_year.estimate())
        && life.is_none_or(|life| is_certain(life.estimate()))
        && month.is_none_or(|month| is_certain(month.estimate()))
}

/// An area between two curves: places, lower ends and upper ends.
pub(crate) type Area = [Vec<f64>; 3];

/// The parts of an area below 0 and above 0. Where an end crosses 0 between two places, both parts have a place there.
pub(crate) fn split_at_zero(x: &[f64], low: &[f64], high: &[f64]) -> [Area; 2] {
    let mut area: Area = [Vec::new(), Vec::new(), Vec::new()];
    let mut push = |x: f64, low: f64, high: f64| {
        let [places, lows, highs] = &mut area;
        places.push(x);
        lows.push(low);
        highs.push(high);
    };
    let places = x.len().min(low.len()).min(high.len());
    for place in 0..places {
        if place > 0 {
            let before = place - 1;
            let between = |ends: &[f64], part| egui::lerp(ends[before]..=ends[place], part);
            let mut parts: Vec<f64> = [low, high]
                .into_iter()
                .filter(|ends| ends[before] * ends[place] < 0.0)
                .map(|ends| ends[before] / (ends[before] - ends[place]))
                .collect();
            parts.sort_by(f64::total_cmp);
            for part in parts {
                push(between(x, part), between(low, part), between(high, part));
            }
        }
        push(x[place], low[place], high[place]);
    }
    let [places, lows, highs] = area;
    let limited = |limit: fn(f64) -> f64| {
        [
            places.clone(),
            lows.iter().copied().map(limit).collect(),
            highs.iter().copied().map(limit).collect(),
        ]
    };
    [limited(|end| end.min(0.0)), limited(|end| end.max(0.0))]
}

/// A part of a line over the months that stays on one side of 0.
#[derive(Debug, PartialEq)]
pub(crate) struct Piece {
    /// The approach that is cheaper there, if the line is a saving.
    pub(crate) cheaper: Approach,
    /// Month and amount.
    pub(crate) points: Vec<[f64; 2]>,
}

/// Cuts a line through these points, each a month and an amount, where it crosses 0.
pub(crate) fn pieces_by_sign(line: &[[f64; 2]]) -> Vec<Piece> {
    let piece = |amount: f64, points| Piece {
        cheaper: if amount < 0.0 {
            Approach::Prompting
        } else {
            Approach::FineTuning
        },
        points,
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let [mut from, mut before] = [0.0, 0.0];
    for &[t, amount] in line {
        let crosses = before * amount < 0.0;
        if crosses && let Some(last) = pieces.last_mut() {
            let at = [t - (t - from) * amount / (amount - before), 0.0];
            last.points.push(at);
            pieces.push(piece(amount, vec![at]));
        }
        match pieces.last_mut() {
            Some(last) => last.points.push([t, amount]),
            None => pieces.push(piece(amount, vec![[t, amount]])),
        }
        [from, before] = [t, amount];
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{ends_of, pieces_by_sign, split_at_zero};
    use crate::analysis::approach::Approach;
    use crate::analysis::risk::Quantiles;

    #[test]
    fn a_line_is_cut_exactly_where_it_crosses_zero() {
        let pieces = pieces_by_sign(&[[0.0, -1.0], [1.0, 3.0], [2.0, 0.0]]);
        let of = |piece: usize| (pieces[piece].cheaper, &pieces[piece].points[..]);
        // A quarter of the way from −1 to 3.
        assert_eq!(
            of(0),
            (Approach::Prompting, &[[0.0, -1.0], [0.25, 0.0]][..])
        );
        let gain = [[0.25, 0.0], [1.0, 3.0], [2.0, 0.0]];
        assert_eq!(of(1), (Approach::FineTuning, &gain[..]));
        assert_eq!(pieces.len(), 2);
        assert!(pieces_by_sign(&[]).is_empty());
    }

    #[test]
    fn a_band_goes_on_up_to_a_step_of_every_simulation() {
        let quantiles = [-10.0, -8.0, -6.0, -9.0].map(|middle| Quantiles {
            p5: middle - 2.0,
            p10: middle - 1.0,
            p25: middle - 0.5,
            p50: middle,
            p75: middle + 0.5,
            p90: middle + 1.0,
            p95: middle + 2.0,
            mean: middle,
        });
        let smooth = ends_of(&quantiles, |_| false);
        assert_eq!(smooth.len(), 4);
        let stepped = ends_of(&quantiles, |month| month == 3);
        let before = stepped[3];
        assert_eq!([before.t, before.low, before.high], [3.0, -5.0, -3.0]);
        assert_eq!(stepped[4], smooth[3]);
    }

    #[test]
    fn an_area_is_split_exactly_where_its_ends_cross_zero() {
        let [below, above] = split_at_zero(&[0.0, 4.0], &[-1.0, -3.0], &[-2.0, 6.0]);
        // The upper end crosses 0 a quarter of the way.
        assert_eq!(below[0], [0.0, 1.0, 4.0]);
        assert_eq!(below[1], [-1.0, -1.5, -3.0]);
        assert_eq!(below[2], [-2.0, 0.0, 0.0]);
        assert_eq!(above[1], [0.0, 0.0, 0.0]);
        assert_eq!(above[2], [0.0, 0.0, 6.0]);
        // One that doesn't cross is whole on its side.
        let [below, above] = split_at_zero(&[0.0, 1.0], &[1.0, 2.0], &[3.0, 4.0]);
        assert_eq!(above, [vec![0.0, 1.0], vec![1.0, 2.0], vec![3.0, 4.0]]);
        assert_eq!(below[2], [0.0, 0.0]);
    }
}
