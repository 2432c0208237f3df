//! The words of the tornado: names and months beside the bars, values at their ends, the base case, and who is cheaper on which side.

use egui::{Align2, Pos2, Rect, Sense, Ui, pos2};
use egui_plot::{PlotPoint, PlotTransform};

use crate::analysis::approach::Approach;
use crate::analysis::drivers;
use crate::analysis::finding::calendar::month_in;
use crate::charts::plot;
use crate::charts::plot::labels::bold;
use crate::charts::plot::sizes::{TICK_SIZE, ZERO_GAP};
use crate::scenario::quantity::{saving_in_words, signed_money};
use crate::theme::palette::Palette;

use super::{BASE_GAP, Columns, DriversChart, NAMES_GAP, VALUE_GAP};

impl DriversChart<'_> {
    /// When it breaks even at the low and at the high value of an input: "never → month 3".
    pub(super) fn break_even_change(bar: &drivers::Bar) -> String {
        let (low, high) = (bar.month_at_low, bar.month_at_high);
        match (low.map(month_in), high.map(month_in)) {
            (None, None) => "never".to_owned(),
            (Some(low), Some(high)) if low == high => format!("month {low}"),
            (Some(low), Some(high)) => format!("month {low} → {high}"),
            (None, Some(high)) => format!("never → month {high}"),
            (Some(low), None) => format!("month {low} → never"),
        }
    }

    /// Says on each side of zero, above the bars, which approach is cheaper there.
    pub(super) fn approach_names_ui(
        ui: &Ui,
        transform: &PlotTransform,
        bottom: f32,
        palette: &Palette,
    ) {
        let frame = *transform.frame();
        let zero = transform.position_from_point(&PlotPoint::new(0.0, 0.0)).x;
        for (approach, text, x, anchor) in [
            (
                Approach::Prompting,
                "← prompting cheaper",
                zero - ZERO_GAP,
                Align2::RIGHT_BOTTOM,
            ),
            (
                Approach::FineTuning,
                "fine-tuning cheaper →",
                zero + ZERO_GAP,
                Align2::LEFT_BOTTOM,
            ),
        ] {
            let color = palette.approach_text(approach);
            let galley = ui
                .painter()
                .layout_no_wrap(text.to_owned(), bold(TICK_SIZE), color);
            let rect = anchor.anchor_size(pos2(x, bottom), galley.size());
            // If zero is near an edge, there is no room for the words on that side.
            if rect.left() >= frame.left() - 4.0 && rect.right() <= frame.right() + 4.0 {
                ui.painter().galley(rect.min, galley, palette.text);
            }
        }
    }

    /// Writes the words of a row: when it breaks even, the input's name, and the input's value at both ends of the bar.
    pub(super) fn row_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        rect: Rect,
        columns: &Columns,
        index: usize,
    ) {
        let palette = Palette::current(ui);
        let at =
            |saving: f64| transform.position_from_point(&PlotPoint::new(saving, self.row(index)));
        let bar = &self.bars()[index];
        let middle = at(0.0).y;
        let months = &columns.months[index];
        let months_at = pos2(columns.months_left, middle - months.size().y / 2.0);
        ui.painter().galley(months_at, months.clone(), palette.weak);
        let half = 0.5 * self.row_height(transform.frame().height());
        let row = middle - half..=middle + half;
        let row_rect = Rect::from_x_y_ranges(rect.x_range(), row);
        ui.interact(row_rect, ui.scope_id().with(index), Sense::hover())
            .on_hover_text(self.ends(bar));
        let name = &columns.names[index];
        let name_left = columns.plot.left() - NAMES_GAP - name.size().x;
        let name_at = pos2(name_left, middle - name.size().y / 2.0);
        let name_at = name_at.max(pos2(rect.left(), 0.0));
        ui.painter().galley(name_at, name.clone(), palette.text);
        let (lower, upper) = if bar.saving_at_low <= bar.saving_at_high {
            ((bar.saving_at_low, bar.low), (bar.saving_at_high, bar.high))
        } else {
            ((bar.saving_at_high, bar.high), (bar.saving_at_low, bar.low))
        };
        let zero = at(0.0).x;
        for ((saving, value), outwards) in [(lower, -1.0), (upper, 1.0)] {
            let value = self.value(bar, value, columns.has_units);
            value_ui(ui, at(saving), outwards, zero, value);
        }
    }

    /// Names the base case beside its dashed line, below the last bar and on the side that is away from 0.
    pub(super) fn base_ui(
        &self,
        ui: &Ui,
        transform: &PlotTransform,
        rect: Rect,
        palette: &Palette,
    ) {
        let x = |saving: f64| {
            let point = PlotPoint::new(saving, 0.0);
            transform.position_from_point(&point).x
        };
        let (base, zero) = (x(self.drivers.saving), x(0.0));
        let saving = signed_money(self.drivers.saving, &self.scenario.currency);
        let galley = ui.painter().layout_no_wrap(
            format!("base case {saving}"),
            plot::tick_font(),
            palette.text,
        );
        let width = galley.size().x;
        // Beside the plot there is nothing at this height.
        let left = if base >= zero {
            (base + BASE_GAP).min(rect.right() - width)
        } else {
            (base - BASE_GAP - width).max(rect.left())
        };
        let top = transform.frame().bottom() - galley.size().y - 1.0;
        ui.painter().galley(pos2(left, top), galley, palette.text);
    }

    /// The saving at both ends of a bar, for its tooltip.
    fn ends(&self, bar: &drivers::Bar) -> String {
        let currency = &self.scenario.currency;
        let end = |value, saving| {
            let value = self.value(bar, value, true);
            format!("{value}: {}", saving_in_words(saving, currency))
        };
        let low = end(bar.low, bar.saving_at_low);
        let high = end(bar.high, bar.saving_at_high);
        format!("{}\n{low}\n{high}", bar.input.full_label())
    }
}

/// Writes a value outside the end of a bar, or beyond the line of zero if it would lie over that. `outwards` is −1 at a left end and 1 at a
/// right one.
fn value_ui(ui: &Ui, end: Pos2, outwards: f32, zero: f32, text: String) {
    let palette = Palette::current(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(text, plot::tick_font(), palette.weak);
    let beside_end = end.x + VALUE_GAP * outwards;
    let far_side = beside_end + galley.size().x * outwards;
    let crosses_zero = (beside_end - zero) * (far_side - zero) < 0.0;
    let x = if crosses_zero {
        zero + VALUE_GAP * outwards
    } else {
        beside_end
    };
    let anchor = if outwards < 0.0 {
        Align2::RIGHT_CENTER
    } else {
        Align2::LEFT_CENTER
    };
    let rect = anchor.anchor_size(pos2(x, end.y), galley.size());
    // The value covers the lines of the grid, of zero and of the base case.
    ui.painter().rect_filled(rect, 0.0, palette.background);
    ui.painter().galley(rect.min, galley, palette.weak);
}
