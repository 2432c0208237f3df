//! Where the panels of the cost chart stand, and the words above them.

use egui::{Rangef, Rect, pos2, vec2};

use crate::charts::plot::sizes::WORDS_ROW_HEIGHT;

use super::Panels;

/// The share of the panels' height that the costs take.
const COST_HEIGHT_SHARE: f32 = 0.64;
/// Space above the words above the second panel, in points.
const PANEL_GAP: f32 = 12.0;
/// Space between the words above a panel and the panel, in points.
const HEADING_GAP: f32 = 4.0;

/// Where things stand.
pub(super) struct Layout {
    pub cost_heading: Rect,
    /// For the words at crossings.
    pub strip: Rect,
    pub cost: Rect,
    pub saving_heading: Rect,
    pub saving: Rect,
}

impl Layout {
    /// Divides `rect`, of which `strip` points are for the words at crossings, and the margins below and at the sides for what stands there.
    pub(super) fn new(panels: Panels, rect: Rect, strip: f32, bottom: f32) -> Self {
        let top = rect.top() + WORDS_ROW_HEIGHT + strip + HEADING_GAP;
        let end = rect.bottom() - bottom;
        let row = |top: f32, height: f32| {
            Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height))
        };
        let all = row(top, end - top);
        let (cost, saving_heading, saving) = if panels == Panels::Both {
            let between = PANEL_GAP + WORDS_ROW_HEIGHT + HEADING_GAP;
            let height = (all.height() - between).max(2.0);
            let cost = row(top, COST_HEIGHT_SHARE * height);
            let heading = row(cost.bottom() + PANEL_GAP, WORDS_ROW_HEIGHT);
            let saving = all.with_min_y(heading.bottom() + HEADING_GAP);
            (cost, heading, saving)
        } else {
            (all, row(rect.top(), WORDS_ROW_HEIGHT), all)
        };
        Self {
            cost_heading: row(rect.top(), WORDS_ROW_HEIGHT),
            strip: row(rect.top() + WORDS_ROW_HEIGHT, strip),
            cost,
            saving_heading,
            saving,
        }
    }

    /// From the top of the first panel to the bottom of the last.
    pub(super) fn heights(&self) -> Rangef {
        Rangef::new(
            self.cost.top().min(self.saving.top()),
            self.cost.bottom().max(self.saving.bottom()),
        )
    }
}
