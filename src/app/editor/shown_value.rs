//! What a field shows while nothing is typed into it: a value with its unit, or that there is none.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Rect, Response, Stroke, StrokeKind, Ui, pos2};

use crate::app::widgets::truncated;
use crate::app::workspace::Workspace;
use crate::charts::distribution;
use crate::evidence::offer::Offer;
use crate::scenario::Scenario;
use crate::scenario::essentials::Certainty;
use crate::scenario::inputs::{Input, Kind, Value};
use crate::scenario::quantity::Unit;
use crate::theme::palette::Palette;

use super::help::known;

/// Size of the text in a field, in points.
const TEXT_SIZE: f32 = 13.5;
/// Room beside the text in a field, in points.
const SIDE_MARGIN: f32 = 8.0;

/// What a field holds: what is typed, else the value. An essential that nobody stated has no value to be seen.
pub(super) fn shown_text(input: &Input, workspace: &Workspace) -> String {
    match workspace.drafts.get(input.path) {
        Some(draft) => draft.text.clone(),
        None if is_open(input, workspace.scenario()) => String::new(),
        None => input.text(workspace.scenario()),
    }
}

/// Whether nobody stated the input, and someone should: it is essential, or a value is offered.
fn is_open(input: &Input, scenario: &Scenario) -> bool {
    let is_unset = || input.certainty(scenario) == Certainty::Unset;
    input.is_open(scenario) || Offer::offered(input, scenario).is_some() && is_unset()
}

/// What stands in the field of an input without a value: that it isn't set, or what is assumed meanwhile.
pub(super) fn placeholder(input: &Input, scenario: &Scenario) -> String {
    match input.base(scenario) {
        _ if is_words(input) => String::new(),
        Some(base) if base != 0.0 && is_open(input, scenario) => {
            format!("{} assumed", input.text(scenario))
        }
        _ => "not set".to_owned(),
    }
}

/// Whether an input holds words, which begin at the left; numbers end at the right.
pub(super) fn is_words(input: &Input) -> bool {
    matches!(
        input.kind,
        Kind::Text | Kind::Steps | Kind::Correlations | Kind::Actuals
    )
}

/// What stands in a field: a value and its unit, or what stands for a value, each laid out on one line without a colour.
pub(super) struct ShownValue {
    value: Arc<Galley>,
    /// `None` if there is none, or no room for it.
    unit: Option<Arc<Galley>>,
    gap: f32,
    begins_left: bool,
    /// Whether it is a stated number or range, as it would be written: of that nothing is left out.
    is_number: bool,
    /// Whether there is no value.
    is_nothing: bool,
}

impl ShownValue {
    /// An input's value, which as text is `text`.
    pub(super) fn new(ui: &Ui, text: &str, input: &Input, workspace: &Workspace) -> Self {
        let scenario = workspace.scenario();
        let value = input.value(scenario);
        let has_no_value = value == Value::Absent || text.is_empty();
        let is_nothing = has_no_value && workspace.problem(input).is_none();
        let is_typed = workspace.drafts.contains_key(input.path);
        let month = input.calendar_month(scenario).filter(|_| !is_typed);
        let suffix = match &month {
            _ if is_nothing => String::new(),
            Some((_, number)) => format!("month {number}"),
            None => input.unit.suffix(),
        };
        let words = match input.kind {
            _ if month.is_some() => month.map(|(name, _)| name).unwrap_or_default(),
            _ if !is_nothing => text.to_owned(),
            Kind::Text | Kind::Steps | Kind::Correlations | Kind::Actuals => {
                nothing_in(input).to_owned()
            }
            _ => placeholder(input, scenario),
        };
        Self {
            value: line(ui, words, f32::INFINITY),
            unit: (!suffix.is_empty()).then(|| line(ui, suffix, f32::INFINITY)),
            gap: unit_gap(input.unit),
            begins_left: is_words(input),
            is_number: matches!(value, Value::Estimate(_))
                && !is_typed
                && !is_open(input, scenario),
            is_nothing,
        }
    }

    /// Whether it needs a second line in a field of this width.
    pub(super) fn takes_two_lines(&self, field_width: f32) -> bool {
        self.is_number && !self.fits(field_width)
    }

    fn fits(&self, field_width: f32) -> bool {
        let unit = self.unit.as_ref();
        let unit = unit.map_or(0.0, |unit| self.gap + unit.size().x);
        self.value.size().x + unit <= field_width - 2.0 * SIDE_MARGIN
    }

    /// The same without its unit, cut off at the width of the field.
    fn cut(&self, ui: &Ui, field_width: f32) -> Self {
        Self {
            value: line(ui, self.value.text(), field_width - 2.0 * SIDE_MARGIN),
            unit: None,
            ..*self
        }
    }

    /// Paints both, the unit at the right.
    fn paint(&self, ui: &Ui, rect: Rect, [color, unit_color]: [Color32; 2]) {
        let paint = |left: f32, line: &Arc<Galley>, color| {
            let top = rect.center().y - line.size().y / 2.0;
            ui.painter().galley(pos2(left, top), line.clone(), color);
        };
        let mut right = rect.right() - SIDE_MARGIN;
        if let Some(unit) = &self.unit {
            right -= unit.size().x;
            paint(right, unit, unit_color);
            right -= self.gap;
        }
        let left = if self.begins_left {
            rect.left() + SIDE_MARGIN
        } else {
            right - self.value.size().x
        };
        paint(left, &self.value, color);
    }
}

/// A line of a field's text, cut off at a width.
fn line(ui: &Ui, text: impl Into<String>, width: f32) -> Arc<Galley> {
    truncated(ui, text, TEXT_SIZE, Color32::PLACEHOLDER, width)
}

/// What stands in the field of an input that has no value.
fn nothing_in(input: &Input) -> &'static str {
    match input.path.rsplit('.').next() {
        Some("name") => "Untitled",
        Some("model") => "Choose a model",
        _ => "not set",
    }
}

/// A box with the value and, weaker, its unit. Ranges have a colour of their own, and what can't be taken too.
pub(super) fn paint_value(
    ui: &Ui,
    rect: Rect,
    response: &Response,
    input: &Input,
    workspace: &Workspace,
    shown: &ShownValue,
) {
    let palette = Palette::current(ui);
    let scenario = workspace.scenario();
    let known = known(input, scenario);
    let (fill, line) = if workspace.problem(input).is_some() {
        (palette.error_field, palette.error)
    } else if known.is_some() {
        (palette.range, palette.range_line)
    } else if response.hovered() || response.dragged() {
        (palette.field_hover, palette.line)
    } else {
        (palette.field, palette.field_line)
    };
    ui.painter()
        .rect(rect, 5.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    if let Some(known) = known {
        let ground = rect.shrink2(egui::vec2(2.0, 2.0));
        let is_dark = !is_usual(input, scenario) && workspace.problem(input).is_none();
        let alpha = if is_dark {
            distribution::ALPHA_BEHIND_TEXT
        } else {
            distribution::ALPHA_BEHIND_WEAK_TEXT
        };
        distribution::paint_density(ui, ground, known, palette.range_line.gamma_multiply(alpha));
    }
    let is_weak = input.is_default(scenario) && !input.essential || is_usual(input, scenario);
    let color = if workspace.problem(input).is_some() {
        palette.error
    } else if shown.is_nothing || is_weak {
        palette.weak
    } else {
        palette.text
    };
    // Over a distribution the unit is as dark as the number.
    let unit_color = if known.is_some() { color } else { palette.weak };
    let colors = [color, unit_color];
    if shown.fits(rect.width()) {
        shown.paint(ui, rect, colors);
    } else if shown.is_number {
        paint_two_lines(ui, rect, shown, input.unit, colors);
    } else {
        shown.cut(ui, rect.width()).paint(ui, rect, colors);
    }
}

/// Whether the value is a usual one, which the user hasn't confirmed.
fn is_usual(input: &Input, scenario: &Scenario) -> bool {
    input.certainty(scenario) == Certainty::Usual
}

/// Room between a number and its unit, in points.
fn unit_gap(unit: Unit) -> f32 {
    if matches!(unit, Unit::Percent(_) | Unit::Count("×")) {
        1.0
    } else {
        4.0
    }
}

/// Paints a range over its unit, aligned at the right; where the range itself is too long, it is broken between its numbers.
fn paint_two_lines(
    ui: &Ui,
    rect: Rect,
    shown: &ShownValue,
    unit: Unit,
    [color, unit_color]: [Color32; 2],
) {
    let room = rect.width() - 2.0 * SIDE_MARGIN;
    let format = |color| TextFormat::simple(FontId::proportional(TEXT_SIZE), color);
    let mut job = LayoutJob::default();
    let suffix = unit.suffix();
    let text = shown.value.text();
    // A percent sign stays with its number.
    let (text, unit) = match suffix.strip_prefix('%') {
        Some(rest) => (format!("{text}%"), rest.trim_start()),
        None => (text.to_owned(), suffix.as_str()),
    };
    job.append(&text, 0.0, format(color));
    if !unit.is_empty() {
        let unit = unit.replace(' ', "\u{a0}");
        // The field is as high as two rows: both are used.
        let fits = line(ui, text, f32::INFINITY).size().x <= room;
        let gap = if fits { '\n' } else { ' ' };
        job.append(&format!("{gap}{unit}"), 0.0, format(unit_color));
    }
    job.halign = Align::RIGHT;
    job.wrap.max_width = room;
    job.wrap.max_rows = 2;
    let lines = ui.painter().layout_job(job);
    let at = pos2(
        rect.right() - SIDE_MARGIN - lines.rect.right(),
        rect.center().y - lines.size().y / 2.0,
    );
    ui.painter().galley(at, lines, color);
}
