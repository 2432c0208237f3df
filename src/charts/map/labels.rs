//! The labels of contour lines: each stands on its line, where no other line and no other label is.

use egui::{Pos2, Rect, Ui, vec2};

use crate::charts::plot::labels::bold;
use crate::charts::plot::sizes::TICK_SIZE;
use crate::charts::plot::tick_font;
use crate::theme::palette::Palette;

use super::line::Line;
use super::occupied::Occupied;
use super::{MapChart, ground};

/// Places along a line at which its label is tried.
const PLACES: usize = 24;
/// A piece of a line that is shorter than so many widths of its label has none.
const MIN_LENGTH_WIDTHS: f32 = 0.9;

impl MapChart<'_> {
    /// Writes on each line what it stands for, as far as there is room.
    pub(super) fn line_labels_ui(
        ui: &Ui,
        lines: &[Line],
        occupied: &mut Occupied,
        palette: &Palette,
    ) {
        let painter = ui.painter();
        for (index, line) in lines.iter().enumerate() {
            let font = if line.is_zero {
                bold(TICK_SIZE)
            } else {
                tick_font()
            };
            let galley = painter.layout_no_wrap(line.label.clone(), font, palette.text);
            let size = galley.size() + vec2(8.0, 0.0);
            let longest = line.pieces.iter().map(|piece| (length(piece), piece));
            let longest = longest.max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((length, piece)) = longest else {
                continue;
            };
            if length < MIN_LENGTH_WIDTHS * size.x {
                continue;
            }
            let places = along(piece, length, PLACES).into_iter();
            let places = places.map(|at| Rect::from_center_size(at, size));
            let clear = |rect: &Rect| occupied.lines_within(*rect, Some(index)) == 0;
            let places: Vec<Rect> = places.filter(clear).collect();
            if let Some(rect) = occupied.first_free(places) {
                let ground = if line.is_zero {
                    palette.background
                } else {
                    ground(palette)
                };
                painter.rect_filled(rect.shrink2(vec2(0.0, 2.0)), 3.0, ground);
                painter.galley(rect.min + vec2(4.0, 0.0), galley, palette.text);
            }
        }
    }
}

/// The length of a line, in points.
fn length(line: &[Pos2]) -> f32 {
    line.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// Points evenly spaced along a line, from its middle outwards.
fn along(line: &[Pos2], length: f32, count: usize) -> Vec<Pos2> {
    let mut wanted: Vec<f32> = (1..=count)
        .map(|place| length * place as f32 / (count + 1) as f32)
        .collect();
    let mut found = Vec::with_capacity(count);
    let mut passed = 0.0;
    wanted.reverse();
    for pair in line.windows(2) {
        let step = pair[0].distance(pair[1]);
        while let Some(next) = wanted.last().filter(|next| **next <= passed + step) {
            let part = (next - passed) / step.max(f32::MIN_POSITIVE);
            found.push(pair[0] + part * (pair[1] - pair[0]));
            wanted.pop();
        }
        passed += step;
    }
    let middle = found.len() / 2;
    let mut outwards: Vec<(usize, Pos2)> = found.into_iter().enumerate().collect();
    outwards.sort_by_key(|(place, _)| place.abs_diff(middle));
    outwards.into_iter().map(|(_, at)| at).collect()
}
