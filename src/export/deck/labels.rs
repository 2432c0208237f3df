//! Where the labels of a scatter chart are: at line ends without covering each other, and beside marks where no line runs.
//!
//! A program draws the plot a little differently than it is estimated here, so labels keep some distance.

use super::model::{Axis, Line, Mark, Scatter};
use super::space::Space;
use super::text::{LINE, line_width, wrap};
use super::xml::Xml;

/// The largest share of the width that labels at line ends may take.
const MOST: f64 = 0.3;

/// The estimated plot: the chart's size and the plot's edges in points, and the ranges of both axes.
pub struct Plot {
    size: (f64, f64),
    text: f64,
    /// What is kept free on the right for labels.
    right: f64,
    /// Left, top, right and bottom of what is within the axes.
    inner: [f64; 4],
    x: (f64, f64),
    y: (f64, f64),
}

/// Labels at line ends that touch: each line's number, where it ends and the label's height, from the top; and their common middle.
struct Group {
    ends: Vec<(usize, f64, f64)>,
    middle: f64,
}

impl Group {
    fn height(&self) -> f64 {
        self.ends.iter().map(|end| end.2).sum()
    }

    fn merged(mut self, below: Self) -> Self {
        self.ends.extend(below.ends);
        self.middle = self.ends.iter().map(|end| end.1).sum::<f64>() / self.ends.len() as f64;
        self
    }
}

/// Whether the chart has a legend: where a line has no label at its end.
pub fn has_legend(chart: &Scatter) -> bool {
    chart.lines.iter().any(|line| line.end_label.is_none())
}

/// The last point of a line that is drawn.
pub fn last_point(line: &Line) -> Option<usize> {
    line.points
        .iter()
        .rposition(|point| point.0.is_finite() && point.1.is_finite())
}

fn range(axis: &Axis, numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for number in numbers.filter(|number| number.is_finite()) {
        (low, high) = (low.min(number), high.max(number));
    }
    // Programs begin axes at zero where the numbers allow it.
    let low = axis
        .min
        .filter(|min| min.is_finite())
        .unwrap_or(low.min(0.0));
    let high = axis.max.filter(|max| max.is_finite()).unwrap_or(high);
    if high > low { (low, high) } else { (0.0, 1.0) }
}

impl Plot {
    /// An estimate of where the plot of a chart will be.
    pub fn new(chart: &Scatter, space: &Space) -> Self {
        let (text, width, height) = (space.text, space.width, space.height);
        let lines = chart.lines.iter().flat_map(|line| &line.points);
        let points: Vec<(f64, f64)> = lines
            .copied()
            .chain(chart.marks.iter().map(|mark| mark.at))
            .collect();
        let ends = chart
            .lines
            .iter()
            .filter_map(|line| line.end_label.as_deref());
        let widest = ends
            .map(|label| line_width(label, text * 1.06))
            .fold(0.0, f64::max);
        let right = if widest > 0.0 {
            (widest + text).min(width * MOST)
        } else {
            text
        };
        let below = |title: &str| if title.is_empty() { 1.8 } else { 3.6 } * text;
        let left = below(&chart.y.title) + 3.5 * text;
        let top = if has_legend(chart) { 3.0 } else { 1.0 } * text;
        Self {
            size: (width, height),
            text,
            right,
            inner: [left, top, width - right, height - below(&chart.x.title)],
            x: range(&chart.x, points.iter().map(|point| point.0)),
            y: range(&chart.y, points.iter().map(|point| point.1)),
        }
    }

    /// Writes the plot's place, axes included, so that labels have room at its right.
    pub fn write_layout(&self, xml: &mut Xml) {
        let (width, height) = self.size;
        let title = |has_title: bool| if has_title { 2.6 * self.text } else { 0.0 };
        let left = title(self.inner[0] > 6.0 * self.text);
        let bottom = title(height - self.inner[3] > 3.0 * self.text);
        let top = self.inner[1] - 0.4 * self.text;
        let shares = [
            ("c:x", left / width),
            ("c:y", top / height),
            ("c:w", (width - left - self.right) / width),
            ("c:h", (height - top - bottom) / height),
        ];
        xml.element("c:manualLayout", &[], |xml| {
            xml.value("c:layoutTarget", "outer");
            xml.value("c:xMode", "edge");
            xml.value("c:yMode", "edge");
            for (name, share) in shares {
                xml.value(name, (share.clamp(0.05, 1.0) * 1e4).round() / 1e4);
            }
        });
    }

    fn point(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let [left, top, right, bottom] = self.inner;
        let along = |value: f64, (low, high): (f64, f64)| (value - low) / (high - low);
        (
            left + along(x, self.x) * (right - left),
            bottom - along(y, self.y) * (bottom - top),
        )
    }

    /// The labels at line ends, broken into lines where they are too wide.
    pub fn end_texts(&self, chart: &Scatter) -> Vec<Option<String>> {
        let labels = chart.lines.iter().map(|line| line.end_label.as_deref());
        // A little wider than estimated, so that the widest label isn't broken by rounding.
        let room = (self.right - self.text) * 1.01;
        let broken = labels.map(|label| Some(wrap(label?, self.text * 1.06, room)));
        broken.collect()
    }

    /// How far down each line's label is moved, as a share of the chart's height, so that none covers another.
    pub fn spread(&self, chart: &Scatter, texts: &[Option<String>]) -> Vec<f64> {
        let mut moved = vec![0.0; texts.len()];
        let ends = chart.lines.iter().zip(texts).enumerate();
        let mut ends: Vec<(usize, f64, f64)> = ends
            .filter_map(|(index, (line, text))| {
                let at = self.point(line.points[last_point(line)?]).1;
                let lines = text.as_ref()?.lines().count();
                Some((index, at, lines as f64 * self.text * LINE + 2.0))
            })
            .collect();
        ends.sort_by(|a, b| a.1.total_cmp(&b.1));
        // Groups of labels that touch are spread about their common middle; merged groups may touch the one above.
        let mut groups: Vec<Group> = Vec::new();
        for end in ends {
            let mut group = Group {
                middle: end.1,
                ends: vec![end],
            };
            while let Some(above) = groups.pop() {
                if above.middle + above.height() / 2.0 <= group.middle - group.height() / 2.0 {
                    groups.push(above);
                    break;
                }
                group = above.merged(group);
            }
            groups.push(group);
        }
        for group in groups {
            let height = group.height();
            let lowest = (self.size.1 - height).max(0.0);
            let mut top = (group.middle - height / 2.0).clamp(0.0, lowest);
            for (index, at, height) in group.ends {
                let share = (top + height / 2.0 - at) / self.size.1;
                moved[index] = (share * 1e4).round() / 1e4;
                top += height;
            }
        }
        moved
    }

    /// The side of a mark where its label crosses the fewest lines, and how far the label is moved from there.
    pub fn beside(&self, chart: &Scatter, mark: &Mark) -> (&'static str, Option<(f64, f64)>) {
        let (x, y) = self.point(mark.at);
        let width = mark
            .label
            .lines()
            .map(|line| line_width(line, self.text))
            .fold(0.0, f64::max);
        let height = mark.label.lines().count().max(1) as f64 * self.text * LINE;
        let gap = self.text * 0.7;
        let (aside, above) = (width / 2.0 + gap, height / 2.0 + gap);
        // Middles of the label relative to the mark, and the side that it is moved from.
        let places = [
            ("t", 0.0, -above),
            ("r", aside, 0.0),
            ("l", -aside, 0.0),
            ("t", -aside, -above),
            ("t", aside, -above),
            ("b", 0.0, above),
            ("b", aside, above),
            ("b", -aside, above),
        ];
        let badness = |&(_, right, down): &(&str, f64, f64)| {
            let (x, y) = (x + right, y + down);
            let half = (width / 2.0, height / 2.0);
            let outside = x - half.0 < self.inner[0]
                || x + half.0 > self.size.0
                || y - half.1 < 0.0
                || y + half.1 > self.inner[3];
            let crossings = chart
                .lines
                .iter()
                .filter(|line| self.crosses(line, (x, y), half));
            // The horizontal axis is a line too, where zero is within the plot.
            let axis = self.point((mark.at.0, 0.0)).1;
            let on_axis = axis < self.inner[3] - half.1 && (axis - y).abs() < half.1;
            crossings.count() + usize::from(on_axis) + if outside { 10 } else { 0 }
        };
        let best = places
            .iter()
            .min_by_key(|place| badness(place))
            .unwrap_or(&places[0]);
        let is_aside = matches!(best.0, "t" | "b") && best.1 != 0.0;
        let share = (best.1 / self.size.0 * 1e4).round() / 1e4;
        (best.0, is_aside.then_some((share, 0.0)))
    }

    /// Whether a line runs through a box about a middle.
    fn crosses(&self, line: &Line, middle: (f64, f64), half: (f64, f64)) -> bool {
        line.points.windows(2).any(|pair| {
            let (from, to) = (self.point(pair[0]), self.point(pair[1]));
            // The share of the way from one point to the next that is within the box's width, and within its height too.
            let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
            for (from, to, middle, half) in [
                (from.0, to.0, middle.0, half.0),
                (from.1, to.1, middle.1, half.1),
            ] {
                let (low, high) = (middle - half - from, middle + half - from);
                let way = to - from;
                if way == 0.0 {
                    if low > 0.0 || high < 0.0 {
                        return false;
                    }
                } else {
                    enters = enters.max((low / way).min(high / way));
                    leaves = leaves.min((low / way).max(high / way));
                }
            }
            enters < leaves && from.1.is_finite() && to.1.is_finite()
        })
    }
}
