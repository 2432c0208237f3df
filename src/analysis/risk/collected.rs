//! What is collected from the draws, in parts that are joined in order, and what it comes to.

use super::columns::Uncertain;
use super::lanes::BLOCK;
use super::spread::{Output, standard_error, sum};
use super::{Bands, Drawn, Layout, Risk, Worth};

/// What is collected from the draws.
#[derive(Debug, Clone)]
pub(super) struct Collected {
    layout: Layout,
    saving: Output,
    prompting: Output,
    fine_tuning: Output,
    month: Output,
    queries: Output,
    /// By scramble.
    scrambles: Vec<Scramble>,
    /// Sum of max(0, S).
    gains: f64,
    /// For each uncertain input, sums of S over slices of its distribution that are equally likely.
    slices: Vec<Vec<f64>>,
}

/// What one scramble comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Scramble {
    /// Draws in which fine-tuning is cheaper.
    cheaper: usize,
    /// Sum of S.
    saving: f64,
}

impl Collected {
    pub(super) fn new(layout: Layout, inputs: usize) -> Self {
        // As many slices as draws in a slice, squared: both errors shrink together.
        let slices = 1 << (layout.samples.ilog2() / 3);
        Self {
            layout,
            saving: Output::default(),
            prompting: Output::default(),
            fine_tuning: Output::default(),
            month: Output::default(),
            queries: Output::default(),
            scrambles: vec![Scramble::default(); layout.scrambles()],
            gains: 0.0,
            slices: vec![vec![0.0; slices]; inputs],
        }
    }

    /// Empty, with the same bins.
    pub(super) fn like(&self) -> Self {
        Self {
            saving: self.saving.like(),
            prompting: self.prompting.like(),
            fine_tuning: self.fine_tuning.like(),
            month: self.month.like(),
            queries: self.queries.like(),
            ..Self::new(self.layout, self.slices.len())
        }
    }

    pub(super) fn take(&mut self, drawn: &Drawn<'_>) {
        let block = drawn.outcomes;
        let savings: [f64; BLOCK] = std::array::from_fn(|draw| block.saving(draw));
        self.prompting.take(&block.prompting);
        self.fine_tuning.take(&block.fine_tuning);
        self.saving.take(&savings);
        let paying = |of: &[f64; BLOCK]| -> Vec<f64> {
            of.iter().copied().filter(|value| !value.is_nan()).collect()
        };
        let months = paying(&block.month);
        self.month.take(&months);
        self.queries.take(&paying(&block.queries));
        let scramble = &mut self.scrambles[drawn.scramble];
        // To break even is to be cheaper at the horizon.
        scramble.cheaper += months.len();
        scramble.saving += sum(&savings);
        self.gains += sum(&savings.map(|saving| saving.max(0.0)));
        for (slices, coordinates) in self.slices.iter_mut().zip(drawn.coordinates) {
            let shift = 32 - slices.len().ilog2();
            for (coordinate, saving) in coordinates.iter().zip(savings) {
                slices[(coordinate >> shift) as usize] += saving;
            }
        }
    }

    pub(super) fn join(&mut self, part: Self) {
        self.saving.join(part.saving);
        self.prompting.join(part.prompting);
        self.fine_tuning.join(part.fine_tuning);
        self.month.join(part.month);
        self.queries.join(part.queries);
        self.gains += part.gains;
        for (scramble, part) in self.scrambles.iter_mut().zip(part.scrambles) {
            scramble.cheaper += part.cheaper;
            scramble.saving += part.saving;
        }
        let slices = self.slices.iter_mut().flatten();
        for (sum, part) in slices.zip(part.slices.into_iter().flatten()) {
            *sum += part;
        }
    }

    pub(super) fn place_bins(&mut self) {
        for output in [
            &mut self.saving,
            &mut self.prompting,
            &mut self.fine_tuning,
            &mut self.month,
            &mut self.queries,
        ] {
            output.place_bins();
        }
    }

    pub(super) fn risk(self, uncertain: &[Uncertain], bands: Bands) -> Option<Risk> {
        let samples = self.layout.samples as f64;
        let mean = self.saving.mean();
        // E[max(0, S)] − max(0, E[S]), whichever side it is worth to change from; rounding makes no worth.
        let worth = |gains: f64| {
            let value = gains - mean.max(0.0);
            if value <= 1e-12 * gains.abs().max(mean.abs()) {
                0.0
            } else {
                value
            }
        };
        let mut evppi: Vec<Worth> = uncertain
            .iter()
            .zip(&self.slices)
            .map(|(uncertain, slices)| Worth {
                input: uncertain.input,
                value: worth(slices.iter().map(|sum| sum.max(0.0)).sum::<f64>() / samples),
            })
            .collect();
        evppi.sort_by(|a, b| b.value.total_cmp(&a.value));
        let of_scramble = self.layout.of_scramble as f64;
        let by_scramble = |of: fn(&Scramble) -> f64| -> Vec<f64> {
            let scrambles = self.scrambles.iter();
            scrambles
                .map(|scramble| of(scramble) / of_scramble)
                .collect()
        };
        let cheaper = by_scramble(|scramble| scramble.cheaper as f64);
        Some(Risk {
            samples: self.layout.samples,
            cheaper: cheaper.iter().sum::<f64>() / cheaper.len() as f64,
            cheaper_error: standard_error(&cheaper),
            saving_error: standard_error(&by_scramble(|scramble| scramble.saving)),
            evpi: worth(self.gains / samples),
            evppi,
            saving: self.saving.spread(),
            prompting: self.prompting.quantiles()?,
            fine_tuning: self.fine_tuning.quantiles()?,
            month: self.month.spread(),
            queries: self.queries.quantiles(),
            bands,
        })
    }
}
