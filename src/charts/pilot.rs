//! What a pilot is worth and what it costs, by its size, with the size that is worth most net of its cost.

use egui::{FontId, Rangef, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotPoints, PlotTransform};

use crate::decision::pilot::{Pilot, PilotSize};
use crate::scenario::Scenario;
use crate::scenario::quantity::{count_with_noun, money};
use crate::theme::palette::Palette;

use super::plot::labels::{bold, name_chart};
use super::plot::panel::{COUNT_AXIS_HEIGHT, Scale, count_axis_ui, panel_ui};
use super::plot::sizes::{LABEL_SIZE, NOTE_SIZE, WORDS_ROW_HEIGHT};
use super::plot::ticks::Counted;
use super::plot::{self, axis, ends::EndLabel, ends::end_labels_ui, ends::end_labels_width};

/// Everything that the chart shows.
pub struct PilotChart<'a> {
    /// The scenario, for its currency.
    pub scenario: &'a Scenario,
    /// The pilots.
    pub pilot: &'a Pilot,
}

/// The least size of the chart, in points.
const MIN_SIZE: Vec2 = vec2(240.0, 150.0);
/// Room above the curves, as a share of their height.
const ROOM_SHARE: f64 = 0.1;
/// Sizes up to so many times the best one are shown: beyond that, the value hardly rises.
const SHOWN_TIMES_BEST: f64 = 8.0;
/// Width of the lines, in points.
const VALUE_WIDTH: f32 = 2.5;
const COST_WIDTH: f32 = 2.0;
/// Radius of the marks of the best size, in points.
const MARK_RADIUS: f32 = 4.5;

impl PilotChart<'_> {
    /// Draws it into all the space that `ui` has.
    pub fn ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        let size = ui.available_size().max(MIN_SIZE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        name_chart(&response, || self.name());
        let names = self.names(ui, palette);
        let top = rect.top() + WORDS_ROW_HEIGHT;
        let bottom = rect.bottom() - COUNT_AXIS_HEIGHT;
        let amounts = self.sizes().map(|size| size.value.max(size.cost));
        let (_, high) = axis::padded_range(amounts.chain([0.0]), ROOM_SHARE);
        let money = Counted::Money(&self.scenario.currency);
        let scale = Scale::new(0.0, high, bottom - top, money);
        let sides = Rangef::new(
            rect.left() + scale.width(ui),
            rect.right() - end_labels_width(&names),
        );
        let frame = Rect::from_x_y_ranges(sides, Rangef::new(top, bottom));
        let transform = self.plot_ui(ui, frame, &scale, palette);
        count_axis_ui(ui, frame, self.most_examples(), " examples");
        end_labels_ui(ui, &transform, names);
        self.best_ui(ui, &transform, palette);
    }

    /// What it shows: its name where it isn't seen.
    fn name(&self) -> String {
        format!(
            "{}. {}",
            Pilot::CAPTION,
            self.pilot.finding(&self.scenario.currency)
        )
    }

    /// The sizes that are shown: those that aren't many times as large as the best one.
    fn sizes(&self) -> impl Iterator<Item = &PilotSize> {
        let most = SHOWN_TIMES_BEST * self.pilot.best().examples;
        let sizes = self.pilot.sizes.iter();
        sizes.filter(move |size| size.examples <= most)
    }

    fn most_examples(&self) -> f64 {
        let sizes = self.sizes().map(|size| size.examples);
        sizes.fold(1.0, f64::max)
    }

    /// The names of both lines, at their ends.
    fn names(&self, ui: &Ui, palette: &Palette) -> Vec<EndLabel> {
        let last = self.sizes().last();
        let named = [
            ("Value", last.map(|size| size.value), palette.text),
            ("Cost", last.map(|size| size.cost), palette.weak),
        ];
        named
            .into_iter()
            .map(|(name, amount, color)| EndLabel {
                amount: amount.unwrap_or(0.0),
                text: ui
                    .painter()
                    .layout_no_wrap(name.to_owned(), bold(LABEL_SIZE), color),
            })
            .collect()
    }

    fn plot_ui(&self, ui: &mut Ui, frame: Rect, scale: &Scale, palette: &Palette) -> PlotTransform {
        let line = |name: &str, first: Option<[f64; 2]>, amount: fn(&PilotSize) -> f64| {
            let points = self.sizes().map(|size| [size.examples, amount(size)]);
            let points: Vec<[f64; 2]> = first.into_iter().chain(points).collect();
            plot::line(name, PlotPoints::from(points))
        };
        // No cases are worth nothing.
        let value = line("value", Some([0.0, 0.0]), |size| size.value);
        let value = value.stroke(Stroke::new(VALUE_WIDTH, palette.text));
        let cost = line("cost", None, |size| size.cost);
        let cost = cost.stroke(Stroke::new(COST_WIDTH, palette.weak));
        panel_ui(
            ui,
            "pilot",
            frame,
            (0.0, self.most_examples()),
            scale,
            |plot| {
                plot.line(cost);
                plot.line(value);
            },
        )
    }

    /// Marks the best size: from its cost up to its value, with what lies between them above the plot.
    fn best_ui(&self, ui: &Ui, transform: &PlotTransform, palette: &Palette) {
        let best = self.pilot.best();
        let at = |amount| transform.position_from_point(&PlotPoint::new(best.examples, amount));
        let (value, cost) = (at(best.value), at(best.cost));
        let painter = ui.painter();
        let color = palette.accent;
        painter.line_segment([value, cost], Stroke::new(1.5, color));
        for end in [value, cost] {
            painter.circle(
                end,
                MARK_RADIUS,
                palette.background,
                Stroke::new(2.0, color),
            );
        }
        let frame = transform.frame();
        let examples = count_with_noun(best.examples, "example");
        let net = money(best.net().abs(), &self.scenario.currency);
        let text = if best.net() > 0.0 {
            format!("Best: {examples}, worth {net} net of its cost")
        } else {
            format!("Best: {examples}, still {net} short of its cost")
        };
        let mut label = painter.layout_no_wrap(text, bold(LABEL_SIZE), palette.text);
        if label.size().x > ui.max_rect().width() {
            let font = FontId::proportional(NOTE_SIZE);
            label = painter.layout_no_wrap(format!("Best: {examples}"), font, palette.text);
        }
        let width = label.size().x;
        let right = ui.max_rect().right() - width;
        let left = (value.x - width / 2.0).clamp(ui.max_rect().left().min(right), right);
        painter.galley(
            pos2(left, frame.top() - WORDS_ROW_HEIGHT),
            label,
            palette.text,
        );
    }
}
