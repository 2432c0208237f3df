//! The two-way map: who is cheaper, and by how much or how soon, over any two inputs; the line between; where the scenario stands.

use egui::{Color32, FontId, Mesh, Painter, Pos2, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{AxisHints, GridMark, PlotBounds, PlotPoint, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::finding::calendar::month_in;
use crate::analysis::map::{Axis, Map, POINTS_PER_AXIS};
use crate::scenario::Scenario;
use crate::scenario::quantity::money;
use crate::theme::palette::Palette;

use super::plot::labels::{LABEL_SIZE, TICK_SIZE, bold, pointer, tooltip};
use super::plot::{self, axis};

/// What the colours tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum MapQuantity {
    /// How much fine-tuning saves.
    #[default]
    Saving,
    /// When it breaks even.
    BreakEven,
}

/// Everything that the chart shows.
pub struct MapChart<'a> {
    /// The scenario, for its currency.
    pub scenario: &'a Scenario,
    /// The map.
    pub map: &'a Map,
    /// What the colours tell.
    pub quantity: MapQuantity,
}

/// The palest and the strongest colour of a side, as parts of its own.
const TINTS: [f32; 2] = [0.10, 0.85];
/// Places that are tried for a word, each way.
const PLACES: usize = 16;
/// Side of the swatches of the legend.
const SWATCH: f32 = 14.0;

impl MapChart<'_> {
    /// Draws it into all the space that `ui` has.
    pub fn ui(&self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        self.legend_ui(ui, palette);
        let size = ui.available_size().max(vec2(260.0, 220.0));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let painter = ui.painter();
        let name = |axis: &Axis| {
            let label = axis.input.full_label();
            let text = match axis.input.unit.suffix() {
                words if words.is_empty() || words == "%" => label,
                words => format!("{label}, {}", words.trim_start_matches("% ")),
            };
            painter.layout_no_wrap(text, FontId::proportional(LABEL_SIZE), palette.text)
        };
        let (x_name, y_name) = (name(&self.map.x), name(&self.map.y));
        let x_at = rect.center_bottom() - vec2(x_name.size().x / 2.0, x_name.size().y);
        let plot = Rect::from_min_max(
            rect.min + vec2(0.0, y_name.size().y + 6.0),
            rect.max - vec2(24.0, x_name.size().y + 4.0),
        );
        painter.galley(x_at, x_name, palette.text);
        painter.galley(rect.min, y_name, palette.text);
        let transform = self.plot_ui(ui, plot, palette);
        let at = |[x, y]: [f64; 2]| transform.position_from_point(&PlotPoint::new(x, y));

        let area = Rect::from_two_pos(at([0.0, 0.0]), at([1.0, 1.0]));
        let painter = ui.painter();
        painter.add(self.cells(area, palette));
        for [from, to] in self.map.zero_line() {
            painter.line_segment([at(from), at(to)], Stroke::new(2.5, palette.text));
        }
        let today = at([
            self.map.x.part_of(self.map.x.base),
            self.map.y.part_of(self.map.y.base),
        ]);
        painter.circle(
            today,
            6.0,
            palette.background,
            Stroke::new(2.5, palette.text),
        );
        let label =
            painter.layout_no_wrap("your scenario".to_owned(), bold(LABEL_SIZE), palette.text);
        let mut label_at = today + vec2(11.0, -label.size().y / 2.0);
        if label_at.x + label.size().x > area.right() - 4.0 {
            label_at.x = today.x - 11.0 - label.size().x;
        }
        let behind = Rect::from_min_size(label_at, label.size()).expand2(vec2(4.0, 1.0));
        painter.rect_filled(behind, 3.0, palette.background.gamma_multiply(0.8));
        painter.galley(label_at, label, palette.text);
        let taken = behind.union(Rect::from_center_size(today, vec2(14.0, 14.0)));
        self.sides_ui(ui, area, taken, palette);
        self.hover_ui(ui, area, palette);
    }

    /// Says in each area who is cheaper there: colours alone don't tell in black-and-white print.
    fn sides_ui(&self, ui: &Ui, area: Rect, taken: Rect, palette: &Palette) {
        let words = match self.quantity {
            MapQuantity::Saving => ["prompting cheaper", "fine-tuning cheaper"],
            MapQuantity::BreakEven => ["never breaks even", "breaks even"],
        };
        for (tuned, words) in [false, true].into_iter().zip(words) {
            let galley =
                ui.painter()
                    .layout_no_wrap(words.to_owned(), bold(LABEL_SIZE), palette.text);
            let size = galley.size() + vec2(10.0, 4.0);
            let Some(place) = self.place_within(tuned, size, area, taken) else {
                continue;
            };
            let ground = palette.background.gamma_multiply(0.6);
            ui.painter().rect_filled(place, 3.0, ground);
            let at = place.center() - galley.size() / 2.0;
            ui.painter().galley(at, galley, palette.text);
        }
    }

    /// Where the colour of a side is strongest, of the places that lie wholly within it.
    fn place_within(&self, tuned: bool, size: Vec2, area: Rect, taken: Rect) -> Option<Rect> {
        let of_side = |across: usize, up: usize| {
            let point = up * POINTS_PER_AXIS + across;
            match self.quantity {
                MapQuantity::Saving => (self.map.saving[point] > 0.0) == tuned,
                MapQuantity::BreakEven => self.map.month[point].is_some() == tuned,
            }
        };
        let part = |from: f32, to: f32, at: f32| ((at - from) / (to - from)).clamp(0.0, 1.0);
        let across =
            |x: f32| (part(area.left(), area.right(), x) * (POINTS_PER_AXIS - 1) as f32) as usize;
        let up =
            |y: f32| (part(area.bottom(), area.top(), y) * (POINTS_PER_AXIS - 1) as f32) as usize;
        let inside = |rect: Rect| {
            (across(rect.left())..=across(rect.right()))
                .all(|x| (up(rect.bottom())..=up(rect.top())).all(|y| of_side(x, y)))
        };
        let steps = (1..PLACES).map(|step| step as f32 / PLACES as f32);
        let places = steps
            .clone()
            .flat_map(|x| steps.clone().map(move |y| vec2(x, y)));
        places
            .map(|part| Rect::from_center_size(area.lerp_inside(part), size))
            .filter(|rect| area.shrink(4.0).contains_rect(*rect) && inside(rect.expand(4.0)))
            .filter(|rect| !rect.expand(6.0).intersects(taken))
            .max_by(|a, b| {
                let strength = |rect: &Rect| {
                    let at = rect.center();
                    self.map.saving[up(at.y) * POINTS_PER_AXIS + across(at.x)].abs()
                };
                strength(a).total_cmp(&strength(b))
            })
    }

    /// The earliest break-even on the map, in months; infinite without any.
    fn soonest(&self) -> f64 {
        let months = self.map.month.iter().flatten().copied();
        months.fold(f64::INFINITY, f64::min)
    }

    /// What the colours, the line and the circle mean.
    fn legend_ui(&self, ui: &mut Ui, palette: &Palette) {
        let most = |sign: f64| {
            let savings = self.map.saving.iter().map(|saving| sign * saving);
            savings.fold(0.0, f64::max)
        };
        let amount = |saving| money(saving, &self.scenario.currency);
        let soonest = self.soonest();
        let never = self.map.month.iter().any(Option::is_none);
        let entries = match self.quantity {
            MapQuantity::Saving => [
                (Approach::Prompting, "prompting", -1.0),
                (Approach::FineTuning, "fine-tuning", 1.0),
            ]
            .into_iter()
            .filter(|(_, _, sign)| most(*sign) > 0.0)
            .map(|(side, name, sign)| {
                (
                    palette.approach(side),
                    format!("{name} cheaper, by up to {}", amount(most(sign))),
                )
            })
            .collect::<Vec<_>>(),
            MapQuantity::BreakEven => {
                let soonest = soonest.is_finite().then(|| {
                    let text = format!(
                        "breaks even: strongest in month {}, palest in month {}",
                        month_in(soonest),
                        self.scenario.horizon_months.whole()
                    );
                    (palette.fine_tuning, text)
                });
                let never = never.then(|| (palette.prompting, "never breaks even".to_owned()));
                never.into_iter().chain(soonest).collect()
            }
        };
        let line = !self.map.zero_line().is_empty();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(18.0, 2.0);
            for (color, text) in entries {
                entry_ui(ui, &text, palette, |painter, swatch| {
                    painter.rect_filled(swatch, 2.0, color.gamma_multiply(0.7));
                });
            }
            if line {
                entry_ui(ui, "both cost the same", palette, |painter, swatch| {
                    let stroke = Stroke::new(2.5, palette.text);
                    painter.hline(swatch.x_range(), swatch.center().y, stroke);
                });
            }
        });
    }

    fn plot_ui(&self, ui: &mut Ui, rect: Rect, palette: &Palette) -> PlotTransform {
        let currency = self.scenario.currency.clone();
        let axis = |hints: AxisHints<'static>, axis: Axis| {
            let currency = currency.clone();
            let font = FontId::proportional(TICK_SIZE);
            plot::axis(hints, font, palette.weak, move |mark, _| {
                axis.input.unit.short(axis.value_at(mark.value), &currency)
            })
        };
        let (x, y) = (self.map.x, self.map.y);
        let x_ticks = (rect.width() / 110.0) as usize;
        let y_ticks = (rect.height() / 60.0) as usize;
        let axes = [axis(AxisHints::new_x(), x), axis(AxisHints::new_y(), y)];
        let mut plot_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        plot_ui.style_mut().override_font_id = Some(FontId::proportional(TICK_SIZE));
        plot::plot("map", rect.size(), axes, palette)
            .x_grid_spacer(move |_| marks(&x, x_ticks))
            .y_grid_spacer(move |_| marks(&y, y_ticks))
            .show(&mut plot_ui, |plot| {
                plot.set_plot_bounds(PlotBounds::from_min_max([-0.01; 2], [1.01; 2]));
            })
            .transform
    }

    /// A coloured cell around each point.
    fn cells(&self, area: Rect, palette: &Palette) -> Mesh {
        let mut mesh = Mesh::default();
        let largest = self
            .map
            .saving
            .iter()
            .fold(0.0, |largest: f64, saving| largest.max(saving.abs()));
        let soonest = self.soonest();
        let edge =
            |point: usize| ((point as f32 - 0.5) / (POINTS_PER_AXIS - 1) as f32).clamp(0.0, 1.0);
        for up in 0..POINTS_PER_AXIS {
            for across in 0..POINTS_PER_AXIS {
                let corner = |across, up| -> Pos2 {
                    pos2(
                        egui::lerp(area.x_range(), edge(across)),
                        egui::lerp(area.bottom()..=area.top(), edge(up)),
                    )
                };
                let cell = Rect::from_two_pos(corner(across, up), corner(across + 1, up + 1));
                let color = self.color(up * POINTS_PER_AXIS + across, [largest, soonest], palette);
                mesh.add_colored_rect(cell, color);
            }
        }
        mesh
    }

    fn color(&self, point: usize, [largest, soonest]: [f64; 2], palette: &Palette) -> Color32 {
        let saving = self.map.saving[point];
        let side = if saving > 0.0 {
            Approach::FineTuning
        } else {
            Approach::Prompting
        };
        let strength = match (self.quantity, self.map.month[point]) {
            (MapQuantity::Saving, _) if largest == 0.0 => 0.0,
            // The square root shows small differences too.
            (MapQuantity::Saving, _) => (saving.abs() / largest).sqrt(),
            // Over the months that there are on this map, so that they are told apart.
            (MapQuantity::BreakEven, Some(month)) => {
                let months = self.scenario.horizon_months.get();
                1.0 - (month - soonest) / (months - soonest).max(1.0)
            }
            (MapQuantity::BreakEven, None) => 0.25,
        };
        let tint = egui::lerp(TINTS[0]..=TINTS[1], strength as f32);
        palette
            .background
            .lerp_to_gamma(palette.approach(side), tint)
    }

    /// The values under the pointer.
    fn hover_ui(&self, ui: &Ui, area: Rect, palette: &Palette) {
        let hover = pointer(ui);
        let Some(pointer) = hover.filter(|at| area.contains(*at) && ui.rect_contains_pointer(area))
        else {
            return;
        };
        let part = |from: f32, to: f32, at: f32| f64::from((at - from) / (to - from));
        let across = part(area.left(), area.right(), pointer.x);
        let up = part(area.bottom(), area.top(), pointer.y);
        let nearest = |part: f64| {
            ((part * (POINTS_PER_AXIS - 1) as f64).round() as usize).min(POINTS_PER_AXIS - 1)
        };
        let point = nearest(up) * POINTS_PER_AXIS + nearest(across);
        let value = |axis: &Axis, part: f64| {
            let value = axis.value_at(part);
            let value = axis.input.unit.rounded(value, &self.scenario.currency);
            (
                format!("{}: {value}", axis.input.full_label()),
                palette.weak,
            )
        };
        let saving = self.map.saving[point];
        let amount = money(saving.abs(), &self.scenario.currency);
        let verdict = if saving > 0.0 {
            (format!("Fine-tuning saves {amount}"), palette.fine_tuning)
        } else if saving < 0.0 {
            (
                format!("Prompting is cheaper by {amount}"),
                palette.prompting,
            )
        } else {
            ("Both cost the same".to_owned(), palette.text)
        };
        let mut lines = vec![verdict];
        if let Some(month) = self.map.month[point] {
            let month = format!("breaks even in month {}", month_in(month));
            lines.push((month, palette.text));
        }
        lines.push(value(&self.map.x, across));
        lines.push(value(&self.map.y, up));
        tooltip(ui, area, pointer, &lines, palette);
    }
}

/// Marks at round values: evenly, or 1, 2 and 5 of each power of ten.
fn marks(axis: &Axis, most: usize) -> Vec<GridMark> {
    let values: Vec<f64> = if axis.logarithmic {
        let powers = axis.low.log10().floor() as i32..=axis.high.log10().ceil() as i32;
        let all = |factors: &[f64]| -> Vec<f64> {
            powers
                .clone()
                .flat_map(|power| {
                    factors
                        .iter()
                        .map(move |factor| factor * 10_f64.powi(power))
                })
                .filter(|value| (axis.low..=axis.high).contains(value))
                .collect()
        };
        let fine = all(&[1.0, 2.0, 5.0]);
        if fine.len() <= most.max(2) {
            fine
        } else {
            all(&[1.0])
        }
    } else {
        let step = axis::nice_step(axis.high - axis.low, most);
        let marks = axis::marks(axis.low, axis.high, step);
        marks.into_iter().map(|mark| mark.value).collect()
    };
    values
        .into_iter()
        .map(|value| GridMark {
            value: axis.part_of(value),
            step_size: 1.0,
        })
        .collect()
}

/// A swatch with what it means, kept together where lines are broken.
fn entry_ui(ui: &mut Ui, text: &str, palette: &Palette, swatch: impl FnOnce(&Painter, Rect)) {
    let font = FontId::proportional(LABEL_SIZE);
    let text = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, palette.weak);
    let size = vec2(SWATCH + 6.0 + text.size().x, text.size().y);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let at = pos2(rect.left() + SWATCH / 2.0, rect.center().y);
    swatch(
        ui.painter(),
        Rect::from_center_size(at, Vec2::splat(SWATCH)),
    );
    let left = rect.min + vec2(SWATCH + 6.0, 0.0);
    ui.painter().galley(left, text, palette.weak);
}
