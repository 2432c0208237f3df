//! The words on the distribution: which approach is cheaper on which side and how often, what the threshold reads off, and where 0 is if the
//! axis doesn't reach it. Each kind has rows of its own above the bars, so that none lies over another.

use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Stroke, Ui, pos2, vec2};

use crate::analysis::approach::Approach;
use crate::charts::plot::labels::bold;
use crate::charts::plot::sizes::{LABEL_SIZE, NAME_GAP, TICK_SIZE, WORDS_ROW_HEIGHT, ZERO_GAP};
use crate::charts::plot::tick_font;
use crate::scenario::quantity::{money, percent};
use crate::scenario::words::capitalized;

use super::RiskChart;
use super::plan::Plan;

/// Side of the threshold's handle, in points.
const HANDLE_SIDE: f32 = 12.0;
/// Simulations in which both cost the same are named from this share on.
const NAMED_SAME_SHARE: f64 = 0.005;

/// The name of a side: the approach that is cheaper there, and how often.
pub(super) struct SideName {
    approach: Approach,
    galley: Arc<Galley>,
}

/// The names of both sides, in one row if they fit, else in a row each.
pub(super) fn names_rows(ui: &Ui, chart: &RiskChart<'_>, width: f32) -> Vec<Vec<SideName>> {
    let palette = crate::theme::palette::Palette::current(ui);
    let names: Vec<SideName> = [Approach::Prompting, Approach::FineTuning]
        .into_iter()
        .filter_map(|approach| {
            let text = chart.side_text(approach)?;
            let color = palette.approach_text(approach);
            let font = bold(LABEL_SIZE);
            let galley = ui.painter().layout_no_wrap(text, font, color);
            Some(SideName { approach, galley })
        })
        .collect();
    let needed: f32 = names.iter().map(|name| name.galley.size().x).sum();
    if names.len() == 2 && needed + 2.0 * ZERO_GAP > width {
        names.into_iter().map(|name| vec![name]).collect()
    } else {
        vec![names]
    }
}

impl RiskChart<'_> {
    /// How often an approach is cheaper: "67% fine-tuning cheaper"; `None` if it never is.
    fn side_text(&self, approach: Approach) -> Option<String> {
        let risk = self.risk;
        let same = risk.probability_same();
        let (chance, name) = match approach {
            Approach::FineTuning => (risk.probability_cheaper, "fine-tuning cheaper"),
            Approach::Prompting => (1.0 - risk.probability_cheaper - same, "prompting cheaper"),
        };
        let also = match approach {
            Approach::Prompting if same >= NAMED_SAME_SHARE => Some(percent(same)),
            _ => None,
        };
        // What is left of 1 may be a rounding error.
        let chance = if chance < 1e-9 { 0.0 } else { chance };
        match (chance, also) {
            (0.0, None) => None,
            (0.0, Some(also)) => Some(format!("{also} same cost")),
            (chance, Some(also)) => Some(format!("{} {name}, {also} same cost", percent(chance))),
            (chance, None) if chance >= 1.0 => {
                Some(format!("{} in every simulation", capitalized(name)))
            }
            (chance, None) => Some(capitalized(&format!("{} {name}", percent(chance)))),
        }
    }

    /// Writes on each side of 0 which approach is cheaper there. A name moves inside if its side is too narrow for it.
    pub(super) fn names_ui(ui: &Ui, plan: &Plan, rows: Vec<Vec<SideName>>) {
        let (left, right) = (plan.rect.left(), plan.rect.right());
        let zero = plan.x(0.0).clamp(left, right);
        for (row, names) in rows.into_iter().enumerate() {
            let y = plan.rect.top() + row as f32 * WORDS_ROW_HEIGHT;
            let mut places: Vec<f32> = names
                .iter()
                .map(|name| {
                    let width = name.galley.size().x;
                    let x = match name.approach {
                        Approach::Prompting => zero - ZERO_GAP - width,
                        Approach::FineTuning => zero + ZERO_GAP,
                    };
                    x.min(right - width).max(left)
                })
                .collect();
            // The wider side gives way.
            if let ([first, second], [prompting, _]) = (&mut places[..], &names[..]) {
                let end = *first + prompting.galley.size().x + NAME_GAP;
                if end > *second && *first <= left {
                    *second = end;
                } else if end > *second {
                    *first -= end - *second;
                }
            }
            for (name, x) in names.into_iter().zip(places) {
                let color = plan.palette.approach_text(name.approach);
                ui.painter().galley(pos2(x, y), name.galley, color);
            }
        }
    }

    /// Draws the line of the threshold with its handle and what it reads off, and says in which direction 0 lies if the axis doesn't show it.
    pub(super) fn threshold_ui(&self, ui: &Ui, plan: &Plan, focused: bool) {
        let far_zero = self.far_zero_ui(ui, plan);
        if !plan.shows(self.threshold) {
            return;
        }
        let (painter, palette) = (ui.painter(), plan.palette);
        let x = plan.x(self.threshold);
        let row = plan.threshold_row;
        if self.draggable || self.threshold != 0.0 {
            let line = row.center()..=plan.bars.bottom();
            painter.vline(x, line, Stroke::new(2.0, palette.text));
        }
        let handle = Rect::from_center_size(pos2(x, row.center()), vec2(HANDLE_SIDE, HANDLE_SIDE));
        if self.draggable {
            painter.rect_filled(handle, 3.0, palette.text);
        }
        if focused {
            let ring = Stroke::new(1.5, palette.accent);
            painter.rect_stroke(handle.expand(3.0), 4.0, ring, egui::StrokeKind::Middle);
        }
        if self.threshold == 0.0 {
            return;
        }
        let font = bold(TICK_SIZE);
        let label = painter.layout_no_wrap(self.threshold_label(), font, palette.text);
        let size = label.size();
        let y = row.center() - size.y / 2.0;
        let beside = HANDLE_SIDE / 2.0 + 5.0;
        let places = [x + beside, x - beside - size.x].map(|left| pos2(left, y));
        let is_free = |at: &Pos2| {
            let rect = Rect::from_min_size(*at, size);
            let inside = rect.left() >= plan.rect.left() && rect.right() <= plan.rect.right();
            inside && !far_zero.is_some_and(|taken| taken.expand(6.0).intersects(rect))
        };
        if let Some(at) = places.into_iter().find(is_free) {
            painter.galley(at, label, palette.text);
        }
    }

    /// "41% above $20k".
    fn threshold_label(&self) -> String {
        let amount = money(self.threshold, &self.scenario.currency);
        format!(
            "{} above {amount}",
            capitalized(&percent(self.chance_beyond()))
        )
    }

    /// Points from the edge of the axis to a 0 that lies beyond it. Returns the place that this takes.
    fn far_zero_ui(&self, ui: &Ui, plan: &Plan) -> Option<Rect> {
        if plan.shows(0.0) {
            return None;
        }
        let is_left = plan.bins.ends().0 > 0.0;
        let zero = money(0.0, &self.scenario.currency);
        let text = if is_left {
            format!("← {zero}")
        } else {
            format!("{zero} →")
        };
        let color = plan.palette.weak;
        let galley = ui.painter().layout_no_wrap(text, tick_font(), color);
        let size = galley.size();
        let left = if is_left {
            plan.rect.left()
        } else {
            plan.rect.right() - size.x
        };
        let at = pos2(left, plan.threshold_row.center() - size.y / 2.0);
        ui.painter().galley(at, galley, color);
        Some(Rect::from_min_size(at, size))
    }
}
