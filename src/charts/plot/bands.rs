//! Bands around a curve: what it may be by month, where inputs are uncertain.

use egui::Color32;
use egui_plot::FilledArea;

use crate::analysis::risk::{Bands, Quantiles};

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
    fn strength(&self) -> f32 {
        if self.is_current {
            1.0
        } else {
            OUTDATED_OPACITY_FACTOR
        }
    }

    /// Two areas of a curve: P5 to P95, and over it P10 to P90. The places of `x` are those of `quantiles`; `alphas` are the opacities of
    /// the wide and the narrow one.
    pub(crate) fn areas(
        &self,
        x: &[f64],
        quantiles: &[Quantiles],
        color: Color32,
        alphas: [f32; 2],
    ) -> [FilledArea; 2] {
        let area = |ends: fn(&Quantiles) -> (f64, f64), alpha: f32| {
            let (low, high): (Vec<f64>, Vec<f64>) =
                quantiles.iter().take(x.len()).map(ends).unzip();
            FilledArea::new("", x, &low, &high)
                .fill_color(color.gamma_multiply(alpha * self.strength()))
                .allow_hover(false)
        };
        let [wide, narrow] = alphas;
        [
            area(|month| (month.p5, month.p95), wide),
            area(|month| (month.p10, month.p90), narrow),
        ]
    }
}
