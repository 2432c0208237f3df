//! What is collected from the draws, in parts that are joined in order, and what it comes to.

use pulp::{Arch, NullaryFnOnce};

use super::lanes::{BLOCK, Each};
use super::layout::{Drawn, Layout};
use super::parallel::in_parts;
use super::quantiles::{Output, standard_error};
use super::reduce::sum;
use super::samples::Uncertain;
use super::{Bands, Risk, Worth};

/// Slices of an input's distribution, as many as those of the longest run: of a block, each has one draw.
const SLICES: usize = BLOCK;

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
    slices: Vec<[f64; SLICES]>,
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
        Self {
            layout,
            saving: Output::default(),
            prompting: Output::default(),
            fine_tuning: Output::default(),
            month: Output::default(),
            queries: Output::default(),
            scrambles: vec![Scramble::default(); layout.scrambles()],
            gains: 0.0,
            slices: vec![[0.0; SLICES]; inputs],
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
        Arch::new().dispatch(Take {
            collected: self,
            drawn,
        });
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

    pub(super) fn risk(
        self,
        threads: usize,
        uncertain: &[Uncertain],
        bands: Bands,
    ) -> Option<Risk> {
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
        // As many slices as draws in a slice, squared: both errors shrink together.
        let joined = SLICES >> (self.layout.samples.ilog2() / 3).min(SLICES.ilog2());
        let gain = |slices: &[f64; SLICES]| -> f64 {
            let sums = slices.chunks(joined).map(|some| some.iter().sum::<f64>());
            sums.map(|sum| sum.max(0.0)).sum()
        };
        let mut evppi: Vec<Worth> = uncertain
            .iter()
            .zip(&self.slices)
            .map(|(uncertain, slices)| Worth {
                input: uncertain.input,
                value: worth(gain(slices) / samples),
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
        // What takes longest is shared out.
        let mut spreads = in_parts(threads, 0..2, |part| {
            Some([&self.saving, &self.month][part.start].spread())
        })?;
        let (month, saving) = (spreads.pop()?, spreads.pop()?);
        Some(Risk {
            samples: self.layout.samples,
            cheaper: cheaper.iter().sum::<f64>() / cheaper.len() as f64,
            cheaper_error: standard_error(&cheaper),
            saving_error: standard_error(&by_scramble(|scramble| scramble.saving)),
            evpi: worth(self.gains / samples),
            evppi,
            saving,
            prompting: self.prompting.quantiles()?,
            fine_tuning: self.fine_tuning.quantiles()?,
            month,
            queries: self.queries.quantiles(),
            bands,
        })
    }
}

/// Takes a block of draws, by the widest instructions of this machine.
struct Take<'a, 'b> {
    collected: &'a mut Collected,
    drawn: &'a Drawn<'b>,
}

impl NullaryFnOnce for Take<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (collected, drawn, block) = (self.collected, self.drawn, self.drawn.outcomes);
        let mut savings = [0.0; BLOCK];
        let mut gains = [0.0; BLOCK];
        for draw in 0..BLOCK {
            let saving = block.saving(draw);
            savings[draw] = saving;
            gains[draw] = if saving > 0.0 { saving } else { 0.0 };
        }
        collected.prompting.take(&block.prompting);
        collected.fine_tuning.take(&block.fine_tuning);
        collected.saving.take(&savings);
        collected.gains += sum(&gains);
        let mut paying = [0.0; BLOCK];
        let count = those_that_pay(&block.month, &mut paying);
        collected.month.take(&paying[..count]);
        let scramble = &mut collected.scrambles[drawn.scramble];
        // To break even is to be cheaper at the horizon.
        scramble.cheaper += count;
        scramble.saving += sum(&savings);
        let count = those_that_pay(&block.queries, &mut paying);
        collected.queries.take(&paying[..count]);
        for (slices, coordinates) in collected.slices.iter_mut().zip(drawn.coordinates) {
            for (coordinate, saving) in coordinates.iter().zip(&savings) {
                slices[(coordinate >> (32 - SLICES.ilog2())) as usize] += saving;
            }
        }
    }
}

/// Puts the moments of the draws that break even together; returns how many there are.
#[inline(always)]
fn those_that_pay(moments: &Each, paying: &mut Each) -> usize {
    let mut count = 0;
    for moment in moments {
        // Without a branch, which would be a guess for every draw.
        paying[count] = *moment;
        count += usize::from(!moment.is_nan());
    }
    count
}
