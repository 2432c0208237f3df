//! The two-way map in words.

use crate::analysis::map::{Map, POINTS_PER_AXIS};
use crate::scenario::quantity::percent;

impl Map {
    /// The share of the map in which fine-tuning is cheaper: "Fine-tuning is cheaper on 62 % of the area shown".
    pub fn sentence(&self) -> String {
        let count = |wins: fn(f64) -> bool| self.saving.iter().filter(|s| wins(**s)).count();
        let won = count(|saving| saving > 0.0);
        let lost = count(|saving| saving < 0.0);
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
