//! A plot for each scenario, with a scale of its own: of sizes that differ tenfold, one axis would show the largest only.

use egui::{Rect, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{LineStyle, PlotPoints};

use crate::analysis::approach::Approach;
use crate::charts::plot;
use crate::charts::plot::labels::bold;
use crate::charts::plot::panel::panel_ui;
use crate::charts::plot::sizes::{LABEL_SIZE, TICK_SIZE};
use crate::theme::palette::Palette;

use super::curves::ScenarioCurves;
use super::overlay::truncated;
use super::{ComparisonChart, month_axis};

/// Space between two panels, in points.
const GAP: Vec2 = vec2(22.0, 12.0);
/// Height of the row with a panel's name, and of that with its amounts, in points.
const ROW_HEIGHT: f32 = 18.0;
/// Room at the right of a panel for half of its last label, in points.
const LAST_LABEL_WIDTH: f32 = 8.0;
/// A panel is this many times as wide as high, if it can be.
const ASPECT: f32 = 1.5;
/// How much worse an arrangement is for each empty place in it, as a part of its places.
const EMPTY_PENALTY: f32 = 1.5;
/// Panels narrower than this have the amount in a row of its own, in points.
const ONE_ROW_WIDTH: f32 = 220.0;
/// Side of the square in a scenario's colour before its name, in points.
const KEY_SIDE: f32 = 9.0;

impl ComparisonChart<'_> {
    pub(super) fn panels_ui(&self, ui: &mut Ui, rect: Rect, scenarios: &[ScenarioCurves]) {
        let columns = best_columns(rect.size(), scenarios.len());
        let rows = scenarios.len().div_ceil(columns);
        let size = (rect.size() + GAP) / vec2(columns as f32, rows as f32) - GAP;
        for (place, scenario) in scenarios.iter().enumerate() {
            let cell = vec2((place % columns) as f32, (place / columns) as f32);
            let at = rect.min + cell * (size + GAP);
            self.panel_ui(ui, Rect::from_min_size(at, size), scenario);
        }
    }

    /// Draws one scenario: its name with its saving, or with what both approaches cost below it, and its lines.
    fn panel_ui(&self, ui: &mut Ui, rect: Rect, scenario: &ScenarioCurves) {
        let palette = Palette::current(ui);
        let key = Rect::from_center_size(
            pos2(
                rect.left() + KEY_SIDE / 2.0,
                rect.top() + ROW_HEIGHT / 2.0 - 1.0,
            ),
            Vec2::splat(KEY_SIDE),
        );
        let color = palette.series(scenario.index);
        ui.painter().rect_filled(key, 2.0, color);
        let start = pos2(key.right() + 6.0, rect.top());
        let is_saving = scenario.curves.iter().all(|curve| curve.approach.is_none());
        let in_one_row = is_saving && rect.width() >= ONE_ROW_WIDTH;
        let tail = match scenario.curves.first() {
            Some(curve) if in_one_row => format!(" · {}", self.last_amount(curve)),
            _ => String::new(),
        };
        let width = |text: &str| {
            let font = bold(LABEL_SIZE);
            let galley = ui
                .painter()
                .layout_no_wrap(text.to_owned(), font, palette.text);
            galley.size().x
        };
        let name = truncated(ui, &scenario.name, rect.right() - start.x - width(&tail));
        let text = |at, text: String, color| {
            let galley = ui.painter().layout_no_wrap(text, bold(LABEL_SIZE), color);
            let size = galley.size();
            ui.painter().galley(at, galley, color);
            size.x
        };
        text(start, format!("{name}{tail}"), palette.text);
        let mut top = rect.top() + ROW_HEIGHT;
        if !in_one_row {
            let mut at = pos2(start.x, top);
            for curve in &scenario.curves {
                let approach = curve.approach;
                let color = approach.map_or(palette.text, |of| palette.approach_text(of));
                at.x += text(at, self.last_amount(curve), color) + 10.0;
            }
            top += ROW_HEIGHT;
        }
        self.panel_plot_ui(ui, rect.with_min_y(top + 2.0), scenario);
    }

    fn panel_plot_ui(&self, ui: &mut Ui, rect: Rect, scenario: &ScenarioCurves) {
        let palette = Palette::current(ui);
        let axis = month_axis(scenario.months);
        let (top, bottom) = (rect.top() + TICK_SIZE / 2.0, rect.bottom() - axis.height());
        let scale = self.scale(scenario.curves.iter(), bottom - top);
        let left = rect.left() + scale.width(ui);
        let right = rect.right() - LAST_LABEL_WIDTH;
        let frame = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        let id = format!("compare {}", scenario.index);
        let ends = (0.0, axis.months as f64);
        panel_ui(ui, &id, frame, ends, &scale, |plot| {
            plot.hline(plot::hline(0.0, Stroke::new(1.0, palette.weak)));
            for curve in &scenario.curves {
                let (color, style) = match curve.approach {
                    None => (palette.series(scenario.index), LineStyle::Solid),
                    Some(Approach::Prompting) => (palette.prompting, LineStyle::Solid),
                    Some(Approach::FineTuning) => {
                        (palette.fine_tuning, LineStyle::Dashed { length: 6.0 })
                    }
                };
                let points = PlotPoints::from(curve.points.clone());
                let line = plot::line("", points).stroke(Stroke::new(2.0, color));
                plot.line(line.style(style));
            }
        });
        axis.ui(ui, frame);
    }
}

/// The number of columns with which panels have about the wanted proportions.
fn best_columns(size: Vec2, panels: usize) -> usize {
    let off = |columns: usize| {
        let rows = panels.div_ceil(columns);
        let aspect = (size.x / columns as f32) / (size.y / rows as f32);
        let empty = rows * columns - panels;
        (aspect / ASPECT).ln().abs() + EMPTY_PENALTY * empty as f32 / panels as f32
    };
    let columns = 1..=panels.max(1);
    columns
        .min_by(|a, b| off(*a).total_cmp(&off(*b)))
        .unwrap_or(1)
}
