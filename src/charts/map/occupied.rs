//! Where on the map there is room for words: away from other words, and where it can be from contour lines.

use egui::{Pos2, Rect};

use super::line::Line;

/// Side of the squares in which lines are looked up, in points.
const SQUARE: f32 = 6.0;
/// The least distance between two labels, and from the edge of the map, in points.
const GAP: f32 = 4.0;

/// What is drawn on the map already.
pub(super) struct Occupied {
    area: Rect,
    labels: Vec<Rect>,
    columns: usize,
    /// For each square, row by row, which lines go through it: a bit each.
    squares: Vec<u32>,
}

impl Occupied {
    /// The lines are on the map, and no labels.
    pub(super) fn new(area: Rect, lines: &[Line]) -> Self {
        let columns = (area.width() / SQUARE).ceil() as usize + 1;
        let rows = (area.height() / SQUARE).ceil() as usize + 1;
        let mut occupied = Self {
            area,
            labels: Vec::new(),
            columns,
            squares: vec![0; columns * rows],
        };
        for (index, line) in lines.iter().enumerate() {
            for pair in line.pieces.iter().flat_map(|piece| piece.windows(2)) {
                let steps = (pair[0].distance(pair[1]) / (0.5 * SQUARE)).ceil().max(1.0);
                for step in 0..steps as usize {
                    let at = pair[0] + (step as f32 / steps) * (pair[1] - pair[0]);
                    if let Some(square) = occupied.square_mut(at) {
                        *square |= 1 << (index % 32);
                    }
                }
            }
        }
        occupied
    }

    /// The area of the map.
    pub(super) fn area(&self) -> Rect {
        self.area
    }

    fn square_mut(&mut self, at: Pos2) -> Option<&mut u32> {
        let [column, row] = self.square_of(at);
        self.squares.get_mut(row * self.columns + column)
    }

    /// The square in which a point lies, the nearest one if it lies outside.
    fn square_of(&self, at: Pos2) -> [usize; 2] {
        let part = (at - self.area.min) / SQUARE;
        [
            (part.x.max(0.0) as usize).min(self.columns - 1),
            part.y.max(0.0) as usize,
        ]
    }

    /// Takes the place.
    pub(super) fn take(&mut self, rect: Rect) {
        self.labels.push(rect);
    }

    /// Whether a label there is on the map and over no other label.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.area.shrink(GAP).contains_rect(rect)
            && !self
                .labels
                .iter()
                .any(|label| label.expand(GAP).intersects(rect))
    }

    /// Takes the first of these places that is free.
    pub(super) fn first_free(&mut self, places: impl IntoIterator<Item = Rect>) -> Option<Rect> {
        let found = places.into_iter().find(|rect| self.is_free(*rect))?;
        self.take(found);
        Some(found)
    }

    /// How many lines go through a place, apart from `but`.
    pub(super) fn lines_within(&self, rect: Rect, but: Option<usize>) -> u32 {
        let ([left, top], [right, bottom]) = (self.square_of(rect.min), self.square_of(rect.max));
        let mut lines = 0;
        for row in top..=bottom {
            let row = row * self.columns;
            let squares = self.squares.get(row + left..=row + right);
            lines |= squares
                .into_iter()
                .flatten()
                .fold(0, |all, square| all | square);
        }
        if let Some(but) = but {
            lines &= !(1 << (but % 32));
        }
        lines.count_ones()
    }
}
