//! Contour lines and the areas beside them, of values on a grid. Each cell of the grid is divided into four triangles around its middle, in
//! which the value is linear: the same triangles make lines and areas, so that both meet.

use std::collections::HashMap;

/// A point, as fractions of the two axes.
pub type Point = [f64; 2];

/// The line at one level, and the area above it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contour {
    /// The value along the line.
    pub level: f64,
    /// The line, in pieces: a closed one ends where it began.
    pub lines: Vec<Vec<Point>>,
    /// The area in which values are above the level, or below it, as convex polygons that don't overlap.
    pub area: Vec<Vec<Point>>,
}

/// How far a line may be off its place so that nobody sees it, as a fraction of the axes.
const UNSEEN: f64 = 2.5e-4;

impl Contour {
    /// The same area, with only those parts of its lines at whose points `holds`.
    #[must_use]
    pub fn with_lines_where(mut self, holds: impl Fn(Point) -> bool) -> Self {
        let parts = self.lines.iter().flat_map(|line| {
            let parts = line.split(|at| !holds(*at));
            parts.filter(|part| part.len() > 1).map(<[Point]>::to_vec)
        });
        self.lines = parts.collect();
        self
    }

    /// The same, with only as many points in its lines as it takes to look alike.
    #[must_use]
    pub fn simplified(mut self) -> Self {
        for line in &mut self.lines {
            *line = simplified(line);
        }
        self
    }
}

/// On which side of a level an area lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where values are greater than the level.
    Above,
    /// Where values are at most the level.
    NotAbove,
}

impl Side {
    fn holds(self, value: f64, level: f64) -> bool {
        (value > level) == (self == Self::Above)
    }
}

/// Values at the points of a grid, whose columns and rows may be unevenly spaced.
#[derive(Debug, Clone, Copy)]
pub struct Grid<'a> {
    /// Where the columns are, from left to right. Several may be at one place.
    pub columns: &'a [f64],
    /// Where the rows are, from the bottom.
    pub rows: &'a [f64],
    /// The values, row by row from the bottom.
    pub values: &'a [f64],
}

/// A place and the value there.
type Vertex = (Point, f64);

impl Grid<'_> {
    /// The contour at a level, with the area on one side of it.
    ///
    /// ```
    /// use breakeven::analysis::contours::{Grid, Side};
    ///
    /// // Values rise from 0 to 10, from left to right.
    /// let grid = Grid { columns: &[0.0, 1.0], rows: &[0.0, 1.0], values: &[0.0, 10.0, 0.0, 10.0] };
    /// let contour = grid.contour(2.0, Side::Above);
    /// assert!(contour.lines.concat().iter().all(|[x, _]| (x - 0.2).abs() < 1e-12));
    /// assert!(contour.area.concat().iter().all(|[x, _]| *x > 0.2 - 1e-12));
    /// ```
    pub fn contour(&self, level: f64, side: Side) -> Contour {
        let mut segments = Vec::new();
        let mut area = Vec::new();
        for row in 0..self.rows.len().saturating_sub(1) {
            // The cells from here on are wholly inside.
            let mut inside_from = None;
            for column in 0..self.columns.len().saturating_sub(1) {
                let corners = self.corners(column, row);
                let inside = corners.map(|(_, value)| side.holds(value, level));
                if inside == [true; 4] {
                    inside_from.get_or_insert(column);
                    continue;
                }
                area.extend(inside_from.take().map(|from| self.run(from, column, row)));
                if inside == [false; 4] || corners[0].0[0] == corners[1].0[0] {
                    continue;
                }
                for triangle in triangles(corners) {
                    segments.extend(crossing(triangle, level));
                    area.extend(clipped(triangle, level, side));
                }
            }
            let end = self.columns.len() - 1;
            area.extend(inside_from.map(|from| self.run(from, end, row)));
        }
        Contour {
            level,
            lines: joined(&segments),
            area,
        }
    }

    /// The corners of a cell, counterclockwise from the lower left.
    fn corners(&self, column: usize, row: usize) -> [Vertex; 4] {
        [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(right, up)| {
            let (column, row) = (column + right, row + up);
            let at = [self.columns[column], self.rows[row]];
            (at, self.values[row * self.columns.len() + column])
        })
    }

    /// The rectangle of a row's cells between two columns.
    fn run(&self, from: usize, to: usize, row: usize) -> Vec<Point> {
        let (left, right) = (self.columns[from], self.columns[to]);
        let (bottom, top) = (self.rows[row], self.rows[row + 1]);
        vec![[left, bottom], [right, bottom], [right, top], [left, top]]
    }
}

/// The four triangles of a cell.
fn triangles(corners: [Vertex; 4]) -> [[Vertex; 3]; 4] {
    let mean = |part: fn(&Vertex) -> f64| corners.iter().map(part).sum::<f64>() / 4.0;
    let middle = ([mean(|at| at.0[0]), mean(|at| at.0[1])], mean(|at| at.1));
    [0, 1, 2, 3].map(|corner| [corners[corner], corners[(corner + 1) % 4], middle])
}

/// Where the level lies between two vertices on different sides of it. The same point whichever of them comes first.
fn between(a: Vertex, b: Vertex, level: f64) -> Point {
    let (a, b) = if a.1 <= b.1 { (a, b) } else { (b, a) };
    let part = (level - a.1) / (b.1 - a.1);
    [0, 1].map(|axis| a.0[axis] + part * (b.0[axis] - a.0[axis]))
}

/// The piece of the line within a triangle.
fn crossing(triangle: [Vertex; 3], level: f64) -> Option<[Point; 2]> {
    let is_above = |vertex: Vertex| vertex.1 > level;
    let mut ends = (0..3).filter_map(|side| {
        let (from, to) = (triangle[side], triangle[(side + 1) % 3]);
        (is_above(from) != is_above(to)).then(|| between(from, to, level))
    });
    Some([ends.next()?, ends.next()?])
}

/// The part of a triangle on one side of a level.
fn clipped(triangle: [Vertex; 3], level: f64, side: Side) -> Option<Vec<Point>> {
    let mut polygon = Vec::with_capacity(4);
    for corner in 0..3 {
        let (from, to) = (triangle[corner], triangle[(corner + 1) % 3]);
        let [from_inside, to_inside] = [from, to].map(|vertex| side.holds(vertex.1, level));
        if from_inside {
            polygon.push(from.0);
        }
        if from_inside != to_inside {
            polygon.push(between(from, to, level));
        }
    }
    (polygon.len() >= 3).then_some(polygon)
}

/// Joins segments that meet into lines.
fn joined(segments: &[[Point; 2]]) -> Vec<Vec<Point>> {
    let key = |point: Point| point.map(|part| (part * 1e9).round() as i64);
    let mut at: HashMap<[i64; 2], Vec<usize>> = HashMap::new();
    let mut is_used: Vec<bool> = segments
        .iter()
        .map(|[from, to]| key(*from) == key(*to))
        .collect();
    for (index, ends) in segments.iter().enumerate() {
        for end in ends {
            at.entry(key(*end)).or_default().push(index);
        }
    }
    let mut lines = Vec::new();
    for first in 0..segments.len() {
        if is_used[first] {
            continue;
        }
        is_used[first] = true;
        let mut line = segments[first].to_vec();
        // On from its end, then, turned round, from its beginning.
        for _ in 0..2 {
            while let Some(&end) = line.last() {
                let next = at[&key(end)].iter().find(|index| !is_used[**index]);
                let Some(&next) = next else { break };
                is_used[next] = true;
                let [from, to] = segments[next];
                line.push(if key(from) == key(end) { to } else { from });
            }
            line.reverse();
        }
        lines.push(line);
    }
    lines
}

/// The points that a line needs so that none of the others is further from it than [`UNSEEN`] (by Douglas and Peucker).
fn simplified(line: &[Point]) -> Vec<Point> {
    let Some(last) = line.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut is_needed = vec![false; line.len()];
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        let ends = [line[from], line[to]];
        is_needed[from] = true;
        is_needed[to] = true;
        let off = (from + 1..to).map(|index| (distance(line[index], ends), index));
        if let Some((_, furthest)) = off
            .filter(|(off, _)| *off > UNSEEN)
            .max_by(|a, b| a.0.total_cmp(&b.0))
        {
            parts.extend([(from, furthest), (furthest, to)]);
        }
    }
    let points = line.iter().zip(is_needed);
    points
        .filter_map(|(point, is_needed)| is_needed.then_some(*point))
        .collect()
}

/// How far a point is from the straight line between two others.
fn distance(point: Point, [from, to]: [Point; 2]) -> f64 {
    let [along, to_point] = [to, point].map(|end| [end[0] - from[0], end[1] - from[1]]);
    let dot = |a: Point, b: Point| a[0] * b[0] + a[1] * b[1];
    let length = dot(along, along);
    let part = if length > 0.0 {
        (dot(to_point, along) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (to_point[0] - part * along[0]).hypot(to_point[1] - part * along[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area_of(polygons: &[Vec<Point>]) -> f64 {
        let twice = |polygon: &Vec<Point>| -> f64 {
            let next = polygon.iter().cycle().skip(1);
            let cross = polygon
                .iter()
                .zip(next)
                .map(|(a, b)| a[0] * b[1] - a[1] * b[0]);
            cross.sum()
        };
        polygons
            .iter()
            .map(|polygon| twice(polygon).abs() / 2.0)
            .sum()
    }

    #[test]
    fn a_circle_has_one_closed_line_and_both_sides_fill_the_square() {
        let places: Vec<f64> = (0..64).map(|place| f64::from(place) / 63.0).collect();
        let values: Vec<f64> = places
            .iter()
            .flat_map(|y| places.iter().map(|x| (x - 0.5).hypot(*y - 0.5)))
            .collect();
        let grid = Grid {
            columns: &places,
            rows: &places,
            values: &values,
        };
        let outside = grid.contour(0.3, Side::Above);
        let inside = grid.contour(0.3, Side::NotAbove);
        assert_eq!(outside.lines.len(), 1);
        let line = &outside.lines[0];
        assert_eq!(line.first(), line.last());
        for [x, y] in line {
            assert!(((x - 0.5).hypot(y - 0.5) - 0.3).abs() < 1e-3);
        }
        let disc = std::f64::consts::PI * 0.09;
        assert!((area_of(&inside.area) - disc).abs() < 1e-3);
        let whole = area_of(&inside.area) + area_of(&outside.area);
        assert!((whole - 1.0).abs() < 1e-9, "{whole}");
    }

    #[test]
    fn a_simplified_line_is_where_it_was_with_fewer_points() {
        let place = |index: i32| f64::from(index) / 200.0;
        let curve: Vec<Point> = (0..=200).map(|at| [place(at), place(at).powi(3)]).collect();
        let few = simplified(&curve);
        assert!(few.len() < curve.len() / 4, "{} points", few.len());
        assert_eq!([few.first(), few.last()], [curve.first(), curve.last()]);
        for point in curve {
            let off = few
                .windows(2)
                .map(|ends| distance(point, [ends[0], ends[1]]));
            assert!(off.fold(f64::INFINITY, f64::min) <= UNSEEN);
        }
        let circle: Vec<Point> = (0..=200)
            .map(|at| (place(at) * std::f64::consts::TAU).sin_cos().into())
            .collect();
        assert!(simplified(&circle).len() > 20);
        assert!(simplified(&[]).is_empty());
    }

    #[test]
    fn columns_at_one_place_make_no_cells() {
        let grid = Grid {
            columns: &[0.0, 0.5, 0.5, 1.0],
            rows: &[0.0, 1.0],
            values: &[0.0, 1.0, 1.0, 2.0, 0.0, 1.0, 1.0, 2.0],
        };
        let contour = grid.contour(0.5, Side::Above);
        assert!(
            contour
                .lines
                .concat()
                .iter()
                .all(|[x, _]| (x - 0.25).abs() < 1e-9)
        );
        assert!((area_of(&contour.area) - 0.75).abs() < 1e-9);
    }
}
