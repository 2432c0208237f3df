//! The axis of months under a plot. Month k is the interval from k − 1 to k, so its name stands under the middle of that; the years stand in
//! bold below, and below them, where there is room, how many queries have been answered by the end of a month, under that end.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Rangef, Rect, Stroke, Ui, pos2};

use crate::scenario::Month;
use crate::theme::palette::Palette;

use super::axis::TimeAxis;
use super::labels::bold;
use super::sizes::{SMALL_SIZE, TICK_GAP, TICK_SIZE};
use super::tick_font;
use super::ticks::TickLabels;

/// The months of a horizon under a plot.
pub(crate) struct MonthAxis<'a> {
    /// The first month.
    pub(crate) start: Month,
    /// How many months there are.
    pub(crate) months: usize,
    /// Whether they are named or counted.
    pub(crate) time: TimeAxis,
    /// The queries answered by the end of each month, from t = 0, if they are written below.
    pub(crate) queries: Option<&'a [f64]>,
}

/// Height of a row of labels, in points.
const ROW_HEIGHT: f32 = 16.0;
/// Space between the plot and the first row, and the length of the strokes between months there, in points.
const GAP: f32 = 6.0;
const STROKE_LENGTH: f32 = 4.0;
/// Months narrower than this have no strokes between them, in points.
const MIN_STROKE_SPACING: f32 = 5.0;
/// Space between two numbers of queries, in points.
const QUERIES_GAP: f32 = 32.0;
/// Space between a year's label and the stroke beside it, in points.
const YEAR_GAP: f32 = 4.0;

impl MonthAxis<'_> {
    /// How much space it takes below the plot, in points.
    pub(crate) fn height(&self) -> f32 {
        let years = usize::from(self.time == TimeAxis::Calendar);
        let queries = usize::from(self.queries.is_some());
        GAP + ROW_HEIGHT * (1 + years + queries) as f32
    }

    /// Draws it under `frame`, from whose left to whose right edge the months go.
    pub(crate) fn ui(&self, ui: &Ui, frame: Rect) {
        let palette = Palette::current(ui);
        let top = frame.bottom() + GAP;
        let width = self.month_width(frame);
        let shown = self.shown(ui, width);
        self.strokes_ui(ui, frame, width, palette);
        for (month, text) in &shown {
            let left = frame.left() + Self::name_left(*month, text.size().x, width);
            ui.painter()
                .galley(pos2(left, top), text.clone(), palette.weak);
        }
        let mut row = top + ROW_HEIGHT;
        if self.time == TimeAxis::Calendar {
            // Without names of months the years take the first row.
            row = if shown.is_empty() { top } else { row };
            self.years_ui(ui, frame, row, palette);
            row += ROW_HEIGHT;
        }
        self.queries_ui(ui, frame, row, palette);
    }

    fn month_width(&self, frame: Rect) -> f32 {
        frame.width() / self.months.max(1) as f32
    }

    /// How far right of the plot's left side a month's name begins, if months and that name are so wide: it stands under the middle of its
    /// month, but the first one doesn't reach under the ticks at the left.
    fn name_left(month: usize, name_width: f32, month_width: f32) -> f32 {
        ((month as f32 - 0.5) * month_width - name_width / 2.0).max(-YEAR_GAP)
    }

    /// Where a month ends, which is counted from 1.
    fn end(&self, frame: Rect, month: usize) -> f32 {
        frame.left() + month as f32 * self.month_width(frame)
    }

    fn label(&self, month: usize) -> String {
        match self.time {
            TimeAxis::Calendar => self.start.plus(month as i32 - 1).name().to_owned(),
            TimeAxis::Counted if month == 1 => "month 1".to_owned(),
            TimeAxis::Counted => month.to_string(),
        }
    }

    /// The months that have names, and those: the first and the last one, and between them as many as fit at even distances. None if only
    /// years fit.
    fn shown(&self, ui: &Ui, width: f32) -> Vec<(usize, Arc<Galley>)> {
        let text = |month: usize| {
            let label = self.label(month);
            ui.painter()
                .layout_no_wrap(label, tick_font(), Color32::PLACEHOLDER)
        };
        let steps: &[usize] = match self.time {
            TimeAxis::Calendar => &[1, 3, 6],
            TimeAxis::Counted => &[1, 2, 3, 6, 12, 24, 60, 120],
        };
        let widest = match self.time {
            TimeAxis::Calendar => super::tick_width(ui, "May".to_owned()),
            TimeAxis::Counted => super::tick_width(ui, self.months.to_string()),
        };
        let step = steps
            .iter()
            .copied()
            .find(|step| *step as f32 * width >= widest + TICK_GAP);
        let Some(step) = step else {
            return Vec::new();
        };
        let between: Vec<usize> = match self.time {
            // By the calendar from the first month on: Jan, Apr, Jul.
            TimeAxis::Calendar => (1..self.months).step_by(step).collect(),
            // Counted at round numbers: 1, 6, 12.
            TimeAxis::Counted => (1..self.months)
                .filter(|month| *month == 1 || month % step == 0)
                .collect(),
        };
        let last = (self.months, text(self.months));
        let mut shown: Vec<(usize, Arc<Galley>)> = Vec::with_capacity(between.len() + 1);
        let is_apart = |a: &(usize, Arc<Galley>), b: &(usize, Arc<Galley>)| {
            let [left, next] =
                [a, b].map(|(month, text)| Self::name_left(*month, text.size().x, width));
            next - left >= a.1.size().x + TICK_GAP
        };
        for month in between {
            let next = (month, text(month));
            let follows = shown.last().is_none_or(|before| is_apart(before, &next));
            if follows && is_apart(&next, &last) {
                shown.push(next);
            }
        }
        shown.push(last);
        shown
    }

    /// Short strokes between months, longer ones between years.
    fn strokes_ui(&self, ui: &Ui, frame: Rect, width: f32, palette: &Palette) {
        let stroke = Stroke::new(1.0, palette.line);
        for t in 0..=self.months {
            let is_year = self.time == TimeAxis::Calendar && self.is_january(t);
            let length = if is_year && t > 0 && t < self.months {
                GAP + 2.0 * ROW_HEIGHT - 2.0
            } else if width >= MIN_STROKE_SPACING {
                STROKE_LENGTH
            } else {
                continue;
            };
            let x = frame.left() + t as f32 * width;
            let ends = Rangef::new(frame.bottom(), frame.bottom() + length);
            ui.painter().vline(x, ends, stroke);
        }
    }

    /// Whether a January begins at t.
    fn is_january(&self, t: usize) -> bool {
        let month = self.start.plus(t as i32);
        month.year() != month.plus(-1).year()
    }

    /// Writes each year in the middle of what there is of it. If there are too many for all, every second one, or fifth.
    fn years_ui(&self, ui: &Ui, frame: Rect, top: f32, palette: &Palette) {
        let width = self.month_width(frame);
        let text = |year: i32| {
            ui.painter()
                .layout_no_wrap(year.to_string(), bold(TICK_SIZE), palette.weak)
        };
        let first = self.start.year();
        let last = self.start.plus(self.months as i32 - 1).year();
        let needed = text(last).size().x + TICK_GAP;
        let every = [1, 2, 5, 10]
            .into_iter()
            .find(|years| 12.0 * width * *years as f32 >= needed)
            .unwrap_or(20);
        let mut from = 0;
        for year in first..=last {
            let to = (from + 1..self.months)
                .find(|t| self.is_january(*t))
                .unwrap_or(self.months);
            let [left, right] = [from, to].map(|t| frame.left() + t as f32 * width);
            from = to;
            if (year - first) % every != 0 {
                continue;
            }
            let text = text(year);
            let size = text.size();
            let fits = right - left >= size.x + 2.0 * YEAR_GAP;
            // A year of which there are only a few months reaches out at the side of the plot.
            let x = if fits || every > 1 || first == last {
                f32::midpoint(left, right) - size.x / 2.0
            } else if year == first {
                right - YEAR_GAP - size.x
            } else {
                left + YEAR_GAP
            };
            ui.painter().galley(pos2(x, top), text, palette.weak);
        }
    }

    /// Writes the queries answered by the end of the months that have names, each under that end, with their noun at the last one.
    fn queries_ui(&self, ui: &Ui, frame: Rect, top: f32, palette: &Palette) {
        let Some(queries) = self.queries else {
            return;
        };
        let total = queries.get(self.months).copied().unwrap_or(0.0);
        let shown = self.shown(ui, self.month_width(frame));
        let at = |month: usize| queries.get(month).copied().unwrap_or(0.0);
        let first = shown.first().map_or(total, |(month, _)| at(*month));
        let labels = TickLabels::of_counts(first, total);
        let number = |month: usize, noun: &str| {
            let number = labels.text(at(month));
            let font = FontId::proportional(SMALL_SIZE);
            ui.painter()
                .layout_no_wrap(format!("{number}{noun}"), font, palette.weak)
        };
        let width = number(self.months, "").size().x;
        let last = number(self.months, " queries so far");
        let most = ui.max_rect().right() - last.size().x;
        let mut left_of_next = (self.end(frame, self.months) - width / 2.0).min(most);
        ui.painter()
            .galley(pos2(left_of_next, top), last, palette.weak);
        for (month, _) in shown.iter().rev().skip(1) {
            let text = number(*month, "");
            let left = self.end(frame, *month) - text.size().x / 2.0;
            if left + text.size().x + QUERIES_GAP <= left_of_next {
                left_of_next = left;
                ui.painter().galley(pos2(left, top), text, palette.weak);
            }
        }
    }
}

/// The month, counted from 1, in which a time lies that is given in months from the start; 0 before the start.
pub(crate) fn month_at(t: f64, months: usize) -> usize {
    (t.ceil().max(0.0) as usize).min(months)
}
