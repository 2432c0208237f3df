//! Sizes and distances that the charts share: words of one kind have one size in all of them, and stand at one distance from what they name.
//! All are in points.

use egui::{Vec2, vec2};

/// Size of names and labels.
pub(crate) const LABEL_SIZE: f32 = 13.0;
/// Size of ticks and of the words beside them.
pub(crate) const TICK_SIZE: f32 = 12.5;
/// Size of the words behind or below a label's first ones.
pub(crate) const NOTE_SIZE: f32 = 12.0;
/// Size of what is read last: numbers of queries, units, what happened at a step.
pub(crate) const SMALL_SIZE: f32 = 11.5;

/// Height of a row of words above a plot.
pub(crate) const WORDS_ROW_HEIGHT: f32 = 20.0;
/// Space between the ticks of a vertical axis and the plot.
pub(crate) const AXIS_GAP: f32 = 8.0;
/// Space between the labels of two ticks.
pub(crate) const TICK_GAP: f32 = 10.0;
/// Space between the right side of a plot and the labels of its lines, and at the right of these.
pub(crate) const END_GAP: f32 = 10.0;
pub(crate) const END_MARGIN: f32 = 6.0;
/// Space between the line of zero, if it is upright, and the words at its sides.
pub(crate) const ZERO_GAP: f32 = 10.0;
/// Space between two names in a row.
pub(crate) const NAME_GAP: f32 = 16.0;
/// Space between two labels above each other.
pub(crate) const LABEL_SPACING: f32 = 4.0;

/// A chart narrower than this has narrow labels.
pub(crate) const WIDE: f32 = 560.0;
/// A chart smaller than this doesn't say how many queries have been answered.
pub(crate) const QUERIES_SIZE: Vec2 = vec2(620.0, 330.0);
/// How far beside the plot the pointer still means its first or last moment.
pub(crate) const HOVER_MARGIN: f32 = 12.0;
