//! Where things are on the distribution of the saving.

use egui::{Rangef, Rect};

use crate::theme::palette::Palette;

use super::bins::Bins;

/// Where things are on the chart.
pub(super) struct Plan {
    pub palette: &'static Palette,
    pub bins: Bins,
    /// All of it.
    pub rect: Rect,
    /// The area of the bars.
    pub bars: Rect,
    /// The row of the threshold's handle and label.
    pub threshold_row: Rangef,
}

impl Plan {
    /// The x of a saving.
    pub(super) fn x(&self, saving: f64) -> f32 {
        let (low, high) = self.bins.ends();
        egui::lerp(self.bars.x_range(), ((saving - low) / (high - low)) as f32)
    }

    /// The saving at an x.
    pub(super) fn saving_at(&self, x: f32) -> f64 {
        let (low, high) = self.bins.ends();
        let part = f64::from((x - self.bars.left()) / self.bars.width());
        (low + part * (high - low)).clamp(low, high)
    }

    /// Whether the axis shows a saving.
    pub(super) fn shows(&self, saving: f64) -> bool {
        let (low, high) = self.bins.ends();
        (low..=high).contains(&saving)
    }
}
